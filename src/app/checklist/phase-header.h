/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/schedule.h"
#include "item-filter.h"

G_BEGIN_DECLS

/* The head of the checklist: the phase, its state and deadline, the filter, the deployments of the release-day phase, the strip and the tally. The filter buttons activate
 * checklist.filter. */
#define LIFT_TYPE_PHASE_HEADER (lift_phase_header_get_type ())
G_DECLARE_FINAL_TYPE (LiftPhaseHeader, lift_phase_header, LIFT, PHASE_HEADER, GtkWidget)

void lift_phase_header_set_phase     (LiftPhaseHeader *self, const LiftNode *phase);
void lift_phase_header_set_states    (LiftPhaseHeader *self, const guint8 *states, guint n);
void lift_phase_header_set_mine      (LiftPhaseHeader *self, guint n);
void lift_phase_header_set_filter    (LiftPhaseHeader *self, LiftFilter filter);
void lift_phase_header_set_read_only (LiftPhaseHeader *self, gboolean read_only);
gboolean lift_phase_header_focus_deployment (LiftPhaseHeader *self);
void lift_phase_header_update_time   (LiftPhaseHeader *self, const LiftNode *release, const LiftNode *phase, gint64 now, gint64 *changes);

G_END_DECLS
