/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/text.h"
#include "core/words.h"
#include "moment-notes.h"

#define A_DAY  86400
#define A_WEEK (7 * A_DAY)
#define MOST_CHANGES 4

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static LiftMomentFlags
check (const LiftNode *release,
       gint64          instant,
       GTimeZone      *zone,
       LiftResolution  how,
       gint64          now)
{
  LiftMomentFlags flags = 0;
  LiftLocal local;

  if (instant == LIFT_NO_INSTANT)
    return 0;

  lift_zone_local (zone, instant, &local, NULL, NULL);
  if (instant < now)
    flags |= LIFT_MOMENT_PAST;
  if (how == LIFT_RESOLVED_GAP)
    flags |= LIFT_MOMENT_GAP;
  if (how == LIFT_RESOLVED_OVERLAP)
    flags |= LIFT_MOMENT_TWICE;
  if (!lift_workday_is (release, &local, NULL))
    switch (lift_local_weekday (&local))
      {
      case 6:
        flags |= LIFT_MOMENT_SATURDAY;
        break;
      case 7:
        flags |= LIFT_MOMENT_SUNDAY;
        break;
      default:
        flags |= LIFT_MOMENT_DAY_OFF;
      }
  return flags;
}

LiftMomentFlags
lift_moment_check (const LiftNode *release,
                   gint64          now)
{
  const char *text = lift_node_get_text (release, LIFT_RELEASE_LOCAL);
  LiftResolution how = LIFT_RESOLVED_EXACT;
  gint64 moment = lift_schedule_moment (release);
  LiftLocal local;

  if (moment == LIFT_NO_INSTANT || !lift_local_parse (text, &local))
    return 0;
  lift_zone_resolve (lift_schedule_zone (release), &local, &how);
  return check (release, moment, lift_schedule_zone (release), how, now);
}

/* A phase that is done is past all warnings. One that is hours after the release has no time on the clock of its own that could be missing. */
LiftMomentFlags
lift_deadline_check (const LiftNode *release,
                     const LiftNode *phase,
                     gint64          now)
{
  LiftResolution how = LIFT_RESOLVED_EXACT;
  gint64 due = lift_schedule_due (release, phase, &how);
  const char *offset = lift_node_get_text (phase, LIFT_PHASE_OFFSET);
  gboolean pinned = is_set (lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL));
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  guint n = lift_nodes_get_n (items);
  LiftDuration duration;

  if (n > 0 && lift_nodes_n_closed (items) == n)
    return 0;
  if (!pinned && is_set (offset) && lift_duration_parse (offset, &duration) && !lift_duration_has_days (&duration)
      && !lift_duration_is_zero (&duration))
    how = LIFT_RESOLVED_EXACT;
  return check (release, due, lift_schedule_phase_zone (release, phase), how, now);
}

static void
add_line (GString    *text,
          const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
word (const LiftNode  *release,
      LiftMomentFlags  flags,
      gint64           instant,
      GTimeZone       *zone)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *taken = lift_words_full (instant, zone, TRUE);

  if (flags & LIFT_MOMENT_PAST)
    add_line (text, _("Already past"));
  if (flags & LIFT_MOMENT_SATURDAY)
    add_line (text, _("Falls on a Saturday"));
  if (flags & LIFT_MOMENT_SUNDAY)
    add_line (text, _("Falls on a Sunday"));
  if (flags & LIFT_MOMENT_DAY_OFF)
    {
      g_autofree char *why = NULL, *shown = NULL, *off = NULL;
      LiftLocal day;

      lift_zone_local (zone, instant, &day, NULL, NULL);
      lift_workday_is (release, &day, &why);
      shown = lift_text_visible_line (why);
      /* Translators: %s is the name of a holiday or of a day of the week */
      off = g_strdup_printf (_("Falls on a day off: %s"), shown);
      add_line (text, off);
    }
  if (flags & (LIFT_MOMENT_GAP | LIFT_MOMENT_TWICE))
    {
      /* Translators: %s is a date and time with its zone; clocks are set forward over the time that was typed */
      g_autofree char *gap = g_strdup_printf (_("This time does not exist, the clocks go forward over it: %s is taken"), taken);
      /* Translators: %s is a date and time with its zone */
      g_autofree char *twice = g_strdup_printf (_("This time happens twice, the clocks go back: the first one, %s, is taken"), taken);

      add_line (text, flags & LIFT_MOMENT_GAP ? gap : twice);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* One line a warning, or NULL. */
char *
lift_moment_warning (const LiftNode *release,
                     gint64          now)
{
  return word (release, lift_moment_check (release, now), lift_schedule_moment (release), lift_schedule_zone (release));
}

char *
lift_deadline_warning (const LiftNode *release,
                       const LiftNode *phase,
                       gint64          now)
{
  return word (release, lift_deadline_check (release, phase, now), lift_schedule_due (release, phase, NULL),
               lift_schedule_phase_zone (release, phase));
}

/* Clocks that are changed */

static int
offset_at (GTimeZone *zone,
           gint64     instant)
{
  gint32 offset;

  lift_zone_local (zone, instant, NULL, &offset, NULL);
  return offset;
}

/* The first instant after @from with another offset than @from, where @to has another one. */
static gint64
bisect (GTimeZone *zone,
        gint64     from,
        gint64     to)
{
  int before = offset_at (zone, from);

  while (to - from > 1)
    {
      gint64 middle = from + (to - from) / 2;

      if (offset_at (zone, middle) == before)
        from = middle;
      else
        to = middle;
    }
  return to;
}

GArray *
lift_clock_changes (const LiftNode *release)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (LiftClockChange));
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  GTimeZone *zone = lift_schedule_zone (release);
  gint64 moment = lift_schedule_moment (release), first = moment, last = moment;

  if (moment == LIFT_NO_INSTANT)
    return changes;
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      gint64 due = lift_schedule_due (release, lift_nodes_get (phases, i), NULL);

      if (due != LIFT_NO_INSTANT)
        {
          first = MIN (first, due);
          last = MAX (last, due);
        }
    }

  for (gint64 at = first; at < last && changes->len < MOST_CHANGES;)
    {
      gint64 next = MIN (at + A_WEEK, last);

      if (offset_at (zone, next) != offset_at (zone, at))
        {
          LiftClockChange change = { .at = bisect (zone, at, next) };

          change.shift = offset_at (zone, change.at) - offset_at (zone, change.at - 1);
          g_array_append_val (changes, change);
          next = change.at;
        }
      at = next;
    }
  return changes;
}

char *
lift_clock_change_title (const LiftNode        *release,
                         const LiftClockChange *change)
{
  g_autofree char *date = lift_words_date (change->at, lift_schedule_zone (release), 0);

  if (change->shift > 0)
    /* Translators: %s is a date */
    return g_strdup_printf (_("Clocks go forward on %s"), date);
  /* Translators: %s is a date */
  return g_strdup_printf (_("Clocks go back on %s"), date);
}

/* “1 to 3”, “1 and 2”, “1, 2, 5”, and how many they are. */
static char *
dup_numbers (const LiftNode        *release,
             const LiftClockChange *change,
             gboolean               after,
             guint                 *n_numbers)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  g_autoptr(GString) list = g_string_new (NULL);
  guint n = 0, first = 0, last = 0;

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      gint64 due = lift_schedule_due (release, lift_nodes_get (phases, i), NULL);

      if (due == LIFT_NO_INSTANT || (due >= change->at) != after)
        continue;
      if (n++ == 0)
        first = i + 1;
      last = i + 1;
      g_string_append_printf (list, "%s%u", list->len > 0 ? ", " : "", i + 1);
    }

  *n_numbers = n;
  if (n == 2)
    /* Translators: two numbers: “1 and 2” */
    return g_strdup_printf (_("%u and %u"), first, last);
  if (n > 2 && last - first + 1 == n)
    /* Translators: the first and the last of some numbers: “1 to 3” */
    return g_strdup_printf (_("%u to %u"), first, last);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

char *
lift_clock_change_text (const LiftNode        *release,
                        const LiftClockChange *change)
{
  GTimeZone *zone = lift_schedule_zone (release);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_before, n_after;
  g_autofree char *before = dup_numbers (release, change, FALSE, &n_before);
  g_autofree char *after = dup_numbers (release, change, TRUE, &n_after);
  const char *abbreviation;

  if (n_before > 0)
    {
      lift_zone_local (zone, change->at - 1, NULL, NULL, &abbreviation);
      /* Translators: the numbers of phases, and the short name of a time zone: “Phases 1 to 3 fall before it (CET).” */
      g_string_append_printf (text, ngettext ("Phase %s falls before it (%s).", "Phases %s fall before it (%s).", n_before),
                              before, abbreviation);
    }
  if (n_after > 0)
    {
      lift_zone_local (zone, change->at, NULL, NULL, &abbreviation);
      if (text->len > 0)
        g_string_append_c (text, ' ');
      /* Translators: the numbers of phases, and the short name of a time zone */
      g_string_append_printf (text, ngettext ("Phase %s falls after it (%s).", "Phases %s fall after it (%s).", n_after),
                              after, abbreviation);
    }
  if (change->shift % 3600 == 0)
    {
      int hours = 24 - change->shift / 3600;

      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("Deadlines in days and weeks keep their time on the clock; that day has %d hour.",
                                              "Deadlines in days and weeks keep their time on the clock; that day has %d hours.", hours),
                              hours);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
