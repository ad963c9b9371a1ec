/* SPDX-License-Identifier: GPL-3.0-or-later */

/* usage: dialog-gallery [--dark] [--scale N] [--size WxH] [--date TEXT] [--time TEXT] [--zone NAME] [--name TEXT] [--rule N] [--life] [--open-zones] DIALOG PICTURE
 *
 * One of the dialogs about a release (new, reschedule, calendar, lists, details, pin, pinned), painted into a PNG file. --life: it was moved twice and has holidays and a
 * freeze; a new release takes them over. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "calendar/calendar-dialog.h"
#include "calendar/default-lists-dialog.h"
#include "calendar/default-lists.h"
#include "core/intents.h"
#include "core/moment.h"
#include "core/store.h"
#include "new-release/new-release-dialog.h"
#include "release-dialogs/details-dialog.h"
#include "release-dialogs/pin-dialog.h"
#include "release-dialogs/reschedule-dialog.h"
#include "release-dialogs/zone-row.h"
#include "sample.h"

#define HOLIDAYS "2027-03-26 Good Friday\n2027-03-29 Easter Monday\n12-25 Christmas Day\n12-26 Boxing Day"
#define FREEZES  "12-18/01-04 Year end\nFri 12:00/Mon 06:00 Weekend"

static gboolean dark, contrast, open_zones, life;
static double scale = 1;
static int rule;
static char *size, *date_text, *time_text, *zone_name, *name_text, *dialog_name, *picture;
static int result = EXIT_FAILURE;

static const GOptionEntry options[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
  { "contrast", 0, 0, G_OPTION_ARG_NONE, &contrast, NULL, NULL },
  { "life", 0, 0, G_OPTION_ARG_NONE, &life, NULL, NULL },
  { "rule", 0, 0, G_OPTION_ARG_INT, &rule, NULL, NULL },
  { "open-zones", 0, 0, G_OPTION_ARG_NONE, &open_zones, NULL, NULL },
  { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, NULL, NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, &size, NULL, NULL },
  { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, NULL, NULL },
  { "time", 0, 0, G_OPTION_ARG_STRING, &time_text, NULL, NULL },
  { "zone", 0, 0, G_OPTION_ARG_STRING, &zone_name, NULL, NULL },
  { "name", 0, 0, G_OPTION_ARG_STRING, &name_text, NULL, NULL },
  { NULL },
};

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *title)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (title == NULL || g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type_in (GtkWidget  *dialog,
         const char *title,
         const char *text)
{
  GtkWidget *row = find (dialog, ADW_TYPE_ENTRY_ROW, title);

  if (text == NULL)
    return;
  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static gboolean
paint_cb (GtkWidget     *window,
          GdkFrameClock *clock,
          gpointer       data)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr(GdkTexture) texture = NULL;
  static int n_frames;
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);

  if (n_frames++ < 3)
    return G_SOURCE_CONTINUE;
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_true (gsk_renderer_realize (renderer, NULL, NULL));
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, picture));
  gsk_renderer_unrealize (renderer);
  result = EXIT_SUCCESS;
  g_application_quit (g_application_get_default ());
  return G_SOURCE_REMOVE;
}

static void
show_cb (GtkWidget *parent)
{
  g_autoptr(GListModel) windows = NULL;
  GtkWidget *dialog = NULL;
  int width, height;

  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (window)) == GTK_WINDOW (parent))
        dialog = window;
    }
  g_assert_nonnull (dialog);

  type_in (dialog, "_Name", name_text);
  type_in (dialog, "_Date", date_text);
  type_in (dialog, "T_ime", time_text);
  if (zone_name != NULL)
    lift_zone_row_set_zone (LIFT_ZONE_ROW (find (dialog, LIFT_TYPE_ZONE_ROW, NULL)), zone_name);
  if (rule > 0)
    adw_combo_row_set_selected (ADW_COMBO_ROW (find (dialog, ADW_TYPE_COMBO_ROW, "Wee_kend")), rule);
  if (size != NULL && sscanf (size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (GTK_WINDOW (dialog), width, height);
  if (open_zones)
    gtk_widget_activate (find (dialog, LIFT_TYPE_ZONE_ROW, NULL));
  if (picture != NULL)
    gtk_widget_add_tick_callback (dialog, paint_cb, NULL, NULL);
}

static void
created_cb (const char *path,
            const char *warning,
            gpointer    user_data)
{
  g_print ("%s\n", path);
  result = EXIT_SUCCESS;
}

static LiftNode *
apply (LiftNode  *root,
       LiftGroup *group)
{
  g_autoptr(LiftGroup) owned = group;
  LiftNode *after;

  g_assert_nonnull (owned);
  after = lift_group_apply (owned, root, NULL, NULL, NULL);
  lift_node_unref (root);
  return after;
}

/* Takes @root. */
static LiftNode *
live (LiftNode *root)
{
  static const LiftReschedule moves[] = {
    { .local = "2026-12-02T10:00" }, { .local = "2026-12-07T10:00", .reason = "Load tests need another week" }, { .local = "2026-12-09T10:00", .reason = "Legal review" },
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  LiftAct act = { "Priya Shah", lift_instant_parse ("2026-11-20T15:40:00Z"), rand };

  root = apply (root, lift_intent_calendar (root, &(LiftCalendarChange) { .rule = -1, .holidays = HOLIDAYS, .freezes = FREEZES }, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    root = apply (root, lift_intent_reschedule (root, &moves[i], &act, NULL));
  return root;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *async,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  LiftSession *session = lift_session_open_finish (async, &error);
  LiftNode *root, *phase;

  g_assert_no_error (error);
  root = lift_document_get_root (lift_session_get_document (session));
  phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 1);
  if (g_str_equal (dialog_name, "reschedule"))
    lift_reschedule_dialog_present (session, user_data);
  else if (g_str_equal (dialog_name, "calendar"))
    lift_calendar_dialog_present (session, user_data);
  else if (g_str_equal (dialog_name, "details"))
    lift_details_dialog_present (session, user_data);
  else
    lift_pin_dialog_present (session, lift_node_get_id (phase), user_data);
  show_cb (user_data);
  g_object_unref (session);
}

static void
activate_cb (GtkApplication *app)
{
  GtkWidget *window = adw_application_window_new (app);

  gtk_window_present (GTK_WINDOW (window));
  if (life)
    {
      lift_default_list_write (LIFT_LIST_HOLIDAYS, HOLIDAYS "\n2027-05-13 Ascension Day", NULL);
      lift_default_list_write (LIFT_LIST_FREEZES, FREEZES, NULL);
    }
  if (g_str_equal (dialog_name, "lists"))
    {
      lift_default_lists_dialog_present (window);
      show_cb (window);
    }
  else if (g_str_equal (dialog_name, "new"))
    {
      lift_new_release_dialog_present (window, created_cb, NULL);
      show_cb (window);
    }
  else
    {
      g_autoptr(LiftDocument) document = sample_new_document (FALSE);
      LiftNode *root = lift_document_get_root (document);
      LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 1);
      g_autofree char *path = g_build_filename (g_get_user_data_dir (), "payments.liftoff.json", NULL);
      g_autoptr(LiftGroup) pin = lift_intent_pin (root, lift_node_get_id (phase), "2026-12-02T16:00", NULL, NULL);
      g_autoptr(LiftNode) pinned = lift_group_apply (pin, root, NULL, NULL, NULL);
      g_autoptr(LiftNode) lived = life ? live (lift_node_ref (root)) : NULL;
      g_autoptr(GError) error = NULL;

      lift_store_create (path, lived != NULL ? lived : g_str_equal (dialog_name, "pin") ? root : pinned, TRUE, &error);
      g_assert_no_error (error);
      lift_session_open_async (path, NULL, opened_cb, window);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(AdwApplication) app = NULL;
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  dialog_name = argv[1];
  picture = argv[2];
  g_setenv ("ADW_DEBUG_COLOR_SCHEME", dark ? "prefer-dark" : "prefer-light", TRUE);
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", contrast ? "1" : "0", TRUE);
  app = adw_application_new ("com.octoacme.Liftoff", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_register (G_APPLICATION (app), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
  g_application_run (G_APPLICATION (app), 1, argv);
  return result;
}
