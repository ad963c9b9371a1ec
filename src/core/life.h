/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intents.h"

G_BEGIN_DECLS

/* The life of a release: its state, its deployments, who is on, and the releases it belongs with. Groups as in intents.h. */

gboolean   lift_state_allowed         (LiftNode *root, LiftReleaseState state, gboolean *needs_reason, GError **error);
LiftGroup *lift_intent_release_state  (LiftNode *root, LiftReleaseState state, const char *reason, const char *by, gint64 at, const LiftAct *act,
                                       GError **error);

/**
 * LiftDeployStart:
 * @target: (nullable): production, a region, a wave; NULL for the one that is planned, else that of the last deployment, else “Production”
 * @build: (nullable): the candidate build; NULL keeps what is planned, or what was deployed last in the same attempt
 * @ticket: (nullable): the change ticket; NULL keeps what is planned, or that of the last deployment
 * @new_attempt: whether it is a new attempt even where another target would join the current one
 */
typedef struct
{
  const char *target;
  const char *build;
  const char *ticket;
  gboolean    new_attempt;
} LiftDeployStart;

/**
 * LiftDeployment:
 * @target: (nullable): the target; NULL keeps it
 * @build: (nullable): the candidate build; NULL keeps it, empty removes it
 * @ticket: (nullable): the change ticket; the same
 * @planned: (nullable): the wall clock time at which it is to start, in the release’s zone; the same
 * @window: (nullable): the length of its own deployment window; the same
 * @started: seconds since 1970 UTC; %LIFT_NO_INSTANT keeps it
 * @ended: seconds since 1970 UTC; %LIFT_NO_INSTANT keeps it
 */
typedef struct
{
  const char *target;
  const char *build;
  const char *ticket;
  const char *planned;
  const char *window;
  gint64      started;
  gint64      ended;
} LiftDeployment;

LiftGroup *lift_intent_deploy_start   (LiftNode *root, const LiftDeployStart *start, const char *by, gint64 at, const LiftAct *act, char **id, GError **error);
LiftGroup *lift_intent_deploy_end     (LiftNode *root, const char *id, LiftOutcome outcome, const char *reason, const char *by, gint64 at, GError **error);
LiftGroup *lift_intent_deploy_plan    (LiftNode *root, const LiftDeployment *plan, const LiftAct *act, char **id, GError **error);
LiftGroup *lift_intent_deploy_correct (LiftNode *root, const char *id, const LiftDeployment *correct, GError **error);
LiftGroup *lift_intent_deploy_remove  (LiftNode *root, const char *id, GError **error);

const char *lift_release_who_is_on    (const LiftNode *release);
const char *lift_item_responsible     (const LiftNode *release, const LiftNode *item);
LiftGroup *lift_intent_hand_over      (LiftNode *root, const char *to, const char *note, gint64 at, const LiftAct *act, GError **error);

LiftGroup *lift_intent_link           (LiftNode *root, LiftLinkRole role, LiftNode *other, const LiftAct *act, GError **error);
void       lift_hotfix_details        (LiftNode *release, LiftReleaseDetails *details, LiftCalendarChange *calendar);
LiftNode  *lift_link_new              (LiftLinkRole role, LiftNode *other, const char *position, GRand *rand);

G_END_DECLS
