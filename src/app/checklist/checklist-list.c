/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list view of the pane: its rows, which of them is the current one, and where the focus goes. */

#include "config.h"

#include <glib/gi18n.h>

#include "add-row.h"
#include "checklist-private.h"
#include "next-row.h"

/* More than any screen shows at once. */
#define HEAD_ITEMS 60

/* How many frames a row may take to be there after it was scrolled to. */
#define FOCUS_FRAMES 8
/* A list view makes 205 rows of a longer list, whatever it shows of them. */
#define COMPLETE_ITEMS 40

static void
set_object_class (GtkWidget  *widget,
                  const char *class,
                  gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

LiftNode *
lift_checklist_find_phase (LiftChecklist *self)
{
  return self->document != NULL && self->phase != NULL ? lift_document_find (self->document, self->phase) : NULL;
}

guint
lift_checklist_n_items (LiftChecklist *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

gboolean
lift_checklist_get_editable (LiftChecklist *self)
{
  return self->document != NULL && !self->context.read_only;
}

/* Focus */

LiftItemRow *
lift_checklist_find_row (LiftChecklist *self,
                         const char    *id)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (g_strcmp0 (lift_item_row_get_id (row), id) == 0)
      return row;
  return NULL;
}

LiftItemRow *
lift_checklist_focused_row (LiftChecklist *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->list))
    return NULL;
  if (LIFT_IS_ITEM_ROW (gtk_widget_get_first_child (focus)))
    return LIFT_ITEM_ROW (gtk_widget_get_first_child (focus));
  return (LiftItemRow *) gtk_widget_get_ancestor (focus, LIFT_TYPE_ITEM_ROW);
}

static gboolean
has_focus_inside (LiftChecklist *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->list);
}

static gboolean
focus_wanted (LiftChecklist *self)
{
  LiftItemRow *row;

  if (*self->wanted == '\0')
    {
      if (!gtk_widget_get_mapped (self->tails[TAIL_ADD]))
        return FALSE;
      lift_add_row_begin (LIFT_ADD_ROW (self->tails[TAIL_ADD]));
      return TRUE;
    }

  row = lift_checklist_find_row (self, self->wanted);
  if (row == NULL || !gtk_widget_get_mapped (GTK_WIDGET (row)))
    return FALSE;
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
  return TRUE;
}

static gboolean
focus_tick_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  LiftChecklist *self = LIFT_CHECKLIST (widget);

  if (!focus_wanted (self) && ++self->wanted_frames < FOCUS_FRAMES)
    return G_SOURCE_CONTINUE;
  self->wanted_tick = 0;
  g_clear_pointer (&self->wanted, g_free);
  return G_SOURCE_REMOVE;
}

/* The row may have to be scrolled to and made first. */
void
lift_checklist_focus (LiftChecklist *self,
                guint          position,
                const char    *id)
{
  if (self->wanted_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->wanted_tick);
  self->wanted_tick = 0;
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  self->wanted_frames = 0;
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  if (focus_wanted (self))
    g_clear_pointer (&self->wanted, g_free);
  else
    self->wanted_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_tick_cb, NULL, NULL);
}

guint
lift_checklist_find (LiftChecklist *self,
               const char    *id)
{
  LiftNode *node = lift_document_find (self->document, id);
  LiftNode *parent = lift_document_find_parent (self->document, id);
  guint n = lift_checklist_n_items (self), index;

  if (self->terms == NULL && self->filter == LIFT_FILTER_ALL)
    {
      if (node != NULL && parent != NULL && g_strcmp0 (lift_node_get_id (parent), self->phase) == 0 &&
          lift_nodes_index (lift_node_get_list (parent, LIFT_PHASE_ITEMS), node, &index))
        return index;
      return GTK_INVALID_LIST_POSITION;
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LiftRow) row = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);

      if (g_str_equal (lift_row_get_id (row), id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

const char *
lift_checklist_get_item (LiftChecklist *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  return LIFT_IS_ROW (item) ? lift_row_get_id (item) : NULL;
}

/* Makes an item the current one, if it is shown. */
void
lift_checklist_select (LiftChecklist *self,
                       const char    *id,
                       gboolean       focus)
{
  guint position = self->document != NULL ? lift_checklist_find (self, id) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  if (focus)
    lift_checklist_focus (self, position, id);
}

/* The neighbour takes the place of what went away, and the focus with it. */
static void
keep_selection (LiftChecklist *self)
{
  guint n = lift_checklist_n_items (self);

  if (n > 0 && lift_checklist_get_item (self) == NULL)
    gtk_single_selection_set_selected (self->selection, n - 1);
  if (!self->had_focus || has_focus_inside (self))
    return;
  if (lift_checklist_get_item (self) != NULL)
    lift_checklist_focus (self, gtk_single_selection_get_selected (self->selection), lift_checklist_get_item (self));
}

static GtkWidget *
get_cell (LiftChecklist *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (widget != NULL && gtk_widget_get_parent (widget) != self->list)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/* The current item; FALSE when there is none. */
gboolean
lift_checklist_focus_current (LiftChecklist *self)
{
  const char *id = lift_checklist_get_item (self);

  if (id == NULL)
    return FALSE;
  lift_checklist_focus (self, gtk_single_selection_get_selected (self->selection), id);
  return TRUE;
}

static gboolean
focus_tail (LiftChecklist    *self,
            int               tail,
            GtkDirectionType  direction)
{
  return gtk_widget_get_mapped (self->tails[tail]) && gtk_widget_child_focus (self->tails[tail], direction);
}

/* Tab goes through the current row, then to what follows the items, then away: the arrow keys go from row to row. */
static gboolean
tab_inside (LiftChecklist    *self,
            GtkDirectionType  direction)
{
  GtkWidget *cell = get_cell (self);
  GtkWidget *row = gtk_widget_get_first_child (cell);
  GtkRoot *root = gtk_widget_get_root (cell);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  gboolean on_cell = gtk_root_get_focus (root) == cell;
  int tail = N_TAILS;

  if (row != NULL && (forward || !on_cell) && gtk_widget_child_focus (row, direction))
    return TRUE;
  if (LIFT_IS_ITEM_ROW (row))
    tail = -1;
  for (int i = 0; i < N_TAILS; i++)
    if (row == self->tails[i])
      tail = i;

  if (forward)
    {
      for (int i = tail + 1; i < N_TAILS; i++)
        if (focus_tail (self, i, direction))
          return TRUE;
      return FALSE;
    }

  if (tail < 0 && !on_cell)
    return gtk_widget_grab_focus (cell);
  for (int i = tail - 1; i >= 0; i--)
    if (focus_tail (self, i, direction))
      return TRUE;
  if (tail >= 0 && lift_checklist_focus_current (self))
    return TRUE;
  return gtk_widget_child_focus (self->head_clamp, direction) || gtk_widget_child_focus (self->search_bar, direction);
}

gboolean
lift_checklist_tab (LiftChecklist    *self,
                    GtkDirectionType  direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (tab && has_focus_inside (self) && get_cell (self) != NULL)
    return tab_inside (self, direction);
  if (!gtk_widget_child_focus (self->column, direction))
    return FALSE;
  /* The list would go where it was left. */
  if (direction == GTK_DIR_TAB_FORWARD ? get_cell (self) != NULL : tab && lift_checklist_focused_row (self) != NULL)
    lift_checklist_focus_current (self);
  return TRUE;
}

/* What has the focus is the current item. */
void
lift_checklist_follow_focus (LiftChecklist *self)
{
  LiftItemRow *row = lift_checklist_focused_row (self);
  GtkListItem *cell = row != NULL ? g_hash_table_lookup (self->bound, row) : NULL;

  if (cell != NULL && gtk_list_item_get_position (cell) != gtk_single_selection_get_selected (self->selection))
    gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (cell));
}

/* The rows */

static void
show_edges (LiftChecklist *self,
            LiftItemRow   *row,
            GtkListItem   *cell)
{
  guint position = gtk_list_item_get_position (cell);
  gboolean closed = g_list_model_get_n_items (G_LIST_MODEL (self->tail_models[TAIL_ADD])) == 0;

  lift_item_row_set_edges (row, position == 0, closed && position + 1 == lift_checklist_n_items (self));
}

void
lift_checklist_show_edges (LiftChecklist *self)
{
  GHashTableIter iter;
  gpointer row, cell;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &row, &cell))
    show_edges (self, row, cell);
}

/* After the layout and before the frame is painted: rows that came into view get their buttons, and are laid out again. */
void
lift_checklist_complete_rows (LiftChecklist *self)
{
  GHashTableIter iter;
  gpointer row;
  graphene_rect_t bounds;
  int height = gtk_widget_get_height (self->list);

  if (!gtk_widget_get_mapped (self->list))
    return;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (!lift_item_row_get_complete (row) && gtk_widget_get_height (row) > 0 && gtk_widget_compute_bounds (row, self->list, &bounds) &&
        bounds.origin.y < height && bounds.origin.y + bounds.size.height > 0)
      {
        lift_item_row_complete (row);
        self->context.buttons = lift_item_row_measure_buttons (row);
      }
}

static Tail
tail_of (gpointer item)
{
  return *gtk_string_object_get_string (GTK_STRING_OBJECT (item)) - '0';
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell,
         LiftChecklist            *self)
{
  gpointer item = gtk_list_item_get_item (cell);
  GtkWidget *row = gtk_list_item_get_child (cell);

  gtk_list_item_set_selectable (cell, LIFT_IS_ROW (item));
  if (!LIFT_IS_ROW (item))
    {
      GtkWidget *tail = self->tails[tail_of (item)];

      gtk_list_item_set_child (cell, tail);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_parent (tail)), GTK_ACCESSIBLE_RELATION_LABELLED_BY, tail, NULL, -1);
      return;
    }

  if (row == NULL)
    {
      row = lift_item_row_new (&self->context);
      gtk_list_item_set_child (cell, row);
    }
  if (lift_checklist_n_items (self) <= COMPLETE_ITEMS)
    lift_item_row_complete (LIFT_ITEM_ROW (row));
  lift_item_row_bind (LIFT_ITEM_ROW (row), item);
  g_hash_table_insert (self->bound, row, cell);
  show_edges (self, LIFT_ITEM_ROW (row), cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *cell,
           LiftChecklist            *self)
{
  GtkWidget *row = gtk_list_item_get_child (cell);

  if (LIFT_IS_ITEM_ROW (row))
    {
      g_hash_table_remove (self->bound, row);
      lift_item_row_bind (LIFT_ITEM_ROW (row), NULL);
    }
  else
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_list_item_set_child (cell, NULL);
    }
}

static void
set_tail (LiftChecklist *self,
          Tail           tail,
          gboolean       on)
{
  GListStore *store = self->tail_models[tail];
  gboolean is_on = g_list_model_get_n_items (G_LIST_MODEL (store)) > 0;

  if (on && !is_on)
    {
      char name[] = { '0' + tail, '\0' };
      g_autoptr(GtkStringObject) item = gtk_string_object_new (name);

      g_list_store_append (store, item);
    }
  else if (!on && is_on)
    g_list_store_remove_all (store);
}

static void
show_empty (LiftChecklist *self,
            LiftNode      *phase)
{
  guint n = phase != NULL ? lift_nodes_get_n (lift_node_get_list (phase, LIFT_PHASE_ITEMS)) : 0;
  const char *words;

  if (n == 0)
    words = self->context.read_only ? _("This phase has no items.")
                                    : _("This phase has no items yet: add the first one, or drag one here from another phase.");
  else if (self->filter == LIFT_FILTER_OPEN)
    words = _("Everything in this phase is closed.");
  else if (self->filter == LIFT_FILTER_BLOCKED)
    words = _("Nothing in this phase is blocked.");
  else
    words = _("Nothing in this phase is yours.");
  gtk_label_set_label (GTK_LABEL (self->tails[TAIL_EMPTY]), words);
}

void
lift_checklist_show_tails (LiftChecklist *self)
{
  LiftNode *phase = lift_checklist_find_phase (self);
  gboolean searching = self->terms != NULL;
  gboolean add = phase != NULL && !searching && !self->context.read_only;
  gboolean next = phase != NULL && !searching &&
                  lift_next_row_update_time (LIFT_NEXT_ROW (self->tails[TAIL_NEXT]), lift_document_get_root (self->document), phase,
                                             self->context.now, NULL);
  gboolean empty = phase != NULL && !searching && lift_checklist_n_items (self) == 0;

  if (empty)
    show_empty (self, phase);
  set_object_class (self->tails[TAIL_EMPTY], "last", !add);
  set_tail (self, TAIL_EMPTY, empty);
  set_tail (self, TAIL_ADD, add);
  set_tail (self, TAIL_NEXT, next);
}

/* Before the list view hears of it, and after. */
void
lift_checklist_note_focus (LiftChecklist *self)
{
  self->had_focus = has_focus_inside (self);
}

static void
items_changed_cb (LiftChecklist *self)
{
  lift_checklist_show_edges (self);
  keep_selection (self);
}

static void
selected_cb (LiftChecklist *self)
{
  const char *id = lift_checklist_get_item (self);

  if (id != NULL && self->phase != NULL && self->terms == NULL && !self->placing)
    g_hash_table_replace (self->places, g_strdup (self->phase), g_strdup (id));
}

/* Activation */

static void
activate_cb (LiftChecklist *self,
             guint          position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (LIFT_IS_ROW (item))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.item-open", "s", lift_row_get_id (LIFT_ROW (item)));
  else if (tail_of (item) == TAIL_ADD)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-item", NULL);
  else if (tail_of (item) == TAIL_NEXT)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.next-phase", NULL);
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "empty-line");
  gtk_widget_add_css_class (label, "first");
  return label;
}

/* A list view makes some two hundred rows, of which the first frame shows a dozen: the others come after it. */
void
lift_checklist_show_rest (LiftChecklist *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (self->clock != NULL)
    g_clear_signal_handler (&self->painted_id, self->clock);
  gtk_slice_list_model_set_size (self->head, G_MAXUINT);
}

static gboolean
rest_cb (gpointer user_data)
{
  LIFT_CHECKLIST (user_data)->rest_source = 0;
  lift_checklist_show_rest (user_data);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (LiftChecklist *self)
{
  g_clear_signal_handler (&self->painted_id, self->clock);
  self->rest_source = g_idle_add_full (G_PRIORITY_LOW, rest_cb, self, NULL);
}

/* The rest after the next frame. */
void
lift_checklist_show_rest_later (LiftChecklist *self)
{
  if (gtk_slice_list_model_get_size (self->head) != G_MAXUINT && self->painted_id == 0 && self->rest_source == 0)
    self->painted_id = g_signal_connect_swapped (self->clock, "after-paint", G_CALLBACK (painted_cb), self);
}

void
lift_checklist_init_list (LiftChecklist *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkFlattenListModel *items;

  self->sources = g_list_store_new (G_TYPE_LIST_MODEL);
  items = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->sources)));
  self->head = gtk_slice_list_model_new (G_LIST_MODEL (items), 0, HEAD_ITEMS);
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->head)), NULL);
  g_list_store_append (parts, self->filtered);

  self->tails[TAIL_EMPTY] = g_object_ref_sink (empty_new ());
  self->tails[TAIL_ADD] = g_object_ref_sink (lift_add_row_new ());
  self->tails[TAIL_NEXT] = g_object_ref_sink (lift_next_row_new ());
  for (Tail tail = 0; tail < N_TAILS; tail++)
    {
      self->tail_models[tail] = g_list_store_new (GTK_TYPE_STRING_OBJECT);
      g_list_store_append (parts, self->tail_models[tail]);
    }

  self->selection = gtk_single_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts))));
  g_signal_connect_swapped (self->selection, "items-changed", G_CALLBACK (lift_checklist_note_focus), self);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  g_object_unref (factory);
}

GtkListView *
lift_checklist_get_list (LiftChecklist *self)
{
  return GTK_LIST_VIEW (self->list);
}

