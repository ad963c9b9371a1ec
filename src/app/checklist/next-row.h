/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/schedule.h"

G_BEGIN_DECLS

/* Under the card: the phase that comes next and is not done. Activates win.phase. */
#define LIFT_TYPE_NEXT_ROW (lift_next_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftNextRow, lift_next_row, LIFT, NEXT_ROW, GtkWidget)

GtkWidget *lift_next_row_new         (void);
gboolean   lift_next_row_update_time (LiftNextRow *self, const LiftNode *release, const LiftNode *phase, gint64 now, gint64 *changes);

G_END_DECLS
