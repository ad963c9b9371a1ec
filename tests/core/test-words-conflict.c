/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "core/conflict.h"
#include "core/json.h"
#include "core/words.h"

#define NOW "2026-12-03T13:20:00Z"

typedef struct
{
  const char *where; /* which thing */
  const char *record;
  const char *label;
  const char *words[4];
} Case;

static const Case cases[] = {
  { "i", "{\"field\":\"state\",\"candidates\":[{\"state\":\"done\",\"by\":\"Jonas\",\"at\":\"2026-12-03T12:04:00Z\"},{\"state\":\"skipped\",\"reason\":\"no time\",\"by\":\"Mia\",\"at\":\"2026-12-02T12:05:00Z\"}]}",
    "State", { "Done · Jonas, 13:04", "Skipped · no time · Mia, Wed 2 Dec, 13:05" } },
  { "i", "{\"field\":\"state\",\"candidates\":[{\"state\":\"open\"},{\"state\":\"done\"}]}", "State", { "Open", "Done" } },
  { "i", "{\"field\":\"text\",\"candidates\":[{\"text\":\"A <b>&\"},{\"text\":\"B\"}]}", "Text", { "A <b>&", "B" } },
  { "i", "{\"field\":\"owner\",\"candidates\":[{},{\"owner\":\"Ann\"},{\"owner\":\"Bob\",\"settled\":\"2026-12-03T10:02:00Z Mia Lang\"}]}",
    "Owner", { "Nobody", "Ann", "Bob · decided by Mia Lang, 11:02" } },
  { "i", "{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\",\"settled\":\"2026-12-03T10:02:00Z\"},{\"owner\":\"Ann\",\"settled\":\"1 Bob\"}]}",
    "Owner", { "Ann · decided by Bob", "Ann · decided 11:02" } },
  { "i", "{\"field\":\"note\",\"candidates\":[{},{\"note\":\"One\\nTwo\"}]}", "Note", { "Nothing", "One\nTwo" } },
  { "i", "{\"field\":\"evidence\",\"candidates\":[{\"evidence\":\"https://a.example/\"},{\"evidence\":\"https://b.example/\",\"evidence-title\":\"Scan\"}]}",
    "Evidence", { "https://a.example/", "Scan · https://b.example/" } },
  { "i", "{\"field\":\"deleted\",\"candidates\":[{\"deleted\":\"no\"},{\"deleted\":\"yes\"}]}", "Deleted in one copy, changed in another", { "Keep", "Delete" } },
  { "p", "{\"field\":\"offset\",\"candidates\":[{},{\"offset\":\"-P5D\"},{\"offset\":\"PT0S\"}]}", "Offset", { "Nothing", "T−5 days", "T" } },
  { "p", "{\"field\":\"pinned/local\",\"candidates\":[{},{\"pinned/local\":\"2026-12-04T16:00\",\"pinned/zone\":\"Asia/Tokyo\"}]}",
    "Pinned to", { "Not pinned", "Fri 4 Dec 2026, 16:00 Asia/Tokyo" } },
  { "n", "{\"field\":\"severity\",\"candidates\":[{\"severity\":\"SEV1\"},{\"severity\":\"SEV2\"}]}", "Severity", { "SEV1", "SEV2" } },
  { "n", "{\"field\":\"state\",\"candidates\":[{\"state\":\"active\"},{\"state\":\"resolved\",\"resolved-at\":\"2026-12-03T12:00:00Z\"}]}",
    "State", { "Active", "Resolved · 13:00" } },
  { "n", "{\"field\":\"started\",\"candidates\":[{\"started\":\"2026-12-03T12:00:00Z\"},{\"started\":\"2026-12-01T12:00:00Z\"}]}",
    "Started", { "Tue 1 Dec, 13:00", "13:00" } },
  { "r", "{\"field\":\"release/local\",\"candidates\":[{},{\"release/local\":\"2026-12-09T10:00\",\"release/zone\":\"Europe/Berlin\"},"
         "{\"release/local\":\"2026-12-09T10:00\",\"release/zone\":\"Europe/Paris\"}]}",
    "Release moment", { "No release moment yet", "Wed 9 Dec 2026, 10:00 Europe/Berlin", "Wed 9 Dec 2026, 10:00 Europe/Paris" } },
  { "r", "{\"field\":\"window\",\"candidates\":[{},{\"window\":\"PT1H\"},{\"window\":\"PT90M\"}]}", "Deployment window", { "Nothing", "1 hour", "1 hour 30 minutes" } },
  { "r", "{\"field\":\"type\",\"candidates\":[{\"type\":\"minor\"},{\"type\":\"hotfix\"}]}", "Type", { "Minor release", "Hotfix" } },
  { "r", "{\"field\":\"manager\",\"candidates\":[{},{\"manager\":\"Ann\"}]}", "Manager", { "Nobody", "Ann" } },
};

static const char *
at (const char *where,
    const Case *c)
{
  return strcmp (where, c->where) == 0 ? c->record : "";
}

static LiftNode *
find (LiftNode   *root,
      const char *id)
{
  LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 0);

  switch (*id)
    {
    case 'p':
      return phase;
    case 'i':
      return lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), 0);
    case 'n':
      return lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_INCIDENTS), 0);
    default:
      return root;
    }
}

static void
test_candidates (void)
{
  GTimeZone *zone = lift_zone_get ("Europe/Berlin", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autofree char *text = g_strdup_printf ("{\"format\": 1, \"id\": \"r\", \"name\": \"R\", \"conflicts\": [%s], \"phases\": [{\"id\": \"p\", \"position\": \"a0\", "
                                               "\"title\": \"Plan\", \"conflicts\": [%s], \"items\": [{\"id\": \"i\", \"position\": \"a0\", \"text\": \"Review\", "
                                               "\"conflicts\": [%s]}]}], \"incidents\": [{\"id\": \"n\", \"position\": \"a0\", \"title\": \"Down\", "
                                               "\"conflicts\": [%s]}]}", at ("r", c), at ("p", c), at ("i", c), at ("n", c));
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftLoaded) loaded = lift_json_read ("test", bytes, &error);
      g_autoptr (GPtrArray) conflicts = NULL;
      LiftConflict *conflict;

      g_test_message ("%s", c->record);
      g_assert_no_error (error);
      if (loaded->violations->len > 0)
        g_error ("%s", (char *) g_ptr_array_index (loaded->violations, 0));
      conflicts = lift_node_get_conflicts (find (loaded->root, c->where));
      g_assert_cmpint (conflicts->len, ==, 1);
      conflict = g_ptr_array_index (conflicts, 0);
      g_assert_cmpstr (lift_words_conflict (conflict), ==, c->label);
      for (guint w = 0; w < G_N_ELEMENTS (c->words); w++)
        {
          g_autofree char *words = w < conflict->candidates->len ? lift_words_candidate (conflict, w, zone, lift_instant_parse (NOW), NULL) : NULL;

          g_assert_cmpstr (words, ==, c->words[w]);
        }
    }
}

/* “13:04” holds until midnight. */
static void
test_changes (void)
{
  g_autoptr (LiftConflict) conflict = lift_conflict_new (LIFT_ITEM_STATE);
  g_autoptr (LiftNode) value = lift_node_new (LIFT_KIND_ITEM, "i");
  gint64 changes = G_MAXINT64;
  g_autofree char *words = NULL;
  g_autofree char *when = NULL;

  lift_node_set_enum (value, LIFT_ITEM_STATE, LIFT_ITEM_DONE);
  lift_node_set_instant (value, LIFT_ITEM_AT, lift_instant_parse ("2026-12-03T12:04:00Z"));
  lift_conflict_add (conflict, value, NULL);
  words = lift_words_candidate (conflict, 0, lift_zone_get ("Europe/Berlin", NULL), lift_instant_parse (NOW), &changes);
  g_assert_cmpstr (words, ==, "Done · 13:04");
  when = lift_instant_format (changes);
  g_assert_cmpstr (when, ==, "2026-12-03T23:00:00Z");
}

static void
test_summary (void)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_conflict_free);
  static const LiftField units[] = { LIFT_ITEM_ID, LIFT_ITEM_TEXT };
  g_autofree char *words = NULL, *one = lift_words_n_conflicts (1), *two = lift_words_n_conflicts (2);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    g_ptr_array_add (conflicts, lift_conflict_new (units[i]));
  words = lift_words_in_conflict (conflicts);
  g_assert_cmpstr (words, ==, "In conflict: Deleted or kept, Text");
  g_assert_cmpstr (one, ==, "1 conflict");
  g_assert_cmpstr (two, ==, "2 conflicts");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-conflict/candidates", test_candidates);
  g_test_add_func ("/words-conflict/changes", test_changes);
  g_test_add_func ("/words-conflict/summary", test_summary);
  return g_test_run ();
}
