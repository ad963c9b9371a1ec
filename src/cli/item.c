/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"

typedef LiftGroup *(*Intent) (LiftNode    *root,
                              const char  *id,
                              const char  *text,
                              GError     **error);

static int
set_text (const CliCommand *command,
          Intent            intent,
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
  LiftNode *item;
  int status;

  status = cli_parse (command, entries, argc, argv, 3, 3, &args);
  if (status >= 0)
    return status;
  status = cli_change_open (&change, command, args[0], by, when, CLI_ACT_DOES);
  if (status >= 0)
    return status;

  item = lift_number_find (cli_change_root (&change), args[1], LIFT_KIND_ITEM, &error);
  if (item != NULL)
    group = intent (cli_change_root (&change), lift_node_get_id (item), args[2], &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

static LiftGroup *
assign (LiftNode    *root,
        const char  *id,
        const char  *who,
        GError     **error)
{
  const char *const ids[] = { id, NULL };

  return lift_intent_assign (root, ids, who, error);
}

static int
run_note (const CliCommand *self,
          int               argc,
          char            **argv)
{
  return set_text (self, lift_intent_note, argc, argv);
}

static int
run_assign (const CliCommand *self,
            int               argc,
            char            **argv)
{
  return set_text (self, assign, argc, argv);
}

const CliCommand cli_note = {
  "note", N_("FILE ITEM TEXT"), N_("Set the note of an item"),
  N_("The text may have several lines; it takes the place of the note there was. An empty text removes it.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl note payments.liftoff.json 2.5 \"Rollback takes 4 minutes, tried on staging\"\n"
     "  liftoffctl note payments.liftoff.json 2.5 \"$(cat rollback.txt)\"\n"
     "  liftoffctl note payments.liftoff.json 2.5 \"\""),
  run_note,
};

const CliCommand cli_assign = {
  "assign", N_("FILE ITEM WHO"), N_("Say who is to do an item"),
  N_("An empty name takes the owner away.\n"
     "\n"
     "Example:\n"
     "  liftoffctl assign payments.liftoff.json 3.1 \"Jonas Weber\""),
  run_assign,
};
