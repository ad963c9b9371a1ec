/* SPDX-License-Identifier: GPL-3.0-or-later */

/* usage: checklist-gallery [--dark] [--scale N] [--size WxH] [--phase N] [--items N] [--targets N] [--filter NICK] [--search TEXT] [--read-only] [--conflicts] PICTURE
 *
 * The checklist with the release of the reference pictures, painted into a PNG file. */

#include <adwaita.h>
#include <stdio.h>

#include "checklist/checklist.h"
#include "core/attempt.h"
#include "core/intents.h"
#include "core/life.h"
#include "core/moment.h"
#include "core/template.h"
#include "session/settings.h"
#include "sidebar/rail.h"
#include "sidebar/sidebar.h"
#include "widgets/fold.h"

static gboolean dark, read_only, conflicts;
static double scale = 1;
static int phase_number = 2, n_items, n_targets;
static char *size, *picture, *filter, *search;

static const GOptionEntry options[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
  { "read-only", 0, 0, G_OPTION_ARG_NONE, &read_only, NULL, NULL },
  { "conflicts", 0, 0, G_OPTION_ARG_NONE, &conflicts, NULL, NULL },
  { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, NULL, NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, &size, NULL, NULL },
  { "phase", 0, 0, G_OPTION_ARG_INT, &phase_number, NULL, NULL },
  { "items", 0, 0, G_OPTION_ARG_INT, &n_items, NULL, NULL },
  { "targets", 0, 0, G_OPTION_ARG_INT, &n_targets, NULL, NULL },
  { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, NULL, NULL },
  { "search", 0, 0, G_OPTION_ARG_STRING, &search, NULL, NULL },
  { NULL },
};

#define MOMENT "2026-12-09T10:00"
#define NOW "2026-12-03T13:20:00Z"

static const struct
{
  const char   *number;
  LiftItemState state;
  const char   *reason, *by, *at, *owner, *note, *url, *title;
} work[] = {
  { "2.1", LIFT_ITEM_DONE, NULL, "Amira Haddad", "2026-11-30T15:40:00Z", "Amira Haddad", NULL, NULL, NULL },
  { "2.2", LIFT_ITEM_BLOCKED, "TLS library needs 3.0.15, fix in review, rescan on Friday", "Jonas Weber", "2026-12-01T16:52:00Z", "Jonas Weber", NULL, NULL, NULL },
  { "2.3", LIFT_ITEM_DONE, NULL, "Lena Brandt", "2026-12-01T10:05:00Z", "Lena Brandt", NULL, "https://wiki.octoacme.example/notes", "Release notes 4.2.0" },
  { "2.4", LIFT_ITEM_NOT_APPLICABLE, "no schema change, same servers as 4.1", "Jonas Weber", "2026-12-02T08:12:00Z", "Jonas Weber", NULL, NULL, NULL },
  { "2.5", LIFT_ITEM_OPEN, NULL, NULL, NULL, "Tomasz Nowak", "The service part is reviewed. Still missing: how we drain the settlement queue.", "https://wiki.octoacme.example/rollback", "Rollback plan 4.2.0" },
  { "2.6", LIFT_ITEM_DONE, NULL, "Amira Haddad", "2026-12-03T09:30:00Z", "Amira Haddad", NULL, NULL, NULL },
  { "2.7", LIFT_ITEM_SKIPPED, "the staging slot is booked every Friday", "Lena Brandt", "2026-11-30T15:44:00Z", NULL, NULL, NULL, NULL },
  { "3.1", LIFT_ITEM_DONE, NULL, "Lena Brandt", "2026-12-02T15:44:00Z", NULL, NULL, NULL, NULL },
  { "3.2", LIFT_ITEM_FAILED, "<b>& 3-D Secure step", "Tomasz Nowak", "2026-12-03T10:10:00Z", "Tomasz Nowak", "One\nTwo\n\nFour\nFive\nSix\nSeven\nEight", "https://very.long.example/a/path/that/does/not/end/in/any/sensible/width/at/all/and/goes/on/and/on/and/on", NULL },
  { "4.1", LIFT_ITEM_DONE, NULL, "Amira Haddad", "2026-12-03T10:20:00Z", NULL, NULL, NULL, NULL },
};

static void
apply (LiftDocument  *document,
       LiftGroup     *group,
       const LiftAct *act)
{
  g_assert_nonnull (group);
  lift_document_apply (document, group, LIFT_ORIGIN_USER, act);
  lift_group_unref (group);
}

/* What several people did at the same time. */
static const struct
{
  const char *number;
  LiftKind    kind;
  LiftField   field;
  const char *records;
} undecided[] = {
  { "2", LIFT_KIND_PHASE, LIFT_PHASE_CONFLICTS, "[{\"field\":\"title\",\"candidates\":[{\"title\":\"Pre-Release Preparation\"},{\"title\":\"Preparing <b>&\"}]}]" },
  { "2.1", LIFT_KIND_ITEM, LIFT_ITEM_CONFLICTS, "[{\"field\":\"state\",\"candidates\":[{\"state\":\"done\",\"by\":\"Jonas Weber\",\"at\":\"2026-12-03T12:04:00Z\"},"
    "{\"state\":\"skipped\",\"reason\":\"no time\",\"accepted\":\"Mia Lang\",\"by\":\"Mia Lang\",\"at\":\"2026-12-03T13:05:00Z\"}]}]" },
  { "2.3", LIFT_KIND_ITEM, LIFT_ITEM_CONFLICTS, "[{\"field\":\"text\",\"candidates\":[{\"text\":\"Review release notes\"},{\"text\":\"Review the release notes with QA, Product and "
    "the managers of all teams that take part, which is more than one line has room for, and with those of the teams that do not\"}]},"
    "{\"field\":\"owner\",\"candidates\":[{},{\"owner\":\"Amira Haddad\"},{\"owner\":\"Jonas Weber\"},{\"owner\":\"Lena Brandt\",\"settled\":\"2026-12-03T10:02:00Z Mia Lang\"}]}]" },
  { "2.6", LIFT_KIND_ITEM, LIFT_ITEM_CONFLICTS, "[{\"field\":\"deleted\",\"candidates\":[{\"deleted\":\"no\"},{\"deleted\":\"yes\"}]}]" },
};

static void
add_conflicts (LiftDocument *document)
{
  for (gsize i = 0; i < G_N_ELEMENTS (undecided); i++)
    {
      LiftNode *node = lift_number_find (lift_document_get_root (document), undecided[i].number, undecided[i].kind, NULL);
      g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_EDIT, NULL, NULL);

      lift_group_set_text (group, node, undecided[i].field, undecided[i].records);
      lift_document_apply (document, group, LIFT_ORIGIN_EXTERNAL, NULL);
    }
}

/* Targets of the current attempt: every third one ended, runs, or is planned. The last one but one is also in conflict, if that is asked for. */
static void
add_targets (LiftDocument  *document,
             const LiftAct *act)
{
  static const char *const names[] = { "EU West", "US East", "Asia Pacific (Singapore, Tokyo, Sydney) and what has no region of its own" };

  for (int i = 0; i < n_targets; i++)
    {
      g_autofree char *target = g_strdup_printf ("%s %d", names[i % 3], i + 1);
      LiftDeployStart start = { target, "4.2.0-rc3", "CHG-2041", FALSE };
      LiftDeployment plan = { target, "4.2.0-rc3", "CHG-2041", "2026-12-09T18:00", NULL, LIFT_NO_INSTANT, LIFT_NO_INSTANT };
      LiftNode *root = lift_document_get_root (document);
      g_autofree char *id = NULL;

      apply (document, i % 3 == 2 ? lift_intent_deploy_plan (root, &plan, act, &id, NULL)
                                  : lift_intent_deploy_start (root, &start, act->who, act->when, act, &id, NULL), act);
      if (i % 3 == 0 && i + 1 < n_targets)
        apply (document, lift_intent_deploy_end (lift_document_get_root (document), id, LIFT_OUTCOME_ROLLED_BACK, "Error rate of 4 % on the callback", act->who,
                                                 act->when + 60 * 38, NULL), act);
      if (conflicts && i + 2 == n_targets)
        {
          g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_EDIT, NULL, NULL);

          lift_group_set_text (group, lift_document_find (document, id), LIFT_DEPLOYMENT_CONFLICTS,
                               "[{\"field\":\"ticket\",\"candidates\":[{\"ticket\":\"CHG-2041\"},{\"ticket\":\"CHG-2042\"}]}]");
          lift_document_apply (document, group, LIFT_ORIGIN_EXTERNAL, NULL);
        }
    }
}

static LiftDocument *
new_document (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  LiftAct act = { "Amira Haddad", lift_instant_parse (NOW), rand };
  g_autoptr (LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, &error);
  LiftReleaseDetails details = { .name = "Payments", .version = "4.2.0", .local = MOMENT, .zone = "Europe/Berlin" };
  g_autoptr (LiftNode) root = NULL;
  LiftDocument *document;

  g_assert_no_error (error);
  root = lift_release_new (template->root, &details, &act, &error);
  g_assert_no_error (error);
  document = lift_document_new (root);
  for (gsize i = 0; i < G_N_ELEMENTS (work); i++)
    {
      LiftNode *item = lift_number_find (lift_document_get_root (document), work[i].number, LIFT_KIND_ITEM, &error);
      const char *ids[] = { item != NULL ? lift_node_get_id (item) : NULL, NULL };
      LiftStateChange change = { work[i].state, work[i].reason, NULL, work[i].by, work[i].at != NULL ? lift_instant_parse (work[i].at) : 0 };

      g_assert_no_error (error);
      apply (document, lift_intent_set_state (lift_document_get_root (document), ids, &change, &error), &act);
      g_assert_no_error (error);
      if (work[i].owner != NULL)
        apply (document, lift_intent_assign (lift_document_get_root (document), ids, work[i].owner, NULL), &act);
      if (work[i].note != NULL)
        apply (document, lift_intent_note (lift_document_get_root (document), ids[0], work[i].note, NULL), &act);
      if (work[i].url != NULL)
        apply (document, lift_intent_evidence (lift_document_get_root (document), ids[0], work[i].url, work[i].title, NULL), &act);
    }
  for (int i = 0; i < n_items; i++)
    {
      LiftNode *phase = lift_nodes_get (lift_node_get_list (lift_document_get_root (document), LIFT_RELEASE_PHASES), phase_number - 1);

      apply (document, lift_intent_add_item (lift_document_get_root (document), lift_node_get_id (phase), NULL, "One more thing to do", &act, NULL, NULL), &act);
    }
  add_targets (document, &act);
  if (conflicts)
    add_conflicts (document);
  if (read_only)
    lift_document_set_read_only (document, "made by a newer Liftoff");
  return document;
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

  if (n_frames++ < (search != NULL ? 30 : 4))
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
mode_cb (LiftFold   *fold,
         GParamSpec *pspec,
         GtkWidget  *checklist)
{
  g_object_set (checklist, "show-countdown", lift_fold_get_mode (fold) >= LIFT_FOLD_RAIL, NULL);
}

static void
add_actions (GActionMap *map)
{
  static const char *const names[] = { "phase", "edit-phase", "pin-phase", "add-phase", "move-phase-up", "move-phase-down", "delete-phase", "deploy-start", "deploy-end",
                                       "deploy-other-end", "deploy-correct", "deploy-remove" };

  g_action_map_add_action (map, G_ACTION (g_simple_action_new ("add-item", NULL)));
  g_action_map_add_action (map, G_ACTION (g_simple_action_new ("incident", NULL)));
  g_action_map_add_action (map, G_ACTION (g_simple_action_new ("search", NULL)));
  g_action_map_add_action (map, G_ACTION (g_simple_action_new ("deploy-plan", NULL)));
  g_action_map_add_action (map, G_ACTION (g_simple_action_new ("deploy-new-attempt", NULL)));
  g_action_map_add_action (map, G_ACTION (g_simple_action_new ("earlier-attempts", NULL)));
  if (!read_only)
    g_action_map_add_action (map, G_ACTION (g_simple_action_new ("settle", G_VARIANT_TYPE ("(ssu)"))));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_action_map_add_action (map, G_ACTION (g_simple_action_new (names[i], G_VARIANT_TYPE_STRING)));
}

static void
activate_cb (GtkApplication *app)
{
  GtkWidget *window = gtk_application_window_new (app), *fold = lift_fold_new (), *header = adw_header_bar_new ();
  GtkWidget *checklist = lift_checklist_new (), *sidebar = lift_sidebar_new (), *rail = lift_rail_new ();
  LiftDocument *document = new_document ();
  const char *phase = lift_node_get_id (lift_nodes_get (lift_node_get_list (lift_document_get_root (document), LIFT_RELEASE_PHASES), phase_number - 1));
  gint64 now = lift_instant_parse (NOW), changes = G_MAXINT64;
  int width = 1280, height = 800;

  add_actions (G_ACTION_MAP (window));
  if (size)
    sscanf (size, "%dx%d", &width, &height);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), gtk_label_new (NULL));
  gtk_widget_add_css_class (header, "flat");
  g_object_set (sidebar, "document", document, "phase", phase, NULL);
  g_object_set (rail, "document", document, "phase", phase, NULL);
  g_object_set (checklist, "document", document, "phase", phase, NULL);
  if (filter != NULL)
    gtk_widget_activate_action (checklist, "checklist.filter", "s", filter);
  lift_sidebar_update_time (LIFT_SIDEBAR (sidebar), now, &changes);
  lift_rail_update_time (LIFT_RAIL (rail), now, &changes);
  lift_checklist_update_time (LIFT_CHECKLIST (checklist), now, &changes);
  g_object_set (fold, "header", header, "sidebar", sidebar, "rail", rail, "content", checklist, NULL);
  g_signal_connect (fold, "notify::mode", G_CALLBACK (mode_cb), checklist);
  mode_cb (LIFT_FOLD (fold), NULL, checklist);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), fold);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  if (search != NULL)
    {
      GtkWidget *focus;

      lift_checklist_set_search (LIFT_CHECKLIST (checklist), TRUE);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_nonnull (focus);
      gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY)), search);
    }
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
  lift_settings_set_string ("user-name", "Amira Haddad");
  app = adw_application_new ("com.octoacme.Liftoff", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_register (G_APPLICATION (app), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
