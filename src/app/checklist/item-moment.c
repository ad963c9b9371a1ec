/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "item-row-private.h"
#include "widgets/row-text.h"

static gboolean
has_moment (const LiftNode *item)
{
  return lift_node_get_text (item, LIFT_ITEM_OFFSET) != NULL || lift_node_get_text (item, LIFT_ITEM_CLOCK) != NULL;
}

static gboolean
is_overdue (LiftItemRow    *self,
            const LiftNode *release,
            const LiftNode *phase,
            gint64         *changes)
{
  gint64 due = lift_schedule_item_due (release, phase, self->node);

  if (due == LIFT_NO_INSTANT || lift_item_state_closed (lift_item_get_state (self->node)) || lift_schedule_quiet (release, phase) != LIFT_QUIET_NOT)
    return FALSE;
  if (due >= self->context->now)
    {
      lift_changes_lower (changes, due + 1);
      return FALSE;
    }
  return TRUE;
}

void
lift_item_row_show_moment (LiftItemRow *self,
                           gint64      *changes)
{
  LiftNode *phase = lift_row_get_parent (self->row);
  LiftNode *release = lift_document_get_root (lift_row_get_document (self->row));
  GtkWidget *line = self->slots[SLOT_MOMENT];
  GtkWidget *icon;
  g_autofree char *words = NULL, *marked = NULL;
  gboolean overdue;
  gsize n_time;

  if (phase == NULL || lift_node_get_kind (phase) != LIFT_KIND_PHASE || !has_moment (self->node))
    {
      if (line != NULL)
        gtk_widget_set_visible (line, FALSE);
      return;
    }

  if (line == NULL)
    {
      line = lift_item_row_add_line (self, SLOT_MOMENT, "alarm-symbolic", NULL);
      gtk_widget_add_css_class (line, "moment");
      self->moment_label = lift_item_row_text_new ("caption");
      gtk_widget_add_css_class (self->moment_label, "numeric");
      gtk_box_append (GTK_BOX (line), self->moment_label);
    }
  words = lift_words_item_time (release, phase, self->node, self->context->now, &n_time);
  overdue = is_overdue (self, release, phase, changes);
  icon = gtk_widget_get_first_child (line);
  /* Translators: %s is the moment of an item that is not done: “09:30 · T−30 min” */
  marked = overdue ? g_strdup_printf (_("%s · overdue"), words) : g_strdup (words);
  lift_row_text_set_text (LIFT_ROW_TEXT (self->moment_label), marked);
  lift_row_text_set_bold (LIFT_ROW_TEXT (self->moment_label), n_time);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), overdue ? "dialog-warning-symbolic" : "alarm-symbolic");
  if (overdue)
    gtk_widget_add_css_class (line, "overdue");
  else
    gtk_widget_remove_css_class (line, "overdue");
  gtk_widget_set_visible (line, TRUE);
}

const char *
lift_item_row_get_moment (LiftItemRow *self)
{
  GtkWidget *line = self->slots[SLOT_MOMENT];

  return line != NULL && gtk_widget_get_visible (line) ? lift_row_text_get_text (LIFT_ROW_TEXT (self->moment_label)) : NULL;
}
