/* SPDX-License-Identifier: GPL-3.0-or-later */

/* (f) Three writers work on one document at once: with the lock and the exchange, without the lock, without the exchange. Every edit is in it in the end,
 * with its line of history. */

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/document.h"
#include "core/json.h"
#include "core/store.h"
#include "harness.h"

#define N_WRITERS 3
#define WHEN 1796260000
/* A save that finds others writing again and again gives up; then it is asked for again, as the window does. */
#define MAX_TRIES 200

static const char *const writers[N_WRITERS] = { "Hal", "Ida", "Jon" };

/* From now on @call fails with @error. */
static void
forbid (int call,
        int error)
{
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = { .len = G_N_ELEMENTS (filter), .filter = filter };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
    _exit (10);
}

/* @root with one item more. */
static LiftNode *
add_item (LiftNode   *root,
          const char *who,
          guint       n)
{
  g_autoptr (LiftDocument) document = lift_document_new (root);
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);
  LiftAct act = { .who = who, .when = WHEN + n, .rand = rand };
  g_autofree char *id = g_strdup_printf ("%s%u", who, n);
  g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_ADD, id, NULL);
  g_autoptr (LiftNode) item = lift_node_new (LIFT_KIND_ITEM, id);

  lift_node_set_text (item, LIFT_ITEM_POSITION, "a1");
  lift_node_set_text (item, LIFT_ITEM_TEXT, "x");
  lift_group_insert (group, "phase", LIFT_PHASE_ITEMS, item);
  lift_document_apply (document, group, LIFT_ORIGIN_USER, &act);
  return lift_node_ref (lift_document_get_root (document));
}

static void
write_all (const char *path,
           const char *who,
           guint       n)
{
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, NULL);
  LiftNode *synced = lift_node_ref (loaded->root);
  guint i, j;

  for (i = 0; i < n; i++)
    {
      LiftNode *snapshot = add_item (synced, who, i), *written = NULL;

      for (j = 0; j < MAX_TRIES && written == NULL; j++)
        lift_store_save (path, synced, snapshot, NULL, &written, NULL, NULL);
      if (written == NULL)
        _exit (11);
      lift_node_unref (synced);
      lift_node_unref (snapshot);
      synced = written;
    }
  _exit (0);
}

static guint
n_lines (LiftNode   *root,
         const char *who,
         guint       n)
{
  g_autofree char *id = g_strdup_printf ("%s%u", who, n);
  LiftHistory *line = lift_node_get_history (root);
  guint found = 0;

  for (; line != NULL; line = lift_history_get_older (line))
    {
      const char *at = strstr (lift_history_get_line (line), id);

      found += at != NULL && !g_ascii_isdigit (at[strlen (id)]);
    }
  return found;
}

static void
check (Count      *count,
       const char *path,
       guint       n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, &error);
  guint i, w;

  if (loaded == NULL || loaded->root == NULL || loaded->violations->len > 0)
    {
      count_case (count, error != NULL ? error->message : "violations", "the document");
      return;
    }
  for (w = 0; w < N_WRITERS; w++)
    for (i = 0; i < n; i++)
      {
        g_autofree char *id = g_strdup_printf ("%s%u", writers[w], i);
        LiftNodes *items = lift_node_get_list (lift_nodes_get (lift_node_get_list (loaded->root, LIFT_RELEASE_PHASES), 0), LIFT_PHASE_ITEMS);
        guint where;

        count_case (count, lift_nodes_find (items, id, &where) ? NULL : "the item is lost", "%s", id);
        count_case (count, n_lines (loaded->root, writers[w], i) == 1 ? NULL : "its line of history is lost or twice there", "%s", id);
      }
}

static void
try_writers (const char *what,
             int         call,
             int         code,
             guint       n)
{
  g_autofree char *top = make_top (TRUE);
  g_autofree char *path = g_build_filename (top, "a.liftoff.json", NULL);
  g_autoptr (GPtrArray) after = NULL;
  gint64 begun = g_get_monotonic_time ();
  pid_t pids[N_WRITERS];
  Count count;
  guint i;

  document_write (path, 0);
  count_begin (&count, "writers", what);
  for (i = 0; i < N_WRITERS; i++)
    {
      pids[i] = fork ();
      g_assert_cmpint (pids[i], >=, 0);
      if (pids[i] == 0)
        {
          prctl (PR_SET_PDEATHSIG, SIGKILL);
          if (call >= 0)
            forbid (call, code);
          write_all (path, writers[i], n);
        }
    }
  for (i = 0; i < N_WRITERS; i++)
    {
      int status;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      count_case (&count, WIFEXITED (status) && WEXITSTATUS (status) == 0 ? NULL : "it gave up", "%s", writers[i]);
    }
  check (&count, path, n);
  after = tree_read (top);
  count_case (&count, litter_in (after) == NULL ? NULL : "something is left over", "the folder");
  count_end (&count);
  g_print ("# writers: %s: %d writers, %u edits each, %.0f s\n", what, N_WRITERS, n, (g_get_monotonic_time () - begun) / 1e6);
  tree_remove (top);
  g_rmdir (top);
}

void
part_writers (gboolean big)
{
  guint n = big ? 1000 : 40;

  try_writers ("lock and exchange", -1, 0, n);
  try_writers ("exchange alone", SYS_flock, ENOLCK, n);
  try_writers ("lock alone", SYS_renameat2, ENOSYS, n);
}
