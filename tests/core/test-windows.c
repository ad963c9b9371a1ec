/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/workday.h"
#include "life-fixture.h"

/* Whether a release falls into a freeze or outside of the deployment windows, and what becomes of a reason that lets it stand. */

#define BERLIN "Europe/Berlin"
#define NEW_YORK "America/New_York"
#define LORD_HOWE "Australia/Lord_Howe"
#define YEAR_END "2026-12-18/2027-01-04 Year end"
#define REGULAR "Tue,Thu 10:00-16:00 Regular"
#define NONE LIFT_CLASH_NONE
#define FREEZE LIFT_CLASH_FREEZE
#define OUTSIDE LIFT_CLASH_OUTSIDE

/* At each edge, also where that is a time that the clocks skip or show twice. */
static void
test_edges (void)
{
  static const struct
  {
    const char    *zone, *local, *length, *windows, *freezes;
    LiftClashKind  kind;
    const char    *start, *end; /* of the freeze or of the next window; NULL: there is none */
  } cases[] = {
    /* two hours; what ends as the freeze begins is before it */
    { BERLIN, "2026-12-17T22:00", NULL, NULL, YEAR_END, NONE },
    { BERLIN, "2026-12-17T22:01", NULL, NULL, YEAR_END, FREEZE, "2026-12-17T23:00:00Z", "2027-01-04T23:00:00Z" },
    { BERLIN, "2026-12-18T00:00", NULL, NULL, YEAR_END, FREEZE, "2026-12-17T23:00:00Z", "2027-01-04T23:00:00Z" },
    { BERLIN, "2027-01-04T23:59", NULL, NULL, YEAR_END, FREEZE, "2026-12-17T23:00:00Z", "2027-01-04T23:00:00Z" },
    { BERLIN, "2027-01-05T00:00", NULL, NULL, YEAR_END, NONE },
    { BERLIN, "2026-12-17T10:00", "P1D", NULL, YEAR_END, FREEZE, "2026-12-17T23:00:00Z", "2027-01-04T23:00:00Z" },
    { BERLIN, "2026-12-17T10:00", "PT14H", NULL, YEAR_END, NONE },
    /* Tue 15 and Thu 17 December */
    { BERLIN, "2026-12-15T10:00", NULL, REGULAR, NULL, NONE },
    { BERLIN, "2026-12-15T09:59", NULL, REGULAR, NULL, OUTSIDE, "2026-12-15T09:00:00Z", "2026-12-15T15:00:00Z" },
    { BERLIN, "2026-12-15T14:00", NULL, REGULAR, NULL, NONE },
    { BERLIN, "2026-12-15T14:01", NULL, REGULAR, NULL, OUTSIDE, "2026-12-17T09:00:00Z", "2026-12-17T15:00:00Z" },
    { BERLIN, "2026-12-15T10:00", "PT6H", REGULAR, NULL, NONE },
    { BERLIN, "2026-12-15T10:00", "PT6H1M", REGULAR, NULL, OUTSIDE, "2026-12-17T09:00:00Z", "2026-12-17T15:00:00Z" },
    { BERLIN, "2026-12-16T10:00", NULL, REGULAR, NULL, OUTSIDE, "2026-12-17T09:00:00Z", "2026-12-17T15:00:00Z" },
    { BERLIN, "2026-12-17T16:00", NULL, REGULAR, NULL, OUTSIDE, "2026-12-22T09:00:00Z", "2026-12-22T15:00:00Z" },
    { BERLIN, "2026-12-15T10:00", NULL, "2026-12-01T10:00/2026-12-01T14:00 Once", NULL, OUTSIDE },
    /* windows that say nothing are none; a freeze is worse */
    { BERLIN, "2026-12-16T10:00", NULL, "# none yet\n---", NULL, NONE },
    { BERLIN, "2026-12-18T10:00", NULL, REGULAR, YEAR_END, FREEZE, "2026-12-17T23:00:00Z", "2027-01-04T23:00:00Z" },
    { BERLIN, "2026-12-22T10:00", NULL, REGULAR, YEAR_END, FREEZE, "2026-12-17T23:00:00Z", "2027-01-04T23:00:00Z" },
    /* windows that follow one another without a gap are as good as one: from line to line, over midnight, from week to week */
    { BERLIN, "2026-12-15T11:00", NULL, "Tue 10:00-12:00\nTue 12:00-14:00", NULL, NONE },
    { BERLIN, "2026-12-15T11:00", NULL, "Tue 12:00-14:00\nTue 10:00-12:00", NULL, NONE },
    { BERLIN, "2026-12-15T11:00", NULL, "Tue 10:00-12:00\nTue 12:01-14:00", NULL, OUTSIDE, "2026-12-15T11:01:00Z", "2026-12-15T13:00:00Z" },
    { BERLIN, "2026-12-15T11:00", "PT3H1M", "Tue 10:00-12:00\nTue 12:00-14:00", NULL, OUTSIDE, "2026-12-15T11:00:00Z", "2026-12-15T13:00:00Z" },
    { BERLIN, "2026-12-11T23:00", NULL, "Fri 22:00-24:00\nSat 00:00-04:00", NULL, NONE },
    { BERLIN, "2026-12-15T23:00", NULL, "Mon-Fri 00:00-24:00", NULL, NONE },
    { BERLIN, "2026-12-18T23:00", NULL, "Mon-Fri 00:00-24:00", NULL, OUTSIDE, "2026-12-20T23:00:00Z", "2026-12-21T23:00:00Z" },
    { BERLIN, "2026-12-13T23:00", NULL, "Mon-Sun", NULL, NONE },
    { BERLIN, "2026-12-14T23:00", NULL, "2026-12-14 Monday\n2026-12-15 Tuesday", NULL, NONE },
    /* the clocks go back: 01:00 to 03:00 are three hours; forward: one */
    { BERLIN, "2026-10-25T01:00", "PT3H", "Sun 01:00-03:00", NULL, NONE },
    { BERLIN, "2026-10-25T01:00", "PT3H1M", "Sun 01:00-03:00", NULL, OUTSIDE, "2026-11-01T00:00:00Z", "2026-11-01T02:00:00Z" },
    { BERLIN, "2027-03-28T01:00", "PT1H", "Sun 01:00-03:00", NULL, NONE },
    { BERLIN, "2027-03-28T01:00", "PT1H1M", "Sun 01:00-03:00", NULL, OUTSIDE, "2027-04-03T23:00:00Z", "2027-04-04T01:00:00Z" },
    { NEW_YORK, "2026-11-01T00:00", "PT3H", "Sun 00:00-02:00", NULL, NONE },
    { NEW_YORK, "2026-11-01T00:00", "PT3H1M", "Sun 00:00-02:00", NULL, OUTSIDE, "2026-11-08T05:00:00Z", "2026-11-08T07:00:00Z" },
    { NEW_YORK, "2027-03-14T01:00", "PT1H", "Sun 01:00-03:00", NULL, NONE },
    { NEW_YORK, "2027-03-14T01:00", "PT1H1M", "Sun 01:00-03:00", NULL, OUTSIDE, "2027-03-21T05:00:00Z", "2027-03-21T07:00:00Z" },
    { LORD_HOWE, "2026-10-04T01:00", "PT1H30M", "Sun 01:00-03:00", NULL, NONE },
    { LORD_HOWE, "2026-10-04T01:00", "PT1H31M", "Sun 01:00-03:00", NULL, OUTSIDE, "2026-10-10T14:00:00Z", "2026-10-10T16:00:00Z" },
    { LORD_HOWE, "2026-04-05T01:00", "PT2H30M", "Sun 01:00-03:00", NULL, NONE },
    { LORD_HOWE, "2026-04-05T01:00", "PT2H31M", "Sun 01:00-03:00", NULL, OUTSIDE, "2026-04-11T14:30:00Z", "2026-04-11T16:30:00Z" },
    /* a freeze from 02:30, which is 03:30 then; from 02:30 and up to it, which come twice: the first one counts */
    { BERLIN, "2027-03-28T01:00", "PT1H30M", NULL, "2027-03-28T02:30/2027-03-28T05:00", NONE },
    { BERLIN, "2027-03-28T01:00", "PT1H31M", NULL, "2027-03-28T02:30/2027-03-28T05:00", FREEZE, "2027-03-28T01:30:00Z", "2027-03-28T03:00:00Z" },
    { BERLIN, "2026-10-25T01:30", "PT1H", NULL, "2026-10-25T02:30/2026-10-25T05:00", NONE },
    { BERLIN, "2026-10-25T01:30", "PT1H1M", NULL, "2026-10-25T02:30/2026-10-25T05:00", FREEZE, "2026-10-25T00:30:00Z", "2026-10-25T04:00:00Z" },
    { BERLIN, "2026-10-25T02:30", "PT1H", NULL, "2026-10-25T00:00/2026-10-25T02:30", NONE },
    { BERLIN, "2026-10-25T02:29", "PT1H", NULL, "2026-10-25T00:00/2026-10-25T02:30", FREEZE, "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z" },
    { NEW_YORK, "2026-11-01T10:00", NULL, NULL, "monthly 28/2 Month end", FREEZE, "2026-10-28T04:00:00Z", "2026-11-03T05:00:00Z" },
    { NEW_YORK, "2026-11-03T00:00", NULL, NULL, "monthly 28/2 Month end", NONE },
    { BERLIN, NULL, NULL, REGULAR, YEAR_END, NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release (cases[i].local, cases[i].zone);
      g_auto (LiftClash) clash = { LIFT_CLASH_NONE };

      lift_node_set_text (release, LIFT_RELEASE_WINDOW, cases[i].length);
      lift_node_set_text (release, LIFT_RELEASE_WINDOWS, cases[i].windows);
      lift_node_set_text (release, LIFT_RELEASE_FREEZES, cases[i].freezes);
      g_test_message ("%s in %s, windows %s, freezes %s", cases[i].local, cases[i].zone, cases[i].windows, cases[i].freezes);
      g_assert_cmpint (lift_clash_of_release (release, &clash), ==, cases[i].kind != NONE);
      g_assert_cmpint (clash.kind, ==, cases[i].kind);
      g_assert_cmpint (clash.has_span, ==, cases[i].start != NULL);
      if (clash.has_span)
        {
          life_assert_instant (clash.span.start, cases[i].start);
          life_assert_instant (clash.span.end, cases[i].end);
        }
    }
}

/* What is over falls nowhere any more. */
static void
test_states (void)
{
  for (LiftReleaseState state = LIFT_RELEASE_PLANNED; state <= LIFT_RELEASE_CLOSED; state++)
    {
      g_autoptr (LiftNode) release = life_release ("2026-12-22T10:00", BERLIN);
      g_auto (LiftClash) clash = { LIFT_CLASH_NONE };

      lift_node_set_text (release, LIFT_RELEASE_FREEZES, YEAR_END);
      lift_node_set_enum (release, LIFT_RELEASE_STATE, state);
      g_assert_cmpint (lift_clash_of_release (release, &clash), ==,
                       state != LIFT_RELEASE_RELEASED && state != LIFT_RELEASE_ABORTED && state != LIFT_RELEASE_CLOSED);
    }
}

/* What is being deployed falls nowhere; what did not stand does again. */
static void
test_under_way (void)
{
  static const struct
  {
    const char *story;
    gboolean    clashes;
  } cases[] = {
    { "plan EU", TRUE },
    { "@12-22T09:00 start EU", FALSE },
    { "plan US; @12-22T09:00 start EU; @12-22T10:00 end EU succeeded", FALSE },
    { "@12-22T09:00 start EU; @12-22T10:00 end EU failed", TRUE },
    { "@12-22T09:00 start EU; @12-22T10:00 end EU succeeded", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release ("2026-12-22T10:00", BERLIN);
      g_autoptr (LiftDocument) document = NULL;
      g_auto (LiftClash) clash = { LIFT_CLASH_NONE };

      g_test_message ("%s", cases[i].story);
      lift_node_set_text (release, LIFT_RELEASE_FREEZES, YEAR_END);
      document = lift_document_new (release);
      life_tell (document, cases[i].story, NULL);
      g_assert_cmpint (lift_clash_of_release (lift_document_get_root (document), &clash), ==, cases[i].clashes);
    }
}

/* Overrides */

typedef struct
{
  LiftReschedule  change;
  const char     *refusal;
  const char     *reason, *local; /* of the override, after it */
  gboolean        overridden;
} Step;

static LiftDocument *
frozen_document (void)
{
  g_autoptr (LiftDocument) document = life_document ();
  g_autoptr (LiftGroup) calendar = lift_intent_calendar (lift_document_get_root (document),
                                                         &(LiftCalendarChange) { -1, NULL, NULL, REGULAR "\nWed 10:00-12:00", YEAR_END }, NULL);

  life_apply (document, calendar, 0);
  return g_steal_pointer (&document);
}

static void
take (LiftDocument *document,
      const Step   *step,
      gint64        when)
{
  LiftAct act = life_act ("Bo", when);
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftGroup) group = lift_intent_reschedule (lift_document_get_root (document), &step->change, &act, &error);
  LiftNode *root;

  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, step->refusal);
  if (group == NULL)
    g_assert_error (error, LIFT_ERROR, LIFT_ERROR_CLASH);
  else
    life_apply (document, group, when);
  root = lift_document_get_root (document);
  g_assert_cmpstr (lift_node_get_text (root, LIFT_RELEASE_OVERRIDE), ==, step->reason);
  g_assert_cmpstr (lift_node_get_text (root, LIFT_RELEASE_OVERRIDE_LOCAL), ==, step->local);
  g_assert_cmpstr (lift_node_get_text (root, LIFT_RELEASE_OVERRIDE_BY), ==, step->reason != NULL ? "Bo" : NULL);
  g_assert_cmpint (lift_node_get_instant (root, LIFT_RELEASE_OVERRIDE_AT) != LIFT_NO_INSTANT, ==, step->reason != NULL);
  g_assert_cmpint (lift_clash_overridden (root), ==, step->overridden);
}

static void
test_override (void)
{
  static const char freeze[] = "The release falls into a freeze: Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027): choose another moment, or say why it may stand";
  static const char outside[] = "The release falls outside of the deployment windows; the next one is Regular (Tue 15 Dec 2026, 10:00–16:00): "
                                "choose another moment, or say why it may stand";
  static const Step steps[] = {
    { { .local = "2026-12-22T10:00" }, freeze },
    { { .local = "2026-12-22T10:00", .override = " " }, freeze },
    { { .local = "2026-12-11T10:00" }, outside },
    /* a reason that is not needed is not kept */
    { { .local = "2026-12-15T10:00", .override = "agreed" }, NULL },
    { { .local = "2026-12-22T10:00", .override = "agreed" }, NULL, "agreed", "2026-12-22T10:00", TRUE },
    /* what is no move leaves it: the time of day of deadlines, the length of the window */
    { { .day_time = "17:00" }, NULL, "agreed", "2026-12-22T10:00", TRUE },
    { { .local = "2026-12-22T10:00", .window = "PT3H" }, NULL, "agreed", "2026-12-22T10:00", TRUE },
    { { .override = "agreed by all" }, NULL, "agreed by all", "2026-12-22T10:00", TRUE },
    /* a move away voids it, and it is not good for where it goes */
    { { .local = "2026-12-23T10:00" }, freeze, "agreed by all", "2026-12-22T10:00", TRUE },
    { { .zone = "Europe/London" }, freeze, "agreed by all", "2026-12-22T10:00", TRUE },
    { { .local = "2026-12-23T10:00", .override = "agreed again" }, NULL, "agreed again", "2026-12-23T10:00", TRUE },
    { { .local = "2026-12-15T10:00" }, NULL },
    { { .local = "2026-12-22T10:00" }, freeze },
    { { .local = "" }, NULL },
  };
  g_autoptr (LiftDocument) document = frozen_document ();

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("step %u", i);
      take (document, &steps[i], 1000 + i);
    }
}

/* One moves into the freeze and says why, another moves somewhere else, which is what the release shows. The reason is for another moment then, and nothing but a
 * new one makes it good. */
static void
test_override_void (void)
{
  static const Step there = { { .local = "2026-12-22T10:00", .override = "agreed" }, NULL, "agreed", "2026-12-22T10:00", TRUE };
  static const Step deadlines = { { .day_time = "17:00" }, NULL, "agreed", "2026-12-22T10:00", FALSE };
  g_autoptr (LiftDocument) first = frozen_document ();
  g_autoptr (LiftDocument) one = lift_document_new (lift_document_get_root (first));
  g_autoptr (LiftDocument) other = lift_document_new (lift_document_get_root (first));
  g_autoptr (LiftDocument) document = NULL;
  g_autoptr (LiftNode) merged = NULL;

  take (one, &there, 1000);
  life_tell (other, "move 2026-12-15T10:00", NULL);
  merged = lift_merge (lift_document_get_root (first), lift_document_get_root (one), lift_document_get_root (other));
  document = lift_document_new (merged);
  g_assert_cmpstr (lift_node_get_text (merged, LIFT_RELEASE_LOCAL), ==, "2026-12-15T10:00");
  g_assert_false (lift_clash_overridden (merged));
  take (document, &deadlines, 2000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/windows/edges", test_edges);
  g_test_add_func ("/windows/states", test_states);
  g_test_add_func ("/windows/override", test_override);
  g_test_add_func ("/windows/under-way", test_under_way);
  g_test_add_func ("/windows/override-void", test_override_void);
  return g_test_run ();
}
