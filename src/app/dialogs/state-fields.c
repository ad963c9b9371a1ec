/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "people.h"
#include "state-fields.h"

static char *
dup_stripped (GtkWidget *row)
{
  return g_strstrip (g_strdup (lift_form_text (row)));
}

static gboolean
needs_reason (LiftItemState state)
{
  return state != LIFT_ITEM_OPEN && state != LIFT_ITEM_DONE;
}

/* @item: whose state it is so far; @act: who is at the keyboard, and now. */
LiftStateFields *
lift_state_fields_new (LiftForm          *form,
                       const LiftNode    *release,
                       const LiftNode    *item,
                       const LiftAct     *act,
                       const char *const *names)
{
  LiftStateFields *self = g_new0 (LiftStateFields, 1);
  gboolean is_open = lift_node_get_enum (item, LIFT_ITEM_STATE) == LIFT_ITEM_OPEN;
  const char *by = lift_node_get_text (item, LIFT_ITEM_BY);
  gint64 at = lift_node_get_instant (item, LIFT_ITEM_AT);

  self->group = lift_form_add_group (form, NULL);
  self->reason = lift_form_add_entry (form, self->group, _("_Reason"), lift_node_get_text (item, LIFT_ITEM_REASON));
  self->accepted = lift_form_add_entry (form, self->group, _("Risk acce_pted by"), lift_node_get_text (item, LIFT_ITEM_ACCEPTED));
  lift_act_fields_add (&self->act, form, self->group, release, is_open || by == NULL ? act->who : by, is_open || at == LIFT_NO_INSTANT ? act->when : at,
                       names);
  lift_people_add_button (self->accepted, names);
  return self;
}

void
lift_state_fields_free (LiftStateFields *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

void
lift_state_fields_set_state (LiftStateFields *self,
                             LiftItemState    state)
{
  self->state = state;
  gtk_widget_set_visible (self->group, state != LIFT_ITEM_OPEN);
  gtk_widget_set_visible (self->reason, needs_reason (state));
  gtk_widget_set_visible (self->accepted, state == LIFT_ITEM_SKIPPED);
}

/* Whether all is there that the state asks for. The texts of @change belong to @self until the next call. */
gboolean
lift_state_fields_get_change (LiftStateFields *self,
                              LiftStateChange *change)
{
  gint64 at;
  gboolean good;

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  self->texts[0] = dup_stripped (self->reason);
  self->texts[1] = dup_stripped (self->accepted);
  good = lift_act_fields_get (&self->act, &self->texts[2], &at) || self->state == LIFT_ITEM_OPEN;
  *change = (LiftStateChange) { .state = self->state, .at = at };
  if (needs_reason (self->state))
    change->reason = self->texts[0];
  if (self->state == LIFT_ITEM_SKIPPED)
    change->accepted = self->texts[1];
  if (self->state != LIFT_ITEM_OPEN)
    change->by = self->texts[2];
  return good && (change->reason == NULL || *change->reason != '\0');
}

LiftGroup *
lift_state_fields_apply (LiftStateFields  *self,
                         LiftNode         *root,
                         const char       *id,
                         GError          **error)
{
  LiftStateChange change;
  LiftGroup *group;
  LiftNode *item;

  lift_state_fields_get_change (self, &change);
  group = lift_intent_set_state (root, (const char *const[]) { id, NULL }, &change, error);
  item = lift_root_find (root, id, NULL);
  if (group == NULL || item == NULL || lift_group_get_n_edits (group) > 0 || change.state == LIFT_ITEM_OPEN)
    return group;

  if (g_strcmp0 (lift_node_get_text (item, LIFT_ITEM_BY), change.by) != 0)
    lift_group_set_text (group, item, LIFT_ITEM_BY, change.by);
  if (lift_node_get_instant (item, LIFT_ITEM_AT) != change.at)
    lift_group_set_instant (group, item, LIFT_ITEM_AT, change.at);
  return group;
}
