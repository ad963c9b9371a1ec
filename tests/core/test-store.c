/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/time.h>

#include "core/conflict.h"
#include "core/gate.h"
#include "core/saver.h"
#include "store-fixture.h"

static void
test_slug (void)
{
  static const struct
  {
    const char *name, *slug;
  } slugs[] = {
    { "Octo 2.4", "octo-2-4" },
    { "  Release -- Candidate!  ", "release-candidate" },
    { "../../etc/passwd", "etc-passwd" },
    { ".hidden", "hidden" },
    { "", "release" },
    { "…", "release" },
    { "日本", "release" },
    { "ÀÉî", "aei" },
    { "UPPER_case", "upper-case" },
    { "1234567890123456789012345678901234567890123456789012345678901234567890", "123456789012345678901234567890123456789012345678901234567890" },
    { "12345678901234567890123456789012345678901234567890123456789 0", "12345678901234567890123456789012345678901234567890123456789" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    {
      g_autofree char *slug = lift_store_slug (slugs[i].name);

      g_assert_cmpstr (slug, ==, slugs[i].slug);
    }
}

static void
test_load_refuses (Fixture      *f,
                   gconstpointer data)
{
  static const struct
  {
    const char *name, *says;
  } files[] = {
    { "missing", "does not exist" },
    { "folder", "folder" },
    { "pipe", "pipe" },
    { "zero", "device" },
    { "large", "larger than 4" },
    { "text", "line 1, column 1" },
    { "text/below", "not a folder" },
    { "loop", "levels of symbolic links" },
  };
  g_autofree char *folder = g_build_filename (f->folder, "folder", NULL);
  g_autofree char *pipe = g_build_filename (f->folder, "pipe", NULL);
  g_autofree char *zero = g_build_filename (f->folder, "zero", NULL);
  g_autofree char *large = g_build_filename (f->folder, "large", NULL);
  g_autofree char *text = g_build_filename (f->folder, "text", NULL);
  g_autofree char *loop = g_build_filename (f->folder, "loop", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("/dev/zero", zero), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  g_assert_true (g_file_set_contents (large, "", 0, NULL));
  g_assert_cmpint (truncate (large, LIFT_GATE_MAX_BYTES + 1), ==, 0);
  g_assert_true (g_file_set_contents (text, "Dear diary", -1, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, files[i].name, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (lift_store_load (path, NULL, &error));
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, files[i].says));
    }
}

static void
test_load_cancelled (Fixture      *f,
                     gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftNode) root = make_release ("r", "Octo");

  create (f->path, root);
  g_cancellable_cancel (cancellable);
  g_assert_null (lift_store_load (f->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_create (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (LiftNode) first = make_release ("r", "First");
  g_autoptr (LiftNode) second = make_release ("s", "Second");
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  struct stat status;
  mode_t old = umask (027);

  create (f->path, first);
  umask (old);
  g_assert_cmpint (stat (f->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0640);

  g_assert_cmpint (lift_store_create (f->path, second, FALSE, &error), ==, LIFT_NOT_SAVED);
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
  g_assert_nonnull (strstr (error->message, f->path));
  g_clear_error (&error);
  text = contents (f->path);
  g_assert_nonnull (strstr (text, "First"));

  g_assert_cmpint (lift_store_create (f->path, second, TRUE, &error), ==, LIFT_SAVED);
  g_assert_no_error (error);
  loaded = lift_store_load (f->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lift_node_get_text (loaded->root, LIFT_RELEASE_NAME), ==, "Second");
  g_assert_cmpint (count_files (f->folder), ==, 1);
}

/* A document that the reader would refuse replaces nothing. */
static void
test_create_unreadable (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr (LiftNode) good = make_release ("r", "Good");
  const char *bad_names[] = { "Two\nlines", NULL };
  g_autofree char *before = NULL;

  create (f->path, good);
  before = contents (f->path);
  for (guint i = 0; i < G_N_ELEMENTS (bad_names); i++)
    {
      g_autoptr (LiftNode) bad = make_release ("r", bad_names[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_cmpint (lift_store_create (f->path, bad, TRUE, &error), ==, LIFT_NOT_SAVED);
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
      g_test_message ("%s", error->message);
      after = contents (f->path);
      g_assert_cmpstr (before, ==, after);
    }
}

static int
create_twenty (Fixture *f,
               int      which)
{
  g_autofree char *folder = g_build_filename (f->folder, "made", "here", NULL);

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d-%d", which, i);
      g_autoptr (LiftNode) root = make_release (id, "Octo");
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;

      if (lift_store_create_named (folder, "Octo", root, &path, &error) != LIFT_SAVED)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }
  return 0;
}

static void
test_create_named (Fixture      *f,
                   gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "made", "here", NULL);
  g_autofree char *parent = g_build_filename (f->folder, "made", NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  struct stat status;
  int exit_status;
  pid_t pids[2];

  for (int i = 0; i < 2; i++)
    {
      pids[i] = fork ();
      if (pids[i] == 0)
        _exit (create_twenty (f, i));
    }
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpint (waitpid (pids[i], &exit_status, 0), ==, pids[i]);
      g_assert_cmpint (exit_status, ==, 0);
    }

  for (int i = 1; i <= 40; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup ("octo.liftoff.json") : g_strdup_printf ("octo-%d.liftoff.json", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, NULL);

      g_assert_nonnull (loaded);
      g_hash_table_add (ids, g_strdup (lift_node_get_id (loaded->root)));
    }
  g_assert_cmpint (g_hash_table_size (ids), ==, 40);
  g_assert_cmpint (count_files (folder), ==, 40);
  g_assert_cmpint (stat (parent, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0700);
}

static void
test_create_named_nowhere (Fixture      *f,
                           gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "file", "below", NULL);
  g_autofree char *file = g_build_filename (f->folder, "file", NULL);
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  g_assert_cmpint (lift_store_create_named (folder, "Octo", root, &path, &error), ==, LIFT_NOT_SAVED);
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
  g_assert_nonnull (strstr (error->message, folder));
  g_assert_nonnull (strstr (error->message, g_strerror (ENOTDIR)));
  g_assert_null (path);
}

static void
test_save_keeps (Fixture      *f,
                 gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 7);
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (f->folder, "links", NULL);
  g_autofree char *link = g_build_filename (folder, "b.liftoff.json", NULL);
  g_autofree char *leads_to = NULL;
  g_autofree char *text = NULL;
  struct stat status;
  gid_t group = geteuid () == 0 ? 4242 : getegid ();

  create (f->path, root);
  g_assert_cmpint (chown (f->path, -1, group), ==, 0);
  g_assert_cmpint (chmod (f->path, 0664), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("../a.liftoff.json", link), ==, 0);

  g_assert_cmpint (lift_store_save (link, root, next, NULL, &written, NULL, &error), ==, LIFT_SAVED);
  g_assert_no_error (error);
  g_assert_true (written == next);
  text = contents (f->path);
  g_assert_nonnull (strstr (text, "done"));
  leads_to = g_file_read_link (link, NULL);
  g_assert_cmpstr (leads_to, ==, "../a.liftoff.json");
  g_assert_cmpint (stat (f->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0664);
  g_assert_cmpint (status.st_gid, ==, group);
  g_assert_cmpint (count_files (f->folder), ==, 2);
  g_assert_cmpint (count_files (folder), ==, 1);
}

static void
test_save_merges (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) ours = tick (root, 1);
  g_autoptr (LiftNode) theirs = tick (root, 2);
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) error = NULL;

  create (f->path, theirs);
  g_assert_cmpint (lift_store_save (f->path, root, ours, NULL, &written, NULL, &error), ==, LIFT_SAVED);
  g_assert_no_error (error);
  g_assert_cmpint (n_done (written), ==, 2);
  g_assert_cmpint (lift_history_get_n (lift_node_get_history (written)), ==, 2);
  loaded = lift_store_load (f->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_done (loaded->root), ==, 2);
}

/* Never synced: of the document of the same id that stands there it is not known what was taken back, so that somebody has to decide. */
static void
test_save_unsynced (Fixture      *f,
                    gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) ours = tick (root, 1);
  g_autoptr (LiftNode) theirs = tick (root, 2);
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (LiftNode) again = NULL;

  g_assert_cmpint (lift_store_save (f->path, NULL, theirs, NULL, &written, NULL, NULL), ==, LIFT_SAVED);
  g_assert_cmpint (lift_store_save (f->path, NULL, ours, NULL, &again, NULL, NULL), ==, LIFT_SAVED);
  g_assert_cmpint (n_done (again), ==, 0);
  g_assert_cmpint (lift_root_count_conflicts (again), ==, 2);
}

static void
test_save_nothing_new (Fixture      *f,
                       gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);
  g_autoptr (LiftNode) written = NULL;
  struct stat before, after;

  create (f->path, next);
  g_assert_cmpint (stat (f->path, &before), ==, 0);
  g_assert_cmpint (lift_store_save (f->path, root, next, NULL, &written, NULL, NULL), ==, LIFT_SAVED);
  g_assert_nonnull (written);
  g_assert_cmpint (stat (f->path, &after), ==, 0);
  g_assert_cmpint (before.st_ino, ==, after.st_ino);
  g_assert_cmpint (before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
}

/* Saving what was just saved asks for a file that the disk confirms. */
static void
test_save_afresh (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct stat old, new;

  create (f->path, root);
  before = contents (f->path);
  g_assert_cmpint (stat (f->path, &old), ==, 0);
  g_assert_cmpint (lift_store_save (f->path, root, root, NULL, &written, NULL, NULL), ==, LIFT_SAVED);
  g_assert_true (written == root);
  g_assert_cmpint (stat (f->path, &new), ==, 0);
  g_assert_cmpint (old.st_ino, !=, new.st_ino);
  after = contents (f->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_save_recreates (Fixture      *f,
                     gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;

  create (f->path, root);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  g_assert_cmpint (lift_store_save (f->path, root, next, NULL, &written, NULL, NULL), ==, LIFT_SAVED);
  loaded = lift_store_load (f->path, NULL, NULL);
  g_assert_cmpint (n_done (loaded->root), ==, 1);
}

static void
test_save_refuses (Fixture      *f,
                   gconstpointer data)
{
  static const char *on_disk[] = {
    "",
    "not JSON",
    "[]",
    "{}",
    "{\n  \"format\": 1,\n  \"id\": \"other\",\n  \"name\": \"Other\"\n}\n",
    "{\n  \"format\": 2,\n  \"id\": \"r\",\n  \"name\": \"Newer\"\n}\n",
    "{\n  \"format\": 1,\n  \"id\": \"r\",\n  \"name\": \"Octo\",\n  \"state\": \"maybe\"\n}\n",
  };
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);

  for (guint i = 0; i < G_N_ELEMENTS (on_disk); i++)
    {
      g_autoptr (LiftNode) written = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_true (g_file_set_contents (f->path, on_disk[i], -1, NULL));
      g_assert_cmpint (lift_store_save (f->path, i % 2 == 0 ? root : NULL, next, NULL, &written, NULL, &error), ==, LIFT_NOT_SAVED);
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, f->path));
      g_assert_null (written);
      after = contents (f->path);
      g_assert_cmpstr (after, ==, on_disk[i]);
      g_assert_cmpint (count_files (f->folder), ==, 1);
    }
}

static void
test_save_not_a_file (Fixture      *f,
                      gconstpointer data)
{
  static const char *names[] = { "folder", "pipe", "dangling", "missing/a.liftoff.json", "text/a.liftoff.json", "full" };
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autofree char *folder = g_build_filename (f->folder, "folder", NULL);
  g_autofree char *pipe = g_build_filename (f->folder, "pipe", NULL);
  g_autofree char *dangling = g_build_filename (f->folder, "dangling", NULL);
  g_autofree char *text = g_build_filename (f->folder, "text", NULL);
  g_autofree char *full = g_build_filename (f->folder, "full", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("nowhere", dangling), ==, 0);
  g_assert_cmpint (symlink ("/dev/full", full), ==, 0);
  g_assert_true (g_file_set_contents (text, "x", -1, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);
      g_autoptr (LiftNode) written = NULL;
      g_autoptr (GError) save_error = NULL;
      g_autoptr (GError) create_error = NULL;

      g_assert_cmpint (lift_store_save (path, root, root, NULL, &written, NULL, &save_error), ==, LIFT_NOT_SAVED);
      g_assert_error (save_error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
      g_test_message ("%s", save_error->message);
      g_assert_cmpint (lift_store_create (path, root, TRUE, &create_error), ==, LIFT_NOT_SAVED);
      g_assert_error (create_error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
      g_test_message ("%s", create_error->message);
      g_assert_nonnull (strstr (save_error->message, path));
    }
  g_assert_cmpint (count_files (f->folder), ==, 5);
}

static int
save_as_owner (Fixture *f,
               int      which)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);
  g_autoptr (LiftNode) written = NULL;

  return drop_rights () && lift_store_save (f->path, root, next, NULL, &written, NULL, NULL) == LIFT_SAVED ? 0 : 1;
}

/* Where the owner may not keep the group, another group does not get the rights of that one. */
static void
test_save_narrows (Fixture      *f,
                   gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  gboolean is_root = geteuid () == 0;
  struct stat status;

  create (f->path, root);
  if (is_root)
    g_assert_cmpint (chown (f->path, NOBODY, 4242), ==, 0);
  g_assert_cmpint (chmod (f->path, 0660), ==, 0);
  g_assert_cmpint (chmod (f->folder, 0777), ==, 0);
  g_assert_cmpint (in_child (save_as_owner, f, 0), ==, 0);
  g_assert_cmpint (stat (f->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, is_root ? 0600 : 0660);
}

/* The lock is held elsewhere: saving waits, until a timer ends the process. */
static void
test_save_waits (Fixture      *f,
                 gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  int folder = open (f->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int status;
  pid_t pid;

  create (f->path, root);
  before = contents (f->path);
  g_assert_cmpint (chmod (f->folder, 0777), ==, 0);
  g_assert_cmpint (chmod (f->path, 0666), ==, 0);
  g_assert_cmpint (flock (folder, LOCK_EX), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      struct itimerval timer = { .it_value = { .tv_usec = 300000 } };

      setitimer (ITIMER_REAL, &timer, NULL);
      _exit (save_as_owner (f, 0));
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGALRM);
  after = contents (f->path);
  g_assert_cmpstr (after, ==, before);

  close (folder);
  g_assert_cmpint (in_child (save_as_owner, f, 0), ==, 0);
}

static int
save_without_rights (Fixture *f,
                     int      which)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GError) error = NULL;

  if (!drop_rights ())
    return 100;
  if (lift_store_save (f->path, root, next, NULL, &written, NULL, &error) != LIFT_NOT_SAVED)
    return 101;
  return g_error_matches (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED) && strstr (error->message, f->path) != NULL ? 0 : 102;
}

static void
test_save_without_rights (Fixture      *f,
                          gconstpointer data)
{
  static const struct
  {
    mode_t folder, file;
  } modes[] = { { 0555, 0666 }, { 0777, 0444 }, { 0777, 0000 }, { 0000, 0666 } };
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autofree char *before = NULL;

  create (f->path, root);
  before = contents (f->path);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *after = NULL;

      g_assert_cmpint (chmod (f->path, modes[i].file), ==, 0);
      g_assert_cmpint (chmod (f->folder, modes[i].folder), ==, 0);
      g_assert_cmpint (in_child (save_without_rights, f, i), ==, 0);
      g_assert_cmpint (chmod (f->folder, 0777), ==, 0);
      g_assert_cmpint (chmod (f->path, 0666), ==, 0);
      after = contents (f->path);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpint (count_files (f->folder), ==, 1);
    }
}

/* The limit on a file's size cuts a write short and then fails it, as a full disk does. */
static int
save_beyond_limit (Fixture *f,
                   int      which)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit = { 1000, 1000 };

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  if (lift_store_save (f->path, root, next, NULL, &written, NULL, &error) != LIFT_NOT_SAVED)
    return 101;
  return g_error_matches (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED) && strstr (error->message, g_strerror (EFBIG)) != NULL ? 0 : 102;
}

static void
test_save_beyond_limit (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  create (f->path, root);
  before = contents (f->path);
  g_assert_cmpint (in_child (save_beyond_limit, f, 0), ==, 0);
  after = contents (f->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (count_files (f->folder), ==, 1);
}

/* Ticks every second item, one save each, from what it wrote itself the last time. */
static int
save_fifty (Fixture *f,
            int      which)
{
  g_autoptr (LiftNode) synced = make_release ("r", "Octo");

  for (int i = which; i < ITEMS; i += 2)
    {
      g_autoptr (LiftNode) snapshot = tick (synced, i);
      LiftNode *written;

      if (lift_store_save (f->path, synced, snapshot, NULL, &written, NULL, NULL) != LIFT_SAVED)
        return 1;
      lift_node_unref (synced);
      synced = written;
    }
  return 0;
}

static void
test_save_concurrently (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftLoaded) loaded = NULL;
  pid_t pids[2];
  int status;

  create (f->path, root);
  for (int i = 0; i < 2; i++)
    {
      pids[i] = fork ();
      if (pids[i] == 0)
        _exit (save_fifty (f, i));
    }
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }
  loaded = lift_store_load (f->path, NULL, NULL);
  g_assert_nonnull (loaded);
  g_assert_cmpint (n_done (loaded->root), ==, ITEMS);
  g_assert_cmpint (lift_history_get_n (lift_node_get_history (loaded->root)), ==, ITEMS);
  g_assert_cmpint (count_files (f->folder), ==, 1);
}

/* What another program wrote since the file was looked at comes out and goes back. */
static void
test_swap_other (Fixture      *f,
                 gconstpointer data)
{
  g_autoptr (GBytes) ours = g_bytes_new_static ("ours", 4);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (LiftPlace) place = NULL;
  g_autoptr (LiftTemp) temp = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  struct stat seen;
  int code;

  g_assert_true (g_file_set_contents (f->path, "old", -1, NULL));
  place = lift_place_open (f->path, &error);
  read = lift_place_read (place, &seen, &code, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (read), ==, 3);

  g_assert_true (g_file_set_contents (f->path, "new", -1, NULL));
  temp = lift_temp_new (place, ours, read, &seen, &code, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lift_temp_swap (temp, &seen, read, &other, &error), ==, LIFT_SWAP_AGAIN);
  g_assert_cmpint (stat (f->path, &seen), ==, 0);
  g_assert_cmpint (lift_temp_swap (temp, &seen, read, &other, &error), ==, LIFT_SWAP_OTHER);
  g_assert_cmpmem (g_bytes_get_data (other, NULL), g_bytes_get_size (other), "new", 3);
  between = contents (f->path);
  g_assert_cmpstr (between, ==, "ours");
  lift_temp_put_back (temp);
  after = contents (f->path);
  g_assert_cmpstr (after, ==, "new");
  g_assert_cmpint (count_files (f->folder), ==, 1);
}

static void
test_write_bytes (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("# Octo\n", 7);
  g_autofree char *path = g_build_filename (f->folder, "octo.md", NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (lift_store_write_bytes (path, bytes, FALSE, NULL), ==, LIFT_SAVED);
  g_assert_cmpint (lift_store_write_bytes (path, bytes, FALSE, NULL), ==, LIFT_NOT_SAVED);
  g_assert_cmpint (lift_store_write_bytes (path, bytes, TRUE, NULL), ==, LIFT_SAVED);
  text = contents (path);
  g_assert_cmpstr (text, ==, "# Octo\n");
  g_assert_cmpint (count_files (f->folder), ==, 1);
}

/* The name of a document may be as long as the file system allows. */
static void
test_long_name (Fixture      *f,
                gconstpointer data)
{
  g_autofree char *stem = g_strnfill (255 - strlen (".liftoff.json"), 'x');
  g_autofree char *name = g_strconcat (stem, ".liftoff.json", NULL);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (LiftNode) root = make_release ("r", "Octo");

  create (path, root);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

#define ADD(name, test) g_test_add ("/store/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/slug", test_slug);
  ADD ("load-refuses", test_load_refuses);
  ADD ("load-cancelled", test_load_cancelled);
  ADD ("create", test_create);
  ADD ("create-unreadable", test_create_unreadable);
  ADD ("create-named", test_create_named);
  ADD ("create-named-nowhere", test_create_named_nowhere);
  ADD ("save-keeps", test_save_keeps);
  ADD ("save-merges", test_save_merges);
  ADD ("save-unsynced", test_save_unsynced);
  ADD ("save-nothing-new", test_save_nothing_new);
  ADD ("save-afresh", test_save_afresh);
  ADD ("save-recreates", test_save_recreates);
  ADD ("save-refuses", test_save_refuses);
  ADD ("save-not-a-file", test_save_not_a_file);
  ADD ("save-narrows", test_save_narrows);
  ADD ("save-waits", test_save_waits);
  ADD ("save-without-rights", test_save_without_rights);
  ADD ("save-beyond-limit", test_save_beyond_limit);
  ADD ("save-concurrently", test_save_concurrently);
  ADD ("swap-other", test_swap_other);
  ADD ("write-bytes", test_write_bytes);
  ADD ("long-name", test_long_name);

  return g_test_run ();
}
