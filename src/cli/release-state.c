/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"
#include "core/life.h"

static int
run_state (const CliCommand *self,
           int               argc,
           char            **argv)
{
  g_autofree char *reason = NULL, *by = NULL, *when = NULL;
  const GOptionEntry entries[] = {
    { "reason", 'r', 0, G_OPTION_ARG_FILENAME, &reason, N_("Why, in a few words"), N_("REASON") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who decided it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was decided, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  int status, state;

  status = cli_parse (self, entries, argc, argv, 1, 2, &args);
  if (status >= 0)
    return status;
  status = cli_word (self, _("STATE"), LIFT_ENUM_RELEASE_STATE, LIFT_RELEASE_PLANNED, args[1], &state);
  if (status >= 0)
    return status;
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_RECORDS | CLI_ACT_REOPENS);
  if (status >= 0)
    return status;

  group = lift_intent_release_state (cli_change_root (&change), state, reason, change.by, change.when, &change.act, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

const CliCommand cli_state = {
  "state", N_("FILE STATE"), N_("Change the state of a release: hold, abort, close it, …"),
  N_("A state is one of planned, active, on-hold, released, rolled-back, aborted and closed. Most changes need a reason. A closed\n"
     "release is read-only, and reopened as what it was before.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl state payments.liftoff.json on-hold --reason \"Waits for legal\"\n"
     "  liftoffctl state payments.liftoff.json active\n"
     "  liftoffctl state payments.liftoff.json closed"),
  run_state,
};
