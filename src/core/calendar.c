/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "calendar-private.h"
#include "error.h"

#define FIRST_INSTANT G_GINT64_CONSTANT (-62135596800) /* 0001-01-01T00:00:00Z */
#define LAST_INSTANT  G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */
#define QUOTED        80                               /* characters of a line in a message */

/**
 * lift_span_clear:
 * @span: an occurrence
 *
 * Frees what @span holds and sets it to zero; one that is zero may be cleared too.
 */
void
lift_span_clear (LiftSpan *span)
{
  g_return_if_fail (span != NULL);

  g_free (span->name);
  memset (span, 0, sizeof *span);
}

/* Checking */

static const char *
describe (LiftLine        what,
          LiftPeriodsKind kind)
{
  switch (what)
    {
    case LIFT_LINE_NO_DAY:
      /* Translators: the end of “Line 3, “2026-02-30 Fair”: …” */
      return _("there is no such day; write one that the calendar has, such as 2026-02-28");
    case LIFT_LINE_NO_TIME:
      /* Translators: the end of “Line 3, “Fri 25:00-26:00”: …” */
      return _("there is no such time; write one from 00:00 to 24:00, such as “Fri 10:00-16:00”");
    case LIFT_LINE_BACKWARDS:
      /* Translators: the end of “Line 3, “Fri 22:00-02:00”: …” */
      return kind == LIFT_PERIODS_DAYS
             ? _("it ends before it starts; write the first day first, such as “2026-12-24/2027-01-01”")
             : _("it must end after it starts, such as “2026-12-24/2027-01-01” or, over midnight, “Fri 22:00/Sat 02:00”");
    case LIFT_LINE_ZONES:
      /* Translators: the end of “Line 3, “2026-12-09T10:00Z/2026-12-09T14:00”: …” */
      return _("a Z (UTC) stands behind both times or behind none, such as “2026-12-09T10:00Z/2026-12-09T14:00Z”");
    case LIFT_LINE_NAME:
      /* Translators: the end of “Line 3, “Sat Sun”: …” */
      return _("what should be a name looks like a day or a time; write “Sat,Sun” for several days, “2026-12-24/2027-01-01” from one to "
               "another, and a line for each period");
    case LIFT_LINE_PERIOD:
      /* Translators: the end of “Line 3, “Fri 10:00-16:00”: …” */
      return _("it is not of whole days, as holidays are; write, for example, “2026-12-25 Christmas Day” or “Fri”");
    case LIFT_LINE_FORM:
      return kind == LIFT_PERIODS_DAYS
             /* Translators: the end of “Line 3, “Easter”: …”; “monthly” and the days of the week are not translated */
             ? _("these are not days; write, for example, “2026-12-25 Christmas Day”, “12-25 Christmas Day” or "
                 "“2026-12-24/2027-01-01 Company holidays”")
             /* Translators: the end of “Line 3, “always”: …”; “monthly” and the days of the week are not translated */
             : _("this is not a period; write, for example, “2026-12-24/2027-01-01 Year end”, “12-18/01-04”, “monthly 28/2”, "
                 "“Tue,Thu 10:00-16:00”, “Fri 12:00/Mon 06:00” or “2026-12-09T10:00/2026-12-09T14:00”");
    case LIFT_LINE_EMPTY:
    default:
      g_assert_not_reached ();
    }
}

static char *
quote (const char *line,
       gsize       length)
{
  /* No character has more than four bytes: a very long line is not gone through. */
  g_autofree char *valid = g_utf8_make_valid (line, MIN (length, 4 * (QUOTED + 1)));

  if (g_utf8_strlen (valid, -1) > QUOTED)
    {
      char *cut = g_utf8_offset_to_pointer (valid, QUOTED);

      *cut = '\0';
      return g_strconcat (valid, "…", NULL);
    }
  return g_steal_pointer (&valid);
}

/**
 * lift_periods_check:
 * @text: (nullable): a list of periods, one a line; %NULL is an empty one
 * @kind: what may stand in it
 * @error: return location
 *
 * Whether every line of @text is a period as at the top of calendar.h, or says nothing. Refused are days and times that do not exist,
 * an end that is not after its start, a Z behind only one of two times, in a list of %LIFT_PERIODS_DAYS what is not of whole days, and
 * a name that looks like one more day or time. 29 February every year is a day: it occurs in leap years.
 *
 * Returns: %TRUE, or %FALSE with %LIFT_ERROR_ARGUMENT, whose message has the number of the first wrong line, its text and an example
 *   of what is right
 */
gboolean
lift_periods_check (const char      *text,
                    LiftPeriodsKind  kind,
                    GError         **error)
{
  const char *line;
  gsize length;

  for (guint n = 1; (line = lift_line_next (&text, &length)) != NULL; n++)
    {
      g_autofree char *quoted = NULL;
      LiftPeriod period;
      LiftLine what = lift_line_read (line, length, &period);

      if (what == LIFT_LINE_EMPTY || (what == LIFT_LINE_PERIOD && (kind == LIFT_PERIODS_ANY || lift_period_is_days (&period))))
        continue;
      quoted = quote (line, length);
      /* Translators: the number of a line, the line, and what is wrong with it */
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("Line %u, “%s”: %s"), n, quoted, describe (what, kind));
      return FALSE;
    }
  return TRUE;
}

/**
 * lift_periods_are_empty:
 * @text: (nullable): a list of periods
 *
 * Returns: whether no line of @text says anything: all are blank, comments, or “---”
 */
gboolean
lift_periods_are_empty (const char *text)
{
  const char *line;
  gsize length;
  LiftPeriod period;

  while ((line = lift_line_next (&text, &length)) != NULL)
    if (lift_line_read (line, length, &period) != LIFT_LINE_EMPTY)
      return FALSE;
  return TRUE;
}

/* Occurrences as instants */

/* What the wall clocks may show at an instant: two times when the clocks change within two days of it, else twice the same. For a wall
 * clock time that is not between the two, comparing it with them is comparing the instants. */
typedef struct
{
  gint64 low, high;
} Wall;

static Wall
get_wall (GTimeZone *zone,
          gint64     instant)
{
  int first = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant - 2 * LIFT_DAY);
  int last = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant + 2 * LIFT_DAY);
  gint64 offset = g_time_zone_get_offset (zone, first);
  Wall wall = { instant + offset, instant + offset };

  for (int i = first + 1; i <= last; i++)
    {
      offset = g_time_zone_get_offset (zone, i);
      wall.low = MIN (wall.low, instant + offset);
      wall.high = MAX (wall.high, instant + offset);
    }
  return wall;
}

/* Cut off where the years 1 to 9999 end. */
static gint64
resolve (GTimeZone        *zone,
         const LiftPeriod *period,
         gint64            wall)
{
  gint64 instant = wall;

  if (!period->utc && wall >= FIRST_INSTANT && wall <= LAST_INSTANT)
    {
      LiftLocal local;

      lift_local_from_seconds (wall, &local);
      instant = lift_zone_resolve (zone, &local, NULL);
      if (instant == LIFT_NO_INSTANT)
        instant = wall < 0 ? FIRST_INSTANT : LAST_INSTANT;
    }
  return CLAMP (instant, FIRST_INSTANT, LAST_INSTANT);
}

static gboolean
is_instant (gint64 instant)
{
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT;
}

/* The next line that is a period. */
static gboolean
next_period (const char **text,
             LiftPeriod  *period)
{
  const char *line;
  gsize length;

  while ((line = lift_line_next (text, &length)) != NULL)
    if (lift_line_read (line, length, period) == LIFT_LINE_PERIOD)
      return TRUE;
  return FALSE;
}

/* Of the occurrences that end after @after and start at @start_by or before it, the one that starts first. */
static gboolean
find (const char *text,
      GTimeZone  *zone,
      gint64      after,
      gint64      start_by,
      LiftSpan   *span)
{
  Wall after_in_zone = get_wall (zone, after), start_in_zone = get_wall (zone, start_by);
  LiftPeriod period, found = { 0 };
  gboolean any = FALSE;

  memset (span, 0, sizeof *span);
  while (next_period (&text, &period))
    {
      gint64 wall_start, wall_end, low = period.utc ? after : after_in_zone.low;

      for (; lift_period_first (&period, low, &wall_start, &wall_end); low = wall_end)
        {
          gint64 start, end;

          /* A clock is never a day away from UTC. */
          if (wall_start > (period.utc ? start_by : start_in_zone.high) || (any && wall_start - LIFT_DAY >= span->start))
            break;
          start = resolve (zone, &period, wall_start);
          if (start > start_by || (any && start >= span->start))
            break;
          end = resolve (zone, &period, wall_end);
          if (end <= after || end <= start)
            continue;
          span->start = start;
          span->end = end;
          found = period;
          any = TRUE;
          break;
        }
    }
  if (any && found.name_length > 0)
    span->name = g_strndup (found.name, found.name_length);
  return any;
}

/**
 * lift_periods_next:
 * @text: (nullable): a list of periods
 * @zone: the zone whose wall clocks the list means
 * @from: seconds since 1970 UTC
 * @span: (out caller-allocates): return location, to be cleared with lift_span_clear(); zero if there is none
 *
 * Of the occurrences that end after @from the one that starts first, and among those the first in @text. It may have started before
 * @from. Both ends are met with @zone as in lift_zone_resolve(); an occurrence of which nothing is left then, because the clocks skip it,
 * is none. Days of the week that follow one another are one occurrence; whole days go from 00:00 of the first to 00:00 after the
 * last. Lines that are not right are passed over, and what lies outside of the years 1 to 9999 is cut off.
 *
 * Returns: whether there is one
 */
gboolean
lift_periods_next (const char *text,
                   GTimeZone  *zone,
                   gint64      from,
                   LiftSpan   *span)
{
  return lift_periods_overlap (text, zone, from, LAST_INSTANT, span);
}

/**
 * lift_periods_overlap:
 * @text: (nullable): a list of periods
 * @zone: the zone whose wall clocks the list means
 * @start: seconds since 1970 UTC
 * @end: the first second after it; @start to ask for one instant
 * @span: (out caller-allocates): return location, to be cleared with lift_span_clear(); zero if there is none
 *
 * The first occurrence, as lift_periods_next() orders and makes them, that shares a second with what is from @start to @end. What only
 * touches does not overlap.
 *
 * Returns: whether there is one; %FALSE also when @end is before @start
 */
gboolean
lift_periods_overlap (const char *text,
                      GTimeZone  *zone,
                      gint64      start,
                      gint64      end,
                      LiftSpan   *span)
{
  g_return_val_if_fail (zone != NULL, FALSE);
  g_return_val_if_fail (span != NULL, FALSE);

  memset (span, 0, sizeof *span);
  if (!is_instant (start) || !is_instant (end) || end < start)
    return FALSE;
  return find (text, zone, start, MAX (end - 1, start), span);
}

/**
 * lift_periods_contain:
 * @text: (nullable): a list of periods
 * @zone: the zone whose wall clocks the list means
 * @start: seconds since 1970 UTC
 * @end: the first second after it; @start to ask for one instant
 * @span: (out caller-allocates): return location, to be cleared with lift_span_clear(); zero if there is none
 *
 * The first occurrence, as lift_periods_next() orders and makes them, in which all from @start to @end lies. Occurrences that touch one
 * another are not put together.
 *
 * Returns: whether there is one; %FALSE also when @end is before @start
 */
gboolean
lift_periods_contain (const char *text,
                      GTimeZone  *zone,
                      gint64      start,
                      gint64      end,
                      LiftSpan   *span)
{
  g_return_val_if_fail (zone != NULL, FALSE);
  g_return_val_if_fail (span != NULL, FALSE);

  memset (span, 0, sizeof *span);
  if (!is_instant (start) || !is_instant (end) || end < start)
    return FALSE;
  return find (text, zone, MAX (end - 1, start), start, span);
}

/**
 * lift_holiday_find:
 * @text: (nullable): a list of holidays
 * @day: a day of the years 1 to 9999; the time in it does not count
 * @name: (out) (optional) (nullable) (transfer full): the holiday's name, %NULL if it has none
 *
 * Whether @day is in a period of whole days of @text. A day of the calendar has no zone. Lines that are not right, or not of whole days,
 * are passed over.
 *
 * Returns: whether it is a holiday
 */
gboolean
lift_holiday_find (const char       *text,
                   const LiftLocal  *day,
                   char            **name)
{
  LiftPeriod period;
  gint64 wall, start, end;

  if (name != NULL)
    *name = NULL;
  g_return_val_if_fail (day->year >= 1 && day->year <= 9999 && day->month >= 1 && day->month <= 12, FALSE);

  wall = lift_local_to_seconds (&(LiftLocal) { day->year, day->month, day->day, 0, 0, 0 });
  while (next_period (&text, &period))
    if (lift_period_is_days (&period) && lift_period_first (&period, wall, &start, &end) && start <= wall)
      {
        if (name != NULL && period.name_length > 0)
          *name = g_strndup (period.name, period.name_length);
        return TRUE;
      }
  return FALSE;
}

/**
 * lift_weekdays_parse:
 * @text: (nullable): names of days of the week, Mon to Sun in any case of letters, with spaces or commas between
 * @days: (out): a bit for each, as in %LIFT_WEEKEND_USUAL; 0 for an empty text
 *
 * Returns: whether @text holds nothing else; if not, @days is 0
 */
gboolean
lift_weekdays_parse (const char *text,
                     guint      *days)
{
  static const char between[] = " ,\t\n\r";
  guint found = 0;

  g_return_val_if_fail (days != NULL, FALSE);

  *days = 0;
  if (text == NULL)
    return TRUE;
  for (text += strspn (text, between); *text != '\0'; text += strspn (text, between))
    {
      gsize length = strcspn (text, between);
      guint weekday = lift_weekday_find (text, length);

      if (weekday == 0)
        return FALSE;
      found |= 1u << weekday;
      text += length;
    }
  *days = found;
  return TRUE;
}

/**
 * lift_weekdays_format:
 * @days: a bit for each day of the week, as in %LIFT_WEEKEND_USUAL
 *
 * Returns: (transfer full): their names from Mon to Sun with a space between, which lift_weekdays_parse() reads
 */
char *
lift_weekdays_format (guint days)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i <= 7; i++)
    if ((days >> i & 1) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", lift_weekday_name (i));
  return g_string_free (text, FALSE);
}
