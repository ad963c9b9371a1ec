/* SPDX-License-Identifier: GPL-3.0-or-later */

/* (c) A path is recorded; then every state is made in which a crash may leave the disk after each of its steps, and read. */

#include <string.h>

#include <glib/gstdio.h>

#include "recorder.h"

typedef struct
{
  const Path *path;
  const char *top;
  Recorder   *recorder;
} Child;

static Claim
run_path (gpointer data,
          GError **error)
{
  const Child *child = data;

  return child->path->run (child->top, error);
}

static int
record (const Call *call,
        gpointer    data)
{
  recorder_call (data, call, GO_ON);
  return strcmp (call->name, "end") == 0 ? ENDED : GO_ON;
}

typedef struct
{
  const Path *path;
  const char *top;
  Claim       claim;
  guint       step;
  Count       count;
} Visit;

static void
visit (Tree    *tree,
       gpointer data)
{
  Visit *visit = data;
  g_autofree char *wrong = NULL;
  g_autofree char *files = tree_describe (tree);
  guint found;

  tree_write (tree, visit->top);
  wrong = judge_found (visit->path, visit->top, visit->claim, &found);
  if (wrong == NULL)
    wrong = next_save (visit->top, visit->path);
  count_case (&visit->count, wrong, "after step %u%s, with %s", visit->step, visit->claim == CLAIM_SAVED ? ", claimed" : "", files);
}

static void
try_path (const Path *path,
          const char *top,
          guint64    *n_all,
          guint64    *n_distinct)
{
  g_autoptr (Recorder) recorder = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) known_claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *wrong = NULL;
  Child child = { path, top };
  Visit state = { path, top };
  guint64 n_states = 0;
  Outcome outcome;
  Model *model;

  tree_remove (top);
  path->set_up (top);
  child.recorder = recorder = recorder_new (top);
  trap_run (run_path, &child, record, recorder, &outcome);
  wrong = recorder_finish (recorder);
  if (wrong != NULL)
    g_print ("# crash: %s: %s\n", path->name, wrong);
  report (wrong == NULL && outcome.claim == path->claim, "crash: %s: recorded", path->name);

  model = recorder_model (recorder);
  count_begin (&state.count, "crash", path->name);
  for (state.step = 0; state.step <= model_n_steps (model); state.step++)
    n_states += model_states (model, state.step, known, visit, &state);
  state.step = model_n_steps (model);
  state.claim = outcome.claim == CLAIM_SAVED ? CLAIM_SAVED : CLAIM_NONE;
  model_states (model, state.step, known_claimed, visit, &state);
  count_end (&state.count);
  g_print ("# crash: %s: %u steps, %" G_GUINT64_FORMAT " states, %u of them different\n", path->name, model_n_steps (model), n_states, g_hash_table_size (known));
  *n_all += n_states;
  *n_distinct += g_hash_table_size (known);
}

void
part_crash (gboolean big)
{
  g_autofree char *top = make_top (TRUE);
  guint64 n_all = 0, n_distinct = 0;
  guint i;

  for (i = 0; i < n_paths; i++)
    if (is_chosen (&paths[i]))
      try_path (&paths[i], top, &n_all, &n_distinct);
  g_print ("# crash: %" G_GUINT64_FORMAT " states in all, %" G_GUINT64_FORMAT " of them different\n", n_all, n_distinct);
  tree_remove (top);
  g_rmdir (top);
}
