/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/edit.h"
#include "offset-rows.h"

G_BEGIN_DECLS

/* The rows that ask for the moment of its own that an item of a phase has. */
typedef struct
{
  LiftOffsetRows  offset;
  GtkWidget      *clock;
} LiftItemMomentRows;

void       lift_item_moment_rows_add   (LiftItemMomentRows *rows, LiftForm *form, GtkWidget *group, const LiftNode *item);
void       lift_item_moment_rows_clear (LiftItemMomentRows *rows);
void       lift_item_moment_rows_connect (LiftItemMomentRows *rows, GCallback changed, gpointer user_data);

/* Says at the time of day what is wrong with it. */
gboolean   lift_item_moment_rows_check (LiftItemMomentRows *rows);

/* A group, without edits when it is the moment that the item has. */
LiftGroup *lift_item_moment_rows_make  (LiftItemMomentRows *rows, LiftNode *root, const char *id, GError **error);

G_END_DECLS
