/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "error.h"
#include "saver.h"

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
