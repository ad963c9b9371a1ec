/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Asks where a release moves to, and shows what becomes of every deadline. */
void lift_reschedule_dialog_present (LiftSession *session, GtkWidget *parent);

G_END_DECLS
