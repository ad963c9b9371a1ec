/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attempt.h"

#include <string.h>

#include "conflict.h"

/**
 * lift_deployment_state:
 * @deployment: a deployment
 *
 * One whose outcome is in conflict has not ended: somebody has to decide first.
 *
 * Returns: whether it waits, runs or has ended
 */
LiftDeploymentState
lift_deployment_state (const LiftNode *deployment)
{
  if (lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME) != LIFT_OUTCOME_NONE)
    {
      g_autoptr (LiftConflict) conflict = lift_node_find_conflict (deployment, LIFT_DEPLOYMENT_OUTCOME);

      if (conflict == NULL)
        return LIFT_DEPLOY_OVER;
    }
  return lift_node_get_instant (deployment, LIFT_DEPLOYMENT_STARTED) != LIFT_NO_INSTANT ? LIFT_DEPLOY_RUNS : LIFT_DEPLOY_WAITS;
}

/**
 * lift_attempt_current:
 * @release: a release
 *
 * Returns: (transfer none) (nullable): the last attempt; %NULL before the first
 */
LiftNode *
lift_attempt_current (const LiftNode *release)
{
  LiftNodes *attempts = lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS);
  guint n = lift_nodes_get_n (attempts);

  return n > 0 ? lift_nodes_get (attempts, n - 1) : NULL;
}

/**
 * lift_deployment_last:
 * @release: a release
 *
 * Returns: (transfer none) (nullable): the last deployment of the current attempt, whose build and ticket go on for what is not said of another one
 */
LiftNode *
lift_deployment_last (const LiftNode *release)
{
  LiftNode *attempt = lift_attempt_current (release);
  LiftNodes *deployments = attempt != NULL ? lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS) : NULL;
  guint n = lift_nodes_get_n (deployments);

  return n > 0 ? lift_nodes_get (deployments, n - 1) : NULL;
}

/**
 * lift_attempt_number:
 * @release: a release
 * @attempt: one of its attempts
 *
 * Returns: which it is, from 1
 */
guint
lift_attempt_number (const LiftNode *release,
                     const LiftNode *attempt)
{
  guint index = 0;

  lift_nodes_index (lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS), attempt, &index);
  return index + 1;
}

/**
 * lift_attempt_started:
 * @attempt: an attempt
 *
 * Returns: when the first of its deployments was started, seconds since 1970 UTC; %LIFT_NO_INSTANT while none was
 */
gint64
lift_attempt_started (const LiftNode *attempt)
{
  LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);
  gint64 first = LIFT_NO_INSTANT;

  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    {
      gint64 started = lift_node_get_instant (lift_nodes_get (deployments, i), LIFT_DEPLOYMENT_STARTED);

      if (started != LIFT_NO_INSTANT && (first == LIFT_NO_INSTANT || started < first))
        first = started;
    }
  return first;
}

/**
 * lift_attempt_is_over:
 * @attempt: an attempt
 *
 * Returns: whether it has deployments and all of them have ended; one that is still planned has not
 */
gboolean
lift_attempt_is_over (const LiftNode *attempt)
{
  LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);
  guint n = lift_nodes_get_n (deployments);

  for (guint i = 0; i < n; i++)
    if (lift_deployment_state (lift_nodes_get (deployments, i)) != LIFT_DEPLOY_OVER)
      return FALSE;
  return n > 0;
}

/**
 * lift_attempt_goes_on:
 * @attempt: (nullable): an attempt
 *
 * Returns: whether something of it was started and it is not over
 */
gboolean
lift_attempt_goes_on (const LiftNode *attempt)
{
  return attempt != NULL && lift_attempt_started (attempt) != LIFT_NO_INSTANT && !lift_attempt_is_over (attempt);
}

/**
 * lift_attempt_ended:
 * @attempt: an attempt
 *
 * Returns: when the last of its deployments ended, seconds since 1970 UTC; %LIFT_NO_INSTANT while it is not over
 */
gint64
lift_attempt_ended (const LiftNode *attempt)
{
  LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);
  gint64 last = LIFT_NO_INSTANT;

  if (!lift_attempt_is_over (attempt))
    return LIFT_NO_INSTANT;
  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    last = MAX (last, lift_node_get_instant (lift_nodes_get (deployments, i), LIFT_DEPLOYMENT_ENDED));
  return last;
}

/**
 * lift_attempt_succeeded:
 * @attempt: an attempt
 *
 * Returns: whether it is over and at least one of its deployments stands
 */
gboolean
lift_attempt_succeeded (const LiftNode *attempt)
{
  LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);

  if (!lift_attempt_is_over (attempt))
    return FALSE;
  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    if (lift_node_get_enum (lift_nodes_get (deployments, i), LIFT_DEPLOYMENT_OUTCOME) == LIFT_OUTCOME_SUCCEEDED)
      return TRUE;
  return FALSE;
}

static gboolean
same_target (const char *a,
             const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return strcmp (folded_a, folded_b) == 0;
}

/**
 * lift_attempt_find:
 * @attempt: an attempt
 * @target: the name of a target, in any case of letters
 *
 * Returns: (transfer none) (nullable): its last deployment to that target
 */
LiftNode *
lift_attempt_find (const LiftNode *attempt,
                   const char     *target)
{
  LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);

  for (guint i = lift_nodes_get_n (deployments); i > 0; i--)
    {
      LiftNode *deployment = lift_nodes_get (deployments, i - 1);
      const char *name = lift_node_get_text (deployment, LIFT_DEPLOYMENT_TARGET);

      if (name != NULL && same_target (name, target))
        return deployment;
    }
  return NULL;
}

/**
 * lift_attempt_is_needed:
 * @release: a release
 * @target: a target that is to be deployed to
 *
 * Another target joins the current attempt; the same one again is a new attempt, and so is any once the current one is over and nothing of it stands.
 *
 * Returns: whether deploying to @target now is a new attempt
 */
gboolean
lift_attempt_is_needed (const LiftNode *release,
                        const char     *target)
{
  LiftNode *current = lift_attempt_current (release);
  LiftNode *before = current != NULL ? lift_attempt_find (current, target) : NULL;

  if (current == NULL || (lift_attempt_is_over (current) && !lift_attempt_succeeded (current)))
    return TRUE;
  return before != NULL && lift_deployment_state (before) == LIFT_DEPLOY_OVER;
}

/* The phase among @phases that has the title and offset of @phase. */
static LiftNode *
find_same_phase (const LiftNodes *phases,
                 const LiftNode  *phase)
{
  static const LiftField same[] = { LIFT_PHASE_TITLE, LIFT_PHASE_OFFSET };

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *other = lift_nodes_get (phases, i);
      guint n = 0;

      while (n < G_N_ELEMENTS (same) && g_strcmp0 (lift_node_get_text (other, same[n]), lift_node_get_text (phase, same[n])) == 0)
        n++;
      if (n == G_N_ELEMENTS (same))
        return other;
    }
  return NULL;
}

/**
 * lift_attempt_find_kept:
 * @attempt: an attempt
 * @phase: a phase of the release
 *
 * Returns: (transfer none) (nullable): @phase as @attempt left it, if it was kept: a phase goes by its title and offset
 */
LiftNode *
lift_attempt_find_kept (const LiftNode *attempt,
                        const LiftNode *phase)
{
  return find_same_phase (lift_node_get_list (attempt, LIFT_ATTEMPT_PHASES), phase);
}

/**
 * lift_attempt_kept_of:
 * @release: a release
 * @kept: a phase as an attempt left it
 *
 * Returns: (transfer none) (nullable): the phase of the release that it was, if there is still one of its title and offset
 */
LiftNode *
lift_attempt_kept_of (const LiftNode *release,
                      const LiftNode *kept)
{
  return find_same_phase (lift_node_get_list (release, LIFT_RELEASE_PHASES), kept);
}

/**
 * lift_release_running:
 * @release: a release
 * @target: (nullable): the name of a target, in any case of letters; %NULL for all
 *
 * Returns: (transfer container) (element-type LiftNode): the deployments that run, of all attempts; they belong to @release
 */
GPtrArray *
lift_release_running (const LiftNode *release,
                      const char     *target)
{
  LiftNodes *attempts = lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS);
  GPtrArray *running = g_ptr_array_new ();

  for (guint a = 0; a < lift_nodes_get_n (attempts); a++)
    {
      LiftNodes *deployments = lift_node_get_list (lift_nodes_get (attempts, a), LIFT_ATTEMPT_DEPLOYMENTS);

      for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
        {
          LiftNode *deployment = lift_nodes_get (deployments, i);
          const char *name = lift_node_get_text (deployment, LIFT_DEPLOYMENT_TARGET);

          if (lift_deployment_state (deployment) == LIFT_DEPLOY_RUNS && (target == NULL || (name != NULL && same_target (name, target))))
            g_ptr_array_add (running, deployment);
        }
    }
  return running;
}

/**
 * lift_release_n_running:
 * @release: a release
 * @first: (out) (optional) (nullable) (transfer none): the first one that runs
 *
 * Returns: how many deployments run, of all attempts
 */
guint
lift_release_n_running (const LiftNode  *release,
                        LiftNode       **first)
{
  g_autoptr (GPtrArray) running = lift_release_running (release, NULL);

  if (first != NULL)
    *first = running->len > 0 ? g_ptr_array_index (running, 0) : NULL;
  return running->len;
}
