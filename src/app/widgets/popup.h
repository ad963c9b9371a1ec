/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens a menu at @parent, or at a place in it (NULL: no place). It goes when it is closed, and the focus goes back to where it was. */
void lift_popup_menu (GtkWidget *parent, GMenuModel *menu, const GdkRectangle *at);

G_END_DECLS
