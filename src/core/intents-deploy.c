/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "attempt.h"
#include "conflict.h"
#include "intents-private.h"
#include "life.h"
#include "schedule.h"

/* The planned deployment of the current attempt, if there is one; of several nobody knows which is meant. */
static gboolean
find_waiting (LiftNode  *attempt,
              LiftNode **found,
              GError   **error)
{
  LiftNodes *deployments = attempt != NULL ? lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS) : NULL;
  guint n = 0;

  *found = NULL;
  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    if (lift_deployment_state (lift_nodes_get (deployments, i)) == LIFT_DEPLOY_WAITS && n++ == 0)
      *found = lift_nodes_get (deployments, i);
  if (n < 2)
    return TRUE;
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
               ngettext ("%u deployment is planned: name its target", "%u deployments are planned: name the target of one", n), n);
  return FALSE;
}

/* Nothing but an explicit step ends a hold. */
static gboolean
may_deploy (LiftNode  *root,
            GError   **error)
{
  switch ((LiftReleaseState) lift_node_get_enum (root, LIFT_RELEASE_STATE))
    {
    case LIFT_RELEASE_ON_HOLD:
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The release is on hold: resume it before a deployment"));
      return FALSE;
    case LIFT_RELEASE_ABORTED:
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The release is aborted: make it active before a deployment"));
      return FALSE;
    case LIFT_RELEASE_CLOSED:
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The release is closed: reopen it before a deployment"));
      return FALSE;
    case LIFT_RELEASE_PLANNED:
    case LIFT_RELEASE_ACTIVE:
    case LIFT_RELEASE_RELEASED:
    case LIFT_RELEASE_ROLLED_BACK:
    default:
      return TRUE;
    }
}

static char *
describe (LiftNode   *root,
          gboolean    new_attempt,
          const char *build,
          const char *ticket)
{
  LiftNode *current = lift_attempt_current (root);
  guint number = (current != NULL ? lift_attempt_number (root, current) : 0) + (new_attempt || current == NULL ? 1 : 0);
  GString *detail = g_string_new (NULL);

  /* Translators: which attempt to deploy a release it is */
  g_string_append_printf (detail, _("attempt %u"), number);
  if (build != NULL)
    g_string_append_printf (detail, " · %s", build);
  if (ticket != NULL)
    g_string_append_printf (detail, " · %s", ticket);
  return g_string_free (detail, FALSE);
}

/* @value, or what stands in @field of the first of two that has it. */
static const char *
or_known (const char     *value,
          const LiftNode *first,
          const LiftNode *second,
          LiftField       field)
{
  const char *known = first != NULL ? lift_node_get_text (first, field) : NULL;

  if (value != NULL)
    return value;
  return known != NULL || second == NULL ? known : lift_node_get_text (second, field);
}

/**
 * lift_intent_deploy_start:
 * @root: a release
 * @start: what is deployed where
 * @by: (nullable): who starts it
 * @at: when it was started, seconds since 1970 UTC
 * @act: where ids come from
 * @id: (out) (optional) (transfer full): the deployment's id
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Records that a deployment was started; it executes nothing. Which attempt it belongs to says lift_attempt_is_needed(). A new attempt after another one opens the
 * phases from the release day on again and keeps what was ticked with the attempt before. The release becomes active.
 *
 * Returns: (transfer full): a group, or NULL
 */
LiftGroup *
lift_intent_deploy_start (LiftNode               *root,
                          const LiftDeployStart  *start,
                          const char             *by,
                          gint64                  at,
                          const LiftAct          *act,
                          char                  **id,
                          GError                **error)
{
  g_autofree char *target = NULL, *build = NULL, *ticket = NULL, *who = NULL, *detail = NULL, *new_id = NULL;
  g_autoptr (LiftNode) deployment = NULL;
  g_autoptr (LiftNode) attempt = NULL;
  LiftNode *current, *planned = NULL, *last;
  LiftNodes *siblings;
  gboolean new_attempt;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && start != NULL && act != NULL, NULL);

  current = lift_attempt_current (root);
  last = lift_deployment_last (root);
  if (!may_deploy (root, error)
      || (start->target == NULL && !find_waiting (current, &planned, error))
      || !lift_intent_line (LIFT_DEPLOYMENT_TARGET, or_known (start->target, planned, last, LIFT_DEPLOYMENT_TARGET), FALSE, &target, error))
    return NULL;
  if (target == NULL)
    target = g_strdup (_("Production"));

  if (planned == NULL && current != NULL)
    planned = lift_attempt_find (current, target);
  if (planned != NULL && lift_deployment_state (planned) == LIFT_DEPLOY_RUNS)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The deployment to “%s” is running already: record its end first"), target);
      return NULL;
    }
  new_attempt = start->new_attempt || lift_attempt_is_needed (root, target);
  if (new_attempt && lift_release_n_running (root, NULL) > 0)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("A deployment of this attempt is running: record its end before a new attempt"));
      return NULL;
    }
  if (new_attempt || (planned != NULL && lift_deployment_state (planned) != LIFT_DEPLOY_WAITS))
    planned = NULL;
  if (!lift_intent_line (LIFT_DEPLOYMENT_BUILD, or_known (start->build, planned, new_attempt ? NULL : last, LIFT_DEPLOYMENT_BUILD), FALSE, &build, error)
      || !lift_intent_line (LIFT_DEPLOYMENT_TICKET, or_known (start->ticket, planned, last, LIFT_DEPLOYMENT_TICKET), FALSE, &ticket, error)
      || !lift_intent_line (LIFT_DEPLOYMENT_STARTED_BY, by, FALSE, &who, error))
    return NULL;

  detail = describe (root, new_attempt, build, ticket);
  group = lift_group_new (LIFT_VERB_DEPLOY_START, target, detail);
  if (planned != NULL)
    {
      lift_intent_update (group, planned, LIFT_DEPLOYMENT_BUILD, build);
      lift_intent_update (group, planned, LIFT_DEPLOYMENT_TICKET, ticket);
      lift_group_set_instant (group, planned, LIFT_DEPLOYMENT_STARTED, at);
      lift_group_set_text (group, planned, LIFT_DEPLOYMENT_STARTED_BY, who);
      new_id = g_strdup (lift_node_get_id (planned));
    }
  else
    {
      g_autofree char *position = NULL;

      siblings = lift_intent_join_attempt (group, root, new_attempt, act, &attempt);
      position = lift_intent_last_position (siblings);
      new_id = lift_id_new (act->rand);
      deployment = lift_node_new (LIFT_KIND_DEPLOYMENT, new_id);
      lift_node_set_text (deployment, LIFT_DEPLOYMENT_POSITION, position);
      lift_node_set_text (deployment, LIFT_DEPLOYMENT_TARGET, target);
      lift_node_set_text (deployment, LIFT_DEPLOYMENT_BUILD, build);
      lift_node_set_text (deployment, LIFT_DEPLOYMENT_TICKET, ticket);
      lift_node_set_instant (deployment, LIFT_DEPLOYMENT_STARTED, at);
      lift_node_set_text (deployment, LIFT_DEPLOYMENT_STARTED_BY, who);
      lift_intent_add_deployment (group, root, attempt, deployment);
    }
  if (lift_node_get_enum (root, LIFT_RELEASE_STATE) != LIFT_RELEASE_ACTIVE)
    lift_intent_put_state (group, root, LIFT_RELEASE_ACTIVE, detail, who, at);

  if (id != NULL)
    *id = g_steal_pointer (&new_id);
  return group;
}

/* Whether @state is what the release became by the outcome that is recorded for @deployment. */
static gboolean
is_due_to (LiftReleaseState  state,
           LiftNode         *deployment)
{
  LiftOutcome outcome = lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME);

  return (state == LIFT_RELEASE_RELEASED && outcome == LIFT_OUTCOME_SUCCEEDED)
         || (state == LIFT_RELEASE_ROLLED_BACK && outcome == LIFT_OUTCOME_ROLLED_BACK);
}

/* What the release becomes when @ended ends with @outcome. Of an earlier attempt nothing follows for it any more. */
static LiftReleaseState
state_after (LiftNode    *root,
             LiftNode    *ended,
             LiftOutcome  outcome)
{
  LiftNode *current = lift_attempt_current (root);
  LiftNodes *deployments = lift_node_get_list (current, LIFT_ATTEMPT_DEPLOYMENTS);
  LiftReleaseState state = lift_node_get_enum (root, LIFT_RELEASE_STATE);
  gboolean stands = FALSE, rolled_back = FALSE, waits = FALSE;
  guint index;

  if (!lift_nodes_index (deployments, ended, &index))
    return state;
  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    {
      LiftNode *deployment = lift_nodes_get (deployments, i);
      LiftOutcome its = deployment == ended ? outcome : (LiftOutcome) lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME);
      LiftDeploymentState how = deployment == ended ? LIFT_DEPLOY_OVER : lift_deployment_state (deployment);

      if (how == LIFT_DEPLOY_RUNS)
        return state;
      waits |= how == LIFT_DEPLOY_WAITS;
      stands |= how == LIFT_DEPLOY_OVER && its == LIFT_OUTCOME_SUCCEEDED;
      rolled_back |= how == LIFT_DEPLOY_OVER && its == LIFT_OUTCOME_ROLLED_BACK;
    }
  if (stands)
    return waits ? state : LIFT_RELEASE_RELEASED;
  if (rolled_back)
    return LIFT_RELEASE_ROLLED_BACK;
  return is_due_to (state, ended) ? LIFT_RELEASE_ACTIVE : state;
}

static LiftNode *
find_deployment (LiftNode    *root,
                 const char  *id,
                 GError     **error)
{
  LiftSpot place;

  return lift_intent_find (root, id, LIFT_KIND_DEPLOYMENT, &place, error) ? place.node : NULL;
}

/* The one that runs, if nobody says which. */
static LiftNode *
find_running (LiftNode  *root,
              GError   **error)
{
  LiftNode *running;
  guint n = lift_release_n_running (root, &running);

  if (n == 1)
    return running;
  if (n == 0)
    g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("No deployment is running: record its start first"));
  else
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                 ngettext ("%u deployment is running: name its target", "%u deployments are running: name the target of one", n), n);
  return NULL;
}

/* Adds to @group that @deployment ended; all that belongs to an outcome changes with it. */
void
lift_intent_put_outcome (LiftGroup   *group,
                         LiftNode    *deployment,
                         LiftOutcome  outcome,
                         const char  *reason,
                         const char  *by,
                         gint64       at)
{
  lift_group_set_enum (group, deployment, LIFT_DEPLOYMENT_OUTCOME, outcome);
  lift_group_set_instant (group, deployment, LIFT_DEPLOYMENT_ENDED, at);
  lift_group_set_text (group, deployment, LIFT_DEPLOYMENT_ENDED_BY, by);
  lift_group_set_text (group, deployment, LIFT_DEPLOYMENT_REASON, reason);
}

static gboolean
check_order (gint64    started,
             gint64    ended,
             GError  **error)
{
  if (started == LIFT_NO_INSTANT || ended == LIFT_NO_INSTANT || ended >= started)
    return TRUE;
  g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("It would have ended before it was started: correct one of the two times"));
  return FALSE;
}

/**
 * lift_intent_deploy_end:
 * @root: a release
 * @id: (nullable): id of a deployment; NULL for the one that is running
 * @outcome: how it ended
 * @reason: (nullable): why it ended so
 * @by: (nullable): who ended it
 * @at: when it ended, seconds since 1970 UTC
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Records how a deployment ended; it executes nothing. Once none of the current attempt runs, the release is rolled back if none stands and one was rolled back;
 * it is released if one stands and none is still planned. Recording it again corrects the outcome and what the release became by it, and leaves the time of the end,
 * which lift_intent_deploy_correct() corrects.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_deploy_end (LiftNode     *root,
                        const char   *id,
                        LiftOutcome   outcome,
                        const char   *reason,
                        const char   *by,
                        gint64        at,
                        GError      **error)
{
  g_autofree char *why = NULL, *who = NULL, *detail = NULL;
  LiftNode *deployment;
  LiftReleaseState state, after;
  const char *label, *target;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && outcome != LIFT_OUTCOME_NONE && outcome < lift_enum_n_words (LIFT_ENUM_OUTCOME), NULL);

  deployment = id != NULL ? find_deployment (root, id, error) : find_running (root, error);
  if (deployment == NULL || !lift_intent_line (LIFT_DEPLOYMENT_REASON, reason, FALSE, &why, error)
      || !lift_intent_line (LIFT_DEPLOYMENT_ENDED_BY, by, FALSE, &who, error)
      || !check_order (lift_node_get_instant (deployment, LIFT_DEPLOYMENT_STARTED), at, error))
    return NULL;
  target = lift_node_get_text (deployment, LIFT_DEPLOYMENT_TARGET);
  if (lift_deployment_state (deployment) == LIFT_DEPLOY_WAITS && outcome != LIFT_OUTCOME_ABORTED)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The deployment to “%s” was not started: record its start first"), target);
      return NULL;
    }

  if (lift_deployment_state (deployment) == LIFT_DEPLOY_OVER && lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED) != LIFT_NO_INSTANT)
    at = lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED);
  label = lift_enum_label (LIFT_ENUM_OUTCOME, outcome);
  detail = why != NULL ? g_strdup_printf ("%s: %s", label, why) : g_strdup (label);
  group = lift_group_new (LIFT_VERB_DEPLOY_END, target, detail);
  if (lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME) == (int) outcome)
    {
      g_autoptr (LiftConflict) conflict = lift_node_find_conflict (deployment, LIFT_DEPLOYMENT_OUTCOME);

      if (conflict == NULL && (why == NULL || lift_intent_same (why, lift_node_get_text (deployment, LIFT_DEPLOYMENT_REASON))))
        return group;
      lift_intent_confirm (group, deployment, LIFT_DEPLOYMENT_OUTCOME);
    }
  lift_intent_put_outcome (group, deployment, outcome, why, who, at);

  state = lift_node_get_enum (root, LIFT_RELEASE_STATE);
  after = state_after (root, deployment, outcome);
  if (after != state && state != LIFT_RELEASE_CLOSED && state != LIFT_RELEASE_ABORTED && state != LIFT_RELEASE_ON_HOLD)
    {
      g_autofree char *because = why != NULL ? g_strdup_printf ("%s: %s", target, why) : g_strdup (target);

      lift_intent_put_state (group, root, after, because, who, at);
    }
  return group;
}

/* Two deployments of one attempt go to two targets; the same one again is a new attempt. */
static gboolean
check_target (LiftNode    *attempt,
              LiftNode    *deployment,
              const char  *target,
              GError     **error)
{
  LiftNode *there = attempt != NULL ? lift_attempt_find (attempt, target) : NULL;

  if (there == NULL || there == deployment)
    return TRUE;
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("There is a deployment to “%s” in this attempt already: change that one, or name another target"), target);
  return FALSE;
}

/**
 * lift_intent_deploy_plan:
 * @root: a release
 * @plan: the target, and what is known of it; its times are ignored
 * @act: where ids come from
 * @id: (out) (optional) (transfer full): the deployment's id
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Plans a deployment to a target, which waits until it is started: one of several side by side, or a later wave. It joins the attempt that it would join
 * if it were started now; but a new attempt begins when the first deployment of it is planned.
 *
 * Returns: (transfer full): a group, or NULL
 */
LiftGroup *
lift_intent_deploy_plan (LiftNode              *root,
                         const LiftDeployment  *plan,
                         const LiftAct         *act,
                         char                 **id,
                         GError               **error)
{
  g_autofree char *target = NULL, *build = NULL, *ticket = NULL, *planned = NULL, *window = NULL, *position = NULL, *detail = NULL, *new_id = NULL;
  g_autoptr (LiftNode) deployment = NULL;
  g_autoptr (LiftNode) attempt = NULL;
  LiftNode *current;
  gboolean new_attempt;
  LiftNodes *siblings;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && plan != NULL && act != NULL, NULL);

  if (!may_deploy (root, error)
      || !lift_intent_line (LIFT_DEPLOYMENT_TARGET, plan->target, TRUE, &target, error)
      || !lift_intent_line (LIFT_DEPLOYMENT_BUILD, plan->build, FALSE, &build, error)
      || !lift_intent_line (LIFT_DEPLOYMENT_TICKET, plan->ticket, FALSE, &ticket, error)
      || !lift_intent_local (LIFT_DEPLOYMENT_PLANNED, plan->planned, &planned, error)
      || !lift_intent_length (LIFT_DEPLOYMENT_WINDOW, plan->window, &window, error))
    return NULL;

  current = lift_attempt_current (root);
  new_attempt = lift_attempt_is_needed (root, target);
  if (!new_attempt && !check_target (current, NULL, target, error))
    return NULL;
  if (new_attempt && lift_release_n_running (root, NULL) > 0)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("A deployment of this attempt is running: record its end before a new attempt"));
      return NULL;
    }

  detail = describe (root, new_attempt, build, ticket);
  group = lift_group_new (LIFT_VERB_DEPLOY_PLAN, target, detail);
  siblings = lift_intent_join_attempt (group, root, new_attempt, act, &attempt);
  position = lift_intent_last_position (siblings);
  new_id = lift_id_new (act->rand);
  deployment = lift_node_new (LIFT_KIND_DEPLOYMENT, new_id);
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_POSITION, position);
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_TARGET, target);
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_BUILD, build);
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_TICKET, ticket);
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_PLANNED, planned);
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_WINDOW, window);
  lift_intent_add_deployment (group, root, attempt, deployment);
  if (id != NULL)
    *id = g_steal_pointer (&new_id);
  return group;
}

/**
 * lift_intent_deploy_correct:
 * @root: a release
 * @id: id of a deployment
 * @correct: what is known better
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Corrects what is recorded of a deployment. Its start and end can be corrected once they are recorded.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_deploy_correct (LiftNode              *root,
                            const char            *id,
                            const LiftDeployment  *correct,
                            GError               **error)
{
  g_autofree char *target = NULL, *build = NULL, *ticket = NULL, *planned = NULL, *window = NULL;
  LiftNode *deployment;
  LiftSpot place;
  LiftGroup *group;
  gint64 started, ended, old_started, old_ended;

  g_return_val_if_fail (root != NULL && id != NULL && correct != NULL, NULL);

  if (!lift_intent_find (root, id, LIFT_KIND_DEPLOYMENT, &place, error))
    return NULL;
  deployment = place.node;
  if (!lift_intent_line (LIFT_DEPLOYMENT_TARGET, or_known (correct->target, deployment, NULL, LIFT_DEPLOYMENT_TARGET), TRUE, &target, error)
      || !lift_intent_line (LIFT_DEPLOYMENT_BUILD, or_known (correct->build, deployment, NULL, LIFT_DEPLOYMENT_BUILD), FALSE, &build, error)
      || !lift_intent_line (LIFT_DEPLOYMENT_TICKET, or_known (correct->ticket, deployment, NULL, LIFT_DEPLOYMENT_TICKET), FALSE, &ticket, error)
      || !lift_intent_local (LIFT_DEPLOYMENT_PLANNED, or_known (correct->planned, deployment, NULL, LIFT_DEPLOYMENT_PLANNED), &planned, error)
      || !lift_intent_length (LIFT_DEPLOYMENT_WINDOW, or_known (correct->window, deployment, NULL, LIFT_DEPLOYMENT_WINDOW), &window, error))
    return NULL;

  old_started = lift_node_get_instant (deployment, LIFT_DEPLOYMENT_STARTED);
  old_ended = lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED);
  started = correct->started != LIFT_NO_INSTANT ? correct->started : old_started;
  ended = correct->ended != LIFT_NO_INSTANT ? correct->ended : old_ended;
  if ((started != LIFT_NO_INSTANT && old_started == LIFT_NO_INSTANT) || (ended != LIFT_NO_INSTANT && old_ended == LIFT_NO_INSTANT))
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("That is not recorded yet: record the start or the end of the deployment"));
      return NULL;
    }
  if (!check_order (started, ended, error) || !check_target (place.parent, deployment, target, error))
    return NULL;

  group = lift_group_new (LIFT_VERB_DEPLOY_CORRECT, target, NULL);
  lift_intent_update (group, deployment, LIFT_DEPLOYMENT_TARGET, target);
  lift_intent_update (group, deployment, LIFT_DEPLOYMENT_BUILD, build);
  lift_intent_update (group, deployment, LIFT_DEPLOYMENT_TICKET, ticket);
  lift_intent_update (group, deployment, LIFT_DEPLOYMENT_PLANNED, planned);
  lift_intent_update (group, deployment, LIFT_DEPLOYMENT_WINDOW, window);
  lift_group_set_instant (group, deployment, LIFT_DEPLOYMENT_STARTED, started);
  lift_group_set_instant (group, deployment, LIFT_DEPLOYMENT_ENDED, ended);
  return group;
}

/**
 * lift_intent_deploy_remove:
 * @root: a release
 * @id: id of a deployment that was not started
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Removes a planned deployment, and its attempt if it was all of it. One that was started stays on record.
 *
 * Returns: (transfer full): a group, or NULL
 */
LiftGroup *
lift_intent_deploy_remove (LiftNode    *root,
                           const char  *id,
                           GError     **error)
{
  LiftSpot place;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  if (!lift_intent_find (root, id, LIFT_KIND_DEPLOYMENT, &place, error))
    return NULL;
  if (lift_deployment_state (place.node) != LIFT_DEPLOY_WAITS)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("A deployment that was started stays on record: correct it instead"));
      return NULL;
    }
  group = lift_group_new (LIFT_VERB_DEPLOY_REMOVE, lift_node_get_text (place.node, LIFT_DEPLOYMENT_TARGET), NULL);
  if (lift_nodes_get_n (lift_node_get_list (place.parent, LIFT_ATTEMPT_DEPLOYMENTS)) == 1 
      && lift_nodes_get_n (lift_node_get_list (place.parent, LIFT_ATTEMPT_PHASES)) == 0)
    lift_group_remove (group, lift_node_get_id (root), LIFT_RELEASE_ATTEMPTS, place.parent);
  else
    lift_group_remove (group, lift_node_get_id (place.parent), LIFT_ATTEMPT_DEPLOYMENTS, place.node);
  return group;
}
