/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "intents-private.h"

/**
 * lift_intent_declare:
 * @root: a release
 * @title: what went wrong, one line
 * @severity: how bad it is, or %LIFT_SEVERITY_UNSET
 * @started: when it started, seconds since 1970 UTC
 * @act: who declares it, when, and where ids come from
 * @id: (out) (optional) (transfer full): the incident's id
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Declares an incident after those there are, with the release's response list as its steps.
 *
 * Returns: (transfer full): a group, or NULL
 */
LiftGroup *
lift_intent_declare (LiftNode       *root,
                     const char     *title,
                     LiftSeverity    severity,
                     gint64          started,
                     const LiftAct  *act,
                     char          **id,
                     GError        **error)
{
  g_autofree char *line = NULL, *by = NULL, *number = NULL, *key = NULL, *new_id = NULL;
  g_autoptr (LiftNode) incident = NULL;
  LiftNodes *siblings, *steps;
  LiftGroup *group;
  guint n;

  g_return_val_if_fail (root != NULL && act != NULL, NULL);

  if (!lift_intent_line (LIFT_INCIDENT_TITLE, title, TRUE, &line, error)
      || !lift_intent_line (LIFT_INCIDENT_DECLARED_BY, act->who, FALSE, &by, error))
    return NULL;

  siblings = lift_node_get_list (root, LIFT_RELEASE_INCIDENTS);
  n = lift_nodes_get_n (siblings);
  key = lift_intent_last_position (siblings);
  new_id = lift_id_new (act->rand);

  incident = lift_node_new (LIFT_KIND_INCIDENT, new_id);
  lift_node_set_text (incident, LIFT_INCIDENT_POSITION, key);
  lift_node_set_text (incident, LIFT_INCIDENT_TITLE, line);
  lift_node_set_enum (incident, LIFT_INCIDENT_SEVERITY, severity);
  lift_node_set_instant (incident, LIFT_INCIDENT_STARTED, started);
  lift_node_set_text (incident, LIFT_INCIDENT_DECLARED_BY, by);
  steps = lift_node_get_list (root, LIFT_RELEASE_RESPONSE);
  for (guint i = 0; i < lift_nodes_get_n (steps); i++)
    lift_node_take_child (incident, LIFT_INCIDENT_ITEMS, lift_intent_copy_item (lift_nodes_get (steps, i), act->rand));

  number = g_strdup_printf ("i%u", n + 1);
  group = lift_group_new (LIFT_VERB_DECLARE, number, line);
  lift_group_insert (group, lift_node_get_id (root), LIFT_RELEASE_INCIDENTS, incident);
  if (id != NULL)
    *id = g_steal_pointer (&new_id);
  return group;
}

static gboolean
is_over (LiftIncidentState state)
{
  return state == LIFT_INCIDENT_RESOLVED || state == LIFT_INCIDENT_REVIEW || state == LIFT_INCIDENT_CLOSED;
}

/**
 * lift_intent_incident_state:
 * @root: a release
 * @id: id of an incident
 * @state: its new state
 * @at: when it was resolved, seconds since 1970 UTC; taken when the state becomes resolved, or one that follows it
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Sets the state of an incident. One that was resolved stays so through review and close, and loses the moment when it is opened again.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_incident_state (LiftNode           *root,
                            const char         *id,
                            LiftIncidentState   state,
                            gint64              at,
                            GError            **error)
{
  g_autofree char *number = NULL, *detail = NULL;
  LiftSpot place;
  LiftIncidentState old;
  LiftVerb verb = LIFT_VERB_EDIT;
  LiftGroup *group;
  gint64 resolved;

  g_return_val_if_fail (root != NULL && id != NULL && state < lift_enum_n_words (LIFT_ENUM_INCIDENT_STATE), NULL);

  if (!lift_intent_find (root, id, LIFT_KIND_INCIDENT, &place, error))
    return NULL;

  old = lift_node_get_enum (place.node, LIFT_INCIDENT_STATE);
  resolved = lift_node_get_instant (place.node, LIFT_INCIDENT_RESOLVED_AT);
  if (!is_over (state))
    resolved = LIFT_NO_INSTANT;
  else if (resolved == LIFT_NO_INSTANT || (state == LIFT_INCIDENT_RESOLVED && old != LIFT_INCIDENT_RESOLVED))
    resolved = at;

  if (state == LIFT_INCIDENT_RESOLVED)
    verb = LIFT_VERB_RESOLVE;
  else if ((is_over (old) || old == LIFT_INCIDENT_CANCELLED) && !is_over (state) && state != LIFT_INCIDENT_CANCELLED)
    verb = LIFT_VERB_REOPEN;

  number = lift_spot_number (&place);
  detail = g_strdup_printf ("%s: %s → %s", lift_node_get_text (place.node, LIFT_INCIDENT_TITLE),
                            lift_enum_label (LIFT_ENUM_INCIDENT_STATE, old), lift_enum_label (LIFT_ENUM_INCIDENT_STATE, state));
  group = lift_group_new (verb, number, detail);
  if (state != old)
    {
      lift_group_set_enum (group, place.node, LIFT_INCIDENT_STATE, state);
      lift_group_set_instant (group, place.node, LIFT_INCIDENT_RESOLVED_AT, resolved);
    }
  return group;
}

/**
 * lift_intent_incident_title:
 * @root: a release
 * @id: id of an incident
 * @title: its new title, one line
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Renames an incident.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_incident_title (LiftNode    *root,
                            const char  *id,
                            const char  *title,
                            GError     **error)
{
  g_autofree char *line = NULL, *number = NULL, *detail = NULL;
  LiftSpot place;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  if (!lift_intent_line (LIFT_INCIDENT_TITLE, title, TRUE, &line, error)
      || !lift_intent_find (root, id, LIFT_KIND_INCIDENT, &place, error))
    return NULL;

  number = lift_spot_number (&place);
  detail = lift_intent_from_to (lift_node_get_text (place.node, LIFT_INCIDENT_TITLE), line);
  group = lift_group_new (LIFT_VERB_REWORD, number, detail);
  lift_intent_update (group, place.node, LIFT_INCIDENT_TITLE, line);
  return group;
}

/**
 * lift_intent_severity:
 * @root: a release
 * @id: id of an incident
 * @severity: how bad it is
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Assesses an incident.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_severity (LiftNode      *root,
                      const char    *id,
                      LiftSeverity   severity,
                      GError       **error)
{
  g_autofree char *number = NULL, *detail = NULL;
  LiftSpot place;
  LiftSeverity old;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && id != NULL && severity < lift_enum_n_words (LIFT_ENUM_SEVERITY), NULL);

  if (!lift_intent_find (root, id, LIFT_KIND_INCIDENT, &place, error))
    return NULL;

  old = lift_node_get_enum (place.node, LIFT_INCIDENT_SEVERITY);
  number = lift_spot_number (&place);
  detail = g_strdup_printf ("%s: %s → %s", lift_node_get_text (place.node, LIFT_INCIDENT_TITLE),
                            lift_enum_label (LIFT_ENUM_SEVERITY, old), lift_enum_label (LIFT_ENUM_SEVERITY, severity));
  group = lift_group_new (LIFT_VERB_SEVERITY, number, detail);
  if (severity != old)
    lift_group_set_enum (group, place.node, LIFT_INCIDENT_SEVERITY, severity);
  return group;
}
