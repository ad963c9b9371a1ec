/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edit.h"

G_BEGIN_DECLS

/* What several people changed at the same time, differently, and nobody has decided yet. merge.c records it in the very thing it is about (the
 * field CONFLICTS), so that every copy of the document has it; an edit of what is in conflict decides it. */

/**
 * LiftCandidate:
 * @value: (nullable): a node of the thing's kind with only the fields of the unit; %NULL: that the thing is deleted
 * @settled: (nullable): when this value was once decided for, and by whom, which tells it from the same value that nobody decided for
 *
 * One of the values of a conflict.
 */
typedef struct
{
  LiftNode *value;
  char     *settled;
} LiftCandidate;

/**
 * LiftConflict:
 * @unit: the field that leads the unit (field-table.h); the id of its kind: the thing was deleted on one side and changed on another
 * @candidates: (element-type LiftCandidate): in a fixed order, the first being what the thing itself shows; a record with a single one is of
 *   a conflict that was decided
 *
 * A conflict, or what is left of it when it is decided.
 */
typedef struct
{
  LiftField unit;
  GArray   *candidates;
} LiftConflict;

LiftConflict  *lift_conflict_new          (LiftField unit);
void           lift_conflict_free         (LiftConflict *conflict);
void           lift_conflict_add          (LiftConflict *conflict, LiftNode *value, const char *settled);
gboolean       lift_conflict_is_open      (const LiftConflict *conflict);
gboolean       lift_conflict_is_deletion  (const LiftConflict *conflict);
LiftNode      *lift_conflict_get_value    (const LiftConflict *conflict, guint candidate);
const char    *lift_conflict_get_label    (const LiftConflict *conflict);
char          *lift_conflict_dup_words    (const LiftConflict *conflict, guint candidate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftConflict, lift_conflict_free)

guint          lift_node_n_conflicts      (const LiftNode *node);
gboolean       lift_node_in_conflict      (const LiftNode *node);
GPtrArray     *lift_node_get_conflicts    (const LiftNode *node);
LiftConflict  *lift_node_find_conflict    (const LiftNode *node, LiftField unit);
guint          lift_root_count_conflicts  (const LiftNode *root);
LiftNode      *lift_root_next_conflict    (LiftNode *root, const char *after);

LiftGroup     *lift_intent_settle         (LiftNode *root, const char *id, LiftField unit, guint candidate, const LiftAct *act, GError **error);
LiftGroup     *lift_conflict_settled_by   (const LiftGroup *inverse, LiftIndex *index, const LiftAct *act);

/* Between the reader, the writer and merge. */
LiftField      lift_conflict_find_unit    (LiftKind kind, const char *member);
const char    *lift_conflict_unit_member  (LiftField unit);
void           lift_candidate_clear       (gpointer candidate);
int            lift_candidate_compare     (LiftField unit, const LiftCandidate *a, const LiftCandidate *b);
gboolean       lift_candidate_same_value  (LiftField unit, LiftNode *a, LiftNode *b);
char          *lift_conflicts_format      (GPtrArray *records);

G_END_DECLS
