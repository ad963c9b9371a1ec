/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LiftFoldMode:
 * @LIFT_FOLD_WIDE: sidebar, content, and the incident panel beside it
 * @LIFT_FOLD_MIDDLE: sidebar and one page: content or incident
 * @LIFT_FOLD_RAIL: rail and one page, under a header over both
 * @LIFT_FOLD_NARROW: one page: content, incident or sidebar
 */
typedef enum
{
  LIFT_FOLD_WIDE,
  LIFT_FOLD_MIDDLE,
  LIFT_FOLD_RAIL,
  LIFT_FOLD_NARROW,
} LiftFoldMode;

#define LIFT_TYPE_FOLD_MODE (lift_fold_mode_get_type ())
GType lift_fold_mode_get_type (void);

/* The layout of the window, folded by the width in em of its text. Each of its parts is a property and may be NULL:
 *
 *   header    over content, page switch and incident; over the rail too once it is folded
 *   sidebar   full height at the start; in NARROW the page that "show-sidebar" opens
 *   rail      stands for the sidebar in RAIL
 *   switch    over the page, where content and incident are two pages ("show-incident" and not WIDE)
 *   content   the page
 *   incident  the panel of WIDE; below it the other page
 *
 * "show-incident": there is an incident panel. "incident-page": where it is a page, it is the one to show. "show-sidebar": only
 * NARROW looks at it. "mode" is read-only and depends on the width and the size of the text, on nothing else: what the
 * parts need cannot make it swing. It is notified after the allocation, before the frame is painted, so that a part may be
 * changed by it. Parts that do not show are neither focusable nor accessible. */
#define LIFT_TYPE_FOLD (lift_fold_get_type ())
G_DECLARE_FINAL_TYPE (LiftFold, lift_fold, LIFT, FOLD, GtkWidget)

GtkWidget   *lift_fold_new                (void);
LiftFoldMode lift_fold_get_mode           (LiftFold *self);
gboolean     lift_fold_get_show_incident  (LiftFold *self);
void         lift_fold_set_show_incident  (LiftFold *self, gboolean show);
gboolean     lift_fold_get_incident_page  (LiftFold *self);
void         lift_fold_set_incident_page  (LiftFold *self, gboolean page);
gboolean     lift_fold_get_show_sidebar   (LiftFold *self);
void         lift_fold_set_show_sidebar   (LiftFold *self, gboolean show);

/* Pure: @scale is the size of the text divided by 11 pt. */
LiftFoldMode lift_fold_mode_for           (int width, double scale);

G_END_DECLS
