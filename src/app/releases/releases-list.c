/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list on the page of releases: its rows, where the focus is, menus. */

#include "config.h"

#include "heading-row.h"
#include "release-groups.h"
#include "release-menu.h"
#include "release-row.h"
#include "releases-private.h"
#include "session/clock.h"
#include "widgets/popup.h"

/* Focus */

/* The row in which the focus is. */
static GtkWidget *
get_focused (LiftReleases *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_parent (focus) == GTK_WIDGET (self->list) ? gtk_widget_get_first_child (focus) : NULL;
}

static guint
find_line (LiftReleases *self,
           const char   *path)
{
  for (guint i = 0; path != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr(GObject) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (LIFT_IS_RELEASE_ENTRY (line) && g_str_equal (lift_release_entry_get_summary (LIFT_RELEASE_ENTRY (line))->path, path))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* Remembers in which row the focus is; returns its line. */
guint
lift_releases_note_place (LiftReleases *self)
{
  GtkWidget *row = get_focused (self);
  LiftReleaseEntry *entry = LIFT_IS_RELEASE_ROW (row) ? lift_release_row_get_entry (LIFT_RELEASE_ROW (row)) : NULL;

  if (entry == NULL)
    return GTK_INVALID_LIST_POSITION;
  g_free (self->place);
  self->place = g_strdup (lift_release_entry_get_summary (entry)->path);
  return find_line (self, self->place);
}

/* To the release that had it; where that is not shown any more, to the line that stands in its place. */
static gboolean
focus_cb (gpointer user_data)
{
  LiftReleases *self = user_data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines)), position = find_line (self, self->place);
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  self->focus_source = 0;
  if (position == GTK_INVALID_LIST_POSITION && n > 0)
    position = MIN (self->focus_position, n - 1);
  if (position == GTK_INVALID_LIST_POSITION)
    return G_SOURCE_REMOVE;
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  for (; cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (gtk_widget_get_first_child (cell)), "lift-position")) == position)
      gtk_widget_grab_focus (cell);
  return G_SOURCE_REMOVE;
}

/* Once the rows are there. */
void
lift_releases_focus_again (LiftReleases *self,
             guint         position)
{
  self->focus_position = position;
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (focus_cb, self);
}

/* Rows */

static gboolean
is_entry (LiftReleases *self,
          guint         position)
{
  g_autoptr(GObject) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  return LIFT_IS_RELEASE_ENTRY (line);
}

/* To the release that had it, else to the first one. */
void
lift_releases_focus_first (LiftReleases *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines)), position = 0;

  while (position + 1 < n && !is_entry (self, position))
    position++;
  lift_releases_focus_again (self, position);
}

/* The rows of a group look like one card. All lines are bound anew when one changes. */
static void
set_edges (LiftReleases *self,
           GtkWidget    *row,
           guint         position)
{
  const struct
  {
    const char *css_class;
    gboolean    is;
  } edges[] = { { "first", !is_entry (self, position - 1) }, { "last", !is_entry (self, position + 1) } };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    if (edges[i].is)
      gtk_widget_add_css_class (row, edges[i].css_class);
    else
      gtk_widget_remove_css_class (row, edges[i].css_class);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         LiftReleases             *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  gpointer line = gtk_list_item_get_item (item);
  guint position = gtk_list_item_get_position (item);
  gint64 changes = G_MAXINT64;

  if (LIFT_IS_RELEASE_HEADING (line) && !LIFT_IS_HEADING_ROW (row))
    gtk_list_item_set_child (item, row = lift_heading_row_new ());
  else if (LIFT_IS_RELEASE_ENTRY (line) && !LIFT_IS_RELEASE_ROW (row))
    gtk_list_item_set_child (item, row = lift_release_row_new ());
  g_object_set_data (G_OBJECT (row), "lift-position", GUINT_TO_POINTER (position));
  if (LIFT_IS_RELEASE_HEADING (line))
    {
      lift_heading_row_show (LIFT_HEADING_ROW (row), line);
      gtk_list_item_set_activatable (item, lift_release_heading_get_group (line) == LIFT_GROUP_ARCHIVE);
      return;
    }
  gtk_list_item_set_activatable (item, TRUE);
  set_edges (self, row, position);
  g_ptr_array_add (self->rows, row);
  lift_release_row_show (LIFT_RELEASE_ROW (row), line);
  lift_release_row_update_time (LIFT_RELEASE_ROW (row), lift_clock_now (), &changes);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           LiftReleases             *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (!LIFT_IS_RELEASE_ROW (row))
    return;
  g_ptr_array_remove_fast (self->rows, row);
  lift_release_row_show (LIFT_RELEASE_ROW (row), NULL);
}

static void
activate_cb (LiftReleases *self,
             guint         position)
{
  g_autoptr(GObject) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (LIFT_IS_RELEASE_ENTRY (line))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-release", "s", lift_release_entry_get_summary (LIFT_RELEASE_ENTRY (line))->path);
  else if (!lift_releases_is_searching (self))
    {
      self->archive = !self->archive;
      g_clear_pointer (&self->place, g_free);
      lift_releases_update_page (self);
      lift_releases_focus_again (self, position);
    }
}

/* Menus */

static gboolean
popup (GtkWidget          *row,
       const GdkRectangle *at)
{
  LiftReleaseEntry *entry = LIFT_IS_RELEASE_ROW (row) ? lift_release_row_get_entry (LIFT_RELEASE_ROW (row)) : NULL;
  g_autoptr(GMenuModel) menu = entry != NULL ? lift_release_menu_new (entry) : NULL;

  if (menu == NULL)
    return FALSE;
  lift_popup_menu (row, menu, at);
  return TRUE;
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  return popup (get_focused (LIFT_RELEASES (widget)), NULL);
}

static void
pressed_cb (GtkGesture   *gesture,
            double        x,
            double        y,
            LiftReleases *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, LIFT_TYPE_RELEASE_ROW) : NULL;
  graphene_point_t at;

  if (row == NULL && picked != NULL)
    row = gtk_widget_get_first_child (picked);
  if (LIFT_IS_RELEASE_ROW (row) && gtk_widget_compute_point (GTK_WIDGET (self->list), row, &GRAPHENE_POINT_INIT (x, y), &at))
    {
      gtk_widget_grab_focus (gtk_widget_get_parent (row));
      popup (row, &(GdkRectangle) { at.x, at.y, 1, 1 });
    }
}

static void
secondary_cb (GtkGesture   *gesture,
              int           n_press,
              double        x,
              double        y,
              LiftReleases *self)
{
  pressed_cb (gesture, x, y, self);
}

static void
add_gestures (LiftReleases *self)
{
  GtkGesture *secondary = gtk_gesture_click_new (), *touch = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (secondary));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (touch), TRUE);
  g_signal_connect (touch, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (touch));
}

void
lift_releases_class_init_list (GtkWidgetClass *klass)
{
  gtk_widget_class_add_binding (klass, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

void
lift_releases_init_list (LiftReleases *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSelectionModel) selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));

  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  add_gestures (self);
}
