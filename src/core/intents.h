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

LiftGroup *lift_intent_set_state      (LiftNode *root, const char *const *ids, const LiftStateChange *change, GError **error);
LiftGroup *lift_intent_assign         (LiftNode *root, const char *const *ids, const char *owner, GError **error);
LiftGroup *lift_intent_note           (LiftNode *root, const char *id, const char *note, GError **error);
LiftGroup *lift_intent_evidence       (LiftNode *root, const char *id, const char *url, const char *title, GError **error);
LiftGroup *lift_intent_reword         (LiftNode *root, const char *id, const char *text, GError **error);
LiftGroup *lift_intent_add_item       (LiftNode *root, const char *phase, const char *after, const char *text, const LiftAct *act, char **id, GError **error);
LiftGroup *lift_intent_delete         (LiftNode *root, const char *const *ids, GError **error);
LiftGroup *lift_intent_move           (LiftNode *root, const char *id, const char *parent, const char *after, GError **error);
LiftGroup *lift_intent_add_phase      (LiftNode *root, const char *after, const char *title, const char *offset, const LiftAct *act, char **id, GError **error);
LiftGroup *lift_intent_change_phase   (LiftNode *root, const char *id, const char *title, const char *offset, GError **error);
LiftGroup *lift_intent_set_details    (LiftNode *root, const char *name, const char *version, int type, const char *project, const char *manager, GError **error);
LiftGroup *lift_intent_reschedule     (LiftNode *root, const char *local, const char *zone, const char *window, GError **error);
LiftGroup *lift_intent_pin            (LiftNode *root, const char *phase, const char *local, const char *zone, GError **error);
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
 * What a new release is made of, beside its template. All borrowed; @local, @version, @project, @manager, @window may be NULL.
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
} LiftReleaseDetails;

LiftNode   *lift_release_new          (LiftNode *template_root, const LiftReleaseDetails *details, const LiftAct *act, GError **error);

G_END_DECLS
