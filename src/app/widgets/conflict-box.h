/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/node.h"

G_BEGIN_DECLS

#define LIFT_CONFLICT_ICON "lift-conflict-symbolic"

/* What is in conflict about one thing: a line for each conflict, with a button for each value, which decides for it (win.settle). Made only for
 * what is in conflict. */
#define LIFT_TYPE_CONFLICT_BOX (lift_conflict_box_get_type ())
G_DECLARE_FINAL_TYPE (LiftConflictBox, lift_conflict_box, LIFT, CONFLICT_BOX, GtkWidget)

GtkWidget *lift_conflict_box_new         (void);
void       lift_conflict_box_set_title   (LiftConflictBox *self, const char *title);
void       lift_conflict_box_show        (LiftConflictBox *self, const LiftNode *node, GTimeZone *zone, gint64 now, gint64 *changes);
char      *lift_conflict_box_dup_words   (LiftConflictBox *self);
gboolean   lift_conflict_box_has_unit    (LiftConflictBox *self, LiftField unit);
gboolean   lift_conflict_box_has_focus   (LiftConflictBox *self);

/* Where it does not scroll with what is below it: leaves room for that, and scrolls by itself. */
void       lift_conflict_box_set_scrolls (LiftConflictBox *self);

/* The box of @node at *@place, made as the last child of @parent, or taken away when nothing is in conflict. Whether it is there. */
gboolean   lift_conflict_box_update      (GtkWidget **place, GtkBox *parent, const LiftNode *node, GTimeZone *zone, gint64 now, gint64 *changes);

G_END_DECLS
