/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/conflict.h"
#include "core/node-private.h"
#include "life-checks.h"
#include "life-fixture.h"
#include "random-life.h"

/* What must hold whatever happens to a release: random lives of the built-in process, and beside each what became of its ticks, by the words of the issue and not by the
 * code. */

#define LIVES 3000

/* One tick, and where it is: with its item, or with an attempt that was left. */
typedef struct
{
  const char    *id, *text, *by;
  LiftItemState  state;
  gint64         at;
  gboolean       kept;
} Tick;

typedef struct
{
  RandomLife    random;
  LiftDocument *document;
  GStringChunk *strings; /* of ticks */
  GPtrArray    *states;  /* of GArray of Tick: what holds after each step that can be undone */
  guint         at;      /* which of them holds */
} Life;

static GArray *
now_true (Life *life)
{
  return g_ptr_array_index (life->states, life->at);
}

static LiftNode *
root_of (Life *life)
{
  return lift_document_get_root (life->document);
}

/* The model */

static void
drop_ticks (GArray     *ticks,
            const char *id)
{
  for (guint i = ticks->len; i > 0; i--)
    {
      Tick *tick = &g_array_index (ticks, Tick, i - 1);

      if (!tick->kept && strcmp (tick->id, id) == 0)
        g_array_remove_index (ticks, i - 1);
    }
}

/* What was deleted takes its ticks with it. */
static void
drop_deleted (GArray   *ticks,
              LiftNode *after)
{
  for (guint i = ticks->len; i > 0; i--)
    {
      Tick *tick = &g_array_index (ticks, Tick, i - 1);

      if (!tick->kept && lift_root_find (after, tick->id, NULL) == NULL)
        g_array_remove_index (ticks, i - 1);
    }
}

/* A new attempt after another one: what is ticked from release day on goes with that. */
static void
keep_ticks (GArray       *ticks,
            LiftNode     *before,
            GStringChunk *strings)
{
  for (guint i = 0; i < ticks->len; i++)
    {
      Tick *tick = &g_array_index (ticks, Tick, i);
      LiftNode *phase, *item;
      const char *offset;

      if (tick->kept)
        continue;
      item = lift_root_find (before, tick->id, &phase);
      offset = lift_node_get_text (phase, LIFT_PHASE_OFFSET);
      if (offset == NULL || *offset == '-')
        continue;
      tick->kept = TRUE;
      tick->text = g_string_chunk_insert_const (strings, lift_node_get_text (item, LIFT_ITEM_TEXT));
    }
}

/* What @group was to do to the ticks of @before. */
static GArray *
foresee (Life      *life,
         LiftGroup *group,
         LiftNode  *before)
{
  GArray *result = g_array_copy (now_true (life));
  const RandomLife *random = &life->random;
  LiftNode *after = root_of (life);
  LiftVerb verb = lift_group_get_verb (group);
  gboolean is_state = verb >= LIFT_VERB_TICK && verb <= LIFT_VERB_NOT_APPLICABLE;
  guint n_attempts = lift_nodes_get_n (lift_node_get_list (before, LIFT_RELEASE_ATTEMPTS));
  const char *last = NULL;

  for (guint i = 0; i < lift_group_get_n_edits (group); i++)
    {
      const char *id = lift_group_get_edit (group, i, NULL, NULL);

      Tick tick = { g_string_chunk_insert_const (life->strings, id), NULL, random->act.who, random->state, random->act.when };

      if (!is_state || g_strcmp0 (id, last) == 0)
        continue;
      drop_ticks (result, id);
      if (random->state != LIFT_ITEM_OPEN)
        g_array_append_val (result, tick);
      last = id;
    }
  if (verb == LIFT_VERB_DELETE || verb == LIFT_VERB_DELETE_PHASE)
    drop_deleted (result, after);
  if ((verb == LIFT_VERB_DEPLOY_START || verb == LIFT_VERB_DEPLOY_PLAN) && n_attempts > 0
      && lift_nodes_get_n (lift_node_get_list (after, LIFT_RELEASE_ATTEMPTS)) > n_attempts)
    keep_ticks (result, before, life->strings);
  return result;
}

/* Checks */

static gboolean
is_tick (LiftNode   *item,
         const Tick *tick)
{
  return lift_node_get_enum (item, LIFT_ITEM_STATE) == (int) tick->state && g_strcmp0 (lift_node_get_text (item, LIFT_ITEM_BY), tick->by) == 0
         && lift_node_get_instant (item, LIFT_ITEM_AT) == tick->at;
}

/* How many of the items below @phases are in some state; and whether @wanted is among them. */
static guint
count_ticks (LiftNodes  *phases,
             const Tick *wanted,
             gboolean   *found)
{
  guint n = 0;

  for (guint p = 0; p < lift_nodes_get_n (phases); p++)
    {
      LiftNodes *items = lift_node_get_list (lift_nodes_get (phases, p), LIFT_PHASE_ITEMS);

      for (guint i = 0; i < lift_nodes_get_n (items); i++)
        {
          LiftNode *item = lift_nodes_get (items, i);

          n += lift_node_get_enum (item, LIFT_ITEM_STATE) != LIFT_ITEM_OPEN;
          if (wanted != NULL && is_tick (item, wanted) && g_strcmp0 (lift_node_get_text (item, LIFT_ITEM_TEXT), wanted->text) == 0)
            *found = TRUE;
        }
    }
  return n;
}

/* Each tick that was made is where it belongs, and there are no others. */
static void
check_ticks (Life  *life,
             guint  number)
{
  GArray *ticks = now_true (life);
  LiftNode *root = root_of (life);
  LiftNodes *attempts = lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS);
  guint n_kept = 0, n_live = count_ticks (lift_node_get_list (root, LIFT_RELEASE_PHASES), NULL, NULL);

  for (guint a = 0; a < lift_nodes_get_n (attempts); a++)
    n_kept += count_ticks (lift_node_get_list (lift_nodes_get (attempts, a), LIFT_ATTEMPT_PHASES), NULL, NULL);
  for (guint i = 0; i < ticks->len; i++)
    {
      const Tick *tick = &g_array_index (ticks, Tick, i);
      gboolean found = FALSE;

      if (tick->kept)
        for (guint a = 0; a < lift_nodes_get_n (attempts) && !found; a++)
          count_ticks (lift_node_get_list (lift_nodes_get (attempts, a), LIFT_ATTEMPT_PHASES), tick, &found);
      else
        {
          LiftNode *item = lift_root_find (root, tick->id, NULL);

          found = item != NULL && is_tick (item, tick);
        }
      if (!found)
        g_error ("life %u: a tick of %s, %s, is lost", number, tick->id, tick->kept ? tick->text : "live");
      n_kept -= tick->kept;
      n_live -= !tick->kept;
    }
  g_assert_cmpuint (n_kept, ==, 0);
  g_assert_cmpuint (n_live, ==, 0);
}

static LiftNode *
without_history (LiftNode *root)
{
  LiftNode *bare = lift_node_make_unique (lift_node_ref (root));

  lift_node_set_history (bare, NULL);
  return bare;
}

static void
assert_same (LiftNode   *a,
             LiftNode   *b,
             const char *what,
             guint       number)
{
  g_autoptr (LiftNode) one = without_history (a);
  g_autoptr (LiftNode) other = without_history (b);

  if (!lift_node_equal (one, other))
    g_error ("life %u: %s", number, what);
}

/* Living */

/* What is checked after each step, the dearer the fewer lives. */
typedef enum
{
  TICKS,
  WRITTEN,
  IN_WORDS,
} Checks;

static Life
born (LiftNode   *root,
      guint32     seed,
      const char *who,
      GArray     *ticks)
{
  Life life = { { g_rand_new_with_seed (seed) }, lift_document_new (root), g_string_chunk_new (1024),
                g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };

  life.random.act = (LiftAct) { who, life_at ("12-01T09:00"), life.random.rand };
  g_ptr_array_add (life.states, g_array_copy (ticks));
  return life;
}

static void
die (Life *life)
{
  g_clear_error (&life->random.error);
  g_rand_free (life->random.rand);
  g_ptr_array_unref (life->states);
  g_string_chunk_free (life->strings);
  g_assert_finalize_object (life->document);
}

static void
step_back_or_forth (Life *life)
{
  gboolean back = random_below (&life->random, 3) > 0;

  if (back ? !lift_document_can_undo (life->document) : !lift_document_can_redo (life->document))
    return;
  g_assert_cmpuint ((back ? lift_document_undo : lift_document_redo) (life->document, &life->random.act), ==, 0);
  life->at += back ? -1 : 1;
}

static void
live_a_step (Life  *life,
             guint *n_refused)
{
  g_autoptr (LiftNode) before = lift_node_ref (root_of (life));
  g_autoptr (LiftGroup) group = NULL;

  life->random.act.when += 60 + random_below (&life->random, 8 * 3600);
  if (random_below (&life->random, 6) == 0)
    {
      step_back_or_forth (life);
      return;
    }
  group = random_life_group (&life->random, before);
  if (group == NULL)
    {
      *n_refused += life->random.error != NULL;
      g_assert_true (life->random.error == NULL || g_utf8_validate (life->random.error->message, -1, NULL));
      return;
    }
  if (lift_document_get_locked (life->document) != NULL && lift_group_get_verb (group) != LIFT_VERB_RELEASE_STATE)
    return;
  g_assert_cmpuint (lift_document_apply (life->document, group, LIFT_ORIGIN_USER, &life->random.act), ==, 0);
  if (root_of (life) == before)
    return;
  g_ptr_array_set_size (life->states, life->at + 1);
  g_ptr_array_add (life->states, foresee (life, group, before));
  life->at++;
}

static void
live (Life     *life,
      guint     steps,
      guint     number,
      Checks    how,
      guint    *n_refused)
{
  while (steps-- > 0)
    {
      live_a_step (life, n_refused);
      check_ticks (life, number);
      if (how >= WRITTEN)
        check_written (root_of (life), number);
      if (how < IN_WORDS)
        continue;
      check_schedule (root_of (life), life->random.act.when);
      check_schedule (root_of (life), life_at ("11-20T09:00") + random_below (&life->random, 60 * 86400));
    }
}

/* To the first document and to the last again. */
static void
go_back_and_forth (Life     *life,
                   LiftNode *first,
                   guint     number)
{
  g_autoptr (LiftNode) last = NULL;

  while (lift_document_can_redo (life->document))
    g_assert_cmpuint (lift_document_redo (life->document, &life->random.act), ==, 0);
  last = lift_node_ref (root_of (life));
  while (lift_document_can_undo (life->document))
    g_assert_cmpuint (lift_document_undo (life->document, &life->random.act), ==, 0);
  assert_same (root_of (life), first, "undoing everything does not give the first document", number);
  while (lift_document_can_redo (life->document))
    g_assert_cmpuint (lift_document_redo (life->document, &life->random.act), ==, 0);
  assert_same (root_of (life), last, "redoing everything does not give the last document", number);
}

static void
test_lives (void)
{
  g_autoptr (LiftNode) first = life_release ("2026-12-09T10:00", "Europe/Berlin");
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (Tick));
  guint n_kept = 0, n_steps = 0, n_refused = 0;

  for (guint i = 0; i < LIVES; i++)
    {
      Life life = born (first, i, "Ana Ortiz", none);

      live (&life, 20, i, i % 25 == 0 ? IN_WORDS : i % 5 == 0 ? WRITTEN : TICKS, &n_refused);
      check_written (root_of (&life), i);
      for (guint t = 0; t < now_true (&life)->len; t++)
        n_kept += g_array_index (now_true (&life), Tick, t).kept;
      n_steps += life.states->len - 1;
      go_back_and_forth (&life, first, i);
      die (&life);
    }
  g_test_message ("%u steps stand, %u were refused, %u ticks are with attempts that were left", n_steps, n_refused, n_kept);
  g_assert_cmpuint (n_steps, >, 5 * LIVES);
  g_assert_cmpuint (n_kept, >, LIVES / 10);
}

/* Two lives of one release */

static void
assert_kept (LiftNode  *base,
             LiftNode  *side,
             LiftNode  *merged,
             LiftField  list,
             guint      number)
{
  LiftNodes *nodes = lift_node_get_list (side, list);

  for (guint i = 0; i < lift_nodes_get_n (nodes); i++)
    {
      LiftNode *node = lift_nodes_get (nodes, i);
      const char *id = lift_node_get_id (node);
      LiftNode *found = lift_root_find (merged, id, NULL);

      if (list == LIFT_RELEASE_ATTEMPTS)
        {
          assert_kept (base, node, merged, LIFT_ATTEMPT_DEPLOYMENTS, number);
          assert_kept (base, node, merged, LIFT_ATTEMPT_PHASES, number);
        }
      if (lift_root_find (base, id, NULL) == NULL && (found == NULL || (list != LIFT_RELEASE_ATTEMPTS && !lift_node_equal (found, node))))
        g_error ("life %u: %s %s is lost", number, lift_field_info (list)->name, id);
    }
}

static void
assert_told (LiftNode *side,
             LiftNode *merged)
{
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);

  for (LiftHistory *line = lift_node_get_history (merged); line != NULL; line = lift_history_get_older (line))
    g_hash_table_add (lines, (char *) lift_history_get_line (line));
  for (LiftHistory *line = lift_node_get_history (side); line != NULL; line = lift_history_get_older (line))
    g_assert_true (g_hash_table_contains (lines, lift_history_get_line (line)));
}

static void
test_two_lives (void)
{
  static const LiftField lists[] = { LIFT_RELEASE_ATTEMPTS, LIFT_RELEASE_MOVES, LIFT_RELEASE_HANDOVERS };
  g_autoptr (LiftNode) first = life_release ("2026-12-09T10:00", "Europe/Berlin");
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (Tick));
  guint n_conflicts = 0, n_refused = 0;

  for (guint i = 0; i < LIVES / 3; i++)
    {
      Life before = born (first, i, "Ana Ortiz", none), one, other;
      g_autoptr (LiftNode) base = NULL, merged = NULL, turned = NULL;
      g_autoptr (GBytes) bytes = NULL, turned_bytes = NULL;

      live (&before, 10, i, TICKS, &n_refused);
      base = lift_node_ref (root_of (&before));
      one = born (base, LIVES + i, "Ana Ortiz", now_true (&before));
      other = born (base, 2 * LIVES + i, "Bo", now_true (&before));
      live (&one, 10, i, TICKS, &n_refused);
      live (&other, 10, i, TICKS, &n_refused);

      merged = lift_merge (base, root_of (&one), root_of (&other));
      turned = lift_merge (base, root_of (&other), root_of (&one));
      bytes = lift_json_write (merged);
      turned_bytes = lift_json_write (turned);
      g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==, g_bytes_get_data (turned_bytes, NULL));
      for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
        {
          assert_kept (base, root_of (&one), merged, lists[l], i);
          assert_kept (base, root_of (&other), merged, lists[l], i);
        }
      assert_told (root_of (&one), merged);
      assert_told (root_of (&other), merged);
      check_written (merged, i);
      check_schedule (merged, life_at ("12-09T09:30"));
      n_conflicts += lift_root_count_conflicts (merged) > 0;
      die (&before);
      die (&one);
      die (&other);
    }
  g_test_message ("%u of %u are in conflict", n_conflicts, LIVES / 3);
  g_assert_cmpuint (n_conflicts, >, LIVES / 30);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lives/one", test_lives);
  g_test_add_func ("/lives/two", test_two_lives);
  return g_test_run ();
}
