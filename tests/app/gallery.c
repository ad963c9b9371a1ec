/* SPDX-License-Identifier: GPL-3.0-or-later */

/* usage: gallery [--dark] [--contrast] [--scale N] [--size WxH] [--incident] [--page] [--sidebar] [--long] PICTURE
 *
 * The small widgets, the sidebar and the rail in the fold, with the release of the reference pictures, painted into a PNG file. */

#include <adwaita.h>
#include <stdio.h>

#include "core/intents.h"
#include "core/moment.h"
#include "sample.h"
#include "sidebar/countdown.h"
#include "sidebar/rail.h"
#include "sidebar/sidebar.h"
#include "sidebar/switcher.h"
#include "widgets/fold.h"
#include "widgets/looks.h"
#include "widgets/ring.h"
#include "widgets/strip.h"

static gboolean dark, contrast, incident, page, own_page, long_titles;
static double scale = 1;
static char *size = NULL, *picture = NULL;

static const GOptionEntry options[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
  { "contrast", 0, 0, G_OPTION_ARG_NONE, &contrast, NULL, NULL },
  { "incident", 0, 0, G_OPTION_ARG_NONE, &incident, NULL, NULL },
  { "page", 0, 0, G_OPTION_ARG_NONE, &page, NULL, NULL },
  { "sidebar", 0, 0, G_OPTION_ARG_NONE, &own_page, NULL, NULL },
  { "long", 0, 0, G_OPTION_ARG_NONE, &long_titles, NULL, NULL },
  { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, NULL, NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, &size, NULL, NULL },
  { NULL },
};

static GtkWidget *
new_strip (const char *states,
           guint       times)
{
  static const char letters[] = "odbfsn";
  GtkWidget *strip = lift_strip_new ();
  g_autoptr (GByteArray) values = g_byte_array_new ();

  for (guint i = 0; i < times; i++)
    for (const char *at = states; *at; at++)
      g_byte_array_append (values, &(guint8) { (guint8) (strchr (letters, *at) - letters) }, 1);
  lift_strip_set_states (LIFT_STRIP (strip), values->data, values->len);
  return strip;
}

static GtkWidget *
new_content (LiftDocument *document,
             GtkWidget   **countdown)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14), *rings = gtk_flow_box_new (), *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  *countdown = g_object_new (LIFT_TYPE_COUNTDOWN, "document", document, "folded", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), *countdown);
  for (int state = LIFT_PHASE_UPCOMING; state <= LIFT_PHASE_DONE; state++)
    for (int part = 0; part <= 2; part++)
      {
        GtkWidget *ring = lift_ring_new ();

        g_object_set (ring, "icon-name", lift_phase_state_icon (state), "fraction", part / 2.0 * .9 + .02 * part, "size", 24.0 + 8 * part, NULL);
        gtk_widget_add_css_class (ring, lift_phase_state_class (state));
        gtk_flow_box_append (GTK_FLOW_BOX (rings), ring);
      }
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (rings), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (rings), 15);
  gtk_box_append (GTK_BOX (box), rings);
  gtk_box_append (GTK_BOX (box), new_strip ("dbdnods", 1));
  gtk_box_append (GTK_BOX (box), new_strip ("dddddfb", 1));
  gtk_box_append (GTK_BOX (box), new_strip ("dbdnodsf", 5));
  gtk_box_append (GTK_BOX (box), new_strip ("ddddddddbdnnnoodsfffffoooooo", 20));
  gtk_box_append (GTK_BOX (box), new_strip ("dbdnods", 1000));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
new_panel (const char *text,
           const char *class)
{
  GtkWidget *bin = adw_bin_new (), *label = gtk_label_new (text);

  gtk_widget_add_css_class (bin, class);
  adw_bin_set_child (ADW_BIN (bin), label);
  return bin;
}

/* Titles as long as they get in German, and one that no sidebar can hold on a line. */
static void
lengthen (LiftDocument *document)
{
  static const char *const titles[] = {
    "Veröffentlichungsplanung", "Veröffentlichungsvorbereitung", "Staging-Abnahme", "Produktionsbereitstellung",
    "Nachbereitung der Veröffentlichung", "Abstimmung mit allen Fachbereichen und dem Kundendienst",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  LiftAct act = { "Amira Haddad", lift_instant_parse (SAMPLE_NOW), rand };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      LiftNode *root = lift_document_get_root (document);
      LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), i);
      g_autoptr (LiftGroup) group = lift_intent_change_phase (root, lift_node_get_id (phase), &(LiftPhaseChange) { titles[i], NULL, -1, -1 }, NULL);

      lift_document_apply (document, group, LIFT_ORIGIN_USER, &act);
    }
}

static void
on_action (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       window)
{
  g_print ("%s %s\n", g_action_get_name (G_ACTION (action)), parameter ? g_variant_get_string (parameter, NULL) : "");
}

static void
mode_cb (LiftFold   *fold,
         GParamSpec *pspec,
         GtkWidget  *switcher)
{
  LiftFoldMode mode = lift_fold_get_mode (fold);

  gtk_widget_set_visible (switcher, mode >= LIFT_FOLD_RAIL);
}

static gboolean
paint_cb (GtkWidget     *window,
          GdkFrameClock *clock,
          gpointer       data)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GdkTexture) texture = NULL;
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
  gtk_window_destroy (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *app)
{
  static const char *const names[] = { "phase", "edit-phase", "pin-phase", "add-phase", "move-phase-up", "move-phase-down", "delete-phase" };
  static const char *const plain[] = { "incident", "search" };
  GtkWidget *window = gtk_application_window_new (app), *fold = lift_fold_new ();
  LiftDocument *document = sample_new_document (incident);
  GtkWidget *header = adw_header_bar_new (), *countdown, *content = new_content (document, &countdown);
  GtkWidget *sidebar = lift_sidebar_new (), *rail = lift_rail_new (), *switcher = g_object_new (LIFT_TYPE_SWITCHER, "document", document, NULL);
  LiftNode *second = lift_nodes_get (lift_node_get_list (lift_document_get_root (document), LIFT_RELEASE_PHASES), 1);
  const char *selected = incident && page ? "incident" : lift_node_get_id (second);
  gint64 now = lift_instant_parse (SAMPLE_NOW), changes = G_MAXINT64;
  int width = 1280, height = 800;

  if (long_titles)
    lengthen (document);
  for (gsize i = 0; i < G_N_ELEMENTS (names) + G_N_ELEMENTS (plain); i++)
    {
      gboolean with = i < G_N_ELEMENTS (names);
      g_autoptr (GSimpleAction) action = g_simple_action_new (with ? names[i] : plain[i - G_N_ELEMENTS (names)], with ? G_VARIANT_TYPE_STRING : NULL);

      g_signal_connect (action, "activate", G_CALLBACK (on_action), window);
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }
  if (size)
    sscanf (size, "%dx%d", &width, &height);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), gtk_label_new (NULL));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), switcher);
  gtk_widget_add_css_class (header, "flat");
  g_object_set (sidebar, "document", document, "phase", selected, "own-page", own_page, NULL);
  g_object_set (rail, "document", document, "phase", selected, NULL);
  lift_sidebar_update_time (LIFT_SIDEBAR (sidebar), now, &changes);
  lift_rail_update_time (LIFT_RAIL (rail), now, &changes);
  lift_countdown_update_time (LIFT_COUNTDOWN (countdown), now, &changes);
  g_object_set (fold, "header", header, "sidebar", sidebar, "rail", rail, "content", content, "switch", new_panel ("Checklist | Incident", "pad"),
                "incident", new_panel ("Incident", "incident"), "show-incident", incident, "incident-page", page, "show-sidebar", own_page, NULL);
  g_signal_connect (fold, "notify::mode", G_CALLBACK (mode_cb), switcher);
  mode_cb (LIFT_FOLD (fold), NULL, switcher);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), fold);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  g_object_unref (document);
  if (picture)
    gtk_widget_add_tick_callback (window, paint_cb, NULL, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (AdwApplication) app = NULL;
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  picture = argv[1];
  g_setenv ("ADW_DEBUG_COLOR_SCHEME", dark ? "prefer-dark" : "prefer-light", TRUE);
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", contrast ? "1" : "0", TRUE);
  app = adw_application_new ("com.octoacme.Liftoff", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_register (G_APPLICATION (app), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
