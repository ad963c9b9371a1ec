/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Asks for a moment of its own for a phase, or lets it follow the release again. */
void lift_pin_dialog_present (LiftSession *session, const char *phase_id, GtkWidget *parent);

G_END_DECLS
