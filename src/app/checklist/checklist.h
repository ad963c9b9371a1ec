/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"
#include "item-filter.h"

G_BEGIN_DECLS

/* The middle pane: the items of a phase. Properties: "document", "phase" (id), "filter", "search-mode", "show-countdown" (T-minus on top, when the
 * sidebar is folded). Actions: checklist.filter (stateful, a nick of LiftFilter). */
#define LIFT_TYPE_CHECKLIST (lift_checklist_get_type ())
G_DECLARE_FINAL_TYPE (LiftChecklist, lift_checklist, LIFT, CHECKLIST, GtkWidget)

GtkWidget  *lift_checklist_new            (void);
void        lift_checklist_update_time    (LiftChecklist *self, gint64 now, gint64 *changes);

const char *lift_checklist_get_item       (LiftChecklist *self);
void        lift_checklist_select         (LiftChecklist *self, const char *id, gboolean focus);
void        lift_checklist_reveal         (LiftChecklist *self, const char *id);
gboolean    lift_checklist_focus_deployment (LiftChecklist *self);
gboolean    lift_checklist_focus_conflict (LiftChecklist *self);
void        lift_checklist_rename         (LiftChecklist *self, const char *id);
void        lift_checklist_add            (LiftChecklist *self);
gboolean    lift_checklist_get_search     (LiftChecklist *self);
void        lift_checklist_set_search     (LiftChecklist *self, gboolean search);

G_END_DECLS
