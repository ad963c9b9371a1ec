/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workday.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "attempt.h"
#include "schedule.h"

#define A_DAY      86400
#define EVERY_DAY  0xfeu /* of the week */
#define MOST_STEPS 400   /* days that are looked at for one that is worked: more than a year */
#define MOST_DAYS  1000  /* working days that are counted */
#define MOST_SPANS 400   /* deployment windows that follow one another: one a day is more than a year */

static const char *const day_names[] = {
  N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
};

/**
 * lift_weekday_label:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: (transfer none): what people call it
 */
const char *
lift_weekday_label (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);

  return _(day_names[weekday - 1]);
}

static guint
get_weekend (const LiftNode *release)
{
  const char *text = lift_node_get_text (release, LIFT_RELEASE_WEEKEND);
  guint days;

  return text != NULL && lift_weekdays_parse (text, &days) ? days : LIFT_WEEKEND_USUAL;
}

/**
 * lift_workday_is:
 * @release: a release
 * @day: a day on the calendar; its time of day is ignored
 * @why: (out) (optional) (transfer full): why it is not worked: the day of the week or the name of the holiday, for people
 *
 * A day is worked unless it is a day of the weekend, which is Saturday and Sunday where the release says nothing else, or one of
 * the release's holidays.
 *
 * Returns: whether @day is a working day
 */
gboolean
lift_workday_is (const LiftNode  *release,
                 const LiftLocal *day,
                 char           **why)
{
  int weekday = lift_local_weekday (day);
  const char *holidays = lift_node_get_text (release, LIFT_RELEASE_HOLIDAYS);
  g_autofree char *name = NULL;

  if (why != NULL)
    *why = NULL;
  if (holidays != NULL && lift_holiday_find (holidays, day, why != NULL ? &name : NULL))
    {
      if (why != NULL)
        *why = name != NULL ? g_steal_pointer (&name) : g_strdup (_("holiday"));
      return FALSE;
    }
  if ((get_weekend (release) & (1u << weekday)) == 0)
    return TRUE;
  if (why != NULL)
    *why = g_strdup (lift_weekday_label (weekday));
  return FALSE;
}

static void
move_a_day (LiftLocal *day,
            int        direction)
{
  lift_local_from_seconds (lift_local_to_seconds (day) + direction * A_DAY, day);
}

/**
 * lift_workday_step:
 * @release: a release
 * @day: (inout): a day
 * @direction: -1 or +1
 *
 * Moves @day to the next working day in @direction, at least by one day; its time of day stays.
 *
 * Returns: whether there is one within a year; if not, @day stays
 */
gboolean
lift_workday_step (const LiftNode *release,
                   LiftLocal      *day,
                   int             direction)
{
  const char *holidays = lift_node_get_text (release, LIFT_RELEASE_HOLIDAYS);
  guint weekend = get_weekend (release);
  LiftLocal found = *day;

  for (guint i = 0; i < MOST_STEPS && weekend != EVERY_DAY; i++)
    {
      move_a_day (&found, direction);
      if (found.year < 1 || found.year > 9999)
        return FALSE;
      if ((weekend & (1u << lift_local_weekday (&found))) == 0 && (holidays == NULL || !lift_holiday_find (holidays, &found, NULL)))
        {
          *day = found;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * lift_workday_count:
 * @release: a release
 * @day: (inout): a day, worked or not
 * @n: how many working days to go, back if negative
 *
 * Returns: whether there are so many; if not, @day stays
 */
gboolean
lift_workday_count (const LiftNode *release,
                    LiftLocal      *day,
                    int             n)
{
  LiftLocal found = *day;

  if (ABS (n) > MOST_DAYS)
    return FALSE;
  for (int i = 0; i < ABS (n); i++)
    if (!lift_workday_step (release, &found, n < 0 ? -1 : 1))
      return FALSE;
  *day = found;
  return TRUE;
}

/**
 * lift_clash_clear:
 * @clash: a clash
 *
 * Frees what it holds.
 */
void
lift_clash_clear (LiftClash *clash)
{
  lift_span_clear (&clash->span);
  clash->kind = LIFT_CLASH_NONE;
}

/* The next window after @start: one that is open then does not come. */
static gboolean
find_next (const char *windows,
           GTimeZone  *zone,
           gint64      start,
           LiftSpan   *span)
{
  gboolean found = lift_periods_next (windows, zone, start, span);

  while (found && span->start <= start)
    {
      gint64 end = span->end;

      lift_span_clear (span);
      found = lift_periods_next (windows, zone, end, span);
    }
  return found;
}

/* Whether windows that follow one another without a gap hold all from @start to @end. */
static gboolean
is_within (const char *windows,
           GTimeZone  *zone,
           gint64      start,
           gint64      end)
{
  gint64 at = start;
  LiftSpan span;

  for (guint i = 0; i < MOST_SPANS && lift_periods_contain (windows, zone, at, at, &span); i++)
    {
      at = span.end;
      lift_span_clear (&span);
      if (at >= end)
        return TRUE;
    }
  return FALSE;
}

/**
 * lift_clash_find:
 * @release: a release
 * @start: seconds since 1970 UTC
 * @end: not before @start
 * @clash: (out caller-allocates): what stands against it; to be cleared with lift_clash_clear()
 *
 * Whether something may be deployed from @start to @end: none of the release's freezes may touch it, and where the release has deployment windows
 * they must hold all of it, one of them or several that follow one another without a gap.
 *
 * Returns: whether something stands against it
 */
gboolean
lift_clash_find (const LiftNode *release,
                 gint64          start,
                 gint64          end,
                 LiftClash      *clash)
{
  const char *freezes = lift_node_get_text (release, LIFT_RELEASE_FREEZES);
  const char *windows = lift_node_get_text (release, LIFT_RELEASE_WINDOWS);
  GTimeZone *zone = lift_schedule_zone (release);

  *clash = (LiftClash) { LIFT_CLASH_NONE };
  if (freezes != NULL && lift_periods_overlap (freezes, zone, start, end, &clash->span))
    {
      clash->kind = LIFT_CLASH_FREEZE;
      clash->has_span = TRUE;
      return TRUE;
    }
  if (windows == NULL || lift_periods_are_empty (windows))
    return FALSE;
  if (is_within (windows, zone, start, end))
    return FALSE;
  clash->kind = LIFT_CLASH_OUTSIDE;
  clash->has_span = find_next (windows, zone, start, &clash->span);
  return TRUE;
}

/* Lowers @changes to the next time at which a period of @text begins or ends. */
static void
lower_to_edge (const char *text,
               GTimeZone  *zone,
               gint64      now,
               gint64     *changes)
{
  LiftSpan span;

  if (text == NULL || !lift_periods_next (text, zone, now, &span))
    return;
  lift_changes_lower (changes, span.start > now ? span.start : span.end);
  lift_span_clear (&span);
}

/**
 * lift_clash_now:
 * @release: a release
 * @now: seconds since 1970 UTC
 * @clash: (out caller-allocates): what stands against it; to be cleared with lift_clash_clear()
 * @changes: (inout) (optional): lowered to when that next changes by time alone
 *
 * Whether a deployment may be started now: lift_clash_find() at that instant. A reason that lets the release moment stand lets the deployment window that starts at
 * it stand too.
 *
 * Returns: whether something stands against it
 */
gboolean
lift_clash_now (const LiftNode *release,
                gint64          now,
                LiftClash      *clash,
                gint64         *changes)
{
  static const LiftField lists[] = { LIFT_RELEASE_FREEZES, LIFT_RELEASE_WINDOWS };
  gint64 start = lift_schedule_moment (release), end = lift_schedule_window_end (release);

  for (guint i = 0; changes != NULL && i < G_N_ELEMENTS (lists); i++)
    lower_to_edge (lift_node_get_text (release, lists[i]), lift_schedule_zone (release), now, changes);
  if (lift_clash_overridden (release) && now < end)
    {
      lift_changes_lower (changes, now < start ? start : end);
      if (now >= start)
        {
          *clash = (LiftClash) { LIFT_CLASH_NONE };
          return FALSE;
        }
    }
  return lift_clash_find (release, now, now, clash);
}

/**
 * lift_clash_of_release:
 * @release: a release
 * @clash: (out caller-allocates): what stands against it; to be cleared with lift_clash_clear()
 *
 * The same for the release moment and the deployment window that starts at it; a release without a moment, one that is being deployed, and one that was
 * and stands, has none.
 *
 * Returns: whether something stands against it, overridden or not
 */
gboolean
lift_clash_of_release (const LiftNode *release,
                       LiftClash      *clash)
{
  gint64 start = lift_schedule_moment (release), end = lift_schedule_window_end (release);
  int state = lift_node_get_enum (release, LIFT_RELEASE_STATE);

  *clash = (LiftClash) { LIFT_CLASH_NONE };
  if (start == LIFT_NO_INSTANT || end == LIFT_NO_INSTANT || state == LIFT_RELEASE_RELEASED || state == LIFT_RELEASE_ABORTED
      || state == LIFT_RELEASE_CLOSED || lift_attempt_goes_on (lift_attempt_current (release)))
    return FALSE;
  return lift_clash_find (release, start, end, clash);
}

/**
 * lift_clash_overridden:
 * @release: a release
 *
 * Returns: whether somebody said why the release moment may stand as it is; a reason is good for the moment it was given for
 */
gboolean
lift_clash_overridden (const LiftNode *release)
{
  const char *local = lift_node_get_text (release, LIFT_RELEASE_LOCAL);

  return local != NULL && lift_node_get_text (release, LIFT_RELEASE_OVERRIDE) != NULL
         && g_strcmp0 (local, lift_node_get_text (release, LIFT_RELEASE_OVERRIDE_LOCAL)) == 0;
}
