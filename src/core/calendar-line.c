/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "calendar-private.h"

/* What is left of a line. */
typedef struct
{
  const char *p, *end;
} Rest;

static const char weekdays[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

/* Lines */

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* The next line of @text without the space around it, or NULL behind the last one. */
const char *
lift_line_next (const char **text,
                gsize       *length)
{
  const char *line = *text;
  const char *end;

  if (line == NULL)
    return NULL;
  end = strchr (line, '\n');
  *text = end != NULL ? end + 1 : NULL;
  if (end == NULL)
    end = line + strlen (line);
  while (line < end && is_space (*line))
    line++;
  while (end > line && is_space (end[-1]))
    end--;
  *length = end - line;
  return line;
}

static char
peek (const Rest *rest,
      gsize       i)
{
  return (gsize) (rest->end - rest->p) > i ? rest->p[i] : '\0';
}

static gboolean
scan_char (Rest *rest,
           char  c)
{
  if (peek (rest, 0) != c)
    return FALSE;
  rest->p++;
  return TRUE;
}

static void
skip_space (Rest *rest)
{
  while (is_space (peek (rest, 0)))
    rest->p++;
}

/* Exactly @n digits, then none. */
static gboolean
scan_digits (Rest *rest,
             int   n,
             int  *value)
{
  *value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (peek (rest, i)))
        return FALSE;
      *value = *value * 10 + (rest->p[i] - '0');
    }
  if (g_ascii_isdigit (peek (rest, n)))
    return FALSE;
  rest->p += n;
  return TRUE;
}

/* Days of the week */

/* 1 for Monday to 7 for Sunday, 0 for what is none of them; in any case of letters. */
guint
lift_weekday_find (const char *text,
                   gsize       length)
{
  for (guint i = 0; length == 3 && i < G_N_ELEMENTS (weekdays); i++)
    if (g_ascii_strncasecmp (text, weekdays[i], 3) == 0)
      return i + 1;
  return 0;
}

const char *
lift_weekday_name (guint weekday)
{
  return weekdays[weekday - 1];
}

static guint
peek_weekday (const Rest *rest)
{
  gsize n = 0;

  while (n < 4 && g_ascii_isalpha (peek (rest, n)))
    n++;
  return lift_weekday_find (rest->p, n);
}

static gboolean
scan_weekday (Rest  *rest,
              guint *weekday)
{
  *weekday = peek_weekday (rest);
  if (*weekday == 0)
    return FALSE;
  rest->p += 3;
  return TRUE;
}

/* Mon-Thu, Sat; over the end of the week too: Fri-Mon */
static gboolean
scan_weekdays (Rest  *rest,
               guint *days,
               guint *first)
{
  guint from, to;

  *days = 0;
  do
    {
      if (*days != 0)
        skip_space (rest);
      if (!scan_weekday (rest, &from))
        return FALSE;
      to = from;
      if (scan_char (rest, '-') && !scan_weekday (rest, &to))
        return FALSE;
      if (*days == 0)
        *first = from;
      for (guint i = from; i != to; i = i % 7 + 1)
        *days |= 1u << i;
      *days |= 1u << to;
    }
  while (scan_char (rest, ','));
  return TRUE;
}

/* Days and times */

static gint64
floor_div (gint64 a,
           gint64 b)
{
  return a / b - (a % b < 0);
}

static gint64
wall_of (int year,
         int month,
         int day)
{
  return lift_local_to_seconds (&(LiftLocal) { year, month, day, 0, 0, 0 });
}

static int
days_in_month (int year,
               int month)
{
  return month == 12 ? 31 : (wall_of (year, month + 1, 1) - wall_of (year, month, 1)) / LIFT_DAY;
}

/* MM-DD, of @year. */
static LiftLine
scan_month_day (Rest *rest,
                int   year,
                int  *month,
                int  *day)
{
  if (!scan_digits (rest, 2, month) || !scan_char (rest, '-') || !scan_digits (rest, 2, day))
    return LIFT_LINE_FORM;
  if (year < 1 || *month < 1 || *month > 12 || *day < 1 || *day > days_in_month (year, *month))
    return LIFT_LINE_NO_DAY;
  return LIFT_LINE_PERIOD;
}

static LiftLine
scan_date (Rest   *rest,
           gint64 *wall)
{
  int year, month, day;
  LiftLine what;

  if (!scan_digits (rest, 4, &year) || !scan_char (rest, '-'))
    return LIFT_LINE_FORM;
  what = scan_month_day (rest, year, &month, &day);
  if (what == LIFT_LINE_PERIOD)
    *wall = wall_of (year, month, day);
  return what;
}

/* HH:MM, HH:MM:SS where @seconds; 24:00 only as an @end. */
static LiftLine
scan_time (Rest     *rest,
           gboolean  seconds,
           gboolean  end,
           gint64   *time)
{
  int hour, minute, second = 0;

  if (!scan_digits (rest, 2, &hour) || !scan_char (rest, ':') || !scan_digits (rest, 2, &minute))
    return LIFT_LINE_FORM;
  if (seconds && scan_char (rest, ':') && !scan_digits (rest, 2, &second))
    return LIFT_LINE_FORM;
  *time = hour * 3600 + minute * 60 + second;
  return minute > 59 || second > 59 || *time > (end ? LIFT_DAY : LIFT_DAY - 1) ? LIFT_LINE_NO_TIME : LIFT_LINE_PERIOD;
}

/* Forms */

/* 2026-12-25, 2026-12-24/2027-01-01, 2026-12-09T10:00/2026-12-09T14:00, with a Z behind both */
static LiftLine
read_dates (Rest       *rest,
            LiftPeriod *period)
{
  gint64 time;
  LiftLine what = scan_date (rest, &period->start);

  if (what != LIFT_LINE_PERIOD)
    return what;

  if (!scan_char (rest, 'T'))
    {
      period->form = LIFT_PERIOD_DATES;
      period->end = period->start;
      if (scan_char (rest, '/') && (what = scan_date (rest, &period->end)) != LIFT_LINE_PERIOD)
        return what;
      period->end += LIFT_DAY;
      return period->end > period->start ? LIFT_LINE_PERIOD : LIFT_LINE_BACKWARDS;
    }

  period->form = LIFT_PERIOD_TIMES;
  if ((what = scan_time (rest, TRUE, FALSE, &time)) != LIFT_LINE_PERIOD)
    return what;
  period->start += time;
  period->utc = scan_char (rest, 'Z');
  if (!scan_char (rest, '/'))
    return LIFT_LINE_FORM;
  if ((what = scan_date (rest, &period->end)) != LIFT_LINE_PERIOD)
    return what;
  if (!scan_char (rest, 'T'))
    return LIFT_LINE_FORM;
  if ((what = scan_time (rest, TRUE, TRUE, &time)) != LIFT_LINE_PERIOD)
    return what;
  period->end += time;
  if (scan_char (rest, 'Z') != period->utc)
    return LIFT_LINE_ZONES;
  return period->end > period->start ? LIFT_LINE_PERIOD : LIFT_LINE_BACKWARDS;
}

/* 12-25, 12-18/01-04 */
static LiftLine
read_yearly (Rest       *rest,
             LiftPeriod *period)
{
  const int leap_year = 2000;
  int month, day;
  LiftLine what = scan_month_day (rest, leap_year, &month, &day);

  period->form = LIFT_PERIOD_YEARLY;
  period->start = period->end = month * 100 + day;
  if (what == LIFT_LINE_PERIOD && scan_char (rest, '/'))
    {
      what = scan_month_day (rest, leap_year, &month, &day);
      period->end = month * 100 + day;
    }
  return what;
}

static LiftLine
scan_day_of_month (Rest   *rest,
                   gint64 *day)
{
  int value;

  if (!scan_digits (rest, 2, &value) && !scan_digits (rest, 1, &value))
    return LIFT_LINE_FORM;
  *day = value;
  return value >= 1 && value <= 31 ? LIFT_LINE_PERIOD : LIFT_LINE_NO_DAY;
}

/* monthly 28/2 */
static LiftLine
read_monthly (Rest       *rest,
              LiftPeriod *period)
{
  LiftLine what;

  period->form = LIFT_PERIOD_MONTHLY;
  skip_space (rest);
  what = scan_day_of_month (rest, &period->start);
  period->end = period->start;
  if (what == LIFT_LINE_PERIOD && scan_char (rest, '/'))
    what = scan_day_of_month (rest, &period->end);
  return what;
}

/* Fri, Mon-Thu, Sat, Tue,Thu 10:00-16:00, Fri 12:00/Mon 06:00 */
static LiftLine
read_weekly (Rest       *rest,
             LiftPeriod *period)
{
  Rest times;
  guint first = 0, last;
  LiftLine what;

  period->form = LIFT_PERIOD_WEEKLY;
  if (!scan_weekdays (rest, &period->days, &first))
    return LIFT_LINE_FORM;

  times = *rest;
  skip_space (&times);
  if (times.p == rest->p || !g_ascii_isdigit (peek (&times, 0)) || !g_ascii_isdigit (peek (&times, 1)) || peek (&times, 2) != ':')
    return LIFT_LINE_PERIOD;
  *rest = times;

  if ((what = scan_time (rest, FALSE, FALSE, &period->start)) != LIFT_LINE_PERIOD)
    return what;
  if (scan_char (rest, '-'))
    {
      period->form = LIFT_PERIOD_HOURS;
      if ((what = scan_time (rest, FALSE, TRUE, &period->end)) != LIFT_LINE_PERIOD)
        return what;
      return period->end > period->start ? LIFT_LINE_PERIOD : LIFT_LINE_BACKWARDS;
    }

  period->form = LIFT_PERIOD_OF_WEEK;
  if (period->days != 1u << first || !scan_char (rest, '/') || !scan_weekday (rest, &last) || !is_space (peek (rest, 0)))
    return LIFT_LINE_FORM;
  skip_space (rest);
  if ((what = scan_time (rest, FALSE, TRUE, &period->end)) != LIFT_LINE_PERIOD)
    return what;
  period->start += (first - 1) * LIFT_DAY;
  period->end += (last - 1) * LIFT_DAY;
  if (period->end == period->start)
    return LIFT_LINE_BACKWARDS;
  if (period->end < period->start)
    period->end += LIFT_WEEK;
  return period->end - period->start <= LIFT_WEEK ? LIFT_LINE_PERIOD : LIFT_LINE_BACKWARDS;
}

/* “2026-12-24 - 2027-01-01”, “Sat Sun”, “Fri 12:00-16:00 18:00-20:00”: what was meant is not what was understood. */
static gboolean
is_mistaken (const Rest       *name,
             const LiftPeriod *period)
{
  static const char joins[] = "-/,&+–—";
  Rest rest = *name;
  gsize n = 0;

  while (rest.p < rest.end && (is_space (*rest.p) || strchr (joins, *rest.p) != NULL))
    rest.p++;
  if (period->form == LIFT_PERIOD_WEEKLY || period->form == LIFT_PERIOD_HOURS || period->form == LIFT_PERIOD_OF_WEEK)
    if (peek_weekday (&rest) != 0)
      return TRUE;
  while (g_ascii_isdigit (peek (&rest, n)))
    n++;
  return ((peek (&rest, n) == '-' && (n == 2 || n == 4)) || (peek (&rest, n) == ':' && (n == 1 || n == 2))) &&
         g_ascii_isdigit (peek (&rest, n + 1)) && g_ascii_isdigit (peek (&rest, n + 2));
}

/* What one line says; @period is undefined unless it is LIFT_LINE_PERIOD. @line has no space around it. */
LiftLine
lift_line_read (const char *line,
                gsize       length,
                LiftPeriod *period)
{
  Rest rest = { line, line + length };
  LiftLine what;

  if (length == 0 || *line == '#' || (length == 3 && strncmp (line, "---", 3) == 0))
    return LIFT_LINE_EMPTY;

  memset (period, 0, sizeof *period);
  if (g_ascii_isdigit (*line))
    what = peek (&rest, 2) == '-' ? read_yearly (&rest, period) : read_dates (&rest, period);
  else if (length > 7 && g_ascii_strncasecmp (line, "monthly", 7) == 0 && is_space (line[7]))
    {
      rest.p += 7;
      what = read_monthly (&rest, period);
    }
  else
    what = read_weekly (&rest, period);
  if (what != LIFT_LINE_PERIOD)
    return what;

  if (rest.p < rest.end && !is_space (*rest.p))
    return LIFT_LINE_FORM;
  skip_space (&rest);
  if (is_mistaken (&rest, period))
    return LIFT_LINE_NAME;
  period->name = rest.p;
  period->name_length = rest.end - rest.p;
  return LIFT_LINE_PERIOD;
}

gboolean
lift_period_is_days (const LiftPeriod *period)
{
  return period->form == LIFT_PERIOD_DATES || period->form == LIFT_PERIOD_YEARLY || period->form == LIFT_PERIOD_MONTHLY ||
         period->form == LIFT_PERIOD_WEEKLY;
}

/* Occurrences */

/* The days of @year that lie in it; in a year without 29 February that day is not one of them. */
static gboolean
occur_in_year (const LiftPeriod *period,
               int               year,
               gint64           *start,
               gint64           *end)
{
  int last_year = period->end < period->start ? year + 1 : year;
  int month = period->start / 100, day = period->start % 100;
  int last_month = period->end / 100, last_day = period->end % 100;

  *start = day > days_in_month (year, month) ? wall_of (year, month + 1, 1) : wall_of (year, month, day);
  *end = wall_of (last_year, last_month, MIN (last_day, days_in_month (last_year, last_month))) + LIFT_DAY;
  return *start < *end;
}

/* @month: months since the year 0 */
static void
occur_in_month (const LiftPeriod *period,
                int               month,
                gint64           *start,
                gint64           *end)
{
  int last = period->end < period->start ? month + 1 : month;

  *start = wall_of (month / 12, month % 12 + 1, MIN (period->start, days_in_month (month / 12, month % 12 + 1)));
  *end = wall_of (last / 12, last % 12 + 1, MIN (period->end, days_in_month (last / 12, last % 12 + 1))) + LIFT_DAY;
}

static gboolean
has_day (const LiftPeriod *period,
         gint64            day)
{
  return (period->days >> (day + 3 - floor_div (day + 3, 7) * 7 + 1) & 1) != 0;
}

/* Days that follow one another are one occurrence; all seven are one from Monday to Sunday. */
static void
occur_on_days (const LiftPeriod *period,
               gint64            after,
               gint64           *start,
               gint64           *end)
{
  gint64 first = floor_div (after, LIFT_DAY), last;

  if ((period->days & 0xfe) == 0xfe)
    {
      first = floor_div (first + 3, 7) * 7 - 3;
      last = first + 6;
    }
  else
    {
      while (!has_day (period, first))
        first++;
      last = first;
      while (has_day (period, first - 1))
        first--;
      while (has_day (period, last + 1))
        last++;
    }
  *start = first * LIFT_DAY;
  *end = (last + 1) * LIFT_DAY;
}

/* The first occurrence that ends after @after on the wall clock, of UTC if @period is; asked again with its end, the one behind it. FALSE
 * if there is none that starts in the years 1 to 9999. */
gboolean
lift_period_first (const LiftPeriod *period,
                   gint64            after,
                   gint64           *start,
                   gint64           *end)
{
  const gint64 first_wall = wall_of (1, 1, 1), last_wall = wall_of (9999, 12, 31) + LIFT_DAY;
  LiftLocal local;

  after = CLAMP (after, first_wall - 1, last_wall);
  lift_local_from_seconds (MAX (after, first_wall), &local);

  switch (period->form)
    {
    case LIFT_PERIOD_DATES:
    case LIFT_PERIOD_TIMES:
      *start = period->start;
      *end = period->end;
      return *end > after;

    case LIFT_PERIOD_YEARLY:
      /* Two days that exist are at most eight years apart: 29 February 1896 and 1904. */
      for (int year = MAX (local.year - 1, 1); year <= MIN (local.year + 8, 9999); year++)
        if (occur_in_year (period, year, start, end) && *end > after)
          return TRUE;
      return FALSE;

    case LIFT_PERIOD_MONTHLY:
      for (int month = MAX (local.year * 12 + local.month - 2, 12); month < 10000 * 12; month++)
        {
          occur_in_month (period, month, start, end);
          if (*end > after)
            return TRUE;
        }
      return FALSE;

    case LIFT_PERIOD_WEEKLY:
      occur_on_days (period, after, start, end);
      return *start < last_wall;

    case LIFT_PERIOD_HOURS:
      for (gint64 day = floor_div (after, LIFT_DAY);; day++)
        if (has_day (period, day) && day * LIFT_DAY + period->end > after)
          {
            *start = day * LIFT_DAY + period->start;
            *end = day * LIFT_DAY + period->end;
            return *start < last_wall;
          }

    case LIFT_PERIOD_OF_WEEK:
      for (gint64 week = floor_div (after, LIFT_WEEK) - 3;; week++)
        {
          *start = week * LIFT_WEEK - 3 * LIFT_DAY + period->start;
          *end = week * LIFT_WEEK - 3 * LIFT_DAY + period->end;
          if (*end > after)
            return *start < last_wall;
        }

    default:
      g_assert_not_reached ();
    }
}
