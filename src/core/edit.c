/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "edit.h"
#include "node-private.h"

/* The unknown members of a node change like a field, but have no line in the table. */
#define FIELD_UNKNOWN LIFT_N_FIELDS

typedef struct
{
  LiftEditOp  op;
  LiftField   field; /* SET: what; INSERT, REMOVE: the list */
  GRefString *id;    /* SET: the node; INSERT, REMOVE: the parent */
  LiftValue   old, new;
  LiftNode   *node;  /* INSERT, REMOVE */
} Edit;

struct _LiftGroup
{
  gatomicrefcount ref_count;
  LiftVerb        verb;
  char           *subject;
  char           *detail;
  GArray         *edits;
};

/* Where an id stands: the chain of parents gives the path from the root. */
typedef struct _Place Place;

struct _Place
{
  LiftNode *node; /* borrowed from the tree */
  Place    *parent;
  LiftField list;
};

struct _LiftIndex
{
  GHashTable *places; /* id, borrowed from the node's shared string, to Place */
  LiftNode   *root;   /* borrowed */
};

/* Edits */

static LiftType
field_type (LiftField field)
{
  return field == FIELD_UNKNOWN ? LIFT_TYPE_LONG_TEXT : lift_field_info (field)->type;
}

static void
edit_clear (Edit *edit)
{
  if (edit->op == LIFT_EDIT_SET)
    {
      lift_value_clear (field_type (edit->field), &edit->old);
      lift_value_clear (field_type (edit->field), &edit->new);
    }
  g_clear_pointer (&edit->id, g_ref_string_release);
  g_clear_pointer (&edit->node, lift_node_unref);
}

/**
 * lift_group_new:
 * @verb: what the person does
 * @subject: (nullable): to what: printed numbers, a phase title
 * @detail: (nullable): what the history adds to it: the text of the item, the reason
 *
 * Returns: (transfer full): a group without edits
 */
LiftGroup *
lift_group_new (LiftVerb    verb,
                const char *subject,
                const char *detail)
{
  LiftGroup *group = g_new0 (LiftGroup, 1);

  g_atomic_ref_count_init (&group->ref_count);
  group->verb = verb;
  group->subject = g_strdup (subject);
  group->detail = g_strdup (detail);
  group->edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  g_array_set_clear_func (group->edits, (GDestroyNotify) edit_clear);
  return group;
}

/**
 * lift_group_ref:
 * @group: a group
 *
 * Returns: (transfer full): @group
 */
LiftGroup *
lift_group_ref (LiftGroup *group)
{
  g_atomic_ref_count_inc (&group->ref_count);
  return group;
}

/**
 * lift_group_unref:
 * @group: (transfer full): a group
 *
 * Gives up a reference.
 */
void
lift_group_unref (LiftGroup *group)
{
  if (group == NULL || !g_atomic_ref_count_dec (&group->ref_count))
    return;

  g_free (group->subject);
  g_free (group->detail);
  g_array_unref (group->edits);
  g_free (group);
}

/* Takes over @new_value. Equal ones are left out unless @confirms. */
static void
add_set (LiftGroup      *group,
         const LiftNode *node,
         LiftField       field,
         LiftValue       old_value,
         LiftValue       new_value,
         gboolean        confirms)
{
  LiftType type = field_type (field);
  Edit edit = { LIFT_EDIT_SET, field };

  if (!confirms && lift_value_equal (type, old_value, new_value))
    {
      lift_value_clear (type, &new_value);
      return;
    }

  edit.id = g_ref_string_acquire (lift_node_get_value (node, lift_kind_first_field (lift_node_get_kind (node))).text);
  edit.old = lift_value_copy (type, old_value);
  edit.new = new_value;
  g_array_append_val (group->edits, edit);
}

static LiftValue
text_value (const char *text)
{
  return (LiftValue) { .text = text != NULL && *text != '\0' ? g_ref_string_new (text) : NULL };
}

/**
 * lift_group_set_text:
 * @group: a group
 * @node: the node as it is now
 * @field: a field that is kept as text
 * @text: (nullable): the new text
 *
 * Adds a SET; nothing is added when @node has that text already.
 */
void
lift_group_set_text (LiftGroup      *group,
                     const LiftNode *node,
                     LiftField       field,
                     const char     *text)
{
  g_return_if_fail (lift_field_is_text (field));
  add_set (group, node, field, lift_node_get_value (node, field), text_value (text), FALSE);
}

/**
 * lift_group_confirm:
 * @group: a group
 * @node: the node as it is now
 * @field: a field with a value of its own
 *
 * Adds a SET to what @node has already. It says that this is meant, which decides a conflict about it.
 */
void
lift_group_confirm (LiftGroup      *group,
                    const LiftNode *node,
                    LiftField       field)
{
  add_set (group, node, field, lift_node_get_value (node, field), lift_value_copy (field_type (field), lift_node_get_value (node, field)), TRUE);
}

/**
 * lift_group_set_enum:
 * @group: a group
 * @node: the node as it is now
 * @field: a field of type ENUM
 * @value: the new value
 *
 * Adds a SET; nothing is added when @node has that value already.
 */
void
lift_group_set_enum (LiftGroup      *group,
                     const LiftNode *node,
                     LiftField       field,
                     int             value)
{
  g_return_if_fail (lift_field_info (field)->type == LIFT_TYPE_ENUM);
  add_set (group, node, field, lift_node_get_value (node, field), (LiftValue) { .number = value }, FALSE);
}

/**
 * lift_group_set_instant:
 * @group: a group
 * @node: the node as it is now
 * @field: a field of type INSTANT
 * @instant: seconds since 1970 UTC, or %LIFT_NO_INSTANT
 *
 * Adds a SET; nothing is added when @node has that instant already.
 */
void
lift_group_set_instant (LiftGroup      *group,
                        const LiftNode *node,
                        LiftField       field,
                        gint64          instant)
{
  g_return_if_fail (lift_field_info (field)->type == LIFT_TYPE_INSTANT);
  add_set (group, node, field, lift_node_get_value (node, field), (LiftValue) { .number = instant }, FALSE);
}

/**
 * lift_group_set_parent:
 * @group: a group
 * @node: an item as it is now
 * @old_parent: id of the node it stands in
 * @new_parent: id of the node it is to stand in
 *
 * Adds a SET of the parent. The position is a SET of its own, after this one.
 */
void
lift_group_set_parent (LiftGroup      *group,
                       const LiftNode *node,
                       const char     *old_parent,
                       const char     *new_parent)
{
  LiftValue old_value = text_value (old_parent);

  g_return_if_fail (lift_node_get_kind (node) == LIFT_KIND_ITEM);
  add_set (group, node, LIFT_ITEM_PARENT, old_value, text_value (new_parent), FALSE);
  lift_value_clear (LIFT_TYPE_PARENT, &old_value);
}

/**
 * lift_group_set_unknown:
 * @group: a group
 * @node: the node as it is now
 * @members: (nullable): as lift_node_set_unknown() takes them
 *
 * Adds a SET of the members that this version does not know.
 */
void
lift_group_set_unknown (LiftGroup      *group,
                        const LiftNode *node,
                        const char     *members)
{
  add_set (group, node, FIELD_UNKNOWN, (LiftValue) { .text = (char *) lift_node_get_unknown (node) }, text_value (members), FALSE);
}

/**
 * lift_group_insert:
 * @group: a group
 * @parent: id of the parent
 * @list: the list of the parent
 * @node: what is inserted, with all below it
 *
 * Adds an INSERT.
 */
void
lift_group_insert (LiftGroup  *group,
                   const char *parent,
                   LiftField   list,
                   LiftNode   *node)
{
  Edit edit = { LIFT_EDIT_INSERT, list, g_ref_string_new (parent) };

  edit.node = lift_node_ref (node);
  g_array_append_val (group->edits, edit);
}

/**
 * lift_group_remove:
 * @group: a group
 * @parent: id of the parent
 * @list: the list of the parent
 * @node: what is removed, as it is now, with all below it
 *
 * Adds a REMOVE.
 */
void
lift_group_remove (LiftGroup  *group,
                   const char *parent,
                   LiftField   list,
                   LiftNode   *node)
{
  Edit edit = { LIFT_EDIT_REMOVE, list, g_ref_string_new (parent) };

  edit.node = lift_node_ref (node);
  g_array_append_val (group->edits, edit);
}

/**
 * lift_group_append:
 * @group: a group
 * @more: (transfer full): another one
 *
 * Adds the edits of @more after those of @group.
 */
void
lift_group_append (LiftGroup *group,
                   LiftGroup *more)
{
  for (guint i = 0; i < more->edits->len; i++)
    {
      Edit edit = g_array_index (more->edits, Edit, i);

      edit.id = g_ref_string_acquire (edit.id);
      if (edit.op == LIFT_EDIT_SET)
        {
          edit.old = lift_value_copy (field_type (edit.field), edit.old);
          edit.new = lift_value_copy (field_type (edit.field), edit.new);
        }
      else
        edit.node = lift_node_ref (edit.node);
      g_array_append_val (group->edits, edit);
    }
  lift_group_unref (more);
}

/**
 * lift_group_get_verb:
 * @group: a group
 *
 * Returns: what the person does
 */
LiftVerb
lift_group_get_verb (const LiftGroup *group)
{
  return group->verb;
}

/**
 * lift_group_get_subject:
 * @group: a group
 *
 * Returns: (transfer none) (nullable): to what
 */
const char *
lift_group_get_subject (const LiftGroup *group)
{
  return group->subject;
}

/**
 * lift_group_get_detail:
 * @group: a group
 *
 * Returns: (transfer none) (nullable): what the history adds
 */
const char *
lift_group_get_detail (const LiftGroup *group)
{
  return group->detail;
}

/**
 * lift_group_get_n_edits:
 * @group: a group
 *
 * Returns: how many edits it has; 0: nothing would change
 */
guint
lift_group_get_n_edits (const LiftGroup *group)
{
  return group->edits->len;
}

/**
 * lift_group_get_edit:
 * @group: a group
 * @edit: which, from 0
 * @op: (out) (optional): what it does
 * @field: (out) (optional): the field that is set (%LIFT_N_FIELDS: the unknown members), or the list
 *
 * Returns: (transfer none): the id of what is set, inserted or removed
 */
const char *
lift_group_get_edit (const LiftGroup *group,
                     guint            edit,
                     LiftEditOp      *op,
                     LiftField       *field)
{
  const Edit *e = &g_array_index (group->edits, Edit, edit);

  if (op != NULL)
    *op = e->op;
  if (field != NULL)
    *field = e->field;
  return e->op == LIFT_EDIT_SET ? e->id : lift_node_get_id (e->node);
}

/* The index */

static void
index_add (LiftIndex *index,
           LiftNode  *node,
           Place     *parent,
           LiftField  list)
{
  LiftField first = lift_kind_first_field (lift_node_get_kind (node));
  Place *place = g_new (Place, 1);

  *place = (Place) { node, parent, list };
  g_hash_table_replace (index->places, g_ref_string_acquire (lift_node_get_value (node, first).text), place);

  for (guint i = 0, n = lift_kind_n_fields (lift_node_get_kind (node)); i < n; i++)
    if (lift_field_info (first + i)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *children = lift_node_get_list (node, first + i);

        for (guint c = 0; c < lift_nodes_get_n (children); c++)
          index_add (index, lift_nodes_get (children, c), place, first + i);
      }
}

static void
index_remove (LiftIndex *index,
              LiftNode  *node)
{
  LiftField first = lift_kind_first_field (lift_node_get_kind (node));

  for (guint i = 0, n = lift_kind_n_fields (lift_node_get_kind (node)); i < n; i++)
    if (lift_field_info (first + i)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *children = lift_node_get_list (node, first + i);

        for (guint c = 0; c < lift_nodes_get_n (children); c++)
          index_remove (index, lift_nodes_get (children, c));
      }
  g_hash_table_remove (index->places, lift_node_get_id (node));
}

/**
 * lift_index_new:
 * @root: a release
 *
 * Returns: (transfer full): where each id of @root stands; borrows from @root, which must outlive it
 */
LiftIndex *
lift_index_new (LiftNode *root)
{
  LiftIndex *index = g_new0 (LiftIndex, 1);

  index->places = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release, g_free);
  index->root = root;
  index_add (index, root, NULL, LIFT_N_FIELDS);
  return index;
}

/**
 * lift_index_free:
 * @index: (transfer full): an index
 */
void
lift_index_free (LiftIndex *index)
{
  if (index == NULL)
    return;

  g_hash_table_unref (index->places);
  g_free (index);
}

/**
 * lift_index_find:
 * @index: an index
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the node of that id, as it is now
 */
LiftNode *
lift_index_find (LiftIndex  *index,
                 const char *id)
{
  Place *place = id != NULL ? g_hash_table_lookup (index->places, id) : NULL;

  return place != NULL ? place->node : NULL;
}

/**
 * lift_index_find_parent:
 * @index: an index
 * @id: an id
 * @list: (out) (optional): the list of the parent in which it stands
 *
 * Returns: (transfer none) (nullable): the node in which @id stands; %NULL for the root and unknown ids
 */
LiftNode *
lift_index_find_parent (LiftIndex  *index,
                        const char *id,
                        LiftField  *list)
{
  Place *place = g_hash_table_lookup (index->places, id);

  if (place == NULL || place->parent == NULL)
    return NULL;
  if (list != NULL)
    *list = place->list;
  return place->parent->node;
}

/* Applying: nodes on the way to a change are copied once; what only this work holds is changed in place. */

static LiftNode *
own_node (LiftIndex *index,
          Place     *place)
{
  if (place->parent == NULL)
    place->node = index->root = lift_node_make_unique (index->root);
  else
    {
      LiftNode *parent = own_node (index, place->parent);
      guint at;

      if (!lift_nodes_index (lift_node_get_list (parent, place->list), place->node, &at))
        g_assert_not_reached ();
      place->node = lift_node_own_child (parent, place->list, at);
    }

  return place->node;
}

/* Takes the node of @place out of its parent; the caller owns it. */
static LiftNode *
take_out (LiftIndex *index,
          Place     *place)
{
  LiftNode *parent = own_node (index, place->parent);
  guint at;

  if (!lift_nodes_index (lift_node_get_list (parent, place->list), place->node, &at))
    g_assert_not_reached ();
  return lift_node_steal_child (parent, place->list, at);
}

/* The list that a SET of the parent takes the item to; LIFT_N_FIELDS if it cannot go there. */
static LiftField
target_list (LiftIndex  *index,
             const Edit *edit,
             Place     **target)
{
  *target = edit->new.text != NULL ? g_hash_table_lookup (index->places, edit->new.text) : NULL;
  return *target != NULL ? lift_kind_list_of (lift_node_get_kind ((*target)->node), LIFT_KIND_ITEM) : LIFT_N_FIELDS;
}

static gboolean
set_fits (LiftIndex  *index,
          const Edit *edit)
{
  Place *place = g_hash_table_lookup (index->places, edit->id);
  Place *target;

  if (place == NULL)
    return FALSE;
  if (edit->field == FIELD_UNKNOWN)
    return g_strcmp0 (lift_node_get_unknown (place->node), edit->old.text) == 0;
  if (lift_field_info (edit->field)->kind != lift_node_get_kind (place->node))
    return FALSE;
  if (edit->field == LIFT_ITEM_PARENT)
    return place->parent != NULL && g_strcmp0 (lift_node_get_id (place->parent->node), edit->old.text) == 0 &&
           target_list (index, edit, &target) != LIFT_N_FIELDS;
  return lift_value_equal (field_type (edit->field), lift_node_get_value (place->node, edit->field), edit->old);
}

static void
apply_set (LiftIndex  *index,
           const Edit *edit)
{
  LiftType type = field_type (edit->field);
  Place *place = g_hash_table_lookup (index->places, edit->id);
  LiftNode *node;

  if (edit->field == FIELD_UNKNOWN)
    lift_node_set_unknown (own_node (index, place), edit->new.text);
  else if (type == LIFT_TYPE_PARENT)
    {
      Place *target;
      LiftField list = target_list (index, edit, &target);

      node = take_out (index, place);
      place->parent = target;
      place->list = list;
      lift_node_insert_child (own_node (index, target), list, node);
    }
  else if (type == LIFT_TYPE_POSITION)
    {
      node = lift_node_make_unique (take_out (index, place));
      lift_node_set_value (node, edit->field, lift_value_copy (type, edit->new));
      place->node = node;
      lift_node_insert_child (place->parent->node, place->list, node);
    }
  else if (edit->field == LIFT_ITEM_STATE || edit->field == LIFT_ITEM_CONFLICTS)
    {
      node = own_node (index, place);
      lift_node_count_child (place->parent->node, place->list, node, -1);
      lift_node_set_value (node, edit->field, lift_value_copy (type, edit->new));
      lift_node_count_child (place->parent->node, place->list, node, 1);
    }
  else
    lift_node_set_value (own_node (index, place), edit->field, lift_value_copy (type, edit->new));
}

/* Where the SETs end that stand in a row from @first and set fields of one unit of one node, each once. */
static guint
unit_end (const GArray *edits,
          guint         first)
{
  const Edit *edit = &g_array_index (edits, Edit, first);
  guint end = first + 1;

  if (edit->op != LIFT_EDIT_SET || edit->field == FIELD_UNKNOWN)
    return end;

  for (; end < edits->len; end++)
    {
      const Edit *next = &g_array_index (edits, Edit, end);

      if (next->op != LIFT_EDIT_SET || next->field == FIELD_UNKNOWN ||
          lift_field_info (next->field)->unit != lift_field_info (edit->field)->unit || strcmp (next->id, edit->id) != 0)
        break;
      for (guint i = first; i < end; i++)
        if (g_array_index (edits, Edit, i).field == next->field)
          return end;
    }

  return end;
}

static gboolean
any_known (LiftIndex *index,
           LiftNode  *node)
{
  LiftField first = lift_kind_first_field (lift_node_get_kind (node));

  if (g_hash_table_contains (index->places, lift_node_get_id (node)))
    return TRUE;

  for (guint i = 0, n = lift_kind_n_fields (lift_node_get_kind (node)); i < n; i++)
    if (lift_field_info (first + i)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *children = lift_node_get_list (node, first + i);

        for (guint c = 0; c < lift_nodes_get_n (children); c++)
          if (any_known (index, lift_nodes_get (children, c)))
            return TRUE;
      }

  return FALSE;
}

static gboolean
apply_insert (LiftIndex  *index,
              const Edit *edit)
{
  Place *parent = g_hash_table_lookup (index->places, edit->id);

  if (parent == NULL || lift_field_info (edit->field)->kind != lift_node_get_kind (parent->node) ||
      any_known (index, edit->node))
    return FALSE;

  lift_node_insert_child (own_node (index, parent), edit->field, lift_node_ref (edit->node));
  index_add (index, edit->node, parent, edit->field);
  return TRUE;
}

/* Only what is still as the edit knows it: what somebody changed since is not thrown away. */
static gboolean
apply_remove (LiftIndex  *index,
              const Edit *edit)
{
  Place *place = g_hash_table_lookup (index->places, lift_node_get_id (edit->node));

  if (place == NULL || place->parent == NULL || place->list != edit->field ||
      strcmp (lift_node_get_id (place->parent->node), edit->id) != 0 || !lift_node_equal (place->node, edit->node))
    return FALSE;

  {
    g_autoptr(LiftNode) node = take_out (index, place);

    index_remove (index, node);
  }
  return TRUE;
}

static void
add_inverse (LiftGroup  *inverse,
             const Edit *edit)
{
  Edit back = { .field = edit->field, .id = g_ref_string_acquire (edit->id) };

  switch (edit->op)
    {
    case LIFT_EDIT_SET:
      back.op = LIFT_EDIT_SET;
      back.old = lift_value_copy (field_type (edit->field), edit->new);
      back.new = lift_value_copy (field_type (edit->field), edit->old);
      break;

    case LIFT_EDIT_INSERT:
    case LIFT_EDIT_REMOVE:
    default:
      back.op = edit->op == LIFT_EDIT_INSERT ? LIFT_EDIT_REMOVE : LIFT_EDIT_INSERT;
      back.node = lift_node_ref (edit->node);
      break;
    }

  g_array_append_val (inverse->edits, back);
}

static void
reverse (GArray *edits)
{
  for (guint i = 0, j = edits->len; i + 1 < j; i++, j--)
    {
      Edit edit = g_array_index (edits, Edit, i);

      g_array_index (edits, Edit, i) = g_array_index (edits, Edit, j - 1);
      g_array_index (edits, Edit, j - 1) = edit;
    }
}

/**
 * lift_group_apply:
 * @group: a group
 * @root: the release it is applied to; not changed
 * @index: (nullable): the index of @root, which becomes that of the new root; %NULL makes one for this call
 * @inverse: (out) (optional): the group that takes back what was done, with the same verb and subject
 * @left_out: (out) (optional): how many edits did not fit
 *
 * Applies the edits in order. An edit whose old value no longer matches, whose node is gone or whose new node is there already
 * is left out and counted, and so are those that set the rest of its unit (field-table.h); the others are applied.
 *
 * Returns: (transfer full): the new root; @root itself when nothing changed
 */
LiftNode *
lift_group_apply (LiftGroup  *group,
                  LiftNode   *root,
                  LiftIndex  *index,
                  LiftGroup **inverse,
                  guint      *left_out)
{
  g_autoptr(LiftIndex) own_index = index == NULL ? lift_index_new (root) : NULL;
  g_autoptr(LiftGroup) back = lift_group_new (group->verb, group->subject, group->detail);
  guint missed = 0, end;

  if (index == NULL)
    index = own_index;
  g_return_val_if_fail (index->root == root, NULL);

  lift_node_ref (root);
  for (guint i = 0; i < group->edits->len; i = end)
    {
      const Edit *edit = &g_array_index (group->edits, Edit, i);
      gboolean done = TRUE;

      end = unit_end (group->edits, i);
      switch (edit->op)
        {
        case LIFT_EDIT_SET:
          for (guint j = i; j < end && done; j++)
            done = set_fits (index, &g_array_index (group->edits, Edit, j));
          for (guint j = i; j < end && done; j++)
            apply_set (index, &g_array_index (group->edits, Edit, j));
          break;
        case LIFT_EDIT_INSERT:
          done = apply_insert (index, edit);
          break;
        case LIFT_EDIT_REMOVE:
          done = apply_remove (index, edit);
          break;
        default:
          g_assert_not_reached ();
        }

      if (!done)
        missed += end - i;
      for (guint j = i; j < end && done; j++)
        add_inverse (back, &g_array_index (group->edits, Edit, j));
    }

  reverse (back->edits);
  if (inverse != NULL)
    *inverse = g_steal_pointer (&back);
  if (left_out != NULL)
    *left_out = missed;
  return index->root;
}
