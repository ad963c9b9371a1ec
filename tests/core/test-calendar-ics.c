/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/calendar.h"
#include "core/error.h"
#include "mutate.h"
#include "temp-folder.h"

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
  g_autoptr (GError) error = NULL;
  GTimeZone *found = lift_zone_get (name, &error);

  g_assert_no_error (error);
  return found;
}

static char *
find_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "ical", name, NULL);
}

/* Occurrences of rules are those that dateutil 2.8 (rrule.rrulestr) gives, with the offsets of Python's zoneinfo. */

static const char nextcloud_days[] = "2026-10-14/2026-10-15 Each third week\n"
                                     "2026-11-04/2026-11-05 Each third week\n"
                                     "2026-11-25/2026-11-26 Each third week\n"
                                     "2026-11-30 “10:00 Month end”\n"
                                     "2027-01-06/2027-01-07 Each third week\n"
                                     "2027-01-27/2027-01-28 Each third week\n"
                                     "2027-01-31 “10:00 Month end”\n"
                                     "2027-02-17/2027-02-18 Each third week\n";

static void
test_files (void)
{
  static const struct
  {
    const char     *file, *zone;
    LiftPeriodsKind kind;
    guint           n_left_out;
    const char     *list; /* NULL: nothing is left */
  } cases[] = {
    { "google-holidays.ics", "Europe/Berlin", LIFT_PERIODS_DAYS, 1,
      "01-01 New Year’s Day\n"
      "05-01 Labour Day\n"
      "2026-10-03 German Unity Day\n"
      "2026-11-29 Last Sunday of November\n"
      "2026-12-24/2027-01-01 Company holidays, all offices; closed from Christmas Eve to New Year’s Day, and\n"
      "2026-12-25 Christmas Day\n" },
    { "google-holidays.ics", "Europe/Berlin", LIFT_PERIODS_ANY, 0,
      "01-01 New Year’s Day\n"
      "05-01 Labour Day\n"
      "2026-10-03 German Unity Day\n"
      "2026-11-29 Last Sunday of November\n"
      "2026-12-24/2027-01-01 Company holidays, all offices; closed from Christmas Eve to New Year’s Day, and\n"
      "2026-12-24T09:00/2026-12-24T12:00 Half a day\n"
      "2026-12-25 Christmas Day\n" },
    { "outlook-windows.ics", "Europe/Berlin", LIFT_PERIODS_DAYS, 3, NULL },
    { "outlook-windows.ics", "Europe/Berlin", LIFT_PERIODS_ANY, 1,
      "2026-10-14T08:00Z/2026-10-14T10:00Z Deployment window\n"
      "2026-10-21T08:00Z/2026-10-21T10:00Z Deployment window\n"
      "2026-10-29T13:00Z/2026-10-29T15:00Z Deployment window, moved\n"
      "2026-11-04T09:00Z/2026-11-04T11:00Z Deployment window\n" },
    { "nextcloud-freezes.ics", "Europe/Berlin", LIFT_PERIODS_DAYS, 6, nextcloud_days },
    { "nextcloud-freezes.ics", "Europe/Berlin", LIFT_PERIODS_ANY, 0,
      "Tue,Thu 10:00-16:00 Regular window\n"
      "Fri 12:00/Mon 06:00 Weekend\n"
      "2026-10-14/2026-10-15 Each third week\n"
      "2026-10-20T22:00/2026-10-21T06:00 Night\n"
      "2026-10-21T22:00/2026-10-22T06:00 Night\n"
      "2026-10-24T22:00/2026-10-25T05:00 Night\n"
      "2026-10-25T22:00/2026-10-26T06:00 Night\n"
      "2026-10-26T22:00/2026-10-27T06:00 Night\n"
      "2026-10-27T22:00/2026-10-28T06:00 Night\n"
      "2026-10-29T22:00Z/2026-10-29T23:00Z Over there\n"
      "2026-10-30T22:00Z/2026-10-30T23:00Z Over there\n"
      "2026-10-31T22:00Z/2026-10-31T23:00Z Over there\n"
      "2026-11-01T23:00Z/2026-11-02T00:00Z Over there\n"
      "2026-11-02T23:00Z/2026-11-03T00:00Z Over there\n"
      "2026-11-04/2026-11-05 Each third week\n"
      "2026-11-25/2026-11-26 Each third week\n"
      "2026-11-30 “10:00 Month end”\n"
      "2026-12-15T08:00Z/2026-12-15T10:00Z Audit\n"
      "2026-12-16T08:00/2026-12-16T10:00 Floating\n"
      "2026-12-17T08:00Z/2026-12-17T10:00Z Audit\n"
      "2026-12-18T08:00Z/2026-12-18T08:30Z Audit\n"
      "2026-12-19T08:00Z/2026-12-19T09:00Z Audit\n"
      "2027-01-06/2027-01-07 Each third week\n"
      "2027-01-27/2027-01-28 Each third week\n"
      "2027-01-31 “10:00 Month end”\n"
      "2027-02-17/2027-02-18 Each third week\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = find_file (cases[i].file);
      g_autofree char *list = NULL;
      g_autoptr (GError) error = NULL;
      guint n_left_out = 99;

      g_test_message ("%s, %d", cases[i].file, cases[i].kind);
      list = lift_periods_load (path, cases[i].kind, zone (cases[i].zone), instant ("2026-10-01T00:00:00Z"), instant ("2027-03-01T00:00:00Z"),
                                &n_left_out, &error);
      g_assert_cmpstr (list, ==, cases[i].list);
      g_assert_cmpuint (n_left_out, ==, cases[i].n_left_out);
      if (list == NULL)
        {
          g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
          g_assert_true (g_str_has_prefix (error->message, path));
          g_assert_nonnull (strstr (error->message, "no event of whole days from 2026-10-01 to 2027-03-01"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (lift_periods_check (list, cases[i].kind, &error));
    }
}

/* One event, in Berlin, asked for from 2026-10-01 to 2027-03-01. */
static void
test_events (void)
{
  static const struct
  {
    const char *event;
    const char *list; /* NULL: left out; "": outside of what was asked for, or cancelled */
  } cases[] = {
    /* Whole days */
    { "DTSTART;VALUE=DATE:20261225", "2026-12-25\n" },
    { "DTSTART:20261225", "2026-12-25\n" },
    { "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261225", "2026-12-25\n" },
    { "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261228", "2026-12-25/2026-12-27\n" },
    { "DTSTART;VALUE=DATE:20261225\nDURATION:P2W", "2026-12-25/2027-01-07\n" },
    { "DTSTART;VALUE=DATE:20261225\nDURATION:PT24H", "2026-12-25\n" },
    { "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261224", NULL },
    { "DTSTART;VALUE=DATE:20260930\nDTEND;VALUE=DATE:20261001", "" },
    { "DTSTART;VALUE=DATE:20260930\nDTEND;VALUE=DATE:20261002", "2026-09-30/2026-10-01\n" },
    { "DTSTART;VALUE=DATE:20270301", "2027-03-01\n" },
    { "DTSTART;VALUE=DATE:20270302", "" },
    { "DTSTART;VALUE=DATE:20260230", NULL },
    { "DTSTART;VALUE=DATE:20261301", NULL },
    { "DTSTART:", NULL },
    { "DTSTART:nonsense", NULL },
    { "SUMMARY:No start", NULL },

    /* Times */
    { "DTSTART:20261209T100000\nDTEND:20261209T140000", "2026-12-09T10:00/2026-12-09T14:00\n" },
    { "DTSTART:20261209T100000Z\nDTEND:20261209T140000Z", "2026-12-09T10:00Z/2026-12-09T14:00Z\n" },
    { "DTSTART;TZID=Europe/Berlin:20261209T100000\nDURATION:PT1H30M15S", "2026-12-09T10:00/2026-12-09T11:30:15\n" },
    { "DTSTART;TZID=\"Europe/Berlin\":20261209T100000\nDURATION:PT1H", "2026-12-09T10:00/2026-12-09T11:00\n" },
    { "DTSTART;TZID=/mozilla.org/20070129_1/Europe/Berlin:20261209T100000\nDURATION:PT1H", "2026-12-09T10:00/2026-12-09T11:00\n" },
    { "DTSTART;TZID=America/New_York:20261209T100000\nDURATION:PT1H", "2026-12-09T15:00Z/2026-12-09T16:00Z\n" },
    { "DTSTART;TZID=/a/b/America/Argentina/Salta:20261209T100000\nDURATION:PT1H", "2026-12-09T13:00Z/2026-12-09T14:00Z\n" },
    { "DTSTART;TZID=Mars/Olympus:20261209T100000\nDURATION:PT1H", NULL },
    { "DTSTART;TZID=../../etc/passwd:20261209T100000\nDURATION:PT1H", NULL },
    { "DTSTART;TZID=Europe/Berlin:20261209T100000\nDTEND;TZID=America/New_York:20261209T080000", "2026-12-09T10:00/2026-12-09T14:00\n" },
    { "DTSTART:20261209T100000", NULL },
    { "DTSTART:20261209T100000\nDTEND:20261209T100000", NULL },
    { "DTSTART:20261209T100000\nDTEND:20261209T090000", NULL },
    { "DTSTART:20261209T100000\nDURATION:-PT1H", NULL },
    { "DTSTART:20261209T100000\nDURATION:P99999999999999D", NULL },
    { "DTSTART:20261209T100000\nDURATION:nonsense", NULL },
    /* In the hour that comes twice, the second one has no name on the wall clock; in the gap, the wall clock shows another one. */
    { "DTSTART:20261025T003000Z\nDTEND:20261025T013000Z", "2026-10-25T00:30Z/2026-10-25T01:30Z\n" },
    { "DTSTART;TZID=Europe/Berlin:20261025T013000\nDURATION:PT2H", "2026-10-24T23:30Z/2026-10-25T01:30Z\n" },
    { "DTSTART;TZID=Europe/Berlin:20261025T013000\nDURATION:PT3H", "2026-10-25T01:30/2026-10-25T03:30\n" },

    /* Names */
    { "DTSTART;VALUE=DATE:20261225\nSUMMARY:  A\\n\\tB\\, C\\; D\\\\  E  ", "2026-12-25 A B, C; D\\ E\n" },
    { "DTSTART;VALUE=DATE:20261225\nSUMMARY;LANGUAGE=de;X-A=\"b:c;d\":Weih\n nachten", "2026-12-25 Weihnachten\n" },
    { "DTSTART;VALUE=DATE:20261225\nSUMMARY:Wei\xc3\n \x9f", "2026-12-25 Weiß\n" },
    { "DTSTART;VALUE=DATE:20261225\nSUMMARY:\xff\x07", "2026-12-25 \xef\xbf\xbd\n" },
    { "DTSTART;VALUE=DATE:20261225\nSUMMARY:", "2026-12-25\n" },
    { "DTSTART;VALUE=DATE:20261225\nSUMMARY:2026-12-26", "2026-12-25 “2026-12-26”\n" },
    { "DTSTART;VALUE=DATE:20261225\nSUMMARY:a\xe2\x80\xa8""b\xc2\x85""c", "2026-12-25 a b c\n" },
    { "DTSTART;VALUE=DATE:20261225\nSUMMARY:"
      "äääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää",
      "2026-12-25 "
      "ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää\n" },

    /* States */
    { "DTSTART;VALUE=DATE:20261225\nSTATUS:CANCELLED", "" },
    { "DTSTART;VALUE=DATE:20261225\nSTATUS:TENTATIVE", "2026-12-25\n" },
    { "DTSTART;VALUE=DATE:20261225\nBEGIN:VALARM\nBEGIN:X-A\nEND:X-A\nSUMMARY:Not this\nEND:VALARM\nSUMMARY:This", "2026-12-25 This\n" },

    /* Rules that are a line */
    { "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY", "12-25\n" },
    { "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY;INTERVAL=1;WKST=SU", "12-25\n" },
    { "DTSTART;VALUE=DATE:20000229\nRRULE:FREQ=YEARLY", "02-29\n" },
    { "DTSTART;VALUE=DATE:20001218\nDTEND;VALUE=DATE:20010105\nRRULE:FREQ=YEARLY", "12-18/01-04\n" },
    { "DTSTART;VALUE=DATE:20000220\nDTEND;VALUE=DATE:20000305\nRRULE:FREQ=YEARLY", "2027-02-20/2027-03-05\n" },
    { "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY;INTERVAL=2", "2026-12-25\n" },
    { "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY;UNTIL=20261225", "2026-12-25\n" },
    { "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY;UNTIL=20261224", "" },
    { "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY;COUNT=27", "2026-12-25\n" },
    { "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY;COUNT=26", "" },
    { "DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20261225", "" },
    { "DTSTART;VALUE=DATE:20301225\nRRULE:FREQ=YEARLY", "" },
    { "DTSTART:20001225T100000\nDURATION:PT1H\nRRULE:FREQ=YEARLY", "2026-12-25T10:00/2026-12-25T11:00\n" },
    { "DTSTART;VALUE=DATE:20260102\nRRULE:FREQ=WEEKLY", "Fri\n" },
    { "DTSTART;VALUE=DATE:20260102\nRRULE:FREQ=WEEKLY;BYDAY=SU,FR,SA", "Fri,Sat,Sun\n" },
    { "DTSTART;VALUE=DATE:20260102\nDURATION:P4D\nRRULE:FREQ=WEEKLY", "Fri-Mon\n" },
    { "DTSTART:20260102T200000\nDURATION:PT4H\nRRULE:FREQ=WEEKLY", "Fri 20:00-24:00\n" },
    { "DTSTART:20260102T200000\nDURATION:PT5H\nRRULE:FREQ=WEEKLY;BYDAY=FR,SU", "Fri 20:00/Sat 01:00\nSun 20:00/Mon 01:00\n" },
    { "DTSTART;TZID=Europe/Berlin:20260102T120000\nDTEND;TZID=Europe/Berlin:20260105T060000\nRRULE:FREQ=WEEKLY", "Fri 12:00/Mon 06:00\n" },
    /* It does not start before it starts: from 2027-02-19, a Friday */
    { "DTSTART;VALUE=DATE:20270219\nRRULE:FREQ=WEEKLY", "2027-02-19\n2027-02-26\n" },
    { "DTSTART:20270216T100030\nDURATION:PT1H\nRRULE:FREQ=WEEKLY", "2027-02-16T10:00:30/2027-02-16T11:00:30\n"
                                                                  "2027-02-23T10:00:30/2027-02-23T11:00:30\n" },
    { "DTSTART:20270216T100000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY", "2027-02-16T10:00Z/2027-02-16T11:00Z\n2027-02-23T10:00Z/2027-02-23T11:00Z\n" },
    { "DTSTART;VALUE=DATE:20260102\nRRULE:FREQ=WEEKLY;UNTIL=20261009", "2026-10-02\n2026-10-09\n" },
    { "DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20270108", "2027-01-01\n2027-01-15\n" },

    /* The end of a rule is in UTC; a day is the whole day */
    { "DTSTART;TZID=Europe/Berlin:20261201T233000\nDURATION:PT30M\nRRULE:FREQ=DAILY;UNTIL=20261202T223000Z",
      "2026-12-01T23:30/2026-12-02T00:00\n2026-12-02T23:30/2026-12-03T00:00\n" },
    { "DTSTART;TZID=Europe/Berlin:20261201T233000\nDURATION:PT30M\nRRULE:FREQ=DAILY;UNTIL=20261202T222959Z",
      "2026-12-01T23:30/2026-12-02T00:00\n" },
    { "DTSTART;TZID=Europe/Berlin:20261201T233000\nDURATION:PT30M\nRRULE:FREQ=DAILY;UNTIL=20261202",
      "2026-12-01T23:30/2026-12-02T00:00\n2026-12-02T23:30/2026-12-03T00:00\n" },
    /* An exact and a nominal length over the change of the clocks (RFC 5545 3.8.5.3) */
    { "DTSTART;TZID=Europe/Berlin:20261023T120000\nDTEND;TZID=Europe/Berlin:20261024T120000\nRRULE:FREQ=DAILY;COUNT=2",
      "2026-10-23T12:00/2026-10-24T12:00\n2026-10-24T12:00/2026-10-25T11:00\n" },
    { "DTSTART;TZID=Europe/Berlin:20261023T120000\nDURATION:P1D\nRRULE:FREQ=DAILY;COUNT=2",
      "2026-10-23T12:00/2026-10-24T12:00\n2026-10-24T12:00/2026-10-25T12:00\n" },

    /* Exceptions and additions */
    { "DTSTART:20261201T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261202T090000Z",
      "2026-12-01T10:00/2026-12-01T11:00\n2026-12-03T10:00/2026-12-03T11:00\n" },
    { "DTSTART:20261201T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20261202,20261203",
      "2026-12-01T10:00/2026-12-01T11:00\n" },
    { "DTSTART;VALUE=DATE:20261201\nRDATE;VALUE=DATE:20261203,20261201", "2026-12-01\n2026-12-03\n" },
    { "DTSTART;VALUE=DATE:20261201\nEXDATE;VALUE=DATE:20261201", "" },

    /* Nothing that libical would search for ever */
    { "DTSTART:20261201T100000\nDURATION:PT1H\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", NULL },
    { "DTSTART:20261201T100000\nDURATION:PT1H\nRRULE:FREQ=HOURLY", NULL },
    { "DTSTART:20261201T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "" },
    { "DTSTART:20261201T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0", NULL },
    { "DTSTART:20261201T100000\nDURATION:PT1H\nRRULE:nonsense", NULL },
    { "DTSTART:20261201T100000\nDURATION:PT1H\nRRULE:RSCALE=CHINESE;FREQ=YEARLY", NULL },
    { "DTSTART:00010101T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=10", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ics = g_strconcat ("\xef\xbb\xbf BEGIN:VCALENDAR\nBEGIN:VEVENT\n", cases[i].event, "\nEND:VEVENT\nEND:VCALENDAR", NULL);
      g_autofree char *shown = g_strescape (cases[i].event, NULL);
      g_autofree char *list = NULL;
      g_autoptr (GError) error = NULL;
      guint n_left_out = 99;
      gboolean some = cases[i].list != NULL && *cases[i].list != '\0';

      g_test_message ("%s", shown);
      list = lift_periods_from_ics ("x.ics", ics, strlen (ics), LIFT_PERIODS_ANY, zone ("Europe/Berlin"), instant ("2026-10-01T00:00:00Z"),
                                    instant ("2027-03-01T00:00:00Z"), &n_left_out, &error);
      g_assert_cmpstr (list, ==, some ? cases[i].list : NULL);
      g_assert_cmpuint (n_left_out, ==, cases[i].list == NULL);
      if (some)
        g_assert_true (lift_periods_check (list, LIFT_PERIODS_ANY, NULL));
      else
        g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
    }
}

static void
test_limits (void)
{
  static const char daily[] = "BEGIN:VEVENT\nUID:%u\nDTSTART:20260101T%02u%02u00\nDURATION:PT1M\nRRULE:FREQ=DAILY\nSUMMARY:x\nEND:VEVENT\n";
  g_autoptr (GString) ics = g_string_new ("BEGIN:VCALENDAR\n");
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_left_out;

  /* A thousand of an event, five thousand in all */
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (ics, daily, i, i, i);
  list = lift_periods_from_ics ("x", ics->str, ics->len, LIFT_PERIODS_ANY, zone ("UTC"), instant ("2026-10-01T00:00:00Z"),
                                instant ("2036-10-01T00:00:00Z"), &n_left_out, NULL);
  lines = g_strsplit (list, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5001);
  g_assert_cmpuint (n_left_out, ==, 20);
  g_assert_cmpstr (lines[0], ==, "2026-10-01T00:00/2026-10-01T00:01 x");
  g_assert_true (lift_periods_check (list, LIFT_PERIODS_ANY, NULL));

  g_clear_pointer (&list, g_free);
  list = lift_periods_from_ics ("x", ics->str, ics->len, LIFT_PERIODS_ANY, zone ("UTC"), instant ("2026-10-01T00:00:00Z"),
                                instant ("2026-10-11T00:00:00Z"), &n_left_out, NULL);
  g_clear_pointer (&lines, g_strfreev);
  lines = g_strsplit (list, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 201);
  g_assert_cmpuint (n_left_out, ==, 0);
}

/* Shapes that grow: none takes long, or much of the stack. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *what, *before, *again, *after;
  } cases[] = {
    { "depth", "", "BEGIN:VEVENT\n", "" },
    { "depth of calendars", "", "BEGIN:VCALENDAR\n", "" },
    { "ends", "", "END:VCALENDAR\n", "" },
    { "events", "", "BEGIN:VEVENT\nEND:VEVENT\n", "" },
    { "zones", "", "BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n", "" },
    { "rules of a zone", "BEGIN:VTIMEZONE\nTZID:x\n",
      "BEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY\nEND:STANDARD\n",
      "END:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=x:20261010T100000\nDURATION:PT1H\nEND:VEVENT\n" },
    { "seconds of a zone", "BEGIN:VTIMEZONE\nTZID:x\n",
      "BEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n",
      "END:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=x:20261010T100000\nDURATION:PT1H\nEND:VEVENT\n" },
    { "vain rules", "", "BEGIN:VEVENT\nDTSTART:20200101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n", "" },
    { "long counts", "", "BEGIN:VEVENT\nDTSTART:16000101\nRRULE:FREQ=DAILY;COUNT=999999\nEND:VEVENT\n", "" },
    { "replacements", "", "BEGIN:VEVENT\nUID:1\nDTSTART:20261001\nRECURRENCE-ID:20261001\nEND:VEVENT\n"
                          "BEGIN:VEVENT\nUID:1\nDTSTART:20261001\nRRULE:FREQ=DAILY\nEND:VEVENT\n", "" },
    { "exceptions", "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY\n", "EXDATE:20261001,20261002\n", "END:VEVENT\n" },
    { "rules", "BEGIN:VEVENT\nDTSTART:20260101\n", "RRULE:FREQ=DAILY\n", "END:VEVENT\n" },
    { "a long line", "BEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:", "x\n ", "\nEND:VEVENT\n" },
    { "parameters", "BEGIN:VEVENT\nDTSTART", ";TZID=x", ":20260101\nEND:VEVENT\n" },
    { "a long rule", "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY;BYDAY=", "MO,", "MO\nEND:VEVENT\n" },
    { "semicolons", "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:", ";", "\nEND:VEVENT\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) ics = g_string_new ("BEGIN:VCALENDAR\n");
      gint64 began = g_get_monotonic_time ();
      g_autofree char *list = NULL;

      g_string_append (ics, cases[i].before);
      while (ics->len < 4 * 1024 * 1024 - 1000)
        g_string_append (ics, cases[i].again);
      g_string_append (ics, cases[i].after);
      list = lift_periods_from_ics ("x", ics->str, ics->len, LIFT_PERIODS_ANY, zone ("Europe/Berlin"), instant ("2026-10-01T00:00:00Z"),
                                    instant ("2031-10-01T00:00:00Z"), NULL, NULL);
      g_test_message ("%s: %.2f s", cases[i].what, (g_get_monotonic_time () - began) / 1e6);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 60 * G_USEC_PER_SEC);
      g_assert_true (list == NULL || lift_periods_check (list, LIFT_PERIODS_ANY, NULL));
    }
}

/* Whatever the file holds: no crash, nothing said aloud (G_DEBUG=fatal-warnings), and what comes out is a list. */
static void
test_mutations (void)
{
  static const char *const names[] = { "google-holidays.ics", "nextcloud-freezes.ics", "outlook-windows.ics" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261128);
  char *seeds[G_N_ELEMENTS (names)];
  guint right = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = find_file (names[i]);

      g_assert_true (g_file_get_contents (path, &seeds[i], NULL, NULL));
    }
  for (guint i = 0; i < 20000; i++)
    {
      /* A zone of the file takes libical some milliseconds. */
      g_autoptr (GString) ics = g_string_new (seeds[i % 10 == 9 ? 2 : i / 2 % 2]);
      LiftPeriodsKind kind = i % 2 == 0 ? LIFT_PERIODS_ANY : LIFT_PERIODS_DAYS;
      g_autoptr (GError) error = NULL;
      g_autofree char *list = NULL;

      mutate (ics, rand);
      list = lift_periods_from_ics ("x.ics", ics->str, ics->len, kind, zone ("Europe/Berlin"), instant ("2026-10-01T00:00:00Z"),
                                    instant ("2027-03-01T00:00:00Z"), NULL, &error);
      if (list == NULL)
        {
          g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
          continue;
        }
      g_assert_true (g_utf8_validate (list, -1, NULL));
      g_assert_true (lift_periods_check (list, kind, &error));
      right++;
    }
  g_assert_cmpuint (right, >, 10000);
  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    g_free (seeds[i]);
}

/* libical writes to the standard error output of whoever uses it when it finds a mistake grave. */
static void
test_quiet (void)
{
  if (g_test_subprocess ())
    {
      test_mutations ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("");
}

static gpointer
load_in_thread (gpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *path = find_file ("nextcloud-freezes.ics");
      g_autofree char *other = find_file ("outlook-windows.ics");
      g_autofree char *list = lift_periods_load (path, LIFT_PERIODS_DAYS, zone ("Europe/Berlin"), instant ("2026-10-01T00:00:00Z"),
                                                 instant ("2027-03-01T00:00:00Z"), NULL, NULL);
      g_autofree char *windows = lift_periods_load (other, LIFT_PERIODS_ANY, zone ("Europe/Berlin"), instant ("2026-10-01T00:00:00Z"),
                                                    instant ("2027-03-01T00:00:00Z"), NULL, NULL);

      g_assert_cmpstr (list, ==, nextcloud_days);
      g_assert_nonnull (windows);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("calendars", load_in_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_load (void)
{
  static const struct
  {
    const char *bytes;
    const char *list;
    const char *wrong;
  } cases[] = {
    { "2026-12-25 Christmas\n12-26\n", "2026-12-25 Christmas\n12-26\n", NULL },
    { "\xef\xbb\xbf" "2026-12-25\r\n", "2026-12-25\r\n", NULL },
    { "", "", NULL },
    { "2026-12-25\n2026-02-30\n", NULL, ": Line 2, “2026-02-30”: there is no such day" },
    { "Fri 10:00-12:00\n", NULL, ": Line 1, “Fri 10:00-12:00”: it is not of whole days" },
    { "2026-12-25 Weihnachten f\xfcr alle\n", NULL, "is neither a calendar nor a text in UTF-8" },
    { "\xef\xbb\xbf\r\n BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261225\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "2026-12-25\n", NULL },
    { "begin:vcalendar\nbegin:vevent\ndtstart:20261225\nend:vevent\nend:vcalendar\n", "2026-12-25\n", NULL },
    { "BEGIN:VCALENDAR\nEND:VCALENDAR\n", NULL, "there is no event of whole days" },
    { "BEGIN:VCALENDAR", NULL, "this is not an iCalendar file" },
    { "BEGIN:VCALENDARS\n", NULL, "this is not an iCalendar file" },
  };
  g_autofree char *folder = g_dir_make_tmp ("lift-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "holidays.txt", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  const char *const unreadable[] = { folder, pipe, "/nonexistent" };
  g_autofree char *huge = g_strnfill (4 * 1024 * 1024 + 1, '\n');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *list = NULL;
      g_autoptr (GError) error = NULL;
      guint n_left_out = 99;

      g_assert_true (g_file_set_contents (path, cases[i].bytes, -1, NULL));
      list = lift_periods_load (path, LIFT_PERIODS_DAYS, zone ("Europe/Berlin"), instant ("2026-10-01T00:00:00Z"),
                                instant ("2027-03-01T00:00:00Z"), &n_left_out, &error);
      g_assert_cmpstr (list, ==, cases[i].list);
      g_assert_cmpuint (n_left_out, ==, 0);
      if (cases[i].wrong == NULL)
        continue;
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
      g_assert_true (g_str_has_prefix (error->message, path));
      g_assert_nonnull (strstr (error->message, cases[i].wrong));
    }

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lift_periods_load (unreadable[i], LIFT_PERIODS_DAYS, zone ("UTC"), 0, 1, NULL, &error));
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
      g_assert_true (g_str_has_prefix (error->message, unreadable[i]));
    }

  /* The largest, one byte more, and with a byte that is zero */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *list = NULL;

      if (i == 2)
        huge[10] = '\0';
      g_assert_true (g_file_set_contents (path, huge, 4 * 1024 * 1024 + (i == 1), NULL));
      list = lift_periods_load (path, LIFT_PERIODS_DAYS, zone ("UTC"), 0, 1, NULL, &error);
      g_assert_cmpint (list != NULL, ==, i == 0);
      if (i == 1)
        g_assert_nonnull (strstr (error->message, "is larger than 4.0"));
      if (i == 2)
        g_assert_nonnull (strstr (error->message, "UTF-8"));
    }
  remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-ics/files", test_files);
  g_test_add_func ("/calendar-ics/events", test_events);
  g_test_add_func ("/calendar-ics/limits", test_limits);
  g_test_add_func ("/calendar-ics/load", test_load);
  g_test_add_func ("/calendar-ics/threads", test_threads);
  g_test_add_func ("/calendar-ics/hostile", test_hostile);
  g_test_add_func ("/calendar-ics/quiet", test_quiet);
  return g_test_run ();
}
