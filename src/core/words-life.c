/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "attempt.h"
#include "text.h"
#include "words-private.h"

#define A_DAY         86400
#define MOST_HOLIDAYS 3 /* that are named */

static void
add (GString    *text,
     const char *separator,
     const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* “Priya Shah, Mon 30 Nov, 16:40” */
static char *
who_and_when (const LiftNode *node,
              LiftField       by,
              LiftField       at,
              GTimeZone      *zone,
              gint64          now,
              gint64         *changes)
{
  g_autofree char *who = lift_words_text (node, by);
  g_autofree char *when = lift_words_when (lift_node_get_instant (node, at), zone, now, changes);
  GString *text = g_string_new (who);

  add (text, ", ", when);
  return g_string_free (text, FALSE);
}

/**
 * lift_words_release_state:
 * @release: a release
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the words next change by time alone
 *
 * Returns: (transfer full): its state with why, who and when: “On hold · waits for legal · Priya Shah, Mon 30 Nov, 16:40”
 */
char *
lift_words_release_state (const LiftNode *release,
                          GTimeZone      *zone,
                          gint64          now,
                          gint64         *changes)
{
  g_autofree char *reason = lift_words_text (release, LIFT_RELEASE_STATE_REASON);
  g_autofree char *act = who_and_when (release, LIFT_RELEASE_STATE_BY, LIFT_RELEASE_STATE_AT, zone, now, changes);
  GString *text = g_string_new (lift_enum_label (LIFT_ENUM_RELEASE_STATE, lift_node_get_enum (release, LIFT_RELEASE_STATE)));

  add (text, " · ", reason);
  add (text, " · ", act);
  return g_string_free (text, FALSE);
}

/* Moves */

static gint64
first_moment (const LiftNode  *release,
              GTimeZone      **zone)
{
  LiftNodes *moves = lift_node_get_list (release, LIFT_RELEASE_MOVES);

  for (guint i = 0; i < lift_nodes_get_n (moves); i++)
    {
      LiftNode *move = lift_nodes_get (moves, i);
      const char *text = lift_node_get_text (move, LIFT_MOVE_FROM_LOCAL), *name = lift_node_get_text (move, LIFT_MOVE_FROM_ZONE);
      LiftLocal local;

      *zone = name != NULL ? lift_zone_get (name, NULL) : lift_schedule_zone (release);
      if (text != NULL && *zone != NULL && lift_local_parse (text, &local))
        return lift_zone_resolve (*zone, &local, NULL);
    }
  return LIFT_NO_INSTANT;
}

/**
 * lift_release_slip:
 * @release: a release
 * @n: (out) (optional): how often it was moved
 *
 * Returns: by how many seconds the release moment is later than the first one it had, less than zero if it is earlier; 0 if it was never moved or has no
 *   moment now
 */
gint64
lift_release_slip (const LiftNode *release,
                   guint          *n)
{
  gint64 moment = lift_schedule_moment (release), first;
  GTimeZone *zone;

  if (n != NULL)
    *n = lift_nodes_get_n (lift_node_get_list (release, LIFT_RELEASE_MOVES));
  first = first_moment (release, &zone);
  return moment != LIFT_NO_INSTANT && first != LIFT_NO_INSTANT ? moment - first : 0;
}

/* The same in days on the calendar, which a change of the clocks does not make shorter. */
static gint64
get_days_of_slip (const LiftNode *release)
{
  GTimeZone *zone = lift_schedule_zone (release), *first_zone;
  gint64 moment = lift_schedule_moment (release), first = first_moment (release, &first_zone);
  LiftLocal from, to;

  if (moment == LIFT_NO_INSTANT || first == LIFT_NO_INSTANT)
    return 0;
  lift_zone_local (zone, first, &from, NULL, NULL);
  lift_zone_local (zone, moment, &to, NULL, NULL);
  return ABS (lift_local_to_seconds (&to) - lift_local_to_seconds (&from)) / A_DAY;
}

static char *
word_times (guint n)
{
  if (n == 1)
    return g_strdup (_("moved once"));
  if (n == 2)
    return g_strdup (_("moved twice"));
  return g_strdup_printf (ngettext ("moved %u time", "moved %u times", n), n);
}

/**
 * lift_words_slip:
 * @release: a release
 *
 * Returns: (transfer full): by how much it slipped since it was first planned, cut: “7 days later”, “3 h earlier”; empty if it did not
 */
char *
lift_words_slip (const LiftNode *release)
{
  gint64 slip = lift_release_slip (release, NULL);
  gint64 span = ABS (slip), days = get_days_of_slip (release);
  g_autofree char *length = NULL;

  if (span < 60)
    return g_strdup ("");
  if (days > 0)
    length = g_strdup_printf (ngettext ("%d day", "%d days", days), (int) days);
  else
    length = lift_words_length (&(LiftDuration) { .seconds = span / 60 * 60 }, LIFT_DAYS_CALENDAR, FALSE);
  /* Translators: %s is a length of time: “7 days later” than first planned */
  return slip > 0 ? g_strdup_printf (_("%s later"), length) : g_strdup_printf (_("%s earlier"), length);
}

/**
 * lift_words_moves:
 * @release: a release
 * @now: seconds since 1970 UTC
 *
 * Returns: (transfer full): when it was first planned for and how often it was moved: “planned Wed 2 Dec, moved twice, 7 days later”; empty if it never was
 */
char *
lift_words_moves (const LiftNode *release,
                  gint64          now)
{
  guint n;
  GTimeZone *zone;
  gint64 first = first_moment (release, &zone);
  g_autofree char *times = NULL, *date = NULL, *slip = NULL;
  GString *text;

  lift_release_slip (release, &n);
  if (n == 0)
    return g_strdup ("");
  text = g_string_new (NULL);
  if (first != LIFT_NO_INSTANT)
    {
      date = lift_words_date (first, zone, now);
      /* Translators: %s is the date for which a release was first planned */
      g_string_append_printf (text, _("planned %s"), date);
    }
  times = word_times (n);
  slip = lift_words_slip (release);
  add (text, ", ", times);
  add (text, ", ", slip);
  return g_string_free (text, FALSE);
}

/* Windows and freezes */

/**
 * lift_words_span:
 * @span: a span of time
 * @zone: the zone to speak in
 *
 * Returns: (transfer full): its name and when it is: “Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027)”, “Regular (Tue 15 Dec 2026, 10:00–16:00)”
 */
char *
lift_words_span (const LiftSpan *span,
                 GTimeZone      *zone)
{
  gint64 last = span->end - 1;
  LiftLocal from, to;
  g_autofree char *start = NULL, *end = NULL, *when = NULL, *name = NULL;
  gboolean whole_days;

  lift_zone_local (zone, span->start, &from, NULL, NULL);
  lift_zone_local (zone, span->end, &to, NULL, NULL);
  whole_days = from.hour == 0 && from.minute == 0 && to.hour == 0 && to.minute == 0;
  if (whole_days)
    {
      lift_zone_local (zone, last, &to, NULL, NULL);
      start = lift_words_local_date (&from);
      end = lift_words_local_date (&to);
      when = strcmp (start, end) == 0 ? g_strdup (start) : g_strdup_printf (C_("span", "%s – %s"), start, end);
    }
  else if (lift_words_get_day (span->start, zone) == lift_words_get_day (last, zone))
    {
      start = lift_words_full (span->start, zone, FALSE);
      end = to.hour == 0 && to.minute == 0 ? g_strdup ("24:00") : lift_words_clock (span->end, zone);
      /* Translators: the start of a span of time with its date, and its end on the same day: “Tue 15 Dec 2026, 10:00–16:00” */
      when = g_strdup_printf (C_("span", "%s–%s"), start, end);
    }
  else
    {
      start = lift_words_full (span->start, zone, FALSE);
      end = lift_words_full (span->end, zone, FALSE);
      when = g_strdup_printf (C_("span", "%s – %s"), start, end);
    }
  if (span->name == NULL)
    return g_steal_pointer (&when);
  name = lift_text_visible_line (span->name);
  /* Translators: the name of a freeze or a deployment window, and when it is */
  return g_strdup_printf (_("%s (%s)"), name, when);
}

/**
 * lift_words_clash:
 * @release: a release
 * @clash: what stands against its moment
 *
 * Returns: (transfer full): that it does: “The release moment lies in a freeze: Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027)”; empty if nothing does
 */
char *
lift_words_clash (const LiftNode  *release,
                  const LiftClash *clash)
{
  g_autofree char *span = clash->has_span ? lift_words_span (&clash->span, lift_schedule_zone (release)) : NULL;

  switch (clash->kind)
    {
    case LIFT_CLASH_FREEZE:
      return g_strdup_printf (_("The release falls into a freeze: %s"), span);
    case LIFT_CLASH_OUTSIDE:
      if (span != NULL)
        /* Translators: %s is the next deployment window */
        return g_strdup_printf (_("The release falls outside of the deployment windows; the next one is %s"), span);
      return g_strdup (_("The release falls outside of the deployment windows, and none follows"));
    case LIFT_CLASH_NONE:
    default:
      return g_strdup ("");
    }
}

/**
 * lift_words_clash_now:
 * @release: a release
 * @clash: what stands against a deployment that is started now
 *
 * Returns: (transfer full): that it does: “A start now falls into a freeze: Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027)”; empty if nothing does
 */
char *
lift_words_clash_now (const LiftNode  *release,
                      const LiftClash *clash)
{
  g_autofree char *span = clash->has_span ? lift_words_span (&clash->span, lift_schedule_zone (release)) : NULL;

  switch (clash->kind)
    {
    case LIFT_CLASH_FREEZE:
      /* Translators: of a deployment, if it were started now; %s is a freeze */
      return g_strdup_printf (_("A start now falls into a freeze: %s"), span);
    case LIFT_CLASH_OUTSIDE:
      if (span != NULL)
        /* Translators: of a deployment, if it were started now; %s is the next deployment window */
        return g_strdup_printf (_("A start now falls outside of the deployment windows; the next one is %s"), span);
      return g_strdup (_("A start now falls outside of the deployment windows, and none follows"));
    case LIFT_CLASH_NONE:
    default:
      return g_strdup ("");
    }
}

/**
 * lift_words_override:
 * @release: a release
 * @now: seconds since 1970 UTC
 *
 * Returns: (transfer full): why its moment may stand all the same: “Overridden: agreed with operations · Priya Shah, Mon 30 Nov, 16:40”; empty if nobody said so
 */
char *
lift_words_override (const LiftNode *release,
                     gint64          now)
{
  g_autofree char *reason = lift_words_text (release, LIFT_RELEASE_OVERRIDE);
  g_autofree char *act = who_and_when (release, LIFT_RELEASE_OVERRIDE_BY, LIFT_RELEASE_OVERRIDE_AT, lift_schedule_zone (release), now, NULL);

  if (!lift_clash_overridden (release))
    return g_strdup ("");
  /* Translators: %1$s is why a release may fall into a freeze, %2$s who said so and when */
  return g_strdup_printf (_("Overridden: %1$s · %2$s"), reason, act);
}

/* Weekends and holidays */

/* A day in the year of the release moment without its year. */
static char *
word_day (const LiftNode  *release,
          const LiftLocal *day)
{
  GTimeZone *zone = lift_schedule_zone (release);

  return lift_words_date (lift_zone_resolve (zone, day, NULL), zone, lift_schedule_moment (release));
}

/* The holidays between the days @from and @to. */
static void
add_holidays (const LiftNode  *release,
              const LiftLocal *from,
              const LiftLocal *to,
              GString         *text)
{
  const char *holidays = lift_node_get_text (release, LIFT_RELEASE_HOLIDAYS);
  gint64 start = lift_local_to_seconds (from), end = lift_local_to_seconds (to);
  gint64 step = start < end ? A_DAY : -A_DAY;
  guint n = 0;

  for (gint64 d = start + step; holidays != NULL && ABS (end - d) >= A_DAY && n < MOST_HOLIDAYS; d += step)
    {
      g_autofree char *name = NULL, *shown = NULL, *date = NULL, *part = NULL;
      LiftLocal day;

      lift_local_from_seconds (d, &day);
      if (!lift_holiday_find (holidays, &day, &name))
        continue;
      date = word_day (release, &day);
      shown = lift_text_visible_line (name != NULL ? name : _("a holiday"));
      /* Translators: a date, and the name of the holiday that it is */
      part = g_strdup_printf (_("%s is %s"), date, shown);
      add (text, ", ", part);
      n++;
    }
}

/**
 * lift_words_rule:
 * @release: a release
 * @phase: one of its phases
 *
 * Why the deadline of @phase is not where its offset leads to: “Falls on Sun 28 Mar, moved to Thu 25 Mar”, or for a holiday “Falls on Fri 26 Mar (Good Friday), moved to Thu
 * 25 Mar”. A second line has the holidays in between: “Fri 26 Mar is Good Friday · by the rule”. Dates have their year where it is not
 * that of the release moment.
 *
 * Returns: (transfer full): the two lines; empty if the rule did not move it
 */
char *
lift_words_rule (const LiftNode *release,
                 const LiftNode *phase)
{
  const char *holidays = lift_node_get_text (release, LIFT_RELEASE_HOLIDAYS);
  g_autofree char *from = NULL, *to = NULL, *holiday = NULL, *shown = NULL;
  g_autoptr (GString) reasons = NULL;
  LiftDue due;

  lift_schedule_reckon (release, phase, &due);
  if (!due.moved || due.nominal == LIFT_NO_INSTANT || due.instant == LIFT_NO_INSTANT)
    return g_strdup ("");
  from = word_day (release, &due.nominal_day);
  to = word_day (release, &due.day);
  if (holidays != NULL)
    lift_holiday_find (holidays, &due.nominal_day, &holiday);
  shown = lift_text_visible_line (holiday != NULL ? holiday : "");

  reasons = g_string_new (NULL);
  add_holidays (release, &due.nominal_day, &due.day, reasons);
  if (reasons->len == 0)
    g_string_assign (reasons, _("By the rule for weekends and holidays"));
  else
    /* Translators: the end of “Fri 26 Mar is Good Friday · by the rule”: the rule for weekends and holidays */
    add (reasons, " · ", _("by the rule"));
  if (*shown != '\0')
    /* Translators: %1$s is a date, %2$s the name of the holiday that it is, %3$s another date */
    return g_strdup_printf (_("Falls on %1$s (%2$s), moved to %3$s\n%4$s"), from, shown, to, reasons->str);
  /* Translators: %1$s and %2$s are dates, %3$s says by which rule and what the days between are */
  return g_strdup_printf (_("Falls on %1$s, moved to %2$s\n%3$s"), from, to, reasons->str);
}

/* Deployments */

/**
 * lift_words_deployment:
 * @deployment: a deployment
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the words next change by time alone
 *
 * Returns: (transfer full): what is known of it beside its target: “build 4.2.0-rc3 · CHG-2041 · started 10:02”, “… · succeeded 11:07”
 */
char *
lift_words_deployment (const LiftNode *deployment,
                       GTimeZone      *zone,
                       gint64          now,
                       gint64         *changes)
{
  g_autofree char *build = lift_words_text (deployment, LIFT_DEPLOYMENT_BUILD);
  g_autofree char *ticket = lift_words_text (deployment, LIFT_DEPLOYMENT_TICKET);
  g_autofree char *reason = lift_words_text (deployment, LIFT_DEPLOYMENT_REASON);
  g_autofree char *started = lift_words_when (lift_node_get_instant (deployment, LIFT_DEPLOYMENT_STARTED), zone, now, changes);
  g_autofree char *ended = lift_words_when (lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED), zone, now, changes);
  g_autofree char *part = NULL;
  GString *text = g_string_new (NULL);
  const char *planned = lift_node_get_text (deployment, LIFT_DEPLOYMENT_PLANNED);
  LiftLocal local;

  if (*build != '\0')
    {
      /* Translators: %s names the build that is deployed */
      g_autofree char *words = g_strdup_printf (_("build %s"), build);

      add (text, " · ", words);
    }
  add (text, " · ", ticket);
  switch (lift_deployment_state (deployment))
    {
    case LIFT_DEPLOY_WAITS:
      if (planned != NULL && lift_local_parse (planned, &local))
        {
          g_autofree char *when = lift_words_when (lift_zone_resolve (zone, &local, NULL), zone, now, changes);

          /* Translators: %s is when a deployment is to start */
          part = g_strdup_printf (_("planned for %s"), when);
        }
      else
        part = g_strdup (C_("deployment", "planned"));
      break;
    case LIFT_DEPLOY_RUNS:
      part = g_strdup_printf (_("started %s"), started);
      break;
    case LIFT_DEPLOY_OVER:
    default:
      if (*started != '\0')
        {
          g_autofree char *words = g_strdup_printf (_("started %s"), started);

          add (text, " · ", words);
        }
      part = g_strdup_printf ("%s %s", lift_enum_label (LIFT_ENUM_OUTCOME, lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME)), ended);
      g_strchomp (part);
      break;
    }
  add (text, " · ", part);
  add (text, " · ", reason);
  return g_string_free (text, FALSE);
}

/**
 * lift_words_attempt:
 * @release: a release
 * @attempt: one of its attempts
 *
 * Returns: (transfer full): “Attempt 2”
 */
char *
lift_words_attempt (const LiftNode *release,
                    const LiftNode *attempt)
{
  /* Translators: an attempt to deploy a release, by its number */
  return g_strdup_printf (_("Attempt %u"), lift_attempt_number (release, attempt));
}

/**
 * lift_words_item_moment:
 * @release: a release
 * @phase: the phase it stands in
 * @item: an item
 * @now: seconds since 1970 UTC
 *
 * Returns: (transfer full): the moment of its own that an item has: “T−30 min, Wed 9 Dec, 09:30”, “Wed 9 Dec, 09:15”; before the release has a moment “T−30 min” or “09:15”;
 *   empty if it has none
 */
char *
lift_words_item_moment (const LiftNode *release,
                        const LiftNode *phase,
                        const LiftNode *item,
                        gint64          now)
{
  gint64 due = lift_schedule_item_due (release, phase, item);
  const char *clock = lift_node_get_text (item, LIFT_ITEM_CLOCK);
  g_autofree char *offset = lift_words_offset (lift_node_get_text (item, LIFT_ITEM_OFFSET), LIFT_DAYS_CALENDAR);
  GTimeZone *zone = *offset != '\0' ? lift_schedule_zone (release) : lift_schedule_phase_zone (release, phase);
  g_autofree char *when = lift_words_date_time (due, zone, now, FALSE);
  GString *text = g_string_new (offset);

  add (text, ", ", due == LIFT_NO_INSTANT ? clock : when);
  return g_string_free (text, FALSE);
}

/**
 * lift_words_item_time:
 * @release: a release
 * @phase: the phase it stands in
 * @item: an item
 * @now: seconds since 1970 UTC
 * @n_time: (out) (optional): how many bytes the time has, at the start
 *
 * The same for the list of its phase, the time first, and with its date only where that is not the day on which the phase is due.
 *
 * Returns: (transfer full): “09:30 · T−30 min”, “Tue 8 Dec, 22:00 · T−12 h”, “09:15”; before the release has a moment “T−30 min” or “09:15”; empty if it has none
 */
char *
lift_words_item_time (const LiftNode *release,
                      const LiftNode *phase,
                      const LiftNode *item,
                      gint64          now,
                      gsize          *n_time)
{
  gint64 due = lift_schedule_item_due (release, phase, item), phase_due = lift_schedule_due (release, phase, NULL);
  const char *clock = lift_node_get_text (item, LIFT_ITEM_CLOCK);
  g_autofree char *offset = lift_words_offset (lift_node_get_text (item, LIFT_ITEM_OFFSET), LIFT_DAYS_CALENDAR);
  GTimeZone *zone = *offset != '\0' ? lift_schedule_zone (release) : lift_schedule_phase_zone (release, phase);
  GString *text = g_string_new (NULL);

  if (due != LIFT_NO_INSTANT)
    {
      gboolean same_day = phase_due != LIFT_NO_INSTANT && lift_words_get_day (due, zone) == lift_words_get_day (phase_due, zone);
      g_autofree char *when = same_day ? lift_words_clock (due, zone) : lift_words_date_time (due, zone, now, FALSE);

      g_string_append (text, when);
    }
  else if (clock != NULL)
    g_string_append (text, clock);
  if (n_time != NULL)
    *n_time = text->len;
  add (text, " · ", offset);
  return g_string_free (text, FALSE);
}
