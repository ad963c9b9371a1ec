/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/* Asks what a phase is called, when it is to be finished and what becomes of that on weekends and holidays. @id: the phase, or the one after which a new one comes */
void lift_phase_form_present (LiftWindow *window, const char *id, gboolean is_new);

G_END_DECLS
