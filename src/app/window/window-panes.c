/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "window-private.h"

/* Sidebar or rail, checklist, incident panel: those that show. */
static guint
get_panes (LiftWindow *self,
           GtkWidget  *panes[3])
{
  GtkWidget *all[] = { GTK_WIDGET (self->sidebar), GTK_WIDGET (self->rail), GTK_WIDGET (self->checklist), GTK_WIDGET (self->incident_panel) };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all) && n < 3; i++)
    if (all[i] != NULL && gtk_widget_get_mapped (all[i]))
      panes[n++] = all[i];
  return n;
}

static gboolean
focus_pane (GtkWidget *pane)
{
  return gtk_widget_grab_focus (pane) || gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

void
lift_window_focus_next_pane (LiftWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *panes[3];
  guint n = get_panes (self, panes), current = n;

  for (guint i = 0; i < n; i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, panes[i]))
      current = i;
  for (guint i = 1; i <= n; i++)
    if (focus_pane (panes[(current + i) % n]))
      return;
}

/* To the incident panel when it was opened, back to the checklist when it was closed. */
void
lift_window_focus_panel (LiftWindow *self)
{
  if (lift_fold_get_show_incident (self->fold))
    focus_pane (GTK_WIDGET (self->incident_panel));
  else
    focus_pane (GTK_WIDGET (self->checklist));
}
