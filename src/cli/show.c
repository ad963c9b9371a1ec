/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"
#include "core/attempt.h"
#include "core/life.h"

static const char *
box (LiftItemState state)
{
  switch (state)
    {
    case LIFT_ITEM_DONE:
      return "[x]";
    case LIFT_ITEM_BLOCKED:
    case LIFT_ITEM_FAILED:
      return "[!]";
    case LIFT_ITEM_SKIPPED:
    case LIFT_ITEM_NOT_APPLICABLE:
      return "[-]";
    case LIFT_ITEM_OPEN:
    case LIFT_N_ITEM_STATES:
    default:
      return "[ ]";
    }
}

static void
print_indented (const char *indent,
                const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    cli_print ("%s%s\n", indent, lines[i]);
}

static void
print_below (const char *indent,
             const char *label,
             const char *text)
{
  g_autofree char *labelled = g_strdup_printf ("%s: %s", label, text);

  print_indented (indent, labelled);
}

/* What nobody has decided yet about @node, for a line of its own. */
void
cli_show_conflicts (const char     *indent,
                    const LiftNode *node)
{
  g_autofree char *words = cli_words_conflicts (node);

  if (words != NULL)
    cli_print ("%s%s\n", indent, words);
}

/* Who an item is up to: its owner, and who took that over. */
static void
show_owner (LiftNode *release,
            LiftNode *item)
{
  const char *owner = lift_node_get_text (item, LIFT_ITEM_OWNER), *now = lift_item_responsible (release, item);
  g_autofree char *both = NULL;

  if (owner == NULL)
    return;
  /* Translators: %1$s is the owner of an item, %2$s the person who took the release over */
  both = g_strcmp0 (owner, now) != 0 ? g_strdup_printf (_("%1$s, now %2$s"), owner, now) : g_strdup (owner);
  print_below ("            ", _(lift_field_info (LIFT_ITEM_OWNER)->label), both);
}

/* Items with what is known of each below. @phase: what they stand in, if it is a phase of @release; those that an earlier attempt left are not in it. */
void
cli_show_items (LiftNode  *release,
                LiftNode  *phase,
                LiftNodes *items,
                gint64     now)
{
  static const LiftField more[] = { LIFT_ITEM_EVIDENCE, LIFT_ITEM_NOTE };
  GTimeZone *zone = lift_schedule_zone (release);

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    {
      LiftNode *item = lift_nodes_get (items, i);
      g_autofree char *number = lift_number_of (release, lift_node_get_id (item));
      g_autoptr (LiftConflict) about_state = lift_node_find_conflict (item, LIFT_ITEM_STATE);
      g_autofree char *words = about_state == NULL ? lift_words_item_state (item, zone, now, NULL) : g_strdup ("");
      g_autofree char *moment = phase != NULL ? lift_words_item_moment (release, phase, item, now) : g_strdup ("");

      cli_print ("  %s %-5s %s\n", box (lift_item_get_state (item)), number != NULL ? number : "", lift_node_get_text (item, LIFT_ITEM_TEXT));
      cli_show_conflicts ("            ", item);
      if (*moment != '\0')
        cli_print ("            %s\n", moment);
      if (*words != '\0')
        cli_print ("            %s\n", words);
      show_owner (release, item);
      for (guint m = 0; m < G_N_ELEMENTS (more); m++)
        if (lift_node_get_text (item, more[m]) != NULL)
          print_below ("            ", _(lift_field_info (more[m])->label), lift_node_get_text (item, more[m]));
    }
}

static void
add_text (CliTable  *table,
          LiftNode  *release,
          LiftField  field)
{
  const char *text = lift_node_get_text (release, field);

  if (text != NULL)
    cli_table_add (table, _(lift_field_info (field)->label), text, NULL);
}

static void
show_head (LiftNode *release,
           gint64    now)
{
  g_autoptr (CliTable) table = cli_table_new ();
  g_autofree char *name = lift_words_release_name (release), *progress = NULL;
  g_autofree char *state = lift_words_release_state (release, lift_schedule_zone (release), now, NULL);
  g_autofree char *moves = lift_words_moves (release, now), *when = NULL;
  gint64 moment = lift_schedule_moment (release);
  guint n_closed, n = lift_schedule_n_items (release, &n_closed);

  cli_print ("%s\n", name);
  cli_table_add (table, _(lift_field_info (LIFT_RELEASE_TYPE)->label),
                 lift_enum_label (LIFT_ENUM_RELEASE_TYPE, lift_node_get_enum (release, LIFT_RELEASE_TYPE)), NULL);
  cli_table_add (table, _(lift_field_info (LIFT_RELEASE_STATE)->label), state, NULL);
  add_text (table, release, LIFT_RELEASE_PROJECT);
  add_text (table, release, LIFT_RELEASE_MANAGER);
  if (moment != LIFT_NO_INSTANT)
    {
      g_autofree char *full = lift_words_full (moment, lift_schedule_zone (release), TRUE);
      g_autofree char *countdown = lift_words_countdown (moment, now, NULL);

      when = g_strdup_printf ("%s (%s)%s%s", full, countdown, *moves != '\0' ? ", " : "", moves);
    }
  else
    when = g_strdup_printf ("%s%s%s", _("not set"), *moves != '\0' ? ", " : "", moves);
  cli_table_add (table, _(lift_field_info (LIFT_RELEASE_LOCAL)->label), when, NULL);
  cli_show_life (table, release, now);
  progress = cli_words_progress (n_closed, n, lift_root_count_conflicts (release));
  cli_table_add (table, _("Progress"), progress, NULL);
  cli_table_print (table, "");
  cli_show_clash (release, now);
  cli_show_conflicts ("", release);
}

static void
show_phases (LiftNode *release,
             gint64    now)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);
      LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
      GTimeZone *zone = lift_schedule_phase_zone (release, phase);
      g_autofree char *progress = lift_words_of (lift_nodes_n_closed (items), lift_nodes_get_n (items));
      g_autofree char *state = lift_words_phase_state (release, phase, now, zone, NULL);
      g_autofree char *rule = lift_words_rule (release, phase);
      gint64 due = lift_schedule_due (release, phase, NULL);

      cli_print ("\n%u  %s\n", i + 1, lift_node_get_text (phase, LIFT_PHASE_TITLE));
      if (due != LIFT_NO_INSTANT)
        {
          g_autofree char *full = lift_words_full (due, zone, TRUE);

          cli_print ("   %s · %s · %s%s\n", progress, state, full,
                     lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL) != NULL ? _(" (pinned)") : "");
        }
      else
        cli_print ("   %s · %s\n", progress, state);
      if (*rule != '\0')
        print_indented ("   ", rule);
      cli_show_conflicts ("   ", phase);
      cli_show_items (release, phase, items, now);
    }
}

static int
run_show (const CliCommand *self,
          int               argc,
          char            **argv)
{
  g_autofree char *now_text = NULL;
  gboolean json = FALSE, history = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON for programs"), NULL },
    { "history", 0, 0, G_OPTION_ARG_NONE, &history, N_("Show what was done instead, oldest first"), NULL },
    { "now", 0, 0, G_OPTION_ARG_FILENAME, &now_text, N_("As of this moment instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = cli_now ();
  LiftNodes *incidents;
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 1, &args);
  if (status >= 0)
    return status;
  if (json && history)
    return cli_usage (self, _("give either --json or --history"));
  loaded = cli_load (args[0], FALSE, &status);
  if (loaded == NULL)
    return status;
  if (!cli_instant ("--now", now_text, lift_schedule_zone (loaded->root), &now, &error))
    return cli_complain (NULL, error);

  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      cli_json_release (builder, loaded->root, now);
      cli_json_print (builder);
      return status;
    }

  if (history)
    {
      cli_show_history (loaded->root);
      return status;
    }

  show_head (loaded->root, now);
  show_phases (loaded->root, now);
  if (lift_attempt_current (loaded->root) != NULL)
    {
      cli_print ("\n");
      cli_show_attempts (loaded->root, FALSE, now);
    }
  incidents = lift_node_get_list (loaded->root, LIFT_RELEASE_INCIDENTS);
  if (lift_nodes_get_n (incidents) > 0)
    cli_print ("\n");
  for (guint i = 0; i < lift_nodes_get_n (incidents); i++)
    {
      LiftNode *incident = lift_nodes_get (incidents, i);
      LiftNodes *items = lift_node_get_list (incident, LIFT_INCIDENT_ITEMS);
      g_autofree char *progress = lift_words_of (lift_nodes_n_closed (items), lift_nodes_get_n (items));

      cli_print ("i%u  %s\n   %s · %s · %s\n", i + 1, lift_node_get_text (incident, LIFT_INCIDENT_TITLE),
                 lift_enum_label (LIFT_ENUM_SEVERITY, lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY)),
                 lift_enum_label (LIFT_ENUM_INCIDENT_STATE, lift_node_get_enum (incident, LIFT_INCIDENT_STATE)), progress);
      cli_show_conflicts ("   ", incident);
    }
  return status;
}

const CliCommand cli_show = {
  "show", N_("FILE"), N_("Show a release: phases, deadlines, items, incidents"),
  N_("Examples:\n"
     "  liftoffctl show payments.liftoff.json\n"
     "  liftoffctl show payments.liftoff.json --json\n"
     "  liftoffctl show payments.liftoff.json --history\n"
     "  liftoffctl show payments.liftoff.json --now 2026-12-09T09:00:00Z"),
  run_show,
};
