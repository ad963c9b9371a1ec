/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold.h"

#include <adwaita.h>

#include "widgets/looks.h"

/* Pixels beside text of 11 pt. */
#define WIDE_FROM 1180
#define MIDDLE_FROM 880
#define RAIL_FROM 480
#define SIDEBAR_LEAST 320
#define SIDEBAR_MOST 400
#define RAIL_LEAST 62
#define INCIDENT_WIDTH 400
#define SLIDE_DURATION 250

typedef enum
{
  PART_SIDEBAR,
  PART_HEADER,
  PART_RAIL,
  PART_SWITCH,
  PART_CONTENT,
  PART_INCIDENT,
  N_PARTS,
} Part;

struct _LiftFold
{
  GtkWidget     parent_instance;

  GtkWidget    *parts[N_PARTS];
  LiftFoldMode  mode;
  LiftFoldMode  notified_mode;
  gboolean      show_incident;
  gboolean      incident_page;
  gboolean      show_sidebar;

  /* How much of the panel has slid in, 0 to 1. */
  AdwAnimation *slide;
  double        slid;

  GdkFrameClock *clock;
  gulong         layout_id;
};

/* Where the parts stand, for text written from left to right. */
typedef struct
{
  gboolean      shown[N_PARTS];
  GtkAllocation place[N_PARTS];
} Layout;

G_DEFINE_FINAL_TYPE (LiftFold, lift_fold, GTK_TYPE_WIDGET)
G_DEFINE_ENUM_TYPE (LiftFoldMode, lift_fold_mode,
                    G_DEFINE_ENUM_VALUE (LIFT_FOLD_WIDE, "wide"),
                    G_DEFINE_ENUM_VALUE (LIFT_FOLD_MIDDLE, "middle"),
                    G_DEFINE_ENUM_VALUE (LIFT_FOLD_RAIL, "rail"),
                    G_DEFINE_ENUM_VALUE (LIFT_FOLD_NARROW, "narrow"))

enum
{
  PROP_0,
  /* in the order of Part */
  PROP_SIDEBAR,
  PROP_HEADER,
  PROP_RAIL,
  PROP_SWITCH,
  PROP_CONTENT,
  PROP_INCIDENT,
  PROP_SHOW_INCIDENT,
  PROP_INCIDENT_PAGE,
  PROP_SHOW_SIDEBAR,
  PROP_MODE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

LiftFoldMode
lift_fold_mode_for (int    width,
                    double scale)
{
  if (width >= WIDE_FROM * scale)
    return LIFT_FOLD_WIDE;
  if (width >= MIDDLE_FROM * scale)
    return LIFT_FOLD_MIDDLE;
  if (width >= RAIL_FROM * scale)
    return LIFT_FOLD_RAIL;
  return LIFT_FOLD_NARROW;
}

static int
measure_part (LiftFold       *self,
              Part            part,
              GtkOrientation  orientation,
              int             for_size,
              int            *natural)
{
  int minimum = 0, nat = 0;

  if (self->parts[part] && gtk_widget_get_visible (self->parts[part]))
    gtk_widget_measure (self->parts[part], orientation, for_size, &minimum, &nat, NULL, NULL);
  if (natural)
    *natural = nat;
  return minimum;
}

static int
sidebar_width (LiftFold *self,
               double    scale)
{
  int minimum, natural;

  minimum = measure_part (self, PART_SIDEBAR, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  return MAX (minimum, CLAMP (natural, (int) (SIDEBAR_LEAST * scale), (int) (SIDEBAR_MOST * scale)));
}

static int
rail_width (LiftFold *self,
            double    scale)
{
  int minimum = measure_part (self, PART_RAIL, GTK_ORIENTATION_HORIZONTAL, -1, NULL);

  return MAX (minimum, (int) (RAIL_LEAST * scale + .5));
}

static void
show (Layout *layout,
      Part    part,
      int     x,
      int     y,
      int     width,
      int     height)
{
  layout->shown[part] = TRUE;
  layout->place[part] = (GtkAllocation) { x, y, MAX (width, 0), MAX (height, 0) };
}

/* With @height -1 only the widths are filled in. */
static void
lay_out (LiftFold     *self,
         LiftFoldMode  mode,
         int           width,
         int           height,
         Layout       *layout)
{
  double scale = lift_text_scale (GTK_WIDGET (self));
  gboolean one_page = mode != LIFT_FOLD_WIDE;
  gboolean beside = mode == LIFT_FOLD_WIDE && (self->show_incident || self->slid > 0);
  gboolean sidebar_page = mode == LIFT_FOLD_NARROW && self->show_sidebar && self->parts[PART_SIDEBAR];
  gboolean two_pages = one_page && self->show_incident && self->parts[PART_INCIDENT] && !sidebar_page;
  Part page = sidebar_page ? PART_SIDEBAR : two_pages && self->incident_page ? PART_INCIDENT : PART_CONTENT;
  int start = 0, top = 0, page_start, page_width;

  *layout = (Layout) { 0 };
  if (mode <= LIFT_FOLD_MIDDLE && self->parts[PART_SIDEBAR])
    {
      start = sidebar_width (self, scale);
      show (layout, PART_SIDEBAR, 0, 0, start, height);
    }
  if (self->parts[PART_HEADER])
    {
      show (layout, PART_HEADER, start, 0, width - start, 0);
      top = height < 0 ? 0 : measure_part (self, PART_HEADER, GTK_ORIENTATION_VERTICAL, width - start, NULL);
      layout->place[PART_HEADER].height = top;
    }
  page_start = start;
  if (mode == LIFT_FOLD_RAIL && self->parts[PART_RAIL])
    {
      page_start = rail_width (self, scale);
      show (layout, PART_RAIL, 0, top, page_start, height - top);
    }
  page_width = width - page_start;
  if (beside && self->parts[PART_INCIDENT])
    {
      int panel = (int) (INCIDENT_WIDTH * scale);

      show (layout, PART_INCIDENT, width - (int) (panel * self->slid), top, panel, height - top);
      if (self->show_incident)
        page_width -= panel;
    }
  if (two_pages && self->parts[PART_SWITCH])
    {
      int tall = height < 0 ? 0 : measure_part (self, PART_SWITCH, GTK_ORIENTATION_VERTICAL, page_width, NULL);

      show (layout, PART_SWITCH, page_start, top, page_width, tall);
      top += tall;
    }
  show (layout, page, page_start, top, page_width, height - top);
}

static void
lift_fold_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  LiftFold *self = LIFT_FOLD (widget);
  double scale = lift_text_scale (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      static const Part narrow[] = { PART_HEADER, PART_SWITCH, PART_CONTENT, PART_INCIDENT };

      for (guint i = 0; i < G_N_ELEMENTS (narrow); i++)
        *minimum = MAX (*minimum, measure_part (self, narrow[i], orientation, -1, NULL));
      *natural = MAX (*minimum, (int) (WIDE_FROM * scale));
    }
  else
    {
      int width = for_size >= 0 ? for_size : (int) (WIDE_FROM * scale);
      Layout layout;
      int least[N_PARTS] = { 0 }, wished[N_PARTS] = { 0 };

      lay_out (self, lift_fold_mode_for (width, scale), width, -1, &layout);
      for (Part part = 0; part < N_PARTS; part++)
        if (layout.shown[part])
          least[part] = measure_part (self, part, orientation, layout.place[part].width, &wished[part]);
      *minimum = least[PART_HEADER]
                 + MAX (least[PART_SWITCH] + least[PART_CONTENT], MAX (least[PART_RAIL], least[PART_INCIDENT] + least[PART_SWITCH]));
      *minimum = MAX (*minimum, least[PART_SIDEBAR]);
      *natural = wished[PART_HEADER]
                 + MAX (wished[PART_SWITCH] + wished[PART_CONTENT], MAX (wished[PART_RAIL], wished[PART_INCIDENT] + wished[PART_SWITCH]));
      *natural = MAX (*natural, wished[PART_SIDEBAR]);
    }
}

static GtkSizeRequestMode
lift_fold_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lift_fold_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  LiftFold *self = LIFT_FOLD (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Layout layout;

  self->mode = lift_fold_mode_for (width, lift_text_scale (widget));
  lay_out (self, self->mode, width, height, &layout);
  for (Part part = 0; part < N_PARTS; part++)
    {
      GtkWidget *child = self->parts[part];
      GtkAllocation *place = &layout.place[part];

      if (!child)
        continue;
      if (gtk_widget_get_child_visible (child) != layout.shown[part])
        {
          gtk_widget_set_child_visible (child, layout.shown[part]);
          gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, !layout.shown[part], -1);
        }
      if (!layout.shown[part] || !gtk_widget_get_visible (child))
        continue;
      place->width = MAX (place->width, measure_part (self, part, GTK_ORIENTATION_HORIZONTAL, -1, NULL));
      place->height = MAX (place->height, measure_part (self, part, GTK_ORIENTATION_VERTICAL, place->width, NULL));
      if (rtl)
        place->x = width - place->x - place->width;
      gtk_widget_size_allocate (child, place, -1);
    }
  if (self->mode != self->notified_mode && self->clock)
    gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

/* Runs after the window's own layout in the same frame: what a listener changes is laid out again before the frame is painted. */
static void
layout_cb (LiftFold *self)
{
  if (self->mode == self->notified_mode)
    return;
  self->notified_mode = self->mode;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MODE]);
}

static void
lift_fold_realize (GtkWidget *widget)
{
  LiftFold *self = LIFT_FOLD (widget);

  GTK_WIDGET_CLASS (lift_fold_parent_class)->realize (widget);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  self->layout_id = g_signal_connect_data (self->clock, "layout", G_CALLBACK (layout_cb), self, NULL,
                                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

static void
lift_fold_unrealize (GtkWidget *widget)
{
  LiftFold *self = LIFT_FOLD (widget);

  g_clear_signal_handler (&self->layout_id, self->clock);
  g_clear_object (&self->clock);
  GTK_WIDGET_CLASS (lift_fold_parent_class)->unrealize (widget);
}

static void
slide_cb (double   value,
          gpointer data)
{
  LiftFold *self = data;

  self->slid = value;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_part (LiftFold  *self,
          Part       part,
          GtkWidget *widget)
{
  if (self->parts[part] == widget)
    return;
  g_clear_pointer (&self->parts[part], gtk_widget_unparent);
  self->parts[part] = widget;
  if (widget)
    {
      GtkWidget *next = NULL;

      for (Part after = part + 1; after < N_PARTS && !next; after++)
        next = self->parts[after];
      gtk_widget_insert_before (widget, GTK_WIDGET (self), next);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIDEBAR + part]);
}

static void
set_flag (LiftFold *self,
          gboolean *flag,
          gboolean  value,
          guint     prop)
{
  if (*flag == !!value)
    return;
  *flag = !!value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
lift_fold_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  LiftFold *self = LIFT_FOLD (object);

  switch (id)
    {
    case PROP_SIDEBAR:
    case PROP_HEADER:
    case PROP_RAIL:
    case PROP_SWITCH:
    case PROP_CONTENT:
    case PROP_INCIDENT:
      g_value_set_object (value, self->parts[id - PROP_SIDEBAR]);
      break;
    case PROP_SHOW_INCIDENT:
      g_value_set_boolean (value, self->show_incident);
      break;
    case PROP_INCIDENT_PAGE:
      g_value_set_boolean (value, self->incident_page);
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->show_sidebar);
      break;
    case PROP_MODE:
      g_value_set_enum (value, lift_fold_get_mode (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_fold_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  LiftFold *self = LIFT_FOLD (object);

  switch (id)
    {
    case PROP_SIDEBAR:
    case PROP_HEADER:
    case PROP_RAIL:
    case PROP_SWITCH:
    case PROP_CONTENT:
    case PROP_INCIDENT:
      set_part (self, id - PROP_SIDEBAR, g_value_get_object (value));
      break;
    case PROP_SHOW_INCIDENT:
      lift_fold_set_show_incident (self, g_value_get_boolean (value));
      break;
    case PROP_INCIDENT_PAGE:
      lift_fold_set_incident_page (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_SIDEBAR:
      lift_fold_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_fold_dispose (GObject *object)
{
  LiftFold *self = LIFT_FOLD (object);

  if (self->slide)
    adw_animation_reset (self->slide);
  g_clear_object (&self->slide);
  for (Part part = 0; part < N_PARTS; part++)
    g_clear_pointer (&self->parts[part], gtk_widget_unparent);
  G_OBJECT_CLASS (lift_fold_parent_class)->dispose (object);
}

static void
lift_fold_class_init (LiftFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  static const char *const names[N_PARTS] = { "sidebar", "header", "rail", "switch", "content", "incident" };

  object_class->get_property = lift_fold_get_property;
  object_class->set_property = lift_fold_set_property;
  object_class->dispose = lift_fold_dispose;
  widget_class->measure = lift_fold_measure;
  widget_class->get_request_mode = lift_fold_get_request_mode;
  widget_class->size_allocate = lift_fold_size_allocate;
  widget_class->realize = lift_fold_realize;
  widget_class->unrealize = lift_fold_unrealize;

  for (Part part = 0; part < N_PARTS; part++)
    props[PROP_SIDEBAR + part] = g_param_spec_object (names[part], NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SHOW_INCIDENT] = g_param_spec_boolean ("show-incident", NULL, NULL, FALSE, flags);
  props[PROP_INCIDENT_PAGE] = g_param_spec_boolean ("incident-page", NULL, NULL, FALSE, flags);
  props[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, FALSE, flags);
  props[PROP_MODE] = g_param_spec_enum ("mode", NULL, NULL, LIFT_TYPE_FOLD_MODE, LIFT_FOLD_WIDE,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "fold");
}

static void
lift_fold_init (LiftFold *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lift_fold_new (void)
{
  return g_object_new (LIFT_TYPE_FOLD, NULL);
}

LiftFoldMode
lift_fold_get_mode (LiftFold *self)
{
  g_return_val_if_fail (LIFT_IS_FOLD (self), LIFT_FOLD_WIDE);
  return self->notified_mode;
}

gboolean
lift_fold_get_show_incident (LiftFold *self)
{
  g_return_val_if_fail (LIFT_IS_FOLD (self), FALSE);
  return self->show_incident;
}

/* The panel slides in and out over 250 ms where it stands beside the content; the content takes its new width at once. */
void
lift_fold_set_show_incident (LiftFold *self,
                             gboolean  incident)
{
  g_return_if_fail (LIFT_IS_FOLD (self));

  if (self->show_incident == !!incident)
    return;
  set_flag (self, &self->show_incident, incident, PROP_SHOW_INCIDENT);
  if (!self->slide)
    {
      self->slide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, SLIDE_DURATION,
                                             adw_callback_animation_target_new (slide_cb, self, NULL));
      adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->slide), ADW_EASE_OUT_CUBIC);
    }
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->slide), self->slid);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->slide), self->show_incident);
  adw_animation_play (self->slide);
  if (self->mode != LIFT_FOLD_WIDE)
    adw_animation_skip (self->slide);
}

gboolean
lift_fold_get_incident_page (LiftFold *self)
{
  g_return_val_if_fail (LIFT_IS_FOLD (self), FALSE);
  return self->incident_page;
}

void
lift_fold_set_incident_page (LiftFold *self,
                             gboolean  page)
{
  g_return_if_fail (LIFT_IS_FOLD (self));
  set_flag (self, &self->incident_page, page, PROP_INCIDENT_PAGE);
}

gboolean
lift_fold_get_show_sidebar (LiftFold *self)
{
  g_return_val_if_fail (LIFT_IS_FOLD (self), FALSE);
  return self->show_sidebar;
}

void
lift_fold_set_show_sidebar (LiftFold *self,
                            gboolean  sidebar)
{
  g_return_if_fail (LIFT_IS_FOLD (self));
  set_flag (self, &self->show_sidebar, sidebar, PROP_SHOW_SIDEBAR);
}
