/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be recorded of deployments; nothing is executed. */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "checklist/checklist.h"
#include "core/attempt.h"
#include "core/life.h"
#include "core/schedule.h"
#include "core/words.h"
#include "deployment/attempts-window.h"
#include "deployment/deploy-dialogs.h"

const char *const lift_deploy_changing_actions[] = {
  "deploy-start", "deploy-end", "deploy-other-end", "deploy-plan", "deploy-correct", "deploy-new-attempt", NULL
};

static LiftNode *
get_root (LiftWindow *window)
{
  return lift_document_get_root (lift_window_get_document (window));
}

/* A parameter may come from outside: it need not be the id of a deployment, or of one that there are buttons for. */
static LiftNode *
find_deployment (LiftWindow *window,
                 GVariant   *parameter)
{
  LiftDocument *document = lift_window_get_document (window);
  const char *id = g_variant_get_string (parameter, NULL);
  LiftNode *node = document != NULL ? lift_document_find (document, id) : NULL;

  if (node == NULL || lift_node_get_kind (node) != LIFT_KIND_DEPLOYMENT)
    return NULL;
  return lift_document_find_parent (document, id) == lift_attempt_current (get_root (window)) || lift_deployment_state (node) == LIFT_DEPLOY_RUNS ? node : NULL;
}

static void
recorded (GtkWidget  *window,
          const char *text)
{
  lift_actions_offer_undo (LIFT_WINDOW (window), text);
}

static LiftNode *
find_release_day (LiftNode *root)
{
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    if (lift_schedule_is_release_day (lift_nodes_get (phases, i)))
      return lift_nodes_get (phases, i);
  return NULL;
}

/* Goes to where one is started or ended. */
static void
deployment_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  LiftNode *phase = find_release_day (get_root (user_data));

  if (phase == NULL)
    {
      lift_window_toast (user_data, _("No phase of this release is on release day"), NULL, NULL);
      return;
    }
  lift_window_set_phase (user_data, lift_node_get_id (phase));
  lift_checklist_focus_deployment (LIFT_CHECKLIST (lift_window_get_checklist (user_data)));
}

/* The first one with what is usual; another attempt is asked about. */
static gboolean
may_start (LiftNode *root,
           LiftNode *deployment)
{
  LiftNode *attempt = lift_attempt_current (root);

  if (deployment != NULL)
    return lift_deployment_state (deployment) == LIFT_DEPLOY_WAITS;
  return attempt == NULL || lift_nodes_get_n (lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS)) == 0;
}

static void
start_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  LiftSession *session = lift_window_get_session (user_data);
  LiftNode *deployment = find_deployment (user_data, parameter);
  const LiftAct *act = lift_session_act (session);
  g_autofree char *target = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  LiftDeployStart start = { 0 };
  LiftGroup *group;
  GError *error = NULL;

  if ((deployment == NULL && *g_variant_get_string (parameter, NULL) != '\0') || !may_start (get_root (user_data), deployment))
    return;

  if (deployment != NULL)
    start.target = lift_node_get_text (deployment, LIFT_DEPLOYMENT_TARGET);
  group = lift_intent_deploy_start (get_root (user_data), &start, act->who, act->when, act, &id, &error);
  if (!lift_session_apply (session, group, error))
    return;
  target = lift_words_text (lift_document_find (lift_window_get_document (user_data), id), LIFT_DEPLOYMENT_TARGET);
  /* Translators: %s is the target of a deployment */
  text = g_strdup_printf (_("Start recorded: “%s”"), target);
  recorded (user_data, text);
}

static void
end_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  LiftSession *session = lift_window_get_session (user_data);
  LiftNode *deployment = find_deployment (user_data, parameter);
  const LiftAct *act = lift_session_act (session);
  g_autofree char *target = NULL;
  g_autofree char *text = NULL;
  LiftGroup *group;
  GError *error = NULL;

  if (deployment == NULL || lift_deployment_state (deployment) != LIFT_DEPLOY_RUNS)
    return;

  target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);
  group = lift_intent_deploy_end (get_root (user_data), lift_node_get_id (deployment), LIFT_OUTCOME_SUCCEEDED, NULL, act->who, act->when, &error);
  if (!lift_session_apply (session, group, error))
    return;
  /* Translators: %s is the target of a deployment */
  text = g_strdup_printf (_("End recorded: “%s”"), target);
  recorded (user_data, text);
}

static void
other_end_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  if (find_deployment (user_data, parameter) != NULL)
    lift_end_dialog_present (lift_window_get_session (user_data), g_variant_get_string (parameter, NULL), user_data, recorded);
}

static void
plan_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  lift_plan_dialog_present (lift_window_get_session (user_data), user_data, recorded);
}

static void
correct_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  if (find_deployment (user_data, parameter) != NULL)
    lift_correct_dialog_present (lift_window_get_session (user_data), g_variant_get_string (parameter, NULL), user_data, recorded);
}

static void
new_attempt_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  lift_new_attempt_dialog_present (lift_window_get_session (user_data), user_data, recorded);
}

static void
earlier_attempts_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  if (lift_nodes_get_n (lift_node_get_list (get_root (user_data), LIFT_RELEASE_ATTEMPTS)) > 1)
    lift_attempts_window_present (lift_window_get_document (user_data), user_data);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LiftWindow *window = LIFT_WINDOW (widget);
  LiftNode *deployment = find_deployment (window, parameter);
  g_autofree char *target = NULL;
  g_autofree char *text = NULL;
  LiftGroup *group;
  GError *error = NULL;

  if (deployment == NULL)
    return;

  target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);
  group = lift_intent_deploy_remove (get_root (window), lift_node_get_id (deployment), &error);
  if (!lift_session_apply (lift_window_get_session (window), group, error))
    return;
  /* Translators: %s is the target of a deployment that was planned */
  text = g_strdup_printf (_("Removed: “%s”"), target);
  recorded (widget, text);
}

static const GActionEntry entries[] = {
  { "deployment", deployment_cb },
  { "deploy-start", start_cb, "s" },
  { "deploy-end", end_cb, "s" },
  { "deploy-other-end", other_end_cb, "s" },
  { "deploy-plan", plan_cb },
  { "deploy-correct", correct_cb, "s" },
  { "deploy-new-attempt", new_attempt_cb },
  { "earlier-attempts", earlier_attempts_cb },
};

void
lift_deploy_actions_install (GActionMap *map,
                             LiftWindow *window)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}

void
lift_deploy_actions_class_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.deploy-remove", "s", remove_action);
}
