/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/document.h"

G_BEGIN_DECLS

/* The folded form of the sidebar: number, ring and count of each phase, the words as tooltip and accessible name. Properties "document" and
 * "phase", and actions, as LiftSidebar. */
#define LIFT_TYPE_RAIL (lift_rail_get_type ())
G_DECLARE_FINAL_TYPE (LiftRail, lift_rail, LIFT, RAIL, AdwBin)

GtkWidget *lift_rail_new         (void);
void       lift_rail_update_time (LiftRail *self, gint64 now, gint64 *changes);

G_END_DECLS
