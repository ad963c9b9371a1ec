/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/changes.h"
#include "core/document.h"
#include "core/error.h"
#include "core/history.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/merge.h"

static const char base[] =
  "{\"format\": 1, \"id\": \"r\", \"name\": \"Payments\", \"version\": \"2.4\", \"manager\": \"Ann\","
  " \"release\": {\"local\": \"2026-12-09T10:00\", \"zone\": \"Europe/Berlin\"},"
  " \"phases\": ["
  "  {\"id\": \"p1\", \"position\": \"a0\", \"title\": \"Plan\", \"offset\": \"-P2W\", \"items\": ["
  "   {\"id\": \"a\", \"position\": \"a0\", \"text\": \"Scope\"},"
  "   {\"id\": \"b\", \"position\": \"a1\", \"text\": \"Dates\", \"state\": \"done\", \"by\": \"Ben\", \"at\": \"2026-12-01T09:00:00Z\", \"note\": \"One\"},"
  "   {\"id\": \"c\", \"position\": \"a2\", \"text\": \"Teams\", \"owner\": \"Cleo\"}]},"
  "  {\"id\": \"p2\", \"position\": \"a1\", \"title\": \"Ship\", \"items\": ["
  "   {\"id\": \"d\", \"position\": \"a0\", \"text\": \"Deploy\"}]}],"
  " \"incidents\": ["
  "  {\"id\": \"i\", \"position\": \"a0\", \"title\": \"Queue stalls\", \"severity\": \"SEV2\", \"state\": \"active\", \"items\": ["
  "   {\"id\": \"s\", \"position\": \"a0\", \"text\": \"Assess\"}]}],"
  " \"history\": [\"2026-12-01T09:00:00Z | k00001 | Ben | tick | 1.2 | Dates\"]}";

static LiftNode *
read_release (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_json_read ("test", bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (loaded->violations->len, ==, 0);
  return lift_node_ref (loaded->root);
}

/* @text with @old, which is in it once, replaced by @new. */
static char *
replace (const char *text,
         const char *old,
         const char *new)
{
  const char *at = strstr (text, old);

  g_assert_nonnull (at);
  g_assert_null (strstr (at + 1, old));
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, new, at + strlen (old));
}

/* What is replaced in the base, what is said of the way there and back. The list is "number title: words" in lines. */
static const struct
{
  const char *name;
  const char *replaced[4];
  const char *summary;
  const char *list;
  const char *back_summary;
  const char *back_list;
} rows[] = {
  { "nothing", { "" , "" }, "", "", "", "" },
  { "tick", { "\"Scope\"", "\"Scope\", \"state\": \"done\", \"by\": \"Ann\", \"at\": \"2026-12-02T09:00:00Z\"" },
    "1 item ticked", "1.1 Scope: Open → Done\n", "1 reopened", "1.1 Scope: Done → Open\n" },
  { "who ticked it", { "\"by\": \"Ben\"", "\"by\": \"Ann\"" },
    "1 other change", "1.2 Dates: Done: changed\n", "1 other change", "1.2 Dates: Done: changed\n" },
  { "skip and reopen", { "\"Scope\"", "\"Scope\", \"state\": \"skipped\", \"reason\": \"Known\"", "\"state\": \"done\", \"by\": \"Ben\", \"at\": \"2026-12-01T09:00:00Z\", ", "" },
    "1 skipped, 1 reopened", "1.1 Scope: Open → Skipped\n1.2 Dates: Done → Open\n", "1 item ticked, 1 reopened", "1.1 Scope: Skipped → Open\n1.2 Dates: Open → Done\n" },
  { "hidden characters", { "\"Scope\"", "\"Sc\\u202eope\"" },
    "1 reworded", "1.1 Scope: Text: Scope → Sc[U+202E]ope\n", "1 reworded", "1.1 Sc[U+202E]ope: Text: Sc[U+202E]ope → Scope\n" },
  { "a note", { "\"Scope\"", "\"Scope\", \"note\": \"x\"" },
    "1 note", "1.1 Scope: Note: added\n", "1 note", "1.1 Scope: Note: removed\n" },
  { "several of one item", { "\"text\": \"Teams\", \"owner\": \"Cleo\"", "\"text\": \"Crews\", \"owner\": \"Dan\", \"evidence\": \"https://a.example/\", \"evidence-title\": \"A\"" },
    "evidence of 1 item, 1 assigned, 1 reworded", "1.3 Teams: Text: Teams → Crews; Owner: Cleo → Dan; Evidence: – → https://a.example/\n",
    "evidence of 1 item, 1 assigned, 1 reworded", "1.3 Crews: Text: Crews → Teams; Owner: Dan → Cleo; Evidence: https://a.example/ → –\n" },
  { "an item is deleted", { "{\"id\": \"a\", \"position\": \"a0\", \"text\": \"Scope\"},", "" },
    "1 item deleted", "1.1 Scope: Deleted\n", "1 item added", "1.1 Scope: Added\n" },
  { "an item moves", { "\"id\": \"a\", \"position\": \"a0\"", "\"id\": \"a\", \"position\": \"a3\"" },
    "1 moved", "1.1 Scope: Moves to 1.3\n", "1 moved", "1.3 Scope: Moves to 1.1\n" },
  { "a phase is renamed", { "\"Plan\", \"offset\": \"-P2W\"", "\"Planning\"" },
    "1 phase changed", "1 Plan: Title: Plan → Planning; Offset: -P2W → –\n", "1 phase changed", "1 Planning: Title: Planning → Plan; Offset: – → -P2W\n" },
  { "a phase goes, its item stays", { "\"owner\": \"Cleo\"}]},", "\"owner\": \"Cleo\"},", "{\"id\": \"p2\", \"position\": \"a1\", \"title\": \"Ship\", \"items\": [   {\"id\": \"d\", \"position\": \"a0\",", "{\"id\": \"d\", \"position\": \"a3\"," },
    "1 moved, 1 phase deleted", "2.1 Deploy: Moves to 1.4\n2 Ship: Deleted\n", "1 moved, 1 phase added", "2 Ship: Added\n1.4 Deploy: Moves to 2.1\n" },
  { "the release moves", { "2026-12-09T10:00\", \"zone\": \"Europe/Berlin\"", "2026-12-10T22:00\", \"zone\": \"UTC\"" },
    "rescheduled", " Payments: Release moment: 2026-12-09 10:00 Europe/Berlin → 2026-12-10 22:00 UTC\n",
    "rescheduled", " Payments: Release moment: 2026-12-10 22:00 UTC → 2026-12-09 10:00 Europe/Berlin\n" },
  { "name and manager", { "\"Payments\"", "\"Billing\"", "\"manager\": \"Ann\"", "\"manager\": \"Ben\"" },
    "details changed", " Payments: Name: Payments → Billing; Manager: Ann → Ben\n", "details changed", " Billing: Name: Billing → Payments; Manager: Ben → Ann\n" },
  { "an incident ends", { "\"severity\": \"SEV2\", \"state\": \"active\"", "\"severity\": \"SEV3\", \"state\": \"resolved\", \"resolved-at\": \"2026-12-02T09:00:00Z\"" },
    "1 incident changed", "i1 Queue stalls: Severity: SEV2 → SEV3; Active → Resolved\n",
    "1 incident changed", "i1 Queue stalls: Severity: SEV3 → SEV2; Resolved → Active\n" },
  { "an incident with its steps",
    { "  {\"id\": \"i\", \"position\": \"a0\", \"title\": \"Queue stalls\", \"severity\": \"SEV2\", \"state\": \"active\", \"items\": ["
      "   {\"id\": \"s\", \"position\": \"a0\", \"text\": \"Assess\"}]}", "" },
    "1 incident deleted", "i1 Queue stalls: Deleted\n", "1 incident declared", "i1 Queue stalls: Added\n" },
  { "unknown members", { "\"manager\"", "\"mood\": \"good\", \"manager\"" },
    "1 other change", " Payments: What a newer Liftoff knows: changed\n", "1 other change", " Payments: What a newer Liftoff knows: changed\n" },
};

static char *
list (LiftNode *from,
      LiftNode *to)
{
  GString *text = g_string_new (NULL);
  guint n;
  g_autoptr (GPtrArray) changes = lift_changes_list (from, to, 100, &n);

  g_assert_cmpuint (n, ==, changes->len);
  for (guint i = 0; i < changes->len; i++)
    {
      const LiftChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (text, "%s %s: %s\n", change->number != NULL ? change->number : "", change->title, change->words);
    }
  return g_string_free (text, FALSE);
}

/* Restoring makes every other state what it was, but for the history; undoing that brings it back. */
static void
check_restore (LiftNode *root,
               LiftNode *earlier)
{
  g_autoptr (LiftDocument) document = lift_document_new (root);
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftGroup) group = lift_intent_restore (root, earlier, "Fri 20 Nov 2026, 09:00 CET", &error);
  g_autoptr (LiftGroup) left = NULL, undone = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  LiftAct act = { "Ann", 1797000000, rand };
  LiftHistory *history;

  g_assert_no_error (error);
  if (lift_group_get_n_edits (group) == 0)
    return;
  g_assert_cmpuint (lift_document_apply (document, group, LIFT_ORIGIN_USER, &act), ==, 0);
  left = lift_diff (lift_document_get_root (document), earlier);
  g_assert_cmpuint (lift_group_get_n_edits (left), ==, 0);
  history = lift_node_get_history (lift_document_get_root (document));
  g_assert_cmpuint (lift_history_get_n (history), ==, lift_history_get_n (lift_node_get_history (root)) + 1);
  {
    g_autoptr (LiftHistoryEntry) entry = lift_history_entry_parse (lift_history_get_line (history));
    g_autofree char *words = lift_history_entry_words (entry);
    g_autofree char *label = lift_document_dup_undo_label (document);

    g_assert_cmpstr (words, ==, "Restored the version of Fri 20 Nov 2026, 09:00 CET");
    g_assert_cmpstr (label, ==, "restoring the version of Fri 20 Nov 2026, 09:00 CET");
  }

  g_assert_cmpuint (lift_document_undo (document, &act), ==, 0);
  undone = lift_diff (lift_document_get_root (document), root);
  g_assert_cmpuint (lift_group_get_n_edits (undone), ==, 0);
  g_assert_false (lift_document_can_undo (document));
  g_assert_cmpuint (lift_history_get_n (lift_node_get_history (lift_document_get_root (document))), ==, lift_history_get_n (history) + 1);
}

static void
test_row (gconstpointer data)
{
  const typeof (rows[0]) *row = data;
  g_autofree char *half = *row->replaced[0] != '\0' ? replace (base, row->replaced[0], row->replaced[1]) : g_strdup (base);
  g_autofree char *text = row->replaced[2] != NULL ? replace (half, row->replaced[2], row->replaced[3]) : g_strdup (half);
  g_autoptr (LiftNode) from = read_release (base);
  g_autoptr (LiftNode) to = read_release (text);
  g_autofree char *summary = lift_changes_summary (from, to);
  g_autofree char *back_summary = lift_changes_summary (to, from);
  g_autofree char *there = list (from, to);
  g_autofree char *back = list (to, from);

  g_assert_cmpstr (summary, ==, row->summary);
  g_assert_cmpstr (there, ==, row->list);
  g_assert_cmpstr (back_summary, ==, row->back_summary);
  g_assert_cmpstr (back, ==, row->back_list);
  check_restore (to, from);
  check_restore (from, to);
}

static void
test_many (void)
{
  g_autoptr (LiftNode) from = read_release (base);
  g_autoptr (LiftNode) to = NULL;
  GString *items = g_string_new ("\"items\": [");
  g_autofree char *text = NULL, *summary = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  guint n;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (items, "{\"id\": \"n%u\", \"position\": \"a0\", \"text\": \"New\"}, ", i);
  g_string_append (items, "   {\"id\": \"d\"");
  text = replace (base, "\"items\": [   {\"id\": \"d\"", items->str);
  g_string_free (items, TRUE);
  to = read_release (text);
  summary = lift_changes_summary (from, to);
  g_assert_cmpstr (summary, ==, "500 items added");
  changes = lift_changes_list (from, to, 20, &n);
  g_assert_cmpuint (n, ==, 500);
  g_assert_cmpuint (changes->len, ==, 20);
  g_assert_cmpstr (((LiftChange *) g_ptr_array_index (changes, 0))->number, ==, "2.2");
}

static void
test_long_texts_are_cut (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", long_text);
  g_autofree char *text = replace (base, "\"Scope\"", quoted);
  g_autoptr (LiftNode) from = read_release (base);
  g_autoptr (LiftNode) to = read_release (text);
  g_autofree char *there = list (from, to);

  g_assert_true (g_str_has_prefix (there, "1.1 Scope: Text: Scope → xxx"));
  g_assert_true (g_str_has_suffix (there, "xxx…\n"));
  g_assert_cmpuint (strlen (there), <, 200);
}

static const struct
{
  const char *lines;
  const char *people;
} histories[] = {
  { "", "" },
  { "\"2026-12-02T09:00:00Z | k00002 | Ann | tick | 1.1 | Scope\"", "Ann" },
  { "\"2026-12-02T09:00:00Z | k00002 | Ann | tick | 1.1 | Scope\", \"2026-12-02T09:01:00Z | k00003 | Ben | tick | 1.3 | Teams\","
    "\"2026-12-02T09:02:00Z | k00004 | Ann | untick | 1.1 | Scope\"", "Ann, Ben" },
  { "\"2026-12-02T09:00:00Z | k00002 | A | tick | 1.1 | x\", \"2026-12-02T09:01:00Z | k00003 | B | tick | 1.3 | x\", \"2026-12-02T09:02:00Z | k00004 | C | tick | 1.1 | x\","
    "\"2026-12-02T09:03:00Z | k00005 | D | tick | 1.1 | x\", \"2026-12-02T09:04:00Z | k00006 | E | tick | 1.1 | x\"", "E, D, C and 2 more" },
  { "\"2026-11-02T09:00:00Z | k00001 | Merged | tick | 1.1 | Scope\"", "Merged" }, /* older than the last line there is */
  { "\"written by hand\"", "" },
};

static void
test_people (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    {
      g_autofree char *lines = g_strdup_printf ("| Dates\"%s%s]", *histories[i].lines != '\0' ? ", " : "", histories[i].lines);
      g_autofree char *text = replace (base, "| Dates\"]", lines);
      g_autoptr (LiftNode) from = read_release (base);
      g_autoptr (LiftNode) to = read_release (text);
      g_autofree char *people = lift_changes_people (from, to);

      g_assert_cmpstr (people, ==, histories[i].people);
    }
}

static void
test_restore_of_another_release (void)
{
  g_autofree char *text = replace (base, "\"id\": \"r\"", "\"id\": \"q\"");
  g_autoptr (LiftNode) root = read_release (base);
  g_autoptr (LiftNode) other = read_release (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (lift_intent_restore (root, other, "then", &error));
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/changes/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/changes/many", test_many);
  g_test_add_func ("/changes/long-texts", test_long_texts_are_cut);
  g_test_add_func ("/changes/people", test_people);
  g_test_add_func ("/changes/restore-of-another-release", test_restore_of_another_release);
  return g_test_run ();
}
