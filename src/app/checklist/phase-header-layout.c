/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "phase-header-private.h"
#include "widgets/laying.h"
#include "widgets/looks.h"

#define GAP         12
#define SMALL_GAP   6
#define TITLE_GAP   2
#define NARROW      640

/* Where the parts stand depends on the width that they need, so that it fits every language and size of text. One function
 * both measures and places. */

typedef struct
{
  LiftPhaseHeader *self;
  int              width;
  int              lacking; /* how much less there is than all would wish */
  gboolean         place;
} Layout;

static void
put (const Layout *layout,
     GtkWidget    *widget,
     int           x,
     int           y,
     int           width,
     int           height)
{
  if (layout->place)
    lift_place (widget, layout->width, x, y, width, height);
}

static int
lay_state (const Layout *layout,
           int           y,
           int           width,
           gboolean      alone)
{
  LiftPhaseHeader *self = layout->self;
  int state = MIN (lift_natural_width (self->state_box), width);
  int separator = lift_natural_width (self->separator) + 2 * SMALL_GAP;
  int due = lift_natural_width (self->due);
  int height = lift_height_for (self->state_box, state), due_height;
  gboolean beside = !alone && state + separator + due <= width;

  if (layout->place)
    gtk_widget_set_child_visible (self->separator, beside);
  put (layout, self->state_box, 0, y, state, height);
  if (beside)
    {
      put (layout, self->separator, state + SMALL_GAP, y, separator - 2 * SMALL_GAP, height);
      put (layout, self->due, state + separator, y, due, height);
      return height;
    }
  if (alone)
    return height;

  due_height = lift_height_for (self->due, width);
  put (layout, self->due, 0, y + height, width, due_height);
  return height + due_height;
}

static int
lay_head (const Layout *layout,
          int           y)
{
  LiftPhaseHeader *self = layout->self;
  int width = layout->width, start = y;
  int menu = lift_natural_width (self->menu);
  int filters = lift_natural_width (self->filters);
  int tools = filters + (menu > 0 ? SMALL_GAP + menu : 0);
  int menu_height = lift_height_for (self->menu, menu), filters_height = lift_height_for (self->filters, filters);
  int left = width - tools - GAP, title_height, height;

  if (width >= NARROW * lift_text_scale (GTK_WIDGET (self)) && lift_natural_width (self->title) <= left)
    {
      title_height = lift_height_for (self->title, left);
      put (layout, self->title, 0, y, left, title_height);
      y += title_height + TITLE_GAP;
      y += lay_state (layout, y, left, FALSE);
      height = y - start;
      put (layout, self->filters, width - tools, start + (height - filters_height) / 2, filters, filters_height);
      put (layout, self->menu, width - menu, start + (height - menu_height) / 2, menu, menu_height);
      return y;
    }

  if (lift_natural_width (self->title) <= left)
    {
      title_height = lift_height_for (self->title, left);
      height = MAX (title_height, MAX (menu_height, filters_height));
      put (layout, self->title, 0, y + (height - title_height) / 2, left, title_height);
      put (layout, self->filters, width - tools, y + (height - filters_height) / 2, filters, filters_height);
      put (layout, self->menu, width - menu, y + (height - menu_height) / 2, menu, menu_height);
      y += height + TITLE_GAP;
      return y + lay_state (layout, y, width, FALSE);
    }

  left = width - menu - GAP;
  title_height = lift_height_for (self->title, left);
  put (layout, self->title, 0, y, left, title_height);
  put (layout, self->menu, width - menu, y, menu, menu_height);
  y += MAX (title_height, menu_height);
  left = width - filters - GAP;
  if (lift_natural_width (self->state_box) <= left)
    {
      int due_height = lift_height_for (self->due, width);

      height = lay_state (layout, y, left, TRUE);
      put (layout, self->filters, width - filters, y, filters, filters_height);
      y += MAX (height, filters_height);
      put (layout, self->due, 0, y, width, due_height);
      return y + due_height;
    }

  y += lay_state (layout, y, width, FALSE) + SMALL_GAP;
  put (layout, self->filters, 0, y, MIN (filters, width), filters_height);
  return y + filters_height;
}

static int
lay_strip (const Layout *layout,
           int           y)
{
  LiftPhaseHeader *self = layout->self;
  GtkWidget *tallies[] = { self->tally, self->tally_short };
  GtkWidget *shown = NULL;
  int of = lift_natural_width (self->of), tally = 0;
  int strip = layout->width - of - GAP, strip_height, height;

  if (!gtk_widget_get_visible (self->strip))
    {
      for (guint i = 0; layout->place && i < G_N_ELEMENTS (tallies); i++)
        gtk_widget_set_child_visible (tallies[i], FALSE);
      return y;
    }

  for (guint i = 0; i < G_N_ELEMENTS (tallies) && shown == NULL; i++)
    {
      tally = lift_natural_width (tallies[i]);
      if ((strip - GAP - tally) * 2 >= layout->width)
        shown = tallies[i];
    }
  if (shown != NULL)
    strip -= tally + GAP;

  strip_height = lift_height_for (self->strip, strip);
  height = MAX (strip_height, lift_height_for (self->of, of));
  if (layout->place)
    for (guint i = 0; i < G_N_ELEMENTS (tallies); i++)
      gtk_widget_set_child_visible (tallies[i], tallies[i] == shown);
  put (layout, self->strip, 0, y + (height - strip_height) / 2, strip, strip_height);
  put (layout, self->of, strip + GAP, y, of, height);
  if (shown != NULL)
    put (layout, shown, layout->width - tally, y, tally, height);
  return y + height;
}

static int
lay_card (const Layout *layout,
          int           y)
{
  GtkWidget *card = layout->self->card;
  int least, natural, height;

  if (card == NULL || !gtk_widget_get_visible (card))
    return y;
  gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, layout->width, &least, &natural, NULL, NULL);
  height = MAX (least, natural - layout->lacking);
  put (layout, card, 0, y + GAP, layout->width, height);
  return y + GAP + height;
}

/* Only the card can do with less than it wishes, by @lacking. */
static int
lay (LiftPhaseHeader *self,
     int              width,
     int              lacking,
     gboolean         place)
{
  Layout layout = { self, width, lacking, place };
  int y;

  y = lay_head (&layout, 0);
  if (gtk_widget_get_visible (self->notes))
    {
      int height = lift_height_for (self->notes, width);

      put (&layout, self->notes, 0, y + SMALL_GAP, width, height);
      y += SMALL_GAP + height;
    }
  y = lay_card (&layout, y);
  return lay_strip (&layout, y + GAP);
}

void
lift_phase_header_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  LiftPhaseHeader *self = LIFT_PHASE_HEADER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      GtkWidget *parts[] = { self->title, self->state_box, self->due, self->filters, self->notes, self->card };
      int menu = lift_natural_width (self->menu) + GAP;

      *minimum = *natural = 0;
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          int least = 0, most = 0;

          if (parts[i] == NULL || !gtk_widget_get_visible (parts[i]))
            continue;
          gtk_widget_measure (parts[i], orientation, -1, &least, &most, NULL, NULL);
          *minimum = MAX (*minimum, parts[i] == self->card ? least : least + menu);
          *natural = MAX (*natural, parts[i] == self->card ? least : most + menu);
        }
      return;
    }

  *natural = lay (self, for_size >= 0 ? for_size : NARROW, 0, FALSE);
  *minimum = lay (self, for_size >= 0 ? for_size : NARROW, G_MAXINT, FALSE);
}

void
lift_phase_header_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  LiftPhaseHeader *self = LIFT_PHASE_HEADER (widget);

  lay (self, width, MAX (0, lay (self, width, 0, FALSE) - height), TRUE);
}

GtkSizeRequestMode
lift_phase_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}
