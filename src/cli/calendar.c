/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"

typedef struct
{
  int         rule; /* -1: as it is */
  const char *weekend;
  const char *paths[3];
  const char *by, *when;
} Wanted;

static void
print_list (LiftNode  *release,
            LiftField  field)
{
  const char *text = lift_node_get_text (release, field);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  if (text == NULL)
    {
      cli_print ("%s: –\n", _(lift_field_info (field)->label));
      return;
    }
  cli_print ("%s:\n", _(lift_field_info (field)->label));
  for (guint i = 0; lines[i] != NULL; i++)
    cli_print ("  %s\n", lines[i]);
}

static int
print_calendar (const char *path,
                gboolean    with_path)
{
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autofree char *usual = lift_weekdays_format (LIFT_WEEKEND_USUAL);
  g_autofree char *shown = cli_dup_line (path);
  const char *weekend;
  int status;

  loaded = cli_load (path, FALSE, &status);
  if (loaded == NULL)
    return status;
  weekend = lift_node_get_text (loaded->root, LIFT_RELEASE_WEEKEND);
  if (with_path)
    cli_print ("%s\n", shown);
  cli_print ("%s: %s\n", _(lift_field_info (LIFT_RELEASE_RULE)->label),
             lift_enum_label (LIFT_ENUM_DAY_RULE, lift_node_get_enum (loaded->root, LIFT_RELEASE_RULE)));
  cli_print ("%s: %s\n", _(lift_field_info (LIFT_RELEASE_WEEKEND)->label), weekend != NULL ? weekend : usual);
  print_list (loaded->root, LIFT_RELEASE_HOLIDAYS);
  print_list (loaded->root, LIFT_RELEASE_WINDOWS);
  print_list (loaded->root, LIFT_RELEASE_FREEZES);
  return status;
}

static gboolean
moves_deadlines (LiftNode *before,
                 LiftNode *after)
{
  LiftNodes *phases = lift_node_get_list (before, LIFT_RELEASE_PHASES);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);

      if (lift_schedule_due (before, phase, NULL) != lift_schedule_due (after, lift_root_find (after, lift_node_get_id (phase), NULL), NULL))
        return TRUE;
    }
  return FALSE;
}

static int
change_calendar (const CliCommand *command,
                 const char       *path,
                 const Wanted     *wanted)
{
  g_auto (CliChange) change = { NULL };
  g_auto (LiftCalendarLists) lists = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (LiftNode) after = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  status = cli_change_open (&change, command, path, wanted->by, wanted->when, CLI_ACT_DOES);
  if (status >= 0)
    return status;
  if (!cli_lists_read (wanted->paths, lift_schedule_zone (cli_change_root (&change)), change.when, FALSE, &lists, &error))
    return cli_complain (NULL, error);

  group = lift_intent_calendar (cli_change_root (&change),
                                &(LiftCalendarChange) { wanted->rule, wanted->weekend, lists.holidays, lists.windows, lists.freezes }, &error);
  if (group == NULL)
    return cli_complain (path, error);
  if (lift_group_get_n_edits (group) > 0)
    {
      after = lift_group_apply (group, cli_change_root (&change), NULL, NULL, NULL);
      if (moves_deadlines (cli_change_root (&change), after))
        cli_show_shifts (cli_change_root (&change), after);
      cli_show_clash (after, change.when);
    }
  return cli_change_apply (&change, group);
}

static int
run_calendar (const CliCommand *self,
              int               argc,
              char            **argv)
{
  g_autofree char *rule_word = NULL, *weekend = NULL, *holidays = NULL, *windows = NULL, *freezes = NULL, *by = NULL, *when = NULL;
  const GOptionEntry entries[] = {
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &rule_word, N_("What becomes of deadlines on weekends and holidays: keep, before or after (the working day)"), N_("RULE") },
    { "weekend", 0, 0, G_OPTION_ARG_FILENAME, &weekend, N_("The days that are not worked, as “Fri Sat”; empty for “Sat Sun”"), N_("DAYS") },
    { "holidays", 0, 0, G_OPTION_ARG_FILENAME, &holidays, N_("Holidays: a list or an .ics file; empty for none"), N_("LIST") },
    { "windows", 0, 0, G_OPTION_ARG_FILENAME, &windows, N_("Deployment windows: the same"), N_("LIST") },
    { "freezes", 0, 0, G_OPTION_ARG_FILENAME, &freezes, N_("Freezes: the same"), N_("LIST") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who did it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was done, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  Wanted wanted = { .rule = -1 };
  gboolean changes;
  int status;

  status = cli_parse (self, entries, argc, argv, 1, G_MAXUINT, &args);
  if (status >= 0)
    return status;
  status = rule_word != NULL ? cli_word (self, "--rule", LIFT_ENUM_DAY_RULE, LIFT_RULE_KEEP, rule_word, &wanted.rule) : -1;
  if (status >= 0)
    return status;
  wanted = (Wanted) { wanted.rule, weekend, { holidays, windows, freezes }, by, when };
  changes = rule_word != NULL || weekend != NULL || holidays != NULL || windows != NULL || freezes != NULL;
  if (!changes && (by != NULL || when != NULL))
    return cli_usage (self, _("it is not said what to change: give --rule, --weekend, --holidays, --windows or --freezes"));

  status = CLI_DONE;
  for (guint i = 0; args[i] != NULL; i++)
    {
      int of_file = changes ? change_calendar (self, args[i], &wanted) : print_calendar (args[i], args[1] != NULL);

      status = MAX (status, of_file);
      /* What is wrong in the arguments is so for the other files, too. */
      if (of_file == CLI_ARGUMENT)
        break;
    }
  return status;
}

const CliCommand cli_calendar = {
  "calendar", N_("FILE…"), N_("Show or change working days, deployment windows and freezes"),
  N_("A LIST is a calendar, such as holidays.ics, or a text with one period a line:\n"
     "  2026-12-25 Christmas Day\n"
     "  12-18/01-04 Year end\n"
     "  monthly 28/2 Month end\n"
     "  Tue,Thu 10:00-16:00 Regular window\n"
     "  2026-12-09T10:00/2026-12-09T14:00 Big window\n"
     "A list takes the place of the one there was, and an empty one removes it. Of a calendar, the next three years are taken.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl calendar payments.liftoff.json\n"
     "  liftoffctl calendar payments.liftoff.json --rule before --holidays holidays.ics\n"
     "  liftoffctl calendar releases/*.liftoff.json --freezes freezes.txt\n"
     "  liftoffctl calendar payments.liftoff.json --windows \"\""),
  run_calendar,
};
