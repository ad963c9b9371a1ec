/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "moment.h"

#define SECONDS_A_DAY   G_GINT64_CONSTANT (86400)
#define DAYS_400_YEARS  G_GINT64_CONSTANT (146097)
#define DAYS_TO_1970    G_GINT64_CONSTANT (719162) /* from 0001-01-01 */
#define FIRST_INSTANT   G_GINT64_CONSTANT (-62135596800) /* 0001-01-01T00:00:00Z */
#define LAST_INSTANT    G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */
#define MOST_DIGITS     6

/* The proleptic Gregorian calendar */

static gboolean
is_leap (gint64 year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month (gint64 year,
               int    month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

static gint64
floor_div (gint64 a,
           gint64 b)
{
  return a / b - (a % b < 0);
}

/* Days since 1970-01-01; @day may lie outside of its month. */
static gint64
days_of (gint64 year,
         int    month,
         gint64 day)
{
  static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
  gint64 past = year - 1;

  return past * 365 + floor_div (past, 4) - floor_div (past, 100) + floor_div (past, 400) +
         before[month - 1] + (month > 2 && is_leap (year)) + day - 1 - DAYS_TO_1970;
}

/**
 * lift_local_to_seconds:
 * @local: a wall clock time
 *
 * A scale for wall clock times, on which a day is always 86400 seconds: what the instant would be if the zone were UTC.
 *
 * Returns: seconds since 1970-01-01T00:00 on the wall clock
 */
gint64
lift_local_to_seconds (const LiftLocal *local)
{
  return days_of (local->year, local->month, local->day) * SECONDS_A_DAY +
         local->hour * 3600 + local->minute * 60 + local->second;
}

/**
 * lift_local_from_seconds:
 * @seconds: seconds since 1970-01-01T00:00 on the wall clock
 * @local: (out caller-allocates): the wall clock time
 *
 * The inverse of lift_local_to_seconds(), for any year that fits an int.
 */
void
lift_local_from_seconds (gint64     seconds,
                         LiftLocal *local)
{
  gint64 day = floor_div (seconds, SECONDS_A_DAY);
  gint64 era = floor_div (day + DAYS_TO_1970, DAYS_400_YEARS);
  int rest = day + DAYS_TO_1970 - era * DAYS_400_YEARS;
  int in_day = seconds - day * SECONDS_A_DAY;
  int centuries = MIN (rest / 36524, 3);
  int fours, years;

  rest -= centuries * 36524;
  fours = rest / 1461;
  rest -= fours * 1461;
  years = MIN (rest / 365, 3);
  rest -= years * 365;

  local->year = era * 400 + centuries * 100 + fours * 4 + years + 1;
  local->month = 1;
  while (rest >= days_in_month (local->year, local->month))
    rest -= days_in_month (local->year, local->month++);
  local->day = rest + 1;
  local->hour = in_day / 3600;
  local->minute = in_day / 60 % 60;
  local->second = in_day % 60;
}

/**
 * lift_local_weekday:
 * @local: a wall clock time
 *
 * Returns: the day of the week, 1 for Monday to 7 for Sunday (ISO 8601)
 */
int
lift_local_weekday (const LiftLocal *local)
{
  gint64 day = days_of (local->year, local->month, local->day) + 3;

  return day - floor_div (day, 7) * 7 + 1;
}

/**
 * lift_local_is_night:
 * @local: a wall clock time
 *
 * Whether a time of day is one that nobody wants deadlines at that days or weeks lead to: from 20:00 to before 07:00. For a release then, another time of day is
 * proposed.
 *
 * Returns: whether it is
 */
gboolean
lift_local_is_night (const LiftLocal *local)
{
  return local->hour >= 20 || local->hour < 7;
}

/* Exactly @n digits; moves @p behind them. */
static gboolean
scan_digits (const char **p,
             int          n,
             int         *value)
{
  *value = 0;
  for (; n > 0; n--, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *value = *value * 10 + (**p - '0');
    }
  return TRUE;
}

static gboolean
scan_char (const char **p,
           char         c)
{
  if (**p != c)
    return FALSE;
  (*p)++;
  return TRUE;
}

static gboolean
scan_local (const char **p,
            LiftLocal   *local,
            gboolean     need_seconds)
{
  memset (local, 0, sizeof *local);
  if (!scan_digits (p, 4, &local->year) || !scan_char (p, '-') ||
      !scan_digits (p, 2, &local->month) || !scan_char (p, '-') ||
      !scan_digits (p, 2, &local->day) || !scan_char (p, 'T') ||
      !scan_digits (p, 2, &local->hour) || !scan_char (p, ':') ||
      !scan_digits (p, 2, &local->minute))
    return FALSE;
  if (need_seconds || **p == ':')
    if (!scan_char (p, ':') || !scan_digits (p, 2, &local->second))
      return FALSE;

  return local->year >= 1 && local->month >= 1 && local->month <= 12 &&
         local->day >= 1 && local->day <= days_in_month (local->year, local->month) &&
         local->hour <= 23 && local->minute <= 59 && local->second <= 59;
}

/**
 * lift_local_parse:
 * @text: the text of a wall clock time
 * @local: (out caller-allocates): return location, undefined on failure
 *
 * Reads `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`, and nothing else: years 0001 to 9999, days that exist in the
 * proleptic Gregorian calendar, hours to 23, seconds to 59, no offset.
 *
 * Returns: whether @text is such a time
 */
gboolean
lift_local_parse (const char *text,
                  LiftLocal  *local)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return scan_local (&text, local, FALSE) && *text == '\0';
}

/**
 * lift_local_format:
 * @local: a wall clock time
 *
 * Returns: (transfer full): `YYYY-MM-DDTHH:MM`, with `:SS` only when the seconds are not zero
 */
char *
lift_local_format (const LiftLocal *local)
{
  char seconds[8] = "";

  if (local->second != 0)
    g_snprintf (seconds, sizeof seconds, ":%02d", local->second);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d%s", local->year, local->month, local->day, local->hour,
                          local->minute, seconds);
}

/**
 * lift_clock_parse:
 * @text: the text of a time of day
 * @local: (inout): gets the hour and minute, and no second; its date stays; left alone on failure
 *
 * Reads `HH:MM` from `00:00` to `23:59`, and nothing else.
 *
 * Returns: whether @text is such a time
 */
gboolean
lift_clock_parse (const char *text,
                  LiftLocal  *local)
{
  int hour, minute;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!scan_digits (&text, 2, &hour) || !scan_char (&text, ':') || !scan_digits (&text, 2, &minute) || *text != '\0'
      || hour > 23 || minute > 59)
    return FALSE;
  local->hour = hour;
  local->minute = minute;
  local->second = 0;
  return TRUE;
}

/* Durations */

/**
 * lift_duration_parse:
 * @text: the text of a duration
 * @duration: (out caller-allocates): return location, undefined on failure
 *
 * Reads an ISO 8601 duration: an optional `-` or `+`, `P`, then `nY`, `nM`, `nW`, `nD`, then `T` with `nH`, `nM`, `nS`. Each
 * part may be absent and may be zero, but at least one must stand, in this order, and at least one after a `T`. Weeks may
 * stand beside other parts. A figure has one to six digits; there are no fractions and no small letters. The sign applies
 * to all parts.
 *
 * Returns: whether @text is such a duration
 */
gboolean
lift_duration_parse (const char   *text,
                     LiftDuration *duration)
{
  static const char units[] = "YMWDHMS";
  int figures[7] = { 0 };
  gboolean in_time = FALSE, any = FALSE;
  int unit = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  duration->sign = *text == '-' ? -1 : 1;
  if (*text == '-' || *text == '+')
    text++;
  if (!scan_char (&text, 'P'))
    return FALSE;

  while (*text != '\0')
    {
      int n = strspn (text, "0123456789");

      if (!in_time && scan_char (&text, 'T'))
        {
          in_time = TRUE;
          any = FALSE;
          unit = 4;
          continue;
        }
      if (n < 1 || n > MOST_DIGITS)
        return FALSE;
      while (unit < (in_time ? 7 : 4) && units[unit] != text[n])
        unit++;
      if (unit == (in_time ? 7 : 4))
        return FALSE;
      scan_digits (&text, n, &figures[unit++]);
      text++;
      any = TRUE;
    }

  duration->years = figures[0];
  duration->months = figures[1];
  duration->weeks = figures[2];
  duration->days = figures[3];
  duration->seconds = figures[4] * G_GINT64_CONSTANT (3600) + figures[5] * G_GINT64_CONSTANT (60) + figures[6];
  return any;
}

/**
 * lift_duration_format:
 * @duration: a duration
 *
 * The canonical short form: parts that are zero are left out, seconds are carried into minutes and hours, weeks and
 * days stay what they are, and a duration of nothing is `PT0S` without a sign.
 *
 * Returns: (transfer full): the ISO 8601 duration
 */
char *
lift_duration_format (const LiftDuration *duration)
{
  GString *text = g_string_new (NULL);
  gint64 seconds = duration->seconds;

  if (lift_duration_is_zero (duration))
    return g_string_free (g_string_append (text, "PT0S"), FALSE);

  g_string_append (text, duration->sign < 0 ? "-P" : "P");
  if (duration->years != 0)
    g_string_append_printf (text, "%dY", duration->years);
  if (duration->months != 0)
    g_string_append_printf (text, "%dM", duration->months);
  if (duration->weeks != 0)
    g_string_append_printf (text, "%dW", duration->weeks);
  if (duration->days != 0)
    g_string_append_printf (text, "%dD", duration->days);
  if (seconds != 0)
    g_string_append_c (text, 'T');
  if (seconds / 3600 != 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "H", seconds / 3600);
  if (seconds / 60 % 60 != 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "M", seconds / 60 % 60);
  if (seconds % 60 != 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "S", seconds % 60);
  return g_string_free (text, FALSE);
}

/**
 * lift_duration_is_zero:
 * @duration: a duration
 *
 * Returns: whether all its parts are zero
 */
gboolean
lift_duration_is_zero (const LiftDuration *duration)
{
  return !lift_duration_has_days (duration) && duration->seconds == 0;
}

/**
 * lift_duration_has_days:
 * @duration: a duration
 *
 * Returns: whether it has a part that is calendar arithmetic: years, months, weeks or days
 */
gboolean
lift_duration_has_days (const LiftDuration *duration)
{
  return duration->years != 0 || duration->months != 0 || duration->weeks != 0 || duration->days != 0;
}

/* Instants */

static gint64
in_range (gint64 instant)
{
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : LIFT_NO_INSTANT;
}

/**
 * lift_instant_parse:
 * @text: the text of an instant
 *
 * Reads `YYYY-MM-DDTHH:MM:SSZ` (RFC 3339, UTC, whole seconds), and nothing else.
 *
 * Returns: seconds since 1970 UTC, or %LIFT_NO_INSTANT when @text is anything else
 */
gint64
lift_instant_parse (const char *text)
{
  LiftLocal local;

  g_return_val_if_fail (text != NULL, LIFT_NO_INSTANT);

  if (!scan_local (&text, &local, TRUE) || strcmp (text, "Z") != 0)
    return LIFT_NO_INSTANT;
  return lift_local_to_seconds (&local);
}

/**
 * lift_instant_format:
 * @instant: seconds since 1970 UTC, of the years 1 to 9999
 *
 * Returns: (transfer full): `YYYY-MM-DDTHH:MM:SSZ`
 */
char *
lift_instant_format (gint64 instant)
{
  LiftLocal local;

  g_return_val_if_fail (in_range (instant) != LIFT_NO_INSTANT, NULL);

  lift_local_from_seconds (instant, &local);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", local.year, local.month, local.day, local.hour, local.minute,
                          local.second);
}

/* Wall clocks in their zones */

/**
 * lift_zone_resolve:
 * @zone: a zone
 * @local: a wall clock time of the years 1 to 9999
 * @how: (out) (optional): how @local met @zone
 *
 * The instant of a wall clock time. A time that the clocks skip takes the offset from before the gap; of a time that
 * happens twice it is the first occurrence (RFC 5545 3.3.5, Temporal "compatible"). Asks GLib only which offset holds at
 * an instant: its own arithmetic on wall clock times is wrong in half of such cases.
 *
 * Returns: seconds since 1970 UTC, or %LIFT_NO_INSTANT outside of the years 1 to 9999 in UTC
 */
gint64
lift_zone_resolve (GTimeZone       *zone,
                   const LiftLocal *local,
                   LiftResolution  *how)
{
  gint64 wall, instant = LIFT_NO_INSTANT, in_gap = LIFT_NO_INSTANT;
  LiftResolution found = LIFT_RESOLVED_GAP;
  int first, last;

  g_return_val_if_fail (zone != NULL, LIFT_NO_INSTANT);

  /* No offset reaches a day: the instant lies in one of these intervals, or in the gap between two of them. */
  wall = lift_local_to_seconds (local);
  first = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, wall - SECONDS_A_DAY);
  last = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, wall + SECONDS_A_DAY);
  for (int i = first; i <= last; i++)
    {
      gint64 candidate = wall - g_time_zone_get_offset (zone, i);
      int at = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, candidate);

      if (at > i)
        in_gap = candidate;
      else if (at == i && instant == LIFT_NO_INSTANT)
        {
          instant = candidate;
          found = LIFT_RESOLVED_EXACT;
        }
      else if (at == i)
        found = LIFT_RESOLVED_OVERLAP;
    }
  if (found == LIFT_RESOLVED_GAP)
    instant = in_gap;

  if (how != NULL)
    *how = found;
  return in_range (instant);
}

/**
 * lift_zone_local:
 * @zone: a zone
 * @instant: seconds since 1970 UTC, of the years 1 to 9999
 * @local: (out caller-allocates) (optional): what the clock on the wall shows
 * @utc_offset: (out) (optional): what it is ahead of UTC, in seconds
 * @abbreviation: (out) (optional) (transfer none): tzdata's short name such as `CET`, or a figure such as `+03` where
 *   people use no name; it lives as long as @zone
 *
 * What the clocks of @zone show at @instant.
 */
void
lift_zone_local (GTimeZone   *zone,
                 gint64       instant,
                 LiftLocal   *local,
                 gint32      *utc_offset,
                 const char **abbreviation)
{
  gint32 offset;
  int interval;

  g_return_if_fail (zone != NULL);
  g_return_if_fail (in_range (instant) != LIFT_NO_INSTANT);

  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);
  offset = g_time_zone_get_offset (zone, interval);
  if (local != NULL)
    lift_local_from_seconds (instant + offset, local);
  if (utc_offset != NULL)
    *utc_offset = offset;
  if (abbreviation != NULL)
    *abbreviation = g_time_zone_get_abbreviation (zone, interval);
}

/**
 * lift_local_shift:
 * @local: a wall clock time of the years 1 to 9999
 * @duration: by how much to shift it; its hours, minutes and seconds are ignored
 * @moved: (out caller-allocates): the shifted time; may be @local
 *
 * Years and months move the calendar month, and a day that it does not have becomes its last day; weeks and days then move
 * the date; the time of day is kept through all of it.
 *
 * Returns: whether @moved lies in the years 1 to 9999
 */
gboolean
lift_local_shift (const LiftLocal    *local,
                  const LiftDuration *duration,
                  LiftLocal          *moved)
{
  gint64 months = local->year * 12 + local->month - 1 + duration->sign * (duration->years * 12 + duration->months);
  gint64 days = duration->sign * (duration->weeks * G_GINT64_CONSTANT (7) + duration->days);

  *moved = *local;
  moved->year = floor_div (months, 12);
  moved->month = months - floor_div (months, 12) * 12 + 1;
  moved->day = MIN (local->day, days_in_month (moved->year, moved->month));
  lift_local_from_seconds (lift_local_to_seconds (moved) + days * SECONDS_A_DAY, moved);
  return moved->year >= 1 && moved->year <= 9999;
}

/**
 * lift_zone_shift:
 * @zone: a zone
 * @local: a wall clock time of the years 1 to 9999
 * @duration: by how much to shift it
 * @how: (out) (optional): how the shifted wall clock time met @zone
 *
 * Moves the date as lift_local_shift() does, meets the wall clock time with @zone as in lift_zone_resolve(), and then adds hours, minutes and
 * seconds as exact time.
 *
 * Returns: seconds since 1970 UTC, or %LIFT_NO_INSTANT outside of the years 1 to 9999
 */
gint64
lift_zone_shift (GTimeZone          *zone,
                 const LiftLocal    *local,
                 const LiftDuration *duration,
                 LiftResolution     *how)
{
  LiftLocal moved;
  gint64 instant;

  g_return_val_if_fail (zone != NULL, LIFT_NO_INSTANT);

  if (how != NULL)
    *how = LIFT_RESOLVED_EXACT;
  if (!lift_local_shift (local, duration, &moved))
    return LIFT_NO_INSTANT;
  instant = lift_zone_resolve (zone, &moved, how);
  return instant != LIFT_NO_INSTANT ? in_range (instant + duration->sign * duration->seconds) : LIFT_NO_INSTANT;
}
