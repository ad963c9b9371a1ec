/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Seven buttons, a day each in the order of the locale's week, of which those that are down are not worked. Signal "changed" (void). */
#define LIFT_TYPE_WEEKEND_ROW (lift_weekend_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftWeekendRow, lift_weekend_row, LIFT, WEEKEND_ROW, AdwBin)

GtkWidget *lift_weekend_row_new      (void);

/* A bit for each day, as in LIFT_WEEKEND_USUAL. */
void       lift_weekend_row_set_days (LiftWeekendRow *self, guint days);
guint      lift_weekend_row_get_days (LiftWeekendRow *self);

G_END_DECLS
