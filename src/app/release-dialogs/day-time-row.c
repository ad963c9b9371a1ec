/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/moment.h"
#include "day-time-row.h"
#include "moment-text.h"

#define PROPOSED "17:00"

struct _LiftDayTimeRow
{
  AdwEntryRow  parent_instance;

  GtkWidget   *as_release;
  char        *base;      /* as it was set */
  int          base_minutes;
  gboolean     touched, proposed, following;
};

G_DEFINE_FINAL_TYPE (LiftDayTimeRow, lift_day_time_row, ADW_TYPE_ENTRY_ROW)

static gboolean
is_empty (LiftDayTimeRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));

  return *text == '\0';
}

static void
changed_cb (LiftDayTimeRow *self)
{
  gtk_widget_set_visible (self->as_release, !is_empty (self));
  if (self->following)
    return;
  self->touched = TRUE;
  self->proposed = FALSE;
}

static void
as_release_cb (LiftDayTimeRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self), "");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
lift_day_time_row_finalize (GObject *object)
{
  g_free (LIFT_DAY_TIME_ROW (object)->base);

  G_OBJECT_CLASS (lift_day_time_row_parent_class)->finalize (object);
}

static void
lift_day_time_row_class_init (LiftDayTimeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_day_time_row_finalize;
}

static void
lift_day_time_row_init (LiftDayTimeRow *self)
{
  self->as_release = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_valign (self->as_release, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->as_release, FALSE);
  gtk_widget_add_css_class (self->as_release, "flat");
  /* Translators: deadlines are at the same time of day as the release */
  gtk_widget_set_tooltip_text (self->as_release, _("As the Release"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->as_release), GTK_ACCESSIBLE_PROPERTY_LABEL, _("As the Release"), -1);
  g_signal_connect_swapped (self->as_release, "clicked", G_CALLBACK (as_release_cb), self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->as_release);
  /* An empty box would still have its spacing, and move the pencil. */
  g_object_bind_property (self->as_release, "visible", gtk_widget_get_parent (self->as_release), "visible", G_BINDING_SYNC_CREATE);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self), TRUE);
  /* Translators: at which time of day deadlines are that are days or weeks away from the release */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Day and _week deadlines at"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

GtkWidget *
lift_day_time_row_new (void)
{
  return g_object_new (LIFT_TYPE_DAY_TIME_ROW, NULL);
}

void
lift_day_time_row_set (LiftDayTimeRow *self,
                       const char     *day_time,
                       int             release_minutes)
{
  g_free (self->base);
  self->base = g_strdup (day_time != NULL ? day_time : "");
  self->base_minutes = release_minutes;
  self->touched = *self->base != '\0';
  self->following = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), self->base);
  self->following = FALSE;
  lift_day_time_row_follow (self, release_minutes);
}

/* The time that a release has already is no reason to propose anything. */
void
lift_day_time_row_follow (LiftDayTimeRow *self,
                          int             release_minutes)
{
  gboolean night = lift_local_is_night (&(LiftLocal) { .hour = release_minutes / 60 });

  if (!self->touched)
    {
      self->proposed = night && release_minutes != self->base_minutes;
      self->following = TRUE;
      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), self->proposed ? PROPOSED : "") != 0)
        gtk_editable_set_text (GTK_EDITABLE (self), self->proposed ? PROPOSED : "");
      self->following = FALSE;
    }
}

gboolean
lift_day_time_row_get (LiftDayTimeRow  *self,
                       char           **day_time)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  LiftTimeText time;

  *day_time = NULL;
  if (*text == '\0')
    *day_time = g_strdup ("");
  else if (lift_time_text_parse (text, &time) && time.end < 0 && !time.has_length)
    *day_time = g_strdup_printf ("%02d:%02d", time.start / 60, time.start % 60);
  return *day_time != NULL;
}

gboolean
lift_day_time_row_get_proposed (LiftDayTimeRow *self)
{
  return self->proposed;
}
