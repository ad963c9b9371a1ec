/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/document.h"
#include "core/history.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/template.h"

#define NOW 1780000000

static LiftNode *
sample (GRand *rand)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, &error);
  LiftReleaseDetails details = { "Payments", "4.2.0", LIFT_RELEASE_MINOR, NULL, NULL, "2026-12-09T10:00", "Europe/Berlin", NULL };
  LiftAct act = { "Amira Haddad", NOW, rand };
  LiftNode *root;

  g_assert_no_error (error);
  root = lift_release_new (template->root, &details, &act, &error);
  g_assert_no_error (error);
  return root;
}

/* All of a document but its history, as bytes. */
static char *
content (LiftNode *root)
{
  g_autoptr(GBytes) bytes = lift_json_write (root);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  char *history = strstr (text, "  \"history\": [");

  g_assert_nonnull (history);
  *history = '\0';
  return g_steal_pointer (&text);
}

static LiftNode *
phase_at (LiftNode *root,
          guint     index)
{
  return lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), index);
}

static LiftNode *
item_at (LiftNode *root,
         guint     phase,
         guint     item)
{
  return lift_nodes_get (lift_node_get_list (phase_at (root, phase), LIFT_PHASE_ITEMS), item);
}

static LiftNode *
random_item (LiftNode *root,
             GRand    *rand)
{
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);
  LiftNode *phase = lift_nodes_get (phases, g_rand_int_range (rand, 0, lift_nodes_get_n (phases)));
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);

  return lift_nodes_get_n (items) > 0 ? lift_nodes_get (items, g_rand_int_range (rand, 0, lift_nodes_get_n (items))) : NULL;
}

static LiftGroup *
random_group (LiftNode      *root,
              const LiftAct *act)
{
  GRand *rand = act->rand;
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);
  guint n_phases = lift_nodes_get_n (phases);
  LiftNode *item = random_item (root, rand), *other = random_item (root, rand);
  LiftNode *phase = lift_nodes_get (phases, g_rand_int_range (rand, 0, n_phases));
  const char *ids[] = { item != NULL ? lift_node_get_id (item) : NULL, NULL };
  g_autofree char *text = g_strdup_printf ("text %u", g_rand_int (rand) % 1000);
  g_autofree char *local = g_strdup_printf ("2026-12-%02dT10:00", g_rand_int_range (rand, 1, 31));
  LiftItemState state = g_rand_int_range (rand, 0, LIFT_N_ITEM_STATES);
  LiftStateChange change = { state, "a reason", state == LIFT_ITEM_SKIPPED ? "Lena Brandt" : NULL, "Jonas Weber",
                             NOW + g_rand_int_range (rand, 0, 1000) };
  LiftNode *parent = NULL;

  if (item == NULL)
    return NULL;

  switch (g_rand_int_range (rand, 0, 14))
    {
    case 0:
    case 1:
    case 2:
      return lift_intent_set_state (root, ids, &change, NULL);
    case 3:
      return lift_intent_assign (root, ids, text, NULL);
    case 4:
      return lift_intent_note (root, ids[0], text, NULL);
    case 5:
      return lift_intent_reword (root, ids[0], text, NULL);
    case 6:
      return lift_intent_add_item (root, lift_node_get_id (phase), NULL, text, act, NULL, NULL);
    case 7:
      return lift_intent_delete (root, ids, NULL);
    case 8:
    case 9:
      if (other == NULL || other == item)
        return NULL;
      lift_root_find (root, lift_node_get_id (other), &parent);
      return lift_intent_move (root, ids[0], lift_node_get_id (parent), lift_node_get_id (other), NULL);
    case 10:
      return lift_intent_add_phase (root, lift_node_get_id (phase), text, "-P1D", LIFT_DAYS_CALENDAR, act, NULL, NULL);
    case 11:
      if (n_phases < 4)
        return NULL;
      return lift_intent_delete (root, (const char *const[]) { lift_node_get_id (phase), NULL }, NULL);
    case 12:
      return lift_intent_reschedule (root, &(LiftReschedule) { .local = local, .zone = "Europe/Berlin" }, act, NULL);
    default:
      return lift_intent_declare (root, text, LIFT_SEVERITY_SEV2, NOW, act, NULL, NULL);
    }
}

/* What a model said it shows, kept in step by its signals alone. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GPtrArray  *shown)
{
  if (removed > 0)
    g_ptr_array_remove_range (shown, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr(LiftRow) row = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (shown, position + i, g_strdup (lift_row_get_id (row)));
    }
}

static GPtrArray *
follow (GListModel *model)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_free);

  items_changed_cb (model, 0, 0, g_list_model_get_n_items (model), shown);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), shown);
  return shown;
}

static void
assert_follows (GPtrArray *shown,
                LiftNodes *nodes)
{
  g_assert_cmpuint (shown->len, ==, lift_nodes_get_n (nodes));
  for (guint i = 0; i < shown->len; i++)
    g_assert_cmpstr (g_ptr_array_index (shown, i), ==, lift_node_get_id (lift_nodes_get (nodes, i)));
}

/* The tally is kept by steps: count it anew. */
static void
assert_tallies (LiftNode *root)
{
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);

  for (guint p = 0; p < lift_nodes_get_n (phases); p++)
    {
      LiftNodes *items = lift_node_get_list (lift_nodes_get (phases, p), LIFT_PHASE_ITEMS);
      guint counted[LIFT_N_ITEM_STATES] = { 0 };

      for (guint i = 0; i < lift_nodes_get_n (items); i++)
        {
          counted[lift_node_get_enum (lift_nodes_get (items, i), LIFT_ITEM_STATE)]++;
          if (i > 0)
            g_assert_cmpstr (lift_node_get_position (lift_nodes_get (items, i - 1)), <=, lift_node_get_position (lift_nodes_get (items, i)));
        }
      for (LiftItemState state = 0; state < LIFT_N_ITEM_STATES; state++)
        g_assert_cmpuint (counted[state], ==, lift_nodes_tally (items, state));
    }
}

static void
test_random_life (void)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr(LiftNode) first = sample (rand);
      g_autoptr(LiftDocument) document = lift_document_new (first);
      g_autoptr(GListModel) phases = lift_document_get_list (document, NULL, LIFT_RELEASE_PHASES);
      g_autoptr(GListModel) items = lift_document_get_list (document, lift_node_get_id (phase_at (first, 1)), LIFT_PHASE_ITEMS);
      g_autoptr(GPtrArray) shown_phases = follow (phases);
      g_autoptr(GPtrArray) shown_items = follow (items);
      g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *phase_id = g_strdup (lift_node_get_id (phase_at (first, 1)));
      LiftAct act = { "Amira Haddad", NOW, rand };
      guint lines, done = 0;

      g_ptr_array_add (states, content (first));
      for (guint i = 0; i < 60; i++)
        {
          g_autoptr(LiftGroup) group = random_group (lift_document_get_root (document), &act);
          LiftNode *phase;

          if (group == NULL || lift_group_get_n_edits (group) == 0)
            continue;
          g_assert_cmpuint (lift_document_apply (document, group, LIFT_ORIGIN_USER, &act), ==, 0);
          g_ptr_array_add (states, content (lift_document_get_root (document)));
          done++;

          assert_tallies (lift_document_get_root (document));
          assert_follows (shown_phases, lift_node_get_list (lift_document_get_root (document), LIFT_RELEASE_PHASES));
          phase = lift_document_find (document, phase_id);
          assert_follows (shown_items, phase != NULL ? lift_node_get_list (phase, LIFT_PHASE_ITEMS) : NULL);
        }

      lines = lift_history_get_n (lift_node_get_history (lift_document_get_root (document)));
      g_assert_cmpuint (lines, ==, 1 + done);

      for (guint i = done; i > 0; i--)
        {
          g_autofree char *now = NULL;

          g_assert_true (lift_document_can_undo (document));
          g_assert_cmpuint (lift_document_undo (document, &act), ==, 0);
          now = content (lift_document_get_root (document));
          g_assert_cmpstr (now, ==, g_ptr_array_index (states, i - 1));
          assert_tallies (lift_document_get_root (document));
          assert_follows (shown_phases, lift_node_get_list (lift_document_get_root (document), LIFT_RELEASE_PHASES));
        }
      g_assert_false (lift_document_can_undo (document));
      assert_follows (shown_items, lift_node_get_list (lift_document_find (document, phase_id), LIFT_PHASE_ITEMS));

      for (guint i = 1; i <= done; i++)
        {
          g_autofree char *now = NULL;

          g_assert_cmpuint (lift_document_redo (document, &act), ==, 0);
          now = content (lift_document_get_root (document));
          g_assert_cmpstr (now, ==, g_ptr_array_index (states, i));
        }
      g_assert_false (lift_document_can_redo (document));

      /* Undoing and redoing are history, too. */
      g_assert_cmpuint (lift_history_get_n (lift_node_get_history (lift_document_get_root (document))), ==, lines + 2 * done);

      /* The snapshot of the start never changed. */
      {
        g_autofree char *start = content (first);

        g_assert_cmpstr (start, ==, g_ptr_array_index (states, 0));
      }
    }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_rows (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  g_autoptr(LiftDocument) document = lift_document_new (root);
  const char *id = lift_node_get_id (item_at (root, 1, 2)), *neighbour = lift_node_get_id (item_at (root, 1, 3));
  g_autoptr(LiftRow) row = lift_document_get_row (document, id);
  g_autoptr(LiftRow) same = lift_document_get_row (document, id);
  g_autoptr(LiftRow) other = lift_document_get_row (document, neighbour);
  g_autoptr(LiftRow) phase = lift_document_get_row (document, lift_node_get_id (phase_at (root, 1)));
  LiftAct act = { "Amira Haddad", NOW, rand };
  LiftStateChange done = { LIFT_ITEM_DONE, NULL, NULL, "Amira Haddad", NOW };
  g_autoptr(LiftGroup) group = lift_intent_set_state (root, (const char *const[]) { id, NULL }, &done, NULL);
  guint n_row = 0, n_other = 0, n_phase = 0, n_document = 0;

  g_assert_true (row == same);
  g_assert_cmpuint (lift_row_get_index (row), ==, 2);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (count_cb), &n_row);
  g_signal_connect_swapped (other, "changed", G_CALLBACK (count_cb), &n_other);
  g_signal_connect_swapped (phase, "changed", G_CALLBACK (count_cb), &n_phase);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (count_cb), &n_document);

  lift_document_apply (document, group, LIFT_ORIGIN_USER, &act);
  g_assert_cmpuint (n_row, ==, 1);
  g_assert_cmpuint (n_other, ==, 0);
  g_assert_cmpuint (n_phase, ==, 1);
  g_assert_cmpuint (n_document, ==, 1);
  g_assert_cmpint (lift_node_get_enum (lift_row_get_node (row), LIFT_ITEM_STATE), ==, LIFT_ITEM_DONE);
}

static void
test_no_change (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  g_autoptr(LiftDocument) document = lift_document_new (root);
  g_autoptr(LiftGroup) group = lift_group_new (LIFT_VERB_REWORD, "1.1", NULL);
  LiftNode *item = item_at (root, 0, 0);
  LiftAct act = { "Amira Haddad", NOW, rand };

  lift_group_set_text (group, item, LIFT_ITEM_TEXT, lift_node_get_text (item, LIFT_ITEM_TEXT));
  g_assert_cmpuint (lift_group_get_n_edits (group), ==, 0);
  lift_document_apply (document, group, LIFT_ORIGIN_USER, &act);
  g_assert_true (lift_document_get_root (document) == root);
  g_assert_false (lift_document_can_undo (document));
  g_assert_false (lift_document_is_dirty (document));
}

/* Edits build on each other: the last is taken back first. */
static void
test_order_of_undo (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  g_autoptr(LiftDocument) document = lift_document_new (root);
  g_autoptr(LiftNode) item = lift_node_new (LIFT_KIND_ITEM, "new");
  g_autoptr(LiftGroup) group = lift_group_new (LIFT_VERB_ADD, "1.7", NULL);
  g_autofree char *before = content (root);
  g_autofree char *after = NULL;
  LiftAct act = { "Amira Haddad", NOW, rand };

  lift_node_set_text (item, LIFT_ITEM_POSITION, "zz");
  lift_node_set_text (item, LIFT_ITEM_TEXT, "New");
  lift_group_insert (group, lift_node_get_id (phase_at (root, 0)), LIFT_PHASE_ITEMS, item);
  lift_group_set_text (group, item, LIFT_ITEM_NOTE, "A note");
  g_assert_cmpuint (lift_document_apply (document, group, LIFT_ORIGIN_USER, &act), ==, 0);
  g_assert_cmpstr (lift_node_get_text (lift_document_find (document, "new"), LIFT_ITEM_NOTE), ==, "A note");
  g_assert_cmpuint (lift_document_undo (document, &act), ==, 0);
  after = content (lift_document_get_root (document));
  g_assert_cmpstr (before, ==, after);
}

/* Somebody else changed what undo would take back: it is left out, and the rest is undone. */
static void
test_left_out (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  g_autoptr(LiftDocument) document = lift_document_new (root);
  const char *a = lift_node_get_id (item_at (root, 0, 0)), *b = lift_node_get_id (item_at (root, 0, 1));
  LiftAct act = { "Amira Haddad", NOW, rand };
  g_autoptr(LiftGroup) ours = lift_intent_assign (root, (const char *const[]) { a, b, NULL }, "Jonas Weber", NULL);
  g_autoptr(LiftGroup) theirs = NULL;

  lift_document_apply (document, ours, LIFT_ORIGIN_USER, &act);
  theirs = lift_intent_assign (lift_document_get_root (document), (const char *const[]) { a, NULL }, "Lena Brandt", NULL);
  lift_document_apply (document, theirs, LIFT_ORIGIN_EXTERNAL, NULL);

  g_assert_cmpuint (lift_document_undo (document, &act), ==, 1);
  g_assert_cmpstr (lift_node_get_text (lift_document_find (document, a), LIFT_ITEM_OWNER), ==, "Lena Brandt");
  g_assert_null (lift_node_get_text (lift_document_find (document, b), LIFT_ITEM_OWNER));
}

/* An item that was added here and ticked elsewhere is not thrown away by undoing the addition. */
static void
test_undo_of_an_addition_that_was_used (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  g_autoptr(LiftDocument) document = lift_document_new (root);
  LiftAct act = { "Amira Haddad", NOW, rand };
  LiftStateChange done = { LIFT_ITEM_DONE, NULL, NULL, "Lena Brandt", NOW };
  g_autofree char *id = NULL;
  g_autoptr(LiftGroup) add = lift_intent_add_item (root, lift_node_get_id (phase_at (root, 0)), NULL, "New", &act, &id, NULL);
  g_autoptr(LiftGroup) tick = NULL;

  lift_document_apply (document, add, LIFT_ORIGIN_USER, &act);
  tick = lift_intent_set_state (lift_document_get_root (document), (const char *const[]) { id, NULL }, &done, NULL);
  lift_document_apply (document, tick, LIFT_ORIGIN_EXTERNAL, NULL);
  g_assert_cmpuint (lift_document_undo (document, &act), ==, 1);
  g_assert_nonnull (lift_document_find (document, id));
}

/* A save brings what others wrote; edits made meanwhile stay on top, and undo still works. */
static void
test_external (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  g_autoptr(LiftDocument) document = lift_document_new (root);
  g_autoptr(LiftDocument) elsewhere = lift_document_new (root);
  LiftAct act = { "Amira Haddad", NOW, rand }, their_act = { "Lena Brandt", NOW + 5, rand };
  LiftStateChange done = { LIFT_ITEM_DONE, NULL, NULL, "Amira Haddad", NOW };
  const char *a = lift_node_get_id (item_at (root, 0, 0)), *b = lift_node_get_id (item_at (root, 2, 3));
  g_autoptr(LiftGroup) ours = lift_intent_set_state (root, (const char *const[]) { a, NULL }, &done, NULL);
  g_autoptr(LiftGroup) theirs = lift_intent_assign (root, (const char *const[]) { b, NULL }, "Lena Brandt", NULL);
  g_autoptr(LiftNode) synced = lift_node_ref (lift_document_get_synced (document));
  g_autoptr(LiftRow) row = lift_document_get_row (document, b);

  lift_document_apply (elsewhere, theirs, LIFT_ORIGIN_USER, &their_act);
  lift_document_apply (document, ours, LIFT_ORIGIN_USER, &act);
  g_assert_true (lift_document_is_dirty (document));

  lift_document_take_external (document, synced, lift_document_get_root (elsewhere));
  g_assert_cmpstr (lift_node_get_text (lift_row_get_node (row), LIFT_ITEM_OWNER), ==, "Lena Brandt");
  g_assert_cmpint (lift_node_get_enum (lift_document_find (document, a), LIFT_ITEM_STATE), ==, LIFT_ITEM_DONE);
  g_assert_cmpuint (lift_history_get_n (lift_node_get_history (lift_document_get_root (document))), ==, 3);
  g_assert_true (lift_document_is_dirty (document));

  g_assert_cmpuint (lift_document_undo (document, &act), ==, 0);
  g_assert_cmpint (lift_node_get_enum (lift_document_find (document, a), LIFT_ITEM_STATE), ==, LIFT_ITEM_OPEN);
  g_assert_cmpstr (lift_node_get_text (lift_document_find (document, b), LIFT_ITEM_OWNER), ==, "Lena Brandt");

  /* Saved and nothing done meanwhile: clean. */
  {
    g_autoptr(LiftNode) snapshot = lift_node_ref (lift_document_get_root (document));

    lift_document_take_external (document, snapshot, snapshot);
    g_assert_false (lift_document_is_dirty (document));
  }
}

/* What is done after others wrote, or while a save runs, is to be saved, however often the root moves on. */
static void
test_dirty (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  g_autoptr(LiftDocument) elsewhere = lift_document_new (root);
  g_autoptr(LiftDocument) document = lift_document_new (root);
  LiftAct act = { "Amira Haddad", NOW, rand };
  const char *ids[] = { lift_node_get_id (item_at (root, 0, 0)), NULL };
  g_autoptr(LiftGroup) theirs = lift_intent_assign (root, (const char *const[]) { lift_node_get_id (item_at (root, 2, 3)), NULL }, "Lena Brandt", NULL);

  lift_document_apply (elsewhere, theirs, LIFT_ORIGIN_USER, &act);
  lift_document_take_external (document, root, lift_document_get_root (elsewhere));
  g_assert_false (lift_document_is_dirty (document));

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *owner = g_strdup_printf ("Owner %u", i);
      g_autoptr(LiftGroup) ours = lift_intent_assign (lift_document_get_root (document), ids, owner, NULL);
      g_autoptr(LiftNode) saved = NULL;

      lift_document_apply (document, ours, LIFT_ORIGIN_USER, &act);
      g_assert_true (lift_document_is_dirty (document));
      if (i == 50)
        saved = lift_node_ref (lift_document_get_root (document));
      if (saved != NULL)
        {
          g_autoptr(LiftGroup) meanwhile = lift_intent_assign (saved, ids, "Meanwhile", NULL);

          lift_document_apply (document, meanwhile, LIFT_ORIGIN_USER, &act);
          lift_document_take_external (document, saved, saved);
          g_assert_true (lift_document_is_dirty (document));
        }
    }
}

/* State, reason, who and when are one: where others recorded the same state earlier, undo leaves their record whole. */
static void
test_undo_of_half_a_state (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  g_autoptr(LiftDocument) document = lift_document_new (root);
  LiftAct act = { "Amira Haddad", NOW, rand };
  LiftStateChange mine = { LIFT_ITEM_DONE, NULL, NULL, "Amira Haddad", NOW }, theirs = { LIFT_ITEM_DONE, NULL, NULL, "Lena Brandt", NOW - 60 };
  const char *ids[] = { lift_node_get_id (item_at (root, 0, 0)), NULL };
  g_autoptr(LiftGroup) tick = lift_intent_set_state (root, ids, &mine, NULL);
  g_autoptr(LiftGroup) elsewhere = lift_intent_set_state (root, ids, &theirs, NULL);
  g_autoptr(LiftNode) written = lift_group_apply (elsewhere, root, NULL, NULL, NULL);
  LiftNode *item;

  lift_document_apply (document, tick, LIFT_ORIGIN_USER, &act);
  lift_document_take_external (document, root, written);
  item = lift_document_find (document, ids[0]);
  g_assert_cmpstr (lift_node_get_text (item, LIFT_ITEM_BY), ==, "Lena Brandt");

  g_assert_cmpuint (lift_document_undo (document, &act), >, 0);
  item = lift_document_find (document, ids[0]);
  g_assert_cmpint (lift_node_get_enum (item, LIFT_ITEM_STATE), ==, LIFT_ITEM_DONE);
  g_assert_cmpstr (lift_node_get_text (item, LIFT_ITEM_BY), ==, "Lena Brandt");
  g_assert_cmpint (lift_node_get_instant (item, LIFT_ITEM_AT), ==, NOW - 60);
}

static void
test_history_lines (void)
{
  static const struct { const char *line, *who, *words, *detail; } cases[] = {
    { "2026-12-02T09:12:00Z | k3f9x2 | Jonas Weber | tick | 2.3 | Review", "Jonas Weber", "Ticked 2.3", "Review" },
    { "2026-12-02T09:12:00Z | k3f9x2 | Jonas Weber | undo tick | 2.3 | Review", "Jonas Weber", "Undone: tick 2.3", "Review" },
    { "2026-12-02T09:12:00Z | k3f9x2 | Jonas Weber | redo tick | 2.3 | a | b", "Jonas Weber", "Redone: tick 2.3", "a | b" },
    { "2026-12-02T09:12:00Z | k3f9x2 | Jonas Weber | teleport | 2.3", "Jonas Weber", "teleport 2.3", "" },
    { "written by hand", "", "", "written by hand" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LiftHistoryEntry) entry = lift_history_entry_parse (cases[i].line);
      g_autofree char *words = lift_history_entry_words (entry);

      g_assert_cmpstr (entry->who, ==, cases[i].who);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (entry->detail, ==, cases[i].detail);
    }
}

/* What a person types cannot break the form of a line. */
static void
test_history_of_hostile_names (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  LiftAct act = { "Eve | tick | 9.9", NOW, rand };
  g_autoptr(LiftGroup) group = lift_group_new (LIFT_VERB_NOTE, "1.1", "two\nlines | and more");
  g_autofree char *line = lift_history_line (&act, group, NULL, NULL);
  g_autoptr(LiftHistoryEntry) entry = lift_history_entry_parse (line);

  g_assert_null (strchr (line, '\n'));
  g_assert_cmpstr (entry->who, ==, "Eve / tick / 9.9");
  g_assert_cmpint (entry->verb, ==, LIFT_VERB_NOTE);
  g_assert_cmpstr (entry->subject, ==, "1.1");
  g_assert_cmpstr (entry->detail, ==, "two lines / and more");
}

static void
test_finalize (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(LiftNode) root = sample (rand);
  LiftDocument *document = lift_document_new (root);
  g_autoptr(GListModel) list = lift_document_get_list (document, NULL, LIFT_RELEASE_PHASES);
  g_autoptr(LiftRow) row = g_list_model_get_item (list, 0);

  g_assert_finalize_object (document);
  g_assert_null (lift_row_get_node (row));
  g_assert_null (g_list_model_get_item (list, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/random-life", test_random_life);
  g_test_add_func ("/document/rows", test_rows);
  g_test_add_func ("/document/no-change", test_no_change);
  g_test_add_func ("/document/order-of-undo", test_order_of_undo);
  g_test_add_func ("/document/left-out", test_left_out);
  g_test_add_func ("/document/undo-of-a-used-addition", test_undo_of_an_addition_that_was_used);
  g_test_add_func ("/document/external", test_external);
  g_test_add_func ("/document/dirty", test_dirty);
  g_test_add_func ("/document/undo-of-half-a-state", test_undo_of_half_a_state);
  g_test_add_func ("/history/lines", test_history_lines);
  g_test_add_func ("/history/hostile-names", test_history_of_hostile_names);
  g_test_add_func ("/document/finalize", test_finalize);
  return g_test_run ();
}
