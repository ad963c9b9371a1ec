/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/* Each file of actions adds its table to the window; what may be done with a document that is read-only stays enabled. */
void lift_release_actions_install  (GActionMap *map, LiftWindow *window);
void lift_phase_actions_install    (GActionMap *map, LiftWindow *window);
void lift_item_actions_install     (GActionMap *map, LiftWindow *window);
void lift_incident_actions_install (GActionMap *map, LiftWindow *window);
void lift_deploy_actions_install   (GActionMap *map, LiftWindow *window);
void lift_conflict_actions_install (GActionMap *map, LiftWindow *window);
void lift_life_actions_install     (GActionMap *map, LiftWindow *window);

/* What deletes is an action of the widget, win.item-delete, win.delete-phase, win.deploy-remove and win.settle: only those of the map are exported on the session bus, where nothing deletes
 * and, but for opening a file, nothing names a path. */
void lift_item_actions_class_install  (GtkWidgetClass *klass);
void lift_phase_actions_class_install (GtkWidgetClass *klass);
void lift_deploy_actions_class_install (GtkWidgetClass *klass);
void lift_conflict_actions_class_install (GtkWidgetClass *klass);

/* win.archive-release and win.reopen-release, which name a path. */
void lift_life_actions_class_install (GtkWidgetClass *klass);

/* Enables or disables the actions that change a document, by the names in the tables. */
extern const char *const lift_release_changing_actions[];
extern const char *const lift_release_reading_actions[];
extern const char *const lift_phase_changing_actions[];
extern const char *const lift_item_changing_actions[];
extern const char *const lift_incident_changing_actions[];
extern const char *const lift_life_changing_actions[];
extern const char *const lift_deploy_changing_actions[];

void lift_actions_enable           (GActionMap *map, const char *const *names, gboolean enabled);

/* Says what was just done, with a button that takes it back as long as nothing was done since. */
void lift_actions_offer_undo       (LiftWindow *window, const char *text);

G_END_DECLS
