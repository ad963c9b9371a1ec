/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "conflict-notice.h"
#include "core/conflict.h"
#include "window-private.h"

void
lift_window_update_conflicts (LiftWindow *self,
                              LiftNode   *root,
                              gint64      now,
                              gint64     *changes)
{
  GtkWidget *notice = adw_bin_get_child (self->conflicts_bin);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean focused = notice != NULL && focus != NULL && gtk_widget_is_ancestor (focus, notice);

  if (lift_root_count_conflicts (root) > 0)
    {
      if (notice == NULL)
        {
          notice = lift_conflict_notice_new ();
          adw_bin_set_child (self->conflicts_bin, notice);
        }
      lift_conflict_notice_show (LIFT_CONFLICT_NOTICE (notice), root, now, changes);
    }
  else if (notice != NULL)
    adw_bin_set_child (self->conflicts_bin, NULL);

  /* What had the focus may be decided and gone. */
  if (focused && gtk_window_get_focus (GTK_WINDOW (self)) != focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->checklist));
}

static void
show_in_incident (LiftWindow *self,
                  LiftNode   *incident,
                  LiftNode   *step)
{
  lift_window_set_incident (self, lift_node_get_id (incident));
  lift_window_set_show_incident (self, TRUE);
  if (step != NULL)
    lift_incident_panel_focus_step (self->incident_panel, lift_node_get_id (step));
  else
    lift_incident_panel_focus_conflict (self->incident_panel);
}

static void
show_item (LiftWindow *self,
           LiftNode   *item)
{
  LiftNode *parent = lift_document_find_parent (lift_window_get_document (self), lift_node_get_id (item));

  if (lift_node_get_kind (parent) == LIFT_KIND_INCIDENT)
    show_in_incident (self, parent, item);
  else if (lift_node_get_kind (parent) == LIFT_KIND_PHASE)
    {
      lift_window_set_phase (self, lift_node_get_id (parent));
      lift_checklist_reveal (self->checklist, lift_node_get_id (item));
    }
}

/* Goes to what is in conflict next; from the last to the first again. */
void
lift_window_show_next_conflict (LiftWindow *self)
{
  LiftNode *node = lift_root_next_conflict (lift_window_get_root (self), self->conflict);
  GtkWidget *notice = adw_bin_get_child (self->conflicts_bin);

  if (node == NULL)
    return;

  g_free (self->conflict);
  self->conflict = g_strdup (lift_node_get_id (node));
  switch (lift_node_get_kind (node))
    {
    case LIFT_KIND_ITEM:
      show_item (self, node);
      break;
    case LIFT_KIND_PHASE:
      lift_window_set_phase (self, lift_node_get_id (node));
      lift_checklist_set_search (self->checklist, FALSE);
      lift_checklist_focus_conflict (self->checklist);
      break;
    case LIFT_KIND_INCIDENT:
      show_in_incident (self, node, NULL);
      break;
    case LIFT_KIND_DEPLOYMENT:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.deployment", NULL);
      break;
    case LIFT_KIND_RELEASE:
    default:
      break;
    }
  if (notice != NULL)
    lift_conflict_notice_focus (LIFT_CONFLICT_NOTICE (notice), lift_node_get_id (node));
}
