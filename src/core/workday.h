/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"

G_BEGIN_DECLS

/* What the calendar of a release says: working days, and whether a time falls where nothing may be deployed. */

const char *lift_weekday_label (int weekday);
gboolean lift_workday_is       (const LiftNode *release, const LiftLocal *day, char **why);
gboolean lift_workday_step     (const LiftNode *release, LiftLocal *day, int direction);
gboolean lift_workday_count    (const LiftNode *release, LiftLocal *day, int n);

/* What stands against a time, the worse first. */
typedef enum
{
  LIFT_CLASH_NONE,
  LIFT_CLASH_FREEZE,  /* it lies in the span, at least in part */
  LIFT_CLASH_OUTSIDE, /* it lies outside of the deployment windows, at least in part; the span is the next one, if there is one */
} LiftClashKind;

typedef struct
{
  LiftClashKind kind;
  gboolean      has_span;
  LiftSpan      span;
} LiftClash;

gboolean lift_clash_find       (const LiftNode *release, gint64 start, gint64 end, LiftClash *clash);
gboolean lift_clash_now        (const LiftNode *release, gint64 now, LiftClash *clash, gint64 *changes);
gboolean lift_clash_of_release (const LiftNode *release, LiftClash *clash);
gboolean lift_clash_overridden (const LiftNode *release);
void     lift_clash_clear      (LiftClash *clash);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LiftClash, lift_clash_clear)

G_END_DECLS
