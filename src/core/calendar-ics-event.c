/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "calendar-ics-private.h"
#include "calendar-private.h"

#define LONGEST_NAME    80   /* characters */
#define MOST_EXCEPTIONS 2000 /* of an event */

/* Clocks */

/* “/freeassociation.sourceforge.net/Europe/Berlin”: the longest tail that tzdata knows. */
static GTimeZone *
find_zone (const char *tzid)
{
  for (const char *tail = tzid; tail != NULL; tail = strchr (tail, '/'))
    {
      GTimeZone *zone;

      tail += *tail == '/';
      zone = lift_zone_get (tail, NULL);
      if (zone != NULL)
        return zone;
    }
  return NULL;
}

static const char *
get_tzid (icalproperty *property)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);

  return parameter != NULL ? icalparameter_get_tzid (parameter) : NULL;
}

/* FALSE: nothing is known of it */
static gboolean
find_clock (LiftIcsFile  *file,
            const char   *tzid,
            LiftIcsClock *clock)
{
  clock->zone = find_zone (tzid);
  clock->ical = clock->zone == NULL ? g_hash_table_lookup (file->zones, tzid) : NULL;
  if (clock->zone != NULL && g_strcmp0 (g_time_zone_get_identifier (clock->zone), g_time_zone_get_identifier (file->zone)) == 0)
    clock->zone = file->zone;
  return clock->zone != NULL || clock->ical != NULL;
}

/* On no clock. */
struct icaltimetype
lift_ics_time_to_ical (gint64 wall)
{
  struct icaltimetype time = icaltime_null_time ();
  LiftLocal local;

  lift_local_from_seconds (wall, &local);
  time.year = local.year;
  time.month = local.month;
  time.day = local.day;
  time.hour = local.hour;
  time.minute = local.minute;
  time.second = local.second;
  return time;
}

/* LIFT_NO_INSTANT outside of the years 1 to 9999. */
gint64
lift_ics_clock_resolve (const LiftIcsClock *clock,
                        gint64              wall)
{
  struct icaltimetype time;
  LiftLocal local;

  lift_local_from_seconds (wall, &local);
  if (local.year < 1 || local.year > 9999)
    return LIFT_NO_INSTANT;
  if (clock->zone != NULL)
    return lift_zone_resolve (clock->zone, &local, NULL);
  time = lift_ics_time_to_ical (wall);
  return wall - icaltimezone_get_utc_offset (clock->ical, &time, NULL);
}

/* What it shows at @instant, which is in the years 1 to 9999. */
gint64
lift_ics_clock_wall (const LiftIcsClock *clock,
                     gint64              instant)
{
  struct icaltimetype time;
  gint32 offset;

  if (clock->zone == NULL)
    {
      time = lift_ics_time_to_ical (instant);
      return instant + icaltimezone_get_utc_offset_of_utc_time (clock->ical, &time, NULL);
    }
  lift_zone_local (clock->zone, instant, NULL, &offset, NULL);
  return instant + offset;
}

/* Times */

/* Seconds on the wall clock; FALSE if the calendar does not have it. */
gboolean
lift_ics_time_get_wall (const struct icaltimetype *time,
                        gint64                    *wall)
{
  g_autofree char *text = NULL;
  LiftLocal local;
  int second = MIN (time->second, 59); /* a leap second */

  if (icaltime_is_null_time (*time) || time->year < 1 || time->year > 9999)
    return FALSE;
  text = time->is_date ? g_strdup_printf ("%04d-%02d-%02dT00:00", time->year, time->month, time->day)
                       : g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", time->year, time->month, time->day, time->hour, time->minute, second);
  if (!lift_local_parse (text, &local))
    return FALSE;
  *wall = lift_local_to_seconds (&local);
  return TRUE;
}

/* The value of @property is @time; @clock is meant if it says none, or the release's if that is NULL. FALSE: cannot be known. */
gboolean
lift_ics_time_read (LiftIcsFile         *file,
                    icalproperty        *property,
                    struct icaltimetype  time,
                    const LiftIcsClock  *clock,
                    LiftIcsTime         *result)
{
  const char *tzid = get_tzid (property);

  memset (result, 0, sizeof *result);
  result->is_date = time.is_date;
  if (!lift_ics_time_get_wall (&time, &result->wall))
    return FALSE;
  if (result->is_date)
    return TRUE;

  if (icaltime_is_utc (time))
    result->clock.zone = lift_zone_get ("UTC", NULL);
  else if (tzid != NULL)
    find_clock (file, tzid, &result->clock);
  else if (clock != NULL)
    result->clock = *clock;
  else
    result->clock.zone = file->zone;
  if (result->clock.zone == NULL && result->clock.ical == NULL)
    return FALSE;
  result->instant = lift_ics_clock_resolve (&result->clock, result->wall);
  return result->instant != LIFT_NO_INSTANT;
}

/* Its value, if it is a day or a time. */
static gboolean
get_time (icalproperty        *property,
          struct icaltimetype *time)
{
  icalvalue *value = property != NULL ? icalproperty_get_value (property) : NULL;
  icalvalue_kind kind = value != NULL ? icalvalue_isa (value) : ICAL_NO_VALUE;

  if (kind != ICAL_DATE_VALUE && kind != ICAL_DATETIME_VALUE)
    return FALSE;
  *time = kind == ICAL_DATE_VALUE ? icalvalue_get_date (value) : icalvalue_get_datetime (value);
  return TRUE;
}

/* The file */

static void
free_zone (gpointer zone)
{
  icaltimezone_free (zone, 1);
}

static const char *
get_uid (icalcomponent *component)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_UID_PROPERTY);

  return property != NULL ? icalproperty_get_uid (property) : NULL;
}

/* Takes the zones out of @calendar, and notes which occurrences have an event of their own. */
void
lift_ics_file_init (LiftIcsFile   *file,
                    icalcomponent *calendar,
                    GTimeZone     *zone)
{
  icalcomponent *component;

  file->zone = zone;
  file->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_zone);
  file->replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  while ((component = icalcomponent_get_first_component (calendar, ICAL_VTIMEZONE_COMPONENT)) != NULL)
    {
      icaltimezone *ical = icaltimezone_new ();
      const char *tzid;

      icalcomponent_remove_component (calendar, component);
      if (!icaltimezone_set_component (ical, component))
        {
          icalcomponent_free (component);
          icaltimezone_free (ical, 1);
          continue;
        }
      tzid = icaltimezone_get_tzid (ical);
      if (tzid == NULL || find_zone (tzid) != NULL || g_hash_table_contains (file->zones, tzid))
        icaltimezone_free (ical, 1);
      else
        g_hash_table_insert (file->zones, g_strdup (tzid), ical);
    }

  for (component = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); component != NULL;
       component = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      icalproperty *property = icalcomponent_get_first_property (component, ICAL_RECURRENCEID_PROPERTY);
      const char *uid = get_uid (component);
      struct icaltimetype time;
      LiftIcsTime replaced;
      GArray *all;

      if (uid == NULL || !get_time (property, &time) || !lift_ics_time_read (file, property, time, NULL, &replaced))
        continue;
      all = g_hash_table_lookup (file->replaced, uid);
      if (all == NULL)
        {
          all = g_array_new (FALSE, FALSE, sizeof (LiftIcsTime));
          g_hash_table_insert (file->replaced, g_strdup (uid), all);
        }
      g_array_append_val (all, replaced);
    }
}

void
lift_ics_file_clear (LiftIcsFile *file)
{
  g_hash_table_unref (file->zones);
  g_hash_table_unref (file->replaced);
}

/* Events */

/* One line without control characters, or NULL. */
static char *
read_name (icalcomponent *component)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_SUMMARY_PROPERTY);
  const char *summary = property != NULL ? icalproperty_get_summary (property) : NULL;
  g_autofree char *valid = summary != NULL ? g_utf8_make_valid (summary, -1) : NULL;
  GString *name;
  glong n = 0;

  if (valid == NULL)
    return NULL;
  name = g_string_new (NULL);
  for (const char *p = valid; *p != '\0' && n < LONGEST_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_iscntrl (c) || g_unichar_isspace (c) || c == 0x2028 || c == 0x2029;

      if (is_space && (name->len == 0 || name->str[name->len - 1] == ' '))
        continue;
      g_string_append_unichar (name, is_space ? ' ' : c);
      n++;
    }
  g_strchomp (name->str);
  return g_string_free (name, *name->str == '\0');
}

/* How long it takes. FALSE: not at all, or it cannot be known. */
static gboolean
read_length (LiftIcsFile  *file,
             LiftIcsEvent *event)
{
  icalproperty *property = icalcomponent_get_first_property (event->component, ICAL_DTEND_PROPERTY);
  struct icaltimetype time;
  LiftIcsTime end;

  if (property != NULL)
    {
      if (!get_time (property, &time) || !lift_ics_time_read (file, property, time, event->start.is_date ? NULL : &event->start.clock, &end))
        return FALSE;
      if (event->start.is_date)
        {
          /* An end on the day of the start is often written and means that day. */
          event->days = MAX ((end.wall - event->start.wall + LIFT_DAY - 1) / LIFT_DAY, 1);
          return end.wall >= event->start.wall;
        }
      if (end.is_date)
        {
          end.clock = event->start.clock;
          end.instant = lift_ics_clock_resolve (&end.clock, end.wall);
        }
      event->is_exact = TRUE;
      event->seconds = end.instant - event->start.instant;
      if (memcmp (&end.clock, &event->start.clock, sizeof end.clock) == 0)
        event->wall_length = MAX (end.wall - event->start.wall, 0);
      return end.instant != LIFT_NO_INSTANT && event->seconds > 0;
    }

  property = icalcomponent_get_first_property (event->component, ICAL_DURATION_PROPERTY);
  if (property != NULL && icalproperty_get_value (property) != NULL)
    {
      struct icaldurationtype duration = icalproperty_get_duration (property);

      if (icaldurationtype_is_bad_duration (duration) || duration.is_neg)
        return FALSE;
      event->nominal_days = (gint64) duration.weeks * 7 + duration.days;
      event->seconds = (gint64) duration.hours * 3600 + (gint64) duration.minutes * 60 + duration.seconds;
      event->wall_length = event->nominal_days * LIFT_DAY + event->seconds;
      event->days = (event->wall_length + LIFT_DAY - 1) / LIFT_DAY;
      return event->wall_length > 0;
    }

  event->days = 1;
  return event->start.is_date;
}

/* FALSE: they are too many to look through. */
static gboolean
read_exceptions (LiftIcsFile  *file,
                 LiftIcsEvent *event)
{
  const char *uid = get_uid (event->component);
  GArray *replaced = uid != NULL ? g_hash_table_lookup (file->replaced, uid) : NULL;

  for (icalproperty *property = icalcomponent_get_first_property (event->component, ICAL_EXDATE_PROPERTY); property != NULL;
       property = icalcomponent_get_next_property (event->component, ICAL_EXDATE_PROPERTY))
    {
      struct icaltimetype time;
      LiftIcsTime except;

      if (!get_time (property, &time) || !lift_ics_time_read (file, property, time, event->start.is_date ? NULL : &event->start.clock, &except))
        continue;
      if (event->but == NULL)
        event->but = g_array_new (FALSE, FALSE, sizeof (LiftIcsTime));
      g_array_append_val (event->but, except);
    }

  if (replaced != NULL && replaced->len <= MOST_EXCEPTIONS)
    {
      if (event->but == NULL)
        event->but = g_array_new (FALSE, FALSE, sizeof (LiftIcsTime));
      g_array_append_vals (event->but, replaced->data, replaced->len);
    }
  return (replaced == NULL || replaced->len <= MOST_EXCEPTIONS) && (event->but == NULL || event->but->len <= MOST_EXCEPTIONS);
}

/**
 * lift_ics_event_read:
 * @file: the file
 * @component: a VEVENT of it, which @event goes on using
 * @event: (out caller-allocates): return location, to be cleared with lift_ics_event_clear() in any case
 *
 * Returns: whether it is an event that has a known start and takes some time
 */
gboolean
lift_ics_event_read (LiftIcsFile   *file,
                     icalcomponent *component,
                     LiftIcsEvent  *event)
{
  icalproperty *start = icalcomponent_get_first_property (component, ICAL_DTSTART_PROPERTY);
  struct icaltimetype time;

  memset (event, 0, sizeof *event);
  event->component = component;
  /* What libical could not read; nothing stands in it that would not be needed. */
  if (icalcomponent_get_first_property (component, ICAL_XLICERROR_PROPERTY) != NULL)
    return FALSE;
  if (!get_time (start, &time) || !lift_ics_time_read (file, start, time, NULL, &event->start) || !read_length (file, event))
    return FALSE;
  event->name = read_name (component);
  return icalcomponent_get_first_property (component, ICAL_RECURRENCEID_PROPERTY) != NULL || read_exceptions (file, event);
}

void
lift_ics_event_clear (LiftIcsEvent *event)
{
  g_clear_pointer (&event->name, g_free);
  g_clear_pointer (&event->but, g_array_unref);
}

/* When the occurrence of a timed event ends that starts at @start, which is @wall on its clock; or LIFT_NO_INSTANT. */
gint64
lift_ics_event_end (const LiftIcsEvent *event,
                    gint64              wall,
                    gint64              start)
{
  gint64 end = start;

  if (event->nominal_days != 0)
    end = lift_ics_clock_resolve (&event->start.clock, wall + event->nominal_days * LIFT_DAY);
  return end != LIFT_NO_INSTANT ? end + event->seconds : LIFT_NO_INSTANT;
}

gboolean
lift_ics_event_excludes (const LiftIcsEvent *event,
                         gint64              wall,
                         gint64              start)
{
  for (guint i = 0; event->but != NULL && i < event->but->len; i++)
    {
      const LiftIcsTime *but = &g_array_index (event->but, LiftIcsTime, i);
      /* A day excludes what starts on it; of an event of whole days only the day counts. */
      gboolean by_day = event->start.is_date || but->is_date;

      if (by_day ? wall - (wall % LIFT_DAY + LIFT_DAY) % LIFT_DAY == but->wall - (but->wall % LIFT_DAY + LIFT_DAY) % LIFT_DAY
                 : start == but->instant)
        return TRUE;
    }
  return FALSE;
}
