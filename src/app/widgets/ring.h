/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A progress ring with a state icon inside. Its colour is a style class: success, accent, warning, error or quiet. It is
 * for the eye only: the row around it says the same in words. */
#define LIFT_TYPE_RING (lift_ring_get_type ())
G_DECLARE_FINAL_TYPE (LiftRing, lift_ring, LIFT, RING, GtkWidget)

GtkWidget  *lift_ring_new           (void);
double      lift_ring_get_fraction  (LiftRing *self);
void        lift_ring_set_fraction  (LiftRing *self, double fraction);
const char *lift_ring_get_icon_name (LiftRing *self);
void        lift_ring_set_icon_name (LiftRing *self, const char *icon_name);
double      lift_ring_get_size      (LiftRing *self);
void        lift_ring_set_size      (LiftRing *self, double size);

G_END_DECLS
