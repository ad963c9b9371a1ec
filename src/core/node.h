/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fields.h"

G_BEGIN_DECLS

/* A document is an immutable tree of reference-counted nodes: a reference to its root is a snapshot that may
 * be handed to any thread. A node may be built with the setters below as long as its maker holds the only
 * reference; afterwards changes are made with edits (edit.h), which give a new root that shares what did not
 * change. */
typedef struct _LiftNode    LiftNode;
typedef struct _LiftNodes   LiftNodes;
typedef struct _LiftHistory LiftHistory;

/* What an instant field holds when it is not set. */
#define LIFT_NO_INSTANT G_MININT64

LiftNode    *lift_node_new          (LiftKind kind, const char *id);
LiftNode    *lift_node_ref          (LiftNode *node);
void         lift_node_unref        (LiftNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftNode, lift_node_unref)

LiftKind     lift_node_get_kind     (const LiftNode *node);
const char  *lift_node_get_id       (const LiftNode *node);
gboolean     lift_node_equal        (const LiftNode *a, const LiftNode *b);
const char  *lift_node_get_position (const LiftNode *node);
const char  *lift_node_get_text     (const LiftNode *node, LiftField field);
int          lift_node_get_enum     (const LiftNode *node, LiftField field);
gint64       lift_node_get_instant  (const LiftNode *node, LiftField field);
LiftNodes   *lift_node_get_list     (const LiftNode *node, LiftField field);
LiftHistory *lift_node_get_history  (const LiftNode *node);
const char  *lift_node_get_unknown  (const LiftNode *node);

/* Building: only while the caller holds the only reference. */
void         lift_node_set_text     (LiftNode *node, LiftField field, const char *text);
void         lift_node_set_enum     (LiftNode *node, LiftField field, int value);
void         lift_node_set_instant  (LiftNode *node, LiftField field, gint64 instant);
void         lift_node_set_unknown  (LiftNode *node, const char *members); /* "a": 1,\nrelease"b": {…} */
void         lift_node_add_history  (LiftNode *node, const char *line);
void         lift_node_take_child   (LiftNode *node, LiftField list, LiftNode *child);

/* Children of one list, ordered by (position, id); NULL-safe: an absent list is empty. */
guint        lift_nodes_get_n       (const LiftNodes *nodes);
LiftNode    *lift_nodes_get         (const LiftNodes *nodes, guint index);
gboolean     lift_nodes_index       (const LiftNodes *nodes, const LiftNode *child, guint *index);
gboolean     lift_nodes_find        (const LiftNodes *nodes, const char *id, guint *index);
guint        lift_nodes_tally       (const LiftNodes *nodes, LiftItemState state);
guint        lift_nodes_n_closed    (const LiftNodes *nodes);
guint        lift_nodes_n_conflicts (const LiftNodes *nodes);

/* History: newest line first. */
guint        lift_history_get_n     (const LiftHistory *history);
const char  *lift_history_get_line  (const LiftHistory *history);
LiftHistory *lift_history_get_older (const LiftHistory *history);

/**
 * LiftAct:
 * @who: the acting person, as recorded
 * @when: seconds since 1970 UTC
 * @rand: where random ids come from; owned by the caller, used by one thread at a time
 *
 * Who acts, when, and with which randomness: parameters of the core, which reads no clock, no name and no
 * entropy of its own.
 */
typedef struct
{
  const char *who;
  gint64      when;
  GRand      *rand;
} LiftAct;

LiftItemState lift_item_get_state   (const LiftNode *item);

char        *lift_id_new            (GRand *rand);

G_END_DECLS
