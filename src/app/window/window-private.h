/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist/checklist.h"
#include "incident/incident-panel.h"
#include "releases/releases.h"
#include "session/clock.h"
#include "sidebar/rail.h"
#include "sidebar/sidebar.h"
#include "sidebar/switcher.h"
#include "widgets/fold.h"
#include "window.h"

/* For the files of the window: window.c opens, shows and closes, window-words.c says what depends on time and document,
 * window-life.c says what state the release is in and what it may become, window-panes.c moves the focus between the panes, window-conflicts.c leads to what is to be decided. */

struct _LiftWindow
{
  AdwApplicationWindow parent_instance;

  LiftSession   *session;
  LiftClock     *clock;
  GCancellable  *opening;
  char          *problem_path; /* what could not be read */
  char          *phase;
  char          *incident;
  char          *conflict;     /* where the person went last to decide */
  gboolean       closing;

  AdwToastOverlay  *toasts;
  GtkStack         *pages;
  GtkBox           *notices;
  AdwBin           *releases_bin;
  AdwBin           *problem_bin;
  LiftFold         *fold;
  AdwHeaderBar     *header;
  LiftSidebar      *sidebar;
  LiftChecklist    *checklist;
  GtkWidget        *back_button;
  LiftSwitcher     *switcher;
  GtkWidget        *search_button;
  GtkWidget        *undo_button;
  GtkWidget        *redo_button;
  GtkMenuButton    *menu_button;
  GtkWidget        *incident_button;
  AdwButtonContent *incident_content;
  GtkToggleButton  *checklist_page_button;
  GtkToggleButton  *incident_page_button;
  GtkLabel         *checklist_page_count;
  GtkLabel         *incident_page_label;
  GtkLabel         *incident_page_count;
  GtkRevealer      *banner;
  GtkBox           *banner_box;
  GtkImage         *banner_icon;
  GtkLabel         *banner_label;
  GtkButton        *banner_button;
  GtkWidget        *banner_copy_button;
  AdwBin           *conflicts_bin;
  GMenu            *menu;
  GMenu            *undo_menu;
  GMenu            *state_menu;
  guint             states_offered;

  /* Made when they are first shown. */
  LiftReleases      *releases;
  AdwStatusPage     *problem_page;
  LiftRail          *rail;
  LiftIncidentPanel *incident_panel;
};

LiftNode *lift_window_get_root       (LiftWindow *self);

void      lift_window_update_undo    (LiftWindow *self);
void      lift_window_update_banner  (LiftWindow *self);
void      lift_window_show_banner    (LiftWindow *self, gint64 now, gint64 *changes);
void      lift_window_update_states  (LiftWindow *self);
void      lift_window_update_title   (LiftWindow *self);
void      lift_window_update_enabled (LiftWindow *self);
void      lift_window_update_conflicts (LiftWindow *self, LiftNode *root, gint64 now, gint64 *changes);
