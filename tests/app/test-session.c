/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "../core/temp-folder.h"
#include "core/intents.h"
#include "core/life.h"
#include "core/saver.h"
#include "core/snapshots.h"
#include "core/store.h"
#include "core/template.h"
#include "session/session.h"

/* A release in a folder of its own, open. */
typedef struct
{
  char        *folder;
  char        *path;
  LiftSession *session;
} Fixture;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  *(LiftSession **) user_data = lift_session_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, &error);
  LiftReleaseDetails details = { "Payments", "4.2.0", LIFT_RELEASE_MINOR, NULL, NULL, "2026-12-09T10:00", "Europe/Berlin", NULL };
  LiftAct act = { "Amira Haddad", 1780000000, rand };
  g_autoptr(LiftNode) root = lift_release_new (template->root, &details, &act, &error);

  fixture->folder = g_dir_make_tmp ("liftoff-session.XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "payments.liftoff.json", NULL);
  g_assert_cmpint (lift_store_create (fixture->path, root, FALSE, &error), ==, LIFT_SAVED);

  lift_session_open_async (fixture->path, NULL, opened_cb, &fixture->session);
  while (fixture->session == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_assert_finalize_object (fixture->session);
  g_chmod (fixture->folder, 0700);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static LiftNode *
first_item (Fixture *fixture)
{
  LiftNode *root = lift_document_get_root (lift_session_get_document (fixture->session));
  LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 0);

  return lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), 0);
}

static void
assign (Fixture    *fixture,
        const char *owner)
{
  LiftNode *root = lift_document_get_root (lift_session_get_document (fixture->session));
  LiftNode *item = first_item (fixture);

  g_assert_true (lift_session_apply (fixture->session, lift_intent_assign (root, (const char *const[]) { lift_node_get_id (item), NULL }, owner, NULL), NULL));
}

typedef struct
{
  gboolean  done;
  GError   *error;
} Flush;

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Flush *flush = user_data;

  flush->done = TRUE;
  lift_session_flush_finish (LIFT_SESSION (source), result, &flush->error);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

static void
await (gboolean *done)
{
  guint source = g_timeout_add_seconds (20, too_late_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static char *
contents (Fixture *fixture)
{
  char *text;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  return text;
}

/* Whoever closes while the file is read again must see that something waits for its save. */
static void
test_edit_during_a_reload (Fixture       *fixture,
                           gconstpointer  data)
{
  Flush flush = { FALSE };
  g_autofree char *text = NULL;

  lift_session_reload (fixture->session);
  assign (fixture, "Jonas Weber");
  g_assert_cmpint (lift_session_get_state (fixture->session), ==, LIFT_SESSION_PENDING);

  lift_session_flush_async (fixture->session, flushed_cb, &flush);
  await (&flush.done);
  g_assert_no_error (flush.error);
  g_assert_cmpint (lift_session_get_state (fixture->session), ==, LIFT_SESSION_SAVED);
  text = contents (fixture);
  g_assert_nonnull (strstr (text, "\"owner\": \"Jonas Weber\""));
}

/* A file that is not this release is not overwritten: the save fails, each flush says so, and it succeeds once the file is gone. */
static void
test_failed_save (Fixture       *fixture,
                  gconstpointer  data)
{
  Flush first = { FALSE }, second = { FALSE }, third = { FALSE };
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "{}\n", -1, NULL));
  assign (fixture, "Jonas Weber");
  lift_session_flush_async (fixture->session, flushed_cb, &first);
  await (&first.done);
  g_assert_nonnull (first.error);
  g_assert_cmpint (lift_session_get_state (fixture->session), ==, LIFT_SESSION_FAILED);

  /* Also while the file is read. */
  lift_session_reload (fixture->session);
  lift_session_flush_async (fixture->session, flushed_cb, &second);
  await (&second.done);
  g_assert_nonnull (second.error);
  text = contents (fixture);
  g_assert_cmpstr (text, ==, "{}\n");

  g_remove (fixture->path);
  lift_session_flush_async (fixture->session, flushed_cb, &third);
  await (&third.done);
  g_assert_no_error (third.error);
  g_assert_cmpint (lift_session_get_state (fixture->session), ==, LIFT_SESSION_SAVED);
  g_assert_null (lift_session_get_save_error (fixture->session));
  g_clear_error (&first.error);
  g_clear_error (&second.error);
}

/* What is done while a save runs is saved after it. */
static void
test_edit_during_a_save (Fixture       *fixture,
                         gconstpointer  data)
{
  Flush flush = { FALSE };
  g_autofree char *text = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *owner = g_strdup_printf ("Owner %u", i);

      assign (fixture, owner);
      lift_session_retry (fixture->session);
    }
  lift_session_flush_async (fixture->session, flushed_cb, &flush);
  await (&flush.done);
  g_assert_no_error (flush.error);
  text = contents (fixture);
  g_assert_nonnull (strstr (text, "\"owner\": \"Owner 19\""));
}

static void
read_only_cb (LiftDocument *document,
              GParamSpec   *pspec,
              gboolean     *done)
{
  *done = lift_document_get_read_only (document) != NULL;
}

/* A file that somebody damaged: what is wrong in it does not change what stands from the window, and nothing is changed until it is mended. */
static void
test_damaged_while_open (Fixture       *fixture,
                         gconstpointer  data)
{
  LiftDocument *document = lift_session_get_document (fixture->session);
  g_autofree char *before = g_strdup (lift_node_get_text (first_item (fixture), LIFT_ITEM_TEXT));
  g_autofree char *text = contents (fixture);
  g_autofree char *member = g_strdup_printf ("\"text\": \"%s\"", before);
  g_auto(GStrv) parts = g_strsplit (text, member, 2);
  g_autofree char *damaged = g_strjoin ("\"text\": 5", parts[0], parts[1], NULL);
  gboolean done = FALSE;

  g_signal_connect (document, "notify::read-only", G_CALLBACK (read_only_cb), &done);
  g_assert_true (g_file_set_contents (fixture->path, damaged, -1, NULL));
  lift_session_reload (fixture->session);
  await (&done);
  g_assert_cmpstr (lift_node_get_text (first_item (fixture), LIFT_ITEM_TEXT), ==, before);
  g_signal_handlers_disconnect_by_func (document, read_only_cb, &done);
}

/* A save that was killed before it was through: opening the document takes its change in. */
static void
test_leftover (Fixture       *fixture,
               gconstpointer  data)
{
  Flush flush = { FALSE };
  g_autofree char *before = contents (fixture);
  g_autofree char *base = g_path_get_basename (fixture->path);
  g_autoptr(GBytes) bytes = g_bytes_new (before, strlen (before));
  g_autofree char *sum = lift_temp_dup_sum (bytes);
  g_autofree char *name = lift_temp_dup_name (base, sum);
  g_autofree char *leftover = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *text = NULL;

  assign (fixture, "Jonas Weber");
  lift_session_flush_async (fixture->session, flushed_cb, &flush);
  await (&flush.done);
  g_assert_finalize_object (fixture->session);
  fixture->session = NULL;
  g_assert_cmpint (g_rename (fixture->path, leftover), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, before, -1, NULL));

  lift_session_open_async (fixture->path, NULL, opened_cb, &fixture->session);
  while (fixture->session == NULL)
    g_main_context_iteration (NULL, TRUE);
  flush.done = FALSE;
  lift_session_flush_async (fixture->session, flushed_cb, &flush);
  await (&flush.done);
  g_assert_no_error (flush.error);
  g_assert_cmpstr (lift_node_get_text (first_item (fixture), LIFT_ITEM_OWNER), ==, "Jonas Weber");
  text = contents (fixture);
  g_assert_nonnull (strstr (text, "\"owner\": \"Jonas Weber\""));
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
}

static void
save_all (Fixture *fixture)
{
  Flush flushed = { 0 };

  lift_session_flush_async (fixture->session, flushed_cb, &flushed);
  await (&flushed.done);
  g_assert_no_error (flushed.error);
}

static void
message_cb (LiftSession *session,
            const char  *text,
            guint       *n)
{
  g_assert_true (g_str_has_prefix (text, "No earlier version could be kept in “"));
  ++*n;
}

/* What was found when the file was opened, and the last that was saved; not what was saved in between. */
static void
test_versions_are_kept (Fixture       *fixture,
                        gconstpointer  data)
{
  const char *id = lift_node_get_id (lift_document_get_root (lift_session_get_document (fixture->session)));
  g_autofree char *folder = lift_snapshots_default_folder ();
  const char *owners[] = { NULL, "Cleo" };
  g_autoptr(GArray) snapshots = NULL;
  g_autoptr(GError) error = NULL;

  remove_tree (folder);
  assign (fixture, "Ann");
  save_all (fixture);
  assign (fixture, "Ben");
  save_all (fixture);
  assign (fixture, "Cleo");
  save_all (fixture);
  snapshots = lift_snapshots_list (folder, id, &error);
  g_assert_no_error (error);
  /* Five minutes may end between two saves. */
  g_assert_cmpuint (snapshots->len, >=, G_N_ELEMENTS (owners));
  g_assert_cmpint (g_array_index (snapshots, LiftSnapshot, 0).kind, ==, LIFT_SNAPSHOT_BEFORE);
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      const LiftSnapshot *snapshot = &g_array_index (snapshots, LiftSnapshot, i == 0 ? 0 : snapshots->len - 1);
      g_autoptr(LiftNode) root = lift_snapshots_load (folder, id, snapshot, NULL, &error);
      LiftNode *item;

      g_assert_no_error (error);
      item = lift_root_find (root, lift_node_get_id (first_item (fixture)), NULL);
      g_assert_cmpstr (lift_node_get_text (item, LIFT_ITEM_OWNER), ==, owners[i]);
    }
}

/* It is told once, and nothing else depends on it. */
static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (lift_session_move_finish (LIFT_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* The wrong file was chosen: what stood there can be had back. */
static void
test_moved_over_another (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *folder = lift_snapshots_default_folder ();
  g_autofree char *path = g_build_filename (fixture->folder, "other.liftoff.json", NULL);
  g_autofree char *id = g_strdup_printf ("other-%" G_GINT64_FORMAT, g_get_real_time ());
  g_autoptr(LiftNode) other = lift_node_new (LIFT_KIND_RELEASE, id);
  g_autoptr(GArray) kept = NULL;
  g_autoptr(LiftNode) back = NULL;
  gboolean moved = FALSE;

  lift_node_set_text (other, LIFT_RELEASE_NAME, "Other");
  g_assert_cmpint (lift_store_create (path, other, FALSE, NULL), ==, LIFT_SAVED);
  lift_session_move_async (fixture->session, path, moved_cb, &moved);
  while (!moved)
    g_main_context_iteration (NULL, TRUE);

  kept = lift_snapshots_list (folder, id, NULL);
  g_assert_cmpint (kept->len, ==, 1);
  back = lift_snapshots_load (folder, id, &g_array_index (kept, LiftSnapshot, 0), NULL, NULL);
  g_assert_cmpstr (lift_node_get_text (back, LIFT_RELEASE_NAME), ==, "Other");
}

static void
test_no_version_can_be_kept (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *folder = lift_snapshots_default_folder ();
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *text = NULL;
  guint n = 0;

  remove_tree (folder);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "not a folder", -1, NULL));
  g_signal_connect (fixture->session, "message", G_CALLBACK (message_cb), &n);
  assign (fixture, "Ann");
  save_all (fixture);
  g_assert_cmpuint (n, ==, 1);
  assign (fixture, "Ben");
  save_all (fixture);
  g_assert_cmpuint (n, ==, 1);
  text = contents (fixture);
  g_assert_nonnull (strstr (text, "\"Ben\""));
  g_assert_cmpint (g_unlink (folder), ==, 0);
}

static void
refusal_cb (LiftSession *session,
            const char  *text,
            GPtrArray   *refusals)
{
  g_ptr_array_add (refusals, g_strdup (text));
}

/* Nobody changes a closed release but by reopening it; it is saved all the same. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  LiftDocument *document = lift_session_get_document (fixture->session);
  g_autoptr(GPtrArray) refusals = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  const char *ids[] = { lift_node_get_id (first_item (fixture)), NULL };
  static const struct
  {
    LiftReleaseState state;
    const char      *reason;
  } steps[] = { { LIFT_RELEASE_ABORTED, "no budget" }, { LIFT_RELEASE_CLOSED, NULL } };

  g_signal_connect (fixture->session, "message", G_CALLBACK (refusal_cb), refusals);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_true (lift_session_apply (fixture->session, lift_intent_release_state (lift_document_get_root (document), steps[i].state, steps[i].reason,
                                                                                    "Amira Haddad", 1780000000, NULL, NULL), NULL));
  g_assert_false (lift_session_apply (fixture->session, lift_intent_assign (lift_document_get_root (document), ids, "Jonas Weber", NULL), NULL));
  g_assert_cmpuint (refusals->len, ==, 1);
  g_assert_cmpstr (refusals->pdata[0], ==, lift_document_get_locked (document));
  save_all (fixture);
  text = contents (fixture);
  g_assert_nonnull (strstr (text, "\"state\": \"closed\""));

  g_assert_true (lift_session_apply (fixture->session, lift_intent_release_state (lift_document_get_root (document), LIFT_RELEASE_ABORTED, "too early",
                                                                                  "Amira Haddad", 1780000000, NULL, NULL), NULL));
  assign (fixture, "Jonas Weber");
  g_assert_cmpuint (refusals->len, ==, 1);
}

/* A file that cannot be written is not reopened either. */
static void
test_read_only_state (Fixture       *fixture,
                      gconstpointer  data)
{
  LiftDocument *document = lift_session_get_document (fixture->session);

  lift_document_set_read_only (document, "newer format");
  g_assert_false (lift_session_apply (fixture->session, lift_intent_release_state (lift_document_get_root (document), LIFT_RELEASE_ON_HOLD, "legal",
                                                                                   "Amira Haddad", 1780000000, NULL, NULL), NULL));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("liftoff-state.XXXXXX", NULL);
  int status;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/edit-during-a-reload", Fixture, NULL, set_up, test_edit_during_a_reload, tear_down);
  g_test_add ("/session/edit-during-a-save", Fixture, NULL, set_up, test_edit_during_a_save, tear_down);
  g_test_add ("/session/damaged-while-open", Fixture, NULL, set_up, test_damaged_while_open, tear_down);
  g_test_add ("/session/failed-save", Fixture, NULL, set_up, test_failed_save, tear_down);
  g_test_add ("/session/leftover", Fixture, NULL, set_up, test_leftover, tear_down);
  g_test_add ("/session/versions-are-kept", Fixture, NULL, set_up, test_versions_are_kept, tear_down);
  g_test_add ("/session/moved-over-another", Fixture, NULL, set_up, test_moved_over_another, tear_down);
  g_test_add ("/session/no-version-can-be-kept", Fixture, NULL, set_up, test_no_version_can_be_kept, tear_down);
  g_test_add ("/session/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/session/read-only-state", Fixture, NULL, set_up, test_read_only_state, tear_down);
  status = g_test_run ();
  remove_tree (state);
  return status;
}
