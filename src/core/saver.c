/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "gate.h"
#include "saver.h"

/* With the dot, the random part and ".tmp" a temporary name stays below NAME_MAX (255). */
#define MAX_TEMP_STEM 200
#define TEMP_TRIES 64

struct _LiftPlace
{
  char *path;  /* as the caller named it: for messages */
  char *base;  /* the final file's name, all links followed */
  int   folder;
};

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
    return _("it is a link that leads to nothing");
  if (S_ISSOCK (mode))
    return _("it is a socket");
  return _("it is a device");
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
      set_not_saved (error, path, not_regular (S_IFLNK), _("Remove the link, or save it elsewhere."));
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
 * lift_place_lock:
 * @place: a place
 *
 * Waits until no other Liftoff saves in the folder of @place; the lock ends with @place. Each place has its own descriptor, so threads of
 * one process wait for one another like processes do, and a thread must not lock a second place of the same folder while it holds one.
 *
 * A file system may refuse the lock (flock of a folder). Then there is none, and what is left is the comparison that
 * lift_place_put () makes right before it renames.
 *
 * Returns: %FALSE with %LIFT_ERROR_NOT_SAVED if waiting failed
 */
gboolean
lift_place_lock (LiftPlace *place,
                 GError   **error)
{
  while (flock (place->folder, LOCK_EX) != 0)
    {
      if (errno == EINTR)
        continue;
      if (errno == ENOTSUP || errno == ENOSYS || errno == EINVAL || errno == EBADF || errno == ENOLCK || errno == EACCES)
        return TRUE;
      set_not_saved_code (error, place->path, errno);
      return FALSE;
    }
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
 * @name: the file's name, relative to @folder
 * @path: what messages call it
 * @seen: (out): the state of the file whose bytes were read
 * @code: (out): the errno of what failed to be looked at or opened, else 0
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
  GBytes *bytes = NULL;
  int fd;

  *code = 0;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (fstatat (folder, name, seen, 0) != 0)
    {
      *code = errno;
      set_not_read_code (error, path, errno);
      return NULL;
    }
  if (!check_readable (seen, path, error))
    return NULL;

  fd = openat (folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, seen) != 0)
    {
      *code = errno;
      set_not_read_code (error, path, errno);
    }
  else if (check_readable (seen, path, error))
    {
      bytes = read_descriptor (fd, path, seen->st_size, cancellable, error);
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

/**
 * lift_place_look:
 * @place: a place
 * @status: (out): the state of the file that stands there; all zero if none does
 */
void
lift_place_look (LiftPlace   *place,
                 struct stat *status)
{
  if (fstatat (place->folder, place->base, status, AT_SYMLINK_NOFOLLOW) != 0)
    memset (status, 0, sizeof *status);
}

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

/* Rights only ever narrow: where the group cannot be kept, the new group gets no more than everybody has. */
static gboolean
keep_rights (int                fd,
             const struct stat *old)
{
  struct stat now;
  mode_t mode = old->st_mode & 0777;

  if (fstat (fd, &now) != 0)
    return FALSE;
  if ((now.st_uid != old->st_uid || now.st_gid != old->st_gid)
      && fchown (fd, old->st_uid, old->st_gid) != 0
      && now.st_gid != old->st_gid
      && fchown (fd, (uid_t) -1, old->st_gid) != 0)
    mode = (mode & 0707) | ((mode & 0007) << 3);

  if (fchmod (fd, mode) == 0)
    return TRUE;
  return errno == EPERM || errno == ENOTSUP || errno == ENOSYS;
}

static int
open_temp (LiftPlace *place,
           mode_t     mode,
           char     **name)
{
  int i;

  for (i = 0; i < TEMP_TRIES; i++)
    {
      g_autofree char *temp = NULL;
      guint64 random;
      int fd;

      if (getrandom (&random, sizeof random, 0) != sizeof random)
        return -1;
      temp = g_strdup_printf (".%.*s.%016" G_GINT64_MODIFIER "x.tmp", MAX_TEMP_STEM, place->base, random);
      fd = openat (place->folder, temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
      if (fd >= 0)
        {
          *name = g_steal_pointer (&temp);
          return fd;
        }
      if (errno != EEXIST && errno != EINTR)
        return -1;
    }
  return -1;
}

/* A file with all of @bytes on the disk, under a name of its own; 0 or an errno. */
static int
write_temp (LiftPlace         *place,
            GBytes            *bytes,
            const struct stat *old,
            char             **name)
{
  int code = 0;
  int fd = open_temp (place, old != NULL ? 0600 : 0666, name);

  if (fd < 0)
    return errno;
  if ((old != NULL && !keep_rights (fd, old)) || !lift_write_all (fd, bytes) || fsync (fd) != 0)
    code = errno;
  if (close (fd) != 0 && code == 0 && errno != EINTR)
    code = errno;
  return code;
}

static gboolean
same_state (const struct stat *a,
            const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Gives @temp its final name, never over another file; 0 or an errno. */
static int
name_new (LiftPlace  *place,
          const char *temp)
{
  if (renameat2 (place->folder, temp, place->folder, place->base, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return errno;
  if (linkat (place->folder, temp, place->folder, place->base, 0) != 0)
    return errno;
  unlinkat (place->folder, temp, 0);
  return 0;
}

static int
name_over (LiftPlace         *place,
           const char        *temp,
           const struct stat *seen)
{
  struct stat now;

  if (seen != NULL
      && (fstatat (place->folder, place->base, &now, AT_SYMLINK_NOFOLLOW) != 0 || !same_state (&now, seen)))
    return ESTALE;
  return renameat (place->folder, temp, place->folder, place->base) == 0 ? 0 : errno;
}

/**
 * lift_place_put:
 * @place: a place
 * @bytes: what the file is to hold
 * @replace: whether a file may stand there already
 * @seen: (nullable): the state of the file that @bytes take into account; with @replace only
 * @code: (out): the errno of a failure; EEXIST: a file is there and @replace is %FALSE; ESTALE: the file is no longer as @seen
 *
 * Writes a new file beside the old one, confirms it on the disk, and only then gives it the old one's name; so at each moment the file is
 * either the old or the new one. Mode and, where possible, group and owner of the old file are kept; a new file has mode 0666 less the
 * umask. Only a regular file that may be written is replaced. After a failure nothing is left behind, and a failed fsync is never repeated
 * on the same file: the next call writes a fresh one.
 *
 * Returns: what became of it; the error is %LIFT_ERROR_NOT_SAVED unless all is well. %LIFT_SAVED_NOT_DURABLE: the new file is in place, but the
 *   folder's fsync failed
 */
LiftSaveResult
lift_place_put (LiftPlace         *place,
                GBytes            *bytes,
                gboolean           replace,
                const struct stat *seen,
                int               *code,
                GError           **error)
{
  g_autofree char *temp = NULL;
  struct stat old;
  gboolean exists;

  exists = fstatat (place->folder, place->base, &old, AT_SYMLINK_NOFOLLOW) == 0;
  *code = exists || errno == ENOENT ? 0 : errno;
  if (exists && !replace)
    {
      *code = EEXIST;
      return lift_place_refuse (place, error, _("a file of this name exists"), _("Choose another name, or ask for it to be replaced."));
    }
  if (exists && !S_ISREG (old.st_mode))
    return lift_place_refuse (place, error, not_regular (old.st_mode), _("Choose another name."));
  if (exists && faccessat (place->folder, place->base, W_OK, AT_EACCESS) != 0)
    *code = errno;

  if (*code == 0)
    *code = write_temp (place, bytes, exists ? &old : NULL, &temp);
  if (*code == 0)
    *code = replace ? name_over (place, temp, seen) : name_new (place, temp);
  if (*code != 0)
    {
      if (temp != NULL)
        unlinkat (place->folder, temp, 0);
      set_not_saved_code (error, place->path, *code);
      return LIFT_NOT_SAVED;
    }

  if (fsync (place->folder) != 0)
    {
      g_autofree char *shown = g_filename_display_name (place->path);

      *code = errno;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED,
                   _("“%s” was saved, but the disk did not confirm it: %s. Save again, and keep a copy elsewhere until it does."),
                   shown, g_strerror (*code));
      return LIFT_SAVED_NOT_DURABLE;
    }
  return LIFT_SAVED;
}
