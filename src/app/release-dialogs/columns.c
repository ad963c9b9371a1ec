/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "columns.h"
#include "widgets/looks.h"

#define SPACING      24
#define WIDE         720
#define FIRST_SHARE  .435

struct _LiftColumns
{
  GtkWidget  parent_instance;

  GtkWidget *first, *second;
};

G_DEFINE_FINAL_TYPE (LiftColumns, lift_columns, GTK_TYPE_WIDGET)

/* The width of the first column, or 0 if there is one column only. */
static int
split (LiftColumns *self,
       int          width)
{
  int least_first, least_second, first;

  gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1, &least_first, NULL, NULL, NULL);
  gtk_widget_measure (self->second, GTK_ORIENTATION_HORIZONTAL, -1, &least_second, NULL, NULL, NULL);
  if (width < WIDE * lift_text_scale (GTK_WIDGET (self)) || width < least_first + least_second + SPACING)
    return 0;
  first = (width - SPACING) * FIRST_SHARE;
  return CLAMP (first, least_first, width - SPACING - least_second);
}

static int
height_for (GtkWidget *widget,
            int        width,
            int       *natural)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &least, natural, NULL, NULL);
  return least;
}

static GtkSizeRequestMode
lift_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lift_columns_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  LiftColumns *self = LIFT_COLUMNS (widget);
  int least_first, least_second, natural_first, natural_second, first;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->first, orientation, -1, &least_first, &natural_first, NULL, NULL);
      gtk_widget_measure (self->second, orientation, -1, &least_second, &natural_second, NULL, NULL);
      *minimum = MAX (least_first, least_second);
      *natural = MAX (*minimum, natural_first + natural_second + SPACING);
      return;
    }

  first = for_size < 0 ? 0 : split (self, for_size);
  least_first = height_for (self->first, first > 0 ? first : for_size, &natural_first);
  least_second = height_for (self->second, first > 0 ? for_size - SPACING - first : for_size, &natural_second);
  *minimum = first > 0 ? MAX (least_first, least_second) : least_first + SPACING + least_second;
  *natural = first > 0 ? MAX (natural_first, natural_second) : natural_first + SPACING + natural_second;
}

static void
lift_columns_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  LiftColumns *self = LIFT_COLUMNS (widget);
  int first = split (self, width), natural;

  if (first > 0)
    {
      gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
      int second = width - SPACING - first;

      gtk_widget_size_allocate (self->first, &(GtkAllocation) { rtl ? second + SPACING : 0, 0, first, height }, -1);
      gtk_widget_size_allocate (self->second, &(GtkAllocation) { rtl ? 0 : first + SPACING, 0, second, height }, -1);
      return;
    }

  height_for (self->first, width, &natural);
  natural = MIN (natural, height);
  gtk_widget_size_allocate (self->first, &(GtkAllocation) { 0, 0, width, natural }, -1);
  gtk_widget_size_allocate (self->second, &(GtkAllocation) { 0, natural + SPACING, width, MAX (height - natural - SPACING, 0) }, -1);
}

static void
lift_columns_dispose (GObject *object)
{
  LiftColumns *self = LIFT_COLUMNS (object);

  g_clear_pointer (&self->first, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);

  G_OBJECT_CLASS (lift_columns_parent_class)->dispose (object);
}

static void
lift_columns_class_init (LiftColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_columns_dispose;
  widget_class->get_request_mode = lift_columns_get_request_mode;
  widget_class->measure = lift_columns_measure;
  widget_class->size_allocate = lift_columns_size_allocate;
}

static void
lift_columns_init (LiftColumns *self)
{
}

GtkWidget *
lift_columns_new (GtkWidget *first,
                  GtkWidget *second)
{
  LiftColumns *self = g_object_new (LIFT_TYPE_COLUMNS, NULL);

  self->first = first;
  self->second = second;
  gtk_widget_set_parent (first, GTK_WIDGET (self));
  gtk_widget_set_parent (second, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
