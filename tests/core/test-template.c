/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/error.h"
#include "core/position.h"
#include "core/template.h"

#define SOURCE "data/templates/octoacme.md"

static const struct
{
  const char *title;
  const char *offset;
  guint       n_items;
} process[] = {
  { "Release Planning", "-P2W", 6 },
  { "Pre-Release Preparation", "-P1W", 7 },
  { "Staging Validation", "-P3D", 6 },
  { "Production Deployment", "PT0S", 7 },
  { "Post-Deployment", "PT1H", 6 },
  { "Post-Release Follow-up", "P1D", 6 },
};

static LiftTemplate *
parse (const char *markdown)
{
  g_autoptr (GError) error = NULL;
  LiftTemplate *template = lift_template_parse ("test", markdown, strlen (markdown), &error);

  g_assert_no_error (error);
  return template;
}

static void
assert_refused (const char *markdown,
                gssize      length,
                const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftTemplate) template = lift_template_parse ("list.md", markdown, length < 0 ? strlen (markdown) : length, &error);

  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
  g_assert_null (template);
  g_assert_true (g_str_has_prefix (error->message, "list.md"));
  g_assert_nonnull (strstr (error->message, part));
}

/* "Title|offset|item;item" for each phase, then "response|title|item;…". */
static char *
summary (LiftTemplate *template)
{
  GString *out = g_string_new (NULL);
  LiftNodes *phases = lift_node_get_list (template->root, LIFT_RELEASE_PHASES);

  for (guint i = 0; i <= lift_nodes_get_n (phases); i++)
    {
      gboolean response = i == lift_nodes_get_n (phases);
      LiftNode *phase = response ? NULL : lift_nodes_get (phases, i);
      LiftNodes *items = response ? lift_node_get_list (template->root, LIFT_RELEASE_RESPONSE)
                                  : lift_node_get_list (phase, LIFT_PHASE_ITEMS);
      const char *offset = response ? NULL : lift_node_get_text (phase, LIFT_PHASE_OFFSET);

      if (response && lift_nodes_get_n (items) == 0)
        break;
      g_string_append_printf (out, "%s%s|%s|", response ? "response|" : "",
                              response ? lift_node_get_text (template->root, LIFT_RELEASE_RESPONSE_TITLE)
                                       : lift_node_get_text (phase, LIFT_PHASE_TITLE),
                              offset != NULL ? offset : "");
      for (guint j = 0; j < lift_nodes_get_n (items); j++)
        g_string_append_printf (out, "%s%s", j > 0 ? ";" : "", lift_node_get_text (lift_nodes_get (items, j), LIFT_ITEM_TEXT));
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

static void
assert_summary (const char *markdown,
                const char *expected)
{
  g_autoptr (LiftTemplate) template = parse (markdown);
  g_autofree char *got = summary (template);

  g_assert_cmpstr (got, ==, expected);
}

/* The texts of the lines "- [ ] …" of the process, by nothing but a scan of its lines. */
static GStrv
scan_source (void)
{
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", SOURCE, NULL);
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  /* The process is not ours to reword: its bytes are pinned. */
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_assert_cmpstr (sum, ==, "dacf0f48f6bd8732dffcdc5784ac9a65f5c2dcbb779ad0bd9c0621c412c29abf");
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    if (g_str_has_prefix (*line, "- [ ] "))
      g_strv_builder_add (builder, *line + 6);
  return g_strv_builder_end (builder);
}

static void
test_process (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftTemplate) template = lift_template_load ("octoacme", NULL, &error);
  g_auto (GStrv) texts = scan_source ();
  LiftNodes *phases, *steps;
  guint line = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (template->name, ==, "octoacme");
  g_assert_cmpstr (template->title, ==, "OctoAcme — Release Manager Checklist");
  g_assert_cmpuint (g_strv_length (texts), ==, 45);

  phases = lift_node_get_list (template->root, LIFT_RELEASE_PHASES);
  g_assert_cmpuint (lift_nodes_get_n (phases), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);
      LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);

      g_assert_cmpstr (lift_node_get_text (phase, LIFT_PHASE_TITLE), ==, process[i].title);
      g_assert_cmpstr (lift_node_get_text (phase, LIFT_PHASE_OFFSET), ==, process[i].offset);
      g_assert_cmpuint (lift_nodes_get_n (items), ==, process[i].n_items);
      for (guint j = 0; j < lift_nodes_get_n (items); j++)
        {
          LiftNode *item = lift_nodes_get (items, j);

          g_assert_cmpstr (lift_node_get_text (item, LIFT_ITEM_TEXT), ==, texts[line++]);
          g_assert_cmpint (lift_node_get_enum (item, LIFT_ITEM_STATE), ==, LIFT_ITEM_OPEN);
          g_assert_true (lift_position_valid (lift_node_get_position (item)));
        }
    }
  g_assert_cmpuint (line, ==, 38);

  steps = lift_node_get_list (template->root, LIFT_RELEASE_RESPONSE);
  g_assert_cmpstr (lift_node_get_text (template->root, LIFT_RELEASE_RESPONSE_TITLE), ==, "Incident Response");
  g_assert_cmpuint (lift_nodes_get_n (steps), ==, 7);
  for (guint j = 0; j < 7; j++)
    g_assert_cmpstr (lift_node_get_text (lift_nodes_get (steps, j), LIFT_ITEM_TEXT), ==, texts[line++]);
  g_assert_cmpstr (lift_node_get_text (lift_nodes_get (steps, 6), LIFT_ITEM_TEXT), ==, "Schedule post-incident review");
}

static void
test_offsets (void)
{
  static const struct
  {
    const char *heading;
    const char *title;  /* NULL: the whole heading */
    const char *offset; /* NULL: none */
  } cases[] = {
    { "Plan (T-2 weeks)", "Plan", "-P2W" },
    { "Plan (T-1 week)", "Plan", "-P1W" },
    { "Plan (T-3 days)", "Plan", "-P3D" },
    { "Plan (Release Day)", "Plan", "PT0S" },
    { "Plan (T+1 hour)", "Plan", "PT1H" },
    { "Plan (T+1 day)", "Plan", "P1D" },
    { "Plan (T-6 days)", "Plan", "-P6D" },
    { "Plan (T - 2 weeks)", "Plan", "-P2W" },
    { "Plan (T−2w)", "Plan", "-P2W" },
    { "Plan (t–10d)", "Plan", "-P10D" },
    { "Plan (T-7)", "Plan", "-P7D" },
    { "Plan (T minus 3 days)", "Plan", "-P3D" },
    { "Plan (T-minus 3 days)", "Plan", "-P3D" },
    { "Plan (T+90 min)", "Plan", "PT90M" },
    { "Plan (T+2 hrs)", "Plan", "PT2H" },
    { "Plan (T-1 month)", "Plan", "-P1M" },
    { "Plan (T-0)", "Plan", "PT0S" },
    { "Plan (T-0 days)", "Plan", "PT0S" },
    { "Plan (1 week before)", "Plan", "-P1W" },
    { "Plan (One week before release)", "Plan", "-P1W" },
    { "Plan (a day prior to release)", "Plan", "-P1D" },
    { "Plan (2 days after)", "Plan", "P2D" },
    { "Plan (2 days after code freeze)", NULL, NULL },
    { "Plan (D+1)", "Plan", "P1D" },
    { "Plan (D-3)", "Plan", "-P3D" },
    { "Plan (Day -3)", "Plan", "-P3D" },
    { "Plan (D-Day)", "Plan", "PT0S" },
    { "Plan (-P2W)", "Plan", "-P2W" },
    { "Plan (PT1H30M)", "Plan", "PT1H30M" },
    { "Plan [T-2 weeks]", "Plan", "-P2W" },
    { "Plan (beta) (T-2 weeks)", "Plan (beta)", "-P2W" },
    { "T-2 weeks: Plan", "Plan", "-P2W" },
    { "Plan — T-2 weeks", "Plan", "-P2W" },
    { "Plan - a - D-3", "Plan - a", "-P3D" },
    { "T-2 weeks", "T-2 weeks", "-P2W" },
    { "Release Day", "Release Day", "PT0S" },
    { "Day One (T+1 day) (No Date)", "Day One (T+1 day)", NULL },
    { "Plan", "Plan", NULL },
    { "Plan (2 weeks)", NULL, NULL },
    { "Plan (T-2 moons)", NULL, NULL },
    { "Plan (T-9999999 days)", NULL, NULL },
    { "Plan (T-)", NULL, NULL },
    { "Plan (-3)", NULL, NULL },
    { "Plan (if applicable)", NULL, NULL },
    { "Plan ()", NULL, NULL },
    { "Plan: -3", NULL, NULL },
    { "(T-2 weeks)", "T-2 weeks", "-P2W" },
    { ")", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markdown = g_strdup_printf ("## %s\n- [ ] a\n", cases[i].heading);
      g_autofree char *expected = g_strdup_printf ("%s|%s|a\n", cases[i].title != NULL ? cases[i].title : cases[i].heading,
                                                   cases[i].offset != NULL ? cases[i].offset : "");

      g_test_message ("%s", cases[i].heading);
      assert_summary (markdown, expected);
    }
}

static void
test_structure (void)
{
  static const struct
  {
    const char *markdown;
    const char *expected;
  } cases[] = {
    { "# R\n\nText\n\n## Purpose\nText.\n\n## P\n- [ ] a\n- [x] b\n* c\n", "P||a;b;c\n" },
    /* nested and ordered lists, in order */
    { "## P\n- [ ] a\n  - [ ] b\n    1. c\n  - d\n- e\n\n1. f\n2) g\n", "P||a;b;c;d;e;f;g\n" },
    /* lines of a paragraph, lazy lines, hard breaks, markers as typed */
    { "## P\n- [ ] `a b`\n  **c**  \nd\\\n  e_f_ [g](h) \\*\n", "P||`a b` **c** d e_f_ [g](h) *\n" },
    /* only the first paragraph */
    { "## P\n- [ ] a\n\n  More.\n\n- [ ] b\n", "P||a;b\n" },
    /* what looks like a link definition is an item */
    { "## P\n- [ ] a\n- [x]: b\n- [c]: d\n", "P||a;[x]: b;[c]: d\n" },
    /* headings of every form */
    { "R\n=\n\nPlan it\nnow\n---\n- [ ] a\n\n### Q ###\n- b\n\n## C#\n- c\n\n## D \\#\n- d\n", "Plan it now||a\nQ||b\nC#||c\nD #||d\n" },
    /* a date holds for the headings below */
    { "# R\n## P (T-2 weeks)\n- [ ] a\n### Q\n- b\n### S (T-1 day)\n- c\n### U\n- d\n## V\n- e\n",
      "P|-P2W|a\nQ|-P2W|b\nS|-P1D|c\nU|-P2W|d\nV||e\n" },
    /* the response list is kept apart, wherever it stands */
    { "## Trouble (If Needed)\n- [ ] x\n## P\n- [ ] a\n## More (if needed)\n- y\n", "P||a\nresponse|Trouble||x;y\n" },
    /* quotes, code and lists of prose under the title are no items */
    { "# R\n- prose\n\n## P\n> - [ ] q\n\n```\n- [ ] code\n```\n\n- [ ] a\n", "P||a\n" },
    { "# R\n- [ ] a\n", "R||a\n" },
    { "# Plan (T-2 weeks)\n- a\n\n# Ship (Release Day)\n- b\n", "Plan|-P2W|a\nShip|PT0S|b\n" },
    { "- before\n\n## P\n- [ ] a\n- [ ]\n- [x]\n-\n- - b\n", "P||a;b\n" },
    /* bytes */
    { "\xef\xbb\xbf## P (T-1 day)\r\n- [ ] a\r\n  b\r\n- [X]\tc\td\r\n", "P|-P1D|a b;c d\n" },
    { "## P\r- [ ] a\r- [ ] b", "P||a;b\n" },
    { "## P\n-\t[ ] a\n\n\t- [ ] b\n", "P||a;b\n" },
    { "## P\n- [ ] a \xe2\x80\xa8" "b\x01" "c\n", "P||a  b c\n" },
    { "## P â€“ Q\n- [ ] â€œaâ€\xc2\x9d b â€™ c â€¦ Ã¢ â‚¬ â\n", "P – Q||“a” b ’ c … Ã¢ â‚¬ â\n" },
    { "## P (Tâˆ’2 weeks)\n- [ ] a", "P|-P2W|a\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      assert_summary (cases[i].markdown, cases[i].expected);
    }
}

static LiftNode *
item_of (LiftTemplate *template,
         guint         index)
{
  LiftNode *phase = lift_nodes_get (lift_node_get_list (template->root, LIFT_RELEASE_PHASES), 0);

  return lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), index);
}

static void
test_ticks (void)
{
  g_autoptr (LiftTemplate) template = parse ("# R 1\n## P\n- [x] a\n- [ ] b\n- [X] c\n- d\n");
  LiftNode *phase = lift_nodes_get (lift_node_get_list (template->root, LIFT_RELEASE_PHASES), 0);

  g_assert_cmpstr (template->title, ==, "R 1");
  g_assert_cmpstr (template->name, ==, "test");
  g_assert_cmpstr (lift_node_get_text (template->root, LIFT_RELEASE_NAME), ==, "R 1");
  g_assert_cmpstr (lift_node_get_text (template->root, LIFT_RELEASE_TEMPLATE), ==, "test");
  g_assert_cmpint (lift_node_get_enum (item_of (template, 0), LIFT_ITEM_STATE), ==, LIFT_ITEM_DONE);
  g_assert_cmpint (lift_node_get_enum (item_of (template, 1), LIFT_ITEM_STATE), ==, LIFT_ITEM_OPEN);
  g_assert_cmpint (lift_node_get_enum (item_of (template, 2), LIFT_ITEM_STATE), ==, LIFT_ITEM_DONE);
  g_assert_cmpint (lift_node_get_enum (item_of (template, 3), LIFT_ITEM_STATE), ==, LIFT_ITEM_OPEN);
  g_assert_null (lift_node_get_text (item_of (template, 0), LIFT_ITEM_BY));
  g_assert_true (lift_node_get_instant (item_of (template, 0), LIFT_ITEM_AT) == LIFT_NO_INSTANT);
  g_assert_cmpuint (lift_nodes_tally (lift_node_get_list (phase, LIFT_PHASE_ITEMS), LIFT_ITEM_DONE), ==, 2);
}

static void
test_details (void)
{
  g_autoptr (LiftTemplate) template = parse (
    "## P\n"
    "- [ ] a\n"
    "  - Blocked: no data\n"
    "  - Who: Jonas Weber\n"
    "  - When: 2026-12-02T09:12:00Z\n"
    "  - [ ] nested\n"
    "  - Owner: Mei: Lin\n"
    "- [x] b\n"
    "  - Note:\n"
    "    > one\n"
    "    >\n"
    "    > - [ ] two\n"
    "  - Evidence: [a [b] c](<https://ci.example/7_(x)>)\n"
    "- [ ] Owner: not a detail\n"
    "  - [ ] Owner: nor this\n"
    "  - When: tomorrow\n"
    "  - Who: is not for an open item\n"
    "  - Evidence: none\n"
    "  - Ownership: x\n"
    "  - Note: same line\n"
    "  - Evidence: https://ci.example/8\n");
  LiftNode *a = item_of (template, 0), *b = item_of (template, 2), *c = item_of (template, 3);
  g_autofree char *got = summary (template);

  g_assert_cmpstr (got, ==, "P||a;nested;b;Owner: not a detail;Owner: nor this;When: tomorrow;"
                            "Who: is not for an open item;Evidence: none;Ownership: x\n");
  g_assert_cmpint (lift_node_get_enum (a, LIFT_ITEM_STATE), ==, LIFT_ITEM_BLOCKED);
  g_assert_cmpstr (lift_node_get_text (a, LIFT_ITEM_REASON), ==, "no data");
  g_assert_cmpstr (lift_node_get_text (a, LIFT_ITEM_BY), ==, "Jonas Weber");
  g_assert_cmpint (lift_node_get_instant (a, LIFT_ITEM_AT), ==, 1796202720);
  g_assert_cmpstr (lift_node_get_text (a, LIFT_ITEM_OWNER), ==, "Mei: Lin");
  g_assert_cmpstr (lift_node_get_text (b, LIFT_ITEM_NOTE), ==, "one\n\n- [ ] two");
  g_assert_cmpstr (lift_node_get_text (b, LIFT_ITEM_EVIDENCE), ==, "https://ci.example/7_(x)");
  g_assert_cmpstr (lift_node_get_text (b, LIFT_ITEM_EVIDENCE_TITLE), ==, "a [b] c");
  g_assert_cmpstr (lift_node_get_text (c, LIFT_ITEM_NOTE), ==, "same line");
  g_assert_cmpstr (lift_node_get_text (c, LIFT_ITEM_EVIDENCE), ==, "https://ci.example/8");
  g_assert_null (lift_node_get_text (c, LIFT_ITEM_OWNER));
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("## P\n- [ ] a\n");
  g_autoptr (LiftTemplate) template = NULL;

  while (text->len < 1024 * 1024)
    g_string_append_c (text, '\n');
  template = parse (text->str);
  g_string_append_c (text, '\n');
  assert_refused (text->str, text->len, "1 MiB");

  assert_refused (NULL, 0, "no phase with items");
  assert_refused ("# A\n\n## B (T-1 day)\n\n## C\n", -1, "no phase with items");
  assert_refused ("## X (If Needed)\n- [ ] a\n", -1, "no phase with items");
  assert_refused ("- [ ] a\n", -1, "no phase with items");
  assert_refused ("## P\n- [ ] a\xff\n", -1, "line 2");
  assert_refused ("## P\n- [ ] a\n- [ ] \0\n", 22, "line 3");
}

/* 128 KiB of whatever keeps parsers busy is read in a bounded time. */
static void
test_hostile (void)
{
  static const char *const parts[] = { "![l", "[a](<b", "<!A ", "<?", "*a_ ", "`a``", "> ", "- ", "a\n- ", "&", "  - [ ] a\n", "#\n" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new ("## P\n- [ ] a\n- [ ] ");
      gint64 start = g_get_monotonic_time ();
      g_autoptr (LiftTemplate) template = NULL;

      while (text->len < 128 * 1024)
        g_string_append (text, parts[i]);
      template = parse (text->str);
      g_test_message ("%s: %.2f s", parts[i], (g_get_monotonic_time () - start) / 1e6);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("liftoff-template-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
put (const char *folder,
     const char *basename,
     const char *text)
{
  g_autofree char *path = g_build_filename (folder, basename, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *basename;

  while ((basename = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, basename, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_load (void)
{
  static const struct
  {
    const char *name; /* in the folder; "%s" is the folder */
    const char *message;
  } bad[] = {
    { "missing", "missing.md" },
    { "%s/missing.md", "missing.md" },
    { "%s", "is a folder" },
    { "pipe", "not a regular file" },
    { "%s/pipe.md", "not a regular file" },
    { "empty", "no phase with items" },
    { "", ".md" },
  };
  g_autofree char *folder = make_folder ();
  g_autofree char *pipe = g_build_filename (folder, "pipe.md", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.md", NULL);
  g_autofree char *other = g_build_filename (folder, "other.txt", NULL);
  g_autoptr (LiftTemplate) by_name = NULL, by_path = NULL, by_other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  put (folder, "mine.md", "# Mine\n## P\n- [ ] a\n");
  put (folder, "other.txt", "## P\n- [ ] a\n");
  put (folder, "empty.md", "");
  put (folder, "octoacme.md", "# Not this\n## P\n- [ ] a\n");

  by_name = lift_template_load ("mine", folder, &error);
  g_assert_no_error (error);
  by_path = lift_template_load (path, folder, &error);
  g_assert_no_error (error);
  by_other = lift_template_load (other, folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (by_name->name, ==, "mine");
  g_assert_cmpstr (by_name->title, ==, "Mine");
  g_assert_cmpstr (by_path->name, ==, "mine");
  g_assert_cmpstr (by_other->name, ==, "other.txt");
  g_assert_cmpstr (by_other->title, ==, "other.txt");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (GStrv) parts = g_strsplit (bad[i].name, "%s", 2);
      g_autofree char *name = g_strjoinv (folder, parts);
      g_autoptr (GError) refused = NULL;

      g_assert_null (lift_template_load (name, folder, &refused));
      g_assert_error (refused, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
      g_test_message ("%s", refused->message);
      g_assert_true (g_str_has_prefix (refused->message, folder));
      g_assert_nonnull (strstr (refused->message, bad[i].message));
    }

  remove_folder (folder);
}

static void
test_list (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.md", NULL);
  g_autofree char *nested = g_build_filename (folder, "folder.md", NULL);
  g_autoptr (GPtrArray) templates = NULL, none = NULL;
  static const char *const expected[] = { "octoacme", "a", "b", "c" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (nested, 0700), ==, 0);
  put (folder, "b.md", "## P\n- [ ] a\n");
  put (folder, "c.md", "## P\n- [ ] a\n");
  put (folder, "a.md", "## P\n- [ ] a\n");
  put (folder, "empty.md", "");
  put (folder, ".hidden.md", "## P\n- [ ] a\n");
  put (folder, "notes.txt", "## P\n- [ ] a\n");
  put (folder, "octoacme.md", "# Not this\n## P\n- [ ] a\n");

  templates = lift_template_list (folder);
  g_assert_cmpuint (templates->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < templates->len; i++)
    g_assert_cmpstr (((LiftTemplate *) g_ptr_array_index (templates, i))->name, ==, expected[i]);
  g_assert_cmpstr (((LiftTemplate *) g_ptr_array_index (templates, 0))->title, ==, "OctoAcme — Release Manager Checklist");

  none = lift_template_list (missing);
  g_assert_cmpuint (none->len, ==, 1);

  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/template/process", test_process);
  g_test_add_func ("/template/offsets", test_offsets);
  g_test_add_func ("/template/structure", test_structure);
  g_test_add_func ("/template/ticks", test_ticks);
  g_test_add_func ("/template/details", test_details);
  g_test_add_func ("/template/limits", test_limits);
  g_test_add_func ("/template/hostile", test_hostile);
  g_test_add_func ("/template/load", test_load);
  g_test_add_func ("/template/list", test_list);

  return g_test_run ();
}
