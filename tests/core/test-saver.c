/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves that others get in the way of: other writers, kills, programs that hold the lock, file systems without locks and exchanges. For that the program
 * has calls of its own that stand before those of the C library. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <time.h>

#include "core/conflict.h"
#include "core/saver.h"
#include "store-fixture.h"

#define KILLED 9
#define NAME_LINE "\"name\": \"Octo\""

/* What the calls below do instead of what they are asked for. */
static struct
{
  int   flock_error;
  int   exchange_error;
  int   noreplace_error;
  int   setxattr_error;
  int   fsync_error;
  guint fsync_number;  /* which one fails, from 1 */
  guint kill_before;   /* the exchange, from 1 */
  guint kill_after;
  guint foreign;       /* before how many exchanges somebody else writes */
  void (*write_foreign) (Fixture *f, guint number);
  Fixture *fixture;
  time_t later;

  guint n_exchanges, n_fsyncs;
} seam;

static int
fail (int code)
{
  errno = code;
  return -1;
}

int
renameat2 (int          old_folder,
           const char  *old_name,
           int          new_folder,
           const char  *new_name,
           unsigned int flags)
{
  int result;

  if (flags == RENAME_NOREPLACE && seam.noreplace_error != 0)
    return fail (seam.noreplace_error);
  if (flags != RENAME_EXCHANGE)
    return syscall (SYS_renameat2, old_folder, old_name, new_folder, new_name, flags);

  seam.n_exchanges++;
  if (seam.n_exchanges <= seam.foreign)
    seam.write_foreign (seam.fixture, seam.n_exchanges);
  if (seam.n_exchanges == seam.kill_before)
    _exit (KILLED);
  if (seam.exchange_error != 0)
    return fail (seam.exchange_error);
  result = syscall (SYS_renameat2, old_folder, old_name, new_folder, new_name, flags);
  if (seam.n_exchanges == seam.kill_after)
    _exit (KILLED);
  return result;
}

int
flock (int fd,
       int operation)
{
  return seam.flock_error != 0 ? fail (seam.flock_error) : syscall (SYS_flock, fd, operation);
}

int
fsync (int fd)
{
  seam.n_fsyncs++;
  if (seam.n_fsyncs == seam.fsync_number)
    return fail (seam.fsync_error);
  return syscall (SYS_fsync, fd);
}

int
fsetxattr (int         fd,
           const char *name,
           const void *value,
           size_t      size,
           int         flags)
{
  return seam.setxattr_error != 0 ? fail (seam.setxattr_error) : syscall (SYS_fsetxattr, fd, name, value, size, flags);
}

time_t
time (time_t *result)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (result != NULL)
    *result = now.tv_sec + seam.later;
  return now.tv_sec + seam.later;
}

static void
start (Fixture      *f,
       gconstpointer data)
{
  memset (&seam, 0, sizeof seam);
  seam.fixture = f;
  set_up (f, data);
}

static void
end (Fixture      *f,
     gconstpointer data)
{
  memset (&seam, 0, sizeof seam);
  tear_down (f, data);
}

/* Documents */

static LiftNode *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_store_load (f->path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (loaded->violations->len, ==, 0);
  return lift_node_ref (loaded->root);
}

static gboolean
is_done (LiftNode *root,
         int       number)
{
  g_autoptr (LiftIndex) index = lift_index_new (root);
  g_autofree char *id = g_strdup_printf ("item%03d", number);

  return lift_node_get_enum (lift_index_find (index, id), LIFT_ITEM_STATE) == LIFT_ITEM_DONE;
}

static guint
n_lines (LiftNode *root)
{
  return lift_history_get_n (lift_node_get_history (root));
}

/* As another program does, without any of the calls above. */
static void
replace_file (Fixture    *f,
              const char *text)
{
  g_autofree char *other = g_build_filename (f->folder, "foreign", NULL);
  int fd = open (other, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

  g_assert_cmpint (write (fd, text, strlen (text)), ==, strlen (text));
  close (fd);
  g_assert_cmpint (rename (other, f->path), ==, 0);
}

static char *
document_text (LiftNode *root)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Another program that knows nothing of locks: it reads, ticks and replaces the file. */
static void
tick_foreign (Fixture *f,
              guint    number)
{
  g_autoptr (LiftNode) root = load (f);
  g_autoptr (LiftNode) ticked = tick (root, 50 + number);
  g_autofree char *text = document_text (ticked);

  replace_file (f, text);
}

/* An editor: it leaves no line in the history, nor any other trace than the text: the file is the same, as large and as old. */
static void
edit_in_place (Fixture *f,
               guint    number)
{
  g_autofree char *text = contents (f->path);
  goffset at = g_strstr_len (text, -1, NAME_LINE) - text;
  struct timespec times[2];
  struct stat status;
  int fd = open (f->path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fstat (fd, &status), ==, 0);
  g_assert_cmpint (pwrite (fd, "\"name\": \"Hand\"", strlen (NAME_LINE), at), ==, strlen (NAME_LINE));
  times[0] = status.st_atim;
  times[1] = status.st_mtim;
  g_assert_cmpint (futimens (fd, times), ==, 0);
  close (fd);
}

/* Saves @root with a tick of @number on top, in the name of somebody who has just read it; what is written is checked to be what is there. */
static LiftNode *
save_tick (Fixture    *f,
           LiftNode   *root,
           int         number,
           const char *aside)
{
  g_autoptr (LiftNode) next = tick (root, number);
  g_autoptr (LiftNode) there = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status, now;
  LiftNode *written = NULL;

  g_assert_cmpint (lift_store_save (f->path, root, next, aside, &written, &status, &error), ==, LIFT_SAVED);
  g_assert_no_error (error);
  there = load (f);
  g_assert_true (lift_node_equal (there, written));
  g_assert_cmpint (stat (f->path, &now), ==, 0);
  g_assert_cmpint (now.st_ino, ==, status.st_ino);
  g_assert_cmpint (now.st_size, ==, status.st_size);
  g_assert_cmpint (now.st_mtim.tv_nsec, ==, status.st_mtim.tv_nsec);
  return written;
}

/* A save that must fail. */
static char *
save_refused (Fixture  *f,
              LiftNode *root,
              int       number)
{
  g_autoptr (LiftNode) next = tick (root, number);
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lift_store_save (f->path, root, next, NULL, &written, NULL, &error), ==, LIFT_NOT_SAVED);
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
  g_assert_nonnull (strstr (error->message, f->path));
  g_assert_null (written);
  g_test_message ("%s", error->message);
  return g_strdup (error->message);
}

/* A save that ends in a kill, see seam. */
static int
save_killed (Fixture *f,
             int      number)
{
  g_autoptr (LiftNode) root = load (f);
  g_autoptr (LiftNode) next = tick (root, number);
  g_autoptr (LiftNode) written = NULL;

  return lift_store_save (f->path, root, next, NULL, &written, NULL, NULL);
}

static void
kill_save (Fixture *f,
           int      number,
           guint    before,
           guint    after)
{
  seam.n_exchanges = 0;
  seam.kill_before = before;
  seam.kill_after = after;
  g_assert_cmpint (in_child (save_killed, f, number), ==, KILLED);
  seam.kill_before = 0;
  seam.kill_after = 0;
  seam.foreign = 0;
}

/* The temporary that a save of the file would make of @made_from, with @bytes. */
static void
leave (Fixture    *f,
       const char *made_from,
       const char *bytes)
{
  g_autoptr (GBytes) from = made_from != NULL ? g_bytes_new (made_from, strlen (made_from)) : NULL;
  g_autofree char *base = g_path_get_basename (f->path);
  g_autofree char *sum = lift_temp_dup_sum (from);
  g_autofree char *name = lift_temp_dup_name (base, sum);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
}

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
  /* It may be of the one that holds the lock: nobody else touches it. */
  leave (f, text, "torn");
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
  g_autoptr (LiftIndex) index = NULL;

  create (f->path, root);
  save_together (f, 4, 2);
  there = load (f);
  g_assert_cmpint (lift_store_save (f->path, there, there, NULL, &written, NULL, NULL), ==, LIFT_SAVED);
  g_assert_cmpuint (n_lines (written), ==, ITEMS);
  index = lift_index_new (written);
  for (int i = 0; i < ITEMS; i++)
    {
      g_autofree char *id = g_strdup_printf ("item%03d", i);

      g_assert_true (is_done (written, i) || lift_node_in_conflict (lift_index_find (index, id)));
    }
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* Kills */

static void
test_killed (Fixture      *f,
             gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint before, after, foreign, done, conflicts, lines;
  } cases[] = {
    /* The tick of the killed save was never claimed saved, but is not thrown away. */
    { "before the exchange", 1, 0, 0, 2, 0, 2 },
    { "after it", 0, 1, 0, 2, 0, 2 },
    /* The other's version is in the leftover only, and what it was made from is gone: each of the three ticks is a question. */
    { "after it, with another's version", 0, 1, 1, 0, 3, 3 },
    /* The result of the merge is found as well, and what that was made from: so the other's tick is none. */
    { "before the next", 2, 0, 1, 1, 2, 3 },
    { "after the next", 0, 2, 1, 1, 2, 3 },
  };

  seam.write_foreign = tick_foreign;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) root = make_release ("r", "Octo");
      g_autoptr (LiftNode) found = NULL;
      g_autoptr (LiftNode) written = NULL;
      g_autoptr (LiftNode) again = NULL;

      g_test_message ("%s", cases[i].name);
      g_unlink (f->path);
      create (f->path, root);
      seam.foreign = cases[i].foreign;
      kill_save (f, 1, cases[i].before, cases[i].after);
      g_assert_cmpuint (count_files (f->folder), >, 1);
      g_assert_true (lift_store_has_leftovers (f->path));

      found = load (f);
      written = save_tick (f, found, 2, NULL);
      g_assert_cmpuint (n_lines (written), ==, cases[i].lines);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
      g_assert_false (lift_store_has_leftovers (f->path));
      g_assert_cmpuint (n_done (written), ==, cases[i].done);
      g_assert_cmpuint (lift_root_count_conflicts (written), ==, cases[i].conflicts);
      again = save_tick (f, written, 3, NULL);
      g_assert_cmpuint (n_lines (again), ==, cases[i].lines + 1);
    }
}

/* A version that an editor wrote is no older for having fewer lines in its history. */
static void
test_killed_by_hand (Fixture      *f,
                     gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) found = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autofree char *text = NULL;

  create (f->path, root);
  seam.foreign = 1;
  seam.write_foreign = edit_in_place;
  kill_save (f, 1, 0, 1);
  found = load (f);
  g_assert_cmpstr (lift_node_get_text (found, LIFT_RELEASE_NAME), ==, "Octo");
  written = save_tick (f, found, 2, NULL);
  text = contents (f->path);
  g_assert_nonnull (strstr (text, "\"Hand\""));
  g_assert_cmpuint (lift_root_count_conflicts (written), ==, 3);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* Nor does a leftover that descends from what was in the file undo what an editor did to it since. */
static void
test_killed_then_by_hand (Fixture      *f,
                          gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) found = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autofree char *text = NULL;

  create (f->path, root);
  kill_save (f, 1, 1, 0);
  edit_in_place (f, 0);
  found = load (f);
  written = save_tick (f, found, 2, NULL);
  text = contents (f->path);
  g_assert_nonnull (strstr (text, "\"Hand\""));
  g_assert_cmpuint (n_lines (written), ==, 2);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* The window knows what the leftover was made from, though the file has gone on. */
static void
test_killed_then_synced (Fixture      *f,
                         gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;

  create (f->path, root);
  kill_save (f, 1, 1, 0);
  tick_foreign (f, 1);
  written = save_tick (f, root, 2, NULL);
  g_assert_cmpuint (n_done (written), ==, 3);
  g_assert_cmpuint (lift_root_count_conflicts (written), ==, 0);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* Leftovers */

static void
test_aside (Fixture      *f,
            gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    gboolean    stays;      /* without a folder to move it to */
    gboolean    moved;
  } cases[] = {
    { "", FALSE, FALSE },
    { "{\n  \"format\": 1,\n  \"id\": \"r\",\n  \"na", FALSE, TRUE },
    { "{\n  \"format\": 1,\n  \"id\": \"other\",\n  \"name\": \"Other\"\n}\n", TRUE, TRUE },
    { "{\n  \"format\": 2,\n  \"id\": \"r\",\n  \"name\": \"Newer\"\n}\n", TRUE, TRUE },
    { "{\n  \"format\": 1,\n  \"id\": \"r\",\n  \"name\": \"Octo\",\n  \"state\": \"maybe\"\n}\n", TRUE, TRUE },
  };
  g_autofree char *aside = g_build_filename (f->folder, "state", "recovery", NULL);
  LiftNode *root = make_release ("r", "Octo");

  create (f->path, root);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = document_text (root);
      LiftNode *written;

      leave (f, text, cases[i].bytes);
      written = save_tick (f, root, 2 * i, NULL);
      lift_node_unref (root);
      root = written;
      g_assert_cmpuint (count_files (f->folder), ==, cases[i].stays ? 2 : 1);

      if (!cases[i].stays)
        leave (f, NULL, cases[i].bytes);
      written = save_tick (f, root, 2 * i + 1, aside);
      lift_node_unref (root);
      root = written;
      if (cases[i].moved)
        {
          g_autoptr (GDir) dir = g_dir_open (aside, 0, NULL);
          const char *name = g_dir_read_name (dir);
          g_autofree char *path = g_build_filename (aside, name, NULL);
          g_autofree char *moved = contents (path);
          g_autofree char *parent = g_path_get_dirname (aside);
          struct stat status;

          g_assert_cmpstr (moved, ==, cases[i].bytes);
          g_assert_true (g_str_has_prefix (name, "a.liftoff.json."));
          g_assert_false (g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".tmp"));
          g_assert_cmpuint (count_files (aside), ==, 1);
          g_assert_cmpint (stat (aside, &status), ==, 0);
          g_assert_cmpint (status.st_mode & 0777, ==, 0700);
          g_assert_cmpuint (count_files (f->folder), ==, 2);
          remove_tree (parent);
        }
      g_assert_cmpuint (count_files (f->folder), ==, 1);
    }
  lift_node_unref (root);
}

/* What is no temporary of this file is not looked at. */
static void
test_not_leftovers (Fixture      *f,
                    gconstpointer data)
{
  static const char *const names[] = {
    ".a.liftoff.json.tmp",
    ".a.liftoff.json.0123456789abcdef.tmp",
    ".a.liftoff.json.0123456789abcdef-0123456789abcde.tmp",
    ".a.liftoff.json.0123456789abcdef-0123456789abcdeg.tmp",
    ".a.liftoff.json.0123456789abcdef-0123456789abcdef.tmp2",
    "a.liftoff.json.0123456789abcdef-0123456789abcdef.tmp",
    ".b.liftoff.json.0123456789abcdef-0123456789abcdef.tmp",
    ".liftoff.json.0123456789abcdef-0123456789abcdef.tmp",
  };
  g_autofree char *pipe = g_build_filename (f->folder, ".a.liftoff.json.0000000000000000-0123456789abcdef.tmp", NULL);
  g_autofree char *folder = g_build_filename (f->folder, ".a.liftoff.json.0000000000000001-0123456789abcdef.tmp", NULL);
  g_autofree char *link = g_build_filename (f->folder, ".a.liftoff.json.0000000000000002-0123456789abcdef.tmp", NULL);
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;

  create (f->path, root);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("a.liftoff.json", link), ==, 0);
  written = save_tick (f, root, 1, f->folder);
  g_assert_cmpuint (count_files (f->folder), ==, 1 + G_N_ELEMENTS (names) + 3);
}

/* Two long names with the same beginning. */
static void
test_long_names (Fixture      *f,
                 gconstpointer data)
{
  g_autofree char *same = g_strnfill (230, 'x');
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_free (f->path);
      f->path = g_strdup_printf ("%s/%s%d.liftoff.json", f->folder, same, i);
      create (f->path, root);
      leave (f, NULL, "torn");
    }
  written = save_tick (f, root, 1, NULL);
  g_assert_cmpuint (count_files (f->folder), ==, 3);
}

/* Where there are no locks, only time tells. */
static void
test_old_without_locks (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) first = NULL;
  g_autoptr (LiftNode) second = NULL;
  g_autoptr (LiftNode) third = NULL;

  create (f->path, root);
  kill_save (f, 1, 1, 0);
  seam.flock_error = ENOTSUP;
  first = save_tick (f, root, 2, NULL);
  g_assert_cmpuint (n_done (first), ==, 1);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
  seam.later = 590;
  second = save_tick (f, first, 3, NULL);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
  seam.later = 610;
  third = save_tick (f, second, 4, NULL);
  g_assert_cmpuint (n_lines (third), ==, 4);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

static void
test_create_tidies (Fixture      *f,
                    gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) other = make_release ("s", "Other");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("# Octo\n", 7);
  g_autofree char *text = document_text (other);

  leave (f, NULL, "{\n  \"format\": 1,\n  \"id");
  leave (f, NULL, "");
  create (f->path, root);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  leave (f, NULL, text);
  leave (f, text, text);
  g_assert_cmpint (lift_store_create (f->path, root, TRUE, NULL), ==, LIFT_SAVED);
  g_assert_cmpuint (count_files (f->folder), ==, 2);

  g_free (f->path);
  f->path = g_build_filename (f->folder, "octo.md", NULL);
  leave (f, NULL, "# Oc");
  g_assert_cmpint (lift_store_write_bytes (f->path, bytes, FALSE, NULL), ==, LIFT_SAVED);
  g_assert_cmpuint (count_files (f->folder), ==, 3);
  leave (f, "# Octo\n", "# New");
  leave (f, "# Old\n", "# Old\n");
  leave (f, "# Old\n", "# Somebody else’s\n");
  g_assert_cmpint (lift_store_write_bytes (f->path, bytes, TRUE, NULL), ==, LIFT_SAVED);
  g_assert_cmpuint (count_files (f->folder), ==, 4);
}

/* What is kept, and what is confirmed */

#define ACL "system.posix_acl_access"
#define ACL_SIZE 44

/* The user may write, nobody's user may read, and everybody else nothing: the mode is 0640. As the kernel takes it: a version; tag, rights, id. */
static const guint8 acl[ACL_SIZE] = {
  2, 0, 0, 0,
  1, 0, 6, 0, 0xff, 0xff, 0xff, 0xff,
  2, 0, 4, 0, 0xfe, 0xff, 0, 0,
  4, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,
  16, 0, 4, 0, 0xff, 0xff, 0xff, 0xff,
  32, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,
};

static void
test_acl (Fixture      *f,
          gconstpointer data)
{
  static const struct
  {
    int            error;
    LiftSaveResult result;
    mode_t         mode;
    gssize         size;
  } cases[] = {
    { 0, LIFT_SAVED, 0640, ACL_SIZE },
    { EPERM, LIFT_SAVED, 0600, -1 },
    { ENOTSUP, LIFT_SAVED, 0600, -1 },
    { ENOSPC, LIFT_NOT_SAVED, 0640, ACL_SIZE },
  };
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) written = NULL;
      guint8 after[100];
      struct stat status;

      g_unlink (f->path);
      create (f->path, root);
      g_assert_cmpint (setxattr (f->path, ACL, acl, sizeof acl, 0), ==, 0);
      seam.setxattr_error = cases[i].error;
      g_assert_cmpint (lift_store_save (f->path, root, next, NULL, &written, NULL, NULL), ==, cases[i].result);
      seam.setxattr_error = 0;
      g_assert_cmpint (stat (f->path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, cases[i].mode);
      g_assert_cmpint (getxattr (f->path, ACL, after, sizeof after), ==, cases[i].size);
      if (cases[i].size == ACL_SIZE)
        g_assert_cmpmem (after, ACL_SIZE, acl, ACL_SIZE);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
    }
}

/* The list that new files get in this folder is not that of the file. */
static void
test_default_acl (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;
  guint8 wide[ACL_SIZE];
  struct stat status;

  memcpy (wide, acl, ACL_SIZE);
  wide[4 + 2] = wide[12 + 2] = wide[20 + 2] = wide[28 + 2] = 7;
  create (f->path, root);
  g_assert_cmpint (chmod (f->path, 0660), ==, 0);
  g_assert_cmpint (setxattr (f->folder, "system.posix_acl_default", wide, ACL_SIZE, 0), ==, 0);
  written = save_tick (f, root, 1, NULL);
  g_assert_cmpint (stat (f->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0660);
  g_assert_cmpint (getxattr (f->path, ACL, NULL, 0), ==, -1);
  g_assert_cmpint (errno, ==, ENODATA);
}

static void
test_notes (Fixture      *f,
            gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) first = NULL;
  g_autoptr (LiftNode) second = NULL;
  char value[100];

  create (f->path, root);
  g_assert_cmpint (setxattr (f->path, "user.origin", "mail", 4, 0), ==, 0);
  g_assert_cmpint (setxattr (f->path, "user.empty", "", 0, 0), ==, 0);
  first = save_tick (f, root, 1, NULL);
  g_assert_cmpint (getxattr (f->path, "user.origin", value, sizeof value), ==, 4);
  g_assert_cmpmem (value, 4, "mail", 4);
  g_assert_cmpint (getxattr (f->path, "user.empty", value, sizeof value), ==, 0);
  seam.setxattr_error = ENOSPC;
  second = save_tick (f, first, 2, NULL);
  g_assert_cmpint (getxattr (f->path, "user.origin", value, sizeof value), ==, -1);
}

/* A hard link is another name for what was there, and stays that. */
static void
test_hard_link (Fixture      *f,
                gconstpointer data)
{
  g_autofree char *other = g_build_filename (f->folder, "backup", NULL);
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct stat status;

  create (f->path, root);
  before = contents (f->path);
  g_assert_cmpint (link (f->path, other), ==, 0);
  written = save_tick (f, root, 1, NULL);
  after = contents (other);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (stat (f->path, &status), ==, 0);
  g_assert_cmpint (status.st_nlink, ==, 1);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
}

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
  ADD ("create-over-foreign", test_create_over_foreign);
  ADD ("busy", test_busy);
  ADD ("lock-fails", test_lock_fails);
  ADD ("without-locks", test_without_locks);
  ADD ("mixed", test_mixed);
  ADD ("killed", test_killed);
  ADD ("killed-by-hand", test_killed_by_hand);
  ADD ("killed-then-by-hand", test_killed_then_by_hand);
  ADD ("killed-then-synced", test_killed_then_synced);
  ADD ("aside", test_aside);
  ADD ("not-leftovers", test_not_leftovers);
  ADD ("long-names", test_long_names);
  ADD ("old-without-locks", test_old_without_locks);
  ADD ("create-tidies", test_create_tidies);
  ADD ("acl", test_acl);
  ADD ("default-acl", test_default_acl);
  ADD ("notes", test_notes);
  ADD ("hard-link", test_hard_link);
  ADD ("not-durable", test_not_durable);
  ADD ("create-by-link", test_create_by_link);

  return g_test_run ();
}
