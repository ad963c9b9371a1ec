/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/moment.h"
#include "instant-row.h"
#include "release-dialogs/field-note.h"

#define KEY "lift-instant"

typedef struct
{
  GTimeZone *zone;
  gint64     at;   /* as it was given */
  char      *text; /* how that reads */
} Given;

static void
given_free (Given *given)
{
  g_time_zone_unref (given->zone);
  g_free (given->text);
  g_free (given);
}

static char *
format_at (GTimeZone *zone,
           gint64     at)
{
  LiftLocal local;

  lift_zone_local (zone, at, &local, NULL, NULL);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", local.year, local.month, local.day, local.hour, local.minute);
}

static void
check (GtkWidget *row)
{
  gint64 at;

  lift_field_note_set (row, LIFT_NOTE_ERROR,
                       lift_instant_row_get (row, &at) ? NULL
                                                       : _("When it was is written as 2026-12-03 14:20: year, month, day, hour and minute."));
}

GtkWidget *
lift_instant_row_add (LiftForm   *form,
                      GtkWidget  *group,
                      const char *title,
                      GTimeZone  *zone,
                      gint64      at)
{
  Given *given = g_new0 (Given, 1);
  g_autofree char *name = NULL;
  const char *abbreviation;
  GtkWidget *row;

  given->zone = g_time_zone_ref (zone);
  given->at = at;
  given->text = format_at (zone, at);
  lift_zone_local (zone, at, NULL, NULL, &abbreviation);
  /* Translators: what a field asks for, such as “When”, and the abbreviation of the time zone in which it is to be told */
  name = g_strdup_printf (C_("field", "%1$s (%2$s)"), title, abbreviation);
  row = lift_form_add_entry (form, group, name, given->text);
  lift_field_note_add (row, group);
  g_object_set_data_full (G_OBJECT (row), KEY, given, (GDestroyNotify) given_free);
  g_signal_connect (row, "changed", G_CALLBACK (check), NULL);
  return row;
}

gboolean
lift_instant_row_get (GtkWidget *row,
                      gint64    *at)
{
  const Given *given = g_object_get_data (G_OBJECT (row), KEY);
  g_autofree char *text = g_strstrip (g_strdup (lift_form_text (row)));
  char *blank = strchr (text, ' ');
  LiftLocal local;

  *at = given->at;
  if (strcmp (text, given->text) == 0)
    return TRUE;
  if (blank != NULL)
    *blank = 'T';
  if (!lift_local_parse (text, &local))
    return FALSE;
  *at = lift_zone_resolve (given->zone, &local, NULL);
  return *at != LIFT_NO_INSTANT;
}
