/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/schedule.h"

G_BEGIN_DECLS

/* What a person should know about moments before they are set. Without widgets. */

typedef enum
{
  LIFT_MOMENT_PAST = 1 << 0,
  LIFT_MOMENT_GAP = 1 << 1,    /* its time on the clock does not exist */
  LIFT_MOMENT_TWICE = 1 << 2,  /* its time on the clock happens twice */
  LIFT_MOMENT_SATURDAY = 1 << 3,
  LIFT_MOMENT_SUNDAY = 1 << 4,
  LIFT_MOMENT_DAY_OFF = 1 << 5, /* a holiday, or another day of the weekend */
} LiftMomentFlags;

/* The clocks of the release's zone are changed between its first and its last moment. */
typedef struct
{
  gint64 at;
  int    shift; /* seconds, more than 0: forward */
} LiftClockChange;

LiftMomentFlags lift_moment_check     (const LiftNode *release, gint64 now);
LiftMomentFlags lift_deadline_check   (const LiftNode *release, const LiftNode *phase, gint64 now);
char           *lift_moment_warning   (const LiftNode *release, gint64 now);
char           *lift_deadline_warning (const LiftNode *release, const LiftNode *phase, gint64 now);

GArray         *lift_clock_changes    (const LiftNode *release);
char           *lift_clock_change_title (const LiftNode *release, const LiftClockChange *change);
char           *lift_clock_change_text  (const LiftNode *release, const LiftClockChange *change);

G_END_DECLS
