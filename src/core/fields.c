/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fields.h"

#define FIRST_RELEASE  LIFT_RELEASE_ID
#define FIRST_PHASE    LIFT_PHASE_ID
#define FIRST_ITEM     LIFT_ITEM_ID
#define FIRST_INCIDENT LIFT_INCIDENT_ID

static const LiftFieldInfo fields[] = {
#define FIELD(KIND, NAME, member, TYPE, about, UNIT, need, label) \
  { LIFT_KIND_##KIND, #KIND "_" #NAME, member, LIFT_TYPE_##TYPE, about, LIFT_##KIND##_##UNIT, need, label, \
    LIFT_##KIND##_##NAME - FIRST_##KIND },
#include "field-table.h"
#undef FIELD
};

static const struct
{
  LiftField   first, end;
  const char *label;
} kinds[] = {
  [LIFT_KIND_RELEASE] = { FIRST_RELEASE, FIRST_PHASE, N_("release") },
  [LIFT_KIND_PHASE] = { FIRST_PHASE, FIRST_ITEM, N_("phase") },
  [LIFT_KIND_ITEM] = { FIRST_ITEM, FIRST_INCIDENT, N_("item") },
  [LIFT_KIND_INCIDENT] = { FIRST_INCIDENT, LIFT_N_FIELDS, N_("incident") },
};

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
    case LIFT_TYPE_ZONE:
    case LIFT_TYPE_DURATION:
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
    case LIFT_TYPE_ZONE:
    case LIFT_TYPE_DURATION:
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
 * lift_kind_conflicts:
 * @kind: a kind of node
 *
 * Returns: the field that holds its conflicts
 */
LiftField
lift_kind_conflicts (LiftKind kind)
{
  static const LiftField conflicts[] = {
    [LIFT_KIND_RELEASE] = LIFT_RELEASE_CONFLICTS,
    [LIFT_KIND_PHASE] = LIFT_PHASE_CONFLICTS,
    [LIFT_KIND_ITEM] = LIFT_ITEM_CONFLICTS,
    [LIFT_KIND_INCIDENT] = LIFT_INCIDENT_CONFLICTS,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (conflicts) == LIFT_N_KINDS);
  g_assert (kind < LIFT_N_KINDS);
  return conflicts[kind];
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
