/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row that shows a time zone and opens a list of all of them to search in. Property "zone": a name of tzdata. */
#define LIFT_TYPE_ZONE_ROW (lift_zone_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftZoneRow, lift_zone_row, LIFT, ZONE_ROW, AdwActionRow)

GtkWidget  *lift_zone_row_new      (void);
const char *lift_zone_row_get_zone (LiftZoneRow *self);
void        lift_zone_row_set_zone (LiftZoneRow *self, const char *zone);

/* The day of which the offsets are told, as an instant; LIFT_NO_INSTANT for none. */
void        lift_zone_row_set_day  (LiftZoneRow *self, gint64 day);

G_END_DECLS
