/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "error.h"
#include "rights.h"
#include "saver.h"

/* With the dot, the random part, the sum and ".tmp" a temporary name stays below NAME_MAX (255). */
#define MAX_STEM 200
#define TEMP_TRIES 64

/* The names of temporaries */

/**
 * lift_temp_dup_sum:
 * @bytes: (nullable): what a file holds
 *
 * Returns: (transfer full): the part of a temporary's name that says what its content was made from: the beginning of the SHA-256 of @bytes; zeros for
 *   %NULL: from no file
 */
char *
lift_temp_dup_sum (GBytes *bytes)
{
  g_autofree char *sum = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : g_strnfill (LIFT_TEMP_SUM, '0');

  return g_strndup (sum, LIFT_TEMP_SUM);
}

/**
 * lift_temp_dup_stem:
 * @base: the name of a file
 *
 * Returns: (transfer full): what the names of its temporaries begin with; of no other file’s they do
 */
char *
lift_temp_dup_stem (const char *base)
{
  g_autofree char *sum = NULL;

  if (strlen (base) <= MAX_STEM)
    return g_strdup_printf (".%s.", base);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, base, -1);
  return g_strdup_printf (".%.*s~%.*s.", MAX_STEM - 1 - LIFT_TEMP_SUM, base, LIFT_TEMP_SUM, sum);
}

/**
 * lift_temp_dup_name:
 * @base: the name of a file
 * @sum: what lift_temp_dup_sum () gave
 *
 * Returns: (transfer full) (nullable): a fresh name for a temporary of that file, or %NULL with errno
 */
char *
lift_temp_dup_name (const char *base,
                    const char *sum)
{
  g_autofree char *stem = lift_temp_dup_stem (base);
  guint64 random;

  if (getrandom (&random, sizeof random, 0) != sizeof random)
    return NULL;
  return g_strdup_printf ("%s%016" PRIx64 "-%s" LIFT_TEMP_END, stem, random, sum);
}

/* Writing one */

/**
 * lift_write_all:
 * @fd: a file
 * @bytes: what to write there
 *
 * Returns: whether all of @bytes was written; else with errno
 */
gboolean
lift_write_all (int     fd,
                GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          if (n == 0)
            errno = EIO;
          return FALSE;
        }
      data += n;
      length -= n;
    }
  return TRUE;
}

/* An empty file under a fresh name; -1 with errno. */
static int
open_temp (LiftTemp *temp,
           GBytes   *made_from,
           mode_t    mode)
{
  g_autofree char *sum = lift_temp_dup_sum (made_from);
  int fd = -1;

  for (int i = 0; i < TEMP_TRIES && fd < 0; i++)
    {
      g_autofree char *name = lift_temp_dup_name (temp->place->base, sum);

      if (name == NULL)
        return -1;
      fd = openat (temp->place->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
      if (fd >= 0)
        temp->name = g_steal_pointer (&name);
      else if (errno != EEXIST && errno != EINTR)
        return -1;
    }
  return fd;
}

static int
keep_rights (LiftTemp          *temp,
             int                fd,
             const struct stat *old)
{
  int from = openat (temp->place->folder, temp->place->base, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  int code;

  if (from < 0 && errno != EACCES && errno != EPERM && errno != ENOENT)
    return errno;
  code = lift_rights_keep (fd, from, old);
  if (from >= 0)
    close (from);
  return code;
}

/**
 * lift_temp_new:
 * @place: where the file is to stand
 * @bytes: what it is to hold
 * @made_from: (nullable): what stood there when @bytes were made from it
 * @old: (nullable): the state of the regular file that is to be replaced
 * @code: (out): 0 or an errno
 *
 * Writes @bytes to a temporary file in the folder of @place and waits until they are on the disk. The file gets the rights of @old (rights.h), or else the
 * mode 0666 less the umask. A failed fsync is never repeated on the same file: the next call writes a fresh one.
 *
 * Its name tells @made_from, so that whoever finds it after a kill knows what it is (leftovers.h). What was written is not read from the disk again: it
 * would come from memory, as the fsync says all there is to know; store.c reads the bytes themselves back before they come here.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with %LIFT_ERROR_NOT_SAVED, and then nothing is left of it
 */
LiftTemp *
lift_temp_new (LiftPlace         *place,
               GBytes            *bytes,
               GBytes            *made_from,
               const struct stat *old,
               int               *code,
               GError           **error)
{
  g_autoptr (LiftTemp) temp = g_new0 (LiftTemp, 1);
  int fd = -1;

  temp->place = place;
  *code = 0;
  if (old != NULL && faccessat (place->folder, place->base, W_OK, AT_EACCESS) != 0)
    *code = errno;
  else if ((fd = open_temp (temp, made_from, old != NULL ? 0600 : 0666)) < 0)
    *code = errno;
  else if (old != NULL)
    *code = keep_rights (temp, fd, old);

  if (*code == 0 && (!lift_write_all (fd, bytes) || fsync (fd) != 0 || fstat (fd, &temp->status) != 0))
    *code = errno;
  if (fd >= 0 && close (fd) != 0 && *code == 0 && errno != EINTR)
    *code = errno;
  if (*code == 0)
    return g_steal_pointer (&temp);

  lift_temp_remove (temp);
  lift_place_refuse_code (place, error, *code);
  return NULL;
}

/**
 * lift_temp_free:
 * @temp: (transfer full): a temporary
 *
 * Forgets it; the file stays.
 */
void
lift_temp_free (LiftTemp *temp)
{
  g_free (temp->name);
  g_free (temp);
}

/**
 * lift_temp_remove:
 * @temp: a temporary
 *
 * Removes what stands under its name.
 */
void
lift_temp_remove (LiftTemp *temp)
{
  if (temp->name != NULL)
    unlinkat (temp->place->folder, temp->name, 0);
}

/* Putting it in its place */

static gboolean
is_unsupported (int code)
{
  return code == EINVAL || code == ENOSYS || code == ENOTSUP;
}

static gboolean
same_state (const struct stat *a,
            const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static LiftSwap
fail (LiftPlace *place,
      GError   **error,
      int        code)
{
  lift_place_refuse_code (place, error, code);
  return LIFT_SWAP_FAILED;
}

/**
 * lift_temp_name:
 * @temp: a temporary
 *
 * Gives it the name of its place, never over another file.
 *
 * Returns: what became of it; %LIFT_SWAP_AGAIN if a file of that name is there by now
 */
LiftSwap
lift_temp_name (LiftTemp *temp,
                GError  **error)
{
  LiftPlace *place = temp->place;
  int code = 0;

  if (renameat2 (place->folder, temp->name, place->folder, place->base, RENAME_NOREPLACE) != 0)
    code = errno;
  if (is_unsupported (code))
    {
      code = linkat (place->folder, temp->name, place->folder, place->base, 0) == 0 ? 0 : errno;
      if (code == 0)
        lift_temp_remove (temp);
    }
  if (code == 0)
    {
      g_clear_pointer (&temp->name, g_free);
      return LIFT_SWAP_DONE;
    }
  /* ENOENT: another program took the temporary for one that was left behind. */
  return code == EEXIST || code == ENOENT ? LIFT_SWAP_AGAIN : fail (place, error, code);
}

static gboolean
is_as_seen (LiftPlace         *place,
            const struct stat *seen)
{
  struct stat now;

  return fstatat (place->folder, place->base, &now, AT_SYMLINK_NOFOLLOW) == 0 && same_state (&now, seen);
}

/* The way without an exchange: a look as late as can be. */
static LiftSwap
name_over (LiftTemp          *temp,
           const struct stat *seen,
           GError           **error)
{
  LiftPlace *place = temp->place;

  if (place->lock == LIFT_LOCK_BUSY)
    {
      lift_place_refuse (place, error, _("another program holds its folder"), _("Let that program go on, or end it, and save again."));
      return LIFT_SWAP_FAILED;
    }
  if (!is_as_seen (place, seen))
    return LIFT_SWAP_AGAIN;
  if (renameat (place->folder, temp->name, place->folder, place->base) == 0)
    {
      g_clear_pointer (&temp->name, g_free);
      return LIFT_SWAP_DONE;
    }
  return errno == ENOENT ? LIFT_SWAP_AGAIN : fail (place, error, errno);
}

/**
 * lift_temp_put_back:
 * @temp: a temporary after an exchange
 *
 * Puts what came out back where it stood, as if nothing had been saved, and removes the new file. If somebody has replaced that already, theirs stands, and
 * what came out remains as a leftover (leftovers.h). Nothing is under the name of @temp then that the caller could remove.
 */
void
lift_temp_put_back (LiftTemp *temp)
{
  LiftPlace *place = temp->place;
  g_autofree char *name = g_steal_pointer (&temp->name);
  struct stat out;

  if (renameat2 (place->folder, name, place->folder, place->base, RENAME_EXCHANGE) != 0)
    {
      /* The new file was removed meanwhile. */
      if (errno == ENOENT)
        renameat2 (place->folder, name, place->folder, place->base, RENAME_NOREPLACE);
      return;
    }
  if (fstatat (place->folder, name, &out, AT_SYMLINK_NOFOLLOW) != 0)
    return;
  if (same_state (&out, &temp->status))
    unlinkat (place->folder, name, 0);
  else
    renameat2 (place->folder, name, place->folder, place->base, RENAME_EXCHANGE);
}

/* What came out in exchange stands under the temporary's name. */
static LiftSwap
look_at (LiftTemp          *temp,
         const struct stat *seen,
         GBytes            *expected,
         GBytes           **other,
         GError           **error)
{
  LiftPlace *place = temp->place;
  g_autoptr (GError) local_error = NULL;
  struct stat now;
  int code = 0;

  if (fstatat (place->folder, temp->name, &now, AT_SYMLINK_NOFOLLOW) != 0)
    {
      code = errno;
    }
  else if (!S_ISREG (now.st_mode))
    {
      lift_temp_put_back (temp);
      lift_place_refuse_kind (place, error, now.st_mode);
      return LIFT_SWAP_FAILED;
    }
  else if (expected == NULL)
    {
      if (same_state (&now, seen))
        return LIFT_SWAP_DONE;
      lift_temp_put_back (temp);
      return LIFT_SWAP_AGAIN;
    }
  else
    {
      g_autoptr (GBytes) bytes = lift_file_read (place->folder, temp->name, place->path, &now, NULL, &code, &local_error);

      if (bytes != NULL && g_bytes_equal (bytes, expected))
        return LIFT_SWAP_DONE;
      if (bytes != NULL)
        {
          *other = g_steal_pointer (&bytes);
          return LIFT_SWAP_OTHER;
        }
    }

  /* Another program took it for one that was left behind, and merges it: what stands there now has to be looked at by who saves, and is none of the
   * business of who was asked to replace it. */
  if (code == ENOENT)
    return expected != NULL ? LIFT_SWAP_AGAIN : LIFT_SWAP_DONE;
  lift_temp_put_back (temp);
  if (code != 0)
    return fail (place, error, code);
  lift_place_refuse (place, error, local_error->message, _("Save again, or save it elsewhere."));
  return LIFT_SWAP_FAILED;
}

/**
 * lift_temp_swap:
 * @temp: a temporary
 * @seen: the state of the file that is to be replaced, as it was when that was looked at
 * @expected: (nullable): what that file held
 * @other: (out) (optional) (transfer full): what came out, with %LIFT_SWAP_OTHER
 *
 * Exchanges the temporary and the file in its place in one step, so that at no moment there is none, and then looks at what came out: if it is what
 * is expected, nobody's work was replaced, however many write without a lock. If not, the caller has to merge it and to save the result, or to call
 * lift_temp_put_back (). With @expected the bytes are compared, as times may be too coarse to tell; without, the states are, and what is not @seen is put back.
 *
 * The state is also compared right before: mostly that is enough to notice others, and spares both sides a merge. Where the file system knows no exchange
 * that has to do, and the file is replaced; but not if another program holds the lock.
 *
 * Hard links are not kept: the file under this name is another one afterwards, and other names go on to hold what was there before. So a link made as a
 * backup stays one.
 *
 * Returns: what became of it
 */
LiftSwap
lift_temp_swap (LiftTemp          *temp,
                const struct stat *seen,
                GBytes            *expected,
                GBytes           **other,
                GError           **error)
{
  LiftPlace *place = temp->place;

  if (!is_as_seen (place, seen))
    return LIFT_SWAP_AGAIN;
  if (renameat2 (place->folder, temp->name, place->folder, place->base, RENAME_EXCHANGE) == 0)
    return look_at (temp, seen, expected, other, error);
  if (is_unsupported (errno))
    return name_over (temp, seen, error);
  return errno == ENOENT ? LIFT_SWAP_AGAIN : fail (place, error, errno);
}

static int
sync_file (LiftPlace *place)
{
  int fd = openat (place->folder, place->base, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  int code = fd >= 0 && fsync (fd) == 0 ? 0 : errno;

  if (fd >= 0)
    close (fd);
  return code;
}

/**
 * lift_place_confirm:
 * @place: a place with a file
 * @found: whether the file was found there, instead of just put there: then it is not known whether its bytes are on the disk
 * @code: (out): 0 or an errno
 *
 * Waits until the file in @place and its name are on the disk.
 *
 * Returns: %LIFT_SAVED, or %LIFT_SAVED_NOT_DURABLE with %LIFT_ERROR_NOT_SAVED
 */
LiftSaveResult
lift_place_confirm (LiftPlace *place,
                    gboolean   found,
                    int       *code,
                    GError   **error)
{
  g_autofree char *shown = NULL;

  *code = found ? sync_file (place) : 0;
  if (*code == 0 && fsync (place->folder) != 0)
    *code = errno;
  if (*code == 0)
    return LIFT_SAVED;
  shown = g_filename_display_name (place->path);
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED,
               _("“%s” was saved, but the disk did not confirm it: %s. Save again, and keep a copy elsewhere until it does."),
               shown, g_strerror (*code));
  return LIFT_SAVED_NOT_DURABLE;
}

static LiftSaveResult
refuse_existing (LiftPlace *place,
                 int       *code,
                 GError   **error)
{
  *code = EEXIST;
  return lift_place_refuse (place, error, _("a file of this name exists"), _("Choose another name, or ask for it to be replaced."));
}

/**
 * lift_place_put:
 * @place: a place
 * @bytes: what the file is to hold
 * @replace: whether a file may stand there already
 * @code: (out): 0 or an errno: EEXIST if a file stands there and @replace is %FALSE
 *
 * Puts a file with @bytes in its place so that whatever happens, a crash and a loss of power included, what stands there afterwards is whole: either the
 * old one or the new one. Only a regular file that may be written is replaced, see lift_temp_new () and lift_temp_swap () for what is kept of it; one that
 * another program wrote since this began stays. After a failure nothing is left behind.
 *
 * Returns: what became of it; the error is %LIFT_ERROR_NOT_SAVED unless it is %LIFT_SAVED
 */
LiftSaveResult
lift_place_put (LiftPlace *place,
                GBytes    *bytes,
                gboolean   replace,
                int       *code,
                GError   **error)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (LiftTemp) temp = NULL;
  struct stat old, read;
  gboolean exists;
  LiftSwap swap;

  exists = fstatat (place->folder, place->base, &old, AT_SYMLINK_NOFOLLOW) == 0;
  *code = exists || errno == ENOENT ? 0 : errno;
  if (*code != 0)
    return lift_place_refuse_code (place, error, *code);
  if (exists && !replace)
    return refuse_existing (place, code, error);
  if (exists && !S_ISREG (old.st_mode))
    return lift_place_refuse_kind (place, error, old.st_mode);

  /* For the name of the temporary; it may be too large, or not for reading. */
  if (exists)
    before = lift_place_read (place, &read, code, NULL);
  temp = lift_temp_new (place, bytes, before, exists ? &old : NULL, code, error);
  if (temp == NULL)
    return LIFT_NOT_SAVED;

  swap = exists ? lift_temp_swap (temp, &old, NULL, NULL, error) : lift_temp_name (temp, error);
  if (swap == LIFT_SWAP_DONE)
    {
      LiftSaveResult result = lift_place_confirm (place, FALSE, code, error);

      if (exists)
        lift_temp_remove (temp);
      return result;
    }
  lift_temp_remove (temp);
  if (swap == LIFT_SWAP_FAILED)
    return LIFT_NOT_SAVED;
  if (!replace)
    return refuse_existing (place, code, error);
  *code = ESTALE;
  return lift_place_refuse (place, error, _("another program wrote to it meanwhile"), _("Look at what it wrote before you save again."));
}
