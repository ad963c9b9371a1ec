/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "moment-text.h"

#define A_DAY        1440 /* minutes */
#define USUAL_WINDOW 7200

/* Dates */

static char *
format_day (int         year,
            int         month,
            int         day,
            const char *pattern)
{
  g_autoptr(GDateTime) date = g_date_time_new_utc (year, month, day, 0, 0, 0);

  return date != NULL ? g_date_time_format (date, pattern) : NULL;
}

LiftDateOrder
lift_date_order (void)
{
  g_autofree char *text = format_day (2003, 2, 1, "%x");
  const char *year = text != NULL ? strstr (text, "03") : NULL;
  const char *month = text != NULL ? strchr (text, '2') : NULL;
  const char *day = text != NULL ? strchr (text, '1') : NULL;

  /* “2003” has a 2 of its own. */
  if (year != NULL && year - text >= 2 && strncmp (year - 2, "2003", 4) == 0)
    {
      year -= 2;
      if (month == year)
        month = strchr (year + 4, '2');
    }
  if (year == NULL || month == NULL || day == NULL)
    return LIFT_DATE_YMD;
  if (year < month && year < day)
    return LIFT_DATE_YMD;
  return month < day ? LIFT_DATE_MDY : LIFT_DATE_DMY;
}

static gboolean
matches (const char *name,
         const char *word,
         int         least)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return strcmp (folded, word) == 0 || (g_utf8_strlen (word, -1) >= least && g_str_has_prefix (folded, word));
}

/* Whether @word is one of @names, or the beginning of one alone. */
static int
find_name (char       **names,
           int          n,
           const char  *word,
           int          least)
{
  int found = -1;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *folded = g_utf8_casefold (names[i], -1);

      if (strcmp (folded, word) == 0)
        return i;
      if (matches (names[i], word, least))
        found = found == -1 ? i : -2;
    }
  return found;
}

static int
find_month (const char *word)
{
  static const char *const english[] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  };
  static const char *const patterns[] = { "%B", "%b", "%OB" };

  for (guint p = 0; p < G_N_ELEMENTS (patterns); p++)
    {
      char *names[12];
      int month;

      for (int i = 0; i < 12; i++)
        {
          names[i] = format_day (2001, i + 1, 1, patterns[p]);
          if (names[i] != NULL)
            g_strdelimit (names[i], ".", '\0');
          else
            names[i] = g_strdup ("");
        }
      month = find_name (names, 12, word, 3);
      for (int i = 0; i < 12; i++)
        g_free (names[i]);
      if (month >= 0)
        return month + 1;
    }
  return find_name ((char **) english, 12, word, 3) + 1;
}

static gboolean
is_weekday (const char *word)
{
  for (int i = 1; i <= 7; i++)
    {
      static const char *const english[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
      g_autofree char *full = format_day (2001, 1, i, "%A"); /* 1 January 2001 was a Monday */
      g_autofree char *brief = format_day (2001, 1, i, "%a");

      if (brief != NULL)
        g_strdelimit (brief, ".", '\0');
      if ((full != NULL && matches (full, word, 2)) || (brief != NULL && matches (brief, word, 2)) || matches (english[i - 1], word, 3))
        return TRUE;
    }
  return FALSE;
}

/* The year of a day and a month: the first in which that day is not past. */
static int
next_year (int              month,
           int              day,
           const LiftLocal *today)
{
  return month < today->month || (month == today->month && day < today->day) ? today->year + 1 : today->year;
}

static gboolean
order_figures (const int       *figures,
               const int       *lengths,
               int              n,
               int              month,
               LiftDateOrder    order,
               const LiftLocal *today,
               LiftLocal       *date)
{
  int year = -1, year_at, m, d;

  if (month > 0)
    {
      if (n < 1 || n > 2)
        return FALSE;
      year_at = n == 1 ? -1 : lengths[0] == 4 ? 0 : 1;
      m = month;
      d = figures[year_at == 0 ? 1 : 0];
    }
  else
    {
      gboolean year_first = lengths[0] == 4 || (order == LIFT_DATE_YMD && n == 3);
      int first = year_first ? 1 : 0;
      gboolean month_first = year_first || order != LIFT_DATE_DMY;

      if (n < 2 || n > 3 || (year_first && n != 3))
        return FALSE;
      year_at = n == 2 ? -1 : year_first ? 0 : 2;
      m = figures[month_first ? first : first + 1];
      d = figures[month_first ? first + 1 : first];
    }

  for (int i = 0; i < n; i++)
    if (lengths[i] > 2 && i != year_at)
      return FALSE;
  if (year_at >= 0)
    {
      if (lengths[year_at] != 2 && lengths[year_at] != 4)
        return FALSE;
      year = figures[year_at] + (lengths[year_at] == 2 ? 2000 : 0);
    }
  else
    year = next_year (m, d, today);

  if (m < 1 || m > 12 || d < 1 || d > 31 || year < 1 || year > 9999 || !g_date_valid_dmy (d, m, year))
    return FALSE;
  *date = (LiftLocal) { .year = year, .month = m, .day = d };
  return TRUE;
}

/* Reads an ISO date, figures in the order of the locale (with dots: day, month, year), or a day and the name of a month; a day of the week is
 * passed over, and so are short words such as “of” and “th”. A date without a year is the next such day from @today on. */
gboolean
lift_date_text_parse (const char      *text,
                      LiftDateOrder    order,
                      const LiftLocal *today,
                      LiftLocal       *date)
{
  int figures[3], lengths[3], n = 0, month = 0;

  if (strchr (text, '.') != NULL)
    order = LIFT_DATE_DMY;
  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;

      if (g_ascii_isdigit (*p))
        {
          p += strspn (p, "0123456789");
          if (n == 3 || p - start > 4)
            return FALSE;
          lengths[n] = p - start;
          figures[n++] = atoi (start);
        }
      else if (g_unichar_isalpha (g_utf8_get_char (p)))
        {
          g_autofree char *word = NULL;
          g_autofree char *folded = NULL;
          int found;

          while (g_unichar_isalpha (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
          word = g_strndup (start, p - start);
          folded = g_utf8_casefold (word, -1);
          found = find_month (folded);
          if (found > 0 && month == 0)
            month = found;
          else if (!is_weekday (folded) && g_utf8_strlen (folded, -1) > 2)
            return FALSE;
        }
      else if (g_unichar_isspace (g_utf8_get_char (p)) || strchr ("./-,", *p) != NULL)
        p = g_utf8_next_char (p);
      else
        return FALSE;
    }

  return n > 0 && order_figures (figures, lengths, n, month, order, today, date);
}

/* Times and windows */

static void
skip_spaces (const char **text)
{
  while (g_unichar_isspace (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);
}

static gboolean
scan_number (const char **text,
             int          least,
             int          most,
             int         *number)
{
  int n = strspn (*text, "0123456789");

  if (n < least || n > most)
    return FALSE;
  *number = 0;
  for (int i = 0; i < n; i++)
    *number = *number * 10 + (*text)[i] - '0';
  *text += n;
  return TRUE;
}

/* “10”, “10:00”, “10.00”, “10 h”, “10:30 pm” */
static gboolean
scan_clock (const char **text,
            int         *minutes)
{
  int hour, minute = 0;

  if (!scan_number (text, 1, 2, &hour))
    return FALSE;
  if (**text == ':' || **text == '.')
    {
      (*text)++;
      if (!scan_number (text, 2, 2, &minute))
        return FALSE;
    }
  skip_spaces (text);
  if (g_ascii_strncasecmp (*text, "am", 2) == 0 || g_ascii_strncasecmp (*text, "pm", 2) == 0)
    {
      if (hour < 1 || hour > 12)
        return FALSE;
      hour = hour % 12 + (g_ascii_tolower (**text) == 'p' ? 12 : 0);
      *text += 2;
    }
  skip_spaces (text);

  *minutes = hour * 60 + minute;
  return minute < 60 && *minutes <= A_DAY;
}

/* “2 h”, “1 d 12 h”, “90 min”, or ISO 8601 */
static gboolean
scan_length (const char   *text,
             LiftDuration *length)
{
  gboolean any = FALSE;

  if (*text == 'P')
    return lift_duration_parse (text, length) && !lift_duration_is_zero (length);

  *length = (LiftDuration) { .sign = 1 };
  while (*text != '\0')
    {
      int n;

      if (!scan_number (&text, 1, 5, &n))
        return FALSE;
      skip_spaces (&text);
      if (g_str_has_prefix (text, "min"))
        length->seconds += n * 60, text += 3;
      else if (*text == 'h')
        length->seconds += n * 3600, text++;
      else if (*text == 'd')
        length->days += n, text++;
      else if (*text == 'w')
        length->weeks += n, text++;
      else
        return FALSE;
      skip_spaces (&text);
      any = TRUE;
    }
  return any && !lift_duration_is_zero (length);
}

/* Reads a time, a time and when the window ends (“22:00–02:00” ends on the next day), or a time and how long the window is (“10:00 + 26 h”). */
gboolean
lift_time_text_parse (const char   *text,
                      LiftTimeText *time)
{
  *time = (LiftTimeText) { .end = -1 };
  skip_spaces (&text);
  if (!scan_clock (&text, &time->start) || time->start == A_DAY)
    return FALSE;
  if (*text == '\0')
    return TRUE;

  if (*text == '+')
    {
      text++;
      skip_spaces (&text);
      time->has_length = TRUE;
      return scan_length (text, &time->length);
    }

  if (g_str_has_prefix (text, "–") || g_str_has_prefix (text, "—"))
    text += strlen ("–");
  else if (*text == '-')
    text++;
  else
    return FALSE;
  skip_spaces (&text);
  if (!scan_clock (&text, &time->end) || *text != '\0' || time->end == time->start)
    return FALSE;
  if (time->end < time->start)
    time->end += A_DAY;
  return TRUE;
}

static void
at_minute (const LiftLocal *date,
           int              minutes,
           LiftLocal       *local)
{
  LiftLocal midnight = { .year = date->year, .month = date->month, .day = date->day };

  lift_local_from_seconds (lift_local_to_seconds (&midnight) + minutes * G_GINT64_CONSTANT (60), local);
}

/* How long the window is that @time tells: to its end on the clock of @zone on @date, if both are known; without an end the usual two hours. */
void
lift_time_text_length (const LiftTimeText *time,
                       const LiftLocal    *date,
                       GTimeZone          *zone,
                       LiftDuration       *length)
{
  *length = (LiftDuration) { .sign = 1, .seconds = USUAL_WINDOW };
  if (time->has_length)
    *length = time->length;
  else if (time->end >= 0)
    {
      length->seconds = (time->end - time->start) * G_GINT64_CONSTANT (60);
      if (date != NULL && zone != NULL)
        {
          LiftLocal start, end;
          gint64 from, to;

          at_minute (date, time->start, &start);
          at_minute (date, time->end, &end);
          from = lift_zone_resolve (zone, &start, NULL);
          to = lift_zone_resolve (zone, &end, NULL);
          if (from != LIFT_NO_INSTANT && to > from)
            length->seconds = to - from;
        }
    }
}

static char *
format_length (const LiftDuration *length)
{
  GString *text = g_string_new (NULL);
  const struct
  {
    int         n;
    const char *unit;
  } parts[] = {
    { length->weeks, "w" },
    { length->days, "d" },
    { length->seconds / 3600, "h" },
    { length->seconds / 60 % 60, "min" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].n > 0)
      g_string_append_printf (text, "%s%d %s", text->len > 0 ? " " : "", parts[i].n, parts[i].unit);
  return g_string_free (text, FALSE);
}

/* What lift_time_text_parse () reads as @start and @window (NULL: the usual two hours). */
char *
lift_time_text_format (const LiftLocal *start,
                       const char      *window,
                       GTimeZone       *zone)
{
  LiftDuration length = { .sign = 1, .seconds = USUAL_WINDOW };
  g_autofree char *words = NULL;
  LiftLocal end;

  if (window != NULL && (!lift_duration_parse (window, &length) || length.sign < 0 || lift_duration_is_zero (&length)))
    length = (LiftDuration) { .sign = 1, .seconds = USUAL_WINDOW };

  if (length.years != 0 || length.months != 0 || length.seconds % 60 != 0)
    return g_strdup_printf ("%02d:%02d + %s", start->hour, start->minute, window);
  if (lift_duration_has_days (&length) || length.seconds >= 86400 - 3 * 3600)
    {
      words = format_length (&length);
      return g_strdup_printf ("%02d:%02d + %s", start->hour, start->minute, words);
    }

  if (zone != NULL)
    lift_zone_local (zone, lift_zone_shift (zone, start, &length, NULL), &end, NULL, NULL);
  else
    {
      /* Without a date it is the time of day alone that counts. */
      gint64 minutes = start->hour * 60 + start->minute + length.seconds / 60;

      end = (LiftLocal) { .hour = minutes / 60 % 24, .minute = minutes % 60 };
    }
  return g_strdup_printf ("%02d:%02d–%02d:%02d", start->hour, start->minute, end.hour, end.minute);
}

/* The zone this machine is in; UTC if it has none that tzdata lists. */
const char *
lift_local_zone_name (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);

  if (name != NULL && *name == ':')
    name++;
  return name != NULL && lift_zone_get (name, NULL) != NULL ? g_intern_string (name) : "UTC";
}
