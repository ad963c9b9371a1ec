/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who is to do an item: initials and name, or Assign…. Activates win.item-assign with the id of the item. */
#define LIFT_TYPE_OWNER_BUTTON (lift_owner_button_get_type ())
G_DECLARE_FINAL_TYPE (LiftOwnerButton, lift_owner_button, LIFT, OWNER_BUTTON, GtkButton)

GtkWidget *lift_owner_button_new        (void);
void       lift_owner_button_set_id     (LiftOwnerButton *self, const char *id);
void       lift_owner_button_set_name   (LiftOwnerButton *self, const char *name);
void       lift_owner_button_set_column (LiftOwnerButton *self, int width);

/* “AH” for Amira Haddad. */
char      *lift_initials                (const char *name);

G_END_DECLS
