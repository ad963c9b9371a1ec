/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/gate.h"
#include "core/json.h"

static char *
data_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", name, NULL);
}

static char *
read_data (const char *name)
{
  g_autofree char *path = data_path (name);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static LiftLoaded *
read_text (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  LiftLoaded *loaded = lift_json_read ("r.liftoff.json", bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (loaded);
  return loaded;
}

static LiftLoaded *
read_clean (const char *text)
{
  LiftLoaded *loaded = read_text (text);

  if (loaded->violations->len > 0)
    g_assert_cmpstr (g_ptr_array_index (loaded->violations, 0), ==, NULL);
  g_assert_nonnull (loaded->root);
  return loaded;
}

static char *
write_text (LiftNode *root)
{
  g_autoptr(GBytes) bytes = lift_json_write (root);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

/* Writing */

static LiftNode *
make_item (const char *id,
           const char *position,
           const char *text)
{
  LiftNode *item = lift_node_new (LIFT_KIND_ITEM, id);

  lift_node_set_text (item, LIFT_ITEM_POSITION, position);
  lift_node_set_text (item, LIFT_ITEM_TEXT, text);
  return item;
}

/* The life of the release of make_release (). */
static void
add_life (LiftNode *root)
{
  LiftNode *attempt = lift_node_new (LIFT_KIND_ATTEMPT, "t1");
  LiftNode *deployment = lift_node_new (LIFT_KIND_DEPLOYMENT, "d1");
  LiftNode *waiting = lift_node_new (LIFT_KIND_DEPLOYMENT, "d2");
  LiftNode *kept = lift_node_new (LIFT_KIND_PHASE, "k1");
  LiftNode *tick = make_item ("k2", "a0", "Execute");
  LiftNode *move = lift_node_new (LIFT_KIND_MOVE, "m1");
  LiftNode *handover = lift_node_new (LIFT_KIND_HANDOVER, "h1");
  LiftNode *link = lift_node_new (LIFT_KIND_LINK, "l1");

  lift_node_set_enum (root, LIFT_RELEASE_STATE, LIFT_RELEASE_ON_HOLD);
  lift_node_set_enum (root, LIFT_RELEASE_STATE_BEFORE, LIFT_RELEASE_ACTIVE);
  lift_node_set_text (root, LIFT_RELEASE_STATE_REASON, "Waits for the bank");
  lift_node_set_text (root, LIFT_RELEASE_STATE_BY, "Ada");
  lift_node_set_instant (root, LIFT_RELEASE_STATE_AT, 1796742000);
  lift_node_set_text (root, LIFT_RELEASE_DAY_TIME, "17:00");
  lift_node_set_enum (root, LIFT_RELEASE_RULE, LIFT_RULE_BEFORE);
  lift_node_set_text (root, LIFT_RELEASE_WEEKEND, "Fri Sat");
  lift_node_set_text (root, LIFT_RELEASE_HOLIDAYS, "12-25 Christmas\n2026-11-26 Thanksgiving");
  lift_node_set_text (root, LIFT_RELEASE_WINDOWS, "Tue,Wed 10:00-16:00 Regular");
  lift_node_set_text (root, LIFT_RELEASE_FREEZES, "12-18/01-04 Year end");
  lift_node_set_text (root, LIFT_RELEASE_OVERRIDE, "Agreed with operations");
  lift_node_set_text (root, LIFT_RELEASE_OVERRIDE_LOCAL, "2026-12-09T10:00");
  lift_node_set_text (root, LIFT_RELEASE_OVERRIDE_BY, "Ada");
  lift_node_set_instant (root, LIFT_RELEASE_OVERRIDE_AT, 1795251600);

  lift_node_set_text (deployment, LIFT_DEPLOYMENT_POSITION, "a0");
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_TARGET, "Production");
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_BUILD, "4.2.0-rc3");
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_TICKET, "CHG-2041");
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_PLANNED, "2026-12-09T10:00");
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_WINDOW, "PT2H");
  lift_node_set_instant (deployment, LIFT_DEPLOYMENT_STARTED, 1796806920);
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_STARTED_BY, "Ada");
  lift_node_set_enum (deployment, LIFT_DEPLOYMENT_OUTCOME, LIFT_OUTCOME_ROLLED_BACK);
  lift_node_set_instant (deployment, LIFT_DEPLOYMENT_ENDED, 1796812200);
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_ENDED_BY, "Ada");
  lift_node_set_text (deployment, LIFT_DEPLOYMENT_REASON, "Error rate");
  lift_node_set_text (waiting, LIFT_DEPLOYMENT_POSITION, "a1");
  lift_node_set_text (waiting, LIFT_DEPLOYMENT_TARGET, "Region 2");
  lift_node_set_enum (tick, LIFT_ITEM_STATE, LIFT_ITEM_DONE);
  lift_node_set_text (tick, LIFT_ITEM_BY, "Ada");
  lift_node_set_instant (tick, LIFT_ITEM_AT, 1796808600);
  lift_node_set_text (kept, LIFT_PHASE_POSITION, "a1");
  lift_node_set_text (kept, LIFT_PHASE_TITLE, "Release Day");
  lift_node_set_text (kept, LIFT_PHASE_OFFSET, "PT0S");
  lift_node_take_child (kept, LIFT_PHASE_ITEMS, tick);
  lift_node_set_text (attempt, LIFT_ATTEMPT_POSITION, "a0");
  lift_node_take_child (attempt, LIFT_ATTEMPT_PHASES, kept);
  lift_node_take_child (attempt, LIFT_ATTEMPT_DEPLOYMENTS, waiting);
  lift_node_take_child (attempt, LIFT_ATTEMPT_DEPLOYMENTS, deployment);
  lift_node_take_child (root, LIFT_RELEASE_ATTEMPTS, attempt);

  lift_node_set_text (move, LIFT_MOVE_POSITION, "a0");
  lift_node_set_text (move, LIFT_MOVE_FROM_LOCAL, "2026-12-02T10:00");
  lift_node_set_text (move, LIFT_MOVE_FROM_ZONE, "Europe/Berlin");
  lift_node_set_text (move, LIFT_MOVE_TO_LOCAL, "2026-12-09T10:00");
  lift_node_set_text (move, LIFT_MOVE_TO_ZONE, "Europe/Berlin");
  lift_node_set_text (move, LIFT_MOVE_REASON, "The partner is late");
  lift_node_set_text (move, LIFT_MOVE_BY, "Ada");
  lift_node_set_instant (move, LIFT_MOVE_AT, 1795251600);
  lift_node_take_child (root, LIFT_RELEASE_MOVES, move);

  lift_node_set_text (handover, LIFT_HANDOVER_POSITION, "a0");
  lift_node_set_text (handover, LIFT_HANDOVER_TO, "Jonas Weber");
  lift_node_set_text (handover, LIFT_HANDOVER_FROM, "Ada");
  lift_node_set_instant (handover, LIFT_HANDOVER_AT, 1796144400);
  lift_node_set_text (handover, LIFT_HANDOVER_NOTE, "All quiet.\nWatch 2.1.");
  lift_node_take_child (root, LIFT_RELEASE_HANDOVERS, handover);

  lift_node_set_text (link, LIFT_LINK_POSITION, "a0");
  lift_node_set_enum (link, LIFT_LINK_ROLE, LIFT_LINK_HOTFIX);
  lift_node_set_text (link, LIFT_LINK_RELEASE, "r9x");
  lift_node_set_text (link, LIFT_LINK_NAME, "Winter 4.2.1");
  lift_node_take_child (root, LIFT_RELEASE_LINKS, link);
}

/* What tests/data/canonical.liftoff.json says, in another order. */
static LiftNode *
make_release (void)
{
  LiftNode *root = lift_node_new (LIFT_KIND_RELEASE, "r7k2m9");
  LiftNode *planning = lift_node_new (LIFT_KIND_PHASE, "p1");
  LiftNode *day = lift_node_new (LIFT_KIND_PHASE, "p2");
  LiftNode *incident = lift_node_new (LIFT_KIND_INCIDENT, "n1");
  LiftNode *done = make_item ("i11", "a0", "Prüfe <b>alles</b> & mehr");
  LiftNode *skipped = make_item ("i13", "a2", "Load test");
  LiftNode *open = make_item ("i12", "a1", "Open one");

  lift_node_set_text (done, LIFT_ITEM_OFFSET, "-PT30M");
  lift_node_set_text (open, LIFT_ITEM_CLOCK, "09:15");
  lift_node_set_enum (done, LIFT_ITEM_STATE, LIFT_ITEM_DONE);
  lift_node_set_text (done, LIFT_ITEM_EVIDENCE_TITLE, "Run 7");
  lift_node_set_text (done, LIFT_ITEM_EVIDENCE, "https://ci.example/run/7?a=1&b=2");
  lift_node_set_text (done, LIFT_ITEM_NOTE, "First line\n\tsecond line");
  lift_node_set_text (done, LIFT_ITEM_OWNER, "QA");
  lift_node_set_text (done, LIFT_ITEM_BY, "Jonas Weber");
  lift_node_set_instant (done, LIFT_ITEM_AT, 1795507205);
  lift_node_set_text (done, LIFT_ITEM_REASON, "");
  lift_node_set_enum (skipped, LIFT_ITEM_STATE, LIFT_ITEM_SKIPPED);
  lift_node_set_text (skipped, LIFT_ITEM_REASON, "No hardware");
  lift_node_set_text (skipped, LIFT_ITEM_ACCEPTED, "Dana");
  lift_node_set_text (skipped, LIFT_ITEM_BY, "Ada");
  lift_node_set_instant (skipped, LIFT_ITEM_AT, 1795651199);

  lift_node_set_text (planning, LIFT_PHASE_POSITION, "a0");
  lift_node_set_text (planning, LIFT_PHASE_TITLE, "Planning");
  lift_node_set_text (planning, LIFT_PHASE_OFFSET, "-P2W");
  lift_node_take_child (planning, LIFT_PHASE_ITEMS, skipped);
  lift_node_take_child (planning, LIFT_PHASE_ITEMS, done);
  lift_node_take_child (planning, LIFT_PHASE_ITEMS, open);
  lift_node_set_enum (planning, LIFT_PHASE_COUNTED, LIFT_DAYS_WORKING);
  lift_node_set_enum (planning, LIFT_PHASE_RULE, LIFT_OWN_RULE_KEEP);

  lift_node_set_text (day, LIFT_PHASE_POSITION, "a1");
  lift_node_set_text (day, LIFT_PHASE_TITLE, "Release Day");
  lift_node_set_text (day, LIFT_PHASE_OFFSET, "PT0S");
  lift_node_set_text (day, LIFT_PHASE_PINNED_ZONE, "America/New_York");
  lift_node_set_text (day, LIFT_PHASE_PINNED_LOCAL, "2026-12-09T22:30");

  lift_node_set_text (incident, LIFT_INCIDENT_POSITION, "a0");
  lift_node_set_text (incident, LIFT_INCIDENT_TITLE, "Checkout is down");
  lift_node_set_enum (incident, LIFT_INCIDENT_SEVERITY, LIFT_SEVERITY_SEV2);
  lift_node_set_enum (incident, LIFT_INCIDENT_STATE, LIFT_INCIDENT_RESOLVED);
  lift_node_set_instant (incident, LIFT_INCIDENT_STARTED, 1796808000);
  lift_node_set_instant (incident, LIFT_INCIDENT_RESOLVED_AT, 1796814000);
  lift_node_set_text (incident, LIFT_INCIDENT_DECLARED_BY, "Ada");

  lift_node_add_history (root, "2026-11-20T10:00:00Z | aaaaaa | Ada | create | | ");
  lift_node_add_history (root, "2026-11-24T08:00:05Z | bbbbbb | Jonas Weber | tick | 1.1 | Prüfe");
  lift_node_take_child (root, LIFT_RELEASE_INCIDENTS, incident);
  lift_node_take_child (root, LIFT_RELEASE_RESPONSE, make_item ("s1", "a0", "Assess severity"));
  lift_node_set_text (root, LIFT_RELEASE_RESPONSE_TITLE, "Incident Response");
  lift_node_take_child (root, LIFT_RELEASE_PHASES, day);
  lift_node_take_child (root, LIFT_RELEASE_PHASES, planning);
  lift_node_set_text (root, LIFT_RELEASE_WINDOW, "PT90M");
  lift_node_set_text (root, LIFT_RELEASE_ZONE, "Europe/Berlin");
  lift_node_set_text (root, LIFT_RELEASE_LOCAL, "2026-12-09T10:00");
  add_life (root);
  lift_node_set_enum (root, LIFT_RELEASE_TYPE, LIFT_RELEASE_MAJOR);
  lift_node_set_text (root, LIFT_RELEASE_VERSION, "4.2.0");
  lift_node_set_text (root, LIFT_RELEASE_NAME, "Winter “2026” \"quoted\" \\ 𝄞");
  return root;
}

static void
test_canonical (void)
{
  g_autoptr(LiftNode) root = make_release ();
  g_autofree char *golden = read_data ("canonical.liftoff.json");
  g_autofree char *written = write_text (root);
  g_autoptr(LiftLoaded) loaded = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpstr (written, ==, golden);
  loaded = read_clean (golden);
  g_assert_cmpint (loaded->format, ==, 1);
  g_assert_null (lift_loaded_dup_read_only (loaded));
  again = write_text (loaded->root);
  g_assert_cmpstr (again, ==, golden);
}

static void
test_values (void)
{
  g_autofree char *golden = read_data ("canonical.liftoff.json");
  g_autoptr(LiftLoaded) loaded = read_clean (golden);
  LiftNode *phase = lift_nodes_get (lift_node_get_list (loaded->root, LIFT_RELEASE_PHASES), 0);
  LiftNode *item = lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), 0);
  LiftHistory *history = lift_node_get_history (loaded->root);

  g_assert_cmpstr (lift_node_get_id (loaded->root), ==, "r7k2m9");
  g_assert_cmpstr (lift_node_get_text (loaded->root, LIFT_RELEASE_NAME), ==, "Winter “2026” \"quoted\" \\ 𝄞");
  g_assert_cmpstr (lift_node_get_text (loaded->root, LIFT_RELEASE_ZONE), ==, "Europe/Berlin");
  g_assert_null (lift_node_get_text (loaded->root, LIFT_RELEASE_MANAGER));
  g_assert_cmpint (lift_node_get_enum (loaded->root, LIFT_RELEASE_TYPE), ==, LIFT_RELEASE_MAJOR);
  g_assert_cmpstr (lift_node_get_text (item, LIFT_ITEM_NOTE), ==, "First line\n\tsecond line");
  g_assert_cmpint (lift_node_get_instant (item, LIFT_ITEM_AT), ==, 1795507205);
  g_assert_cmpint (lift_node_get_enum (item, LIFT_ITEM_STATE), ==, LIFT_ITEM_DONE);
  g_assert_cmpuint (lift_nodes_tally (lift_node_get_list (phase, LIFT_PHASE_ITEMS), LIFT_ITEM_SKIPPED), ==, 1);
  g_assert_cmpuint (lift_history_get_n (history), ==, 2);
  g_assert_true (g_str_has_prefix (lift_history_get_line (history), "2026-11-24T08:00:05Z | bbbbbb"));
  g_assert_null (lift_node_get_unknown (loaded->root));
}

static void
test_strings (void)
{
  static const struct { const char *text, *json; } table[] = {
    { "", "\"\"" }, { "ä “x” 𝄞", "\"ä “x” 𝄞\"" }, { "\"\\/", "\"\\\"\\\\/\"" }, { "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
    { "a\x01z\x1f", "\"a\\u0001z\\u001f\"" }, { "\x7f", "\"\x7f\"" }, { "<b>&'", "\"<b>&'\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      lift_json_append_string (out, table[i].text);
      g_assert_cmpstr (out->str, ==, table[i].json);
    }
}

/* Unknown members */

static void
test_unknown_kept (void)
{
  g_autofree char *golden = read_data ("unknown.liftoff.json");
  g_autoptr(LiftLoaded) loaded = read_clean (golden);
  g_autofree char *written = write_text (loaded->root);
  LiftNode *phase = lift_nodes_get (lift_node_get_list (loaded->root, LIFT_RELEASE_PHASES), 0);
  LiftNode *item = lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), 0);

  g_assert_cmpstr (written, ==, golden);
  g_assert_cmpstr (lift_node_get_unknown (phase), ==, "\"colour\": [ ],\n\"format\": 9,\npinned\"why\": \"board, \\\"meeting\\\"\"");
  g_assert_cmpstr (lift_node_get_unknown (item), ==, "\"\\u0066oo\": \"\\u00e9\\/\",\n\"estimate\": 0.10,\n\"release/local\": null");
}

/* Unknown members between known ones, and known ones in another order and form, come out in canonical form. */
static void
test_unknown_moved (void)
{
  g_autoptr(LiftLoaded) loaded = read_clean (
    "{\"z\" :{ \"k\":[1,\n2]} ,\"incidents\":[],\"name\":\"N\\u00e4\",\"release\":{\"q\"\n:\n7,\"zone\":\"UTC\",\"r\":\"]\"},\"response\":{},"
    "\"id\":\"r\",\"version\":\"\",\"y\":\"\\\\\",\"format\":1,\"phases\":[],\"a\":[\"x\\\"\",\n\"}\"]}");
  g_autofree char *written = write_text (loaded->root);
  g_autoptr(LiftLoaded) again = read_clean (written);
  g_autofree char *rewritten = write_text (again->root);

  g_assert_cmpstr (written, ==,
                   "{\n  \"format\": 1,\n  \"id\": \"r\",\n  \"name\": \"Nä\",\n  \"type\": \"minor\",\n  \"state\": \"planned\",\n"
                   "  \"release\": {\n    \"zone\": \"UTC\",\n    \"q\": 7,\n    \"r\": \"]\"\n  },\n  \"calendar\": {\n    \"rule\": \"keep\"\n  },\n  \"phases\": [],\n"
                   "  \"attempts\": [],\n  \"moves\": [],\n  \"handovers\": [],\n  \"links\": [],\n"
                   "  \"response\": {\n    \"items\": []\n  },\n  \"incidents\": [],\n  \"history\": [],\n"
                   "  \"a\": [\"x\\\"\",\n\"}\"],\n  \"y\": \"\\\\\",\n  \"z\": { \"k\":[1,\n2]}\n}\n");
  g_assert_cmpstr (rewritten, ==, written);
}

/* Two ways to write a name are one name, or the result could not be read again. */
static void
test_unknown_merge (void)
{
  g_autofree char *same = lift_unknown_merge (NULL, "\"a\": 1,\nrelease\"a\": 3", "\"\\u0061\": 1");
  g_autofree char *removed = lift_unknown_merge ("\"a\": 1", "\"\\u0061\": 1", NULL);

  g_assert_cmpstr (same, ==, "\"a\": 1,\nrelease\"a\": 3");
  g_assert_cmpstr (removed, ==, "\"\\u0061\": 1");
}

/* What stands in a place where nothing can be read does not shift the bytes of what comes after it. */
static void
test_unknown_after_broken (void)
{
  g_autoptr(LiftLoaded) loaded = read_text (
    "{\"format\":1,\"id\":\"r\",\"name\":\"N\",\"version\":{\"a\":[{\"b\":1}]},\"phases\":[[{\"x\":[{\"y\":1}],\"z\":2}],"
    "{\"id\":\"p\",\"position\":\"a0\",\"title\":\"P\",\"kept\":\"right\"}],\"also\":\"right\"}");
  LiftNode *phase = lift_nodes_get (lift_node_get_list (loaded->root, LIFT_RELEASE_PHASES), 0);

  g_assert_cmpuint (loaded->violations->len, ==, 2);
  g_assert_cmpstr (lift_node_get_unknown (phase), ==, "\"kept\": \"right\"");
  g_assert_cmpstr (lift_node_get_unknown (loaded->root), ==, "\"also\": \"right\"");
}

/* Whatever the gate accepts passes through with its bytes, whatever the parser behind it makes of it. */
static void
test_unknown_values (void)
{
  static const char *const values[] = {
    "-0", "0.1", "-0.0", "1E+2", "0e99999", "-0E-0", "1e-400", "5e-324", "1.7976931348623157e308", "18446744073709551616",
    "-9223372036854775809", "100.00", "true", "false", "null", "[ ]", "{ }", "[1 ,2]", "{\"a\" : {\"b\":[{}]}}", "\"\"", "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
    "\"\\ud834\\udd1e\\uD834\\uDD1E\"", "\"\\u0001\x7f\\uffff\"", "\"ä—𝄞\xe2\x80\xa8\"", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "{\"\":{\"\":{\"\":0}}}",
    "[{\"a\":1},{\"a\":[{\"a\":2}]}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"format\":1,\"x\":%s,\"id\":\"r\",\"y\":%s,\"name\":\"N\"}", values[i], values[i]);
      g_autofree char *expected = g_strdup_printf ("\"x\": %s,\n\"y\": %s", values[i], values[i]);
      g_autofree char *ending = g_strdup_printf ("\"history\": [],\n  \"x\": %s,\n  \"y\": %s\n}\n", values[i], values[i]);
      g_autoptr(LiftLoaded) loaded = read_clean (text);
      g_autofree char *written = write_text (loaded->root);

      g_assert_cmpstr (lift_node_get_unknown (loaded->root), ==, expected);
      g_assert_true (g_str_has_suffix (written, ending));
    }
}

/* Violations */

#define RELEASE(members) "{\"format\":1,\"id\":\"r\",\"name\":\"N\"" members "}"
#define PHASE(members) RELEASE (",\"phases\":[{\"id\":\"p\",\"position\":\"a0\",\"title\":\"P\"" members "}]")
#define ITEMS(items) PHASE (",\"items\":[" items "]")
#define ITEM(members) ITEMS ("{\"id\":\"i\",\"position\":\"a0\",\"text\":\"T\"" members "},{\"id\":\"good\",\"position\":\"a1\",\"text\":\"G\"}")
#define INCIDENT(members) RELEASE (",\"incidents\":[{\"id\":\"n\",\"position\":\"a0\",\"title\":\"T\"" members "}]")
#define GOOD "{\"id\":\"good\",\"position\":\"a1\",\"text\":\"G\"}"

/* Each breaks one rule once. @good: the item “good” is there all the same. */
static const struct
{
  const char *text;
  const char *pointer;
  const char *says;
  gboolean    good;
} broken[] = {
  { "{\"id\":\"r\",\"name\":\"N\"}", "/format", "missing" },
  { "{\"format\":\"1\",\"id\":\"r\",\"name\":\"N\"}", "/format", "number 1" },
  { "{\"format\":1.0,\"id\":\"r\",\"name\":\"N\"}", "/format", "number 1" },
  { "{\"format\":0,\"id\":\"r\",\"name\":\"N\"}", "/format", "number 1" },
  { "{\"format\":-1,\"id\":\"r\",\"name\":\"N\"}", "/format", "number 1" },
  { "{\"format\":null,\"id\":\"r\",\"name\":\"N\"}", "/format", "number 1" },
  { "{\"format\":1,\"name\":\"N\"}", "/id", "missing" },
  { "{\"format\":1,\"id\":\"r\"}", "/name", "missing" },
  { "{\"format\":1,\"id\":\"r\",\"name\":\"\"}", "/name", "empty" },
  { "{\"format\":1,\"id\":\"r\",\"name\":7}", "/name", "text in double quotes, and is a number" },
  { "{\"format\":1,\"id\":\"a b\",\"name\":\"N\"}", "/id", "“a b”" },
  { "{\"format\":1,\"id\":\"\",\"name\":\"N\"}", "/id", "“” is not an id" },
  { RELEASE (",\"version\":null"), "/version", "is null: leave the member out" },
  { RELEASE (",\"version\":true"), "/version", "is true" },
  { RELEASE (",\"version\":[]"), "/version", "is a list" },
  { RELEASE (",\"manager\":{}"), "/manager", "is an object" },
  { RELEASE (",\"project\":\"a\\nb\""), "/project", "one line" },
  { RELEASE (",\"project\":\"a\\u001bb\""), "/project", "control" },
  { RELEASE (",\"type\":\"Minor\""), "/type", "“Minor” is not one of: minor, patch, major, hotfix" },
  { RELEASE (",\"state\":1"), "/state", "is a number" },
  { RELEASE (",\"release\":\"2026-12-09T10:00\""), "/release", "object" },
  { RELEASE (",\"release\":{\"local\":\"2026-02-30T10:00\",\"zone\":\"UTC\"}"), "/release/local", "2026-02-30T10:00" },
  { RELEASE (",\"release\":{\"local\":\"2026-12-09T10:00Z\",\"zone\":\"UTC\"}"), "/release/local", "2026-12-09T10:00Z" },
  { RELEASE (",\"release\":{\"local\":\"\"}"), "/release/local", "“”" },
  { RELEASE (",\"release\":{\"local\":\"2026-12-09T10:00\",\"zone\":\"Europe/Atlantis\"}"), "/release/zone", "Europe/Atlantis" },
  { RELEASE (",\"release\":{\"zone\":\"/etc/passwd\"}"), "/release/zone", "/etc/passwd" },
  { RELEASE (",\"release\":{\"zone\":\"CET\\u001b[31m\"}"), "/release/zone", "CET\\u001b[31m" },
  { RELEASE (",\"window\":\"2 hours\""), "/window", "“2 hours”" },
  { RELEASE (",\"phases\":{}"), "/phases", "list […], and is an object" },
  { RELEASE (",\"phases\":[1]"), "/phases/0", "object {…}, and is a number" },
  { RELEASE (",\"response\":[]"), "/response", "is a list" },
  { RELEASE (",\"response\":{\"items\":[{\"id\":\"x\",\"position\":\"a0\"}]}"), "/response/items/0/text", "missing" },
  { RELEASE (",\"history\":\"x\""), "/history", "list" },
  { RELEASE (",\"history\":[\"a\",7,\"b\"]"), "/history/1", "text" },
  { RELEASE (",\"history\":[\"a\\nb\"]"), "/history/0", "one line" },
  { PHASE (",\"offset\":\"P-2W\""), "/phases/0/offset", "“P-2W”" },
  { PHASE (",\"offset\":-14"), "/phases/0/offset", "is a number" },
  { PHASE (",\"pinned\":{\"local\":\"tomorrow\",\"zone\":\"UTC\"}"), "/phases/0/pinned/local", "tomorrow" },
  { RELEASE (",\"phases\":[{\"id\":\"p\",\"position\":\"a0\",\"items\":[" GOOD "]}]"), "/phases/0/title", "missing", TRUE },
  { RELEASE (",\"phases\":[{\"id\":\"p\",\"title\":\"P\",\"items\":[" GOOD "]}]"), "/phases/0/position", "missing", TRUE },
  { RELEASE (",\"phases\":[{\"id\":\"r\",\"position\":\"a0\",\"title\":\"P\",\"items\":[" GOOD "]}]"), "/phases/0/id", "“r” is already the id", TRUE },
  { RELEASE (",\"phases\":[[{\"x\":[{\"y\":1}],\"z\":2}],{\"id\":\"p\",\"position\":\"a0\",\"title\":\"P\",\"items\":[" GOOD "]}]"),
    "/phases/0", "is a list", TRUE },
  { ITEM (",\"state\":\"maybe\""), "/phases/0/items/0/state", "“maybe” is not one of: open, done, blocked, failed, skipped, not-applicable", TRUE },
  { ITEM (",\"state\":{\"x\":{\"y\":[{}]}}"), "/phases/0/items/0/state", "is an object", TRUE },
  { ITEM (",\"at\":\"2026-12-02 09:12:00Z\""), "/phases/0/items/0/at", "2026-12-02 09:12:00Z", TRUE },
  { ITEM (",\"at\":\"2026-12-02T09:12:00+01:00\""), "/phases/0/items/0/at", "instant in UTC", TRUE },
  { ITEM (",\"at\":\"2026-12-02T09:12Z\""), "/phases/0/items/0/at", "instant in UTC", TRUE },
  { ITEM (",\"at\":\"2026-12-02T09:12:00.5Z\""), "/phases/0/items/0/at", "instant in UTC", TRUE },
  { ITEM (",\"at\":\"2026-02-29T09:12:00Z\""), "/phases/0/items/0/at", "instant in UTC", TRUE },
  { ITEM (",\"at\":\"2026-12-02T24:00:00Z\""), "/phases/0/items/0/at", "instant in UTC", TRUE },
  { ITEM (",\"at\":\"\""), "/phases/0/items/0/at", "instant in UTC", TRUE },
  { ITEM (",\"at\":1796202720"), "/phases/0/items/0/at", "is a number", TRUE },
  { ITEM (",\"evidence\":\"javascript:alert(1)\""), "/phases/0/items/0/evidence", "http", TRUE },
  { ITEM (",\"evidence\":\"file:///etc/passwd\""), "/phases/0/items/0/evidence", "http", TRUE },
  { ITEM (",\"owner\":\"a\\u2028b\""), "/phases/0/items/0/owner", "one line", TRUE },
  { ITEM (",\"note\":\"a\\u0007b\""), "/phases/0/items/0/note", "control", TRUE },
  { ITEMS ("{\"id\":\"i\",\"position\":\"a0\"}," GOOD), "/phases/0/items/0/text", "missing", TRUE },
  { ITEMS ("{\"position\":\"a0\",\"text\":\"T\"}," GOOD), "/phases/0/items/0/id", "missing", TRUE },
  { ITEMS ("{\"id\":5,\"position\":\"a0\",\"text\":\"T\"}," GOOD), "/phases/0/items/0/id", "is a number", TRUE },
  { ITEMS ("{\"id\":\"i\",\"text\":\"T\"}," GOOD), "/phases/0/items/0/position", "missing", TRUE },
  { ITEMS ("{\"id\":\"i\",\"position\":\"!\",\"text\":\"T\"}," GOOD), "/phases/0/items/0/position", "“!”", TRUE },
  { ITEMS (GOOD ",null"), "/phases/0/items/1", "is null", TRUE },
  { ITEMS ("{\"id\":\"p\",\"position\":\"a0\",\"text\":\"T\"}," GOOD), "/phases/0/items/0/id", "already", TRUE },
  { ITEMS (GOOD "," GOOD), "/phases/0/items/1/id", "“good” is already the id of something else", TRUE },
  { INCIDENT (",\"severity\":\"sev1\""), "/incidents/0/severity", "SEV1, SEV2" },
  { INCIDENT (",\"state\":\"open\""), "/incidents/0/state", "triage" },
  { INCIDENT (",\"started\":\"now\""), "/incidents/0/started", "instant in UTC" },
  { INCIDENT (",\"items\":[{\"id\":\"r\",\"position\":\"a0\",\"text\":\"T\"}]"), "/incidents/0/items/0/id", "already" },
};

static LiftNode *
find_good (LiftNode *root)
{
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNodes *items = lift_node_get_list (lift_nodes_get (phases, i), LIFT_PHASE_ITEMS);

      for (guint j = 0; j < lift_nodes_get_n (items); j++)
        if (strcmp (lift_node_get_id (lift_nodes_get (items, j)), "good") == 0)
          return lift_nodes_get (items, j);
    }
  return NULL;
}

static void
test_violations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(LiftLoaded) loaded = read_text (broken[i].text);
      g_autofree char *prefix = g_strconcat (broken[i].pointer, ": ", NULL);
      g_autofree char *read_only = lift_loaded_dup_read_only (loaded);
      const char *violation;

      g_test_message ("%s", broken[i].pointer);
      g_assert_cmpuint (loaded->violations->len, ==, 1);
      violation = g_ptr_array_index (loaded->violations, 0);
      g_test_message ("%s", violation);
      if (!g_str_has_prefix (violation, prefix))
        g_assert_cmpstr (violation, ==, prefix);
      if (strstr (violation, broken[i].says) == NULL)
        g_assert_cmpstr (violation, ==, broken[i].says);
      g_assert_null (strpbrk (violation, "\n\x1b"));
      g_assert_nonnull (loaded->root);
      g_assert_true (g_str_has_suffix (read_only, violation));
      if (broken[i].good)
        {
          LiftNode *good = find_good (loaded->root);

          g_assert_nonnull (good);
          g_assert_cmpstr (lift_node_get_text (good, LIFT_ITEM_TEXT), ==, "G");
        }
    }
}

static void
test_several_violations (void)
{
  g_autoptr(LiftLoaded) two = read_text (RELEASE (",\"type\":\"x\",\"state\":\"y\""));
  g_autoptr(LiftLoaded) three = read_text (RELEASE (",\"type\":\"x\",\"state\":\"y\",\"window\":\"z\""));
  g_autofree char *says_two = lift_loaded_dup_read_only (two);
  g_autofree char *says_three = lift_loaded_dup_read_only (three);

  g_assert_cmpuint (two->violations->len, ==, 2);
  g_assert_nonnull (strstr (says_two, "/type: “x”"));
  g_assert_true (g_str_has_suffix (says_two, "(and 1 more violation)"));
  g_assert_true (g_str_has_suffix (says_three, "(and 2 more violations)"));
}

static LiftLoaded *
read_zones (guint       format,
            const char *zone,
            gint64     *took)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gint64 start = g_get_monotonic_time ();
  LiftLoaded *loaded;

  g_string_append_printf (text, "{\"format\":%u,\"id\":\"r\",\"name\":\"N\",\"phases\":[", format);
  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (text, "%s{\"pinned\":{\"zone\":\"%s\"}}", i > 0 ? "," : "", zone);
  g_string_append (text, "]}");
  loaded = read_text (text->str);
  *took = g_get_monotonic_time () - start;
  return loaded;
}

/* Every violation is listed. The words for one, which are dear for a zone, are looked up for the first hundred only, and for none in a newer format. */
static void
test_many_violations (void)
{
  gint64 good_took, bad_took, newer_took;
  g_autoptr(LiftLoaded) good = read_zones (1, "Europe/Berlin", &good_took);
  g_autoptr(LiftLoaded) bad = read_zones (1, "Europe/Berlim", &bad_took);
  g_autoptr(LiftLoaded) newer = read_zones (2, "Europe/Berlim", &newer_took);
  g_autofree char *read_only = lift_loaded_dup_read_only (bad);

  /* id, position and title of each are missing */
  g_assert_cmpuint (good->violations->len, ==, 12000);
  g_assert_cmpuint (bad->violations->len, ==, 16000);
  g_assert_nonnull (strstr (g_ptr_array_index (bad->violations, 0), "/phases/0/pinned/zone: There is no time zone “Europe/Berlim”: did you mean"));
  g_assert_cmpstr (g_ptr_array_index (bad->violations, 15996), ==, "/phases/3999/pinned/zone: “Europe/Berlim” is not allowed here");
  g_assert_cmpstr (g_ptr_array_index (bad->violations, 15999), ==, "/phases/3999/title: is missing, and is needed");
  g_assert_true (g_str_has_suffix (read_only, "(and 15999 more violations)"));
  g_assert_cmpuint (newer->violations->len, ==, 0);
  g_test_message ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " µs", good_took, bad_took, newer_took);
  g_assert_cmpint (bad_took, <, 10 * good_took + G_USEC_PER_SEC / 2);
  g_assert_cmpint (newer_took, <, 10 * good_took + G_USEC_PER_SEC / 2);
}

static void
test_not_a_release (void)
{
  static const char *const texts[] = { "[]", "7", "\"format\"", "null", "{}", "{\"id\":\"r\",\"phases\":[]}", "[{\"format\":1}]", "{\"x\":{\"format\":1,\"name\":\"N\"}}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(LiftLoaded) loaded = read_text (texts[i]);
      g_autofree char *read_only = lift_loaded_dup_read_only (loaded);

      g_assert_null (loaded->root);
      g_assert_cmpuint (loaded->violations->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (loaded->violations, 0), "not a release"));
      g_assert_nonnull (strstr (read_only, "not a release"));
    }
}

static void
test_newer (void)
{
  static const struct { const char *number; gint64 format; } numbers[] = {
    { "2", 2 }, { "1000", 1000 }, { "99999999999999999999", G_MAXINT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"name\":\"N\",\"state\":\"frozen\",\"window\":7,\"phases\":[{\"id\":\"p\",\"position\":\"a0\",\"title\":\"P\",\"items\":[" GOOD ",7,{\"id\":\"i\"}]}],"
        "\"gates\":[1],\"id\":\"r\",\"format\":%s}", numbers[i].number);
      g_autoptr(LiftLoaded) loaded = read_text (text);
      g_autofree char *read_only = lift_loaded_dup_read_only (loaded);

      g_assert_cmpint (loaded->format, ==, numbers[i].format);
      g_assert_cmpuint (loaded->violations->len, ==, 0);
      g_assert_cmpstr (lift_node_get_text (loaded->root, LIFT_RELEASE_NAME), ==, "N");
      g_assert_nonnull (find_good (loaded->root));
      g_assert_nonnull (strstr (read_only, "newer Liftoff"));
    }
}

/* Nodes without a good id or position keep ids of their own and stay near their place. */
static void
test_broken_nodes (void)
{
  g_autoptr(LiftLoaded) loaded = read_text (ITEMS ("{\"id\":\"i\",\"position\":\"a5\",\"text\":\"A\"},{\"text\":\"B\"},{\"id\":\"i\",\"position\":\"a6\",\"text\":\"C\"}," GOOD));
  LiftNode *phase = lift_nodes_get (lift_node_get_list (loaded->root, LIFT_RELEASE_PHASES), 0);
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (loaded->violations->len, ==, 3);
  g_assert_cmpuint (lift_nodes_get_n (items), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_true (g_hash_table_add (ids, (gpointer) lift_node_get_id (lift_nodes_get (items, i))));
  g_assert_cmpstr (lift_node_get_text (lift_nodes_get (items, 0), LIFT_ITEM_TEXT), ==, "G");
  g_assert_cmpstr (lift_node_get_text (lift_nodes_get (items, 3), LIFT_ITEM_TEXT), ==, "C");
}

/* What has no position stands in the order of the file, also behind the tenth. */
static void
test_broken_order (void)
{
  g_autoptr(GString) items = g_string_new ("{\"text\":\"0\"}");
  g_autofree char *text = NULL;
  g_autoptr(LiftLoaded) loaded = NULL;
  LiftNodes *nodes;

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (items, ",{\"text\":\"%u\"}", i);
  text = g_strdup_printf ("{\"format\":1,\"id\":\"r\",\"name\":\"N\",\"phases\":[{\"id\":\"p\",\"position\":\"a0\",\"title\":\"P\",\"items\":[%s]}]}", items->str);
  loaded = read_text (text);
  nodes = lift_node_get_list (lift_nodes_get (lift_node_get_list (loaded->root, LIFT_RELEASE_PHASES), 0), LIFT_PHASE_ITEMS);
  g_assert_cmpuint (lift_nodes_get_n (nodes), ==, 30);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *expected = g_strdup_printf ("%u", i);

      g_assert_cmpstr (lift_node_get_text (lift_nodes_get (nodes, i), LIFT_ITEM_TEXT), ==, expected);
    }
}

/* Bytes */

static void
test_truncated (void)
{
  static const char *const names[] = { "canonical.liftoff.json", "unknown.liftoff.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = read_data (names[i]);

      /* The last byte is a line feed, which is not needed. */
      for (gsize length = 0; length < strlen (text) - 1; length++)
        {
          g_autoptr(GBytes) bytes = g_bytes_new (text, length);
          g_autoptr(GError) error = NULL;
          LiftLoaded *loaded = lift_json_read ("r.liftoff.json", bytes, &error);

          g_assert_null (loaded);
          g_assert_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
          g_assert_true (g_str_has_prefix (error->message, "r.liftoff.json: line "));
        }
    }
}

/* One byte changed: an error or a document, and a document can be written and read again. */
static void
test_damaged (void)
{
  g_autofree char *text = read_data ("unknown.liftoff.json");
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    for (const char *c = "\"{,x"; *c != '\0'; c++)
      {
        g_autofree char *damaged = g_strdup (text);
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(LiftLoaded) loaded = NULL;

        damaged[i] = *c;
        bytes = g_bytes_new (damaged, length);
        loaded = lift_json_read ("r.liftoff.json", bytes, NULL);
        if (loaded != NULL && loaded->violations->len == 0 && loaded->format == LIFT_FORMAT)
          {
            g_autofree char *written = write_text (loaded->root);
            g_autoptr(LiftLoaded) again = read_clean (written);
            g_autofree char *rewritten = write_text (again->root);

            g_assert_cmpstr (rewritten, ==, written);
          }
      }
}

static void
test_refused (void)
{
  static const struct { const char *bytes; gsize length; const char *says; } table[] = {
    { "", 0, "empty" }, { "# Release checklist\n", 20, "line 1, column 1" }, { "{\"format\":1,\"format\":1}", 23, "twice" },
    { "{\"format\":1,\"name\":\"\xff\"}", 23, "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (table[i].bytes, table[i].length);
      g_autoptr(GError) error = NULL;

      g_assert_null (lift_json_read ("/home/x/r.liftoff.json", bytes, &error));
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      g_assert_true (g_str_has_prefix (error->message, "/home/x/r.liftoff.json: "));
      g_assert_nonnull (strstr (error->message, table[i].says));
    }
}

/* 10,000 items, in and out. The bound is loose, for slow machines and sanitizers: it finds what is quadratic. */
static void
test_large (void)
{
  g_autoptr(GString) text = g_string_new ("{\"format\":1,\"id\":\"r\",\"name\":\"N\",\"phases\":[{\"id\":\"p\",\"position\":\"a0\",\"title\":\"P\",\"items\":[");
  g_autoptr(LiftLoaded) loaded = NULL;
  g_autofree char *written = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "%s{\"id\":\"i%u\",\"position\":\"d%04u\",\"text\":\"Item %u\",\"x\":%u}", i > 0 ? "," : "", i, i, i, i);
  g_string_append (text, "]}]}");
  loaded = read_clean (text->str);
  written = write_text (loaded->root);
  g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (lift_nodes_get (lift_node_get_list (loaded->root, LIFT_RELEASE_PHASES), 0), LIFT_PHASE_ITEMS)), ==, 10000);
  g_assert_nonnull (strstr (written, "\"text\": \"Item 9999\",\n          \"state\": \"open\",\n          \"x\": 9999\n        }\n      ]"));
  g_test_message ("%.0f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

/* Schema */

static void
test_schema (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "release.schema.json", NULL);
  g_autofree char *committed = NULL;
  g_autofree char *schema = lift_json_schema ();

  if (g_getenv ("LIFT_WRITE_SCHEMA") != NULL)
    g_assert_true (g_file_set_contents (path, schema, -1, NULL));
  g_assert_true (g_file_get_contents (path, &committed, NULL, NULL));
  if (strcmp (schema, committed) != 0)
    {
      g_test_message ("data/release.schema.json is not what the field table says: run LIFT_WRITE_SCHEMA=1 meson test -C build json, then commit it");
      g_test_fail ();
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/canonical", test_canonical);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/unknown/kept", test_unknown_kept);
  g_test_add_func ("/json/unknown/moved", test_unknown_moved);
  g_test_add_func ("/json/unknown/merge", test_unknown_merge);
  g_test_add_func ("/json/unknown/after-broken", test_unknown_after_broken);
  g_test_add_func ("/json/unknown/values", test_unknown_values);
  g_test_add_func ("/json/violations/one", test_violations);
  g_test_add_func ("/json/violations/several", test_several_violations);
  g_test_add_func ("/json/violations/many", test_many_violations);
  g_test_add_func ("/json/violations/not-a-release", test_not_a_release);
  g_test_add_func ("/json/violations/newer", test_newer);
  g_test_add_func ("/json/violations/nodes", test_broken_nodes);
  g_test_add_func ("/json/violations/order", test_broken_order);
  g_test_add_func ("/json/truncated", test_truncated);
  g_test_add_func ("/json/damaged", test_damaged);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/large", test_large);
  g_test_add_func ("/json/schema", test_schema);
  return g_test_run ();
}
