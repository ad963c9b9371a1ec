/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "export-markdown.h"
#include "template-private.h"

/* A release as a Markdown checklist, which lift_template_parse() reads back:
 *
 *   # OctoAcme 2.4.0                         name and version
 *
 *   As of …: 12 of 38 items closed.          for people: this line and those about the release, its deadlines and what is in conflict
 *
 *   ## Release Planning (T-2 weeks)          a phase; "(No Date)" if the title alone would be misread
 *
 *   Pinned to: 2026-12-01T09:00, Asia/Tokyo  its own moment
 *
 *   - [x] Review release notes               done
 *   - [ ] Obtain sign-off                    any other state is the first bullet below, see template-details.c
 *     - Blocked: the test data is missing
 *
 *   ## Incident Response (If Needed)         the response list
 *
 *   ## Database down (Incident i1)           an incident with its steps; not read back
 *
 * Texts are plain: what would be markup is escaped, so that a viewer shows it as it was typed (template-escape.c). An item stands on
 * one line behind "[ ] ", where no character can start another block. Phases keep titles, offsets, pins and items; items
 * keep all but id and position. The history is not exported. */

/* An empty text is kept as none. */
static const char *
text_of (const LiftNode *node,
         LiftField       field)
{
  const char *text = lift_node_get_text (node, field);

  return text != NULL ? text : "";
}

static char *
value_words (const LiftNode *node,
             LiftField       field)
{
  const LiftFieldInfo *info = lift_field_info (field);
  gint64 instant;

  if (info->type == LIFT_TYPE_ENUM)
    return g_strdup (lift_enum_word (info->about, lift_node_get_enum (node, field)));
  if (info->type != LIFT_TYPE_INSTANT)
    return lift_node_get_text (node, field) != NULL ? lift_markdown_dup_escaped (lift_node_get_text (node, field)) : NULL;

  instant = lift_node_get_instant (node, field);
  return instant != LIFT_NO_INSTANT ? lift_instant_format (instant) : NULL;
}

/* A paragraph of lines "Label: value" for those of @fields that are set. */
static void
append_fields (GString         *out,
               const LiftNode  *node,
               const LiftField *fields,
               guint            n_fields)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *value = value_words (node, fields[i]);

      if (value != NULL)
        g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\\\n" : "", lift_field_info (fields[i])->label, value);
    }

  if (lines->len > 0)
    g_string_append_printf (out, "%s\n\n", lines->str);
}

static void
append_moment (GString    *out,
               const char *label,
               const char *local,
               const char *zone)
{
  g_string_append_printf (out, zone != NULL ? "%s: %s, %s\n\n" : "%s: %s\n\n", label, local, zone);
}

static void
append_title (GString        *out,
              const LiftNode *release)
{
  const char *version = lift_node_get_text (release, LIFT_RELEASE_VERSION);
  g_autofree char *title = g_strjoin (" ", text_of (release, LIFT_RELEASE_NAME), version, NULL);
  g_autofree char *escaped = lift_markdown_dup_escaped (title);
  g_autofree char *heading = lift_heading_write (LIFT_HEADING_PLAIN, escaped, NULL, LIFT_DAYS_CALENDAR);

  g_string_append_printf (out, "# %s\n\n", heading);
}

/* A paragraph of its own; those of items stand under them. */
static void
append_conflicts (GString        *out,
                  const LiftNode *node)
{
  g_autofree char *words = lift_detail_conflicts (node);

  if (words != NULL)
    g_string_append_printf (out, "%s\n\n", words);
}

static void
append_summary (GString  *out,
                LiftNode *release,
                gint64    now)
{
  static const LiftField fields[] = {
    LIFT_RELEASE_TYPE, LIFT_RELEASE_PROJECT, LIFT_RELEASE_MANAGER, LIFT_RELEASE_STATE, LIFT_RELEASE_TEMPLATE, LIFT_RELEASE_WINDOW,
  };
  g_autofree char *as_of = lift_instant_format (now);
  const char *local = lift_node_get_text (release, LIFT_RELEASE_LOCAL);
  guint n_closed, n = lift_schedule_n_items (release, &n_closed);

  if (local != NULL)
    append_moment (out, lift_field_info (LIFT_RELEASE_LOCAL)->label, local, lift_node_get_text (release, LIFT_RELEASE_ZONE));
  append_fields (out, release, fields, G_N_ELEMENTS (fields));
  g_string_append_printf (out, "As of %s: %u of %u items closed.\n\n", as_of, n_closed, n);
  append_conflicts (out, release);
}

static void
append_items (GString   *out,
              LiftNodes *items)
{
  guint n = lift_nodes_get_n (items);

  if (n == 0)
    g_string_append (out, LIFT_MARKDOWN_NO_ITEMS "\n");
  for (guint i = 0; i < n; i++)
    {
      LiftNode *item = lift_nodes_get (items, i);
      gboolean done = lift_item_get_state (item) == LIFT_ITEM_DONE;

      g_string_append_printf (out, "- [%c] ", done ? 'x' : ' ');
      lift_markdown_escape (out, text_of (item, LIFT_ITEM_TEXT));
      g_string_append_c (out, '\n');
      lift_detail_write (out, item);
    }
}

static void
append_deadline (GString        *out,
                 const LiftNode *release,
                 const LiftNode *phase)
{
  const char *pinned = lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL);
  gint64 due = lift_schedule_due (release, phase, NULL);
  g_autofree char *words = NULL;
  LiftLocal local;

  if (pinned != NULL)
    append_moment (out, lift_field_info (LIFT_PHASE_PINNED_LOCAL)->label, pinned, lift_node_get_text (phase, LIFT_PHASE_PINNED_ZONE));
  else if (due != LIFT_NO_INSTANT)
    {
      lift_zone_local (lift_schedule_zone (release), due, &local, NULL, NULL);
      words = lift_local_format (&local);
      append_moment (out, "Due", words, lift_node_get_text (release, LIFT_RELEASE_ZONE));
    }
}

static void
append_phase (GString        *out,
              const LiftNode *release,
              const LiftNode *phase)
{
  const char *offset = lift_node_get_text (phase, LIFT_PHASE_OFFSET);
  g_autofree char *title = lift_markdown_dup_escaped (text_of (phase, LIFT_PHASE_TITLE));
  g_autofree char *heading = lift_heading_write (offset != NULL ? LIFT_HEADING_DATED : LIFT_HEADING_PLAIN, title, offset,
                                                 lift_node_get_enum (phase, LIFT_PHASE_COUNTED));

  g_string_append_printf (out, "## %s\n\n", heading);
  append_deadline (out, release, phase);
  append_conflicts (out, phase);
  append_items (out, lift_node_get_list (phase, LIFT_PHASE_ITEMS));
}

static void
append_response (GString        *out,
                 const LiftNode *release)
{
  const char *title = lift_node_get_text (release, LIFT_RELEASE_RESPONSE_TITLE);
  LiftNodes *steps = lift_node_get_list (release, LIFT_RELEASE_RESPONSE);
  g_autofree char *escaped = lift_markdown_dup_escaped (title != NULL ? title : "Incident Response");
  g_autofree char *heading = lift_heading_write (LIFT_HEADING_RESPONSE, escaped, NULL, LIFT_DAYS_CALENDAR);

  if (title == NULL && lift_nodes_get_n (steps) == 0)
    return;

  g_string_append_printf (out, "\n## %s\n\n", heading);
  append_items (out, steps);
}

static void
append_incident (GString  *out,
                 LiftNode *incident,
                 guint     number)
{
  static const LiftField fields[] = {
    LIFT_INCIDENT_SEVERITY, LIFT_INCIDENT_STATE, LIFT_INCIDENT_STARTED, LIFT_INCIDENT_DECLARED_BY, LIFT_INCIDENT_RESOLVED_AT,
  };
  g_autofree char *mark = g_strdup_printf ("i%u", number);
  g_autofree char *title = lift_markdown_dup_escaped (text_of (incident, LIFT_INCIDENT_TITLE));
  g_autofree char *heading = lift_heading_write (LIFT_HEADING_INCIDENT, title, mark, LIFT_DAYS_CALENDAR);

  g_string_append_printf (out, "\n## %s\n\n", heading);
  append_fields (out, incident, fields, G_N_ELEMENTS (fields));
  append_conflicts (out, incident);
  append_items (out, lift_node_get_list (incident, LIFT_INCIDENT_ITEMS));
}

/**
 * lift_export_markdown:
 * @release: a release
 * @now: the moment of the export, seconds since 1970 UTC; it is named in the text
 *
 * Writes @release as a Markdown checklist, the inverse of lift_template_parse(): phases, offsets, pins, texts, states, reasons, owners,
 * notes and evidence come back. The language is that of the checklist, whatever the locale.
 *
 * Returns: (transfer full): the text, with a final newline
 */
char *
lift_export_markdown (LiftNode *release,
                      gint64    now)
{
  GString *out = g_string_new (NULL);
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  LiftNodes *incidents = lift_node_get_list (release, LIFT_RELEASE_INCIDENTS);

  g_return_val_if_fail (lift_node_get_kind (release) == LIFT_KIND_RELEASE, g_string_free (out, FALSE));

  append_title (out, release);
  append_summary (out, release, now);
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      append_phase (out, release, lift_nodes_get (phases, i));
    }
  append_response (out, release);
  for (guint i = 0; i < lift_nodes_get_n (incidents); i++)
    append_incident (out, lift_nodes_get (incidents, i), i + 1);

  return g_string_free (out, FALSE);
}
