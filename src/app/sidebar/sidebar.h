/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/document.h"

G_BEGIN_DECLS

/* The sidebar in its full form.
 *
 * Properties: "document"; "phase", the id of the selected phase, or "incident"; "own-page": it is a page of
 * its own under a header bar, so that it has no top of its own, and a row opens when it is activated, not when it is walked over.
 * Activates win.phase::ID, win.incident, win.search, and for the menu of a phase win.edit-phase, win.pin-phase, win.add-phase (after it),
 * win.move-phase-up, win.move-phase-down and win.delete-phase, each with its id. */
#define LIFT_TYPE_SIDEBAR (lift_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (LiftSidebar, lift_sidebar, LIFT, SIDEBAR, AdwBin)

GtkWidget *lift_sidebar_new           (void);
/* Recomputes what time changes; @changes is lowered to the next instant at which a word changes. Call it after the document changed, too. */
void       lift_sidebar_update_time   (LiftSidebar *self, gint64 now, gint64 *changes);
void       lift_sidebar_open_switcher (LiftSidebar *self);

G_END_DECLS
