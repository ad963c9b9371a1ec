/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "calendar/default-lists.h"
#include "core/error.h"
#include "core/intents.h"
#include "core/template.h"
#include "core/words.h"
#include "release-dialogs/moment-notes.h"
#include "release-dialogs/moment-text.h"

/* Typed on 10 December 2026. */
static const struct
{
  const char   *text;
  LiftDateOrder order;
  const char   *date; /* NULL: not a date */
} dates[] = {
  { "2026-12-09", LIFT_DATE_DMY, "2026-12-09" },
  { "2026-12-09", LIFT_DATE_MDY, "2026-12-09" },
  { "2026/12/09", LIFT_DATE_MDY, "2026-12-09" },
  { "9.12.2026", LIFT_DATE_DMY, "2026-12-09" },
  { "9.12.2026", LIFT_DATE_MDY, "2026-12-09" },
  { "9/12/2026", LIFT_DATE_DMY, "2026-12-09" },
  { "9/12/2026", LIFT_DATE_MDY, "2026-09-12" },
  { "26-12-09", LIFT_DATE_YMD, "2026-12-09" },
  { "9.12.26", LIFT_DATE_DMY, "2026-12-09" },
  { "9 Dec 2026", LIFT_DATE_DMY, "2026-12-09" },
  { "Wed 9 Dec 2026", LIFT_DATE_YMD, "2026-12-09" },
  { "December 9, 2026", LIFT_DATE_MDY, "2026-12-09" },
  { "9th of december 2026", LIFT_DATE_DMY, "2026-12-09" },
  { "2026 Dec 9", LIFT_DATE_DMY, "2026-12-09" },
  { "29 February 2028", LIFT_DATE_DMY, "2028-02-29" },
  { "10 Dec", LIFT_DATE_DMY, "2026-12-10" },
  { "9 Dec", LIFT_DATE_DMY, "2027-12-09" },
  { "31.1.", LIFT_DATE_DMY, "2027-01-31" },
  { "1/31", LIFT_DATE_MDY, "2027-01-31" },
  { "29 February 2027", LIFT_DATE_DMY, NULL },
  { "31 Febtober", LIFT_DATE_DMY, NULL },
  { "31 Ju 2027", LIFT_DATE_DMY, NULL },
  { "9 Dec Jan 2026", LIFT_DATE_DMY, NULL },
  { "13/13/2026", LIFT_DATE_DMY, NULL },
  { "2026-12", LIFT_DATE_DMY, NULL },
  { "2026", LIFT_DATE_DMY, NULL },
  { "9", LIFT_DATE_DMY, NULL },
  { "soon", LIFT_DATE_DMY, NULL },
  { "2026-12-09T10:00", LIFT_DATE_DMY, NULL },
  { "20261209", LIFT_DATE_DMY, NULL },
  { "9 12 2026 1", LIFT_DATE_DMY, NULL },
  { "0000-12-09", LIFT_DATE_DMY, NULL },
  { "<b>&", LIFT_DATE_DMY, NULL },
};

static void
test_dates (void)
{
  const LiftLocal today = { .year = 2026, .month = 12, .day = 10 };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *got = NULL;
      LiftLocal date;

      if (lift_date_text_parse (dates[i].text, dates[i].order, &today, &date))
        got = g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
      g_test_message ("%s", dates[i].text);
      g_assert_cmpstr (got, ==, dates[i].date);
    }
}

static void
test_date_round_trip (void)
{
  const LiftLocal today = { .year = 2026, .month = 12, .day = 10 };
  LiftLocal date = { .year = 2027, .month = 3, .day = 31 }, read;
  g_autofree char *text = lift_words_local_date (&date);

  g_assert_cmpstr (text, ==, "Wed 31 Mar 2027");
  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *of_month = NULL;

      date.month = month;
      date.day = 28;
      of_month = lift_words_local_date (&date);
      g_assert_true (lift_date_text_parse (of_month, LIFT_DATE_DMY, &today, &read));
      g_assert_cmpint (read.month, ==, month);
      g_assert_cmpint (read.day, ==, 28);
    }
}

static const struct
{
  const char *text;
  const char *date;   /* NULL: none */
  const char *start;  /* NULL: not a time */
  const char *length;
} times[] = {
  { "10:00", "2026-12-09", "10:00", "PT2H" },
  { "10:00–12:00", "2026-12-09", "10:00", "PT2H" },
  { " 10.30 - 12 ", "2026-12-09", "10:30", "PT1H30M" },
  { "9–10", NULL, "09:00", "PT1H" },
  { "10 pm – 2 am", "2026-12-09", "22:00", "PT4H" },
  { "12am", NULL, "00:00", "PT2H" },
  { "22:00–24:00", NULL, "22:00", "PT2H" },
  { "10:00 + 26 h", "2026-12-09", "10:00", "PT26H" },
  { "10:00 + 1 d 12 h", "2026-12-09", "10:00", "P1DT12H" },
  { "10:00+90min", NULL, "10:00", "PT1H30M" },
  { "10:00 + P1M", NULL, "10:00", "P1M" },
  /* Europe/Berlin: an hour is missing on 28 March 2027, one is there twice on 31 October 2027. */
  { "01:00–04:00", "2027-03-28", "01:00", "PT2H" },
  { "01:00–04:00", "2027-10-31", "01:00", "PT4H" },
  { "22:00–04:00", "2027-03-27", "22:00", "PT5H" },
  { "25:00", NULL, NULL, NULL },
  { "10:60", NULL, NULL, NULL },
  { "24:00", NULL, NULL, NULL },
  { "13 pm", NULL, NULL, NULL },
  { "10:00–10:00", NULL, NULL, NULL },
  { "10:00–", NULL, NULL, NULL },
  { "10:00 +", NULL, NULL, NULL },
  { "10:00 + 0 h", NULL, NULL, NULL },
  { "10:00 + 2", NULL, NULL, NULL },
  { "10:00 12:00", NULL, NULL, NULL },
  { "noon", NULL, NULL, NULL },
  { "", NULL, NULL, NULL },
};

static void
test_times (void)
{
  GTimeZone *zone = lift_zone_get ("Europe/Berlin", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *start = NULL;
      g_autofree char *length_text = NULL;
      g_autofree char *midnight = times[i].date != NULL ? g_strconcat (times[i].date, "T00:00", NULL) : NULL;
      LiftTimeText time;
      LiftDuration length;
      LiftLocal date;

      g_test_message ("%s", times[i].text);
      if (midnight != NULL)
        g_assert_true (lift_local_parse (midnight, &date));
      if (lift_time_text_parse (times[i].text, &time))
        {
          start = g_strdup_printf ("%02d:%02d", time.start / 60, time.start % 60);
          lift_time_text_length (&time, midnight != NULL ? &date : NULL, zone, &length);
          length_text = lift_duration_format (&length);
        }
      g_assert_cmpstr (start, ==, times[i].start);
      g_assert_cmpstr (length_text, ==, times[i].length);
    }
}

static const struct
{
  const char *local;
  const char *window; /* NULL: the usual one */
  const char *text;
} formats[] = {
  { "2026-12-09T10:00", NULL, "10:00–12:00" },
  { "2026-12-09T09:30", "PT90M", "09:30–11:00" },
  { "2026-12-09T23:00", "PT4H", "23:00–03:00" },
  { "2027-03-28T01:00", "PT2H", "01:00–04:00" },
  { "2026-12-09T10:00", "PT24H", "10:00 + 24 h" },
  { "2026-12-09T10:00", "P1W2DT3H15M", "10:00 + 1 w 2 d 3 h 15 min" },
  { "2026-12-09T10:00", "P1M", "10:00 + P1M" },
  { "2026-12-09T10:00", "PT90S", "10:00 + PT90S" },
};

/* What is formatted is read again as what it was. */
static void
test_time_formats (void)
{
  GTimeZone *zone = lift_zone_get ("Europe/Berlin", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = NULL, *again = NULL, *expected = NULL;
      LiftDuration length;
      LiftTimeText time;
      LiftLocal local;

      g_assert_true (lift_local_parse (formats[i].local, &local));
      text = lift_time_text_format (&local, formats[i].window, zone);
      g_assert_cmpstr (text, ==, formats[i].text);
      g_assert_true (lift_time_text_parse (text, &time));
      g_assert_cmpint (time.start, ==, local.hour * 60 + local.minute);
      lift_time_text_length (&time, &local, zone, &length);
      again = lift_duration_format (&length);
      g_assert_true (lift_duration_parse (formats[i].window != NULL ? formats[i].window : "PT2H", &length));
      expected = lift_duration_format (&length);
      g_assert_cmpstr (again, ==, expected);
    }
}

/* Warnings */

static LiftNode *
new_release (const char *local,
             const char *zone)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  LiftAct act = { "Amira Haddad", 0, rand };
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, &error);
  LiftReleaseDetails details = { .name = "Payments", .local = local, .zone = zone };
  LiftNode *release;

  g_assert_no_error (error);
  release = lift_release_new (template->root, &details, &act, &error);
  g_assert_no_error (error);
  return release;
}

/* The built-in process: two weeks, one week and three days before; the release; an hour and a day after. */
static const struct
{
  const char *local, *zone, *now;
  const char *flags[6]; /* p: past, g: gap, t: twice, a: Saturday, u: Sunday */
} warnings[] = {
  { "2026-12-09T10:00", "Europe/Berlin", "2026-11-01T00:00:00Z", { "", "", "u", "", "", "" } },
  { "2026-12-09T10:00", "Europe/Berlin", "2026-12-02T09:00:00Z", { "p", "", "u", "", "", "" } },
  { "2026-12-09T10:00", "Europe/Berlin", "2026-12-02T09:00:01Z", { "p", "p", "u", "", "", "" } },
  { "2026-12-12T10:00", "Europe/Berlin", "2026-11-01T00:00:00Z", { "a", "a", "", "a", "a", "u" } },
  /* 02:30 does not exist on 28 March 2027 and happens twice on 31 October 2027; an hour after it has no clock of its own. */
  { "2027-03-28T02:30", "Europe/Berlin", "2026-11-01T00:00:00Z", { "u", "u", "", "gu", "u", "" } },
  { "2027-03-31T02:30", "Europe/Berlin", "2026-11-01T00:00:00Z", { "", "", "gu", "", "", "" } },
  { "2027-10-31T02:30", "Europe/Berlin", "2026-11-01T00:00:00Z", { "u", "u", "", "tu", "u", "" } },
  /* Saturday in Auckland is still Friday in UTC. */
  { "2026-12-12T08:00", "Pacific/Auckland", "2026-11-01T00:00:00Z", { "a", "a", "", "a", "a", "u" } },
  { NULL, "Europe/Berlin", "2026-11-01T00:00:00Z", { "", "", "", "", "", "" } },
};

static char *
dup_flags (LiftMomentFlags flags)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 6; i++)
    if (flags & (1 << i))
      g_string_append_c (text, "pgtauo"[i]);
  return g_string_free (text, FALSE);
}

static void
test_warnings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    {
      g_autoptr(LiftNode) release = new_release (warnings[i].local, warnings[i].zone);
      LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
      gint64 now = lift_instant_parse (warnings[i].now);
      g_autofree char *of_moment = dup_flags (lift_moment_check (release, now));

      g_assert_cmpuint (lift_nodes_get_n (phases), ==, 6);
      for (guint phase = 0; phase < 6; phase++)
        {
          g_autofree char *flags = dup_flags (lift_deadline_check (release, lift_nodes_get (phases, phase), now));
          g_autofree char *words = lift_deadline_warning (release, lift_nodes_get (phases, phase), now);

          g_test_message ("%s, phase %u", warnings[i].local, phase + 1);
          g_assert_cmpstr (flags, ==, warnings[i].flags[phase]);
          g_assert_true ((words == NULL) == (*flags == '\0'));
        }
      g_assert_cmpstr (of_moment, ==, warnings[i].flags[3]);
    }
}

static void
test_warning_words (void)
{
  g_autoptr(LiftNode) gap = new_release ("2027-03-28T02:30", "Europe/Berlin");
  g_autoptr(LiftNode) twice = new_release ("2027-10-31T02:30", "Europe/Berlin");
  g_autofree char *gap_words = lift_moment_warning (gap, 0);
  g_autofree char *twice_words = lift_moment_warning (twice, lift_instant_parse ("2028-01-01T00:00:00Z"));

  g_assert_cmpstr (gap_words, ==,
                   "Falls on a Sunday\n"
                   "This time does not exist, the clocks go forward over it: Sun 28 Mar 2027, 03:30 CEST is taken");
  g_assert_cmpstr (twice_words, ==,
                   "Already past\n"
                   "Falls on a Sunday\n"
                   "This time happens twice, the clocks go back: the first one, Sun 31 Oct 2027, 02:30 CEST, is taken");
}

/* Weekends and holidays. Wed 31 Mar 2027, 10:00: the deadlines are Wed 17, Wed 24, Sun 28, Wed 31 Mar, the same day and Thu 1 Apr. Easter is on Sunday 28 March. */
static const struct
{
  LiftCalendarChange calendar;
  int                phase;
  const char        *warning; /* NULL: none */
  const char        *rule;    /* empty: it moved nothing */
  const char        *due;
} days_off[] = {
  { { LIFT_RULE_KEEP }, 3, "Falls on a Sunday", "", "2027-03-28T08:00:00Z" },
  { { LIFT_RULE_BEFORE }, 3, NULL, "Falls on Sun 28 Mar, moved to Fri 26 Mar\nBy the rule for weekends and holidays", "2027-03-26T09:00:00Z" },
  { { LIFT_RULE_BEFORE, .holidays = "2027-03-26 Good Friday" }, 3, NULL,
    "Falls on Sun 28 Mar, moved to Thu 25 Mar\nFri 26 Mar is Good Friday · by the rule", "2027-03-25T09:00:00Z" },
  { { LIFT_RULE_BEFORE, .holidays = "2027-03-26" }, 3, NULL,
    "Falls on Sun 28 Mar, moved to Thu 25 Mar\nFri 26 Mar is a holiday · by the rule", "2027-03-25T09:00:00Z" },
  { { LIFT_RULE_AFTER, .holidays = "2027-03-29 Easter Monday" }, 3, NULL,
    "Falls on Sun 28 Mar, moved to Tue 30 Mar\nMon 29 Mar is Easter Monday · by the rule", "2027-03-30T08:00:00Z" },
  { { LIFT_RULE_KEEP, .holidays = "2027-03-24 Inventory" }, 2, "Falls on a day off: Inventory", "", "2027-03-24T09:00:00Z" },
  { { LIFT_RULE_BEFORE, .holidays = "2027-03-24 Inventory" }, 2, NULL,
    "Falls on Wed 24 Mar (Inventory), moved to Tue 23 Mar\nBy the rule for weekends and holidays", "2027-03-23T09:00:00Z" },
  { { LIFT_RULE_KEEP, .weekend = "Fri Sat" }, 3, NULL, "", "2027-03-28T08:00:00Z" },
  { { LIFT_RULE_KEEP, .weekend = "Wed" }, 2, "Falls on a day off: Wednesday", "", "2027-03-24T09:00:00Z" },
};

static void
test_days_off (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (days_off); i++)
    {
      g_autoptr(LiftNode) release = new_release ("2027-03-31T10:00", "Europe/Berlin");
      g_autoptr(LiftGroup) group = lift_intent_calendar (release, &days_off[i].calendar, NULL);
      g_autoptr(LiftNode) after = lift_group_apply (group, release, NULL, NULL, NULL);
      LiftNode *phase = lift_nodes_get (lift_node_get_list (after, LIFT_RELEASE_PHASES), days_off[i].phase - 1);
      g_autofree char *warning = lift_deadline_warning (after, phase, 0);
      g_autofree char *rule = lift_words_rule (after, phase);
      g_autofree char *due = lift_instant_format (lift_schedule_due (after, phase, NULL));

      g_test_message ("row %u", i);
      g_assert_cmpstr (warning, ==, days_off[i].warning);
      g_assert_cmpstr (rule, ==, days_off[i].rule);
      g_assert_cmpstr (due, ==, days_off[i].due);
    }
}

/* What a list lacks of another one. */
static const struct
{
  const char *list, *more, *all;
  guint       n;
} additions[] = {
  { NULL, NULL, "", 0 },
  { NULL, "12-25 Christmas Day", "12-25 Christmas Day", 1 },
  { "12-25 Christmas Day\n\n", "12-26\n  12-25 Christmas Day \n# a comment\n\n05-01", "12-25 Christmas Day\n12-26\n05-01", 2 },
  { "# mine", "---\n# theirs", "# mine", 0 },
};

static void
test_additions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      guint n;
      g_autofree char *all = lift_lines_add (additions[i].list, additions[i].more, &n);

      g_assert_cmpstr (all, ==, additions[i].all);
      g_assert_cmpuint (n, ==, additions[i].n);
    }
}

/* A phase that is done is not warned about. */
static void
test_done (void)
{
  g_autoptr(LiftNode) release = new_release ("2026-12-09T10:00", "Europe/Berlin");
  LiftNode *phase = lift_nodes_get (lift_node_get_list (release, LIFT_RELEASE_PHASES), 0);
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(LiftGroup) group = NULL;
  g_autoptr(LiftNode) after = NULL;
  LiftStateChange change = { .state = LIFT_ITEM_DONE, .by = "Amira Haddad", .at = 0 };
  gint64 now = lift_instant_parse ("2027-01-01T00:00:00Z");

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    g_ptr_array_add (ids, (gpointer) lift_node_get_id (lift_nodes_get (items, i)));
  g_ptr_array_add (ids, NULL);
  group = lift_intent_set_state (release, (const char *const *) ids->pdata, &change, NULL);
  after = lift_group_apply (group, release, NULL, NULL, NULL);
  g_assert_cmpint (lift_deadline_check (release, phase, now), ==, LIFT_MOMENT_PAST);
  g_assert_cmpint (lift_deadline_check (after, lift_nodes_get (lift_node_get_list (after, LIFT_RELEASE_PHASES), 0), now), ==, 0);
}

static const struct
{
  const char *local, *zone;
  const char *title; /* NULL: none */
  const char *text;
  const char *at;
} clock_changes[] = {
  { "2026-12-09T10:00", "Europe/Berlin", NULL, NULL, NULL },
  { "2027-03-31T10:00", "UTC", NULL, NULL, NULL },
  { "2027-03-31T10:00", "Europe/Berlin", "Clocks go forward on Sun 28 Mar 2027",
    "Phases 1 and 2 fall before it (CET). Phases 3 to 6 fall after it (CEST). "
    "Deadlines in days and weeks keep their time on the clock; that day has 23 hours.", "2027-03-28T01:00:00Z" },
  { "2026-11-02T10:00", "America/New_York", "Clocks go back on Sun 1 Nov 2026",
    "Phases 1 to 3 fall before it (EDT). Phases 4 to 6 fall after it (EST). "
    "Deadlines in days and weeks keep their time on the clock; that day has 25 hours.", "2026-11-01T06:00:00Z" },
  { "2026-10-31T20:00", "America/New_York", "Clocks go back on Sun 1 Nov 2026",
    "Phases 1 to 5 fall before it (EDT). Phase 6 falls after it (EST). "
    "Deadlines in days and weeks keep their time on the clock; that day has 25 hours.", "2026-11-01T06:00:00Z" },
  { "2026-10-04T10:00", "Australia/Lord_Howe", "Clocks go forward on Sun 4 Oct 2026",
    "Phases 1 to 3 fall before it (+1030). Phases 4 to 6 fall after it (+11).", "2026-10-03T15:30:00Z" },
};

static void
test_clock_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (clock_changes); i++)
    {
      g_autoptr(LiftNode) release = new_release (clock_changes[i].local, clock_changes[i].zone);
      g_autoptr(GArray) changes = lift_clock_changes (release);
      g_autofree char *title = NULL, *text = NULL;
      const LiftClockChange *change;

      g_test_message ("%s %s", clock_changes[i].local, clock_changes[i].zone);
      g_assert_cmpuint (changes->len, ==, clock_changes[i].title != NULL ? 1 : 0);
      if (changes->len == 0)
        continue;
      change = &g_array_index (changes, LiftClockChange, 0);
      title = lift_clock_change_title (release, change);
      text = lift_clock_change_text (release, change);
      g_assert_cmpint (change->at, ==, lift_instant_parse (clock_changes[i].at));
      g_assert_cmpstr (title, ==, clock_changes[i].title);
      g_assert_cmpstr (text, ==, clock_changes[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/moments/dates", test_dates);
  g_test_add_func ("/moments/date-round-trip", test_date_round_trip);
  g_test_add_func ("/moments/times", test_times);
  g_test_add_func ("/moments/time-formats", test_time_formats);
  g_test_add_func ("/moments/warnings", test_warnings);
  g_test_add_func ("/moments/warning-words", test_warning_words);
  g_test_add_func ("/moments/days-off", test_days_off);
  g_test_add_func ("/moments/additions", test_additions);
  g_test_add_func ("/moments/done", test_done);
  g_test_add_func ("/moments/clock-changes", test_clock_changes);
  return g_test_run ();
}
