/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "phase-header.h"
#include "phase-notes.h"
#include "widgets/looks.h"
#include "widgets/strip.h"

#define GAP         12
#define SMALL_GAP   6
#define TITLE_GAP   2
#define NARROW      640
#define SHORT_PARTS 2

struct _LiftPhaseHeader
{
  GtkWidget  parent_instance;

  GtkWidget *title;
  GtkWidget *state_box, *state_icon, *state;
  GtkWidget *separator;
  GtkWidget *due;
  GtkWidget *notes;
  GtkWidget *filters;
  GtkWidget *all_button, *open_button, *blocked_button, *mine_button;
  GtkWidget *all_count, *open_count, *blocked_count, *mine_count;
  GtkWidget *menu;
  GtkWidget *strip, *of, *tally, *tally_short;

  char      *phase;
  gboolean   read_only;
  LiftFilter filter;
};

G_DEFINE_FINAL_TYPE (LiftPhaseHeader, lift_phase_header, GTK_TYPE_WIDGET)

/* Where the parts stand depends on the width that they need, so that it fits every language and size of text. One function
 * both measures and places. */

typedef struct
{
  LiftPhaseHeader *self;
  int              width;
  gboolean         place;
} Layout;

static int
natural_width (GtkWidget *widget)
{
  int natural = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
height_for (GtkWidget *widget,
            int        width)
{
  int natural = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static void
put (const Layout *layout,
     GtkWidget    *widget,
     int           x,
     int           y,
     int           width,
     int           height)
{
  if (!layout->place || !gtk_widget_should_layout (widget))
    return;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = layout->width - x - width;
  gtk_widget_size_allocate (widget, &(GtkAllocation) { x, y, width, height }, -1);
}

static int
lay_state (const Layout *layout,
           int           y,
           int           width,
           gboolean      alone)
{
  LiftPhaseHeader *self = layout->self;
  int state = MIN (natural_width (self->state_box), width);
  int separator = natural_width (self->separator) + 2 * SMALL_GAP;
  int due = natural_width (self->due);
  int height = height_for (self->state_box, state), due_height;
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

  due_height = height_for (self->due, width);
  put (layout, self->due, 0, y + height, width, due_height);
  return height + due_height;
}

static int
lay_head (const Layout *layout,
          int           y)
{
  LiftPhaseHeader *self = layout->self;
  int width = layout->width, start = y;
  int menu = natural_width (self->menu);
  int filters = natural_width (self->filters);
  int tools = filters + (menu > 0 ? SMALL_GAP + menu : 0);
  int menu_height = height_for (self->menu, menu), filters_height = height_for (self->filters, filters);
  int left = width - tools - GAP, title_height, height;

  if (width >= NARROW * lift_text_scale (GTK_WIDGET (self)) && natural_width (self->title) <= left)
    {
      title_height = height_for (self->title, left);
      put (layout, self->title, 0, y, left, title_height);
      y += title_height + TITLE_GAP;
      y += lay_state (layout, y, left, FALSE);
      height = y - start;
      put (layout, self->filters, width - tools, start + (height - filters_height) / 2, filters, filters_height);
      put (layout, self->menu, width - menu, start + (height - menu_height) / 2, menu, menu_height);
      return y;
    }

  if (natural_width (self->title) <= left)
    {
      title_height = height_for (self->title, left);
      height = MAX (title_height, MAX (menu_height, filters_height));
      put (layout, self->title, 0, y + (height - title_height) / 2, left, title_height);
      put (layout, self->filters, width - tools, y + (height - filters_height) / 2, filters, filters_height);
      put (layout, self->menu, width - menu, y + (height - menu_height) / 2, menu, menu_height);
      y += height + TITLE_GAP;
      return y + lay_state (layout, y, width, FALSE);
    }

  left = width - menu - GAP;
  title_height = height_for (self->title, left);
  put (layout, self->title, 0, y, left, title_height);
  put (layout, self->menu, width - menu, y, menu, menu_height);
  y += MAX (title_height, menu_height);
  left = width - filters - GAP;
  if (natural_width (self->state_box) <= left)
    {
      int due_height = height_for (self->due, width);

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
  int of = natural_width (self->of), tally = 0;
  int strip = layout->width - of - GAP, strip_height, height;

  if (!gtk_widget_get_visible (self->strip))
    {
      for (guint i = 0; layout->place && i < G_N_ELEMENTS (tallies); i++)
        gtk_widget_set_child_visible (tallies[i], FALSE);
      return y;
    }

  for (guint i = 0; i < G_N_ELEMENTS (tallies) && shown == NULL; i++)
    {
      tally = natural_width (tallies[i]);
      if ((strip - GAP - tally) * 2 >= layout->width)
        shown = tallies[i];
    }
  if (shown != NULL)
    strip -= tally + GAP;

  strip_height = height_for (self->strip, strip);
  height = MAX (strip_height, height_for (self->of, of));
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
lay (LiftPhaseHeader *self,
     int              width,
     gboolean         place)
{
  Layout layout = { self, width, place };
  int y;

  y = lay_head (&layout, 0);
  if (gtk_widget_get_visible (self->notes))
    {
      int height = height_for (self->notes, width);

      put (&layout, self->notes, 0, y + SMALL_GAP, width, height);
      y += SMALL_GAP + height;
    }
  return lay_strip (&layout, y + GAP);
}

static void
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
      GtkWidget *parts[] = { self->title, self->state_box, self->due, self->filters };
      int menu = natural_width (self->menu) + GAP;

      *minimum = *natural = 0;
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          int least = 0, most = 0;

          if (gtk_widget_get_visible (parts[i]))
            gtk_widget_measure (parts[i], orientation, -1, &least, &most, NULL, NULL);
          *minimum = MAX (*minimum, least + menu);
          *natural = MAX (*natural, most + menu);
        }
      if (gtk_widget_get_visible (self->notes))
        {
          int least = 0;

          gtk_widget_measure (self->notes, orientation, -1, &least, NULL, NULL, NULL);
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, *minimum);
        }
      return;
    }

  *minimum = *natural = lay (self, for_size >= 0 ? for_size : NARROW, FALSE);
}

static void
lift_phase_header_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  lay (LIFT_PHASE_HEADER (widget), width, TRUE);
}

static GtkSizeRequestMode
lift_phase_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lift_phase_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LIFT_TYPE_PHASE_HEADER);

  G_OBJECT_CLASS (lift_phase_header_parent_class)->dispose (object);
}

static void
lift_phase_header_finalize (GObject *object)
{
  g_free (LIFT_PHASE_HEADER (object)->phase);

  G_OBJECT_CLASS (lift_phase_header_parent_class)->finalize (object);
}

static void
lift_phase_header_class_init (LiftPhaseHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lift_phase_header_dispose;
  object_class->finalize = lift_phase_header_finalize;
  widget_class->measure = lift_phase_header_measure;
  widget_class->size_allocate = lift_phase_header_size_allocate;
  widget_class->get_request_mode = lift_phase_header_get_request_mode;

  g_type_ensure (LIFT_TYPE_PHASE_NOTES);
  g_type_ensure (LIFT_TYPE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/checklist/phase-header.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LiftPhaseHeader, name)
  BIND (title);
  BIND (state_box);
  BIND (state_icon);
  BIND (state);
  BIND (separator);
  BIND (due);
  BIND (notes);
  BIND (filters);
  BIND (all_button);
  BIND (open_button);
  BIND (blocked_button);
  BIND (mine_button);
  BIND (all_count);
  BIND (open_count);
  BIND (blocked_count);
  BIND (mine_count);
  BIND (menu);
  BIND (strip);
  BIND (of);
  BIND (tally);
  BIND (tally_short);
#undef BIND
}

static void
lift_phase_header_init (LiftPhaseHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_count (GtkWidget  *button,
           GtkWidget  *count,
           const char *name,
           guint       n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *access = NULL;

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (count)), text) == 0)
    return;

  gtk_label_set_label (GTK_LABEL (count), text);
  access = g_strdup_printf ("%s %s", name, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, access, -1);
}

/* The part is there when it has something to show, or is what is shown. */
static void
show_blocked (LiftPhaseHeader *self,
              guint            n)
{
  gtk_widget_set_visible (self->blocked_button, n > 0 || self->filter == LIFT_FILTER_BLOCKED);
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GMenu *
menu_new (const char *id)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) change = g_menu_new ();
  g_autoptr(GMenu) move = g_menu_new ();
  g_autoptr(GMenu) delete = g_menu_new ();

  append (change, _("_Edit Phase…"), "win.edit-phase", id);
  append (change, _("_Pin to a Moment…"), "win.pin-phase", id);
  append (change, _("_Add Phase After…"), "win.add-phase", id);
  append (move, _("Move _Up"), "win.move-phase-up", id);
  append (move, _("Move Dow_n"), "win.move-phase-down", id);
  append (delete, _("_Delete Phase"), "win.delete-phase", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (delete));
  return menu;
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  LiftPhaseHeader *self = user_data;
  g_autoptr(GMenu) menu = NULL;

  if (self->phase == NULL || gtk_menu_button_get_menu_model (button) != NULL)
    return;
  menu = menu_new (self->phase);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* What does not depend on time. */
void
lift_phase_header_set_phase (LiftPhaseHeader *self,
                             const LiftNode  *phase)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  guint n = lift_nodes_get_n (items), closed = lift_nodes_n_closed (items);
  guint blocked = lift_nodes_tally (items, LIFT_ITEM_BLOCKED) + lift_nodes_tally (items, LIFT_ITEM_FAILED);
  g_autofree char *title = lift_words_text (phase, LIFT_PHASE_TITLE);
  g_autofree char *of = lift_words_of (closed, n);
  g_autofree char *tally = lift_words_tally (items, 0);
  g_autofree char *tally_short = lift_words_tally (items, SHORT_PARTS);

  if (g_strcmp0 (self->phase, lift_node_get_id (phase)) != 0)
    {
      g_free (self->phase);
      self->phase = g_strdup (lift_node_get_id (phase));
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), NULL);
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_menu_cb, self, NULL);
    }

  gtk_label_set_label (GTK_LABEL (self->title), title);
  set_count (self->all_button, self->all_count, C_("filter", "All"), n);
  set_count (self->open_button, self->open_count, C_("filter", "To do"), n - closed);
  set_count (self->blocked_button, self->blocked_count, C_("filter", "Blocked"), blocked);
  show_blocked (self, blocked);
  gtk_label_set_label (GTK_LABEL (self->of), of);
  gtk_label_set_label (GTK_LABEL (self->tally), tally);
  gtk_label_set_label (GTK_LABEL (self->tally_short), tally_short);
  gtk_widget_set_visible (self->strip, n > 0);
  gtk_widget_set_visible (self->of, n > 0);
}

void
lift_phase_header_set_states (LiftPhaseHeader *self,
                              const guint8    *states,
                              guint            n)
{
  lift_strip_set_states (LIFT_STRIP (self->strip), states, n);
}

void
lift_phase_header_set_mine (LiftPhaseHeader *self,
                            guint            n)
{
  set_count (self->mine_button, self->mine_count, C_("filter", "Mine"), n);
}

void
lift_phase_header_set_filter (LiftPhaseHeader *self,
                              LiftFilter       filter)
{
  self->filter = filter;
  show_blocked (self, g_ascii_strtoull (gtk_label_get_label (GTK_LABEL (self->blocked_count)), NULL, 10));
}

void
lift_phase_header_set_read_only (LiftPhaseHeader *self,
                                 gboolean         read_only)
{
  gtk_widget_set_visible (self->menu, !read_only);
}

void
lift_phase_header_update_time (LiftPhaseHeader *self,
                               const LiftNode  *release,
                               const LiftNode  *phase,
                               gint64           now,
                               gint64          *changes)
{
  GTimeZone *zone = lift_schedule_zone (release);
  LiftPhaseState state = lift_schedule_phase_state (release, phase, now, changes);
  g_autofree char *words = lift_words_phase_state (release, phase, now, zone, changes);
  g_autofree char *due = lift_words_due (release, phase, now);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), lift_phase_icon (release, phase, state));
  lift_set_state_class (self->state_icon, lift_phase_class (release, phase, state));
  lift_set_state_class (self->state, lift_phase_class (release, phase, state));
  gtk_label_set_label (GTK_LABEL (self->state), words);
  gtk_label_set_label (GTK_LABEL (self->due), due);
  lift_phase_notes_show (LIFT_PHASE_NOTES (self->notes), release, phase, now);
}
