/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of a card: a state icon, words, and buttons behind the words or, where they have no room, below them. */
#define LIFT_TYPE_CARD_LINE (lift_card_line_get_type ())
G_DECLARE_FINAL_TYPE (LiftCardLine, lift_card_line, LIFT, CARD_LINE, GtkWidget)

GtkWidget *lift_card_line_new        (void);
void       lift_card_line_set_icon   (LiftCardLine *self, const char *icon_name, const char *state_class);

/* @name is bold, @words follow it after a dot; either may be empty. */
void       lift_card_line_set_text   (LiftCardLine *self, const char *name, const char *words);
GtkWidget *lift_card_line_get_text   (LiftCardLine *self);

/* @target: (nullable): what @action takes; an action that takes nothing has none. */
GtkWidget *lift_card_line_add_button (LiftCardLine *self, const char *label, const char *tooltip, const char *action, const char *target);
void       lift_card_line_add_widget (LiftCardLine *self, GtkWidget *widget);

G_END_DECLS
