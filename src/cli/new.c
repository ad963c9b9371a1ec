/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cli.h"
#include "core/library.h"
#include "core/moment.h"
#include "core/template.h"

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

static int
save (const CliCommand *command,
      LiftNode         *release,
      const char       *out,
      gboolean          force)
{
  g_autofree char *folder = lift_library_default_folder (), *path = NULL, *line = NULL;
  g_autoptr (GError) error = NULL;
  LiftSaveResult result;
  int status;

  if (out != NULL)
    {
      if (!cli_may_write (command, out, force, NULL, &status))
        return status;
      path = g_canonicalize_filename (out, NULL);
      result = lift_store_create (path, release, force, &error);
    }
  else
    result = lift_store_create_named (folder, lift_node_get_text (release, LIFT_RELEASE_NAME), release, &path, &error);

  if (result == LIFT_NOT_SAVED)
    return cli_complain (out != NULL ? out : folder, error);
  line = g_strconcat (path, "\n", NULL);
  cli_put (line);
  return result == LIFT_SAVED ? CLI_DONE : cli_complain (path, error);
}

static int
run_new (const CliCommand *self,
         int               argc,
         char            **argv)
{
  g_autofree char *template_name = NULL, *name = NULL, *version = NULL, *type_word = NULL, *project = NULL, *manager = NULL, *at = NULL,
                  *zone = NULL, *window = NULL, *out = NULL, *by = NULL, *when = NULL, *user = cli_user ();
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, N_("What the release is called"), N_("NAME") },
    { "release-version", 0, 0, G_OPTION_ARG_FILENAME, &version, N_("Its version"), N_("VERSION") },
    { "type", 0, 0, G_OPTION_ARG_FILENAME, &type_word, N_("patch, minor, major or hotfix (minor unless given)"), N_("TYPE") },
    { "project", 0, 0, G_OPTION_ARG_FILENAME, &project, N_("The project it belongs to"), N_("PROJECT") },
    { "manager", 0, 0, G_OPTION_ARG_FILENAME, &manager, N_("Who manages it"), N_("WHO") },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at, N_("The date and time, as 2026-12-09T10:00"), N_("LOCAL") },
    { "zone", 0, 0, G_OPTION_ARG_FILENAME, &zone, N_("Its time zone, instead of the local one"), N_("ZONE") },
    { "window", 0, 0, G_OPTION_ARG_FILENAME, &window, N_("The length of the deployment window, as PT2H"), N_("DURATION") },
    { "template", 't', 0, G_OPTION_ARG_FILENAME, &template_name, N_("A template's name, or a Markdown checklist"), N_("NAME|FILE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Where to write the release"), N_("FILE") },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &force, N_("Replace a file that exists"), NULL },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who makes it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was made, instead of now"), N_("INSTANT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (LiftTemplate) template = NULL;
  g_autoptr (LiftNode) release = NULL;
  g_autoptr (GRand) rand = NULL;
  g_autoptr (GError) error = NULL;
  LiftReleaseDetails details;
  LiftAct act;
  int status, type = LIFT_RELEASE_MINOR;

  status = cli_parse (self, entries, argc, argv, 0, 0, &args);
  if (status >= 0)
    return status;
  if (name == NULL)
    return cli_usage (self, _("the name of the release is missing: give it with --name"));
  if (type_word != NULL && !lift_enum_parse (LIFT_ENUM_RELEASE_TYPE, type_word, &type))
    return cli_usage (self, _("--type: “%s” is none of patch, minor, major and hotfix"), type_word);

  rand = g_rand_new ();
  act = (LiftAct) { by != NULL ? by : user, cli_now (), rand };
  if (!g_utf8_validate (act.who, -1, NULL) || !lift_field_check (LIFT_ITEM_BY, act.who, &error))
    return error != NULL ? cli_complain (NULL, error) : cli_usage (self, _("--by is not valid UTF-8"));
  if (!cli_instant ("--when", when, NULL, &act.when, &error))
    return cli_complain (NULL, error);

  template = lift_template_load (template_name != NULL ? template_name : LIFT_TEMPLATE_BUILT_IN, NULL, &error);
  if (template == NULL)
    return cli_complain (NULL, error);
  if (zone == NULL)
    zone = local_zone ();
  details = (LiftReleaseDetails) { name, version, type, project, manager, at, zone, window };
  release = lift_release_new (template->root, &details, &act, &error);
  if (release == NULL)
    return cli_complain (NULL, error);

  cli_warn_moment (release);
  return save (self, release, out, force);
}

const CliCommand cli_new = {
  "new", N_("--name NAME"), N_("Make a release from a template"),
  N_("Prints the absolute path of the new file. Without --output it stands in $XDG_DATA_HOME/liftoff/releases. Without --at the\n"
     "release has no moment yet, and no deadlines. The built-in template is “octoacme”; templates of your own are Markdown\n"
     "checklists in $XDG_DATA_HOME/liftoff/templates, or anywhere.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl new --name \"Payments 2.4\" --at 2026-12-09T10:00 --zone Europe/Berlin\n"
     "  liftoffctl new --name Payments --release-version 2.4.1 --type hotfix --output payments.liftoff.json\n"
     "  liftoffctl new --name \"Database move\" --template checklists/database.md"),
  run_new,
};
