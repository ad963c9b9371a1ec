/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <cmark.h>
#include <string.h>

#include "core/export-markdown.h"
#include "core/json.h"
#include "core/position.h"
#include "core/template.h"
#include "core/text.h"

#define NOW 1796202720 /* 2026-12-02T09:12:00Z */

static guint n_ids;

/* @state is set before the list takes the node: lists keep count of states. */
static LiftNode *
add_in_state (LiftNode     *parent,
              LiftField     list,
              LiftField     field,
              const char   *text,
              LiftItemState state)
{
  LiftNodes *nodes = lift_node_get_list (parent, list);
  guint n = lift_nodes_get_n (nodes);
  g_autofree char *position = lift_position_between (n > 0 ? lift_node_get_position (lift_nodes_get (nodes, n - 1)) : NULL, NULL);
  g_autofree char *id = g_strdup_printf ("id-%u", ++n_ids);
  LiftKind kind = lift_field_info (field)->kind;
  LiftNode *node = lift_node_new (kind, id);

  lift_node_set_text (node, lift_kind_first_field (kind) + 1, position);
  lift_node_set_text (node, field, text);
  if (kind == LIFT_KIND_ITEM)
    lift_node_set_enum (node, LIFT_ITEM_STATE, state);
  lift_node_take_child (parent, list, node);
  return node;
}

static LiftNode *
add (LiftNode   *parent,
     LiftField   list,
     LiftField   field,
     const char *text)
{
  return add_in_state (parent, list, field, text, LIFT_ITEM_OPEN);
}

static LiftNode *
add_phase (LiftNode   *release,
           const char *title,
           const char *offset)
{
  LiftNode *phase = add (release, LIFT_RELEASE_PHASES, LIFT_PHASE_TITLE, title);

  lift_node_set_text (phase, LIFT_PHASE_OFFSET, offset);
  return phase;
}

static LiftNode *
add_item (LiftNode     *parent,
          LiftField     list,
          const char   *text,
          LiftItemState state,
          const char   *reason)
{
  LiftNode *item = add_in_state (parent, list, LIFT_ITEM_TEXT, text, state);

  lift_node_set_text (item, LIFT_ITEM_REASON, reason);
  if (state != LIFT_ITEM_OPEN)
    {
      lift_node_set_text (item, LIFT_ITEM_BY, "Jonas Weber");
      lift_node_set_instant (item, LIFT_ITEM_AT, NOW - 60);
    }
  return item;
}

static LiftNode *
make_release (void)
{
  LiftNode *release = lift_node_new (LIFT_KIND_RELEASE, "release");
  LiftNode *phase, *item, *incident;

  lift_node_set_text (release, LIFT_RELEASE_NAME, "OctoAcme");
  lift_node_set_text (release, LIFT_RELEASE_VERSION, "2.4.0");
  lift_node_set_text (release, LIFT_RELEASE_PROJECT, "Platform");
  lift_node_set_text (release, LIFT_RELEASE_MANAGER, "Jonas Weber");
  lift_node_set_text (release, LIFT_RELEASE_TEMPLATE, "octoacme");
  lift_node_set_text (release, LIFT_RELEASE_LOCAL, "2026-12-09T10:00");
  lift_node_set_text (release, LIFT_RELEASE_ZONE, "Europe/Berlin");
  lift_node_set_text (release, LIFT_RELEASE_WINDOW, "PT3H");

  phase = add_phase (release, "Release Planning", "-P2W");
  add_item (phase, LIFT_PHASE_ITEMS, "Confirm *scope*", LIFT_ITEM_OPEN, NULL);
  item = add_item (phase, LIFT_PHASE_ITEMS, "Review release notes", LIFT_ITEM_DONE, NULL);
  lift_node_set_text (item, LIFT_ITEM_OWNER, "Mei Lin");
  lift_node_set_text (item, LIFT_ITEM_EVIDENCE, "https://ci.example/7");
  lift_node_set_text (item, LIFT_ITEM_EVIDENCE_TITLE, "Run [7]");
  add_item (phase, LIFT_PHASE_ITEMS, "Obtain sign-off", LIFT_ITEM_BLOCKED, "no test data: yet");
  add_item (phase, LIFT_PHASE_ITEMS, "Run smoke tests", LIFT_ITEM_FAILED, "3 of 40");
  item = add_item (phase, LIFT_PHASE_ITEMS, "Conduct UAT", LIFT_ITEM_SKIPPED, "hotfix");
  lift_node_set_text (item, LIFT_ITEM_ACCEPTED, "Ada King");
  item = add_item (phase, LIFT_PHASE_ITEMS, "Brief support", LIFT_ITEM_NOT_APPLICABLE, "nothing new");
  lift_node_set_text (item, LIFT_ITEM_NOTE, "# First\n\n- [ ] second");
  lift_node_set_text (item, LIFT_ITEM_EVIDENCE, "mailto:a@b.example");

  phase = add_phase (release, "Production Deployment", "PT0S");
  lift_node_set_text (phase, LIFT_PHASE_PINNED_LOCAL, "2026-12-09T23:00");
  lift_node_set_text (phase, LIFT_PHASE_PINNED_ZONE, "Asia/Tokyo");
  item = add_item (phase, LIFT_PHASE_ITEMS, "Execute", LIFT_ITEM_OPEN, NULL);
  lift_node_set_text (item, LIFT_ITEM_NOTE, "at night");
  add_phase (release, "Later", NULL);

  lift_node_set_text (release, LIFT_RELEASE_RESPONSE_TITLE, "Incident Response");
  add_item (release, LIFT_RELEASE_RESPONSE, "Assess severity", LIFT_ITEM_OPEN, NULL);

  incident = add (release, LIFT_RELEASE_INCIDENTS, LIFT_INCIDENT_TITLE, "Database down (T-1 day)");
  lift_node_set_enum (incident, LIFT_INCIDENT_SEVERITY, LIFT_SEVERITY_SEV2);
  lift_node_set_enum (incident, LIFT_INCIDENT_STATE, LIFT_INCIDENT_RESOLVED);
  lift_node_set_instant (incident, LIFT_INCIDENT_STARTED, NOW - 7200);
  lift_node_set_instant (incident, LIFT_INCIDENT_RESOLVED_AT, NOW - 3600);
  lift_node_set_text (incident, LIFT_INCIDENT_DECLARED_BY, "Jonas Weber");
  add_item (incident, LIFT_INCIDENT_ITEMS, "Assess severity", LIFT_ITEM_DONE, NULL);
  return release;
}

static const char golden[] =
  "# OctoAcme 2.4.0\n"
  "\n"
  "Release moment: 2026-12-09T10:00, Europe/Berlin\n"
  "\n"
  "Type: minor\\\n"
  "Project: Platform\\\n"
  "Manager: Jonas Weber\\\n"
  "State: planned\\\n"
  "Template: octoacme\\\n"
  "Deployment window: PT3H\n"
  "\n"
  "As of 2026-12-02T09:12:00Z: 3 of 7 items closed.\n"
  "\n"
  "## Release Planning (T-2 weeks)\n"
  "\n"
  "Due: 2026-11-25T10:00, Europe/Berlin\n"
  "\n"
  "- [ ] Confirm \\*scope\\*\n"
  "- [x] Review release notes\n"
  "  - Who: Jonas Weber\n"
  "  - When: 2026-12-02T09:11:00Z\n"
  "  - Owner: Mei Lin\n"
  "  - Evidence: [Run \\[7\\]](<https://ci.example/7>)\n"
  "- [ ] Obtain sign-off\n"
  "  - Blocked: no test data: yet\n"
  "  - Who: Jonas Weber\n"
  "  - When: 2026-12-02T09:11:00Z\n"
  "- [ ] Run smoke tests\n"
  "  - Failed: 3 of 40\n"
  "  - Who: Jonas Weber\n"
  "  - When: 2026-12-02T09:11:00Z\n"
  "- [ ] Conduct UAT\n"
  "  - Skipped: hotfix\n"
  "  - Risk accepted by: Ada King\n"
  "  - Who: Jonas Weber\n"
  "  - When: 2026-12-02T09:11:00Z\n"
  "- [ ] Brief support\n"
  "  - Not applicable: nothing new\n"
  "  - Who: Jonas Weber\n"
  "  - When: 2026-12-02T09:11:00Z\n"
  "  - Note:\n"
  "    > \\# First\n"
  "    >\n"
  "    > \\- \\[ \\] second\n"
  "  - Evidence: <mailto:a@b.example>\n"
  "\n"
  "## Production Deployment (Release Day)\n"
  "\n"
  "Pinned to: 2026-12-09T23:00, Asia/Tokyo\n"
  "\n"
  "- [ ] Execute\n"
  "  - Note: at night\n"
  "\n"
  "## Later\n"
  "\n"
  "No items.\n"
  "\n"
  "## Incident Response (If Needed)\n"
  "\n"
  "- [ ] Assess severity\n"
  "\n"
  "## Database down (T-1 day) (Incident i1)\n"
  "\n"
  "Severity: SEV2\\\n"
  "State: resolved\\\n"
  "Started: 2026-12-02T07:12:00Z\\\n"
  "Declared by: Jonas Weber\\\n"
  "Resolved: 2026-12-02T08:12:00Z\n"
  "\n"
  "- [x] Assess severity\n"
  "  - Who: Jonas Weber\n"
  "  - When: 2026-12-02T09:11:00Z\n";

/* All fields of @a and @b but ids, positions and those of @release itself. */
static void
assert_same (LiftNode *a,
             LiftNode *b)
{
  LiftKind kind = lift_node_get_kind (a);
  LiftField first = lift_kind_first_field (kind);

  for (LiftField field = first; field < first + lift_kind_n_fields (kind); field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);

      if (info->type == LIFT_TYPE_ID || info->type == LIFT_TYPE_POSITION)
        continue;
      if (kind == LIFT_KIND_RELEASE && field != LIFT_RELEASE_PHASES && field != LIFT_RELEASE_RESPONSE && field != LIFT_RELEASE_RESPONSE_TITLE)
        continue;

      if (lift_field_is_text (field))
        g_assert_cmpstr (lift_node_get_text (b, field), ==, lift_node_get_text (a, field));
      else if (info->type == LIFT_TYPE_ENUM)
        g_assert_cmpint (lift_node_get_enum (b, field), ==, lift_node_get_enum (a, field));
      else if (info->type == LIFT_TYPE_INSTANT)
        g_assert_cmpint (lift_node_get_instant (b, field), ==, lift_node_get_instant (a, field));
      else if (info->type == LIFT_TYPE_LIST)
        {
          LiftNodes *from = lift_node_get_list (a, field), *to = lift_node_get_list (b, field);

          g_assert_cmpuint (lift_nodes_get_n (to), ==, lift_nodes_get_n (from));
          for (guint i = 0; i < lift_nodes_get_n (from); i++)
            assert_same (lift_nodes_get (from, i), lift_nodes_get (to, i));
        }
    }
}

static LiftTemplate *
read_back (LiftNode *release)
{
  g_autofree char *markdown = lift_export_markdown (release, NOW);
  g_autoptr (GError) error = NULL;
  LiftTemplate *template = lift_template_parse ("back", markdown, strlen (markdown), &error);

  g_assert_no_error (error);
  return template;
}

static void
test_golden (void)
{
  g_autoptr (LiftNode) release = make_release ();
  g_autofree char *markdown = lift_export_markdown (release, NOW);

  g_assert_cmpstr (markdown, ==, golden);
}

static void
test_round_trip (void)
{
  g_autoptr (LiftNode) release = make_release ();
  g_autoptr (LiftTemplate) back = read_back (release);
  g_autofree char *again = lift_export_markdown (back->root, NOW);

  g_assert_cmpstr (back->title, ==, "OctoAcme 2.4.0");
  assert_same (release, back->root);

  g_assert_nonnull (strstr (again, "(If Needed)"));
  g_assert_null (strstr (again, "Database down"));
}

/* The process comes back as it went out. */
static void
test_process (void)
{
  g_autoptr (LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, NULL);
  g_autoptr (LiftTemplate) back = read_back (template->root);

  g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (back->root, LIFT_RELEASE_PHASES)), ==, 6);
  assert_same (template->root, back->root);
}

static void
test_texts (void)
{
  static const char *const texts[] = {
    "plain", "*a* _b_ `c` **d**", "`unclosed", "\\*escaped\\*", "ends in \\", "<b>bold</b> <!-- c", "&amp; &nbsp; & <", "[link](https://x.example)",
    "[x] ticked?", "[ ] open?", "[x]: definition", "[]", "# heading", "- bullet", "1. number", "> quote", "```", "---", "===", "***", "| a | b |",
    "Owner: Mei", "Blocked: no", "Note:", "Who", "No items.", "a  b", "ends in #", "## P (T-1 day)", "Release Day", "T-2 weeks",
    "Plan (T-2 weeks)", "Plan (If Needed)", "Plan (Incident i1)", "Plan (No Date)", "Plan: D-3", "[a](<b>)", "As needed", "Plan (-P2W)", "C#", "# #",
    "emoji 🚀 é 漢字 — “quoted”", "Pinned to: 2026-12-09T10:00, UTC", "!", "~~~", "    indented", "<div>", "a|b\\|c", "(If Needed)",
    "![x](y.png)", "<https://x.example>", "<script>alert(1)</script>", "~~gone~~", "snake_case_name", "_a_ (_b_)", "\\\\[U+202E]", "[U+202E] typed", "&#32;", "&#x202e;",
    "[javascript](javascript:alert(1))", "a\\", "\\", "`a\\*b`", "` `` `", "a <!-- b -->", "[^1]", "exe.\342\200\256fdp", "a\342\200\213b\302\255c", "\342\200\217", "&", "AT&T &copy",
    "damaged \303\242\342\202\254\342\200\235 dash", "\331\205\333\214\342\200\214\330\256", "1) a", "+ a", "=", ":-", "$x$ {y} %s \\n", "Plan [T-2 weeks]", "T-2 weeks: x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (LiftItemState state = 0; state < LIFT_N_ITEM_STATES; state++)
      {
        g_autofree char *text = g_strstrip (g_strdup (texts[i]));
        g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "release");
        LiftNode *phase, *item;
        g_autoptr (LiftTemplate) back = NULL;

        lift_node_set_text (release, LIFT_RELEASE_NAME, text);
        lift_node_set_text (release, LIFT_RELEASE_MANAGER, text);
        lift_node_set_text (release, LIFT_RELEASE_RESPONSE_TITLE, text);
        phase = add_phase (release, text, NULL);
        item = add_item (phase, LIFT_PHASE_ITEMS, text, state, text);
        lift_node_set_text (item, LIFT_ITEM_OWNER, text);
        lift_node_set_text (item, LIFT_ITEM_NOTE, texts[i]);
        lift_node_set_text (item, LIFT_ITEM_EVIDENCE, "https://ci.example/(a)_[b]");
        lift_node_set_text (item, LIFT_ITEM_EVIDENCE_TITLE, text);
        phase = add_phase (release, text, "P1D");
        add_item (phase, LIFT_PHASE_ITEMS, "b", LIFT_ITEM_OPEN, text);
        add_item (release, LIFT_RELEASE_RESPONSE, text, state, NULL);
        add (release, LIFT_RELEASE_INCIDENTS, LIFT_INCIDENT_TITLE, text);

        back = read_back (release);
        g_assert_cmpstr (back->title, ==, text);
        assert_same (release, back->root);
      }
}

static void
test_notes (void)
{
  static const char *const notes[] = {
    "one", "one\ntwo", "\nafter an empty line", "before an empty line\n", "\n\n", " ", "  indented", "trailing  ", "\ttab", "a\n\n\nb", "> quote\n>> more",
    "- [ ] item\n  - Owner: x", "```\n- [ ] code", "<!--\ncomment", "# heading\n===\n---", "[a]: b\n[c]: d", "Note: x\nOwner: y", "1. a\n2. b", "## P (T-1 day)\n- a",
    "a\\\nb\\\\\nc\\", "a | b\n--- | ---\n1 | 2", "    code\n\tmore", "a  \nb ", "+ a\n* b\n:--\n|--\n12) c", "<div>\n*a*\n</div>", "exe.\342\200\256fdp\n[U+202E]", "`a\nb`", "- a\n\n\n    b", " \n ", "a\n \nb",
  };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "release");
      LiftNode *phase = add_phase (release, "P", "-P1D");
      LiftNode *item = add_item (phase, LIFT_PHASE_ITEMS, "a", LIFT_ITEM_OPEN, NULL);
      g_autoptr (LiftTemplate) back = NULL;

      lift_node_set_text (item, LIFT_ITEM_NOTE, notes[i]);
      lift_node_set_text (item, LIFT_ITEM_EVIDENCE, "https://x.example");
      add_item (phase, LIFT_PHASE_ITEMS, "b", LIFT_ITEM_OPEN, NULL);
      back = read_back (release);
      assert_same (release, back->root);
    }
}

/* What a viewer shows of @markdown: each block's text on a line, and a name for whatever is no text. */
static char *
view (const char *markdown)
{
  cmark_node *document = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (document);
  GString *shown = g_string_new ("\n");
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      switch ((int) cmark_node_get_type (node))
        {
        case CMARK_NODE_DOCUMENT:
        case CMARK_NODE_LIST:
        case CMARK_NODE_ITEM:
        case CMARK_NODE_BLOCK_QUOTE:
          break;
        case CMARK_NODE_TEXT:
          g_string_append (shown, cmark_node_get_literal (node));
          break;
        case CMARK_NODE_LINEBREAK:
          g_string_append_c (shown, '\n');
          break;
        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
          if (event == CMARK_EVENT_EXIT)
            g_string_append_c (shown, '\n');
          break;
        case CMARK_NODE_LINK:
          if (event == CMARK_EVENT_ENTER)
            g_string_append_printf (shown, "(to %s) ", cmark_node_get_url (node));
          break;
        default:
          if (event == CMARK_EVENT_ENTER)
            g_string_append_printf (shown, "{%s}", cmark_node_get_type_string (node));
        }
    }
  cmark_iter_free (iter);
  cmark_node_free (document);
  return g_string_free (shown, FALSE);
}

static void
assert_line (const char *shown,
             const char *format,
             const char *text)
{
  g_autofree char *visible = lift_text_visible (text);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *line = g_strconcat ("\n", parts[0], visible, parts[1], "\n", NULL);

  if (strstr (shown, line) == NULL)
    g_error ("“%s” is not shown in%s", line, shown);
}

/* In a viewer each text looks as it was typed, but for characters that nobody would see. */
static void
test_viewer (void)
{
  static const char *const texts[] = {
    "*a* _b_ `c` **d**", "`unclosed", "\\*escaped\\*", "ends in \\", "<b>bold</b> <!-- c", "&amp; &nbsp; & < &#32; &#x202e;", "[link](https://x.example)",
    "[x](javascript:alert(1))", "![x](y.png)", "<https://x.example>", "<script>alert(1)</script>", "~~gone~~", "snake_case_name _", "# heading", "heading #", "- [ ] a",
    "1. a", "> a", "```", "---", "[U+202E]", "exe.\342\200\256fdp", "a\342\200\213b", "[a]: b", "\\[a\\]", "<mailto:a@b.example>", "a | b", "Plan [T-2 weeks]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "release");
      LiftNode *phase = add_phase (release, texts[i], "P1D");
      LiftNode *item = add_item (phase, LIFT_PHASE_ITEMS, texts[i], LIFT_ITEM_BLOCKED, texts[i]);
      g_autofree char *note = g_strdup_printf ("%s\n%s\n\n%s", texts[i], texts[i], texts[i]);
      g_autofree char *lines = g_strdup_printf ("%s\n%s\n%s", texts[i], texts[i], texts[i]); /* of two paragraphs */
      g_autofree char *markdown = NULL;
      g_autofree char *shown = NULL;

      lift_node_set_text (release, LIFT_RELEASE_NAME, texts[i]);
      lift_node_set_text (release, LIFT_RELEASE_PROJECT, texts[i]);
      lift_node_set_text (item, LIFT_ITEM_OWNER, texts[i]);
      lift_node_set_text (item, LIFT_ITEM_NOTE, note);
      lift_node_set_text (item, LIFT_ITEM_EVIDENCE, "https://ci.example/(a)_[b]");
      lift_node_set_text (item, LIFT_ITEM_EVIDENCE_TITLE, texts[i]);
      add (release, LIFT_RELEASE_INCIDENTS, LIFT_INCIDENT_TITLE, texts[i]);

      markdown = lift_export_markdown (release, NOW);
      shown = view (markdown);
      assert_line (shown, "[ ] %s", texts[i]);
      assert_line (shown, "Blocked: %s", texts[i]);
      assert_line (shown, "Owner: %s", texts[i]);
      assert_line (shown, "Project: %s", texts[i]);
      assert_line (shown, "%s (T+1 day)", texts[i]);
      assert_line (shown, "%s (Incident i1)", texts[i]);
      assert_line (shown, "Note:\n%s", lines);
      assert_line (shown, "Evidence: (to https://ci.example/(a)_[b]) %s", texts[i]);
    }
}

/* Escapes and references of a checklist from elsewhere are what they stand for; marks stay. */
static void
test_unescape (void)
{
  static const struct
  {
    const char *source;
    const char *text;
  } cases[] = {
    { "a\\*b\\_c", "a*b_c" }, { "*a* **b**", "*a* **b**" }, { "`a\\*b` \\*", "`a\\*b` *" }, { "&lt;b&gt; &amp;amp; &quot;", "<b> &amp; \"" }, { "&nbsp;&copy;", "&nbsp;&copy;" },
    { "a\\b", "a\\b" }, { "&#65;&#x42;", "AB" }, { "&#27;[31m&#0;&#x2028;&#x110000;", "&#27;[31m&#0;&#x2028;&#x110000;" },
    { "[U+202E]", "\342\200\256" }, { "[U+001B][U+0041][U+2028][U+202e]", "[U+001B][U+0041][U+2028][U+202e]" }, { "[text](https://x.example)", "[text](https://x.example)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markdown = g_strdup_printf ("## P\n- [ ] %s\n", cases[i].source);
      g_autoptr (LiftTemplate) template = lift_template_parse ("text", markdown, strlen (markdown), NULL);
      LiftNode *phase = lift_nodes_get (lift_node_get_list (template->root, LIFT_RELEASE_PHASES), 0);

      g_assert_cmpstr (lift_node_get_text (lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), 0), LIFT_ITEM_TEXT), ==, cases[i].text);
    }
}

static void
test_offsets (void)
{
  static const struct
  {
    const char *offset;
    const char *heading;
  } cases[] = {
    { NULL, "## P\n" },
    { "PT0S", "## P (Release Day)\n" },
    { "-P2W", "## P (T-2 weeks)\n" },
    { "-P1W", "## P (T-1 week)\n" },
    { "-P14D", "## P (T-14 days)\n" },
    { "P1D", "## P (T+1 day)\n" },
    { "PT1H", "## P (T+1 hour)\n" },
    { "-PT90M", "## P (T-90 minutes)\n" },
    { "P1M", "## P (T+1 month)\n" },
    { "-P1DT2H", "## P (-P1DT2H)\n" },
    { "PT30S", "## P (PT30S)\n" },
    { "P0D", "## P (P0D)\n" },
    { "P1Y", "## P (P1Y)\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "release");
      g_autofree char *markdown = NULL;
      g_autoptr (LiftTemplate) back = NULL;

      add_item (add_phase (release, "P", cases[i].offset), LIFT_PHASE_ITEMS, "a", LIFT_ITEM_OPEN, NULL);
      markdown = lift_export_markdown (release, NOW);
      g_assert_nonnull (strstr (markdown, cases[i].heading));
      back = read_back (release);
      assert_same (release, back->root);
    }
}

#define OWNERS "{\"field\":\"owner\",\"candidates\":[{},{\"owner\":\"Mei Lin\"}]}"
#define STATES "{\"field\":\"state\",\"candidates\":[{\"state\":\"failed\",\"reason\":\"red\"},{\"state\":\"done\"}]}"
#define DELETED "{\"field\":\"deleted\",\"candidates\":[{\"deleted\":\"no\"},{\"deleted\":\"yes\"}]}"
#define SETTLED "{\"field\":\"text\",\"settled\":\"2026-12-02T09:12:00Z Ann\"}"

/* The item of a release that is its only one, in phase 1 and with these conflicts; read from JSON. */
static LiftNode *
load_conflicts (const char *phase,
                const char *item,
                const char *state)
{
  g_autofree char *text = g_strdup_printf ("{\"format\": 1, \"id\": \"r\", \"name\": \"R\", \"phases\": [{\"id\": \"p\", \"position\": \"a0\", "
                                           "\"title\": \"Plan\", \"conflicts\": [%s], \"items\": [{\"id\": \"i\", \"position\": \"a0\", "
                                           "\"text\": \"Review\", \"state\": \"%s\", \"reason\": \"why\", \"by\": \"Ann\", \"conflicts\": [%s]}]}]}",
                                           phase, state, item);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (LiftLoaded) loaded = lift_json_read ("test", bytes, NULL);

  g_assert_nonnull (loaded);
  g_assert_cmpuint (loaded->violations->len, ==, 0);
  return lift_node_ref (loaded->root);
}

/* What is in conflict is not ticked and says so, and that comes back as the state that counts and nothing else. */
static void
test_conflicts (void)
{
  static const struct
  {
    const char   *phase, *item, *state, *markdown;
    LiftItemState back;
  } cases[] = {
    { "", OWNERS, "done", "- [ ] Review\n  - In conflict: Owner\n", LIFT_ITEM_OPEN },
    { "", OWNERS "," STATES, "failed", "- [ ] Review\n  - In conflict: State, Owner\n  - Failed: why\n  - Who: Ann\n", LIFT_ITEM_FAILED },
    { "", OWNERS, "skipped", "- [ ] Review\n  - In conflict: Owner\n", LIFT_ITEM_OPEN },
    { "", DELETED, "done", "- [ ] Review\n  - In conflict: Deleted\n", LIFT_ITEM_OPEN },
    { "", SETTLED, "done", "- [x] Review\n  - Done: why\n  - Who: Ann\n", LIFT_ITEM_DONE },
    { DELETED, "", "done", "## Plan\n\nIn conflict: Deleted\n\n- [x] Review\n  - Done: why\n  - Who: Ann\n", LIFT_ITEM_DONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = load_conflicts (cases[i].phase, cases[i].item, cases[i].state);
      g_autofree char *markdown = lift_export_markdown (release, NOW);
      g_autoptr (LiftTemplate) back = read_back (release);
      LiftNodes *phases = lift_node_get_list (back->root, LIFT_RELEASE_PHASES);
      LiftNodes *items = lift_node_get_list (lift_nodes_get (phases, 0), LIFT_PHASE_ITEMS);

      g_test_message ("%s", markdown);
      g_assert_true (g_str_has_suffix (markdown, cases[i].markdown));
      g_assert_cmpuint (lift_nodes_get_n (phases), ==, 1);
      g_assert_cmpuint (lift_nodes_get_n (items), ==, 1);
      g_assert_cmpstr (lift_node_get_text (lift_nodes_get (items, 0), LIFT_ITEM_TEXT), ==, "Review");
      g_assert_cmpint (lift_node_get_enum (lift_nodes_get (items, 0), LIFT_ITEM_STATE), ==, cases[i].back);
      g_assert_null (lift_node_get_text (lift_nodes_get (items, 0), LIFT_ITEM_OWNER));
      g_assert_null (lift_node_get_text (lift_nodes_get (items, 0), LIFT_ITEM_CONFLICTS));
    }
}

/* A bullet that only begins like one about conflicts is an item. */
static void
test_no_conflicts (void)
{
  static const char *const texts[] = { "In conflict", "In conflict:", "In conflict: with the law", "In conflict: Owner, Mei", "In conflict: Position" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *markdown = g_strdup_printf ("## P\n- [ ] a\n  - %s\n", texts[i]);
      g_autoptr (LiftTemplate) template = lift_template_parse ("t", markdown, strlen (markdown), NULL);
      LiftNodes *items = lift_node_get_list (lift_nodes_get (lift_node_get_list (template->root, LIFT_RELEASE_PHASES), 0), LIFT_PHASE_ITEMS);

      g_assert_cmpuint (lift_nodes_get_n (items), ==, 2);
      g_assert_cmpstr (lift_node_get_text (lift_nodes_get (items, 1), LIFT_ITEM_TEXT), ==, texts[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markdown/golden", test_golden);
  g_test_add_func ("/markdown/round-trip", test_round_trip);
  g_test_add_func ("/markdown/process", test_process);
  g_test_add_func ("/markdown/texts", test_texts);
  g_test_add_func ("/markdown/notes", test_notes);
  g_test_add_func ("/markdown/viewer", test_viewer);
  g_test_add_func ("/markdown/unescape", test_unescape);
  g_test_add_func ("/markdown/offsets", test_offsets);
  g_test_add_func ("/markdown/conflicts", test_conflicts);
  g_test_add_func ("/markdown/no-conflicts", test_no_conflicts);

  return g_test_run ();
}
