/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cli.h"
#include "core/library.h"
#include "core/life.h"
#include "core/moment.h"
#include "core/template.h"
#include "core/version.h"

/* The name of the zone this machine is in; UTC if it has none that tzdata lists. */
static char *
local_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);

  if (name != NULL && *name == ':')
    name++;
  if (name != NULL && lift_zone_get (name, NULL) != NULL)
    return g_strdup (name);

  cli_warn (_("the local time zone “%s” is not in tzdata: UTC is taken, give another with --zone"), name != NULL ? name : "");
  return g_strdup ("UTC");
}

static gboolean
has_days (LiftNode *phase)
{
  const char *text = lift_node_get_text (phase, LIFT_PHASE_OFFSET);
  LiftDuration offset;

  return text != NULL && lift_duration_parse (text, &offset) && lift_duration_has_days (&offset);
}

/* Days and weeks keep the time of day of the release, which nobody wants of a release at night. */
static void
hint_at_night (LiftNode *release)
{
  const char *text = lift_node_get_text (release, LIFT_RELEASE_LOCAL);
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  LiftLocal local;

  if (text == NULL || lift_node_get_text (release, LIFT_RELEASE_DAY_TIME) != NULL || !lift_local_parse (text, &local)
      || !lift_local_is_night (&local))
    return;
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    if (has_days (lift_nodes_get (phases, i)))
      {
        cli_warn (_("the release is at night, and so are deadlines that days or weeks lead to: --day-time 17:00 moves them"));
        return;
      }
}

/* @source: what @out may not be; @made: whether there is a file now. */
static int
save (const CliCommand *command,
      LiftNode         *release,
      const char       *out,
      gboolean          force,
      const char       *source,
      gboolean         *made)
{
  g_autofree char *folder = lift_library_default_folder (), *path = NULL, *line = NULL;
  g_autoptr (GError) error = NULL;
  LiftSaveResult result;
  int status;

  *made = FALSE;
  if (out != NULL)
    {
      if (!cli_may_write (command, out, force, source, &status))
        return status;
      path = g_canonicalize_filename (out, NULL);
      result = lift_store_create (path, release, force, &error);
    }
  else
    result = lift_store_create_named (folder, lift_node_get_text (release, LIFT_RELEASE_NAME), release, &path, &error);

  *made = result != LIFT_NOT_SAVED;
  if (!*made)
    return cli_complain (out != NULL ? out : folder, error);
  line = g_strconcat (path, "\n", NULL);
  cli_put (line);
  return result == LIFT_SAVED ? CLI_DONE : cli_complain (path, error);
}

/* The release that is fixed knows of the hotfix, even if it is closed. */
static int
link_back (CliChange *parent,
           LiftNode  *hotfix)
{
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GError) error = NULL;
  LiftSaveResult result = LIFT_NOT_SAVED;

  group = lift_intent_link (cli_change_root (parent), LIFT_LINK_HOTFIX, hotfix, &parent->act, &error);
  if (group != NULL)
    {
      lift_document_apply (parent->document, group, LIFT_ORIGIN_USER, &parent->act);
      result = cli_save (parent->path, parent->loaded->root, cli_change_root (parent), &written, &error);
    }
  return result == LIFT_SAVED ? CLI_DONE : cli_complain (parent->path, error);
}

static void
set_if_given (const char **detail,
              const char  *given)
{
  if (given != NULL)
    *detail = given;
}

static int
run_new (const CliCommand *self,
         int               argc,
         char            **argv)
{
  g_autofree char *template_name = NULL, *name = NULL, *version = NULL, *type_word = NULL, *project = NULL, *manager = NULL, *at = NULL,
                  *zone = NULL, *window = NULL, *day_time = NULL, *override = NULL, *rule_word = NULL, *holidays = NULL, *windows = NULL, *freezes = NULL,
                  *parent_path = NULL, *out = NULL, *by = NULL, *when = NULL, *user = cli_user (), *next_version = NULL;
  gboolean force = FALSE, made;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, N_("What the release is called"), N_("NAME") },
    { "release-version", 0, 0, G_OPTION_ARG_FILENAME, &version, N_("Its version"), N_("VERSION") },
    { "type", 0, 0, G_OPTION_ARG_FILENAME, &type_word, N_("patch, minor, major or hotfix (minor unless given)"), N_("TYPE") },
    { "project", 0, 0, G_OPTION_ARG_FILENAME, &project, N_("The project it belongs to"), N_("PROJECT") },
    { "manager", 0, 0, G_OPTION_ARG_FILENAME, &manager, N_("Who manages it"), N_("WHO") },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at, N_("The date and time, as 2026-12-09T10:00"), N_("LOCAL") },
    { "zone", 0, 0, G_OPTION_ARG_FILENAME, &zone, N_("Its time zone, instead of the local one"), N_("ZONE") },
    { "window", 0, 0, G_OPTION_ARG_FILENAME, &window, N_("The length of the deployment window, as PT2H"), N_("DURATION") },
    { "day-time", 0, 0, G_OPTION_ARG_FILENAME, &day_time, N_("The time of day of deadlines that days or weeks lead to, as 17:00"), N_("TIME") },
    { "override", 0, 0, G_OPTION_ARG_FILENAME, &override, N_("Why it may fall into a freeze or outside of the deployment windows"), N_("REASON") },
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &rule_word, N_("What becomes of deadlines on weekends and holidays: keep, before or after (the working day)"), N_("RULE") },
    { "holidays", 0, 0, G_OPTION_ARG_FILENAME, &holidays, N_("Holidays: a list or an .ics file; empty for none"), N_("LIST") },
    { "windows", 0, 0, G_OPTION_ARG_FILENAME, &windows, N_("Deployment windows: the same"), N_("LIST") },
    { "freezes", 0, 0, G_OPTION_ARG_FILENAME, &freezes, N_("Freezes: the same"), N_("LIST") },
    { "hotfix-of", 0, 0, G_OPTION_ARG_FILENAME, &parent_path, N_("The release that it is a hotfix of"), N_("FILE") },
    { "template", 't', 0, G_OPTION_ARG_FILENAME, &template_name, N_("A template's name, or a Markdown checklist"), N_("NAME|FILE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Where to write the release"), N_("FILE") },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &force, N_("Replace a file that exists"), NULL },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who makes it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was made, instead of now"), N_("INSTANT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) parent = { NULL };
  g_auto (LiftCalendarLists) lists = { NULL };
  g_autoptr (LiftTemplate) template = NULL;
  g_autoptr (LiftNode) release = NULL;
  g_autoptr (GRand) rand = NULL;
  g_autoptr (GError) error = NULL;
  LiftCalendarChange calendar = { .rule = -1 };
  LiftReleaseDetails details = { .type = LIFT_RELEASE_MINOR, .calendar = &calendar };
  LiftNode *template_root;
  GTimeZone *time_zone;
  LiftAct act;
  int status, type, rule = -1;

  status = cli_parse (self, entries, argc, argv, 0, 0, &args);
  if (status >= 0)
    return status;
  if (name == NULL && parent_path == NULL)
    return cli_usage (self, _("the name of the release is missing: give it with --name"));
  if (type_word != NULL && !lift_enum_parse (LIFT_ENUM_RELEASE_TYPE, type_word, &type))
    return cli_usage (self, _("--type: “%s” is none of patch, minor, major and hotfix"), type_word);
  status = rule_word != NULL ? cli_word (self, "--rule", LIFT_ENUM_DAY_RULE, LIFT_RULE_KEEP, rule_word, &rule) : -1;
  if (status >= 0)
    return status;

  rand = g_rand_new ();
  act = (LiftAct) { by != NULL ? by : user, cli_now (), rand };
  if (!g_utf8_validate (act.who, -1, NULL) || !lift_field_check (LIFT_ITEM_BY, act.who, &error))
    return error != NULL ? cli_complain (NULL, error) : cli_usage (self, _("--by is not valid UTF-8"));
  if (!cli_instant ("--when", when, NULL, &act.when, &error))
    return cli_complain (NULL, error);

  if (parent_path != NULL)
    {
      status = cli_change_open (&parent, self, parent_path, by, when, CLI_ACT_DOES | CLI_ACT_REOPENS);
      if (status >= 0)
        return status;
      lift_hotfix_details (cli_change_root (&parent), &details, &calendar);
      details.version = next_version = lift_version_next_patch (lift_node_get_text (cli_change_root (&parent), LIFT_RELEASE_VERSION));
    }
  template_root = details.hotfix_of;
  if (template_name != NULL || template_root == NULL)
    {
      template = lift_template_load (template_name != NULL ? template_name : LIFT_TEMPLATE_BUILT_IN, NULL, &error);
      if (template == NULL)
        return cli_complain (NULL, error);
      template_root = template->root;
    }
  if (zone == NULL && details.zone == NULL)
    zone = local_zone ();

  set_if_given (&details.name, name);
  set_if_given (&details.version, version);
  set_if_given (&details.project, project);
  set_if_given (&details.manager, manager);
  set_if_given (&details.local, at);
  set_if_given (&details.zone, zone);
  set_if_given (&details.window, window);
  set_if_given (&details.day_time, day_time);
  set_if_given (&details.override, override);
  if (type_word != NULL)
    details.type = type;
  time_zone = lift_zone_get (details.zone, &error);
  if (time_zone == NULL
      || !cli_lists_read ((const char *[]) { holidays, windows, freezes }, time_zone, act.when, details.hotfix_of == NULL, &lists, &error))
    return cli_complain (NULL, error);
  set_if_given (&calendar.holidays, lists.holidays);
  set_if_given (&calendar.windows, lists.windows);
  set_if_given (&calendar.freezes, lists.freezes);
  if (rule >= 0)
    calendar.rule = rule;

  release = lift_release_new (template_root, &details, &act, &error);
  if (release == NULL)
    return cli_complain (NULL, error);
  cli_warn_moment (release);
  hint_at_night (release);
  status = save (self, release, out, force, parent_path, &made);
  if (parent_path != NULL && made)
    {
      int of_parent = link_back (&parent, release);

      status = MAX (status, of_parent);
    }
  return status;
}

const CliCommand cli_new = {
  "new", N_("--name NAME|--hotfix-of FILE"), N_("Make a release from a template"),
  N_("Prints the absolute path of the new file. Without --output it stands in $XDG_DATA_HOME/liftoff/releases. Without --at the\n"
     "release has no moment yet, and no deadlines. The built-in template is “octoacme”; templates of your own are Markdown\n"
     "checklists in $XDG_DATA_HOME/liftoff/templates, or anywhere. Lists of holidays, windows and freezes in\n"
     "$XDG_DATA_HOME/liftoff/calendars are taken over. A hotfix has the checklist, the zone and the calendar of the release that it\n"
     "fixes, and both know of each other.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl new --name \"Payments 2.4\" --at 2026-12-09T10:00 --zone Europe/Berlin\n"
     "  liftoffctl new --name Payments --release-version 2.4.1 --type hotfix --output payments.liftoff.json\n"
     "  liftoffctl new --name \"Database move\" --template checklists/database.md\n"
     "  liftoffctl new --hotfix-of payments.liftoff.json --at 2026-12-10T18:00"),
  run_new,
};
