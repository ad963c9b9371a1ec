/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/schedule.h"
#include "sample-release.h"

#define N_PHASES G_N_ELEMENTS (sample_phases)

static gint64
instant (const char *text)
{
  gint64 seconds = lift_instant_parse (text);

  g_assert_cmpint (seconds, !=, LIFT_NO_INSTANT);
  return seconds;
}

static void
assert_instant (gint64      found,
                const char *expected)
{
  g_autofree char *text = found != LIFT_NO_INSTANT ? lift_instant_format (found) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_due (void)
{
  static const char *const due[] = {
    "2026-11-25T09:00:00Z", "2026-12-02T09:00:00Z", "2026-12-06T09:00:00Z",
    "2026-12-09T09:00:00Z", "2026-12-09T10:00:00Z", "2026-12-10T09:00:00Z",
  };
  g_autoptr (LiftNode) release = sample_release ("2026-12-09T10:00", "Europe/Berlin", sample_phases, N_PHASES);

  assert_instant (lift_schedule_moment (release), "2026-12-09T09:00:00Z");
  assert_instant (lift_schedule_window_end (release), "2026-12-09T11:00:00Z");
  g_assert_true (lift_schedule_zone (release) == lift_zone_get ("Europe/Berlin", NULL));
  for (guint i = 0; i < N_PHASES; i++)
    {
      LiftNode *phase = sample_phase (release, i);
      LiftResolution how;

      assert_instant (lift_schedule_due (release, phase, &how), due[i]);
      g_assert_cmpint (how, ==, LIFT_RESOLVED_EXACT);
      g_assert_cmpint (lift_schedule_is_release_day (phase), ==, i == 3);
      assert_instant (lift_schedule_overdue_from (release, phase), i == 3 ? "2026-12-09T11:00:00Z" : due[i]);
    }
}

static void
test_window (void)
{
  static const struct
  {
    const char *window, *end;
  } cases[] = {
    { NULL, "2026-12-09T11:00:00Z" },
    { "", "2026-12-09T11:00:00Z" },
    { "PT4H30M", "2026-12-09T13:30:00Z" },
    { "P1D", "2026-12-10T09:00:00Z" },
    { "PT0S", "2026-12-09T11:00:00Z" },
    { "-PT1H", "2026-12-09T11:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = sample_release ("2026-12-09T10:00", "Europe/Berlin", sample_phases, N_PHASES);
      LiftNode *phase = sample_phase (release, 3);
      gint64 changes = G_MAXINT64;

      lift_node_set_text (release, LIFT_RELEASE_WINDOW, cases[i].window);
      assert_instant (lift_schedule_window_end (release), cases[i].end);
      g_assert_cmpint (lift_schedule_phase_state (release, phase, instant (cases[i].end) - 1, &changes), ==, LIFT_PHASE_IN_PROGRESS);
      assert_instant (changes, cases[i].end);
      g_assert_cmpint (lift_schedule_phase_state (release, phase, instant (cases[i].end), NULL), ==, LIFT_PHASE_OVERDUE);
    }
}

static void
test_state (void)
{
  static const struct
  {
    SamplePhase    phase;
    const char    *now;
    LiftPhaseState state;
    const char    *changes; /* NULL: never */
  } cases[] = {
    /* two weeks: the last 48 hours */
    { { "-P2W", 6, 0 }, "2026-11-20T09:00:00Z", LIFT_PHASE_UPCOMING, "2026-11-23T09:00:00Z" },
    { { "-P2W", 6, 1 }, "2026-11-20T09:00:00Z", LIFT_PHASE_IN_PROGRESS, "2026-11-23T09:00:00Z" },
    { { "-P2W", 6, 0 }, "2026-11-23T08:59:59Z", LIFT_PHASE_UPCOMING, "2026-11-23T09:00:00Z" },
    { { "-P2W", 6, 0 }, "2026-11-23T09:00:00Z", LIFT_PHASE_DUE_SOON, "2026-11-25T09:00:00Z" },
    { { "-P2W", 6, 5 }, "2026-11-23T09:00:00Z", LIFT_PHASE_DUE_SOON, "2026-11-25T09:00:00Z" },
    { { "-P2W", 6, 5 }, "2026-11-25T08:59:59Z", LIFT_PHASE_DUE_SOON, "2026-11-25T09:00:00Z" },
    { { "-P2W", 6, 5 }, "2026-11-25T09:00:00Z", LIFT_PHASE_OVERDUE, NULL },
    { { "-P2W", 6, 6 }, "2026-11-20T09:00:00Z", LIFT_PHASE_DONE, NULL },
    { { "-P2W", 6, 6 }, "2027-11-20T09:00:00Z", LIFT_PHASE_DONE, NULL },
    /* three days: half of it, 36 hours */
    { { "-P3D", 6, 0 }, "2026-12-04T20:59:59Z", LIFT_PHASE_UPCOMING, "2026-12-04T21:00:00Z" },
    { { "-P3D", 6, 0 }, "2026-12-04T21:00:00Z", LIFT_PHASE_DUE_SOON, "2026-12-06T09:00:00Z" },
    { { "-P3D", 6, 0 }, "2026-12-06T09:00:00Z", LIFT_PHASE_OVERDUE, NULL },
    { { "-P1M", 6, 0 }, "2026-11-07T09:00:00Z", LIFT_PHASE_DUE_SOON, "2026-11-09T09:00:00Z" },
    { { "-P4D", 6, 0 }, "2026-12-03T08:59:59Z", LIFT_PHASE_UPCOMING, "2026-12-03T09:00:00Z" },
    { { "-P4D", 6, 0 }, "2026-12-03T09:00:00Z", LIFT_PHASE_DUE_SOON, "2026-12-05T09:00:00Z" },
    /* release day */
    { { "PT0S", 7, 0 }, "2026-12-07T08:59:59Z", LIFT_PHASE_UPCOMING, "2026-12-07T09:00:00Z" },
    { { "PT0S", 7, 3 }, "2026-12-07T08:59:59Z", LIFT_PHASE_UPCOMING, "2026-12-07T09:00:00Z" },
    { { "PT0S", 7, 3 }, "2026-12-07T09:00:00Z", LIFT_PHASE_DUE_SOON, "2026-12-09T09:00:00Z" },
    { { "PT0S", 7, 0 }, "2026-12-09T09:00:00Z", LIFT_PHASE_IN_PROGRESS, "2026-12-09T11:00:00Z" },
    { { "PT0S", 7, 6 }, "2026-12-09T10:59:59Z", LIFT_PHASE_IN_PROGRESS, "2026-12-09T11:00:00Z" },
    { { "PT0S", 7, 6 }, "2026-12-09T11:00:00Z", LIFT_PHASE_OVERDUE, NULL },
    { { "PT0S", 7, 7 }, "2026-12-01T11:00:00Z", LIFT_PHASE_DONE, NULL },
    { { "-P0D", 7, 3 }, "2026-12-09T10:00:00Z", LIFT_PHASE_IN_PROGRESS, "2026-12-09T11:00:00Z" },
    /* an hour after: half an hour */
    { { "PT1H", 6, 0 }, "2026-12-09T09:29:59Z", LIFT_PHASE_UPCOMING, "2026-12-09T09:30:00Z" },
    { { "PT1H", 6, 0 }, "2026-12-09T09:30:00Z", LIFT_PHASE_DUE_SOON, "2026-12-09T10:00:00Z" },
    { { "PT1H", 6, 0 }, "2026-12-09T10:00:00Z", LIFT_PHASE_OVERDUE, NULL },
    { { "P1D", 6, 0 }, "2026-12-09T20:59:59Z", LIFT_PHASE_UPCOMING, "2026-12-09T21:00:00Z" },
    { { "P1D", 6, 0 }, "2026-12-09T21:00:00Z", LIFT_PHASE_DUE_SOON, "2026-12-10T09:00:00Z" },
    /* pins: Fri 4 Dec, 16:00 is 4 d 18 h before; 12:00 in New York is 18:00 in Berlin, 8 hours after the release */
    { { "-P3D", 6, 0, "2026-12-04T16:00", "Europe/Berlin" }, "2026-12-02T14:59:59Z", LIFT_PHASE_UPCOMING, "2026-12-02T15:00:00Z" },
    { { "-P3D", 6, 0, "2026-12-04T16:00", "Europe/Berlin" }, "2026-12-02T15:00:00Z", LIFT_PHASE_DUE_SOON, "2026-12-04T15:00:00Z" },
    { { "-P3D", 6, 0, "2026-12-04T16:00", "Europe/Berlin" }, "2026-12-04T15:00:00Z", LIFT_PHASE_OVERDUE, NULL },
    { { "-P3D", 6, 0, "2026-12-04T16:00", NULL }, "2026-12-04T15:00:00Z", LIFT_PHASE_OVERDUE, NULL },
    { { NULL, 6, 0, "2026-12-09T12:00", "America/New_York" }, "2026-12-09T12:59:59Z", LIFT_PHASE_UPCOMING, "2026-12-09T13:00:00Z" },
    { { NULL, 6, 0, "2026-12-09T12:00", "America/New_York" }, "2026-12-09T13:00:00Z", LIFT_PHASE_DUE_SOON, "2026-12-09T17:00:00Z" },
    { { "PT0S", 6, 0, "2026-12-10T10:00", "Europe/Berlin" }, "2026-12-10T10:30:00Z", LIFT_PHASE_IN_PROGRESS, "2026-12-10T11:00:00Z" },
    /* without items: a milestone */
    { { "-P2W", 0, 0 }, "2026-11-20T09:00:00Z", LIFT_PHASE_UPCOMING, "2026-11-23T09:00:00Z" },
    { { "-P2W", 0, 0 }, "2026-11-24T09:00:00Z", LIFT_PHASE_DUE_SOON, "2026-11-25T09:00:00Z" },
    { { "-P2W", 0, 0 }, "2026-11-25T09:00:00Z", LIFT_PHASE_DONE, NULL },
    { { "PT0S", 0, 0 }, "2026-12-09T10:00:00Z", LIFT_PHASE_IN_PROGRESS, "2026-12-09T11:00:00Z" },
    { { "PT0S", 0, 0 }, "2026-12-09T11:00:00Z", LIFT_PHASE_DONE, NULL },
    /* never due */
    { { NULL, 3, 0 }, "2026-12-09T11:00:00Z", LIFT_PHASE_UPCOMING, NULL },
    { { NULL, 3, 1 }, "2026-12-09T11:00:00Z", LIFT_PHASE_IN_PROGRESS, NULL },
    { { NULL, 3, 3 }, "2026-12-09T11:00:00Z", LIFT_PHASE_DONE, NULL },
    { { NULL, 0, 0 }, "2026-12-09T11:00:00Z", LIFT_PHASE_UPCOMING, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = sample_release ("2026-12-09T10:00", "Europe/Berlin", &cases[i].phase, 1);
      gint64 changes = G_MAXINT64;
      LiftPhaseState state;

      g_test_message ("%s, %u of %u, %s", cases[i].phase.offset != NULL ? cases[i].phase.offset : "no offset",
                      cases[i].phase.n_done, cases[i].phase.n_items, cases[i].now);
      state = lift_schedule_phase_state (release, sample_phase (release, 0), instant (cases[i].now), &changes);
      g_assert_cmpstr (lift_phase_state_word (state), ==, lift_phase_state_word (cases[i].state));
      assert_instant (changes == G_MAXINT64 ? LIFT_NO_INSTANT : changes, cases[i].changes);

      changes = 0;
      lift_schedule_phase_state (release, sample_phase (release, 0), instant (cases[i].now), &changes);
      g_assert_cmpint (changes, ==, 0);
    }
}

/* Skipped and not applicable close an item; blocked and failed do not. */
static void
test_closed (void)
{
  static const LiftPhaseState states[] = {
    [LIFT_ITEM_OPEN] = LIFT_PHASE_UPCOMING,           [LIFT_ITEM_DONE] = LIFT_PHASE_DONE,
    [LIFT_ITEM_BLOCKED] = LIFT_PHASE_UPCOMING,        [LIFT_ITEM_FAILED] = LIFT_PHASE_UPCOMING,
    [LIFT_ITEM_SKIPPED] = LIFT_PHASE_DONE,            [LIFT_ITEM_NOT_APPLICABLE] = LIFT_PHASE_DONE,
  };

  for (LiftItemState state = 0; state < LIFT_N_ITEM_STATES; state++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "r");
      LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, "p");
      LiftNode *item = lift_node_new (LIFT_KIND_ITEM, "i");

      lift_node_set_text (release, LIFT_RELEASE_LOCAL, "2026-12-09T10:00");
      lift_node_set_text (release, LIFT_RELEASE_ZONE, "UTC");
      lift_node_set_text (phase, LIFT_PHASE_POSITION, "a");
      lift_node_set_text (phase, LIFT_PHASE_OFFSET, "-P2W");
      lift_node_set_text (item, LIFT_ITEM_POSITION, "a");
      lift_node_set_enum (item, LIFT_ITEM_STATE, state);
      lift_node_take_child (phase, LIFT_PHASE_ITEMS, item);
      lift_node_take_child (release, LIFT_RELEASE_PHASES, phase);
      g_assert_cmpint (lift_schedule_phase_state (release, phase, instant ("2026-11-01T00:00:00Z"), NULL), ==, states[state]);
    }
}

static void
test_no_moment (void)
{
  static const struct
  {
    const char *local, *zone;
  } cases[] = {
    { NULL, NULL }, { NULL, "Europe/Berlin" }, { "2026-12-09T10:00", NULL }, { "2026-12-09T10:00", "Mars/Olympus" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SamplePhase phases[] = { { "-P2W", 2, 2 }, { "-P1W", 2, 1 }, { "-P3D", 2, 0 }, { "PT0S", 2, 1 } };
      const LiftPhaseState states[] = { LIFT_PHASE_DONE, LIFT_PHASE_IN_PROGRESS, LIFT_PHASE_UPCOMING, LIFT_PHASE_UPCOMING };
      g_autoptr (LiftNode) release = sample_release (cases[i].local, cases[i].zone, phases, G_N_ELEMENTS (phases));

      assert_instant (lift_schedule_moment (release), NULL);
      assert_instant (lift_schedule_window_end (release), NULL);
      g_assert_nonnull (lift_schedule_zone (release));
      for (guint j = 0; j < G_N_ELEMENTS (phases); j++)
        {
          gint64 changes = G_MAXINT64;

          assert_instant (lift_schedule_due (release, sample_phase (release, j), NULL), NULL);
          g_assert_cmpint (lift_schedule_phase_state (release, sample_phase (release, j), 0, &changes), ==, states[j]);
          g_assert_cmpint (changes, ==, G_MAXINT64);
        }
      g_assert_true (lift_schedule_needs_work (release, 0) == sample_phase (release, 1));
      g_assert_true (lift_schedule_next (release, 0) == sample_phase (release, 1));
    }
}

static void
test_flags (void)
{
  const SamplePhase phase = { "-P1W", 1, 0 };
  g_autoptr (LiftNode) gap = sample_release ("2026-03-15T02:30", "America/New_York", &phase, 1);
  g_autoptr (LiftNode) overlap = sample_release ("2026-11-08T01:30", "America/New_York", &phase, 1);
  LiftResolution how;

  assert_instant (lift_schedule_due (gap, sample_phase (gap, 0), &how), "2026-03-08T07:30:00Z");
  g_assert_cmpint (how, ==, LIFT_RESOLVED_GAP);
  assert_instant (lift_schedule_due (overlap, sample_phase (overlap, 0), &how), "2026-11-01T05:30:00Z");
  g_assert_cmpint (how, ==, LIFT_RESOLVED_OVERLAP);
}

static void
test_choice (void)
{
  static const struct
  {
    const char *done; /* which phases are done */
    const char *now;
    int         needs_work, next; /* index, -1: none */
  } cases[] = {
    { "000000", "2026-11-01T09:00:00Z", 0, 0 },
    { "100000", "2026-11-20T09:00:00Z", 1, 1 },
    { "000000", "2026-12-03T09:00:00Z", 0, 0 },
    { "100000", "2026-12-03T09:00:00Z", 1, 1 },
    { "101000", "2026-12-03T09:00:00Z", 1, 1 },
    { "010000", "2026-11-20T09:00:00Z", 0, 0 },
    { "111000", "2026-12-08T09:00:00Z", 3, 3 },
    /* the window is open: the work is there, the next deadline is the hour after, then the end of the window */
    { "111000", "2026-12-09T09:10:00Z", 3, 4 },
    { "111010", "2026-12-09T09:10:00Z", 3, 3 },
    { "111000", "2026-12-09T10:10:00Z", 4, 4 },
    { "111100", "2026-12-09T09:10:00Z", 4, 4 },
    { "111000", "2026-12-09T11:10:00Z", 3, 4 },
    { "111110", "2026-12-09T11:10:00Z", 5, 5 },
    { "111111", "2026-12-09T11:10:00Z", 5, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SamplePhase phases[N_PHASES];
      g_autoptr (LiftNode) release = NULL;

      for (guint j = 0; j < N_PHASES; j++)
        {
          phases[j] = sample_phases[j];
          phases[j].n_done = cases[i].done[j] == '1' ? phases[j].n_items : 0;
        }
      release = sample_release ("2026-12-09T10:00", "Europe/Berlin", phases, N_PHASES);
      g_test_message ("%s %s", cases[i].done, cases[i].now);
      g_assert_true (lift_schedule_needs_work (release, instant (cases[i].now)) == sample_phase (release, cases[i].needs_work));
      g_assert_true (lift_schedule_next (release, instant (cases[i].now)) ==
                     (cases[i].next < 0 ? NULL : sample_phase (release, cases[i].next)));
    }
}

/* Phases stand in the order of the document, deadlines in that of time. */
static void
test_choice_by_due (void)
{
  const SamplePhase phases[] = { { NULL, 1 }, { "P1D", 1 }, { "-P1W", 1 }, { "-P2W", 1 } };
  g_autoptr (LiftNode) release = sample_release ("2026-12-09T10:00", "UTC", phases, G_N_ELEMENTS (phases));
  g_autoptr (LiftNode) empty = sample_release ("2026-12-09T10:00", "UTC", NULL, 0);

  g_assert_true (lift_schedule_needs_work (release, instant ("2026-11-01T00:00:00Z")) == sample_phase (release, 3));
  g_assert_true (lift_schedule_next (release, instant ("2026-11-01T00:00:00Z")) == sample_phase (release, 3));
  g_assert_true (lift_schedule_needs_work (release, instant ("2027-01-01T00:00:00Z")) == sample_phase (release, 3));
  g_assert_null (lift_schedule_needs_work (empty, 0));
  g_assert_null (lift_schedule_next (empty, 0));
}

static void
test_count (void)
{
  SamplePhase phases[N_PHASES];
  g_autoptr (LiftNode) release = NULL;
  guint closed;

  for (guint i = 0; i < N_PHASES; i++)
    {
      phases[i] = sample_phases[i];
      phases[i].n_done = i;
    }
  release = sample_release (NULL, NULL, phases, N_PHASES);
  g_assert_cmpuint (lift_schedule_n_items (release, &closed), ==, 38);
  g_assert_cmpuint (closed, ==, 15);
}

static void
test_incident (void)
{
  static const struct
  {
    LiftIncidentState states[3];
    LiftSeverity      severities[3];
    int               shown; /* -1: none */
  } cases[] = {
    { { LIFT_INCIDENT_RESOLVED, LIFT_INCIDENT_CLOSED, LIFT_INCIDENT_CANCELLED }, { 1, 1, 1 }, -1 },
    { { LIFT_INCIDENT_REVIEW, LIFT_INCIDENT_TRIAGE, LIFT_INCIDENT_CANCELLED }, { 1, 0, 1 }, 1 },
    { { LIFT_INCIDENT_ACTIVE, LIFT_INCIDENT_MITIGATING, LIFT_INCIDENT_MONITORING }, { 3, 1, 2 }, 1 },
    { { LIFT_INCIDENT_ACTIVE, LIFT_INCIDENT_MITIGATING, LIFT_INCIDENT_MONITORING }, { 0, 5, 5 }, 1 },
    { { LIFT_INCIDENT_ACTIVE, LIFT_INCIDENT_ACTIVE, LIFT_INCIDENT_ACTIVE }, { 0, 0, 0 }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "r");
      const LiftNodes *incidents;

      for (guint j = 0; j < 3; j++)
        {
          const char *const names[] = { "a", "b", "c" };
          LiftNode *incident = lift_node_new (LIFT_KIND_INCIDENT, names[j]);

          lift_node_set_text (incident, LIFT_INCIDENT_POSITION, names[j]);
          lift_node_set_enum (incident, LIFT_INCIDENT_STATE, cases[i].states[j]);
          lift_node_set_enum (incident, LIFT_INCIDENT_SEVERITY, cases[i].severities[j]);
          lift_node_take_child (release, LIFT_RELEASE_INCIDENTS, incident);
        }
      incidents = lift_node_get_list (release, LIFT_RELEASE_INCIDENTS);
      g_assert_true (lift_schedule_open_incident (release) ==
                     (cases[i].shown < 0 ? NULL : lift_nodes_get (incidents, cases[i].shown)));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/due", test_due);
  g_test_add_func ("/schedule/window", test_window);
  g_test_add_func ("/schedule/state", test_state);
  g_test_add_func ("/schedule/closed", test_closed);
  g_test_add_func ("/schedule/no-moment", test_no_moment);
  g_test_add_func ("/schedule/flags", test_flags);
  g_test_add_func ("/schedule/choice", test_choice);
  g_test_add_func ("/schedule/choice-by-due", test_choice_by_due);
  g_test_add_func ("/schedule/count", test_count);
  g_test_add_func ("/schedule/incident", test_incident);
  return g_test_run ();
}
