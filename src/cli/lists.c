/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"

#define YEARS (G_GINT64_CONSTANT (3) * 366 * 86400) /* of a calendar that are taken over */

/* Reads the files of holidays, windows and freezes; an empty path is an empty list. @usual: where no file is given, those for all releases. Says how much of
 * calendars was left out. */
gboolean
cli_lists_read (const char *const   paths[3],
                GTimeZone          *zone,
                gint64              now,
                gboolean            usual,
                LiftCalendarLists  *lists,
                GError            **error)
{
  char **const read[3] = { &lists->holidays, &lists->windows, &lists->freezes };

  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    {
      guint left_out = 0;

      if (paths[i] == NULL)
        continue;
      if (*paths[i] == '\0')
        *read[i] = g_strdup ("");
      else
        *read[i] = lift_periods_load (paths[i], i == 0 ? LIFT_PERIODS_DAYS : LIFT_PERIODS_ANY, zone, now, now + YEARS, &left_out, error);
      if (*read[i] == NULL)
        return FALSE;
      lists->n_left_out += left_out;
    }
  if (usual && !lift_calendars_load (NULL, zone, now, now + YEARS, lists, error))
    return FALSE;

  if (lists->n_left_out > 0)
    cli_warn (ngettext ("%u entry of the calendars was left out, or in part: it is not of whole days, or repeats as a release cannot hold it",
                        "%u entries of the calendars were left out, or in part: they are not of whole days, or repeat as a release cannot hold them",
                        lists->n_left_out), lists->n_left_out);
  return TRUE;
}
