/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "moment.h"

G_BEGIN_DECLS

/* When things are due and what state that makes them: pure functions of (document, now). Where @changes is taken it is lowered to the next
 * instant at which the answer changes by time alone (start it at G_MAXINT64; it may be NULL). */

typedef enum
{
  LIFT_PHASE_UPCOMING,
  LIFT_PHASE_IN_PROGRESS,
  LIFT_PHASE_DUE_SOON,
  LIFT_PHASE_OVERDUE,
  LIFT_PHASE_DONE,
} LiftPhaseState;

gint64         lift_schedule_moment        (const LiftNode *release);
GTimeZone     *lift_schedule_zone          (const LiftNode *release);
gint64         lift_schedule_window_end    (const LiftNode *release);
GTimeZone     *lift_schedule_phase_zone    (const LiftNode *release, const LiftNode *phase);
gint64         lift_schedule_due           (const LiftNode *release, const LiftNode *phase, LiftResolution *how);
gint64         lift_schedule_overdue_from  (const LiftNode *release, const LiftNode *phase);
gboolean       lift_schedule_is_release_day (const LiftNode *phase);
LiftPhaseState lift_schedule_phase_state   (const LiftNode *release, const LiftNode *phase, gint64 now, gint64 *changes);
LiftNode      *lift_schedule_needs_work    (const LiftNode *release, gint64 now);
LiftNode      *lift_schedule_next          (const LiftNode *release, gint64 now);
guint          lift_schedule_n_items       (const LiftNode *release, guint *n_closed);
LiftNode      *lift_schedule_open_incident (const LiftNode *release);
const char    *lift_phase_state_word       (LiftPhaseState state);
void           lift_changes_lower          (gint64 *changes, gint64 at);

G_END_DECLS
