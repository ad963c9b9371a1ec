/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "attempt-words.h"
#include "core/words.h"

/* What a deployment is told as, in the order in which they are told. */
typedef enum
{
  PART_SUCCEEDED,
  PART_ROLLED_BACK,
  PART_FAILED,
  PART_ABORTED,
  PART_RUNNING,
  PART_PLANNED,
  N_PARTS,
} Part;

static Part
part_of (const LiftNode *deployment)
{
  switch (lift_deployment_state (deployment))
    {
    case LIFT_DEPLOY_WAITS:
      return PART_PLANNED;
    case LIFT_DEPLOY_RUNS:
      return PART_RUNNING;
    case LIFT_DEPLOY_OVER:
    default:
      return PART_SUCCEEDED + lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME) - LIFT_OUTCOME_SUCCEEDED;
    }
}

static char *
part_words (Part  part,
            guint n)
{
  switch (part)
    {
    case PART_SUCCEEDED:
      return g_strdup_printf (ngettext ("%u succeeded", "%u succeeded", n), n);
    case PART_ROLLED_BACK:
      return g_strdup_printf (ngettext ("%u rolled back", "%u rolled back", n), n);
    case PART_FAILED:
      return g_strdup_printf (ngettext ("%u failed", "%u failed", n), n);
    case PART_ABORTED:
      return g_strdup_printf (ngettext ("%u aborted", "%u aborted", n), n);
    case PART_RUNNING:
      return g_strdup_printf (ngettext ("%u running", "%u running", n), n);
    case PART_PLANNED:
    case N_PARTS:
    default:
      return g_strdup_printf (ngettext ("%u planned", "%u planned", n), n);
    }
}

gboolean
lift_attempt_is_single (const LiftNode *attempt)
{
  return lift_nodes_get_n (lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS)) == 1;
}

char *
lift_attempt_dup_tally (const LiftNode *attempt)
{
  LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);
  guint counts[N_PARTS] = { 0 };
  GString *text;

  if (lift_attempt_is_single (attempt) && lift_attempt_is_over (attempt))
    return g_strdup (lift_enum_label (LIFT_ENUM_OUTCOME, lift_node_get_enum (lift_nodes_get (deployments, 0), LIFT_DEPLOYMENT_OUTCOME)));

  text = g_string_new (NULL);
  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    counts[part_of (lift_nodes_get (deployments, i))]++;
  for (Part part = 0; part < N_PARTS; part++)
    if (counts[part] > 0)
      {
        g_autofree char *words = part_words (part, counts[part]);

        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
      }
  return g_string_free (text, FALSE);
}

char *
lift_attempt_dup_summary (const LiftNode *release,
                          const LiftNode *attempt,
                          const LiftNode *phase)
{
  LiftNode *kept = phase != NULL ? lift_attempt_find_kept (attempt, phase) : NULL;
  LiftNodes *items = kept != NULL ? lift_node_get_list (kept, LIFT_PHASE_ITEMS) : NULL;
  g_autofree char *name = lift_words_attempt (release, attempt);
  g_autofree char *tally = lift_attempt_dup_tally (attempt);
  g_autofree char *of = lift_words_of (lift_nodes_n_closed (items), lift_nodes_get_n (items));
  /* Translators: “Attempt 1”, and how it ended: “Rolled back” */
  g_autofree char *text = g_strdup_printf (C_("attempt", "%1$s: %2$s"), name, tally);

  return kept != NULL ? g_strdup_printf ("%s · %s", text, of) : g_steal_pointer (&text);
}

char *
lift_deployment_dup_name (const LiftNode *release,
                          const LiftNode *attempt,
                          const LiftNode *deployment)
{
  g_autofree char *target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);
  g_autofree char *name = NULL;

  if (!lift_attempt_is_single (attempt) && attempt == lift_attempt_current (release))
    return g_steal_pointer (&target);
  name = lift_words_attempt (release, attempt);
  if (g_strcmp0 (target, _("Production")) == 0 || g_strcmp0 (target, "Production") == 0)
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s · %s", name, target);
}
