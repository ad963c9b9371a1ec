/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libical/ical.h>

#include "calendar.h"

G_BEGIN_DECLS

/* Events of an iCalendar file (RFC 5545). Wall clock times are seconds as of lift_local_to_seconds(). */

/* Whose wall clock a time means. */
typedef struct
{
  GTimeZone    *zone; /* NULL: ical's */
  icaltimezone *ical; /* made from the file's VTIMEZONE */
} LiftIcsClock;

typedef struct
{
  gboolean     is_date;
  gint64       wall;
  LiftIcsClock clock;   /* not of a date */
  gint64       instant; /* not of a date */
} LiftIcsTime;

/* What all events of a file share. */
typedef struct
{
  GTimeZone  *zone;     /* the release's, which floating times are in */
  GHashTable *zones;    /* (element-type utf8 icaltimezone): those of the file that tzdata does not know */
  GHashTable *replaced; /* (element-type utf8 GArray): UID to the LiftIcsTime of occurrences that have an event of their own */
} LiftIcsFile;

typedef struct
{
  char       *name; /* or NULL */
  LiftIcsTime start;
  gint64      days;        /* of an event of whole days */
  gboolean    is_exact;    /* seconds is how long it takes; else nominal_days on the wall clock and then seconds (RFC 5545 3.8.5.3) */
  gint64      nominal_days;
  gint64      seconds;
  gint64      wall_length; /* on the wall clock, or 0: start and end have different zones */
  GArray     *but;         /* (element-type LiftIcsTime): not these; NULL: all */
  icalcomponent *component;
} LiftIcsEvent;

char    *lift_ics_reduce         (const char *bytes, gsize length);

void     lift_ics_file_init      (LiftIcsFile *file, icalcomponent *calendar, GTimeZone *zone);
void     lift_ics_file_clear     (LiftIcsFile *file);
gboolean lift_ics_time_read      (LiftIcsFile *file, icalproperty *property, struct icaltimetype time, const LiftIcsClock *clock,
                                  LiftIcsTime *result);
gboolean lift_ics_time_get_wall  (const struct icaltimetype *time, gint64 *wall);
struct icaltimetype lift_ics_time_to_ical (gint64 wall);
gint64   lift_ics_clock_resolve  (const LiftIcsClock *clock, gint64 wall);
gint64   lift_ics_clock_wall     (const LiftIcsClock *clock, gint64 instant);
gboolean lift_ics_event_read     (LiftIcsFile *file, icalcomponent *component, LiftIcsEvent *event);
void     lift_ics_event_clear    (LiftIcsEvent *event);
gint64   lift_ics_event_end      (const LiftIcsEvent *event, gint64 wall, gint64 start);
gboolean lift_ics_event_excludes (const LiftIcsEvent *event, gint64 wall, gint64 start);

G_END_DECLS
