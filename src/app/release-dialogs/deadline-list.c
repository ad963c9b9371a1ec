/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/intents.h"
#include "core/schedule.h"
#include "core/words.h"
#include "deadline-list.h"
#include "moment-notes.h"
#include "moment-text.h"
#include "session/clock.h"

struct _LiftDeadlineList
{
  AdwBin     parent_instance;

  GtkWidget *count;
  GtkWidget *list;
  GtkWidget *notes;
};

G_DEFINE_FINAL_TYPE (LiftDeadlineList, lift_deadline_list, ADW_TYPE_BIN)

static GtkWidget *
label_new (const char *text,
           const char *class,
           float       xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_justify (GTK_LABEL (label), xalign > .5 ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
  gtk_widget_add_css_class (label, "numeric");
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
caption_new (const char *text,
             float       xalign)
{
  GtkWidget *label = label_new (text, "caption", xalign);

  gtk_widget_add_css_class (label, "quiet");
  return label;
}

static GtkWidget *
warning_new (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = label_new (text, "caption", 0);

  gtk_widget_add_css_class (icon, "warning");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "strong");
  gtk_widget_add_css_class (label, "warning");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

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

/* The date of the release is told with its year, the others with theirs where it is not that one. */
static GtkWidget *
row_new (LiftNode *release,
         LiftNode *before,
         LiftNode *phase,
         gint64    now)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *when = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GTimeZone *zone = lift_schedule_phase_zone (release, phase);
  gint64 due = lift_schedule_due (release, phase, NULL), moment = lift_schedule_moment (release);
  gint64 year = moment != LIFT_NO_INSTANT ? moment : now;
  g_autofree char *number = lift_number_of (release, lift_node_get_id (phase));
  g_autofree char *offset = lift_words_offset_long (lift_node_get_text (phase, LIFT_PHASE_OFFSET), lift_node_get_enum (phase, LIFT_PHASE_COUNTED));
  g_autofree char *change = before != NULL ? dup_change (before, phase, due, year) : NULL;
  g_autofree char *warning = lift_deadline_warning (release, phase, now);
  g_auto(GStrv) warnings = warning != NULL ? g_strsplit (warning, "\n", -1) : NULL;
  g_autoptr(GString) spoken = g_string_new (NULL);
  g_autofree char *phase_title = lift_words_text (phase, LIFT_PHASE_TITLE);
  GtkWidget *number_label = caption_new (number, 1);

  say (title, label_new (phase_title, NULL, 0), phase_title, spoken);
  if (*offset != '\0')
    say (title, caption_new (offset, 0), offset, spoken);
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    say (title, warning_new (warnings[i]), warnings[i], spoken);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_wrap (GTK_LABEL (number_label), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (number_label), 2);
  gtk_widget_set_valign (number_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (number_label, "number");

  if (due != LIFT_NO_INSTANT)
    {
      g_autofree char *date = lift_words_date_time (due, zone, year, FALSE);
      g_autofree char *here = dup_local_time (due, zone, year);
      const char *abbreviation;

      lift_zone_local (zone, due, NULL, NULL, &abbreviation);
      say (when, label_new (date, warning != NULL ? "strong" : NULL, 1), date, spoken);
      say (when, caption_new (abbreviation, 1), abbreviation, spoken);
      if (here != NULL)
        say (when, caption_new (here, 1), here, spoken);
    }
  else if (*offset == '\0')
    say (when, caption_new (_("No deadline"), 1), _("No deadline"), spoken);
  if (change != NULL)
    say (when, caption_new (change, 1), change, spoken);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  gtk_box_append (GTK_BOX (line), number_label);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), when);
  gtk_widget_add_css_class (line, "deadline");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
notice_new (const char *icon_name,
            const char *heading,
            const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (box, "notice");
  gtk_widget_add_css_class (icon, "warning");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (words), label_new (heading, "heading", 0));
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (words), label_new (text, "caption", 0));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static void
lift_deadline_list_class_init (LiftDeadlineListClass *klass)
{
}

static void
lift_deadline_list_init (LiftDeadlineList *self)
{
}

GtkWidget *
lift_deadline_list_new (const char *title)
{
  LiftDeadlineList *self = g_object_new (LIFT_TYPE_DEADLINE_LIST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();

  self->count = caption_new (NULL, 1);
  gtk_label_set_wrap (GTK_LABEL (self->count), FALSE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->count);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_can_focus (self->list, FALSE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->list);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->notes);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

/* The warnings about the moment itself stand with the phase that starts at it, if there is one. */
static gboolean
has_release_day (LiftNode *release)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);

      if (lift_schedule_is_release_day (phase) && lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL) == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
show_notes (LiftDeadlineList *self,
            LiftNode         *release,
            gint64            now)
{
  g_autofree char *warning = has_release_day (release) ? NULL : lift_moment_warning (release, now);
  g_autoptr(GArray) changes = lift_clock_changes (release);

  if (warning != NULL)
    gtk_box_append (GTK_BOX (self->notes), notice_new ("dialog-warning-symbolic", _("The release moment"), warning));
  for (guint i = 0; i < changes->len; i++)
    {
      const LiftClockChange *change = &g_array_index (changes, LiftClockChange, i);
      g_autofree char *title = lift_clock_change_title (release, change);
      g_autofree char *text = lift_clock_change_text (release, change);

      gtk_box_append (GTK_BOX (self->notes), notice_new ("preferences-system-time-symbolic", title, text));
    }
}

static void
remove_children (GtkWidget *parent,
                 void     (*remove) (gpointer parent, GtkWidget *child))
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (parent)) != NULL)
    remove (parent, child);
}

void
lift_deadline_list_show (LiftDeadlineList *self,
                         LiftNode         *release,
                         LiftNode         *before,
                         const char       *phase)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  guint n = lift_nodes_get_n (phases), n_items = lift_schedule_n_items (release, NULL);
  gint64 now = lift_clock_now ();
  g_autofree char *items = g_strdup_printf (ngettext ("%u item", "%u items", n_items), n_items);
  /* Translators: %s is “38 items” */
  g_autofree char *count = g_strdup_printf (ngettext ("%s in %u phase", "%s in %u phases", n), items, n);

  gtk_label_set_label (GTK_LABEL (self->count), phase == NULL ? count : "");
  remove_children (self->list, (gpointer) gtk_list_box_remove);
  remove_children (self->notes, (gpointer) gtk_box_remove);
  for (guint i = 0; i < n; i++)
    {
      LiftNode *node = lift_nodes_get (phases, i);

      if (phase == NULL || g_strcmp0 (lift_node_get_id (node), phase) == 0)
        gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (release, before, node, now));
    }
  if (phase == NULL)
    show_notes (self, release, now);
  gtk_widget_set_visible (self->notes, gtk_widget_get_first_child (self->notes) != NULL);
}
