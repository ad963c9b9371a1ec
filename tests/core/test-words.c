/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "core/words.h"
#include "sample-release.h"

#define N_PHASES G_N_ELEMENTS (sample_phases)
#define A_DAY    86400

static gint64
instant (const char *text)
{
  gint64 seconds = lift_instant_parse (text);

  g_assert_cmpint (seconds, !=, LIFT_NO_INSTANT);
  return seconds;
}

static GTimeZone *
zone (const char *name)
{
  GTimeZone *found = lift_zone_get (name, NULL);

  g_assert_nonnull (found);
  return found;
}

static void
assert_words (char       *taken,
              const char *expected)
{
  g_autofree char *words = taken;

  g_assert_cmpstr (words, ==, expected);
}

static void
assert_changes (gint64      changes,
                const char *expected) /* NULL: never */
{
  g_autofree char *text = changes != G_MAXINT64 ? lift_instant_format (changes) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_countdown (void)
{
  static const struct
  {
    const char *now, *words, *changes;
  } cases[] = {
    /* the moment is 09:00:00 */
    { "2026-12-03T13:20:00Z", "T−5 d 19 h", "2026-12-03T14:00:01Z" },
    { "2026-12-03T14:00:00Z", "T−5 d 19 h", "2026-12-03T14:00:01Z" },
    { "2026-12-03T14:00:01Z", "T−5 d 18 h", "2026-12-03T15:00:01Z" },
    { "2026-12-08T09:00:00Z", "T−1 d 0 h", "2026-12-08T09:00:01Z" },
    { "2026-12-08T09:00:01Z", "T−23 h 59 min", "2026-12-08T09:01:01Z" },
    { "2026-12-09T08:00:00Z", "T−1 h 0 min", "2026-12-09T08:00:01Z" },
    { "2026-12-09T08:00:01Z", "T−59 min", "2026-12-09T08:01:01Z" },
    { "2026-12-09T08:59:00Z", "T−1 min", "2026-12-09T08:59:01Z" },
    { "2026-12-09T08:59:01Z", "T−0 min", "2026-12-09T09:00:00Z" },
    { "2026-12-09T08:59:59Z", "T−0 min", "2026-12-09T09:00:00Z" },
    { "2026-12-09T09:00:00Z", "T+0 min", "2026-12-09T09:01:00Z" },
    { "2026-12-09T09:53:59Z", "T+53 min", "2026-12-09T09:54:00Z" },
    { "2026-12-09T10:00:00Z", "T+1 h 0 min", "2026-12-09T10:01:00Z" },
    { "2026-12-10T08:59:59Z", "T+23 h 59 min", "2026-12-10T09:00:00Z" },
    { "2026-12-10T09:00:00Z", "T+1 d 0 h", "2026-12-10T10:00:00Z" },
    { "2027-12-10T08:30:00Z", "T+365 d 23 h", "2027-12-10T09:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 changes = G_MAXINT64;

      assert_words (lift_words_countdown (instant ("2026-12-09T09:00:00Z"), instant (cases[i].now), &changes), cases[i].words);
      assert_changes (changes, cases[i].changes);
    }
  assert_words (lift_words_countdown (LIFT_NO_INSTANT, 0, NULL), "No release moment yet");
}

static void
test_elapsed (void)
{
  static const struct
  {
    const char *now, *words, *changes;
  } cases[] = {
    { "2026-12-09T09:53:00Z", "42 min", "2026-12-09T09:54:00Z" },
    { "2026-12-09T09:53:59Z", "42 min", "2026-12-09T09:54:00Z" },
    { "2026-12-09T09:11:59Z", "0 min", "2026-12-09T09:12:00Z" },
    { "2026-12-09T12:16:30Z", "3 h 5 min", "2026-12-09T12:17:00Z" },
    { "2026-12-11T13:20:00Z", "2 d 4 h", "2026-12-11T14:11:00Z" },
    { "2026-12-01T09:11:59Z", "0 min", "2026-12-09T09:12:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 changes = G_MAXINT64;

      assert_words (lift_words_elapsed (instant ("2026-12-09T09:11:00Z"), instant (cases[i].now), &changes), cases[i].words);
      assert_changes (changes, cases[i].changes);
    }
  assert_words (lift_words_elapsed (LIFT_NO_INSTANT, 0, NULL), "");
}

static void
test_phase_state (void)
{
  static const struct
  {
    SamplePhase phase;
    const char *now, *words, *changes;
  } cases[] = {
    { { "-P1W", 7, 7 }, "2026-12-03T13:20:00Z", "Done", NULL },
    { { "-P1W", 7, 5 }, "2026-12-03T13:20:00Z", "Overdue by 1 day", "2026-12-04T09:00:00Z" },
    { { "-P1W", 7, 5 }, "2026-12-04T09:00:00Z", "Overdue by 2 days", "2026-12-05T09:00:00Z" },
    { { "-P1W", 7, 5 }, "2026-12-02T09:00:00Z", "Overdue", "2026-12-02T09:01:00Z" },
    { { "-P1W", 7, 5 }, "2026-12-02T09:01:00Z", "Overdue by 1 min", "2026-12-02T09:02:00Z" },
    { { "-P1W", 7, 5 }, "2026-12-02T10:59:59Z", "Overdue by 1 hour", "2026-12-02T11:00:00Z" },
    { { "-P1W", 7, 5 }, "2026-12-02T11:00:00Z", "Overdue by 2 hours", "2026-12-02T12:00:00Z" },
    { { "-P3D", 6, 2, "2026-12-04T16:00" }, "2026-12-03T13:20:00Z", "Due tomorrow, 16:00", "2026-12-03T23:00:00Z" },
    { { "-P3D", 6, 2, "2026-12-04T16:00" }, "2026-12-02T22:59:59Z", "Due Friday, 16:00", "2026-12-02T23:00:00Z" },
    { { "-P3D", 6, 2, "2026-12-04T16:00" }, "2026-12-03T23:00:00Z", "Due today, 16:00", "2026-12-04T14:00:01Z" },
    { { "-P3D", 6, 2, "2026-12-04T16:00" }, "2026-12-04T14:00:01Z", "Due in 59 min", "2026-12-04T14:01:01Z" },
    { { "-P3D", 6, 2, "2026-12-04T16:00" }, "2026-12-04T14:20:00Z", "Due in 40 min", "2026-12-04T14:20:01Z" },
    { { "-P3D", 6, 2, "2026-12-04T16:00" }, "2026-12-04T14:59:30Z", "Due within a minute", "2026-12-04T15:00:00Z" },
    { { "PT0S", 7, 1 }, "2026-12-03T13:20:00Z", "Upcoming, in 5 days", "2026-12-04T09:00:01Z" },
    { { "PT0S", 7, 1 }, "2026-12-08T13:20:00Z", "Starts tomorrow, 10:00", "2026-12-08T23:00:00Z" },
    { { "PT0S", 7, 1 }, "2026-12-09T07:00:00Z", "Starts today, 10:00", "2026-12-09T08:00:01Z" },
    { { "PT0S", 7, 1 }, "2026-12-07T12:00:00Z", "Starts Wednesday, 10:00", "2026-12-07T23:00:00Z" },
    { { "PT0S", 7, 1 }, "2026-12-09T08:50:00Z", "Starts in 10 min", "2026-12-09T08:50:01Z" },
    { { "PT0S", 7, 1 }, "2026-12-09T08:59:30Z", "Starts within a minute", "2026-12-09T09:00:00Z" },
    { { "PT0S", 7, 5 }, "2026-12-09T09:53:00Z", "In progress, window until 12:00", "2026-12-09T11:00:00Z" },
    { { "PT0S", 7, 5, "2026-12-09T23:00" }, "2026-12-09T22:30:00Z", "In progress, window until Thu 10 Dec, 01:00", "2026-12-09T23:00:00Z" },
    { { "PT0S", 7, 5 }, "2026-12-09T11:30:00Z", "Overdue by 30 min", "2026-12-09T11:31:00Z" },
    { { "PT1H", 6, 0 }, "2026-12-03T13:20:00Z", "Upcoming, 1 h after", "2026-12-09T09:00:00Z" },
    { { "PT1H", 6, 0 }, "2026-12-09T09:10:00Z", "Upcoming, in 50 min", "2026-12-09T09:10:01Z" },
    { { "PT1H", 6, 0 }, "2026-12-09T09:30:00Z", "Due in 30 min", "2026-12-09T09:30:01Z" },
    { { "PT90M", 6, 0 }, "2026-12-03T13:20:00Z", "Upcoming, 1 h 30 min after", "2026-12-09T09:00:00Z" },
    { { "P1D", 6, 0 }, "2026-12-03T13:20:00Z", "Upcoming, in 6 days", "2026-12-04T09:00:01Z" },
    { { "P1D", 6, 0 }, "2026-12-09T09:53:00Z", "Upcoming, in 23 hours", "2026-12-09T10:00:01Z" },
    { { "-P1W", 7, 1 }, "2026-11-29T08:00:00Z", "In progress, due in 3 days", "2026-11-29T09:00:01Z" },
    { { "P1D", 7, 1 }, "2026-12-09T20:00:00Z", "In progress, due in 13 hours", "2026-12-09T20:00:01Z" },
    { { NULL, 3, 0 }, "2026-12-09T20:00:00Z", "Upcoming", NULL },
    { { NULL, 3, 1 }, "2026-12-09T20:00:00Z", "In progress", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = sample_release ("2026-12-09T10:00", "Europe/Berlin", &cases[i].phase, 1);
      gint64 changes = G_MAXINT64;

      g_test_message ("%s %s", cases[i].now, cases[i].words);
      assert_words (lift_words_phase_state (release, sample_phase (release, 0), instant (cases[i].now), zone ("Europe/Berlin"),
                                            &changes),
                    cases[i].words);
      assert_changes (changes, cases[i].changes);
    }
}

/* The same deadline in the words of another zone: 16:00 in Berlin is 00:00 of the next day in Tokyo. */
static void
test_other_zone (void)
{
  const SamplePhase phase = { "-P3D", 6, 2, "2026-12-04T16:00", "Europe/Berlin" };
  g_autoptr (LiftNode) release = sample_release ("2026-12-09T10:00", "Europe/Berlin", &phase, 1);
  gint64 changes = G_MAXINT64;

  assert_words (lift_words_phase_state (release, sample_phase (release, 0), instant ("2026-12-04T10:00:00Z"), zone ("Asia/Tokyo"),
                                        &changes),
                "Due tomorrow, 00:00");
  assert_changes (changes, "2026-12-04T14:00:01Z");
}

static LiftNode *
make_items (const LiftItemState *states,
            guint                n)
{
  LiftNode *release = sample_release ("2026-12-09T10:00", "Europe/Berlin", NULL, 0);
  LiftNode *node = lift_node_new (LIFT_KIND_PHASE, "p");

  lift_node_set_text (node, LIFT_PHASE_POSITION, "a");
  lift_node_set_text (node, LIFT_PHASE_OFFSET, "-P1W");
  for (guint i = 0; i < n; i++)
    {
      char id[] = { 'a' + i, '\0' };
      LiftNode *item = lift_node_new (LIFT_KIND_ITEM, id);

      lift_node_set_text (item, LIFT_ITEM_POSITION, id);
      lift_node_set_enum (item, LIFT_ITEM_STATE, states[i]);
      lift_node_take_child (node, LIFT_PHASE_ITEMS, item);
    }
  lift_node_take_child (release, LIFT_RELEASE_PHASES, node);
  return release;
}

static void
test_tally (void)
{
  static const LiftItemState main_picture[] = {
    LIFT_ITEM_DONE, LIFT_ITEM_BLOCKED, LIFT_ITEM_DONE, LIFT_ITEM_NOT_APPLICABLE, LIFT_ITEM_OPEN, LIFT_ITEM_DONE, LIFT_ITEM_SKIPPED,
  };
  static const LiftItemState incident_picture[] = {
    LIFT_ITEM_DONE, LIFT_ITEM_DONE, LIFT_ITEM_DONE, LIFT_ITEM_DONE, LIFT_ITEM_DONE, LIFT_ITEM_FAILED, LIFT_ITEM_BLOCKED,
  };
  static const LiftItemState closed[] = { LIFT_ITEM_DONE, LIFT_ITEM_SKIPPED, LIFT_ITEM_SKIPPED, LIFT_ITEM_NOT_APPLICABLE };
  g_autoptr (LiftNode) first = make_items (main_picture, G_N_ELEMENTS (main_picture));
  g_autoptr (LiftNode) second = make_items (incident_picture, G_N_ELEMENTS (incident_picture));
  g_autoptr (LiftNode) third = make_items (closed, G_N_ELEMENTS (closed));
  const LiftNodes *items = lift_node_get_list (sample_phase (first, 0), LIFT_PHASE_ITEMS);

  assert_words (lift_words_tally (items, 0), "3 done · 1 skipped · 1 n/a · 1 blocked · 1 open");
  assert_words (lift_words_tally (items, 9), "3 done · 1 skipped · 1 n/a · 1 blocked · 1 open");
  assert_words (lift_words_tally (items, 2), "1 blocked · 1 open");
  assert_words (lift_words_tally (NULL, 0), "");
  items = lift_node_get_list (sample_phase (second, 0), LIFT_PHASE_ITEMS);
  assert_words (lift_words_tally (items, 0), "5 done · 1 failed · 1 blocked");
  assert_words (lift_words_tally (items, 2), "1 failed · 1 blocked");
  assert_words (lift_words_phase_state (third, sample_phase (third, 0), 0, zone ("UTC"), NULL), "Done, 2 skipped");
  assert_words (lift_words_of (5, 7), "5 of 7");
}

static void
test_due (void)
{
  static const struct
  {
    SamplePhase phase;
    const char *now, *words;
  } cases[] = {
    { { "-P1W", 7, 5 }, "2026-12-03T13:20:00Z", "was due Wed 2 Dec 2026, 10:00 CET (T−1 week)" },
    { { "-P1W", 7, 5 }, "2026-12-02T08:59:59Z", "due Wed 2 Dec 2026, 10:00 CET (T−1 week)" },
    { { "-P1W", 7, 7 }, "2026-12-03T13:20:00Z", "due Wed 2 Dec 2026, 10:00 CET (T−1 week)" },
    { { "-P3D", 7, 5 }, "2026-12-03T13:20:00Z", "due Sun 6 Dec 2026, 10:00 CET (T−3 days)" },
    { { "PT1H", 7, 5 }, "2026-12-03T13:20:00Z", "due Wed 9 Dec 2026, 11:00 CET (T+1 h)" },
    { { "P1D", 7, 5 }, "2026-12-03T13:20:00Z", "due Thu 10 Dec 2026, 10:00 CET (T+1 day)" },
    { { "-P2M", 7, 7 }, "2026-12-03T13:20:00Z", "due Fri 9 Oct 2026, 10:00 CEST (T−2 months)" },
    { { "-P3D", 7, 5, "2026-12-04T16:00" }, "2026-12-03T13:20:00Z", "due Fri 4 Dec 2026, 16:00 CET (pinned)" },
    { { "-P3D", 7, 5, "2026-12-04T16:00", "Asia/Tokyo" }, "2026-12-05T13:20:00Z", "was due Fri 4 Dec 2026, 16:00 JST (pinned)" },
    { { "PT0S", 7, 5 }, "2026-12-03T13:20:00Z", "Wed 9 Dec 2026, 10:00–12:00 CET" },
    { { "PT0S", 7, 5, "2026-12-09T23:00" }, "2026-12-03T13:20:00Z", "Wed 9 Dec 2026, 23:00 CET – Thu 10 Dec 2026, 01:00 CET" },
    { { "PT0S", 7, 5, "2026-10-25T01:30" }, "2026-12-03T13:20:00Z", "Sun 25 Oct 2026, 01:30 CEST – Sun 25 Oct 2026, 02:30 CET" },
    { { NULL, 7, 5 }, "2026-12-03T13:20:00Z", "no deadline" },
  };
  const SamplePhase week = { "-P1W", 1, 0 };
  g_autoptr (LiftNode) unplanned = sample_release (NULL, "UTC", &week, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = sample_release ("2026-12-09T10:00", "Europe/Berlin", &cases[i].phase, 1);

      assert_words (lift_words_due (release, sample_phase (release, 0), instant (cases[i].now)), cases[i].words);
    }
  assert_words (lift_words_due (unplanned, sample_phase (unplanned, 0), 0), "no release moment yet (T−1 week)");
}

static void
test_offset (void)
{
  static const struct
  {
    const char *offset, *words, *in_full;
  } cases[] = {
    { "-P2W", "T−2 weeks", "2 weeks before" },
    { "-P1W", "T−1 week", "1 week before" },
    { "-P3D", "T−3 days", "3 days before" },
    { "PT0S", "T", "Release day" },
    { "PT1H", "T+1 h", "1 hour after" },
    { "PT2H", "T+2 h", "2 hours after" },
    { "P1D", "T+1 day", "1 day after" },
    { "-P1M", "T−1 month", "1 month before" },
    { "P1Y", "T+1 year", "1 year after" },
    { "-P1DT12H", "T−1 day 12 h", "1 day 12 hours before" },
    { "PT90M", "T+1 h 30 min", "1 hour 30 minutes after" },
    { "PT1S", "T+1 s", "1 second after" },
    { "soon", "", "" },
    { NULL, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_words (lift_words_offset (cases[i].offset, LIFT_DAYS_CALENDAR), cases[i].words);
      assert_words (lift_words_offset_long (cases[i].offset, LIFT_DAYS_CALENDAR), cases[i].in_full);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *instant, *now;
    const char *date, *day, *date_time, *full, *when;
    const char *day_changes, *when_changes;
  } cases[] = {
    { "2026-12-09T09:00:00Z", "2026-12-03T13:20:00Z", "Wed 9 Dec", "Wed 9 Dec", "Wed 9 Dec, 10:00 CET", "Wed 9 Dec 2026, 10:00 CET",
      "Wed 9 Dec, 10:00", "2026-12-07T23:00:00Z", "2026-12-08T23:00:00Z" },
    { "2026-12-09T09:00:00Z", "2026-12-08T13:20:00Z", "Wed 9 Dec", "Tomorrow", "Wed 9 Dec, 10:00 CET", "Wed 9 Dec 2026, 10:00 CET",
      "Wed 9 Dec, 10:00", "2026-12-08T23:00:00Z", "2026-12-08T23:00:00Z" },
    { "2026-12-09T09:00:00Z", "2026-12-09T13:20:00Z", "Wed 9 Dec", "Today", "Wed 9 Dec, 10:00 CET", "Wed 9 Dec 2026, 10:00 CET",
      "10:00", "2026-12-09T23:00:00Z", "2026-12-09T23:00:00Z" },
    { "2026-12-09T09:00:00Z", "2026-12-10T13:20:00Z", "Wed 9 Dec", "Wed 9 Dec", "Wed 9 Dec, 10:00 CET", "Wed 9 Dec 2026, 10:00 CET",
      "Wed 9 Dec, 10:00", "2026-12-31T23:00:00Z", "2026-12-31T23:00:00Z" },
    { "2026-12-09T09:00:00Z", "2027-01-01T00:00:00Z", "Wed 9 Dec 2026", "Wed 9 Dec 2026", "Wed 9 Dec 2026, 10:00 CET",
      "Wed 9 Dec 2026, 10:00 CET", "Wed 9 Dec 2026, 10:00", NULL, NULL },
    { "2027-01-05T09:00:00Z", "2026-12-20T13:20:00Z", "Tue 5 Jan 2027", "Tue 5 Jan 2027", "Tue 5 Jan 2027, 10:00 CET",
      "Tue 5 Jan 2027, 10:00 CET", "Tue 5 Jan 2027, 10:00", "2026-12-31T23:00:00Z", "2026-12-31T23:00:00Z" },
    { "2026-07-01T22:30:00Z", "2026-12-20T13:20:00Z", "Thu 2 Jul", "Thu 2 Jul", "Thu 2 Jul, 00:30 CEST", "Thu 2 Jul 2026, 00:30 CEST",
      "Thu 2 Jul, 00:30", "2026-12-31T23:00:00Z", "2026-12-31T23:00:00Z" },
  };
  GTimeZone *berlin = zone ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at = instant (cases[i].instant), now = instant (cases[i].now);
      gint64 changes = G_MAXINT64;

      assert_words (lift_words_date (at, berlin, now), cases[i].date);
      assert_words (lift_words_date_time (at, berlin, now, TRUE), cases[i].date_time);
      assert_words (lift_words_full (at, berlin, TRUE), cases[i].full);
      assert_words (lift_words_day (at, berlin, now, &changes), cases[i].day);
      assert_changes (changes, cases[i].day_changes);
      changes = G_MAXINT64;
      assert_words (lift_words_when (at, berlin, now, &changes), cases[i].when);
      assert_changes (changes, cases[i].when_changes);
    }
  assert_words (lift_words_date_time (instant ("2026-12-09T09:00:00Z"), berlin, 0, FALSE), "Wed 9 Dec 2026, 10:00");
  assert_words (lift_words_full (instant ("2026-12-09T09:00:00Z"), berlin, FALSE), "Wed 9 Dec 2026, 10:00");
  assert_words (lift_words_date (LIFT_NO_INSTANT, berlin, 0), "");
  assert_words (lift_words_day (LIFT_NO_INSTANT, berlin, 0, NULL), "");
  assert_words (lift_words_date_time (LIFT_NO_INSTANT, berlin, 0, TRUE), "");
  assert_words (lift_words_full (LIFT_NO_INSTANT, berlin, TRUE), "");
  assert_words (lift_words_when (LIFT_NO_INSTANT, berlin, 0, NULL), "");
  /* the clock on the wall may be past the last year that GLib formats */
  assert_words (lift_words_full (instant ("9999-12-31T23:30:00Z"), berlin, FALSE), "10000-01-01T00:30");
}

static void
test_item (void)
{
  static const struct
  {
    LiftItemState state;
    const char   *reason, *accepted, *by, *at;
    const char   *words, *details;
  } cases[] = {
    { LIFT_ITEM_OPEN, NULL, NULL, NULL, NULL, "", "" },
    { LIFT_ITEM_DONE, NULL, NULL, "Amira Haddad", "2026-11-30T15:40:00Z", "Done · Amira Haddad, Mon 30 Nov, 16:40",
      "Amira Haddad, Mon 30 Nov, 16:40" },
    { LIFT_ITEM_DONE, NULL, NULL, "Jonas Weber", "2026-12-03T08:41:00Z", "Done · Jonas Weber, 09:41", "Jonas Weber, 09:41" },
    { LIFT_ITEM_DONE, NULL, NULL, NULL, NULL, "Done", "" },
    { LIFT_ITEM_DONE, NULL, NULL, "Jonas Weber", NULL, "Done · Jonas Weber", "Jonas Weber" },
    { LIFT_ITEM_BLOCKED, "TLS library needs 3.0.15, fix in review", NULL, "Jonas Weber", "2026-12-01T16:52:00Z",
      "Blocked · TLS library needs 3.0.15, fix in review · Jonas Weber, Tue 1 Dec, 17:52",
      "TLS library needs 3.0.15, fix in review · Jonas Weber, Tue 1 Dec, 17:52" },
    { LIFT_ITEM_NOT_APPLICABLE, "no schema change", NULL, "Jonas Weber", "2026-12-02T08:12:00Z",
      "Not applicable · no schema change · Jonas Weber, Wed 2 Dec, 09:12", "no schema change · Jonas Weber, Wed 2 Dec, 09:12" },
    { LIFT_ITEM_SKIPPED, "the staging slot is booked", "Lena Brandt", "Tomasz Nowak", "2026-11-30T15:44:00Z",
      "Skipped · the staging slot is booked · risk accepted by Lena Brandt · Tomasz Nowak, Mon 30 Nov, 16:44",
      "the staging slot is booked · risk accepted by Lena Brandt · Tomasz Nowak, Mon 30 Nov, 16:44" },
    { LIFT_ITEM_FAILED, "3-D Secure step", NULL, "Tomasz Nowak", "2026-12-03T09:10:00Z",
      "Failed · 3-D Secure step · Tomasz Nowak, 10:10", "3-D Secure step · Tomasz Nowak, 10:10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) item = lift_node_new (LIFT_KIND_ITEM, "i");
      gint64 changes = G_MAXINT64;

      lift_node_set_enum (item, LIFT_ITEM_STATE, cases[i].state);
      lift_node_set_text (item, LIFT_ITEM_REASON, cases[i].reason);
      lift_node_set_text (item, LIFT_ITEM_ACCEPTED, cases[i].accepted);
      lift_node_set_text (item, LIFT_ITEM_BY, cases[i].by);
      if (cases[i].at != NULL)
        lift_node_set_instant (item, LIFT_ITEM_AT, instant (cases[i].at));
      assert_words (lift_words_item_state (item, zone ("Europe/Berlin"), instant ("2026-12-03T13:20:00Z"), &changes),
                    cases[i].words);
      assert_words (lift_words_item_details (item, zone ("Europe/Berlin"), instant ("2026-12-03T13:20:00Z"), NULL),
                    cases[i].details);
      if (cases[i].at == NULL)
        assert_changes (changes, NULL);
      else if (g_str_has_prefix (cases[i].at, "2026-12-03"))
        assert_changes (changes, "2026-12-03T23:00:00Z");
      else
        assert_changes (changes, "2026-12-31T23:00:00Z");
    }
}

/* Of items of the release day, Wednesday 9 December 2026, 10:00 in Berlin. */
static void
test_item_time (void)
{
  static const struct
  {
    const char *local, *offset, *clock;
    const char *words;
    gsize       n_time;
  } cases[] = {
    { "2026-12-09T10:00", "-PT30M", NULL, "09:30 · T−30 min", 5 },
    { "2026-12-09T10:00", "PT1H", NULL, "11:00 · T+1 h", 5 },
    { "2026-12-09T10:00", "-PT12H", NULL, "Tue 8 Dec, 22:00 · T−12 h", 16 },
    { "2026-12-09T10:00", NULL, "09:15", "09:15", 5 },
    { "2026-12-09T10:00", NULL, NULL, "", 0 },
    { NULL, "-PT30M", NULL, "T−30 min", 0 },
    { NULL, NULL, "09:15", "09:15", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      static const SamplePhase phase = { "PT0S", 1 };
      g_autoptr (LiftNode) release = sample_release (cases[i].local, "Europe/Berlin", &phase, 1);
      LiftNode *item = lift_nodes_get (lift_node_get_list (sample_phase (release, 0), LIFT_PHASE_ITEMS), 0);
      gsize n_time;

      lift_node_set_text (item, LIFT_ITEM_OFFSET, cases[i].offset);
      lift_node_set_text (item, LIFT_ITEM_CLOCK, cases[i].clock);
      assert_words (lift_words_item_time (release, sample_phase (release, 0), item, instant ("2026-11-20T09:00:00Z"), &n_time), cases[i].words);
      g_assert_cmpuint (n_time, ==, cases[i].n_time);
    }
}

static void
test_release_name (void)
{
  static const struct
  {
    const char *name, *version, *words;
  } cases[] = {
    { "Payments", "4.2.0", "Payments 4.2.0" },
    { "Payments", NULL, "Payments" },
    { "Payments 4.2.0", "4.2.0", "Payments 4.2.0" },
    { "Payments 14.2.0", "4.2.0", "Payments 14.2.0 4.2.0" },
    { "Checkout Web", "12.3", "Checkout Web 12.3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "r");

      lift_node_set_text (release, LIFT_RELEASE_NAME, cases[i].name);
      lift_node_set_text (release, LIFT_RELEASE_VERSION, cases[i].version);
      assert_words (lift_words_release_name (release), cases[i].words);
    }
}

/* Each text holds from an instant to the next change that it announces, and then it is another one. */
typedef char *(*Say) (const LiftNode *release, guint phase, GTimeZone *zone, gint64 now, gint64 *changes);

static char *
say_state (const LiftNode *release,
           guint           phase,
           GTimeZone      *speak,
           gint64          now,
           gint64         *changes)
{
  return lift_words_phase_state (release, sample_phase (release, phase), now, speak, changes);
}

static char *
say_due (const LiftNode *release,
         guint           phase,
         GTimeZone      *speak,
         gint64          now,
         gint64         *changes)
{
  LiftPhaseState state = lift_schedule_phase_state (release, sample_phase (release, phase), now, changes);
  g_autofree char *words = lift_words_due (release, sample_phase (release, phase), now);

  return g_strdup_printf ("%s: %s", lift_phase_state_word (state), words);
}

static char *
say_day (const LiftNode *release,
         guint           phase,
         GTimeZone      *speak,
         gint64          now,
         gint64         *changes)
{
  return lift_words_day (lift_schedule_due (release, sample_phase (release, phase), NULL), speak, now, changes);
}

static char *
say_when (const LiftNode *release,
          guint           phase,
          GTimeZone      *speak,
          gint64          now,
          gint64         *changes)
{
  return lift_words_when (lift_schedule_due (release, sample_phase (release, phase), NULL), speak, now, changes);
}

static char *
say_countdown (const LiftNode *release,
               guint           phase,
               GTimeZone      *speak,
               gint64          now,
               gint64         *changes)
{
  return lift_words_countdown (lift_schedule_due (release, sample_phase (release, phase), NULL), now, changes);
}

static char *
say_elapsed (const LiftNode *release,
             guint           phase,
             GTimeZone      *speak,
             gint64          now,
             gint64         *changes)
{
  return lift_words_elapsed (lift_schedule_due (release, sample_phase (release, phase), NULL), now, changes);
}

static void
walk (const LiftNode *release,
      guint           phase,
      GTimeZone      *speak,
      Say             say,
      gint64          step)
{
  gint64 moment = lift_schedule_moment (release);
  gint64 now = moment - 21 * A_DAY, end = moment + 3 * A_DAY;

  while (now < end)
    {
      gint64 changes = G_MAXINT64, until, announced;
      g_autofree char *words = say (release, phase, speak, now, &changes);
      g_autofree char *last = NULL;
      g_autofree char *next = NULL;

      g_assert_cmpint (changes, >, now);
      until = MIN (changes, end);
      for (gint64 t = now + step; t < until; t += step)
        {
          g_autofree char *same = say (release, phase, speak, t, (announced = G_MAXINT64, &announced));

          g_assert_cmpstr (same, ==, words);
          g_assert_cmpint (announced, ==, changes);
        }
      last = say (release, phase, speak, until - 1, NULL);
      g_assert_cmpstr (last, ==, words);
      if (changes < end)
        {
          next = say (release, phase, speak, changes, NULL);
          g_assert_cmpstr (next, !=, words);
        }
      now = until;
    }
}

static void
test_changes (void)
{
  static const struct
  {
    const char *local, *zone, *speak;
    gint64      step;
  } cases[] = {
    { "2026-10-28T10:00", "Europe/Berlin", "Europe/Berlin", 60 },
    { "2026-04-01T23:30", "Europe/Berlin", "America/New_York", 7207 },
    { "2027-01-05T10:00", "America/New_York", "America/New_York", 7207 },
    { "2026-10-06T02:15", "Australia/Lord_Howe", "Australia/Lord_Howe", 7207 },
    { "2026-04-25T00:30", "Africa/Cairo", "Africa/Cairo", 7207 },
    { "2012-01-02T12:00", "Pacific/Apia", "Pacific/Apia", 7207 },
  };
  static const Say says[] = { say_due, say_day, say_when };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint done = 0; done <= 1; done++)
      {
        SamplePhase phases[N_PHASES];
        g_autoptr (LiftNode) release = NULL;

        for (guint j = 0; j < N_PHASES; j++)
          {
            phases[j] = sample_phases[j];
            phases[j].n_done = done;
          }
        release = sample_release (cases[i].local, cases[i].zone, phases, N_PHASES);
        for (guint j = 0; j < N_PHASES; j++)
          {
            walk (release, j, zone (cases[i].speak), say_state, done == 0 ? cases[i].step : 7207);
            for (guint k = 0; k < G_N_ELEMENTS (says) && done == 0; k++)
              walk (release, j, zone (cases[i].speak), says[k], 7207);
          }
        if (i == 0 && done == 0)
          {
            walk (release, 3, zone (cases[i].speak), say_countdown, 60);
            walk (release, 3, zone (cases[i].speak), say_elapsed, 60);
          }
      }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/countdown", test_countdown);
  g_test_add_func ("/words/elapsed", test_elapsed);
  g_test_add_func ("/words/phase-state", test_phase_state);
  g_test_add_func ("/words/other-zone", test_other_zone);
  g_test_add_func ("/words/tally", test_tally);
  g_test_add_func ("/words/due", test_due);
  g_test_add_func ("/words/offset", test_offset);
  g_test_add_func ("/words/dates", test_dates);
  g_test_add_func ("/words/item", test_item);
  g_test_add_func ("/words/item-time", test_item_time);
  g_test_add_func ("/words/release-name", test_release_name);
  g_test_add_func ("/words/changes", test_changes);
  return g_test_run ();
}
