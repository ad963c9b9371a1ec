/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/node.h"

G_BEGIN_DECLS

/* One deadline of the list: a line that stays as it was made. @before as in lift_deadline_list_show (); @button: (nullable): what is set down below the date. */
GtkWidget *lift_deadline_row_new (LiftNode *release, LiftNode *before, LiftNode *phase, gint64 now, GtkWidget *button);

G_END_DECLS
