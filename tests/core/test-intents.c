/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/error.h"
#include "core/history.h"
#include "core/intents.h"
#include "core/life.h"

/* A release "r" in Europe/Berlin: phases "p1" (a b c), "p2" (d e f g), "p3" (); response list (s t); no incident. */

static GRand *entropy;

static LiftAct
act_at (gint64 when)
{
  return (LiftAct) { "Ana Ortiz", when, entropy };
}

static LiftNode *
make_item (const char *id,
           const char *position)
{
  LiftNode *item = lift_node_new (LIFT_KIND_ITEM, id);
  g_autofree char *text = g_strdup_printf ("Text of %s", id);

  lift_node_set_text (item, LIFT_ITEM_POSITION, position);
  lift_node_set_text (item, LIFT_ITEM_TEXT, text);
  return item;
}

static LiftNode *
make_phase (const char *id,
            const char *position,
            const char *offset,
            const char *items)
{
  LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, id);
  g_autofree char *title = g_strdup_printf ("Title of %s", id);

  lift_node_set_text (phase, LIFT_PHASE_POSITION, position);
  lift_node_set_text (phase, LIFT_PHASE_TITLE, title);
  lift_node_set_text (phase, LIFT_PHASE_OFFSET, offset);
  for (guint i = 0; items[i] != '\0'; i++)
    {
      char item_id[2] = { items[i], '\0' };
      char item_position[3] = { 'a', '0' + i, '\0' };

      lift_node_take_child (phase, LIFT_PHASE_ITEMS, make_item (item_id, item_position));
    }
  return phase;
}

static LiftNode *
make_release (void)
{
  LiftNode *release = lift_node_new (LIFT_KIND_RELEASE, "r");

  lift_node_set_text (release, LIFT_RELEASE_NAME, "Payments");
  lift_node_set_text (release, LIFT_RELEASE_VERSION, "2.4");
  lift_node_set_text (release, LIFT_RELEASE_LOCAL, "2026-12-09T10:00");
  lift_node_set_text (release, LIFT_RELEASE_ZONE, "Europe/Berlin");
  lift_node_set_text (release, LIFT_RELEASE_TEMPLATE, "octoacme");
  lift_node_take_child (release, LIFT_RELEASE_PHASES, make_phase ("p1", "a0", "-P2W", "abc"));
  lift_node_take_child (release, LIFT_RELEASE_PHASES, make_phase ("p2", "a1", "PT0S", "defg"));
  lift_node_take_child (release, LIFT_RELEASE_PHASES, make_phase ("p3", "a2", "P1D", ""));
  lift_node_set_text (release, LIFT_RELEASE_RESPONSE_TITLE, "Incident Response");
  lift_node_take_child (release, LIFT_RELEASE_RESPONSE, make_item ("s", "a0"));
  lift_node_take_child (release, LIFT_RELEASE_RESPONSE, make_item ("t", "a1"));
  return release;
}

static void
sketch_items (GString   *out,
              LiftNodes *items)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    g_string_append (out, lift_node_get_id (lift_nodes_get (items, i)));
  g_string_append_c (out, ']');
}

/* "p1[abc] p2[defg] p3[]" */
static char *
sketch (LiftNode *root)
{
  GString *out = g_string_new (NULL);
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", lift_node_get_id (phase));
      sketch_items (out, lift_node_get_list (phase, LIFT_PHASE_ITEMS));
    }
  return g_string_free (out, FALSE);
}

/* Applies @group to @root, checks that its inverse leads back to the same order, and gives the new root. */
static LiftNode *
apply (LiftNode  *root,
       LiftGroup *group)
{
  g_autoptr (LiftGroup) inverse = NULL;
  g_autoptr (LiftNode) back = NULL;
  g_autofree char *before = sketch (root), *after = NULL;
  LiftNode *changed;
  guint left_out;

  changed = lift_group_apply (group, root, NULL, &inverse, &left_out);
  g_assert_cmpuint (left_out, ==, 0);
  back = lift_group_apply (inverse, changed, NULL, NULL, &left_out);
  g_assert_cmpuint (left_out, ==, 0);
  after = sketch (back);
  g_assert_cmpstr (after, ==, before);
  return changed;
}

static LiftNode *
find (LiftNode   *root,
      const char *id)
{
  LiftNode *node = lift_root_find (root, id, NULL);

  g_assert_nonnull (node);
  return node;
}

static void
assert_refused (gconstpointer   result,
                GError        **error,
                const char     *pattern)
{
  g_assert_null (result);
  g_assert_error (*error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
  if (!g_pattern_match_simple (pattern, (*error)->message))
    g_error ("“%s” does not match “%s”", (*error)->message, pattern);
}

static LiftNode *
with_incident (LiftNode  *root,
               char     **id)
{
  LiftAct act = act_at (1000);
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftGroup) group = lift_intent_declare (root, "Checkout fails", LIFT_SEVERITY_SEV2, 900, &act, id, &error);

  g_assert_no_error (error);
  return apply (root, group);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    LiftKind    kind;
    const char *id;      /* what is found, */
    const char *refusal; /* or why not */
  } cases[] = {
    { "2", LIFT_KIND_PHASE, "p2", NULL },
    { "3", LIFT_KIND_PHASE, "p3", NULL },
    { "p1", LIFT_KIND_PHASE, "p1", NULL },
    { "1.1", LIFT_KIND_ITEM, "a", NULL },
    { "2.4", LIFT_KIND_ITEM, "g", NULL },
    { "f", LIFT_KIND_ITEM, "f", NULL },
    { "r2", LIFT_KIND_ITEM, "t", NULL },
    { "2.4", LIFT_N_KINDS, "g", NULL },
    { "r", LIFT_KIND_RELEASE, "r", NULL },
    { "2.5", LIFT_KIND_ITEM, NULL, "There is no “2.5”: phase 2 has 4 items" },
    { "3.1", LIFT_KIND_ITEM, NULL, "There is no “3.1”: phase 3 has 0 items" },
    { "4.1", LIFT_KIND_ITEM, NULL, "There is no “4.1”: the release has 3 phases" },
    { "i2.1", LIFT_KIND_ITEM, NULL, "There is no “i2.1”: the release has 1 incident" },
    { "i1.3", LIFT_KIND_ITEM, NULL, "There is no “i1.3”: incident i1 has 2 steps" },
    { "r3", LIFT_KIND_ITEM, NULL, "There is no “r3”: the incident response list has 2 steps" },
    { "2", LIFT_KIND_ITEM, NULL, "“2” is something else: an item is named *2.3*" },
    { "2.1", LIFT_KIND_PHASE, NULL, "“2.1” is something else: a phase is named *" },
    { "nope", LIFT_KIND_INCIDENT, NULL, "There is no “nope”: an incident is named *i1*" },
    { "", LIFT_KIND_ITEM, NULL, "There is no “”: *" },
    { "0.1", LIFT_KIND_ITEM, NULL, "There is no “0.1”: *" },
    { "2.03", LIFT_KIND_ITEM, NULL, "There is no “2.03”: *" },
    { "2.1 ", LIFT_KIND_ITEM, NULL, "There is no “2.1 ”: *" },
    { "-1.1", LIFT_KIND_ITEM, NULL, "There is no “-1.1”: *" },
    { "99999999999999999999.1", LIFT_KIND_ITEM, NULL, "There is no “99999999999999999999.1”: *" },
  };
  g_autoptr (LiftNode) plain = make_release ();
  g_autofree char *incident = NULL, *number = NULL;
  g_autoptr (LiftNode) root = with_incident (plain, &incident);
  LiftNode *parent = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      LiftNode *node = lift_number_find (root, cases[i].text, cases[i].kind, &error);

      if (cases[i].id == NULL)
        {
          assert_refused (node, &error, cases[i].refusal);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (lift_node_get_id (node), ==, cases[i].id);
      if (g_ascii_isdigit (cases[i].text[0]))
        {
          g_autofree char *back = lift_number_of (root, cases[i].id);

          g_assert_cmpstr (back, ==, cases[i].text);
        }
    }

  number = lift_number_of (root, incident);
  g_assert_cmpstr (number, ==, "i1");
  g_assert_null (lift_number_of (root, "r"));
  g_assert_null (lift_number_of (root, "nope"));

  g_assert_true (lift_root_find (root, "e", &parent) == find (root, "e"));
  g_assert_cmpstr (lift_node_get_id (parent), ==, "p2");
  g_assert_nonnull (lift_root_find (root, "s", &parent));
  g_assert_true (parent == root);
  g_assert_true (lift_root_find (root, "r", &parent) == root);
  g_assert_null (parent);
  g_assert_null (lift_root_find (root, "nope", &parent));
}

static void
test_subjects (void)
{
  static const struct
  {
    const char *ids;
    const char *subject;
    const char *detail;
  } cases[] = {
    { "b", "1.2", "Text of b" },
    { "a c", "1.1, 1.3", NULL },
    { "c a", "1.1, 1.3", NULL },
    { "a b", "1.1, 1.2", NULL },
    { "a b c", "1.1–1.3", NULL },
    { "a b c d", "1.1–1.3, 2.1", NULL },
    { "d f g e", "2.1–2.4", NULL },
    { "a a a", "1.1", "Text of a" },
    { "s", "r1", "Text of s" },
  };
  g_autoptr (LiftNode) root = make_release ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) ids = g_strsplit (cases[i].ids, " ", -1);
      LiftStateChange change = { LIFT_ITEM_DONE, NULL, NULL, "Ana", 60 };
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = lift_intent_set_state (root, (const char *const *) ids, &change, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (lift_group_get_subject (group), ==, cases[i].subject);
      g_assert_cmpstr (lift_group_get_detail (group), ==, cases[i].detail);
      g_assert_cmpint (lift_group_get_verb (group), ==, LIFT_VERB_TICK);
    }
}

#define DONE LIFT_ITEM_DONE, NULL, NULL, "Ana", 60
#define OPEN LIFT_ITEM_OPEN, NULL, NULL, NULL, LIFT_NO_INSTANT
#define SKIPPED LIFT_ITEM_SKIPPED, "Too late", "Jonas", "Ana", 60

static void
test_states (void)
{
  static const struct
  {
    LiftStateChange from, change, to;
    gboolean        changes;
    LiftVerb        verb;
    const char     *detail;
  } cases[] = {
    { { OPEN }, { DONE }, { DONE }, TRUE, LIFT_VERB_TICK, "Text of b" },
    { { DONE }, { LIFT_ITEM_DONE, NULL, NULL, "Ben", 99 }, { DONE }, FALSE, LIFT_VERB_TICK, "Text of b" },
    { { DONE }, { LIFT_ITEM_OPEN, "why", "Jonas", "Ben", 99 }, { OPEN }, TRUE, LIFT_VERB_UNTICK, "Text of b" },
    { { OPEN }, { OPEN }, { OPEN }, FALSE, LIFT_VERB_UNTICK, "Text of b" },
    { { OPEN }, { SKIPPED }, { SKIPPED }, TRUE, LIFT_VERB_SKIP, "Text of b: Too late (Jonas)" },
    { { SKIPPED }, { LIFT_ITEM_SKIPPED, "Too late", "Jonas", "Ben", 99 }, { SKIPPED }, FALSE, LIFT_VERB_SKIP,
      "Text of b: Too late (Jonas)" },
    { { SKIPPED }, { LIFT_ITEM_SKIPPED, "Not needed", NULL, "Ben", 99 }, { LIFT_ITEM_SKIPPED, "Not needed", NULL, "Ben", 99 }, TRUE,
      LIFT_VERB_SKIP, "Text of b: Not needed" },
    { { SKIPPED }, { LIFT_ITEM_DONE, NULL, NULL, "Ben", 99 }, { LIFT_ITEM_DONE, NULL, NULL, "Ben", 99 }, TRUE, LIFT_VERB_TICK,
      "Text of b" },
    { { OPEN }, { LIFT_ITEM_BLOCKED, "  Waits \t", NULL, " Ana ", 60 }, { LIFT_ITEM_BLOCKED, "Waits", NULL, "Ana", 60 }, TRUE,
      LIFT_VERB_BLOCK, "Text of b: Waits" },
    { { DONE }, { LIFT_ITEM_FAILED, "Red", NULL, NULL, 61 }, { LIFT_ITEM_FAILED, "Red", NULL, NULL, 61 }, TRUE, LIFT_VERB_FAIL,
      "Text of b: Red" },
    { { OPEN }, { LIFT_ITEM_NOT_APPLICABLE, "No database", "", "Ana", 60 },
      { LIFT_ITEM_NOT_APPLICABLE, "No database", NULL, "Ana", 60 }, TRUE, LIFT_VERB_NOT_APPLICABLE, "Text of b: No database" },
  };
  static const char *const ids[] = { "b", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftNode) plain = make_release ();
      g_autoptr (LiftGroup) first = lift_intent_set_state (plain, ids, &cases[i].from, &error);
      g_autoptr (LiftNode) root = apply (plain, first);
      g_autoptr (LiftGroup) group = lift_intent_set_state (root, ids, &cases[i].change, &error);
      g_autoptr (LiftNode) changed = NULL;
      LiftNode *item;

      g_assert_no_error (error);
      g_assert_cmpint (lift_group_get_n_edits (group) > 0, ==, cases[i].changes);
      g_assert_cmpint (lift_group_get_verb (group), ==, cases[i].verb);
      g_assert_cmpstr (lift_group_get_subject (group), ==, "1.2");
      g_assert_cmpstr (lift_group_get_detail (group), ==, cases[i].detail);

      changed = apply (root, group);
      item = find (changed, "b");
      g_assert_cmpint (lift_node_get_enum (item, LIFT_ITEM_STATE), ==, cases[i].to.state);
      g_assert_cmpstr (lift_node_get_text (item, LIFT_ITEM_REASON), ==, cases[i].to.reason);
      g_assert_cmpstr (lift_node_get_text (item, LIFT_ITEM_ACCEPTED), ==, cases[i].to.accepted);
      g_assert_cmpstr (lift_node_get_text (item, LIFT_ITEM_BY), ==, cases[i].to.by);
      g_assert_cmpint (lift_node_get_instant (item, LIFT_ITEM_AT), ==, cases[i].to.at);
    }
}

static void
test_states_refused (void)
{
  static const struct
  {
    LiftStateChange change;
    const char     *ids;
    const char     *pattern;
  } cases[] = {
    { { LIFT_ITEM_BLOCKED, NULL, NULL, "Ana", 60 }, "b", "“Blocked” needs a reason: *" },
    { { LIFT_ITEM_FAILED, "", NULL, "Ana", 60 }, "b", "“Failed” needs a reason: *" },
    { { LIFT_ITEM_SKIPPED, "   ", "Jonas", "Ana", 60 }, "b", "“Skipped” needs a reason: *" },
    { { LIFT_ITEM_NOT_APPLICABLE, NULL, NULL, "Ana", 60 }, "b", "“Not applicable” needs a reason: *" },
    { { LIFT_ITEM_SKIPPED, "a\nb", NULL, "Ana", 60 }, "b", "Reason: must be one line*" },
    { { LIFT_ITEM_DONE, NULL, NULL, "A\x01na", 60 }, "b", "Who: must be one line*" },
    { { LIFT_ITEM_DONE, NULL, NULL, "\xff", 60 }, "b", "Who: is not valid UTF-8" },
    { { LIFT_ITEM_DONE, NULL, "Jonas", "Ana", 60 }, "b", "“Done” has no risk to accept: *" },
    { { LIFT_ITEM_BLOCKED, "Waits", "Jonas", "Ana", 60 }, "b", "“Blocked” has no risk to accept: *" },
    { { LIFT_ITEM_DONE, "why", NULL, "Ana", 60 }, "b", "“Done” takes no reason: *" },
    { { DONE }, "nope", "There is no item “nope” in this release: *" },
    { { DONE }, "p1", "There is no item “p1” in this release: *" },
    { { DONE }, "a nope", "There is no item “nope” in this release: *" },
    { { DONE }, "a p1", "“p1” is not an item: *" },
  };
  g_autoptr (LiftNode) root = make_release ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) ids = g_strsplit (cases[i].ids, " ", -1);
      g_autoptr (GError) error = NULL;

      assert_refused (lift_intent_set_state (root, (const char *const *) ids, &cases[i].change, &error), &error, cases[i].pattern);
    }
}

static void
test_only_changed (void)
{
  static const char *const first[] = { "b", NULL }, *const all[] = { "a", "b", "c", NULL };
  LiftStateChange change = { DONE };
  g_autoptr (LiftNode) plain = make_release ();
  g_autoptr (LiftGroup) one = lift_intent_set_state (plain, first, &change, NULL);
  g_autoptr (LiftNode) root = apply (plain, one);
  g_autoptr (LiftGroup) two = NULL;
  g_autoptr (LiftNode) changed = NULL;

  change.by = "Ben";
  two = lift_intent_set_state (root, all, &change, NULL);
  g_assert_cmpstr (lift_group_get_subject (two), ==, "1.1, 1.3");
  changed = apply (root, two);
  g_assert_cmpstr (lift_node_get_text (find (changed, "a"), LIFT_ITEM_BY), ==, "Ben");
  g_assert_cmpstr (lift_node_get_text (find (changed, "b"), LIFT_ITEM_BY), ==, "Ana");
  g_assert_cmpuint (lift_nodes_n_closed (lift_node_get_list (find (changed, "p1"), LIFT_PHASE_ITEMS)), ==, 3);
}

static LiftGroup *
set_text (LiftNode    *root,
          LiftField    field,
          const char  *value,
          GError     **error)
{
  static const char *const ids[] = { "b", NULL };
  LiftAct act = act_at (60);

  switch ((int) field)
    {
    case LIFT_ITEM_OWNER:
      return lift_intent_assign (root, ids, value, error);
    case LIFT_ITEM_NOTE:
      return lift_intent_note (root, "b", value, error);
    case LIFT_ITEM_EVIDENCE:
      return lift_intent_evidence (root, "b", value, NULL, error);
    case LIFT_ITEM_TEXT:
      return lift_intent_reword (root, "b", value, error);
    case LIFT_PHASE_TITLE:
      return lift_intent_change_phase (root, "p1", &(LiftPhaseChange) { value, NULL, -1, -1 }, error);
    case LIFT_PHASE_OFFSET:
      return lift_intent_change_phase (root, "p1", &(LiftPhaseChange) { NULL, value, -1, -1 }, error);
    case LIFT_RELEASE_NAME:
      return lift_intent_set_details (root, value, NULL, -1, NULL, NULL, error);
    case LIFT_RELEASE_VERSION:
      return lift_intent_set_details (root, NULL, value, -1, NULL, NULL, error);
    case LIFT_RELEASE_WINDOW:
      return lift_intent_reschedule (root, &(LiftReschedule) { .window = value }, &act, error);
    case LIFT_INCIDENT_TITLE:
      return lift_intent_declare (root, value, LIFT_SEVERITY_UNSET, 60, &act, NULL, error);
    default:
      g_assert_not_reached ();
    }
}

static void
test_texts (void)
{
  static const struct
  {
    LiftField   field;
    const char *value;
    const char *result;  /* what is then set, */
    const char *refusal; /* or why it is refused */
    const char *subject;
    const char *detail;
  } cases[] = {
    { LIFT_ITEM_OWNER, " Jonas Weber ", "Jonas Weber", NULL, "1.2", "Text of b: Jonas Weber" },
    { LIFT_ITEM_OWNER, "", NULL, NULL, "1.2", "Text of b: –" },
    { LIFT_ITEM_OWNER, "a\tb", NULL, "Owner: must be one line*", NULL, NULL },
    { LIFT_ITEM_NOTE, "one\r\ntwo\rthree\n\n", "one\ntwo\nthree", NULL, "1.2", "Text of b" },
    { LIFT_ITEM_NOTE, " \n ", NULL, NULL, "1.2", "Text of b" },
    { LIFT_ITEM_NOTE, "bell\x07", NULL, "Note: must not hold control characters", NULL, NULL },
    { LIFT_ITEM_NOTE, "\xc3", NULL, "Note: is not valid UTF-8", NULL, NULL },
    { LIFT_ITEM_EVIDENCE, "https://ci.example/7", "https://ci.example/7", NULL, "1.2", "Text of b: https://ci.example/7" },
    { LIFT_ITEM_EVIDENCE, "http://ci.example", "http://ci.example", NULL, "1.2", "Text of b: http://ci.example" },
    { LIFT_ITEM_EVIDENCE, "mailto:ana@octoacme.example", "mailto:ana@octoacme.example", NULL, "1.2",
      "Text of b: mailto:ana@octoacme.example" },
    { LIFT_ITEM_EVIDENCE, "", NULL, NULL, "1.2", "Text of b: –" },
    { LIFT_ITEM_EVIDENCE, "javascript:alert(1)", NULL, "Evidence: *http, https or mailto*", NULL, NULL },
    { LIFT_ITEM_EVIDENCE, "file:///etc/passwd", NULL, "Evidence: *http, https or mailto*", NULL, NULL },
    { LIFT_ITEM_EVIDENCE, "ci.example/7", NULL, "Evidence: *http, https or mailto*", NULL, NULL },
    { LIFT_ITEM_TEXT, " New text ", "New text", NULL, "1.2", "Text of b → New text" },
    { LIFT_ITEM_TEXT, "", NULL, "Text: must not be empty", NULL, NULL },
    { LIFT_PHASE_TITLE, "Dry run", "Dry run", NULL, "1", "Title of p1 → Dry run" },
    { LIFT_PHASE_TITLE, " ", NULL, "Title: must not be empty", NULL, NULL },
    { LIFT_PHASE_OFFSET, "-P3D", "-P3D", NULL, "1", "Title of p1: -P2W → -P3D" },
    { LIFT_PHASE_OFFSET, "", NULL, NULL, "1", "Title of p1: -P2W → –" },
    { LIFT_PHASE_OFFSET, "3 days", NULL, "Offset: *duration*", NULL, NULL },
    { LIFT_RELEASE_NAME, "Wallet", "Wallet", NULL, "Name", "Name: Payments → Wallet" },
    { LIFT_RELEASE_NAME, "", NULL, "Name: must not be empty", NULL, NULL },
    { LIFT_RELEASE_VERSION, "", NULL, NULL, "Version", "Version: 2.4 → –" },
    { LIFT_RELEASE_WINDOW, "PT4H", "PT4H", NULL, NULL, "Deployment window: – → PT4H" },
    { LIFT_RELEASE_WINDOW, "-PT4H", NULL, "Deployment window: “-PT4H” is not a length of time*", NULL, NULL },
    { LIFT_RELEASE_WINDOW, "PT0S", NULL, "Deployment window: “PT0S” is not a length of time*", NULL, NULL },
    { LIFT_RELEASE_WINDOW, "long", NULL, "Deployment window: *duration*", NULL, NULL },
    { LIFT_INCIDENT_TITLE, "", NULL, "Title: must not be empty", NULL, NULL },
  };
  g_autoptr (LiftNode) root = make_release ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = set_text (root, cases[i].field, cases[i].value, &error);
      g_autoptr (LiftGroup) again = NULL;
      g_autoptr (LiftNode) changed = NULL;
      LiftKind kind = lift_field_info (cases[i].field)->kind;

      if (cases[i].refusal != NULL)
        {
          assert_refused (group, &error, cases[i].refusal);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (lift_group_get_subject (group), ==, cases[i].subject);
      g_assert_cmpstr (lift_group_get_detail (group), ==, cases[i].detail);
      changed = apply (root, group);
      g_assert_cmpstr (lift_node_get_text (find (changed, kind == LIFT_KIND_ITEM ? "b" : kind == LIFT_KIND_PHASE ? "p1" : "r"),
                                           cases[i].field), ==, cases[i].result);
      again = set_text (changed, cases[i].field, cases[i].value, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (lift_group_get_n_edits (again), ==, 0);
    }
}

static void
test_evidence_title (void)
{
  g_autoptr (LiftNode) root = make_release ();
  g_autoptr (LiftGroup) set = lift_intent_evidence (root, "b", "https://ci.example/7", "Build 7", NULL);
  g_autoptr (LiftNode) with = apply (root, set);
  g_autoptr (LiftGroup) clear = NULL;
  g_autoptr (LiftNode) without = NULL;

  g_assert_cmpstr (lift_node_get_text (find (with, "b"), LIFT_ITEM_EVIDENCE_TITLE), ==, "Build 7");
  clear = lift_intent_evidence (with, "b", NULL, "Build 7", NULL);
  without = apply (with, clear);
  g_assert_null (lift_node_get_text (find (without, "b"), LIFT_ITEM_EVIDENCE));
  g_assert_null (lift_node_get_text (find (without, "b"), LIFT_ITEM_EVIDENCE_TITLE));
}

static void
test_moves (void)
{
  static const struct
  {
    const char *id, *parent, *after;
    const char *result;
    const char *subject, *detail; /* result NULL: the refusal */
  } cases[] = {
    { "c", NULL, NULL, "p1[cab] p2[defg] p3[]", "1.3", "Text of c → 1.1" },
    { "a", NULL, "c", "p1[bca] p2[defg] p3[]", "1.1", "Text of a → 1.3" },
    { "a", NULL, "b", "p1[bac] p2[defg] p3[]", "1.1", "Text of a → 1.2" },
    { "a", NULL, NULL, "p1[abc] p2[defg] p3[]", "1.1", "Text of a → 1.1" },
    { "b", "p1", "a", "p1[abc] p2[defg] p3[]", "1.2", "Text of b → 1.2" },
    { "b", "p2", NULL, "p1[ac] p2[bdefg] p3[]", "1.2", "Text of b → 2.1" },
    { "b", "p2", "e", "p1[ac] p2[debfg] p3[]", "1.2", "Text of b → 2.3" },
    { "b", "p2", "g", "p1[ac] p2[defgb] p3[]", "1.2", "Text of b → 2.5" },
    { "g", "p3", NULL, "p1[abc] p2[def] p3[g]", "2.4", "Text of g → 3.1" },
    { "p3", NULL, NULL, "p3[] p1[abc] p2[defg]", "3", "Title of p3 → 1" },
    { "p1", NULL, "p2", "p2[defg] p1[abc] p3[]", "1", "Title of p1 → 2" },
    { "p2", NULL, "p1", "p1[abc] p2[defg] p3[]", "2", "Title of p2 → 2" },
    { "b", "p2", "a", NULL, NULL, "“a” does not stand there any more: *" },
    { "b", "a", NULL, NULL, NULL, "There is no phase or incident “a” *" },
    { "b", "r", NULL, NULL, NULL, "An item moves between phases only: *" },
    { "s", "p1", NULL, NULL, NULL, "An item moves between phases only: *" },
    { "nope", "p1", NULL, NULL, NULL, "There is no item “nope” *" },
    { "b", NULL, "b", NULL, NULL, "“b” does not stand there any more: *" },
    { "p1", NULL, "a", NULL, NULL, "“a” does not stand there any more: *" },
  };
  g_autoptr (LiftNode) root = make_release ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = lift_intent_move (root, cases[i].id, cases[i].parent, cases[i].after, &error);
      g_autoptr (LiftNode) changed = NULL;
      g_autofree char *result = NULL;

      if (cases[i].result == NULL)
        {
          assert_refused (group, &error, cases[i].detail);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (lift_group_get_subject (group), ==, cases[i].subject);
      g_assert_cmpstr (lift_group_get_detail (group), ==, cases[i].detail);
      changed = apply (root, group);
      result = sketch (changed);
      g_assert_cmpstr (result, ==, cases[i].result);
      g_assert_cmpint (lift_group_get_n_edits (group) == 0, ==, g_str_equal (result, "p1[abc] p2[defg] p3[]"));
    }
}

/* Two people added at the same place: equal keys, ordered by id. Something can still be put between them. */
static void
test_equal_keys (void)
{
  static const struct
  {
    const char *id, *after, *result;
  } cases[] = {
    { "d", "a", "p1[adbce] p2[] p3[]" },
    { "d", "b", "p1[abdce] p2[] p3[]" },
    { "d", "c", "p1[abcde] p2[] p3[]" },
    { "e", "a", "p1[aebc] p2[d] p3[]" },
    { "a", "b", "p1[bace] p2[d] p3[]" },
    { "c", "a", "p1[acbe] p2[d] p3[]" },
    { "c", NULL, "p1[cabe] p2[d] p3[]" },
    { "e", "c", "p1[abce] p2[d] p3[]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) root = lift_node_new (LIFT_KIND_RELEASE, "r");
      LiftNode *phase = make_phase ("p1", "a0", NULL, "");
      g_autoptr (LiftGroup) group = NULL;
      g_autoptr (LiftNode) changed = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *result = NULL;

      lift_node_take_child (phase, LIFT_PHASE_ITEMS, make_item ("a", "a5"));
      lift_node_take_child (phase, LIFT_PHASE_ITEMS, make_item ("b", "a5"));
      lift_node_take_child (phase, LIFT_PHASE_ITEMS, make_item ("c", "a5"));
      lift_node_take_child (phase, LIFT_PHASE_ITEMS, make_item ("e", "a9"));
      lift_node_take_child (root, LIFT_RELEASE_PHASES, phase);
      lift_node_take_child (root, LIFT_RELEASE_PHASES, make_phase ("p2", "a1", NULL, "d"));
      lift_node_take_child (root, LIFT_RELEASE_PHASES, make_phase ("p3", "a2", NULL, ""));

      group = lift_intent_move (root, cases[i].id, "p1", cases[i].after, &error);
      g_assert_no_error (error);
      changed = apply (root, group);
      result = sketch (changed);
      g_assert_cmpstr (result, ==, cases[i].result);
      g_assert_cmpint (lift_group_get_n_edits (group) == 0, ==, g_str_equal (result, "p1[abce] p2[d] p3[]"));
    }
}

static void
test_add_and_delete (void)
{
  static const struct
  {
    const char *ids, *result, *subject, *detail;
  } deletions[] = {
    { "b", "p1[ac] p2[defg] p3[]", "1.2", "Text of b" },
    { "b d g", "p1[ac] p2[ef] p3[]", "1.2, 2.1, 2.4", NULL },
    { "p2", "p1[abc] p3[]", "2", "Title of p2" },
    { "p1 p2 p3", "", "1–3", NULL },
    { "p3 p1", "p2[defg]", "1, 3", NULL },
    { "a p1", NULL, NULL, "“p1” is not an item: *" },
    { "p1 a", NULL, NULL, "There is no phase “a” *" },
  };
  static const struct
  {
    const char *after;
    const char *number;
  } additions[] = { { NULL, "2.1" }, { "d", "2.2" }, { "g", "2.5" } };
  g_autoptr (LiftNode) root = make_release ();
  LiftAct act = act_at (60);

  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      g_auto (GStrv) ids = g_strsplit (deletions[i].ids, " ", -1);
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = lift_intent_delete (root, (const char *const *) ids, &error);
      g_autoptr (LiftNode) changed = NULL;
      g_autofree char *result = NULL;

      if (deletions[i].result == NULL)
        {
          assert_refused (group, &error, deletions[i].detail);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (lift_group_get_subject (group), ==, deletions[i].subject);
      g_assert_cmpstr (lift_group_get_detail (group), ==, deletions[i].detail);
      changed = apply (root, group);
      result = sketch (changed);
      g_assert_cmpstr (result, ==, deletions[i].result);
    }

  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      g_autofree char *id = NULL, *number = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = lift_intent_add_item (root, "p2", additions[i].after, " Ring the bell ", &act, &id, &error);
      g_autoptr (LiftNode) changed = NULL;

      g_assert_no_error (error);
      changed = apply (root, group);
      number = lift_number_of (changed, id);
      g_assert_cmpstr (number, ==, additions[i].number);
      g_assert_cmpstr (lift_group_get_subject (group), ==, number);
      g_assert_cmpstr (lift_node_get_text (find (changed, id), LIFT_ITEM_TEXT), ==, "Ring the bell");
      g_assert_cmpint (lift_node_get_enum (find (changed, id), LIFT_ITEM_STATE), ==, LIFT_ITEM_OPEN);
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = NULL, *number = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = lift_intent_add_phase (root, i == 0 ? NULL : "p2", "Dry run", "-P1D", LIFT_DAYS_CALENDAR, &act, &id, &error);
      g_autoptr (LiftNode) changed = NULL;

      g_assert_no_error (error);
      changed = apply (root, group);
      number = lift_number_of (changed, id);
      g_assert_cmpstr (number, ==, i == 0 ? "1" : "3");
      g_assert_cmpstr (lift_group_get_subject (group), ==, number);
      g_assert_cmpstr (lift_node_get_text (find (changed, id), LIFT_PHASE_OFFSET), ==, "-P1D");
    }

  {
    g_autoptr (GError) error = NULL;

    assert_refused (lift_intent_add_phase (root, NULL, "Dry run", "soon", LIFT_DAYS_CALENDAR, &act, NULL, &error), &error, "Offset: *");
  }
  {
    g_autoptr (GError) error = NULL;

    assert_refused (lift_intent_add_item (root, "p1", "d", "Text", &act, NULL, &error), &error, "“d” does not stand there any more*");
  }
}

static void
test_moments (void)
{
  static const struct
  {
    const char *local, *zone, *new_local, *new_zone;
    const char *detail; /* new_local NULL and new_zone NULL: the refusal */
  } cases[] = {
    { "2026-12-10T09:30", NULL, "2026-12-10T09:30", "Europe/Berlin",
      "2026-12-09 10:00 Europe/Berlin → 2026-12-10 09:30 Europe/Berlin" },
    { NULL, "Europe/Tallinn", "2026-12-09T10:00", "Europe/Tallinn",
      "2026-12-09 10:00 Europe/Berlin → 2026-12-09 10:00 Europe/Tallinn" },
    { "", NULL, NULL, "Europe/Berlin", "2026-12-09 10:00 Europe/Berlin → –" },
    { "2026-12-09T10:00", "Europe/Berlin", "2026-12-09T10:00", "Europe/Berlin", "" },
    { "2026-02-30T10:00", NULL, NULL, NULL, "Release moment: “2026-02-30T10:00” is not a date and time*" },
    { "2026-12-09T10:00+01:00", NULL, NULL, NULL, "Release moment: “2026-12-09T10:00+01:00” is not a date and time*" },
    { NULL, "Europe/Atlantis", NULL, NULL, "*Europe/Atlantis*" },
    { NULL, "../../etc/passwd", NULL, NULL, "*etc/passwd*" },
  };
  g_autoptr (LiftNode) root = make_release ();
  g_autoptr (LiftNode) bare = lift_node_new (LIFT_KIND_RELEASE, "r");
  g_autoptr (LiftNode) pinned = NULL;
  g_autoptr (LiftNode) moved = NULL;
  g_autoptr (LiftNode) unpinned = NULL;
  g_autoptr (LiftGroup) pin = NULL;
  g_autoptr (LiftGroup) move = NULL;
  g_autoptr (LiftGroup) unpin = NULL;
  g_autoptr (LiftGroup) again = NULL;
  LiftAct act = act_at (60);
  g_autoptr (GError) no_zone = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = lift_intent_reschedule (root, &(LiftReschedule) { .local = cases[i].local, .zone = cases[i].zone }, &act, &error);
      g_autoptr (LiftNode) changed = NULL;

      if (cases[i].new_zone == NULL)
        {
          assert_refused (group, &error, cases[i].detail);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (lift_group_get_detail (group), ==, cases[i].detail);
      g_assert_cmpint (lift_group_get_n_edits (group) == 0, ==, *cases[i].detail == '\0');
      changed = apply (root, group);
      g_assert_cmpstr (lift_node_get_text (changed, LIFT_RELEASE_LOCAL), ==, cases[i].new_local);
      g_assert_cmpstr (lift_node_get_text (changed, LIFT_RELEASE_ZONE), ==, cases[i].new_zone);
    }

  assert_refused (lift_intent_reschedule (bare, &(LiftReschedule) { .local = "2026-12-10T09:30" }, &act, &no_zone), &no_zone, "*needs a time zone*");

  pin = lift_intent_pin (root, "p1", "2026-11-20T17:00", NULL, NULL);
  g_assert_cmpstr (lift_group_get_detail (pin), ==, "Title of p1: 2026-11-20 17:00 Europe/Berlin");
  pinned = apply (root, pin);
  g_assert_cmpstr (lift_node_get_text (find (pinned, "p1"), LIFT_PHASE_PINNED_LOCAL), ==, "2026-11-20T17:00");
  g_assert_cmpstr (lift_node_get_text (find (pinned, "p1"), LIFT_PHASE_PINNED_ZONE), ==, "Europe/Berlin");
  again = lift_intent_pin (pinned, "p1", "2026-11-20T17:00", "Europe/Berlin", NULL);
  g_assert_cmpuint (lift_group_get_n_edits (again), ==, 0);

  move = lift_intent_reschedule (pinned, &(LiftReschedule) { .local = "2027-01-12T10:00", .zone = "Europe/Tallinn" }, &act, NULL);
  moved = apply (pinned, move);
  g_assert_cmpstr (lift_node_get_text (find (moved, "p1"), LIFT_PHASE_PINNED_LOCAL), ==, "2026-11-20T17:00");
  g_assert_cmpstr (lift_node_get_text (find (moved, "p1"), LIFT_PHASE_PINNED_ZONE), ==, "Europe/Berlin");

  unpin = lift_intent_pin (moved, "p1", NULL, NULL, NULL);
  g_assert_cmpint (lift_group_get_verb (unpin), ==, LIFT_VERB_UNPIN);
  unpinned = apply (moved, unpin);
  g_assert_null (lift_node_get_text (find (unpinned, "p1"), LIFT_PHASE_PINNED_LOCAL));
  g_assert_null (lift_node_get_text (find (unpinned, "p1"), LIFT_PHASE_PINNED_ZONE));
}

static void
test_incidents (void)
{
  static const char *const ids[] = { "s", NULL };
  static const struct
  {
    LiftIncidentState state;
    gint64            at;
    LiftVerb          verb;
    gint64            resolved;
  } walk[] = {
    { LIFT_INCIDENT_ACTIVE, 2000, LIFT_VERB_EDIT, LIFT_NO_INSTANT },
    { LIFT_INCIDENT_RESOLVED, 3000, LIFT_VERB_RESOLVE, 3000 },
    { LIFT_INCIDENT_REVIEW, 4000, LIFT_VERB_EDIT, 3000 },
    { LIFT_INCIDENT_ACTIVE, 5000, LIFT_VERB_REOPEN, LIFT_NO_INSTANT },
    { LIFT_INCIDENT_CLOSED, 6000, LIFT_VERB_EDIT, 6000 },
    { LIFT_INCIDENT_CANCELLED, 7000, LIFT_VERB_EDIT, LIFT_NO_INSTANT },
  };
  g_autoptr (LiftNode) root = make_release ();
  LiftStateChange change = { DONE };
  g_autoptr (LiftGroup) tick = lift_intent_set_state (root, ids, &change, NULL);
  g_autoptr (LiftNode) ticked = apply (root, tick);
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (LiftNode) one = with_incident (ticked, &first);
  g_autoptr (LiftNode) two = with_incident (one, &second);
  g_autoptr (LiftNode) now = lift_node_ref (two);
  LiftNode *incident = find (two, first);
  LiftNodes *steps = lift_node_get_list (incident, LIFT_INCIDENT_ITEMS);
  LiftNodes *other = lift_node_get_list (find (two, second), LIFT_INCIDENT_ITEMS);

  g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (two, LIFT_RELEASE_INCIDENTS)), ==, 2);
  g_assert_true (lift_nodes_get (lift_node_get_list (two, LIFT_RELEASE_INCIDENTS), 1) == find (two, second));
  g_assert_cmpstr (lift_node_get_text (incident, LIFT_INCIDENT_TITLE), ==, "Checkout fails");
  g_assert_cmpint (lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY), ==, LIFT_SEVERITY_SEV2);
  g_assert_cmpint (lift_node_get_enum (incident, LIFT_INCIDENT_STATE), ==, LIFT_INCIDENT_TRIAGE);
  g_assert_cmpint (lift_node_get_instant (incident, LIFT_INCIDENT_STARTED), ==, 900);
  g_assert_cmpstr (lift_node_get_text (incident, LIFT_INCIDENT_DECLARED_BY), ==, "Ana Ortiz");

  g_assert_cmpuint (lift_nodes_get_n (steps), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      LiftNode *step = lift_nodes_get (steps, i);

      g_assert_cmpstr (lift_node_get_text (step, LIFT_ITEM_TEXT), ==, i == 0 ? "Text of s" : "Text of t");
      g_assert_cmpint (lift_node_get_enum (step, LIFT_ITEM_STATE), ==, LIFT_ITEM_OPEN);
      g_assert_cmpint (strlen (lift_node_get_id (step)), >, 1);
      g_assert_cmpstr (lift_node_get_id (step), !=, lift_node_get_id (lift_nodes_get (other, i)));
    }

  for (guint i = 0; i < G_N_ELEMENTS (walk); i++)
    {
      g_autoptr (LiftGroup) group = lift_intent_incident_state (now, first, walk[i].state, walk[i].at, NULL);
      g_autoptr (LiftGroup) again = NULL;
      LiftNode *changed = apply (now, group);

      lift_node_unref (now);
      now = changed;
      g_assert_cmpint (lift_group_get_verb (group), ==, walk[i].verb);
      g_assert_cmpint (lift_node_get_enum (find (now, first), LIFT_INCIDENT_STATE), ==, walk[i].state);
      g_assert_cmpint (lift_node_get_instant (find (now, first), LIFT_INCIDENT_RESOLVED_AT), ==, walk[i].resolved);
      again = lift_intent_incident_state (now, first, walk[i].state, walk[i].at + 1, NULL);
      g_assert_cmpuint (lift_group_get_n_edits (again), ==, 0);
    }

  {
    g_autoptr (LiftGroup) severity = lift_intent_severity (two, second, LIFT_SEVERITY_SEV1, NULL);
    g_autoptr (LiftGroup) title = lift_intent_incident_title (two, second, "Login fails", NULL);
    g_autoptr (LiftNode) worse = apply (two, severity);
    g_autoptr (LiftNode) renamed = apply (two, title);
    g_autoptr (GError) error = NULL;

    g_assert_cmpstr (lift_group_get_subject (severity), ==, "i2");
    g_assert_cmpstr (lift_group_get_detail (severity), ==, "Checkout fails: SEV2 → SEV1");
    g_assert_cmpint (lift_node_get_enum (find (worse, second), LIFT_INCIDENT_SEVERITY), ==, LIFT_SEVERITY_SEV1);
    g_assert_cmpstr (lift_node_get_text (find (renamed, second), LIFT_INCIDENT_TITLE), ==, "Login fails");
    assert_refused (lift_intent_severity (two, "p1", LIFT_SEVERITY_SEV1, &error), &error, "There is no incident “p1” *");
  }
}

static void
collect_ids (GHashTable *ids,
             LiftNode   *node)
{
  LiftKind kind = lift_node_get_kind (node);

  g_assert_true (g_hash_table_add (ids, g_strdup (lift_node_get_id (node))));
  for (guint i = 0; i < lift_kind_n_fields (kind); i++)
    {
      LiftField field = lift_kind_first_field (kind) + i;

      if (lift_field_info (field)->type == LIFT_TYPE_LIST)
        {
          LiftNodes *nodes = lift_node_get_list (node, field);

          for (guint n = 0; n < lift_nodes_get_n (nodes); n++)
            collect_ids (ids, lift_nodes_get (nodes, n));
        }
    }
}

static void
test_new_release (void)
{
  static const char *const ticked[] = { "a", "s", NULL };
  static const struct
  {
    LiftReleaseDetails details;
    const char        *refusal;
  } refused[] = {
    { { .name = " ", .zone = "Europe/Berlin" }, "Name: must not be empty" },
    { { .name = "X", .zone = "Mars/Olympus" }, "*Mars/Olympus*" },
    { { .name = "X", .local = "2026-13-01T10:00", .zone = "UTC" }, "Release moment: *2026-13-01T10:00*" },
    { { .name = "X", .local = "2026-12-01T10:00" }, "*needs a time zone*" },
    { { .name = "X", .zone = "UTC", .window = "-P1D" }, "Deployment window: *" },
  };
  LiftReleaseDetails details = {
    .name = " Wallet ", .version = "3.0", .type = LIFT_RELEASE_MAJOR, .project = "Money", .manager = "Jonas Weber",
    .local = "2026-12-09T10:00", .zone = "Europe/Berlin", .window = "PT4H",
  };
  LiftStateChange change = { DONE };
  LiftAct act = act_at (1764662400);
  g_autoptr (LiftNode) plain = make_release ();
  g_autoptr (LiftGroup) tick = lift_intent_set_state (plain, ticked, &change, NULL);
  g_autoptr (LiftNode) template_root = apply (plain, tick);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftNode) release = lift_release_new (template_root, &details, &act, &error);
  g_autoptr (LiftHistoryEntry) entry = NULL;
  LiftHistory *history;
  LiftNodes *phases;

  g_assert_no_error (error);
  collect_ids (ids, template_root);
  collect_ids (ids, release);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 2 * (1 + 3 + 7 + 2));

  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_NAME), ==, "Wallet");
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_VERSION), ==, "3.0");
  g_assert_cmpint (lift_node_get_enum (release, LIFT_RELEASE_TYPE), ==, LIFT_RELEASE_MAJOR);
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_PROJECT), ==, "Money");
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_MANAGER), ==, "Jonas Weber");
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_LOCAL), ==, "2026-12-09T10:00");
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_ZONE), ==, "Europe/Berlin");
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_WINDOW), ==, "PT4H");
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_TEMPLATE), ==, "octoacme");
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_RESPONSE_TITLE), ==, "Incident Response");
  g_assert_cmpint (lift_node_get_enum (release, LIFT_RELEASE_STATE), ==, LIFT_RELEASE_PLANNED);

  phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  g_assert_cmpuint (lift_nodes_get_n (phases), ==, 3);
  g_assert_cmpstr (lift_node_get_text (lift_nodes_get (phases, 0), LIFT_PHASE_TITLE), ==, "Title of p1");
  g_assert_cmpstr (lift_node_get_text (lift_nodes_get (phases, 0), LIFT_PHASE_OFFSET), ==, "-P2W");
  g_assert_cmpuint (lift_nodes_tally (lift_node_get_list (lift_nodes_get (phases, 0), LIFT_PHASE_ITEMS), LIFT_ITEM_OPEN), ==, 3);
  g_assert_cmpuint (lift_nodes_tally (lift_node_get_list (release, LIFT_RELEASE_RESPONSE), LIFT_ITEM_OPEN), ==, 2);

  history = lift_node_get_history (release);
  g_assert_cmpuint (lift_history_get_n (history), ==, 1);
  entry = lift_history_entry_parse (lift_history_get_line (history));
  g_assert_true (entry->known);
  g_assert_cmpint (entry->verb, ==, LIFT_VERB_CREATE);
  g_assert_cmpint (entry->when, ==, 1764662400);
  g_assert_cmpstr (entry->who, ==, "Ana Ortiz");
  g_assert_cmpstr (entry->subject, ==, "Wallet");

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) why = NULL;

      assert_refused (lift_release_new (template_root, &refused[i].details, &act, &why), &why, refused[i].refusal);
    }
}

/* An earlier version brings back what was planned and ticked, and leaves what happened on record. */
static void
test_restore (void)
{
  g_autoptr (LiftNode) earlier = make_release ();
  g_autoptr (LiftNode) root = NULL;
  g_autoptr (LiftNode) restored = NULL;
  g_autoptr (LiftGroup) reword = lift_intent_reword (earlier, "b", "Another text", NULL);
  g_autoptr (LiftNode) reworded = apply (earlier, reword);
  g_autoptr (LiftGroup) start = NULL;
  g_autoptr (LiftGroup) restore = NULL;
  g_autoptr (GError) error = NULL;
  LiftAct act = act_at (60);

  start = lift_intent_deploy_start (reworded, &(LiftDeployStart) { "Production" }, "Ana Ortiz", 60, &act, NULL, &error);
  g_assert_no_error (error);
  root = apply (reworded, start);
  g_assert_cmpint (lift_node_get_enum (root, LIFT_RELEASE_STATE), ==, LIFT_RELEASE_ACTIVE);

  restore = lift_intent_restore (root, earlier, "yesterday", &error);
  g_assert_no_error (error);
  restored = apply (root, restore);
  g_assert_cmpstr (lift_node_get_text (find (restored, "b"), LIFT_ITEM_TEXT), ==, "Text of b");
  g_assert_cmpint (lift_node_get_enum (restored, LIFT_RELEASE_STATE), ==, LIFT_RELEASE_PLANNED);
  g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (restored, LIFT_RELEASE_ATTEMPTS)), ==, 1);
  g_assert_true (lift_nodes_get (lift_node_get_list (restored, LIFT_RELEASE_ATTEMPTS), 0)
                 == lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS), 0));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  entropy = g_rand_new_with_seed (20261209);

  g_test_add_func ("/intents/numbers", test_numbers);
  g_test_add_func ("/intents/subjects", test_subjects);
  g_test_add_func ("/intents/states", test_states);
  g_test_add_func ("/intents/states-refused", test_states_refused);
  g_test_add_func ("/intents/only-what-changes", test_only_changed);
  g_test_add_func ("/intents/texts", test_texts);
  g_test_add_func ("/intents/evidence-title", test_evidence_title);
  g_test_add_func ("/intents/moves", test_moves);
  g_test_add_func ("/intents/equal-keys", test_equal_keys);
  g_test_add_func ("/intents/add-and-delete", test_add_and_delete);
  g_test_add_func ("/intents/moments", test_moments);
  g_test_add_func ("/intents/incidents", test_incidents);
  g_test_add_func ("/intents/restore", test_restore);
  g_test_add_func ("/intents/new-release", test_new_release);

  status = g_test_run ();
  g_rand_free (entropy);
  return status;
}
