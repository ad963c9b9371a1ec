/* SPDX-License-Identifier: GPL-3.0-or-later */

/* (a) Every system call of a path fails, with each error it may plausibly have: once, and from then on. (b) The program is killed at each. */

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "calls.h"
#include "harness.h"
#include "recorder.h"

typedef struct
{
  const Path *path;
  const char *top;
} Child;

static Claim
run_path (gpointer data,
          GError **error)
{
  const Child *child = data;

  return child->path->run (child->top, error);
}

typedef struct
{
  char *name;
  guint nth;
} Made;

static void
made_clear (gpointer data)
{
  g_free (((Made *) data)->name);
}

static int
note_call (const Call *call,
           gpointer    data)
{
  GArray *made = data;
  Made one = { g_strdup (call->name), call->nth };

  if (strcmp (call->name, "end") == 0)
    {
      g_free (one.name);
      return ENDED;
    }
  /* Under a sanitizer there may be some. */
  if (!call_is_memory (call->name))
    g_array_append_val (made, one);
  else
    g_free (one.name);
  return GO_ON;
}

/* The calls of @path, undisturbed. */
static GArray *
calls_of (const Path *path,
          const char *top,
          Tree       *tree)
{
  GArray *made = g_array_new (FALSE, FALSE, sizeof (Made));
  Child child = { path, top };
  Outcome outcome;
  guint found;
  g_autofree char *wrong = NULL;

  g_array_set_clear_func (made, made_clear);
  tree_write (tree, top);
  trap_run (run_path, &child, note_call, made, &outcome);
  wrong = judge_claim (path, top, &outcome);
  if (wrong == NULL)
    wrong = judge_found (path, top, outcome.claim, &found);
  if (wrong == NULL)
    {
      g_autoptr (GPtrArray) after = tree_read (top);

      if (litter_in (after) != NULL)
        wrong = g_strdup_printf ("it leaves “%s”", litter_in (after));
      else if (found != path->after)
        wrong = g_strdup_printf ("it is not over: %s", outcome.message);
    }
  if (wrong != NULL)
    g_print ("# %s: undisturbed: %s\n", path->name, wrong);
  report (wrong == NULL, "%s, undisturbed: %u calls", path->name, made->len);
  return made;
}

typedef struct
{
  const Made *target;
  int         what;
  gboolean    on;   /* from then on */
  gboolean    done;
  Recorder   *recorder;
} Fault;

static int
make_fault (const Call *call,
            gpointer    data)
{
  Fault *fault = data;
  int answer = GO_ON;

  if (strcmp (call->name, "end") == 0)
    answer = ENDED;
  else if (strcmp (call->name, fault->target->name) == 0
           && (call->nth == fault->target->nth || (fault->on && call->nth > fault->target->nth)))
    answer = fault->what;
  fault->done = fault->done || (answer != GO_ON && answer != ENDED);
  recorder_call (fault->recorder, call, answer == ENDED ? GO_ON : answer);
  return answer;
}

typedef struct
{
  const Path *path;
  const char *top;
  char       *wrong;
} Loss;

static void
look_at_loss (Tree    *tree,
              gpointer data)
{
  Loss *loss = data;
  guint found;

  if (loss->wrong != NULL)
    return;
  tree_write (tree, loss->top);
  loss->wrong = judge_found (loss->path, loss->top, CLAIM_SAVED, &found);
}

/* What is claimed saved is still there after a crash right now. */
static char *
judge_durable (const Path *path,
               const char *top,
               Model      *model)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Loss loss = { path, top, NULL };

  model_states (model, model_n_steps (model), known, look_at_loss, &loss);
  if (loss.wrong == NULL)
    return NULL;
  return g_strdup_printf ("it was claimed saved, but a crash now loses it: %s", g_steal_pointer (&loss.wrong));
}

static char *
try_fault (const Path *path,
           const char *top,
           Tree       *tree,
           const Made *target,
           int         what,
           gboolean    on)
{
  g_autoptr (Recorder) recorder = NULL;
  g_autoptr (GPtrArray) after = NULL;
  Fault fault = { target, what, on };
  Child child = { path, top };
  Outcome outcome;
  char *wrong;
  guint found;

  tree_write (tree, top);
  fault.recorder = recorder = recorder_new (top);
  trap_run (run_path, &child, make_fault, &fault, &outcome);
  if (!fault.done)
    return g_strdup ("the call was not made again");
  wrong = recorder_finish (recorder);
  after = tree_read (top);
  if (wrong == NULL)
    wrong = judge_claim (path, top, &outcome);
  if (wrong == NULL)
    wrong = judge_found (path, top, outcome.claim, &found);
  if (wrong == NULL && outcome.claim == CLAIM_SAVED)
    wrong = judge_durable (path, top, recorder_model (recorder));
  /* What was left over stays until the disk confirms what it was merged into; and from a disk that goes on failing nothing can be removed. */
  if (wrong == NULL && !on && outcome.claim != CLAIM_NONE && !g_str_has_prefix (target->name, "unlink")
      && (litter_in (tree) == NULL || (found == path->after && outcome.claim == CLAIM_SAVED)) && litter_in (after) != NULL)
    wrong = g_strdup_printf ("it leaves “%s”", litter_in (after));
  if (wrong == NULL)
    {
      /* Looking may have tidied up. */
      tree_write (after, top);
      wrong = next_save (top, path);
    }
  return wrong;
}

static const char *
error_name (int error)
{
  return error == SHORT ? "half of it" : error == KILL ? "killed" : strerrorname_np (error);
}

static void
try_path (const Path *path,
          const char *top,
          gboolean    big)
{
  g_autoptr (GPtrArray) tree = NULL;
  g_autoptr (GArray) made = NULL;
  Count errors, kills;
  guint i, j;

  tree_remove (top);
  path->set_up (top);
  tree = tree_read (top);
  /* What is done once in a program's life is done now. */
  path->run (top, NULL);
  made = calls_of (path, top, tree);
  count_begin (&errors, "errors", path->name);
  count_begin (&kills, "kills", path->name);
  for (i = 0; i < made->len; i++)
    {
      const Made *target = &g_array_index (made, Made, i);
      const int *codes = call_errors (target->name);
      g_autofree char *killed = try_fault (path, top, tree, target, KILL, FALSE);

      count_case (&kills, killed, "%s %u", target->name, target->nth);
      if (codes == NULL)
        count_case (&errors, "no error is known of it", "%s", target->name);
      for (j = 0; codes != NULL && codes[j] != 0; j++)
        {
          g_autofree char *once = try_fault (path, top, tree, target, codes[j], FALSE);

          count_case (&errors, once, "%s %u: %s", target->name, target->nth, error_name (codes[j]));
          /* A lock that is never given is waited for, five seconds each time: once is enough. */
          if (big && !call_is_mild (target->name, codes[j]) && (codes[j] != EWOULDBLOCK || target->nth == 1))
            {
              g_autofree char *on = try_fault (path, top, tree, target, codes[j], TRUE);

              count_case (&errors, on, "%s %u and on: %s", target->name, target->nth, error_name (codes[j]));
            }
        }
    }
  count_end (&errors);
  count_end (&kills);
}

void
part_calls (gboolean big)
{
  g_autofree char *top = make_top (TRUE);
  guint i;

  for (i = 0; i < n_paths; i++)
    if (is_chosen (&paths[i]))
      try_path (&paths[i], top, big);
  tree_remove (top);
  g_rmdir (top);
}
