/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/node.h"

G_BEGIN_DECLS

/* What else is to be known of the deadline of a phase: that the rule for weekends and holidays moved it, and of the release day what stands against it.
 * Not to be seen when there is nothing. */
#define LIFT_TYPE_PHASE_NOTES (lift_phase_notes_get_type ())
G_DECLARE_FINAL_TYPE (LiftPhaseNotes, lift_phase_notes, LIFT, PHASE_NOTES, GtkBox)

void lift_phase_notes_show (LiftPhaseNotes *self, const LiftNode *release, const LiftNode *phase, gint64 now);

G_END_DECLS
