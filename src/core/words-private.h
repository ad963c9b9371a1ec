/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "words.h"

G_BEGIN_DECLS

/* Days are counted since 1970-01-01 on the wall clock of a zone. */
gint64 lift_words_get_day      (gint64 instant, GTimeZone *zone);
void   lift_words_day_changes  (gint64 *changes, gint64 day, GTimeZone *zone, gint64 now);
char  *lift_words_format       (gint64 instant, GTimeZone *zone, const char *pattern);
char  *lift_words_clock        (gint64 instant, GTimeZone *zone);
char  *lift_words_length       (const LiftDuration *duration, LiftDayCount counted, gboolean in_full);

G_END_DECLS
