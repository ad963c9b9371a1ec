/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Asks on which days a release is worked on, and when it may be deployed, and shows what becomes of every deadline. */
void lift_calendar_dialog_present (LiftSession *session, GtkWidget *parent);

G_END_DECLS
