/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cli.h"

/* The ids of what @numbers name: all, or NULL with the first that is not there. */
static GStrv
find_items (LiftNode           *root,
            const char *const  *numbers,
            GError            **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; numbers[i] != NULL; i++)
    {
      LiftNode *item = lift_number_find (root, numbers[i], LIFT_KIND_ITEM, error);

      if (item == NULL)
        return NULL;
      g_strv_builder_add (ids, lift_node_get_id (item));
    }
  return g_strv_builder_end (ids);
}

static int
set_state (const CliCommand *command,
           LiftItemState     state,
           int               argc,
           char            **argv)
{
  g_autofree char *reason = NULL, *accepted = NULL, *by = NULL, *when = NULL;
  gboolean with_reason = state != LIFT_ITEM_OPEN && state != LIFT_ITEM_DONE;
  GOptionEntry entries[5] = { { NULL } };
  g_auto (GStrv) args = NULL;
  g_auto (GStrv) ids = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;
  int status;

  if (with_reason)
    entries[n++] = (GOptionEntry) { "reason", 'r', 0, G_OPTION_ARG_FILENAME, &reason, N_("Why, in a few words"), N_("REASON") };
  if (state == LIFT_ITEM_SKIPPED)
    entries[n++] = (GOptionEntry) { "accepted", 0, 0, G_OPTION_ARG_FILENAME, &accepted, N_("Who accepted the risk"), N_("WHO") };
  entries[n++] = (GOptionEntry) { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who did it, instead of you"), N_("WHO") };
  entries[n++] = (GOptionEntry) { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was done, instead of now"), N_("MOMENT") };

  status = cli_parse (command, entries, argc, argv, 2, G_MAXUINT, &args);
  if (status >= 0)
    return status;
  if (with_reason && (reason == NULL || *reason == '\0'))
    return cli_usage (command, _("a reason is missing: give it with --reason"));
  /* An open item has no place for who opened it: the history has */
  status = cli_change_open (&change, command, args[0], by, when, state == LIFT_ITEM_OPEN ? CLI_ACT_DOES : CLI_ACT_RECORDS);
  if (status >= 0)
    return status;

  ids = find_items (cli_change_root (&change), (const char *const *) args + 1, &error);
  if (ids == NULL)
    return cli_complain (args[0], error);
  group = lift_intent_set_state (cli_change_root (&change), (const char *const *) ids,
                                 &(LiftStateChange) { state, reason, accepted, change.by, change.when }, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

#define RUN(name, state) \
  static int \
  run_##name (const CliCommand *self, \
              int               argc, \
              char            **argv) \
  { \
    return set_state (self, state, argc, argv); \
  }

RUN (check, LIFT_ITEM_DONE)
RUN (uncheck, LIFT_ITEM_OPEN)
RUN (skip, LIFT_ITEM_SKIPPED)
RUN (block, LIFT_ITEM_BLOCKED)
RUN (fail, LIFT_ITEM_FAILED)
RUN (na, LIFT_ITEM_NOT_APPLICABLE)

const CliCommand cli_check = {
  "check", N_("FILE ITEM…"), N_("Tick items: they are done"),
  N_("An item is named by its printed number such as 2.3, by i1.3 for step 3 of incident 1, or by its id.\n"
     "Several items are ticked all or none. An item that is done already keeps who did it and when.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl check payments.liftoff.json 1.1\n"
     "  liftoffctl check payments.liftoff.json 2.1 2.2 2.4 --by \"Jonas Weber\"\n"
     "  liftoffctl check payments.liftoff.json 4.4 --when 2026-12-09T10:25"),
  run_check,
};

const CliCommand cli_uncheck = {
  "uncheck", N_("FILE ITEM…"), N_("Open items again, whatever their state"),
  N_("Example:\n"
     "  liftoffctl uncheck payments.liftoff.json 2.3"),
  run_uncheck,
};

const CliCommand cli_skip = {
  "skip", N_("FILE ITEM… --reason REASON"), N_("Skip items: they are closed, but were not done"),
  N_("Example:\n"
     "  liftoffctl skip payments.liftoff.json 3.3 --reason \"No time before the freeze\" --accepted \"Priya Shah\""),
  run_skip,
};

const CliCommand cli_block = {
  "block", N_("FILE ITEM… --reason REASON"), N_("Mark items as blocked: they cannot go on"),
  N_("Example:\n"
     "  liftoffctl block payments.liftoff.json 3.1 --reason \"Staging is down\""),
  run_block,
};

const CliCommand cli_fail = {
  "fail", N_("FILE ITEM… --reason REASON"), N_("Mark items as failed: they were tried"),
  N_("Example:\n"
     "  liftoffctl fail payments.liftoff.json 3.2 --reason \"Login test is red\""),
  run_fail,
};

const CliCommand cli_na = {
  "na", N_("FILE ITEM… --reason REASON"), N_("Mark items as not applicable: they are closed"),
  N_("Example:\n"
     "  liftoffctl na payments.liftoff.json 4.3 --reason \"No database in this release\""),
  run_na,
};
