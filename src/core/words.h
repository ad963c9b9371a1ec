/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conflict.h"
#include "schedule.h"
#include "workday.h"

G_BEGIN_DECLS

/* Time and state in the words of the reader's language. Figures are cut, never rounded up. @changes as in schedule.h: the window arms one
 * timer on the lowest of them. All return new strings. @zone is the zone to speak in. */

char *lift_words_countdown   (gint64 moment, gint64 now, gint64 *changes);
char *lift_words_elapsed     (gint64 since, gint64 now, gint64 *changes);
char *lift_words_phase_state (const LiftNode *release, const LiftNode *phase, gint64 now, GTimeZone *zone, gint64 *changes);
char *lift_words_due         (const LiftNode *release, const LiftNode *phase, gint64 now);
char *lift_words_offset      (const char *duration, LiftDayCount counted);
char *lift_words_offset_long (const char *duration, LiftDayCount counted);
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
char *lift_words_title       (const LiftNode *node);
char *lift_words_thing       (LiftNode *root, const LiftNode *node);
char *lift_words_text        (const LiftNode *node, LiftField field);
char *lift_words_release_state (const LiftNode *release, GTimeZone *zone, gint64 now, gint64 *changes);
char *lift_words_moves       (const LiftNode *release, gint64 now);
char *lift_words_slip        (const LiftNode *release);
gint64 lift_release_slip     (const LiftNode *release, guint *n);
char *lift_words_span        (const LiftSpan *span, GTimeZone *zone);
char *lift_words_clash       (const LiftNode *release, const LiftClash *clash);
char *lift_words_clash_now   (const LiftNode *release, const LiftClash *clash);
char *lift_words_override    (const LiftNode *release, gint64 now);
char *lift_words_rule        (const LiftNode *release, const LiftNode *phase);
char *lift_words_attempt     (const LiftNode *release, const LiftNode *attempt);
char *lift_words_deployment  (const LiftNode *deployment, GTimeZone *zone, gint64 now, gint64 *changes);
char *lift_words_item_moment (const LiftNode *release, const LiftNode *phase, const LiftNode *item, gint64 now);
char *lift_words_item_time   (const LiftNode *release, const LiftNode *phase, const LiftNode *item, gint64 now, gsize *n_time);
char *lift_words_handover    (LiftNode *release, gint64 now);
char *lift_words_candidate   (const LiftConflict *conflict, guint candidate, GTimeZone *zone, gint64 now, gint64 *changes);
char *lift_words_in_conflict (const GPtrArray *conflicts);
char *lift_words_n_conflicts (guint n);
const char *lift_words_conflict (const LiftConflict *conflict);

G_END_DECLS
