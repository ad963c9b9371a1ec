/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gtk/gtk.h>

#include "add-row.h"
#include "checklist-private.h"
#include "core/words.h"
#include "item-figures.h"
#include "next-row.h"
#include "phase-header.h"
#include "session/clock.h"
#include "session/settings.h"
#include "sidebar/countdown.h"
#include "sidebar/release-facts.h"

G_DEFINE_FINAL_TYPE (LiftChecklist, lift_checklist, GTK_TYPE_WIDGET)

enum
{
  PROP_DOCUMENT = 1,
  PROP_PHASE,
  PROP_FILTER,
  PROP_SEARCH_MODE,
  PROP_SHOW_COUNTDOWN,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
show_figures (LiftChecklist *self)
{
  LiftNode *phase = lift_checklist_find_phase (self);
  guint n;
  const guint8 *states;

  if (phase == NULL)
    return;

  lift_item_figures_update (self->figures, self->document, phase, self->me);
  states = lift_item_figures_get_states (self->figures, &n);
  lift_phase_header_set_phase (LIFT_PHASE_HEADER (self->header), phase);
  lift_phase_header_set_states (LIFT_PHASE_HEADER (self->header), states, n);
  lift_phase_header_set_mine (LIFT_PHASE_HEADER (self->header), lift_item_figures_get_n_mine (self->figures));
}

/* The first open item, else the first that is not closed. */
static LiftNode *
find_next (LiftNodes *items)
{
  LiftNode *found = NULL;

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    {
      LiftNode *item = lift_nodes_get (items, i);
      LiftItemState state = lift_item_get_state (item);

      if (state == LIFT_ITEM_OPEN)
        return item;
      if (found == NULL && !lift_item_state_closed (state))
        found = item;
    }
  return found;
}

/* Where one was in this phase, else what is to be done next. */
void
lift_checklist_select_place (LiftChecklist *self)
{
  LiftNode *phase = lift_checklist_find_phase (self);
  const char *id = phase != NULL ? g_hash_table_lookup (self->places, self->phase) : NULL;
  LiftNode *next = phase != NULL ? find_next (lift_node_get_list (phase, LIFT_PHASE_ITEMS)) : NULL;
  guint position = id != NULL ? lift_checklist_find (self, id) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION && next != NULL)
    position = lift_checklist_find (self, lift_node_get_id (next));
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  if (position > 0 && position >= lift_checklist_n_items (self))
    lift_checklist_show_rest (self);
  if (position >= lift_checklist_n_items (self))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

static void
show_time (LiftChecklist *self,
           gint64        *changes)
{
  LiftNode *release = self->document != NULL ? lift_document_get_root (self->document) : NULL;
  LiftNode *phase = lift_checklist_find_phase (self);
  GHashTableIter iter;
  gpointer row;

  if (phase == NULL)
    return;

  lift_phase_header_update_time (LIFT_PHASE_HEADER (self->header), release, phase, self->context.now, changes);
  lift_next_row_update_time (LIFT_NEXT_ROW (self->tails[TAIL_NEXT]), release, phase, self->context.now, changes);
  lift_checklist_show_conflict (self, changes);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    lift_item_row_update_time (row, changes);

  /* Rows that are made later, when one scrolls, say what holds now: that changes with the day. */
  if (changes != NULL && g_hash_table_size (self->bound) < lift_checklist_n_items (self))
    g_free (lift_words_when (self->context.now, self->context.zone, self->context.now, changes));
}

static void
show_phase (LiftChecklist *self)
{
  gboolean focused;

  lift_checklist_note_focus (self);
  focused = self->had_focus;
  lift_item_figures_clear (self->figures);
  lift_add_row_set_phase (LIFT_ADD_ROW (self->tails[TAIL_ADD]), self->phase);
  lift_checklist_set_sources (self);
  show_figures (self);
  show_time (self, NULL);
  lift_checklist_show_tails (self);
  lift_checklist_show_matches (self);
  lift_checklist_select_place (self);
  /* The list keeps the focus at the same height, on another item. */
  if (focused && lift_checklist_get_item (self) != NULL)
    lift_checklist_select (self, lift_checklist_get_item (self), TRUE);
}

static void
document_changed_cb (LiftChecklist *self)
{
  self->context.zone = lift_schedule_zone (lift_document_get_root (self->document));
  if (self->terms != NULL || self->filter != LIFT_FILTER_ALL)
    {
      lift_checklist_note_focus (self);
      lift_checklist_refilter (self);
    }
  show_figures (self);
  lift_checklist_show_tails (self);
  lift_checklist_show_matches (self);
}

static void
phases_changed_cb (LiftChecklist *self)
{
  if (self->terms != NULL)
    lift_checklist_set_sources (self);
}

static void
locked_cb (LiftChecklist *self)
{
  GHashTableIter iter;
  gpointer row;

  self->context.read_only = self->document != NULL && lift_document_get_locked (self->document) != NULL;
  lift_phase_header_set_read_only (LIFT_PHASE_HEADER (self->header), self->context.read_only);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    lift_item_row_update_context (row);
  lift_checklist_show_tails (self);
  lift_checklist_show_edges (self);
}

static void
set_document (LiftChecklist *self,
              LiftDocument  *document)
{
  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->phases != NULL)
    g_signal_handlers_disconnect_by_data (self->phases, self);
  g_clear_object (&self->phases);
  g_list_store_remove_all (self->sources);
  g_hash_table_remove_all (self->places);
  g_clear_pointer (&self->phase, g_free);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->me, g_free);
  self->me = lift_settings_dup_user_name ();

  if (document != NULL)
    {
      self->phases = lift_document_get_list (document, NULL, LIFT_RELEASE_PHASES);
      g_signal_connect_swapped (self->phases, "items-changed", G_CALLBACK (phases_changed_cb), self);
      g_signal_connect_swapped (document, "changed", G_CALLBACK (document_changed_cb), self);
      g_signal_connect_swapped (document, "notify::locked", G_CALLBACK (locked_cb), self);
      self->context.zone = lift_schedule_zone (lift_document_get_root (document));
      self->context.now = lift_clock_now ();
    }
  g_object_set (self->countdown, "document", document, NULL);
  g_object_set (self->facts, "document", document, NULL);
  lift_checklist_set_search (self, FALSE);
  locked_cb (self);
  show_phase (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHASE]);
}

static void
set_phase (LiftChecklist *self,
           const char    *phase)
{
  if (g_strcmp0 (self->phase, phase) == 0)
    return;

  g_free (self->phase);
  self->phase = g_strdup (phase);
  lift_checklist_set_search (self, FALSE);
  show_phase (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHASE]);
}

static void
menu_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LiftChecklist *self = LIFT_CHECKLIST (widget);
  LiftItemRow *row = lift_checklist_find_row (self, g_variant_get_string (parameter, NULL));

  if (row != NULL)
    lift_checklist_popup (self, row, NULL);
}

static void
lift_checklist_map (GtkWidget *widget)
{
  LiftChecklist *self = LIFT_CHECKLIST (widget);

  GTK_WIDGET_CLASS (lift_checklist_parent_class)->map (widget);
  lift_checklist_show_rest_later (self);
}

static void
lift_checklist_realize (GtkWidget *widget)
{
  LiftChecklist *self = LIFT_CHECKLIST (widget);

  GTK_WIDGET_CLASS (lift_checklist_parent_class)->realize (widget);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  self->layout_id = g_signal_connect_data (self->clock, "layout", G_CALLBACK (lift_checklist_layout), self, NULL,
                                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

static void
lift_checklist_unrealize (GtkWidget *widget)
{
  LiftChecklist *self = LIFT_CHECKLIST (widget);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_signal_handler (&self->painted_id, self->clock);
  g_clear_signal_handler (&self->layout_id, self->clock);
  g_clear_object (&self->clock);
  GTK_WIDGET_CLASS (lift_checklist_parent_class)->unrealize (widget);
}

/* Focus */

/* Through all that stands above the list too: the widget's own way would begin with the current item. */
static gboolean
lift_checklist_focus_in (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  return lift_checklist_tab (LIFT_CHECKLIST (widget), direction);
}

static gboolean
lift_checklist_grab_focus (GtkWidget *widget)
{
  return lift_checklist_focus_current (LIFT_CHECKLIST (widget)) || gtk_widget_child_focus (LIFT_CHECKLIST (widget)->column, GTK_DIR_TAB_FORWARD);
}

static void
lift_checklist_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lift_checklist_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (lift_checklist_follow_focus), widget,
                           G_CONNECT_SWAPPED);
}

static void
lift_checklist_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), lift_checklist_follow_focus, widget);
  GTK_WIDGET_CLASS (lift_checklist_parent_class)->unroot (widget);
}

/* The object */

static void
lift_checklist_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LiftChecklist *self = LIFT_CHECKLIST (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PHASE:
      g_value_set_string (value, self->phase);
      break;
    case PROP_FILTER:
      g_value_set_enum (value, self->filter);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;
    case PROP_SHOW_COUNTDOWN:
      g_value_set_boolean (value, self->show_countdown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_checklist_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LiftChecklist *self = LIFT_CHECKLIST (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      set_document (self, g_value_get_object (value));
      break;
    case PROP_PHASE:
      set_phase (self, g_value_get_string (value));
      break;
    case PROP_FILTER:
      lift_checklist_set_filter (self, g_value_get_enum (value));
      break;
    case PROP_SEARCH_MODE:
      lift_checklist_set_search (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_COUNTDOWN:
      if (self->show_countdown != g_value_get_boolean (value))
        {
          self->show_countdown = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_checklist_dispose (GObject *object)
{
  LiftChecklist *self = LIFT_CHECKLIST (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->phases != NULL)
    g_signal_handlers_disconnect_by_data (self->phases, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LIFT_TYPE_CHECKLIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->head);
  g_clear_object (&self->filtered);
  g_clear_object (&self->match);
  g_clear_object (&self->sources);
  for (Tail tail = 0; tail < N_TAILS; tail++)
    {
      g_clear_object (&self->tails[tail]);
      g_clear_object (&self->tail_models[tail]);
    }
  g_clear_object (&self->phases);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (lift_checklist_parent_class)->dispose (object);
}

static void
lift_checklist_finalize (GObject *object)
{
  LiftChecklist *self = LIFT_CHECKLIST (object);

  g_hash_table_unref (self->bound);
  g_hash_table_unref (self->places);
  lift_item_figures_free (self->figures);
  g_free (self->phase);
  g_free (self->me);
  g_free (self->wanted);
  g_strfreev (self->terms);

  G_OBJECT_CLASS (lift_checklist_parent_class)->finalize (object);
}

static void
lift_checklist_class_init (LiftChecklistClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lift_checklist_get_property;
  object_class->set_property = lift_checklist_set_property;
  object_class->dispose = lift_checklist_dispose;
  object_class->finalize = lift_checklist_finalize;
  widget_class->measure = lift_checklist_measure;
  widget_class->size_allocate = lift_checklist_size_allocate;
  widget_class->map = lift_checklist_map;
  widget_class->realize = lift_checklist_realize;
  widget_class->unrealize = lift_checklist_unrealize;
  widget_class->focus = lift_checklist_focus_in;
  widget_class->grab_focus = lift_checklist_grab_focus;
  widget_class->root = lift_checklist_root;
  widget_class->unroot = lift_checklist_unroot;

  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LIFT_TYPE_DOCUMENT, flags);
  props[PROP_PHASE] = g_param_spec_string ("phase", NULL, NULL, NULL, flags);
  props[PROP_FILTER] = g_param_spec_enum ("filter", NULL, NULL, LIFT_TYPE_FILTER, LIFT_FILTER_ALL, flags);
  props[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, flags);
  props[PROP_SHOW_COUNTDOWN] = g_param_spec_boolean ("show-countdown", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (LIFT_TYPE_COUNTDOWN);
  g_type_ensure (LIFT_TYPE_RELEASE_FACTS);
  g_type_ensure (LIFT_TYPE_PHASE_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/checklist/checklist.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, column);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, head_clamp);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, head_box);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, countdown);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, facts);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, header);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, matches);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, stack);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, list_clamp);
  gtk_widget_class_bind_template_child (widget_class, LiftChecklist, list);
  lift_checklist_class_init_search (widget_class);
  gtk_widget_class_install_property_action (widget_class, "checklist.filter", "filter");
  gtk_widget_class_install_action (widget_class, "checklist.menu", "s", menu_action);
}

static void
lift_checklist_init (LiftChecklist *self)
{
  g_autofree char *filter = lift_settings_dup_string ("filter");
  GEnumValue *value = g_enum_get_value_by_nick (g_type_class_ref (LIFT_TYPE_FILTER), filter);

  self->context.zone = lift_zone_get ("UTC", NULL);
  self->context.now = lift_clock_now ();
  self->bound = g_hash_table_new (NULL, NULL);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->figures = lift_item_figures_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lift_checklist_init_search (self);
  lift_checklist_init_list (self);
  lift_checklist_show_width (self);
  lift_checklist_init_keys (self);
  lift_checklist_init_pointer (self);
  if (value != NULL)
    self->filter = value->value;
  lift_phase_header_set_filter (LIFT_PHASE_HEADER (self->header), self->filter);
  lift_checklist_show_matches (self);
}

GtkWidget *
lift_checklist_new (void)
{
  return g_object_new (LIFT_TYPE_CHECKLIST, NULL);
}

/* Sets the words that depend on time; lowers @changes to when one of them changes next. */
void
lift_checklist_update_time (LiftChecklist *self,
                            gint64         now,
                            gint64        *changes)
{
  self->context.now = now;
  if (self->document == NULL)
    return;

  show_time (self, changes);
  lift_countdown_update_time (LIFT_COUNTDOWN (self->countdown), now, self->show_countdown ? changes : NULL);
  lift_release_facts_update_time (LIFT_RELEASE_FACTS (self->facts), now);
}

/* Edits the text of an item in place. */
void
lift_checklist_rename (LiftChecklist *self,
                       const char    *id)
{
  LiftItemRow *row;

  lift_checklist_select (self, id, FALSE);
  row = lift_checklist_find_row (self, id);
  if (row != NULL)
    lift_item_row_rename (row);
}

/* Turns the last row into an entry. */
void
lift_checklist_add (LiftChecklist *self)
{
  if (lift_checklist_find_phase (self) == NULL || !lift_checklist_get_editable (self))
    return;

  lift_checklist_set_search (self, FALSE);
  if (self->filter == LIFT_FILTER_BLOCKED || self->filter == LIFT_FILTER_MINE)
    lift_checklist_set_filter (self, LIFT_FILTER_ALL);
  lift_checklist_focus (self, lift_checklist_n_items (self) + (lift_checklist_n_items (self) == 0 ? 1 : 0), "");
}

/* FALSE when the phase has no deployments. */
gboolean
lift_checklist_focus_deployment (LiftChecklist *self)
{
  lift_checklist_set_search (self, FALSE);
  return lift_phase_header_focus_deployment (LIFT_PHASE_HEADER (self->header));
}

LiftDocument *
lift_checklist_get_document (LiftChecklist *self)
{
  return self->document;
}
