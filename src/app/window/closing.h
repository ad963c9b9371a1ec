/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/* Saves what is not saved and closes the window; asks when it cannot be saved. */
void lift_window_save_and_close (LiftWindow *self);

G_END_DECLS
