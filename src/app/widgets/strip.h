/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One cell for each item, drawn by its state. It is for the eye only: the tally beside it says the same in words. */
#define LIFT_TYPE_STRIP (lift_strip_get_type ())
G_DECLARE_FINAL_TYPE (LiftStrip, lift_strip, LIFT, STRIP, GtkWidget)

GtkWidget *lift_strip_new        (void);
void       lift_strip_set_states (LiftStrip *self, const guint8 *states, guint n);

G_END_DECLS
