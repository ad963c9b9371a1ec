/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/life.h"
#include "state-steps.h"

static const LiftStateStep steps[] = {
  [LIFT_RELEASE_PLANNED] = { N_("Back to _Planned…"), N_("Back to Planned"), N_("_Back to Planned"), NULL },
  [LIFT_RELEASE_ACTIVE] = { N_("Make _Active…"), N_("Make Active"), N_("_Make Active"), NULL },
  [LIFT_RELEASE_ON_HOLD] = { N_("Put on _Hold…"), N_("Put on Hold"), N_("_Put on Hold"),
                             N_("Deadlines stay where they are, but nothing is due soon or overdue until the release is resumed.") },
  [LIFT_RELEASE_RELEASED] = { N_("Mark as _Released…"), N_("Mark as Released"), N_("_Mark as Released"), NULL },
  [LIFT_RELEASE_ROLLED_BACK] = { N_("Mar_k as Rolled Back…"), N_("Mark as Rolled Back"), N_("_Mark as Rolled Back"), NULL },
  [LIFT_RELEASE_ABORTED] = { N_("A_bort Release…"), N_("Abort Release"), N_("_Abort Release"),
                             N_("It is not released. Deadlines stay to be looked at, and nothing is due any more.") },
  [LIFT_RELEASE_CLOSED] = { N_("_Close Release…"), N_("Close Release"), N_("C_lose Release"),
                            N_("It goes to the archive. Nothing of it can be changed until it is reopened.") },
};

static const LiftStateStep reopen = { N_("Re_open…"), N_("Reopen Release"), N_("R_eopen"), NULL };

LiftStateStep
lift_state_step (LiftNode         *release,
                 LiftReleaseState  state)
{
  const LiftStateStep *step;

  g_return_val_if_fail (state < G_N_ELEMENTS (steps), reopen);
  step = lift_node_get_enum (release, LIFT_RELEASE_STATE) == LIFT_RELEASE_CLOSED ? &reopen : &steps[state];
  return (LiftStateStep) { _(step->menu), _(step->title), _(step->verb), step->means != NULL ? _(step->means) : NULL };
}

gboolean
lift_state_offered (LiftNode         *release,
                    LiftReleaseState  state)
{
  LiftReleaseState from = lift_node_get_enum (release, LIFT_RELEASE_STATE);

  if (state == from || !lift_state_allowed (release, state, NULL, NULL))
    return FALSE;
  if (from == LIFT_RELEASE_CLOSED)
    return state == lift_state_back (release);
  return from != LIFT_RELEASE_ON_HOLD || state != lift_state_back (release);
}

LiftReleaseState
lift_state_back (LiftNode *release)
{
  LiftReleaseState before = lift_node_get_enum (release, LIFT_RELEASE_STATE_BEFORE);

  /* A file that others wrote may say anything. */
  return before == lift_node_get_enum (release, LIFT_RELEASE_STATE) || !lift_state_allowed (release, before, NULL, NULL) ? LIFT_RELEASE_ACTIVE : before;
}
