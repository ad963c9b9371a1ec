/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An entry row that asks for the time of day of deadlines that days or weeks lead to; empty is that of the release. For a release at night it proposes the end of the
 * working day as long as the person has not touched it. */
#define LIFT_TYPE_DAY_TIME_ROW (lift_day_time_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftDayTimeRow, lift_day_time_row, LIFT, DAY_TIME_ROW, AdwEntryRow)

GtkWidget *lift_day_time_row_new    (void);

/* As in the document: "17:00" or NULL. Minutes count from midnight. */
void       lift_day_time_row_set    (LiftDayTimeRow *self, const char *day_time, int release_minutes);
void       lift_day_time_row_follow (LiftDayTimeRow *self, int release_minutes);

/* Whether all is well; then @day_time is "" for that of the release. */
gboolean   lift_day_time_row_get    (LiftDayTimeRow *self, char **day_time);
gboolean   lift_day_time_row_get_proposed (LiftDayTimeRow *self);

G_END_DECLS
