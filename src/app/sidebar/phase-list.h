/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

#define LIFT_SIDE_INCIDENT "incident"

/* The phases and the incident entry: what the sidebar and the rail have in common.
 *
 * Properties: "document"; "phase", the id of the selected phase, or "incident", or NULL; "folded" (construct only), the form of the rail;
 * "own-page", that walking over the rows does not open them yet. Choosing a row activates win.phase::ID or win.incident and leaves "phase" to
 * who answers. */
#define LIFT_TYPE_PHASE_LIST (lift_phase_list_get_type ())
G_DECLARE_FINAL_TYPE (LiftPhaseList, lift_phase_list, LIFT, PHASE_LIST, GtkWidget)

void lift_phase_list_update_time (LiftPhaseList *self, gint64 now, gint64 *changes);

G_END_DECLS
