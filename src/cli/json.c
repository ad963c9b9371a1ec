/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>

#include "cli.h"
#include "core/life.h"
#include "core/moment.h"
#include "core/text.h"

/* Absent values are null. */
void
cli_json_text (JsonBuilder *builder,
               const char  *member,
               const char  *text)
{
  json_builder_set_member_name (builder, member);
  if (text != NULL && *text != '\0')
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
cli_json_instant (JsonBuilder *builder,
                  const char  *member,
                  gint64       instant)
{
  g_autofree char *text = instant != LIFT_NO_INSTANT ? lift_instant_format (instant) : NULL;

  cli_json_text (builder, member, text);
}

void
cli_json_count (JsonBuilder *builder,
                const char  *member,
                guint        count)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, count);
}

/* Of items that stand in @release, numbered after @number; without both those that an earlier attempt left. @phase: what they stand in, if it is a phase. */
static void
add_items (JsonBuilder *builder,
           LiftNode    *release,
           LiftNode    *phase,
           const char  *number,
           LiftNodes   *items)
{
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    {
      LiftNode *item = lift_nodes_get (items, i);
      LiftItemState state = lift_item_get_state (item);
      gboolean stands = (int) state == lift_node_get_enum (item, LIFT_ITEM_STATE); /* what belongs to the state does only then */
      g_autofree char *item_number = number != NULL ? g_strdup_printf ("%s.%u", number, i + 1) : NULL;

      json_builder_begin_object (builder);
      cli_json_text (builder, "number", item_number);
      cli_json_text (builder, "id", lift_node_get_id (item));
      cli_json_text (builder, "text", lift_node_get_text (item, LIFT_ITEM_TEXT));
      cli_json_text (builder, "state", lift_enum_word (LIFT_ENUM_ITEM_STATE, state));
      cli_json_text (builder, "reason", stands ? lift_node_get_text (item, LIFT_ITEM_REASON) : NULL);
      cli_json_text (builder, "owner", lift_node_get_text (item, LIFT_ITEM_OWNER));
      cli_json_text (builder, "note", lift_node_get_text (item, LIFT_ITEM_NOTE));
      cli_json_text (builder, "evidence", lift_node_get_text (item, LIFT_ITEM_EVIDENCE));
      cli_json_text (builder, "by", stands ? lift_node_get_text (item, LIFT_ITEM_BY) : NULL);
      cli_json_instant (builder, "at", stands ? lift_node_get_instant (item, LIFT_ITEM_AT) : LIFT_NO_INSTANT);
      cli_json_instant (builder, "due", phase != NULL ? lift_schedule_item_due (release, phase, item) : LIFT_NO_INSTANT);
      cli_json_text (builder, "responsible", release != NULL ? lift_item_responsible (release, item) : NULL);
      cli_json_conflicts (builder, item);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_phase (JsonBuilder *builder,
           LiftNode    *release,
           LiftNode    *phase,
           guint        index,
           gint64       now)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  LiftDue due;

  lift_schedule_reckon (release, phase, &due);
  json_builder_begin_object (builder);
  cli_json_text (builder, "number", number);
  cli_json_text (builder, "id", lift_node_get_id (phase));
  cli_json_text (builder, "title", lift_node_get_text (phase, LIFT_PHASE_TITLE));
  cli_json_text (builder, "offset", lift_node_get_text (phase, LIFT_PHASE_OFFSET));
  cli_json_instant (builder, "due", due.instant);
  cli_json_text (builder, "state", lift_phase_state_word (lift_schedule_phase_state (release, phase, now, NULL)));
  cli_json_count (builder, "total", lift_nodes_get_n (items));
  cli_json_count (builder, "done", lift_nodes_n_closed (items));
  add_items (builder, release, phase, number, items);
  cli_json_text (builder, "days", lift_enum_word (LIFT_ENUM_DAY_COUNT, lift_node_get_enum (phase, LIFT_PHASE_COUNTED)));
  cli_json_text (builder, "rule", lift_enum_word (LIFT_ENUM_PHASE_RULE, lift_node_get_enum (phase, LIFT_PHASE_RULE)));
  cli_json_instant (builder, "nominal", due.moved ? due.nominal : LIFT_NO_INSTANT);
  cli_json_conflicts (builder, phase);
  json_builder_end_object (builder);
}

/* A phase as an earlier attempt left it: what it says is not due, and has no number. */
void
cli_json_left_phase (JsonBuilder *builder,
                     LiftNode    *phase)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);

  json_builder_begin_object (builder);
  cli_json_text (builder, "id", lift_node_get_id (phase));
  cli_json_text (builder, "title", lift_node_get_text (phase, LIFT_PHASE_TITLE));
  cli_json_text (builder, "offset", lift_node_get_text (phase, LIFT_PHASE_OFFSET));
  cli_json_count (builder, "total", lift_nodes_get_n (items));
  cli_json_count (builder, "done", lift_nodes_n_closed (items));
  add_items (builder, NULL, NULL, NULL, items);
  cli_json_conflicts (builder, phase);
  json_builder_end_object (builder);
}

void
cli_json_incident (JsonBuilder *builder,
                   LiftNode    *release,
                   LiftNode    *incident)
{
  g_autofree char *number = lift_number_of (release, lift_node_get_id (incident));
  int severity = lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY);

  json_builder_begin_object (builder);
  cli_json_text (builder, "id", lift_node_get_id (incident));
  cli_json_text (builder, "number", number);
  cli_json_text (builder, "title", lift_node_get_text (incident, LIFT_INCIDENT_TITLE));
  cli_json_text (builder, "severity", severity != LIFT_SEVERITY_UNSET ? lift_enum_word (LIFT_ENUM_SEVERITY, severity) : NULL);
  cli_json_text (builder, "state", lift_enum_word (LIFT_ENUM_INCIDENT_STATE, lift_node_get_enum (incident, LIFT_INCIDENT_STATE)));
  cli_json_instant (builder, "started", lift_node_get_instant (incident, LIFT_INCIDENT_STARTED));
  add_items (builder, release, NULL, number, lift_node_get_list (incident, LIFT_INCIDENT_ITEMS));
  cli_json_conflicts (builder, incident);
  json_builder_end_object (builder);
}

void
cli_json_release (JsonBuilder *builder,
                  LiftNode    *release,
                  gint64       now)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  LiftNodes *incidents = lift_node_get_list (release, LIFT_RELEASE_INCIDENTS);

  json_builder_begin_object (builder);
  cli_json_text (builder, "id", lift_node_get_id (release));
  cli_json_text (builder, "name", lift_node_get_text (release, LIFT_RELEASE_NAME));
  cli_json_text (builder, "version", lift_node_get_text (release, LIFT_RELEASE_VERSION));
  cli_json_text (builder, "state", lift_enum_word (LIFT_ENUM_RELEASE_STATE, lift_node_get_enum (release, LIFT_RELEASE_STATE)));
  cli_json_text (builder, "state-reason", lift_node_get_text (release, LIFT_RELEASE_STATE_REASON));
  cli_json_text (builder, "state-by", lift_node_get_text (release, LIFT_RELEASE_STATE_BY));
  cli_json_instant (builder, "state-at", lift_node_get_instant (release, LIFT_RELEASE_STATE_AT));

  json_builder_set_member_name (builder, "release");
  json_builder_begin_object (builder);
  cli_json_text (builder, "local", lift_node_get_text (release, LIFT_RELEASE_LOCAL));
  cli_json_text (builder, "zone", lift_node_get_text (release, LIFT_RELEASE_ZONE));
  cli_json_instant (builder, "utc", lift_schedule_moment (release));
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "phases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    add_phase (builder, release, lift_nodes_get (phases, i), i, now);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "incidents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lift_nodes_get_n (incidents); i++)
    cli_json_incident (builder, release, lift_nodes_get (incidents, i));
  json_builder_end_array (builder);
  cli_json_life (builder, release);
  cli_json_conflicts (builder, release);
  json_builder_end_object (builder);
}

/* The same data for a program, and nothing that a terminal would obey: hidden characters, which stand in strings only, as their escapes. */
static char *
escape_hidden (const char *json)
{
  GString *out = g_string_new (NULL);
  gunichar2 *units;

  for (const char *p = json; *p != '\0'; p = g_utf8_next_char (p))
    {
      if ((guchar) *p < 0x7f || !lift_text_is_hidden (json, p))
        {
          g_string_append_len (out, p, g_utf8_next_char (p) - p);
          continue;
        }
      units = g_utf8_to_utf16 (p, g_utf8_next_char (p) - p, NULL, NULL, NULL);
      for (guint i = 0; units[i] != 0; i++)
        g_string_append_printf (out, "\\u%04x", units[i]);
      g_free (units);
    }
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

void
cli_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;
  g_autofree char *out = NULL;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  out = escape_hidden (text);
  fputs (out, stdout);
}
