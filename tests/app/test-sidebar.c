/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "core/intents.h"
#include "core/life.h"
#include "core/moment.h"
#include "sample.h"
#include "sidebar/rail.h"
#include "sidebar/side-row.h"
#include "sidebar/sidebar.h"
#include "widgets/ring.h"

typedef struct
{
  GtkWidget    *window;
  GtkWidget    *sidebar;
  GtkWidget    *rail;
  LiftDocument *document;
  GString      *actions; /* what was activated, "phase ID;incident;" */
  gboolean      answer;  /* whether "phase" follows the action, as in the window */
  gint64        now;
  gint64        changes;
} Fixture;

static void
phase_cb (GSimpleAction *action,
          GVariant      *parameter,
          Fixture       *fixture)
{
  g_string_append_printf (fixture->actions, "phase %s;", g_variant_get_string (parameter, NULL));
  if (fixture->answer)
    g_object_set (fixture->sidebar, "phase", g_variant_get_string (parameter, NULL), NULL);
}

static void
incident_cb (GSimpleAction *action,
             GVariant      *parameter,
             Fixture       *fixture)
{
  g_string_append (fixture->actions, "incident;");
}

static void
set_up (Fixture      *fixture,
        gconstpointer incident)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) phase = g_simple_action_new ("phase", G_VARIANT_TYPE_STRING);
  g_autoptr (GSimpleAction) panel = g_simple_action_new ("incident", NULL);

  fixture->actions = g_string_new (NULL);
  fixture->document = sample_new_document (GPOINTER_TO_INT (incident));
  fixture->now = lift_instant_parse (SAMPLE_NOW);
  fixture->changes = G_MAXINT64;
  fixture->window = gtk_window_new ();
  fixture->sidebar = lift_sidebar_new ();
  fixture->rail = lift_rail_new ();
  g_object_set (fixture->sidebar, "document", fixture->document, NULL);
  g_object_set (fixture->rail, "document", fixture->document, NULL);
  lift_sidebar_update_time (LIFT_SIDEBAR (fixture->sidebar), fixture->now, &fixture->changes);
  lift_rail_update_time (LIFT_RAIL (fixture->rail), fixture->now, NULL);
  g_signal_connect (phase, "activate", G_CALLBACK (phase_cb), fixture);
  g_signal_connect (panel, "activate", G_CALLBACK (incident_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (phase));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (panel));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  gtk_box_append (GTK_BOX (box), fixture->sidebar);
  gtk_box_append (GTK_BOX (box), fixture->rail);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->sidebar))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer incident)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
  g_string_free (fixture->actions, TRUE);
}

static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GtkWidget *
nth (GtkWidget *widget,
     GType      type,
     guint      index)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (widget, type, found);
  g_assert_cmpuint (index, <, found->len);
  return g_ptr_array_index (found, index);
}

static guint
count_rows (GtkWidget *widget)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (widget, LIFT_TYPE_SIDE_ROW, found);
  return found->len;
}

static GtkWidget *
row (GtkWidget *widget,
     guint      index)
{
  return nth (widget, LIFT_TYPE_SIDE_ROW, index);
}

static const char *
phase_id (Fixture *fixture,
          guint    index)
{
  return lift_side_row_get_phase (LIFT_SIDE_ROW (row (fixture->sidebar, index)));
}

static void
assert_name (GtkWidget  *widget,
             const char *name)
{
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  g_assert_cmpstr (wrong, ==, NULL);
}

static int
selected (GtkWidget *widget)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  int which = -1;

  collect (widget, LIFT_TYPE_SIDE_ROW, found);
  for (guint i = 0; i < found->len; i++)
    if (gtk_list_box_row_is_selected (g_ptr_array_index (found, i)))
      {
        g_assert_cmpint (which, ==, -1);
        which = (int) i;
      }
  return which;
}

static void
choose (Fixture *fixture,
        guint    index)
{
  GtkWidget *chosen = row (fixture->sidebar, index);

  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (chosen)), GTK_LIST_BOX_ROW (chosen));
}

static void
test_names (Fixture      *fixture,
            gconstpointer incident)
{
  static const char *const names[] = {
    "Release Planning, Done, 6 of 6, Wed 25 Nov",
    "Pre-Release Preparation, Overdue by 1 day, 5 of 7, Wed 2 Dec",
    "Staging Validation, In progress, due in 2 days, 2 of 6, Sun 6 Dec",
    "Production Deployment, Upcoming, in 5 days, 1 of 7, Wed 9 Dec",
    "Post-Deployment, Upcoming, 1 h after, 0 of 6, Wed 9 Dec",
    "Post-Release Follow-up, Upcoming, in 6 days, 0 of 6, Thu 10 Dec",
  };
  GtkWidget *forms[] = { fixture->sidebar, fixture->rail };

  for (guint form = 0; form < G_N_ELEMENTS (forms); form++)
    {
      g_assert_cmpuint (count_rows (forms[form]), ==, 7);
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        assert_name (row (forms[form], i), names[i]);
      assert_name (row (forms[form], 6), incident ? "Incident Response, SEV2 active for 42 min, 0 of 7"
                                                  : "Incident Response, No incident · used only if needed");
    }
}

static void
test_time (Fixture      *fixture,
           gconstpointer incident)
{
  /* T−5 d 19 h 40 min reads T−5 d 19 h until less than 19 h are left; the 42 minutes of the incident become 43 earlier. */
  gint64 expected = fixture->now + (incident ? 60 : 40 * 60 + 1);
  gint64 changes = G_MAXINT64;

  g_assert_cmpint (fixture->changes, ==, expected);
  /* Without the countdown: the phase that is due on 2 December at 10:00 in Berlin is then overdue by 2 days. */
  lift_rail_update_time (LIFT_RAIL (fixture->rail), fixture->now, &changes);
  g_assert_cmpint (changes, ==, incident ? expected : lift_instant_parse ("2026-12-04T09:00:00Z"));
  changes = G_MAXINT64;
  lift_sidebar_update_time (LIFT_SIDEBAR (fixture->sidebar), fixture->now + 2 * 86400, &changes);
  assert_name (row (fixture->sidebar, 1), "Pre-Release Preparation, Overdue by 3 days, 5 of 7, Wed 2 Dec");
  g_assert_cmpint (changes, >, fixture->now + 2 * 86400);
}

static void
test_choose (Fixture      *fixture,
             gconstpointer incident)
{
  g_autofree char *expected = g_strdup_printf ("phase %s;phase %s;", phase_id (fixture, 1), phase_id (fixture, 3));

  g_object_set (fixture->sidebar, "phase", phase_id (fixture, 2), NULL);
  g_assert_cmpint (selected (fixture->sidebar), ==, 2);
  g_assert_cmpstr (fixture->actions->str, ==, "");

  choose (fixture, 1);
  g_assert_cmpint (selected (fixture->sidebar), ==, 2);
  fixture->answer = TRUE;
  choose (fixture, 3);
  g_assert_cmpint (selected (fixture->sidebar), ==, 3);
  g_assert_cmpstr (fixture->actions->str, ==, expected);
}

static void
test_incident (Fixture      *fixture,
               gconstpointer incident)
{
  GtkWidget *entry = row (fixture->sidebar, 6);

  g_object_set (fixture->sidebar, "phase", phase_id (fixture, 1), NULL);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (fixture->actions->str, ==, "incident;");
  g_assert_cmpint (selected (fixture->sidebar), ==, 1);
  g_object_set (fixture->sidebar, "phase", "incident", NULL);
  g_assert_cmpint (selected (fixture->sidebar), ==, 6);

  /* Out of the incident page leads a choice, not the focus. */
  g_string_truncate (fixture->actions, 0);
  choose (fixture, 1);
  g_assert_cmpstr (fixture->actions->str, ==, "");
  g_assert_cmpint (selected (fixture->sidebar), ==, 6);
  fixture->answer = TRUE;
  g_signal_emit_by_name (row (fixture->sidebar, 1), "activate");
  g_assert_cmpint (selected (fixture->sidebar), ==, 1);
}

static void
test_own_page (Fixture      *fixture,
               gconstpointer incident)
{
  g_autofree char *expected = g_strdup_printf ("phase %s;", phase_id (fixture, 2));

  g_object_set (fixture->sidebar, "phase", phase_id (fixture, 1), "own-page", TRUE, NULL);
  choose (fixture, 2);
  g_assert_cmpstr (fixture->actions->str, ==, "");
  g_signal_emit_by_name (row (fixture->sidebar, 2), "activate");
  g_assert_cmpstr (fixture->actions->str, ==, expected);
}

static void
apply (Fixture   *fixture,
       LiftGroup *group)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  LiftAct act = { "Amira Haddad", fixture->now, rand };

  g_assert_nonnull (group);
  lift_document_apply (fixture->document, group, LIFT_ORIGIN_USER, &act);
  lift_group_unref (group);
}

static void
test_changes (Fixture      *fixture,
              gconstpointer incident)
{
  LiftNode *root = lift_document_get_root (fixture->document);
  LiftNode *second = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 1);
  const char *item[] = { lift_node_get_id (lift_nodes_get (lift_node_get_list (second, LIFT_PHASE_ITEMS), 4)), NULL };
  const char *first[] = { phase_id (fixture, 0), NULL };
  g_autofree char *id = g_strdup (phase_id (fixture, 1));

  g_object_set (fixture->sidebar, "phase", id, NULL);
  g_object_set (fixture->rail, "phase", id, NULL);
  apply (fixture, lift_intent_set_state (root, item, &(LiftStateChange) { LIFT_ITEM_DONE, .by = "A", .at = fixture->now }, NULL));
  assert_name (row (fixture->sidebar, 1), "Pre-Release Preparation, Overdue by 1 day, 6 of 7, Wed 2 Dec");
  g_assert_cmpfloat_with_epsilon (lift_ring_get_fraction (LIFT_RING (nth (fixture->rail, LIFT_TYPE_RING, 1))), 6.0 / 7, 1e-6);

  apply (fixture, lift_intent_change_phase (lift_document_get_root (fixture->document), id, &(LiftPhaseChange) { "Preparation", NULL, -1, -1 }, NULL));
  apply (fixture, lift_intent_delete (lift_document_get_root (fixture->document), first, NULL));
  g_assert_cmpuint (count_rows (fixture->sidebar), ==, 6);
  g_assert_cmpint (selected (fixture->sidebar), ==, 0);
  g_assert_cmpint (selected (fixture->rail), ==, 0);

  apply (fixture, lift_intent_move (lift_document_get_root (fixture->document), id, NULL, phase_id (fixture, 2), NULL));
  g_assert_cmpint (selected (fixture->sidebar), ==, 2);
  g_assert_cmpstr (phase_id (fixture, 2), ==, id);
  g_assert_cmpstr (fixture->actions->str, ==, "");
}

/* Deadlines stay, and nothing looks pressing; what is done stays done. */
static void
test_held (Fixture      *fixture,
           gconstpointer incident)
{
  static const struct
  {
    const char *name, *icon, *class;
  } expected[] = {
    { "Release Planning, Done, 6 of 6, Wed 25 Nov", "object-select-symbolic", "success" },
    { "Pre-Release Preparation, On hold, 5 of 7, Wed 2 Dec", "media-playback-pause-symbolic", "quiet" },
    { "Staging Validation, On hold, 2 of 6, Sun 6 Dec", "media-playback-pause-symbolic", "quiet" },
    { "Production Deployment, On hold, 1 of 7, Wed 9 Dec", "media-playback-pause-symbolic", "quiet" },
  };
  GtkWidget *forms[] = { fixture->sidebar, fixture->rail };

  apply (fixture, lift_intent_release_state (lift_document_get_root (fixture->document), LIFT_RELEASE_ON_HOLD, "legal", "A", fixture->now, NULL, NULL));
  for (guint form = 0; form < G_N_ELEMENTS (forms); form++)
    for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
      {
        GtkWidget *ring = nth (forms[form], LIFT_TYPE_RING, i);

        assert_name (row (forms[form], i), expected[i].name);
        g_assert_true (gtk_widget_has_css_class (ring, expected[i].class));
        g_assert_cmpstr (lift_ring_get_icon_name (LIFT_RING (ring)), ==, expected[i].icon);
      }
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    gboolean    incident;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/sidebar/names", FALSE, test_names },
    { "/sidebar/names-with-incident", TRUE, test_names },
    { "/sidebar/time", FALSE, test_time },
    { "/sidebar/time-with-incident", TRUE, test_time },
    { "/sidebar/choose", FALSE, test_choose },
    { "/sidebar/incident", FALSE, test_incident },
    { "/sidebar/own-page", FALSE, test_own_page },
    { "/sidebar/changes", FALSE, test_changes },
    { "/sidebar/held", FALSE, test_held },
  };

  g_test_init (&argc, &argv, NULL);
  g_setenv ("GTK_A11Y", "test", TRUE);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].incident), set_up, tests[i].test, tear_down);
  return g_test_run ();
}
