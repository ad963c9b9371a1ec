/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life.h"
#include "core/intents.h"

/* What may come next in the life of a release: intents with random arguments, of which many are refused, as they are by people. */

#define RANDOM_PICK(rand, array) (array)[g_rand_int_range ((rand), 0, G_N_ELEMENTS (array))]

typedef struct
{
  GRand         *rand;
  LiftAct        act;
  LiftItemState  state; /* that items were last set to */
  GError        *error; /* why it was refused */
} RandomLife;

static inline guint
random_below (RandomLife *life,
              guint       n)
{
  return g_rand_int_range (life->rand, 0, n);
}

static inline LiftNode *
random_child (RandomLife     *life,
              const LiftNode *parent,
              LiftField       list)
{
  LiftNodes *nodes = lift_node_get_list (parent, list);
  guint n = lift_nodes_get_n (nodes);

  return n > 0 ? lift_nodes_get (nodes, random_below (life, n)) : NULL;
}

static inline LiftNode *
random_item (RandomLife *life,
             LiftNode   *root)
{
  LiftNode *phase = random_child (life, root, LIFT_RELEASE_PHASES);

  return phase != NULL ? random_child (life, phase, LIFT_PHASE_ITEMS) : NULL;
}

static inline LiftNode *
random_deployment (RandomLife *life,
                   LiftNode   *root)
{
  LiftNode *attempt = random_child (life, root, LIFT_RELEASE_ATTEMPTS);

  return attempt != NULL ? random_child (life, attempt, LIFT_ATTEMPT_DEPLOYMENTS) : NULL;
}

static inline LiftGroup *
random_state (RandomLife *life,
              LiftNode   *root)
{
  LiftItemState state = random_below (life, 3) > 0 ? LIFT_ITEM_DONE : (LiftItemState) random_below (life, LIFT_N_ITEM_STATES);
  gboolean plain = state == LIFT_ITEM_OPEN || state == LIFT_ITEM_DONE;
  const char *ids[4] = { NULL };

  life->state = state;
  for (guint i = 0, n = 1 + random_below (life, 3); i < n; i++)
    {
      LiftNode *item = random_item (life, root);

      if (item == NULL)
        break;
      ids[i] = lift_node_get_id (item);
    }
  return lift_intent_set_state (root, ids, &(LiftStateChange) { state, plain ? NULL : "because", NULL, life->act.who, life->act.when }, &life->error);
}

static inline const char *
random_local (RandomLife *life)
{
  static const char *const locals[] = {
    "2026-12-09T10:00", "2026-12-10T22:00", "2026-12-16T10:00", "2026-10-25T02:30", "2027-03-28T02:30", "2026-12-22T09:00", "2027-01-04T23:59",
  };

  return RANDOM_PICK (life->rand, locals);
}

static inline LiftGroup *
random_reschedule (RandomLife *life,
                   LiftNode   *root)
{
  static const char *const zones[] = { NULL, NULL, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe" };
  static const char *const windows[] = { NULL, NULL, "PT4H", "P1D", "" };
  static const char *const day_times[] = { NULL, NULL, "17:00", "02:30", "" };
  static const char *const reasons[] = { NULL, "legal" };
  LiftReschedule change = {
    random_below (life, 8) == 0 ? "" : random_local (life), RANDOM_PICK (life->rand, zones), RANDOM_PICK (life->rand, windows),
    RANDOM_PICK (life->rand, day_times), RANDOM_PICK (life->rand, reasons), RANDOM_PICK (life->rand, reasons),
  };

  return lift_intent_reschedule (root, &change, &life->act, &life->error);
}

static inline LiftGroup *
random_calendar (RandomLife *life,
                 LiftNode   *root)
{
  static const char *const weekends[] = { NULL, "Fri Sat", "", "Mon Tue Wed Thu Fri Sat Sun" };
  static const char *const holidays[] = { NULL, "2026-12-07/2026-12-09 Days off", "12-25 Christmas\nmonthly 8 Closed", "", "0001-01-01/9999-12-31" };
  static const char *const periods[] = { NULL, "Tue,Wed,Thu 08:00-20:00 Regular", "2026-12-20/2027-01-03 Year end", "", "Fri 12:00/Mon 06:00 Weekend" };
  LiftCalendarChange change = {
    (int) random_below (life, 4) - 1, RANDOM_PICK (life->rand, weekends), RANDOM_PICK (life->rand, holidays), RANDOM_PICK (life->rand, periods),
    RANDOM_PICK (life->rand, periods),
  };

  return lift_intent_calendar (root, &change, &life->error);
}

static inline LiftGroup *
random_deploy (RandomLife *life,
               LiftNode   *root)
{
  static const char *const targets[] = { "EU", "US", "EU", NULL };
  static const char *const builds[] = { NULL, "rc1", "rc2" };
  static const char *const lengths[] = { NULL, "PT1H", "P1D" };
  LiftNode *deployment = random_deployment (life, root);
  LiftNode *current = lift_nodes_get_n (lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS)) > 0 ? lift_attempt_current (root) : NULL;
  const char *target = RANDOM_PICK (life->rand, targets), *build = RANDOM_PICK (life->rand, builds);
  gint64 earlier = life->act.when - random_below (life, 4) * 1800;

  switch (random_below (life, 10))
    {
    case 0:
    case 1:
    case 2:
      return lift_intent_deploy_start (root, &(LiftDeployStart) { target, build, NULL, random_below (life, 8) == 0 }, life->act.who, earlier, &life->act, NULL, &life->error);
    case 3:
      return lift_intent_deploy_plan (root, &(LiftDeployment) { target, build, NULL, random_below (life, 2) == 0 ? random_local (life) : NULL,
                                                                RANDOM_PICK (life->rand, lengths) }, &life->act, NULL, &life->error);
    case 4:
      if (deployment == NULL)
        return NULL;
      return lift_intent_deploy_correct (root, lift_node_get_id (deployment),
                                         &(LiftDeployment) { target, build, "CHG-1", NULL, RANDOM_PICK (life->rand, lengths),
                                                             random_below (life, 2) == 0 ? earlier : LIFT_NO_INSTANT, LIFT_NO_INSTANT }, &life->error);
    case 5:
      return deployment != NULL ? lift_intent_deploy_remove (root, lift_node_get_id (deployment), &life->error) : NULL;
    default:
      if (current != NULL && random_below (life, 4) > 0)
        deployment = random_child (life, current, LIFT_ATTEMPT_DEPLOYMENTS);
      if (deployment == NULL)
        return NULL;
      return lift_intent_deploy_end (root, lift_node_get_id (deployment), 1 + random_below (life, 4), random_below (life, 2) == 0 ? "500s" : NULL, life->act.who,
                                     life->act.when, &life->error);
    }
}

static inline LiftGroup *
random_item_change (RandomLife *life,
                    LiftNode   *root)
{
  static const char *const offsets[] = { NULL, "-PT30M", "PT1H", "-P1D", "P2D" };
  static const char *const clocks[] = { NULL, "09:15", "02:30" };
  LiftNode *item = random_item (life, root), *other = random_item (life, root), *phase;
  const char *ids[] = { item != NULL ? lift_node_get_id (item) : NULL, NULL };

  if (item == NULL || other == NULL)
    return NULL;
  lift_root_find (root, lift_node_get_id (other), &phase);
  switch (random_below (life, 8))
    {
    case 0:
      return lift_intent_add_item (root, lift_node_get_id (phase), lift_node_get_id (other), "One more", &life->act, NULL, &life->error);
    case 1:
      return lift_intent_delete (root, ids, &life->error);
    case 2:
      return lift_intent_move (root, ids[0], lift_node_get_id (phase), random_below (life, 2) == 0 ? lift_node_get_id (other) : NULL, &life->error);
    case 3:
      return lift_intent_reword (root, ids[0], "Said in other words", &life->error);
    case 4:
      return lift_intent_assign (root, ids, life->act.who, &life->error);
    case 5:
      return lift_intent_note (root, ids[0], "one\ntwo", &life->error);
    default:
      return lift_intent_item_moment (root, ids[0], RANDOM_PICK (life->rand, offsets), RANDOM_PICK (life->rand, clocks), &life->error);
    }
}

static inline LiftGroup *
random_phase_change (RandomLife *life,
                     LiftNode   *root)
{
  static const char *const offsets[] = { "-P5D", "-P1W", "PT0S", "PT1H", "P1D", "P1DT20H", "", "-P999D" };
  LiftNode *phase = random_child (life, root, LIFT_RELEASE_PHASES), *other = random_child (life, root, LIFT_RELEASE_PHASES);
  const char *ids[] = { phase != NULL ? lift_node_get_id (phase) : NULL, NULL };

  if (phase == NULL || random_below (life, 5) == 0)
    return lift_intent_add_phase (root, ids[0], "One more phase", RANDOM_PICK (life->rand, offsets), random_below (life, 2), &life->act, NULL, &life->error);
  switch (random_below (life, 5))
    {
    case 0:
      return lift_intent_delete (root, ids, &life->error);
    case 1:
      return lift_intent_move (root, ids[0], NULL, lift_node_get_id (other), &life->error);
    case 2:
      return lift_intent_pin (root, ids[0], random_below (life, 2) == 0 ? random_local (life) : NULL, NULL, &life->error);
    default:
      return lift_intent_change_phase (root, ids[0], &(LiftPhaseChange) { NULL, RANDOM_PICK (life->rand, offsets), (int) random_below (life, 3) - 1,
                                                                          (int) random_below (life, 5) - 1 }, &life->error);
    }
}

/* NULL when it was refused, or there is nothing to do it to. */
static inline LiftGroup *
random_life_group (RandomLife *life,
                   LiftNode   *root)
{
  static const char *const people[] = { "Priya", "Cai", "Ana Ortiz" };

  g_clear_error (&life->error);
  switch (random_below (life, 16))
    {
    case 0:
    case 1:
    case 2:
    case 3:
      return random_state (life, root);
    case 4:
    case 5:
    case 6:
    case 7:
      return random_deploy (life, root);
    case 8:
    case 9:
      return lift_intent_release_state (root, random_below (life, LIFT_RELEASE_CLOSED + 1), "because", life->act.who, life->act.when, NULL, &life->error);
    case 10:
      return random_reschedule (life, root);
    case 11:
      return lift_intent_hand_over (root, RANDOM_PICK (life->rand, people), "a note", life->act.when, &life->act, &life->error);
    case 12:
      return random_calendar (life, root);
    case 13:
      return random_phase_change (life, root);
    default:
      return random_item_change (life, root);
    }
}
