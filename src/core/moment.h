/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "node.h"

G_BEGIN_DECLS

/* Time: wall clocks, zones, durations. Instants are seconds since 1970 UTC, or LIFT_NO_INSTANT. */

typedef struct
{
  int year, month, day, hour, minute, second;
} LiftLocal;

/* How a wall clock time met its zone (RFC 5545 3.3.5, Temporal "compatible"). */
typedef enum
{
  LIFT_RESOLVED_EXACT,
  LIFT_RESOLVED_GAP,     /* it does not exist; the offset before the gap was taken */
  LIFT_RESOLVED_OVERLAP, /* it happens twice; the first occurrence was taken */
} LiftResolution;

/* ISO 8601: the sign applies to all parts; years to days are calendar arithmetic, seconds are exact. */
typedef struct
{
  int    years, months, weeks, days;
  gint64 seconds;
  int    sign; /* +1 or -1 */
} LiftDuration;

gboolean    lift_local_parse       (const char *text, LiftLocal *local);
char       *lift_local_format      (const LiftLocal *local);
gboolean    lift_clock_parse       (const char *text, LiftLocal *local);
int         lift_local_weekday     (const LiftLocal *local);
gboolean    lift_local_is_night    (const LiftLocal *local);
gint64      lift_local_to_seconds  (const LiftLocal *local);
void        lift_local_from_seconds (gint64 seconds, LiftLocal *local);
gboolean    lift_duration_parse    (const char *text, LiftDuration *duration);
char       *lift_duration_format   (const LiftDuration *duration);
gboolean    lift_duration_is_zero  (const LiftDuration *duration);
gboolean    lift_duration_has_days (const LiftDuration *duration);
gint64      lift_instant_parse     (const char *text);
char       *lift_instant_format    (gint64 instant);

GTimeZone  *lift_zone_get          (const char *name, GError **error);
const char *const *lift_zone_names (void);
gint64      lift_zone_resolve      (GTimeZone *zone, const LiftLocal *local, LiftResolution *how);
void        lift_zone_local        (GTimeZone *zone, gint64 instant, LiftLocal *local, gint32 *utc_offset, const char **abbreviation);
gboolean    lift_local_shift       (const LiftLocal *local, const LiftDuration *duration, LiftLocal *moved);
gint64      lift_zone_shift        (GTimeZone *zone, const LiftLocal *local, const LiftDuration *duration, LiftResolution *how);

G_END_DECLS
