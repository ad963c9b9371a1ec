/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/export-markdown.h"
#include "core/template-private.h"

/* Offsets in working days and moments of items in checklists: read, written, and read again. */

#define CALENDAR LIFT_DAYS_CALENDAR
#define WORKING LIFT_DAYS_WORKING

static LiftTemplate *
parse (const char *markdown)
{
  g_autoptr (GError) error = NULL;
  LiftTemplate *template = lift_template_parse ("test", markdown, strlen (markdown), &error);

  g_assert_no_error (error);
  return template;
}

static LiftTemplate *
write_and_read (LiftTemplate *template)
{
  g_autofree char *markdown = lift_export_markdown (template->root, 0);

  return parse (markdown);
}

static LiftNode *
first_phase (LiftTemplate *template)
{
  return lift_nodes_get (lift_node_get_list (template->root, LIFT_RELEASE_PHASES), 0);
}

static LiftNode *
first_item (LiftTemplate *template)
{
  return lift_nodes_get (lift_node_get_list (first_phase (template), LIFT_PHASE_ITEMS), 0);
}

static void
test_headings (void)
{
  static const struct
  {
    const char  *heading, *title, *offset; /* NULL: the whole heading; none */
    LiftDayCount counted;
  } cases[] = {
    { "Plan (T-5 working days)", "Plan", "-P5D", WORKING },
    { "Plan (T-1 working day)", "Plan", "-P1D", WORKING },
    { "Plan (T−5 Working Days)", "Plan", "-P5D", WORKING },
    { "Plan (T - 5 working days)", "Plan", "-P5D", WORKING },
    { "Plan (T-5 business days)", "Plan", "-P5D", WORKING },
    { "Plan (T-5 work days)", "Plan", "-P5D", WORKING },
    { "Plan (T-1 workday)", "Plan", "-P1D", WORKING },
    { "Plan (T-3 workdays)", "Plan", "-P3D", WORKING },
    { "Plan (T-2 weekdays)", "Plan", "-P2D", WORKING },
    { "Plan (T-3wd)", "Plan", "-P3D", WORKING },
    { "Plan (T-3 BD)", "Plan", "-P3D", WORKING },
    { "Plan (T-2 working weeks)", "Plan", "-P2W", WORKING },
    { "Plan (T+2 working days)", "Plan", "P2D", WORKING },
    { "Plan (T plus 2 business days)", "Plan", "P2D", WORKING },
    { "Plan (D-3 working days)", "Plan", "-P3D", WORKING },
    { "Plan (5 working days before)", "Plan", "-P5D", WORKING },
    { "Plan (5 business days before the release)", "Plan", "-P5D", WORKING },
    { "Plan (5 business days prior to launch)", "Plan", "-P5D", WORKING },
    { "Plan (a working day before)", "Plan", "-P1D", WORKING },
    { "Plan (one workday after the deployment)", "Plan", "P1D", WORKING },
    { "Plan (-P5D working days)", "Plan", "-P5D", WORKING },
    { "Plan (-P1DT2H working days)", "Plan", "-P1DT2H", WORKING },
    { "Plan [T-5 working days]", "Plan", "-P5D", WORKING },
    { "T-5 working days: Plan", "Plan", "-P5D", WORKING },
    { "Plan — T-5 working days", "Plan", "-P5D", WORKING },
    { "T-5 working days", "T-5 working days", "-P5D", WORKING },
    /* nothing of a day is the release day, whatever days */
    { "Plan (T-0 working days)", "Plan", "PT0S", CALENDAR },
    /* days of the calendar */
    { "Plan (T-5 days)", "Plan", "-P5D", CALENDAR },
    { "Plan (T-5)", "Plan", "-P5D", CALENDAR },
    /* these are none */
    { "Plan (T-5 working hours)", NULL, NULL, CALENDAR },
    { "Plan (T-2 business months)", NULL, NULL, CALENDAR },
    { "Plan (T-5 working)", NULL, NULL, CALENDAR },
    { "Plan (5 working days)", NULL, NULL, CALENDAR },
    { "Plan: 5 working days", NULL, NULL, CALENDAR },
    { "Plan (5 working days after code freeze)", NULL, NULL, CALENDAR },
    { "Plan (working days)", NULL, NULL, CALENDAR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markdown = g_strdup_printf ("# R\n## %s\n- [ ] a\n", cases[i].heading);
      g_autoptr (LiftTemplate) template = parse (markdown);
      g_autoptr (LiftTemplate) back = write_and_read (template);

      g_test_message ("%s", cases[i].heading);
      for (guint t = 0; t < 2; t++)
        {
          LiftNode *phase = first_phase (t == 0 ? template : back);

          g_assert_cmpstr (lift_node_get_text (phase, LIFT_PHASE_TITLE), ==, cases[i].title != NULL ? cases[i].title : cases[i].heading);
          g_assert_cmpstr (lift_node_get_text (phase, LIFT_PHASE_OFFSET), ==, cases[i].offset);
          g_assert_cmpint (lift_node_get_enum (phase, LIFT_PHASE_COUNTED), ==, cases[i].counted);
        }
    }
}

/* What is no offset says nothing of the days that it counts. */
static void
test_read (void)
{
  static const char *const none[] = { "5 working days", "5 working hours before", "T-5 working moons", "-P5 working days", "5 business days after lunch", "" };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      LiftDayCount counted = WORKING;
      g_autofree char *offset = lift_offset_read (none[i], &counted);

      g_assert_null (offset);
      g_assert_cmpint (counted, ==, CALENDAR);
    }
}

static void
test_write (void)
{
  static const struct
  {
    const char  *duration;
    LiftDayCount counted;
    const char  *words;
  } cases[] = {
    { "-P5D", WORKING, "T-5 working days" },
    { "-P1D", WORKING, "T-1 working day" },
    { "P2D", WORKING, "T+2 working days" },
    { "-P2W", WORKING, "T-2 working weeks" },
    { "P1W", WORKING, "T+1 working week" },
    /* what the words do not say is written as it is */
    { "-P1W2D", WORKING, "-P1W2D working days" },
    { "-P1M", WORKING, "-P1M working days" },
    { "PT1H", WORKING, "PT1H working days" },
    { "PT0S", WORKING, "PT0S working days" },
    { "-P5D", CALENDAR, "T-5 days" },
    { "PT0S", CALENDAR, "Release Day" },
    { "PT90M", CALENDAR, "T+90 minutes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = lift_offset_write (cases[i].duration, cases[i].counted);
      LiftDayCount counted;
      g_autofree char *back = lift_offset_read (words, &counted);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (back, ==, cases[i].duration);
      g_assert_cmpint (counted, ==, cases[i].counted);
    }
}

/* The days of a heading hold for those below it that have no date of their own. */
static void
test_below (void)
{
  static const LiftDayCount counted[] = { WORKING, WORKING, CALENDAR };
  static const char *const offsets[] = { "-P5D", "-P5D", "-P2D" };
  g_autoptr (LiftTemplate) template = parse ("# R\n## P (T-5 working days)\n- [ ] a\n### Q\n- b\n### S (T-2 days)\n- c\n");

  for (guint i = 0; i < 3; i++)
    {
      LiftNode *phase = lift_nodes_get (lift_node_get_list (template->root, LIFT_RELEASE_PHASES), i);

      g_assert_cmpstr (lift_node_get_text (phase, LIFT_PHASE_OFFSET), ==, offsets[i]);
      g_assert_cmpint (lift_node_get_enum (phase, LIFT_PHASE_COUNTED), ==, counted[i]);
    }
}

static void
test_moments (void)
{
  static const struct
  {
    const char *bullets, *offset, *clock;
    guint       n_items; /* more than one: a bullet is an item */
    const char *written; /* as it is written again */
  } cases[] = {
    { "  - Offset: T-30 minutes\n", "-PT30M", NULL, 1, "  - Offset: T-30 minutes\n" },
    { "  - Offset: T−30 min\n", "-PT30M", NULL, 1, "  - Offset: T-30 minutes\n" },
    { "  - Offset: 30 minutes before\n", "-PT30M", NULL, 1, "  - Offset: T-30 minutes\n" },
    { "  - Offset: T+1 hour\n", "PT1H", NULL, 1, "  - Offset: T+1 hour\n" },
    { "  - Offset: T-1 day\n", "-P1D", NULL, 1, "  - Offset: T-1 day\n" },
    { "  - Offset: PT1H30M\n", "PT1H30M", NULL, 1, "  - Offset: PT1H30M\n" },
    { "  - Offset: T-0\n", "PT0S", NULL, 1, "  - Offset: Release Day\n" },
    { "  - Time of day: 09:15\n", NULL, "09:15", 1, "  - Time of day: 09:15\n" },
    { "  - Owner: Mei\n  - Time of day: 09:15\n  - Note: x\n", NULL, "09:15", 1, "  - Owner: Mei\n  - Time of day: 09:15\n  - Note: x\n" },
    /* of two the first; what is none is an item */
    { "  - Offset: T-30 minutes\n  - Time of day: 09:15\n", "-PT30M", NULL, 2, "  - Offset: T-30 minutes\n- [ ] Time of day: 09:15\n" },
    { "  - Time of day: 09:15\n  - Offset: T-30 minutes\n", NULL, "09:15", 2, "  - Time of day: 09:15\n- [ ] Offset: T-30 minutes\n" },
    { "  - Offset: T-5 working days\n", NULL, NULL, 2, "- [ ] Offset: T-5 working days\n" },
    { "  - Offset: soon\n", NULL, NULL, 2, "- [ ] Offset: soon\n" },
    { "  - Time of day: 9:15\n", NULL, NULL, 2, "- [ ] Time of day: 9:15\n" },
    { "  - Time of day: 25:00\n", NULL, NULL, 2, "- [ ] Time of day: 25:00\n" },
    { "  - Time of day: noon\n", NULL, NULL, 2, "- [ ] Time of day: noon\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markdown = g_strdup_printf ("# R\n## P (Release Day)\n- [ ] a\n%s", cases[i].bullets);
      g_autofree char *expected = g_strdup_printf ("- [ ] a\n%s", cases[i].written);
      g_autoptr (LiftTemplate) template = parse (markdown);
      g_autoptr (LiftTemplate) back = write_and_read (template);
      g_autofree char *written = lift_export_markdown (template->root, 0);

      g_test_message ("%s", cases[i].bullets);
      g_assert_nonnull (strstr (written, expected));
      for (guint t = 0; t < 2; t++)
        {
          LiftTemplate *read = t == 0 ? template : back;

          g_assert_cmpstr (lift_node_get_text (first_item (read), LIFT_ITEM_OFFSET), ==, cases[i].offset);
          g_assert_cmpstr (lift_node_get_text (first_item (read), LIFT_ITEM_CLOCK), ==, cases[i].clock);
          g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (first_phase (read), LIFT_PHASE_ITEMS)), ==, cases[i].n_items);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template-life/headings", test_headings);
  g_test_add_func ("/template-life/read", test_read);
  g_test_add_func ("/template-life/write", test_write);
  g_test_add_func ("/template-life/below", test_below);
  g_test_add_func ("/template-life/moments", test_moments);
  return g_test_run ();
}
