/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cli.h"

static gboolean
parse_severity (const char *word,
                int        *severity)
{
  g_autofree char *upper = g_ascii_strup (word, -1);

  return lift_enum_parse (LIFT_ENUM_SEVERITY, upper, severity) && *severity != LIFT_SEVERITY_UNSET;
}

static int
run_open (const CliCommand *self,
          int               argc,
          char            **argv)
{
  g_autofree char *title = NULL, *severity_word = NULL, *by = NULL, *when = NULL;
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &title, N_("What went wrong"), N_("TITLE") },
    { "severity", 0, 0, G_OPTION_ARG_FILENAME, &severity_word, N_("SEV1 (worst) to SEV5"), N_("SEVERITY") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who declares it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it started, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  LiftAct act;
  int status, severity = LIFT_SEVERITY_UNSET;

  status = cli_parse (self, entries, argc, argv, 1, 1, &args);
  if (status >= 0)
    return status;
  if (title == NULL)
    return cli_usage (self, _("the title is missing: say what went wrong with --title"));
  if (severity_word != NULL && !parse_severity (severity_word, &severity))
    return cli_usage (self, _("--severity: “%s” is none of SEV1 to SEV5"), severity_word);
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_RECORDS);
  if (status >= 0)
    return status;

  act = change.act;
  act.who = change.by;
  group = lift_intent_declare (cli_change_root (&change), title, severity, change.when, &act, NULL, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

static int
run_list (const CliCommand *self,
          int               argc,
          char            **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (CliTable) table = cli_table_new ();
  LiftNodes *incidents;
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 1, &args);
  if (status >= 0)
    return status;
  loaded = cli_load (args[0], FALSE, &status);
  if (loaded == NULL)
    return status;

  incidents = lift_node_get_list (loaded->root, LIFT_RELEASE_INCIDENTS);
  json_builder_begin_array (builder);
  for (guint i = 0; i < lift_nodes_get_n (incidents); i++)
    {
      LiftNode *incident = lift_nodes_get (incidents, i);
      LiftNodes *items = lift_node_get_list (incident, LIFT_INCIDENT_ITEMS);
      gint64 started = lift_node_get_instant (incident, LIFT_INCIDENT_STARTED);
      g_autofree char *number = lift_number_of (loaded->root, lift_node_get_id (incident));
      g_autofree char *progress = cli_words_progress (lift_nodes_n_closed (items), lift_nodes_get_n (items), lift_root_count_conflicts (incident));
      g_autofree char *start = started != LIFT_NO_INSTANT ? lift_words_full (started, lift_schedule_zone (loaded->root), TRUE) : NULL;

      cli_json_incident (builder, loaded->root, incident);
      cli_table_add (table, number, lift_node_get_text (incident, LIFT_INCIDENT_TITLE),
                     lift_enum_label (LIFT_ENUM_SEVERITY, lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY)),
                     lift_enum_label (LIFT_ENUM_INCIDENT_STATE, lift_node_get_enum (incident, LIFT_INCIDENT_STATE)), progress,
                     start != NULL ? start : "–", NULL);
    }
  json_builder_end_array (builder);

  if (json)
    cli_json_print (builder);
  else if (lift_nodes_get_n (incidents) == 0)
    cli_print (_("No incidents\n"));
  else
    cli_table_print (table, "");
  return status;
}

static int
run_show (const CliCommand *self,
          int               argc,
          char            **argv)
{
  g_autofree char *now_text = NULL, *number = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON for programs"), NULL },
    { "now", 0, 0, G_OPTION_ARG_FILENAME, &now_text, N_("As of this moment instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (CliTable) table = NULL;
  g_autoptr (GError) error = NULL;
  LiftNode *incident;
  const char *by;
  gint64 started, now = cli_now ();
  int status;

  status = cli_parse (self, entries, argc, argv, 2, 2, &args);
  if (status >= 0)
    return status;
  loaded = cli_load (args[0], FALSE, &status);
  if (loaded == NULL)
    return status;
  if (!cli_instant ("--now", now_text, lift_schedule_zone (loaded->root), &now, &error))
    return cli_complain (NULL, error);
  incident = lift_number_find (loaded->root, args[1], LIFT_KIND_INCIDENT, &error);
  if (incident == NULL)
    {
      int not_found = cli_complain (args[0], error);

      return MAX (status, not_found);
    }

  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      cli_json_incident (builder, loaded->root, incident);
      cli_json_print (builder);
      return status;
    }

  table = cli_table_new ();
  number = lift_number_of (loaded->root, lift_node_get_id (incident));
  cli_print ("%s  %s\n", number, lift_node_get_text (incident, LIFT_INCIDENT_TITLE));
  cli_table_add (table, _(lift_field_info (LIFT_INCIDENT_SEVERITY)->label),
                 lift_enum_label (LIFT_ENUM_SEVERITY, lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY)), NULL);
  cli_table_add (table, _(lift_field_info (LIFT_INCIDENT_STATE)->label),
                 lift_enum_label (LIFT_ENUM_INCIDENT_STATE, lift_node_get_enum (incident, LIFT_INCIDENT_STATE)), NULL);
  started = lift_node_get_instant (incident, LIFT_INCIDENT_STARTED);
  if (started != LIFT_NO_INSTANT)
    {
      g_autofree char *full = lift_words_full (started, lift_schedule_zone (loaded->root), TRUE);

      cli_table_add (table, _(lift_field_info (LIFT_INCIDENT_STARTED)->label), full, NULL);
    }
  by = lift_node_get_text (incident, LIFT_INCIDENT_DECLARED_BY);
  if (by != NULL)
    cli_table_add (table, _(lift_field_info (LIFT_INCIDENT_DECLARED_BY)->label), by, NULL);
  cli_table_print (table, "");
  cli_show_conflicts ("", incident);
  cli_print ("\n");
  cli_show_items (loaded->root, NULL, lift_node_get_list (incident, LIFT_INCIDENT_ITEMS), now);
  return status;
}

const CliCommand cli_incident_open = {
  "incident open", N_("FILE --title TITLE"), N_("Declare an incident, with the response list as its steps"),
  N_("Its steps are items such as i1.3: tick them with “liftoffctl check”.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl incident open payments.liftoff.json --title \"Checkout fails\" --severity SEV2\n"
     "  liftoffctl check payments.liftoff.json i1.1"),
  run_open,
};

const CliCommand cli_incident_list = {
  "incident list", N_("FILE"), N_("List the incidents of a release"),
  N_("Example:\n"
     "  liftoffctl incident list payments.liftoff.json --json"),
  run_list,
};

const CliCommand cli_incident_show = {
  "incident show", N_("FILE INCIDENT"), N_("Show an incident and its steps"),
  N_("An incident is named by its number such as i1, or by its id.\n"
     "\n"
     "Example:\n"
     "  liftoffctl incident show payments.liftoff.json i1"),
  run_show,
};
