/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "attempt.h"
#include "conflict.h"
#include "intents-private.h"
#include "schedule.h"

/* A new attempt opens again what comes from the release day on. */

/* A copy of @item with all that was done about it. */
static LiftNode *
keep_item (LiftNode *item,
           GRand    *rand)
{
  static const LiftField more[] = { LIFT_ITEM_REASON, LIFT_ITEM_ACCEPTED, LIFT_ITEM_BY, LIFT_ITEM_OFFSET, LIFT_ITEM_CLOCK };
  LiftNode *copy = lift_intent_copy_item (item, rand);

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    lift_node_set_text (copy, more[i], lift_node_get_text (item, more[i]));
  lift_node_set_enum (copy, LIFT_ITEM_STATE, lift_node_get_enum (item, LIFT_ITEM_STATE));
  lift_node_set_instant (copy, LIFT_ITEM_AT, lift_node_get_instant (item, LIFT_ITEM_AT));
  return copy;
}

/* Whether @item is not open. A state that waits for somebody to decide stays as it is. */
static gboolean
opens_again (LiftNode *item)
{
  g_autoptr (LiftConflict) conflict = lift_node_find_conflict (item, LIFT_ITEM_STATE);

  return conflict == NULL && lift_node_get_enum (item, LIFT_ITEM_STATE) != LIFT_ITEM_OPEN;
}

static gboolean
is_touched (LiftNode *phase)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    if (opens_again (lift_nodes_get (items, i)))
      return TRUE;
  return FALSE;
}

/* Keeps @phase as it is with the attempt that leaves it so. */
static void
keep_phase (LiftGroup *group,
            LiftNode  *attempt,
            LiftNode  *phase,
            GRand     *rand)
{
  static const LiftField pin[] = { LIFT_PHASE_PINNED_LOCAL, LIFT_PHASE_PINNED_ZONE };
  g_autoptr (LiftNode) copy = lift_intent_copy_phase (phase, keep_item, rand);

  for (guint i = 0; i < G_N_ELEMENTS (pin); i++)
    lift_node_set_text (copy, pin[i], lift_node_get_text (phase, pin[i]));
  lift_group_insert (group, lift_node_get_id (attempt), LIFT_ATTEMPT_PHASES, copy);
}

static void
open_again (LiftGroup *group,
            LiftNode  *phase)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    {
      LiftNode *item = lift_nodes_get (items, i);

      if (!opens_again (item))
        continue;
      lift_group_set_enum (group, item, LIFT_ITEM_STATE, LIFT_ITEM_OPEN);
      lift_group_set_text (group, item, LIFT_ITEM_REASON, NULL);
      lift_group_set_text (group, item, LIFT_ITEM_ACCEPTED, NULL);
      lift_group_set_text (group, item, LIFT_ITEM_BY, NULL);
      lift_group_set_instant (group, item, LIFT_ITEM_AT, LIFT_NO_INSTANT);
    }
}

/* Leaves @attempt behind: its ticks are kept with it. */
static void
leave_attempt (LiftGroup *group,
               LiftNode  *root,
               LiftNode  *attempt,
               GRand     *rand)
{
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);

      if (!lift_schedule_is_from_release_day (phase) || !is_touched (phase))
        continue;
      keep_phase (group, attempt, phase, rand);
      open_again (group, phase);
    }
}

/* The deployments of the attempt that another one joins; of a new one, which is then still to be inserted, there are none. */
LiftNodes *
lift_intent_join_attempt (LiftGroup      *group,
                          LiftNode       *root,
                          gboolean        new_attempt,
                          const LiftAct  *act,
                          LiftNode      **inserted)
{
  LiftNode *current = lift_attempt_current (root);
  g_autofree char *id = NULL;
  g_autofree char *position = NULL;

  *inserted = NULL;
  if (!new_attempt && current != NULL)
    return lift_node_get_list (current, LIFT_ATTEMPT_DEPLOYMENTS);

  if (current != NULL)
    leave_attempt (group, root, current, act->rand);
  id = lift_id_new (act->rand);
  position = lift_intent_last_position (lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS));
  *inserted = lift_node_new (LIFT_KIND_ATTEMPT, id);
  lift_node_set_text (*inserted, LIFT_ATTEMPT_POSITION, position);
  return NULL;
}

/* Adds @deployment to @attempt, which is inserted with it, or to the current one. */
void
lift_intent_add_deployment (LiftGroup *group,
                            LiftNode  *root,
                            LiftNode  *attempt,
                            LiftNode  *deployment)
{
  LiftNode *current = lift_attempt_current (root);

  if (attempt != NULL)
    {
      lift_node_take_child (attempt, LIFT_ATTEMPT_DEPLOYMENTS, lift_node_ref (deployment));
      lift_group_insert (group, lift_node_get_id (root), LIFT_RELEASE_ATTEMPTS, attempt);
    }
  else
    lift_group_insert (group, lift_node_get_id (current), LIFT_ATTEMPT_DEPLOYMENTS, deployment);
}
