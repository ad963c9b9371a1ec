/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#include "core/workday.h"
#include "weekend-row.h"
#include "widgets/wrap-box.h"

struct _LiftWeekendRow
{
  AdwBin     parent_instance;

  GtkWidget *days[8]; /* by the day of the week, 1 for Monday */
};

G_DEFINE_FINAL_TYPE (LiftWeekendRow, lift_weekend_row, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* As the libc knows it; it counts from Sunday, or from Monday in locales that say so. */
static int
first_weekday (void)
{
#ifdef __GLIBC__
  union
  {
    char        *string;
    unsigned int word;
  } first_day = { .string = nl_langinfo (_NL_TIME_WEEK_1STDAY) };
  int first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY)[0] - 1;

  /* 19971130 is a Sunday, 19971201 a Monday. */
  return (first + (first_day.word == 19971201 ? 0 : 6)) % 7 + 1;
#else
  return 1;
#endif
}

/* “Mon”, in the language of the person */
static char *
dup_short_name (int weekday)
{
  g_autoptr(GDateTime) day = g_date_time_new_utc (2026, 11, 22 + weekday, 12, 0, 0); /* the 23rd is a Monday */

  return g_date_time_format (day, "%a");
}

static void
changed_cb (LiftWeekendRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lift_weekend_row_class_init (LiftWeekendRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", LIFT_TYPE_WEEKEND_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_weekend_row_init (LiftWeekendRow *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = lift_wrap_box_new (6);
  int first = first_weekday ();

  for (int i = 0; i < 7; i++)
    {
      int weekday = (first - 1 + i) % 7 + 1;
      g_autofree char *name = dup_short_name (weekday);
      GtkWidget *day = gtk_toggle_button_new_with_label (name);

      gtk_accessible_update_property (GTK_ACCESSIBLE (day), GTK_ACCESSIBLE_PROPERTY_LABEL, lift_weekday_label (weekday), -1);
      gtk_widget_set_tooltip_text (day, lift_weekday_label (weekday));
      gtk_widget_add_css_class (day, "weekday");
      g_signal_connect_swapped (day, "toggled", G_CALLBACK (changed_cb), self);
      lift_wrap_box_append (LIFT_WRAP_BOX (box), day);
      self->days[weekday] = day;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Days Off Each Week"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  adw_bin_set_child (ADW_BIN (self), group);
}

GtkWidget *
lift_weekend_row_new (void)
{
  return g_object_new (LIFT_TYPE_WEEKEND_ROW, NULL);
}

void
lift_weekend_row_set_days (LiftWeekendRow *self,
                           guint           days)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->days[weekday]), (days >> weekday & 1) != 0);
}

guint
lift_weekend_row_get_days (LiftWeekendRow *self)
{
  guint days = 0;

  for (int weekday = 1; weekday <= 7; weekday++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->days[weekday])))
      days |= 1u << weekday;
  return days;
}
