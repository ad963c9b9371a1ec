/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "compat/color.h"
#include "row-text.h"
#include "widgets/looks.h"

#define LEAST_WIDTH 60

struct _LiftRowText
{
  GtkWidget    parent_instance;

  char        *text;
  guint        bold;
  guint        lines;
  gboolean     natural;
  PangoLayout *layout; /* follows the style through the widget's context */
  guint        serial; /* of the context, when it was measured */
  int          free_width, free_height; /* without wrapping; @free_width is -1 when not known */
};

G_DEFINE_FINAL_TYPE (LiftRowText, lift_row_text, GTK_TYPE_WIDGET)

static void
forget (LiftRowText *self)
{
  g_clear_object (&self->layout);
  self->free_width = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static PangoLayout *
get_layout (LiftRowText *self,
            int       width)
{
  if (self->layout == NULL)
    {
      g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
      if (self->bold > 0)
        {
          PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

          bold->end_index = self->bold;
          pango_attr_list_insert (attributes, bold);
        }
      pango_layout_set_attributes (self->layout, attributes);
      if (self->lines > 0)
        {
          pango_layout_set_height (self->layout, -(int) self->lines);
          pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
        }
    }
  pango_layout_set_width (self->layout, width < 0 ? -1 : width * PANGO_SCALE);
  return self->layout;
}

/* Every other width lays the text out again, which is what costs: what has room on its own asks for nothing more. */
static gboolean
fits (LiftRowText *self,
      int          width)
{
  guint serial = pango_context_get_serial (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  if (self->free_width < 0 || self->serial != serial)
    {
      pango_layout_get_pixel_size (get_layout (self, -1), &self->free_width, &self->free_height);
      self->serial = serial;
    }
  return width < 0 || width >= self->free_width;
}

static void
lift_row_text_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  LiftRowText *self = LIFT_ROW_TEXT (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      if (fits (self, for_size))
        *minimum = self->free_height;
      else
        pango_layout_get_pixel_size (get_layout (self, for_size), NULL, minimum);
      *natural = *minimum;
      return;
    }

  *minimum = *natural = ceil (LEAST_WIDTH * lift_text_scale (widget));
  if (self->natural)
    {
      fits (self, -1);
      *natural = self->free_width;
      *minimum = MIN (*minimum, *natural);
    }
}

static GtkSizeRequestMode
lift_row_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lift_row_text_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  LiftRowText *self = LIFT_ROW_TEXT (widget);
  int width = gtk_widget_get_width (widget);
  gboolean free = fits (self, width);
  GdkRGBA color;

  lift_compat_get_color (widget, &color);
  if (free && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width - self->free_width, 0));
  gtk_snapshot_append_layout (snapshot, get_layout (self, free ? -1 : width), &color);
}

static void
lift_row_text_finalize (GObject *object)
{
  LiftRowText *self = LIFT_ROW_TEXT (object);

  g_free (self->text);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (lift_row_text_parent_class)->finalize (object);
}

static void
lift_row_text_class_init (LiftRowTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lift_row_text_finalize;
  widget_class->measure = lift_row_text_measure;
  widget_class->get_request_mode = lift_row_text_get_request_mode;
  widget_class->snapshot = lift_row_text_snapshot;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
lift_row_text_init (LiftRowText *self)
{
  self->text = g_strdup ("");
  self->free_width = -1;
}

GtkWidget *
lift_row_text_new (void)
{
  return g_object_new (LIFT_TYPE_ROW_TEXT, NULL);
}

const char *
lift_row_text_get_text (LiftRowText *self)
{
  return self->text;
}

void
lift_row_text_set_text (LiftRowText   *self,
                    const char *text)
{
  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  forget (self);
}

void
lift_row_text_set_bold (LiftRowText *self,
                    guint     bytes)
{
  if (self->bold == bytes)
    return;

  self->bold = bytes;
  forget (self);
}

void
lift_row_text_set_lines (LiftRowText *self,
                     guint     lines)
{
  self->lines = lines;
  forget (self);
}

void
lift_row_text_set_natural (LiftRowText *self,
                       gboolean  natural)
{
  if (self->natural == natural)
    return;

  self->natural = natural;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
