/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ring.h"

#include <adwaita.h>

#include "compat/color.h"
#include "widgets/looks.h"

#define DEFAULT_SIZE 32.0
#define STROKE_PART 10.5
#define TRACK_ALPHA .13
#define DURATION 200

struct _LiftRing
{
  GtkWidget     parent_instance;

  GtkWidget    *image;
  AdwAnimation *animation;
  double        fraction;
  double        drawn;
  double        size;
};

G_DEFINE_FINAL_TYPE (LiftRing, lift_ring, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FRACTION,
  PROP_ICON_NAME,
  PROP_SIZE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
drawn_cb (double   value,
          gpointer data)
{
  LiftRing *self = data;

  self->drawn = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lift_ring_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  LiftRing *self = LIFT_RING (widget);
  int icon;

  gtk_widget_measure (self->image, orientation, -1, &icon, NULL, NULL, NULL);
  *minimum = *natural = MAX (icon, (int) (self->size * lift_text_scale (widget) + .5));
}

static void
lift_ring_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  gtk_widget_size_allocate (LIFT_RING (widget)->image, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
lift_ring_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  LiftRing *self = LIFT_RING (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double size = MIN (width, height), stroke = size / STROKE_PART, radius = (size * 15 / 16 - stroke) / 2;
  GdkRGBA color;
  cairo_t *cr;

  if (radius <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_set_line_width (cr, stroke);
  cairo_translate (cr, width / 2.0, height / 2.0);

  lift_compat_get_color (widget, &color);
  color.alpha *= TRACK_ALPHA;
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);

  if (self->drawn > 0)
    {
      double end = -G_PI_2 + 2 * G_PI * self->drawn;

      lift_compat_get_color (self->image, &color);
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_set_line_cap (cr, self->drawn < 1 ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        cairo_scale (cr, -1, 1);
      cairo_arc (cr, 0, 0, radius, -G_PI_2, end);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  gtk_widget_snapshot_child (widget, self->image, snapshot);
}

static void
lift_ring_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  LiftRing *self = LIFT_RING (object);

  switch (id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, lift_ring_get_icon_name (self));
      break;
    case PROP_SIZE:
      g_value_set_double (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_ring_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  LiftRing *self = LIFT_RING (object);

  switch (id)
    {
    case PROP_FRACTION:
      lift_ring_set_fraction (self, g_value_get_double (value));
      break;
    case PROP_ICON_NAME:
      lift_ring_set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_SIZE:
      lift_ring_set_size (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_ring_dispose (GObject *object)
{
  LiftRing *self = LIFT_RING (object);

  if (self->animation)
    adw_animation_reset (self->animation);
  g_clear_object (&self->animation);
  g_clear_pointer (&self->image, gtk_widget_unparent);
  G_OBJECT_CLASS (lift_ring_parent_class)->dispose (object);
}

static void
lift_ring_class_init (LiftRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lift_ring_get_property;
  object_class->set_property = lift_ring_set_property;
  object_class->dispose = lift_ring_dispose;
  widget_class->measure = lift_ring_measure;
  widget_class->size_allocate = lift_ring_size_allocate;
  widget_class->snapshot = lift_ring_snapshot;

  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  props[PROP_SIZE] = g_param_spec_double ("size", NULL, NULL, 1, 1000, DEFAULT_SIZE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lift_ring_init (LiftRing *self)
{
  self->size = DEFAULT_SIZE;
  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
lift_ring_new (void)
{
  return g_object_new (LIFT_TYPE_RING, NULL);
}

double
lift_ring_get_fraction (LiftRing *self)
{
  g_return_val_if_fail (LIFT_IS_RING (self), 0);
  return self->fraction;
}

/* The arc moves there in 200 ms where it can be seen and motion is wanted, at once otherwise. */
void
lift_ring_set_fraction (LiftRing *self,
                        double    fraction)
{
  g_return_if_fail (LIFT_IS_RING (self));

  fraction = CLAMP (fraction, 0, 1);
  if (self->fraction == fraction)
    return;
  self->fraction = fraction;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->drawn = fraction;
    }
  else
    {
      if (!self->animation)
        {
          self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION,
                                                     adw_callback_animation_target_new (drawn_cb, self, NULL));
          adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_OUT_CUBIC);
        }
      adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->animation), self->drawn);
      adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->animation), fraction);
      adw_animation_play (self->animation);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
}

const char *
lift_ring_get_icon_name (LiftRing *self)
{
  g_return_val_if_fail (LIFT_IS_RING (self), NULL);
  return gtk_image_get_icon_name (GTK_IMAGE (self->image));
}

void
lift_ring_set_icon_name (LiftRing   *self,
                         const char *icon_name)
{
  g_return_if_fail (LIFT_IS_RING (self));

  if (g_strcmp0 (lift_ring_get_icon_name (self), icon_name) == 0)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ICON_NAME]);
}

double
lift_ring_get_size (LiftRing *self)
{
  g_return_val_if_fail (LIFT_IS_RING (self), 0);
  return self->size;
}

/* @size: the diameter in pixels beside text of 11 pt; it grows with the text. */
void
lift_ring_set_size (LiftRing *self,
                    double    size)
{
  g_return_if_fail (LIFT_IS_RING (self) && size > 0);

  if (self->size == size)
    return;
  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIZE]);
}
