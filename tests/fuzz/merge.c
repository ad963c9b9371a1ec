/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/conflict.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/merge.h"
#include "core/node-private.h"
#include "core/position.h"
#include "fuzz.h"

/* The bytes are edits: of an empty release, which make the base, and of three copies of it. What must hold of merging them:
 *
 * - it does not matter which side is which, and in what order three copies meet;
 * - a side merged with itself or with the base is that side; a side that is merged in again, or later, changes nothing;
 * - it does not matter whether the copies were on disk in between;
 * - the result is a good document, and an edit of one side that the other does not touch is in it, as are all additions and all lines of the history.
 *
 * tests/core/test-merge-laws.c has the same laws for random documents of few values; here the values are chosen to be awkward. */

typedef struct
{
  const guint8 *at, *end;
  guint         serial;
  GRand        *rand;
} Source;

static const char *const lines[] = { "red", "green", "---", "a, b", "“ä”", "\"\\", "<b>&", " " };
static const char *const long_texts[] = { "red", "green", "red\n---\ngreen", "\n---\n", "---", "red\n", "\n", "green\n---\nred\n---\nblue", "\tx" };
static const char *const keys[] = { "a0", "a1", "a0V", "Zz" };
static const char *const locals[] = { "2026-12-09T10:00", "2026-12-10T10:00" };
static const char *const zones[] = { "UTC", "Europe/Berlin" };
static const char *const durations[] = { "-P2W", "PT0S" };
static const char *const clocks[] = { "17:00", "09:15" };
static const char *const weekdays[] = { "Fri Sat", "Sun" };
static const char *const periods[] = { "2026-12-25", "12-24/12-26 <Feast>", "2026-12-25\n---\n12-24/12-26 <Feast>", "---", "# none" };
static const char *const links[] = { "https://a.example", "mailto:b@c" };
static const char *const unknown[] = { NULL, "\"x\": 1", "\"\\u0078\": 1", "\"x\": 2,\n\"y\": [1, {\"z\": \",\\n\\\"\"}]", "\"y\": [],\nrelease\"x\": 1",
                                       "\"x\": \",\\n\\\"q\\\": 7\"", "pinned\"x\": {}" };
static const char *const people[] = { "Ann", "Bob", "Eve" };

/* A number below @n; 0 when the bytes are used up. */
static guint
pull (Source *source,
      guint   n)
{
  return source->at < source->end ? *source->at++ % n : 0;
}

#define PULL(source, array) (array)[pull ((source), G_N_ELEMENTS (array))]

static LiftField
kind_end (LiftKind kind)
{
  return lift_kind_first_field (kind) + lift_kind_n_fields (kind);
}

static void
collect (LiftNode  *node,
         GPtrArray *nodes)
{
  LiftKind kind = lift_node_get_kind (node);

  g_ptr_array_add (nodes, node);
  for (LiftField field = lift_kind_first_field (kind); field < kind_end (kind); field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      for (guint i = 0; i < lift_nodes_get_n (lift_node_get_list (node, field)); i++)
        collect (lift_nodes_get (lift_node_get_list (node, field), i), nodes);
}

static const char *
pull_text (Source   *source,
           LiftField field)
{
  switch (lift_field_info (field)->type)
    {
    case LIFT_TYPE_DAYTIME:
      return PULL (source, clocks);
    case LIFT_TYPE_WEEKDAYS:
      return PULL (source, weekdays);
    case LIFT_TYPE_PERIODS:
      return PULL (source, periods);
    case LIFT_TYPE_LONG_TEXT:
      return PULL (source, long_texts);
    case LIFT_TYPE_POSITION:
      return PULL (source, keys);
    case LIFT_TYPE_LOCAL:
      return PULL (source, locals);
    case LIFT_TYPE_ZONE:
      return PULL (source, zones);
    case LIFT_TYPE_DURATION:
      return PULL (source, durations);
    case LIFT_TYPE_URL:
      return PULL (source, links);
    default:
      return PULL (source, lines);
    }
}

static LiftNode *
make_node (Source  *source,
           LiftKind kind)
{
  g_autofree char *id = g_strdup_printf ("n%u", source->serial++);
  LiftNode *node = lift_node_new (kind, id);

  for (LiftField field = lift_kind_first_field (kind); field < kind_end (kind); field++)
    if (lift_field_info (field)->need && lift_field_info (field)->type != LIFT_TYPE_ID)
      lift_node_set_text (node, field, pull_text (source, field));
  return node;
}

static void
add_set (Source    *source,
         LiftGroup *group,
         LiftNode  *node,
         LiftField  field)
{
  const LiftFieldInfo *info = lift_field_info (field);

  if (info->type == LIFT_TYPE_ENUM)
    lift_group_set_enum (group, node, field, pull (source, lift_enum_n_words (info->about)));
  else if (info->type == LIFT_TYPE_INSTANT)
    lift_group_set_instant (group, node, field, pull (source, 4) == 0 ? LIFT_NO_INSTANT : pull (source, 3) * 60);
  else if (!info->need && pull (source, 4) == 0)
    lift_group_set_text (group, node, field, NULL);
  else
    lift_group_set_text (group, node, field, pull_text (source, field));
}

/* One change that a person could make of @root, but for its place among others. */
static LiftGroup *
make_group (Source        *source,
            LiftNode      *root,
            const LiftAct *act)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) conflicts = NULL;
  LiftGroup *group = lift_group_new (LIFT_VERB_EDIT, NULL, NULL);
  LiftNode *node, *other, *parent;
  LiftKind kind;

  collect (root, nodes);
  node = g_ptr_array_index (nodes, pull (source, nodes->len));
  kind = lift_node_get_kind (node);
  lift_root_find (root, lift_node_get_id (node), &parent);

  switch (pull (source, 8))
    {
    case 0:
      if (parent != NULL)
        lift_group_remove (group, lift_node_get_id (parent), lift_kind_list_of (lift_node_get_kind (parent), kind), node);
      break;

    case 1:
    case 2:
      {
        LiftKind child_kind = kind == LIFT_KIND_RELEASE ? LIFT_KIND_PHASE + pull (source, LIFT_N_KINDS - 1)
                              : kind == LIFT_KIND_ATTEMPT ? (pull (source, 2) == 0 ? LIFT_KIND_DEPLOYMENT : LIFT_KIND_PHASE) : LIFT_KIND_ITEM;
        LiftField list = lift_kind_list_of (kind, child_kind);

        if (list != LIFT_N_FIELDS)
          {
            g_autoptr (LiftNode) child = make_node (source, child_kind);

            lift_group_insert (group, lift_node_get_id (node), list, child);
          }
        break;
      }

    case 3:
      other = g_ptr_array_index (nodes, pull (source, nodes->len));
      if (kind == LIFT_KIND_ITEM && lift_kind_list_of (lift_node_get_kind (other), LIFT_KIND_ITEM) != LIFT_N_FIELDS)
        lift_group_set_parent (group, node, lift_node_get_id (parent), lift_node_get_id (other));
      break;

    case 4:
      {
        const char *members = PULL (source, unknown);

        /* Only what can stand in such a thing. */
        if (members == NULL || (strstr (members, "release\"") == NULL || kind == LIFT_KIND_RELEASE))
          if (members == NULL || *members != 'p' || kind == LIFT_KIND_PHASE)
            lift_group_set_unknown (group, node, members);
        break;
      }

    case 5:
      conflicts = lift_node_get_conflicts (node);
      if (conflicts->len > 0)
        {
          const LiftConflict *conflict = g_ptr_array_index (conflicts, pull (source, conflicts->len));
          LiftGroup *decision = lift_intent_settle (root, lift_node_get_id (node), conflict->unit, pull (source, conflict->candidates->len), act, NULL);

          if (decision != NULL)
            lift_group_append (group, decision);
        }
      break;

    default:
      {
        LiftField unit = lift_kind_first_field (kind) + 1 + pull (source, lift_kind_n_fields (kind) - 1);

        for (LiftField field = unit; field < kind_end (kind); field++)
          if (lift_field_info (field)->unit == unit && lift_field_is_register (field))
            add_set (source, group, node, field);
      }
    }
  return group;
}

/* As the one door for changes does it. Takes @root. */
static LiftNode *
change (Source     *source,
        LiftNode   *root,
        const char *who)
{
  g_autoptr (LiftNode) before = root;
  g_autoptr (LiftIndex) index = lift_index_new (root);
  LiftAct act = { who, pull (source, 3) * 60, source->rand };
  g_autoptr (LiftGroup) group = make_group (source, root, &act);
  g_autoptr (LiftGroup) inverse = NULL;
  g_autoptr (LiftGroup) settled = NULL;
  g_autoptr (LiftNode) after = lift_group_apply (group, root, index, &inverse, NULL);
  g_autofree char *line = NULL;
  LiftNode *result;

  settled = lift_conflict_settled_by (inverse, index, &act);
  result = settled != NULL ? lift_group_apply (settled, after, index, NULL, NULL) : lift_node_ref (after);
  if (result == before)
    return result;
  line = g_strdup_printf ("2026-01-01T00:00:0%uZ | %u | %s", pull (source, 3), source->serial++, who);
  result = lift_node_make_unique (result);
  lift_node_add_history (result, line);
  return result;
}

static LiftNode *
changed (Source     *source,
         LiftNode   *base,
         const char *who)
{
  LiftNode *root = lift_node_ref (base);

  for (guint n = pull (source, 10); n > 0; n--)
    root = change (source, root, who);
  return root;
}

static LiftNode *
read_back (LiftNode *root)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);

  return fuzz_read (bytes);
}

static void
same (LiftNode   *a,
      LiftNode   *b,
      const char *law)
{
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) other = NULL;

  if (fuzz_is_same (a, b))
    return;
  one = lift_json_write (a);
  other = lift_json_write (b);
  g_error ("%s:\n%.*s\n%.*s", law, (int) g_bytes_get_size (one), (const char *) g_bytes_get_data (one, NULL), (int) g_bytes_get_size (other),
           (const char *) g_bytes_get_data (other, NULL));
}

/* What an item stands in belongs to its place. */
static gboolean
same_parent (LiftIndex  *a,
             LiftIndex  *b,
             const char *id)
{
  LiftNode *one = lift_index_find_parent (a, id, NULL);
  LiftNode *other = lift_index_find_parent (b, id, NULL);

  return one == NULL || strcmp (lift_node_get_id (one), lift_node_get_id (other)) == 0;
}

static gboolean
same_unknown (LiftNode *a,
              LiftNode *b)
{
  return g_strcmp0 (lift_node_get_unknown (a), lift_node_get_unknown (b)) == 0;
}

/* What only @side changed since @base, and not @other, is in @merged; and what it added, and its lines of the history. */
static void
check_kept (LiftNode *base_root,
            LiftNode *side_root,
            LiftNode *other_root,
            LiftNode *merged_root)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (LiftIndex) base = lift_index_new (base_root);
  g_autoptr (LiftIndex) other = lift_index_new (other_root);
  g_autoptr (LiftIndex) merged = lift_index_new (merged_root);
  g_autoptr (GHashTable) history = g_hash_table_new (g_str_hash, g_str_equal);

  collect (side_root, nodes);
  for (guint i = 0; i < nodes->len; i++)
    {
      LiftNode *ours = g_ptr_array_index (nodes, i);
      LiftNode *old = lift_index_find (base, lift_node_get_id (ours));
      LiftNode *theirs = lift_index_find (other, lift_node_get_id (ours));
      LiftNode *now = lift_index_find (merged, lift_node_get_id (ours));
      LiftKind kind = lift_node_get_kind (ours);
      LiftField conflicts = lift_kind_conflicts (kind);

      if (old == NULL)
        g_assert_nonnull (now);
      if (old == NULL || theirs == NULL)
        continue;
      g_assert_nonnull (now);
      /* Where the other side decided a conflict for what is shown, that is a value of its own. */
      if (g_strcmp0 (lift_node_get_text (old, conflicts), lift_node_get_text (theirs, conflicts)) != 0)
        continue;
      for (LiftField unit = lift_kind_first_field (kind) + 1; unit < kind_end (kind); unit++)
        if (lift_field_is_register (unit) && lift_field_info (unit)->unit == unit && lift_candidate_same_value (unit, old, theirs)
            && !lift_candidate_same_value (unit, old, ours)
            && (lift_field_info (unit)->type != LIFT_TYPE_POSITION || same_parent (base, other, lift_node_get_id (ours))))
          if (!lift_candidate_same_value (unit, now, ours))
            g_error ("%s of %s is lost", lift_field_info (unit)->name, lift_node_get_id (ours));
      if (same_unknown (old, theirs) && !same_unknown (old, ours))
        g_assert_true (same_unknown (now, ours));
    }
  for (LiftHistory *line = lift_node_get_history (merged_root); line != NULL; line = lift_history_get_older (line))
    g_assert_true (g_hash_table_add (history, (gpointer) lift_history_get_line (line)));
  for (LiftHistory *line = lift_node_get_history (side_root); line != NULL; line = lift_history_get_older (line))
    g_assert_true (g_hash_table_contains (history, lift_history_get_line (line)));
}

/* Two sides, in both orders. */
static LiftNode *
check_pair (LiftNode *base,
            LiftNode *ours,
            LiftNode *theirs)
{
  g_autoptr (LiftNode) turned = lift_merge (base, theirs, ours);
  g_autoptr (LiftNode) twice = lift_merge (base, ours, ours);
  g_autoptr (LiftNode) with_base = lift_merge (base, ours, base);
  g_autoptr (LiftNode) base_with = lift_merge (base, base, ours);
  g_autoptr (LiftNode) again = NULL;
  g_autoptr (LiftNode) later = NULL;
  LiftNode *merged = lift_merge (base, ours, theirs);

  same (merged, turned, "commutative");
  same (twice, ours, "idempotent");
  same (with_base, ours, "the base changes nothing");
  same (base_with, ours, "a change of one side is taken");
  again = lift_merge (base, merged, ours);
  same (again, merged, "a side merged in again");
  later = lift_merge (ours, merged, ours);
  same (later, merged, "a side merged in later");
  check_kept (base, ours, theirs, merged);
  check_kept (base, theirs, ours, merged);
  return merged;
}

/* Without a common ancestor all of both is kept. */
static void
check_no_base (LiftNode *ours,
               LiftNode *theirs)
{
  g_autoptr (LiftNode) merged = lift_merge (NULL, ours, theirs);
  g_autoptr (LiftNode) turned = lift_merge (NULL, theirs, ours);
  g_autoptr (LiftNode) twice = lift_merge (NULL, ours, ours);
  g_autoptr (LiftNode) read = read_back (merged);

  same (merged, turned, "commutative without a base");
  same (twice, ours, "idempotent without a base");
  same (merged, read, "readable without a base");
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Source source = { data, data + size, 0, rand };
  g_autoptr (LiftNode) empty = make_node (&source, LIFT_KIND_RELEASE);
  g_autoptr (LiftNode) first = changed (&source, empty, "Cai");
  g_autoptr (LiftNode) first_a = changed (&source, first, "Dan");
  g_autoptr (LiftNode) first_b = changed (&source, first, "Fay");
  g_autoptr (LiftNode) mixed = check_pair (first, first_a, first_b);
  g_autoptr (LiftNode) base = read_back (mixed);
  LiftNode *sides[3], *pairs[3], *all[3];

  same (base, mixed, "readable");
  for (guint i = 0; i < 3; i++)
    sides[i] = changed (&source, base, people[i]);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (LiftNode) on_disk = read_back (sides[i]);
      g_autoptr (LiftNode) from_disk = NULL;

      same (sides[i], on_disk, "readable");
      pairs[i] = check_pair (base, sides[i], sides[(i + 1) % 3]);
      from_disk = lift_merge (base, on_disk, sides[(i + 1) % 3]);
      same (pairs[i], from_disk, "as from disk");
      all[i] = lift_merge (base, pairs[i], sides[(i + 2) % 3]);
    }
  same (all[0], all[1], "three copies converge");
  same (all[0], all[2], "three copies converge");
  check_no_base (sides[0], sides[1]);
  for (guint i = 0; i < 3; i++)
    {
      lift_node_unref (sides[i]);
      lift_node_unref (pairs[i]);
      lift_node_unref (all[i]);
    }
  return 0;
}
