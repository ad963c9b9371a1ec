/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "checklist-private.h"
#include "core/conflict.h"
#include "widgets/conflict-box.h"

/* What is in conflict about the phase itself stands below its header. */
void
lift_checklist_show_conflict (LiftChecklist *self,
                              gint64        *changes)
{
  LiftNode *phase = self->terms == NULL ? lift_checklist_find_phase (self) : NULL;
  gboolean was = self->conflict != NULL, focused = was && lift_conflict_box_has_focus (LIFT_CONFLICT_BOX (self->conflict));

  if (!lift_conflict_box_update (&self->conflict, GTK_BOX (self->head_box), phase, self->context.zone, self->context.now, changes) && focused)
    lift_checklist_focus_current (self);
  if (!was && self->conflict != NULL)
    lift_conflict_box_set_scrolls (LIFT_CONFLICT_BOX (self->conflict));
}

/* FALSE when there is none about the phase itself. */
gboolean
lift_checklist_focus_conflict (LiftChecklist *self)
{
  return self->conflict != NULL && gtk_widget_child_focus (self->conflict, GTK_DIR_TAB_FORWARD);
}

/* Makes an item of the phase the current one, whatever is searched for or left out. */
void
lift_checklist_reveal (LiftChecklist *self,
                       const char    *id)
{
  lift_checklist_set_search (self, FALSE);
  lift_checklist_show_rest (self);
  if (lift_checklist_find (self, id) == GTK_INVALID_LIST_POSITION)
    lift_checklist_set_filter (self, LIFT_FILTER_ALL);
  lift_checklist_select (self, id, TRUE);
}
