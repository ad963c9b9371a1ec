/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* A window: the page of all releases, or one release with its phases, checklist and incident panel, or what is wrong with a file. */
#define LIFT_TYPE_WINDOW (lift_window_get_type ())
G_DECLARE_FINAL_TYPE (LiftWindow, lift_window, LIFT, WINDOW, AdwApplicationWindow)

LiftWindow   *lift_window_new              (AdwApplication *application);

void          lift_window_open             (LiftWindow *self, const char *path);
void          lift_window_show_created     (const char *path, const char *warning, gpointer window);
void          lift_window_show_releases    (LiftWindow *self);
LiftSession  *lift_window_get_session      (LiftWindow *self);
LiftDocument *lift_window_get_document     (LiftWindow *self);

const char   *lift_window_get_phase        (LiftWindow *self);
void          lift_window_set_phase        (LiftWindow *self, const char *id);
void          lift_window_step_phase       (LiftWindow *self, int by);

gboolean      lift_window_get_show_incident (LiftWindow *self);
void          lift_window_set_show_incident (LiftWindow *self, gboolean show);
const char   *lift_window_get_incident     (LiftWindow *self);
void          lift_window_set_incident     (LiftWindow *self, const char *id);

GtkWidget    *lift_window_get_checklist    (LiftWindow *self);
const char   *lift_window_get_path         (LiftWindow *self);
void          lift_window_focus_next_pane  (LiftWindow *self);
void          lift_window_focus_panel      (LiftWindow *self);
void          lift_window_show_phases      (LiftWindow *self);
void          lift_window_show_switcher    (LiftWindow *self);
void          lift_window_show_next_conflict (LiftWindow *self);

/* A short message that goes by itself; @button and @action (a detailed action name) may be NULL. */
void          lift_window_toast            (LiftWindow *self, const char *text, const char *button, const char *action);

/* The same, for what must not be missed: it stays until it is put away. */
void          lift_window_notice           (LiftWindow *self, const char *text, const char *button, const char *action);

/* Whatever is not saved. */
void          lift_window_open_now         (LiftWindow *self, const char *path);
void          lift_window_close_now        (LiftWindow *self);

/* Sets the words that depend on time and arms the clock for the next change of one. */
void          lift_window_update           (LiftWindow *self);

G_END_DECLS
