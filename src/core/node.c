/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "conflict.h"
#include "node-private.h"

/* Values */

static LiftNodes *
nodes_ref (LiftNodes *nodes)
{
  if (nodes != NULL)
    g_atomic_ref_count_inc (&nodes->ref_count);
  return nodes;
}

static void
nodes_unref (LiftNodes *nodes)
{
  if (nodes == NULL || !g_atomic_ref_count_dec (&nodes->ref_count))
    return;

  for (guint i = 0; i < nodes->n; i++)
    lift_node_unref (nodes->nodes[i]);
  g_free (nodes);
}

static gboolean
type_is_text (LiftType type)
{
  return type != LIFT_TYPE_ENUM && type != LIFT_TYPE_INSTANT && type != LIFT_TYPE_LIST && type != LIFT_TYPE_HISTORY;
}

LiftValue
lift_value_copy (LiftType  type,
                 LiftValue value)
{
  if (type == LIFT_TYPE_LIST)
    value.list = nodes_ref (value.list);
  else if (type == LIFT_TYPE_HISTORY)
    value.history = lift_history_ref (value.history);
  else if (type_is_text (type) && value.text != NULL)
    value.text = g_ref_string_acquire (value.text);
  return value;
}

void
lift_value_clear (LiftType   type,
                  LiftValue *value)
{
  if (type == LIFT_TYPE_LIST)
    g_clear_pointer (&value->list, nodes_unref);
  else if (type == LIFT_TYPE_HISTORY)
    g_clear_pointer (&value->history, lift_history_unref);
  else if (type_is_text (type))
    g_clear_pointer (&value->text, g_ref_string_release);
}

/* Histories share what is old. */
static gboolean
history_equal (LiftHistory *a,
               LiftHistory *b)
{
  if (lift_history_get_n (a) != lift_history_get_n (b))
    return FALSE;
  for (; a != b; a = lift_history_get_older (a), b = lift_history_get_older (b))
    if (strcmp (lift_history_get_line (a), lift_history_get_line (b)) != 0)
      return FALSE;
  return TRUE;
}

gboolean
lift_value_equal (LiftType  type,
                  LiftValue a,
                  LiftValue b)
{
  if (type_is_text (type))
    return g_strcmp0 (a.text, b.text) == 0;
  if (type == LIFT_TYPE_LIST)
    {
      guint n = lift_nodes_get_n (a.list);

      if (a.list == b.list)
        return TRUE;
      if (n != lift_nodes_get_n (b.list))
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (!lift_node_equal (a.list->nodes[i], b.list->nodes[i]))
          return FALSE;
      return TRUE;
    }
  if (type == LIFT_TYPE_HISTORY)
    return history_equal (a.history, b.history);
  return a.number == b.number;
}

/* Nodes */

/**
 * lift_node_new:
 * @kind: what it is
 * @id: its id, never reused
 *
 * Returns: (transfer full): a node with nothing set but its id
 */
LiftNode *
lift_node_new (LiftKind    kind,
               const char *id)
{
  guint n = lift_kind_n_fields (kind);
  LiftField first = lift_kind_first_field (kind);
  LiftNode *node = g_malloc0 (sizeof (LiftNode) + n * sizeof (LiftValue));

  g_return_val_if_fail (id != NULL, NULL);

  g_atomic_ref_count_init (&node->ref_count);
  node->kind = kind;
  node->values[0].text = g_ref_string_new (id);
  for (guint i = 0; i < n; i++)
    if (lift_field_info (first + i)->type == LIFT_TYPE_INSTANT)
      node->values[i].number = LIFT_NO_INSTANT;
  return node;
}

/**
 * lift_node_ref:
 * @node: a node
 *
 * Returns: (transfer full): @node; from any thread
 */
LiftNode *
lift_node_ref (LiftNode *node)
{
  g_atomic_ref_count_inc (&node->ref_count);
  return node;
}

/**
 * lift_node_unref:
 * @node: (transfer full): a node
 *
 * Gives up a reference, from any thread.
 */
void
lift_node_unref (LiftNode *node)
{
  LiftField first;

  if (node == NULL || !g_atomic_ref_count_dec (&node->ref_count))
    return;

  first = lift_kind_first_field (node->kind);
  for (guint i = 0, n = lift_kind_n_fields (node->kind); i < n; i++)
    lift_value_clear (lift_field_info (first + i)->type, &node->values[i]);
  g_clear_pointer (&node->unknown, g_ref_string_release);
  g_free (node);
}

gboolean
lift_node_is_unique (const LiftNode *node)
{
  return g_atomic_ref_count_compare ((gatomicrefcount *) &node->ref_count, 1);
}

/* Takes @node; gives a node of the same content that nobody else holds. */
LiftNode *
lift_node_make_unique (LiftNode *node)
{
  guint n = lift_kind_n_fields (node->kind);
  LiftField first = lift_kind_first_field (node->kind);
  LiftNode *copy;

  if (lift_node_is_unique (node))
    return node;

  copy = g_malloc (sizeof (LiftNode) + n * sizeof (LiftValue));
  g_atomic_ref_count_init (&copy->ref_count);
  copy->kind = node->kind;
  copy->unknown = node->unknown != NULL ? g_ref_string_acquire (node->unknown) : NULL;
  for (guint i = 0; i < n; i++)
    copy->values[i] = lift_value_copy (lift_field_info (first + i)->type, node->values[i]);
  lift_node_unref (node);
  return copy;
}

/* For hash tables of nodes by kind and id, whatever their content. */
guint
lift_node_hash (gconstpointer node)
{
  return g_str_hash (lift_node_get_id (node)) + lift_node_get_kind (node);
}

gboolean
lift_node_same (gconstpointer a,
                gconstpointer b)
{
  return lift_node_get_kind (a) == lift_node_get_kind (b) && strcmp (lift_node_get_id (a), lift_node_get_id (b)) == 0;
}

/**
 * lift_node_equal:
 * @a: a node
 * @b: a node
 *
 * Returns: whether both are of one kind and all fields, what stands in them, and what this program does not know are the same
 */
gboolean
lift_node_equal (const LiftNode *a,
                 const LiftNode *b)
{
  LiftField first;

  if (a == b)
    return TRUE;
  if (a->kind != b->kind || g_strcmp0 (a->unknown, b->unknown) != 0)
    return FALSE;

  first = lift_kind_first_field (a->kind);
  for (guint i = 0, n = lift_kind_n_fields (a->kind); i < n; i++)
    if (!lift_value_equal (lift_field_info (first + i)->type, a->values[i], b->values[i]))
      return FALSE;
  return TRUE;
}

/**
 * lift_node_get_kind:
 * @node: a node
 *
 * Returns: what it is
 */
LiftKind
lift_node_get_kind (const LiftNode *node)
{
  return node->kind;
}

/**
 * lift_node_get_id:
 * @node: a node
 *
 * Returns: (transfer none): its id; lives as long as @node
 */
const char *
lift_node_get_id (const LiftNode *node)
{
  return node->values[0].text;
}

/**
 * lift_node_get_position:
 * @node: a node
 *
 * Returns: (transfer none) (nullable): its order key among its siblings; %NULL for a release
 */
const char *
lift_node_get_position (const LiftNode *node)
{
  return node->kind == LIFT_KIND_RELEASE ? NULL : node->values[1].text;
}

static inline LiftValue *
value_of (const LiftNode *node,
          LiftField       field)
{
  g_assert (lift_field_info (field)->kind == node->kind);
  return (LiftValue *) &node->values[lift_field_info (field)->slot];
}

LiftValue
lift_node_get_value (const LiftNode *node,
                     LiftField       field)
{
  return *value_of (node, field);
}

/* Takes over what @value holds. */
void
lift_node_set_value (LiftNode  *node,
                     LiftField  field,
                     LiftValue  value)
{
  LiftValue *place = value_of (node, field);

  lift_value_clear (lift_field_info (field)->type, place);
  *place = value;
}

/**
 * lift_node_get_text:
 * @node: a node
 * @field: a field of its kind that is kept as text
 *
 * Returns: (transfer none) (nullable): the text, %NULL if it is not set; lives as long as @node
 */
const char *
lift_node_get_text (const LiftNode *node,
                    LiftField       field)
{
  g_return_val_if_fail (lift_field_is_text (field), NULL);
  return value_of (node, field)->text;
}

/**
 * lift_node_get_enum:
 * @node: a node
 * @field: a field of its kind of type ENUM
 *
 * Returns: the value; the first one if it is not set
 */
int
lift_node_get_enum (const LiftNode *node,
                    LiftField       field)
{
  g_return_val_if_fail (lift_field_info (field)->type == LIFT_TYPE_ENUM, 0);
  return (int) value_of (node, field)->number;
}

/**
 * lift_node_get_instant:
 * @node: a node
 * @field: a field of its kind of type INSTANT
 *
 * Returns: seconds since 1970 UTC, or %LIFT_NO_INSTANT
 */
gint64
lift_node_get_instant (const LiftNode *node,
                       LiftField       field)
{
  g_return_val_if_fail (lift_field_info (field)->type == LIFT_TYPE_INSTANT, LIFT_NO_INSTANT);
  return value_of (node, field)->number;
}

/**
 * lift_node_get_list:
 * @node: a node
 * @field: a field of its kind of type LIST
 *
 * Returns: (transfer none) (nullable): the children, %NULL if there are none; live as long as @node
 */
LiftNodes *
lift_node_get_list (const LiftNode *node,
                    LiftField       field)
{
  g_return_val_if_fail (lift_field_info (field)->type == LIFT_TYPE_LIST, NULL);
  return value_of (node, field)->list;
}

/**
 * lift_node_get_history:
 * @node: a release
 *
 * Returns: (transfer none) (nullable): the newest line, from which the older ones follow
 */
LiftHistory *
lift_node_get_history (const LiftNode *node)
{
  return value_of (node, LIFT_RELEASE_HISTORY)->history;
}

/**
 * lift_node_get_unknown:
 * @node: a node
 *
 * Returns: (transfer none) (nullable): members that this version does not know, as they stood in the file
 */
const char *
lift_node_get_unknown (const LiftNode *node)
{
  return node->unknown;
}

/**
 * lift_node_set_text:
 * @node: a node that the caller alone holds
 * @field: a field that is kept as text
 * @text: (nullable): valid UTF-8; empty is the same as %NULL
 *
 * Sets a value; what it may be is lift_field_check()'s business.
 */
void
lift_node_set_text (LiftNode   *node,
                    LiftField   field,
                    const char *text)
{
  g_return_if_fail (lift_node_is_unique (node));
  g_return_if_fail (lift_field_is_text (field));

  lift_node_set_value (node, field, (LiftValue) { .text = text != NULL && *text != '\0' ? g_ref_string_new (text) : NULL });
}

/**
 * lift_node_set_enum:
 * @node: a node that the caller alone holds
 * @field: a field of type ENUM
 * @value: one of its values
 */
void
lift_node_set_enum (LiftNode  *node,
                    LiftField  field,
                    int        value)
{
  g_return_if_fail (lift_node_is_unique (node));
  g_return_if_fail (lift_field_info (field)->type == LIFT_TYPE_ENUM);
  g_return_if_fail (value >= 0 && (guint) value < lift_enum_n_words (lift_field_info (field)->about));

  value_of (node, field)->number = value;
}

/**
 * lift_node_set_instant:
 * @node: a node that the caller alone holds
 * @field: a field of type INSTANT
 * @instant: seconds since 1970 UTC, or %LIFT_NO_INSTANT
 */
void
lift_node_set_instant (LiftNode  *node,
                       LiftField  field,
                       gint64     instant)
{
  g_return_if_fail (lift_node_is_unique (node));
  g_return_if_fail (lift_field_info (field)->type == LIFT_TYPE_INSTANT);

  value_of (node, field)->number = instant;
}

/**
 * lift_node_set_unknown:
 * @node: a node that the caller alone holds
 * @members: (nullable): what lift_node_get_unknown() is to give
 *
 * Keeps members that the field table does not know. Each is `"name": value`, name and value in the bytes of the file; those
 * that stand in an object of the table have its member before the name, as in `release"name": value`. They follow each
 * other in the order of their bytes with a comma and a line feed between, and neither in front nor behind.
 */
void
lift_node_set_unknown (LiftNode   *node,
                       const char *members)
{
  g_return_if_fail (lift_node_is_unique (node));

  g_clear_pointer (&node->unknown, g_ref_string_release);
  node->unknown = members != NULL && *members != '\0' ? g_ref_string_new (members) : NULL;
}

/**
 * lift_node_add_history:
 * @node: a release that the caller alone holds
 * @line: a line, see history.h
 *
 * A history is kept in the order of its lines as text, which is by instant first, so that the same lines always give the same history. A line that
 * is the newest, as all are but where a clock was set back, is added without a look at the others.
 */
void
lift_node_add_history (LiftNode   *node,
                       const char *line)
{
  LiftValue *place = value_of (node, LIFT_RELEASE_HISTORY);

  g_return_if_fail (lift_node_is_unique (node));

  place->history = lift_history_insert (place->history, line);
}

/* Takes over @history. */
void
lift_node_set_history (LiftNode    *node,
                       LiftHistory *history)
{
  lift_node_set_value (node, LIFT_RELEASE_HISTORY, (LiftValue) { .history = history });
}

/**
 * lift_node_take_child:
 * @node: a node that the caller alone holds
 * @list: one of its lists
 * @child: (transfer full): a child with its position set
 *
 * Puts @child where its position says; adding in order is fast.
 */
void
lift_node_take_child (LiftNode  *node,
                      LiftField  list,
                      LiftNode  *child)
{
  g_return_if_fail (lift_node_is_unique (node));
  g_return_if_fail (lift_field_info (list)->type == LIFT_TYPE_LIST);
  g_return_if_fail (lift_field_info (list)->about == (int) child->kind);

  lift_node_insert_child (node, list, child);
}

/* Lists of children */

static int
compare_nodes (const LiftNode *a,
               const LiftNode *b)
{
  int order = g_strcmp0 (a->values[1].text, b->values[1].text);

  return order != 0 ? order : strcmp (a->values[0].text, b->values[0].text);
}

/* Index of the first node that is not less than @child. */
static guint
lower_bound (const LiftNodes *nodes,
             const LiftNode  *child)
{
  guint low = 0, high = nodes->n;

  if (high > 0 && compare_nodes (nodes->nodes[high - 1], child) < 0)
    return high;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_nodes (nodes->nodes[middle], child) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
count (LiftNodes      *nodes,
       const LiftNode *child,
       int             by)
{
  if (child->kind != LIFT_KIND_ITEM)
    return;
  nodes->tally[lift_item_get_state (child)] += by;
  nodes->n_conflicts += by * (int) lift_node_n_conflicts (child);
}

static LiftNodes *
nodes_new (guint room)
{
  LiftNodes *nodes = g_malloc (sizeof (LiftNodes) + room * sizeof (LiftNode *));

  g_atomic_ref_count_init (&nodes->ref_count);
  nodes->n = 0;
  nodes->room = room;
  nodes->n_conflicts = 0;
  memset (nodes->tally, 0, sizeof nodes->tally);
  return nodes;
}

void
lift_node_own_list (LiftNode  *node,
                    LiftField  list)
{
  LiftValue *place = value_of (node, list);
  LiftNodes *nodes = place->list, *copy;

  if (nodes == NULL || g_atomic_ref_count_compare (&nodes->ref_count, 1))
    return;

  copy = nodes_new (nodes->n + 1);
  copy->n = nodes->n;
  copy->n_conflicts = nodes->n_conflicts;
  memcpy (copy->tally, nodes->tally, sizeof nodes->tally);
  for (guint i = 0; i < nodes->n; i++)
    copy->nodes[i] = lift_node_ref (nodes->nodes[i]);
  nodes_unref (nodes);
  place->list = copy;
}

/* The child at @index, held by nobody else from now on. */
LiftNode *
lift_node_own_child (LiftNode  *node,
                     LiftField  list,
                     guint      index)
{
  LiftNodes *nodes;

  lift_node_own_list (node, list);
  nodes = value_of (node, list)->list;
  nodes->nodes[index] = lift_node_make_unique (nodes->nodes[index]);
  return nodes->nodes[index];
}

/* Takes over @child. */
void
lift_node_insert_child (LiftNode  *node,
                        LiftField  list,
                        LiftNode  *child)
{
  LiftValue *place = value_of (node, list);
  LiftNodes *nodes;
  guint at;

  lift_node_own_list (node, list);
  if (place->list == NULL)
    place->list = nodes_new (8);
  else if (place->list->n == place->list->room)
    {
      place->list->room *= 2;
      place->list = g_realloc (place->list, sizeof (LiftNodes) + place->list->room * sizeof (LiftNode *));
    }

  nodes = place->list;
  at = lower_bound (nodes, child);
  memmove (nodes->nodes + at + 1, nodes->nodes + at, (nodes->n - at) * sizeof (LiftNode *));
  nodes->nodes[at] = child;
  nodes->n++;
  count (nodes, child, 1);
}

/* Takes the child at @index out; the caller owns it. */
LiftNode *
lift_node_steal_child (LiftNode  *node,
                       LiftField  list,
                       guint      index)
{
  LiftNodes *nodes;
  LiftNode *child;

  lift_node_own_list (node, list);
  nodes = value_of (node, list)->list;
  child = nodes->nodes[index];
  nodes->n--;
  memmove (nodes->nodes + index, nodes->nodes + index + 1, (nodes->n - index) * sizeof (LiftNode *));
  count (nodes, child, -1);
  return child;
}

/* Keeps what is counted of an owned list in step with one of its items that is changed: -1 before, 1 after. */
void
lift_node_count_child (LiftNode       *node,
                       LiftField       list,
                       const LiftNode *child,
                       int             by)
{
  count (value_of (node, list)->list, child, by);
}

/**
 * lift_nodes_get_n:
 * @nodes: (nullable): a list of children
 *
 * Returns: how many there are
 */
guint
lift_nodes_get_n (const LiftNodes *nodes)
{
  return nodes != NULL ? nodes->n : 0;
}

/**
 * lift_nodes_get:
 * @nodes: a list of children
 * @index: which, from 0
 *
 * Returns: (transfer none): the child
 */
LiftNode *
lift_nodes_get (const LiftNodes *nodes,
                guint            index)
{
  g_return_val_if_fail (nodes != NULL && index < nodes->n, NULL);
  return nodes->nodes[index];
}

/**
 * lift_nodes_index:
 * @nodes: (nullable): a list of children
 * @child: a node
 * @index: (out): where it stands
 *
 * Finds a child by its position and id, in the logarithm of the list's length.
 *
 * Returns: whether it stands in @nodes
 */
gboolean
lift_nodes_index (const LiftNodes *nodes,
                  const LiftNode  *child,
                  guint           *index)
{
  guint at;

  if (nodes == NULL)
    return FALSE;

  at = lower_bound (nodes, child);
  if (at == nodes->n || strcmp (lift_node_get_id (nodes->nodes[at]), lift_node_get_id (child)) != 0)
    return FALSE;

  *index = at;
  return TRUE;
}

/**
 * lift_nodes_find:
 * @nodes: (nullable): a list of children
 * @id: an id
 * @index: (out): where it stands
 *
 * Finds a child by its id alone, by looking at each: some ten instructions a child, as most ids differ in their first byte.
 *
 * Returns: whether it stands in @nodes
 */
gboolean
lift_nodes_find (const LiftNodes *nodes,
                 const char      *id,
                 guint           *index)
{
  for (guint i = 0, n = lift_nodes_get_n (nodes); i < n; i++)
    {
      const char *other = nodes->nodes[i]->values[0].text;

      if (other[0] == id[0] && strcmp (other, id) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * lift_nodes_tally:
 * @nodes: (nullable): a list of items
 * @state: a state
 *
 * Returns: how many items are in @state as lift_item_get_state() has it; kept, not counted
 */
guint
lift_nodes_tally (const LiftNodes *nodes,
                  LiftItemState    state)
{
  g_return_val_if_fail (state < LIFT_N_ITEM_STATES, 0);
  return nodes != NULL ? nodes->tally[state] : 0;
}

/**
 * lift_nodes_n_closed:
 * @nodes: (nullable): a list of items
 *
 * Returns: how many items are closed: done, skipped and not applicable
 */
guint
lift_nodes_n_closed (const LiftNodes *nodes)
{
  guint n = 0;

  for (LiftItemState state = 0; state < LIFT_N_ITEM_STATES; state++)
    if (lift_item_state_closed (state))
      n += lift_nodes_tally (nodes, state);
  return n;
}

/**
 * lift_nodes_n_conflicts:
 * @nodes: (nullable): a list of items
 *
 * Returns: how many conflicts of these items wait for somebody to decide; kept, not counted
 */
guint
lift_nodes_n_conflicts (const LiftNodes *nodes)
{
  return nodes != NULL ? nodes->n_conflicts : 0;
}

/**
 * lift_item_get_state:
 * @item: an item
 *
 * The state that counts: as long as anything about an item is in conflict it is not closed.
 *
 * Returns: the state of @item; %LIFT_ITEM_OPEN for one that is closed but in conflict
 */
LiftItemState
lift_item_get_state (const LiftNode *item)
{
  LiftItemState state = lift_node_get_enum (item, LIFT_ITEM_STATE);

  return lift_item_state_closed (state) && lift_node_in_conflict (item) ? LIFT_ITEM_OPEN : state;
}

/**
 * lift_id_new:
 * @rand: where randomness comes from
 *
 * Returns: (transfer full): a new id: 12 random digits of Crockford's base 32, 60 bits
 */
char *
lift_id_new (GRand *rand)
{
  static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  char id[13];

  for (guint i = 0; i < 12; i++)
    id[i] = alphabet[g_rand_int_range (rand, 0, 32)];
  id[12] = '\0';
  return g_strdup (id);
}
