/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The last row of the card: a button that turns into an entry. Enter activates win.item-add and stays for the next item, Escape leaves. */
#define LIFT_TYPE_ADD_ROW (lift_add_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftAddRow, lift_add_row, LIFT, ADD_ROW, GtkWidget)

GtkWidget *lift_add_row_new       (void);
void       lift_add_row_set_phase (LiftAddRow *self, const char *phase);
void       lift_add_row_begin     (LiftAddRow *self);

G_END_DECLS
