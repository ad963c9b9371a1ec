/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gtk/gtk.h>

#include "checklist-private.h"
#include "widgets/looks.h"

/* Widths for text of 11 pt. */
#define NARROW        700
#define WIDEST        900
/* The least height of the list, and the one it wishes. */
#define LIST_LEAST    120
#define LIST_NATURAL  400
#define MARGIN        28
#define MARGIN_NARROW 14

void
lift_checklist_show_width (LiftChecklist *self)
{
  int margin = self->narrow ? MARGIN_NARROW : MARGIN;
  GtkWidget *clamps[] = { self->head_clamp, self->list_clamp };
  GHashTableIter iter;
  gpointer row;

  self->context.scale = lift_text_scale (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (clamps); i++)
    {
      g_object_set (clamps[i], "maximum-size", (int) (WIDEST * self->context.scale), "tightening-threshold", (int) (NARROW * self->context.scale), NULL);
      gtk_widget_set_margin_start (clamps[i], margin);
      gtk_widget_set_margin_end (clamps[i], margin);
    }
  self->context.narrow = self->narrow;
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    lift_item_row_update_context (row);
}

/* After the layout and before the frame is painted, so that it is laid out again. */
void
lift_checklist_layout (LiftChecklist *self)
{
  if (self->narrow != self->context.narrow || self->context.scale != lift_text_scale (GTK_WIDGET (self)))
    lift_checklist_show_width (self);
  lift_checklist_complete_rows (self);
}

void
lift_checklist_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  LiftChecklist *self = LIFT_CHECKLIST (widget);

  self->narrow = width < NARROW * lift_text_scale (widget);
  gtk_widget_size_allocate (self->column, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if ((self->narrow != self->context.narrow || self->context.scale != lift_text_scale (widget)) && self->clock != NULL)
    gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

void
lift_checklist_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  LiftChecklist *self = LIFT_CHECKLIST (widget);
  GtkWidget *above[] = { self->search_bar, self->head_clamp };

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->column, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }

  /* The list scrolls: how high its rows would be, in every width that is tried, is nobody's business. */
  *minimum = LIST_LEAST;
  *natural = LIST_NATURAL;
  for (guint i = 0; i < G_N_ELEMENTS (above); i++)
    {
      int least, most;

      gtk_widget_measure (above[i], orientation, for_size, &least, &most, NULL, NULL);
      *minimum += least;
      *natural += most;
    }
}
