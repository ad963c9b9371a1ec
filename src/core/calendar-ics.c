/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calendar-ics-private.h"
#include "calendar-private.h"
#include "error.h"

#define MOST_BYTES       (4 * 1024 * 1024)
#define MOST_OF_AN_EVENT 1000
#define MOST_LINES       5000
#define MOST_STEPS       500000 /* of rules, in a file */
#define MOST_RULES       5000   /* in a file */
#define MOST_VAIN_RULES  5      /* that never come: libical looks for their first occurrence for five hundred years */

typedef struct
{
  gint64 key; /* lines are in its order, then in that of their texts */
  char  *text;
} Line;

typedef struct
{
  LiftIcsFile     file;
  LiftPeriodsKind kind;
  gint64          from, until;
  GArray         *lines;
  guint           n_left_out;
  guint           n_steps, n_rules, n_vain_rules;
} Import;

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->text);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const Line *left = a, *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return strcmp (left->text, right->text);
}

/* Writing lines */

/* FALSE: there is no room, or the line could not be read again. @text is taken. */
static gboolean
add_line (Import     *import,
          gint64      key,
          char       *text,
          const char *name)
{
  g_autofree char *period_text = text;
  Line line = { key, NULL };
  LiftPeriod period;

  if (import->lines->len >= MOST_LINES)
    return FALSE;
  line.text = name != NULL ? g_strconcat (text, " ", name, NULL) : g_strdup (text);
  if (lift_line_read (line.text, strlen (line.text), &period) == LIFT_LINE_NAME)
    {
      g_free (line.text);
      line.text = g_strconcat (text, " “", name, "”", NULL);
    }
  if (lift_line_read (line.text, strlen (line.text), &period) != LIFT_LINE_PERIOD ||
      (import->kind == LIFT_PERIODS_DAYS && !lift_period_is_days (&period)))
    {
      g_free (line.text);
      return FALSE;
    }
  g_array_append_val (import->lines, line);
  return TRUE;
}

static char *
format_days (gint64 wall,
             gint64 days)
{
  LiftLocal first, last;

  lift_local_from_seconds (wall, &first);
  lift_local_from_seconds (wall + (days - 1) * LIFT_DAY, &last);
  if (days == 1)
    return g_strdup_printf ("%04d-%02d-%02d", first.year, first.month, first.day);
  return g_strdup_printf ("%04d-%02d-%02d/%04d-%02d-%02d", first.year, first.month, first.day, last.year, last.month, last.day);
}

/* A wall clock time that gives @instant again, or NULL: it is the second of two. */
static char *
format_local (GTimeZone *zone,
              gint64     instant)
{
  LiftLocal local;

  lift_zone_local (zone, instant, &local, NULL, NULL);
  if (local.year < 1 || local.year > 9999 || lift_zone_resolve (zone, &local, NULL) != instant)
    return NULL;
  return lift_local_format (&local);
}

static char *
format_utc (gint64 instant)
{
  g_autofree char *text = NULL;
  LiftLocal local;

  lift_local_from_seconds (instant, &local);
  text = lift_local_format (&local);
  return g_strconcat (text, "Z", NULL);
}

static char *
format_times (Import             *import,
              const LiftIcsClock *clock,
              gint64              start,
              gint64              end)
{
  g_autofree char *first = clock->zone == import->file.zone ? format_local (clock->zone, start) : NULL;
  g_autofree char *last = first != NULL ? format_local (clock->zone, end) : NULL;

  if (last == NULL)
    {
      g_free (first);
      first = format_utc (start);
      last = format_utc (end);
    }
  return g_strconcat (first, "/", last, NULL);
}

/* One occurrence; nothing if it lies outside of what was asked for, or is excluded. FALSE: it cannot be written. */
static gboolean
add_occurrence (Import             *import,
                const LiftIcsEvent *event,
                const LiftIcsClock *clock,
                gint64              wall,
                gint64              fixed_end) /* LIFT_NO_INSTANT: as long as the event */
{
  LiftIcsClock here = { import->file.zone, NULL };
  gint64 start, end;

  start = lift_ics_clock_resolve (event->start.is_date ? &here : clock, wall);
  if (event->start.is_date)
    end = lift_ics_clock_resolve (&here, wall + event->days * LIFT_DAY);
  else
    end = fixed_end != LIFT_NO_INSTANT ? fixed_end : lift_ics_event_end (event, wall, start);
  if (start == LIFT_NO_INSTANT || end == LIFT_NO_INSTANT || end < start || end > lift_instant_parse ("9999-12-31T23:59:59Z"))
    return FALSE;
  if (end <= import->from || start >= import->until || end == start || lift_ics_event_excludes (event, wall, start))
    return TRUE;
  return add_line (import, start, event->start.is_date ? format_days (wall, event->days) : format_times (import, clock, start, end),
                   event->name);
}

/* Rules that are a line */

/* Whether a line says the same as the event from now on: it does not come before the event starts. */
static gboolean
is_line_of (Import             *import,
            const LiftIcsEvent *event,
            const char         *text)
{
  LiftIcsClock here = { import->file.zone, NULL };
  LiftPeriod period;
  gint64 start, end;

  return lift_line_read (text, strlen (text), &period) == LIFT_LINE_PERIOD &&
         lift_period_first (&period, lift_ics_clock_wall (&here, import->from), &start, &end) && start >= event->start.wall;
}

static gboolean
is_only (const short *by,
         int          value)
{
  return by[0] == value && by[1] == ICAL_RECURRENCE_ARRAY_MAX;
}

static gboolean
is_unset (const short *by)
{
  return by[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

static gboolean
is_plain (const struct icalrecurrencetype *rule)
{
  return rule->count == 0 && icaltime_is_null_time (rule->until) && rule->interval == 1 && rule->rscale == NULL &&
         is_unset (rule->by_second) && is_unset (rule->by_minute) && is_unset (rule->by_hour) && is_unset (rule->by_year_day) &&
         is_unset (rule->by_week_no) && is_unset (rule->by_set_pos);
}

/* The rule as a yearly line, or NULL. */
static char *
format_yearly (Import                          *import,
               const LiftIcsEvent              *event,
               const struct icalrecurrencetype *rule)
{
  g_autofree char *text = NULL;
  LiftLocal first, last, leap_last;
  gint64 leap;

  lift_local_from_seconds (event->start.wall, &first);
  if (rule->freq != ICAL_YEARLY_RECURRENCE || !event->start.is_date || event->days > 360 || !is_unset (rule->by_day))
    return NULL;
  /* 25 December of each year, said twice */
  if (!is_unset (rule->by_month) && !is_only (rule->by_month, first.month))
    return NULL;
  if (!is_unset (rule->by_month_day) && (is_unset (rule->by_month) || !is_only (rule->by_month_day, first.day)))
    return NULL;

  if (event->days == 1)
    text = g_strdup_printf ("%02d-%02d", first.month, first.day);
  else
    {
      /* The event is always as long; the line always ends on the same day. */
      if (first.month == 2 && first.day == 29)
        return NULL;
      leap = lift_local_to_seconds (&(LiftLocal) { 2024, first.month, first.day, 0, 0, 0 });
      lift_local_from_seconds (lift_local_to_seconds (&(LiftLocal) { 2025, first.month, first.day, 0, 0, 0 }) + (event->days - 1) * LIFT_DAY,
                               &last);
      lift_local_from_seconds (leap + (event->days - 1) * LIFT_DAY, &leap_last);
      if (last.month != leap_last.month || last.day != leap_last.day)
        return NULL;
      /* Over the end of a year, the leap day is in the next one. */
      leap = lift_local_to_seconds (&(LiftLocal) { 2023, first.month, first.day, 0, 0, 0 });
      lift_local_from_seconds (leap + (event->days - 1) * LIFT_DAY, &leap_last);
      if (last.month != leap_last.month || last.day != leap_last.day)
        return NULL;
      text = g_strdup_printf ("%02d-%02d/%02d-%02d", first.month, first.day, last.month, last.day);
    }
  return is_line_of (import, event, text) ? g_steal_pointer (&text) : NULL;
}

static char *
format_week_time (gint64 in_week)
{
  gint64 day = in_week / LIFT_DAY % 7, time = in_week % LIFT_DAY;

  return g_strdup_printf ("%s %02d:%02d", lift_weekday_name (day + 1), (int) (time / 3600), (int) (time / 60 % 60));
}

/* Adds the rule as weekly lines. FALSE: it is none. */
static gboolean
add_weekly (Import                          *import,
            const LiftIcsEvent              *event,
            const struct icalrecurrencetype *rule)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) days = g_string_new (NULL);
  gint64 time = event->start.wall - (event->start.wall % LIFT_DAY + LIFT_DAY) % LIFT_DAY;
  gint64 length = event->start.is_date ? event->days * LIFT_DAY : event->wall_length;
  guint set = 0, n = 0, first = 0;
  LiftLocal local;

  lift_local_from_seconds (event->start.wall, &local);
  time = event->start.wall - time;
  if (rule->freq != ICAL_WEEKLY_RECURRENCE || !is_unset (rule->by_month) || !is_unset (rule->by_month_day) || length <= 0 ||
      length >= LIFT_WEEK || time % 60 != 0 || length % 60 != 0 ||
      (!event->start.is_date && event->start.clock.zone != import->file.zone))
    return FALSE;

  for (guint i = 0; i < ICAL_BY_DAY_SIZE && rule->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      int weekday = icalrecurrencetype_day_day_of_week (rule->by_day[i]);

      if (icalrecurrencetype_day_position (rule->by_day[i]) != 0 || weekday < 1 || weekday > 7)
        return FALSE;
      set |= 1u << ((weekday + 5) % 7 + 1);
    }
  if (set == 0)
    set = 1u << lift_local_weekday (&local);
  for (guint i = 1; i <= 7; i++)
    if ((set >> i & 1) != 0)
      {
        g_string_append_printf (days, "%s%s", n > 0 ? "," : "", lift_weekday_name (i));
        first = first == 0 ? i : first;
        n++;
      }

  if (event->start.is_date && event->days == 1)
    g_ptr_array_add (texts, g_strdup (days->str));
  else if (event->start.is_date)
    {
      /* Days that touch would become one period. */
      if (n > 1)
        return FALSE;
      g_ptr_array_add (texts, g_strdup_printf ("%s-%s", lift_weekday_name (first),
                                               lift_weekday_name ((first + event->days - 2) % 7 + 1)));
    }
  else if (time + length <= LIFT_DAY)
    g_ptr_array_add (texts, g_strdup_printf ("%s %02d:%02d-%02d:%02d", days->str, (int) (time / 3600), (int) (time / 60 % 60),
                                             (int) ((time + length) / 3600), (int) ((time + length) / 60 % 60)));
  else
    for (guint i = 1; i <= 7; i++)
      if ((set >> i & 1) != 0)
        {
          g_autofree char *start = format_week_time ((i - 1) * LIFT_DAY + time);
          g_autofree char *end = format_week_time ((i - 1) * LIFT_DAY + time + length);

          g_ptr_array_add (texts, g_strconcat (start, "/", end, NULL));
        }

  for (guint i = 0; i < texts->len; i++)
    if (!is_line_of (import, event, g_ptr_array_index (texts, i)))
      return FALSE;
  for (guint i = 0; i < texts->len; i++)
    if (!add_line (import, G_MININT64 + 1 + first, g_strdup (g_ptr_array_index (texts, i)), event->name))
      import->n_left_out++;
  return TRUE;
}

/* Other rules */

/* On the clock of the event, so that libical compares like with like; a day is the whole day (RFC 5545 3.3.10). */
static void
adjust_until (const LiftIcsEvent  *event,
              struct icaltimetype *until)
{
  gint64 wall;

  if (icaltime_is_null_time (*until) || !lift_ics_time_get_wall (until, &wall))
    return;
  if (until->is_date)
    wall += LIFT_DAY - 1;
  else if (icaltime_is_utc (*until) && !event->start.is_date)
    wall = lift_ics_clock_wall (&event->start.clock, wall);
  else if (event->start.is_date)
    wall += LIFT_DAY - 1 - (wall % LIFT_DAY + LIFT_DAY) % LIFT_DAY;
  *until = lift_ics_time_to_ical (wall);
}

/* Starts at DTSTART or, where no count depends on it, near @first, which saves the years between. */
static icalrecur_iterator *
start_rule (struct icalrecurrencetype rule,
            gint64                    start,
            gint64                    first)
{
  icalrecur_iterator *iterator = icalrecur_iterator_new (rule, lift_ics_time_to_ical (start));

  if (iterator != NULL && rule.count == 0 && first > start && !icalrecur_iterator_set_start (iterator, lift_ics_time_to_ical (first)))
    g_clear_pointer (&iterator, icalrecur_iterator_free);
  return iterator;
}

/* FALSE: not all of it could be written. */
static gboolean
add_rule (Import                    *import,
          const LiftIcsEvent        *event,
          struct icalrecurrencetype  rule)
{
  LiftIcsClock here = { import->file.zone, NULL };
  const LiftIcsClock *clock = event->start.is_date ? &here : &event->start.clock;
  struct icaltimetype time;
  gint64 length = event->start.is_date ? event->days * LIFT_DAY : event->nominal_days * LIFT_DAY + event->seconds;
  gint64 first = lift_ics_clock_wall (clock, import->from) - length - 2 * LIFT_DAY, last = lift_ics_clock_wall (clock, import->until), wall;
  guint before = import->lines->len;
  icalrecur_iterator *iterator;
  gboolean all = TRUE, any = FALSE;

  if (rule.rscale != NULL || rule.interval < 1 || rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE ||
      import->n_rules++ >= MOST_RULES || import->n_vain_rules >= MOST_VAIN_RULES)
    return FALSE;
  adjust_until (event, &rule.until);
  if (event->start.wall >= last ||
      (!icaltime_is_null_time (rule.until) && lift_ics_time_get_wall (&rule.until, &wall) && wall < first))
    return TRUE;

  iterator = start_rule (rule, event->start.wall, first);
  if (iterator == NULL)
    return FALSE;

  for (;;)
    {
      time = icalrecur_iterator_next (iterator);
      if (icaltime_is_null_time (time) || !lift_ics_time_get_wall (&time, &wall))
        break;
      any = TRUE;
      if (wall >= last + LIFT_DAY)
        break;
      if (++import->n_steps > MOST_STEPS || import->lines->len - before >= MOST_OF_AN_EVENT)
        {
          all = FALSE;
          break;
        }
      if (!add_occurrence (import, event, clock, wall, LIFT_NO_INSTANT))
        all = FALSE;
      if (import->lines->len >= MOST_LINES && !all)
        break;
    }
  icalrecur_iterator_free (iterator);
  if (!any)
    import->n_vain_rules++;
  return all;
}

/* FALSE: it could not be read, or not be written. */
static gboolean
add_extra (Import             *import,
           const LiftIcsEvent *event,
           icalproperty       *property)
{
  struct icaldatetimeperiodtype value;
  gboolean is_period;
  gint64 end = LIFT_NO_INSTANT;
  LiftIcsTime extra;

  if (icalproperty_get_value (property) == NULL)
    return FALSE;
  value = icalproperty_get_rdate (property);
  is_period = icaltime_is_null_time (value.time);
  if (!lift_ics_time_read (&import->file, property, is_period ? value.period.start : value.time,
                           event->start.is_date ? NULL : &event->start.clock, &extra))
    return FALSE;
  if (extra.is_date != event->start.is_date)
    return FALSE;
  if (is_period && !icaltime_is_null_time (value.period.end))
    {
      LiftIcsTime last;

      if (!lift_ics_time_read (&import->file, property, value.period.end, &extra.clock, &last) || last.is_date)
        return FALSE;
      end = last.instant;
    }
  else if (is_period)
    end = extra.instant + icaldurationtype_as_int (value.period.duration);
  return add_occurrence (import, event, &extra.clock, extra.wall, end);
}

/* The whole event. FALSE: not all of it could be written. */
static gboolean
add_event (Import       *import,
           LiftIcsEvent *event)
{
  gboolean is_replacement = icalcomponent_get_first_property (event->component, ICAL_RECURRENCEID_PROPERTY) != NULL;
  int n_rules = is_replacement ? 0 : icalcomponent_count_properties (event->component, ICAL_RRULE_PROPERTY);
  int n_extra = is_replacement ? 0 : icalcomponent_count_properties (event->component, ICAL_RDATE_PROPERTY);
  gboolean all = TRUE;

  if (import->kind == LIFT_PERIODS_DAYS && !event->start.is_date)
    return FALSE;

  if (n_rules == 1 && n_extra == 0 && event->but == NULL)
    {
      struct icalrecurrencetype rule = icalproperty_get_rrule (icalcomponent_get_first_property (event->component, ICAL_RRULE_PROPERTY));
      char *yearly = is_plain (&rule) ? format_yearly (import, event, &rule) : NULL;

      if (yearly != NULL)
        return add_line (import, G_MININT64, yearly, event->name);
      if (is_plain (&rule) && add_weekly (import, event, &rule))
        return TRUE;
    }

  if (n_rules == 0)
    all = add_occurrence (import, event, &event->start.clock, event->start.wall, LIFT_NO_INSTANT);
  for (icalproperty *property = n_rules > 0 ? icalcomponent_get_first_property (event->component, ICAL_RRULE_PROPERTY) : NULL;
       property != NULL; property = icalcomponent_get_next_property (event->component, ICAL_RRULE_PROPERTY))
    if (!add_rule (import, event, icalproperty_get_rrule (property)))
      all = FALSE;
  for (icalproperty *property = n_extra > 0 ? icalcomponent_get_first_property (event->component, ICAL_RDATE_PROPERTY) : NULL;
       property != NULL; property = icalcomponent_get_next_property (event->component, ICAL_RDATE_PROPERTY))
    if (!add_extra (import, event, property))
      all = FALSE;
  return all;
}

static gboolean
is_cancelled (icalcomponent *component)
{
  icalproperty *status = icalcomponent_get_first_property (component, ICAL_STATUS_PROPERTY);

  return status != NULL && icalproperty_get_status (status) == ICAL_STATUS_CANCELLED;
}

static char *
join_lines (GArray *lines)
{
  GString *text = g_string_new (NULL);
  const char *before = NULL;

  g_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_array_index (lines, Line, i).text;

      if (before == NULL || strcmp (before, line) != 0)
        g_string_append_printf (text, "%s\n", line);
      before = line;
    }
  return g_string_free (text, FALSE);
}

static void
set_no_events (Import      *import,
               const char  *name,
               GError     **error)
{
  LiftLocal first, last;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  lift_zone_local (import->file.zone, import->from, &first, NULL, NULL);
  lift_zone_local (import->file.zone, import->until, &last, NULL, NULL);
  from = format_days (lift_local_to_seconds (&first), 1);
  until = format_days (lift_local_to_seconds (&last), 1);
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
               import->kind == LIFT_PERIODS_DAYS
               /* Translators: the name of a file, and two days */
               ? _("%s: there is no event of whole days from %s to %s in it; choose another calendar, or write the days yourself, one a line")
               /* Translators: the name of a file, and two days */
               : _("%s: there is no event from %s to %s in it that can be used; choose another calendar, or write the periods yourself, one a "
                   "line"),
               name, from, until);
}

/**
 * lift_periods_from_ics:
 * @name: what the file is called in messages
 * @bytes: the file, iCalendar (RFC 5545)
 * @length: how many bytes
 * @kind: what the list is for; of %LIFT_PERIODS_DAYS are only events of whole days
 * @zone: the zone whose wall clocks the list will mean
 * @from: what ends at this instant or before is not asked for, in seconds since 1970 UTC
 * @until: what starts at this instant or after it is not asked for
 * @n_left_out: (out) (optional): how many events could not be written, or not in full
 * @error: return location
 *
 * The events of a calendar as a list that lift_periods_check() finds right, sorted by start. Events of whole days become days; times on the
 * clocks of @zone, or on none, become wall clock times, all others UTC. A rule that is a line, as “every Friday”, becomes that line; any
 * other is written out from @from to @until, up to 1000 occurrences an event and 5000 lines. The end of an event moves with the clocks as in
 * RFC 5545 3.8.5.3. Cancelled events are not events. From any thread.
 *
 * Left out are events in zones that neither tzdata nor the file knows, that take no time, that libical cannot read, that repeat more than
 * once a day by a rule, and, of %LIFT_PERIODS_DAYS, those with times.
 *
 * Returns: (transfer full): the list, or %NULL with %LIFT_ERROR_ARGUMENT if the file is not iCalendar or nothing is left
 */
char *
lift_periods_from_ics (const char       *name,
                       const char       *bytes,
                       gsize             length,
                       LiftPeriodsKind   kind,
                       GTimeZone        *zone,
                       gint64            from,
                       gint64            until,
                       guint            *n_left_out,
                       GError          **error)
{
  static gsize is_set_up;
  const gint64 first = lift_instant_parse ("0001-01-03T00:00:00Z"), last = lift_instant_parse ("9999-12-29T00:00:00Z");
  Import import = { .kind = kind, .from = CLAMP (from, first, last), .until = CLAMP (until, first, last) };
  g_autofree char *reduced = NULL;
  g_autofree char *text = NULL;
  icalcomponent *calendar;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (bytes != NULL || length == 0, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  if (n_left_out != NULL)
    *n_left_out = 0;
  /* Otherwise libical may end the program over what stands in a file. */
  if (g_once_init_enter (&is_set_up))
    {
      icalerror_set_errors_are_fatal (FALSE);
      g_once_init_leave (&is_set_up, 1);
    }

  reduced = lift_ics_reduce (bytes, length);
  calendar = reduced != NULL ? icalparser_parse_string (reduced) : NULL;
  if (calendar == NULL)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: this is not an iCalendar file; choose one that a calendar has exported, such as holidays.ics"), name);
      return NULL;
    }

  import.lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (import.lines, clear_line);
  lift_ics_file_init (&import.file, calendar, zone);
  for (icalcomponent *component = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); component != NULL;
       component = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      LiftIcsEvent event;

      if (is_cancelled (component))
        continue;
      if (!lift_ics_event_read (&import.file, component, &event) || !add_event (&import, &event))
        import.n_left_out++;
      lift_ics_event_clear (&event);
    }

  if (n_left_out != NULL)
    *n_left_out = import.n_left_out;
  if (import.lines->len > 0)
    text = join_lines (import.lines);
  else
    set_no_events (&import, name, error);
  lift_ics_file_clear (&import.file);
  icalcomponent_free (calendar);
  g_array_unref (import.lines);
  return g_steal_pointer (&text);
}

/* Files */

static void
set_file_error (GError     **error,
                const char  *name,
                const char  *reason)
{
  /* Translators: the name of a file, and why it cannot be read */
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: cannot be read: %s; choose another file"), name, reason);
}

static GByteArray *
read_file (const char  *path,
           const char  *name,
           GError     **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *limit = g_format_size_full (MOST_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  struct stat status;
  guint8 buffer[8192];
  gssize n = 0;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    {
      set_file_error (error, name, g_strerror (errno));
      return NULL;
    }
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      set_file_error (error, name, S_ISDIR (status.st_mode) ? _("is a folder") : _("is not a regular file"));
      close (fd);
      return NULL;
    }

  while (bytes->len <= MOST_BYTES)
    {
      n = read (fd, buffer, sizeof buffer);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      g_byte_array_append (bytes, buffer, n);
    }
  if (n < 0)
    set_file_error (error, name, g_strerror (errno));
  close (fd);
  if (n < 0)
    return NULL;
  if (bytes->len > MOST_BYTES)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: is larger than %s; choose a smaller calendar"), name, limit);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

static gboolean
is_icalendar (const GByteArray *bytes)
{
  static const char head[] = "BEGIN:VCALENDAR";
  const char *p = (const char *) bytes->data, *behind = p + bytes->len;

  if (bytes->len >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < behind && g_ascii_isspace (*p))
    p++;
  return (gsize) (behind - p) >= strlen (head) && g_ascii_strncasecmp (p, head, strlen (head)) == 0;
}

/**
 * lift_periods_load:
 * @path: (type filename): a file of at most 4 MiB
 * @kind: what the list is for
 * @zone: the zone whose wall clocks the list will mean
 * @from: as in lift_periods_from_ics()
 * @until: as in lift_periods_from_ics()
 * @n_left_out: (out) (optional): as in lift_periods_from_ics(), 0 for a list
 * @error: return location
 *
 * Reads a list from a file: iCalendar if it begins as such, else text of one period a line, which is returned as it stands but for a byte
 * order mark. A pipe or device is not waited for.
 *
 * Returns: (transfer full): the list, or %NULL with %LIFT_ERROR_ARGUMENT, whose message names the file and, in a list, the line
 */
char *
lift_periods_load (const char       *path,
                   LiftPeriodsKind   kind,
                   GTimeZone        *zone,
                   gint64            from,
                   gint64            until,
                   guint            *n_left_out,
                   GError          **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  if (n_left_out != NULL)
    *n_left_out = 0;
  name = g_filename_display_name (path);
  bytes = read_file (path, name, error);
  if (bytes == NULL)
    return NULL;
  if (is_icalendar (bytes))
    return lift_periods_from_ics (name, (const char *) bytes->data, bytes->len, kind, zone, from, until, n_left_out, error);

  g_byte_array_append (bytes, (const guint8 *) "", 1);
  text = (const char *) bytes->data;
  length = bytes->len - 1;
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    {
      text += 3;
      length -= 3;
    }
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: is neither a calendar nor a text in UTF-8; choose an .ics file, or a text of one period a line"), name);
      return NULL;
    }
  if (!lift_periods_check (text, kind, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return g_strdup (text);
}
