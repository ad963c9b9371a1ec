/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

typedef void (*LiftStateChanged) (LiftSession *session, gpointer user_data);

/* Asks for the reason of a new state of the release, who decided it and when; whoever closes a release with an open incident is asked about that first. What is not
 * allowed is said instead. @changed may be NULL; it is called once it is done. */
void lift_release_state_dialog_present (GtkWidget *parent, LiftSession *session, LiftReleaseState state, LiftStateChanged changed, gpointer user_data);

G_END_DECLS
