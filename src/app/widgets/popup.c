/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "popup.h"

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Its action runs after it is closed. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

void
lift_popup_menu (GtkWidget          *parent,
                 GMenuModel         *menu,
                 const GdkRectangle *at)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  gtk_widget_set_parent (popover, parent);
  if (at != NULL)
    {
      gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
      gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
      gtk_widget_set_halign (popover, GTK_ALIGN_START);
    }
  /* One that is closed with a submenu open leaves the focus on what is not there any more. */
  if (focus != NULL)
    g_signal_connect_object (popover, "closed", G_CALLBACK (gtk_widget_grab_focus), focus, G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
