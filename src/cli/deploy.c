/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"
#include "core/attempt.h"
#include "core/life.h"
#include "core/workday.h"

/* What stands against a start is said; that it happened is recorded all the same. */
static void
warn_clash (const CliChange *change)
{
  LiftNode *root = change->loaded->root;
  g_auto (LiftClash) clash = { LIFT_CLASH_NONE };
  g_autofree char *span = NULL;

  if (!lift_clash_find (root, change->when, change->when, &clash))
    return;
  span = clash.has_span ? lift_words_span (&clash.span, lift_schedule_zone (root)) : NULL;
  if (clash.kind == LIFT_CLASH_FREEZE)
    /* Translators: a file, and a freeze with its days */
    cli_warn (_("%s: the deployment starts in a freeze: %s"), change->path, span);
  else if (span != NULL)
    /* Translators: a file, and a deployment window with its times */
    cli_warn (_("%s: the deployment starts outside of the deployment windows; the next one is %s"), change->path, span);
  else
    cli_warn (_("%s: the deployment starts outside of the deployment windows, and none follows"), change->path);
}

static int
run_start (const CliCommand *self,
           int               argc,
           char            **argv)
{
  g_autofree char *target = NULL, *build = NULL, *ticket = NULL, *by = NULL, *when = NULL;
  gboolean new_attempt = FALSE;
  const GOptionEntry entries[] = {
    { "target", 0, 0, G_OPTION_ARG_FILENAME, &target, N_("Production, a region, a wave; what is planned unless given"), N_("TARGET") },
    { "build", 0, 0, G_OPTION_ARG_FILENAME, &build, N_("The candidate build"), N_("BUILD") },
    { "ticket", 0, 0, G_OPTION_ARG_FILENAME, &ticket, N_("The change ticket"), N_("TICKET") },
    { "new-attempt", 0, 0, G_OPTION_ARG_NONE, &new_attempt, N_("Start a new attempt, also where another target would join the last one"), NULL },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who starts it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was started, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 1, &args);
  if (status >= 0)
    return status;
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_RECORDS);
  if (status >= 0)
    return status;

  group = lift_intent_deploy_start (cli_change_root (&change), &(LiftDeployStart) { target, build, ticket, new_attempt }, change.by, change.when,
                                    &change.act, NULL, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  warn_clash (&change);
  return cli_change_apply (&change, group);
}

/* “Production” (d1.1), “EU” (d1.2) */
static char *
list_deployments (LiftNode        *root,
                  const GPtrArray *deployments)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < deployments->len; i++)
    {
      LiftNode *deployment = g_ptr_array_index (deployments, i);
      g_autofree char *number = lift_number_of (root, lift_node_get_id (deployment));
      g_autofree char *target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);

      /* Translators: the target of a deployment, and the number of the deployment such as d1.2 */
      g_string_append_printf (text, _("%s“%s” (%s)"), i > 0 ? ", " : "", target, number);
    }
  return g_string_free (text, FALSE);
}

/* The id of the one that ends: what @number names, the one that runs for @target, or if neither is given the only one that runs. */
static const char *
find_ending (LiftNode    *root,
             const char  *number,
             const char  *target,
             GError     **error)
{
  g_autoptr (GPtrArray) running = lift_release_running (root, NULL);
  g_autoptr (GPtrArray) found = lift_release_running (root, target);
  g_autofree char *all = list_deployments (root, running);
  g_autofree char *some = list_deployments (root, found);

  if (number != NULL)
    {
      LiftNode *deployment = lift_number_find (root, number, LIFT_KIND_DEPLOYMENT, error);

      return deployment != NULL ? lift_node_get_id (deployment) : NULL;
    }
  if (found->len == 1)
    return lift_node_get_id (g_ptr_array_index (found, 0));
  if (running->len == 0)
    g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("No deployment is running: record its start with “liftoffctl deploy start”"));
  else if (found->len == 0)
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("No deployment to “%s” is running, but %s"), target, all);
  else if (target == NULL)
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("Several deployments are running: name one of them with --target: %s"), some);
  else
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("Several deployments to “%s” are running: name one of them by its number: %s"), target, some);
  return NULL;
}

static int
run_end (const CliCommand *self,
         int               argc,
         char            **argv)
{
  g_autofree char *outcome_word = NULL, *target = NULL, *reason = NULL, *by = NULL, *when = NULL;
  const GOptionEntry entries[] = {
    { "outcome", 0, 0, G_OPTION_ARG_FILENAME, &outcome_word, N_("succeeded, rolled-back, failed or aborted"), N_("OUTCOME") },
    { "target", 0, 0, G_OPTION_ARG_FILENAME, &target, N_("Which one, if several run"), N_("TARGET") },
    { "reason", 'r', 0, G_OPTION_ARG_FILENAME, &reason, N_("Why it ended so"), N_("REASON") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who ended it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it ended, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;
  int status, outcome;

  status = cli_parse (self, entries, argc, argv, 1, 2, &args);
  if (status >= 0)
    return status;
  if (args[1] != NULL && target != NULL)
    return cli_usage (self, _("give either --target or the number of a deployment"));
  status = cli_word (self, "--outcome", LIFT_ENUM_OUTCOME, LIFT_OUTCOME_SUCCEEDED, outcome_word, &outcome);
  if (status >= 0)
    return status;
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_RECORDS);
  if (status >= 0)
    return status;

  id = find_ending (cli_change_root (&change), args[1], target, &error);
  if (id != NULL)
    group = lift_intent_deploy_end (cli_change_root (&change), id, outcome, reason, change.by, change.when, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

static int
run_plan (const CliCommand *self,
          int               argc,
          char            **argv)
{
  g_autofree char *target = NULL, *build = NULL, *ticket = NULL, *at = NULL, *window = NULL, *by = NULL, *when = NULL;
  const GOptionEntry entries[] = {
    { "target", 0, 0, G_OPTION_ARG_FILENAME, &target, N_("Production, a region, a wave"), N_("TARGET") },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at, N_("When it is to start, as 2026-12-09T10:00"), N_("LOCAL") },
    { "window", 0, 0, G_OPTION_ARG_FILENAME, &window, N_("The length of its own deployment window, as PT2H"), N_("DURATION") },
    { "build", 0, 0, G_OPTION_ARG_FILENAME, &build, N_("The candidate build"), N_("BUILD") },
    { "ticket", 0, 0, G_OPTION_ARG_FILENAME, &ticket, N_("The change ticket"), N_("TICKET") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who plans it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was planned, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 1, &args);
  if (status >= 0)
    return status;
  if (target == NULL)
    return cli_usage (self, _("the target is missing: give it with --target"));
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_DOES);
  if (status >= 0)
    return status;

  group = lift_intent_deploy_plan (cli_change_root (&change),
                                   &(LiftDeployment) { target, build, ticket, at, window, LIFT_NO_INSTANT, LIFT_NO_INSTANT }, &change.act, NULL, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

static int
run_correct (const CliCommand *self,
             int               argc,
             char            **argv)
{
  g_autofree char *target = NULL, *build = NULL, *ticket = NULL, *at = NULL, *window = NULL, *started = NULL, *ended = NULL, *by = NULL, *when = NULL;
  const GOptionEntry entries[] = {
    { "target", 0, 0, G_OPTION_ARG_FILENAME, &target, N_("Its target"), N_("TARGET") },
    { "build", 0, 0, G_OPTION_ARG_FILENAME, &build, N_("Its build; empty for none"), N_("BUILD") },
    { "ticket", 0, 0, G_OPTION_ARG_FILENAME, &ticket, N_("Its change ticket; empty for none"), N_("TICKET") },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at, N_("When it is to start, as 2026-12-09T10:00; empty for not planned"), N_("LOCAL") },
    { "window", 0, 0, G_OPTION_ARG_FILENAME, &window, N_("The length of its own deployment window, as PT2H; empty for the release’s"), N_("DURATION") },
    { "started", 0, 0, G_OPTION_ARG_FILENAME, &started, N_("When it was started, once that is recorded"), N_("MOMENT") },
    { "ended", 0, 0, G_OPTION_ARG_FILENAME, &ended, N_("When it ended, once that is recorded"), N_("MOMENT") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who corrects it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was corrected, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  LiftDeployment correct;
  LiftNode *deployment;
  GTimeZone *zone;
  int status;

  status = cli_parse (self, entries, argc, argv, 2, 2, &args);
  if (status >= 0)
    return status;
  correct = (LiftDeployment) { target, build, ticket, at, window, LIFT_NO_INSTANT, LIFT_NO_INSTANT };
  if (target == NULL && build == NULL && ticket == NULL && at == NULL && window == NULL && started == NULL && ended == NULL)
    return cli_usage (self, _("it is not said what is wrong: give what is right, for example with --build"));
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_DOES);
  if (status >= 0)
    return status;
  zone = lift_schedule_zone (cli_change_root (&change));
  if (!cli_instant ("--started", started, zone, &correct.started, &error) || !cli_instant ("--ended", ended, zone, &correct.ended, &error))
    return cli_complain (NULL, error);

  deployment = lift_number_find (cli_change_root (&change), args[1], LIFT_KIND_DEPLOYMENT, &error);
  if (deployment != NULL)
    group = lift_intent_deploy_correct (cli_change_root (&change), lift_node_get_id (deployment), &correct, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

static int
run_remove (const CliCommand *self,
            int               argc,
            char            **argv)
{
  g_autofree char *by = NULL, *when = NULL;
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who did it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was done, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  LiftNode *deployment;
  int status;

  status = cli_parse (self, entries, argc, argv, 2, 2, &args);
  if (status >= 0)
    return status;
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_DOES);
  if (status >= 0)
    return status;

  deployment = lift_number_find (cli_change_root (&change), args[1], LIFT_KIND_DEPLOYMENT, &error);
  if (deployment != NULL)
    group = lift_intent_deploy_remove (cli_change_root (&change), lift_node_get_id (deployment), &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

static int
run_list (const CliCommand *self,
          int               argc,
          char            **argv)
{
  g_autofree char *now_text = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON for programs"), NULL },
    { "now", 0, 0, G_OPTION_ARG_FILENAME, &now_text, N_("As of this moment instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = cli_now ();
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 1, &args);
  if (status >= 0)
    return status;
  loaded = cli_load (args[0], FALSE, &status);
  if (loaded == NULL)
    return status;
  if (!cli_instant ("--now", now_text, lift_schedule_zone (loaded->root), &now, &error))
    return cli_complain (NULL, error);

  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      cli_json_attempts (builder, loaded->root);
      cli_json_print (builder);
    }
  else if (lift_attempt_current (loaded->root) == NULL)
    cli_print (_("No deployments\n"));
  else
    cli_show_attempts (loaded->root, TRUE, now);
  return status;
}

const CliCommand cli_deploy_start = {
  "deploy start", N_("FILE"), N_("Record that a deployment was started"),
  N_("It executes nothing. The release becomes active. Another target joins the last attempt; the same one again is a new attempt, which\n"
     "opens the items from the release day on again and keeps what was ticked.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl deploy start payments.liftoff.json --build 2.4.0-rc3 --ticket CHG-2041\n"
     "  liftoffctl deploy start payments.liftoff.json --target \"EU west\" --when 2026-12-09T10:02"),
  run_start,
};

const CliCommand cli_deploy_end = {
  "deploy end", N_("FILE [DEPLOYMENT] --outcome OUTCOME"), N_("Record how a deployment ended"),
  N_("It executes nothing. Once all of an attempt have ended, the release is released if one of them stands, and rolled back if none\n"
     "does and one was rolled back. Without a number such as d1.2 it is the deployment that runs; one that has ended is corrected.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl deploy end payments.liftoff.json --outcome succeeded\n"
     "  liftoffctl deploy end payments.liftoff.json --target \"EU west\" --outcome rolled-back --reason \"Login fails\"\n"
     "  liftoffctl deploy end payments.liftoff.json d1.2 --outcome failed"),
  run_end,
};

const CliCommand cli_deploy_plan = {
  "deploy plan", N_("FILE --target TARGET"), N_("Plan a deployment to a target, such as a later wave"),
  N_("It waits until it is started.\n"
     "\n"
     "Example:\n"
     "  liftoffctl deploy plan payments.liftoff.json --target \"Wave 2\" --at 2026-12-10T10:00 --window PT1H"),
  run_plan,
};

const CliCommand cli_deploy_correct = {
  "deploy correct", N_("FILE DEPLOYMENT"), N_("Correct what is recorded of a deployment"),
  N_("A deployment is named by its number such as d1.2, or by its id. What is not given stays as it is.\n"
     "\n"
     "Example:\n"
     "  liftoffctl deploy correct payments.liftoff.json d1.1 --build 2.4.0-rc4 --started 2026-12-09T10:04"),
  run_correct,
};

const CliCommand cli_deploy_remove = {
  "deploy remove", N_("FILE DEPLOYMENT"), N_("Remove a planned deployment"),
  N_("One that was started stays on record.\n"
     "\n"
     "Example:\n"
     "  liftoffctl deploy remove payments.liftoff.json d1.2"),
  run_remove,
};

const CliCommand cli_deploy_list = {
  "deploy list", N_("FILE"), N_("List the deployments, and what was ticked in earlier attempts"),
  N_("Example:\n"
     "  liftoffctl deploy list payments.liftoff.json --json"),
  run_list,
};
