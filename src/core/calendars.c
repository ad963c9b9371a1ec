/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "calendars.h"

/**
 * lift_calendars_default_folder:
 *
 * Returns: (transfer full) (type filename): `$XDG_DATA_HOME/liftoff/calendars`, which need not exist
 */
char *
lift_calendars_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "liftoff", "calendars", NULL);
}

/* A folder that may not be entered holds nothing: whoever makes a release elsewhere need not have it. */
static gboolean
is_missing (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) != 0;
}

/* The lists of one kind, joined; NULL without an error if there is none. */
static char *
load_kind (const char       *folder,
           const char       *name,
           LiftPeriodsKind   kind,
           GTimeZone        *zone,
           gint64            from,
           gint64            until,
           guint            *n_left_out,
           GError          **error)
{
  static const char *const endings[] = { ".txt", ".ics" };
  g_autoptr (GString) joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *basename = g_strconcat (name, endings[i], NULL);
      g_autofree char *path = g_build_filename (folder, basename, NULL);
      g_autofree char *list = NULL;
      guint left_out;

      if (is_missing (path))
        continue;
      list = lift_periods_load (path, kind, zone, from, until, &left_out, error);
      if (list == NULL)
        return NULL;
      *n_left_out += left_out;
      if (joined == NULL)
        joined = g_string_new (list);
      else
        g_string_append_printf (joined, "%s%s", joined->len > 0 && joined->str[joined->len - 1] != '\n' ? "\n" : "", list);
    }
  return joined != NULL ? g_string_free (g_steal_pointer (&joined), FALSE) : NULL;
}

/**
 * lift_calendars_load:
 * @folder: (nullable) (type filename): where the lists stand; %NULL for lift_calendars_default_folder(). It may be missing, or not be ours to enter
 * @zone: the zone whose wall clocks the lists will mean
 * @from: as in lift_periods_from_ics()
 * @until: as in lift_periods_from_ics()
 * @lists: (inout): what there is already stays, and its files are not read; the rest is read
 * @error: LIFT_ERROR_ARGUMENT, naming the file, and in a list the line
 *
 * Reads what a person has for all releases. Where there is a list and a calendar of one kind they are joined; where there is neither, the list is %NULL.
 *
 * Returns: whether all that is there could be read; @lists is to be cleared either way
 */
gboolean
lift_calendars_load (const char         *folder,
                     GTimeZone          *zone,
                     gint64              from,
                     gint64              until,
                     LiftCalendarLists  *lists,
                     GError            **error)
{
  g_autofree char *default_folder = folder == NULL ? lift_calendars_default_folder () : NULL;
  const struct
  {
    const char      *name;
    LiftPeriodsKind  kind;
    char           **list;
  } kinds[] = {
    { "holidays", LIFT_PERIODS_DAYS, &lists->holidays },
    { "windows", LIFT_PERIODS_ANY, &lists->windows },
    { "freezes", LIFT_PERIODS_ANY, &lists->freezes },
  };

  g_return_val_if_fail (zone != NULL && lists != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (*kinds[i].list != NULL)
        continue;
      *kinds[i].list = load_kind (folder != NULL ? folder : default_folder, kinds[i].name, kinds[i].kind, zone, from, until, &lists->n_left_out,
                                  &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * lift_calendar_lists_clear:
 * @lists: lists
 *
 * Frees what @lists holds and sets it to zero; lists that are zero may be cleared too.
 */
void
lift_calendar_lists_clear (LiftCalendarLists *lists)
{
  g_return_if_fail (lists != NULL);

  g_free (lists->holidays);
  g_free (lists->windows);
  g_free (lists->freezes);
  memset (lists, 0, sizeof *lists);
}
