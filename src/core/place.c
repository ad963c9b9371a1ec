/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "gate.h"
#include "place.h"

/* A save takes milliseconds; who holds the lock for longer is stopped, or on a disk that hangs. */
#define LOCK_WAIT_US (5 * G_USEC_PER_SEC)
#define LOCK_STEP_US 1000
#define LOCK_MAX_STEP_US 20000

static const char *
way_out (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return _("Make room and save again, or save it elsewhere.");
    case EACCES:
    case EPERM:
    case EROFS:
      return _("Ask for the right to write there, or save it elsewhere.");
    case ENOENT:
    case ENOTDIR:
      return _("Make the folder first, or save it elsewhere.");
    default:
      return _("Save again, or save it elsewhere.");
    }
}

static void
set_not_saved (GError    **error,
               const char *path,
               const char *reason,
               const char *advice)
{
  g_autofree char *shown = g_filename_display_name (path);
  gsize length = strlen (reason);

  if (g_str_has_suffix (reason, "."))
    length--;
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED,
               /* Translators: file, reason, what to do */
               _("“%s” was not saved: %.*s. Nothing was overwritten. %s"), shown, (int) length, reason, advice);
}

static void
set_not_saved_code (GError    **error,
                    const char *path,
                    int         code)
{
  set_not_saved (error, path, g_strerror (code), way_out (code));
}

static const char *
not_regular (mode_t mode)
{
  if (S_ISDIR (mode))
    return _("it is a folder");
  if (S_ISFIFO (mode))
    return _("it is a pipe");
  if (S_ISLNK (mode))
    return _("it is a link");
  if (S_ISSOCK (mode))
    return _("it is a socket");
  return _("it is a device");
}

/**
 * lift_folder_make:
 * @path: a folder
 *
 * Makes @path, for the user alone, with the folders above it, where they are missing, and confirms on the disk each level that it makes: what is saved in
 * a folder that is lost is lost too.
 *
 * Returns: whether it is there; else with errno
 */
gboolean
lift_folder_make (const char *path)
{
  g_autofree char *parent = NULL;
  int fd, code;

  if (mkdir (path, 0700) != 0)
    {
      if (errno == EEXIST)
        return TRUE;
      if (errno != ENOENT)
        return FALSE;
      parent = g_path_get_dirname (path);
      if (strcmp (parent, path) == 0 || !lift_folder_make (parent) || (mkdir (path, 0700) != 0 && errno != EEXIST))
        return FALSE;
    }
  g_free (parent);
  parent = g_path_get_dirname (path);
  fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  code = fd >= 0 && fsync (fd) == 0 ? 0 : errno;
  if (fd >= 0)
    close (fd);
  errno = code;
  return code == 0;
}

/**
 * lift_place_open:
 * @path: where a file stands or is to stand
 *
 * Finds the folder and the name of the file at @path and keeps the folder open, so that all that follows happens in one folder whatever is
 * renamed meanwhile. A symbolic link is followed to the file it leads to: that one is replaced, and the link stays. A link that leads to
 * nothing is refused.
 *
 * Returns: (transfer full) (nullable): the place, or %NULL with %LIFT_ERROR_NOT_SAVED
 */
LiftPlace *
lift_place_open (const char *path,
                 GError    **error)
{
  g_autoptr (LiftPlace) place = g_new0 (LiftPlace, 1);
  g_autofree char *folder = NULL;
  char *final;
  struct stat status;
  int code;

  place->path = g_strdup (path);
  place->folder = -1;

  final = realpath (path, NULL);
  code = errno;
  if (final == NULL && code == ENOENT && lstat (path, &status) == 0)
    {
      set_not_saved (error, path, _("it is a link that leads to nothing"), _("Remove the link, or save it elsewhere."));
      return NULL;
    }
  if (final == NULL && code != ENOENT)
    {
      set_not_saved_code (error, path, code);
      return NULL;
    }

  folder = g_path_get_dirname (final != NULL ? final : path);
  place->base = g_path_get_basename (final != NULL ? final : path);
  free (final);
  place->folder = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (place->folder < 0)
    {
      set_not_saved_code (error, path, errno);
      return NULL;
    }
  return g_steal_pointer (&place);
}

/**
 * lift_place_free:
 * @place: (transfer full): a place
 *
 * Closes the folder, which gives its lock back.
 */
void
lift_place_free (LiftPlace *place)
{
  if (place->folder >= 0)
    close (place->folder);
  g_free (place->base);
  g_free (place->path);
  g_free (place);
}

/**
 * lift_place_rename:
 * @place: a place
 * @path: another file of the same folder, which is not there or no link
 *
 * Makes @place that of @path. The lock, which is the folder's, stays.
 */
void
lift_place_rename (LiftPlace  *place,
                   const char *path)
{
  g_free (place->path);
  g_free (place->base);
  place->path = g_strdup (path);
  place->base = g_path_get_basename (path);
}

/**
 * lift_place_lock:
 * @place: a place
 *
 * Waits until no other Liftoff saves in the folder of @place, but no more than five seconds, so that a program that is stopped while it saves never
 * stops another one; the lock ends with @place. The time is only waited for: it enters nothing that is saved. Each place has its own descriptor, so
 * threads of one process wait for one another like processes do, and a thread that locks a second place of the same folder waits in vain.
 *
 * Without the lock, because another program holds it for too long or because the file system has none, one goes on: the exchange of
 * lift_temp_swap () loses nothing either. @place->lock says how it went.
 *
 * Returns: %FALSE with %LIFT_ERROR_NOT_SAVED if waiting failed
 */
gboolean
lift_place_lock (LiftPlace *place,
                 GError   **error)
{
  gint64 end = g_get_monotonic_time () + LOCK_WAIT_US;
  gulong step = LOCK_STEP_US;

  while (flock (place->folder, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno == EINTR)
        continue;
      if (errno == ENOTSUP || errno == ENOSYS || errno == EINVAL || errno == EBADF || errno == ENOLCK || errno == EACCES)
        {
          place->lock = LIFT_LOCK_UNSUPPORTED;
          return TRUE;
        }
      if (errno != EWOULDBLOCK)
        {
          lift_place_refuse_code (place, error, errno);
          return FALSE;
        }
      if (g_get_monotonic_time () >= end)
        {
          place->lock = LIFT_LOCK_BUSY;
          return TRUE;
        }
      g_usleep (step);
      step = MIN (2 * step, LOCK_MAX_STEP_US);
    }
  place->lock = LIFT_LOCK_HELD;
  return TRUE;
}

/**
 * lift_place_refuse:
 * @place: a place
 * @reason: why, as the second half of a sentence
 * @way_out: what to do, as a sentence
 *
 * Says that nothing was saved in @place.
 *
 * Returns: %LIFT_NOT_SAVED, with %LIFT_ERROR_NOT_SAVED
 */
LiftSaveResult
lift_place_refuse (LiftPlace  *place,
                   GError    **error,
                   const char *reason,
                   const char *advice)
{
  set_not_saved (error, place->path, reason, advice);
  return LIFT_NOT_SAVED;
}

/**
 * lift_place_refuse_code:
 * @place: a place
 * @code: an errno
 *
 * Returns: %LIFT_NOT_SAVED, with %LIFT_ERROR_NOT_SAVED that says what @code means and what can be done
 */
LiftSaveResult
lift_place_refuse_code (LiftPlace *place,
                        GError   **error,
                        int        code)
{
  set_not_saved_code (error, place->path, code);
  return LIFT_NOT_SAVED;
}

/**
 * lift_place_refuse_kind:
 * @place: a place
 * @mode: the mode of what stands there
 *
 * Returns: %LIFT_NOT_SAVED, with %LIFT_ERROR_NOT_SAVED that says what stands there instead of a file
 */
LiftSaveResult
lift_place_refuse_kind (LiftPlace *place,
                        GError   **error,
                        mode_t     mode)
{
  return lift_place_refuse (place, error, not_regular (mode), _("Choose another name."));
}

static void
set_not_read (GError    **error,
              const char *path,
              const char *reason,
              const char *advice)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT,
               /* Translators: file, reason, what to do */
               _("“%s” cannot be read: %s. %s"), shown, reason, advice);
}

static void
set_not_read_code (GError    **error,
                   const char *path,
                   int         code)
{
  if (code == ENOENT)
    set_not_read (error, path, _("it does not exist"), _("Check its name and folder."));
  else if (code == ENOTDIR)
    set_not_read (error, path, _("a part of its folder’s name is not a folder"), _("Check its name and folder."));
  else if (code == EACCES || code == EPERM)
    set_not_read (error, path, g_strerror (code), _("Ask its owner for the right to read it."));
  else if (code == ELOOP)
    set_not_read (error, path, g_strerror (code), _("Check where its links lead."));
  else
    set_not_read (error, path, g_strerror (code), _("Try again, or take a copy of it from elsewhere."));
}

static void
set_too_large (GError    **error,
               const char *path)
{
  g_autofree char *limit = g_format_size_full (LIFT_GATE_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *reason = g_strdup_printf (_("it is larger than %s, the most that a release may have"), limit);

  set_not_read (error, path, reason, _("Check that it is the file you mean."));
}

static gboolean
check_readable (const struct stat *status,
                const char        *path,
                GError           **error)
{
  if (!S_ISREG (status->st_mode))
    {
      set_not_read (error, path, not_regular (status->st_mode), _("Name a file that holds a release."));
      return FALSE;
    }
  if (status->st_size > LIFT_GATE_MAX_BYTES)
    {
      set_too_large (error, path);
      return FALSE;
    }
  return TRUE;
}

static GBytes *
read_descriptor (int           fd,
                 const char   *path,
                 gsize         size,
                 GCancellable *cancellable,
                 int          *code,
                 GError      **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (size + 1);
  guint8 block[32768];
  gssize n;

  while ((n = read (fd, block, sizeof block)) != 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (n < 0)
        {
          if (errno == EINTR)
            continue;
          *code = errno;
          set_not_read_code (error, path, errno);
          return NULL;
        }
      g_byte_array_append (bytes, block, n);
      if (bytes->len > LIFT_GATE_MAX_BYTES)
        {
          set_too_large (error, path);
          return NULL;
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * lift_file_read:
 * @folder: an open folder, or AT_FDCWD
 * @name: the file's name, relative to @folder; a link only with AT_FDCWD
 * @path: what messages call it
 * @seen: (out): the state of the file whose bytes were read
 * @code: (out): the errno of what failed to be looked at, opened or read, else 0
 *
 * Reads a whole regular file of at most %LIFT_GATE_MAX_BYTES. Anything else is refused before it is opened, so that a pipe or device never
 * blocks or wakes up.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with %LIFT_ERROR_DOCUMENT or %G_IO_ERROR_CANCELLED
 */
GBytes *
lift_file_read (int           folder,
                const char   *name,
                const char   *path,
                struct stat  *seen,
                GCancellable *cancellable,
                int          *code,
                GError      **error)
{
  gboolean follow = folder == AT_FDCWD;
  GBytes *bytes = NULL;
  int fd;

  *code = 0;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (fstatat (folder, name, seen, follow ? 0 : AT_SYMLINK_NOFOLLOW) != 0)
    {
      *code = errno;
      set_not_read_code (error, path, errno);
      return NULL;
    }
  if (!check_readable (seen, path, error))
    return NULL;

  fd = openat (folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
  if (fd < 0 || fstat (fd, seen) != 0)
    {
      *code = errno;
      set_not_read_code (error, path, errno);
    }
  else if (check_readable (seen, path, error))
    {
      bytes = read_descriptor (fd, path, seen->st_size, cancellable, code, error);
    }
  if (fd >= 0)
    close (fd);
  return bytes;
}

/**
 * lift_place_read:
 * @place: a place
 * @seen: (out): the state of the file, for lift_place_put ()
 * @code: (out): ENOENT if there is no file, else 0 or another errno
 *
 * Reads what stands in @place now.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with %LIFT_ERROR_DOCUMENT
 */
GBytes *
lift_place_read (LiftPlace   *place,
                 struct stat *seen,
                 int         *code,
                 GError     **error)
{
  return lift_file_read (place->folder, place->base, place->path, seen, NULL, code, error);
}

