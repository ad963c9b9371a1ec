/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

/**
 * LiftItemContext:
 * @now: seconds since 1970 UTC
 * @zone: the zone to speak in
 * @scale: the size of the text divided by 11 pt
 * @narrow: the owner stands under the item
 * @read_only: nothing can be changed
 * @buttons: how wide the buttons of a row are together
 *
 * What all rows of a pane have in common. Owned by the pane, which tells the rows when it changes.
 */
typedef struct
{
  gint64     now;
  GTimeZone *zone;
  double     scale;
  gboolean   narrow;
  gboolean   read_only;
  int        buttons;
} LiftItemContext;

/* One item of the checklist. Built in code and as it is needed: a list view makes two hundred of them before the first frame. */
#define LIFT_TYPE_ITEM_ROW (lift_item_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftItemRow, lift_item_row, LIFT, ITEM_ROW, GtkWidget)

GtkWidget  *lift_item_row_new            (const LiftItemContext *context);
void        lift_item_row_bind           (LiftItemRow *self, LiftRow *row);

/* The owner and the menu, half of what a row costs, come with this; what is not in view of a long list can do without. */
void        lift_item_row_complete       (LiftItemRow *self);
gboolean    lift_item_row_get_complete   (LiftItemRow *self);
int         lift_item_row_measure_buttons (LiftItemRow *self);

const char *lift_item_row_get_id         (LiftItemRow *self);
void        lift_item_row_set_edges      (LiftItemRow *self, gboolean first, gboolean last);
void        lift_item_row_update_context (LiftItemRow *self);
void        lift_item_row_update_time    (LiftItemRow *self, gint64 *changes);
gboolean    lift_item_row_is_text        (LiftItemRow *self, GtkWidget *widget);
void        lift_item_row_rename         (LiftItemRow *self);
GtkWidget  *lift_item_row_get_menu       (LiftItemRow *self);

G_END_DECLS
