/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

/* One response step of an incident. Keys act as on an item of the checklist. */
#define LIFT_TYPE_STEP_ROW (lift_step_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftStepRow, lift_step_row, LIFT, STEP_ROW, GtkListBoxRow)

GtkWidget *lift_step_row_new         (LiftRow *row);
const char *lift_step_row_get_id     (LiftStepRow *self);
void       lift_step_row_update_time (LiftStepRow *self, GTimeZone *zone, gint64 now, gint64 *changes);

G_END_DECLS
