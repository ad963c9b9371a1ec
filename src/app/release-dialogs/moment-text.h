/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/moment.h"

G_BEGIN_DECLS

/* Dates, times and deployment windows as a person types them. Without widgets. */

/* The order in which figures make a date; one that begins with four figures is always year, month, day. */
typedef enum
{
  LIFT_DATE_DMY,
  LIFT_DATE_MDY,
  LIFT_DATE_YMD,
} LiftDateOrder;

/* The start of a window, and its end on the clock or its length. Minutes count from midnight; @end is after @start, on the next day if need be,
 * or -1. */
typedef struct
{
  int          start;
  int          end;
  gboolean     has_length;
  LiftDuration length;
} LiftTimeText;

LiftDateOrder lift_date_order       (void);
gboolean      lift_date_text_parse  (const char *text, LiftDateOrder order, const LiftLocal *today, LiftLocal *date);

gboolean      lift_time_text_parse  (const char *text, LiftTimeText *time);
char         *lift_time_text_format (const LiftLocal *start, const char *window, GTimeZone *zone);
void          lift_time_text_length (const LiftTimeText *time, const LiftLocal *date, GTimeZone *zone, LiftDuration *length);

const char   *lift_local_zone_name  (void);

G_END_DECLS
