/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/error.h"
#include "core/moment.h"

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
  g_assert_nonnull (found);
  return found;
}

static void
test_local (void)
{
  static const struct
  {
    const char *text;
    const char *again; /* NULL: refused */
    int         weekday;
  } cases[] = {
    { "2026-12-09T10:00", "2026-12-09T10:00", 3 },
    { "2026-12-09T10:00:00", "2026-12-09T10:00", 3 },
    { "2026-12-09T10:00:07", "2026-12-09T10:00:07", 3 },
    { "0001-01-01T00:00", "0001-01-01T00:00", 1 },
    { "9999-12-31T23:59:59", "9999-12-31T23:59:59", 5 },
    { "2024-02-29T00:00", "2024-02-29T00:00", 4 },
    { "2000-02-29T00:00", "2000-02-29T00:00", 2 },
    { "1970-01-01T00:00", "1970-01-01T00:00", 4 },
    { "1900-02-29T00:00" },
    { "2026-02-29T00:00" },
    { "2026-02-30T00:00" },
    { "2026-04-31T00:00" },
    { "2026-00-10T00:00" },
    { "2026-13-10T00:00" },
    { "2026-01-00T00:00" },
    { "0000-01-01T00:00" },
    { "2026-12-09T24:00" },
    { "2026-12-09T10:60" },
    { "2026-12-09T10:00:60" },
    { "2026-12-09T10:00Z" },
    { "2026-12-09T10:00+01:00" },
    { "2026-12-09T10:00:" },
    { "2026-12-09T10:00:0" },
    { "2026-12-09T10:00:00.5" },
    { "2026-12-09T10:0" },
    { "2026-12-09 10:00" },
    { "2026-12-09t10:00" },
    { "2026-12-09" },
    { "26-12-09T10:00" },
    { "+2026-12-09T10:00" },
    { "-001-12-09T10:00" },
    { " 2026-12-09T10:00" },
    { "2026-12-09T10:00 " },
    { "2026-12-9T10:00" },
    { "12026-12-09T10:00" },
    { "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LiftLocal local;
      g_autofree char *again = NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (lift_local_parse (cases[i].text, &local), ==, cases[i].again != NULL);
      if (cases[i].again == NULL)
        continue;
      again = lift_local_format (&local);
      g_assert_cmpstr (again, ==, cases[i].again);
      g_assert_cmpint (lift_local_weekday (&local), ==, cases[i].weekday);
    }
}

/* Every day of the years 1 to 9999, counted by hand: the next day is the one that the calendar says. */
static void
test_calendar (void)
{
  gint64 day = G_GINT64_CONSTANT (-719162);

  for (int year = 1; year <= 9999; year++)
    for (int month = 1; month <= 12; month++)
      {
        int days = month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28)
                              : (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);

        for (int d = 1; d <= days; d++, day++)
          {
            LiftLocal local, again = { year, month, d, 13, 14, 15 };

            if (lift_local_to_seconds (&again) != day * 86400 + 13 * 3600 + 14 * 60 + 15)
              g_error ("%04d-%02d-%02d", year, month, d);
            lift_local_from_seconds (day * 86400 + 86399, &local);
            if (local.year != year || local.month != month || local.day != d || local.hour != 23 || local.second != 59)
              g_error ("%04d-%02d-%02d from its day", year, month, d);
          }
      }
  g_assert_cmpint (day, ==, 2932897);
}

static void
test_duration (void)
{
  static const struct
  {
    const char *text;
    const char *again; /* NULL: refused */
    gboolean    days;
  } cases[] = {
    { "-P2W", "-P2W", TRUE },
    { "P1W", "P1W", TRUE },
    { "+P1D", "P1D", TRUE },
    { "PT0S", "PT0S", FALSE },
    { "-PT0S", "PT0S", FALSE },
    { "P0D", "PT0S", FALSE },
    { "PT1H", "PT1H", FALSE },
    { "PT90M", "PT1H30M", FALSE },
    { "PT3600S", "PT1H", FALSE },
    { "P14D", "P14D", TRUE },
    { "P1Y2M3W4DT5H6M7S", "P1Y2M3W4DT5H6M7S", TRUE },
    { "-P1M", "-P1M", TRUE },
    { "-PT1M", "-PT1M", FALSE },
    { "P1DT12H", "P1DT12H", TRUE },
    { "P007D", "P7D", TRUE },
    { "P999999D", "P999999D", TRUE },
    { "PT999999H", "PT999999H", FALSE },
    { "P1000000D" },
    { "P99999999999999999999D" },
    { "P" },
    { "PT" },
    { "P1DT" },
    { "P1" },
    { "1D" },
    { "P1H" },
    { "PT1D" },
    { "P1D1W" },
    { "P1D1D" },
    { "PT1S1M" },
    { "PT1HT1M" },
    { "P-1D" },
    { "--P1D" },
    { "P1.5D" },
    { "p1d" },
    { "P1d" },
    { "P1D " },
    { " P1D" },
    { "" },
    { "-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LiftDuration duration;
      g_autofree char *again = NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (lift_duration_parse (cases[i].text, &duration), ==, cases[i].again != NULL);
      if (cases[i].again == NULL)
        continue;
      again = lift_duration_format (&duration);
      g_assert_cmpstr (again, ==, cases[i].again);
      g_assert_cmpint (lift_duration_has_days (&duration), ==, cases[i].days);
      g_assert_cmpint (lift_duration_is_zero (&duration), ==, strcmp (cases[i].again, "PT0S") == 0);
    }
}

static void
test_instant (void)
{
  static const struct
  {
    const char *text;
    gint64      seconds;
  } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "1969-12-31T23:59:59Z", -1 },
    { "2001-09-09T01:46:40Z", 1000000000 },
    { "2038-01-19T03:14:08Z", G_GINT64_CONSTANT (2147483648) },
    { "0001-01-01T00:00:00Z", G_GINT64_CONSTANT (-62135596800) },
    { "9999-12-31T23:59:59Z", G_GINT64_CONSTANT (253402300799) },
    { "2026-12-02T09:12Z", LIFT_NO_INSTANT },
    { "2026-12-02T09:12:00", LIFT_NO_INSTANT },
    { "2026-12-02T09:12:00z", LIFT_NO_INSTANT },
    { "2026-12-02T09:12:00+00:00", LIFT_NO_INSTANT },
    { "2026-12-02T09:12:00.0Z", LIFT_NO_INSTANT },
    { "2026-12-02T09:12:60Z", LIFT_NO_INSTANT },
    { "2026-02-30T09:12:00Z", LIFT_NO_INSTANT },
    { "2026-12-02 09:12:00Z", LIFT_NO_INSTANT },
    { "2026-12-02T09:12:00ZZ", LIFT_NO_INSTANT },
    { "", LIFT_NO_INSTANT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *again = NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (lift_instant_parse (cases[i].text), ==, cases[i].seconds);
      if (cases[i].seconds == LIFT_NO_INSTANT)
        continue;
      again = lift_instant_format (cases[i].seconds);
      g_assert_cmpstr (again, ==, cases[i].text);
    }
}

static void
test_vectors (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "time-vectors.tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++, n++)
    {
      g_auto (GStrv) cell = g_strsplit (lines[i], "\t", -1);
      g_autofree char *due = NULL;
      LiftLocal local;
      LiftDuration duration;

      g_assert_cmpuint (g_strv_length (cell), ==, 5);
      g_assert_true (lift_local_parse (cell[1], &local));
      g_assert_true (lift_duration_parse (cell[2], &duration));
      g_test_message ("%s", lines[i]);
      due = lift_instant_format (lift_zone_shift (zone (cell[0]), &local, &duration, NULL));
      g_assert_cmpstr (due, ==, cell[3]);
    }
  g_assert_cmpuint (n, ==, 23);
}

/* How a wall clock time meets its zone: the days of the changes are those of tzdata, the instants are sums done by hand. */
static void
test_resolve (void)
{
  static const struct
  {
    const char    *zone, *local, *instant;
    LiftResolution how;
  } cases[] = {
    { "Europe/Berlin", "2026-12-09T10:00", "2026-12-09T09:00:00Z", LIFT_RESOLVED_EXACT },
    { "Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z", LIFT_RESOLVED_EXACT },
    { "Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00:00Z", LIFT_RESOLVED_GAP },
    { "Europe/Berlin", "2026-03-29T02:59:59", "2026-03-29T01:59:59Z", LIFT_RESOLVED_GAP },
    { "Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z", LIFT_RESOLVED_EXACT },
    { "Europe/Berlin", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z", LIFT_RESOLVED_EXACT },
    { "Europe/Berlin", "2026-10-25T02:00", "2026-10-25T00:00:00Z", LIFT_RESOLVED_OVERLAP },
    { "Europe/Berlin", "2026-10-25T02:59:59", "2026-10-25T00:59:59Z", LIFT_RESOLVED_OVERLAP },
    { "Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z", LIFT_RESOLVED_EXACT },
    { "America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00Z", LIFT_RESOLVED_GAP },
    { "America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z", LIFT_RESOLVED_OVERLAP },
    { "Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00Z", LIFT_RESOLVED_GAP },
    { "Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z", LIFT_RESOLVED_OVERLAP },
    { "Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00:00Z", LIFT_RESOLVED_GAP },
    { "Pacific/Apia", "2011-12-29T23:59:59", "2011-12-30T09:59:59Z", LIFT_RESOLVED_EXACT },
    { "Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "0001-01-01T00:00", "0001-01-01T00:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "9999-12-31T23:59:59", "9999-12-31T23:59:59Z", LIFT_RESOLVED_EXACT },
    { "Asia/Tokyo", "0001-01-01T00:00", NULL, LIFT_RESOLVED_EXACT },
    { "Etc/GMT+5", "9999-12-31T23:00", NULL, LIFT_RESOLVED_EXACT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LiftLocal local, shown;
      LiftResolution how;
      gint64 found;

      g_test_message ("%s %s", cases[i].zone, cases[i].local);
      g_assert_true (lift_local_parse (cases[i].local, &local));
      found = lift_zone_resolve (zone (cases[i].zone), &local, &how);
      g_assert_cmpint (how, ==, cases[i].how);
      g_assert_cmpint (found, ==, cases[i].instant != NULL ? instant (cases[i].instant) : LIFT_NO_INSTANT);
      if (cases[i].instant == NULL)
        continue;

      lift_zone_local (zone (cases[i].zone), found, &shown, NULL, NULL);
      if (how != LIFT_RESOLVED_GAP)
        g_assert_cmpint (lift_local_to_seconds (&shown), ==, lift_local_to_seconds (&local));
      else
        g_assert_cmpint (lift_local_to_seconds (&shown), >, lift_local_to_seconds (&local));
    }
}

static void
test_shift (void)
{
  static const struct
  {
    const char    *zone, *local, *duration, *instant;
    LiftResolution how;
  } cases[] = {
    { "UTC", "2026-05-31T10:00", "-P3M", "2026-02-28T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "2024-01-31T10:00", "P1M", "2024-02-29T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "2024-02-29T10:00", "P1Y", "2025-02-28T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "2024-02-29T10:00", "-P4Y", "2020-02-29T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "2026-01-15T10:00", "-P1M", "2025-12-15T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "2026-12-15T10:00", "P1M", "2027-01-15T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "2026-01-31T10:00", "P1M1D", "2026-03-01T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "2026-01-01T10:00", "-P1W2DT3H4M5S", "2025-12-23T06:55:55Z", LIFT_RESOLVED_EXACT },
    { "Europe/Berlin", "2026-03-28T02:30", "P1DT1H", "2026-03-29T02:30:00Z", LIFT_RESOLVED_GAP },
    { "Europe/Berlin", "2026-10-24T02:30", "P1DT1H", "2026-10-25T01:30:00Z", LIFT_RESOLVED_OVERLAP },
    { "UTC", "2026-01-01T10:00", "-P2025Y", "0001-01-01T10:00:00Z", LIFT_RESOLVED_EXACT },
    { "UTC", "2026-01-01T10:00", "-P2026Y", NULL, LIFT_RESOLVED_EXACT },
    { "UTC", "2026-01-01T10:00", "P7974Y", NULL, LIFT_RESOLVED_EXACT },
    { "UTC", "2026-01-01T10:00", "P999999Y999999M999999W999999DT999999H999999M999999S", NULL, LIFT_RESOLVED_EXACT },
    { "UTC", "2026-01-01T10:00", "-P999999Y999999M999999W999999DT999999H999999M999999S", NULL, LIFT_RESOLVED_EXACT },
    { "UTC", "0001-01-01T00:00", "-PT1S", NULL, LIFT_RESOLVED_EXACT },
    { "UTC", "9999-12-31T23:59:59", "PT1S", NULL, LIFT_RESOLVED_EXACT },
    { "UTC", "0001-01-01T00:00", "-P1D", NULL, LIFT_RESOLVED_EXACT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LiftLocal local;
      LiftDuration duration;
      LiftResolution how;
      gint64 found;

      g_test_message ("%s %s %s", cases[i].zone, cases[i].local, cases[i].duration);
      g_assert_true (lift_local_parse (cases[i].local, &local));
      g_assert_true (lift_duration_parse (cases[i].duration, &duration));
      found = lift_zone_shift (zone (cases[i].zone), &local, &duration, &how);
      g_assert_cmpint (found, ==, cases[i].instant != NULL ? instant (cases[i].instant) : LIFT_NO_INSTANT);
      g_assert_cmpint (how, ==, cases[i].how);
    }
}

static void
test_zone_local (void)
{
  static const struct
  {
    const char *zone, *instant, *local, *abbreviation;
    int         offset;
  } cases[] = {
    { "Europe/Berlin", "2026-12-09T09:00:00Z", "2026-12-09T10:00", "CET", 3600 },
    { "Europe/Berlin", "2026-07-09T09:00:00Z", "2026-07-09T11:00", "CEST", 7200 },
    { "America/New_York", "2026-12-09T02:00:00Z", "2026-12-08T21:00", "EST", -18000 },
    { "Asia/Kolkata", "2026-12-09T20:00:00Z", "2026-12-10T01:30", "IST", 19800 },
    { "UTC", "2026-12-09T09:00:00Z", "2026-12-09T09:00", "UTC", 0 },
    { "Asia/Tokyo", "9999-12-31T23:00:00Z", "10000-01-01T08:00", "JST", 32400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      const char *abbreviation;
      LiftLocal local;
      gint32 offset;

      lift_zone_local (zone (cases[i].zone), instant (cases[i].instant), &local, &offset, &abbreviation);
      text = lift_local_format (&local);
      g_assert_cmpstr (text, ==, cases[i].local);
      g_assert_cmpstr (abbreviation, ==, cases[i].abbreviation);
      g_assert_cmpint (offset, ==, cases[i].offset);
    }
}

static void
test_names (void)
{
  const char *const *names = lift_zone_names ();
  guint n = g_strv_length ((char **) names);

  g_assert_cmpuint (n, >, 400);
  for (guint i = 1; i < n; i++)
    g_assert_cmpstr (names[i - 1], <, names[i]);
  for (guint i = 0; i < n; i++)
    g_assert_nonnull (zone (names[i]));
  g_assert_true (g_strv_contains (names, "UTC"));
  g_assert_true (g_strv_contains (names, "Europe/Berlin"));
  g_assert_true (g_strv_contains (names, "Europe/Oslo"));
  g_assert_true (lift_zone_names () == names);
  g_assert_true (zone ("Europe/Berlin") == zone ("Europe/Berlin"));
}

static void
test_unknown_zone (void)
{
  static const struct
  {
    const char *name;
    const char *suggestion; /* NULL: none that is like it */
  } cases[] = {
    { "Europe/Berln", "“Europe/Berlin”" },
    { "europe/berlin", "“Europe/Berlin”" },
    { "Berlin", "“Europe/Berlin”" },
    { "America/New York", "“America/New_York”" },
    { "new york", "“America/New_York”" },
    { "utc", "“UTC”" },
    { "Mars/Olympus_Mons", NULL },
    { "", NULL },
    { "/etc/localtime", NULL },
    { "../../../etc/passwd", NULL },
    { ":Europe/Berlin", "“Europe/Berlin”" },
    { "posix/Europe/Berlin", "“Europe/Berlin”" },
    { "+02:00", NULL },
    { "CET-1CEST,M3.5.0,M10.5.0/3", NULL },
    { "tzdata.zi", NULL },
    { "Europe", NULL },
    { "Europe/Berlin 0:53:28", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lift_zone_get (cases[i].name, &error));
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
      g_test_message ("%s", error->message);
      if (cases[i].suggestion != NULL)
        g_assert_nonnull (strstr (strstr (error->message, "did you mean"), cases[i].suggestion));
      else
        g_assert_null (strstr (error->message, "did you mean"));
      g_assert_null (lift_zone_get (cases[i].name, NULL));
    }
}

/* Opening it to read would wait for a writer for ever. */
static void
test_path_is_no_zone (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lift-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (lift_zone_get (path, &error));
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
  g_unlink (path);
  g_rmdir (folder);
}

/* In a process of its own: the list is read once. */
static void
test_other_tzdata (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *list = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  folder = g_dir_make_tmp ("lift-XXXXXX", NULL);
  list = g_build_filename (folder, "tzdata.zi", NULL);
  g_file_set_contents (list, "# version 2026z\nR X 1 o - Z 1 0 0 S\nZ Test/Here 1 - CET\n2 - EET\nL Test/Here Test/There\nL broken", -1, &error);
  g_assert_no_error (error);
  g_setenv ("TZDIR", folder, TRUE);

  g_assert_cmpuint (g_strv_length ((char **) lift_zone_names ()), ==, 3);
  g_assert_cmpstr (lift_zone_names ()[0], ==, "Test/Here");
  g_assert_cmpstr (lift_zone_names ()[1], ==, "Test/There");
  g_assert_cmpstr (lift_zone_names ()[2], ==, "UTC");
  g_assert_nonnull (zone ("UTC"));
  g_assert_null (lift_zone_get ("Test/There", &error));
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "install"));
  g_assert_null (lift_zone_get ("Europe/Berlin", NULL));
  g_unlink (list);
  g_rmdir (folder);
}

static gpointer
ask_for_zones (gpointer data)
{
  const char *const *names = lift_zone_names ();
  guintptr sum = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (i % 7 == 0)
      sum += (guintptr) zone (names[i]);
  return (gpointer) sum;
}

static void
test_threads (void)
{
  GThread *threads[4];
  gpointer sum;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("zones", ask_for_zones, NULL);
  sum = ask_for_zones (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == sum);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moment/threads", test_threads);
  g_test_add_func ("/moment/local", test_local);
  g_test_add_func ("/moment/calendar", test_calendar);
  g_test_add_func ("/moment/duration", test_duration);
  g_test_add_func ("/moment/instant", test_instant);
  g_test_add_func ("/moment/vectors", test_vectors);
  g_test_add_func ("/moment/resolve", test_resolve);
  g_test_add_func ("/moment/shift", test_shift);
  g_test_add_func ("/moment/zone-local", test_zone_local);
  g_test_add_func ("/moment/names", test_names);
  g_test_add_func ("/moment/unknown-zone", test_unknown_zone);
  g_test_add_func ("/moment/path-is-no-zone", test_path_is_no_zone);
  g_test_add_func ("/moment/other-tzdata", test_other_tzdata);
  return g_test_run ();
}
