/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include <string.h>

#include "core/intents.h"
#include "core/moment.h"
#include "core/template.h"

static void
apply (LiftDocument  *document,
       LiftGroup     *group,
       const LiftAct *act)
{
  g_assert_nonnull (group);
  lift_document_apply (document, group, LIFT_ORIGIN_USER, act);
  lift_group_unref (group);
}

LiftDocument *
sample_new_document (gboolean incident)
{
  static const struct
  {
    int         phase;
    const char *states;
  } work[] = { { 0, "dddddd" }, { 1, "dbdnods" }, { 2, "dd" }, { 3, "d" } };
  static const char letters[] = "odbfsn";
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  LiftAct act = { "Amira Haddad", lift_instant_parse (SAMPLE_NOW), rand };
  g_autoptr (LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, &error);
  LiftReleaseDetails details = { .name = "Payments", .version = "4.2.0", .local = "2026-12-09T10:00", .zone = "Europe/Berlin" };
  g_autoptr (LiftNode) root = NULL;
  LiftDocument *document;

  g_assert_no_error (error);
  root = lift_release_new (template->root, &details, &act, &error);
  g_assert_no_error (error);
  document = lift_document_new (root);
  for (gsize i = 0; i < G_N_ELEMENTS (work); i++)
    {
      LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), work[i].phase);

      for (int item = 0; work[i].states[item]; item++)
        {
          const char *ids[] = { lift_node_get_id (lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), item)), NULL };
          LiftItemState state = (LiftItemState) (strchr (letters, work[i].states[item]) - letters);
          LiftStateChange change = {
            .state = state,
            .reason = state == LIFT_ITEM_DONE ? NULL : "a reason",
            .accepted = state == LIFT_ITEM_SKIPPED ? "Amira Haddad" : NULL,
            .by = "Amira Haddad",
            .at = lift_instant_parse ("2026-11-24T09:00:00Z"),
          };

          if (state == LIFT_ITEM_OPEN)
            continue;
          apply (document, lift_intent_set_state (lift_document_get_root (document), ids, &change, &error), &act);
          g_assert_no_error (error);
        }
    }
  if (incident)
    apply (document, lift_intent_declare (lift_document_get_root (document), "Card payments fail", LIFT_SEVERITY_SEV2,
                                          act.when - 42 * 60, &act, NULL, NULL),
           &act);
  return document;
}
