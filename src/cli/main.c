/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "translations.h"

static const struct
{
  const char       *heading;
  const CliCommand *commands[8];
} groups[] = {
  { N_("Releases"), { &cli_new, &cli_list, &cli_show, &cli_state, &cli_handover, &cli_validate, &cli_export } },
  { N_("Items"), { &cli_check, &cli_uncheck, &cli_skip, &cli_block, &cli_fail, &cli_na, &cli_note, &cli_assign } },
  { N_("Deadlines"), { &cli_reschedule, &cli_pin, &cli_moment, &cli_calendar } },
  { N_("Deployments"),
    { &cli_deploy_start, &cli_deploy_end, &cli_deploy_plan, &cli_deploy_correct, &cli_deploy_remove, &cli_deploy_list } },
  { N_("Copies"), { &cli_merge, &cli_resolve } },
  { N_("Incidents"), { &cli_incident_open, &cli_incident_list, &cli_incident_show } },
};

#define FOREACH_COMMAND(command) \
  for (guint g_ = 0; g_ < G_N_ELEMENTS (groups); g_++) \
    for (guint c_ = 0; c_ < G_N_ELEMENTS (groups[g_].commands); c_++) \
      for (const CliCommand *command = groups[g_].commands[c_]; command != NULL; command = NULL)

static void
print_help (void)
{
  g_autoptr (CliTable) table = cli_table_new ();

  cli_print (_("Usage: liftoffctl COMMAND [OPTION…] …\n\n"
               "Runs the checklists of releases from the command line.\n"));
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    {
      cli_table_add (table, "", NULL);
      cli_table_add (table, _(groups[g].heading), NULL);
      for (guint c = 0; c < G_N_ELEMENTS (groups[g].commands) && groups[g].commands[c] != NULL; c++)
        {
          g_autofree char *name = g_strdup_printf ("  %s", groups[g].commands[c]->name);

          cli_table_add (table, name, _(groups[g].commands[c]->summary), NULL);
        }
    }
  cli_table_print (table, "");
  cli_print (_("\n"
               "An ITEM is a printed number such as 2.3, an id, or i1.3 for step 3 of incident 1.\n"
               "\n"
               "Examples:\n"
               "  liftoffctl new --name \"Payments 2.4\" --at 2026-12-09T10:00 --zone Europe/Berlin --output p.liftoff.json\n"
               "  liftoffctl show p.liftoff.json\n"
               "  liftoffctl check p.liftoff.json 1.1 1.2\n"
               "  liftoffctl skip p.liftoff.json 1.3 --reason \"No calendar this year\" --accepted \"Priya Shah\"\n"
               "  liftoffctl reschedule p.liftoff.json --at 2026-12-16T10:00 --dry-run\n"
               "\n"
               "Exit status: 0 done, 1 violations found or a conflict recorded, 2 wrong arguments, 3 a file cannot be read or changed, 4 not saved, or not for certain.\n"
               "\n"
               "“liftoffctl COMMAND --help” tells more about a command, “liftoffctl --version” which Liftoff this is.\n"));
}

/* How many letters are wrong, missing, too much or swapped. */
static guint
distance (const char *a,
          const char *b)
{
  gsize n = strlen (a), m = strlen (b), width = m + 1;
  g_autofree guint *d = g_new (guint, (n + 1) * width);

  for (gsize i = 0; i <= n; i++)
    for (gsize j = 0; j <= m; j++)
      {
        guint *at = &d[i * width + j];

        if (i == 0 || j == 0)
          {
            *at = i + j;
            continue;
          }
        *at = MIN (MIN (d[(i - 1) * width + j], d[i * width + j - 1]) + 1, d[(i - 1) * width + j - 1] + (a[i - 1] != b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          *at = MIN (*at, d[(i - 2) * width + j - 2] + 1);
      }
  return d[n * width + m];
}

static int
unknown_command (const char *name)
{
  g_autofree char *start = g_strndup (name, 64);
  g_autofree char *wanted = g_utf8_make_valid (start, -1);
  const char *nearest = NULL;
  guint least = G_MAXUINT;

  FOREACH_COMMAND (command)
    {
      guint away = g_str_has_prefix (command->name, wanted) ? 1 : distance (wanted, command->name);

      if (away < least)
        {
          least = away;
          nearest = command->name;
        }
    }

  if (least <= MAX (1, strlen (wanted) / 2))
    cli_warn (_("There is no command “%s”: did you mean “%s”?"), wanted, nearest);
  else
    cli_warn (_("There is no command “%s”: “liftoffctl --help” lists them"), wanted);
  return CLI_ARGUMENT;
}

/* Whether there are commands of two words that start with @name. */
static gboolean
is_group (const char *name)
{
  g_autofree char *start = g_strconcat (name, " ", NULL);

  FOREACH_COMMAND (command)
    if (g_str_has_prefix (command->name, start))
      return TRUE;
  return FALSE;
}

static int
command_group (const char *name,
               const char *word)
{
  g_autofree char *start = g_strconcat (name, " ", NULL);
  g_autofree char *both = g_strconcat (start, word, NULL);

  if (word == NULL || strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0)
    {
      g_autoptr (CliTable) table = cli_table_new ();

      /* Translators: %s is the first word of some commands, such as “incident” */
      cli_print (_("Usage: liftoffctl %s COMMAND [OPTION…] FILE …\n\n"), name);
      FOREACH_COMMAND (command)
        if (g_str_has_prefix (command->name, start))
          cli_table_add (table, command->name, _(command->summary), NULL);
      cli_table_print (table, "  ");
      if (word != NULL)
        return CLI_DONE;
      cli_warn (_("A command is missing after “%s”"), name);
      return CLI_ARGUMENT;
    }
  return unknown_command (both);
}

static int
run (int    argc,
     char **argv)
{
  const char *name = argc > 1 ? argv[1] : NULL;
  g_autofree char *two_words = argc > 2 ? g_strdup_printf ("%s %s", argv[1], argv[2]) : NULL;

  if (name == NULL || strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0 || (strcmp (name, "help") == 0 && argc == 2))
    {
      print_help ();
      if (name != NULL)
        return CLI_DONE;
      cli_warn (_("A command is missing"));
      return CLI_ARGUMENT;
    }
  if (strcmp (name, "--version") == 0)
    {
      cli_print ("liftoffctl %s\n", LIFT_VERSION);
      return CLI_DONE;
    }
  if (strcmp (name, "help") == 0)
    {
      char *help[] = { argv[0], argv[2], argc > 3 ? argv[3] : (char *) "--help", (char *) "--help", NULL };

      return run (4, help);
    }

  FOREACH_COMMAND (command)
    {
      if (strcmp (command->name, name) == 0)
        return command->run (command, argc - 1, argv + 1);
      if (two_words != NULL && strcmp (command->name, two_words) == 0)
        return command->run (command, argc - 2, argv + 2);
    }

  return is_group (name) ? command_group (name, argc > 2 ? argv[2] : NULL) : unknown_command (name);
}

int
main (int    argc,
      char **argv)
{
  int status;

  /* A file that may grow no more is an error of the save, not the end of the program. */
  signal (SIGXFSZ, SIG_IGN);
  lift_translations_init ();
  g_set_prgname ("liftoffctl");

  status = run (argc, argv);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      cli_warn (_("The output could not be written: %s"), g_strerror (errno));
      status = MAX (status, CLI_NOT_SAVED);
    }
  return status;
}
