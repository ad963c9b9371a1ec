/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of saves that others get in the way of share: calls of their own, which stand before those of the C library, and what these do. */

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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
  guint foreign;       /* before how many exchanges somebody else writes, and */
  guint foreign_fsync; /* before which fsync */
  void (*write_foreign) (Fixture *f, guint number);
  Fixture *fixture;
  time_t later;

  guint n_exchanges, n_fsyncs;
} seam;

static inline int
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
  if (seam.n_fsyncs == seam.foreign_fsync)
    seam.write_foreign (seam.fixture, 0);
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

static inline void
start (Fixture      *f,
       gconstpointer data)
{
  memset (&seam, 0, sizeof seam);
  seam.fixture = f;
  set_up (f, data);
}

static inline void
end (Fixture      *f,
     gconstpointer data)
{
  memset (&seam, 0, sizeof seam);
  tear_down (f, data);
}

/* Documents */

static inline LiftNode *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_store_load (f->path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (loaded->violations->len, ==, 0);
  return lift_node_ref (loaded->root);
}

static inline gboolean
is_done (LiftNode *root,
         int       number)
{
  g_autoptr (LiftIndex) index = lift_index_new (root);
  g_autofree char *id = g_strdup_printf ("item%03d", number);

  return lift_node_get_enum (lift_index_find (index, id), LIFT_ITEM_STATE) == LIFT_ITEM_DONE;
}

static inline guint
n_lines (LiftNode *root)
{
  return lift_history_get_n (lift_node_get_history (root));
}

/* As another program does, without any of the calls above. */
static inline void
replace_file (Fixture    *f,
              const char *text)
{
  g_autofree char *other = g_build_filename (f->folder, "foreign", NULL);
  int fd = open (other, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

  g_assert_cmpint (write (fd, text, strlen (text)), ==, strlen (text));
  close (fd);
  g_assert_cmpint (rename (other, f->path), ==, 0);
}

static inline char *
document_text (LiftNode *root)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Another program that knows nothing of locks: it reads, ticks and replaces the file. */
static inline void
tick_foreign (Fixture *f,
              guint    number)
{
  g_autoptr (LiftNode) root = load (f);
  g_autoptr (LiftNode) ticked = tick (root, 50 + number);
  g_autofree char *text = document_text (ticked);

  replace_file (f, text);
}

/* An editor: it leaves no line in the history, nor any other trace than the text: the file is the same, as large and as old. */
static inline void
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
static inline LiftNode *
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
static inline char *
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
static inline int
save_killed (Fixture *f,
             int      number)
{
  g_autoptr (LiftNode) root = load (f);
  g_autoptr (LiftNode) next = tick (root, number);
  g_autoptr (LiftNode) written = NULL;

  return lift_store_save (f->path, root, next, NULL, &written, NULL, NULL);
}

static inline void
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
static inline void
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

/* Done, or a question whether it is. */
static inline void
assert_kept (LiftNode *root,
             int       number)
{
  g_autoptr (LiftIndex) index = lift_index_new (root);
  g_autofree char *id = g_strdup_printf ("item%03d", number);

  g_assert_true (is_done (root, number) || lift_node_in_conflict (lift_index_find (index, id)));
}
