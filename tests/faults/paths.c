/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is tried: the table at the end. */

#include <string.h>

#include <glib/gstdio.h>

#include "core/json.h"
#include "core/recovery.h"
#include "core/snapshots.h"
#include "core/store.h"
#include "harness.h"

#define WHEN 1796248000

static Claim
claim_of (LiftSaveResult result)
{
  return result == LIFT_SAVED ? CLAIM_SAVED : result == LIFT_SAVED_NOT_DURABLE ? CLAIM_NOT_DURABLE : CLAIM_NOT_SAVED;
}

static void
make_folder (const char *top,
             const char *name)
{
  g_autofree char *folder = g_build_filename (top, name, NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
}

/* Documents */

static void
set_up_folder (const char *top)
{
  make_folder (top, "releases");
}

static void
set_up_nothing (const char *top)
{
}

static void
set_up_document (const char *top)
{
  g_autofree char *path = document_path (top);

  set_up_folder (top);
  document_write (path, 0);
}

/* Another program saved since the document was read. */
static void
set_up_changed (const char *top)
{
  g_autofree char *path = document_path (top);

  set_up_folder (top);
  document_write (path, EDIT_THEIRS);
}

static Claim
save_leftover (gpointer data,
               GError **error)
{
  return document_save (data, EDIT_LEFTOVER, error);
}

/* Before the new file gets its name. */
static int
kill_at_rename (const Call *call,
                gpointer    data)
{
  return g_str_has_prefix (call->name, "rename") ? KILL : strcmp (call->name, "end") == 0 ? ENDED : GO_ON;
}

/* What an earlier kill left: the edit of another program. */
static void
set_up_leftover (const char *top)
{
  g_autofree char *path = document_path (top);
  Outcome outcome;

  set_up_document (top);
  trap_run (save_leftover, path, kill_at_rename, NULL, &outcome);
  g_assert_cmpint (outcome.claim, ==, CLAIM_NONE);
}

static void
set_up_changed_leftover (const char *top)
{
  g_autofree char *path = document_path (top);

  set_up_leftover (top);
  document_write (path, EDIT_THEIRS);
}

static guint
look_document (const char *top,
               char      **why)
{
  g_autofree char *path = document_path (top);

  return document_look (path, why);
}

/* The work of a leftover is in the document or still left over, whatever happens. */
static guint
look_leftover (const char *top,
               char      **why)
{
  g_autoptr (GPtrArray) tree = tree_read (top);
  guint found = look_document (top, why);

  if ((found & (FOUND_BAD | EDIT_LEFTOVER)) != 0 || (edits_of_litter (tree, top) & EDIT_LEFTOVER) != 0)
    return found;
  g_free (*why);
  *why = g_strdup ("the work of the leftover is lost");
  return FOUND_BAD;
}

/* A second name is given when it is said that the first one is taken. */
static char *
named_path (const char *top)
{
  char *path = g_build_filename (top, "new", "releases", "payments.liftoff.json", NULL);
  g_autofree char *second = g_build_filename (top, "new", "releases", "payments-2.liftoff.json", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (second, G_FILE_TEST_EXISTS))
    {
      g_free (path);
      path = g_steal_pointer (&second);
    }
  return path;
}

static guint
look_named (const char *top,
            char      **why)
{
  g_autofree char *path = named_path (top);

  return document_look (path, why);
}

static Claim
run_save (const char *top,
          GError    **error)
{
  g_autofree char *path = document_path (top);
  g_autoptr (LiftNode) synced = sample_new ();
  g_autoptr (LiftNode) snapshot = sample_edit (synced, EDIT_OURS);
  g_autoptr (LiftNode) written = NULL;

  return claim_of (lift_store_save (path, synced, snapshot, NULL, &written, NULL, error));
}

static Claim
run_edit (const char *top,
          GError    **error)
{
  g_autofree char *path = document_path (top);

  return document_save (path, EDIT_OURS, error);
}

static Claim
run_create (const char *top,
            GError    **error)
{
  g_autofree char *path = document_path (top);
  g_autoptr (LiftNode) root = sample_new ();

  return claim_of (lift_store_create (path, root, FALSE, error));
}

static Claim
run_replace (const char *top,
             GError    **error)
{
  g_autofree char *path = document_path (top);
  g_autoptr (LiftNode) root = sample_new ();
  g_autoptr (LiftNode) edited = sample_edit (root, EDIT_OURS);

  return claim_of (lift_store_create (path, edited, TRUE, error));
}

static Claim
run_create_named (const char *top,
                  GError    **error)
{
  g_autofree char *folder = g_build_filename (top, "new", "releases", NULL);
  g_autofree char *path = NULL;
  g_autoptr (LiftNode) root = sample_new ();

  return claim_of (lift_store_create_named (folder, "Payments", root, &path, error));
}

/* Recovery copies */

static char **
recovery_folders (const char *top)
{
  char **folders = g_new0 (char *, 2);

  folders[0] = g_build_filename (top, "state", "recovery", NULL);
  return folders;
}

/* The copy that a session wrote with the edit @edit; it holds it no more if @before is NULL. */
static Claim
keep (const char         *top,
      const LiftRecovery *before,
      guint               edit,
      LiftRecovery      **copy,
      GError            **error)
{
  g_auto (GStrv) folders = recovery_folders (top);
  g_autofree char *path = document_path (top);
  g_autoptr (LiftNode) synced = sample_new ();
  g_autoptr (LiftNode) current = sample_edit (synced, edit);

  *copy = lift_recovery_keep ((const char *const *) folders, before, "session", path, WHEN, synced, current, error);
  return *copy != NULL ? CLAIM_SAVED : CLAIM_NOT_SAVED;
}

static void
set_up_copy (const char *top)
{
  g_autoptr (LiftRecovery) copy = NULL;

  set_up_document (top);
  g_assert_cmpint (keep (top, NULL, EDIT_OURS, &copy, NULL), ==, CLAIM_SAVED);
}

/* What the next start finds: the document, and the copies. */
static guint
look_recovery (const char *top,
               char      **why)
{
  g_auto (GStrv) folders = recovery_folders (top);
  g_autofree char *path = document_path (top);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) copies = lift_recovery_take ((const char *const *) folders, path, notes);
  guint found = document_look (path, why), i;

  if (notes->len > 0)
    {
      g_free (*why);
      *why = g_strdup (g_ptr_array_index (notes, 0));
      return FOUND_BAD;
    }
  for (i = 0; i < copies->len; i++)
    {
      const LiftRecovery *copy = g_ptr_array_index (copies, i);

      found |= FOUND_COPY * sample_found (copy->current, why);
    }
  return found;
}

static Claim
run_keep (const char *top,
          GError    **error)
{
  g_autoptr (LiftRecovery) copy = NULL;

  return keep (top, NULL, EDIT_OURS, &copy, error);
}

/* A session that wrote a copy already. */
static Claim
run_keep_again (const char *top,
                GError    **error)
{
  g_auto (GStrv) folders = recovery_folders (top);
  g_autofree char *path = document_path (top);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) copies = lift_recovery_take ((const char *const *) folders, path, notes);
  g_autoptr (LiftRecovery) copy = NULL;

  if (copies->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The copy is not found");
      return CLAIM_NOT_SAVED;
    }
  return keep (top, g_ptr_array_index (copies, 0), EDIT_OURS | EDIT_FOREIGN, &copy, error);
}

static Claim
run_replay (const char *top,
            GError    **error)
{
  g_auto (GStrv) folders = recovery_folders (top);
  g_autofree char *path = document_path (top);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) copies = lift_recovery_take ((const char *const *) folders, path, notes);

  if (copies->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The copy is not found");
      return CLAIM_NOT_SAVED;
    }
  return lift_recovery_replay (g_ptr_array_index (copies, 0), error) != LIFT_RECOVERY_KEPT ? CLAIM_SAVED : CLAIM_NOT_SAVED;
}

/* The next start: every copy is taken and goes into the document. */
static char *
tidy_recovery (const char *top)
{
  g_auto (GStrv) folders = recovery_folders (top);
  g_autofree char *path = document_path (top);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) copies = lift_recovery_take ((const char *const *) folders, path, notes);
  guint i;

  for (i = 0; i < copies->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (lift_recovery_replay (g_ptr_array_index (copies, i), &error) == LIFT_RECOVERY_KEPT)
        return g_strdup_printf ("the next start cannot take the copy: %s", error->message);
    }
  return NULL;
}

/* Snapshots */

static char *
snapshots_folder (const char *top)
{
  return g_build_filename (top, "state", "snapshots", NULL);
}

static gboolean
keep_snapshot (const char       *top,
               guint             edits,
               LiftSnapshotKind  kind,
               gint64            when,
               GError          **error)
{
  g_autofree char *folder = snapshots_folder (top);
  g_autoptr (LiftNode) root = sample_new ();
  g_autoptr (LiftNode) edited = sample_edit (root, edits);

  return lift_snapshots_keep (folder, edited, kind, when, error);
}

static void
set_up_snapshot (const char *top)
{
  set_up_document (top);
  g_assert_true (keep_snapshot (top, EDIT_OURS, LIFT_SNAPSHOT_BEFORE, WHEN, NULL));
}

/* The document, and all snapshots that can be read; @strict: each can be. */
static guint
look_at_snapshots (const char *top,
                   gboolean    strict,
                   char      **why)
{
  g_autofree char *folder = snapshots_folder (top);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) snapshots = lift_snapshots_list (folder, "release", &error);
  guint found = look_document (top, why), i;

  for (i = 0; snapshots != NULL && i < snapshots->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (LiftNode) root = lift_snapshots_load (folder, "release", &g_array_index (snapshots, LiftSnapshot, i), NULL, &local_error);

      if (root != NULL)
        found |= FOUND_SNAPSHOT * sample_found (root, why);
      else if (strict)
        {
          g_free (*why);
          *why = g_strdup (local_error->message);
          return FOUND_BAD;
        }
    }
  return found;
}

static guint
look_snapshots (const char *top,
                char      **why)
{
  return look_at_snapshots (top, TRUE, why);
}

static guint
look_loosely (const char *top,
              char      **why)
{
  return look_at_snapshots (top, FALSE, why);
}

/* Before a change: confirmed by the disk, or refused. */
static Claim
run_keep_snapshot (const char *top,
                   GError    **error)
{
  return keep_snapshot (top, EDIT_FOREIGN, LIFT_SNAPSHOT_BEFORE, WHEN + 600, error) ? CLAIM_SAVED : CLAIM_NOT_SAVED;
}

/* What was saved: it is not waited for the disk. */
static Claim
run_keep_saved (const char *top,
                GError    **error)
{
  return keep_snapshot (top, EDIT_FOREIGN, LIFT_SNAPSHOT_SAVED, WHEN + 600, error) ? CLAIM_UNCONFIRMED : CLAIM_NOT_SAVED;
}

static Claim
run_keep_file (const char *top,
               GError    **error)
{
  g_autofree char *folder = snapshots_folder (top);
  g_autofree char *path = document_path (top);
  g_autoptr (GArray) snapshots = NULL;

  if (!lift_snapshots_keep_file (folder, path, "release", WHEN + 600, error))
    return CLAIM_NOT_SAVED;
  /* What a save would not overwrite is passed over, and nothing is claimed. */
  snapshots = lift_snapshots_list (folder, "release", error);
  if (snapshots != NULL && snapshots->len > 0)
    return CLAIM_SAVED;
  if (snapshots != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Passed over");
  return CLAIM_NOT_SAVED;
}

/* Going back to the earlier state, as the window does: an edit like any other. */
static Claim
run_restore (const char *top,
             GError    **error)
{
  g_autofree char *folder = snapshots_folder (top);
  g_autofree char *path = document_path (top);
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, error);
  g_autoptr (GArray) snapshots = loaded != NULL ? lift_snapshots_list (folder, "release", error) : NULL;
  g_autoptr (LiftNode) earlier = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (LiftNode) restored = NULL;

  if (snapshots == NULL || snapshots->len == 0)
    {
      if (snapshots != NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "“%s” has no snapshot", path);
      return CLAIM_NOT_SAVED;
    }
  earlier = lift_snapshots_load (folder, "release", &g_array_index (snapshots, LiftSnapshot, 0), NULL, error);
  if (earlier == NULL)
    return CLAIM_NOT_SAVED;
  restored = sample_restore (loaded->root, earlier, EDIT_OURS);
  return claim_of (lift_store_save (path, loaded->root, restored, NULL, &written, NULL, error));
}

/* What was left over of a snapshot goes when it is a day old. */
static char *
tidy_snapshots (const char *top)
{
  gint64 later = g_get_real_time () / G_USEC_PER_SEC + 3 * 24 * 60 * 60;
  g_autoptr (GError) error = NULL;

  if (keep_snapshot (top, EDIT_NEXT, LIFT_SNAPSHOT_BEFORE, later, &error))
    return NULL;
  return g_strdup_printf ("the next snapshot fails: %s", error->message);
}

#define A_SNAPSHOT(edits) (FOUND_SNAPSHOT * (edits))
#define A_COPY(edits) (FOUND_COPY * (edits))

/* name, before it, itself, what is found, what is found before, between and after it, the document, whether messages name
 * it, and what it says when all is well */
const Path paths[] = {
  { "save", set_up_document, run_save, look_document, EDIT_BASE, 0, EDIT_BASE | EDIT_OURS, NULL, document_path, TRUE, CLAIM_SAVED },
  { "edit", set_up_document, run_edit, look_document, EDIT_BASE, 0, EDIT_BASE | EDIT_OURS, NULL, document_path, TRUE, CLAIM_SAVED },
  { "save and merge", set_up_changed, run_save, look_document, EDIT_BASE | EDIT_THEIRS, 0, EDIT_BASE | EDIT_THEIRS | EDIT_OURS, NULL, document_path, TRUE, CLAIM_SAVED },
  { "save with a leftover", set_up_leftover, run_save, look_leftover, EDIT_BASE, EDIT_BASE | EDIT_OURS, EDIT_BASE | EDIT_OURS | EDIT_LEFTOVER, NULL, document_path, TRUE, CLAIM_SAVED },
  { "merge with a leftover", set_up_changed_leftover, run_save, look_leftover, EDIT_BASE | EDIT_THEIRS, EDIT_BASE | EDIT_THEIRS | EDIT_OURS,
    EDIT_BASE | EDIT_THEIRS | EDIT_OURS | EDIT_LEFTOVER, NULL, document_path, TRUE, CLAIM_SAVED },
  { "create", set_up_folder, run_create, look_document, FOUND_NOTHING, 0, EDIT_BASE, NULL, document_path, TRUE, CLAIM_SAVED },
  { "create over", set_up_document, run_replace, look_document, EDIT_BASE, 0, EDIT_BASE | EDIT_OURS, NULL, document_path, TRUE, CLAIM_SAVED },
  { "create named", set_up_nothing, run_create_named, look_named, FOUND_NOTHING, 0, EDIT_BASE, NULL, named_path, FALSE, CLAIM_SAVED },
  { "recovery copy", set_up_document, run_keep, look_recovery, EDIT_BASE, 0, EDIT_BASE | A_COPY (EDIT_BASE | EDIT_OURS), tidy_recovery, document_path, FALSE, CLAIM_SAVED },
  { "recovery copy again", set_up_copy, run_keep_again, look_recovery, EDIT_BASE | A_COPY (EDIT_BASE | EDIT_OURS), 0,
    EDIT_BASE | A_COPY (EDIT_BASE | EDIT_OURS | EDIT_FOREIGN), tidy_recovery, document_path, FALSE, CLAIM_SAVED },
  { "recovery replay", set_up_copy, run_replay, look_recovery, EDIT_BASE | A_COPY (EDIT_BASE | EDIT_OURS),
    EDIT_BASE | EDIT_OURS | A_COPY (EDIT_BASE | EDIT_OURS), EDIT_BASE | EDIT_OURS, tidy_recovery, document_path, FALSE, CLAIM_SAVED },
  { "snapshot", set_up_snapshot, run_keep_snapshot, look_snapshots, EDIT_BASE | A_SNAPSHOT (EDIT_BASE | EDIT_OURS), 0,
    EDIT_BASE | A_SNAPSHOT (EDIT_BASE | EDIT_OURS | EDIT_FOREIGN), tidy_snapshots, document_path, FALSE, CLAIM_SAVED },
  { "first snapshot", set_up_document, run_keep_snapshot, look_snapshots, EDIT_BASE, 0, EDIT_BASE | A_SNAPSHOT (EDIT_BASE | EDIT_FOREIGN),
    tidy_snapshots, document_path, FALSE, CLAIM_SAVED },
  { "snapshot of a save", set_up_snapshot, run_keep_saved, look_loosely, EDIT_BASE | A_SNAPSHOT (EDIT_BASE | EDIT_OURS), 0,
    EDIT_BASE | A_SNAPSHOT (EDIT_BASE | EDIT_OURS | EDIT_FOREIGN), tidy_snapshots, document_path, FALSE, CLAIM_UNCONFIRMED },
  { "restore", set_up_snapshot, run_restore, look_snapshots, EDIT_BASE | A_SNAPSHOT (EDIT_BASE | EDIT_OURS), 0,
    EDIT_BASE | EDIT_OURS | A_SNAPSHOT (EDIT_BASE | EDIT_OURS), tidy_snapshots, document_path, FALSE, CLAIM_SAVED },
  { "snapshot of a file", set_up_document, run_keep_file, look_snapshots, EDIT_BASE, 0, EDIT_BASE | A_SNAPSHOT (EDIT_BASE), tidy_snapshots, document_path,
    FALSE, CLAIM_SAVED },
};

const guint n_paths = G_N_ELEMENTS (paths);
