/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "card-line.h"
#include "widgets/laying.h"
#include "widgets/looks.h"
#include "widgets/row-text.h"
#include "widgets/wrap-box.h"

#define GAP        10
#define BUTTON_GAP 6
/* For text of 11 pt: words that are longer wrap beside the buttons as long as they have this much. */
#define LEAST_TEXT 240

struct _LiftCardLine
{
  GtkWidget  parent_instance;

  GtkWidget *icon;
  GtkWidget *text;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (LiftCardLine, lift_card_line, GTK_TYPE_WIDGET)

/* One function both measures and places: @y is where it begins, or -1. */
static int
lay (LiftCardLine *self,
     int           width,
     int           y)
{
  int icon = lift_natural_width (self->icon), start = icon > 0 ? icon + GAP : 0;
  int buttons = lift_natural_width (self->buttons), text = lift_natural_width (self->text);
  int icon_height = lift_height_for (self->icon, icon);
  int least = MIN (text, LEAST_TEXT * lift_text_scale (GTK_WIDGET (self)));
  int left = width - start - (buttons > 0 ? GAP + buttons : 0);
  gboolean beside = left >= least;
  int text_width = MAX (beside ? left : width - start, 0);
  int text_height = lift_height_for (self->text, text_width);
  int button_width = beside ? buttons : MIN (buttons, MAX (width - start, 0));
  int button_height = lift_height_for (self->buttons, button_width);
  int first = beside ? MAX (text_height, button_height) : MAX (text_height, icon_height);
  /* The icon stands at the first line of words that wrap. */
  int line = MIN (text_height, lift_height_for (self->text, text + 1)), text_y = (first - text_height) / 2;

  if (y >= 0)
    {
      lift_place (self->icon, width, 0, y + text_y + (line - icon_height) / 2, icon, icon_height);
      lift_place (self->text, width, start, y + text_y, text_width, text_height);
      if (beside)
        lift_place (self->buttons, width, width - buttons, y + (first - button_height) / 2, buttons, button_height);
      else
        lift_place (self->buttons, width, start, y + first + BUTTON_GAP, button_width, button_height);
    }
  return first + (!beside && button_height > 0 ? BUTTON_GAP + button_height : 0);
}

static void
lift_card_line_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  LiftCardLine *self = LIFT_CARD_LINE (widget);
  int icon = lift_natural_width (self->icon), buttons = lift_natural_width (self->buttons), least = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay (self, for_size >= 0 ? for_size : lift_natural_width (self->text) + icon + GAP, -1);
      return;
    }

  gtk_widget_measure (self->text, orientation, -1, minimum, natural, NULL, NULL);
  if (gtk_widget_should_layout (self->buttons))
    gtk_widget_measure (self->buttons, orientation, -1, &least, NULL, NULL, NULL);
  *minimum = icon + GAP + MAX (*minimum, least);
  *natural = MAX (*minimum, icon + GAP + *natural + (buttons > 0 ? GAP + buttons : 0));
}

static void
lift_card_line_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  LiftCardLine *self = LIFT_CARD_LINE (widget);

  lay (self, width, MAX (0, height - lay (self, width, -1)) / 2);
}

static GtkSizeRequestMode
lift_card_line_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lift_card_line_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lift_card_line_parent_class)->dispose (object);
}

static void
lift_card_line_class_init (LiftCardLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_card_line_dispose;
  widget_class->measure = lift_card_line_measure;
  widget_class->size_allocate = lift_card_line_size_allocate;
  widget_class->get_request_mode = lift_card_line_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "cardline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lift_card_line_init (LiftCardLine *self)
{
  self->icon = gtk_image_new ();
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_widget_add_css_class (self->icon, "state-icon");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->text = lift_row_text_new ();
  lift_row_text_set_natural (LIFT_ROW_TEXT (self->text), TRUE);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  self->buttons = lift_wrap_box_new (BUTTON_GAP);
  gtk_widget_set_visible (self->buttons, FALSE);
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
}

GtkWidget *
lift_card_line_new (void)
{
  return g_object_new (LIFT_TYPE_CARD_LINE, NULL);
}

void
lift_card_line_set_icon (LiftCardLine *self,
                         const char   *icon_name,
                         const char   *state_class)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  lift_set_state_class (self->icon, state_class);
  gtk_widget_set_visible (self->icon, TRUE);
}

void
lift_card_line_set_text (LiftCardLine *self,
                         const char   *name,
                         const char   *words)
{
  g_autofree char *text = g_strconcat (name, *name != '\0' && *words != '\0' ? " · " : "", words, NULL);

  lift_row_text_set_text (LIFT_ROW_TEXT (self->text), text);
  lift_row_text_set_bold (LIFT_ROW_TEXT (self->text), strlen (name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

GtkWidget *
lift_card_line_get_text (LiftCardLine *self)
{
  return self->text;
}

void
lift_card_line_add_widget (LiftCardLine *self,
                           GtkWidget    *widget)
{
  lift_wrap_box_append (LIFT_WRAP_BOX (self->buttons), widget);
  gtk_widget_set_visible (self->buttons, TRUE);
}

GtkWidget *
lift_card_line_add_button (LiftCardLine *self,
                           const char   *label,
                           const char   *tooltip,
                           const char   *action,
                           const char   *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "rec");
  gtk_widget_set_tooltip_text (button, tooltip);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  lift_card_line_add_widget (self, button);
  return button;
}
