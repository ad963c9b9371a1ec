/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"

static int
run_pin (const CliCommand *self,
         int               argc,
         char            **argv)
{
  g_autofree char *at = NULL, *zone = NULL, *rule_word = NULL, *by = NULL, *when = NULL;
  gboolean clear = FALSE;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at, N_("The date and time, as 2026-11-20T17:00"), N_("LOCAL") },
    { "zone", 0, 0, G_OPTION_ARG_FILENAME, &zone, N_("Its time zone, instead of the release's"), N_("ZONE") },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &clear, N_("Let the phase follow the release again"), NULL },
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &rule_word, N_("Its own rule for weekends and holidays: release (as the release says), keep, before or after"), N_("RULE") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who did it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was done, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  LiftNode *phase;
  int status, rule = -1;

  status = cli_parse (self, entries, argc, argv, 2, 2, &args);
  if (status >= 0)
    return status;
  if ((at != NULL) + clear + (rule_word != NULL) != 1 || (at != NULL && *at == '\0') || (zone != NULL && at == NULL))
    return cli_usage (self, _("give either --at with a date and time, or --clear, or --rule"));
  status = rule_word != NULL ? cli_word (self, "--rule", LIFT_ENUM_PHASE_RULE, LIFT_OWN_RULE_NONE, rule_word, &rule) : -1;
  if (status >= 0)
    return status;
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_DOES);
  if (status >= 0)
    return status;

  phase = lift_number_find (cli_change_root (&change), args[1], LIFT_KIND_PHASE, &error);
  if (phase != NULL && rule >= 0)
    group = lift_intent_change_phase (cli_change_root (&change), lift_node_get_id (phase), &(LiftPhaseChange) { .counted = -1, .rule = rule }, &error);
  else if (phase != NULL)
    group = lift_intent_pin (cli_change_root (&change), lift_node_get_id (phase), at, zone, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

const CliCommand cli_pin = {
  "pin", N_("FILE PHASE --at LOCAL|--clear|--rule RULE"), N_("Give a phase a deadline of its own"),
  N_("A phase is named by its number such as 2, or by its id. A pinned phase stays where it is when the release moves. With a rule of its\n"
     "own it moves, but not as the release says where it falls on a weekend or a holiday.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl pin payments.liftoff.json 1 --at 2026-11-20T17:00\n"
     "  liftoffctl pin payments.liftoff.json 1 --clear\n"
     "  liftoffctl pin payments.liftoff.json 3 --rule before"),
  run_pin,
};
