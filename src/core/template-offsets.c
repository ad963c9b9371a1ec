/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "moment.h"
#include "template-private.h"

/* Headings such as "Planning (T-2 weeks)" and the many ways to say an offset. All of it is the language of checklists,
 * not of the interface: it is never translated. */

typedef struct
{
  const char *name; /* as written by lift_offset_write(); a plural "s" may follow */
  const char *words;
  const char *before, *after; /* around the number, in ISO 8601 */
} Unit;

static const Unit units[] = {
  { "week", "w wk wks week weeks", "P", "W" },
  { "day", "d day days", "P", "D" },
  { "month", "mo month months", "P", "M" },
  { "hour", "h hr hrs hour hours", "PT", "H" },
  { "minute", "min mins minute minutes", "PT", "M" },
};

static const char *const release_day[] = {
  "release day", "day of release", "launch day", "go-live day", "go-live", "deployment day",
  "d-day", "day 0", "t0", "t-0", "t+0", "d0", "d-0", "d+0", NULL
};

static const char *const if_needed[] = {
  "if needed", "only if needed", "as needed", "when needed", "if necessary", "if required", NULL
};

/* What stands before the unit of an offset that counts working days, or is that unit. */
static const char *const working[] = { "working ", "business ", "work " };
#define WORKING_DAYS "workday workdays weekday weekdays wd wds bd bds"
#define WORKING_SUFFIX " working days"

static gboolean
has_word (const char *words,
          const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

/* Lower case, one kind of minus, single spaces, none around a sign. */
static char *
normalize (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2212 || (c >= 0x2010 && c <= 0x2014))
        c = '-';
      if (g_unichar_isspace (c))
        c = ' ';
      if (c == ' ' && (out->len == 0 || strchr (" +-", out->str[out->len - 1]) != NULL))
        continue;
      if ((c == '-' || c == '+') && out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
      g_string_append_unichar (out, g_unichar_tolower (c));
    }

  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* "2 weeks", "5 working days" at the start of @text: the duration without sign, and what follows. A bare number is days if @bare. */
static char *
read_amount (const char    *text,
             gboolean       bare,
             LiftDayCount  *counted,
             const char   **rest)
{
  gsize digits = strspn (text, "0123456789"), letters;
  const char *p = text + digits;
  g_autofree char *unit = NULL;

  if (digits == 0 && (g_str_has_prefix (text, "a ") || g_str_has_prefix (text, "an ") || g_str_has_prefix (text, "one ")))
    {
      text = "1";
      digits = 1;
      p = strchr (p, ' ');
    }
  if (digits == 0 || digits > 6)
    return NULL;

  if (*p == ' ')
    p++;
  for (guint i = 0; i < G_N_ELEMENTS (working); i++)
    if (g_str_has_prefix (p, working[i]))
      {
        *counted = LIFT_DAYS_WORKING;
        p += strlen (working[i]);
        break;
      }
  letters = strspn (p, "abcdefghijklmnopqrstuvwxyz");
  unit = g_strndup (p, letters);
  p += letters;
  *rest = *p == ' ' ? p + 1 : p;

  if (letters == 0 && bare && *counted == LIFT_DAYS_CALENDAR)
    return g_strdup_printf ("P%.*sD", (int) digits, text);
  if (has_word (WORKING_DAYS, unit))
    {
      *counted = LIFT_DAYS_WORKING;
      return g_strdup_printf ("P%.*sD", (int) digits, text);
    }
  if (*counted == LIFT_DAYS_WORKING && !has_word (units[0].words, unit) && !has_word (units[1].words, unit))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (has_word (units[i].words, unit))
      return g_strdup_printf ("%s%.*s%s", units[i].before, (int) digits, text, units[i].after);
  return NULL;
}

/* "before", "before release", "after the deployment": the sign, or 0. */
static int
read_direction (const char *text)
{
  static const char *const anchors[] = {
    "", "release", "the release", "release day", "launch", "the launch", "go-live", "deployment", "the deployment", NULL
  };
  static const struct
  {
    const char *word;
    int         sign;
  } directions[] = { { "before", -1 }, { "prior to", -1 }, { "prior", -1 }, { "ahead of", -1 }, { "after", 1 }, { "later", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (g_str_has_prefix (text, directions[i].word))
      {
        const char *anchor = text + strlen (directions[i].word);

        if (*anchor == ' ')
          anchor++;
        return g_strv_contains (anchors, anchor) ? directions[i].sign : 0;
      }

  return 0;
}

/* No days at all are no working days. */
static char *
with_sign (int           sign,
           const char   *amount,
           LiftDayCount *counted)
{
  g_autofree char *duration = g_strconcat (sign < 0 ? "-" : "", amount, NULL);
  LiftDuration parsed;

  if (!lift_duration_parse (duration, &parsed))
    return NULL;
  if (!lift_duration_is_zero (&parsed))
    return g_steal_pointer (&duration);
  *counted = LIFT_DAYS_CALENDAR;
  return g_strdup ("PT0S");
}

/* What lift_offset_write() makes of a duration for which there are no words. */
static char *
read_duration (const char   *words,
               LiftDayCount *counted)
{
  g_autofree char *iso = g_strstrip (g_strdup (words));
  LiftDuration parsed;

  if (g_str_has_suffix (iso, WORKING_SUFFIX))
    {
      iso[strlen (iso) - strlen (WORKING_SUFFIX)] = '\0';
      *counted = LIFT_DAYS_WORKING;
    }
  if (lift_duration_parse (iso, &parsed))
    return g_steal_pointer (&iso);
  *counted = LIFT_DAYS_CALENDAR;
  return NULL;
}

/**
 * lift_offset_read:
 * @words: "T-2 weeks", "T-5 working days", "T + 1 h", "D-3", "1 week before", "Release Day", "-P2W"
 * @counted: (out): which days it counts; those of the calendar if the words say no offset
 *
 * Reads an offset from the release moment as people write it.
 *
 * Returns: (transfer full) (nullable): the offset as an ISO 8601 duration, or %NULL if the words say none
 */
char *
lift_offset_read (const char   *words,
                  LiftDayCount *counted)
{
  static const struct
  {
    const char *word;
    int         sign;
  } prefixes[] = {
    { "t-minus ", -1 }, { "t minus ", -1 }, { "t-plus ", 1 }, { "t plus ", 1 },
    { "t-", -1 }, { "t+", 1 }, { "d-", -1 }, { "d+", 1 }, { "day-", -1 }, { "day+", 1 }, { "-", -1 }, { "+", 1 },
  };
  g_autofree char *text = normalize (words);
  g_autofree char *iso = NULL;
  g_autofree char *amount = NULL;
  const char *p = text, *rest = "";
  LiftDayCount days = LIFT_DAYS_CALENDAR;
  gboolean bare = FALSE;
  int sign = 0;

  *counted = LIFT_DAYS_CALENDAR;
  iso = read_duration (words, counted);
  if (iso != NULL)
    return g_steal_pointer (&iso);
  if (g_strv_contains (release_day, text))
    return g_strdup ("PT0S");

  for (guint i = 0; i < G_N_ELEMENTS (prefixes) && sign == 0; i++)
    if (g_str_has_prefix (text, prefixes[i].word))
      {
        p = text + strlen (prefixes[i].word);
        sign = prefixes[i].sign;
        bare = prefixes[i].word[1] != '\0';
      }

  amount = read_amount (p, bare, &days, &rest);
  if (amount == NULL)
    return NULL;
  if (sign == 0)
    sign = read_direction (rest);
  else if (*rest != '\0')
    return NULL;
  if (sign == 0)
    return NULL;

  *counted = days;
  return with_sign (sign, amount, counted);
}

/*
 * lift_offset_write:
 * @duration: an ISO 8601 duration
 * @counted: which days it counts
 *
 * Returns: (transfer full): "T-2 weeks", "T-5 working days", "Release Day", or @duration where there are no such words; lift_offset_read() gives both back
 */
char *
lift_offset_write (const char   *duration,
                   LiftDayCount  counted)
{
  const char *p = *duration == '-' ? duration + 1 : duration;

  if (strcmp (duration, "PT0S") == 0 && counted == LIFT_DAYS_CALENDAR)
    return g_strdup ("Release Day");

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gsize before = strlen (units[i].before), digits = 0;

      if (!g_str_has_prefix (p, units[i].before))
        continue;
      digits = strspn (p + before, "0123456789");
      if (digits > 0 && digits <= 6 && strcmp (p + before + digits, units[i].after) == 0)
        {
          const char *plural = digits == 1 && p[before] == '1' ? "" : "s";
          g_autofree char *words = g_strdup_printf ("T%c%.*s %s%s%s", *duration == '-' ? '-' : '+', (int) digits, p + before,
                                                    counted == LIFT_DAYS_WORKING ? "working " : "", units[i].name, plural);
          LiftDayCount back_counted;
          g_autofree char *back = lift_offset_read (words, &back_counted);

          if (g_strcmp0 (back, duration) == 0 && back_counted == counted)
            return g_steal_pointer (&words);
        }
    }

  return g_strconcat (duration, counted == LIFT_DAYS_WORKING ? WORKING_SUFFIX : NULL, NULL);
}

/* What "(…)" at the end of a heading means; PLAIN if it is part of the title. */
static LiftHeadingKind
read_mark (const char    *mark,
           char         **offset,
           LiftDayCount  *counted)
{
  g_autofree char *text = normalize (mark);

  *offset = lift_offset_read (mark, counted);
  if (*offset != NULL)
    return LIFT_HEADING_DATED;
  if (g_strv_contains (if_needed, text))
    return LIFT_HEADING_RESPONSE;
  if (strcmp (text, "no date") == 0)
    return LIFT_HEADING_UNDATED;
  if (g_str_has_prefix (text, "incident i") && text[10] != '\0' && text[10 + strspn (text + 10, "0123456789")] == '\0')
    return LIFT_HEADING_INCIDENT;
  return LIFT_HEADING_PLAIN;
}

/* What is left of a heading without its offset; all of it if nothing is, as a phase needs a title. */
static char *
title_or (char       *title,
          const char *text)
{
  if (*g_strstrip (title) != '\0')
    return title;
  g_free (title);
  return g_strstrip (g_strdup (text));
}

/* "T-6 days: Freeze", "Freeze — T-6 days", "T-6 days". */
static gboolean
read_unbracketed (const char  *text,
                  LiftHeading *heading)
{
  static const char *const separators[] = { ": ", " – ", " — ", " - " };

  heading->offset = lift_offset_read (text, &heading->counted);
  if (heading->offset != NULL)
    {
      heading->title = g_strdup (text);
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *first = strstr (text, separators[i]), *last = g_strrstr (text, separators[i]);
      gsize n = strlen (separators[i]);
      g_autofree char *head = NULL;

      if (first == NULL)
        continue;

      head = g_strndup (text, first - text);
      heading->offset = lift_offset_read (head, &heading->counted);
      if (heading->offset != NULL)
        {
          heading->title = title_or (g_strdup (first + n), text);
          return TRUE;
        }

      heading->offset = lift_offset_read (last + n, &heading->counted);
      if (heading->offset != NULL)
        {
          heading->title = title_or (g_strndup (text, last - text), text);
          return TRUE;
        }
    }

  return FALSE;
}

/*
 * lift_heading_read:
 * @text: a heading without its "#"
 * @heading: (out caller-allocates): what it says; to be cleared with lift_heading_clear()
 */
void
lift_heading_read (const char  *text,
                   LiftHeading *heading)
{
  g_autofree char *line = g_strstrip (g_strdup (text));
  gsize n = strlen (line);

  *heading = (LiftHeading) { LIFT_HEADING_PLAIN };

  if (n > 2 && (line[n - 1] == ')' || line[n - 1] == ']'))
    {
      char *open = strrchr (line, line[n - 1] == ')' ? '(' : '[');

      if (open != NULL)
        {
          g_autofree char *mark = g_strndup (open + 1, line + n - 1 - (open + 1));

          heading->kind = read_mark (mark, &heading->offset, &heading->counted);
          if (heading->kind != LIFT_HEADING_PLAIN)
            {
              *open = '\0';
              heading->title = title_or (g_steal_pointer (&line), mark);
              return;
            }
        }
    }

  if (read_unbracketed (line, heading))
    heading->kind = LIFT_HEADING_DATED;
  else
    heading->title = g_steal_pointer (&line);
}

void
lift_heading_clear (LiftHeading *heading)
{
  g_clear_pointer (&heading->title, g_free);
  g_clear_pointer (&heading->offset, g_free);
  heading->kind = LIFT_HEADING_PLAIN;
  heading->counted = LIFT_DAYS_CALENDAR;
}

/*
 * lift_heading_write:
 * @kind: what it heads; %LIFT_HEADING_PLAIN becomes UNDATED where the title alone would be read as something else
 * @title: the title
 * @mark: (nullable): the offset (DATED) or the number (INCIDENT)
 * @counted: which days an offset counts
 *
 * Returns: (transfer full): the heading without leading "#"; lift_heading_read() gives its parts back
 */
char *
lift_heading_write (LiftHeadingKind  kind,
                    const char      *title,
                    const char      *mark,
                    LiftDayCount     counted)
{
  g_autofree char *words = NULL;
  g_auto (LiftHeading) alone = { 0 };

  switch (kind)
    {
    case LIFT_HEADING_DATED:
      words = lift_offset_write (mark, counted);
      return g_strdup_printf ("%s (%s)", title, words);

    case LIFT_HEADING_RESPONSE:
      return g_strdup_printf ("%s (If Needed)", title);

    case LIFT_HEADING_INCIDENT:
      return g_strdup_printf ("%s (Incident %s)", title, mark);

    case LIFT_HEADING_PLAIN:
    case LIFT_HEADING_UNDATED:
    default:
      lift_heading_read (title, &alone);
      /* A closing row of “#” would be taken for decoration. */
      if (alone.kind != LIFT_HEADING_PLAIN || g_str_has_suffix (title, "#"))
        return g_strdup_printf ("%s (No Date)", title);
      return g_strdup (title);
    }
}
