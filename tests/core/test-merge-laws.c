/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/conflict.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/merge.h"
#include "core/node-private.h"

/* What must hold of merging whatever the documents: three copies of one base are changed at random, by few enough values that the changes often meet, also
 * where the base is in conflict already and where conflicts are decided. */

#define TRIPLES 100000

static const char *const texts[] = { "red", "green", "blue" };
static const char *const people[] = { "Ann", "Bob" };
static const char *const keys[] = { "a0", "a1", "a2" };

#define PICK(rand, array) (array)[g_rand_int_range ((rand), 0, G_N_ELEMENTS (array))]

typedef struct
{
  GRand   *rand;
  guint    serial;
  gboolean narrow; /* few kinds of changes, which meet all the more often */
  LiftAct  act;
} Maker;

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

static GPtrArray *
nodes_of (LiftNode *root)
{
  GPtrArray *nodes = g_ptr_array_new ();

  collect (root, nodes);
  return nodes;
}

static const char *
random_text (Maker    *maker,
             LiftField field)
{
  switch (lift_field_info (field)->type)
    {
    case LIFT_TYPE_POSITION:
      return PICK (maker->rand, keys);
    case LIFT_TYPE_LOCAL:
      return g_rand_boolean (maker->rand) ? "2026-12-09T10:00" : "2026-12-10T10:00";
    case LIFT_TYPE_ZONE:
      return g_rand_boolean (maker->rand) ? "Europe/Berlin" : "UTC";
    case LIFT_TYPE_DURATION:
      return g_rand_boolean (maker->rand) ? "PT1H" : "PT2H";
    case LIFT_TYPE_URL:
      return g_rand_boolean (maker->rand) ? "https://a.example" : "https://b.example";
    case LIFT_TYPE_DAYTIME:
      return g_rand_boolean (maker->rand) ? "17:00" : "09:15";
    case LIFT_TYPE_WEEKDAYS:
      return g_rand_boolean (maker->rand) ? "Fri Sat" : "Sun";
    case LIFT_TYPE_PERIODS:
      {
        static const char *const periods[] = { "2026-12-25", "12-24/12-26 Feast", "2026-12-25\n---\n12-24/12-26 Feast", "---", "# none" };

        return PICK (maker->rand, periods);
      }
    case LIFT_TYPE_LONG_TEXT:
      {
        static const char *const notes[] = { "one", "two", "one\n---\ntwo", "two\n---\none", "---", "three\n" };

        return PICK (maker->rand, notes);
      }
    default:
      return PICK (maker->rand, texts);
    }
}

static LiftNode *
random_node (Maker    *maker,
             LiftKind  kind)
{
  g_autofree char *id = g_strdup_printf ("n%u", maker->serial++);
  LiftNode *node = lift_node_new (kind, id);

  for (LiftField field = lift_kind_first_field (kind); field < kind_end (kind); field++)
    if (lift_field_info (field)->need && lift_field_info (field)->type != LIFT_TYPE_ID)
      lift_node_set_text (node, field, random_text (maker, field));
  return node;
}

static LiftNode *
random_release (Maker *maker)
{
  LiftNode *root = random_node (maker, LIFT_KIND_RELEASE);

  for (int p = g_rand_int_range (maker->rand, 0, 3); p > 0; p--)
    {
      LiftNode *phase = random_node (maker, LIFT_KIND_PHASE);

      for (int i = g_rand_int_range (maker->rand, 0, 3); i > 0; i--)
        lift_node_take_child (phase, LIFT_PHASE_ITEMS, random_node (maker, LIFT_KIND_ITEM));
      lift_node_take_child (root, LIFT_RELEASE_PHASES, phase);
    }
  if (g_rand_int_range (maker->rand, 0, 4) == 0)
    lift_node_take_child (root, LIFT_RELEASE_INCIDENTS, random_node (maker, LIFT_KIND_INCIDENT));
  if (g_rand_int_range (maker->rand, 0, 4) == 0)
    {
      LiftNode *attempt = random_node (maker, LIFT_KIND_ATTEMPT);

      lift_node_take_child (attempt, LIFT_ATTEMPT_DEPLOYMENTS, random_node (maker, LIFT_KIND_DEPLOYMENT));
      lift_node_take_child (root, LIFT_RELEASE_ATTEMPTS, attempt);
    }
  return root;
}

static void
set_random (Maker     *maker,
            LiftGroup *group,
            LiftNode  *node,
            LiftField  field)
{
  const LiftFieldInfo *info = lift_field_info (field);

  if (info->type == LIFT_TYPE_ENUM)
    lift_group_set_enum (group, node, field, g_rand_int_range (maker->rand, 0, MIN (3, lift_enum_n_words (info->about))));
  else if (info->type == LIFT_TYPE_INSTANT)
    lift_group_set_instant (group, node, field, g_rand_int_range (maker->rand, 0, 3) * 60);
  else if (!info->need && g_rand_int_range (maker->rand, 0, 4) == 0)
    lift_group_set_text (group, node, field, NULL);
  else
    lift_group_set_text (group, node, field, random_text (maker, field));
}

/* A group for one change of @root; it may turn out to be none. */
static LiftGroup *
random_group (Maker    *maker,
              LiftNode *root)
{
  g_autoptr (GPtrArray) nodes = nodes_of (root);
  LiftNode *node = g_ptr_array_index (nodes, g_rand_int_range (maker->rand, 0, nodes->len));
  LiftNode *other = g_ptr_array_index (nodes, g_rand_int_range (maker->rand, 0, nodes->len));
  LiftKind kind = lift_node_get_kind (node);
  LiftGroup *group = lift_group_new (LIFT_VERB_EDIT, NULL, NULL);
  LiftNode *parent;
  guint list;

  lift_root_find (root, lift_node_get_id (node), &parent);
  if (maker->narrow && kind == LIFT_KIND_ITEM && g_rand_int_range (maker->rand, 0, 3) > 0)
    {
      set_random (maker, group, node, g_rand_boolean (maker->rand) ? LIFT_ITEM_NOTE : LIFT_ITEM_OWNER);
      return group;
    }
  switch (maker->narrow ? 0 : g_rand_int_range (maker->rand, 0, 9))
    {
    case 0:
      if (parent != NULL)
        lift_group_remove (group, lift_node_get_id (parent), lift_kind_list_of (lift_node_get_kind (parent), kind), node);
      break;
    case 1:
      list = lift_kind_list_of (kind, g_rand_boolean (maker->rand) ? LIFT_KIND_ITEM : (LiftKind) g_rand_int_range (maker->rand, LIFT_KIND_PHASE, LIFT_N_KINDS));
      if (list != LIFT_N_FIELDS)
        {
          g_autoptr (LiftNode) child = random_node (maker, lift_field_info (list)->about);

          lift_group_insert (group, lift_node_get_id (node), list, child);
        }
      break;
    case 2:
      if (kind == LIFT_KIND_ITEM && lift_kind_list_of (lift_node_get_kind (other), LIFT_KIND_ITEM) != LIFT_N_FIELDS)
        lift_group_set_parent (group, node, lift_node_get_id (parent), lift_node_get_id (other));
      break;
    case 3:
      lift_group_set_unknown (group, node, g_rand_boolean (maker->rand) ? "\"x\": 1" : g_rand_boolean (maker->rand) ? "\"x\": 2,\n\"y\": [1, 2]" : NULL);
      break;
    case 4:
    case 5:
      if (kind == LIFT_KIND_ITEM)
        {
          lift_group_set_enum (group, node, LIFT_ITEM_STATE, g_rand_int_range (maker->rand, 0, 3));
          lift_group_set_text (group, node, LIFT_ITEM_BY, PICK (maker->rand, people));
          lift_group_set_instant (group, node, LIFT_ITEM_AT, g_rand_int_range (maker->rand, 0, 3) * 60);
          break;
        }
      /* fall through */
    default:
      {
        LiftField field = lift_kind_first_field (kind) + g_rand_int_range (maker->rand, 1, lift_kind_n_fields (kind));

        if (lift_field_is_register (field))
          set_random (maker, group, node, field);
      }
    }
  return group;
}

/* A decision about something in conflict; NULL if nothing is. */
static LiftGroup *
random_decision (Maker    *maker,
                 LiftNode *root)
{
  g_autoptr (GPtrArray) nodes = nodes_of (root);

  for (guint tries = 0; tries < nodes->len; tries++)
    {
      LiftNode *node = g_ptr_array_index (nodes, g_rand_int_range (maker->rand, 0, nodes->len));
      g_autoptr (GPtrArray) conflicts = lift_node_get_conflicts (node);
      const LiftConflict *conflict;

      if (conflicts->len == 0)
        continue;
      conflict = g_ptr_array_index (conflicts, g_rand_int_range (maker->rand, 0, conflicts->len));
      return lift_intent_settle (root, lift_node_get_id (node), conflict->unit, g_rand_int_range (maker->rand, 0, conflict->candidates->len),
                                 &maker->act, NULL);
    }
  return NULL;
}

/* As the one door for changes does it. Takes @root. */
static LiftNode *
change (Maker      *maker,
        LiftNode   *root,
        const char *who)
{
  g_autoptr (LiftNode) before = root;
  g_autoptr (LiftIndex) index = lift_index_new (root);
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (LiftGroup) inverse = NULL;
  g_autoptr (LiftGroup) settled = NULL;
  g_autoptr (LiftNode) after = NULL;
  g_autofree char *line = NULL;
  LiftNode *result;

  maker->act = (LiftAct) { who, g_rand_int_range (maker->rand, 0, 3) * 60, maker->rand };
  if (g_rand_int_range (maker->rand, 0, 2) == 0)
    group = random_decision (maker, root);
  if (group == NULL)
    group = random_group (maker, root);
  after = lift_group_apply (group, root, index, &inverse, NULL);
  settled = lift_conflict_settled_by (inverse, index, &maker->act);
  result = settled != NULL ? lift_group_apply (settled, after, index, NULL, NULL) : lift_node_ref (after);
  if (result == before)
    return result;

  line = g_strdup_printf ("2026-01-01T00:00:0%dZ | %u | %s", g_rand_int_range (maker->rand, 0, 3), maker->serial++, who);
  result = lift_node_make_unique (result);
  lift_node_add_history (result, line);
  return result;
}

static LiftNode *
changed (Maker      *maker,
         LiftNode   *base,
         const char *who,
         int         most)
{
  LiftNode *root = lift_node_ref (base);

  for (int n = g_rand_int_range (maker->rand, 0, most + 1); n > 0; n--)
    root = change (maker, root, who);
  return root;
}

static gboolean
same_lines (LiftHistory *a,
            LiftHistory *b)
{
  for (; a != b && a != NULL && b != NULL; a = lift_history_get_older (a), b = lift_history_get_older (b))
    if (strcmp (lift_history_get_line (a), lift_history_get_line (b)) != 0)
      return FALSE;
  return a == b;
}

/* As lift_node_equal (), which takes histories for different that are not one. */
static gboolean
same_release (LiftNode *a,
              LiftNode *b)
{
  for (LiftField field = LIFT_RELEASE_ID; field < kind_end (LIFT_KIND_RELEASE); field++)
    if (field != LIFT_RELEASE_HISTORY
        && !lift_value_equal (lift_field_info (field)->type, lift_node_get_value (a, field), lift_node_get_value (b, field)))
      return FALSE;
  return g_strcmp0 (lift_node_get_unknown (a), lift_node_get_unknown (b)) == 0
         && same_lines (lift_node_get_history (a), lift_node_get_history (b));
}

static void
assert_same (LiftNode   *a,
             LiftNode   *b,
             const char *law,
             guint       triple)
{
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) other = NULL;

  if (same_release (a, b))
    return;
  one = lift_json_write (a);
  other = lift_json_write (b);
  g_test_message ("%s, triple %u", law, triple);
  g_assert_cmpstr (g_bytes_get_data (one, NULL), ==, g_bytes_get_data (other, NULL));
  g_assert_not_reached ();
}

static gboolean
same_unit (LiftField  unit,
           LiftNode  *a,
           LiftNode  *b)
{
  return lift_candidate_same_value (unit, a, b);
}

/* Whether @node shows, or keeps as a candidate, what @side has of @unit. */
static gboolean
has_value (LiftNode  *node,
           LiftField  unit,
           LiftNode  *side)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  if (same_unit (unit, node, side))
    return TRUE;
  conflicts = lift_node_get_conflicts (node);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const LiftConflict *conflict = g_ptr_array_index (conflicts, i);

      for (guint c = 0; c < conflict->candidates->len && conflict->unit == unit; c++)
        if (same_unit (unit, lift_conflict_get_value (conflict, c), side))
          return TRUE;
    }
  return FALSE;
}

static gboolean
has_same_state (LiftNode  *node,
                LiftField  unit,
                LiftNode  *side)
{
  g_autoptr (GPtrArray) conflicts = lift_node_get_conflicts (node);

  if (lift_node_get_enum (node, unit) == lift_node_get_enum (side, unit))
    return TRUE;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const LiftConflict *conflict = g_ptr_array_index (conflicts, i);

      for (guint c = 0; c < conflict->candidates->len && conflict->unit == unit; c++)
        if (lift_node_get_enum (lift_conflict_get_value (conflict, c), unit) == lift_node_get_enum (side, unit))
          return TRUE;
    }
  return FALSE;
}

/* Each variant of the text of @side stands in @node, or is kept there as a candidate. */
static gboolean
has_text (LiftNode  *node,
          LiftField  unit,
          LiftNode  *side)
{
  const char *text = lift_node_get_text (side, unit);
  const char *whole = lift_node_get_text (node, unit);
  g_auto (GStrv) parts = NULL;

  if (text == NULL || has_value (node, unit, side))
    return TRUE;
  parts = g_strsplit (text, "\n---\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (whole == NULL || strstr (whole, parts[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* What @side changed since @base is in @merged. */
static void
assert_kept (LiftNode *base_root,
             LiftNode *side_root,
             LiftNode *merged_root,
             guint     triple)
{
  g_autoptr (GPtrArray) nodes = nodes_of (side_root);
  g_autoptr (LiftIndex) base = lift_index_new (base_root);
  g_autoptr (LiftIndex) merged = lift_index_new (merged_root);

  for (guint i = 0; i < nodes->len; i++)
    {
      LiftNode *side = g_ptr_array_index (nodes, i);
      LiftKind kind = lift_node_get_kind (side);
      LiftNode *old = lift_index_find (base, lift_node_get_id (side));
      LiftNode *new = lift_index_find (merged, lift_node_get_id (side));

      if (old == NULL && new == NULL)
        g_error ("triple %u: the addition %s is lost", triple, lift_node_get_id (side));
      for (LiftField unit = lift_kind_first_field (kind) + 1; unit < kind_end (kind); unit++)
        {
          const LiftFieldInfo *info = lift_field_info (unit);
          gboolean kept;

          if (!lift_field_is_register (unit) || info->unit != unit || info->type == LIFT_TYPE_POSITION || (old != NULL && same_unit (unit, old, side)))
            continue;
          if (new == NULL)
            g_error ("triple %u: %s was changed and is gone", triple, lift_node_get_id (side));
          kept = info->type == LIFT_TYPE_ENUM ? has_same_state (new, unit, side)
                 : lift_field_is_long (unit) ? has_text (new, unit, side)
                                                     : has_value (new, unit, side);
          if (!kept)
            g_error ("triple %u: %s of %s is lost", triple, info->name, lift_node_get_id (side));
        }
    }
  for (LiftHistory *line = lift_node_get_history (side_root); line != NULL; line = lift_history_get_older (line))
    {
      LiftHistory *found = lift_node_get_history (merged_root);

      while (found != NULL && strcmp (lift_history_get_line (found), lift_history_get_line (line)) != 0)
        found = lift_history_get_older (found);
      g_assert_nonnull (found);
    }
}

static void
assert_readable (LiftNode *root,
                 guint     triple)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);
  g_autoptr (LiftLoaded) loaded = lift_json_read ("merged", bytes, NULL);
  g_autoptr (GBytes) again = NULL;

  g_assert_nonnull (loaded);
  if (loaded->violations->len > 0)
    g_error ("triple %u: %s", triple, (char *) g_ptr_array_index (loaded->violations, 0));
  again = lift_json_write (loaded->root);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), g_bytes_get_data (again, NULL), g_bytes_get_size (again));
}

/* Copies of one base; the base itself is often the result of a merge. */
static void
make_triple (Maker     *maker,
             LiftNode **base,
             LiftNode  *sides[3])
{
  *base = random_release (maker);
  if (g_rand_boolean (maker->rand))
    {
      g_autoptr (LiftNode) first = *base;
      g_autoptr (LiftNode) a = changed (maker, first, "Cai", 5);
      g_autoptr (LiftNode) b = changed (maker, first, "Dan", 5);

      *base = lift_merge (first, a, b);
    }
  sides[0] = changed (maker, *base, "Ann", 5);
  sides[1] = changed (maker, *base, "Bob", 5);
  sides[2] = changed (maker, *base, "Eve", 5);
}

static void
test_laws (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint n_conflicts = 0, n_same = 0;

  for (guint i = 0; i < TRIPLES; i++)
    {
      Maker maker = { rand, .narrow = i % 4 == 0 };
      LiftNode *sides[3], *m, *all[3];
      g_autoptr (LiftNode) base = NULL;

      make_triple (&maker, &base, sides);
      m = lift_merge (base, sides[0], sides[1]);
      for (guint s = 0; s < 3; s++)
        {
          g_autoptr (LiftNode) pair = lift_merge (base, sides[s], sides[(s + 1) % 3]);
          g_autoptr (LiftNode) turned = lift_merge (base, sides[(s + 1) % 3], sides[s]);
          g_autoptr (LiftNode) twice = lift_merge (base, sides[s], sides[s]);
          g_autoptr (LiftNode) with_base = lift_merge (base, sides[s], base);
          g_autoptr (LiftNode) base_with = lift_merge (base, base, sides[s]);
          g_autoptr (LiftNode) again = lift_merge (base, pair, sides[s]);
          g_autoptr (LiftNode) again_other = lift_merge (base, sides[(s + 1) % 3], pair);
          g_autoptr (LiftNode) later = lift_merge (sides[s], pair, sides[s]);

          assert_same (pair, turned, "commutative", i);
          assert_same (twice, sides[s], "idempotent", i);
          assert_same (with_base, sides[s], "identity", i);
          assert_same (base_with, sides[s], "identity of the base", i);
          assert_same (again, pair, "merging a side in again", i);
          assert_same (again_other, pair, "merging the other side in again", i);
          assert_same (later, pair, "merging a side in later", i);
          all[s] = lift_merge (base, pair, sides[(s + 2) % 3]);
        }
      assert_same (all[0], all[1], "three copies converge", i);
      assert_same (all[0], all[2], "three copies converge", i);
      assert_kept (base, sides[0], m, i);
      assert_kept (base, sides[1], m, i);
      assert_kept (base, sides[2], all[0], i);
      if (i % 10 == 0)
        assert_readable (all[0], i);
      n_conflicts += lift_root_count_conflicts (all[0]) > 0;
      n_same += lift_node_equal (sides[0], sides[1]);

      lift_node_unref (m);
      for (guint s = 0; s < 3; s++)
        {
          lift_node_unref (sides[s]);
          lift_node_unref (all[s]);
        }
    }

  g_test_message ("%u triples, %u of them in conflict, %u without a difference", TRIPLES, n_conflicts, n_same);
  g_assert_cmpint (n_conflicts, >, TRIPLES / 5);
  g_assert_cmpint (n_same, <, TRIPLES / 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge/laws", test_laws);

  return g_test_run ();
}
