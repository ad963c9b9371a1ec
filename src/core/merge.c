/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "merge.h"
#include "node-private.h"

/* Three trees are laid over one another by kind and id. For each thing that is in one of them it is decided whether it is in the result, and
 * where; then for each unit of its fields, whose value it has. Where both sides changed the same unit, settle () decides: the one place
 * that knows of conflicts. */

#define SEPARATOR "\n---\n"

typedef enum
{
  BASE,
  OURS,
  THEIRS,
  N_SIDES,
  BOTH = N_SIDES, /* a text with both variants */
} Side;

typedef struct _Thing Thing;

struct _Thing
{
  LiftNode  *node[N_SIDES];   /* NULL where the side does not have it */
  Thing     *parent[N_SIDES]; /* on that side; NULL for the release */
  Thing     *home;            /* in the result */
  GPtrArray *children;        /* in the result */
};

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  g_clear_pointer (&thing->children, g_ptr_array_unref);
  g_free (thing);
}

/* Parents come before their children in @things. */
static Thing *
lay_over (GPtrArray  *things,
          GHashTable *by_id,
          Side        side,
          LiftNode   *node,
          Thing      *parent)
{
  LiftKind kind = lift_node_get_kind (node);
  LiftField field = lift_kind_first_field (kind);
  Thing *thing = g_hash_table_lookup (by_id, node);
  guint i, j;

  if (thing == NULL)
    {
      thing = g_new0 (Thing, 1);
      g_ptr_array_add (things, thing);
      g_hash_table_insert (by_id, node, thing);
    }
  thing->node[side] = node;
  thing->parent[side] = parent;

  for (i = 0; i < lift_kind_n_fields (kind); i++, field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *list = lift_node_get_list (node, field);

        for (j = 0; j < lift_nodes_get_n (list); j++)
          lay_over (things, by_id, side, lift_nodes_get (list, j), thing);
      }
  return thing;
}

static gboolean
is_register (LiftType type)
{
  return type != LIFT_TYPE_ID && type != LIFT_TYPE_LIST && type != LIFT_TYPE_HISTORY && type != LIFT_TYPE_PARENT;
}

static gboolean
value_is_set (LiftType  type,
              LiftValue value)
{
  if (type == LIFT_TYPE_ENUM)
    return value.number != 0;
  if (type == LIFT_TYPE_INSTANT)
    return value.number != LIFT_NO_INSTANT;
  return value.text != NULL;
}

/* A side that does not have the thing is as one where nothing of it is set. */
static gboolean
same_value (const Thing *thing,
            LiftField    field,
            Side         a,
            Side         b)
{
  LiftType type = lift_field_info (field)->type;
  LiftValue va, vb;

  if (thing->node[a] == thing->node[b])
    return TRUE;
  if (thing->node[a] == NULL)
    return !value_is_set (type, lift_node_get_value (thing->node[b], field));
  va = lift_node_get_value (thing->node[a], field);
  if (thing->node[b] == NULL)
    return !value_is_set (type, va);
  vb = lift_node_get_value (thing->node[b], field);
  return lift_value_equal (type, va, vb);
}

static gboolean
same_unit (const Thing *thing,
           LiftKind     kind,
           LiftField    unit,
           Side         a,
           Side         b)
{
  LiftField end = lift_kind_first_field (kind) + lift_kind_n_fields (kind);
  LiftField field;

  if (lift_field_info (unit)->type == LIFT_TYPE_POSITION && thing->parent[a] != thing->parent[b])
    return FALSE;
  for (field = unit; field < end; field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);

      if (info->unit == unit && is_register (info->type) && !same_value (thing, field, a, b))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_unknown (const Thing *thing,
              Side         a,
              Side         b)
{
  const char *ua = thing->node[a] != NULL ? lift_node_get_unknown (thing->node[a]) : NULL;
  const char *ub = thing->node[b] != NULL ? lift_node_get_unknown (thing->node[b]) : NULL;

  return g_strcmp0 (ua, ub) == 0;
}

/* Both sides changed the same unit, and differently. */
static Side
settle (const Thing *thing,
        LiftField    unit)
{
  LiftNode *ours = thing->node[OURS];
  LiftNode *theirs = thing->node[THEIRS];

  if (unit == LIFT_ITEM_STATE && lift_node_get_enum (ours, LIFT_ITEM_STATE) == lift_node_get_enum (theirs, LIFT_ITEM_STATE))
    {
      gint64 our_at = lift_node_get_instant (ours, LIFT_ITEM_AT);
      gint64 their_at = lift_node_get_instant (theirs, LIFT_ITEM_AT);

      return their_at != LIFT_NO_INSTANT && (our_at == LIFT_NO_INSTANT || their_at < our_at) ? THEIRS : OURS;
    }
  if (lift_field_info (unit)->type == LIFT_TYPE_LONG_TEXT)
    return BOTH;
  return OURS;
}

/* Whose value of @unit the result has. */
static Side
choose (const Thing *thing,
        LiftKind     kind,
        LiftField    unit)
{
  if (thing->node[THEIRS] == NULL)
    return OURS;
  if (thing->node[OURS] == NULL)
    return THEIRS;
  if (same_unit (thing, kind, unit, OURS, THEIRS) || same_unit (thing, kind, unit, BASE, THEIRS))
    return OURS;
  if (same_unit (thing, kind, unit, BASE, OURS))
    return THEIRS;
  return settle (thing, unit);
}

static LiftKind
thing_kind (const Thing *thing)
{
  return lift_node_get_kind (thing->node[OURS] != NULL ? thing->node[OURS] : thing->node[THEIRS]);
}

static gboolean
is_edited (const Thing *thing,
           Side         side)
{
  LiftKind kind = lift_node_get_kind (thing->node[side]);
  LiftField field = lift_kind_first_field (kind);
  guint i;

  if (thing->parent[side] != thing->parent[BASE] || !same_unknown (thing, BASE, side))
    return TRUE;
  for (i = 0; i < lift_kind_n_fields (kind); i++, field++)
    if (is_register (lift_field_info (field)->type) && !same_value (thing, field, BASE, side))
      return TRUE;
  return FALSE;
}

/* A deletion loses to any edit of the same thing. */
static gboolean
stays (const Thing *thing)
{
  Side side = thing->node[OURS] != NULL ? OURS : THEIRS;

  if (thing->node[side] == NULL)
    return FALSE;
  if (thing->node[OURS] != NULL && thing->node[THEIRS] != NULL)
    return TRUE;
  return thing->node[BASE] == NULL || is_edited (thing, side);
}

/* What stays needs what it stands in. */
static void
place (Thing *thing)
{
  while (thing != NULL && thing->home == NULL)
    {
      Side side = choose (thing, thing_kind (thing), lift_kind_first_field (thing_kind (thing)) + 1);

      thing->home = thing->parent[side];
      if (thing->home == NULL)
        return;
      if (thing->home->children == NULL)
        thing->home->children = g_ptr_array_new ();
      g_ptr_array_add (thing->home->children, thing);
      thing = thing->home;
    }
}

/* Whether @text is one of the variants, or some in a row, that @joined consists of. */
static gboolean
has_variant (const char *joined,
             const char *text)
{
  g_autofree char *all = g_strconcat (SEPARATOR, joined, SEPARATOR, NULL);
  g_autofree char *one = g_strconcat (SEPARATOR, text, SEPARATOR, NULL);

  return strstr (all, one) != NULL;
}

/* @joined with @text in place of its last variant, if that is @base. */
static char *
replace_variant (const char *joined,
                 const char *base,
                 const char *text)
{
  g_autofree char *tail = g_strconcat (SEPARATOR, base, NULL);

  if (base == NULL || !g_str_has_suffix (joined, tail))
    return NULL;
  return g_strdup_printf ("%.*s" SEPARATOR "%s", (int) (strlen (joined) - strlen (tail)), joined, text);
}

/* Both variants, theirs first; each once, also when one side joined them already and the other has since gone on writing its own. */
static char *
join_texts (const char *base,
            const char *ours,
            const char *theirs)
{
  char *joined;

  if (ours == NULL || theirs == NULL)
    return g_strdup (ours != NULL ? ours : theirs);
  if (has_variant (theirs, ours))
    return g_strdup (theirs);
  if (has_variant (ours, theirs))
    return g_strdup (ours);

  joined = replace_variant (theirs, base, ours);
  if (joined == NULL)
    joined = replace_variant (ours, base, theirs);
  if (joined == NULL)
    joined = g_strconcat (theirs, g_str_has_suffix (theirs, "\n") ? SEPARATOR + 1 : SEPARATOR, ours, NULL);
  return joined;
}

static void
merge_field (const Thing *thing,
             LiftNode    *result,
             LiftField    field)
{
  const LiftFieldInfo *info = lift_field_info (field);
  Side side = choose (thing, info->kind, info->unit);

  if (side == BOTH && info->type == LIFT_TYPE_LONG_TEXT)
    {
      const char *base = thing->node[BASE] != NULL ? lift_node_get_text (thing->node[BASE], field) : NULL;
      g_autofree char *both = join_texts (base, lift_node_get_text (thing->node[OURS], field), lift_node_get_text (thing->node[THEIRS], field));

      lift_node_set_text (result, field, both);
      return;
    }
  if (side == BOTH)
    side = OURS;
  lift_node_set_value (result, field, lift_value_copy (info->type, lift_node_get_value (thing->node[side], field)));
}

static LiftNode *
build (const Thing *thing)
{
  LiftKind kind = thing_kind (thing);
  LiftField field = lift_kind_first_field (kind);
  LiftNode *ours = thing->node[OURS];
  LiftNode *theirs = thing->node[THEIRS];
  g_autoptr (LiftNode) result = lift_node_new (kind, lift_node_get_id (ours != NULL ? ours : theirs));
  guint i;

  for (i = 0; i < lift_kind_n_fields (kind); i++, field++)
    if (is_register (lift_field_info (field)->type))
      merge_field (thing, result, field);

  if (theirs == NULL || (ours != NULL && !same_unknown (thing, BASE, OURS)))
    lift_node_set_unknown (result, lift_node_get_unknown (ours));
  else
    lift_node_set_unknown (result, lift_node_get_unknown (theirs));

  for (i = 0; thing->children != NULL && i < thing->children->len; i++)
    {
      LiftNode *child = build (g_ptr_array_index (thing->children, i));

      lift_node_take_child (result, lift_kind_list_of (kind, lift_node_get_kind (child)), child);
    }

  if (ours != NULL && lift_node_equal (result, ours))
    return lift_node_ref (ours);
  return g_steal_pointer (&result);
}

/* History */

/* From the oldest line to the newest; borrowed. */
static GPtrArray *
list_lines (LiftHistory *history)
{
  guint i = lift_history_get_n (history);
  GPtrArray *lines = g_ptr_array_sized_new (i);

  g_ptr_array_set_size (lines, i);
  for (; history != NULL; history = lift_history_get_older (history))
    g_ptr_array_index (lines, --i) = history;
  return lines;
}

/* The lines from @first on that are not among @known; NULL-safe on an empty rest. */
static GPtrArray *
lines_only_in (GPtrArray *lines,
               guint      first,
               GPtrArray *known)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *only = g_ptr_array_new ();
  guint i;

  for (i = first; i < known->len; i++)
    g_hash_table_add (seen, (char *) lift_history_get_line (g_ptr_array_index (known, i)));
  for (i = first; i < lines->len; i++)
    if (!g_hash_table_contains (seen, lift_history_get_line (g_ptr_array_index (lines, i))))
      g_ptr_array_add (only, g_ptr_array_index (lines, i));
  return only;
}

static LiftHistory *
union_histories (LiftHistory *mine,
                 LiftHistory *other)
{
  g_autoptr (GPtrArray) a = list_lines (mine);
  g_autoptr (GPtrArray) b = list_lines (other);
  g_autoptr (GPtrArray) only_a = NULL;
  g_autoptr (GPtrArray) only_b = NULL;
  LiftHistory *result;
  guint common = 0, i, j;

  while (common < a->len && common < b->len
         && (a->pdata[common] == b->pdata[common]
             || strcmp (lift_history_get_line (a->pdata[common]), lift_history_get_line (b->pdata[common])) == 0))
    common++;
  only_b = lines_only_in (b, common, a);
  if (only_b->len == 0)
    return lift_history_ref (mine);
  only_a = lines_only_in (a, common, b);
  if (only_a->len == 0)
    return lift_history_ref (other);

  result = lift_history_ref (common > 0 ? a->pdata[common - 1] : NULL);
  for (i = common, j = 0; i < a->len || j < only_b->len;)
    {
      const char *line_a = i < a->len ? lift_history_get_line (a->pdata[i]) : NULL;
      const char *line_b = j < only_b->len ? lift_history_get_line (only_b->pdata[j]) : NULL;
      gboolean take_a = line_b == NULL || (line_a != NULL && strcmp (line_a, line_b) <= 0);

      result = lift_history_prepend (result, take_a ? line_a : line_b);
      if (take_a)
        i++;
      else
        j++;
    }
  return result;
}

/**
 * lift_history_union:
 * @root: a release
 * @other: the same release
 *
 * Lines begin with their instant, so they are put in order as text, by instant first; but lines of one side keep the order in which that side
 * wrote them, so that what was undone within the second it was done in stays undone after it. No line is twice in it, and none of either is missing.
 *
 * Returns: (transfer full): @root with the lines of both histories
 */
LiftNode *
lift_history_union (LiftNode *root,
                    LiftNode *other)
{
  LiftHistory *history = union_histories (lift_node_get_history (root), lift_node_get_history (other));
  LiftNode *result = lift_node_ref (root);

  if (history == lift_node_get_history (root))
    {
      lift_history_unref (history);
      return result;
    }
  result = lift_node_make_unique (result);
  lift_node_set_history (result, history);
  return result;
}

/**
 * lift_merge:
 * @base: (nullable): what both were made from; %NULL if nothing is known of it: then all of both is kept
 * @ours: a release
 * @theirs: the same release: their ids are equal
 *
 * Puts what @ours changed since @base on top of @theirs, thing by thing (by id) and unit by unit (field-table.h). Where both changed the same
 * unit differently, ours stands, but
 *
 * - an item that both brought to the same state keeps the earlier record of it,
 * - of a long text both variants are kept: theirs, a line “---”, ours,
 * - a deletion loses to any edit of the same thing, and what contains something that stays, stays.
 *
 * Additions and the lines of both histories are always kept. Linear in the size of the documents.
 *
 * Returns: (transfer full): the merged release; it shares with @ours what is equal
 */
LiftNode *
lift_merge (LiftNode *base,
            LiftNode *ours,
            LiftNode *theirs)
{
  g_autoptr (GPtrArray) things = NULL;
  g_autoptr (GHashTable) by_id = NULL;
  g_autoptr (LiftNode) merged = NULL;
  g_autoptr (LiftNode) with_history = NULL;
  guint i;

  g_return_val_if_fail (lift_node_same (ours, theirs), lift_node_ref (ours));
  g_return_val_if_fail (base == NULL || lift_node_same (base, ours), lift_node_ref (ours));

  if (base == theirs || ours == theirs)
    return lift_history_union (ours, theirs);
  if (base == ours)
    return lift_history_union (theirs, ours);

  things = g_ptr_array_new_with_free_func (thing_free);
  by_id = g_hash_table_new (lift_node_hash, lift_node_same);
  lay_over (things, by_id, OURS, ours, NULL);
  lay_over (things, by_id, THEIRS, theirs, NULL);
  if (base != NULL)
    lay_over (things, by_id, BASE, base, NULL);

  for (i = 0; i < things->len; i++)
    if (stays (g_ptr_array_index (things, i)))
      place (g_ptr_array_index (things, i));

  merged = build (g_ptr_array_index (things, 0));
  with_history = lift_history_union (merged, ours);
  return lift_history_union (with_history, theirs);
}
