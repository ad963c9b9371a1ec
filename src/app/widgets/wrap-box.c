/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "wrap-box.h"

struct _LiftWrapBox
{
  GtkWidget parent_instance;

  int       spacing;
};

G_DEFINE_FINAL_TYPE (LiftWrapBox, lift_wrap_box, GTK_TYPE_WIDGET)

static int
width_of (GtkWidget *child,
          int        most)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return most < 0 ? natural : MAX (least, MIN (natural, most));
}

static int
height_of (GtkWidget *child,
           int        width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The first child that does not fit on the line that begins with @first any more, and how high the line is. */
static GtkWidget *
measure_line (LiftWrapBox *self,
              GtkWidget   *first,
              int          width,
              int         *height)
{
  GtkWidget *child = first;
  int x = 0;

  for (*height = 0; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int w;

      if (!gtk_widget_should_layout (child))
        continue;
      w = width_of (child, width);
      if (x > 0 && width >= 0 && x + w > width)
        break;
      *height = MAX (*height, height_of (child, w));
      x += w + self->spacing;
    }
  return child;
}

static void
place_line (LiftWrapBox *self,
            GtkWidget   *first,
            GtkWidget   *end,
            int          width,
            int          y,
            int          height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int w, h;

      if (!gtk_widget_should_layout (child))
        continue;
      w = width_of (child, width);
      h = height_of (child, w);
      gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - x - w : x, y + (height - h) / 2, w, h }, -1);
      x += w + self->spacing;
    }
}

static int
lay (LiftWrapBox *self,
     int          width,
     gboolean     place)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int y = 0;

  while (child != NULL)
    {
      int height;
      GtkWidget *end = measure_line (self, child, width, &height);

      if (place)
        place_line (self, child, end, width, y, height);
      y += height > 0 ? height + self->spacing : 0;
      child = end;
    }
  return MAX (0, y - self->spacing);
}

static void
lift_wrap_box_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  LiftWrapBox *self = LIFT_WRAP_BOX (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay (self, for_size, FALSE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least, most;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, &most, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += most + (*natural > 0 ? self->spacing : 0);
    }
}

static void
lift_wrap_box_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  lay (LIFT_WRAP_BOX (widget), width, TRUE);
}

static GtkSizeRequestMode
lift_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkWidget *
next_child (GtkWidget *widget,
            GtkWidget *child,
            gboolean   forward)
{
  if (forward)
    return child != NULL ? gtk_widget_get_next_sibling (child) : gtk_widget_get_first_child (widget);
  return child != NULL ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_last_child (widget);
}

/* Tab goes by the order of the children. The toolkit goes by how high their middles are, which half a pixel turns around. */
static gboolean
lift_wrap_box_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (lift_wrap_box_parent_class)->focus (widget, direction);

  if (child == NULL)
    child = next_child (widget, NULL, forward);
  for (; child != NULL; child = next_child (widget, child, forward))
    if (gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

static void
lift_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lift_wrap_box_parent_class)->dispose (object);
}

static void
lift_wrap_box_class_init (LiftWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_wrap_box_dispose;
  widget_class->focus = lift_wrap_box_focus;
  widget_class->measure = lift_wrap_box_measure;
  widget_class->size_allocate = lift_wrap_box_size_allocate;
  widget_class->get_request_mode = lift_wrap_box_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lift_wrap_box_init (LiftWrapBox *self)
{
}

GtkWidget *
lift_wrap_box_new (int spacing)
{
  LiftWrapBox *self = g_object_new (LIFT_TYPE_WRAP_BOX, NULL);

  self->spacing = spacing;
  return GTK_WIDGET (self);
}

void
lift_wrap_box_append (LiftWrapBox *self,
                      GtkWidget   *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
