/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "conflict.h"
#include "intents-private.h"
#include "moment.h"
#include "position.h"

gboolean
lift_intent_find (LiftNode    *root,
                  const char  *id,
                  LiftKind     kind,
                  LiftSpot   *place,
                  GError     **error)
{
  if (lift_spot_find (root, id, place) && lift_node_get_kind (place->node) == kind)
    return TRUE;

  g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("There is no %s “%s” in this release: it may have been deleted"),
               lift_kind_label (kind), id);
  return FALSE;
}

/* Trims and checks one line of text; an empty one becomes NULL. */
gboolean
lift_intent_line (LiftField    field,
                  const char  *value,
                  gboolean     needed,
                  char       **line,
                  GError     **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (value != NULL ? value : ""));

  *line = NULL;
  if (*trimmed == '\0')
    {
      if (!needed)
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: must not be empty"), _(lift_field_info (field)->label));
      return FALSE;
    }
  if (!g_utf8_validate (trimmed, -1, NULL))
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: is not valid UTF-8"), _(lift_field_info (field)->label));
      return FALSE;
    }
  if (!lift_field_check (field, trimmed, error))
    return FALSE;

  *line = g_steal_pointer (&trimmed);
  return TRUE;
}

/* Trims and checks a text of many lines: one spelling of line ends, no blank lines behind; NULL if nothing is left. */
gboolean
lift_intent_long (LiftField    field,
                  const char  *value,
                  char       **text,
                  GError     **error)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  *text = NULL;
  if (value == NULL)
    return TRUE;
  if (!g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: is not valid UTF-8"), _(lift_field_info (field)->label));
      return FALSE;
    }
  lines = g_strsplit (value, "\r\n", -1);
  joined = g_strjoinv ("\n", lines);
  g_strdelimit (joined, "\r", '\n');
  g_strchomp (joined);
  if (*joined == '\0')
    return TRUE;
  if (!lift_field_check (field, joined, error))
    return FALSE;
  *text = g_steal_pointer (&joined);
  return TRUE;
}

/* The key behind the last of @nodes. */
char *
lift_intent_last_position (LiftNodes *nodes)
{
  guint n = lift_nodes_get_n (nodes);

  return lift_position_between (n > 0 ? lift_node_get_position (lift_nodes_get (nodes, n - 1)) : NULL, NULL);
}

gboolean
lift_intent_local (LiftField    field,
                   const char  *value,
                   char       **local,
                   GError     **error)
{
  LiftLocal parsed;

  if (!lift_intent_line (field, value, FALSE, local, error))
    return FALSE;
  if (*local != NULL && lift_local_parse (*local, &parsed))
    {
      g_free (*local);
      *local = lift_local_format (&parsed);
    }
  return TRUE;
}

gboolean
lift_intent_zone (const char  *value,
                  char       **zone,
                  GError     **error)
{
  return lift_intent_line (LIFT_RELEASE_ZONE, value, FALSE, zone, error);
}

gboolean
lift_intent_offset (LiftField    field,
                    const char  *value,
                    char       **duration,
                    GError     **error)
{
  LiftDuration parsed;

  if (!lift_intent_line (field, value, FALSE, duration, error))
    return FALSE;
  if (*duration != NULL && lift_duration_parse (*duration, &parsed))
    {
      g_free (*duration);
      *duration = lift_duration_format (&parsed);
    }
  return TRUE;
}

/* The same for a length of time, which is longer than none. */
gboolean
lift_intent_length (LiftField    field,
                    const char  *value,
                    char       **duration,
                    GError     **error)
{
  LiftDuration parsed;

  if (!lift_intent_offset (field, value, duration, error))
    return FALSE;
  if (*duration == NULL || (lift_duration_parse (*duration, &parsed) && parsed.sign >= 0 && !lift_duration_is_zero (&parsed)))
    return TRUE;

  g_clear_pointer (duration, g_free);
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: “%s” is not a length of time: write it as PT2H or P1D"),
               _(lift_field_info (field)->label), value);
  return FALSE;
}

gboolean
lift_intent_same (const char *a,
                  const char *b)
{
  return strcmp (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

void
lift_intent_update (LiftGroup  *group,
                    LiftNode   *node,
                    LiftField   field,
                    const char *text)
{
  if (!lift_intent_same (lift_node_get_text (node, field), text))
    lift_group_set_text (group, node, field, text);
}

/* Who sets what @node shows of a field has decided for it, if it was in conflict. */
void
lift_intent_confirm (LiftGroup  *group,
                     LiftNode   *node,
                     LiftField   field)
{
  g_autoptr (LiftConflict) conflict = lift_node_find_conflict (node, lift_field_info (field)->unit);

  if (conflict != NULL)
    lift_group_confirm (group, node, field);
}

char *
lift_intent_from_to (const char *from,
                     const char *to)
{
  return g_strdup_printf ("%s → %s", from != NULL && *from ? from : "–", to != NULL && *to ? to : "–");
}

/* "2026-12-09 10:00 Europe/Berlin"; NULL if there is none */
char *
lift_intent_moment (const char *local,
                    const char *zone)
{
  g_autofree char *spaced = NULL;

  if (local == NULL || *local == '\0')
    return NULL;
  spaced = g_strdelimit (g_strdup (local), "T", ' ');
  return zone != NULL && *zone ? g_strdup_printf ("%s %s", spaced, zone) : g_steal_pointer (&spaced);
}

static LiftNode *
sibling (const LiftNodes *siblings,
         const LiftNode  *moved,
         guint            index)
{
  guint at;

  if (moved != NULL && lift_nodes_index (siblings, moved, &at) && at <= index)
    index++;
  return index < lift_nodes_get_n (siblings) ? lift_nodes_get (siblings, index) : NULL;
}

/* Where something that is to stand after @after (NULL: first) will stand among @siblings, which @moved has left. */
gboolean
lift_intent_after (const LiftNodes  *siblings,
                   const LiftNode   *moved,
                   const char       *after,
                   guint            *index,
                   GError          **error)
{
  guint at, own;

  *index = 0;
  if (after == NULL)
    return TRUE;

  if ((moved == NULL || strcmp (lift_node_get_id (moved), after) != 0) && lift_nodes_find (siblings, after, &at))
    {
      *index = moved != NULL && lift_nodes_index (siblings, moved, &own) && own < at ? at : at + 1;
      return TRUE;
    }

  g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("“%s” does not stand there any more: choose another place"), after);
  return FALSE;
}

/* The key for @index among @siblings without @moved. Equal keys, left behind when two people added at one place, leave no room: those that
 * follow get new keys in @group. */
char *
lift_intent_key (LiftGroup       *group,
                 const LiftNodes *siblings,
                 const LiftNode  *moved,
                 guint            index)
{
  LiftNode *node = index > 0 ? sibling (siblings, moved, index - 1) : NULL;
  const char *before = node != NULL ? lift_node_get_position (node) : NULL;
  const char *upper;
  guint end = index;
  char *key;
  g_autofree char *last = NULL;

  for (node = sibling (siblings, moved, end); node != NULL && g_strcmp0 (lift_node_get_position (node), before) == 0;
       node = sibling (siblings, moved, end))
    end++;
  upper = node != NULL ? lift_node_get_position (node) : NULL;

  key = lift_position_between (before, upper);
  last = g_strdup (key);
  for (guint i = index; i < end; i++)
    {
      g_autofree char *next = lift_position_between (last, upper);

      node = sibling (siblings, moved, i);
      lift_group_set_text (group, node, lift_kind_first_field (lift_node_get_kind (node)) + 1, next);
      g_free (last);
      last = g_steal_pointer (&next);
    }

  return key;
}

static gboolean
state_needs_reason (LiftItemState state)
{
  return state == LIFT_ITEM_BLOCKED || state == LIFT_ITEM_FAILED || state == LIFT_ITEM_SKIPPED || state == LIFT_ITEM_NOT_APPLICABLE;
}

static gboolean
check_state_change (const LiftStateChange  *change,
                    char                  **reason,
                    char                  **accepted,
                    char                  **by,
                    GError                **error)
{
  const char *label = lift_enum_label (LIFT_ENUM_ITEM_STATE, change->state);

  if (change->state == LIFT_ITEM_OPEN)
    return TRUE;
  if (!lift_intent_line (LIFT_ITEM_REASON, change->reason, FALSE, reason, error)
      || !lift_intent_line (LIFT_ITEM_ACCEPTED, change->accepted, FALSE, accepted, error)
      || !lift_intent_line (LIFT_ITEM_BY, change->by, FALSE, by, error))
    return FALSE;

  if (state_needs_reason (change->state) && *reason == NULL)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("“%s” needs a reason: say why in a few words"), label);
      return FALSE;
    }
  if (!state_needs_reason (change->state) && *reason != NULL)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("“%s” takes no reason: write it into the note"), label);
      return FALSE;
    }
  if (change->state != LIFT_ITEM_SKIPPED && *accepted != NULL)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("“%s” has no risk to accept: only a skipped item has"), label);
      return FALSE;
    }
  return TRUE;
}

/* What is in conflict is in no state: whoever says one decides. */
static gboolean
is_in_state (LiftNode      *item,
             LiftItemState  state,
             const char    *reason,
             const char    *accepted)
{
  g_autoptr (LiftConflict) conflict = lift_node_find_conflict (item, LIFT_ITEM_STATE);

  return conflict == NULL
         && lift_node_get_enum (item, LIFT_ITEM_STATE) == (int) state
         && lift_intent_same (lift_node_get_text (item, LIFT_ITEM_REASON), reason)
         && lift_intent_same (lift_node_get_text (item, LIFT_ITEM_ACCEPTED), accepted);
}

static char *
state_detail (const GArray *spots,
              const char   *reason,
              const char   *accepted)
{
  g_autoptr (GString) detail = g_string_new (NULL);

  if (spots->len == 1)
    g_string_append (detail, lift_node_get_text (g_array_index (spots, LiftSpot, 0).node, LIFT_ITEM_TEXT));
  if (reason != NULL)
    g_string_append_printf (detail, "%s%s", detail->len > 0 ? ": " : "", reason);
  if (accepted != NULL)
    g_string_append_printf (detail, " (%s)", accepted);
  return detail->len > 0 ? g_string_free (g_steal_pointer (&detail), FALSE) : NULL;
}

/* Those of @spots that @change changes. */
static GArray *
filter_spots (const GArray *spots,
               gboolean    (*unchanged) (LiftNode *item, gconstpointer change),
               gconstpointer change)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (LiftSpot));

  for (guint i = 0; i < spots->len; i++)
    {
      LiftSpot *place = &g_array_index (spots, LiftSpot, i);

      if (!unchanged (place->node, change))
        g_array_append_val (changed, *place);
    }
  return changed;
}

static gboolean
state_unchanged (LiftNode      *item,
                 gconstpointer  data)
{
  const LiftStateChange *change = data;

  return is_in_state (item, change->state, change->reason, change->accepted);
}

/**
 * lift_intent_set_state:
 * @root: a release
 * @ids: (array zero-terminated=1): ids of items: of phases, of incidents or of the response list
 * @change: the new state and what belongs to it
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Sets the state of items: all or none. State, reason, who accepted the risk, who did it and when are one unit and change together; open
 * clears the other four. An item that is in this state already, for the same reason, keeps who did it and when: the earlier tick stands.
 * Blocked, failed, skipped and not applicable demand a reason; only skipped has someone who accepted the risk.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_set_state (LiftNode               *root,
                       const char *const      *ids,
                       const LiftStateChange  *change,
                       GError                **error)
{
  static const LiftVerb verbs[LIFT_N_ITEM_STATES] = {
    [LIFT_ITEM_OPEN] = LIFT_VERB_UNTICK,
    [LIFT_ITEM_DONE] = LIFT_VERB_TICK,
    [LIFT_ITEM_BLOCKED] = LIFT_VERB_BLOCK,
    [LIFT_ITEM_FAILED] = LIFT_VERB_FAIL,
    [LIFT_ITEM_SKIPPED] = LIFT_VERB_SKIP,
    [LIFT_ITEM_NOT_APPLICABLE] = LIFT_VERB_NOT_APPLICABLE,
  };
  g_autofree char *reason = NULL, *accepted = NULL, *by = NULL, *subject = NULL, *detail = NULL;
  g_autoptr (GArray) named = NULL;
  g_autoptr (GArray) spots = NULL;
  gint64 at;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && ids != NULL && change != NULL && change->state < LIFT_N_ITEM_STATES, NULL);

  if (!check_state_change (change, &reason, &accepted, &by, error))
    return NULL;
  named = lift_spots_find (root, ids, error);
  if (named == NULL)
    return NULL;

  at = change->state == LIFT_ITEM_OPEN ? LIFT_NO_INSTANT : change->at;
  spots = filter_spots (named, state_unchanged, &(LiftStateChange) { change->state, reason, accepted, by, at });
  subject = lift_spots_number (spots->len > 0 ? spots : named);
  detail = state_detail (spots->len > 0 ? spots : named, reason, accepted);
  group = lift_group_new (verbs[change->state], subject, detail);

  for (guint i = 0; i < spots->len; i++)
    {
      LiftNode *item = g_array_index (spots, LiftSpot, i).node;

      if (lift_node_get_enum (item, LIFT_ITEM_STATE) == (int) change->state)
        lift_intent_confirm (group, item, LIFT_ITEM_STATE);
      lift_group_set_enum (group, item, LIFT_ITEM_STATE, change->state);
      lift_group_set_text (group, item, LIFT_ITEM_REASON, reason);
      lift_group_set_text (group, item, LIFT_ITEM_ACCEPTED, accepted);
      lift_group_set_text (group, item, LIFT_ITEM_BY, by);
      lift_group_set_instant (group, item, LIFT_ITEM_AT, at);
    }

  return group;
}

static gboolean
owner_unchanged (LiftNode      *item,
                 gconstpointer  owner)
{
  g_autoptr (LiftConflict) conflict = lift_node_find_conflict (item, LIFT_ITEM_OWNER);

  return conflict == NULL && lift_intent_same (lift_node_get_text (item, LIFT_ITEM_OWNER), owner);
}

/**
 * lift_intent_assign:
 * @root: a release
 * @ids: (array zero-terminated=1): ids of items
 * @owner: (nullable): who is to do them; NULL or empty for nobody
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Gives items an owner: all or none.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_assign (LiftNode           *root,
                    const char *const  *ids,
                    const char         *owner,
                    GError            **error)
{
  g_autofree char *line = NULL, *subject = NULL, *detail = NULL;
  g_autoptr (GArray) named = NULL;
  g_autoptr (GArray) spots = NULL;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && ids != NULL, NULL);

  if (!lift_intent_line (LIFT_ITEM_OWNER, owner, FALSE, &line, error))
    return NULL;
  named = lift_spots_find (root, ids, error);
  if (named == NULL)
    return NULL;

  spots = filter_spots (named, owner_unchanged, line);
  subject = lift_spots_number (spots->len > 0 ? spots : named);
  detail = state_detail (spots->len > 0 ? spots : named, line != NULL ? line : "–", NULL);
  group = lift_group_new (LIFT_VERB_ASSIGN, subject, detail);
  for (guint i = 0; i < spots->len; i++)
    {
      LiftNode *item = g_array_index (spots, LiftSpot, i).node;

      if (lift_intent_same (lift_node_get_text (item, LIFT_ITEM_OWNER), line))
        lift_intent_confirm (group, item, LIFT_ITEM_OWNER);
      lift_group_set_text (group, item, LIFT_ITEM_OWNER, line);
    }

  return group;
}
