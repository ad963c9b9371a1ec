/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/document.h"

G_BEGIN_DECLS

/* Who did what when, newest first; follows the document. */
void lift_history_window_present (LiftDocument *document, GtkWidget *parent);

G_END_DECLS
