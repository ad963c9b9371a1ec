/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for the lists that every new release takes over. */
void lift_default_lists_dialog_present (GtkWidget *parent);

G_END_DECLS
