/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"
#include "core/attempt.h"
#include "core/life.h"
#include "core/workday.h"

static const char *
get_state_word (const LiftNode *deployment)
{
  switch (lift_deployment_state (deployment))
    {
    case LIFT_DEPLOY_RUNS:
      return "runs";
    case LIFT_DEPLOY_OVER:
      return "ended";
    case LIFT_DEPLOY_WAITS:
    default:
      return "waits";
    }
}

static void
add_deployment (JsonBuilder *builder,
                LiftNode    *release,
                LiftNode    *deployment)
{
  g_autofree char *number = lift_number_of (release, lift_node_get_id (deployment));
  int outcome = lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME);

  json_builder_begin_object (builder);
  cli_json_text (builder, "number", number);
  cli_json_text (builder, "id", lift_node_get_id (deployment));
  cli_json_text (builder, "target", lift_node_get_text (deployment, LIFT_DEPLOYMENT_TARGET));
  cli_json_text (builder, "build", lift_node_get_text (deployment, LIFT_DEPLOYMENT_BUILD));
  cli_json_text (builder, "ticket", lift_node_get_text (deployment, LIFT_DEPLOYMENT_TICKET));
  cli_json_text (builder, "planned", lift_node_get_text (deployment, LIFT_DEPLOYMENT_PLANNED));
  cli_json_text (builder, "window", lift_node_get_text (deployment, LIFT_DEPLOYMENT_WINDOW));
  cli_json_instant (builder, "started", lift_node_get_instant (deployment, LIFT_DEPLOYMENT_STARTED));
  cli_json_text (builder, "by", lift_node_get_text (deployment, LIFT_DEPLOYMENT_STARTED_BY));
  cli_json_instant (builder, "ended", lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED));
  cli_json_text (builder, "outcome", outcome != LIFT_OUTCOME_NONE ? lift_enum_word (LIFT_ENUM_OUTCOME, outcome) : NULL);
  cli_json_text (builder, "reason", lift_node_get_text (deployment, LIFT_DEPLOYMENT_REASON));
  cli_json_text (builder, "state", get_state_word (deployment));
  cli_json_conflicts (builder, deployment);
  json_builder_end_object (builder);
}

/* The attempts, oldest first, each with its deployments and what was ticked when the next one began. */
void
cli_json_attempts (JsonBuilder *builder,
                   LiftNode    *release)
{
  LiftNodes *attempts = lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS);

  json_builder_begin_array (builder);
  for (guint a = 0; a < lift_nodes_get_n (attempts); a++)
    {
      LiftNode *attempt = lift_nodes_get (attempts, a);
      LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);
      LiftNodes *phases = lift_node_get_list (attempt, LIFT_ATTEMPT_PHASES);
      g_autofree char *number = lift_number_of (release, lift_node_get_id (attempt));

      json_builder_begin_object (builder);
      cli_json_text (builder, "number", number);
      cli_json_text (builder, "id", lift_node_get_id (attempt));
      json_builder_set_member_name (builder, "deployments");
      json_builder_begin_array (builder);
      for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
        add_deployment (builder, release, lift_nodes_get (deployments, i));
      json_builder_end_array (builder);
      json_builder_set_member_name (builder, "phases");
      json_builder_begin_array (builder);
      for (guint i = 0; i < lift_nodes_get_n (phases); i++)
        cli_json_left_phase (builder, lift_nodes_get (phases, i));
      json_builder_end_array (builder);
      cli_json_conflicts (builder, attempt);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_moment (JsonBuilder *builder,
            const char  *member,
            LiftNode    *move,
            LiftField    local,
            LiftField    zone)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  cli_json_text (builder, "local", lift_node_get_text (move, local));
  cli_json_text (builder, "zone", lift_node_get_text (move, zone));
  json_builder_end_object (builder);
}

static void
add_moves (JsonBuilder *builder,
           LiftNode    *release)
{
  LiftNodes *moves = lift_node_get_list (release, LIFT_RELEASE_MOVES);
  guint n;
  gint64 slip = lift_release_slip (release, &n);

  json_builder_set_member_name (builder, "moves");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lift_nodes_get_n (moves); i++)
    {
      LiftNode *move = lift_nodes_get (moves, i);

      json_builder_begin_object (builder);
      add_moment (builder, "from", move, LIFT_MOVE_FROM_LOCAL, LIFT_MOVE_FROM_ZONE);
      add_moment (builder, "to", move, LIFT_MOVE_TO_LOCAL, LIFT_MOVE_TO_ZONE);
      cli_json_text (builder, "reason", lift_node_get_text (move, LIFT_MOVE_REASON));
      cli_json_text (builder, "by", lift_node_get_text (move, LIFT_MOVE_BY));
      cli_json_instant (builder, "at", lift_node_get_instant (move, LIFT_MOVE_AT));
      cli_json_conflicts (builder, move);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "slip");
  if (n > 0 && lift_schedule_moment (release) != LIFT_NO_INSTANT)
    json_builder_add_int_value (builder, slip);
  else
    json_builder_add_null_value (builder);
  cli_json_count (builder, "moved", n);
}

static void
add_handovers (JsonBuilder *builder,
               LiftNode    *release)
{
  LiftNodes *handovers = lift_node_get_list (release, LIFT_RELEASE_HANDOVERS);

  json_builder_set_member_name (builder, "handovers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lift_nodes_get_n (handovers); i++)
    {
      LiftNode *handover = lift_nodes_get (handovers, i);

      json_builder_begin_object (builder);
      cli_json_text (builder, "from", lift_node_get_text (handover, LIFT_HANDOVER_FROM));
      cli_json_text (builder, "to", lift_node_get_text (handover, LIFT_HANDOVER_TO));
      cli_json_instant (builder, "at", lift_node_get_instant (handover, LIFT_HANDOVER_AT));
      cli_json_text (builder, "note", lift_node_get_text (handover, LIFT_HANDOVER_NOTE));
      cli_json_conflicts (builder, handover);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_links (JsonBuilder *builder,
           LiftNode    *release)
{
  LiftNodes *links = lift_node_get_list (release, LIFT_RELEASE_LINKS);

  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lift_nodes_get_n (links); i++)
    {
      LiftNode *link = lift_nodes_get (links, i);

      json_builder_begin_object (builder);
      cli_json_text (builder, "role", lift_enum_word (LIFT_ENUM_LINK_ROLE, lift_node_get_enum (link, LIFT_LINK_ROLE)));
      cli_json_text (builder, "release", lift_node_get_text (link, LIFT_LINK_RELEASE));
      cli_json_text (builder, "name", lift_node_get_text (link, LIFT_LINK_NAME));
      cli_json_conflicts (builder, link);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The calendar as it holds: the weekend is the usual one unless the release has another. */
static void
add_calendar (JsonBuilder *builder,
              LiftNode    *release)
{
  const char *weekend = lift_node_get_text (release, LIFT_RELEASE_WEEKEND);
  g_autofree char *usual = lift_weekdays_format (LIFT_WEEKEND_USUAL);

  json_builder_set_member_name (builder, "calendar");
  json_builder_begin_object (builder);
  cli_json_text (builder, "rule", lift_enum_word (LIFT_ENUM_DAY_RULE, lift_node_get_enum (release, LIFT_RELEASE_RULE)));
  cli_json_text (builder, "weekend", weekend != NULL ? weekend : usual);
  cli_json_text (builder, "holidays", lift_node_get_text (release, LIFT_RELEASE_HOLIDAYS));
  cli_json_text (builder, "windows", lift_node_get_text (release, LIFT_RELEASE_WINDOWS));
  cli_json_text (builder, "freezes", lift_node_get_text (release, LIFT_RELEASE_FREEZES));
  json_builder_end_object (builder);
}

static void
add_clash (JsonBuilder *builder,
           LiftNode    *release)
{
  g_auto (LiftClash) clash = { LIFT_CLASH_NONE };

  json_builder_set_member_name (builder, "clash");
  if (!lift_clash_of_release (release, &clash))
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  cli_json_text (builder, "kind", clash.kind == LIFT_CLASH_FREEZE ? "freeze" : "outside");
  cli_json_text (builder, "name", clash.span.name);
  cli_json_instant (builder, "start", clash.has_span ? clash.span.start : LIFT_NO_INSTANT);
  cli_json_instant (builder, "end", clash.has_span ? clash.span.end : LIFT_NO_INSTANT);
  cli_json_text (builder, "overridden", lift_clash_overridden (release) ? lift_node_get_text (release, LIFT_RELEASE_OVERRIDE) : NULL);
  json_builder_end_object (builder);
}

/* Members of the object of @release. */
void
cli_json_life (JsonBuilder *builder,
               LiftNode    *release)
{
  add_moves (builder, release);
  json_builder_set_member_name (builder, "attempts");
  cli_json_attempts (builder, release);
  cli_json_text (builder, "on", lift_release_who_is_on (release));
  add_handovers (builder, release);
  add_links (builder, release);
  add_calendar (builder, release);
  add_clash (builder, release);
}
