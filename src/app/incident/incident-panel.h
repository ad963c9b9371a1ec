/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

/* The incident panel: the incidents of a release, one of them at a time with its response steps. Properties: "document"; "incident", the id of the
 * one to show, or NULL: the newest. Activates win.declare, win.incident-select::ID, win.incident-resolve::ID and so on, and the
 * actions of items for the steps. */
#define LIFT_TYPE_INCIDENT_PANEL (lift_incident_panel_get_type ())
G_DECLARE_FINAL_TYPE (LiftIncidentPanel, lift_incident_panel, LIFT, INCIDENT_PANEL, GtkWidget)

GtkWidget *lift_incident_panel_new         (void);
void       lift_incident_panel_update_time (LiftIncidentPanel *self, gint64 now, gint64 *changes);
gboolean   lift_incident_panel_focus_conflict (LiftIncidentPanel *self);
void       lift_incident_panel_focus_step  (LiftIncidentPanel *self, const char *id);

G_END_DECLS
