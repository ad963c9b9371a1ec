/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "moment.h"

G_BEGIN_DECLS

/* Working days, deployment windows and freezes. A release carries its own, as lists of one period a line, so that its deadlines are the
 * same on every machine and whoever reads the document sees why:
 *
 *   2026-12-25 Christmas Day                       a day
 *   2026-12-24/2027-01-01 Company holidays         days, the last one included
 *   12-25 Christmas Day     12-18/01-04 Year end   every year
 *   monthly 28/2 Month end                         every month, the last day included; a day that a month does not have is its last one
 *   Fri Weekly close        Mon-Thu, Sat Fixed     every week, whole days
 *   Tue,Thu 10:00-16:00 Regular window             every week, on each of these days; 24:00 is the end of a day
 *   Fri 12:00/Mon 06:00 Weekend                    every week, from the one to the other
 *   2026-12-09T10:00/2026-12-09T14:00 Big window   from a wall clock time of the release's zone to another; with a Z behind both: in UTC
 *
 * The rest of the line is a name, which may be left out. Blank lines, lines that start with “#” and lines “---” say nothing. Names of days are
 * Mon Tue Wed Thu Fri Sat Sun, in any case of letters. In a list of holidays only periods of whole days may stand. */

typedef enum
{
  LIFT_PERIODS_ANY,  /* windows and freezes */
  LIFT_PERIODS_DAYS, /* holidays: whole days only */
} LiftPeriodsKind;

/* One occurrence of a period. */
typedef struct
{
  gint64 start; /* seconds since 1970 UTC */
  gint64 end;   /* the first second after it */
  char  *name;  /* NULL: it has none */
} LiftSpan;

void       lift_span_clear          (LiftSpan *span);

gboolean   lift_periods_check       (const char *text, LiftPeriodsKind kind, GError **error);
gboolean   lift_periods_next        (const char *text, GTimeZone *zone, gint64 from, LiftSpan *span);
gboolean   lift_periods_overlap     (const char *text, GTimeZone *zone, gint64 start, gint64 end, LiftSpan *span);
gboolean   lift_periods_contain     (const char *text, GTimeZone *zone, gint64 start, gint64 end, LiftSpan *span);
gboolean   lift_periods_are_empty   (const char *text);
gboolean   lift_holiday_find        (const char *text, const LiftLocal *day, char **name);

/* Weekends: the days of the week that are not worked, as “Sat Sun”. A bit for each day, 1 << 1 for Monday to 1 << 7 for Sunday. */
#define LIFT_WEEKEND_USUAL ((1u << 6) | (1u << 7))
gboolean   lift_weekdays_parse      (const char *text, guint *days);
char      *lift_weekdays_format     (guint days);

/* An iCalendar file as such a list. */
char      *lift_periods_from_ics    (const char *name, const char *bytes, gsize length, LiftPeriodsKind kind, GTimeZone *zone,
                                     gint64 from, gint64 until, guint *n_left_out, GError **error);
char      *lift_periods_load        (const char *path, LiftPeriodsKind kind, GTimeZone *zone, gint64 from, gint64 until, guint *n_left_out,
                                     GError **error);

G_END_DECLS
