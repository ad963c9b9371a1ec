/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

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
