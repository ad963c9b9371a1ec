/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/moment.h"
#include "core/node.h"
#include "zone-row.h"

struct _LiftZoneRow
{
  AdwActionRow         parent_instance;

  GtkWidget           *button;
  GtkWidget           *popover;
  GtkWidget           *search;
  GtkWidget           *list;
  GtkCustomFilter     *filter;
  GtkSingleSelection  *selection;
  char                *needle;
  const char          *zone; /* interned */
  gint64               day;
};

G_DEFINE_FINAL_TYPE (LiftZoneRow, lift_zone_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_ZONE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* “UTC+2”, “UTC−3:30” */
static char *
dup_offset (const char *name,
            gint64      day)
{
  GTimeZone *zone = lift_zone_get (name, NULL);
  gint32 offset;
  int minutes;

  if (zone == NULL || day == LIFT_NO_INSTANT)
    return g_strdup ("");
  lift_zone_local (zone, day, NULL, &offset, NULL);
  minutes = ABS (offset) / 60;
  if (offset == 0)
    return g_strdup ("UTC");
  if (minutes % 60 == 0)
    return g_strdup_printf ("UTC%s%d", offset < 0 ? "−" : "+", minutes / 60);
  return g_strdup_printf ("UTC%s%d:%02d", offset < 0 ? "−" : "+", minutes / 60, minutes % 60);
}

static void
show (LiftZoneRow *self)
{
  g_autofree char *offset = self->zone != NULL ? dup_offset (self->zone, self->day) : g_strdup ("");
  g_autofree char *text = NULL;

  if (self->zone == NULL)
    text = g_strdup (_("None"));
  else if (*offset != '\0' && strcmp (offset, self->zone) != 0)
    /* Translators: a time zone and its distance from UTC: “Europe/Berlin, UTC+2 on that day” */
    text = g_markup_printf_escaped (_("%s, %s on that day"), self->zone, offset);
  else
    text = g_markup_escape_text (self->zone, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

/* “new york” finds America/New_York. */
static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  LiftZoneRow *self = user_data;
  g_autofree char *name = g_ascii_strdown (gtk_string_object_get_string (item), -1);

  return self->needle == NULL || strstr (g_strdelimit (name, "_", ' '), self->needle) != NULL;
}

static void
search_changed_cb (LiftZoneRow *self)
{
  g_autofree char *needle = g_ascii_strdown (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  g_free (self->needle);
  self->needle = g_strdup (g_strstrip (g_strdelimit (needle, "_", ' ')));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
}

static void
choose (LiftZoneRow *self,
        guint        position)
{
  GtkStringObject *item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  lift_zone_row_set_zone (self, gtk_string_object_get_string (item));
  g_object_unref (item);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
search_activate_cb (LiftZoneRow *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

/* Arrow keys move in the list while the search has the focus. */
static gboolean
key_cb (LiftZoneRow *self,
        guint        keyval)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;
  if (at == GTK_INVALID_LIST_POSITION)
    at = 0;
  else if (keyval == GDK_KEY_Down)
    at = MIN (at + 1, n - 1);
  else if (at > 0)
    at--;
  gtk_single_selection_set_selected (self->selection, at);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);
  return GDK_EVENT_STOP;
}

/* A list can scroll once it has its size. */
static gboolean
scroll_cb (GtkWidget     *list,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  LiftZoneRow *self = user_data;

  if (gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", gtk_single_selection_get_selected (self->selection));
  return G_SOURCE_REMOVE;
}

static void
shown_cb (LiftZoneRow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_strcmp0 (gtk_string_object_get_string (item), self->zone) == 0)
        {
          gtk_single_selection_set_selected (self->selection, i);
          gtk_widget_add_tick_callback (self->list, scroll_cb, self, NULL);
          break;
        }
    }
  gtk_widget_grab_focus (self->search);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *offset = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (offset, "caption");
  gtk_widget_add_css_class (offset, "quiet");
  gtk_widget_add_css_class (offset, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), offset);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         LiftZoneRow              *self)
{
  const char *zone = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *offset = dup_offset (zone, self->day);

  gtk_label_set_label (GTK_LABEL (name), zone);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), offset);
}

static void
lift_zone_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LiftZoneRow *self = LIFT_ZONE_ROW (object);

  switch (prop_id)
    {
    case PROP_ZONE:
      g_value_set_string (value, self->zone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_zone_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ZONE:
      lift_zone_row_set_zone (LIFT_ZONE_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_zone_row_finalize (GObject *object)
{
  LiftZoneRow *self = LIFT_ZONE_ROW (object);

  g_free (self->needle);

  G_OBJECT_CLASS (lift_zone_row_parent_class)->finalize (object);
}

static void
lift_zone_row_class_init (LiftZoneRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lift_zone_row_get_property;
  object_class->set_property = lift_zone_row_set_property;
  object_class->finalize = lift_zone_row_finalize;

  props[PROP_ZONE] = g_param_spec_string ("zone", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lift_zone_row_init (LiftZoneRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkFilterListModel *filtered;

  self->day = LIFT_NO_INSTANT;
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Time _zone"));

  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (gtk_string_list_new (lift_zone_names ())), GTK_FILTER (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Time zones"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Search time zones"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search time zones"), -1);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->search, keys);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_widget_set_size_request (scroller, 300, -1);
  gtk_widget_add_css_class (self->list, "zones");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scroller);

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "pan-down-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _("Choose a Time Zone"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a Time Zone"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
  show (self);
}

GtkWidget *
lift_zone_row_new (void)
{
  return g_object_new (LIFT_TYPE_ZONE_ROW, NULL);
}

const char *
lift_zone_row_get_zone (LiftZoneRow *self)
{
  return self->zone;
}

void
lift_zone_row_set_zone (LiftZoneRow *self,
                        const char  *zone)
{
  zone = g_intern_string (zone);
  if (zone == self->zone)
    return;

  self->zone = zone;
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZONE]);
}

void
lift_zone_row_set_day (LiftZoneRow *self,
                       gint64       day)
{
  self->day = day;
  show (self);
}
