/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "merge.h"

#include <string.h>

#include "conflict.h"
#include "json.h"
#include "node-private.h"

/* Three trees are laid over one another by kind and id, and each unit of the fields of each thing (field-table.h) is taken for a set of values: mostly
 * of one. The result has what both sides kept of the base's set and what either added: so it does not matter which side is which, in what order several
 * meet, and whether one is merged again. One value is a clean result; of several, the same in another guise (the same state at two times, two texts that
 * can stand below one another) become one, and what is left are the candidates of a conflict, which is recorded (conflict.h).
 *
 * Whether a thing is there is such a set as well, of “there” and “deleted”, to which an edit, and what stands in the thing, adds “there”. */

#define SEPARATOR "\n---\n"

typedef enum
{
  BASE,
  OURS,
  THEIRS,
  N_SIDES,
} Side;

typedef struct _Thing Thing;

struct _Thing
{
  LiftNode     *node[N_SIDES];   /* NULL where the side does not have it */
  Thing        *parent[N_SIDES]; /* on that side; NULL for the release */
  LiftConflict *presence;        /* NULL: there, without a question */
  gboolean      stays;           /* of itself; if not, it may still be needed */
  gboolean      placed;          /* in the result */
  Thing        *home;            /* in the result; NULL for the release */
  GPtrArray    *children;        /* in the result */
};

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  g_clear_pointer (&thing->presence, lift_conflict_free);
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

static LiftKind
thing_kind (const Thing *thing)
{
  return lift_node_get_kind (thing->node[OURS] != NULL ? thing->node[OURS] : thing->node[THEIRS]);
}

static LiftField
kind_end (LiftKind kind)
{
  return lift_kind_first_field (kind) + lift_kind_n_fields (kind);
}

static gboolean
is_part (LiftField field,
         LiftField unit)
{
  return lift_field_info (field)->unit == unit && lift_field_is_register (field);
}

static gboolean
same_unit (const Thing *thing,
           LiftField    unit,
           Side         a,
           Side         b)
{
  if (lift_field_info (unit)->type == LIFT_TYPE_POSITION && thing->parent[a] != thing->parent[b])
    return FALSE;
  for (LiftField field = unit; field < kind_end (lift_field_info (unit)->kind); field++)
    if (is_part (field, unit) && !same_value (thing, field, a, b))
      return FALSE;
  return TRUE;
}

static const char *
unknown_of (const Thing *thing,
            Side         side)
{
  return thing->node[side] != NULL ? lift_node_get_unknown (thing->node[side]) : NULL;
}

static gboolean
same_unknown (const Thing *thing,
              Side         a,
              Side         b)
{
  return g_strcmp0 (unknown_of (thing, a), unknown_of (thing, b)) == 0;
}

static const char *
conflicts_of (const Thing *thing,
              Side         side)
{
  LiftNode *node = thing->node[side];

  return node != NULL ? lift_node_get_text (node, lift_kind_conflicts (lift_node_get_kind (node))) : NULL;
}

static gboolean
has_records (const Thing *thing)
{
  return conflicts_of (thing, BASE) != NULL || conflicts_of (thing, OURS) != NULL || conflicts_of (thing, THEIRS) != NULL;
}

/* Sets of values */

/* What @side says of @unit: its candidates, or the one value that it has. A value that was written over an open conflict by hand is one more. */
static LiftConflict *
set_of (const Thing *thing,
        LiftField    unit,
        Side         side)
{
  LiftNode *node = thing->node[side];
  LiftConflict *set = NULL;

  if (conflicts_of (thing, side) != NULL)
    {
      g_autoptr (GPtrArray) records = lift_json_read_conflicts (node);

      for (guint i = 0; i < records->len && set == NULL; i++)
        if (((LiftConflict *) g_ptr_array_index (records, i))->unit == unit)
          set = g_ptr_array_steal_index (records, i);
    }
  if (set == NULL)
    set = lift_conflict_new (unit);
  if (node == NULL)
    return set;

  if (!lift_conflict_is_open (set))
    {
      g_autofree char *settled = set->candidates->len > 0 ? g_strdup (g_array_index (set->candidates, LiftCandidate, 0).settled) : NULL;

      g_array_set_size (set->candidates, 0);
      lift_conflict_add (set, node, settled);
    }
  else if (!lift_conflict_is_deletion (set))
    {
      gboolean shown = FALSE;

      for (guint i = 0; i < set->candidates->len && !shown; i++)
        shown = lift_candidate_same_value (unit, lift_conflict_get_value (set, i), node);
      if (!shown)
        lift_conflict_add (set, node, NULL);
    }
  return set;
}

static gboolean
set_has (const LiftConflict  *set,
         const LiftCandidate *candidate)
{
  for (guint i = 0; i < set->candidates->len; i++)
    if (lift_candidate_compare (set->unit, &g_array_index (set->candidates, LiftCandidate, i), candidate) == 0)
      return TRUE;
  return FALSE;
}

/* Adds those of @from that are in @in, or that are not. */
static void
add_those (LiftConflict       *set,
           const LiftConflict *from,
           const LiftConflict *in,
           gboolean            are_in)
{
  for (guint i = 0; i < from->candidates->len; i++)
    {
      const LiftCandidate *candidate = &g_array_index (from->candidates, LiftCandidate, i);

      if (set_has (in, candidate) == are_in)
        lift_conflict_add (set, candidate->value, candidate->settled);
    }
}

/* What both kept of the base, and what either added. */
static LiftConflict *
merge_sets (const LiftConflict *base,
            const LiftConflict *ours,
            const LiftConflict *theirs)
{
  LiftConflict *set = lift_conflict_new (ours->unit);

  add_those (set, ours, theirs, TRUE);
  add_those (set, ours, base, FALSE);
  add_those (set, theirs, base, FALSE);
  return set;
}

/* Of the same state the earlier stands, and of the same value that two decided for; it comes first. */
static void
drop_later (LiftConflict *set)
{
  gboolean is_enum = lift_field_info (set->unit)->type == LIFT_TYPE_ENUM;

  for (guint i = 1; i < set->candidates->len;)
    {
      LiftNode *before = lift_conflict_get_value (set, i - 1);
      LiftNode *value = lift_conflict_get_value (set, i);

      if (is_enum ? lift_node_get_enum (before, set->unit) == lift_node_get_enum (value, set->unit)
                  : lift_candidate_same_value (set->unit, before, value))
        g_array_remove_index (set->candidates, i);
      else
        i++;
    }
}

/* Long texts: both variants are kept, in one text. */

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

/* The variants that the texts of @set consist of, each once and in an order that is the same wherever they meet, with a line “---” between. */
static char *
join_texts (const LiftConflict *set)
{
  g_autoptr (GPtrArray) variants = g_ptr_array_new_with_free_func (g_free);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < set->candidates->len; i++)
    {
      const char *text = lift_node_get_text (lift_conflict_get_value (set, i), set->unit);
      g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", SEPARATOR, -1);

      for (guint p = 0; parts[p] != NULL; p++)
        g_ptr_array_add (variants, g_strdup (parts[p]));
    }
  g_ptr_array_sort (variants, compare_texts);
  for (guint i = 0; i < variants->len; i++)
    {
      const char *variant = g_ptr_array_index (variants, i);

      if (*variant != '\0' && (i == 0 || strcmp (variant, g_ptr_array_index (variants, i - 1)) != 0))
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? SEPARATOR : "", variant);
    }
  return g_string_free (joined, FALSE);
}

/* A joined text that is what both wrote over would be taken for it, so that there the two stay in conflict. */
static void
join_variants (const Thing  *thing,
               LiftConflict *set)
{
  g_autofree char *joined = NULL;
  g_autoptr (LiftNode) value = NULL;

  if (!lift_field_is_long (set->unit) || !lift_conflict_is_open (set))
    return;
  joined = join_texts (set);
  if (thing->node[BASE] != NULL && g_strcmp0 (joined, lift_node_get_text (thing->node[BASE], set->unit)) == 0)
    return;

  value = lift_node_new (lift_field_info (set->unit)->kind, lift_node_get_id (thing->node[OURS]));
  lift_node_set_text (value, set->unit, joined);
  g_array_set_size (set->candidates, 0);
  lift_conflict_add (set, value, NULL);
}

/* Whether one side alone changed @unit, or both alike, so that there is nothing to put together; @side is one that has it. */
static gboolean
is_plain (const Thing *thing,
          LiftField    unit,
          Side        *side)
{
  gboolean in_base = thing->node[BASE] != NULL;

  *side = thing->node[OURS] != NULL ? OURS : THEIRS;
  if (thing->node[OURS] == NULL || thing->node[THEIRS] == NULL)
    return TRUE;
  if (has_records (thing))
    return FALSE;
  if (same_unit (thing, unit, OURS, THEIRS) || (in_base && same_unit (thing, unit, BASE, THEIRS)))
    return TRUE;
  *side = THEIRS;
  return in_base && same_unit (thing, unit, BASE, OURS);
}

/* What the result has of @unit; never empty. */
static LiftConflict *
decide (const Thing *thing,
        LiftField    unit)
{
  g_autoptr (LiftConflict) base = NULL;
  g_autoptr (LiftConflict) ours = NULL;
  g_autoptr (LiftConflict) theirs = NULL;
  LiftConflict *set;
  Side side;

  if (is_plain (thing, unit, &side))
    return set_of (thing, unit, side);

  base = set_of (thing, unit, BASE);
  ours = set_of (thing, unit, OURS);
  theirs = set_of (thing, unit, THEIRS);
  set = merge_sets (base, ours, theirs);
  /* Both took from what was in conflict, something different, and neither said that it was decided: that was written by hand. */
  if (set->candidates->len == 0)
    {
      add_those (set, ours, ours, TRUE);
      add_those (set, theirs, theirs, TRUE);
    }
  drop_later (set);
  join_variants (thing, set);
  return set;
}

/* Places: where both moved a thing, one place is taken, the same wherever they meet. */
static Side
decide_place (const Thing *thing)
{
  LiftField unit = lift_kind_first_field (thing_kind (thing)) + 1;
  const char *our_parent, *their_parent;
  int order;

  if (thing->node[THEIRS] == NULL || thing_kind (thing) == LIFT_KIND_RELEASE)
    return OURS;
  if (thing->node[OURS] == NULL)
    return THEIRS;
  if (thing->node[BASE] != NULL && same_unit (thing, unit, BASE, OURS))
    return THEIRS;
  if (thing->node[BASE] != NULL && same_unit (thing, unit, BASE, THEIRS))
    return OURS;

  our_parent = lift_node_get_id (thing->parent[OURS]->node[OURS]);
  their_parent = lift_node_get_id (thing->parent[THEIRS]->node[THEIRS]);
  order = strcmp (our_parent, their_parent);
  if (order == 0)
    order = g_strcmp0 (lift_node_get_position (thing->node[OURS]), lift_node_get_position (thing->node[THEIRS]));
  return order <= 0 ? OURS : THEIRS;
}

/* Being there */

static gboolean
same_records (const Thing *thing,
              LiftField    unit,
              Side         side)
{
  g_autoptr (LiftConflict) base = set_of (thing, unit, BASE);
  g_autoptr (LiftConflict) set = set_of (thing, unit, side);

  if (base->candidates->len != set->candidates->len)
    return FALSE;
  for (guint i = 0; i < set->candidates->len; i++)
    if (!set_has (base, &g_array_index (set->candidates, LiftCandidate, i)))
      return FALSE;
  return TRUE;
}

/* Whether @side, which has the thing as the base has it, changed anything about it. */
static gboolean
is_edited (const Thing *thing,
           Side         side)
{
  LiftKind kind = lift_node_get_kind (thing->node[side]);
  gboolean any_records = conflicts_of (thing, BASE) != NULL || conflicts_of (thing, side) != NULL;

  if (thing->parent[side] != thing->parent[BASE] || !same_unknown (thing, BASE, side))
    return TRUE;
  for (LiftField field = lift_kind_first_field (kind) + 1; field < kind_end (kind); field++)
    {
      if (!lift_field_is_register (field))
        continue;
      if (!same_value (thing, field, BASE, side))
        return TRUE;
      if (any_records && lift_field_info (field)->unit == field && !same_records (thing, field, side))
        return TRUE;
    }
  return FALSE;
}

/* What tells a deletion from one that the base recorded already: else it would be taken for that, where the thing turns out to be needed. */
static char *
deleted_again (const Thing *thing)
{
  g_autoptr (LiftConflict) base = set_of (thing, lift_kind_first_field (thing_kind (thing)), BASE);
  const LiftCandidate *last = &g_array_index (base->candidates, LiftCandidate, base->candidates->len - 1);

  if (last->value != NULL)
    return NULL;
  return g_strconcat (last->settled != NULL ? last->settled : "deleted", " again", NULL);
}

/* For the unit of the id: there, not there, or both, where one side deleted what another changed; empty if a side knows nothing of it. */
static LiftConflict *
presence_of (const Thing *thing,
             Side         side)
{
  LiftConflict *set = set_of (thing, lift_kind_first_field (thing_kind (thing)), side);

  if (thing->node[side] == NULL && side != BASE && thing->node[BASE] != NULL)
    {
      g_autofree char *stamp = deleted_again (thing);

      lift_conflict_add (set, NULL, stamp);
    }
  return set;
}

static gboolean
set_says_there (const LiftConflict *set)
{
  return set->candidates->len > 0 && g_array_index (set->candidates, LiftCandidate, 0).value != NULL;
}

/* Where a side deleted the thing, that it is there all the same was not said by the side but found, here or in an earlier merge, and is found anew. */
static void
forget_found (LiftConflict       *set,
              const LiftConflict *base)
{
  const LiftCandidate *last = set->candidates->len > 0 ? &g_array_index (set->candidates, LiftCandidate, set->candidates->len - 1) : NULL;

  if (last == NULL || last->value != NULL || set_has (base, last))
    return;
  for (guint i = 0; i < set->candidates->len;)
    if (g_array_index (set->candidates, LiftCandidate, i).value != NULL
        && set_has (base, &g_array_index (set->candidates, LiftCandidate, i)))
      g_array_remove_index (set->candidates, i);
    else
      i++;
}

/* Finds that the thing is there: as the base had it, if it did. */
static void
find_there (Thing *thing)
{
  g_autoptr (LiftConflict) base = presence_of (thing, BASE);
  LiftNode *node = thing->node[OURS] != NULL ? thing->node[OURS] : thing->node[THEIRS];

  lift_conflict_add (thing->presence, node, set_says_there (base) ? g_array_index (base->candidates, LiftCandidate, 0).settled : NULL);
  thing->stays = TRUE;
}

/* A deletion loses to any edit of the same thing, and it shows. */
static void
decide_presence (Thing *thing)
{
  g_autoptr (LiftConflict) base = NULL;
  g_autoptr (LiftConflict) ours = NULL;
  g_autoptr (LiftConflict) theirs = NULL;

  if (thing->node[OURS] == NULL && thing->node[THEIRS] == NULL)
    return;
  thing->stays = TRUE;
  if (thing_kind (thing) == LIFT_KIND_RELEASE || (thing->node[OURS] != NULL && thing->node[THEIRS] != NULL && !has_records (thing)))
    return;

  base = presence_of (thing, BASE);
  ours = presence_of (thing, OURS);
  theirs = presence_of (thing, THEIRS);
  forget_found (ours, base);
  forget_found (theirs, base);
  thing->presence = merge_sets (base, ours, theirs);
  drop_later (thing->presence);
  thing->stays = thing->presence->candidates->len == 0 || set_says_there (thing->presence);
  for (Side side = OURS; side <= THEIRS && !thing->stays; side++)
    if (thing->node[side] != NULL && thing->node[BASE] != NULL && is_edited (thing, side))
      find_there (thing);
}

/* What stays needs what it stands in. */
static void
place (Thing *thing)
{
  while (thing != NULL && !thing->placed)
    {
      thing->placed = TRUE;
      if (!thing->stays)
        find_there (thing);
      thing->home = thing->parent[decide_place (thing)];
      if (thing->home == NULL)
        return;
      if (thing->home->children == NULL)
        thing->home->children = g_ptr_array_new ();
      g_ptr_array_add (thing->home->children, thing);
      thing = thing->home;
    }
}

static void
set_unknown (const Thing *thing,
             LiftNode    *result)
{
  if (thing->node[OURS] == NULL || thing->node[THEIRS] == NULL)
    lift_node_set_unknown (result, unknown_of (thing, thing->node[OURS] != NULL ? OURS : THEIRS));
  else if (same_unknown (thing, OURS, THEIRS) || (thing->node[BASE] != NULL && same_unknown (thing, BASE, THEIRS)))
    lift_node_set_unknown (result, unknown_of (thing, OURS));
  else if (thing->node[BASE] != NULL && same_unknown (thing, BASE, OURS))
    lift_node_set_unknown (result, unknown_of (thing, THEIRS));
  else
    {
      g_autofree char *members = lift_unknown_merge (unknown_of (thing, BASE), unknown_of (thing, OURS), unknown_of (thing, THEIRS));

      lift_node_set_unknown (result, members);
    }
}

/* The result */

static void
copy_unit (LiftNode       *result,
           LiftField       unit,
           const LiftNode *value)
{
  for (LiftField field = unit; field < kind_end (lift_field_info (unit)->kind); field++)
    if (is_part (field, unit))
      lift_node_set_value (result, field, lift_value_copy (lift_field_info (field)->type, lift_node_get_value (value, field)));
}

static void
build_unit (const Thing *thing,
            LiftNode    *result,
            LiftField    unit,
            GPtrArray   *records)
{
  LiftConflict *set;
  Side side;

  if (lift_field_info (unit)->type == LIFT_TYPE_POSITION)
    {
      copy_unit (result, unit, thing->node[decide_place (thing)]);
      return;
    }
  if (is_plain (thing, unit, &side) && conflicts_of (thing, side) == NULL)
    {
      copy_unit (result, unit, thing->node[side]);
      return;
    }
  set = decide (thing, unit);
  copy_unit (result, unit, lift_conflict_get_value (set, 0));
  g_ptr_array_add (records, set);
}

static LiftNode *
build (Thing *thing)
{
  LiftKind kind = thing_kind (thing);
  LiftNode *ours = thing->node[OURS];
  g_autoptr (LiftNode) result = lift_node_new (kind, lift_node_get_id (ours != NULL ? ours : thing->node[THEIRS]));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_conflict_free);

  for (LiftField field = lift_kind_first_field (kind); field < kind_end (kind); field++)
    if (lift_field_info (field)->unit == field && lift_field_is_register (field))
      build_unit (thing, result, field, records);
  if (thing->presence != NULL)
    g_ptr_array_add (records, g_steal_pointer (&thing->presence));
  if (records->len > 0)
    {
      g_autofree char *conflicts = lift_conflicts_format (records);

      lift_node_set_text (result, lift_kind_conflicts (kind), conflicts);
    }
  set_unknown (thing, result);

  for (guint i = 0; thing->children != NULL && i < thing->children->len; i++)
    {
      LiftNode *child = build (g_ptr_array_index (thing->children, i));

      lift_node_take_child (result, lift_kind_list_of (kind, lift_node_get_kind (child)), child);
    }

  if (ours != NULL && lift_node_equal (result, ours))
    return lift_node_ref (ours);
  return g_steal_pointer (&result);
}

/**
 * lift_merge:
 * @base: (nullable): what both were made from; %NULL if nothing is known of it: then all of both is kept
 * @ours: a release
 * @theirs: the same release: their ids are equal
 *
 * Puts together what both changed since @base, thing by thing (by id) and unit by unit (field-table.h). Where both changed the same unit differently,
 *
 * - an item that both brought to the same state keeps the earlier record of it,
 * - of a long text both variants are kept, with a line “---” between,
 * - of two places one is taken,
 * - a deletion loses to any edit of the same thing, and what contains something that stays, stays; that it was deleted is recorded as a conflict,
 * - anything else is a conflict: the thing shows the first candidate and records all (conflict.h).
 *
 * It does not matter which side is which. Merging the same again changes nothing, copies of one base come to the same result in whatever order they meet, and
 * no value, addition or line of the history is lost.
 *
 * Linear in the size of the documents.
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
    decide_presence (g_ptr_array_index (things, i));
  for (i = 0; i < things->len; i++)
    if (((Thing *) g_ptr_array_index (things, i))->stays)
      place (g_ptr_array_index (things, i));

  merged = build (g_ptr_array_index (things, 0));
  with_history = lift_history_union (merged, ours);
  return lift_history_union (with_history, theirs);
}
