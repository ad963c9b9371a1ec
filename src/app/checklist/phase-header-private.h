/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "phase-header.h"

G_BEGIN_DECLS

/* The parts of the head: phase-header.c what it shows, phase-header-layout.c where. */

struct _LiftPhaseHeader
{
  GtkWidget  parent_instance;

  GtkWidget *title;
  GtkWidget *state_box, *state_icon, *state;
  GtkWidget *separator;
  GtkWidget *due;
  GtkWidget *notes;
  GtkWidget *filters;
  GtkWidget *all_button, *open_button, *blocked_button, *mine_button;
  GtkWidget *all_count, *open_count, *blocked_count, *mine_count;
  GtkWidget *menu;
  GtkWidget *card; /* the deployments of the release-day phase; NULL until there is one */
  GtkWidget *strip, *of, *tally, *tally_short;

  char      *phase;
  gboolean   earlier; /* whether an earlier attempt left it with ticks */
  gboolean   read_only;
  LiftFilter filter;
};

void               lift_phase_header_measure          (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                                                       int *minimum_baseline, int *natural_baseline);
void               lift_phase_header_size_allocate    (GtkWidget *widget, int width, int height, int baseline);
GtkSizeRequestMode lift_phase_header_get_request_mode (GtkWidget *widget);

G_END_DECLS
