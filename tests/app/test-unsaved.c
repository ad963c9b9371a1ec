/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A session whose document cannot be saved, or whose disk does not confirm it. */

#include <errno.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../core/temp-folder.h"
#include "core/intents.h"
#include "core/recovery.h"
#include "core/store.h"
#include "core/template.h"
#include "session/session.h"

/* The folder of the document: how often it was confirmed, and whether the disk refuses to. */
static struct stat watched;
static gint n_confirmed;
static gint refuse;

/* In the place of the C library's. */
int
fsync (int fd)
{
  struct stat status;

  if (fstat (fd, &status) == 0 && status.st_dev == watched.st_dev && status.st_ino == watched.st_ino)
    {
      if (g_atomic_int_get (&refuse))
        {
          errno = EIO;
          return -1;
        }
      g_atomic_int_inc (&n_confirmed);
    }
  return syscall (SYS_fsync, fd);
}

typedef struct
{
  char        *folder;
  char        *path;
  LiftNode    *original;
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
open_session (Fixture *fixture)
{
  fixture->session = NULL;
  lift_session_open_async (fixture->path, NULL, opened_cb, &fixture->session);
  while (fixture->session == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* As if the program ended. */
static void
close_session (Fixture *fixture)
{
  g_assert_finalize_object (fixture->session);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, &error);
  LiftReleaseDetails details = { "Payments", "4.2", LIFT_RELEASE_MINOR, NULL, NULL, "2026-12-09T10:00", "Europe/Berlin", NULL };
  LiftAct act = { "Amira Haddad", 1780000000, rand };

  fixture->original = lift_release_new (template->root, &details, &act, &error);
  fixture->folder = g_dir_make_tmp ("liftoff-unsaved.XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "payments.liftoff.json", NULL);
  g_assert_cmpint (lift_store_create (fixture->path, fixture->original, FALSE, &error), ==, LIFT_SAVED);
  g_assert_cmpint (stat (fixture->folder, &watched), ==, 0);
  g_atomic_int_set (&refuse, FALSE);
  open_session (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_session (fixture);
  remove_tree (fixture->folder);
  lift_node_unref (fixture->original);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static LiftNode *
root_of (Fixture *fixture)
{
  return lift_document_get_root (lift_session_get_document (fixture->session));
}

static LiftNode *
item (LiftNode *root,
      guint     index)
{
  LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 0);

  return lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), index);
}

static const char *
owner (LiftNode *root,
       guint     index)
{
  return lift_node_get_text (item (root, index), LIFT_ITEM_OWNER);
}

static void
assign (Fixture    *fixture,
        guint       index,
        const char *name)
{
  LiftNode *root = root_of (fixture);
  const char *const ids[] = { lift_node_get_id (item (root, index)), NULL };

  g_assert_true (lift_session_apply (fixture->session, lift_intent_assign (root, ids, name, NULL), NULL));
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

static void
await_state (Fixture          *fixture,
             LiftSessionState  state)
{
  guint source = g_timeout_add_seconds (20, too_late_cb, NULL);

  while (lift_session_get_state (fixture->session) != state)
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

/* The copies that nobody holds; those of this session are not among them. */
static GPtrArray *
take_copies (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "liftoff", "recovery", NULL);
  const char *const folders[] = { folder, NULL };
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *copies = lift_recovery_take (folders, fixture->path, notes);

  g_assert_cmpuint (notes->len, ==, 0);
  return copies;
}

static void
assert_no_copies (Fixture *fixture)
{
  g_autoptr(GPtrArray) copies = take_copies (fixture);

  g_assert_cmpuint (copies->len, ==, 0);
}

static void
assert_same (LiftNode *a,
             LiftNode *b)
{
  g_autoptr(GBytes) left = lift_json_write (a);
  g_autoptr(GBytes) right = lift_json_write (b);

  g_assert_true (g_bytes_equal (left, right));
}

/* One change, one write; of many at once the first and the rest. */
static void
test_writes (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 start;

  g_atomic_int_set (&n_confirmed, 0);
  assign (fixture, 0, "Ann");
  await_state (fixture, LIFT_SESSION_SAVED);
  g_assert_cmpint (g_atomic_int_get (&n_confirmed), ==, 1);

  /* One each ten milliseconds. */
  g_atomic_int_set (&n_confirmed, 0);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 30; i++)
    {
      assign (fixture, 1, i % 2 == 0 ? "Ben" : "Cleo");
      while (g_get_monotonic_time () < start + 10000 * (i + 1))
        g_main_context_iteration (NULL, FALSE);
    }
  await_state (fixture, LIFT_SESSION_SAVED);
  g_assert_cmpint (g_atomic_int_get (&n_confirmed), >=, 1);
  g_assert_cmpint (g_atomic_int_get (&n_confirmed), <=, 2 + (g_get_monotonic_time () - start) / 300000);
  assert_no_copies (fixture);
}

/* The copy holds what was saved last, and each change since. It is this session's until that ends. */
static void
test_copy_is_kept (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *good = contents (fixture);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  g_autofree char *notice = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "{}\n", -1, NULL));
  assign (fixture, 0, "Ann");
  await_state (fixture, LIFT_SESSION_FAILED);
  assign (fixture, 1, "Ben");
  await_state (fixture, LIFT_SESSION_SAVING);
  await_state (fixture, LIFT_SESSION_FAILED);
  g_assert_true (lift_session_has_copy (fixture->session));
  words = lift_session_dup_copy_words (fixture->session);
  g_assert_nonnull (strstr (words, g_get_user_state_dir ()));
  assert_no_copies (fixture);

  close_session (fixture);
  {
    g_autoptr(GPtrArray) copies = take_copies (fixture);
    LiftRecovery *copy;

    g_assert_cmpuint (copies->len, ==, 1);
    copy = g_ptr_array_index (copies, 0);
    assert_same (copy->synced, fixture->original);
    g_assert_cmpstr (owner (copy->current, 0), ==, "Ann");
    g_assert_cmpstr (owner (copy->current, 1), ==, "Ben");
  }

  /* What cannot be read is not in the way of the work. */
  open_session (fixture);
  g_assert_cmpstr (owner (root_of (fixture), 1), ==, "Ben");
  g_assert_true (lift_document_is_dirty (lift_session_get_document (fixture->session)));
  await_state (fixture, LIFT_SESSION_FAILED);
  text = contents (fixture);
  g_assert_cmpstr (text, ==, "{}\n");

  /* By itself. */
  g_assert_true (g_file_set_contents (fixture->path, good, -1, NULL));
  await_state (fixture, LIFT_SESSION_SAVED);
  g_assert_null (lift_session_get_save_error (fixture->session));
  g_assert_null (lift_session_dup_copy_words (fixture->session));
  notice = lift_session_take_notice (fixture->session);
  g_assert_nonnull (strstr (notice, "Payments 4.2"));
  {
    g_autoptr(LiftLoaded) loaded = lift_store_load (fixture->path, NULL, NULL);

    g_assert_cmpstr (owner (loaded->root, 0), ==, "Ann");
    g_assert_cmpstr (owner (loaded->root, 1), ==, "Ben");
  }
  close_session (fixture);
  assert_no_copies (fixture);
  open_session (fixture);
}

/* A save that the disk did not confirm: said as long as it is so, and the copy is made from what it confirmed last. */
static void
test_not_confirmed (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *text = NULL;

  g_atomic_int_set (&refuse, TRUE);
  assign (fixture, 0, "Ann");
  await_state (fixture, LIFT_SESSION_FAILED);
  g_assert_nonnull (lift_session_get_save_error (fixture->session));
  text = contents (fixture);
  g_assert_nonnull (strstr (text, "\"Ann\""));
  assign (fixture, 1, "Ben");
  await_state (fixture, LIFT_SESSION_SAVING);
  g_assert_nonnull (lift_session_get_save_error (fixture->session));
  await_state (fixture, LIFT_SESSION_FAILED);
  g_assert_true (lift_session_has_copy (fixture->session));

  close_session (fixture);
  {
    g_autoptr(GPtrArray) copies = take_copies (fixture);
    LiftRecovery *copy;

    g_assert_cmpuint (copies->len, ==, 1);
    copy = g_ptr_array_index (copies, 0);
    assert_same (copy->synced, fixture->original);
    g_assert_cmpstr (owner (copy->current, 0), ==, "Ann");
    g_assert_cmpstr (owner (copy->current, 1), ==, "Ben");
  }

  /* All is there, so nothing was recovered; but it is written once more, until the disk confirms it. */
  open_session (fixture);
  g_assert_false (lift_document_is_dirty (lift_session_get_document (fixture->session)));
  await_state (fixture, LIFT_SESSION_FAILED);
  g_atomic_int_set (&refuse, FALSE);
  g_atomic_int_set (&n_confirmed, 0);
  await_state (fixture, LIFT_SESSION_SAVED);
  g_assert_cmpint (g_atomic_int_get (&n_confirmed), ==, 1);
  g_assert_null (lift_session_take_notice (fixture->session));
  close_session (fixture);
  assert_no_copies (fixture);
  open_session (fixture);
}

/* A power cut took what the disk had not confirmed: the copy brings it back. */
static void
test_lost_after_all (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *before = contents (fixture);
  g_autofree char *notice = NULL;

  g_atomic_int_set (&refuse, TRUE);
  assign (fixture, 0, "Ann");
  await_state (fixture, LIFT_SESSION_FAILED);
  assign (fixture, 1, "Ben");
  await_state (fixture, LIFT_SESSION_SAVING);
  await_state (fixture, LIFT_SESSION_FAILED);
  close_session (fixture);

  g_atomic_int_set (&refuse, FALSE);
  g_assert_true (g_file_set_contents (fixture->path, before, -1, NULL));
  open_session (fixture);
  g_assert_cmpstr (owner (root_of (fixture), 0), ==, "Ann");
  g_assert_cmpstr (owner (root_of (fixture), 1), ==, "Ben");
  await_state (fixture, LIFT_SESSION_SAVED);
  notice = lift_session_take_notice (fixture->session);
  g_assert_nonnull (notice);
}

/* What was not removed by oneself is not made again by itself. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  await_state (fixture, LIFT_SESSION_FAILED);
  g_assert_null (lift_session_dup_copy_words (fixture->session));
  g_assert_cmpint (g_access (fixture->path, F_OK), !=, 0);
  lift_session_retry (fixture->session);
  await_state (fixture, LIFT_SESSION_SAVED);
  g_assert_cmpint (g_access (fixture->path, F_OK), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("liftoff-state.XXXXXX", NULL);
  int status;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/unsaved/writes", Fixture, NULL, set_up, test_writes, tear_down);
  g_test_add ("/unsaved/copy-is-kept", Fixture, NULL, set_up, test_copy_is_kept, tear_down);
  g_test_add ("/unsaved/not-confirmed", Fixture, NULL, set_up, test_not_confirmed, tear_down);
  g_test_add ("/unsaved/lost-after-all", Fixture, NULL, set_up, test_lost_after_all, tear_down);
  g_test_add ("/unsaved/removed", Fixture, NULL, set_up, test_removed, tear_down);
  status = g_test_run ();
  remove_tree (state);
  return status;
}
