/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "releases.h"

/* For the files of the page of releases: releases.c reads the folder and says what is in it, releases-list.c is its list. */

struct _LiftReleases
{
  GtkWidget           parent_instance;

  GListModel         *entries;
  GListStore         *lines;      /* of headings and entries: what is shown */
  gboolean            archive;    /* is open */
  char               *place;      /* the file whose row is to have the focus again */
  GCancellable       *scanning;
  GFileMonitor       *monitor;
  char               *monitored;
  guint               refresh_source;
  guint               focus_source;
  guint               focus_position;
  gboolean            take_focus; /* once there are releases to choose from */
  GPtrArray          *rows;      /* those that show something, borrowed */

  AdwWindowTitle     *title;
  GtkWidget          *search_button;
  GtkSearchBar       *search_bar;
  GtkWidget          *search_entry;
  GtkStack           *stack;
  AdwStatusPage      *error_page;
  GtkWidget          *retry_button;
  AdwClampScrollable *clamp;
  GtkListView        *list;
};

void     lift_releases_update_page     (LiftReleases *self);
gboolean lift_releases_is_searching    (LiftReleases *self);

void     lift_releases_class_init_list (GtkWidgetClass *klass);
void     lift_releases_init_list       (LiftReleases *self);
guint    lift_releases_note_place      (LiftReleases *self);
void     lift_releases_focus_again     (LiftReleases *self, guint position);
void     lift_releases_focus_first     (LiftReleases *self);
