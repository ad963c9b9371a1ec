/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attempt.h"
#include "schedule-private.h"
#include "workday.h"

/* When things are due. */

#define USUAL_WINDOW  (2 * 3600)

/* A wall clock time in its zone: the release moment, or the pin of a phase. */
typedef struct
{
  GTimeZone *zone;
  LiftLocal  local;
  gint64     instant; /* %LIFT_NO_INSTANT: the years have none */
} Anchor;

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* An unknown zone gives no anchor: a deadline in a guessed zone would be a wrong one. */
static gboolean
get_anchor (const char *local,
            const char *zone,
            Anchor     *anchor)
{
  if (!is_set (local) || !is_set (zone) || !lift_local_parse (local, &anchor->local))
    return FALSE;
  anchor->zone = lift_zone_get (zone, NULL);
  if (anchor->zone != NULL)
    anchor->instant = lift_zone_resolve (anchor->zone, &anchor->local, NULL);
  return anchor->zone != NULL;
}

static gboolean
get_moment (const LiftNode *release,
            Anchor         *anchor)
{
  return get_anchor (lift_node_get_text (release, LIFT_RELEASE_LOCAL), lift_node_get_text (release, LIFT_RELEASE_ZONE), anchor);
}

gboolean
lift_schedule_is_pinned (const LiftNode *phase)
{
  return is_set (lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL));
}

static gboolean
get_pin (const LiftNode *release,
         const LiftNode *phase,
         Anchor         *anchor)
{
  const char *zone = lift_node_get_text (phase, LIFT_PHASE_PINNED_ZONE);

  return get_anchor (lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL),
                     is_set (zone) ? zone : lift_node_get_text (release, LIFT_RELEASE_ZONE), anchor);
}

gboolean
lift_schedule_get_offset (const LiftNode *phase,
                          LiftDuration   *offset)
{
  const char *text = lift_node_get_text (phase, LIFT_PHASE_OFFSET);

  return is_set (text) && lift_duration_parse (text, offset);
}

static gint64
get_window_end (const LiftNode *release,
                const char     *length,
                const Anchor   *start)
{
  const char *text = is_set (length) ? length : lift_node_get_text (release, LIFT_RELEASE_WINDOW);
  LiftDuration window;
  gint64 end;

  if (!is_set (text) || !lift_duration_parse (text, &window) || window.sign < 0 || lift_duration_is_zero (&window))
    window = (LiftDuration) { .sign = 1, .seconds = USUAL_WINDOW };
  end = lift_zone_shift (start->zone, &start->local, &window, NULL);
  /* What starts when its wall clock time comes for the second time ends as much later. */
  if (end != LIFT_NO_INSTANT && !lift_duration_has_days (&window))
    end += start->instant - lift_zone_resolve (start->zone, &start->local, NULL);
  return end;
}

/**
 * lift_schedule_moment:
 * @release: a release
 *
 * Returns: the release moment, or %LIFT_NO_INSTANT as long as it has none, or names a zone that this machine does not know
 */
gint64
lift_schedule_moment (const LiftNode *release)
{
  Anchor moment;

  return get_moment (release, &moment) ? moment.instant : LIFT_NO_INSTANT;
}

/**
 * lift_schedule_zone:
 * @release: a release
 *
 * The zone to speak in about the release.
 *
 * Returns: (transfer none): its zone, or UTC if it names none or one that this machine does not know; never %NULL
 */
GTimeZone *
lift_schedule_zone (const LiftNode *release)
{
  const char *name = lift_node_get_text (release, LIFT_RELEASE_ZONE);
  GTimeZone *zone = is_set (name) ? lift_zone_get (name, NULL) : NULL;

  return zone != NULL ? zone : lift_zone_get ("UTC", NULL);
}

/**
 * lift_schedule_phase_zone:
 * @release: a release
 * @phase: one of its phases
 *
 * Returns: (transfer none): the zone to speak in about the deadline of @phase: that of its pin, else that of the release
 */
GTimeZone *
lift_schedule_phase_zone (const LiftNode *release,
                          const LiftNode *phase)
{
  Anchor pin;

  return get_pin (release, phase, &pin) ? pin.zone : lift_schedule_zone (release);
}

/**
 * lift_schedule_window_end:
 * @release: a release
 *
 * The deployment window starts at the release moment and is as long as the release says, else two hours.
 *
 * Returns: when it ends, or %LIFT_NO_INSTANT without a release moment
 */
gint64
lift_schedule_window_end (const LiftNode *release)
{
  Anchor moment;

  return get_moment (release, &moment) ? get_window_end (release, NULL, &moment) : LIFT_NO_INSTANT;
}

/**
 * lift_schedule_is_release_day:
 * @phase: a phase
 *
 * Returns: whether it is the release-day phase, which starts at the release moment: its offset is zero
 */
gboolean
lift_schedule_is_release_day (const LiftNode *phase)
{
  LiftDuration offset;

  return lift_schedule_get_offset (phase, &offset) && lift_duration_is_zero (&offset);
}

/**
 * lift_schedule_is_from_release_day:
 * @phase: a phase
 *
 * Returns: whether it is the release-day phase or one after it, by its offset: what a new attempt opens again
 */
gboolean
lift_schedule_is_from_release_day (const LiftNode *phase)
{
  LiftDuration offset;

  return lift_schedule_get_offset (phase, &offset) && (offset.sign > 0 || lift_duration_is_zero (&offset));
}

/* When a deployment is to start: as planned for it. */
static gboolean
get_planned (const LiftNode *release,
             const LiftNode *deployment,
             Anchor         *anchor)
{
  return get_anchor (lift_node_get_text (deployment, LIFT_DEPLOYMENT_PLANNED), lift_node_get_text (release, LIFT_RELEASE_ZONE), anchor);
}

/* When @attempt started or is planned to. */
static gint64
get_attempt_start (const LiftNode *release,
                   const LiftNode *attempt)
{
  LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);
  gint64 started = lift_attempt_started (attempt), first = started;

  for (guint i = 0; i < lift_nodes_get_n (deployments) && started == LIFT_NO_INSTANT; i++)
    {
      Anchor planned;

      if (get_planned (release, lift_nodes_get (deployments, i), &planned) && planned.instant != LIFT_NO_INSTANT
          && (first == LIFT_NO_INSTANT || planned.instant < first))
        first = planned.instant;
    }
  return first;
}

/* The release moment: that of the current attempt from the second one on, which starts after what the release says; the later one counts, so that a release that is
 * postponed after an attempt goes by its new moment. */
static gint64
get_day_start (const LiftNode *release)
{
  LiftNode *current = lift_attempt_current (release);
  gint64 moment = lift_schedule_moment (release);

  if (moment == LIFT_NO_INSTANT || current == NULL || lift_attempt_number (release, current) < 2)
    return moment;
  return MAX (moment, get_attempt_start (release, current));
}

/* From when T+ offsets count: the actual end of the current attempt once it is over, unless it did not stand and the release was postponed since; before, the
 * release moment. */
static gint64
get_base (const LiftNode *release)
{
  LiftNode *current = lift_attempt_current (release);
  gint64 start = get_day_start (release);
  gint64 ended = current != NULL ? lift_attempt_ended (current) : LIFT_NO_INSTANT;

  if (ended == LIFT_NO_INSTANT || (!lift_attempt_succeeded (current) && start != LIFT_NO_INSTANT && start > ended))
    return start;
  return ended;
}

static int
compare_days (const LiftLocal *a,
              const LiftLocal *b)
{
  gint64 day_a = lift_local_to_seconds (a) / 86400, day_b = lift_local_to_seconds (b) / 86400;

  return (day_a > day_b) - (day_a < day_b);
}

/* A deadline before the release stays before its day, one after it behind. */
static gboolean
move_to_workday (const LiftNode  *release,
                 const LiftLocal *anchor,
                 LiftDayRule      rule,
                 LiftLocal       *day)
{
  int direction = rule == LIFT_RULE_AFTER ? 1 : -1;
  int side = compare_days (day, anchor);
  LiftLocal moved = *day;

  if (rule == LIFT_RULE_KEEP || lift_workday_is (release, day, NULL))
    return FALSE;
  if (lift_workday_step (release, &moved, direction) && (side == 0 || compare_days (&moved, anchor) == side))
    {
      *day = moved;
      return TRUE;
    }
  moved = *day;
  if (side == 0 || !lift_workday_step (release, &moved, -direction))
    return FALSE;
  *day = moved;
  return TRUE;
}

static LiftDayRule
get_rule (const LiftNode *release,
          const LiftNode *phase)
{
  switch ((LiftOwnRule) lift_node_get_enum (phase, LIFT_PHASE_RULE))
    {
    case LIFT_OWN_RULE_KEEP:
      return LIFT_RULE_KEEP;
    case LIFT_OWN_RULE_BEFORE:
      return LIFT_RULE_BEFORE;
    case LIFT_OWN_RULE_AFTER:
      return LIFT_RULE_AFTER;
    case LIFT_OWN_RULE_NONE:
    default:
      return lift_node_get_enum (release, LIFT_RELEASE_RULE);
    }
}

/* From what @offset counts; one before the release from the start of the current attempt if @in_attempt, else from the release moment, which does not come again. */
static gboolean
get_offset_anchor (const LiftNode     *release,
                   const LiftDuration *offset,
                   gboolean            in_attempt,
                   Anchor             *anchor)
{
  gboolean zero = lift_duration_is_zero (offset);
  gint64 instant;

  if (!get_moment (release, anchor))
    return FALSE;
  instant = offset->sign > 0 && !zero ? get_base (release) : zero || in_attempt ? get_day_start (release) : anchor->instant;
  if (instant != anchor->instant)
    lift_zone_local (anchor->zone, instant, &anchor->local, NULL, NULL);
  anchor->instant = instant;
  return TRUE;
}

/**
 * lift_schedule_reckon:
 * @release: a release
 * @phase: one of its phases
 * @due: (out caller-allocates): when it is due and how that came about
 *
 * When @phase is to be finished, and for the release-day phase when it starts: its pin, else its offset from
 *
 * - the release moment; for the release-day phase from the second attempt on the start of that attempt, if it is later,
 * - for a phase after the release day, the actual end of the current attempt once it is over; until then as the release-day phase.
 *
 * Days and weeks are calendar arithmetic on the wall clock of the release's zone, or count its working days. They keep the time of day, or take the one that the
 * release sets for deadlines, and by the rule for weekends and holidays go to the working day before or after; but never across the day they count from. Hours and
 * minutes are exact.
 */
void
lift_schedule_reckon (const LiftNode *release,
                      const LiftNode *phase,
                      LiftDue        *due)
{
  const char *day_time = lift_node_get_text (release, LIFT_RELEASE_DAY_TIME);
  LiftDuration offset;
  LiftLocal day;
  Anchor anchor;

  *due = (LiftDue) { .instant = LIFT_NO_INSTANT, .nominal = LIFT_NO_INSTANT };
  if (lift_schedule_is_pinned (phase))
    {
      if (get_pin (release, phase, &anchor))
        due->instant = due->nominal = lift_zone_resolve (anchor.zone, &anchor.local, &due->how);
      return;
    }
  if (!lift_schedule_get_offset (phase, &offset) || !get_offset_anchor (release, &offset, FALSE, &anchor))
    return;
  if (!lift_duration_has_days (&offset))
    {
      if (anchor.instant == lift_schedule_moment (release))
        due->instant = due->nominal = lift_zone_shift (anchor.zone, &anchor.local, &offset, &due->how);
      else
        due->instant = due->nominal = anchor.instant + offset.sign * offset.seconds;
      return;
    }

  day = anchor.local;
  if (lift_node_get_enum (phase, LIFT_PHASE_COUNTED) == LIFT_DAYS_WORKING)
    {
      LiftDuration months = { .years = offset.years, .months = offset.months, .sign = offset.sign };

      if (!lift_local_shift (&day, &months, &day)
          || !lift_workday_count (release, &day, offset.sign * (int) MIN (offset.weeks * G_GINT64_CONSTANT (5) + offset.days, G_MAXINT)))
        return;
    }
  else if (!lift_local_shift (&day, &offset, &day))
    return;
  if (is_set (day_time))
    lift_clock_parse (day_time, &day);

  due->nominal_day = day;
  due->rule = get_rule (release, phase);
  due->moved = move_to_workday (release, &anchor.local, due->rule, &day);
  due->day = day;
  due->instant = lift_zone_resolve (anchor.zone, &day, &due->how);
  due->nominal = due->moved ? lift_zone_resolve (anchor.zone, &due->nominal_day, NULL) : due->instant;
  if (due->instant != LIFT_NO_INSTANT)
    due->instant += offset.sign * offset.seconds;
  if (due->nominal != LIFT_NO_INSTANT)
    due->nominal += offset.sign * offset.seconds;
}

/**
 * lift_schedule_due:
 * @release: a release
 * @phase: one of its phases
 * @how: (out) (optional): how the wall clock time met its zone
 *
 * When @phase is due, see lift_schedule_reckon().
 *
 * Returns: the instant, or %LIFT_NO_INSTANT without a pin and without a release moment or an offset
 */
gint64
lift_schedule_due (const LiftNode *release,
                   const LiftNode *phase,
                   LiftResolution *how)
{
  LiftDue due;

  lift_schedule_reckon (release, phase, &due);
  if (how != NULL)
    *how = due.how;
  return due.instant;
}

/**
 * lift_schedule_item_due:
 * @release: a release
 * @phase: the phase it stands in
 * @item: an item
 *
 * The moment of its own that an item has: an offset, which counts as that of a phase does but knows no rule, or a time of day on the day
 * its phase is due. What comes before the start in a phase that each attempt opens again comes before the start of the current one.
 *
 * Returns: the instant, or %LIFT_NO_INSTANT
 */
gint64
lift_schedule_item_due (const LiftNode *release,
                        const LiftNode *phase,
                        const LiftNode *item)
{
  const char *offset_text = lift_node_get_text (item, LIFT_ITEM_OFFSET);
  const char *clock = lift_node_get_text (item, LIFT_ITEM_CLOCK);
  LiftDuration offset;
  LiftLocal local;
  Anchor anchor;
  GTimeZone *zone;
  gint64 instant;

  if (is_set (offset_text))
    {
      if (!lift_duration_parse (offset_text, &offset)
          || !get_offset_anchor (release, &offset, lift_schedule_is_from_release_day (phase), &anchor) || anchor.instant == LIFT_NO_INSTANT)
        return LIFT_NO_INSTANT;
      if (!lift_duration_has_days (&offset))
        return anchor.instant + offset.sign * offset.seconds;
      return lift_zone_shift (anchor.zone, &anchor.local, &offset, NULL);
    }
  if (!is_set (clock))
    return LIFT_NO_INSTANT;
  instant = lift_schedule_due (release, phase, NULL);
  if (instant == LIFT_NO_INSTANT)
    return LIFT_NO_INSTANT;
  zone = lift_schedule_phase_zone (release, phase);
  lift_zone_local (zone, instant, &local, NULL, NULL);
  return lift_clock_parse (clock, &local) ? lift_zone_resolve (zone, &local, NULL) : LIFT_NO_INSTANT;
}

/* The end of the windows of the current attempt: each deployment may have its own. */
static gint64
get_windows_end (const LiftNode *release,
                 const Anchor   *start)
{
  LiftNode *current = lift_attempt_current (release);
  LiftNodes *deployments = current != NULL ? lift_node_get_list (current, LIFT_ATTEMPT_DEPLOYMENTS) : NULL;
  gint64 end = get_window_end (release, NULL, start);

  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    {
      LiftNode *deployment = lift_nodes_get (deployments, i);
      Anchor planned;

      if (get_planned (release, deployment, &planned))
        end = MAX (end, get_window_end (release, lift_node_get_text (deployment, LIFT_DEPLOYMENT_WINDOW), &planned));
    }
  return end;
}

/**
 * lift_schedule_overdue_from:
 * @release: a release
 * @phase: one of its phases
 *
 * Returns: from when on @phase is overdue if something in it is not closed: when it is due, and for the release-day phase
 *   the end of the deployment window, of the last one of the current attempt; %LIFT_NO_INSTANT if it is never due
 */
gint64
lift_schedule_overdue_from (const LiftNode *release,
                            const LiftNode *phase)
{
  LiftDuration none = { .sign = 1 };
  Anchor start;

  if (!lift_schedule_is_release_day (phase))
    return lift_schedule_due (release, phase, NULL);
  if (lift_schedule_is_pinned (phase))
    return get_pin (release, phase, &start) ? get_window_end (release, NULL, &start) : LIFT_NO_INSTANT;
  return get_offset_anchor (release, &none, TRUE, &start) ? get_windows_end (release, &start) : LIFT_NO_INSTANT;
}

/* The last attempt that was started, or is planned for a time. */
static LiftNode *
find_timed_attempt (const LiftNode *release)
{
  LiftNodes *attempts = lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS);

  for (guint i = lift_nodes_get_n (attempts); i > 0; i--)
    if (get_attempt_start (release, lift_nodes_get (attempts, i - 1)) != LIFT_NO_INSTANT)
      return lift_nodes_get (attempts, i - 1);
  return NULL;
}

/* Whether the last attempt did not stand, and the release was not postponed since. */
static gboolean
waits_for_attempt (const LiftNode *release)
{
  LiftNode *current = find_timed_attempt (release);
  gint64 start = get_day_start (release), ended = LIFT_NO_INSTANT;

  if (current != NULL && lift_attempt_is_over (current))
    {
      if (lift_attempt_succeeded (current) && lift_node_get_enum (release, LIFT_RELEASE_STATE) != LIFT_RELEASE_ROLLED_BACK)
        return FALSE;
      ended = lift_attempt_ended (current);
    }
  if (lift_node_get_enum (release, LIFT_RELEASE_STATE) == LIFT_RELEASE_ROLLED_BACK)
    ended = MAX (ended, lift_node_get_instant (release, LIFT_RELEASE_STATE_AT));
  else if (current == NULL || !lift_attempt_is_over (current))
    return FALSE;
  return start == LIFT_NO_INSTANT || start <= ended || ended == LIFT_NO_INSTANT;
}

/**
 * lift_schedule_quiet:
 * @release: a release
 * @phase: (nullable): one of its phases; %NULL: the release as a whole
 *
 * A release that is on hold, aborted or closed keeps its deadlines, but none of them is pressing. The same holds for the phases from the
 * release day on when the last attempt was rolled back, failed or was aborted: until the next attempt, or the release moment it was postponed to. And what is to be
 * done so long after the deployment does not press while that goes on: its deadline follows from the end.
 *
 * Returns: why nothing is overdue or due soon, or %LIFT_QUIET_NOT
 */
LiftQuiet
lift_schedule_quiet (const LiftNode *release,
                     const LiftNode *phase)
{
  switch ((LiftReleaseState) lift_node_get_enum (release, LIFT_RELEASE_STATE))
    {
    case LIFT_RELEASE_ON_HOLD:
      return LIFT_QUIET_HELD;
    case LIFT_RELEASE_ABORTED:
      return LIFT_QUIET_ABORTED;
    case LIFT_RELEASE_CLOSED:
      return LIFT_QUIET_CLOSED;
    case LIFT_RELEASE_PLANNED:
    case LIFT_RELEASE_ACTIVE:
    case LIFT_RELEASE_RELEASED:
    case LIFT_RELEASE_ROLLED_BACK:
    default:
      break;
    }
  if (phase == NULL || !lift_schedule_is_from_release_day (phase))
    return LIFT_QUIET_NOT;
  if (waits_for_attempt (release))
    return LIFT_QUIET_ATTEMPT;
  return !lift_schedule_is_release_day (phase) && !lift_schedule_is_pinned (phase) && lift_attempt_goes_on (lift_attempt_current (release)) ? LIFT_QUIET_RUNNING : LIFT_QUIET_NOT;
}
