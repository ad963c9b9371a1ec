/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"

G_BEGIN_DECLS

/* One line of a list of periods. Wall clock times are seconds as of lift_local_to_seconds(): a day has 86400 of them. */

#define LIFT_DAY  G_GINT64_CONSTANT (86400)
#define LIFT_WEEK (7 * LIFT_DAY)

typedef enum
{
  LIFT_PERIOD_DATES,   /* start and end: wall clock */
  LIFT_PERIOD_YEARLY,  /* start and end: 100 * month + day, the last day included */
  LIFT_PERIOD_MONTHLY, /* start and end: days of the month, the last day included */
  LIFT_PERIOD_WEEKLY,  /* days */
  LIFT_PERIOD_HOURS,   /* days; start and end: seconds of the day */
  LIFT_PERIOD_OF_WEEK, /* start and end: seconds since Monday 00:00, the end at most a week after the start */
  LIFT_PERIOD_TIMES,   /* start and end: wall clock, of UTC if utc */
} LiftPeriodForm;

typedef struct
{
  LiftPeriodForm form;
  gint64         start, end;
  guint          days; /* as in LIFT_WEEKEND_USUAL */
  gboolean       utc;
  const char    *name; /* in the line */
  gsize          name_length;
} LiftPeriod;

/* What a line is. */
typedef enum
{
  LIFT_LINE_PERIOD,
  LIFT_LINE_EMPTY,     /* says nothing */
  LIFT_LINE_FORM,      /* wrong: none of the forms */
  LIFT_LINE_NO_DAY,    /* wrong: a day that the calendar does not have */
  LIFT_LINE_NO_TIME,   /* wrong: a time that the clock does not have */
  LIFT_LINE_BACKWARDS, /* wrong: ends before it starts, or as it starts */
  LIFT_LINE_ZONES,     /* wrong: only one of the times is in UTC */
  LIFT_LINE_NAME,      /* wrong: the name looks like the rest of a period */
} LiftLine;

const char *lift_line_next      (const char **text, gsize *length);
LiftLine    lift_line_read      (const char *line, gsize length, LiftPeriod *period);
gboolean    lift_period_is_days (const LiftPeriod *period);
gboolean    lift_period_first   (const LiftPeriod *period, gint64 after, gint64 *start, gint64 *end);
guint       lift_weekday_find   (const char *text, gsize length);
const char *lift_weekday_name   (guint weekday);

G_END_DECLS
