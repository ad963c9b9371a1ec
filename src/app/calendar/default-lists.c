/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "core/error.h"
#include "default-lists.h"
#include "session/clock.h"

#define A_YEAR (366 * 86400)

static const char *const names[LIFT_N_LISTS] = { "holidays.txt", "windows.txt", "freezes.txt" };

const char *
lift_list_get (const LiftCalendarLists *lists,
               LiftListKind             kind)
{
  const char *const texts[LIFT_N_LISTS] = { lists->holidays, lists->windows, lists->freezes };

  return texts[kind];
}

LiftPeriodsKind
lift_list_periods_kind (LiftListKind kind)
{
  return kind == LIFT_LIST_HOLIDAYS ? LIFT_PERIODS_DAYS : LIFT_PERIODS_ANY;
}

void
lift_lists_horizon (gint64  now,
                    gint64 *from,
                    gint64 *until)
{
  *from = now - A_YEAR;
  *until = now + 3 * A_YEAR;
}

static gboolean
has_line (char       **lines,
          const char  *line)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (strcmp (g_strstrip (lines[i]), line) == 0)
      return TRUE;
  return FALSE;
}

char *
lift_lines_add (const char *list,
                const char *more,
                guint      *n)
{
  g_auto(GStrv) own = g_strsplit (list != NULL ? list : "", "\n", -1);
  g_auto(GStrv) others = g_strsplit (more != NULL ? more : "", "\n", -1);
  GString *all = g_string_new (list);

  *n = 0;
  g_strchomp (all->str);
  all->len = strlen (all->str);
  for (guint i = 0; others[i] != NULL; i++)
    {
      const char *line = g_strstrip (others[i]);

      if (lift_periods_are_empty (line) || has_line (own, line))
        continue;
      g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", line);
      (*n)++;
    }
  return g_string_free (all, FALSE);
}

gboolean
lift_default_lists_load (GTimeZone          *zone,
                         LiftCalendarLists  *lists,
                         GError            **error)
{
  gint64 from, until;

  lift_lists_horizon (lift_clock_now (), &from, &until);
  return lift_calendars_load (NULL, zone, from, until, lists, error);
}

static char *
dup_path (LiftListKind kind)
{
  g_autofree char *folder = lift_calendars_default_folder ();

  return g_build_filename (folder, names[kind], NULL);
}

char *
lift_default_list_read (LiftListKind   kind,
                        GError       **error)
{
  g_autofree char *path = dup_path (kind);
  g_autofree char *text = NULL;
  g_autoptr(GError) local_error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &local_error))
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_strdup ("");
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: is not valid UTF-8"), path);
      return NULL;
    }
  return g_strchomp (g_steal_pointer (&text));
}

LiftSaveResult
lift_default_list_write (LiftListKind   kind,
                         const char    *text,
                         GError       **error)
{
  g_autofree char *path = dup_path (kind);
  g_autofree char *folder = lift_calendars_default_folder ();
  g_autofree char *ended = g_strconcat (text, *text != '\0' ? "\n" : "", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (ended, strlen (ended));

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED, _("%s: the folder cannot be made: %s"), folder, g_strerror (errno));
      return LIFT_NOT_SAVED;
    }
  return lift_store_write_bytes (path, bytes, TRUE, error);
}
