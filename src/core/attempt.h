/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "node.h"

G_BEGIN_DECLS

/* Deployments. A release is deployed in attempts, each to one target or to several side by side; the last attempt is the current one. What the
 * attempts mean for the deadlines is in schedule.h. */

typedef enum
{
  LIFT_DEPLOY_WAITS, /* planned */
  LIFT_DEPLOY_RUNS,
  LIFT_DEPLOY_OVER,
} LiftDeploymentState;

LiftDeploymentState lift_deployment_state (const LiftNode *deployment);

LiftNode *lift_attempt_current   (const LiftNode *release);
LiftNode *lift_deployment_last   (const LiftNode *release);
guint     lift_attempt_number    (const LiftNode *release, const LiftNode *attempt);
gint64    lift_attempt_started   (const LiftNode *attempt);
gint64    lift_attempt_ended     (const LiftNode *attempt);
gboolean  lift_attempt_is_over   (const LiftNode *attempt);
gboolean  lift_attempt_goes_on   (const LiftNode *attempt);
gboolean  lift_attempt_succeeded (const LiftNode *attempt);
LiftNode *lift_attempt_find      (const LiftNode *attempt, const char *target);
gboolean  lift_attempt_is_needed (const LiftNode *release, const char *target);
GPtrArray *lift_release_running  (const LiftNode *release, const char *target);
LiftNode *lift_attempt_find_kept (const LiftNode *attempt, const LiftNode *phase);
LiftNode *lift_attempt_kept_of    (const LiftNode *release, const LiftNode *kept);
guint     lift_release_n_running (const LiftNode *release, LiftNode **first);

G_END_DECLS
