/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "checklist-private.h"

/* What the keys do to the item in focus. They come before the list view's own, but never before an entry. */
static const struct
{
  guint           key;
  GdkModifierType modifiers;
  const char     *action;
  gboolean        on_row_only; /* a button in the row has its own meaning for it */
} keys[] = {
  { GDK_KEY_space, 0, "win.item-tick", TRUE },
  { GDK_KEY_KP_Space, 0, "win.item-tick", TRUE },
  { GDK_KEY_b, 0, "win.item-block", FALSE },
  { GDK_KEY_f, 0, "win.item-fail", FALSE },
  { GDK_KEY_s, 0, "win.item-skip", FALSE },
  { GDK_KEY_x, 0, "win.item-na", FALSE },
  { GDK_KEY_n, 0, "win.item-note", FALSE },
  { GDK_KEY_e, 0, "win.item-evidence", FALSE },
  { GDK_KEY_a, 0, "win.item-assign", FALSE },
  { GDK_KEY_F2, 0, "win.item-rename", FALSE },
  { GDK_KEY_Delete, 0, "win.item-delete", FALSE },
  { GDK_KEY_KP_Delete, 0, "win.item-delete", FALSE },
  { GDK_KEY_Up, GDK_ALT_MASK, "win.item-move-up", FALSE },
  { GDK_KEY_KP_Up, GDK_ALT_MASK, "win.item-move-up", FALSE },
  { GDK_KEY_Down, GDK_ALT_MASK, "win.item-move-down", FALSE },
  { GDK_KEY_KP_Down, GDK_ALT_MASK, "win.item-move-down", FALSE },
  { GDK_KEY_Menu, 0, "checklist.menu", FALSE },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "checklist.menu", FALSE },
};

static gboolean
key_cb (GtkWidget *list,
        GVariant  *arguments,
        gpointer   user_data)
{
  guint key = GPOINTER_TO_UINT (user_data);
  GtkWidget *widget = gtk_widget_get_ancestor (list, LIFT_TYPE_CHECKLIST);
  LiftItemRow *row = lift_checklist_focused_row (LIFT_CHECKLIST (widget));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  g_autofree char *id = NULL;

  if (row == NULL || GTK_IS_TEXT (focus))
    return FALSE;
  if (keys[key].on_row_only && focus != gtk_widget_get_parent (GTK_WIDGET (row)))
    return FALSE;

  id = g_strdup (lift_item_row_get_id (row));
  gtk_widget_activate_action (GTK_WIDGET (row), keys[key].action, "s", id);
  return TRUE;
}

void
lift_checklist_init_keys (LiftChecklist *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                                                            gtk_callback_action_new (key_cb, GUINT_TO_POINTER (i), NULL)));
  gtk_widget_add_controller (GTK_WIDGET (lift_checklist_get_list (self)), controller);
}
