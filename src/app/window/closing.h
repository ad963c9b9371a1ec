/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/* Saves what is not saved, then opens the release at @path, or closes the window if that is NULL; asks when it cannot be saved. */
void lift_window_save_and_leave (LiftWindow *self, const char *path);

/* Asks for a place, saves the release there and goes on there. */
void lift_window_save_elsewhere (LiftWindow *self);

/* Saves what was done to a release that is not shown; says what could not be saved. */
void lift_window_save_behind    (LiftWindow *self, LiftSession *session);

/* Saves what was done to the release since, while another one is shown. */
void lift_window_leave_behind   (LiftWindow *self);

/* A dialog that asks about one release must not answer to another. */
void lift_window_close_forms    (LiftWindow *self);

G_END_DECLS
