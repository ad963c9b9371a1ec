/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "next-row.h"
#include "widgets/looks.h"

struct _LiftNextRow
{
  GtkWidget  parent_instance;

  GtkWidget *button;
  GtkWidget *title;
  GtkWidget *state;
};

G_DEFINE_FINAL_TYPE (LiftNextRow, lift_next_row, GTK_TYPE_WIDGET)

static void
lift_next_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LIFT_TYPE_NEXT_ROW);

  G_OBJECT_CLASS (lift_next_row_parent_class)->dispose (object);
}

static void
lift_next_row_class_init (LiftNextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_next_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/checklist/next-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftNextRow, button);
  gtk_widget_class_bind_template_child (widget_class, LiftNextRow, title);
  gtk_widget_class_bind_template_child (widget_class, LiftNextRow, state);
}

static void
lift_next_row_init (LiftNextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lift_next_row_new (void)
{
  return g_object_new (LIFT_TYPE_NEXT_ROW, NULL);
}

/* Whether there is a phase after @phase that is not done; it is what is shown. */
gboolean
lift_next_row_update_time (LiftNextRow    *self,
                           const LiftNode *release,
                           const LiftNode *phase,
                           gint64          now,
                           gint64         *changes)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  LiftNode *next = NULL;
  LiftPhaseState state = LIFT_PHASE_DONE;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;
  guint index;

  if (!lift_nodes_index (phases, phase, &index))
    return FALSE;

  while (next == NULL && ++index < lift_nodes_get_n (phases))
    {
      state = lift_schedule_phase_state (release, lift_nodes_get (phases, index), now, changes);
      if (state != LIFT_PHASE_DONE)
        next = lift_nodes_get (phases, index);
    }
  if (next == NULL)
    return FALSE;

  text = lift_words_text (next, LIFT_PHASE_TITLE);
  title = g_strdup_printf ("%u %s", index + 1, text);
  words = lift_words_phase_state (release, next, now, lift_schedule_zone (release), changes);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->state), words);
  /* Translators: %1$s is the number and the title of a phase, %2$s its state such as “Upcoming, in 5 days” */
  name = g_strdup_printf (_("Next: %1$s, %2$s"), title, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  lift_set_state_class (self->state, lift_phase_class (release, next, state));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", lift_node_get_id (next));
  return TRUE;
}
