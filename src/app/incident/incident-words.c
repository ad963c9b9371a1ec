/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "incident-words.h"

gboolean
lift_incident_is_open (const LiftNode *incident)
{
  return lift_node_get_enum (incident, LIFT_INCIDENT_STATE) < LIFT_INCIDENT_RESOLVED;
}

char *
lift_incident_words_duration (const LiftNode *incident,
                              gint64          now,
                              gint64         *changes)
{
  gint64 started = lift_node_get_instant (incident, LIFT_INCIDENT_STARTED);
  gint64 resolved = lift_node_get_instant (incident, LIFT_INCIDENT_RESOLVED_AT);

  if (started == LIFT_NO_INSTANT)
    return g_strdup ("");
  if (!lift_incident_is_open (incident) && resolved != LIFT_NO_INSTANT)
    return lift_words_elapsed (started, MAX (resolved, started), NULL);
  return lift_words_elapsed (started, MAX (now, started), changes);
}

char *
lift_incident_words_since (const LiftNode *incident,
                           GTimeZone      *zone,
                           gint64          now,
                           gint64         *changes)
{
  gint64 started = lift_node_get_instant (incident, LIFT_INCIDENT_STARTED);
  gint64 resolved = lift_node_get_instant (incident, LIFT_INCIDENT_RESOLVED_AT);
  g_autofree char *who = lift_words_text (incident, LIFT_INCIDENT_DECLARED_BY);
  g_autofree char *since = NULL;
  g_autofree char *until = NULL;

  if (started == LIFT_NO_INSTANT)
    return g_strdup ("");

  since = lift_words_when (started, zone, now, changes);
  if (!lift_incident_is_open (incident) && resolved != LIFT_NO_INSTANT)
    {
      until = lift_words_when (resolved, zone, now, changes);
      /* Translators: an incident: from %1$s until %2$s, both times */
      return g_strdup_printf (_("from %1$s until %2$s"), since, until);
    }
  if (*who == '\0')
    /* Translators: %s is a time */
    return g_strdup_printf (_("since %s"), since);
  /* Translators: %1$s is a time, %2$s the name of a person */
  return g_strdup_printf (_("since %1$s, declared by %2$s"), since, who);
}
