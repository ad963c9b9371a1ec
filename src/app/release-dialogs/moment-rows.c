/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "day-time-row.h"
#include "field-note.h"
#include "moment-rows.h"
#include "moment-text.h"
#include "session/clock.h"
#include "zone-row.h"

struct _LiftMomentRows
{
  AdwBin         parent_instance;

  LiftMomentKind kind;
  GtkWidget     *group;
  GtkWidget     *date;
  GtkWidget     *time;
  GtkWidget     *zone;
  GtkWidget     *day_time;    /* NULL: a phase has none */
  GtkWidget     *calendar;
  GtkWidget     *popover;
  char          *window;      /* as it was set */
  gboolean       settling;
};

G_DEFINE_FINAL_TYPE (LiftMomentRows, lift_moment_rows, ADW_TYPE_BIN)

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static GTimeZone *
get_zone (LiftMomentRows *self)
{
  const char *name = lift_zone_row_get_zone (LIFT_ZONE_ROW (self->zone));

  return name != NULL ? lift_zone_get (name, NULL) : NULL;
}

static void
get_today (LiftMomentRows *self,
           LiftLocal      *today)
{
  GTimeZone *zone = get_zone (self);

  lift_zone_local (zone != NULL ? zone : lift_zone_get ("UTC", NULL), lift_clock_now (), today, NULL, NULL);
}

/* Whether there is a date; @valid: it is one, or may be left out. */
static gboolean
read_date (LiftMomentRows *self,
           LiftLocal      *date,
           gboolean       *valid)
{
  g_autofree char *text = dup_text (self->date);
  LiftLocal today;

  if (*text == '\0')
    {
      *valid = self->kind != LIFT_MOMENT_OF_PHASE;
      return FALSE;
    }
  get_today (self, &today);
  *valid = lift_date_text_parse (text, lift_date_order (), &today, date);
  return *valid;
}

/* A phase has no window. */
static gboolean
read_time (LiftMomentRows *self,
           LiftTimeText   *time)
{
  g_autofree char *text = dup_text (self->time);

  return lift_time_text_parse (text, time) && (self->kind != LIFT_MOMENT_OF_PHASE || (time->end < 0 && !time->has_length));
}

static void
check_date (LiftMomentRows *self,
            gboolean        has_date,
            gboolean        valid)
{
  if (has_date)
    lift_field_note_set (self->date, LIFT_NOTE_HINT, NULL);
  else if (!valid && *gtk_editable_get_text (GTK_EDITABLE (self->date)) != '\0')
    {
      LiftLocal today;
      g_autofree char *example = NULL;
      g_autofree char *text = NULL;

      get_today (self, &today);
      example = lift_words_local_date (&today);
      /* Translators: %1$s is a date like 2026-12-09, %2$s the same as “Wed 9 Dec 2026” */
      text = g_strdup_printf (_("Not a date: write it like %1$04d-%2$02d-%3$02d or %4$s"), today.year, today.month, today.day, example);
      lift_field_note_set (self->date, LIFT_NOTE_ERROR, text);
    }
  else if (valid && self->kind == LIFT_MOMENT_OF_DEPLOYMENT)
    lift_field_note_set (self->date, LIFT_NOTE_HINT, NULL);
  else if (valid)
    lift_field_note_set (self->date, LIFT_NOTE_HINT, _("No moment yet: the deadlines follow once there is a date"));
  else
    lift_field_note_set (self->date, LIFT_NOTE_HINT, _("Needed"));
}

static void
check_time (LiftMomentRows *self,
            gboolean        valid)
{
  if (valid)
    lift_field_note_set (self->time, LIFT_NOTE_HINT, NULL);
  else if (self->kind != LIFT_MOMENT_OF_PHASE)
    lift_field_note_set (self->time, LIFT_NOTE_ERROR, _("Not a time: write it like 10:00, 10:00–12:00 or 10:00 + 26 h"));
  else
    lift_field_note_set (self->time, LIFT_NOTE_ERROR, _("Not a time: write it like 10:00"));
}

static void
check_day_time (LiftMomentRows     *self,
                const LiftTimeText *time)
{
  LiftDayTimeRow *row = LIFT_DAY_TIME_ROW (self->day_time);
  g_autofree char *day_time = NULL;

  if (time != NULL)
    {
      self->settling = TRUE;
      lift_day_time_row_follow (row, time->start);
      self->settling = FALSE;
    }
  if (!lift_day_time_row_get (row, &day_time))
    lift_field_note_set (self->day_time, LIFT_NOTE_ERROR, _("Not a time: write it like 17:00"));
  else if (*day_time == '\0' && time != NULL)
    {
      /* Translators: deadlines that are days or weeks away from the release have its time of day, which is %02d:%02d */
      g_autofree char *text = g_strdup_printf (_("As the release, %02d:%02d"), time->start / 60, time->start % 60);

      lift_field_note_set (self->day_time, LIFT_NOTE_HINT, text);
    }
  else
    /* Translators: why a time of day stands there that nobody typed */
    lift_field_note_set (self->day_time, LIFT_NOTE_HINT, lift_day_time_row_get_proposed (row) ? _("Proposed because the release is at night") : NULL);
}

static void
changed_cb (LiftMomentRows *self)
{
  g_autoptr(GError) error = NULL;
  LiftTimeText time;
  LiftLocal date;
  const char *name = lift_zone_row_get_zone (LIFT_ZONE_ROW (self->zone));
  gboolean valid, has_date, has_time;
  gint64 day = LIFT_NO_INSTANT;
  GTimeZone *zone = get_zone (self);

  if (self->settling)
    return;

  has_date = read_date (self, &date, &valid);
  has_time = read_time (self, &time);
  check_date (self, has_date, valid);
  check_time (self, has_time);
  if (self->day_time != NULL)
    check_day_time (self, has_time ? &time : NULL);

  if (has_date)
    {
      date.hour = has_time ? time.start / 60 : 12;
      date.minute = has_time ? time.start % 60 : 0;
      day = lift_zone_resolve (zone != NULL ? zone : lift_zone_get ("UTC", NULL), &date, NULL);
    }
  lift_zone_row_set_day (LIFT_ZONE_ROW (self->zone), day);
  if (name != NULL && lift_zone_get (name, &error) == NULL)
    lift_field_note_set (self->zone, LIFT_NOTE_ERROR, error->message);
  else
    lift_field_note_set (self->zone, LIFT_NOTE_HINT, NULL);

  g_signal_emit (self, signals[CHANGED], 0);
}

/* What was understood stands there once the person goes on. */
static void
date_left_cb (LiftMomentRows *self)
{
  g_autofree char *text = NULL;
  gboolean valid;
  LiftLocal date;

  if (!read_date (self, &date, &valid))
    return;
  text = lift_words_local_date (&date);
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->date))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->date), text);
}

static void
activated_cb (LiftMomentRows *self)
{
  date_left_cb (self);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* The calendar */

static void
calendar_shown_cb (LiftMomentRows *self)
{
  g_autoptr(GDateTime) day = NULL;
  LiftLocal date;
  gboolean valid;

  if (!read_date (self, &date, &valid))
    get_today (self, &date);
  day = g_date_time_new_utc (date.year, date.month, date.day, 12, 0, 0);
  self->settling = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  self->settling = FALSE;
}

static void
day_selected_cb (LiftMomentRows *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *text = NULL;
  LiftLocal date = { 0 };

  if (self->settling)
    return;
  g_date_time_get_ymd (day, &date.year, &date.month, &date.day);
  text = lift_words_local_date (&date);
  gtk_editable_set_text (GTK_EDITABLE (self->date), text);
}

static void
no_moment_cb (LiftMomentRows *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->date), "");
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
calendar_button_new (LiftMomentRows *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->calendar = gtk_calendar_new ();
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  gtk_box_append (GTK_BOX (box), self->calendar);
  if (self->kind != LIFT_MOMENT_OF_PHASE)
    {
      GtkWidget *none = gtk_button_new_with_label (_("No Moment Yet"));

      gtk_widget_add_css_class (none, "flat");
      g_signal_connect_swapped (none, "clicked", G_CALLBACK (no_moment_cb), self);
      gtk_box_append (GTK_BOX (box), none);
    }

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (calendar_shown_cb), self);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Choose a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a Day"), -1);
  return button;
}

static GtkWidget *
add_entry (LiftMomentRows *self,
           const char     *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (row, "numeric");
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (activated_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  lift_field_note_add (row, self->group);
  return row;
}

static void
lift_moment_rows_finalize (GObject *object)
{
  LiftMomentRows *self = LIFT_MOMENT_ROWS (object);

  g_free (self->window);

  G_OBJECT_CLASS (lift_moment_rows_parent_class)->finalize (object);
}

static void
lift_moment_rows_class_init (LiftMomentRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_moment_rows_finalize;

  signals[CHANGED] = g_signal_new ("changed", LIFT_TYPE_MOMENT_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", LIFT_TYPE_MOMENT_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_moment_rows_init (LiftMomentRows *self)
{
  self->group = adw_preferences_group_new ();
  adw_bin_set_child (ADW_BIN (self), self->group);
}

GtkWidget *
lift_moment_rows_new (const char     *title,
                      LiftMomentKind  kind)
{
  LiftMomentRows *self = g_object_new (LIFT_TYPE_MOMENT_ROWS, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->kind = kind;
  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), title);

  self->date = add_entry (self, _("_Date"));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->date), calendar_button_new (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (date_left_cb), self);
  gtk_widget_add_controller (self->date, focus);
  self->time = add_entry (self, kind != LIFT_MOMENT_OF_PHASE ? _("T_ime and deployment window") : _("T_ime"));
  self->zone = lift_zone_row_new ();
  g_signal_connect_swapped (self->zone, "notify::zone", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->zone);
  lift_field_note_add (self->zone, self->group);
  gtk_widget_set_visible (self->zone, kind != LIFT_MOMENT_OF_DEPLOYMENT);
  if (kind == LIFT_MOMENT_OF_RELEASE)
    {
      self->day_time = lift_day_time_row_new ();
      g_signal_connect_swapped (self->day_time, "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (self->day_time, "entry-activated", G_CALLBACK (activated_cb), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->day_time);
      lift_field_note_add (self->day_time, self->group);
    }
  lift_moment_rows_set (self, NULL, lift_local_zone_name (), NULL, NULL);
  return GTK_WIDGET (self);
}

void
lift_moment_rows_set (LiftMomentRows *self,
                      const char     *local,
                      const char     *zone,
                      const char     *window,
                      const char     *day_time)
{
  LiftLocal start = { .hour = 10 };
  gboolean has_date = local != NULL && lift_local_parse (local, &start);
  g_autofree char *date = has_date ? lift_words_local_date (&start) : g_strdup ("");
  g_autofree char *time = NULL;

  self->settling = TRUE;
  g_free (self->window);
  self->window = g_strdup (window);
  if (zone != NULL)
    lift_zone_row_set_zone (LIFT_ZONE_ROW (self->zone), zone);
  if (self->kind == LIFT_MOMENT_OF_RELEASE || (self->kind == LIFT_MOMENT_OF_DEPLOYMENT && window != NULL))
    time = lift_time_text_format (&start, window, has_date ? get_zone (self) : NULL);
  else
    time = g_strdup_printf ("%02d:%02d", start.hour, start.minute);
  gtk_editable_set_text (GTK_EDITABLE (self->date), date);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
  if (self->day_time != NULL)
    lift_day_time_row_set (LIFT_DAY_TIME_ROW (self->day_time), day_time, start.hour * 60 + start.minute);
  self->settling = FALSE;
  changed_cb (self);
}

/* As it was, if it is as long; none for the usual length, and none for a deployment of which no end is told: it goes by the window of the release. */
static char *
dup_window (LiftMomentRows     *self,
            const LiftTimeText *time,
            const LiftLocal    *date)
{
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;
  LiftDuration length;

  if (self->kind == LIFT_MOMENT_OF_DEPLOYMENT && time->end < 0 && !time->has_length)
    return g_strdup ("");
  lift_time_text_length (time, date, get_zone (self), &length);
  text = lift_duration_format (&length);
  if (self->window != NULL && lift_duration_parse (self->window, &length))
    {
      before = lift_duration_format (&length);
      if (g_strcmp0 (before, text) == 0)
        return g_strdup (self->window);
    }
  return self->kind == LIFT_MOMENT_OF_DEPLOYMENT || g_strcmp0 (text, "PT2H") != 0 ? g_steal_pointer (&text) : g_strdup ("");
}

gboolean
lift_moment_rows_get (LiftMomentRows  *self,
                      char           **local,
                      const char     **zone,
                      char           **window,
                      char           **day_time)
{
  LiftTimeText time;
  LiftLocal date;
  gboolean valid;
  gboolean has_date = read_date (self, &date, &valid);

  g_autofree char *of_day = NULL;

  if (!valid || !read_time (self, &time) || get_zone (self) == NULL
      || (self->day_time != NULL && !lift_day_time_row_get (LIFT_DAY_TIME_ROW (self->day_time), &of_day)))
    return FALSE;

  *zone = lift_zone_row_get_zone (LIFT_ZONE_ROW (self->zone));
  if (day_time != NULL)
    *day_time = g_steal_pointer (&of_day);
  if (window != NULL)
    *window = dup_window (self, &time, has_date ? &date : NULL);
  date.hour = time.start / 60;
  date.minute = time.start % 60;
  *local = has_date ? lift_local_format (&date) : g_strdup ("");
  return TRUE;
}

GtkWidget *
lift_moment_rows_get_focus (LiftMomentRows *self)
{
  return self->date;
}
