/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Asks what a release is called and who manages it. */
void lift_details_dialog_present (LiftSession *session, GtkWidget *parent);

G_END_DECLS
