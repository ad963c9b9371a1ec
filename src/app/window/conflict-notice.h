/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/node.h"

G_BEGIN_DECLS

/* Says above the checklist how many conflicts there are, and has the buttons for those that have no place of their own: about the release itself,
 * its response steps, deployments, moves, hand-overs and links. Made while there are any. */
#define LIFT_TYPE_CONFLICT_NOTICE (lift_conflict_notice_get_type ())
G_DECLARE_FINAL_TYPE (LiftConflictNotice, lift_conflict_notice, LIFT, CONFLICT_NOTICE, GtkWidget)

GtkWidget *lift_conflict_notice_new   (void);
void       lift_conflict_notice_show  (LiftConflictNotice *self, LiftNode *release, gint64 now, gint64 *changes);
gboolean   lift_conflict_notice_focus (LiftConflictNotice *self, const char *id);

G_END_DECLS
