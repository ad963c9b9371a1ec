/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "merge.h"
#include "node-private.h"

/* A tree by kind and id: node -> its parent (NULL for the release). */

static void
index_tree (GHashTable *tree,
            LiftNode   *node,
            LiftNode   *parent)
{
  LiftKind kind = lift_node_get_kind (node);
  LiftField field = lift_kind_first_field (kind);
  guint i, j;

  g_hash_table_insert (tree, node, parent);
  for (i = 0; i < lift_kind_n_fields (kind); i++, field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *list = lift_node_get_list (node, field);

        for (j = 0; j < lift_nodes_get_n (list); j++)
          index_tree (tree, lift_nodes_get (list, j), node);
      }
}

/* A copy of @node without the descendants that are in @others too; @node itself if there are none. */
static LiftNode *
without (LiftNode   *node,
         GHashTable *others)
{
  LiftKind kind = lift_node_get_kind (node);
  LiftField field = lift_kind_first_field (kind);
  LiftNode *copy = lift_node_ref (node);
  guint i, j;

  for (i = 0; i < lift_kind_n_fields (kind); i++, field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *list = lift_node_get_list (node, field);
        gboolean changed = FALSE;
        LiftValue kept = { .list = NULL };
        g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_node_unref);

        for (j = 0; j < lift_nodes_get_n (list); j++)
          {
            LiftNode *child = lift_nodes_get (list, j);

            if (!g_hash_table_contains (others, child))
              g_ptr_array_add (children, without (child, others));
            if (!g_hash_table_contains (others, child) && g_ptr_array_index (children, children->len - 1) == child)
              continue;
            changed = TRUE;
          }
        if (!changed)
          continue;

        copy = lift_node_make_unique (copy);
        lift_node_set_value (copy, field, kept);
        for (j = 0; j < children->len; j++)
          lift_node_take_child (copy, field, lift_node_ref (g_ptr_array_index (children, j)));
      }
  return copy;
}

static void
diff_node (LiftGroup *group,
           LiftNode  *from,
           LiftNode  *to)
{
  LiftKind kind = lift_node_get_kind (from);
  LiftField field = lift_kind_first_field (kind);
  guint i;

  if (from == to)
    return;
  for (i = 0; i < lift_kind_n_fields (kind); i++, field++)
    {
      LiftType type = lift_field_info (field)->type;
      LiftValue value;

      if (!lift_field_is_register (field) && type != LIFT_TYPE_CONFLICTS)
        continue;
      value = lift_node_get_value (to, field);
      if (lift_value_equal (type, lift_node_get_value (from, field), value))
        continue;

      if (type == LIFT_TYPE_ENUM)
        lift_group_set_enum (group, from, field, (int) value.number);
      else if (type == LIFT_TYPE_INSTANT)
        lift_group_set_instant (group, from, field, value.number);
      else
        lift_group_set_text (group, from, field, value.text);
    }
  if (g_strcmp0 (lift_node_get_unknown (from), lift_node_get_unknown (to)) != 0)
    lift_group_set_unknown (group, from, lift_node_get_unknown (to));
}

typedef enum
{
  INSERTS,
  CHANGES,
  REMOVES,
} Pass;

/* Walks the tree of @node, whose nodes are @own, against @other: for INSERTS and CHANGES @own is what is to be, for REMOVES what was. */
static void
diff_tree (LiftGroup  *group,
           Pass        pass,
           LiftNode   *node,
           GHashTable *own,
           GHashTable *other)
{
  LiftKind kind = lift_node_get_kind (node);
  LiftField field = lift_kind_first_field (kind);
  LiftNode *parent = g_hash_table_lookup (own, node);
  gpointer twin, twin_parent;
  guint i, j;

  if (g_hash_table_lookup_extended (other, node, &twin, &twin_parent))
    {
      if (pass == CHANGES)
        {
          if (parent != NULL && !lift_node_same (parent, twin_parent))
            lift_group_set_parent (group, twin, lift_node_get_id (twin_parent), lift_node_get_id (parent));
          diff_node (group, twin, node);
        }
    }
  else if (pass != CHANGES && g_hash_table_contains (other, parent))
    {
      g_autoptr (LiftNode) rest = without (node, other);
      LiftField list = lift_kind_list_of (lift_node_get_kind (parent), kind);

      if (pass == INSERTS)
        lift_group_insert (group, lift_node_get_id (parent), list, rest);
      else
        lift_group_remove (group, lift_node_get_id (parent), list, rest);
    }

  for (i = 0; i < lift_kind_n_fields (kind); i++, field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *list = lift_node_get_list (node, field);

        for (j = 0; j < lift_nodes_get_n (list); j++)
          diff_tree (group, pass, lift_nodes_get (list, j), own, other);
      }
}

/**
 * lift_diff:
 * @from: a release
 * @to: the same release at another time: their ids are equal
 *
 * Says how to get from @from to @to: new things first, then what changed in its fields or moved, then what is gone, so that nothing that
 * moves goes with the phase it leaves. The history is not part of it: see lift_history_union (). Linear in the size of the documents.
 *
 * Returns: (transfer full): a group that makes @to of @from exactly; without edits if they are equal
 */
LiftGroup *
lift_diff (LiftNode *from,
           LiftNode *to)
{
  LiftGroup *group = lift_group_new (LIFT_VERB_EDIT, NULL, NULL);
  g_autoptr (GHashTable) old = NULL;
  g_autoptr (GHashTable) new = NULL;

  g_return_val_if_fail (lift_node_same (from, to), group);

  if (from == to)
    return group;
  old = g_hash_table_new (lift_node_hash, lift_node_same);
  new = g_hash_table_new (lift_node_hash, lift_node_same);
  index_tree (old, from, NULL);
  index_tree (new, to, NULL);
  diff_tree (group, INSERTS, to, new, old);
  diff_tree (group, CHANGES, to, new, old);
  diff_tree (group, REMOVES, from, old, new);
  return group;
}
