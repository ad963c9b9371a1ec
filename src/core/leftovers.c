/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "leftovers.h"
#include "saver.h"

/* Longer than any save takes, and than the clocks of two machines on one folder differ. */
#define DEAD_SECONDS 600
/* More than kills ever leave; what somebody planted beyond that waits for the next save. */
#define MAX_TAKEN 64
#define RANDOM 16

static void
leftover_free (gpointer data)
{
  LiftLeftover *leftover = data;

  g_clear_pointer (&leftover->bytes, g_bytes_unref);
  g_free (leftover->name);
  g_free (leftover->sum);
  g_free (leftover);
}

static gboolean
is_hex (const char *text,
        gsize       length)
{
  return strspn (text, "0123456789abcdef") >= length;
}

/* The sum in @name, if that is the name of a temporary whose stem is @stem; else NULL. */
static const char *
find_sum (const char *name,
          const char *stem)
{
  const char *rest;

  if (!g_str_has_prefix (name, stem))
    return NULL;
  rest = name + strlen (stem);
  if (strlen (rest) != RANDOM + 1 + LIFT_TEMP_SUM + strlen (LIFT_TEMP_END))
    return NULL;
  if (!is_hex (rest, RANDOM) || rest[RANDOM] != '-' || !is_hex (rest + RANDOM + 1, LIFT_TEMP_SUM) || !g_str_has_suffix (rest, LIFT_TEMP_END))
    return NULL;
  return rest + RANDOM + 1;
}

/* The names of all temporaries of @place: all first, as they get other names. */
static GPtrArray *
list_names (LiftPlace *place)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *stem = lift_temp_dup_stem (place->base);
  int fd = openat (place->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  if (dir == NULL && fd >= 0)
    close (fd);
  while (dir != NULL && names->len < MAX_TAKEN && (entry = readdir (dir)) != NULL)
    if (find_sum (entry->d_name, stem) != NULL)
      g_ptr_array_add (names, g_strdup (entry->d_name));
  if (dir != NULL)
    closedir (dir);
  return names;
}

static gboolean
is_dead (LiftPlace  *place,
         const char *name)
{
  struct stat status;

  if (fstatat (place->folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (status.st_mode))
    return FALSE;
  /* Its age goes by the clock that stamped it, the kernel's, never by a time that is given. */
  return place->lock == LIFT_LOCK_HELD || status.st_ctim.tv_sec + DEAD_SECONDS < time (NULL);
}

/* From now on it is this process's, whoever else may know the old name. */
static char *
claim (LiftPlace  *place,
       const char *name,
       const char *sum)
{
  g_autofree char *claimed = lift_temp_dup_name (place->base, sum);

  if (claimed == NULL || renameat (place->folder, name, place->folder, claimed) != 0)
    return NULL;
  return g_steal_pointer (&claimed);
}

static LiftLeftover *
take (LiftPlace  *place,
      const char *name)
{
  LiftLeftover *leftover = g_new0 (LiftLeftover, 1);
  g_autofree char *stem = lift_temp_dup_stem (place->base);
  struct stat seen;
  int code;

  leftover->sum = g_strndup (find_sum (name, stem), LIFT_TEMP_SUM);
  leftover->name = claim (place, name, leftover->sum);
  if (leftover->name != NULL)
    leftover->bytes = lift_file_read (place->folder, leftover->name, place->path, &seen, NULL, &code, NULL);
  if (leftover->bytes != NULL)
    return leftover;
  leftover_free (leftover);
  return NULL;
}

/**
 * lift_leftovers_take:
 * @place: a place that one has tried to lock
 *
 * Takes the temporaries that belong to the file in @place and whose writer is dead. Each is one of two things. Killed before the exchange, a writer
 * leaves what it was about to save, perhaps torn, and has claimed nothing of it. Killed after it, a writer leaves what came out: the version that it
 * replaced, or, if another program had been faster, perhaps the only copy of that one's work.
 *
 * Who saves holds the lock of the folder meanwhile. So under the lock a temporary is left behind, but for those of writers that went on without it because
 * it was held for too long. Where there are no locks a temporary is taken for left behind when nothing happened to it for ten minutes. Both may be wrong of
 * a writer that was stopped, therefore what is taken gets a new name before it is read: its writer then finds it gone, which it takes for a change by
 * somebody else, and looks again. So nothing is removed but what was read under a name that only this process knows.
 *
 * Without the lock though the file system has one nothing is taken, and what cannot be renamed or read is left alone: it may belong to somebody else.
 *
 * Returns: (transfer full) (element-type LiftLeftover): what was taken; it has new names and has to be looked after, or the next save does
 */
GPtrArray *
lift_leftovers_take (LiftPlace *place)
{
  GPtrArray *leftovers = g_ptr_array_new_with_free_func (leftover_free);
  g_autoptr (GPtrArray) names = NULL;
  guint i;

  if (place->lock != LIFT_LOCK_HELD && place->lock != LIFT_LOCK_UNSUPPORTED)
    return leftovers;
  names = list_names (place);
  for (i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      LiftLeftover *leftover = is_dead (place, name) ? take (place, name) : NULL;

      if (leftover != NULL)
        g_ptr_array_add (leftovers, leftover);
    }
  return leftovers;
}

/**
 * lift_leftovers_exist:
 * @place: a place
 *
 * Returns: whether there are temporaries that belong to the file in @place; of a kill, or of a save that is under way
 */
gboolean
lift_leftovers_exist (LiftPlace *place)
{
  g_autoptr (GPtrArray) names = list_names (place);

  return names->len > 0;
}

/**
 * lift_leftover_is_spent:
 * @leftover: a leftover
 * @there: (nullable): what the file in the place holds
 *
 * Returns: whether nothing is lost with it: it is empty, the same stands there, or it is the version that was expected to come out when another took its
 *   place, which was made from it
 */
gboolean
lift_leftover_is_spent (LiftLeftover *leftover,
                        GBytes       *there)
{
  g_autofree char *sum = NULL;

  if (g_bytes_get_size (leftover->bytes) == 0 || (there != NULL && g_bytes_equal (leftover->bytes, there)))
    return TRUE;
  sum = lift_temp_dup_sum (leftover->bytes);
  return strcmp (sum, leftover->sum) == 0;
}

/**
 * lift_leftovers_remove:
 * @place: a place
 * @leftovers: (element-type LiftLeftover): what is contained in what stands there, durably, or is worth nothing
 */
void
lift_leftovers_remove (LiftPlace *place,
                       GPtrArray *leftovers)
{
  guint i;

  for (i = 0; i < leftovers->len; i++)
    {
      LiftLeftover *leftover = g_ptr_array_index (leftovers, i);

      if (leftover->name != NULL)
        unlinkat (place->folder, leftover->name, 0);
    }
}

/**
 * lift_leftover_set_aside:
 * @place: a place
 * @leftover: what can neither be merged nor thrown away
 * @aside: a folder; made, for the user alone, if it is missing
 *
 * Moves @leftover to @aside, under the name of the file and a number of its own. If that fails it stays where it is.
 */
void
lift_leftover_set_aside (LiftPlace    *place,
                         LiftLeftover *leftover,
                         const char   *aside)
{
  g_autofree char *base = g_strdup (leftover->name + 1);
  g_autofree char *path = NULL;
  g_autoptr (LiftPlace) there = NULL;
  int code;

  base[strlen (base) - strlen (LIFT_TEMP_END)] = '\0';
  path = g_build_filename (aside, base, NULL);
  if (!lift_folder_make (aside) || (there = lift_place_open (path, NULL)) == NULL)
    return;
  if (lift_place_put (there, leftover->bytes, FALSE, &code, NULL) == LIFT_SAVED && unlinkat (place->folder, leftover->name, 0) == 0)
    g_clear_pointer (&leftover->name, g_free);
}
