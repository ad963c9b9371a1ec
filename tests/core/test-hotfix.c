/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "life-fixture.h"

/* Releases that belong together. */

static void
test_link (void)
{
  g_autoptr (LiftNode) release = life_release (NULL, NULL);
  g_autoptr (LiftNode) other = life_release (NULL, NULL);
  g_autoptr (LiftNode) once = NULL;
  g_autoptr (LiftNode) both = NULL;
  g_autoptr (LiftGroup) first = NULL;
  g_autoptr (LiftGroup) again = NULL;
  g_autoptr (LiftGroup) turned = NULL;
  g_autoptr (GError) error = NULL;
  LiftAct act = life_act ("Ana Ortiz", 0);
  LiftNode *link;

  g_assert_null (lift_intent_link (release, LIFT_LINK_HOTFIX, release, &act, &error));
  g_assert_cmpstr (error->message, ==, "A release is not linked with itself: choose another one");

  first = lift_intent_link (release, LIFT_LINK_HOTFIX, other, &act, NULL);
  once = lift_group_apply (first, release, NULL, NULL, NULL);
  link = lift_nodes_get (lift_node_get_list (once, LIFT_RELEASE_LINKS), 0);
  g_assert_cmpint (lift_node_get_enum (link, LIFT_LINK_ROLE), ==, LIFT_LINK_HOTFIX);
  g_assert_cmpstr (lift_node_get_text (link, LIFT_LINK_RELEASE), ==, lift_node_get_id (other));
  g_assert_cmpstr (lift_node_get_text (link, LIFT_LINK_NAME), ==, "Payments 4.2.0");

  again = lift_intent_link (once, LIFT_LINK_HOTFIX, other, &act, NULL);
  g_assert_cmpuint (lift_group_get_n_edits (again), ==, 0);
  turned = lift_intent_link (once, LIFT_LINK_HOTFIX_OF, other, &act, NULL);
  both = lift_group_apply (turned, once, NULL, NULL, NULL);
  g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (both, LIFT_RELEASE_LINKS)), ==, 2);
}

/* A hotfix of a release that was lived in: its list, and nothing of what became of it; from a template: that of the template. */
static void
test_hotfix (void)
{
  for (guint from_itself = 0; from_itself < 2; from_itself++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      g_autoptr (LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, NULL);
      g_autoptr (LiftNode) hotfix = NULL;
      g_autoptr (GError) error = NULL;
      LiftAct act = life_act ("Ana Ortiz", life_at ("12-09T12:00"));
      LiftNode *root, *link, *item;
      LiftReleaseDetails details = { "Payments", "4.2.1", LIFT_RELEASE_HOTFIX };

      life_tell (document, "hand Priya; tick 1.1; skip 1.2; start EU; tick 4.1; end EU rolled-back; start EU; end EU succeeded; move 2026-12-10T10:00", NULL);
      root = lift_document_get_root (document);
      item = lift_number_find (root, "1.1", LIFT_KIND_ITEM, NULL);
      {
        const char *ids[] = { lift_node_get_id (item), NULL };
        g_autoptr (LiftGroup) owner = lift_intent_assign (root, ids, "Bo", NULL);
        g_autoptr (LiftGroup) note = lift_intent_note (root, ids[0], "seen", NULL);

        life_apply (document, owner, 0);
        life_apply (document, note, 0);
      }
      root = lift_document_get_root (document);
      details.hotfix_of = root;
      hotfix = lift_release_new (from_itself ? root : template->root, &details, &act, &error);
      g_assert_no_error (error);

      g_assert_cmpint (lift_node_get_enum (hotfix, LIFT_RELEASE_STATE), ==, LIFT_RELEASE_PLANNED);
      g_assert_cmpint (lift_node_get_enum (hotfix, LIFT_RELEASE_TYPE), ==, LIFT_RELEASE_HOTFIX);
      g_assert_cmpuint (lift_schedule_n_items (hotfix, NULL), ==, 38);
      g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (hotfix, LIFT_RELEASE_RESPONSE)), ==, 7);
      for (guint list = LIFT_RELEASE_ATTEMPTS; list <= LIFT_RELEASE_HANDOVERS; list++)
        g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (hotfix, list)), ==, 0);
      for (guint p = 1; p <= 6; p++)
        {
          g_autofree char *items = life_items (life_phase (hotfix, p));

          g_assert_cmpuint (strspn (items, "."), ==, strlen (items));
          g_assert_null (lift_root_find (root, lift_node_get_id (life_phase (hotfix, p)), NULL));
        }
      item = lift_number_find (hotfix, "1.1", LIFT_KIND_ITEM, NULL);
      g_assert_null (lift_node_get_text (item, LIFT_ITEM_OWNER));
      g_assert_null (lift_node_get_text (item, LIFT_ITEM_NOTE));
      g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (hotfix, LIFT_RELEASE_LINKS)), ==, 1);
      link = lift_nodes_get (lift_node_get_list (hotfix, LIFT_RELEASE_LINKS), 0);
      g_assert_cmpint (lift_node_get_enum (link, LIFT_LINK_ROLE), ==, LIFT_LINK_HOTFIX_OF);
      g_assert_cmpstr (lift_node_get_text (link, LIFT_LINK_RELEASE), ==, lift_node_get_id (root));
      g_assert_cmpstr (lift_node_get_text (link, LIFT_LINK_NAME), ==, "Payments 4.2.0");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hotfix/link", test_link);
  g_test_add_func ("/hotfix/new", test_hotfix);
  return g_test_run ();
}
