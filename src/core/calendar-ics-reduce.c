/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "calendar-ics-private.h"

/* libical reads what it is given: any depth, any number, any rule. It is given only what the list needs, in a shape that costs little. */

#define LONGEST         65536
#define MOST_ZONES      500
#define MOST_ZONE_LINES 10000
#define MOST_ZONE_RULES 200

typedef enum
{
  OUTSIDE,
  IN_CALENDAR,
  IN_EVENT,
  IN_ZONE,
  IN_RULES, /* STANDARD or DAYLIGHT of a zone */
} Where;

typedef struct
{
  GString *out;
  Where    where;
  guint    skipped;    /* components in one another that are left out */
  gsize    zone_start; /* in out */
  gboolean is_daylight;
  guint    n_zones, n_zone_lines, n_zone_rules;
} Reduction;

static gboolean
is_any_of (const char        *text,
           gsize              length,
           const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (text, names[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* Once or a few times a year: libical makes a table of all changes from the first year on. */
static gboolean
is_cheap_rule (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ";", 20);
  gboolean is_yearly = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (parts[i], "FREQ=YEARLY") == 0)
        is_yearly = TRUE;
      else if (g_ascii_strncasecmp (parts[i], "BYMONTHDAY=", 11) == 0)
        continue;
      else if (strchr (parts[i], ',') != NULL ||
               (g_ascii_strncasecmp (parts[i], "BYMONTH=", 8) != 0 && g_ascii_strncasecmp (parts[i], "BYDAY=", 6) != 0 &&
                g_ascii_strncasecmp (parts[i], "UNTIL=", 6) != 0 && g_ascii_strncasecmp (parts[i], "COUNT=", 6) != 0 &&
                g_ascii_strncasecmp (parts[i], "WKST=", 5) != 0 && g_ascii_strcasecmp (parts[i], "INTERVAL=1") != 0))
        return FALSE;
    }
  return is_yearly;
}

/* A zone of which only a part were kept would be a wrong one. */
static void
drop_zone (Reduction *reduction)
{
  g_string_truncate (reduction->out, reduction->zone_start);
  reduction->skipped = reduction->where == IN_RULES ? 2 : 1;
  reduction->where = IN_CALENDAR;
}

static void
begin (Reduction  *reduction,
       const char *what)
{
  if (reduction->skipped > 0)
    reduction->skipped++;
  else if (g_ascii_strcasecmp (what, "VCALENDAR") == 0 && reduction->where <= IN_CALENDAR)
    reduction->where = IN_CALENDAR;
  else if (g_ascii_strcasecmp (what, "VEVENT") == 0 && reduction->where == IN_CALENDAR)
    {
      reduction->where = IN_EVENT;
      g_string_append (reduction->out, "BEGIN:VEVENT\r\n");
    }
  else if (g_ascii_strcasecmp (what, "VTIMEZONE") == 0 && reduction->where == IN_CALENDAR && reduction->n_zones++ < MOST_ZONES)
    {
      reduction->where = IN_ZONE;
      reduction->zone_start = reduction->out->len;
      g_string_append (reduction->out, "BEGIN:VTIMEZONE\r\n");
    }
  else if ((g_ascii_strcasecmp (what, "STANDARD") == 0 || g_ascii_strcasecmp (what, "DAYLIGHT") == 0) && reduction->where == IN_ZONE)
    {
      reduction->where = IN_RULES;
      reduction->is_daylight = g_ascii_strcasecmp (what, "DAYLIGHT") == 0;
      g_string_append (reduction->out, reduction->is_daylight ? "BEGIN:DAYLIGHT\r\n" : "BEGIN:STANDARD\r\n");
    }
  else
    reduction->skipped++;
}

static void
end (Reduction *reduction)
{
  if (reduction->skipped > 0)
    {
      reduction->skipped--;
      return;
    }
  switch (reduction->where)
    {
    case IN_EVENT:
      g_string_append (reduction->out, "END:VEVENT\r\n");
      reduction->where = IN_CALENDAR;
      break;
    case IN_ZONE:
      g_string_append (reduction->out, "END:VTIMEZONE\r\n");
      reduction->where = IN_CALENDAR;
      break;
    case IN_RULES:
      g_string_append (reduction->out, reduction->is_daylight ? "END:DAYLIGHT\r\n" : "END:STANDARD\r\n");
      reduction->where = IN_ZONE;
      break;
    case IN_CALENDAR:
    case OUTSIDE:
    default:
      reduction->where = OUTSIDE;
    }
}

/* Behind what is quoted, the end of a parameter. */
static const char *
end_of_parameter (const char *p)
{
  gboolean quoted = FALSE;

  for (; *p != '\0' && (quoted || (*p != ';' && *p != ':')); p++)
    if (*p == '"')
      quoted = !quoted;
  return p;
}

/* NAME;PARAMETER=…:VALUE */
static void
property (Reduction  *reduction,
          const char *line,
          gsize       length)
{
  static const char *const of_event[] = { "UID", "SUMMARY", "STATUS", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE",
                                          "RECURRENCE-ID", NULL };
  static const char *const of_zone[] = { "TZID", NULL };
  static const char *const of_rules[] = { "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", NULL };
  static const char *const values[] = { "VALUE=DATE", "VALUE=DATE-TIME", "VALUE=PERIOD", NULL };
  gsize n = strcspn (line, ";:"), undo = reduction->out->len;
  const char *p = line + n;
  gboolean is_text, is_rule;

  if (reduction->skipped > 0 || reduction->where <= IN_CALENDAR || line[n] == '\0' ||
      !is_any_of (line, n, reduction->where == IN_EVENT ? of_event : reduction->where == IN_ZONE ? of_zone : of_rules))
    return;
  if (reduction->where != IN_EVENT && ++reduction->n_zone_lines > MOST_ZONE_LINES)
    {
      drop_zone (reduction);
      return;
    }

  g_string_append_len (reduction->out, line, n);
  is_text = g_ascii_strncasecmp (line, "SUMMARY", n) == 0 || g_ascii_strncasecmp (line, "UID", n) == 0;
  is_rule = g_ascii_strncasecmp (line, "RRULE", n) == 0;
  while (*p == ';')
    {
      const char *parameter = p + 1;

      p = end_of_parameter (parameter);
      if (!is_text && p - parameter < 256 &&
          (g_ascii_strncasecmp (parameter, "TZID=", 5) == 0 || is_any_of (parameter, p - parameter, values)))
        g_string_append_len (reduction->out, parameter - 1, p - parameter + 1);
    }

  /* libical takes a property without a value for a mistake. */
  if (*p != ':' || p[1] == '\0' || (!is_text && length > LONGEST))
    {
      g_string_truncate (reduction->out, undo);
      return;
    }
  if (reduction->where != IN_EVENT && is_rule &&
      (++reduction->n_zone_rules > MOST_ZONE_RULES || !is_cheap_rule (p + 1)))
    {
      drop_zone (reduction);
      return;
    }
  g_string_append (reduction->out, p);
  g_string_append (reduction->out, "\r\n");
}

static void
take_line (Reduction *reduction,
           GString   *line)
{
  /* Only now: a line may have been folded within a character. */
  g_autofree char *valid = g_strchomp (g_utf8_make_valid (line->str, line->len));

  if (g_ascii_strncasecmp (valid, "BEGIN:", 6) == 0)
    begin (reduction, valid + 6);
  else if (g_ascii_strncasecmp (valid, "END:", 4) == 0)
    end (reduction);
  else
    property (reduction, valid, strlen (valid));
  g_string_truncate (line, 0);
}

/**
 * lift_ics_reduce:
 * @bytes: a file
 * @length: how many they are
 *
 * Makes of an iCalendar file one VCALENDAR that holds its VEVENTs and VTIMEZONEs with the few properties that are used, unfolded and valid
 * UTF-8.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if @bytes do not begin as an iCalendar file
 */
char *
lift_ics_reduce (const char *bytes,
                 gsize       length)
{
  static const char head[] = "BEGIN:VCALENDAR";
  g_autoptr (GString) line = g_string_new (NULL);
  Reduction reduction = { NULL };
  const char *p = bytes, *behind = bytes + length;

  if (length >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < behind && g_ascii_isspace (*p))
    p++;
  if ((gsize) (behind - p) < sizeof head || g_ascii_strncasecmp (p, head, sizeof head - 1) != 0 || !g_ascii_isspace (p[sizeof head - 1]))
    return NULL;

  reduction.out = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
  while (p < behind)
    {
      const char *newline = memchr (p, '\n', behind - p);
      gsize n = (newline != NULL ? newline : behind) - p;

      /* A line that starts with a space goes on with the one before (RFC 5545 3.1). */
      if (*p == ' ' || *p == '\t')
        g_string_append_len (line, p + 1, n - 1);
      else
        {
          take_line (&reduction, line);
          g_string_append_len (line, p, n);
        }
      if (line->len > 0 && line->str[line->len - 1] == '\r')
        g_string_truncate (line, line->len - 1);
      p += n + (newline != NULL);
    }
  take_line (&reduction, line);

  reduction.skipped = 0;
  while (reduction.where != OUTSIDE)
    end (&reduction);
  g_string_append (reduction.out, "END:VCALENDAR\r\n");
  return g_string_free (reduction.out, FALSE);
}
