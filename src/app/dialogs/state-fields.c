/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/schedule.h"
#include "instant-row.h"
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
  self->accepted = lift_form_add_entry (form, self->group, _("Risk _accepted by"), lift_node_get_text (item, LIFT_ITEM_ACCEPTED));
  self->by = lift_form_add_entry (form, self->group, _("_Who"), is_open || by == NULL ? act->who : by);
  self->at = lift_instant_row_add (form, self->group, _("W_hen"), lift_schedule_zone (release), is_open || at == LIFT_NO_INSTANT ? act->when : at);
  lift_people_add_button (self->accepted, names);
  lift_people_add_button (self->by, names);
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
  GtkWidget *rows[] = { self->reason, self->accepted, self->by };
  gint64 at = 0;
  gboolean good = self->state == LIFT_ITEM_OPEN || lift_instant_row_get (self->at, &at);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_free (self->texts[i]);
      self->texts[i] = dup_stripped (rows[i]);
    }
  *change = (LiftStateChange) { .state = self->state, .at = at };
  if (needs_reason (self->state))
    change->reason = self->texts[0];
  if (self->state == LIFT_ITEM_SKIPPED)
    change->accepted = self->texts[1];
  if (self->state != LIFT_ITEM_OPEN)
    change->by = self->texts[2];
  return good && (change->reason == NULL || *change->reason != '\0') && (change->by == NULL || *change->by != '\0');
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
