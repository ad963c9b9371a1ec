/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/workday.h"
#include "life-fixture.h"
#include "sample-release.h"

/* Deadlines by working days, weekends and holidays, across changes of the clocks. What is due on which day at which time is by reasoning, from a calendar; the instants of
 * those are from Python 3.11's zoneinfo. Clocks go forward in Berlin on Sun 28 March 2027, in New York on Sun 14 March 2027, on Lord Howe on Sun 4 October 2026, by half
 * an hour; back in Berlin on Sun 25 October 2026, in New York on Sun 1 November 2026. */

#define EASTER "2027-03-26 Good Friday\n2027-03-29 Easter Monday"
#define BERLIN "Europe/Berlin"
#define NEW_YORK "America/New_York"
#define LORD_HOWE "Australia/Lord_Howe"
#define KEEP LIFT_RULE_KEEP
#define BACK LIFT_RULE_BEFORE
#define ON LIFT_RULE_AFTER
#define DAYS LIFT_DAYS_CALENDAR
#define WORK LIFT_DAYS_WORKING

static const struct
{
  const char    *zone, *local, *offset;
  LiftDayCount   counted;
  LiftDayRule    rule;
  const char    *due, *nominal; /* NULL: the same */
  const char    *holidays, *weekend, *day_time;
  LiftOwnRule    own;
  LiftResolution how;
} cases[] = {
  /* Sun 28 March is three days before Wed 31 March; the clocks change on it */
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, KEEP, "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, BACK, "2027-03-26T09:00:00Z", "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, ON, "2027-03-29T08:00:00Z", "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, BACK, "2027-03-25T09:00:00Z", "2027-03-28T08:00:00Z", EASTER },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, ON, "2027-03-30T08:00:00Z", "2027-03-28T08:00:00Z", EASTER },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, KEEP, "2027-03-28T08:00:00Z", NULL, EASTER },
  { BERLIN, "2027-03-31T10:00", "-P1W", DAYS, BACK, "2027-03-24T09:00:00Z", NULL, EASTER },
  { BERLIN, "2027-03-31T10:00", "-P1W3D", DAYS, ON, "2027-03-22T09:00:00Z", "2027-03-21T09:00:00Z" },
  { BERLIN, "2027-04-28T10:00", "-P1M", DAYS, BACK, "2027-03-26T09:00:00Z", "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, BACK, "2027-03-28T08:00:00Z", NULL, NULL, "Fri Sat" },
  { BERLIN, "2027-03-31T10:00", "-P4D", DAYS, BACK, "2027-03-27T09:00:00Z", NULL, NULL, "Sun" },
  { BERLIN, "2027-03-31T10:00", "-P5D", DAYS, ON, "2027-03-28T08:00:00Z", "2027-03-26T09:00:00Z", NULL, "Fri Sat" },
  /* a year without a working day is passed, more is not: then the other way */
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, BACK, "2026-02-27T09:00:00Z", "2027-03-28T08:00:00Z", "2026-03-01/2027-03-28" },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, BACK, "2027-03-29T08:00:00Z", "2027-03-28T08:00:00Z", "2026-01-01/2027-03-28" },
  /* never across the day that it counts from, whatever the rule; then the other way */
  { BERLIN, "2027-03-29T10:00", "-P1D", DAYS, ON, "2027-03-26T09:00:00Z", "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-29T10:00", "-P2D", DAYS, ON, "2027-03-26T09:00:00Z", "2027-03-27T09:00:00Z" },
  { BERLIN, "2027-03-30T10:00", "-P1D", DAYS, ON, "2027-03-25T09:00:00Z", "2027-03-29T08:00:00Z", EASTER },
  { BERLIN, "2027-03-26T10:00", "P1D", DAYS, BACK, "2027-03-29T08:00:00Z", "2027-03-27T09:00:00Z" },
  { BERLIN, "2027-03-25T10:00", "P1D", DAYS, BACK, "2027-03-30T08:00:00Z", "2027-03-26T09:00:00Z", EASTER },
  { BERLIN, "2027-03-27T10:00", "P1D", DAYS, BACK, "2027-03-29T08:00:00Z", "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-24T10:00", "P4D", DAYS, BACK, "2027-03-26T09:00:00Z", "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-26T10:00", "P1D", DAYS, ON, "2027-03-29T08:00:00Z", "2027-03-27T09:00:00Z" },
  { BERLIN, "2027-03-26T10:00", "P1D", DAYS, ON, "2027-03-30T08:00:00Z", "2027-03-27T09:00:00Z", EASTER },
  /* the release day, and hours and minutes, know no rule */
  { BERLIN, "2027-03-28T10:00", "PT0S", DAYS, BACK, "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-29T10:00", "-PT24H", DAYS, BACK, "2027-03-28T08:00:00Z" },
  { BERLIN, "2027-03-28T01:30", "PT1H", DAYS, ON, "2027-03-28T01:30:00Z" },
  { BERLIN, "2027-03-28T04:00", "-PT3H", DAYS, ON, "2027-03-27T23:00:00Z" },
  { BERLIN, "2026-10-25T04:00", "-PT2H", DAYS, ON, "2026-10-25T01:00:00Z" },
  /* days by the rule, then hours: T−3 days 2 hours, from Sun 28 to Fri 26 */
  { BERLIN, "2027-03-31T10:00", "-P3DT2H", DAYS, BACK, "2027-03-26T07:00:00Z", "2027-03-28T06:00:00Z" },
  /* the rule of a phase goes before that of the release */
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, BACK, "2027-03-28T08:00:00Z", NULL, NULL, NULL, NULL, LIFT_OWN_RULE_KEEP },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, KEEP, "2027-03-26T09:00:00Z", "2027-03-28T08:00:00Z", NULL, NULL, NULL, LIFT_OWN_RULE_BEFORE },
  { BERLIN, "2027-03-31T10:00", "-P3D", DAYS, BACK, "2027-03-29T08:00:00Z", "2027-03-28T08:00:00Z", NULL, NULL, NULL, LIFT_OWN_RULE_AFTER },
  /* working days: Tue 30, Mon 29, Fri 26, Thu 25, Wed 24 */
  { BERLIN, "2027-03-31T10:00", "-P1D", WORK, KEEP, "2027-03-30T08:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P3D", WORK, KEEP, "2027-03-26T09:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P5D", WORK, KEEP, "2027-03-24T09:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P1W", WORK, KEEP, "2027-03-24T09:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P5D", WORK, ON, "2027-03-24T09:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P5D", WORK, KEEP, "2027-03-22T09:00:00Z", NULL, EASTER },
  { BERLIN, "2027-03-31T10:00", "-P1D", WORK, KEEP, "2027-03-30T08:00:00Z", NULL, EASTER },
  { BERLIN, "2027-03-31T10:00", "-P2D", WORK, KEEP, "2027-03-25T09:00:00Z", NULL, EASTER },
  { BERLIN, "2027-03-31T10:00", "-P3D", WORK, KEEP, "2027-03-28T08:00:00Z", NULL, NULL, "Fri Sat" },
  { BERLIN, "2027-03-31T10:00", "-P4D", WORK, KEEP, "2027-03-25T09:00:00Z", NULL, NULL, "Fri Sat" },
  { BERLIN, "2027-03-25T10:00", "P3D", WORK, KEEP, "2027-03-30T08:00:00Z" },
  { BERLIN, "2027-03-25T10:00", "P1D", WORK, KEEP, "2027-03-30T08:00:00Z", NULL, EASTER },
  { BERLIN, "2027-03-28T10:00", "-P1D", WORK, KEEP, "2027-03-26T09:00:00Z" },
  { BERLIN, "2027-03-28T10:00", "P1D", WORK, KEEP, "2027-03-29T08:00:00Z" },
  { BERLIN, "2027-03-31T10:00", "-P1DT2H", WORK, KEEP, "2027-03-30T06:00:00Z" },
  /* a release at night, deadlines at 17:00 */
  { BERLIN, "2027-03-31T02:00", "-P3D", DAYS, KEEP, "2027-03-28T15:00:00Z", NULL, NULL, NULL, "17:00" },
  { BERLIN, "2027-03-31T02:00", "-P3D", DAYS, BACK, "2027-03-26T16:00:00Z", "2027-03-28T15:00:00Z", NULL, NULL, "17:00" },
  { BERLIN, "2027-03-31T02:00", "-P3D", WORK, KEEP, "2027-03-26T16:00:00Z", NULL, NULL, NULL, "17:00" },
  { BERLIN, "2027-03-31T02:00", "P1D", DAYS, KEEP, "2027-04-01T15:00:00Z", NULL, NULL, NULL, "17:00" },
  { BERLIN, "2027-03-31T02:00", "PT0S", DAYS, KEEP, "2027-03-31T00:00:00Z", NULL, NULL, NULL, "17:00" },
  { BERLIN, "2027-03-31T02:00", "PT1H", DAYS, KEEP, "2027-03-31T01:00:00Z", NULL, NULL, NULL, "17:00" },
  { BERLIN, "2027-03-31T02:00", "-P3D", DAYS, KEEP, "2027-03-28T01:30:00Z", NULL, NULL, NULL, "02:30", .how = LIFT_RESOLVED_GAP },
  /* where the clocks show it twice, or not at all, and where the rule leads away from that */
  { NEW_YORK, "2026-11-03T10:00", "-P3D", DAYS, KEEP, "2026-10-31T14:00:00Z" },
  { NEW_YORK, "2026-11-03T10:00", "-P3D", DAYS, BACK, "2026-10-30T14:00:00Z", "2026-10-31T14:00:00Z" },
  { NEW_YORK, "2026-11-03T10:00", "-P3D", DAYS, ON, "2026-11-02T15:00:00Z", "2026-10-31T14:00:00Z" },
  { NEW_YORK, "2026-11-05T01:30", "-P4D", DAYS, KEEP, "2026-11-01T05:30:00Z", .how = LIFT_RESOLVED_OVERLAP },
  { NEW_YORK, "2026-11-05T01:30", "-P4D", DAYS, ON, "2026-11-02T06:30:00Z", "2026-11-01T05:30:00Z" },
  { NEW_YORK, "2026-11-05T01:30", "-P4D", DAYS, BACK, "2026-10-30T05:30:00Z", "2026-11-01T05:30:00Z" },
  { NEW_YORK, "2026-11-05T01:30", "-P4D", WORK, KEEP, "2026-10-30T05:30:00Z" },
  { NEW_YORK, "2027-03-17T02:30", "-P3D", DAYS, KEEP, "2027-03-14T07:30:00Z", .how = LIFT_RESOLVED_GAP },
  { NEW_YORK, "2027-03-17T02:30", "-P3D", DAYS, BACK, "2027-03-12T07:30:00Z", "2027-03-14T07:30:00Z" },
  { NEW_YORK, "2027-03-17T02:30", "-P3D", DAYS, ON, "2027-03-15T06:30:00Z", "2027-03-14T07:30:00Z" },
  { LORD_HOWE, "2026-10-07T02:15", "-P3D", DAYS, KEEP, "2026-10-03T15:45:00Z", .how = LIFT_RESOLVED_GAP },
  { LORD_HOWE, "2026-10-07T02:15", "-P3D", DAYS, BACK, "2026-10-01T15:45:00Z", "2026-10-03T15:45:00Z" },
  { LORD_HOWE, "2026-10-07T02:15", "-P3D", DAYS, ON, "2026-10-04T15:15:00Z", "2026-10-03T15:45:00Z" },
  { LORD_HOWE, "2026-10-07T02:15", "-P3D", WORK, KEEP, "2026-10-01T15:45:00Z" },
};

static LiftNode *
release_with (const char *zone,
              const char *local,
              const char *offset)
{
  const SamplePhase phase = { offset, 1 };

  return sample_release (local, zone, &phase, 1);
}

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = release_with (cases[i].zone, cases[i].local, cases[i].offset);
      LiftNode *phase = sample_phase (release, 0);
      LiftDue due;

      lift_node_set_enum (release, LIFT_RELEASE_RULE, cases[i].rule);
      lift_node_set_text (release, LIFT_RELEASE_HOLIDAYS, cases[i].holidays);
      lift_node_set_text (release, LIFT_RELEASE_WEEKEND, cases[i].weekend);
      lift_node_set_text (release, LIFT_RELEASE_DAY_TIME, cases[i].day_time);
      lift_node_set_enum (phase, LIFT_PHASE_COUNTED, cases[i].counted);
      lift_node_set_enum (phase, LIFT_PHASE_RULE, cases[i].own);
      g_test_message ("%s, %s from %s, rule %u, %s", cases[i].zone, cases[i].offset, cases[i].local, cases[i].rule, cases[i].due);
      lift_schedule_reckon (release, phase, &due);
      life_assert_instant (due.instant, cases[i].due);
      life_assert_instant (due.nominal, cases[i].nominal != NULL ? cases[i].nominal : cases[i].due);
      g_assert_cmpint (due.moved, ==, cases[i].nominal != NULL);
      g_assert_cmpint (due.how, ==, cases[i].how);
      g_assert_cmpint (lift_schedule_due (release, phase, NULL), ==, due.instant);
      g_assert_cmpint (lift_schedule_overdue_from (release, phase), ==, lift_schedule_is_release_day (phase) ? due.instant + 7200 : due.instant);
    }
}

/* All vectors hold as the deadline of a phase with the rule “keep”; and with the others where the day is worked. */
static void
test_vectors (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "time-vectors.tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0, n_worked = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++, n++)
    {
      g_auto (GStrv) cell = g_strsplit (lines[i], "\t", -1);

      for (LiftDayRule rule = LIFT_RULE_KEEP; rule <= LIFT_RULE_AFTER; rule++)
        {
          g_autoptr (LiftNode) release = release_with (cell[0], cell[1], cell[2]);
          LiftDuration offset;
          LiftLocal day;
          gboolean by_rule;

          g_assert_true (lift_local_parse (cell[1], &day) && lift_duration_parse (cell[2], &offset));
          by_rule = rule != LIFT_RULE_KEEP && lift_duration_has_days (&offset);
          if (by_rule && (!lift_local_shift (&day, &offset, &day) || lift_local_weekday (&day) >= 6))
            continue;
          lift_node_set_enum (release, LIFT_RELEASE_RULE, rule);
          g_test_message ("%s, rule %u", lines[i], rule);
          life_assert_instant (lift_schedule_due (release, sample_phase (release, 0), NULL), cell[3]);
          n_worked += by_rule;
        }
    }
  g_assert_cmpuint (n, ==, 23);
  g_assert_cmpuint (n_worked, >, 10);
}

/* What is far from every working day has no deadline of working days, and keeps the one it has by the calendar. */
static void
test_no_working_day (void)
{
  static const struct
  {
    const char   *offset, *holidays, *weekend, *due;
    LiftDayCount  counted;
  } none[] = {
    { "-P3D", NULL, "Mon Tue Wed Thu Fri Sat Sun", "2027-03-28T10:00:00Z", DAYS },
    { "-P3D", NULL, "Mon Tue Wed Thu Fri Sat Sun", NULL, WORK },
    { "-P3D", "0001-01-01/9999-12-31 Never", NULL, "2027-03-28T10:00:00Z", DAYS },
    { "-P3D", "0001-01-01/9999-12-31 Never", NULL, NULL, WORK },
    { "-P999999D", NULL, NULL, NULL, WORK },
    { "P999999W", NULL, NULL, NULL, WORK },
    { "P9999Y", NULL, NULL, NULL, WORK },
    { "P9999Y", NULL, NULL, NULL, DAYS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    for (LiftDayRule rule = LIFT_RULE_BEFORE; rule <= LIFT_RULE_AFTER; rule++)
      {
        g_autoptr (LiftNode) release = release_with ("UTC", "2027-03-31T10:00", none[i].offset);

        lift_node_set_enum (release, LIFT_RELEASE_RULE, rule);
        lift_node_set_text (release, LIFT_RELEASE_HOLIDAYS, none[i].holidays);
        lift_node_set_text (release, LIFT_RELEASE_WEEKEND, none[i].weekend);
        lift_node_set_enum (sample_phase (release, 0), LIFT_PHASE_COUNTED, none[i].counted);
        life_assert_instant (lift_schedule_due (release, sample_phase (release, 0), NULL), none[i].due);
      }
}

/* A pin knows no rule. What counts from the end of an attempt goes by the day of that end. */
static void
test_rules_of_life (void)
{
  g_autoptr (LiftNode) release = life_release ("2027-03-24T10:00", BERLIN);
  g_autoptr (LiftDocument) document = NULL;
  g_autoptr (LiftGroup) pin = NULL;
  LiftNode *root;

  lift_node_set_enum (release, LIFT_RELEASE_RULE, LIFT_RULE_BEFORE);
  document = lift_document_new (release);
  pin = lift_intent_pin (release, lift_node_get_id (life_phase (release, 1)), "2027-03-21T10:00", NULL, NULL);
  life_apply (document, pin, 0);
  life_tell (document, "@2027-03-24T09:00 start EU; @2027-03-27T09:30 end EU succeeded", NULL);
  root = lift_document_get_root (document);
  life_assert_instant (lift_schedule_due (root, life_phase (root, 1), NULL), "2027-03-21T09:00:00Z");
  /* T+1 day of Sat 27, 10:30: Sun 28; the working day before is before the end, so the one after */
  life_assert_instant (lift_schedule_due (root, life_phase (root, 6), NULL), "2027-03-29T08:30:00Z");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/days/rules", test_rules);
  g_test_add_func ("/days/vectors", test_vectors);
  g_test_add_func ("/days/no-working-day", test_no_working_day);
  g_test_add_func ("/days/rules-of-life", test_rules_of_life);
  return g_test_run ();
}
