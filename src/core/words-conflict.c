/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "text.h"
#include "words-private.h"

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* A wall clock time in the zone it was meant in, whatever the zone of the release is now. */
static char *
dup_local (const char *text,
           const char *zone)
{
  g_autofree char *date = NULL;
  g_autofree char *moment = NULL;
  LiftLocal local;

  if (!lift_local_parse (text, &local))
    return g_strdup (text);
  date = lift_words_local_date (&local);
  moment = g_strdup_printf ("%s, %02d:%02d", date, local.hour, local.minute);
  return is_set (zone) ? g_strdup_printf ("%s %s", moment, zone) : g_steal_pointer (&moment);
}

static char *
dup_item_state (const LiftNode *value,
                GTimeZone      *zone,
                gint64          now,
                gint64         *changes)
{
  if (lift_node_get_enum (value, LIFT_ITEM_STATE) == LIFT_ITEM_OPEN)
    return g_strdup (lift_enum_label (LIFT_ENUM_ITEM_STATE, LIFT_ITEM_OPEN));
  return lift_words_item_state (value, zone, now, changes);
}

static char *
dup_incident_state (const LiftNode *value,
                    GTimeZone      *zone,
                    gint64          now,
                    gint64         *changes)
{
  const char *state = lift_enum_label (LIFT_ENUM_INCIDENT_STATE, lift_node_get_enum (value, LIFT_INCIDENT_STATE));
  g_autofree char *when = lift_words_when (lift_node_get_instant (value, LIFT_INCIDENT_RESOLVED_AT), zone, now, changes);

  return is_set (when) ? g_strdup_printf ("%s · %s", state, when) : g_strdup (state);
}

static char *
dup_window (const char *text)
{
  LiftDuration window;

  return is_set (text) && lift_duration_parse (text, &window) ? lift_words_length (&window, LIFT_DAYS_CALENDAR, TRUE) : NULL;
}

static char *
dup_evidence (const LiftNode *value)
{
  g_autofree char *url = lift_words_text (value, LIFT_ITEM_EVIDENCE);
  g_autofree char *title = lift_words_text (value, LIFT_ITEM_EVIDENCE_TITLE);

  return is_set (title) && is_set (url) ? g_strdup_printf ("%s · %s", title, url) : g_strdup (is_set (title) ? title : url);
}

/* “Rolled back · error rate · Ada, 11:30” */
static char *
dup_outcome (const LiftNode *value,
             GTimeZone      *zone,
             gint64          now,
             gint64         *changes)
{
  g_autofree char *reason = lift_words_text (value, LIFT_DEPLOYMENT_REASON);
  g_autofree char *by = lift_words_text (value, LIFT_DEPLOYMENT_ENDED_BY);
  g_autofree char *when = lift_words_when (lift_node_get_instant (value, LIFT_DEPLOYMENT_ENDED), zone, now, changes);
  GString *words = g_string_new (lift_enum_label (LIFT_ENUM_OUTCOME, lift_node_get_enum (value, LIFT_DEPLOYMENT_OUTCOME)));
  const char *const parts[] = { reason, by, when };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (is_set (parts[i]))
      g_string_append_printf (words, "%s%s", parts[i] == when && is_set (by) ? ", " : " · ", parts[i]);
  return g_string_free (words, FALSE);
}

static char *
dup_item_moment (const LiftNode *value)
{
  const char *offset = lift_node_get_text (value, LIFT_ITEM_OFFSET);

  return is_set (offset) ? lift_words_offset (offset, LIFT_DAYS_CALENDAR) : lift_words_text (value, LIFT_ITEM_CLOCK);
}

/* NULL or empty: there is nothing. */
static char *
dup_value (LiftField       unit,
           const LiftNode *value,
           GTimeZone      *zone,
           gint64          now,
           gint64         *changes)
{
  const LiftFieldInfo *info = lift_field_info (unit);

  switch ((guint) unit)
    {
    case LIFT_ITEM_STATE:
      return dup_item_state (value, zone, now, changes);
    case LIFT_ITEM_EVIDENCE:
      return dup_evidence (value);
    case LIFT_INCIDENT_STATE:
      return dup_incident_state (value, zone, now, changes);
    case LIFT_RELEASE_WINDOW:
      return dup_window (lift_node_get_text (value, unit));
    case LIFT_RELEASE_STATE:
      return lift_words_release_state (value, zone, now, changes);
    case LIFT_DEPLOYMENT_OUTCOME:
      return dup_outcome (value, zone, now, changes);
    case LIFT_DEPLOYMENT_PLANNED:
      return is_set (lift_node_get_text (value, unit)) ? dup_local (lift_node_get_text (value, unit), NULL)
                                                       : dup_window (lift_node_get_text (value, LIFT_DEPLOYMENT_WINDOW));
    case LIFT_ITEM_OFFSET:
      return dup_item_moment (value);
    case LIFT_PHASE_OFFSET:
      return lift_words_offset (lift_node_get_text (value, unit), lift_node_get_enum (value, LIFT_PHASE_COUNTED));
    case LIFT_PHASE_PINNED_LOCAL:
      return is_set (lift_node_get_text (value, unit)) ? dup_local (lift_node_get_text (value, unit), lift_node_get_text (value, LIFT_PHASE_PINNED_ZONE)) : NULL;
    case LIFT_RELEASE_LOCAL:
      return is_set (lift_node_get_text (value, unit)) ? dup_local (lift_node_get_text (value, unit), lift_node_get_text (value, LIFT_RELEASE_ZONE)) : NULL;
    default:
      if (info->type == LIFT_TYPE_ENUM)
        return g_strdup (lift_enum_label (info->about, lift_node_get_enum (value, unit)));
      if (info->type == LIFT_TYPE_INSTANT)
        return lift_words_when (lift_node_get_instant (value, unit), zone, now, changes);
      return lift_words_text (value, unit);
    }
}

static const char *
get_nothing (LiftField unit)
{
  switch ((guint) unit)
    {
    case LIFT_ITEM_OWNER:
    case LIFT_RELEASE_MANAGER:
      /* Translators: in the place of a person’s name */
      return _("Nobody");
    case LIFT_PHASE_PINNED_LOCAL:
      return _("Not pinned");
    case LIFT_RELEASE_LOCAL:
      return _("No release moment yet");
    default:
      /* Translators: in the place of a text that one side left empty */
      return _("Nothing");
    }
}

/* The stamp of a decision: “2026-12-02T10:00:00Z Ann”. */
static void
append_settled (GString    *words,
                const char *stamp,
                GTimeZone  *zone,
                gint64      now,
                gint64     *changes)
{
  const char *space = strchr (stamp, ' ');
  g_autofree char *instant = space != NULL ? g_strndup (stamp, space - stamp) : g_strdup (stamp);
  gint64 at = lift_instant_parse (instant);
  g_autofree char *when = lift_words_when (at, zone, now, changes);
  g_autofree char *who = lift_text_visible (space != NULL ? space + 1 : "");

  g_string_append (words, " · ");
  if (*who != '\0' && *when != '\0')
    /* Translators: who decided a conflict for this value, and when: “decided by Ann, 10:02” */
    g_string_append_printf (words, _("decided by %1$s, %2$s"), who, when);
  else if (*who != '\0')
    /* Translators: who decided a conflict for this value */
    g_string_append_printf (words, _("decided by %s"), who);
  else
    /* Translators: when a conflict was decided for this value */
    g_string_append_printf (words, _("decided %s"), *when != '\0' ? when : stamp);
}

/**
 * lift_words_candidate:
 * @conflict: a conflict
 * @candidate: which of its candidates, from 0
 * @zone: the zone to speak in
 * @now: seconds since 1970 UTC
 * @changes: (inout) (optional): lowered to when the words next change
 *
 * What one would choose, for the button that does it. Times of the document that are meant in a zone of their own keep it.
 *
 * Returns: (transfer full): “Skipped · no time · Mia, 21:05”, “Wed 9 Dec 2026, 10:00 Europe/Berlin”, “Nobody”; of what was deleted on one side “Keep” or “Delete”
 */
char *
lift_words_candidate (const LiftConflict *conflict,
                      guint               candidate,
                      GTimeZone          *zone,
                      gint64              now,
                      gint64             *changes)
{
  LiftNode *value = lift_conflict_get_value (conflict, candidate);
  const char *settled = g_array_index (conflict->candidates, LiftCandidate, candidate).settled;
  g_autofree char *text = NULL;
  GString *words;

  g_return_val_if_fail (zone != NULL, NULL);

  if (!lift_conflict_is_deletion (conflict))
    text = dup_value (conflict->unit, value, zone, now, changes);
  else if (value != NULL)
    /* Translators: a button: what was deleted in one copy of the document stays */
    text = g_strdup (C_("conflict", "Keep"));
  else
    /* Translators: a button: what was deleted in one copy of the document goes */
    text = g_strdup (C_("conflict", "Delete"));

  words = g_string_new (is_set (text) ? text : get_nothing (conflict->unit));
  if (settled != NULL)
    append_settled (words, settled, zone, now, changes);
  return g_string_free (words, FALSE);
}

/**
 * lift_words_conflict:
 * @conflict: a conflict
 *
 * Returns: (transfer none): what is in conflict: “State”, “Deployment window”, “Deleted in one copy, changed in another”
 */
const char *
lift_words_conflict (const LiftConflict *conflict)
{
  return lift_conflict_is_deletion (conflict) ? _("Deleted in one copy, changed in another") : lift_conflict_get_label (conflict);
}

/**
 * lift_words_in_conflict:
 * @conflicts: (element-type LiftConflict): conflicts of one thing
 *
 * Returns: (transfer full): “In conflict: State, Text”
 */
char *
lift_words_in_conflict (const GPtrArray *conflicts)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "", lift_conflict_get_label (g_ptr_array_index (conflicts, i)));
  /* Translators: %s says what nobody has decided yet: “In conflict: State, Text” */
  return g_strdup_printf (_("In conflict: %s"), labels->str);
}

/**
 * lift_words_n_conflicts:
 * @n: how many
 *
 * Returns: (transfer full): “2 conflicts”
 */
char *
lift_words_n_conflicts (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u conflict", "%u conflicts", n), n);
}
