/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "laying.h"

int
lift_natural_width (GtkWidget *child)
{
  int natural = 0;

  if (gtk_widget_should_layout (child))
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

int
lift_height_for (GtkWidget *child,
                 int        width)
{
  int natural = 0;

  if (gtk_widget_should_layout (child))
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

void
lift_place (GtkWidget *child,
            int        parent_width,
            int        x,
            int        y,
            int        width,
            int        height)
{
  if (!gtk_widget_should_layout (child))
    return;
  if (gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL)
    x = parent_width - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}
