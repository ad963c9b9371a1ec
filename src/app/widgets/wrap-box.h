/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts its children beside one another, each as wide as it wishes, and on a new line when there is no more room. */
#define LIFT_TYPE_WRAP_BOX (lift_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (LiftWrapBox, lift_wrap_box, LIFT, WRAP_BOX, GtkWidget)

GtkWidget *lift_wrap_box_new    (int spacing);
void       lift_wrap_box_append (LiftWrapBox *self, GtkWidget *child);

G_END_DECLS
