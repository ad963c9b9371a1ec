/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "calendar.h"
#include "fields.h"

static const LiftFieldInfo fields[] = {
#define FIELD(KIND, NAME, member, TYPE, about, UNIT, need, label) \
  { LIFT_KIND_##KIND, #KIND "_" #NAME, member, LIFT_TYPE_##TYPE, about, LIFT_##KIND##_##UNIT, need, label, \
    LIFT_##KIND##_##NAME - LIFT_##KIND##_ID },
#include "field-table.h"
#undef FIELD
};

static const struct
{
  LiftField   first, end;
  LiftField   conflicts;
  LiftField   title; /* what a person knows one by; LIFT_N_FIELDS: by its number */
  const char *label;
} kinds[] = {
  [LIFT_KIND_RELEASE] = { LIFT_RELEASE_ID, LIFT_PHASE_ID, LIFT_RELEASE_CONFLICTS, LIFT_RELEASE_NAME, N_("release") },
  [LIFT_KIND_PHASE] = { LIFT_PHASE_ID, LIFT_ITEM_ID, LIFT_PHASE_CONFLICTS, LIFT_PHASE_TITLE, N_("phase") },
  [LIFT_KIND_ITEM] = { LIFT_ITEM_ID, LIFT_INCIDENT_ID, LIFT_ITEM_CONFLICTS, LIFT_ITEM_TEXT, N_("item") },
  [LIFT_KIND_INCIDENT] = { LIFT_INCIDENT_ID, LIFT_ATTEMPT_ID, LIFT_INCIDENT_CONFLICTS, LIFT_INCIDENT_TITLE, N_("incident") },
  [LIFT_KIND_ATTEMPT] = { LIFT_ATTEMPT_ID, LIFT_DEPLOYMENT_ID, LIFT_ATTEMPT_CONFLICTS, LIFT_N_FIELDS, N_("attempt") },
  [LIFT_KIND_DEPLOYMENT] = { LIFT_DEPLOYMENT_ID, LIFT_MOVE_ID, LIFT_DEPLOYMENT_CONFLICTS, LIFT_DEPLOYMENT_TARGET, N_("deployment") },
  [LIFT_KIND_MOVE] = { LIFT_MOVE_ID, LIFT_HANDOVER_ID, LIFT_MOVE_CONFLICTS, LIFT_MOVE_REASON, N_("move") },
  [LIFT_KIND_HANDOVER] = { LIFT_HANDOVER_ID, LIFT_LINK_ID, LIFT_HANDOVER_CONFLICTS, LIFT_HANDOVER_TO, N_("hand-over") },
  [LIFT_KIND_LINK] = { LIFT_LINK_ID, LIFT_N_FIELDS, LIFT_LINK_CONFLICTS, LIFT_LINK_NAME, N_("link") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == LIFT_N_KINDS);

typedef struct
{
  const char *word;
  const char *label;
} Word;

static const Word release_types[] = {
  [LIFT_RELEASE_MINOR] = { "minor", N_("Minor release") },
  [LIFT_RELEASE_PATCH] = { "patch", N_("Patch release") },
  [LIFT_RELEASE_MAJOR] = { "major", N_("Major release") },
  [LIFT_RELEASE_HOTFIX] = { "hotfix", N_("Hotfix") },
};

static const Word release_states[] = {
  [LIFT_RELEASE_PLANNED] = { "planned", N_("Planned") },
  [LIFT_RELEASE_ACTIVE] = { "active", N_("Active") },
  [LIFT_RELEASE_ON_HOLD] = { "on-hold", N_("On hold") },
  [LIFT_RELEASE_RELEASED] = { "released", N_("Released") },
  [LIFT_RELEASE_ROLLED_BACK] = { "rolled-back", N_("Rolled back") },
  [LIFT_RELEASE_ABORTED] = { "aborted", N_("Aborted") },
  [LIFT_RELEASE_CLOSED] = { "closed", N_("Closed") },
};

static const Word item_states[] = {
  [LIFT_ITEM_OPEN] = { "open", N_("Open") },
  [LIFT_ITEM_DONE] = { "done", N_("Done") },
  [LIFT_ITEM_BLOCKED] = { "blocked", N_("Blocked") },
  [LIFT_ITEM_FAILED] = { "failed", N_("Failed") },
  [LIFT_ITEM_SKIPPED] = { "skipped", N_("Skipped") },
  [LIFT_ITEM_NOT_APPLICABLE] = { "not-applicable", N_("Not applicable") },
};

static const Word severities[] = {
  [LIFT_SEVERITY_UNSET] = { "unset", N_("Severity not assessed") },
  [LIFT_SEVERITY_SEV1] = { "SEV1", "SEV1" },
  [LIFT_SEVERITY_SEV2] = { "SEV2", "SEV2" },
  [LIFT_SEVERITY_SEV3] = { "SEV3", "SEV3" },
  [LIFT_SEVERITY_SEV4] = { "SEV4", "SEV4" },
  [LIFT_SEVERITY_SEV5] = { "SEV5", "SEV5" },
};

static const Word incident_states[] = {
  [LIFT_INCIDENT_TRIAGE] = { "triage", N_("Triage") },
  [LIFT_INCIDENT_ACTIVE] = { "active", N_("Active") },
  [LIFT_INCIDENT_MITIGATING] = { "mitigating", N_("Mitigating") },
  [LIFT_INCIDENT_MONITORING] = { "monitoring", N_("Monitoring") },
  [LIFT_INCIDENT_RESOLVED] = { "resolved", N_("Resolved") },
  [LIFT_INCIDENT_REVIEW] = { "review", N_("Review") },
  [LIFT_INCIDENT_CLOSED] = { "closed", N_("Closed") },
  [LIFT_INCIDENT_CANCELLED] = { "cancelled", N_("Cancelled") },
};

static const Word day_rules[] = {
  [LIFT_RULE_KEEP] = { "keep", N_("Keep") },
  [LIFT_RULE_BEFORE] = { "before", N_("Working day before") },
  [LIFT_RULE_AFTER] = { "after", N_("Working day after") },
};

static const Word phase_rules[] = {
  [LIFT_OWN_RULE_NONE] = { "release", N_("As the release says") },
  [LIFT_OWN_RULE_KEEP] = { "keep", N_("Keep") },
  [LIFT_OWN_RULE_BEFORE] = { "before", N_("Working day before") },
  [LIFT_OWN_RULE_AFTER] = { "after", N_("Working day after") },
};

static const Word day_counts[] = {
  [LIFT_DAYS_CALENDAR] = { "calendar", N_("Calendar days") },
  [LIFT_DAYS_WORKING] = { "working", N_("Working days") },
};

static const Word outcomes[] = {
  [LIFT_OUTCOME_NONE] = { "none", N_("Not ended") },
  [LIFT_OUTCOME_SUCCEEDED] = { "succeeded", N_("Succeeded") },
  [LIFT_OUTCOME_ROLLED_BACK] = { "rolled-back", N_("Rolled back") },
  [LIFT_OUTCOME_FAILED] = { "failed", N_("Failed") },
  [LIFT_OUTCOME_ABORTED] = { "aborted", N_("Aborted") },
};

static const Word link_roles[] = {
  [LIFT_LINK_HOTFIX_OF] = { "hotfix-of", N_("Hotfix of") },
  [LIFT_LINK_HOTFIX] = { "hotfix", N_("Hotfix") },
};

static const struct
{
  const Word *words;
  guint       n;
} enums[] = {
  [LIFT_ENUM_NONE] = { NULL, 0 },
  [LIFT_ENUM_RELEASE_TYPE] = { release_types, G_N_ELEMENTS (release_types) },
  [LIFT_ENUM_RELEASE_STATE] = { release_states, G_N_ELEMENTS (release_states) },
  [LIFT_ENUM_ITEM_STATE] = { item_states, G_N_ELEMENTS (item_states) },
  [LIFT_ENUM_SEVERITY] = { severities, G_N_ELEMENTS (severities) },
  [LIFT_ENUM_INCIDENT_STATE] = { incident_states, G_N_ELEMENTS (incident_states) },
  [LIFT_ENUM_DAY_RULE] = { day_rules, G_N_ELEMENTS (day_rules) },
  [LIFT_ENUM_PHASE_RULE] = { phase_rules, G_N_ELEMENTS (phase_rules) },
  [LIFT_ENUM_DAY_COUNT] = { day_counts, G_N_ELEMENTS (day_counts) },
  [LIFT_ENUM_OUTCOME] = { outcomes, G_N_ELEMENTS (outcomes) },
  [LIFT_ENUM_LINK_ROLE] = { link_roles, G_N_ELEMENTS (link_roles) },
};

/**
 * lift_field_info:
 * @field: a field
 *
 * Returns: (transfer none): the line of the field table
 */
const LiftFieldInfo *
lift_field_info (LiftField field)
{
  g_assert (field < LIFT_N_FIELDS);
  return &fields[field];
}

/**
 * lift_kind_first_field:
 * @kind: a kind of node
 *
 * Returns: the first field of @kind, its id; the others follow it
 */
LiftField
lift_kind_first_field (LiftKind kind)
{
  g_assert (kind < LIFT_N_KINDS);
  return kinds[kind].first;
}

/**
 * lift_kind_n_fields:
 * @kind: a kind of node
 *
 * Returns: how many fields it has
 */
guint
lift_kind_n_fields (LiftKind kind)
{
  g_assert (kind < LIFT_N_KINDS);
  return kinds[kind].end - kinds[kind].first;
}

/**
 * lift_kind_label:
 * @kind: a kind of node
 *
 * Returns: (transfer none): what a person calls it, translated, in lower case
 */
const char *
lift_kind_label (LiftKind kind)
{
  g_assert (kind < LIFT_N_KINDS);
  return _(kinds[kind].label);
}

/**
 * lift_field_is_text:
 * @field: a field
 *
 * Returns: whether the value is kept as text, whatever it means
 */
gboolean
lift_field_is_text (LiftField field)
{
  switch (lift_field_info (field)->type)
    {
    case LIFT_TYPE_ID:
    case LIFT_TYPE_TEXT:
    case LIFT_TYPE_LONG_TEXT:
    case LIFT_TYPE_LOCAL:
    case LIFT_TYPE_DAYTIME:
    case LIFT_TYPE_ZONE:
    case LIFT_TYPE_DURATION:
    case LIFT_TYPE_WEEKDAYS:
    case LIFT_TYPE_PERIODS:
    case LIFT_TYPE_POSITION:
    case LIFT_TYPE_URL:
    case LIFT_TYPE_CONFLICTS:
      return TRUE;

    case LIFT_TYPE_ENUM:
    case LIFT_TYPE_INSTANT:
    case LIFT_TYPE_LIST:
    case LIFT_TYPE_HISTORY:
    case LIFT_TYPE_PARENT:
    default:
      return FALSE;
    }
}

/**
 * lift_field_is_register:
 * @field: a field
 *
 * Returns: whether it holds a value of its own that is written over as a whole: what people change, and what can be in conflict
 */
gboolean
lift_field_is_register (LiftField field)
{
  switch (lift_field_info (field)->type)
    {
    case LIFT_TYPE_TEXT:
    case LIFT_TYPE_LONG_TEXT:
    case LIFT_TYPE_LOCAL:
    case LIFT_TYPE_DAYTIME:
    case LIFT_TYPE_ZONE:
    case LIFT_TYPE_DURATION:
    case LIFT_TYPE_WEEKDAYS:
    case LIFT_TYPE_PERIODS:
    case LIFT_TYPE_POSITION:
    case LIFT_TYPE_URL:
    case LIFT_TYPE_ENUM:
    case LIFT_TYPE_INSTANT:
      return TRUE;

    case LIFT_TYPE_ID:
    case LIFT_TYPE_LIST:
    case LIFT_TYPE_HISTORY:
    case LIFT_TYPE_CONFLICTS:
    case LIFT_TYPE_PARENT:
    default:
      return FALSE;
    }
}

/**
 * lift_field_is_long:
 * @field: a field
 *
 * Returns: whether it holds a text of many lines, of which both variants are kept when two change it
 */
gboolean
lift_field_is_long (LiftField field)
{
  LiftType type = lift_field_info (field)->type;

  return type == LIFT_TYPE_LONG_TEXT || type == LIFT_TYPE_PERIODS;
}

/**
 * lift_kind_conflicts:
 * @kind: a kind of node
 *
 * Returns: the field that holds its conflicts
 */
LiftField
lift_kind_conflicts (LiftKind kind)
{
  g_assert (kind < LIFT_N_KINDS);
  return kinds[kind].conflicts;
}

/**
 * lift_kind_title:
 * @kind: a kind of node
 *
 * Returns: the text a person knows one by; %LIFT_N_FIELDS where that is only its number
 */
LiftField
lift_kind_title (LiftKind kind)
{
  g_assert (kind < LIFT_N_KINDS);
  return kinds[kind].title;
}

/**
 * lift_kind_list_of:
 * @parent: kind of the parent
 * @child: kind of the children
 *
 * Returns: the list of @parent that holds @child, or %LIFT_N_FIELDS if there is none
 */
LiftField
lift_kind_list_of (LiftKind parent,
                   LiftKind child)
{
  g_assert (parent < LIFT_N_KINDS);

  for (LiftField f = kinds[parent].first; f < kinds[parent].end; f++)
    if (fields[f].type == LIFT_TYPE_LIST && fields[f].about == child)
      return f;

  return LIFT_N_FIELDS;
}

/**
 * lift_enum_n_words:
 * @which: an enumeration
 *
 * Returns: how many values it has
 */
guint
lift_enum_n_words (LiftEnum which)
{
  g_assert (which < LIFT_N_ENUMS);
  return enums[which].n;
}

/**
 * lift_enum_word:
 * @which: an enumeration
 * @value: one of its values
 *
 * Returns: (transfer none): the word that stands in documents and on the command line
 */
const char *
lift_enum_word (LiftEnum which,
                int      value)
{
  g_assert (which < LIFT_N_ENUMS && value >= 0 && (guint) value < enums[which].n);
  return enums[which].words[value].word;
}

/**
 * lift_enum_label:
 * @which: an enumeration
 * @value: one of its values
 *
 * Returns: (transfer none): what a person calls it, translated
 */
const char *
lift_enum_label (LiftEnum which,
                 int      value)
{
  g_assert (which < LIFT_N_ENUMS && value >= 0 && (guint) value < enums[which].n);
  return _(enums[which].words[value].label);
}

/**
 * lift_enum_parse:
 * @which: an enumeration
 * @word: a word
 * @value: (out): its value
 *
 * Returns: whether @word is a word of @which; case matters
 */
gboolean
lift_enum_parse (LiftEnum    which,
                 const char *word,
                 int        *value)
{
  g_assert (which < LIFT_N_ENUMS);

  for (guint i = 0; i < enums[which].n; i++)
    if (strcmp (enums[which].words[i].word, word) == 0)
      {
        *value = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * lift_item_state_closed:
 * @state: state of an item
 *
 * Returns: whether nothing is left to do: done, skipped and not applicable are closed; open, blocked and failed are not
 */
gboolean
lift_item_state_closed (LiftItemState state)
{
  return state == LIFT_ITEM_DONE || state == LIFT_ITEM_SKIPPED || state == LIFT_ITEM_NOT_APPLICABLE;
}
