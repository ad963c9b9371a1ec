/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sidebar/side-facts.h"

G_BEGIN_DECLS

/* An entry of the sidebar: a phase or the incident entry, in the full form or that of the rail. Shows what its facts say. */
#define LIFT_TYPE_SIDE_ROW (lift_side_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftSideRow, lift_side_row, LIFT, SIDE_ROW, GtkListBoxRow)

/* @phase: (nullable): the id of the phase; NULL: the incident entry */
GtkWidget  *lift_side_row_new       (const char *phase, gboolean folded);
const char *lift_side_row_get_phase (LiftSideRow *self);
void        lift_side_row_show      (LiftSideRow *self, const LiftSideFacts *facts);

G_END_DECLS
