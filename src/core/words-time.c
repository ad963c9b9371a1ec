/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "words-private.h"

#define A_MINUTE 60
#define AN_HOUR  3600
#define A_DAY    86400

/* Days */

gint64
lift_words_get_day (gint64     instant,
                    GTimeZone *zone)
{
  LiftLocal local;

  lift_zone_local (zone, instant, &local, NULL, NULL);
  local.hour = local.minute = local.second = 0;
  return lift_local_to_seconds (&local) / A_DAY;
}

/* The answer changes when @day begins, unless it is past. */
void
lift_words_day_changes (gint64    *changes,
                        gint64     day,
                        GTimeZone *zone,
                        gint64     now)
{
  LiftLocal local;
  gint64 start;

  if (changes == NULL)
    return;
  lift_local_from_seconds (day * A_DAY, &local);
  start = lift_zone_resolve (zone, &local, NULL);
  if (start > now)
    lift_changes_lower (changes, start);
}

static int
get_year (gint64     instant,
          GTimeZone *zone)
{
  LiftLocal local;

  lift_zone_local (zone, instant, &local, NULL, NULL);
  return local.year;
}

/* The year of a date is left out while it is the year of now. */
static void
year_changes (gint64    *changes,
              int        year,
              GTimeZone *zone,
              gint64     now)
{
  LiftLocal first = { year, 1, 1, 0, 0, 0 };
  LiftLocal next = { year + 1, 1, 1, 0, 0, 0 };

  lift_words_day_changes (changes, lift_local_to_seconds (&first) / A_DAY, zone, now);
  if (year < 9999)
    lift_words_day_changes (changes, lift_local_to_seconds (&next) / A_DAY, zone, now);
}

/* A month that is not abbreviated, such as May, takes no dot where the pattern has one after abbreviations. */
static void
drop_dot (char      *text,
          GDateTime *date)
{
  g_autofree char *brief = g_date_time_format (date, "%b");
  g_autofree char *full = g_date_time_format (date, "%B");
  g_autofree char *dotted = g_strconcat (full, ".", NULL);
  char *dot = strcmp (brief, full) == 0 ? strstr (text, dotted) : NULL;

  if (dot != NULL)
    {
      dot += strlen (full);
      memmove (dot, dot + 1, strlen (dot));
    }
}

/* The wall clock time stands in a GDateTime of UTC, so that GLib formats but never reckons. */
static char *
format_local (const LiftLocal *local,
              const char      *pattern)
{
  g_autoptr (GDateTime) date = NULL;
  char *text;

  date = g_date_time_new_utc (local->year, local->month, local->day, local->hour, local->minute, local->second);
  text = date != NULL ? g_date_time_format (date, pattern) : NULL;
  if (text == NULL)
    return lift_local_format (local);
  drop_dot (text, date);
  return text;
}

char *
lift_words_format (gint64      instant,
                   GTimeZone  *zone,
                   const char *pattern)
{
  LiftLocal local;

  lift_zone_local (zone, instant, &local, NULL, NULL);
  return format_local (&local, pattern);
}

char *
lift_words_clock (gint64     instant,
                  GTimeZone *zone)
{
  /* Translators: a time of day, as in g_date_time_format() */
  /* xgettext:no-c-format */
  return lift_words_format (instant, zone, C_("date", "%H:%M"));
}

static const char *
get_date_pattern (gboolean with_year)
{
  if (with_year)
    /* Translators: a date with its year, as in g_date_time_format() */
    /* xgettext:no-c-format */
    return C_("date", "%a %-e %b %Y");
  /* Translators: a date of this year, as in g_date_time_format() */
  /* xgettext:no-c-format */
  return C_("date", "%a %-e %b");
}

static char *
format_date_time (gint64     instant,
                  GTimeZone *zone,
                  gboolean   with_year,
                  gboolean   with_zone)
{
  g_autofree char *text = NULL;
  const char *abbreviation;

  if (with_year)
    /* Translators: a date with its year, and a time, as in g_date_time_format() */
    /* xgettext:no-c-format */
    text = lift_words_format (instant, zone, C_("date", "%a %-e %b %Y, %H:%M"));
  else
    /* Translators: a date of this year, and a time, as in g_date_time_format() */
    /* xgettext:no-c-format */
    text = lift_words_format (instant, zone, C_("date", "%a %-e %b, %H:%M"));
  if (!with_zone)
    return g_steal_pointer (&text);

  lift_zone_local (zone, instant, NULL, NULL, &abbreviation);
  /* Translators: a date and time, and the short name of its time zone: “Wed 9 Dec, 10:00 CET” */
  return g_strdup_printf (C_("date", "%s %s"), text, abbreviation);
}

/**
 * lift_words_date:
 * @instant: an instant, or %LIFT_NO_INSTANT
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 *
 * Returns: (transfer full): “Wed 2 Dec”, with the year if it is not that of @now; empty without an instant
 */
char *
lift_words_date (gint64     instant,
                 GTimeZone *zone,
                 gint64     now)
{
  g_return_val_if_fail (zone != NULL, NULL);

  if (instant == LIFT_NO_INSTANT)
    return g_strdup ("");
  return lift_words_format (instant, zone, get_date_pattern (get_year (instant, zone) != get_year (now, zone)));
}

/**
 * lift_words_local_date:
 * @local: a day
 *
 * Returns: (transfer full): “Wed 2 Dec 2026”
 */
char *
lift_words_local_date (const LiftLocal *local)
{
  g_return_val_if_fail (local != NULL, NULL);

  return format_local (local, get_date_pattern (TRUE));
}

/**
 * lift_words_day:
 * @instant: an instant, or %LIFT_NO_INSTANT
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the words next change
 *
 * Returns: (transfer full): “Today”, “Tomorrow”, else as lift_words_date()
 */
char *
lift_words_day (gint64     instant,
                GTimeZone *zone,
                gint64     now,
                gint64    *changes)
{
  gint64 day, ahead;

  g_return_val_if_fail (zone != NULL, NULL);

  if (instant == LIFT_NO_INSTANT)
    return g_strdup ("");

  day = lift_words_get_day (instant, zone);
  ahead = day - lift_words_get_day (now, zone);
  for (int i = -1; i <= 1; i++)
    lift_words_day_changes (changes, day + i, zone, now);
  if (ahead == 0)
    return g_strdup (C_("day", "Today"));
  if (ahead == 1)
    return g_strdup (C_("day", "Tomorrow"));
  year_changes (changes, get_year (instant, zone), zone, now);
  return lift_words_date (instant, zone, now);
}

/**
 * lift_words_date_time:
 * @instant: an instant, or %LIFT_NO_INSTANT
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 * @with_zone: whether to add the short name of the zone
 *
 * Returns: (transfer full): “Mon 30 Nov, 16:40” or “Mon 30 Nov, 16:40 CET”, with the year if it is not that of @now; empty
 *   without an instant
 */
char *
lift_words_date_time (gint64     instant,
                      GTimeZone *zone,
                      gint64     now,
                      gboolean   with_zone)
{
  g_return_val_if_fail (zone != NULL, NULL);

  if (instant == LIFT_NO_INSTANT)
    return g_strdup ("");
  return format_date_time (instant, zone, get_year (instant, zone) != get_year (now, zone), with_zone);
}

/**
 * lift_words_full:
 * @instant: an instant, or %LIFT_NO_INSTANT
 * @zone: the zone to speak in
 * @with_zone: whether to add the short name of the zone
 *
 * Returns: (transfer full): “Wed 9 Dec 2026, 10:00” or “Wed 9 Dec 2026, 10:00 CET”; empty without an instant
 */
char *
lift_words_full (gint64     instant,
                 GTimeZone *zone,
                 gboolean   with_zone)
{
  g_return_val_if_fail (zone != NULL, NULL);

  if (instant == LIFT_NO_INSTANT)
    return g_strdup ("");
  return format_date_time (instant, zone, TRUE, with_zone);
}

/**
 * lift_words_when:
 * @instant: an instant, or %LIFT_NO_INSTANT
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the words next change
 *
 * Returns: (transfer full): “09:41” if it is today, else as lift_words_date_time()
 */
char *
lift_words_when (gint64     instant,
                 GTimeZone *zone,
                 gint64     now,
                 gint64    *changes)
{
  gint64 day;

  g_return_val_if_fail (zone != NULL, NULL);

  if (instant == LIFT_NO_INSTANT)
    return g_strdup ("");

  day = lift_words_get_day (instant, zone);
  lift_words_day_changes (changes, day, zone, now);
  lift_words_day_changes (changes, day + 1, zone, now);
  if (day == lift_words_get_day (now, zone))
    return lift_words_clock (instant, zone);
  year_changes (changes, get_year (instant, zone), zone, now);
  return lift_words_date_time (instant, zone, now, FALSE);
}

/* Lengths of time, cut */

/**
 * lift_words_countdown:
 * @moment: the release moment, or %LIFT_NO_INSTANT
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the words next change
 *
 * Days and hours, below a day hours and minutes, below an hour minutes; what is smaller is cut. The minus sign is U+2212.
 *
 * Returns: (transfer full): “T−5 d 19 h”, “T−19 h 40 min”, “T−53 min”, from the moment on “T+53 min”
 */
char *
lift_words_countdown (gint64  moment,
                      gint64  now,
                      gint64 *changes)
{
  gint64 span, unit;
  int days, hours, minutes;

  if (moment == LIFT_NO_INSTANT)
    return g_strdup (_("No release moment yet"));

  span = ABS (moment - now);
  unit = span >= A_DAY ? AN_HOUR : A_MINUTE;
  days = span / A_DAY;
  hours = span / AN_HOUR % 24;
  minutes = span / A_MINUTE % 60;
  if (now < moment)
    {
      lift_changes_lower (changes, span < A_MINUTE ? moment : moment - span / unit * unit + 1);
      if (days > 0)
        /* Translators: T is the release moment, which is so many days and hours ahead */
        return g_strdup_printf (C_("countdown", "T−%d d %d h"), days, hours);
      if (hours > 0)
        return g_strdup_printf (C_("countdown", "T−%d h %d min"), hours, minutes);
      return g_strdup_printf (C_("countdown", "T−%d min"), minutes);
    }

  lift_changes_lower (changes, moment + (span / unit + 1) * unit);
  if (days > 0)
    /* Translators: T is the release moment, which was so many days and hours ago */
    return g_strdup_printf (C_("countdown", "T+%d d %d h"), days, hours);
  if (hours > 0)
    return g_strdup_printf (C_("countdown", "T+%d h %d min"), hours, minutes);
  return g_strdup_printf (C_("countdown", "T+%d min"), minutes);
}

/**
 * lift_words_elapsed:
 * @since: an instant
 * @now: seconds since 1970 UTC; before @since it counts as no time
 * @changes: (inout) (optional): lowered to when the words next change
 *
 * Returns: (transfer full): “42 min”, “3 h 5 min”, “2 d 4 h”, cut; empty when @since is %LIFT_NO_INSTANT
 */
char *
lift_words_elapsed (gint64  since,
                    gint64  now,
                    gint64 *changes)
{
  gint64 span, unit;
  int days, hours, minutes;

  if (since == LIFT_NO_INSTANT)
    return g_strdup ("");

  span = MAX (now - since, 0);
  unit = span >= A_DAY ? AN_HOUR : A_MINUTE;
  days = span / A_DAY;
  hours = span / AN_HOUR % 24;
  minutes = span / A_MINUTE % 60;
  lift_changes_lower (changes, since + (span / unit + 1) * unit);
  if (days > 0)
    /* Translators: how long something has taken, in days and hours */
    return g_strdup_printf (C_("elapsed", "%d d %d h"), days, hours);
  if (hours > 0)
    return g_strdup_printf (C_("elapsed", "%d h %d min"), hours, minutes);
  return g_strdup_printf (C_("elapsed", "%d min"), minutes);
}

static void
add_part (GString    *text,
          int         n,
          const char *format)
{
  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, n);
#pragma GCC diagnostic pop
}

/* “1 week”, “1 day 12 h”, in full “1 day 12 hours”; without its sign. */
char *
lift_words_length (const LiftDuration *duration,
                   LiftDayCount        counted,
                   gboolean            in_full)
{
  GString *text = g_string_new (NULL);
  gboolean working = counted == LIFT_DAYS_WORKING;
  int hours = duration->seconds / AN_HOUR;
  int minutes = duration->seconds / A_MINUTE % 60;
  int seconds = duration->seconds % 60;

  add_part (text, duration->years, g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", duration->years));
  add_part (text, duration->months, g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", duration->months));
  if (working)
    add_part (text, duration->weeks, g_dngettext (GETTEXT_PACKAGE, "%d working week", "%d working weeks", duration->weeks));
  else
    add_part (text, duration->weeks, g_dngettext (GETTEXT_PACKAGE, "%d week", "%d weeks", duration->weeks));
  if (working)
    add_part (text, duration->days, g_dngettext (GETTEXT_PACKAGE, "%d working day", "%d working days", duration->days));
  else
    add_part (text, duration->days, g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", duration->days));
  if (in_full)
    {
      add_part (text, hours, g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", hours));
      add_part (text, minutes, g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", minutes));
      add_part (text, seconds, g_dngettext (GETTEXT_PACKAGE, "%d second", "%d seconds", seconds));
    }
  else
    {
      /* Translators: short for hours, minutes and seconds */
      add_part (text, hours, C_("length", "%d h"));
      add_part (text, minutes, C_("length", "%d min"));
      add_part (text, seconds, C_("length", "%d s"));
    }
  return g_string_free (text, FALSE);
}

/**
 * lift_words_offset:
 * @duration: (nullable): the offset of a phase, an ISO 8601 duration
 * @counted: which days it counts
 *
 * Returns: (transfer full): “T−1 week”, “T−5 working days”, “T+1 h”, “T” for no time at all; empty if it is not a duration
 */
char *
lift_words_offset (const char  *duration,
                   LiftDayCount counted)
{
  g_autofree char *length = NULL;
  LiftDuration offset;

  if (duration == NULL || !lift_duration_parse (duration, &offset))
    return g_strdup ("");
  if (lift_duration_is_zero (&offset))
    /* Translators: T is the release moment */
    return g_strdup (C_("offset", "T"));

  length = lift_words_length (&offset, counted, FALSE);
  if (offset.sign < 0)
    /* Translators: so long before T, the release moment: “T−1 week” */
    return g_strdup_printf (C_("offset", "T−%s"), length);
  /* Translators: so long after T, the release moment: “T+1 day” */
  return g_strdup_printf (C_("offset", "T+%s"), length);
}

/**
 * lift_words_offset_long:
 * @duration: (nullable): the offset of a phase, an ISO 8601 duration
 * @counted: which days it counts
 *
 * Returns: (transfer full): “2 weeks before”, “1 hour after”, “Release day” for no time at all; empty if it is not a duration
 */
char *
lift_words_offset_long (const char  *duration,
                        LiftDayCount counted)
{
  g_autofree char *length = NULL;
  LiftDuration offset;

  if (duration == NULL || !lift_duration_parse (duration, &offset))
    return g_strdup ("");
  if (lift_duration_is_zero (&offset))
    return g_strdup (C_("offset", "Release day"));

  length = lift_words_length (&offset, counted, TRUE);
  if (offset.sign < 0)
    /* Translators: so long before the release moment: “2 weeks before” */
    return g_strdup_printf (C_("offset", "%s before"), length);
  /* Translators: so long after the release moment: “1 hour after” */
  return g_strdup_printf (C_("offset", "%s after"), length);
}
