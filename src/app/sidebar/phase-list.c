/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "phase-list.h"

#include <glib/gi18n.h>

#include "checklist/item-drag.h"
#include "sidebar/side-facts.h"
#include "sidebar/side-row.h"

struct _LiftPhaseList
{
  GtkWidget     parent_instance;

  GtkListBox   *phases;
  GtkListBox   *incident;
  GtkWidget    *incident_row;
  GtkWidget    *menu;
  char         *menu_phase;

  LiftDocument *document;
  char         *phase;
  gboolean      folded;
  gboolean      own_page;
  gboolean      syncing;
  gint64        now;
};

G_DEFINE_FINAL_TYPE (LiftPhaseList, lift_phase_list, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_PHASE,
  PROP_FOLDED,
  PROP_OWN_PAGE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static LiftSideRow *
get_row (LiftPhaseList *self,
         int            index)
{
  return (LiftSideRow *) gtk_list_box_get_row_at_index (self->phases, index);
}

/* What is selected is what "phase" says, whatever was clicked. */
static void
sync_selection (LiftPhaseList *self)
{
  GtkListBoxRow *selected = NULL;
  LiftSideRow *row;
  gboolean is_incident = g_strcmp0 (self->phase, LIFT_SIDE_INCIDENT) == 0;

  for (int i = 0; (row = get_row (self, i)); i++)
    if (g_strcmp0 (lift_side_row_get_phase (row), self->phase) == 0)
      selected = GTK_LIST_BOX_ROW (row);
  self->syncing = TRUE;
  gtk_list_box_select_row (self->phases, selected);
  gtk_list_box_select_row (self->incident, is_incident ? GTK_LIST_BOX_ROW (self->incident_row) : NULL);
  self->syncing = FALSE;
}

static void
refresh (LiftPhaseList *self,
         gint64        *changes)
{
  LiftNode *root;
  LiftSideRow *row;

  if (!self->document || self->now == LIFT_NO_INSTANT)
    return;
  root = lift_document_get_root (self->document);
  for (int i = 0; (row = get_row (self, i)); i++)
    {
      LiftNode *phase = lift_document_find (self->document, lift_side_row_get_phase (row));
      g_auto (LiftSideFacts) facts = { 0 };

      if (!phase)
        continue;
      lift_side_facts_phase (&facts, root, phase, i, self->now, changes);
      lift_side_row_show (row, &facts);
    }
  {
    g_auto (LiftSideFacts) facts = { 0 };

    lift_side_facts_incident (&facts, root, self->now, changes);
    lift_side_row_show (LIFT_SIDE_ROW (self->incident_row), &facts);
  }
}

static void
changed_cb (LiftPhaseList *self)
{
  refresh (self, NULL);
  sync_selection (self);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer data)
{
  LiftPhaseList *self = data;

  return lift_side_row_new (lift_row_get_id (item), self->folded);
}

static void
choose (LiftPhaseList *self,
        LiftSideRow   *row)
{
  const char *phase = lift_side_row_get_phase (row);

  if (phase)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.phase", "s", phase);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.incident", NULL);
  sync_selection (self);
}

/* Walking over the phases opens them, once one is open: a list that only gets the focus selects its first row by itself, and that must not
 * leave the incident page. */
static void
row_selected_cb (LiftPhaseList *self,
                 LiftSideRow   *row)
{
  gboolean walking = !self->own_page && self->phase && g_strcmp0 (self->phase, LIFT_SIDE_INCIDENT) != 0;

  if (self->syncing)
    return;
  if (row && walking && g_strcmp0 (lift_side_row_get_phase (row), self->phase) != 0)
    choose (self, row);
  else
    sync_selection (self);
}

static void
row_activated_cb (LiftPhaseList *self,
                  LiftSideRow   *row)
{
  choose (self, row);
}

/* The arrow keys go from the last phase to the incident entry and back. */
static gboolean
keynav_failed_cb (LiftPhaseList    *self,
                  GtkDirectionType  direction,
                  GtkListBox       *list)
{
  LiftSideRow *row = NULL, *next;

  if (list == self->phases && direction == GTK_DIR_DOWN)
    return gtk_widget_grab_focus (self->incident_row);
  if (list != self->incident || direction != GTK_DIR_UP)
    return FALSE;
  for (int i = 0; (next = get_row (self, i)); i++)
    row = next;
  return row && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *phase)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", phase);
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu,
                GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GMenuModel *
menu_for (LiftPhaseList *self,
          LiftSideRow   *row)
{
  const char *phase = lift_side_row_get_phase (row);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  GMenu *menu = g_menu_new (), *section = g_menu_new ();

  append (section, _("_Edit Title and Offset…"), "win.edit-phase", phase);
  append (section, _("_Pin Deadline…"), "win.pin-phase", phase);
  append_section (menu, section);
  section = g_menu_new ();
  append (section, _("_Add Phase After…"), "win.add-phase", phase);
  if (index > 0)
    append (section, _("Move _Up"), "win.move-phase-up", phase);
  if (get_row (self, index + 1))
    append (section, _("Move Dow_n"), "win.move-phase-down", phase);
  append_section (menu, section);
  section = g_menu_new ();
  append (section, _("_Delete Phase"), "win.delete-phase", phase);
  append_section (menu, section);
  return G_MENU_MODEL (menu);
}

static void
menu_closed_cb (LiftPhaseList *self)
{
  LiftSideRow *row;

  for (int i = 0; (row = get_row (self, i)); i++)
    if (g_strcmp0 (lift_side_row_get_phase (row), self->menu_phase) == 0)
      gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_menu (LiftPhaseList      *self,
           LiftSideRow        *row,
           const GdkRectangle *at)
{
  g_autoptr (GMenuModel) model = menu_for (self, row);
  graphene_rect_t bounds;
  GdkRectangle pointing_to;

  if (!gtk_widget_compute_bounds (at ? GTK_WIDGET (self->phases) : GTK_WIDGET (row), GTK_WIDGET (self), &bounds))
    return;
  if (at)
    pointing_to = (GdkRectangle) { (int) bounds.origin.x + at->x, (int) bounds.origin.y + at->y, 1, 1 };
  else
    pointing_to = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
    }
  g_free (self->menu_phase);
  self->menu_phase = g_strdup (lift_side_row_get_phase (row));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &pointing_to);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
show_menu_at (GtkGesture *gesture,
              double      x,
              double      y)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (list), (int) y);
  LiftPhaseList *self = LIFT_PHASE_LIST (gtk_widget_get_ancestor (list, LIFT_TYPE_PHASE_LIST));

  if (!row)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, LIFT_SIDE_ROW (row), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
pressed_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y)
{
  show_menu_at (gesture, x, y);
}

static void
long_pressed_cb (GtkGesture *gesture,
                 double      x,
                 double      y)
{
  show_menu_at (gesture, x, y);
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *parameters,
             gpointer   data)
{
  LiftPhaseList *self = LIFT_PHASE_LIST (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->phases));

  if (!row || !gtk_widget_has_focus (row))
    return FALSE;
  show_menu (self, LIFT_SIDE_ROW (row), NULL);
  return TRUE;
}

static void
set_document (LiftPhaseList *self,
              LiftDocument  *document)
{
  g_autoptr (GListModel) list = NULL;

  if (self->document == document)
    return;
  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, changed_cb, self);
  g_set_object (&self->document, document);
  if (document)
    list = lift_document_get_list (document, NULL, LIFT_RELEASE_PHASES);
  self->syncing = TRUE;
  gtk_list_box_bind_model (self->phases, list, create_row_cb, self, NULL);
  self->syncing = FALSE;
  if (document)
    g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
}

static void
lift_phase_list_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LiftPhaseList *self = LIFT_PHASE_LIST (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PHASE:
      g_value_set_string (value, self->phase);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_OWN_PAGE:
      g_value_set_boolean (value, self->own_page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_phase_list_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LiftPhaseList *self = LIFT_PHASE_LIST (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      set_document (self, g_value_get_object (value));
      break;
    case PROP_PHASE:
      if (g_strcmp0 (self->phase, g_value_get_string (value)) == 0)
        return;
      g_free (self->phase);
      self->phase = g_value_dup_string (value);
      sync_selection (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      break;
    case PROP_OWN_PAGE:
      if (self->own_page == g_value_get_boolean (value))
        return;
      self->own_page = g_value_get_boolean (value);
      sync_selection (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_phase_list_constructed (GObject *object)
{
  LiftPhaseList *self = LIFT_PHASE_LIST (object);

  G_OBJECT_CLASS (lift_phase_list_parent_class)->constructed (object);
  self->incident_row = lift_side_row_new (NULL, self->folded);
  gtk_list_box_append (self->incident, self->incident_row);
}

static void
lift_phase_list_dispose (GObject *object)
{
  LiftPhaseList *self = LIFT_PHASE_LIST (object);
  GtkWidget *child;

  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, changed_cb, self);
  g_clear_object (&self->document);
  self->syncing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lift_phase_list_parent_class)->dispose (object);
}

static void
lift_phase_list_finalize (GObject *object)
{
  g_free (LIFT_PHASE_LIST (object)->phase);
  g_free (LIFT_PHASE_LIST (object)->menu_phase);
  G_OBJECT_CLASS (lift_phase_list_parent_class)->finalize (object);
}

/* An item of the checklist that is dropped on a phase moves there. */

static GdkDragAction
drop_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                LiftPhaseList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->phases, (int) y);

  if (row == NULL)
    {
      gtk_list_box_drag_unhighlight_row (self->phases);
      return 0;
    }

  gtk_list_box_drag_highlight_row (self->phases, row);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target,
               LiftPhaseList *self)
{
  gtk_list_box_drag_unhighlight_row (self->phases);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         LiftPhaseList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->phases, (int) y);
  const char *item = lift_item_drag_get_id (value);

  gtk_list_box_drag_unhighlight_row (self->phases);
  if (row == NULL || item == NULL)
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), "win.item-move-to", "(ss)", item, lift_side_row_get_phase (LIFT_SIDE_ROW (row)));
}

static void
accept_items (LiftPhaseList *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->phases), GTK_EVENT_CONTROLLER (target));
}

/* The selected row takes the focus, so that F6 leads to where one is. */
static gboolean
lift_phase_list_grab_focus (GtkWidget *widget)
{
  LiftPhaseList *self = LIFT_PHASE_LIST (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->phases);

  if (row == NULL)
    row = gtk_list_box_get_selected_row (self->incident);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Tab stops at the open phase and at the incidents; the arrow keys walk over the phases, which opens them. */
static gboolean
lift_phase_list_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  LiftPhaseList *self = LIFT_PHASE_LIST (widget);
  gboolean in_phases = gtk_widget_get_focus_child (GTK_WIDGET (self->phases)) != NULL;
  gboolean in_incident = gtk_widget_get_focus_child (GTK_WIDGET (self->incident)) != NULL;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->phases);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (lift_phase_list_parent_class)->focus (widget, direction);
  if (!row)
    row = gtk_list_box_get_row_at_index (self->phases, 0);

  if (direction == GTK_DIR_TAB_FORWARD ? !in_phases && !in_incident && row : in_incident)
    return row && gtk_widget_grab_focus (GTK_WIDGET (row));
  if (direction == GTK_DIR_TAB_FORWARD ? !in_incident : !in_phases)
    return gtk_widget_grab_focus (self->incident_row);
  return FALSE;
}

static void
lift_phase_list_class_init (LiftPhaseListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lift_phase_list_get_property;
  object_class->set_property = lift_phase_list_set_property;
  object_class->constructed = lift_phase_list_constructed;
  object_class->dispose = lift_phase_list_dispose;
  object_class->finalize = lift_phase_list_finalize;
  widget_class->focus = lift_phase_list_focus;

  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LIFT_TYPE_DOCUMENT, flags);
  props[PROP_PHASE] = g_param_spec_string ("phase", NULL, NULL, NULL, flags);
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_OWN_PAGE] = g_param_spec_boolean ("own-page", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  widget_class->grab_focus = lift_phase_list_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/sidebar/phase-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftPhaseList, phases);
  gtk_widget_class_bind_template_child (widget_class, LiftPhaseList, incident);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, keynav_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

static void
lift_phase_list_init (LiftPhaseList *self)
{
  self->now = LIFT_NO_INSTANT;
  gtk_widget_init_template (GTK_WIDGET (self));
  accept_items (self);
}

/* Recomputes what time changes; @changes is lowered to the next instant at which a word changes. */
void
lift_phase_list_update_time (LiftPhaseList *self,
                             gint64         now,
                             gint64        *changes)
{
  g_return_if_fail (LIFT_IS_PHASE_LIST (self));

  self->now = now;
  refresh (self, changes);
}
