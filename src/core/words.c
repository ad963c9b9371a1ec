/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "intents.h"
#include "text.h"
#include "words-private.h"

#define A_MINUTE 60
#define AN_HOUR  3600
#define A_DAY    86400

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* A length of time in its largest unit, cut: 1 d 4 h is one day. */
static int
cut (gint64  span,
     gint64 *unit)
{
  *unit = span >= A_DAY ? A_DAY : span >= AN_HOUR ? AN_HOUR : A_MINUTE;
  return span / *unit;
}

/* Lowers @changes to when the figure that counts down to @target becomes one less. */
static int
cut_until (gint64  target,
           gint64  now,
           gint64 *unit,
           gint64 *changes)
{
  int n = cut (target - now, unit);

  lift_changes_lower (changes, n > 0 ? target - n * *unit + 1 : target);
  return n;
}

static char *
word_overdue (gint64  since,
              gint64  now,
              gint64 *changes)
{
  gint64 unit;
  int n = cut (now - since, &unit);

  lift_changes_lower (changes, since + (n + 1) * unit);
  if (n == 0)
    return g_strdup (_("Overdue"));
  if (unit == A_DAY)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Overdue by %d day", "Overdue by %d days", n), n);
  if (unit == AN_HOUR)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Overdue by %d hour", "Overdue by %d hours", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Overdue by %d min", "Overdue by %d min", n), n);
}

static char *
word_upcoming (gint64  due,
               gint64  now,
               gint64 *changes)
{
  gint64 unit;
  int n = cut_until (due, now, &unit, changes);

  if (n == 0)
    return g_strdup (_("Upcoming"));
  if (unit == A_DAY)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Upcoming, in %d day", "Upcoming, in %d days", n), n);
  if (unit == AN_HOUR)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Upcoming, in %d hour", "Upcoming, in %d hours", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Upcoming, in %d min", "Upcoming, in %d min", n), n);
}

static char *
word_in_progress (gint64  due,
                  gint64  now,
                  gint64 *changes)
{
  gint64 unit;
  int n = cut_until (due, now, &unit, changes);

  if (n == 0)
    return g_strdup (_("In progress"));
  if (unit == A_DAY)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "In progress, due in %d day", "In progress, due in %d days", n), n);
  if (unit == AN_HOUR)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "In progress, due in %d hour", "In progress, due in %d hours", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "In progress, due in %d min", "In progress, due in %d min", n), n);
}

static char *
word_window (gint64     end,
             GTimeZone *zone,
             gint64     now,
             gint64    *changes)
{
  gint64 day = lift_words_get_day (end, zone);
  g_autofree char *until = NULL;

  lift_words_day_changes (changes, day, zone, now);
  if (day == lift_words_get_day (now, zone))
    until = lift_words_clock (end, zone);
  else
    until = lift_words_date_time (end, zone, now, FALSE);
  /* Translators: the deployment window is open until that time: “12:00” or “Thu 10 Dec, 01:00” */
  return g_strdup_printf (_("In progress, window until %s"), until);
}

/* The last hour counts minutes; before that it is a time of a day. */
static char *
word_due_soon (gint64     due,
               gboolean   starts,
               GTimeZone *zone,
               gint64     now,
               gint64    *changes)
{
  g_autofree char *clock = NULL;
  g_autofree char *weekday = NULL;
  gint64 day, ahead, unit;

  if (due - now < AN_HOUR)
    {
      int n = cut_until (due, now, &unit, changes);

      if (n == 0)
        return g_strdup (starts ? _("Starts within a minute") : _("Due within a minute"));
      if (starts)
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Starts in %d min", "Starts in %d min", n), n);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Due in %d min", "Due in %d min", n), n);
    }

  day = lift_words_get_day (due, zone);
  ahead = day - lift_words_get_day (now, zone);
  lift_changes_lower (changes, due - AN_HOUR + 1);
  lift_words_day_changes (changes, day - 1, zone, now);
  lift_words_day_changes (changes, day, zone, now);
  clock = lift_words_clock (due, zone);
  if (ahead == 0)
    /* Translators: %s is a time of day */
    return g_strdup_printf (starts ? _("Starts today, %s") : _("Due today, %s"), clock);
  if (ahead == 1)
    /* Translators: %s is a time of day */
    return g_strdup_printf (starts ? _("Starts tomorrow, %s") : _("Due tomorrow, %s"), clock);
  /* Translators: a day of the week, as in g_date_time_format() */
  /* xgettext:no-c-format */
  weekday = lift_words_format (due, zone, C_("date", "%A"));
  /* Translators: a day of the week and a time of day */
  return g_strdup_printf (starts ? _("Starts %s, %s") : _("Due %s, %s"), weekday, clock);
}

static char *
word_after_deployment (const LiftNode *phase)
{
  const char *text = lift_node_get_text (phase, LIFT_PHASE_OFFSET);
  g_autofree char *length = NULL;
  LiftDuration offset;

  if (!is_set (text) || !lift_duration_parse (text, &offset))
    return g_strdup (_("Upcoming"));
  length = lift_words_length (&offset, lift_node_get_enum (phase, LIFT_PHASE_COUNTED), FALSE);
  /* Translators: so long after the end of the deployment that is going on: “Upcoming, 1 h after deployment” */
  return g_strdup_printf (_("Upcoming, %s after deployment"), length);
}

static char *
word_quiet (LiftQuiet       quiet,
            LiftPhaseState  state,
            const LiftNode *phase)
{
  switch (quiet)
    {
    case LIFT_QUIET_HELD:
      return g_strdup (C_("phase", "On hold"));
    case LIFT_QUIET_ABORTED:
      return g_strdup (C_("phase", "Aborted"));
    case LIFT_QUIET_CLOSED:
      return g_strdup (C_("phase", "Not finished"));
    case LIFT_QUIET_ATTEMPT:
      return g_strdup (C_("phase", "Waits for a new attempt"));
    case LIFT_QUIET_RUNNING:
      return state == LIFT_PHASE_IN_PROGRESS ? g_strdup (_("In progress")) : word_after_deployment (phase);
    case LIFT_QUIET_NOT:
    default:
      g_assert_not_reached ();
    }
}

static char *
word_done (const LiftNode *phase)
{
  guint skipped = lift_nodes_tally (lift_node_get_list (phase, LIFT_PHASE_ITEMS), LIFT_ITEM_SKIPPED);

  if (skipped == 0)
    return g_strdup (C_("phase", "Done"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Done, %u skipped", "Done, %u skipped", skipped), skipped);
}

/* Minutes and hours after the release say more than a countdown, as long as it is ahead. */
static gboolean
follows_release (const LiftNode *phase,
                 LiftDuration   *offset)
{
  const char *text = lift_node_get_text (phase, LIFT_PHASE_OFFSET);

  return !is_set (lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL)) && is_set (text) &&
         lift_duration_parse (text, offset) && offset->sign > 0 && offset->seconds > 0 && !lift_duration_has_days (offset);
}

/**
 * lift_words_phase_state:
 * @release: a release
 * @phase: one of its phases
 * @now: seconds since 1970 UTC
 * @zone: the zone to speak in
 * @changes: (inout) (optional): lowered to when the words next change by time alone
 *
 * The state of a phase and what it means for now: “Done, 1 skipped”, “Overdue by 1 day”, “Due tomorrow, 16:00”, “In progress, window
 * until 12:00”, “Upcoming, in 5 days”, “On hold” where nothing is pressing (lift_schedule_quiet()). Figures are cut. Costs the same whatever the number of items.
 *
 * Returns: (transfer full): the words
 */
char *
lift_words_phase_state (const LiftNode *release,
                        const LiftNode *phase,
                        gint64          now,
                        GTimeZone      *zone,
                        gint64         *changes)
{
  LiftQuiet quiet = lift_schedule_quiet (release, phase);
  LiftPhaseState state;
  LiftDuration offset;
  gint64 due, moment;

  g_return_val_if_fail (zone != NULL, NULL);

  state = lift_schedule_phase_state (release, phase, now, changes);
  if (state == LIFT_PHASE_DONE)
    return word_done (phase);
  if (quiet != LIFT_QUIET_NOT)
    return word_quiet (quiet, state, phase);

  due = lift_schedule_due (release, phase, NULL);
  switch (state)
    {
    case LIFT_PHASE_OVERDUE:
      return word_overdue (lift_schedule_overdue_from (release, phase), now, changes);

    case LIFT_PHASE_DUE_SOON:
      return word_due_soon (due, lift_schedule_is_release_day (phase), zone, now, changes);

    case LIFT_PHASE_IN_PROGRESS:
      if (due == LIFT_NO_INSTANT)
        return g_strdup (_("In progress"));
      if (now >= due || lift_schedule_is_release_day (phase))
        return word_window (lift_schedule_overdue_from (release, phase), zone, now, changes);
      return word_in_progress (due, now, changes);

    case LIFT_PHASE_UPCOMING:
      if (due == LIFT_NO_INSTANT)
        return g_strdup (_("Upcoming"));
      moment = lift_schedule_moment (release);
      if (now < moment && follows_release (phase, &offset))
        {
          g_autofree char *length = lift_words_length (&offset, LIFT_DAYS_CALENDAR, FALSE);

          lift_changes_lower (changes, moment);
          /* Translators: so long after the release moment: “Upcoming, 1 h after” */
          return g_strdup_printf (_("Upcoming, %s after"), length);
        }
      return word_upcoming (due, now, changes);

    case LIFT_PHASE_DONE:
    default:
      g_assert_not_reached ();
    }
}

static char *
format_window (gint64     start,
               gint64     end,
               GTimeZone *zone)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const char *abbreviation, *abbreviation_at_end;

  lift_zone_local (zone, start, NULL, NULL, &abbreviation);
  lift_zone_local (zone, end, NULL, NULL, &abbreviation_at_end);
  if (lift_words_get_day (start, zone) == lift_words_get_day (end, zone) && strcmp (abbreviation, abbreviation_at_end) == 0)
    {
      from = lift_words_full (start, zone, FALSE);
      to = lift_words_clock (end, zone);
      /* Translators: a date and the time a window opens, the time it closes, the time zone: “Wed 9 Dec 2026, 10:00–12:00 CET” */
      return g_strdup_printf (C_("window", "%s–%s %s"), from, to, abbreviation);
    }
  from = lift_words_full (start, zone, TRUE);
  to = lift_words_full (end, zone, TRUE);
  /* Translators: when a window opens and closes, each with date, time and zone */
  return g_strdup_printf (C_("window", "%s – %s"), from, to);
}

/**
 * lift_words_due:
 * @release: a release
 * @phase: one of its phases
 * @now: seconds since 1970 UTC
 *
 * The exact deadline in the zone of the release, or of the pin: “due Fri 4 Dec 2026, 10:00 CET (T−3 days)”, “was due …” while the
 * phase is overdue; of the release-day phase the deployment window: “Wed 9 Dec 2026, 10:00–12:00 CET”. It changes by time only when
 * the state of the phase does.
 *
 * Returns: (transfer full): the words
 */
char *
lift_words_due (const LiftNode *release,
                const LiftNode *phase,
                gint64          now)
{
  gint64 due = lift_schedule_due (release, phase, NULL);
  gboolean pinned = is_set (lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL));
  g_autofree char *offset = lift_words_offset (lift_node_get_text (phase, LIFT_PHASE_OFFSET), lift_node_get_enum (phase, LIFT_PHASE_COUNTED));
  g_autofree char *date = NULL;
  gboolean overdue;
  GTimeZone *zone;

  if (due == LIFT_NO_INSTANT && is_set (offset) && !pinned)
    /* Translators: the offset stands in the brackets: “T−1 week” */
    return g_strdup_printf (_("no release moment yet (%s)"), offset);
  if (due == LIFT_NO_INSTANT)
    return g_strdup (_("no deadline"));

  zone = lift_schedule_phase_zone (release, phase);
  if (lift_schedule_is_release_day (phase))
    return format_window (due, lift_schedule_overdue_from (release, phase), zone);

  date = lift_words_full (due, zone, TRUE);
  overdue = lift_schedule_phase_state (release, phase, now, NULL) == LIFT_PHASE_OVERDUE;
  if (pinned)
    /* Translators: a deadline that stays where it is when the release moves */
    return g_strdup_printf (overdue ? _("was due %s (pinned)") : _("due %s (pinned)"), date);
  /* Translators: a date with time and zone, and the offset: “due Fri 4 Dec 2026, 10:00 CET (T−3 days)” */
  return g_strdup_printf (overdue ? _("was due %s (%s)") : _("due %s (%s)"), date, offset);
}

static void
add (GString    *text,
     const char *separator,
     const char *part)
{
  if (!is_set (part))
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/**
 * lift_words_item_details:
 * @item: an item
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the words next change
 *
 * What stands behind the word of the item's state: the reason, who accepted the risk, who and when.
 *
 * Returns: (transfer full): “fix in review · Jonas Weber, Tue 1 Dec, 17:52”; empty for an open item
 */
char *
lift_words_item_details (const LiftNode *item,
                         GTimeZone      *zone,
                         gint64          now,
                         gint64         *changes)
{
  g_autofree char *reason = lift_words_text (item, LIFT_ITEM_REASON);
  g_autofree char *accepted = lift_words_text (item, LIFT_ITEM_ACCEPTED);
  g_autofree char *by = lift_words_text (item, LIFT_ITEM_BY);
  g_autoptr (GString) act = g_string_new (NULL);
  g_autofree char *when = NULL;
  GString *text = g_string_new (NULL);

  if (lift_node_get_enum (item, LIFT_ITEM_STATE) == LIFT_ITEM_OPEN)
    return g_string_free (text, FALSE);

  add (text, " · ", reason);
  if (is_set (accepted))
    {
      /* Translators: who took the risk of leaving an item out */
      g_autofree char *risk = g_strdup_printf (_("risk accepted by %s"), accepted);

      add (text, " · ", risk);
    }
  when = lift_words_when (lift_node_get_instant (item, LIFT_ITEM_AT), zone, now, changes);
  add (act, ", ", by);
  add (act, ", ", when);
  add (text, " · ", act->str);
  return g_string_free (text, FALSE);
}

/**
 * lift_words_item_state:
 * @item: an item
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the words next change
 *
 * The word of the item's state and lift_words_item_details().
 *
 * Returns: (transfer full): “Done · Amira Haddad, Mon 30 Nov, 16:40”; empty for an open item
 */
char *
lift_words_item_state (const LiftNode *item,
                       GTimeZone      *zone,
                       gint64          now,
                       gint64         *changes)
{
  int state = lift_node_get_enum (item, LIFT_ITEM_STATE);
  g_autofree char *details = NULL;
  GString *text;

  if (state == LIFT_ITEM_OPEN)
    return g_strdup ("");

  details = lift_words_item_details (item, zone, now, changes);
  text = g_string_new (lift_enum_label (LIFT_ENUM_ITEM_STATE, state));
  add (text, " · ", details);
  return g_string_free (text, FALSE);
}

/**
 * lift_words_tally:
 * @items: (nullable): items
 * @most_parts: how many parts to give at most, the last ones; 0 for all
 *
 * How many items are in which state; a state that none is in is left out. What is still to be done comes last, so that it is what
 * a short form keeps.
 *
 * Returns: (transfer full): “3 done · 1 skipped · 1 n/a · 1 blocked · 1 open”
 */
char *
lift_words_tally (const LiftNodes *items,
                  guint            most_parts)
{
  static const LiftItemState order[] = {
    LIFT_ITEM_DONE, LIFT_ITEM_SKIPPED, LIFT_ITEM_NOT_APPLICABLE, LIFT_ITEM_FAILED, LIFT_ITEM_BLOCKED, LIFT_ITEM_OPEN,
  };
  GString *text = g_string_new (NULL);
  guint parts = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    parts += lift_nodes_tally (items, order[i]) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint n = lift_nodes_tally (items, order[i]);
      g_autofree char *part = NULL;

      if (n == 0 || (parts-- > most_parts && most_parts > 0))
        continue;
      switch (order[i])
        {
        case LIFT_ITEM_DONE:
          part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u done", "%u done", n), n);
          break;
        case LIFT_ITEM_SKIPPED:
          part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u skipped", "%u skipped", n), n);
          break;
        case LIFT_ITEM_NOT_APPLICABLE:
          /* Translators: short for “not applicable” */
          part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u n/a", "%u n/a", n), n);
          break;
        case LIFT_ITEM_FAILED:
          part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u failed", "%u failed", n), n);
          break;
        case LIFT_ITEM_BLOCKED:
          part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u blocked", "%u blocked", n), n);
          break;
        case LIFT_ITEM_OPEN:
        default:
          part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open", "%u open", n), n);
          break;
        }
      add (text, " · ", part);
    }
  return g_string_free (text, FALSE);
}

/**
 * lift_words_of:
 * @n: how many
 * @total: of how many
 *
 * Returns: (transfer full): “5 of 7”
 */
char *
lift_words_of (guint n,
               guint total)
{
  /* Translators: so many closed items of so many */
  return g_strdup_printf (_("%u of %u"), n, total);
}

/**
 * lift_words_text:
 * @node: a thing of a document
 * @field: one of its texts
 *
 * A text of the document as it is shown: everything but entries, files and programs gets it from here.
 *
 * Returns: (transfer full): its text, see lift_text_visible(); empty if it has none
 */
char *
lift_words_text (const LiftNode *node,
                 LiftField       field)
{
  const char *text = lift_node_get_text (node, field);

  return text != NULL ? lift_text_visible (text) : g_strdup ("");
}

/**
 * lift_words_title:
 * @node: a thing of a document
 *
 * Returns: (transfer full): what a person knows it by, as it is shown: the text of an item, the target of a deployment; empty if it has no such text
 */
char *
lift_words_title (const LiftNode *node)
{
  LiftField title = lift_kind_title (lift_node_get_kind (node));

  return title != LIFT_N_FIELDS ? lift_words_text (node, title) : g_strdup ("");
}

/**
 * lift_words_thing:
 * @root: a release
 * @node: a thing in it
 *
 * Returns: (transfer full): what it is, for where it does not stand beside: “deployment d1.2, “Production””, “move m1”
 */
char *
lift_words_thing (LiftNode       *root,
                  const LiftNode *node)
{
  g_autofree char *number = lift_number_of (root, lift_node_get_id (node));
  g_autofree char *title = lift_words_title (node);
  const char *label = lift_kind_label (lift_node_get_kind (node));

  if (*title == '\0')
    return g_strdup_printf ("%s %s", label, number != NULL ? number : "");
  if (number == NULL)
    /* Translators: what something is and what it is called: “item “Run tests”” */
    return g_strdup_printf (_("%s “%s”"), label, title);
  /* Translators: what something is, its number and what it is called: “deployment d1.2, “Production”” */
  return g_strdup_printf (_("%s %s, “%s”"), label, number, title);
}

/**
 * lift_words_release_name:
 * @release: a release
 *
 * Returns: (transfer full): its name and version: “Payments 4.2.0”; the version once only if the name already ends with it
 */
char *
lift_words_release_name (const LiftNode *release)
{
  g_autofree char *name = lift_words_text (release, LIFT_RELEASE_NAME);
  g_autofree char *version = lift_words_text (release, LIFT_RELEASE_VERSION);
  const char *last = strrchr (name, ' ');

  if (*version == '\0' || (last != NULL && strcmp (last + 1, version) == 0))
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s %s", name, version);
}
