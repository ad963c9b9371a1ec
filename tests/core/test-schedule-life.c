/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "life-fixture.h"

/* The states of the six phases of the built-in process over time, for a release on 9 December 2026 at 10:00 in Berlin, which is 09:00 UTC: from 20 November to the end
 * of the year every quarter of an hour, and every minute for two hours around each change. There is no change of the clocks in between, so that all times are sums
 * done by hand. */

#define FIRST "11-20T00:00"
#define LAST  "12-31T00:00"

/* U upcoming, P in progress, S due soon, O overdue, D done: the first state, and each that follows with when it begins. */
typedef struct
{
  const char *story;
  const char *phases[6];
} Life;

#define PLANNING   "U S11-23T09:00 O11-25T09:00"
#define PREPARING  "U S11-30T09:00 O12-02T09:00"
#define STAGING    "U S12-04T21:00 O12-06T09:00"
#define PRODUCTION "U S12-07T09:00 P12-09T09:00 O12-09T11:00"
#define AFTER      "U S12-09T09:30 O12-09T10:00"
#define FOLLOW_UP  "U S12-09T21:00 O12-10T09:00"
#define BEFORE     PLANNING, PREPARING, STAGING

/* A week later. */
#define POSTPONED \
  { "U S11-30T09:00 O12-02T09:00", "U S12-07T09:00 O12-09T09:00", "U S12-11T21:00 O12-13T09:00", "U S12-14T09:00 P12-16T09:00 O12-16T11:00", \
    "U S12-16T09:30 O12-16T10:00", "U S12-16T21:00 O12-17T09:00" }

/* A second attempt on the next day at 14:00 in Berlin. */
#define SECOND_DAY "U S12-08T13:00 P12-10T13:00 O12-10T15:00"
#define SECOND     { BEFORE, SECOND_DAY, "U S12-10T13:30 O12-10T14:00", "U S12-11T01:00 O12-11T13:00" }

static const Life lives[] = {
  { "", { BEFORE, PRODUCTION, AFTER, FOLLOW_UP } },
  /* a tick: in progress, but for the release day */
  { "tick 1.1; skip 2.1; na 3.1; tick 4.1; tick 5.1; tick 6.1",
    { "P S11-23T09:00 O11-25T09:00", "P S11-30T09:00 O12-02T09:00", "P S12-04T21:00 O12-06T09:00", PRODUCTION, "P S12-09T09:30 O12-09T10:00",
      "P S12-09T21:00 O12-10T09:00" } },
  { "block 1.1; fail 4.1", { BEFORE, PRODUCTION, AFTER, FOLLOW_UP } },
  { "tick 4.1; tick 4.2; tick 4.3; skip 4.4; na 4.5; tick 4.6; tick 4.7", { BEFORE, "D", AFTER, FOLLOW_UP } },
  { "tick 4.1; tick 4.2; tick 4.3; skip 4.4; na 4.5; tick 4.6; block 4.7", { BEFORE, PRODUCTION, AFTER, FOLLOW_UP } },
  /* nothing presses */
  { "tick 2.1; tick 4.1; tick 6.1; state on-hold", { "U", "P", "U", "U", "U", "P" } },
  { "tick 2.1; tick 4.1; tick 6.1; state aborted", { "U", "P", "U", "U", "U", "P" } },
  { "tick 2.1; tick 4.1; tick 6.1; state aborted; state closed", { "U", "P", "U", "U", "U", "P" } },
  { "state active; state released; state closed", { "U", "U", "U", "U", "U", "U" } },
  { "state on-hold; state active", { BEFORE, PRODUCTION, AFTER, FOLLOW_UP } },
  { "state active; state released; state closed; state released", { BEFORE, PRODUCTION, AFTER, FOLLOW_UP } },
  /* started two hours early: what comes after waits for the end; and ended early, from which it counts */
  { "@12-09T07:00 start EU", { BEFORE, "U S12-07T09:00 P12-09T07:00 O12-09T11:00", "U", "U" } },
  { "@12-09T07:00 start EU; tick 5.1", { BEFORE, "U S12-07T09:00 P12-09T07:00 O12-09T11:00", "P", "U" } },
  { "@12-09T07:00 start EU; @12-09T08:15 end EU succeeded",
    { BEFORE, "U S12-07T09:00 P12-09T07:00 O12-09T11:00", "U S12-09T08:45 O12-09T09:15", "U S12-09T20:15 O12-10T08:15" } },
  { "@12-05T07:00 start EU", { BEFORE, "U P12-05T07:00 O12-09T11:00", "U", "U" } },
  /* late */
  { "@12-09T12:30 start EU", { BEFORE, PRODUCTION, "U", "U" } },
  { "@12-09T09:00 start EU; @12-09T14:30 end EU succeeded", { BEFORE, PRODUCTION, "U S12-09T15:00 O12-09T15:30", "U S12-10T02:30 O12-10T14:30" } },
  { "@12-09T09:00 start EU; @12-09T14:30 end EU succeeded; tick 5.1",
    { BEFORE, PRODUCTION, "P S12-09T15:00 O12-09T15:30", "U S12-10T02:30 O12-10T14:30" } },
  /* what did not stand waits for another attempt */
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back", { BEFORE, "U", "U", "U" } },
  { "@12-09T09:00 start EU; tick 4.1; tick 6.1; @12-09T10:30 end EU failed", { BEFORE, "U", "U", "P" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU aborted", { BEFORE, "U", "U", "U" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU succeeded; @12-09T12:00 state rolled-back", { BEFORE, "U", "U", "U" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; state active", { BEFORE, "U", "U", "U" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; plan EU", { BEFORE, "U", "U", "U" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; state aborted", { "U", "U", "U", "U", "U", "U" } },
  /* cancelled before the day: the day is still to come; after it, it waits */
  { "@12-05T09:00 plan EU 2026-12-09T10:00; end EU aborted", { BEFORE, PRODUCTION, AFTER, FOLLOW_UP } },
  { "@12-05T09:00 plan EU 2026-12-09T10:00; @12-09T10:00 end EU aborted", { BEFORE, "U", "U", "U" } },
  /* the next day, as soon as it is known when */
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; plan EU 2026-12-10T14:00", SECOND },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU failed; plan EU 2026-12-10T14:00", SECOND },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; @12-10T13:00 start EU", { BEFORE, SECOND_DAY, "U", "U" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU succeeded; state rolled-back; @12-10T13:00 start US", { BEFORE, SECOND_DAY, "U", "U" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; plan EU 2026-12-10T12:00; @12-10T13:00 start EU", { BEFORE, SECOND_DAY, "U", "U" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; @12-10T13:00 start EU; @12-10T14:10 end EU succeeded",
    { BEFORE, SECOND_DAY, "U S12-10T14:40 O12-10T15:10", "U S12-11T02:10 O12-11T14:10" } },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; @12-10T13:00 start EU; @12-10T14:10 end EU rolled-back", { BEFORE, "U", "U", "U" } },
  /* a second attempt on the day before the moment does not bring it forward */
  { "@12-08T09:00 start EU; @12-08T10:00 end EU failed; @12-08T12:00 start EU",
    { BEFORE, "U S12-07T09:00 P12-08T12:00 O12-09T11:00", "U", "U" } },
  /* postponed by a week: before anything; after an attempt that did not stand; after two */
  { "move 2026-12-16T10:00", POSTPONED },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; move 2026-12-16T10:00", POSTPONED },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU failed; move 2026-12-16T10:00", POSTPONED },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU succeeded; state rolled-back; move 2026-12-16T10:00", POSTPONED },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU succeeded; state rolled-back; move 2026-12-16T10:00; state planned", POSTPONED },
  { "@12-09T09:00 start EU; end EU rolled-back; @12-10T13:00 start EU; end EU rolled-back; move 2026-12-16T10:00", POSTPONED },
  { "@12-09T09:00 start EU; @12-09T10:30 end EU rolled-back; move 2026-12-16T10:00; state active; state on-hold", { "U", "U", "U", "U", "U", "U" } },
  /* several targets: the last of their windows, and the end of the last one */
  { "plan EU 2026-12-09T10:00 PT3H; plan US 2026-12-09T16:00 PT4H", { BEFORE, "U S12-07T09:00 P12-09T09:00 O12-09T19:00", AFTER, FOLLOW_UP } },
  { "plan EU 2026-12-09T10:00 PT3H; plan US 2026-12-09T16:00 PT4H; @12-09T09:00 start EU; @12-09T10:00 end EU succeeded",
    { BEFORE, "U S12-07T09:00 P12-09T09:00 O12-09T19:00", "U", "U" } },
  { "plan EU 2026-12-09T10:00 PT3H; plan US 2026-12-09T16:00 PT4H; @12-09T09:00 start EU; @12-09T10:00 end EU rolled-back; @12-09T15:00 start US; @12-09T17:00 end US succeeded",
    { BEFORE, "U S12-07T09:00 P12-09T09:00 O12-09T19:00", "U S12-09T17:30 O12-09T18:00", "U S12-10T05:00 O12-10T17:00" } },
  { "plan US 2026-12-09T16:00 PT4H; @12-09T09:00 start EU; @12-09T10:00 end EU rolled-back", { BEFORE, "U", "U", "U" } },
  { "plan EU 2026-12-08T10:00 PT1H; plan US 2026-12-09T10:00 PT30M", { BEFORE, PRODUCTION, AFTER, FOLLOW_UP } },
};

static LiftPhaseState
state_of (char letter)
{
  static const LiftPhaseState states[128] = {
    ['U'] = LIFT_PHASE_UPCOMING, ['P'] = LIFT_PHASE_IN_PROGRESS, ['S'] = LIFT_PHASE_DUE_SOON, ['O'] = LIFT_PHASE_OVERDUE, ['D'] = LIFT_PHASE_DONE,
  };

  return states[(guchar) letter];
}

static void
check_now (const LiftNode *release,
           const LiftNode *phase,
           gint64          now,
           LiftPhaseState  expected,
           gint64          expected_change)
{
  gint64 changes = G_MAXINT64;
  LiftPhaseState state = lift_schedule_phase_state (release, phase, now, &changes);

  if (state != expected || changes != expected_change)
    {
      g_autofree char *when = lift_instant_format (now), *next = changes != G_MAXINT64 ? lift_instant_format (changes) : g_strdup ("never");

      g_error ("%s at %s: %s, not %s; changes %s", lift_node_get_text (phase, LIFT_PHASE_TITLE), when, lift_phase_state_word (state),
               lift_phase_state_word (expected), next);
    }
}

static void
check_phase (const LiftNode *release,
             const LiftNode *phase,
             const char     *timeline)
{
  g_auto (GStrv) parts = g_strsplit (timeline, " ", -1);
  gint64 from = life_at (FIRST);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      LiftPhaseState state = state_of (*parts[i]);
      gboolean last = parts[i + 1] == NULL;
      gint64 until = last ? life_at (LAST) : life_at (parts[i + 1] + 1), step;

      for (gint64 now = from; now < until; now += step)
        {
          gboolean near = now - from < 7200 || until - now <= 7200;

          check_now (release, phase, now, state, last ? G_MAXINT64 : until);
          step = near ? 60 : 900;
          if (!near && now + step > until - 7200)
            step = MAX (until - 7200 - now, 60);
        }
      check_now (release, phase, until - 1, state, last ? G_MAXINT64 : until);
      from = until;
    }
}

static void
test_lives (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lives); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();

      g_test_message ("%s", lives[i].story);
      life_tell (document, lives[i].story, NULL);
      for (guint p = 0; p < 6; p++)
        check_phase (lift_document_get_root (document), life_phase (lift_document_get_root (document), p + 1), lives[i].phases[p]);
    }
}

/* Why nothing presses; and which phase is next. */
static void
test_quiet (void)
{
  static const struct
  {
    const char *story, *now;
    LiftQuiet   release, first, last; /* of the release, of its first phase and of the last one */
    int         next;                 /* 0: none */
  } cases[] = {
    { "", "12-01T09:00", LIFT_QUIET_NOT, LIFT_QUIET_NOT, LIFT_QUIET_NOT, 1 },
    { "state on-hold", "12-01T09:00", LIFT_QUIET_HELD, LIFT_QUIET_HELD, LIFT_QUIET_HELD, 1 },
    { "state aborted", "12-01T09:00", LIFT_QUIET_ABORTED, LIFT_QUIET_ABORTED, LIFT_QUIET_ABORTED, 0 },
    { "state aborted; state closed", "12-01T09:00", LIFT_QUIET_CLOSED, LIFT_QUIET_CLOSED, LIFT_QUIET_CLOSED, 0 },
    { "@12-09T09:00 start EU", "12-09T09:30", LIFT_QUIET_NOT, LIFT_QUIET_NOT, LIFT_QUIET_RUNNING, 1 },
    { "@12-09T09:00 start EU; @12-09T10:00 end EU failed", "12-09T10:30", LIFT_QUIET_NOT, LIFT_QUIET_NOT, LIFT_QUIET_ATTEMPT, 1 },
    { "@12-09T09:00 start EU; @12-09T10:00 end EU failed; state on-hold", "12-09T10:30", LIFT_QUIET_HELD, LIFT_QUIET_HELD, LIFT_QUIET_HELD, 1 },
    { "@12-09T09:00 start EU; @12-09T10:00 end EU rolled-back; move 2026-12-16T10:00", "12-09T10:30", LIFT_QUIET_NOT, LIFT_QUIET_NOT, LIFT_QUIET_NOT, 1 },
    /* postponed, but to a moment before the attempt that did not stand */
    { "@12-09T09:00 start EU; @12-09T10:00 end EU rolled-back; move 2026-12-08T10:00", "12-09T10:30", LIFT_QUIET_NOT, LIFT_QUIET_NOT, LIFT_QUIET_ATTEMPT, 1 },
    { "state active; state rolled-back", "12-01T10:00", LIFT_QUIET_NOT, LIFT_QUIET_NOT, LIFT_QUIET_NOT, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      LiftNode *root, *next;

      g_test_message ("%s", cases[i].story);
      life_tell (document, cases[i].story, NULL);
      root = lift_document_get_root (document);
      g_assert_cmpint (lift_schedule_quiet (root, NULL), ==, cases[i].release);
      g_assert_cmpint (lift_schedule_quiet (root, life_phase (root, 1)), ==, cases[i].first);
      g_assert_cmpint (lift_schedule_quiet (root, life_phase (root, 6)), ==, cases[i].last);
      next = lift_schedule_next (root, life_at (cases[i].now));
      g_assert_true (next == (cases[i].next > 0 ? life_phase (root, cases[i].next) : NULL));
    }
}

/* Times that the clocks show twice. On 25 October 2026 it is 02:30 in Berlin at 00:30 and at 01:30 UTC; a second attempt starts at the second of them, and what counts
 * from it in hours counts from there, what counts in days from the wall clock. */
static void
test_twice (void)
{
  static const struct
  {
    const char *window;
    const char *end;
  } cases[] = {
    { NULL, "2026-10-25T03:30:00Z" }, { "PT30M", "2026-10-25T02:00:00Z" }, { "P1D", "2026-10-26T01:30:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release ("2026-10-24T22:00", "Europe/Berlin");
      g_autoptr (LiftDocument) document = NULL;
      LiftNode *root;

      lift_node_set_text (release, LIFT_RELEASE_WINDOW, cases[i].window);
      document = lift_document_new (release);
      life_tell (document, "@10-24T20:00 start EU; @10-24T21:00 end EU failed; @10-25T01:30 start EU", NULL);
      root = lift_document_get_root (document);
      life_assert_instant (lift_schedule_due (root, life_phase (root, 4), NULL), "2026-10-25T01:30:00Z");
      life_assert_instant (lift_schedule_overdue_from (root, life_phase (root, 4)), cases[i].end);
      life_assert_instant (lift_schedule_due (root, life_phase (root, 5), NULL), "2026-10-25T02:30:00Z");
      life_assert_instant (lift_schedule_due (root, life_phase (root, 6), NULL), "2026-10-26T01:30:00Z");
      life_tell (document, "@10-25T01:45 end EU succeeded", NULL);
      root = lift_document_get_root (document);
      life_assert_instant (lift_schedule_due (root, life_phase (root, 5), NULL), "2026-10-25T02:45:00Z");
      life_assert_instant (lift_schedule_due (root, life_phase (root, 6), NULL), "2026-10-26T01:45:00Z");
    }
}

/* An end before the clocks change, and a day after it: 24 hours on the clock, 23 of time in March. */
static void
test_end_before_change (void)
{
  g_autoptr (LiftNode) release = life_release ("2027-03-27T10:00", "Europe/Berlin");
  g_autoptr (LiftDocument) document = lift_document_new (release);
  LiftNode *root;

  life_tell (document, "@2027-03-27T09:00 start EU; @2027-03-27T11:20 end EU succeeded", NULL);
  root = lift_document_get_root (document);
  life_assert_instant (lift_schedule_due (root, life_phase (root, 5), NULL), "2027-03-27T12:20:00Z");
  life_assert_instant (lift_schedule_due (root, life_phase (root, 6), NULL), "2027-03-28T10:20:00Z");
}

#define MANY         5000
#define MOST_SECONDS 2 /* a thousand times what it takes; the square of so many takes longer */

/* So many planned targets are looked at once for a deadline, not once for each other. */
static void
test_many_targets (void)
{
  g_autoptr (LiftNode) release = life_release ("2026-12-09T10:00", "Europe/Berlin");
  LiftNode *phase = lift_number_find (release, "5", LIFT_KIND_PHASE, NULL);

  for (guint a = 0; a < 2; a++)
    {
      g_autofree char *id = g_strdup_printf ("attempt%05u", a), *position = g_strdup_printf ("a%u", a);
      LiftNode *attempt = lift_node_new (LIFT_KIND_ATTEMPT, id);

      lift_node_set_text (attempt, LIFT_ATTEMPT_POSITION, position);
      for (guint i = 0; i < (a == 0 ? 1 : MANY); i++)
        {
          g_autofree char *of = g_strdup_printf ("deploy%u%05u", a, i), *target = g_strdup_printf ("Wave %u", i), *key = g_strdup_printf ("d%04u", i);
          LiftNode *deployment = lift_node_new (LIFT_KIND_DEPLOYMENT, of);

          lift_node_set_text (deployment, LIFT_DEPLOYMENT_POSITION, key);
          lift_node_set_text (deployment, LIFT_DEPLOYMENT_TARGET, target);
          lift_node_set_text (deployment, LIFT_DEPLOYMENT_PLANNED, "2026-12-10T10:00");
          lift_node_take_child (attempt, LIFT_ATTEMPT_DEPLOYMENTS, deployment);
        }
      lift_node_take_child (release, LIFT_RELEASE_ATTEMPTS, attempt);
    }
  g_test_timer_start ();
  for (guint i = 0; i < 10; i++)
    life_assert_instant (lift_schedule_due (release, phase, NULL), "2026-12-10T10:00:00Z");
  g_assert_cmpfloat (g_test_timer_elapsed (), <, MOST_SECONDS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule-life/lives", test_lives);
  g_test_add_func ("/schedule-life/quiet", test_quiet);
  g_test_add_func ("/schedule-life/twice", test_twice);
  g_test_add_func ("/schedule-life/end-before-change", test_end_before_change);
  g_test_add_func ("/schedule-life/many-targets", test_many_targets);
  return g_test_run ();
}
