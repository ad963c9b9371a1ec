/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "node.h"

/* For edit.c, merge.c and document.c: how a tree is made from another one. */

typedef union
{
  GRefString  *text;
  gint64       number;
  LiftNodes   *list;
  LiftHistory *history;
} LiftValue;

struct _LiftNode
{
  gatomicrefcount ref_count;
  guint           kind;
  GRefString     *unknown;
  LiftValue       values[];
};

struct _LiftNodes
{
  gatomicrefcount ref_count;
  guint           n;
  guint           room;
  guint           tally[LIFT_N_ITEM_STATES];
  guint           n_conflicts; /* of items */
  LiftNode       *nodes[];
};

LiftNode    *lift_node_make_unique   (LiftNode *node);
void         lift_node_set_value     (LiftNode *node, LiftField field, LiftValue value);
LiftValue    lift_node_get_value     (const LiftNode *node, LiftField field);
void         lift_node_set_history   (LiftNode *node, LiftHistory *history);
guint        lift_node_hash          (gconstpointer node);
gboolean     lift_node_same          (gconstpointer a, gconstpointer b);
gboolean     lift_node_is_unique     (const LiftNode *node);

LiftValue    lift_value_copy         (LiftType type, LiftValue value);
void         lift_value_clear        (LiftType type, LiftValue *value);
gboolean     lift_value_equal        (LiftType type, LiftValue a, LiftValue b);

/* All on a list of a node that its caller alone holds. */
void         lift_node_own_list      (LiftNode *node, LiftField list);
LiftNode    *lift_node_own_child     (LiftNode *node, LiftField list, guint index);
void         lift_node_insert_child  (LiftNode *node, LiftField list, LiftNode *child);
LiftNode    *lift_node_steal_child   (LiftNode *node, LiftField list, guint index);
void         lift_node_count_child   (LiftNode *node, LiftField list, const LiftNode *child, int by);

LiftHistory *lift_history_ref        (LiftHistory *history);
void         lift_history_unref      (LiftHistory *history);
LiftHistory *lift_history_prepend    (LiftHistory *older, const char *line);
LiftHistory *lift_history_insert  (LiftHistory *history, const char *line);
