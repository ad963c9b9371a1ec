/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/node.h"

G_BEGIN_DECLS

/* The check of an item: shows its state and activates win.item-tick with its id. What it shows comes from the document alone. */
#define LIFT_TYPE_ITEM_CHECK (lift_item_check_get_type ())
G_DECLARE_FINAL_TYPE (LiftItemCheck, lift_item_check, LIFT, ITEM_CHECK, GtkCheckButton)

GtkWidget *lift_item_check_new  (void);
void       lift_item_check_show (LiftItemCheck *self, const LiftNode *item);

G_END_DECLS
