/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/calendar.h"
#include "core/error.h"
#include "mutate.h"

/* Instants in these tables are sums done by hand with the offsets of tzdata; days of the week are those of a printed calendar: 1 December
 * 2026 is a Tuesday. */

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

static void
assert_span (gboolean    found,
             LiftSpan   *span,
             const char *start, /* NULL: there is none */
             const char *end,
             const char *name)
{
  g_autofree char *start_found = NULL;
  g_autofree char *end_found = NULL;

  if (start == NULL)
    {
      g_assert_false (found);
      g_assert_cmpint (span->start, ==, 0);
      g_assert_null (span->name);
      return;
    }
  g_assert_true (found);
  start_found = lift_instant_format (span->start);
  end_found = lift_instant_format (span->end);
  g_assert_cmpstr (start_found, ==, start);
  g_assert_cmpstr (end_found, ==, end);
  g_assert_cmpstr (span->name, ==, name);
  lift_span_clear (span);
  g_assert_null (span->name);
}

#define DAYS  "it is not of whole days"
#define FORM  "this is not a period"
#define DAY   "there is no such day"
#define TIME  "there is no such time"
#define ORDER "it must end after it starts"
#define Z     "a Z (UTC) stands behind both"
#define NAME  "what should be a name"

static void
test_check (void)
{
  static const struct
  {
    const char *line;
    const char *wrong;   /* NULL: right */
    gboolean    no_days; /* right, but not of whole days */
  } cases[] = {
    { "" },
    { "   " },
    { "---" },
    { "# a comment" },
    { "#2026-13-01" },
    { "2026-12-25 Christmas Day" },
    { "2026-12-25" },
    { "  2026-12-25\tChristmas Day  " },
    { "2026-12-25\r" },
    { "0001-01-01/9999-12-31 Always" },
    { "2024-02-29 Leap day" },
    { "2026-12-24/2027-01-01 Company holidays" },
    { "2026-12-25/2026-12-25 One day" },
    { "12-25 Christmas Day" },
    { "02-29 Leap day" },
    { "12-18/01-04 Year end" },
    { "01-01/12-31" },
    { "monthly 28/2 Month end" },
    { "Monthly 31" },
    { "monthly  1/15" },
    { "Fri Weekly close" },
    { "fri" },
    { "Mon-Thu, Sat Fixed" },
    { "SAT,sun" },
    { "Fri-Mon Over the week end" },
    { "Mon-Sun" },
    { "2026-12-25 - Christmas Day" },
    { "2026-12-25 Sun day" },
    { "2026-12-25 24-hour race" },
    { "2026-09-11 9-11 Memorial" },
    { "Fri Sunny" },
    { "Fri 5 o’clock" },
    { "Tue,Thu 10:00-16:00 Regular window", NULL, TRUE },
    { "Tue, Thu  10:00-16:00", NULL, TRUE },
    { "Mon-Fri 00:00-24:00", NULL, TRUE },
    { "Fri 12:00/Mon 06:00 Weekend", NULL, TRUE },
    { "Fri 12:00/Fri 11:59 Nearly a week", NULL, TRUE },
    { "Mon 00:00/Sun 24:00", NULL, TRUE },
    { "2026-12-09T10:00/2026-12-09T14:00 Big window", NULL, TRUE },
    { "2026-12-09T10:00:30/2026-12-09T24:00", NULL, TRUE },
    { "2026-12-09T10:00Z/2026-12-09T14:00Z Big window", NULL, TRUE },

    { "----", FORM },
    { "Christmas Day", FORM },
    { "2026-12-25Christmas", FORM },
    { "2026-12-5", FORM },
    { "2026-1-25", FORM },
    { "26-12-25", DAY },
    { "20261225", FORM },
    { "02026-12-25", FORM },
    { "2026/12/25", FORM },
    { "2026-12-25/", FORM },
    { "2026-12-24/12-26", FORM },
    { "2026-12-24–2026-12-26", FORM },
    { "12-25/2026-12-26", FORM },
    { "12-1", FORM },
    { "monthly", FORM },
    { "monthly x", FORM },
    { "monthly 28-2", FORM },
    { "monthly28", FORM },
    { "yearly 12-25", FORM },
    { "Friday", FORM },
    { "Fr", FORM },
    { "Mon-", FORM },
    { "Mon,", FORM },
    { "Mon–Thu", FORM },
    { "Mon,Tuesday", FORM },
    { "Tue 10:00", FORM },
    { "Tue 10:00-16", FORM },
    { "Tue 10:00–16:00", FORM },
    { "Tue 10:00:00-16:00:00", FORM },
    { "Tue 10:00-16:00Z", FORM },
    { "Mon,Fri 12:00/Mon 06:00", FORM },
    { "Fri 12:00/06:00", FORM },
    { "Fri 12:00/Mon", FORM },
    { "Fri 12:00/Mon06:00", FORM },
    { "2026-12-09T10:00", FORM },
    { "2026-12-09T10:00/14:00", FORM },
    { "2026-12-09T10:00/2026-12-09", FORM },
    { "2026-12-09T10:00+01:00/2026-12-09T14:00+01:00", FORM },
    { "2026-12-09T1000/2026-12-09T1400", FORM },
    { "2026-12-09 10:00-14:00", NAME },
    { "2026-02-30", DAY },
    { "2026-02-29 No leap year", DAY },
    { "1900-02-29", DAY },
    { "2026-13-01", DAY },
    { "2026-00-01", DAY },
    { "2026-01-00", DAY },
    { "0000-01-01", DAY },
    { "2026-01-01/2026-02-30", DAY },
    { "02-30", DAY },
    { "04-31", DAY },
    { "13-01", DAY },
    { "12-25/12-32", DAY },
    { "monthly 0", DAY },
    { "monthly 32", DAY },
    { "monthly 1/99", DAY },
    { "2026-02-30T10:00/2026-03-01T10:00", DAY },
    { "2026-12-09T24:00/2026-12-10T10:00", TIME },
    { "2026-12-09T10:60/2026-12-10T10:00", TIME },
    { "2026-12-09T10:00/2026-12-09T24:01", TIME },
    { "Fri 24:00-24:00", TIME },
    { "Fri 10:00-25:00", TIME },
    { "Fri 10:99-12:00", TIME },
    { "Fri 12:00/Mon 24:30", TIME },
    { "2027-01-01/2026-12-24", ORDER },
    { "Fri 22:00-02:00", ORDER },
    { "Fri 10:00-10:00", ORDER },
    { "Fri 10:00/Fri 10:00", ORDER },
    { "2026-12-09T14:00/2026-12-09T10:00", ORDER },
    { "2026-12-09T14:00/2026-12-09T14:00", ORDER },
    { "2026-12-09T10:00Z/2026-12-09T14:00", Z },
    { "2026-12-09T10:00/2026-12-09T14:00Z", Z },
    { "Sat Sun", NAME },
    { "Fri - Sun", NAME },
    { "Fri 9:00-17:00", NAME },
    { "Tue 10:00-12:00 14:00-16:00", NAME },
    { "Tue 10:00-12:00, Thu", FORM },
    { "2026-12-24 - 2027-01-01 Holidays", NAME },
    { "12-24 – 01-01 Holidays", NAME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("2026-12-25\r\n\n", cases[i].line, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", cases[i].line);
      g_assert_cmpint (lift_periods_check (text, LIFT_PERIODS_ANY, &error), ==, cases[i].wrong == NULL);
      if (cases[i].wrong != NULL)
        {
          g_autofree char *stripped = g_strstrip (g_strdup (cases[i].line));
          g_autofree char *start = g_strdup_printf ("Line 3, “%s”: %s", stripped, cases[i].wrong);

          g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
          g_assert_true (g_str_has_prefix (error->message, start));
          g_assert_false (lift_periods_check (text, LIFT_PERIODS_DAYS, NULL));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (lift_periods_check (text, LIFT_PERIODS_DAYS, &error), ==, !cases[i].no_days);
      if (cases[i].no_days)
        {
          g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
          g_assert_nonnull (strstr (error->message, "Line 3, "));
          g_assert_nonnull (strstr (error->message, DAYS));
          g_assert_nonnull (strstr (error->message, "“2026-12-25 Christmas Day”"));
        }
    }
  g_assert_true (lift_periods_check (NULL, LIFT_PERIODS_ANY, NULL));
}

/* What a message gives as an example is right. */
static void
test_examples (void)
{
  static const char *const wrong[] = { "x", "2026-02-30", "Fri 25:00-26:00", "Fri 10:00-10:00", "2026-12-09T10:00Z/2026-12-09T14:00", "Sat Sun",
                                       "Fri 10:00-11:00" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    for (LiftPeriodsKind kind = LIFT_PERIODS_ANY; kind <= LIFT_PERIODS_DAYS; kind++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GMatchInfo) match = NULL;
        g_autoptr (GRegex) quoted = g_regex_new ("“([^”]*)”", 0, 0, NULL);
        const char *examples;

        if (lift_periods_check (wrong[i], kind, &error))
          continue;
        examples = strstr (error->message, "”: ");
        g_assert_nonnull (examples);
        for (g_regex_match (quoted, examples, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL), n++)
          {
            g_autofree char *example = g_match_info_fetch (match, 1);
            g_autoptr (GError) also = NULL;

            lift_periods_check (example, LIFT_PERIODS_ANY, &also);
            g_assert_no_error (also);
          }
      }
  g_assert_cmpuint (n, >, 20);
}

/* A message stays short and valid whatever the line is. */
static void
test_long_line (void)
{
  g_autofree char *text = g_malloc (3000001);
  g_autoptr (GError) error = NULL;

  memset (text, '\xc3', 3000000);
  text[3000000] = '\0';
  g_assert_false (lift_periods_check (text, LIFT_PERIODS_ANY, &error));
  g_assert_cmpuint (strlen (error->message), <, 1000);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_empty (void)
{
  static const struct
  {
    const char *text;
    gboolean    empty;
  } cases[] = {
    { NULL, TRUE },
    { "", TRUE },
    { "\n\n", TRUE },
    { " \t\r\n# Fri\n  # Sat\n---\n --- \n", TRUE },
    { "\n\nFri", FALSE },
    { "# Fri\nFri\n", FALSE },
    { "wrong", FALSE },
    { "--", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lift_periods_are_empty (cases[i].text), ==, cases[i].empty);
}

static void
test_next (void)
{
  static const struct
  {
    const char *zone, *text, *from, *start, *end, *name;
  } cases[] = {
    /* Each form: before it, in it, and at its end */
    { "UTC", "2026-12-25 Christmas Day", "2026-11-28T10:00:00Z", "2026-12-25T00:00:00Z", "2026-12-26T00:00:00Z", "Christmas Day" },
    { "UTC", "2026-12-25", "2026-12-25T23:59:59Z", "2026-12-25T00:00:00Z", "2026-12-26T00:00:00Z" },
    { "UTC", "2026-12-25", "2026-12-26T00:00:00Z" },
    { "UTC", "2026-12-24/2027-01-01 Holidays", "2026-12-28T00:00:00Z", "2026-12-24T00:00:00Z", "2027-01-02T00:00:00Z", "Holidays" },
    { "UTC", "2026-12-24/2027-01-01", "2027-01-02T00:00:00Z" },
    { "UTC", "12-25 Christmas", "2026-11-28T00:00:00Z", "2026-12-25T00:00:00Z", "2026-12-26T00:00:00Z", "Christmas" },
    { "UTC", "12-25 Christmas", "2026-12-26T00:00:00Z", "2027-12-25T00:00:00Z", "2027-12-26T00:00:00Z", "Christmas" },
    { "UTC", "12-18/01-04", "2026-12-17T23:59:59Z", "2026-12-18T00:00:00Z", "2027-01-05T00:00:00Z" },
    { "UTC", "12-18/01-04", "2027-01-04T23:59:59Z", "2026-12-18T00:00:00Z", "2027-01-05T00:00:00Z" },
    { "UTC", "12-18/01-04", "2027-01-05T00:00:00Z", "2027-12-18T00:00:00Z", "2028-01-05T00:00:00Z" },
    { "UTC", "01-01/12-31", "2026-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z" },
    { "UTC", "monthly 28/2 Month end", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z", "2026-12-03T00:00:00Z", "Month end" },
    { "UTC", "monthly 28/2", "2027-01-02T23:59:59Z", "2026-12-28T00:00:00Z", "2027-01-03T00:00:00Z" },
    { "UTC", "monthly 28/2", "2026-12-03T00:00:00Z", "2026-12-28T00:00:00Z", "2027-01-03T00:00:00Z" },
    { "UTC", "monthly 31", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z" },
    { "UTC", "monthly 31", "2028-02-01T00:00:00Z", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z" },
    { "UTC", "monthly 31", "2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z", "2026-04-01T00:00:00Z" },
    { "UTC", "monthly 31", "2026-04-01T00:00:00Z", "2026-04-30T00:00:00Z", "2026-05-01T00:00:00Z" },
    { "UTC", "monthly 5/10", "2026-12-11T00:00:00Z", "2027-01-05T00:00:00Z", "2027-01-11T00:00:00Z" },
    { "UTC", "monthly 29/31", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z" },
    { "UTC", "Fri Close", "2026-11-28T00:00:00Z", "2026-12-04T00:00:00Z", "2026-12-05T00:00:00Z", "Close" },
    { "UTC", "Fri", "2026-12-04T12:00:00Z", "2026-12-04T00:00:00Z", "2026-12-05T00:00:00Z" },
    { "UTC", "Fri", "2026-12-05T00:00:00Z", "2026-12-11T00:00:00Z", "2026-12-12T00:00:00Z" },
    { "UTC", "Mon-Thu, Sat", "2026-12-02T12:00:00Z", "2026-11-30T00:00:00Z", "2026-12-04T00:00:00Z" },
    { "UTC", "Mon-Thu, Sat", "2026-12-04T00:00:00Z", "2026-12-05T00:00:00Z", "2026-12-06T00:00:00Z" },
    { "UTC", "Fri-Mon", "2026-12-06T12:00:00Z", "2026-12-04T00:00:00Z", "2026-12-08T00:00:00Z" },
    { "UTC", "Sun,Mon,Sat", "2026-12-07T12:00:00Z", "2026-12-05T00:00:00Z", "2026-12-08T00:00:00Z" },
    { "UTC", "Mon-Sun", "2026-12-06T12:00:00Z", "2026-11-30T00:00:00Z", "2026-12-07T00:00:00Z" },
    { "UTC", "Tue,Thu 10:00-16:00 W", "2026-11-28T00:00:00Z", "2026-12-01T10:00:00Z", "2026-12-01T16:00:00Z", "W" },
    { "UTC", "Tue,Thu 10:00-16:00", "2026-12-01T15:59:59Z", "2026-12-01T10:00:00Z", "2026-12-01T16:00:00Z" },
    { "UTC", "Tue,Thu 10:00-16:00", "2026-12-01T16:00:00Z", "2026-12-03T10:00:00Z", "2026-12-03T16:00:00Z" },
    { "UTC", "Tue,Thu 10:00-16:00", "2026-12-03T16:00:00Z", "2026-12-08T10:00:00Z", "2026-12-08T16:00:00Z" },
    { "UTC", "Tue 20:00-24:00", "2026-12-01T23:59:59Z", "2026-12-01T20:00:00Z", "2026-12-02T00:00:00Z" },
    { "UTC", "Fri 12:00/Mon 06:00 Weekend", "2026-12-06T12:00:00Z", "2026-12-04T12:00:00Z", "2026-12-07T06:00:00Z", "Weekend" },
    { "UTC", "Fri 12:00/Mon 06:00", "2026-12-07T05:59:59Z", "2026-12-04T12:00:00Z", "2026-12-07T06:00:00Z" },
    { "UTC", "Fri 12:00/Mon 06:00", "2026-12-07T06:00:00Z", "2026-12-11T12:00:00Z", "2026-12-14T06:00:00Z" },
    { "UTC", "Sun 22:00/Mon 02:00", "2026-12-07T01:00:00Z", "2026-12-06T22:00:00Z", "2026-12-07T02:00:00Z" },
    { "UTC", "Fri 12:00/Fri 11:00", "2026-12-04T10:00:00Z", "2026-11-27T12:00:00Z", "2026-12-04T11:00:00Z" },
    { "UTC", "Mon 06:00/Fri 12:00", "2026-12-01T00:00:00Z", "2026-11-30T06:00:00Z", "2026-12-04T12:00:00Z" },
    { "UTC", "Mon 00:00/Sun 24:00", "2026-12-06T23:59:59Z", "2026-11-30T00:00:00Z", "2026-12-07T00:00:00Z" },
    { "Europe/Berlin", "2026-12-09T10:00/2026-12-09T14:00 Big", "2026-12-01T00:00:00Z", "2026-12-09T09:00:00Z", "2026-12-09T13:00:00Z", "Big" },
    { "Europe/Berlin", "2026-12-09T10:00Z/2026-12-09T14:00Z", "2026-12-01T00:00:00Z", "2026-12-09T10:00:00Z", "2026-12-09T14:00:00Z" },
    { "Europe/Berlin", "2026-12-09T10:00/2026-12-09T24:00", "2026-12-09T22:59:59Z", "2026-12-09T09:00:00Z", "2026-12-09T23:00:00Z" },
    { "Europe/Berlin", "2026-12-09T10:00/2026-12-09T24:00", "2026-12-09T23:00:00Z" },

    /* Leap days */
    { "UTC", "02-29", "2026-11-28T00:00:00Z", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z" },
    { "UTC", "02-29", "1896-03-01T00:00:00Z", "1904-02-29T00:00:00Z", "1904-03-01T00:00:00Z" },
    { "UTC", "02-29", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z", "2104-03-01T00:00:00Z" },
    { "UTC", "02-29/03-02", "2027-01-01T00:00:00Z", "2027-03-01T00:00:00Z", "2027-03-03T00:00:00Z" },
    { "UTC", "02-27/02-29", "2027-01-01T00:00:00Z", "2027-02-27T00:00:00Z", "2027-03-01T00:00:00Z" },
    { "UTC", "02-27/02-29", "2028-01-01T00:00:00Z", "2028-02-27T00:00:00Z", "2028-03-01T00:00:00Z" },

    /* Several lines: what starts first, then what stands first */
    { "UTC", "12-25 B\n2026-12-24 A\n12-26 C", "2026-12-01T00:00:00Z", "2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z", "A" },
    { "UTC", "2026-12-24 A\n12-24 B", "2026-12-01T00:00:00Z", "2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z", "A" },
    { "UTC", "12-24 B\n2026-12-24 A", "2026-12-01T00:00:00Z", "2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z", "B" },
    { "UTC", "Tue 10:00-16:00 W\n2026-11-30/2026-12-04 F", "2026-12-01T12:00:00Z", "2026-11-30T00:00:00Z", "2026-12-05T00:00:00Z", "F" },
    { "Pacific/Auckland", "2026-12-09T10:00Z/2026-12-09T11:00Z U\n2026-12-09T20:00/2026-12-09T21:00 L", "2026-12-01T00:00:00Z",
      "2026-12-09T07:00:00Z", "2026-12-09T08:00:00Z", "L" }, /* +13:00 */
    { "Pacific/Auckland", "2026-12-09T20:00/2026-12-09T21:00 L\n2026-12-09T06:00Z/2026-12-09T07:00Z U", "2026-12-01T00:00:00Z",
      "2026-12-09T06:00:00Z", "2026-12-09T07:00:00Z", "U" },

    /* Wrong lines are passed over */
    { "UTC", "2026-02-30\nnonsense\nFri\n", "2026-12-01T00:00:00Z", "2026-12-04T00:00:00Z", "2026-12-05T00:00:00Z" },
    { "UTC", "nonsense", "2026-12-01T00:00:00Z" },
    { "UTC", "", "2026-12-01T00:00:00Z" },
    { "UTC", NULL, "2026-12-01T00:00:00Z" },

    /* Clocks: +01:00 to +02:00 at 2026-03-29T01:00Z, back at 2026-10-25T01:00Z */
    { "Europe/Berlin", "2026-03-29", "2026-03-28T00:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z" },
    { "Europe/Berlin", "2026-10-25", "2026-10-24T00:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z" },
    { "Europe/Berlin", "Fri 12:00/Mon 06:00", "2026-03-28T00:00:00Z", "2026-03-27T11:00:00Z", "2026-03-30T04:00:00Z" },
    { "Europe/Berlin", "Fri 12:00/Mon 06:00", "2026-10-24T00:00:00Z", "2026-10-23T10:00:00Z", "2026-10-26T05:00:00Z" },
    { "Europe/Berlin", "Fri 12:00/Mon 06:00", "2026-10-26T04:59:59Z", "2026-10-23T10:00:00Z", "2026-10-26T05:00:00Z" },
    { "Europe/Berlin", "Fri 12:00/Mon 06:00", "2026-10-26T05:00:00Z", "2026-10-30T11:00:00Z", "2026-11-02T05:00:00Z" },
    { "Europe/Berlin", "Sun 01:30-03:30", "2026-03-28T12:00:00Z", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z" },
    { "Europe/Berlin", "Sun 01:30-03:30", "2026-10-24T12:00:00Z", "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z" },
    { "Europe/Berlin", "Sun 02:30-04:00", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z" },
    { "Europe/Berlin", "Sun 02:30-04:00", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z" },
    { "Europe/Berlin", "Sun 01:00-02:30", "2026-10-25T00:29:59Z", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z" },
    { "Europe/Berlin", "Sun 01:00-02:30", "2026-10-25T00:30:00Z", "2026-11-01T00:00:00Z", "2026-11-01T01:30:00Z" },
    /* Nothing of it is left when the clocks skip it */
    { "Europe/Berlin", "Sun 02:00-03:00", "2026-03-28T12:00:00Z", "2026-04-05T00:00:00Z", "2026-04-05T01:00:00Z" },
    { "Europe/Berlin", "2026-03-29T02:30/2026-03-29T03:00", "2026-03-28T12:00:00Z" },
    /* -04:00 to -05:00 at 2026-11-01T06:00Z */
    { "America/New_York", "2026-11-01", "2026-10-31T00:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z" },
    { "America/New_York", "Sun 00:30-01:30", "2026-10-31T12:00:00Z", "2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z" },
    { "America/New_York", "Sun 01:30-02:30", "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z", "2026-11-01T07:30:00Z" },
    /* +10:30 to +11:00 at 2026-10-03T15:30Z, back at 2026-04-04T15:00Z */
    { "Australia/Lord_Howe", "2026-10-04", "2026-10-03T00:00:00Z", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z" },
    { "Australia/Lord_Howe", "2026-04-05", "2026-04-04T00:00:00Z", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z" },
    { "Australia/Lord_Howe", "Sun 02:15-03:00", "2026-10-03T00:00:00Z", "2026-10-03T15:45:00Z", "2026-10-03T16:00:00Z" },
    { "Australia/Lord_Howe", "Sun 01:45-02:00", "2026-04-04T00:00:00Z", "2026-04-04T14:45:00Z", "2026-04-04T15:30:00Z" },
    /* Midnight does not exist: +02:00 to +03:00 at 2026-04-23T22:00Z */
    { "Africa/Cairo", "2026-04-24", "2026-04-23T00:00:00Z", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z" },
    { "Africa/Cairo", "2026-04-23", "2026-04-23T00:00:00Z", "2026-04-22T22:00:00Z", "2026-04-23T22:00:00Z" },
    { "Africa/Cairo", "Fri", "2026-04-23T22:00:00Z", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z" },
    { "Africa/Cairo", "Thu", "2026-04-23T21:59:59Z", "2026-04-22T22:00:00Z", "2026-04-23T22:00:00Z" },
    { "Africa/Cairo", "Thu", "2026-04-23T22:00:00Z", "2026-04-29T21:00:00Z", "2026-04-30T21:00:00Z" },
    { "Africa/Cairo", "Thu 20:00/Fri 00:30", "2026-04-23T20:00:00Z", "2026-04-23T18:00:00Z", "2026-04-23T22:30:00Z" },
    /* A day that does not exist: -10:00 to +14:00 at 2011-12-30T10:00Z */
    { "Pacific/Apia", "2011-12-30", "2011-12-01T00:00:00Z" },
    { "Pacific/Apia", "2011-12-29/2011-12-31", "2011-12-30T12:00:00Z", "2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z" },
    { "Pacific/Apia", "Fri", "2011-12-29T12:00:00Z", "2012-01-05T10:00:00Z", "2012-01-06T10:00:00Z" },

    /* The ends of time */
    { "UTC", "9999-12-31 Last", "2026-12-01T00:00:00Z", "9999-12-31T00:00:00Z", "9999-12-31T23:59:59Z", "Last" },
    { "Pacific/Auckland", "0001-01-01/9999-12-31 Always", "2026-12-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "Always" },
    { "Etc/GMT+5", "0001-01-01/9999-12-31 Always", "2026-12-01T00:00:00Z", "0001-01-01T05:00:00Z", "9999-12-31T23:59:59Z", "Always" },
    { "UTC", "12-31", "9999-12-31T12:00:00Z", "9999-12-31T00:00:00Z", "9999-12-31T23:59:59Z" },
    { "UTC", "12-30", "9999-12-31T12:00:00Z" },
    { "UTC", "monthly 31/1", "9999-12-31T12:00:00Z", "9999-12-31T00:00:00Z", "9999-12-31T23:59:59Z" },
    { "UTC", "Thu", "9999-12-31T12:00:00Z" },
    { "UTC", "01-01", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z" },
    { "UTC", "Sun", "0001-01-01T00:00:00Z", "0001-01-07T00:00:00Z", "0001-01-08T00:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LiftSpan span;
      gboolean found;

      g_test_message ("%s “%s” from %s", cases[i].zone, cases[i].text, cases[i].from);
      found = lift_periods_next (cases[i].text, zone (cases[i].zone), instant (cases[i].from), &span);
      assert_span (found, &span, cases[i].start, cases[i].end, cases[i].name);
    }
}

static void
test_overlap (void)
{
  static const struct
  {
    const char *text, *start, *end, *name; /* no name: none */
  } cases[] = {
    { "2026-12-01/2026-12-02 A", "2026-11-30T23:00:00Z", "2026-12-01T00:00:00Z" },
    { "2026-12-01/2026-12-02 A", "2026-11-30T23:00:00Z", "2026-12-01T00:00:01Z", "A" },
    { "2026-12-01/2026-12-02 A", "2026-12-01T10:00:00Z", "2026-12-01T11:00:00Z", "A" },
    { "2026-12-01/2026-12-02 A", "2026-11-01T10:00:00Z", "2027-12-01T11:00:00Z", "A" },
    { "2026-12-01/2026-12-02 A", "2026-12-02T23:59:59Z", "2026-12-03T11:00:00Z", "A" },
    { "2026-12-01/2026-12-02 A", "2026-12-03T00:00:00Z", "2026-12-03T11:00:00Z" },
    { "2026-12-01/2026-12-02 A", "2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z", "A" },
    { "2026-12-01/2026-12-02 A", "2026-12-02T23:59:59Z", "2026-12-02T23:59:59Z", "A" },
    { "2026-12-01/2026-12-02 A", "2026-12-03T00:00:00Z", "2026-12-03T00:00:00Z" },
    { "2026-12-01/2026-12-02 A", "2026-11-30T23:59:59Z", "2026-11-30T23:59:59Z" },
    { "2026-12-01/2026-12-02 A", "2026-12-02T00:00:00Z", "2026-12-01T00:00:00Z" },
    { "2026-12-02 A\n2026-12-01 B\n2026-12-03 C", "2026-12-01T12:00:00Z", "2026-12-04T00:00:00Z", "B" },
    { "2026-12-02 A\n2026-12-01 B\n2026-12-03 C", "2026-12-02T00:00:00Z", "2026-12-04T00:00:00Z", "A" },
    { "Fri 12:00/Mon 06:00 A", "2026-12-01T00:00:00Z", "2026-12-04T12:00:00Z" },
    { "Fri 12:00/Mon 06:00 A", "2026-12-01T00:00:00Z", "2026-12-04T12:00:01Z", "A" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LiftSpan span;
      gboolean found;

      g_test_message ("“%s” %s %s", cases[i].text, cases[i].start, cases[i].end);
      found = lift_periods_overlap (cases[i].text, zone ("UTC"), instant (cases[i].start), instant (cases[i].end), &span);
      g_assert_cmpint (found, ==, cases[i].name != NULL);
      g_assert_cmpstr (span.name, ==, cases[i].name);
      lift_span_clear (&span);
    }
}

static void
test_contain (void)
{
  static const struct
  {
    const char *zone, *text, *start, *end, *name; /* no name: none */
  } cases[] = {
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-01T10:00:00Z", "2026-12-01T16:00:00Z", "A" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-03T12:00:00Z", "2026-12-03T12:00:00Z", "A" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-03T10:00:00Z", "2026-12-03T10:00:00Z", "A" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-03T15:59:59Z", "2026-12-03T15:59:59Z", "A" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-03T16:00:00Z", "2026-12-03T16:00:00Z" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-01T09:59:59Z", "2026-12-01T16:00:00Z" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-01T10:00:00Z", "2026-12-01T16:00:01Z" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-02T10:00:00Z", "2026-12-02T12:00:00Z" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-01T10:00:00Z", "2026-12-03T12:00:00Z" },
    { "UTC", "Tue,Thu 10:00-16:00 A", "2026-12-01T12:00:00Z", "2026-12-01T11:00:00Z" },
    { "UTC", "Mon-Thu A", "2026-11-30T12:00:00Z", "2026-12-03T12:00:00Z", "A" },
    { "UTC", "Fri 12:00/Mon 06:00 A", "2026-12-05T00:00:00Z", "2026-12-07T06:00:00Z", "A" },
    { "UTC", "Fri 12:00/Mon 06:00 A", "2026-12-05T00:00:00Z", "2026-12-07T06:00:01Z" },
    { "UTC", "2026-12-01 A\n2026-11-01/2026-12-31 B", "2026-12-01T00:00:00Z", "2026-12-01T12:00:00Z", "B" },
    { "UTC", "2026-12-01 A\n2026-12-02 B", "2026-12-01T00:00:00Z", "2026-12-02T12:00:00Z" },
    { "Europe/Berlin", "Sun 01:30-03:30 A", "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z", "A" },
    { "Europe/Berlin", "Sun 01:30-03:30 A", "2026-10-24T23:30:00Z", "2026-10-25T02:30:01Z" },
    { "Europe/Berlin", "Sun 01:30-03:30 A", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "A" },
    { "Europe/Berlin", "Sun 01:30-03:30 A", "2026-03-29T00:30:00Z", "2026-03-29T01:30:01Z" },
    { "America/New_York", "Sun 01:30-02:30 A", "2026-11-01T05:30:00Z", "2026-11-01T07:30:00Z", "A" },
    { "Africa/Cairo", "Fri 00:00-02:00 A", "2026-04-23T22:00:00Z", "2026-04-23T23:00:00Z", "A" },
    { "Africa/Cairo", "Fri 00:00-02:00 A", "2026-04-23T22:00:00Z", "2026-04-23T23:00:01Z" },
    { "UTC", "0001-01-01/9999-12-31 A", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "A" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LiftSpan span;
      gboolean found;

      g_test_message ("%s “%s” %s %s", cases[i].zone, cases[i].text, cases[i].start, cases[i].end);
      found = lift_periods_contain (cases[i].text, zone (cases[i].zone), instant (cases[i].start), instant (cases[i].end), &span);
      g_assert_cmpint (found, ==, cases[i].name != NULL);
      g_assert_cmpstr (span.name, ==, cases[i].name);
      lift_span_clear (&span);
    }
}

static void
test_no_instant (void)
{
  static const gint64 wild[] = { G_MININT64, G_MAXINT64, G_GINT64_CONSTANT (-62135596801), G_GINT64_CONSTANT (253402300800) };
  LiftSpan span;

  for (guint i = 0; i < G_N_ELEMENTS (wild); i++)
    {
      g_assert_false (lift_periods_next ("Fri", zone ("UTC"), wild[i], &span));
      g_assert_false (lift_periods_overlap ("Fri", zone ("UTC"), wild[i], wild[i], &span));
      g_assert_false (lift_periods_overlap ("Fri", zone ("UTC"), 0, wild[i], &span));
      g_assert_false (lift_periods_contain ("Fri", zone ("UTC"), wild[i], 0, &span));
      g_assert_false (lift_periods_contain ("Fri", zone ("UTC"), wild[i], wild[i], &span));
    }
}

/* Every occurrence of a year, against days counted one by one. */
static void
test_every_day (void)
{
  static const struct
  {
    const char *text;
    const char *weekdays; /* or NULL: a day of the month that is the last one if it is not there */
    int         day;
  } cases[] = {
    { "Mon", "Mon", 0 },
    { "Mon,Wed,Fri", "Mon Wed Fri", 0 },
    { "Sat-Sun,Tue", "Sat Sun Tue", 0 },
    { "monthly 31", NULL, 31 },
    { "monthly 30", NULL, 30 },
    { "monthly 1", NULL, 1 },
  };
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int year = 2023; year <= 2029; year++)
      for (int month = 1; month <= 12; month++)
        {
          int n = days[month - 1] + (month == 2 && (year == 2024 || year == 2028));

          for (int day = 1; day <= n; day++)
            {
              LiftLocal local = { year, month, day, 17, 30, 0 };
              g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day, 0, 0, 0);
              gboolean expected = cases[i].weekdays == NULL && day == MIN (cases[i].day, n);
              g_autofree char *weekday = g_date_time_format (date, "%a");
              LiftSpan span;

              if (cases[i].weekdays != NULL)
                expected = strstr (cases[i].weekdays, weekday) != NULL;
              g_assert_cmpint (lift_holiday_find (cases[i].text, &local, NULL), ==, expected);
              g_assert_cmpint (lift_periods_overlap (cases[i].text, zone ("UTC"), g_date_time_to_unix (date) + 100,
                                                     g_date_time_to_unix (date) + 86000, &span),
                               ==, expected);
              lift_span_clear (&span);
            }
        }
}

static void
test_holiday (void)
{
  static const char list[] = "2026-12-25 Christmas Day\n12-26 Boxing Day\n# 12-27\n2026-12-28/2026-12-30 Between\n01-01\nnonsense\n"
                             "2026-12-24T00:00/2026-12-24T24:00 Timed\nMon 00:00-24:00 Timed\n2026-12-25 Again\n02-29 Leap\nmonthly 31 Close";
  static const struct
  {
    LiftLocal   day;
    gboolean    is;
    const char *name;
  } cases[] = {
    { { 2026, 12, 25, 0, 0, 0 }, TRUE, "Christmas Day" },
    { { 2026, 12, 25, 23, 59, 59 }, TRUE, "Christmas Day" },
    { { 2025, 12, 25, 0, 0, 0 }, FALSE, NULL },
    { { 2025, 12, 26, 0, 0, 0 }, TRUE, "Boxing Day" },
    { { 2026, 12, 27, 0, 0, 0 }, FALSE, NULL },
    { { 2026, 12, 28, 12, 0, 0 }, TRUE, "Between" },
    { { 2026, 12, 30, 12, 0, 0 }, TRUE, "Between" },
    { { 2026, 12, 31, 12, 0, 0 }, TRUE, "Close" },
    { { 2026, 2, 28, 12, 0, 0 }, TRUE, "Close" },
    { { 2028, 2, 29, 12, 0, 0 }, TRUE, "Leap" },
    { { 2027, 1, 1, 12, 0, 0 }, TRUE, NULL },
    { { 2026, 12, 24, 12, 0, 0 }, FALSE, NULL },
    { { 2026, 12, 21, 12, 0, 0 }, FALSE, NULL },
    { { 1, 1, 1, 0, 0, 0 }, TRUE, NULL },
    { { 9999, 12, 31, 0, 0, 0 }, TRUE, "Close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup ("not this");

      g_clear_pointer (&name, g_free);
      g_assert_cmpint (lift_holiday_find (list, &cases[i].day, &name), ==, cases[i].is);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpint (lift_holiday_find (list, &cases[i].day, NULL), ==, cases[i].is);
      g_assert_false (lift_holiday_find (NULL, &cases[i].day, NULL));
    }
}

static void
test_weekdays (void)
{
  static const struct
  {
    const char *text;
    const char *again; /* NULL: refused */
  } cases[] = {
    { "Sat Sun", "Sat Sun" },
    { "sun,SAT", "Sat Sun" },
    { " Fri ,  sat ", "Fri Sat" },
    { "Fri Fri", "Fri" },
    { "Sun Mon Tue Wed Thu Fri Sat", "Mon Tue Wed Thu Fri Sat Sun" },
    { "", "" },
    { " , ", "" },
    { NULL, "" },
    { "Saturday" },
    { "Sa" },
    { "Sat-Sun" },
    { "Sat;Sun" },
    { "Sat Sonntag" },
    { "6 7" },
  };
  guint days;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *again = NULL;

      days = 99;
      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (lift_weekdays_parse (cases[i].text, &days), ==, cases[i].again != NULL);
      again = lift_weekdays_format (days);
      g_assert_cmpstr (again, ==, cases[i].again != NULL ? cases[i].again : "");
    }
  g_assert_true (lift_weekdays_parse ("Sat Sun", &days));
  g_assert_cmpuint (days, ==, LIFT_WEEKEND_USUAL);
}

/* Whatever a list holds: no crash, and what is found is what was asked for. */
static void
test_mutations (void)
{
  static const char seed[] = "2026-12-25 Christmas Day\n2026-12-24/2027-01-01 Company\n12-25\n12-18/01-04 Year end\nmonthly 28/2 Month end\n"
                             "Fri Weekly close\nMon-Thu, Sat Fixed\nTue,Thu 10:00-16:00 Regular\nFri 12:00/Mon 06:00 Weekend\n02-29\n"
                             "2026-12-09T10:00/2026-12-09T14:00 Big\n2026-12-09T10:00Z/2026-12-09T14:00Z\n---\n# comment";
  static const char *const zones[] = { "UTC", "Europe/Berlin", "Africa/Cairo", "Pacific/Apia", "Australia/Lord_Howe" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261128);
  g_auto (GStrv) lines = g_strsplit (seed, "\n", -1);
  guint right = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (i % 4 == 0 ? seed : lines[i % g_strv_length (lines)]);
      GTimeZone *in = zone (zones[i % G_N_ELEMENTS (zones)]);
      gint64 from = g_rand_double_range (rand, -62135596800.0, 253402300799.0);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;
      LiftSpan next, overlap, contain;
      LiftLocal day;

      if (i % 2 == 0)
        from = instant ("2026-12-01T00:00:00Z") + g_rand_int_range (rand, -100000000, 100000000);
      mutate (text, rand);
      if (lift_periods_check (text->str, LIFT_PERIODS_ANY, &error))
        right++;
      else
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
      if (lift_periods_next (text->str, in, from, &next))
        {
          g_assert_cmpint (next.end, >, from);
          g_assert_cmpint (next.start, <, next.end);
          g_assert_true (lift_periods_contain (text->str, in, next.start, next.end, &contain));
          g_assert_true (lift_periods_overlap (text->str, in, next.start, next.end, &overlap));
          g_assert_cmpint (overlap.start, <=, contain.start);
          lift_span_clear (&contain);
          lift_span_clear (&overlap);
        }
      lift_span_clear (&next);
      lift_local_from_seconds (from, &day);
      lift_holiday_find (text->str, &day, &name);
    }
  g_assert_cmpuint (right, >, 1000);
  g_assert_cmpuint (right, <, 19000);
}

/* As large as a document may be. */
static void
test_huge (void)
{
  static const char *const lines[] = { "Fri\n", "\n", "x", "9999-12-31\n", "0001-01-01\n", "02-29\n", "Mon,", "Fri 12:00/Mon 06:00 x\n" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint64 began = g_get_monotonic_time ();
      LiftSpan span;

      while (text->len < 4 * 1024 * 1024)
        g_string_append (text, lines[i]);
      lift_periods_check (text->str, LIFT_PERIODS_ANY, NULL);
      lift_periods_next (text->str, zone ("Europe/Berlin"), 1800000000, &span);
      lift_span_clear (&span);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/check", test_check);
  g_test_add_func ("/calendar/examples", test_examples);
  g_test_add_func ("/calendar/long-line", test_long_line);
  g_test_add_func ("/calendar/empty", test_empty);
  g_test_add_func ("/calendar/next", test_next);
  g_test_add_func ("/calendar/overlap", test_overlap);
  g_test_add_func ("/calendar/contain", test_contain);
  g_test_add_func ("/calendar/no-instant", test_no_instant);
  g_test_add_func ("/calendar/every-day", test_every_day);
  g_test_add_func ("/calendar/holiday", test_holiday);
  g_test_add_func ("/calendar/weekdays", test_weekdays);
  g_test_add_func ("/calendar/mutations", test_mutations);
  g_test_add_func ("/calendar/huge", test_huge);
  return g_test_run ();
}
