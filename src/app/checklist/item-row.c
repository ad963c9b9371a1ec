/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "checklist/item-check.h"
#include "checklist/owner-button.h"
#include "compat/dialogs.h"
#include "core/attempt.h"
#include "core/conflict.h"
#include "core/link.h"
#include "core/words.h"
#include "item-row-private.h"
#include "widgets/conflict-box.h"
#include "widgets/laying.h"
#include "widgets/looks.h"
#include "widgets/row-text.h"

#define NOTE_LINES  6
#define OWNER_WIDTH 136
/* As many as “2.7” has: a number that is longer makes its column wider in all rows. */
#define NUMBER_CHARS 3
#define FIGURE_SPACE "\342\200\207"

G_DEFINE_FINAL_TYPE (LiftItemRow, lift_item_row, GTK_TYPE_WIDGET)

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Puts @widget at its place among the others. */
void
lift_item_row_put (LiftItemRow *self,
                   guint        slot,
                   GtkWidget   *widget)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < slot; i++)
    if (self->slots[i] != NULL)
      before = self->slots[i];
  gtk_box_insert_child_after (GTK_BOX (self->body), widget, before);
  self->slots[slot] = widget;
}

GtkWidget *
lift_item_row_text_new (const char *class)
{
  GtkWidget *text = lift_row_text_new ();

  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, class);
  return text;
}

GtkWidget *
lift_item_row_add_line (LiftItemRow *self,
                        guint        slot,
                        const char  *icon_name,
                        GtkWidget  **icon)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (line, "item-line");
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), image);
  lift_item_row_put (self, slot, line);
  if (icon != NULL)
    *icon = image;
  return line;
}

static void
set_slot_visible (LiftItemRow *self,
                  guint        slot,
                  gboolean     visible)
{
  if (self->slots[slot] != NULL)
    gtk_widget_set_visible (self->slots[slot], visible);
}

/* The parts of a row */

static guint
n_siblings (LiftNode *parent)
{
  if (parent == NULL)
    return 0;
  return lift_nodes_get_n (lift_node_get_list (parent, lift_kind_list_of (lift_node_get_kind (parent), LIFT_KIND_ITEM)));
}

/* That of a phase as an earlier attempt left it is that of the phase. */
static guint
phase_number (const LiftNode *release,
              const LiftNode *phase)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  const LiftNode *now;
  guint index;

  if (lift_nodes_index (phases, phase, &index))
    return index + 1;
  now = lift_node_get_kind (phase) == LIFT_KIND_PHASE ? lift_attempt_kept_of (release, phase) : NULL;
  return now != NULL && lift_nodes_index (phases, now, &index) ? index + 1 : 0;
}

static void
show_number (LiftItemRow *self)
{
  LiftNode *parent = lift_row_get_parent (self->row);
  LiftNode *release = lift_document_get_root (lift_row_get_document (self->row));
  guint phase = 0, item = lift_row_get_index (self->row) + 1;
  g_autoptr(GString) shown = NULL;
  char number[32];
  int widest, padding;

  if (parent != NULL)
    phase = phase_number (release, parent);
  widest = g_snprintf (number, sizeof number, "%u.%u", phase, n_siblings (parent));
  if (self->phase_number == phase && self->item_number == item && self->number_chars == widest)
    return;

  self->phase_number = phase;
  self->item_number = item;
  self->number_chars = widest;
  padding = widest > NUMBER_CHARS ? widest - g_snprintf (number, sizeof number, "%u.%u", phase, item) : 0;
  shown = g_string_new (NULL);
  for (int i = 0; i < padding; i++)
    g_string_append (shown, FIGURE_SPACE);
  g_string_append_printf (shown, "%u.%u", phase, item);
  gtk_label_set_label (GTK_LABEL (self->number), shown->str);
}

static void
show_conflict (LiftItemRow *self,
               gint64      *changes)
{
  GtkWidget *box = self->slots[SLOT_CONFLICT];
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));

  if (lift_node_in_conflict (self->node))
    {
      if (box == NULL)
        lift_item_row_put (self, SLOT_CONFLICT, lift_conflict_box_new ());
      lift_conflict_box_show (LIFT_CONFLICT_BOX (self->slots[SLOT_CONFLICT]), self->node, self->context->zone, self->context->now, changes);
      return;
    }
  if (box == NULL)
    return;

  if (lift_conflict_box_has_focus (LIFT_CONFLICT_BOX (box)) && cell != NULL)
    gtk_widget_grab_focus (cell);
  self->slots[SLOT_CONFLICT] = NULL;
  gtk_box_remove (GTK_BOX (self->body), box);
}

/* A state that is in conflict stands on the buttons. */
static gboolean
has_state (LiftItemRow *self)
{
  GtkWidget *box = self->slots[SLOT_CONFLICT];

  return lift_node_get_enum (self->node, LIFT_ITEM_STATE) != LIFT_ITEM_OPEN &&
         (box == NULL || !lift_conflict_box_has_unit (LIFT_CONFLICT_BOX (box), LIFT_ITEM_STATE));
}

static void
show_state (LiftItemRow *self,
            gint64      *changes)
{
  LiftItemState state = lift_node_get_enum (self->node, LIFT_ITEM_STATE);
  g_autofree char *words = NULL;
  const char *word;

  if (!has_state (self))
    {
      set_slot_visible (self, SLOT_STATE, FALSE);
      return;
    }

  if (self->slots[SLOT_STATE] == NULL)
    {
      GtkWidget *line = lift_item_row_add_line (self, SLOT_STATE, NULL, &self->state_icon);

      gtk_widget_add_css_class (line, "state");
      self->state_label = lift_item_row_text_new ("caption");
      gtk_box_append (GTK_BOX (line), self->state_label);
    }

  words = lift_words_item_state (self->node, self->context->zone, self->context->now, changes);
  word = _(lift_enum_label (LIFT_ENUM_ITEM_STATE, state));
  lift_row_text_set_text (LIFT_ROW_TEXT (self->state_label), words);
  lift_row_text_set_bold (LIFT_ROW_TEXT (self->state_label), g_str_has_prefix (words, word) ? strlen (word) : 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), lift_item_state_icon (state));
  set_slot_visible (self, SLOT_STATE, TRUE);
}

/* The beginning of a note: the lines of a text are counted paragraph by paragraph. */
static char *
dup_note_lines (const char *note)
{
  const char *end = note;

  for (guint i = 0; i < NOTE_LINES; i++)
    {
      end = strchr (end, '\n');
      if (end == NULL)
        return g_strchomp (g_strdup (note));
      end++;
    }
  return g_strdup_printf ("%.*s…", (int) (end - 1 - note), note);
}

static void
show_note (LiftItemRow *self)
{
  g_autofree char *note = lift_words_text (self->node, LIFT_ITEM_NOTE);
  g_autofree char *lines = NULL;

  if (is_set (note) && self->slots[SLOT_NOTE] == NULL)
    {
      GtkWidget *line = lift_item_row_add_line (self, SLOT_NOTE, "document-edit-symbolic", NULL);

      gtk_widget_add_css_class (line, "note");
      self->note_label = lift_item_row_text_new ("caption");
      lift_row_text_set_lines (LIFT_ROW_TEXT (self->note_label), NOTE_LINES);
      gtk_box_append (GTK_BOX (line), self->note_label);
    }
  if (is_set (note))
    {
      lines = dup_note_lines (note);
      lift_row_text_set_text (LIFT_ROW_TEXT (self->note_label), lines);
    }
  set_slot_visible (self, SLOT_NOTE, is_set (note));
}

static gboolean
activate_link_cb (LiftItemRow *self)
{
  const char *uri = gtk_link_button_get_uri (GTK_LINK_BUTTON (self->evidence_link));

  /* The file may come from anybody: only what a link may be is opened. */
  if (lift_link_valid (uri))
    lift_open_uri (GTK_WIDGET (self), uri);
  return TRUE;
}

static void
show_evidence (LiftItemRow *self)
{
  const char *uri = lift_node_get_text (self->node, LIFT_ITEM_EVIDENCE);
  g_autofree char *title = lift_words_text (self->node, LIFT_ITEM_EVIDENCE_TITLE);
  g_autofree char *address = NULL;
  g_autofree char *place = NULL;
  g_autofree char *place_words = NULL;
  GtkWidget *label;

  if (!is_set (uri))
    {
      set_slot_visible (self, SLOT_EVIDENCE, FALSE);
      return;
    }

  if (self->slots[SLOT_EVIDENCE] == NULL)
    {
      GtkWidget *line = lift_item_row_add_line (self, SLOT_EVIDENCE, "mail-attachment-symbolic", NULL);

      gtk_widget_add_css_class (line, "evidence");
      self->evidence_link = gtk_link_button_new_with_label ("", "");
      gtk_widget_add_css_class (self->evidence_link, "caption");
      g_signal_connect_swapped (self->evidence_link, "activate-link", G_CALLBACK (activate_link_cb), self);
      self->evidence_host = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (self->evidence_host), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (self->evidence_host), 0);
      gtk_widget_set_hexpand (self->evidence_host, TRUE);
      gtk_widget_set_valign (self->evidence_host, GTK_ALIGN_END);
      gtk_widget_add_css_class (self->evidence_host, "caption");
      gtk_widget_add_css_class (self->evidence_host, "quiet");
      gtk_box_append (GTK_BOX (line), self->evidence_link);
      gtk_box_append (GTK_BOX (line), self->evidence_host);
    }

  address = lift_link_dup_shown (uri);
  gtk_link_button_set_uri (GTK_LINK_BUTTON (self->evidence_link), uri);
  gtk_button_set_label (GTK_BUTTON (self->evidence_link), is_set (title) ? title : uri);
  gtk_widget_set_tooltip_text (self->evidence_link, address);
  label = gtk_button_get_child (GTK_BUTTON (self->evidence_link));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* The person sees where it leads before it is opened. */
  place = lift_link_dup_place (uri, is_set (title));
  place_words = place != NULL ? g_strdup_printf ("\302\240· %s", place) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->evidence_host), place_words);
  set_slot_visible (self, SLOT_EVIDENCE, TRUE);
}

/* The owner has a column of its own, or stands under what is still to be done. */
static void
show_owner (LiftItemRow *self)
{
  g_autofree char *owner = lift_words_text (self->node, LIFT_ITEM_OWNER);
  gboolean narrow = self->context->narrow;
  gboolean under = self->slots[SLOT_OWNER] != NULL;

  if (self->owner == NULL)
    return;
  if (narrow != under)
    {
      g_object_ref (self->owner);
      gtk_widget_unparent (self->owner);
      if (narrow)
        lift_item_row_put (self, SLOT_OWNER, self->owner);
      else
        {
          self->slots[SLOT_OWNER] = NULL;
          gtk_widget_insert_after (self->owner, GTK_WIDGET (self), self->body);
        }
      g_object_unref (self->owner);
    }
  lift_owner_button_set_column (LIFT_OWNER_BUTTON (self->owner), narrow ? 0 : OWNER_WIDTH * self->context->scale);

  lift_owner_button_set_name (LIFT_OWNER_BUTTON (self->owner), owner);
  gtk_widget_set_visible (self->owner, narrow ? is_set (owner) && !lift_item_state_closed (lift_item_get_state (self->node))
                                              : is_set (owner) || !self->context->read_only);
}

static void
show_access (LiftItemRow *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *box = self->slots[SLOT_CONFLICT];
  g_autofree char *text = lift_words_text (self->node, LIFT_ITEM_TEXT);
  g_autofree char *number = g_strdup_printf ("%u.%u", self->phase_number, self->item_number);
  const char *state = has_state (self) ? lift_row_text_get_text (LIFT_ROW_TEXT (self->state_label)) : NULL;
  g_autofree char *conflict = box != NULL ? lift_conflict_box_dup_words (LIFT_CONFLICT_BOX (box)) : NULL;
  g_autofree char *both = conflict != NULL && state != NULL ? g_strdup_printf ("%s. %s", conflict, state) : NULL;
  const char *of_state = both != NULL ? both : conflict != NULL ? conflict : state != NULL ? state : lift_enum_label (LIFT_ENUM_ITEM_STATE, LIFT_ITEM_OPEN);
  const char *moment = lift_item_row_get_moment (self);
  g_autofree char *words = moment != NULL ? g_strdup_printf ("%s. %s", of_state, moment) : g_strdup (of_state);
  g_autofree char *name = g_strdup_printf ("%s %s", number, text);
  /* Translators: the number of an item, as in “2.3” */
  g_autofree char *menu = g_strdup_printf (_("More for %s"), number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  if (self->menu != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
toggle_class (LiftItemRow *self,
              const char  *class,
              gboolean     on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), class);
}

static void
set_class (LiftItemRow   *self,
           LiftItemState  before,
           LiftItemState  after)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), lift_item_state_class (before));
  gtk_widget_add_css_class (GTK_WIDGET (self), lift_item_state_class (after));
}

static void
show_node (LiftItemRow *self,
           LiftNode    *node)
{
  LiftItemState before = self->node != NULL ? lift_item_get_state (self->node) : LIFT_ITEM_OPEN;
  g_autofree char *text = lift_words_text (node, LIFT_ITEM_TEXT);

  g_clear_pointer (&self->node, lift_node_unref);
  self->node = lift_node_ref (node);
  set_class (self, before, lift_item_get_state (node));
  toggle_class (self, "conflict", lift_node_in_conflict (node));
  lift_item_check_show (LIFT_ITEM_CHECK (self->check), node);
  if (self->owner != NULL)
    lift_owner_button_set_id (LIFT_OWNER_BUTTON (self->owner), lift_node_get_id (node));
  lift_row_text_set_text (LIFT_ROW_TEXT (self->slots[SLOT_TEXT]), text);
  show_conflict (self, NULL);
  lift_item_row_show_moment (self, NULL);
  show_state (self, NULL);
  show_note (self);
  show_evidence (self);
  show_owner (self);
}

static void
row_changed_cb (LiftItemRow *self)
{
  LiftNode *node = lift_row_get_node (self->row);
  guint phase = self->phase_number, item = self->item_number;
  gboolean same;

  if (node == NULL)
    return;

  same = node == self->node;
  show_number (self);
  if (!same)
    show_node (self, node);
  if (!same || phase != self->phase_number || item != self->item_number)
    show_access (self);
}

/* The layout: the body takes what the others leave. A GtkBox looks for the least width of each height, which lays every text out
 * five times. */

int
lift_item_row_measure_buttons (LiftItemRow *self)
{
  return (self->slots[SLOT_OWNER] == NULL ? lift_natural_width (self->owner) : 0) + lift_natural_width (self->menu);
}

static int
lay (LiftItemRow *self,
     int          width,
     int          height,
     gboolean     place)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int others = self->owner == NULL ? self->context->buttons : 0, tallest = 0, x = 0, y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (child != self->body)
      others += lift_natural_width (child);

  /* A row of one line stands in the middle of its height. */
  if (place)
    y = MAX (0, height - lay (self, width, height, FALSE)) / 2;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int w = child == self->body ? (width < 0 ? -1 : width - others) : lift_natural_width (child), h;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, w, NULL, &h, NULL, NULL);
      tallest = MAX (tallest, h);
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - x - w : x, y, w, h }, -1);
      x += w;
    }

  return tallest;
}

static void
lift_item_row_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  LiftItemRow *self = LIFT_ITEM_ROW (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay (self, for_size, -1, FALSE);
      return;
    }

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least, most;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, &most, NULL, NULL);
      *minimum += child == self->body ? least : most;
      *natural += most;
    }
}

static void
lift_item_row_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  lay (LIFT_ITEM_ROW (widget), width, height, TRUE);
}

static GtkSizeRequestMode
lift_item_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The widget */

static void
menu_clicked_cb (LiftItemRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "checklist.menu", "s", lift_item_row_get_id (self));
}

/* What is done from the menu may take the row away, and the menu stands below its button. */
static void
drop_menu (LiftItemRow *self)
{
  GtkWidget *child = gtk_widget_get_last_child (self->menu);

  if (GTK_IS_POPOVER (child))
    gtk_widget_unparent (child);
}

static void
lift_item_row_dispose (GObject *object)
{
  LiftItemRow *self = LIFT_ITEM_ROW (object);
  GtkWidget *child;

  lift_item_row_bind (self, NULL);
  if (self->menu != NULL)
    drop_menu (self);
  self->menu = NULL;
  g_clear_pointer (&self->node, lift_node_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lift_item_row_parent_class)->dispose (object);
}

static void
lift_item_row_class_init (LiftItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_item_row_dispose;
  widget_class->measure = lift_item_row_measure;
  widget_class->size_allocate = lift_item_row_size_allocate;
  widget_class->get_request_mode = lift_item_row_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "item");
}

static void
lift_item_row_init (LiftItemRow *self)
{
  self->number = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->number), 1);
  gtk_widget_set_valign (self->number, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->number, "item-number");
  gtk_widget_set_parent (self->number, GTK_WIDGET (self));

  self->check = lift_item_check_new ();
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  lift_item_row_put (self, SLOT_TEXT, lift_item_row_text_new ("item-text"));
}

gboolean
lift_item_row_get_complete (LiftItemRow *self)
{
  return self->owner != NULL;
}

void
lift_item_row_complete (LiftItemRow *self)
{
  if (self->owner != NULL)
    return;

  self->owner = lift_owner_button_new ();
  gtk_widget_set_parent (self->owner, GTK_WIDGET (self));

  self->menu = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_set_valign (self->menu, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_add_css_class (self->menu, "rowmenu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_widget_set_tooltip_text (self->menu, _("More"));
  g_signal_connect_swapped (self->menu, "clicked", G_CALLBACK (menu_clicked_cb), self);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  lift_item_row_update_context (self);
  if (self->node != NULL && self->row != NULL)
    {
      lift_owner_button_set_id (LIFT_OWNER_BUTTON (self->owner), lift_node_get_id (self->node));
      show_access (self);
    }
}

GtkWidget *
lift_item_row_new (const LiftItemContext *context)
{
  LiftItemRow *self = g_object_new (LIFT_TYPE_ITEM_ROW, NULL);

  self->context = context;
  return GTK_WIDGET (self);
}

/* @row: NULL when the row is taken for another item */
void
lift_item_row_bind (LiftItemRow *self,
                    LiftRow     *row)
{
  if (self->row != NULL)
    {
      lift_item_row_end_rename (self, TRUE);
      g_signal_handlers_disconnect_by_data (self->row, self);
      g_clear_object (&self->row);
    }
  if (row == NULL)
    return;

  self->row = g_object_ref (row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (row_changed_cb), self);
  self->phase_number = self->item_number = self->number_chars = 0;
  lift_item_row_update_context (self);
  row_changed_cb (self);
}

const char *
lift_item_row_get_id (LiftItemRow *self)
{
  return self->row != NULL ? lift_row_get_id (self->row) : NULL;
}

/* Whether it is the first or the last row of the card. */
void
lift_item_row_set_edges (LiftItemRow *self,
                         gboolean     first,
                         gboolean     last)
{
  toggle_class (self, "first", first);
  toggle_class (self, "last", last);
}

/* Without all three, a check box says that it took the focus when it did not, and Tab stays where it is. */
static void
set_can_act (GtkWidget *widget,
             gboolean   can_act)
{
  gtk_widget_set_can_target (widget, can_act);
  gtk_widget_set_can_focus (widget, can_act);
  gtk_widget_set_focusable (widget, can_act);
}

void
lift_item_row_update_context (LiftItemRow *self)
{
  gboolean can_act = !self->context->read_only;

  set_can_act (self->check, can_act);
  if (self->owner != NULL)
    {
      set_can_act (self->owner, can_act);
      gtk_widget_set_visible (self->menu, can_act);
    }
  if (self->node != NULL && self->row != NULL)
    show_owner (self);
}

void
lift_item_row_update_time (LiftItemRow *self,
                           gint64      *changes)
{
  if (self->node == NULL || self->row == NULL)
    return;
  show_conflict (self, changes);
  lift_item_row_show_moment (self, changes);
  show_state (self, changes);
  if (lift_item_row_get_moment (self) != NULL)
    show_access (self);
}

/* Whether @widget shows the text of the item. */
gboolean
lift_item_row_is_text (LiftItemRow *self,
                       GtkWidget   *widget)
{
  return widget == self->slots[SLOT_TEXT];
}

GtkWidget *
lift_item_row_get_menu (LiftItemRow *self)
{
  lift_item_row_complete (self);
  return self->menu;
}
