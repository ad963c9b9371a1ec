/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For widgets that place their children themselves. A child that is not to be seen takes no room. */

int  lift_natural_width (GtkWidget *child);
int  lift_height_for    (GtkWidget *child, int width);

/* @x is counted from the side where reading starts, in a parent that is @parent_width wide. */
void lift_place         (GtkWidget *child, int parent_width, int x, int y, int width, int height);

G_END_DECLS
