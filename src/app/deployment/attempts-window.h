/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

/* The attempts before the current one, the latest first: their deployments, and the items of the phases as each left them. To be looked at only. */
void lift_attempts_window_present (LiftDocument *document, GtkWidget *parent);

G_END_DECLS
