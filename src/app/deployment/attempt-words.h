/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/attempt.h"

G_BEGIN_DECLS

/* How the deployments of an attempt stand: “2 succeeded · 1 running”; the outcome alone where there is but one. */
char     *lift_attempt_dup_tally   (const LiftNode *attempt);

/* “Attempt 1: Rolled back · 5 of 7”, as it left @phase; NULL: without it. */
char     *lift_attempt_dup_summary (const LiftNode *release, const LiftNode *attempt, const LiftNode *phase);

/* “Attempt 1 · EU West”: what stands before lift_words_deployment (). The target is left out where it is Production alone, the attempt where there are several. */
char     *lift_deployment_dup_name (const LiftNode *release, const LiftNode *attempt, const LiftNode *deployment);

/* Whether it has one deployment. */
gboolean  lift_attempt_is_single   (const LiftNode *attempt);

G_END_DECLS
