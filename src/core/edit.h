/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "node.h"

G_BEGIN_DECLS

/* Changes as values. A group is a verb with its subject (what the person did: "tick", "2.3") and the edits that do it. */

typedef enum
{
  LIFT_EDIT_SET,
  LIFT_EDIT_INSERT,
  LIFT_EDIT_REMOVE,
} LiftEditOp;

/* What a person did; the words for it are lift_history_entry_words (). */
typedef enum
{
  LIFT_VERB_EDIT,
  LIFT_VERB_CREATE,
  LIFT_VERB_TICK,
  LIFT_VERB_UNTICK,
  LIFT_VERB_BLOCK,
  LIFT_VERB_FAIL,
  LIFT_VERB_SKIP,
  LIFT_VERB_NOT_APPLICABLE,
  LIFT_VERB_ASSIGN,
  LIFT_VERB_NOTE,
  LIFT_VERB_EVIDENCE,
  LIFT_VERB_REWORD,
  LIFT_VERB_ADD,
  LIFT_VERB_DELETE,
  LIFT_VERB_MOVE,
  LIFT_VERB_ADD_PHASE,
  LIFT_VERB_RENAME_PHASE,
  LIFT_VERB_DELETE_PHASE,
  LIFT_VERB_MOVE_PHASE,
  LIFT_VERB_RESCHEDULE,
  LIFT_VERB_PIN,
  LIFT_VERB_UNPIN,
  LIFT_VERB_DECLARE,
  LIFT_VERB_RESOLVE,
  LIFT_VERB_REOPEN,
  LIFT_VERB_SEVERITY,
  LIFT_VERB_SETTLE,
  LIFT_VERB_RESTORE,
  LIFT_VERB_RELEASE_STATE,
  LIFT_VERB_DEPLOY_START,
  LIFT_VERB_DEPLOY_END,
  LIFT_VERB_DEPLOY_PLAN,
  LIFT_VERB_DEPLOY_CORRECT,
  LIFT_VERB_DEPLOY_REMOVE,
  LIFT_VERB_HAND_OVER,
  LIFT_VERB_LINK,
  LIFT_VERB_CALENDAR,
  LIFT_VERB_MOMENT,
  LIFT_N_VERBS,
} LiftVerb;

typedef struct _LiftGroup LiftGroup;
typedef struct _LiftIndex LiftIndex;

/* Where each id of a tree stands; belongs to one thread and is kept in step by lift_group_apply (). */
LiftIndex   *lift_index_new          (LiftNode *root);
void         lift_index_free         (LiftIndex *index);
LiftNode    *lift_index_find         (LiftIndex *index, const char *id);
LiftNode    *lift_index_find_parent  (LiftIndex *index, const char *id, LiftField *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftIndex, lift_index_free)

LiftGroup   *lift_group_new          (LiftVerb verb, const char *subject, const char *detail);
LiftGroup   *lift_group_ref          (LiftGroup *group);
void         lift_group_unref        (LiftGroup *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftGroup, lift_group_unref)

void         lift_group_set_text     (LiftGroup *group, const LiftNode *node, LiftField field, const char *text);
void         lift_group_confirm      (LiftGroup *group, const LiftNode *node, LiftField field);
void         lift_group_set_enum     (LiftGroup *group, const LiftNode *node, LiftField field, int value);
void         lift_group_set_instant  (LiftGroup *group, const LiftNode *node, LiftField field, gint64 instant);
void         lift_group_set_parent   (LiftGroup *group, const LiftNode *node, const char *old_parent, const char *new_parent);
void         lift_group_set_unknown  (LiftGroup *group, const LiftNode *node, const char *members);
void         lift_group_insert       (LiftGroup *group, const char *parent, LiftField list, LiftNode *node);
void         lift_group_remove       (LiftGroup *group, const char *parent, LiftField list, LiftNode *node);
void         lift_group_append       (LiftGroup *group, LiftGroup *more);

LiftVerb     lift_group_get_verb     (const LiftGroup *group);
const char  *lift_group_get_subject  (const LiftGroup *group);
const char  *lift_group_get_detail   (const LiftGroup *group);
guint        lift_group_get_n_edits  (const LiftGroup *group);
const char  *lift_group_get_edit     (const LiftGroup *group, guint edit, LiftEditOp *op, LiftField *field);
char        *lift_group_dup_label    (const LiftGroup *group);

LiftNode    *lift_group_apply        (LiftGroup *group, LiftNode *root, LiftIndex *index, LiftGroup **inverse, guint *left_out);

const char  *lift_verb_word          (LiftVerb verb);
gboolean     lift_verb_parse         (const char *word, LiftVerb *verb);

G_END_DECLS
