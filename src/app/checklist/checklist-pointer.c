/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One set of gestures on the list view serves all rows: a gesture on each would be paid for before the first frame. */

#include "config.h"

#include "checklist-private.h"
#include "item-drag.h"
#include "item-menu.h"
#include "widgets/popup.h"

typedef struct
{
  LiftChecklist *checklist;
  LiftItemRow   *over;   /* weak: where the drop indicator is */
  gboolean       after;
} Pointer;

static LiftItemRow *
row_at (GtkWidget  *list,
        double      x,
        double      y,
        GtkWidget **picked)
{
  GtkWidget *widget = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);

  if (picked != NULL)
    *picked = widget;
  if (widget == NULL || widget == list)
    return NULL;
  if (LIFT_IS_ITEM_ROW (gtk_widget_get_first_child (widget)))
    return LIFT_ITEM_ROW (gtk_widget_get_first_child (widget));
  return (LiftItemRow *) gtk_widget_get_ancestor (widget, LIFT_TYPE_ITEM_ROW);
}

/* The menu of an item */

/* @at: where, from the menu button of the row; NULL: at the button */
void
lift_checklist_popup (LiftChecklist      *self,
                      LiftItemRow        *row,
                      const GdkRectangle *at)
{
  g_autoptr(GMenuModel) menu = NULL;

  if (!lift_checklist_get_editable (self) || lift_item_row_get_id (row) == NULL)
    return;

  lift_checklist_select (self, lift_item_row_get_id (row), FALSE);
  menu = lift_item_menu_new (lift_checklist_get_document (self), lift_item_row_get_id (row));
  lift_popup_menu (lift_item_row_get_menu (row), menu, at);
}

static void
secondary_cb (GtkGesture *gesture,
              int         n_press,
              double      x,
              double      y,
              Pointer    *pointer)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  LiftItemRow *row = row_at (list, x, y, NULL);
  graphene_point_t at;

  if (row == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_widget_compute_point (list, lift_item_row_get_menu (row), &GRAPHENE_POINT_INIT (x, y), &at))
    lift_checklist_popup (pointer->checklist, row, &(GdkRectangle) { at.x, at.y, 1, 1 });
}

/* A second press on the text edits it in place; elsewhere it opens the item, which the list view does. */
static void
primary_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y,
            Pointer    *pointer)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *picked;
  LiftItemRow *row;

  if (n_press != 2 || !lift_checklist_get_editable (pointer->checklist))
    return;

  row = row_at (list, x, y, &picked);
  if (row == NULL || !lift_item_row_is_text (row, picked))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (row), "win.item-rename", "s", lift_item_row_get_id (row));
}

/* Dragging */

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            Pointer       *pointer)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *picked;
  LiftItemRow *row = row_at (list, x, y, &picked);
  g_autoptr(GdkPaintable) paintable = NULL;
  graphene_point_t at;

  if (row == NULL || GTK_IS_TEXT (picked) || !lift_checklist_get_editable (pointer->checklist))
    return NULL;
  if (!gtk_widget_compute_point (list, GTK_WIDGET (row), &GRAPHENE_POINT_INIT (x, y), &at))
    return NULL;

  paintable = gtk_widget_paintable_new (GTK_WIDGET (row));
  gtk_drag_source_set_icon (source, paintable, at.x, at.y);
  return lift_item_drag_new (lift_item_row_get_id (row));
}

static void
show_drop (Pointer     *pointer,
           LiftItemRow *row,
           gboolean     after)
{
  if (pointer->over != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (pointer->over), "drop-above");
      gtk_widget_remove_css_class (GTK_WIDGET (pointer->over), "drop-below");
    }
  g_set_weak_pointer (&pointer->over, row);
  pointer->after = after;
  if (row != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), after ? "drop-below" : "drop-above");
}

/* Items come from this program only. */
static gboolean
accept_cb (GtkDropTarget *target,
           GdkDrop       *drop)
{
  return gdk_drop_get_drag (drop) != NULL && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), G_TYPE_STRING);
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           Pointer       *pointer)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  LiftItemRow *row = row_at (list, x, y, NULL);
  graphene_point_t at;

  if (row == NULL || !lift_checklist_get_editable (pointer->checklist) || lift_checklist_get_search (pointer->checklist) ||
      !gtk_widget_compute_point (list, GTK_WIDGET (row), &GRAPHENE_POINT_INIT (x, y), &at))
    {
      show_drop (pointer, NULL, FALSE);
      return 0;
    }

  show_drop (pointer, row, at.y > gtk_widget_get_height (GTK_WIDGET (row)) / 2.0);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target,
          Pointer       *pointer)
{
  show_drop (pointer, NULL, FALSE);
}

/* The item after which it was let go; "" for the first place. */
static const char *
get_before (LiftChecklist *self,
            LiftNode      *phase,
            const char    *id,
            gboolean       after,
            const char    *dragged)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  LiftNode *node = lift_document_find (lift_checklist_get_document (self), id);
  guint index = 0;

  if (after || node == NULL || !lift_nodes_index (items, node, &index))
    return id;
  if (index > 0 && g_str_equal (lift_node_get_id (lift_nodes_get (items, index - 1)), dragged))
    index--;
  return index > 0 ? lift_node_get_id (lift_nodes_get (items, index - 1)) : "";
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         Pointer       *pointer)
{
  LiftChecklist *self = pointer->checklist;
  const char *dragged = lift_item_drag_get_id (value);
  const char *id = pointer->over != NULL ? lift_item_row_get_id (pointer->over) : NULL;
  LiftNode *phase = id != NULL ? lift_document_find_parent (lift_checklist_get_document (self), id) : NULL;
  gboolean after = pointer->after;
  g_autofree char *before = NULL;

  show_drop (pointer, NULL, FALSE);
  if (dragged == NULL || phase == NULL)
    return FALSE;
  if (g_str_equal (dragged, id))
    return TRUE;

  before = g_strdup (get_before (self, phase, id, after, dragged));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.item-drop", "(sss)", dragged, lift_node_get_id (phase), before);
  return TRUE;
}

static void
pointer_free (Pointer  *pointer,
              GClosure *closure)
{
  g_clear_weak_pointer (&pointer->over);
  g_free (pointer);
}

void
lift_checklist_init_pointer (LiftChecklist *self)
{
  GtkWidget *list = GTK_WIDGET (lift_checklist_get_list (self));
  Pointer *pointer = g_new0 (Pointer, 1);
  GtkGesture *primary = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  pointer->checklist = self;

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (primary), GTK_PHASE_CAPTURE);
  g_signal_connect (primary, "pressed", G_CALLBACK (primary_cb), pointer);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (primary));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_cb), pointer);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (secondary));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), pointer);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "accept", G_CALLBACK (accept_cb), NULL);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), pointer);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), pointer);
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), pointer, (GClosureNotify) pointer_free, 0);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (target));
}
