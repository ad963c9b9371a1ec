/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attempt.h"
#include "conflict.h"
#include "schedule-private.h"

/* What state deadlines make things be in; schedule-due.c reckons them. */

#define MOST_SOON (48 * 3600)

/**
 * lift_changes_lower:
 * @changes: (inout) (optional): the next instant at which an answer changes by time alone
 * @at: another such instant
 *
 * Keeps the earlier of the two.
 */
void
lift_changes_lower (gint64 *changes,
                    gint64  at)
{
  if (changes != NULL && at < *changes)
    *changes = at;
}

/* For how long before it is due a phase is due soon. */
static gint64
get_soon (const LiftNode *release,
          const LiftNode *phase,
          gint64          due)
{
  LiftDuration offset;
  gint64 moment, half;

  if (lift_schedule_is_release_day (phase))
    return MOST_SOON;
  if (lift_schedule_is_pinned (phase))
    {
      moment = lift_schedule_moment (release);
      half = moment != LIFT_NO_INSTANT ? ABS (due - moment) / 2 : 0;
    }
  else
    {
      lift_schedule_get_offset (phase, &offset);
      if (offset.years != 0 || offset.months != 0 || offset.weeks != 0)
        return MOST_SOON;
      half = (offset.days * G_GINT64_CONSTANT (86400) + offset.seconds) / 2;
    }
  return half != 0 ? MIN (half, MOST_SOON) : MOST_SOON;
}

/* Whether something of the current attempt was started by @now, and it was not for nothing. */
static gboolean
is_under_way (const LiftNode *release,
              gint64          now,
              gint64         *changes)
{
  LiftNode *current = lift_attempt_current (release);
  gint64 started = current != NULL ? lift_attempt_started (current) : LIFT_NO_INSTANT;

  if (started == LIFT_NO_INSTANT || (lift_attempt_is_over (current) && !lift_attempt_succeeded (current)))
    return FALSE;
  if (now < started)
    lift_changes_lower (changes, started);
  return now >= started;
}

/**
 * lift_schedule_phase_state:
 * @release: a release
 * @phase: one of its phases
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the state next changes by time alone
 *
 * The first that holds of: done (all items closed, and nothing of the phase itself in conflict); overdue (from lift_schedule_overdue_from() on); due soon (the last 48
 * hours before it is due, and at most half of the offset; of a pinned phase, half of the time between it and the release
 * moment); in progress (an item is closed); upcoming. The release-day phase is upcoming or due soon before its moment, even if an
 * item is closed, and in progress from then, or from the start of the first deployment, to the end of the deployment window. Where lift_schedule_quiet() says so,
 * nothing is overdue or due soon.
 *
 * A phase without items is a milestone: it is never overdue, and done once its time has passed. A phase that is never due is
 * done, in progress or upcoming; the release-day phase without a moment is upcoming until it is done. Costs the same whatever the number of items.
 *
 * Returns: the state
 */
LiftPhaseState
lift_schedule_phase_state (const LiftNode *release,
                           const LiftNode *phase,
                           gint64          now,
                           gint64         *changes)
{
  const LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  guint n = lift_nodes_get_n (items);
  guint n_closed = lift_nodes_n_closed (items);
  LiftPhaseState before;
  gboolean release_day;
  gint64 due, overdue, soon;

  if (n > 0 && n_closed == n && !lift_node_in_conflict (phase))
    return LIFT_PHASE_DONE;

  release_day = lift_schedule_is_release_day (phase);
  before = n_closed > 0 && !release_day ? LIFT_PHASE_IN_PROGRESS : LIFT_PHASE_UPCOMING;
  if (lift_schedule_quiet (release, phase) != LIFT_QUIET_NOT)
    return before;
  due = lift_schedule_due (release, phase, NULL);
  overdue = lift_schedule_overdue_from (release, phase);
  if (due == LIFT_NO_INSTANT || overdue == LIFT_NO_INSTANT)
    return before;
  if (now >= overdue)
    return n > 0 ? LIFT_PHASE_OVERDUE : LIFT_PHASE_DONE;

  if (now >= due || (release_day && is_under_way (release, now, changes)))
    {
      lift_changes_lower (changes, overdue);
      return LIFT_PHASE_IN_PROGRESS;
    }
  soon = due - get_soon (release, phase, due);
  lift_changes_lower (changes, now >= soon ? due : soon);
  return now >= soon ? LIFT_PHASE_DUE_SOON : before;
}

static gint64
or_last (gint64 instant)
{
  return instant == LIFT_NO_INSTANT ? G_MAXINT64 : instant;
}

/* What waits for another attempt, or for the end of this one, has no deadline until then. */
static gint64
get_pressing_due (const LiftNode *release,
                  const LiftNode *phase)
{
  LiftQuiet quiet = lift_schedule_quiet (release, phase);

  return quiet == LIFT_QUIET_ATTEMPT || quiet == LIFT_QUIET_RUNNING ? G_MAXINT64 : or_last (lift_schedule_due (release, phase, NULL));
}

/**
 * lift_schedule_needs_work:
 * @release: a release
 * @now: seconds since 1970 UTC
 *
 * The phase to select when the release is opened: the first one overdue, else the first one not done, by when they are due
 * (those never due come last; ties in the order of the phases), else the last phase.
 *
 * Returns: (transfer none) (nullable): the phase, or %NULL if there is none at all
 */
LiftNode *
lift_schedule_needs_work (const LiftNode *release,
                          gint64          now)
{
  const LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  guint n = lift_nodes_get_n (phases);
  LiftNode *found = NULL;
  gboolean found_overdue = FALSE;
  gint64 found_due = 0;

  for (guint i = 0; i < n; i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);
      LiftPhaseState state = lift_schedule_phase_state (release, phase, now, NULL);
      gboolean overdue = state == LIFT_PHASE_OVERDUE;
      gint64 due;

      if (state == LIFT_PHASE_DONE)
        continue;
      due = get_pressing_due (release, phase);
      if (found == NULL || (overdue && !found_overdue) || (overdue == found_overdue && due < found_due))
        {
          found = phase;
          found_overdue = overdue;
          found_due = due;
        }
    }

  return found == NULL && n > 0 ? lift_nodes_get (phases, n - 1) : found;
}

/**
 * lift_schedule_next:
 * @release: a release
 * @now: seconds since 1970 UTC
 *
 * The phase with the next deadline: the earliest of those not done, so that an overdue phase comes first. The deadline of the
 * release-day phase is its moment, and once it has come the end of the deployment window. Phases never due come last.
 *
 * Returns: (transfer none) (nullable): the phase, or %NULL when all are done, or the release is aborted or closed
 */
LiftNode *
lift_schedule_next (const LiftNode *release,
                    gint64          now)
{
  const LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  LiftQuiet quiet = lift_schedule_quiet (release, NULL);
  LiftNode *found = NULL;
  gint64 found_deadline = 0;

  if (quiet == LIFT_QUIET_ABORTED || quiet == LIFT_QUIET_CLOSED)
    return NULL;
  for (guint i = 0, n = lift_nodes_get_n (phases); i < n; i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);
      gint64 deadline;

      if (lift_schedule_phase_state (release, phase, now, NULL) == LIFT_PHASE_DONE)
        continue;
      deadline = get_pressing_due (release, phase);
      if (deadline <= now)
        deadline = or_last (lift_schedule_overdue_from (release, phase));
      if (found == NULL || deadline < found_deadline)
        {
          found = phase;
          found_deadline = deadline;
        }
    }

  return found;
}

/**
 * lift_schedule_n_items:
 * @release: a release
 * @n_closed: (out) (optional): how many of them are closed
 *
 * Returns: the number of items in all phases; incidents are not counted
 */
guint
lift_schedule_n_items (const LiftNode *release,
                       guint          *n_closed)
{
  const LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  guint total = 0, closed = 0;

  for (guint i = 0, n = lift_nodes_get_n (phases); i < n; i++)
    {
      const LiftNodes *items = lift_node_get_list (lift_nodes_get (phases, i), LIFT_PHASE_ITEMS);

      total += lift_nodes_get_n (items);
      closed += lift_nodes_n_closed (items);
    }

  if (n_closed != NULL)
    *n_closed = closed;
  return total;
}

/**
 * lift_schedule_is_open_incident:
 * @incident: an incident
 *
 * Returns: whether it is neither resolved, reviewed, closed nor cancelled; one that is in conflict is open
 */
gboolean
lift_schedule_is_open_incident (const LiftNode *incident)
{
  if (lift_node_in_conflict (incident))
    return TRUE;
  switch ((LiftIncidentState) lift_node_get_enum (incident, LIFT_INCIDENT_STATE))
    {
    case LIFT_INCIDENT_TRIAGE:
    case LIFT_INCIDENT_ACTIVE:
    case LIFT_INCIDENT_MITIGATING:
    case LIFT_INCIDENT_MONITORING:
      return TRUE;

    case LIFT_INCIDENT_RESOLVED:
    case LIFT_INCIDENT_REVIEW:
    case LIFT_INCIDENT_CLOSED:
    case LIFT_INCIDENT_CANCELLED:
    default:
      return FALSE;
    }
}

/**
 * lift_schedule_open_incident:
 * @release: a release
 *
 * The incident to show: of those not resolved, reviewed, closed or cancelled the most severe one, one without a severity
 * after all others, and of several the first.
 *
 * Returns: (transfer none) (nullable): the incident, or %NULL if none is open
 */
LiftNode *
lift_schedule_open_incident (const LiftNode *release)
{
  const LiftNodes *incidents = lift_node_get_list (release, LIFT_RELEASE_INCIDENTS);
  LiftNode *found = NULL;
  int found_severity = 0;

  for (guint i = 0, n = lift_nodes_get_n (incidents); i < n; i++)
    {
      LiftNode *incident = lift_nodes_get (incidents, i);
      int severity = lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY);

      if (severity == LIFT_SEVERITY_UNSET)
        severity = G_MAXINT;
      if (lift_schedule_is_open_incident (incident) && (found == NULL || severity < found_severity))
        {
          found = incident;
          found_severity = severity;
        }
    }

  return found;
}

/**
 * lift_phase_state_word:
 * @state: the state of a phase
 *
 * Returns: (transfer none): the word for machines, such as `due-soon`; it is not translated
 */
const char *
lift_phase_state_word (LiftPhaseState state)
{
  switch (state)
    {
    case LIFT_PHASE_UPCOMING:
      return "upcoming";
    case LIFT_PHASE_IN_PROGRESS:
      return "in-progress";
    case LIFT_PHASE_DUE_SOON:
      return "due-soon";
    case LIFT_PHASE_OVERDUE:
      return "overdue";
    case LIFT_PHASE_DONE:
      return "done";
    default:
      g_return_val_if_reached ("upcoming");
    }
}
