/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "release-groups.h"

G_BEGIN_DECLS

/* The line above a group of releases; that of the archive opens and closes it. */
#define LIFT_TYPE_HEADING_ROW (lift_heading_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftHeadingRow, lift_heading_row, LIFT, HEADING_ROW, GtkBox)

GtkWidget *lift_heading_row_new  (void);
void       lift_heading_row_show (LiftHeadingRow *self, LiftReleaseHeading *heading);

G_END_DECLS
