/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Editing the text of an item in its row. */

#include "config.h"

#include <glib/gi18n.h>

#include "item-row-private.h"

/* Takes the entry away; takes over what stands in it if @keep. */
void
lift_item_row_end_rename (LiftItemRow *self,
                          gboolean     keep)
{
  GtkWidget *entry = self->slots[SLOT_ENTRY];
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  gboolean focused;

  if (entry == NULL)
    return;

  self->slots[SLOT_ENTRY] = NULL;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  id = g_strdup (lift_item_row_get_id (self));
  focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  gtk_widget_set_visible (self->slots[SLOT_TEXT], TRUE);
  if (focused && cell != NULL)
    gtk_widget_grab_focus (cell);
  gtk_box_remove (GTK_BOX (self->body), entry);
  if (keep && id != NULL && *text != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.item-set-text", "(ss)", id, text);
}

static void
rename_activate_cb (LiftItemRow *self)
{
  lift_item_row_end_rename (self, TRUE);
}

static void
rename_leave_cb (LiftItemRow *self)
{
  lift_item_row_end_rename (self, TRUE);
}

static gboolean
rename_escape_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  lift_item_row_end_rename (LIFT_ITEM_ROW (user_data), FALSE);
  return TRUE;
}

void
lift_item_row_rename (LiftItemRow *self)
{
  const char *text;
  GtkWidget *entry;
  GtkEventController *focus, *keys;

  if (self->node == NULL || self->context->read_only || self->slots[SLOT_ENTRY] != NULL)
    return;

  text = lift_node_get_text (self->node, LIFT_ITEM_TEXT);
  entry = gtk_entry_new ();
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text of the item"), -1);
  lift_item_row_put (self, SLOT_ENTRY, entry);
  gtk_widget_set_visible (self->slots[SLOT_TEXT], FALSE);
  gtk_widget_grab_focus (entry);

  g_signal_connect_swapped (entry, "activate", G_CALLBACK (rename_activate_cb), self);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (rename_leave_cb), self);
  gtk_widget_add_controller (entry, focus);
  keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (rename_escape_cb, self, NULL)));
  gtk_widget_add_controller (entry, keys);
}
