/* SPDX-License-Identifier: GPL-3.0-or-later */

/* (d) A loop that edits and saves, and says so after each save, is killed at random. What it said is in the file, and at most one edit more. */

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/document.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/store.h"
#include "harness.h"

#define WHEN 1796250000
#define N_ITEMS 64 /* of the sample */
/* The document is made anew after so many, so that its history stays short. */
#define BATCH 25
#define MAX_DELAY_US 30000

/* The document counts: each edit adds an item, a line of history, and sets the version to the number of edits. */
static gint64
count_of (LiftNode *root)
{
  LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 0);
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  gint64 n = lift_history_get_n (lift_node_get_history (root)) - 1, i;

  for (i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("counted%03" G_GINT64_FORMAT, i);
      guint where;

      if (!lift_nodes_find (items, id, &where))
        return -1;
    }
  return lift_nodes_get_n (items) == N_ITEMS + n ? n : -1;
}

static LiftNode *
count_on (LiftNode *root)
{
  g_autoptr (LiftDocument) document = lift_document_new (root);
  gint64 n = count_of (root);
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, n + 1);
  g_autofree char *id = g_strdup_printf ("counted%03" G_GINT64_FORMAT, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);
  LiftAct act = { .who = "Gil", .when = WHEN + n, .rand = rand };
  g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_ADD, id, NULL);
  g_autoptr (LiftNode) item = lift_node_new (LIFT_KIND_ITEM, id);

  lift_node_set_text (item, LIFT_ITEM_POSITION, "a1");
  lift_node_set_text (item, LIFT_ITEM_TEXT, "x");
  lift_group_insert (group, "phase", LIFT_PHASE_ITEMS, item);
  lift_group_set_text (group, root, LIFT_RELEASE_VERSION, version);
  lift_document_apply (document, group, LIFT_ORIGIN_USER, &act);
  return lift_node_ref (lift_document_get_root (document));
}

static void
loop (const char *path,
      int         out)
{
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, NULL);
  LiftNode *synced = loaded != NULL ? lift_node_ref (loaded->root) : NULL;

  while (synced != NULL)
    {
      LiftNode *snapshot = count_on (synced), *written = NULL;
      gint64 n = count_of (snapshot);

      if (lift_store_save (path, synced, snapshot, NULL, &written, NULL, NULL) != LIFT_SAVED)
        _exit (1);
      if (write (out, &n, sizeof n) != sizeof n)
        _exit (0);
      lift_node_unref (synced);
      lift_node_unref (snapshot);
      synced = written;
    }
  _exit (1);
}

/* Starts the loop, kills it after @delay microseconds, and returns the last number it said; -1: none; -2: it ended by itself. */
static gint64
run_and_kill (const char *path,
              gulong      delay)
{
  gint64 said = -1, n;
  int ends[2], status;
  pid_t pid;

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      close (ends[0]);
      loop (path, ends[1]);
    }
  close (ends[1]);
  g_usleep (delay);
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  while (read (ends[0], &n, sizeof n) == sizeof n)
    said = n;
  close (ends[0]);
  return WIFSIGNALED (status) ? said : -2;
}

static guint
n_litter (const char *folder)
{
  g_autoptr (GPtrArray) tree = tree_read (folder);

  return tree->len - 1;
}

static gboolean
has_conflict (LiftNode *root)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);

  return g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\"conflicts\"") != NULL;
}

static char *
judge (const char *path,
       gint64      before,
       gint64      said,
       gint64     *now,
       gboolean   *conflict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, &error);
  gint64 claimed = MAX (before, said);

  if (said == -2)
    return g_strdup ("a save failed");
  if (loaded == NULL || loaded->root == NULL || loaded->violations->len > 0)
    return g_strdup_printf ("it cannot be read: %s", error != NULL ? error->message : "violations");
  *now = count_of (loaded->root);
  *conflict = has_conflict (loaded->root);
  if (*now != claimed && *now != claimed + 1)
    return g_strdup_printf ("the file has edit %" G_GINT64_FORMAT ", said was %" G_GINT64_FORMAT, *now, claimed);
  return NULL;
}

void
part_kills (gboolean big)
{
  g_autofree char *top = make_top (FALSE);
  g_autofree char *path = g_build_filename (top, "a.liftoff.json", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261202);
  guint n = big ? 10000 : 300, i;
  guint64 n_saves = 0, n_unsaid = 0, n_left = 0;
  guint64 n_conflicts = 0;
  gboolean conflict = FALSE;
  gint64 now = 0;
  Count count;

  count_begin (&count, "random kills", "a saving loop");
  for (i = 0; i < n; i++)
    {
      gulong delay = g_rand_int_range (rand, 0, MAX_DELAY_US);
      g_autofree char *wrong = NULL;
      gint64 before, said;

      if (i % BATCH == 0 || conflict)
        {
          g_autoptr (LiftNode) root = sample_new ();
          g_autoptr (GBytes) bytes = lift_json_write (root);

          tree_remove (top);
          g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
          now = 0;
          conflict = FALSE;
        }
      before = now;
      said = run_and_kill (path, delay);
      wrong = judge (path, before, said, &now, &conflict);
      n_saves += now - before;
      n_unsaid += now > MAX (before, said);
      n_left += n_litter (top) > 0;
      n_conflicts += conflict;
      /* One save cleans up after all that were killed before it. */
      if (wrong == NULL && i % BATCH == BATCH - 1)
        {
          g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, NULL);
          g_autoptr (LiftNode) snapshot = count_on (loaded->root);
          g_autoptr (LiftNode) written = NULL;

          if (lift_store_save (path, loaded->root, snapshot, NULL, &written, NULL, NULL) != LIFT_SAVED)
            wrong = g_strdup ("the next save fails");
          else if (n_litter (top) > 0)
            wrong = g_strdup ("the next save leaves something");
        }
      count_case (&count, wrong, "kill %u after %lu µs", i, delay);
    }
  count_end (&count);
  g_print ("# random kills: %u, between %" G_GUINT64_FORMAT " saves; %" G_GUINT64_FORMAT " times saved but not yet said; %" G_GUINT64_FORMAT " times a file was left; %"
           G_GUINT64_FORMAT " times the version is in conflict with its own past\n",
           n, n_saves, n_unsaid, n_left, n_conflicts);
  tree_remove (top);
  g_rmdir (top);
}
