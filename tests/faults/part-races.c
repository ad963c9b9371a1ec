/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another program writes the document right before each system call of a path: one that knows nothing of Liftoff, and one that is Liftoff on a
 * file system without locks. Where files cannot be exchanged, a program without the lock may write between the last look and the rename: that is the
 * one place where it loses, and it is counted. */

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>

#include <glib/gstdio.h>

#include "core/json.h"
#include "core/store.h"
#include "harness.h"

typedef enum
{
  OTHER_PLAIN,
  OTHER_LIFTOFF,
  N_OTHERS,
} Other;

static const char *const other_names[N_OTHERS] = { "another program", "Liftoff without locks" };

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

static Claim
run_other (gpointer data,
           GError **error)
{
  const Child *child = data;
  g_autofree char *file = child->path->file (child->top);

  return document_save (file, EDIT_FOREIGN, error);
}

static int
without_locks (const Call *call,
               gpointer    data)
{
  return strcmp (call->name, "end") == 0 ? ENDED : call->nr == SYS_flock ? ENOLCK : GO_ON;
}

/* Reads, edits, and renames over what is there. */
static gboolean
write_plainly (const char *file)
{
  g_autoptr (LiftLoaded) loaded = lift_store_load (file, NULL, NULL);
  g_autoptr (LiftNode) root = loaded == NULL ? sample_new () : NULL;
  g_autoptr (LiftNode) edited = sample_edit (loaded != NULL ? loaded->root : root, EDIT_FOREIGN);
  g_autoptr (GBytes) bytes = lift_json_write (edited);

  return g_file_set_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
}

typedef struct
{
  Child    child;
  Other    other;
  gboolean exchange; /* whether files can be exchanged */
  guint    at;       /* which call */
  gboolean wrote;
  guint    last_look;
  guint    rename;
} Race;

static int
interfere (const Call *call,
           gpointer    data)
{
  Race *race = data;
  g_autofree char *file = race->child.path->file (race->child.top);

  if (strcmp (call->name, "end") == 0)
    return ENDED;
  if (call->index == race->at)
    {
      Outcome outcome;

      if (race->other == OTHER_PLAIN)
        race->wrote = write_plainly (file);
      else
        {
          trap_run (run_other, &race->child, without_locks, NULL, &outcome);
          race->wrote = outcome.claim == CLAIM_SAVED;
        }
    }
  if (g_str_has_prefix (call->name, "rename") && (call->nr != SYS_renameat2 || race->exchange || call->args[4] != 2))
    race->rename = call->index;
  else if ((strstr (call->name, "stat") != NULL || strcmp (call->name, "read") == 0) && race->rename == 0)
    race->last_look = call->index;
  if (!race->exchange && call->nr == SYS_renameat2 && call->args[4] == 2)
    return EINVAL;
  return GO_ON;
}

static char *
try_race (Race      *race,
          GPtrArray *tree,
          gboolean  *lost)
{
  const Path *path = race->child.path;
  g_autofree char *file = path->file (race->child.top);
  g_autofree char *why = NULL;
  g_autofree char *words = NULL;
  Outcome outcome;
  guint found;

  *lost = FALSE;
  tree_write (tree, race->child.top);
  trap_run (run_path, &race->child, interfere, race, &outcome);
  if (outcome.hung || outcome.signal != 0)
    return g_strdup ("it hangs or ends");
  found = document_look (file, &why);
  words = found_words (found);
  if ((found & FOUND_BAD) != 0)
    return g_strdup (why);
  if (outcome.claim == CLAIM_SAVED && (found & EDIT_OURS) != (path->after & EDIT_OURS))
    return g_strdup_printf ("it was claimed saved, and found is “%s”", words);
  if (outcome.claim == CLAIM_NOT_SAVED && (found & EDIT_OURS) != 0)
    return g_strdup_printf ("it was said not to be saved, and found is “%s”", words);
  if (!race->wrote || (found & EDIT_FOREIGN) != 0)
    return next_save (race->child.top, path);
  *lost = TRUE;
  if (!race->exchange && race->rename != 0 && race->at <= race->rename && race->at > race->last_look)
    return NULL;
  return g_strdup_printf ("what the other wrote is lost: found is “%s”", words);
}

static void
try_path (const Path *path,
          const char *top,
          Other       other,
          gboolean    exchange)
{
  g_autoptr (GPtrArray) tree = NULL;
  g_autofree char *what = g_strdup_printf ("%s against %s%s", path->name, other_names[other], exchange ? "" : ", no exchange");
  guint n_calls = 1, n_lost = 0, i;
  Count count;

  tree_remove (top);
  path->set_up (top);
  tree = tree_read (top);
  count_begin (&count, "races", what);
  for (i = 0; i < n_calls; i++)
    {
      Race race = { { path, top }, other, exchange, i };
      Race alone = { { path, top }, other, exchange, G_MAXUINT };
      g_autofree char *wrong = NULL;
      gboolean lost;
      Outcome outcome;

      if (i == 0)
        {
          tree_write (tree, top);
          trap_run (run_path, &alone.child, interfere, &alone, &outcome);
          n_calls = outcome.n_calls;
        }
      wrong = try_race (&race, tree, &lost);
      n_lost += lost && wrong == NULL;
      count_case (&count, wrong, "before call %u", i);
    }
  count_end (&count);
  if (n_lost > 0)
    g_print ("# races: %s: lost between the last look and the rename: %u\n", what, n_lost);
}

void
part_races (gboolean big)
{
  static const char *const names[] = { "save", "save and merge", "merge with a leftover", "create" };
  g_autofree char *top = make_top (TRUE);
  guint i, j;
  Other other;

  for (i = 0; i < n_paths; i++)
    for (j = 0; j < G_N_ELEMENTS (names); j++)
      if (strcmp (paths[i].name, names[j]) == 0 && is_chosen (&paths[i]))
        for (other = 0; other < N_OTHERS; other++)
          {
            try_path (&paths[i], top, other, TRUE);
            try_path (&paths[i], top, other, FALSE);
          }
  tree_remove (top);
  g_rmdir (top);
}
