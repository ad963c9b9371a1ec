/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LIFT_KIND_RELEASE,
  LIFT_KIND_PHASE,
  LIFT_KIND_ITEM,
  LIFT_KIND_INCIDENT,
  LIFT_KIND_ATTEMPT,
  LIFT_KIND_DEPLOYMENT,
  LIFT_KIND_MOVE,
  LIFT_KIND_HANDOVER,
  LIFT_KIND_LINK,
  LIFT_N_KINDS,
} LiftKind;

typedef enum
{
  LIFT_TYPE_ID,        /* text, random, never reused */
  LIFT_TYPE_TEXT,      /* one line of text; empty and absent are the same */
  LIFT_TYPE_LONG_TEXT, /* text of many lines */
  LIFT_TYPE_ENUM,      /* one of the words of its LiftEnum; absent is the first one, and is written only where it leads its unit */
  LIFT_TYPE_INSTANT,   /* seconds since 1970 UTC; RFC 3339 "2026-12-02T09:12:00Z" in the file */
  LIFT_TYPE_LOCAL,     /* text: a wall clock time "2026-12-09T10:00" */
  LIFT_TYPE_DAYTIME,    /* text: a time of day "17:00" */
  LIFT_TYPE_ZONE,      /* text: an IANA zone name */
  LIFT_TYPE_DURATION,  /* text: ISO 8601 "-P2W", "PT1H" */
  LIFT_TYPE_WEEKDAYS,  /* text: days of the week "Sat Sun", see calendar.h */
  LIFT_TYPE_PERIODS,   /* text of many lines: one period a line, see calendar.h */
  LIFT_TYPE_POSITION,  /* text: an order key, see position.h */
  LIFT_TYPE_URL,       /* text: a http, https or mailto link */
  LIFT_TYPE_LIST,      /* children, ordered by (position, id) */
  LIFT_TYPE_HISTORY,   /* the lines of the history; release only */
  LIFT_TYPE_CONFLICTS, /* text: what is not decided, as JSON; see conflict.h */
  LIFT_TYPE_PARENT,    /* the id of the parent; not stored, implied by nesting */
} LiftType;

typedef enum
{
  LIFT_ENUM_NONE,
  LIFT_ENUM_RELEASE_TYPE,
  LIFT_ENUM_RELEASE_STATE,
  LIFT_ENUM_ITEM_STATE,
  LIFT_ENUM_SEVERITY,
  LIFT_ENUM_INCIDENT_STATE,
  LIFT_ENUM_DAY_RULE,
  LIFT_ENUM_PHASE_RULE,
  LIFT_ENUM_DAY_COUNT,
  LIFT_ENUM_OUTCOME,
  LIFT_ENUM_LINK_ROLE,
  LIFT_N_ENUMS,
} LiftEnum;

typedef enum
{
  LIFT_RELEASE_MINOR,
  LIFT_RELEASE_PATCH,
  LIFT_RELEASE_MAJOR,
  LIFT_RELEASE_HOTFIX,
} LiftReleaseType;

typedef enum
{
  LIFT_RELEASE_PLANNED,
  LIFT_RELEASE_ACTIVE,
  LIFT_RELEASE_ON_HOLD,
  LIFT_RELEASE_RELEASED,
  LIFT_RELEASE_ROLLED_BACK,
  LIFT_RELEASE_ABORTED,
  LIFT_RELEASE_CLOSED,
} LiftReleaseState;

/* open, blocked and failed are not closed; done, skipped and not-applicable are */
typedef enum
{
  LIFT_ITEM_OPEN,
  LIFT_ITEM_DONE,
  LIFT_ITEM_BLOCKED,
  LIFT_ITEM_FAILED,
  LIFT_ITEM_SKIPPED,
  LIFT_ITEM_NOT_APPLICABLE,
  LIFT_N_ITEM_STATES,
} LiftItemState;

typedef enum
{
  LIFT_SEVERITY_UNSET,
  LIFT_SEVERITY_SEV1,
  LIFT_SEVERITY_SEV2,
  LIFT_SEVERITY_SEV3,
  LIFT_SEVERITY_SEV4,
  LIFT_SEVERITY_SEV5,
} LiftSeverity;

typedef enum
{
  LIFT_INCIDENT_TRIAGE,
  LIFT_INCIDENT_ACTIVE,
  LIFT_INCIDENT_MITIGATING,
  LIFT_INCIDENT_MONITORING,
  LIFT_INCIDENT_RESOLVED,
  LIFT_INCIDENT_REVIEW,
  LIFT_INCIDENT_CLOSED,
  LIFT_INCIDENT_CANCELLED,
} LiftIncidentState;

/* What becomes of a deadline that falls on a weekend or a holiday. */
typedef enum
{
  LIFT_RULE_KEEP,
  LIFT_RULE_BEFORE, /* the working day before */
  LIFT_RULE_AFTER,  /* the working day after */
} LiftDayRule;

/* The same for one phase: that of the release, or its own. */
typedef enum
{
  LIFT_OWN_RULE_NONE,
  LIFT_OWN_RULE_KEEP,
  LIFT_OWN_RULE_BEFORE,
  LIFT_OWN_RULE_AFTER,
} LiftOwnRule;

/* Which days an offset counts. */
typedef enum
{
  LIFT_DAYS_CALENDAR,
  LIFT_DAYS_WORKING,
} LiftDayCount;

typedef enum
{
  LIFT_OUTCOME_NONE, /* not ended */
  LIFT_OUTCOME_SUCCEEDED,
  LIFT_OUTCOME_ROLLED_BACK,
  LIFT_OUTCOME_FAILED,
  LIFT_OUTCOME_ABORTED,
} LiftOutcome;

typedef enum
{
  LIFT_LINK_HOTFIX_OF, /* this release is a hotfix of the other */
  LIFT_LINK_HOTFIX,    /* the other is a hotfix of this release */
} LiftLinkRole;

/* LIFT_RELEASE_NAME, LIFT_PHASE_TITLE, LIFT_ITEM_TEXT, … in the order of field-table.h, kinds together */
typedef enum
{
#define FIELD(KIND, NAME, member, TYPE, about, UNIT, need, label) LIFT_##KIND##_##NAME,
#include "field-table.h"
#undef FIELD
  LIFT_N_FIELDS,
} LiftField;

/**
 * LiftFieldInfo:
 * @slot: index of the value in its node
 *
 * One line of field-table.h. @label is untranslated (msgid).
 */
typedef struct
{
  LiftKind    kind;
  const char *name;   /* "ITEM_TEXT", for messages of tests */
  const char *member;
  LiftType    type;
  int         about;
  LiftField   unit;
  gboolean    need;
  const char *label;
  guint       slot;
} LiftFieldInfo;

const LiftFieldInfo *lift_field_info         (LiftField field);
LiftField            lift_kind_first_field   (LiftKind kind);
guint                lift_kind_n_fields      (LiftKind kind);
const char          *lift_kind_label         (LiftKind kind);
gboolean             lift_field_is_text      (LiftField field);
gboolean             lift_field_is_register  (LiftField field);
gboolean             lift_field_is_long      (LiftField field);
LiftField            lift_kind_conflicts     (LiftKind kind);
LiftField            lift_kind_title         (LiftKind kind);
LiftField            lift_kind_list_of       (LiftKind parent, LiftKind child);

guint                lift_enum_n_words       (LiftEnum which);
const char          *lift_enum_word          (LiftEnum which, int value);
const char          *lift_enum_label         (LiftEnum which, int value);
gboolean             lift_enum_parse         (LiftEnum which, const char *word, int *value);

gboolean             lift_item_state_closed  (LiftItemState state);

gboolean             lift_field_check        (LiftField field, const char *value, GError **error);

G_END_DECLS
