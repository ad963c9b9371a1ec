/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"

static char *
due_words (LiftNode *release,
           LiftNode *phase)
{
  gint64 due = lift_schedule_due (release, phase, NULL);

  return due != LIFT_NO_INSTANT ? lift_words_full (due, lift_schedule_phase_zone (release, phase), TRUE) : g_strdup ("–");
}

/* Why a deadline is not simply where the release moment leads to. */
static char *
why_words (LiftNode *after,
           LiftNode *phase)
{
  g_autofree char *rule = NULL;
  g_auto (GStrv) lines = NULL;

  if (lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL) != NULL)
    return g_strdup (_("pinned, stays"));
  rule = lift_words_rule (after, phase);
  lines = g_strsplit (rule, "\n", -1);
  return g_strjoinv ("; ", lines);
}

/* The old and the new deadline of every phase, and why it is where it is. */
void
cli_show_shifts (LiftNode *before,
                 LiftNode *after)
{
  LiftNodes *phases = lift_node_get_list (before, LIFT_RELEASE_PHASES);
  g_autoptr (CliTable) table = cli_table_new ();

  cli_table_add (table, "", _("Phase"), _("Old deadline"), _("New deadline"), "", NULL);
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);
      const char *id = lift_node_get_id (phase);
      g_autofree char *number = lift_number_of (before, id);
      g_autofree char *old = due_words (before, phase);
      LiftNode *moved = lift_root_find (after, id, NULL);
      g_autofree char *new = due_words (after, moved);
      g_autofree char *why = why_words (after, moved);

      cli_table_add (table, number, lift_node_get_text (phase, LIFT_PHASE_TITLE), old, new, why, NULL);
    }
  cli_table_print (table, "");
}

/* How often the release moved, and by how much. */
static void
print_moves (LiftNode *after,
             gint64    now)
{
  g_autofree char *moves = lift_words_moves (after, now);

  if (*moves != '\0')
    cli_print ("%s: %s\n", _(lift_field_info (LIFT_RELEASE_LOCAL)->label), moves);
}

static int
run_reschedule (const CliCommand *self,
                int               argc,
                char            **argv)
{
  g_autofree char *at = NULL, *zone = NULL, *window = NULL, *day_time = NULL, *reason = NULL, *override = NULL, *by = NULL, *when = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at, N_("The new date and time, as 2026-12-09T10:00"), N_("LOCAL") },
    { "zone", 0, 0, G_OPTION_ARG_FILENAME, &zone, N_("The new time zone, as Europe/Berlin"), N_("ZONE") },
    { "window", 0, 0, G_OPTION_ARG_FILENAME, &window, N_("The new length of the deployment window, as PT2H"), N_("DURATION") },
    { "day-time", 0, 0, G_OPTION_ARG_FILENAME, &day_time, N_("The time of day of deadlines that days or weeks lead to, as 17:00; empty for that of the release"), N_("TIME") },
    { "reason", 'r', 0, G_OPTION_ARG_FILENAME, &reason, N_("Why it moves"), N_("REASON") },
    { "override", 0, 0, G_OPTION_ARG_FILENAME, &override, N_("Why it may fall into a freeze or outside of the deployment windows"), N_("REASON") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_("Show the deadlines, change nothing"), NULL },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who did it, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was done, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (LiftNode) after = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 1, &args);
  if (status >= 0)
    return status;
  if (at == NULL && zone == NULL && window == NULL && day_time == NULL && override == NULL)
    return cli_usage (self, _("it is not said where to: give the new date and time with --at"));
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_DOES);
  if (status >= 0)
    return status;

  group = lift_intent_reschedule (cli_change_root (&change), &(LiftReschedule) { at, zone, window, day_time, reason, override }, &change.act, &error);
  if (group == NULL)
    return cli_complain (args[0], error);

  after = lift_group_apply (group, cli_change_root (&change), NULL, NULL, NULL);
  cli_warn_moment (after);
  cli_show_shifts (cli_change_root (&change), after);
  print_moves (after, change.when);
  cli_show_clash (after, change.when);
  if (dry_run)
    return CLI_DONE;
  return cli_change_apply (&change, group);
}

const CliCommand cli_reschedule = {
  "reschedule", N_("FILE --at LOCAL"), N_("Move a release; its deadlines move with it"),
  N_("Shows the old and the new deadline of every phase. A pinned phase stays. What is not given stays as it is. A moment in a freeze or\n"
     "outside of the deployment windows needs --override with a reason, which is kept. The first date stays known.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl reschedule payments.liftoff.json --at 2026-12-16T10:00 --dry-run\n"
     "  liftoffctl reschedule payments.liftoff.json --at 2026-12-16T10:00 --reason \"Legal review\"\n"
     "  liftoffctl reschedule payments.liftoff.json --at 2026-12-21T10:00 --override \"Agreed with operations\"\n"
     "  liftoffctl reschedule payments.liftoff.json --zone America/New_York"),
  run_reschedule,
};
