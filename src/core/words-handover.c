/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "attempt.h"
#include "intents.h"
#include "words-private.h"

/* What somebody has to know who takes a release over, made from the facts. */

#define MOST_OPEN 12 /* items of a phase that are told one by one */

static void
line (GString    *text,
      const char *format,
      ...) G_GNUC_PRINTF (2, 3);

static void
line (GString    *text,
      const char *format,
      ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
  g_string_append_c (text, '\n');
}

/* “2.2 Verify pipelines · Blocked · TLS library · Jonas Weber, Tue 1 Dec, 17:52 · owner: Amira Haddad” */
static void
item_line (GString  *text,
           LiftNode *release,
           LiftNode *item,
           gint64    now)
{
  g_autofree char *number = lift_number_of (release, lift_node_get_id (item));
  g_autofree char *what = lift_words_text (item, LIFT_ITEM_TEXT);
  g_autofree char *state = lift_words_item_state (item, lift_schedule_zone (release), now, NULL);
  g_autofree char *owner = lift_words_text (item, LIFT_ITEM_OWNER);

  g_string_append_printf (text, "- %s %s", number, what);
  if (*state != '\0')
    g_string_append_printf (text, " · %s", state);
  if (*owner != '\0')
    /* Translators: %s is the person who is to do an item */
    g_string_append_printf (text, _(" · owner: %s"), owner);
  g_string_append_c (text, '\n');
}

static void
add_head (GString  *text,
          LiftNode *release,
          gint64    now)
{
  GTimeZone *zone = lift_schedule_zone (release);
  g_autofree char *name = lift_words_release_name (release);
  g_autofree char *at = lift_words_full (now, zone, TRUE);
  g_autofree char *state = lift_words_release_state (release, zone, now, NULL);
  g_autofree char *moves = lift_words_moves (release, now);
  gint64 moment = lift_schedule_moment (release);

  /* Translators: the first line of a hand-over note: the release, and when the note was made */
  line (text, _("%s, as of %s"), name, at);
  line (text, "%s", state);
  if (moment != LIFT_NO_INSTANT)
    {
      g_autofree char *when = lift_words_full (moment, zone, TRUE);
      g_autofree char *countdown = lift_words_countdown (moment, now, NULL);

      g_string_append_printf (text, _("Release moment: %s (%s)"), when, countdown);
    }
  else
    g_string_append (text, _("No release moment yet"));
  line (text, *moves != '\0' ? ", %s" : "%s", moves);
}

static void
add_deployments (GString  *text,
                 LiftNode *release,
                 gint64    now)
{
  LiftNode *attempt = lift_attempt_current (release);
  LiftNodes *deployments = attempt != NULL ? lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS) : NULL;
  g_autofree char *title = attempt != NULL ? lift_words_attempt (release, attempt) : NULL;

  if (attempt == NULL)
    return;
  line (text, "\n%s", title);
  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    {
      LiftNode *deployment = lift_nodes_get (deployments, i);
      g_autofree char *target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);
      g_autofree char *words = lift_words_deployment (deployment, lift_schedule_zone (release), now, NULL);

      line (text, "- %s · %s", target, words);
    }
}

static void
add_incidents (GString  *text,
               LiftNode *release,
               gint64    now)
{
  LiftNodes *incidents = lift_node_get_list (release, LIFT_RELEASE_INCIDENTS);
  gboolean any = FALSE;

  for (guint i = 0; i < lift_nodes_get_n (incidents); i++)
    {
      LiftNode *incident = lift_nodes_get (incidents, i);
      LiftNodes *steps = lift_node_get_list (incident, LIFT_INCIDENT_ITEMS);
      g_autofree char *number = lift_number_of (release, lift_node_get_id (incident));
      g_autofree char *title = lift_words_text (incident, LIFT_INCIDENT_TITLE);
      g_autofree char *elapsed = lift_words_elapsed (lift_node_get_instant (incident, LIFT_INCIDENT_STARTED), now, NULL);
      g_autofree char *progress = lift_words_of (lift_nodes_n_closed (steps), lift_nodes_get_n (steps));

      if (!lift_schedule_is_open_incident (incident))
        continue;
      if (!any)
        line (text, "\n%s", _("Open incidents"));
      any = TRUE;
      line (text, "- %s %s · %s · %s · %s · %s", number, title,
            lift_enum_label (LIFT_ENUM_SEVERITY, lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY)),
            lift_enum_label (LIFT_ENUM_INCIDENT_STATE, lift_node_get_enum (incident, LIFT_INCIDENT_STATE)), elapsed, progress);
    }
}

static gboolean
is_stuck (LiftNode *item)
{
  LiftItemState state = lift_item_get_state (item);

  return state == LIFT_ITEM_BLOCKED || state == LIFT_ITEM_FAILED;
}

static void
add_stuck (GString  *text,
           LiftNode *release,
           gint64    now)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  gboolean any = FALSE;

  for (guint p = 0; p < lift_nodes_get_n (phases); p++)
    {
      LiftNodes *items = lift_node_get_list (lift_nodes_get (phases, p), LIFT_PHASE_ITEMS);

      for (guint i = 0; i < lift_nodes_get_n (items); i++)
        if (is_stuck (lift_nodes_get (items, i)))
          {
            if (!any)
              line (text, "\n%s", _("Blocked or failed"));
            any = TRUE;
            item_line (text, release, lift_nodes_get (items, i), now);
          }
    }
}

/* What is open in a phase that is not done: item by item where it presses or comes next, else as a figure. */
static void
add_phase (GString  *text,
           LiftNode *release,
           LiftNode *phase,
           gboolean  in_full,
           gint64    now)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  g_autofree char *number = lift_number_of (release, lift_node_get_id (phase));
  g_autofree char *title = lift_words_text (phase, LIFT_PHASE_TITLE);
  g_autofree char *state = lift_words_phase_state (release, phase, now, lift_schedule_zone (release), NULL);
  g_autofree char *due = lift_words_due (release, phase, now);
  g_autofree char *progress = lift_words_of (lift_nodes_n_closed (items), lift_nodes_get_n (items));
  guint told = 0, open = 0;

  line (text, "- %s %s · %s · %s · %s", number, title, progress, state, due);
  for (guint i = 0; in_full && i < lift_nodes_get_n (items); i++)
    {
      LiftNode *item = lift_nodes_get (items, i);

      if (lift_item_get_state (item) != LIFT_ITEM_OPEN)
        continue;
      open++;
      if (open > MOST_OPEN)
        continue;
      told++;
      g_string_append (text, "  ");
      item_line (text, release, item, now);
    }
  if (open > told)
    line (text, ngettext ("  - and %u more open item", "  - and %u more open items", open - told), open - told);
}

/**
 * lift_words_handover:
 * @release: a release
 * @now: seconds since 1970 UTC
 *
 * A note for whoever takes the release over, in the reader's language: its state and moment, deployments, open incidents, what is blocked or failed, and the phases
 * that are not done with when they are due, item by item where a phase is overdue, runs, is due soon or comes next.
 *
 * Returns: (transfer full): text of many lines, without a line feed at the end
 */
char *
lift_words_handover (LiftNode *release,
                     gint64    now)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  LiftNode *next = lift_schedule_next (release, now);
  GString *text = g_string_new (NULL);
  gboolean any = FALSE;

  add_head (text, release, now);
  add_deployments (text, release, now);
  add_incidents (text, release, now);
  add_stuck (text, release, now);
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);
      LiftPhaseState state = lift_schedule_phase_state (release, phase, now, NULL);

      if (state == LIFT_PHASE_DONE)
        continue;
      if (!any)
        line (text, "\n%s", _("To do"));
      any = TRUE;
      add_phase (text, release, phase, phase == next || state != LIFT_PHASE_UPCOMING, now);
    }
  return g_strchomp (g_string_free (text, FALSE));
}
