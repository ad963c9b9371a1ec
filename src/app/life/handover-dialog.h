/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Asks who takes the release over, with a note made from the facts; shows the hand-overs before. */
void lift_handover_dialog_present (LiftSession *session, GtkWidget *parent);

G_END_DECLS
