/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"
#include "core/attempt.h"
#include "core/history.h"
#include "core/life.h"
#include "core/workday.h"

static void
add_handover (CliTable *table,
              LiftNode *release,
              gint64    now)
{
  LiftNodes *handovers = lift_node_get_list (release, LIFT_RELEASE_HANDOVERS);
  const char *on = lift_release_who_is_on (release);

  for (guint i = lift_nodes_get_n (handovers); i > 0; i--)
    {
      LiftNode *handover = lift_nodes_get (handovers, i - 1);
      g_autofree char *since = NULL, *both = NULL;

      if (g_strcmp0 (lift_node_get_text (handover, LIFT_HANDOVER_TO), on) != 0)
        continue;
      since = lift_words_when (lift_node_get_instant (handover, LIFT_HANDOVER_AT), lift_schedule_zone (release), now, NULL);
      /* Translators: %1$s is who has the release now, %2$s from when on: “Priya Shah, since Mon 30 Nov, 16:40” */
      both = g_strdup_printf (_("%1$s, since %2$s"), on, since);
      /* Translators: who works on the release now, after it was handed over */
      cli_table_add (table, _("On"), both, NULL);
      return;
    }
}

/* What is not told by the state and the moment: who is on, links, and by which calendar deadlines go. */
void
cli_show_life (CliTable *table,
               LiftNode *release,
               gint64    now)
{
  LiftNodes *links = lift_node_get_list (release, LIFT_RELEASE_LINKS);
  const char *day_time = lift_node_get_text (release, LIFT_RELEASE_DAY_TIME);
  int rule = lift_node_get_enum (release, LIFT_RELEASE_RULE);

  add_handover (table, release, now);
  for (guint i = 0; i < lift_nodes_get_n (links); i++)
    {
      LiftNode *link = lift_nodes_get (links, i);

      cli_table_add (table, lift_enum_label (LIFT_ENUM_LINK_ROLE, lift_node_get_enum (link, LIFT_LINK_ROLE)),
                     lift_node_get_text (link, LIFT_LINK_NAME) != NULL ? lift_node_get_text (link, LIFT_LINK_NAME)
                                                                       : lift_node_get_text (link, LIFT_LINK_RELEASE), NULL);
    }
  if (rule != LIFT_RULE_KEEP)
    cli_table_add (table, _(lift_field_info (LIFT_RELEASE_RULE)->label), lift_enum_label (LIFT_ENUM_DAY_RULE, rule), NULL);
  if (day_time != NULL)
    cli_table_add (table, _(lift_field_info (LIFT_RELEASE_DAY_TIME)->label), day_time, NULL);
}

/* What stands against the release moment, and why it may stand; nothing if nothing does. */
void
cli_show_clash (LiftNode *release,
                gint64    now)
{
  g_auto (LiftClash) clash = { LIFT_CLASH_NONE };
  g_autofree char *words = NULL, *override = NULL;

  if (!lift_clash_of_release (release, &clash))
    return;
  words = lift_words_clash (release, &clash);
  override = lift_words_override (release, now);
  cli_print ("%s\n", words);
  if (*override != '\0')
    cli_print ("%s\n", override);
}

/* The attempts with their deployments; with @whole also item by item what was ticked when the next attempt began. */
void
cli_show_attempts (LiftNode *release,
                   gboolean  whole,
                   gint64    now)
{
  LiftNodes *attempts = lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS);
  GTimeZone *zone = lift_schedule_zone (release);

  for (guint a = 0; a < lift_nodes_get_n (attempts); a++)
    {
      LiftNode *attempt = lift_nodes_get (attempts, a);
      LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);
      LiftNodes *phases = lift_node_get_list (attempt, LIFT_ATTEMPT_PHASES);
      g_autofree char *title = lift_words_attempt (release, attempt);

      cli_print ("%s%s\n", a > 0 ? "\n" : "", title);
      cli_show_conflicts ("  ", attempt);
      for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
        {
          LiftNode *deployment = lift_nodes_get (deployments, i);
          g_autofree char *number = lift_number_of (release, lift_node_get_id (deployment));
          g_autofree char *words = lift_words_deployment (deployment, zone, now, NULL);
          g_autofree char *target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);

          cli_print ("  %-5s %s\n        %s\n", number, target, words);
          cli_show_conflicts ("        ", deployment);
        }
      for (guint i = 0; i < lift_nodes_get_n (phases); i++)
        {
          LiftNode *phase = lift_nodes_get (phases, i);
          LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
          g_autofree char *progress = lift_words_of (lift_nodes_n_closed (items), lift_nodes_get_n (items));

          /* Translators: the title of a phase, and how much of it was closed when another attempt began, such as “3 of 7” */
          cli_print (_("  Left behind: %1$s, %2$s\n"), lift_node_get_text (phase, LIFT_PHASE_TITLE), progress);
          if (whole)
            cli_show_items (release, NULL, items, now);
        }
    }
}

/* The history, oldest first, one line an entry. */
void
cli_show_history (LiftNode *release)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (CliTable) table = cli_table_new ();
  GTimeZone *zone = lift_schedule_zone (release);

  for (LiftHistory *history = lift_node_get_history (release); history != NULL; history = lift_history_get_older (history))
    g_ptr_array_add (lines, (gpointer) lift_history_get_line (history));

  for (guint i = lines->len; i > 0; i--)
    {
      g_autoptr (LiftHistoryEntry) entry = lift_history_entry_parse (g_ptr_array_index (lines, i - 1));
      g_autofree char *when = entry->when != LIFT_NO_INSTANT ? lift_words_full (entry->when, zone, TRUE) : g_strdup ("–");
      g_autofree char *what = lift_history_entry_sentence (entry);

      cli_table_add (table, when, entry->who, what, NULL);
    }
  cli_table_print (table, "");
}
