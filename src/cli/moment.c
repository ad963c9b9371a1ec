/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"
#include "core/template.h"

/* Returns -1 to go on with @duration, or the exit status. */
static int
read_offset (const CliCommand  *command,
             const char        *words,
             char             **duration)
{
  LiftDayCount counted;

  *duration = g_utf8_validate (words, -1, NULL) ? lift_offset_read (words, &counted) : NULL;
  if (*duration == NULL)
    return cli_usage (command, _("--offset: “%s” is no offset from the release: write it as -PT30M or “T-30 min”"), words);
  if (counted == LIFT_DAYS_WORKING)
    return cli_usage (command, _("--offset: “%s” counts working days, which only phases do: give hours, minutes or calendar days"), words);
  return -1;
}

static int
run_moment (const CliCommand *self,
            int               argc,
            char            **argv)
{
  g_autofree char *offset = NULL, *time = NULL, *duration = NULL, *by = NULL, *when = NULL;
  gboolean clear = FALSE;
  const GOptionEntry entries[] = {
    { "offset", 0, 0, G_OPTION_ARG_FILENAME, &offset, N_("Counted from the release, as -PT30M or “T-30 min”"), N_("OFFSET") },
    { "time", 0, 0, G_OPTION_ARG_FILENAME, &time, N_("A time of day, on the day on which its phase is due, as 09:15"), N_("TIME") },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &clear, N_("Take its moment away"), NULL },
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

  status = cli_parse (self, entries, argc, argv, 2, 2, &args);
  if (status >= 0)
    return status;
  if ((offset != NULL) + (time != NULL) + clear != 1 || (time != NULL && *time == '\0'))
    return cli_usage (self, _("give either --offset, or --time with a time of day, or --clear"));
  status = offset != NULL ? read_offset (self, offset, &duration) : -1;
  if (status >= 0)
    return status;
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_DOES);
  if (status >= 0)
    return status;

  item = lift_number_find (cli_change_root (&change), args[1], LIFT_KIND_ITEM, &error);
  if (item != NULL)
    group = lift_intent_item_moment (cli_change_root (&change), lift_node_get_id (item), duration, time, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

const CliCommand cli_moment = {
  "moment", N_("FILE ITEM --offset OFFSET|--time TIME|--clear"), N_("Give an item a moment of its own"),
  N_("Items with a moment stand in the order of time: the item moves behind the last one that comes before it.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl moment payments.liftoff.json 4.1 --offset \"T-30 min\"\n"
     "  liftoffctl moment payments.liftoff.json 4.2 --time 09:15\n"
     "  liftoffctl moment payments.liftoff.json 4.2 --clear"),
  run_moment,
};
