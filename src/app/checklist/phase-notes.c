/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "phase-notes.h"
#include "widgets/notice.h"

struct _LiftPhaseNotes
{
  GtkBox    parent_instance;

  GtkWidget *clash, *clash_label;
  GtkWidget *override, *rule;
};

G_DEFINE_FINAL_TYPE (LiftPhaseNotes, lift_phase_notes, GTK_TYPE_BOX)

static void
lift_phase_notes_class_init (LiftPhaseNotesClass *klass)
{
}

static GtkWidget *
clash_new (LiftPhaseNotes *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *warning = lift_warning_new (NULL);
  GtkWidget *button = gtk_button_new_with_label (_("Reschedule…"));

  self->clash_label = gtk_widget_get_last_child (warning);
  gtk_widget_set_hexpand (self->clash_label, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.reschedule");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "mini");
  gtk_box_append (GTK_BOX (line), warning);
  gtk_box_append (GTK_BOX (line), button);
  return line;
}

static void
lift_phase_notes_init (LiftPhaseNotes *self)
{
  GtkWidget *captions[] = { self->override = lift_caption_new (NULL, 0), self->rule = lift_caption_new (NULL, 0) };

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->clash = clash_new (self);
  gtk_box_append (GTK_BOX (self), self->clash);
  for (guint i = 0; i < G_N_ELEMENTS (captions); i++)
    gtk_box_append (GTK_BOX (self), captions[i]);
}

/* Whether there is something to show. */
static gboolean
show (GtkWidget  *widget,
      GtkWidget  *label,
      const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (widget, *text != '\0');
  return *text != '\0';
}

void
lift_phase_notes_show (LiftPhaseNotes *self,
                       const LiftNode *release,
                       const LiftNode *phase,
                       gint64          now)
{
  g_auto(LiftClash) clash = { LIFT_CLASH_NONE };
  gboolean release_day = lift_schedule_is_release_day (phase);
  gboolean clashes = release_day && lift_clash_of_release (release, &clash);
  gboolean overridden = clashes && lift_clash_overridden (release);
  g_autofree char *against = clashes && !overridden ? lift_words_clash (release, &clash) : g_strdup ("");
  g_autofree char *override = overridden ? lift_words_override (release, now) : g_strdup ("");
  g_autofree char *why = lift_words_rule (release, phase);
  g_auto(GStrv) lines = g_strsplit (why, "\n", -1);
  g_autofree char *rule = g_strjoinv (" · ", lines);
  gboolean any = FALSE;

  any = show (self->clash, self->clash_label, against) || any;
  any = show (self->override, self->override, override) || any;
  any = show (self->rule, self->rule, rule) || any;
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}
