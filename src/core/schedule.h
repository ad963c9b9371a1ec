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

/* Why deadlines are shown but nothing is overdue or due soon. */
typedef enum
{
  LIFT_QUIET_NOT,
  LIFT_QUIET_HELD,
  LIFT_QUIET_ABORTED,
  LIFT_QUIET_CLOSED,
  LIFT_QUIET_ATTEMPT, /* the last attempt did not stand: the phase waits for another */
  LIFT_QUIET_RUNNING, /* a deployment goes on: the phase counts from its end */
} LiftQuiet;

/**
 * LiftDue:
 * @instant: when it is due, seconds since 1970 UTC; %LIFT_NO_INSTANT: never
 * @how: how the wall clock time met its zone
 * @moved: whether the rule for weekends and holidays moved it
 * @nominal: when it would be due with the rule “keep”
 * @rule: the rule that holds for it
 * @day: where it is @moved: the day that the rule led to, before hours are counted
 * @nominal_day: where it is @moved: the day that it would have been with the rule “keep”
 */
typedef struct
{
  gint64         instant;
  LiftResolution how;
  gboolean       moved;
  gint64         nominal;
  LiftDayRule    rule;
  LiftLocal      day;
  LiftLocal      nominal_day;
} LiftDue;

gint64         lift_schedule_moment        (const LiftNode *release);
GTimeZone     *lift_schedule_zone          (const LiftNode *release);
gint64         lift_schedule_window_end    (const LiftNode *release);
GTimeZone     *lift_schedule_phase_zone    (const LiftNode *release, const LiftNode *phase);
gint64         lift_schedule_due           (const LiftNode *release, const LiftNode *phase, LiftResolution *how);
void           lift_schedule_reckon        (const LiftNode *release, const LiftNode *phase, LiftDue *due);
gint64         lift_schedule_item_due      (const LiftNode *release, const LiftNode *phase, const LiftNode *item);
gint64         lift_schedule_overdue_from  (const LiftNode *release, const LiftNode *phase);
gboolean       lift_schedule_is_release_day (const LiftNode *phase);
gboolean       lift_schedule_is_from_release_day (const LiftNode *phase);
LiftQuiet      lift_schedule_quiet         (const LiftNode *release, const LiftNode *phase);
LiftPhaseState lift_schedule_phase_state   (const LiftNode *release, const LiftNode *phase, gint64 now, gint64 *changes);
LiftNode      *lift_schedule_needs_work    (const LiftNode *release, gint64 now);
LiftNode      *lift_schedule_next          (const LiftNode *release, gint64 now);
guint          lift_schedule_n_items       (const LiftNode *release, guint *n_closed);
gboolean       lift_schedule_is_open_incident (const LiftNode *incident);
LiftNode      *lift_schedule_open_incident (const LiftNode *release);
const char    *lift_phase_state_word       (LiftPhaseState state);
void           lift_changes_lower          (gint64 *changes, gint64 at);

G_END_DECLS
