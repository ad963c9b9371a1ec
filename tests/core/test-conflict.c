/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/conflict.h"
#include "core/document.h"
#include "core/error.h"
#include "core/history.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/merge.h"
#include "core/schedule.h"

/* What becomes of a conflict: in the file, in the counts, and when it is decided. */

#define STATE "{\"field\": \"state\", \"candidates\": [{\"state\": \"failed\", \"reason\": \"red\"}, " \
              "{\"state\": \"done\", \"by\": \"Ann\", \"at\": \"2026-12-02T09:12:00Z\"}]}"
#define OWNER "{\"field\": \"owner\", \"candidates\": [{}, {\"owner\": \"Cai\"}]}"
#define DELETED "{\"field\": \"deleted\", \"candidates\": [{\"deleted\": \"no\"}, {\"deleted\": \"yes\"}]}"

static LiftLoaded *
load (const char *phase_members,
      const char *item_state,
      const char *item_conflicts)
{
  g_autofree char *text = g_strdup_printf ("{\"format\": 1, \"id\": \"r\", \"name\": \"R\", \"phases\": [{\"id\": \"p\", \"position\": \"a0\", "
                                           "\"title\": \"Plan\"%s, \"items\": ["
                                           "{\"id\": \"i\", \"position\": \"a0\", \"text\": \"Review\", \"state\": \"%s\", \"conflicts\": [%s]},"
                                           "{\"id\": \"j\", \"position\": \"a1\", \"text\": \"Test\", \"state\": \"done\"}]}]}",
                                           phase_members, item_state, item_conflicts);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LiftLoaded *loaded = lift_json_read ("test", bytes, &error);

  g_assert_no_error (error);
  return loaded;
}

static LiftNode *
load_root (const char *phase_members,
           const char *item_state,
           const char *item_conflicts)
{
  g_autoptr (LiftLoaded) loaded = load (phase_members, item_state, item_conflicts);

  if (loaded->violations->len > 0)
    g_error ("%s", (char *) g_ptr_array_index (loaded->violations, 0));
  return lift_node_ref (loaded->root);
}

static const struct
{
  const char *conflicts, *violation;
} bad[] = {
  { "1", "/phases/0/items/0/conflicts/0: " },
  { "{}", "/phases/0/items/0/conflicts/0: " },
  { "{\"field\": \"title\", \"settled\": \"x\"}", "/phases/0/items/0/conflicts/0: " },
  { "{\"field\": \"position\", \"settled\": \"x\"}", "/phases/0/items/0/conflicts/0: " },
  { "{\"field\": \"reason\", \"settled\": \"x\"}", "/phases/0/items/0/conflicts/0: " },
  { "{\"field\": 7, \"settled\": \"x\"}", "/phases/0/items/0/conflicts/0: " },
  { "{\"field\": \"owner\"}", "/phases/0/items/0/conflicts/0: " },
  { "{\"field\": \"owner\", \"settled\": \"x\", \"candidates\": [{\"owner\": \"A\"}, {\"owner\": \"B\"}]}", "/phases/0/items/0/conflicts/0: " },
  { "{\"field\": \"text\", \"candidates\": [{}, {\"text\": \"B\"}]}", "/phases/0/items/0/conflicts/0/candidates/0/text: " },
  { "{\"field\": \"owner\", \"settled\": \"\"}", "/phases/0/items/0/conflicts/0/settled: " },
  { "{\"field\": \"owner\", \"settled\": \"a\\nb\"}", "/phases/0/items/0/conflicts/0/settled: " },
  { "{\"field\": \"owner\", \"settled\": \"x\", \"why\": 1}", "/phases/0/items/0/conflicts/0/why: " },
  { "{\"field\": \"owner\", \"candidates\": {}}", "/phases/0/items/0/conflicts/0/candidates: " },
  { "{\"field\": \"owner\", \"candidates\": [{\"owner\": \"A\"}]}", "/phases/0/items/0/conflicts/0/candidates: " },
  { "{\"field\": \"owner\", \"candidates\": [{\"owner\": \"A\"}, {\"owner\": \"A\"}]}", "/phases/0/items/0/conflicts/0/candidates: " },
  { "{\"field\": \"owner\", \"candidates\": [{\"owner\": \"A\"}, {\"text\": \"B\"}]}", "/phases/0/items/0/conflicts/0/candidates/1/text: " },
  { "{\"field\": \"owner\", \"candidates\": [{\"owner\": \"A\"}, {\"deleted\": \"no\"}]}", "/phases/0/items/0/conflicts/0/candidates/1/deleted: " },
  { "{\"field\": \"state\", \"candidates\": [{\"state\": \"done\"}, {\"state\": \"maybe\"}]}", "/phases/0/items/0/conflicts/0/candidates/1/state: " },
  { "{\"field\": \"state\", \"candidates\": [{\"state\": \"done\", \"at\": \"noon\"}, {\"state\": \"open\"}]}", "/phases/0/items/0/conflicts/0/candidates/0/at: " },
  { "{\"field\": \"deleted\", \"candidates\": [{\"deleted\": \"no\"}, {\"deleted\": \"perhaps\"}]}", "/phases/0/items/0/conflicts/0/candidates/1/deleted: " },
  { OWNER ", " OWNER, "/phases/0/items/0/conflicts/1: " },
};

static void
test_violations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (LiftLoaded) loaded = load ("", "open", bad[i].conflicts);

      g_test_message ("%s", bad[i].conflicts);
      g_assert_cmpint (loaded->violations->len, >, 0);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (loaded->violations, 0), bad[i].violation));
      g_assert_nonnull (loaded->root);
    }
}

static void
test_file (void)
{
  g_autoptr (LiftNode) root = load_root ("", "failed", OWNER ", {\"field\": \"text\", \"settled\": \"1 Ann\"}, " STATE);
  g_autoptr (GBytes) bytes = lift_json_write (root);

  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL),
                            "          \"conflicts\": [\n"
                            "            {\n"
                            "              \"field\": \"text\",\n"
                            "              \"settled\": \"1 Ann\"\n"
                            "            },\n"
                            "            {\n"
                            "              \"field\": \"state\",\n"
                            "              \"candidates\": [\n"
                            "                {\n"
                            "                  \"state\": \"failed\",\n"
                            "                  \"reason\": \"red\"\n"
                            "                },\n"
                            "                {\n"
                            "                  \"state\": \"done\",\n"
                            "                  \"by\": \"Ann\",\n"
                            "                  \"at\": \"2026-12-02T09:12:00Z\"\n"
                            "                }\n"
                            "              ]\n"
                            "            },\n"
                            "            {\n"
                            "              \"field\": \"owner\",\n"
                            "              \"candidates\": [\n"
                            "                {},\n"
                            "                {\n"
                            "                  \"owner\": \"Cai\"\n"
                            "                }\n"
                            "              ]\n"
                            "            }\n"
                            "          ]\n"));
}

static void
test_counts (void)
{
  static const struct
  {
    const char   *state, *conflicts;
    LiftItemState counts_as;
    guint         n_closed, n_conflicts;
  } cases[] = {
    { "done", "", LIFT_ITEM_DONE, 2, 0 },
    { "done", OWNER, LIFT_ITEM_OPEN, 1, 1 },
    { "skipped", OWNER, LIFT_ITEM_OPEN, 1, 1 },
    { "failed", STATE, LIFT_ITEM_FAILED, 1, 1 },
    { "done", DELETED, LIFT_ITEM_OPEN, 1, 1 },
    { "failed", STATE ", " OWNER ", " DELETED, LIFT_ITEM_FAILED, 1, 3 },
    { "done", "{\"field\": \"owner\", \"settled\": \"1 “candidates”: \\\"candidates\\\":\"}", LIFT_ITEM_DONE, 2, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) root = load_root ("", cases[i].state, cases[i].conflicts);
      LiftNodes *items = lift_node_get_list (lift_root_find (root, "p", NULL), LIFT_PHASE_ITEMS);

      g_test_message ("%s %s", cases[i].state, cases[i].conflicts);
      g_assert_cmpint (lift_item_get_state (lift_root_find (root, "i", NULL)), ==, cases[i].counts_as);
      g_assert_cmpint (lift_nodes_n_closed (items), ==, cases[i].n_closed);
      g_assert_cmpint (lift_nodes_tally (items, cases[i].counts_as), ==, cases[i].counts_as == LIFT_ITEM_DONE ? 2 : 1);
      g_assert_cmpint (lift_root_count_conflicts (root), ==, cases[i].n_conflicts);
      g_assert_cmpint (lift_nodes_n_conflicts (items), ==, cases[i].n_conflicts);
    }
}

/* Round and round, and on from where something was decided. */
static void
test_next (void)
{
  static const struct
  {
    const char *phase, *item, *after, *next;
  } cases[] = {
    { "", "", NULL, NULL },
    { "", OWNER, NULL, "i" },
    { "", OWNER, "i", "i" },
    { "", OWNER, "j", "i" },
    { ", \"conflicts\": [" DELETED "]", OWNER, NULL, "p" },
    { ", \"conflicts\": [" DELETED "]", OWNER, "r", "p" },
    { ", \"conflicts\": [" DELETED "]", OWNER, "p", "i" },
    { ", \"conflicts\": [" DELETED "]", OWNER, "i", "p" },
    { ", \"conflicts\": [" DELETED "]", "", "i", "p" },
    { ", \"conflicts\": [" DELETED "]", OWNER, "gone", "p" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) root = load_root (cases[i].phase, "open", cases[i].item);
      LiftNode *next = lift_root_next_conflict (root, cases[i].after);

      g_test_message ("case %u", i);
      g_assert_cmpstr (next != NULL ? lift_node_get_id (next) : NULL, ==, cases[i].next);
    }
}

static void
test_phase (void)
{
  g_autoptr (LiftNode) quiet = load_root ("", "done", "");
  g_autoptr (LiftNode) root = load_root (", \"conflicts\": [{\"field\": \"title\", \"candidates\": [{\"title\": \"A\"}, {\"title\": \"B\"}]}]", "done", "");

  g_assert_cmpint (lift_schedule_phase_state (quiet, lift_root_find (quiet, "p", NULL), 0, NULL), ==, LIFT_PHASE_DONE);
  g_assert_cmpint (lift_schedule_phase_state (root, lift_root_find (root, "p", NULL), 0, NULL), !=, LIFT_PHASE_DONE);
}

/* Deciding, through the one door */

typedef struct
{
  LiftDocument *document;
  GRand        *rand;
  LiftAct       act;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer conflicts)
{
  g_autoptr (LiftNode) root = load_root ("", "failed", conflicts);

  f->document = lift_document_new (root);
  f->rand = g_rand_new_with_seed (1);
  f->act = (LiftAct) { "Bob", 1764666720, f->rand }; /* 2025-12-02T09:12:00Z */
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  g_assert_finalize_object (f->document);
  g_rand_free (f->rand);
}

static LiftNode *
item (Fixture *f)
{
  return lift_document_find (f->document, "i");
}

static void
settle (Fixture  *f,
        LiftField unit,
        guint     candidate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftGroup) group = lift_intent_settle (lift_document_get_root (f->document), "i", unit, candidate, &f->act, &error);

  g_assert_no_error (error);
  g_assert_cmpint (lift_document_apply (f->document, group, LIFT_ORIGIN_USER, &f->act), ==, 0);
}

static LiftNodes *
items (Fixture *f)
{
  return lift_node_get_list (lift_document_find (f->document, "p"), LIFT_PHASE_ITEMS);
}

static void
test_settle (Fixture      *f,
             gconstpointer data)
{
  LiftHistory *line;
  g_autoptr (LiftHistoryEntry) entry = NULL;

  g_assert_cmpint (lift_nodes_n_closed (items (f)), ==, 1);
  settle (f, LIFT_ITEM_STATE, 1);
  g_assert_cmpint (lift_node_get_enum (item (f), LIFT_ITEM_STATE), ==, LIFT_ITEM_DONE);
  g_assert_cmpstr (lift_node_get_text (item (f), LIFT_ITEM_BY), ==, "Ann");
  g_assert_null (lift_node_get_text (item (f), LIFT_ITEM_REASON));
  g_assert_cmpstr (lift_node_get_text (item (f), LIFT_ITEM_CONFLICTS), ==,
                   "[{\"field\":\"state\",\"settled\":\"2025-12-02T09:12:00Z Bob\"},{\"field\":\"owner\",\"candidates\":[{},{\"owner\":\"Cai\"}]}]");
  g_assert_true (lift_node_in_conflict (item (f)));

  line = lift_node_get_history (lift_document_get_root (f->document));
  entry = lift_history_entry_parse (lift_history_get_line (line));
  g_assert_cmpint (entry->verb, ==, LIFT_VERB_SETTLE);
  g_assert_cmpstr (entry->subject, ==, "1.1");
  g_assert_cmpstr (entry->detail, ==, "State: Done, Ann, 2026-12-02T09:12:00Z; not: Failed, red");

  settle (f, LIFT_ITEM_OWNER, 0);
  g_assert_false (lift_node_in_conflict (item (f)));
  g_assert_cmpint (lift_nodes_n_closed (items (f)), ==, 2);

  lift_document_undo (f->document, &f->act);
  lift_document_undo (f->document, &f->act);
  g_assert_cmpint (lift_node_get_enum (item (f), LIFT_ITEM_STATE), ==, LIFT_ITEM_FAILED);
  g_assert_cmpint (lift_nodes_n_closed (items (f)), ==, 1);
  g_assert_true (lift_node_in_conflict (item (f)));
  g_assert_cmpint (lift_history_get_n (lift_node_get_history (lift_document_get_root (f->document))), ==, 4);
}

/* Ticking is deciding; the owner stays open. */
static void
test_edit_settles (Fixture      *f,
                   gconstpointer data)
{
  const char *const ids[] = { "i", NULL };
  LiftStateChange change = { LIFT_ITEM_DONE, NULL, NULL, "Bob", 1764666720 };
  g_autoptr (LiftGroup) group = lift_intent_set_state (lift_document_get_root (f->document), ids, &change, NULL);
  g_autoptr (GPtrArray) left = NULL;

  lift_document_apply (f->document, group, LIFT_ORIGIN_USER, &f->act);
  left = lift_node_get_conflicts (item (f));
  g_assert_cmpint (left->len, ==, 1);
  g_assert_cmpint (((LiftConflict *) left->pdata[0])->unit, ==, LIFT_ITEM_OWNER);
  g_assert_cmpint (lift_history_get_n (lift_node_get_history (lift_document_get_root (f->document))), ==, 1);

  lift_document_undo (f->document, &f->act);
  g_clear_pointer (&left, g_ptr_array_unref);
  left = lift_node_get_conflicts (item (f));
  g_assert_cmpint (left->len, ==, 2);
  lift_document_redo (f->document, &f->act);
  g_clear_pointer (&left, g_ptr_array_unref);
  left = lift_node_get_conflicts (item (f));
  g_assert_cmpint (left->len, ==, 1);
}

/* Also when the state is the one that shows already. */
static void
test_same_state_settles (void)
{
  const char *const ids[] = { "i", NULL };
  LiftStateChange change = { LIFT_ITEM_DONE, NULL, NULL, "Bob", 1764666720 };
  LiftAct act = { "Bob", 1764666720, NULL };
  g_autoptr (LiftNode) root = load_root ("", "done", STATE ", " OWNER);
  g_autoptr (LiftDocument) document = lift_document_new (root);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (LiftGroup) group = lift_intent_set_state (root, ids, &change, NULL);
  LiftNodes *items;
  g_autoptr (LiftConflict) state = NULL;

  act.rand = rand;
  lift_document_apply (document, group, LIFT_ORIGIN_USER, &act);
  items = lift_node_get_list (lift_document_find (document, "p"), LIFT_PHASE_ITEMS);
  state = lift_node_find_conflict (lift_document_find (document, "i"), LIFT_ITEM_STATE);
  g_assert_null (state);
  g_assert_cmpint (lift_nodes_n_conflicts (items), ==, 1);
  lift_document_undo (document, &act);
  items = lift_node_get_list (lift_document_find (document, "p"), LIFT_PHASE_ITEMS);
  g_assert_cmpint (lift_nodes_n_conflicts (items), ==, 2);
}

/* What another program brings decides nothing. */
static void
test_external_keeps (Fixture      *f,
                     gconstpointer data)
{
  g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_EDIT, NULL, NULL);

  lift_group_set_text (group, item (f), LIFT_ITEM_OWNER, "Dan");
  lift_document_apply (f->document, group, LIFT_ORIGIN_EXTERNAL, NULL);
  g_assert_true (lift_node_in_conflict (item (f)));
}

static void
test_keep_or_delete (Fixture      *f,
                     gconstpointer data)
{
  settle (f, LIFT_ITEM_ID, 0);
  g_assert_false (lift_node_in_conflict (item (f)));
  lift_document_undo (f->document, &f->act);
  g_assert_true (lift_node_in_conflict (item (f)));
  settle (f, LIFT_ITEM_ID, 1);
  g_assert_null (item (f));
  lift_document_undo (f->document, &f->act);
  g_assert_true (lift_node_in_conflict (item (f)));
}

/* Deciding for a phase decides for what was deleted with it. */
static void
test_keep_phase (void)
{
  g_autoptr (LiftNode) root = load_root (", \"conflicts\": [" DELETED "]", "open", DELETED);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  LiftAct act = { "Bob", 0, rand };
  g_autoptr (LiftGroup) group = lift_intent_settle (root, "p", LIFT_PHASE_ID, 0, &act, NULL);
  g_autoptr (LiftNode) kept = lift_group_apply (group, root, NULL, NULL, NULL);

  g_assert_cmpint (lift_root_count_conflicts (root), ==, 2);
  g_assert_cmpint (lift_root_count_conflicts (kept), ==, 0);
  g_assert_nonnull (lift_root_find (kept, "i", NULL));
}

static void
test_refused (Fixture      *f,
              gconstpointer data)
{
  static const struct
  {
    const char *id;
    LiftField   unit;
    guint       candidate;
  } cases[] = {
    { "i", LIFT_ITEM_STATE, 2 },
    { "i", LIFT_ITEM_TEXT, 0 },
    { "i", LIFT_ITEM_ID, 0 },
    { "i", LIFT_PHASE_TITLE, 0 },
    { "j", LIFT_ITEM_STATE, 0 },
    { "nobody", LIFT_ITEM_STATE, 0 },
    { "r", LIFT_RELEASE_NAME, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lift_intent_settle (lift_document_get_root (f->document), cases[i].id, cases[i].unit, cases[i].candidate, &f->act, &error));
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
    }
}

/* Lines of one second stay in the order in which they were written, and come to the same wherever they meet. */
static void
test_history_order (void)
{
  g_autoptr (LiftNode) root = load_root ("", "open", "");
  g_autoptr (LiftDocument) document = lift_document_new (root);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  LiftAct act = { "Bob", 1764666720, rand };
  LiftHistory *line;

  for (int i = 0; i < 1100; i++)
    {
      g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_EDIT, NULL, NULL);
      g_autofree char *owner = g_strdup_printf ("%d", i);

      lift_group_set_text (group, lift_document_find (document, "i"), LIFT_ITEM_OWNER, owner);
      lift_document_apply (document, group, LIFT_ORIGIN_USER, &act);
    }
  /* The clock was set back: the line goes to its time. */
  act.when -= 60;
  {
    g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_NOTE, NULL, NULL);

    lift_group_set_text (group, lift_document_find (document, "i"), LIFT_ITEM_OWNER, "x");
    lift_document_apply (document, group, LIFT_ORIGIN_USER, &act);
  }

  line = lift_node_get_history (lift_document_get_root (document));
  g_assert_cmpint (lift_history_get_n (line), ==, 1101);
  for (; lift_history_get_older (line) != NULL; line = lift_history_get_older (line))
    g_assert_cmpstr (lift_history_get_line (line), >, lift_history_get_line (lift_history_get_older (line)));
  g_assert_nonnull (strstr (lift_history_get_line (line), " | note | "));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conflict/violations", test_violations);
  g_test_add_func ("/conflict/file", test_file);
  g_test_add_func ("/conflict/counts", test_counts);
  g_test_add_func ("/conflict/next", test_next);
  g_test_add_func ("/conflict/phase", test_phase);
  g_test_add ("/conflict/settle", Fixture, STATE ", " OWNER, set_up, test_settle, tear_down);
  g_test_add ("/conflict/edit-settles", Fixture, STATE ", " OWNER, set_up, test_edit_settles, tear_down);
  g_test_add_func ("/conflict/same-state-settles", test_same_state_settles);
  g_test_add ("/conflict/external-keeps", Fixture, STATE ", " OWNER, set_up, test_external_keeps, tear_down);
  g_test_add ("/conflict/keep-or-delete", Fixture, DELETED, set_up, test_keep_or_delete, tear_down);
  g_test_add_func ("/conflict/keep-phase", test_keep_phase);
  g_test_add ("/conflict/refused", Fixture, STATE ", " OWNER, set_up, test_refused, tear_down);
  g_test_add_func ("/conflict/history-order", test_history_order);

  return g_test_run ();
}
