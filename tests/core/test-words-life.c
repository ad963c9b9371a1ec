/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/words.h"
#include "life-fixture.h"
#include "sample-release.h"

/* Words for the life of a release. Now is Wed 2 December 2026, 10:00 UTC, 11:00 in Berlin, unless a case says otherwise. */

static gint64
now (void)
{
  return life_at ("12-02T10:00");
}

static GTimeZone *
berlin (void)
{
  return lift_zone_get ("Europe/Berlin", NULL);
}

static void
assert_words (char       *taken,
              const char *expected)
{
  g_autofree char *words = taken;

  g_assert_cmpstr (words, ==, expected);
}

static void
test_state (void)
{
  static const struct
  {
    const char *story, *words, *changes;
  } cases[] = {
    { "", "Planned", NULL },
    { "@11-30T15:40 state on-hold waits-for-legal", "On hold · waits-for-legal · Ana Ortiz, Mon 30 Nov, 16:40", "2026-12-31T23:00:00Z" },
    { "@12-02T08:12 state active", "Active · Ana Ortiz, 09:12", "2026-12-02T23:00:00Z" },
    { "@12-02T08:12 start EU; @12-02T08:30 end EU succeeded", "Released · EU · Ana Ortiz, 09:30", "2026-12-02T23:00:00Z" },
    { "@12-02T08:12 start EU rc3; state on-hold; @2025-12-31T08:30 state active", "Active · Ana Ortiz, Wed 31 Dec 2025, 09:30", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      gint64 changes = G_MAXINT64;

      life_tell (document, cases[i].story, NULL);
      assert_words (lift_words_release_state (lift_document_get_root (document), berlin (), now (), &changes), cases[i].words);
      life_assert_instant (changes == G_MAXINT64 ? LIFT_NO_INSTANT : changes, cases[i].changes);
    }
}

/* A slip is cut to days of the calendar: a week is seven days also when the clocks went forward in it. */
static void
test_moves (void)
{
  static const struct
  {
    const char *local, *story, *moves, *slip;
    gint64      seconds;
    guint       n;
  } cases[] = {
    { "2026-12-02T10:00", "", "", "", 0, 0 },
    { "2026-12-02T10:00", "move 2026-12-09T10:00", "planned Wed 2 Dec, moved once, 7 days later", "7 days later", 7 * 86400, 1 },
    { "2026-12-02T10:00", "move 2026-12-09T10:00; move 2026-12-16T09:00", "planned Wed 2 Dec, moved twice, 13 days later", "13 days later", 14 * 86400 - 3600, 2 },
    { "2026-12-02T10:00", "move 2026-12-09T10:00; move 2026-12-01T10:00; move 2026-12-02T10:00", "planned Wed 2 Dec, moved 3 times", "", 0, 3 },
    { "2026-12-02T10:00", "move 2026-12-01T10:00", "planned Wed 2 Dec, moved once, 1 day earlier", "1 day earlier", -86400, 1 },
    { "2026-12-02T10:00", "move 2026-12-02T13:05", "planned Wed 2 Dec, moved once, 3 h 5 min later", "3 h 5 min later", 11100, 1 },
    { "2026-12-02T10:00", "move 2026-12-02T12:00", "planned Wed 2 Dec, moved once, 2 h later", "2 h later", 7200, 1 },
    { "2026-12-02T10:00", "move 2026-12-02T09:59", "planned Wed 2 Dec, moved once, 1 min earlier", "1 min earlier", -60, 1 },
    { "2026-12-02T10:00", "move 2026-12-09T10:00; undo", "", "", 0, 0 },
    { "2027-03-25T10:00", "move 2027-04-01T10:00", "planned Thu 25 Mar 2027, moved once, 7 days later", "7 days later", 7 * 86400 - 3600, 1 },
    { "2027-04-01T10:00", "move 2027-03-25T10:00", "planned Thu 1 Apr 2027, moved once, 7 days earlier", "7 days earlier", -7 * 86400 + 3600, 1 },
    { "2027-03-27T10:00", "move 2027-03-28T10:00", "planned Sat 27 Mar 2027, moved once, 1 day later", "1 day later", 86400 - 3600, 1 },
    { "2026-10-24T10:00", "move 2026-10-31T10:00", "planned Sat 24 Oct, moved once, 7 days later", "7 days later", 7 * 86400 + 3600, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release (cases[i].local, "Europe/Berlin");
      g_autoptr (LiftDocument) document = lift_document_new (release);
      LiftNode *root;
      guint n;

      g_test_message ("%s", cases[i].story);
      life_tell (document, cases[i].story, NULL);
      root = lift_document_get_root (document);
      assert_words (lift_words_moves (root, now ()), cases[i].moves);
      assert_words (lift_words_slip (root), cases[i].slip);
      g_assert_cmpint (lift_release_slip (root, &n), ==, cases[i].seconds);
      g_assert_cmpuint (n, ==, cases[i].n);
    }
}

/* A moment that is taken away is a move; the first one is none. Another zone is one. */
static void
test_moves_without_moment (void)
{
  static const struct
  {
    const char *local, *zone, *words;
  } steps[] = {
    { "2026-12-02T10:00", "Europe/Berlin", "" },
    { "", NULL, "planned Wed 2 Dec, moved once" },
    { "2026-12-03T10:00", NULL, "planned Wed 2 Dec, moved once, 1 day later" },
    { NULL, "America/New_York", "planned Wed 2 Dec, moved twice, 1 day later" },
  };
  g_autoptr (LiftNode) release = life_release (NULL, NULL);
  g_autoptr (LiftDocument) document = lift_document_new (release);
  LiftAct act = life_act ("Ana Ortiz", 0);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (LiftGroup) group = lift_intent_reschedule (lift_document_get_root (document), &(LiftReschedule) { .local = steps[i].local, .zone = steps[i].zone }, &act, NULL);

      life_apply (document, group, 0);
      assert_words (lift_words_moves (lift_document_get_root (document), now ()), steps[i].words);
    }
}

static void
test_span (void)
{
  static const struct
  {
    const char *start, *end, *name, *words;
  } cases[] = {
    { "2026-12-17T23:00:00Z", "2027-01-04T23:00:00Z", "Year end", "Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027)" },
    { "2026-12-15T09:00:00Z", "2026-12-15T15:00:00Z", "Regular", "Regular (Tue 15 Dec 2026, 10:00–16:00)" },
    { "2026-12-15T09:00:00Z", "2026-12-15T15:00:00Z", NULL, "Tue 15 Dec 2026, 10:00–16:00" },
    { "2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z", "Christmas", "Christmas (Fri 25 Dec 2026)" },
    { "2026-12-18T11:00:00Z", "2026-12-21T05:00:00Z", "Weekend", "Weekend (Fri 18 Dec 2026, 12:00 – Mon 21 Dec 2026, 06:00)" },
    { "2026-12-15T19:00:00Z", "2026-12-15T23:00:00Z", NULL, "Tue 15 Dec 2026, 20:00–24:00" },
    { "2026-12-14T23:00:00Z", "2026-12-15T05:00:00Z", NULL, "Tue 15 Dec 2026, 00:00–06:00" },
    { "2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z", NULL, "Sun 28 Mar 2027" },
    { "2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z", "a\xe2\x80\xae" "b", "a[U+202E]b (Fri 25 Dec 2026)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LiftSpan span = { life_instant (cases[i].start), life_instant (cases[i].end), (char *) cases[i].name };

      assert_words (lift_words_span (&span, berlin ()), cases[i].words);
    }
}

static void
test_clash (void)
{
  static const struct
  {
    const char *local, *windows, *freezes, *words;
  } cases[] = {
    { "2026-12-15T10:00", "Tue 10:00-16:00 Regular", NULL, "" },
    { "2026-12-16T10:00", "Tue 10:00-16:00 Regular", NULL,
      "The release falls outside of the deployment windows; the next one is Regular (Tue 22 Dec 2026, 10:00–16:00)" },
    { "2026-12-16T10:00", "2026-12-01T10:00/2026-12-01T12:00", NULL, "The release falls outside of the deployment windows, and none follows" },
    { "2026-12-22T10:00", "Tue 10:00-16:00 Regular", "2026-12-18/2027-01-04", "The release falls into a freeze: Fri 18 Dec 2026 – Mon 4 Jan 2027" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release (cases[i].local, "Europe/Berlin");
      g_auto (LiftClash) clash = { LIFT_CLASH_NONE };

      lift_node_set_text (release, LIFT_RELEASE_WINDOWS, cases[i].windows);
      lift_node_set_text (release, LIFT_RELEASE_FREEZES, cases[i].freezes);
      lift_clash_of_release (release, &clash);
      assert_words (lift_words_clash (release, &clash), cases[i].words);
    }
}

static void
test_override (void)
{
  g_autoptr (LiftNode) release = life_release ("2026-12-22T10:00", "Europe/Berlin");

  assert_words (lift_words_override (release, now ()), "");
  lift_node_set_text (release, LIFT_RELEASE_OVERRIDE, "agreed with operations");
  lift_node_set_text (release, LIFT_RELEASE_OVERRIDE_LOCAL, "2026-12-22T10:00");
  lift_node_set_text (release, LIFT_RELEASE_OVERRIDE_BY, "Priya Shah");
  lift_node_set_instant (release, LIFT_RELEASE_OVERRIDE_AT, life_at ("11-30T15:40"));
  assert_words (lift_words_override (release, now ()), "Overridden: agreed with operations · Priya Shah, Mon 30 Nov, 16:40");
  lift_node_set_text (release, LIFT_RELEASE_LOCAL, "2026-12-23T10:00");
  assert_words (lift_words_override (release, now ()), "");
}

#define BY_RULE "By the rule for weekends and holidays"
#define EASTER "2027-03-26 Good Friday\n2027-03-29 Easter Monday"

/* Why a deadline is where it is, for phases of a release in Berlin. */
static void
test_rule (void)
{
  static const struct
  {
    const char  *local, *offset;
    LiftDayRule  rule;
    const char  *holidays, *words;
  } cases[] = {
    { "2027-03-31T10:00", "-P3D", LIFT_RULE_KEEP, NULL, "" },
    { "2027-03-31T10:00", "-P2D", LIFT_RULE_BEFORE, NULL, "" },
    { "2027-03-31T10:00", "-P3D", LIFT_RULE_BEFORE, NULL, "Falls on Sun 28 Mar, moved to Fri 26 Mar\n" BY_RULE },
    { "2027-03-31T10:00", "-P3D", LIFT_RULE_AFTER, NULL, "Falls on Sun 28 Mar, moved to Mon 29 Mar\n" BY_RULE },
    { "2027-03-31T10:00", "-P3D", LIFT_RULE_BEFORE, EASTER,
      "Falls on Sun 28 Mar, moved to Thu 25 Mar\nFri 26 Mar is Good Friday · by the rule" },
    { "2027-03-31T10:00", "-P3D", LIFT_RULE_AFTER, EASTER,
      "Falls on Sun 28 Mar, moved to Tue 30 Mar\nMon 29 Mar is Easter Monday · by the rule" },
    { "2027-03-31T10:00", "-P2D", LIFT_RULE_BEFORE, EASTER,
      "Falls on Mon 29 Mar (Easter Monday), moved to Thu 25 Mar\nFri 26 Mar is Good Friday · by the rule" },
    { "2027-03-31T10:00", "-P2D", LIFT_RULE_AFTER, "2027-03-29", "Falls on Mon 29 Mar, moved to Tue 30 Mar\n" BY_RULE },
    /* the rule says after, but the release is on Monday */
    { "2027-03-29T10:00", "-P1D", LIFT_RULE_AFTER, NULL, "Falls on Sun 28 Mar, moved to Fri 26 Mar\n" BY_RULE },
    /* three are named */
    { "2027-03-31T10:00", "-P3D", LIFT_RULE_BEFORE, "2027-03-22/2027-03-26 Week off",
      "Falls on Sun 28 Mar, moved to Fri 19 Mar\n"
      "Fri 26 Mar is Week off, Thu 25 Mar is Week off, Wed 24 Mar is Week off · by the rule" },
    /* it is the day that falls on the weekend, whatever hours are counted from it */
    { "2027-03-25T10:00", "P3DT20H", LIFT_RULE_AFTER, NULL, "Falls on Sun 28 Mar, moved to Mon 29 Mar\n" BY_RULE },
    { "2027-03-25T10:00", "P3DT20H", LIFT_RULE_AFTER, EASTER,
      "Falls on Sun 28 Mar, moved to Tue 30 Mar\nMon 29 Mar is Easter Monday · by the rule" },
    { "2027-03-31T10:00", "-P3DT100H", LIFT_RULE_BEFORE, EASTER,
      "Falls on Sun 28 Mar, moved to Thu 25 Mar\nFri 26 Mar is Good Friday · by the rule" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release (cases[i].local, "Europe/Berlin");

      g_test_message ("%s from %s", cases[i].offset, cases[i].local);
      lift_node_set_enum (release, LIFT_RELEASE_RULE, cases[i].rule);
      lift_node_set_text (release, LIFT_RELEASE_HOLIDAYS, cases[i].holidays);
      lift_node_set_text (life_phase (release, 1), LIFT_PHASE_OFFSET, cases[i].offset);
      assert_words (lift_words_rule (release, life_phase (release, 1)), cases[i].words);
    }
}

static void
test_deployment (void)
{
  static const struct
  {
    const char *story, *words, *attempt;
  } cases[] = {
    { "plan EU", "planned", "Attempt 1" },
    { "plan EU 2026-12-02T16:00", "planned for 16:00", "Attempt 1" },
    { "plan EU 2026-12-10T16:00", "planned for Thu 10 Dec, 16:00", "Attempt 1" },
    { "@12-02T09:02 start EU", "started 10:02", "Attempt 1" },
    { "@12-02T09:02 start EU 4.2.0-rc3", "build 4.2.0-rc3 · started 10:02", "Attempt 1" },
    { "@12-01T09:02 start EU 4.2.0-rc3; @12-02T09:07 end EU succeeded", "build 4.2.0-rc3 · started Tue 1 Dec, 10:02 · Succeeded 10:07", "Attempt 1" },
    { "@12-02T09:02 start EU; @12-02T09:07 end EU rolled-back 500s", "started 10:02 · Rolled back 10:07 · 500s", "Attempt 1" },
    { "plan EU; @12-02T09:07 end EU aborted", "Aborted 10:07", "Attempt 1" },
    { "start US; end US failed; plan EU", "planned", "Attempt 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      LiftNode *root;

      life_tell (document, cases[i].story, NULL);
      root = lift_document_get_root (document);
      assert_words (lift_words_deployment (life_find_deployment (root, "EU"), berlin (), now (), NULL), cases[i].words);
      assert_words (lift_words_attempt (root, lift_attempt_current (root)), cases[i].attempt);
    }
}

static void
test_item_moment (void)
{
  static const struct
  {
    const char *local, *offset, *clock, *words;
  } cases[] = {
    { "2026-12-09T10:00", NULL, NULL, "" },
    { "2026-12-09T10:00", "-PT30M", NULL, "T−30 min, Wed 9 Dec, 09:30" },
    { "2026-12-09T10:00", "PT1H30M", NULL, "T+1 h 30 min, Wed 9 Dec, 11:30" },
    { "2026-12-09T10:00", "PT0S", NULL, "T, Wed 9 Dec, 10:00" },
    { "2026-12-09T10:00", NULL, "09:15", "Wed 9 Dec, 09:15" },
    { "2027-01-07T10:00", NULL, "09:15", "Thu 7 Jan 2027, 09:15" },
    { NULL, "-PT30M", NULL, "T−30 min" },
    { NULL, NULL, "09:15", "09:15" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release (cases[i].local, "Europe/Berlin");
      LiftNode *item = lift_number_find (release, "4.1", LIFT_KIND_ITEM, NULL);

      lift_node_set_text (item, LIFT_ITEM_OFFSET, cases[i].offset);
      lift_node_set_text (item, LIFT_ITEM_CLOCK, cases[i].clock);
      assert_words (lift_words_item_moment (release, life_phase (release, 4), item, now ()), cases[i].words);
    }
}

/* The note of a release that somebody takes over. */
static void
test_handover (void)
{
  static const char golden[] =
    "Payments 4.2.0, as of Wed 2 Dec 2026, 11:00 CET\n"
    "Active · Ana Ortiz, Tue 1 Dec, 18:05\n"
    "Release moment: Fri 11 Dec 2026, 10:00 CET (T−8 d 23 h), planned Wed 9 Dec, moved once, 2 days later\n"
    "\n"
    "Attempt 1\n"
    "- US · planned for Fri 11 Dec, 16:00\n"
    "\n"
    "Open incidents\n"
    "- i1 Checkout fails · SEV2 · Triage · 1 h 42 min · 0 of 7\n"
    "\n"
    "Blocked or failed\n"
    "- 2.2 Verify CI/CD pipelines are green and security scans passed · Blocked · because · Ana Ortiz, Tue 1 Dec, 17:52 · owner: Jonas\n"
    "- 4.3 Create backup or snapshot (if applicable) · Failed · because · Ana Ortiz, Tue 1 Dec, 17:52\n"
    "\n"
    "To do\n"
    "- 2 Pre-Release Preparation · 1 of 7 · Due Friday, 10:00 · due Fri 4 Dec 2026, 10:00 CET (T−1 week)\n"
    "  - 2.3 Review release notes with Product and Project Managers · owner: Mei\n"
    "  - 2.4 Coordinate with DevOps on infrastructure readiness\n"
    "  - 2.5 Prepare rollback and mitigation plans\n"
    "  - 2.6 Brief support teams on new features and known issues\n"
    "  - 2.7 Schedule staging deployment and smoke tests\n"
    "- 3 Staging Validation · 0 of 6 · Upcoming, in 5 days · due Tue 8 Dec 2026, 10:00 CET (T−3 days)\n"
    "- 4 Production Deployment · 0 of 7 · Upcoming, in 8 days · Fri 11 Dec 2026, 10:00–18:00 CET\n"
    "- 5 Post-Deployment · 0 of 6 · Upcoming, 1 h after · due Fri 11 Dec 2026, 11:00 CET (T+1 h)\n"
    "- 6 Post-Release Follow-up · 0 of 6 · Upcoming, in 9 days · due Sat 12 Dec 2026, 10:00 CET (T+1 day)";
  g_autoptr (LiftDocument) document = life_document ();
  LiftAct act = life_act ("Ana Ortiz", 0);
  g_autoptr (LiftGroup) declare = NULL;

  life_tell (document, "tick 1.1; tick 1.2; tick 1.3; tick 1.4; na 1.5; skip 1.6; @12-01T16:52 tick 2.1; block 2.2; own 2.2 Jonas; own 2.3 Mei; fail 4.3; "
                       "move 2026-12-11T10:00; plan US 2026-12-11T16:00; @12-01T17:05 state active; hand Priya", NULL);
  declare = lift_intent_declare (lift_document_get_root (document), "Checkout fails", LIFT_SEVERITY_SEV2, life_at ("12-02T08:18"), &act, NULL, NULL);
  life_apply (document, declare, 0);
  assert_words (lift_words_handover (lift_document_get_root (document), now ()), golden);
}

/* Without a moment, with nothing to say of deployments and incidents; and of many open items the first twelve, of the phase that comes next. */
static void
test_handover_bare (void)
{
  static const char golden[] =
    "Payments, as of Wed 2 Dec 2026, 10:00 UTC\n"
    "Planned\n"
    "No release moment yet\n"
    "\n"
    "To do\n"
    "- 1 p1 · 0 of 14 · Upcoming · no release moment yet (T−2 weeks)\n"
    "  - 1.1 p1-i1\n  - 1.2 p1-i2\n  - 1.3 p1-i3\n  - 1.4 p1-i4\n  - 1.5 p1-i5\n  - 1.6 p1-i6\n  - 1.7 p1-i7\n  - 1.8 p1-i8\n"
    "  - 1.9 p1-i9\n  - 1.10 p1-i10\n  - 1.11 p1-i11\n  - 1.12 p1-i12\n"
    "  - and 2 more open items\n"
    "- 3 p3 · 0 of 1 · Upcoming · no deadline";
  const SamplePhase phases[] = { { "-P2W", 14, 0 }, { "-P1W", 2, 2 }, { NULL, 1, 0 } };
  g_autoptr (LiftNode) release = sample_release (NULL, NULL, phases, G_N_ELEMENTS (phases));
  g_autoptr (LiftNode) done = sample_release (NULL, NULL, phases + 1, 1);

  assert_words (lift_words_handover (release, now ()), golden);
  assert_words (lift_words_handover (done, now ()), "Payments, as of Wed 2 Dec 2026, 10:00 UTC\nPlanned\nNo release moment yet");
}

/* What a phase waits for, where nothing presses. */
static void
test_quiet (void)
{
  static const struct
  {
    const char *story;
    guint       phase;
    const char *words;
  } cases[] = {
    { "@12-09T09:00 start EU", 4, "In progress, window until 12:00" },
    { "@12-09T09:00 start EU", 5, "Upcoming, 1 h after deployment" },
    { "@12-09T09:00 start EU", 6, "Upcoming, 1 day after deployment" },
    { "@12-09T09:00 start EU; tick 5.1", 5, "In progress" },
    { "@12-09T09:00 start EU; @12-09T10:00 end EU rolled-back", 4, "Waits for a new attempt" },
    { "@12-09T09:00 start EU; @12-09T10:00 end EU rolled-back", 5, "Waits for a new attempt" },
    { "state on-hold", 1, "On hold" },
    { "state aborted", 1, "Aborted" },
    { "state aborted; state closed", 1, "Not finished" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      LiftNode *root;

      g_test_message ("%s", cases[i].story);
      life_tell (document, cases[i].story, NULL);
      root = lift_document_get_root (document);
      assert_words (lift_words_phase_state (root, life_phase (root, cases[i].phase), life_at ("12-09T10:30"), lift_schedule_zone (root), NULL),
                    cases[i].words);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-life/state", test_state);
  g_test_add_func ("/words-life/moves", test_moves);
  g_test_add_func ("/words-life/moves-without-moment", test_moves_without_moment);
  g_test_add_func ("/words-life/span", test_span);
  g_test_add_func ("/words-life/clash", test_clash);
  g_test_add_func ("/words-life/override", test_override);
  g_test_add_func ("/words-life/rule", test_rule);
  g_test_add_func ("/words-life/deployment", test_deployment);
  g_test_add_func ("/words-life/item-moment", test_item_moment);
  g_test_add_func ("/words-life/handover", test_handover);
  g_test_add_func ("/words-life/quiet", test_quiet);
  g_test_add_func ("/words-life/handover-bare", test_handover_bare);
  return g_test_run ();
}
