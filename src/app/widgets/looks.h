/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/attempt.h"
#include "core/schedule.h"

G_BEGIN_DECLS

/* Which icon and which style class stand for a state, everywhere in the window. */
const char *lift_phase_state_icon  (LiftPhaseState state);
const char *lift_phase_state_class (LiftPhaseState state);
const char *lift_release_state_icon (LiftReleaseState state);
const char *lift_item_state_icon   (LiftItemState state);
const char *lift_item_state_class  (LiftItemState state);
const char *lift_deployment_icon   (const LiftNode *deployment);
const char *lift_deployment_class  (const LiftNode *deployment);

/* The same for a phase of a release, where nothing looks pressing that is not. */
const char *lift_phase_icon        (const LiftNode *release, const LiftNode *phase, LiftPhaseState state);
const char *lift_phase_class       (const LiftNode *release, const LiftNode *phase, LiftPhaseState state);

/* Widths are given for text of 11 pt and grow with it. */
double      lift_text_scale        (GtkWidget *widget);

/* A text that is not to be read as a label with a mnemonic: “a_b” becomes “a__b”. */
char       *lift_escape_mnemonic   (const char *text);

/* Gives @widget @class and takes the other state classes away; NULL takes them all. */
void        lift_set_state_class   (GtkWidget *widget, const char *class);

G_END_DECLS
