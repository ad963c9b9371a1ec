/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/node.h"

G_BEGIN_DECLS

/* A row that says how often a release was moved, and opens to each move; NULL if it never was. */
GtkWidget *lift_moves_row_new (LiftNode *release);

G_END_DECLS
