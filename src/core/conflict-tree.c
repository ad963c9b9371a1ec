/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conflict.h"
#include "json.h"

/* The conflicts of a tree: what is open, how much, and where. */

/**
 * lift_node_get_conflicts:
 * @node: a node
 *
 * Returns: (transfer full) (element-type LiftConflict): what is in conflict about @node; empty if nothing is
 */
GPtrArray *
lift_node_get_conflicts (const LiftNode *node)
{
  g_autoptr (GPtrArray) records = lift_json_read_conflicts (node);
  GPtrArray *open = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_conflict_free);

  for (guint i = 0; i < records->len; i++)
    {
      LiftConflict **place = (LiftConflict **) &g_ptr_array_index (records, i);

      if (lift_conflict_is_open (*place))
        g_ptr_array_add (open, g_steal_pointer (place));
    }
  return open;
}

/**
 * lift_node_find_conflict:
 * @node: a node
 * @unit: the field that leads a unit
 *
 * Returns: (transfer full) (nullable): the conflict about @unit of @node; %NULL if there is none, or it is decided
 */
LiftConflict *
lift_node_find_conflict (const LiftNode *node,
                         LiftField       unit)
{
  g_autoptr (GPtrArray) open = lift_node_in_conflict (node) ? lift_node_get_conflicts (node) : NULL;

  for (guint i = 0; open != NULL && i < open->len; i++)
    if (((LiftConflict *) g_ptr_array_index (open, i))->unit == unit)
      return g_ptr_array_steal_index (open, i);
  return NULL;
}

/**
 * lift_root_count_conflicts:
 * @root: a node, mostly a release
 *
 * Returns: how many conflicts in @root, itself included, wait for somebody to decide; costs the same whatever the number of items
 */
guint
lift_root_count_conflicts (const LiftNode *root)
{
  LiftKind kind = lift_node_get_kind (root);
  guint n = lift_node_n_conflicts (root);

  for (LiftField field = lift_kind_first_field (kind); field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *nodes = lift_node_get_list (root, field);

        n += lift_nodes_n_conflicts (nodes);
        for (guint i = 0; lift_field_info (field)->about != LIFT_KIND_ITEM && i < lift_nodes_get_n (nodes); i++)
          n += lift_root_count_conflicts (lift_nodes_get (nodes, i));
      }
  return n;
}

static gboolean
next_in (LiftNode    *node,
         const char  *after,
         gboolean    *passed,
         LiftNode   **first,
         LiftNode   **found)
{
  LiftKind kind = lift_node_get_kind (node);

  if (lift_node_in_conflict (node))
    {
      if (*first == NULL)
        *first = node;
      if (*passed)
        {
          *found = node;
          return TRUE;
        }
    }
  *passed |= g_strcmp0 (lift_node_get_id (node), after) == 0;

  for (LiftField field = lift_kind_first_field (kind); field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *nodes = lift_node_get_list (node, field);

        for (guint i = 0; i < lift_nodes_get_n (nodes); i++)
          if (next_in (lift_nodes_get (nodes, i), after, passed, first, found))
            return TRUE;
      }
  return FALSE;
}

/**
 * lift_root_next_conflict:
 * @root: a release
 * @after: (nullable): an id
 *
 * In the order of the document: the release, its phases with their items, the steps of the response, the incidents with their steps.
 *
 * Returns: (transfer none) (nullable): what is in conflict next after @after, from the beginning again after the last; %NULL if nothing is
 */
LiftNode *
lift_root_next_conflict (LiftNode   *root,
                         const char *after)
{
  LiftNode *first = NULL, *found = NULL;
  gboolean passed = after == NULL;

  next_in (root, after, &passed, &first, &found);
  return found != NULL ? found : first;
}
