/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edit.h"

G_BEGIN_DECLS

/* What a person means, as groups of edits. Each looks things up in @root, returns a new group owned by the caller, with no edits
 * in it when nothing would change, or NULL and LIFT_ERROR_ARGUMENT when it cannot be done. */

/**
 * LiftStateChange:
 * @state: the new state
 * @reason: (nullable): needed for blocked, failed, skipped and not-applicable
 * @accepted: (nullable): who accepted the risk; for skipped
 * @by: (nullable): who did it; ignored for open
 * @at: when it was done, seconds since 1970 UTC; ignored for open
 */
typedef struct
{
  LiftItemState state;
  const char   *reason;
  const char   *accepted;
  const char   *by;
  gint64        at;
} LiftStateChange;

/**
 * LiftPhaseChange:
 * @title: (nullable): the new title; NULL keeps it
 * @offset: (nullable): the new offset; NULL keeps it, empty removes it
 * @counted: a [enum@LiftDayCount], or -1 to keep it
 * @rule: a [enum@LiftOwnRule], or -1 to keep it
 */
typedef struct
{
  const char *title;
  const char *offset;
  int         counted;
  int         rule;
} LiftPhaseChange;

/**
 * LiftReschedule:
 * @local: (nullable): the new wall clock time, "2026-12-09T10:00"; NULL keeps it, empty removes it
 * @zone: (nullable): the new IANA zone; NULL keeps it
 * @window: (nullable): the new length of the deployment window, an ISO 8601 duration; NULL keeps it, empty for the usual two hours
 * @day_time: (nullable): the time of day of deadlines that days or weeks lead to; NULL keeps it, empty for that of the release moment
 * @reason: (nullable): why it moves
 * @override: (nullable): why the moment may lie in a freeze or outside of the deployment windows
 */
typedef struct
{
  const char *local;
  const char *zone;
  const char *window;
  const char *day_time;
  const char *reason;
  const char *override;
} LiftReschedule;

/**
 * LiftCalendarChange:
 * @rule: a [enum@LiftDayRule], or -1 to keep it
 * @weekend: (nullable): days as lift_weekdays_parse() takes them; NULL keeps it, empty for Saturday and Sunday
 * @holidays: (nullable): a list as in calendar.h; NULL keeps it, empty removes it
 * @windows: (nullable): the same
 * @freezes: (nullable): the same
 */
typedef struct
{
  int         rule;
  const char *weekend;
  const char *holidays;
  const char *windows;
  const char *freezes;
} LiftCalendarChange;

LiftGroup *lift_intent_set_state      (LiftNode *root, const char *const *ids, const LiftStateChange *change, GError **error);
LiftGroup *lift_intent_assign         (LiftNode *root, const char *const *ids, const char *owner, GError **error);
LiftGroup *lift_intent_note           (LiftNode *root, const char *id, const char *note, GError **error);
LiftGroup *lift_intent_evidence       (LiftNode *root, const char *id, const char *url, const char *title, GError **error);
LiftGroup *lift_intent_reword         (LiftNode *root, const char *id, const char *text, GError **error);
LiftGroup *lift_intent_add_item       (LiftNode *root, const char *phase, const char *after, const char *text, const LiftAct *act, char **id, GError **error);
LiftGroup *lift_intent_delete         (LiftNode *root, const char *const *ids, GError **error);
LiftGroup *lift_intent_move           (LiftNode *root, const char *id, const char *parent, const char *after, GError **error);
LiftGroup *lift_intent_add_phase      (LiftNode *root, const char *after, const char *title, const char *offset, LiftDayCount counted, const LiftAct *act, char **id, GError **error);
LiftGroup *lift_intent_change_phase   (LiftNode *root, const char *id, const LiftPhaseChange *change, GError **error);
LiftGroup *lift_intent_item_moment    (LiftNode *root, const char *id, const char *offset, const char *clock, GError **error);
LiftGroup *lift_intent_set_details    (LiftNode *root, const char *name, const char *version, int type, const char *project, const char *manager, GError **error);
LiftGroup *lift_intent_reschedule     (LiftNode *root, const LiftReschedule *change, const LiftAct *act, GError **error);
LiftGroup *lift_intent_calendar       (LiftNode *root, const LiftCalendarChange *change, GError **error);
LiftGroup *lift_intent_pin            (LiftNode *root, const char *phase, const char *local, const char *zone, GError **error);
LiftNode  *lift_release_restored      (LiftNode *root, LiftNode *earlier);
LiftGroup *lift_intent_restore        (LiftNode *root, LiftNode *earlier, const char *when, GError **error);
LiftGroup *lift_intent_declare        (LiftNode *root, const char *title, LiftSeverity severity, gint64 started, const LiftAct *act, char **id, GError **error);
LiftGroup *lift_intent_incident_state (LiftNode *root, const char *id, LiftIncidentState state, gint64 at, GError **error);
LiftGroup *lift_intent_incident_title (LiftNode *root, const char *id, const char *title, GError **error);
LiftGroup *lift_intent_severity       (LiftNode *root, const char *id, LiftSeverity severity, GError **error);

/* Printed numbers: phase "2", item "2.3", incident "i1", step "i1.3". */
char       *lift_number_of            (LiftNode *root, const char *id);
LiftNode   *lift_number_find          (LiftNode *root, const char *number_or_id, LiftKind kind, GError **error);
LiftNode   *lift_root_find            (LiftNode *root, const char *id, LiftNode **parent);

/**
 * LiftReleaseDetails:
 *
 * What a new release is made of, beside its template. All borrowed; all but the name may be NULL. @override as in [struct@LiftReschedule]; @hotfix_of is the release
 * that the new one is a hotfix of.
 */
typedef struct
{
  const char     *name;
  const char     *version;
  LiftReleaseType type;
  const char     *project;
  const char     *manager;
  const char     *local;
  const char     *zone;
  const char     *window;
  const char     *day_time;
  const char     *override;
  const LiftCalendarChange *calendar;
  LiftNode       *hotfix_of;
} LiftReleaseDetails;

LiftNode   *lift_release_new          (LiftNode *template_root, const LiftReleaseDetails *details, const LiftAct *act, GError **error);

G_END_DECLS
