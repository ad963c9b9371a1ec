/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves that other writers, held locks, and file systems without locks and exchanges get in the way of. */

#include <stdio.h>

#include "saver-seam.h"

/* Other writers */

static void
test_foreign (Fixture      *f,
              gconstpointer data)
{
  static const struct
  {
    int   exchange_error, flock_error;
    guint foreign;
  } cases[] = {
    { 0, 0, 1 }, { 0, 0, 2 }, { 0, 0, 7 }, { 0, ENOTSUP, 3 },
    { EINVAL, 0, 1 }, { ENOSYS, 0, 2 }, { ENOTSUP, ENOLCK, 3 },
  };

  seam.write_foreign = tick_foreign;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) root = make_release ("r", "Octo");
      g_autoptr (LiftNode) written = NULL;

      g_unlink (f->path);
      create (f->path, root);
      seam.n_exchanges = 0;
      seam.exchange_error = cases[i].exchange_error;
      seam.flock_error = cases[i].flock_error;
      seam.foreign = cases[i].foreign;
      written = save_tick (f, root, 1, NULL);
      g_assert_cmpuint (n_done (written), ==, 1 + cases[i].foreign);
      g_assert_cmpuint (n_lines (written), ==, 1 + cases[i].foreign);
      g_assert_cmpuint (lift_root_count_conflicts (written), ==, 0);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
    }
}

/* Only the bytes tell. */
static void
test_foreign_in_place (Fixture      *f,
                       gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;

  create (f->path, root);
  seam.foreign = 1;
  seam.write_foreign = edit_in_place;
  written = save_tick (f, root, 1, NULL);
  g_assert_cmpstr (lift_node_get_text (written, LIFT_RELEASE_NAME), ==, "Hand");
  g_assert_true (is_done (written, 1));
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

static const char *const unreadable[] = {
  "", "not JSON", "{}", "{\n  \"format\": 1,\n  \"id\": \"other\",\n  \"name\": \"Other\"\n}\n", "{\n  \"format\": 2,\n  \"id\": \"r\",\n  \"name\": \"New\"\n}\n",
};

static guint unreadable_number;

static void
write_unreadable (Fixture *f,
                  guint    number)
{
  replace_file (f, unreadable[unreadable_number]);
}

static void
remove_file (Fixture *f,
             guint    number)
{
  g_unlink (f->path);
}

static void
make_pipe (Fixture *f,
           guint    number)
{
  g_unlink (f->path);
  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
}

static void
make_subfolder (Fixture *f,
                guint    number)
{
  g_unlink (f->path);
  g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
}

static void
make_link (Fixture *f,
           guint    number)
{
  g_unlink (f->path);
  g_assert_cmpint (symlink ("/etc/hostname", f->path), ==, 0);
}

/* What came out and cannot be merged stands there again. */
static void
test_foreign_unreadable (Fixture      *f,
                         gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");

  seam.write_foreign = write_unreadable;
  for (guint i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_autofree char *after = NULL;
      g_autofree char *message = NULL;

      g_unlink (f->path);
      create (f->path, root);
      unreadable_number = i;
      seam.n_exchanges = 0;
      seam.foreign = 1;
      message = save_refused (f, root, 1);
      after = contents (f->path);
      g_assert_cmpstr (after, ==, unreadable[i]);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
    }
}

static void
test_foreign_not_a_file (Fixture      *f,
                         gconstpointer data)
{
  static const struct
  {
    void (*write) (Fixture *f, guint number);
    mode_t mode;
  } cases[] = { { make_pipe, S_IFIFO }, { make_subfolder, S_IFDIR }, { make_link, S_IFLNK } };
  g_autoptr (LiftNode) root = make_release ("r", "Octo");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = NULL;
      struct stat status;

      create (f->path, root);
      seam.write_foreign = cases[i].write;
      seam.n_exchanges = 0;
      seam.foreign = 1;
      message = save_refused (f, root, 1);
      g_assert_cmpint (lstat (f->path, &status), ==, 0);
      g_assert_cmpuint (status.st_mode & S_IFMT, ==, cases[i].mode);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
      g_assert_cmpint (remove (f->path), ==, 0);
    }
}

static void
test_foreign_removes (Fixture      *f,
                      gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;

  create (f->path, root);
  seam.foreign = 1;
  seam.write_foreign = remove_file;
  written = save_tick (f, root, 1, NULL);
  g_assert_true (is_done (written, 1));
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* Somebody writes before each exchange: the save gives up, and all of theirs is there after the next one. */
static void
test_foreign_without_end (Fixture      *f,
                          gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) theirs = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autofree char *message = NULL;
  guint n;

  create (f->path, root);
  seam.foreign = G_MAXUINT;
  seam.write_foreign = tick_foreign;
  message = save_refused (f, root, 1);
  g_assert_nonnull (strstr (message, "keeps writing"));
  n = seam.n_exchanges;
  seam.foreign = 0;

  theirs = load (f);
  written = save_tick (f, theirs, 2, NULL);
  for (guint i = 1; i < n; i++)
    g_assert_true (is_done (written, 50 + i) || lift_root_count_conflicts (written) > 0);
  g_assert_cmpuint (n_lines (written), >=, n);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* The disk fills up when the merge with what came out is to be written. */
static void
test_foreign_then_full (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) there = NULL;
  g_autofree char *message = NULL;

  create (f->path, root);
  seam.foreign = 1;
  seam.write_foreign = tick_foreign;
  seam.n_fsyncs = 0;
  seam.fsync_number = 2;
  seam.fsync_error = ENOSPC;
  message = save_refused (f, root, 1);
  there = load (f);
  g_assert_true (is_done (there, 51));
  g_assert_cmpuint (n_done (there), ==, 1);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* Another writer without a lock, who has been slow: its version was made before the tick of item 1. */
static void
tick_stale (Fixture *f,
            guint    number)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) ticked = tick (root, 51);
  g_autofree char *text = document_text (ticked);

  replace_file (f, text);
}

/* What such a version lacks was not undone. */
static void
test_foreign_stale (Fixture      *f,
                    gconstpointer data)
{
  seam.write_foreign = tick_stale;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LiftNode) root = make_release ("r", "Octo");
      g_autoptr (LiftNode) first = NULL;
      g_autoptr (LiftNode) written = NULL;

      g_unlink (f->path);
      create (f->path, root);
      first = save_tick (f, root, 1, NULL);
      seam.n_exchanges = 0;
      seam.foreign = i;
      if (i == 0)
        tick_stale (f, 0);
      written = save_tick (f, first, 2, NULL);
      assert_kept (written, 1);
      assert_kept (written, 2);
      assert_kept (written, 51);
      g_assert_cmpuint (n_lines (written), ==, 3);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
    }
}

static void
test_create_over_foreign (Fixture      *f,
                          gconstpointer data)
{
  static const int errors[] = { 0, EINVAL };
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) other = make_release ("s", "Other");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("export", 6);

  seam.write_foreign = tick_foreign;
  for (guint i = 0; i < 2 * G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (LiftNode) there = NULL;
      g_autoptr (GError) error = NULL;

      g_unlink (f->path);
      create (f->path, root);
      seam.exchange_error = errors[i / 2];
      seam.n_exchanges = 0;
      seam.foreign = 1;
      if (i % 2 == 0)
        g_assert_cmpint (lift_store_create (f->path, other, TRUE, &error), ==, LIFT_NOT_SAVED);
      else
        g_assert_cmpint (lift_store_write_bytes (f->path, bytes, TRUE, &error), ==, LIFT_NOT_SAVED);
      g_assert_nonnull (strstr (error->message, "meanwhile"));
      there = load (f);
      g_assert_true (is_done (there, 51));
      g_assert_cmpuint (count_files (f->folder), ==, 1);
    }
}

/* Locks */

/* Another program holds the lock and does not go on. Without the exchange there is no safe way; with it there is. */
static int
save_busy (Fixture *f,
           int      without_exchange)
{
  g_autoptr (LiftNode) root = load (f);
  g_autoptr (LiftNode) next = tick (root, 1 + without_exchange);
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start_time = g_get_monotonic_time ();
  LiftSaveResult result;
  double seconds;

  seam.exchange_error = without_exchange ? EINVAL : 0;
  result = lift_store_save (f->path, root, next, NULL, &written, NULL, &error);
  seconds = (g_get_monotonic_time () - start_time) / (double) G_USEC_PER_SEC;
  if (seconds < 4.9 || seconds > 60)
    return 100;
  if (without_exchange)
    return result == LIFT_NOT_SAVED && strstr (error->message, "holds its folder") != NULL ? 0 : 101;
  return result == LIFT_SAVED ? 0 : 102;
}

static void
test_busy (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) there = NULL;
  g_autofree char *text = document_text (root);
  int folder = open (f->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int status;
  pid_t pids[2];

  create (f->path, root);
  /* It may be of the one that holds the lock: nobody else touches it, however old it is. */
  leave (f, text, "torn");
  seam.later = 700;
  g_assert_cmpint (flock (folder, LOCK_EX), ==, 0);
  for (int i = 0; i < 2; i++)
    {
      pids[i] = fork ();
      if (pids[i] == 0)
        _exit (save_busy (f, i));
    }
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }
  there = load (f);
  g_assert_true (is_done (there, 1));
  g_assert_false (is_done (there, 2));
  g_assert_cmpuint (count_files (f->folder), ==, 2);
  close (folder);
}

static void
test_lock_fails (Fixture      *f,
                 gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autofree char *message = NULL;

  create (f->path, root);
  seam.flock_error = EIO;
  message = save_refused (f, root, 1);
  g_assert_nonnull (strstr (message, g_strerror (EIO)));
}

/* Ticks every @of-th item, one save each, from what it wrote itself the last time. */
static int
save_many (Fixture *f,
           int      which,
           int      of)
{
  LiftNode *synced = load (f);

  for (int i = which; i < ITEMS; i += of)
    {
      g_autoptr (LiftNode) snapshot = tick (synced, i);
      g_autoptr (GError) error = NULL;
      LiftNode *written;

      if (lift_store_save (f->path, synced, snapshot, NULL, &written, NULL, &error) != LIFT_SAVED)
        {
          fprintf (stderr, "%s\n", error->message);
          return 1;
        }
      lift_node_unref (synced);
      synced = written;
    }
  lift_node_unref (synced);
  return 0;
}

static void
save_together (Fixture *f,
               int      n,
               int      n_without_lock)
{
  pid_t pids[4];
  int status;

  for (int i = 0; i < n; i++)
    {
      pids[i] = fork ();
      if (pids[i] != 0)
        continue;
      seam.flock_error = i < n_without_lock ? ENOTSUP : 0;
      _exit (save_many (f, i, n));
    }
  for (int i = 0; i < n; i++)
    {
      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }
}

/* Four writers, and no lock. */
static void
test_without_locks (Fixture      *f,
                    gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) there = NULL;

  create (f->path, root);
  save_together (f, 4, 4);
  there = load (f);
  g_test_message ("done %u lines %u conflicts %u files %u", n_done (there), n_lines (there), lift_root_count_conflicts (there), count_files (f->folder));
  g_assert_cmpuint (n_done (there), ==, ITEMS);
  g_assert_cmpuint (n_lines (there), ==, ITEMS);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* Two with the lock take what the two without it have just written for leftovers. What they merge without its base may be in conflict, but is there. */
static void
test_mixed (Fixture      *f,
            gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) there = NULL;
  g_autoptr (LiftNode) written = NULL;

  create (f->path, root);
  save_together (f, 4, 2);
  there = load (f);
  g_assert_cmpint (lift_store_save (f->path, there, there, NULL, &written, NULL, NULL), ==, LIFT_SAVED);
  g_assert_cmpuint (n_lines (written), ==, ITEMS);
  for (int i = 0; i < ITEMS; i++)
    assert_kept (written, i);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

static char *living;

/* The writer of what looked like a leftover lives, and exchanges it: too late. */
static void
exchange_living (Fixture *f,
                 guint    number)
{
  g_assert_cmpint (syscall (SYS_renameat2, AT_FDCWD, living, AT_FDCWD, f->path, RENAME_EXCHANGE), ==, -1);
  g_assert_cmpint (errno, ==, ENOENT);
}

static void
test_living (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  create (f->path, root);
  kill_save (f, 51, 1, 0);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (*name == '.')
      living = g_build_filename (f->folder, name, NULL);
  seam.n_fsyncs = 0;
  seam.foreign_fsync = 2;
  seam.write_foreign = exchange_living;
  written = save_tick (f, root, 1, NULL);
  g_assert_cmpuint (seam.n_fsyncs, ==, 2);
  g_assert_cmpuint (n_done (written), ==, 2);
  g_clear_pointer (&living, g_free);
}

/* What the disk confirms, and new names */

static void
test_not_durable (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);

  /* 1: the file; 2: the folder; 3 and 4: the same of a file that held it already. */
  for (guint number = 1; number <= 4; number++)
    {
      g_autoptr (LiftNode) there = NULL;
      g_autoptr (LiftNode) written = NULL;
      g_autoptr (LiftNode) afresh = NULL;
      g_autoptr (GError) error = NULL;
      struct stat status, now;
      gboolean is_new = number > 2;

      g_unlink (f->path);
      create (f->path, is_new ? next : root);
      seam.n_fsyncs = is_new ? 2 : 0;
      seam.fsync_number = number;
      seam.fsync_error = EIO;
      g_assert_cmpint (lift_store_save (f->path, root, next, NULL, &written, &status, &error), ==,
                       number == 1 ? LIFT_NOT_SAVED : LIFT_SAVED_NOT_DURABLE);
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
      g_test_message ("%s", error->message);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
      there = load (f);
      g_assert_cmpuint (n_done (there), ==, number == 1 ? 0 : 1);
      if (number == 1)
        continue;
      g_assert_true (lift_node_equal (there, written));
      g_assert_cmpint (stat (f->path, &now), ==, 0);
      g_assert_cmpint (now.st_ino, ==, status.st_ino);
      g_assert_cmpint (lift_store_save (f->path, written, written, NULL, &afresh, NULL, NULL), ==, LIFT_SAVED);
    }
}

/* New names where the file system has no rename that spares the file. */
static void
test_create_by_link (Fixture      *f,
                     gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (GError) error = NULL;

  seam.noreplace_error = EINVAL;
  create (f->path, root);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  g_assert_cmpint (lift_store_create (f->path, root, FALSE, &error), ==, LIFT_NOT_SAVED);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

#define ADD(name, test) g_test_add ("/saver/" name, Fixture, NULL, start, test, end)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("foreign", test_foreign);
  ADD ("foreign-in-place", test_foreign_in_place);
  ADD ("foreign-unreadable", test_foreign_unreadable);
  ADD ("foreign-not-a-file", test_foreign_not_a_file);
  ADD ("foreign-removes", test_foreign_removes);
  ADD ("foreign-without-end", test_foreign_without_end);
  ADD ("foreign-then-full", test_foreign_then_full);
  ADD ("foreign-stale", test_foreign_stale);
  ADD ("create-over-foreign", test_create_over_foreign);
  ADD ("busy", test_busy);
  ADD ("lock-fails", test_lock_fails);
  ADD ("without-locks", test_without_locks);
  ADD ("mixed", test_mixed);
  ADD ("living", test_living);
  ADD ("not-durable", test_not_durable);
  ADD ("create-by-link", test_create_by_link);

  return g_test_run ();
}
