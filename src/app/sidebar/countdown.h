/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

/* T-minus and the release moment. Properties: "document"; "folded": both on one line, T-minus smaller, to scroll with the pane. */
#define LIFT_TYPE_COUNTDOWN (lift_countdown_get_type ())
G_DECLARE_FINAL_TYPE (LiftCountdown, lift_countdown, LIFT, COUNTDOWN, GtkBox)

void lift_countdown_update_time (LiftCountdown *self, gint64 now, gint64 *changes);

G_END_DECLS
