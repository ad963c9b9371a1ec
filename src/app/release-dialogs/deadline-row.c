/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/intents.h"
#include "core/words.h"
#include "deadline-row.h"
#include "moment-notes.h"
#include "moment-text.h"
#include "widgets/notice.h"

/* The time where the person is, if the clock says something else there. */
static char *
dup_local_time (gint64     due,
                GTimeZone *zone,
                gint64     year)
{
  GTimeZone *here = lift_zone_get (lift_local_zone_name (), NULL);
  g_autofree char *text = NULL;
  LiftLocal there_local, here_local;
  gint32 offset, offset_here;
  const char *abbreviation;

  lift_zone_local (zone, due, &there_local, &offset, NULL);
  lift_zone_local (here, due, &here_local, &offset_here, &abbreviation);
  if (offset == offset_here)
    return NULL;
  if (there_local.day == here_local.day)
    text = lift_words_when (due, here, due, NULL);
  else
    text = lift_words_date_time (due, here, year, FALSE);
  /* Translators: a time, maybe with a date, and its time zone, where the reader is: “here 09:00 UTC” */
  return g_strdup_printf (_("here %s %s"), text, abbreviation);
}

/* What became of the deadline of @phase; NULL if there was none. */
static char *
dup_change (LiftNode *before,
            LiftNode *phase,
            gint64    due,
            gint64    year)
{
  LiftNode *old = lift_root_find (before, lift_node_get_id (phase), NULL);
  gint64 old_due = old != NULL ? lift_schedule_due (before, old, NULL) : LIFT_NO_INSTANT;
  gboolean pinned = lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL) != NULL;
  g_autofree char *text = NULL;

  if (old_due == due)
    {
      if (due == LIFT_NO_INSTANT)
        return NULL;
      return g_strdup (pinned ? _("Pinned, stays") : _("Stays"));
    }
  if (old_due == LIFT_NO_INSTANT)
    return g_strdup (_("Had no deadline"));
  text = lift_words_date_time (old_due, lift_schedule_phase_zone (before, old), year, TRUE);
  /* Translators: the old deadline, with its zone: “was Wed 9 Dec, 10:00 CET” */
  return g_strdup_printf (_("was %s"), text);
}

/* Shows a line and says it as a part of the whole. */
static void
say (GtkWidget  *box,
     GtkWidget  *line,
     const char *text,
     GString    *spoken)
{
  gtk_box_append (GTK_BOX (box), line);
  g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", text);
}

/* The first line says that the rule moved the deadline, the second one why. */
static void
say_rule (GtkWidget *box,
          LiftNode  *release,
          LiftNode  *phase,
          GString   *spoken)
{
  g_autofree char *words = lift_words_rule (release, phase);
  g_auto(GStrv) lines = g_strsplit (words, "\n", 2);
  GtkWidget *reasons;

  if (lines[0] == NULL)
    return;
  say (box, lift_warning_new (lines[0]), lines[0], spoken);
  reasons = lift_caption_new (lines[1], 0);
  gtk_widget_add_css_class (reasons, "below-warning");
  say (box, reasons, lines[1], spoken);
}

/* The date of the release is told with its year, the others with theirs where it is not that one. */
GtkWidget *
lift_deadline_row_new (LiftNode  *release,
                       LiftNode  *before,
                       LiftNode  *phase,
                       gint64     now,
                       GtkWidget *button)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "spacing", 10, NULL);
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *when = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GTimeZone *zone = lift_schedule_phase_zone (release, phase);
  gint64 moment = lift_schedule_moment (release);
  gint64 year = moment != LIFT_NO_INSTANT ? moment : now;
  g_autofree char *number = lift_number_of (release, lift_node_get_id (phase));
  g_autofree char *offset = lift_words_offset_long (lift_node_get_text (phase, LIFT_PHASE_OFFSET), lift_node_get_enum (phase, LIFT_PHASE_COUNTED));
  g_autofree char *warning = lift_deadline_warning (release, phase, now);
  g_auto(GStrv) warnings = warning != NULL ? g_strsplit (warning, "\n", -1) : NULL;
  g_autoptr(GString) spoken = g_string_new (NULL);
  g_autofree char *phase_title = lift_words_text (phase, LIFT_PHASE_TITLE);
  GtkWidget *number_label = lift_caption_new (number, 1);
  g_autofree char *change = NULL;
  LiftDue due;

  lift_schedule_reckon (release, phase, &due);
  if (before != NULL)
    change = dup_change (before, phase, due.instant, year);
  say (title, lift_words_label_new (phase_title, NULL, 0), phase_title, spoken);
  if (*offset != '\0')
    say (title, lift_caption_new (offset, 0), offset, spoken);
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    say (title, lift_warning_new (warnings[i]), warnings[i], spoken);
  say_rule (title, release, phase, spoken);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_wrap (GTK_LABEL (number_label), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (number_label), 2);
  gtk_widget_set_valign (number_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (number_label, "number");

  if (due.instant != LIFT_NO_INSTANT)
    {
      g_autofree char *date = lift_words_date_time (due.instant, zone, year, FALSE);
      g_autofree char *here = dup_local_time (due.instant, zone, year);
      const char *abbreviation;

      lift_zone_local (zone, due.instant, NULL, NULL, &abbreviation);
      say (when, lift_words_label_new (date, warning != NULL || due.moved ? "strong" : NULL, 1), date, spoken);
      say (when, lift_caption_new (abbreviation, 1), abbreviation, spoken);
      if (here != NULL)
        say (when, lift_caption_new (here, 1), here, spoken);
    }
  else if (*offset == '\0')
    say (when, lift_caption_new (_("No deadline"), 1), _("No deadline"), spoken);
  if (change != NULL)
    say (when, lift_caption_new (change, 1), change, spoken);

  if (button != NULL)
    {
      gtk_widget_set_halign (button, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (when), button);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  gtk_box_append (GTK_BOX (line), number_label);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), when);
  gtk_widget_add_css_class (line, "deadline");
  return line;
}
