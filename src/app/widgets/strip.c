/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "strip.h"

#include <adwaita.h>

#include "compat/color.h"
#include "widgets/looks.h"
#include "widgets/strip-runs.h"

#define HEIGHT 10.0
#define SMALLEST_WIDTH 60

enum
{
  INK_DONE,
  INK_TROUBLE,
  INK_MARK,
  N_INKS,
};

static const char *const ink_classes[N_INKS] = { "done", "trouble", "mark" };

struct _LiftStrip
{
  GtkWidget  parent_instance;

  /* Empty children whose colours come from the style sheet. */
  GtkWidget *inks[N_INKS];
  guint8    *states;
  guint      n;
  GArray    *runs;
};

G_DEFINE_FINAL_TYPE (LiftStrip, lift_strip, GTK_TYPE_WIDGET)

/* Half as fast as the text: the strip is a line, not a glyph. */
static int
tallness (GtkWidget *widget)
{
  return (int) (HEIGHT * (1 + lift_text_scale (widget)) / 2 + .5);
}

static void
recompute (LiftStrip *self)
{
  g_clear_pointer (&self->runs, g_array_unref);
  self->runs = lift_strip_runs (self->states, self->n, gtk_widget_get_width (GTK_WIDGET (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
round_rect (cairo_t *cr,
            double   x,
            double   y,
            double   width,
            double   height,
            double   radius)
{
  radius = MIN (radius, MIN (width, height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
draw_outline (cairo_t *cr,
              double   width)
{
  cairo_set_line_width (cr, 1.5);
  round_rect (cr, .75, .75, MAX (width - 1.5, 1), HEIGHT - 1.5, 2.25);
  cairo_stroke (cr);
}

static void
draw_hatch (cairo_t *cr,
            double   width)
{
  round_rect (cr, 0, 0, width, HEIGHT, 3);
  cairo_clip (cr);
  cairo_set_line_width (cr, 2.6);
  for (double x = -HEIGHT + 1; x < width; x += 7)
    {
      cairo_move_to (cr, x, HEIGHT + 1);
      cairo_line_to (cr, x + HEIGHT + 2, -1);
    }
  cairo_stroke (cr);
}

static void
draw_crosses (cairo_t *cr,
              double   width)
{
  int n = CLAMP ((int) ((width - 2) / 12), 1, 3);
  double arm = MIN (3, width / 2 - 1);

  draw_outline (cr, width);
  cairo_set_line_width (cr, 1.8);
  for (int i = 0; i < n; i++)
    {
      double x = width / 2 + (i - (n - 1) / 2.0) * 12;

      cairo_move_to (cr, x - arm, HEIGHT / 2 - 3);
      cairo_line_to (cr, x + arm, HEIGHT / 2 + 3);
      cairo_move_to (cr, x - arm, HEIGHT / 2 + 3);
      cairo_line_to (cr, x + arm, HEIGHT / 2 - 3);
    }
  cairo_stroke (cr);
}

static void
draw_chevrons (cairo_t *cr,
               double   width)
{
  cairo_rectangle (cr, 0, 0, width, HEIGHT);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1.6);
  for (double x = 1; x + 4 <= width; x += 6.5)
    {
      cairo_move_to (cr, x, 1);
      cairo_line_to (cr, x + 3.6, HEIGHT / 2);
      cairo_line_to (cr, x, HEIGHT - 1);
    }
  cairo_stroke (cr);
}

static void
draw_run (LiftStrip     *self,
          cairo_t       *cr,
          LiftItemState  state,
          double         width)
{
  gboolean trouble = state == LIFT_ITEM_BLOCKED || state == LIFT_ITEM_FAILED;
  GdkRGBA color;

  lift_compat_get_color (self->inks[state == LIFT_ITEM_DONE ? INK_DONE : trouble ? INK_TROUBLE : INK_MARK], &color);
  gdk_cairo_set_source_rgba (cr, &color);
  switch (state)
    {
    case LIFT_ITEM_DONE:
      round_rect (cr, 0, 0, width, HEIGHT, 3);
      cairo_fill (cr);
      break;
    case LIFT_ITEM_BLOCKED:
      draw_hatch (cr, width);
      break;
    case LIFT_ITEM_FAILED:
      draw_crosses (cr, width);
      break;
    case LIFT_ITEM_SKIPPED:
      draw_chevrons (cr, width);
      break;
    case LIFT_ITEM_NOT_APPLICABLE:
      cairo_rectangle (cr, 0, HEIGHT / 2 - 1, width, 2);
      cairo_fill (cr);
      break;
    case LIFT_ITEM_OPEN:
    default:
      draw_outline (cr, width);
    }
}

static void
lift_strip_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = SMALLEST_WIDTH;
  else
    *minimum = *natural = tallness (widget);
}

static void
lift_strip_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  LiftStrip *self = LIFT_STRIP (widget);

  for (int i = 0; i < N_INKS; i++)
    gtk_widget_size_allocate (self->inks[i], &(GtkAllocation) { 0, 0, 0, 0 }, -1);
  recompute (self);
}

static void
lift_strip_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  LiftStrip *self = LIFT_STRIP (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int tall;
  cairo_t *cr;

  if (!self->runs || self->runs->len == 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  tall = MIN (height, tallness (widget));
  for (guint i = 0; i < self->runs->len; i++)
    {
      const LiftStripRun *run = &g_array_index (self->runs, LiftStripRun, i);

      cairo_save (cr);
      cairo_translate (cr, run->x, (height - tall) / 2);
      cairo_scale (cr, tall / HEIGHT, tall / HEIGHT);
      draw_run (self, cr, run->state, run->width * HEIGHT / tall);
      cairo_restore (cr);
    }
  cairo_destroy (cr);

  /* They paint nothing, but a child that is not visited cannot ask for a redraw when its colour changes. */
  for (int i = 0; i < N_INKS; i++)
    gtk_widget_snapshot_child (widget, self->inks[i], snapshot);
}

static void
lift_strip_dispose (GObject *object)
{
  LiftStrip *self = LIFT_STRIP (object);

  for (int i = 0; i < N_INKS; i++)
    g_clear_pointer (&self->inks[i], gtk_widget_unparent);
  g_clear_pointer (&self->runs, g_array_unref);
  g_clear_pointer (&self->states, g_free);
  G_OBJECT_CLASS (lift_strip_parent_class)->dispose (object);
}

static void
lift_strip_class_init (LiftStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_strip_dispose;
  widget_class->measure = lift_strip_measure;
  widget_class->size_allocate = lift_strip_size_allocate;
  widget_class->snapshot = lift_strip_snapshot;
  gtk_widget_class_set_css_name (widget_class, "strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lift_strip_init (LiftStrip *self)
{
  for (int i = 0; i < N_INKS; i++)
    {
      self->inks[i] = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (self->inks[i], ink_classes[i]);
      gtk_widget_set_parent (self->inks[i], GTK_WIDGET (self));
    }
}

GtkWidget *
lift_strip_new (void)
{
  return g_object_new (LIFT_TYPE_STRIP, NULL);
}

/* @states: @n values of LiftItemState, copied. */
void
lift_strip_set_states (LiftStrip    *self,
                       const guint8 *states,
                       guint         n)
{
  g_return_if_fail (LIFT_IS_STRIP (self));
  g_return_if_fail (states != NULL || n == 0);

  if (n == self->n && (n == 0 || memcmp (states, self->states, n) == 0))
    return;
  g_free (self->states);
  self->states = g_memdup2 (states, n);
  self->n = n;
  recompute (self);
}
