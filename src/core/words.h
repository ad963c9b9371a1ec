/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conflict.h"
#include "schedule.h"

G_BEGIN_DECLS

/* Time and state in the words of the reader's language. Figures are cut, never rounded up. @changes as in schedule.h: the window arms one
 * timer on the lowest of them. All return new strings. @zone is the zone to speak in. */

char *lift_words_countdown   (gint64 moment, gint64 now, gint64 *changes);
char *lift_words_elapsed     (gint64 since, gint64 now, gint64 *changes);
char *lift_words_phase_state (const LiftNode *release, const LiftNode *phase, gint64 now, GTimeZone *zone, gint64 *changes);
char *lift_words_due         (const LiftNode *release, const LiftNode *phase, gint64 now);
char *lift_words_offset      (const char *duration);
char *lift_words_offset_long (const char *duration);
char *lift_words_date        (gint64 instant, GTimeZone *zone, gint64 now);
char *lift_words_local_date  (const LiftLocal *local);
char *lift_words_day         (gint64 instant, GTimeZone *zone, gint64 now, gint64 *changes);
char *lift_words_date_time   (gint64 instant, GTimeZone *zone, gint64 now, gboolean with_zone);
char *lift_words_full        (gint64 instant, GTimeZone *zone, gboolean with_zone);
char *lift_words_when        (gint64 instant, GTimeZone *zone, gint64 now, gint64 *changes);
char *lift_words_item_state  (const LiftNode *item, GTimeZone *zone, gint64 now, gint64 *changes);
char *lift_words_item_details (const LiftNode *item, GTimeZone *zone, gint64 now, gint64 *changes);
char *lift_words_tally       (const LiftNodes *items, guint most_parts);
char *lift_words_of          (guint n, guint total);
char *lift_words_release_name (const LiftNode *release);
char *lift_words_text        (const LiftNode *node, LiftField field);
char *lift_words_candidate   (const LiftConflict *conflict, guint candidate, GTimeZone *zone, gint64 now, gint64 *changes);
char *lift_words_in_conflict (const GPtrArray *conflicts);
char *lift_words_n_conflicts (guint n);
const char *lift_words_conflict (const LiftConflict *conflict);

G_END_DECLS
