/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* The earlier versions of the release, what restoring one would change, and the button that does it. Returns the window; its signal
 * "restored" (const char *text) says what was restored, right after it was. */
GtkWidget *lift_versions_window_present (LiftSession *session, GtkWidget *parent);

G_END_DECLS
