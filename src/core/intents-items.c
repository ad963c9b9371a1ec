/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "intents-private.h"

/**
 * lift_intent_note:
 * @root: a release
 * @id: id of an item
 * @note: (nullable): text of many lines; NULL or blank removes the note
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Sets the note of an item.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_note (LiftNode    *root,
                  const char  *id,
                  const char  *note,
                  GError     **error)
{
  g_autofree char *text = NULL, *number = NULL;
  LiftSpot place;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  if (!lift_intent_long (LIFT_ITEM_NOTE, note, &text, error))
    return NULL;
  if (!lift_intent_find (root, id, LIFT_KIND_ITEM, &place, error))
    return NULL;

  number = lift_spot_number (&place);
  group = lift_group_new (LIFT_VERB_NOTE, number, lift_node_get_text (place.node, LIFT_ITEM_TEXT));
  lift_intent_update (group, place.node, LIFT_ITEM_NOTE, text);
  return group;
}

/**
 * lift_intent_evidence:
 * @root: a release
 * @id: id of an item
 * @url: (nullable): a http, https or mailto link; NULL or empty removes link and title
 * @title: (nullable): what the link is called
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Sets the evidence link of an item. Link and title are one unit.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_evidence (LiftNode    *root,
                      const char  *id,
                      const char  *url,
                      const char  *title,
                      GError     **error)
{
  g_autofree char *link = NULL, *line = NULL, *number = NULL, *detail = NULL;
  const char *text;
  LiftSpot place;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  if (!lift_intent_line (LIFT_ITEM_EVIDENCE, url, FALSE, &link, error)
      || !lift_intent_line (LIFT_ITEM_EVIDENCE_TITLE, title, FALSE, &line, error)
      || !lift_intent_find (root, id, LIFT_KIND_ITEM, &place, error))
    return NULL;
  if (link == NULL)
    g_clear_pointer (&line, g_free);

  number = lift_spot_number (&place);
  text = lift_node_get_text (place.node, LIFT_ITEM_TEXT);
  detail = g_strdup_printf ("%s: %s", text, link != NULL ? link : "–");
  group = lift_group_new (LIFT_VERB_EVIDENCE, number, detail);
  if (!lift_intent_same (lift_node_get_text (place.node, LIFT_ITEM_EVIDENCE), link)
      || !lift_intent_same (lift_node_get_text (place.node, LIFT_ITEM_EVIDENCE_TITLE), line))
    {
      lift_group_set_text (group, place.node, LIFT_ITEM_EVIDENCE, link);
      lift_group_set_text (group, place.node, LIFT_ITEM_EVIDENCE_TITLE, line);
    }
  return group;
}

/**
 * lift_intent_reword:
 * @root: a release
 * @id: id of an item
 * @text: the new text, one line
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Changes what an item says.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_reword (LiftNode    *root,
                    const char  *id,
                    const char  *text,
                    GError     **error)
{
  g_autofree char *line = NULL, *number = NULL, *detail = NULL;
  LiftSpot place;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  if (!lift_intent_line (LIFT_ITEM_TEXT, text, TRUE, &line, error)
      || !lift_intent_find (root, id, LIFT_KIND_ITEM, &place, error))
    return NULL;

  number = lift_spot_number (&place);
  detail = lift_intent_from_to (lift_node_get_text (place.node, LIFT_ITEM_TEXT), line);
  group = lift_group_new (LIFT_VERB_REWORD, number, detail);
  lift_intent_update (group, place.node, LIFT_ITEM_TEXT, line);
  return group;
}

/* What holds items: a phase, an incident, or the release for its response list. */
static gboolean
find_holder (LiftNode    *root,
             const char  *id,
             LiftSpot   *place,
             LiftField   *list,
             GError     **error)
{
  if (id == NULL || strcmp (lift_node_get_id (root), id) == 0)
    *place = (LiftSpot) { root, NULL, LIFT_RELEASE_RESPONSE, 0, 0 };
  else if (!lift_spot_find (root, id, place) || lift_node_get_kind (place->node) == LIFT_KIND_ITEM)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("There is no phase or incident “%s” in this release: it may have been deleted"), id);
      return FALSE;
    }
  *list = lift_kind_list_of (lift_node_get_kind (place->node), LIFT_KIND_ITEM);
  return TRUE;
}

static char *
number_at (const LiftSpot *holder,
           guint            index)
{
  LiftSpot place = *holder;

  if (holder->outer == 0)
    place.outer = index + 1;
  else
    place.inner = index + 1;
  return lift_spot_number (&place);
}

/**
 * lift_intent_add_item:
 * @root: a release
 * @phase: id of a phase or an incident; the release's for its response list
 * @after: (nullable): id of the item after which it is to stand; NULL for the first place
 * @text: what is to be done, one line
 * @act: who, when, and where the new id comes from
 * @id: (out) (optional) (transfer full): the new item's id
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Adds an open item.
 *
 * Returns: (transfer full): a group, or NULL
 */
LiftGroup *
lift_intent_add_item (LiftNode       *root,
                      const char     *phase,
                      const char     *after,
                      const char     *text,
                      const LiftAct  *act,
                      char          **id,
                      GError        **error)
{
  g_autofree char *line = NULL, *number = NULL, *key = NULL, *new_id = NULL;
  g_autoptr (LiftNode) item = NULL;
  LiftSpot holder;
  LiftField list;
  LiftNodes *siblings;
  LiftGroup *group;
  guint index;

  g_return_val_if_fail (root != NULL && phase != NULL && act != NULL, NULL);

  if (!lift_intent_line (LIFT_ITEM_TEXT, text, TRUE, &line, error)
      || !find_holder (root, phase, &holder, &list, error))
    return NULL;
  siblings = lift_node_get_list (holder.node, list);
  if (!lift_intent_after (siblings, NULL, after, &index, error))
    return NULL;

  number = number_at (&holder, index);
  group = lift_group_new (LIFT_VERB_ADD, number, line);
  key = lift_intent_key (group, siblings, NULL, index);
  new_id = lift_id_new (act->rand);
  item = lift_node_new (LIFT_KIND_ITEM, new_id);
  lift_node_set_text (item, LIFT_ITEM_POSITION, key);
  lift_node_set_text (item, LIFT_ITEM_TEXT, line);
  lift_group_insert (group, lift_node_get_id (holder.node), list, item);

  if (id != NULL)
    *id = g_steal_pointer (&new_id);
  return group;
}

static LiftGroup *
delete_phases (LiftNode           *root,
               const char *const  *ids,
               GError            **error)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (LiftSpot));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *subject = NULL;
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);
  LiftGroup *group;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LiftSpot place;

      if (!lift_intent_find (root, ids[i], LIFT_KIND_PHASE, &place, error))
        return NULL;
      g_hash_table_add (seen, (gpointer) lift_node_get_id (place.node));
    }
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftSpot place = { lift_nodes_get (phases, i), root, LIFT_RELEASE_PHASES, i + 1, 0 };

      if (g_hash_table_contains (seen, lift_node_get_id (place.node)))
        g_array_append_val (spots, place);
    }

  subject = lift_spots_number (spots);
  group = lift_group_new (LIFT_VERB_DELETE_PHASE, subject,
                          spots->len == 1 ? lift_node_get_text (g_array_index (spots, LiftSpot, 0).node, LIFT_PHASE_TITLE) : NULL);
  for (guint i = 0; i < spots->len; i++)
    lift_group_remove (group, lift_node_get_id (root), LIFT_RELEASE_PHASES, g_array_index (spots, LiftSpot, i).node);
  return group;
}

/**
 * lift_intent_delete:
 * @root: a release
 * @ids: (array zero-terminated=1): ids of items, or ids of phases
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Deletes items, or phases with their items: all or none. Incidents cannot be deleted.
 *
 * Returns: (transfer full): a group, or NULL
 */
LiftGroup *
lift_intent_delete (LiftNode           *root,
                    const char *const  *ids,
                    GError            **error)
{
  g_autoptr (GArray) spots = NULL;
  g_autofree char *subject = NULL;
  LiftSpot first;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && ids != NULL, NULL);

  if (ids[0] != NULL && lift_spot_find (root, ids[0], &first) && lift_node_get_kind (first.node) == LIFT_KIND_PHASE)
    return delete_phases (root, ids, error);

  spots = lift_spots_find (root, ids, error);
  if (spots == NULL)
    return NULL;

  subject = lift_spots_number (spots);
  group = lift_group_new (LIFT_VERB_DELETE, subject,
                          spots->len == 1 ? lift_node_get_text (g_array_index (spots, LiftSpot, 0).node, LIFT_ITEM_TEXT) : NULL);
  for (guint i = 0; i < spots->len; i++)
    {
      LiftSpot *place = &g_array_index (spots, LiftSpot, i);

      lift_group_remove (group, lift_node_get_id (place->parent),
                         lift_kind_list_of (lift_node_get_kind (place->parent), LIFT_KIND_ITEM), place->node);
    }
  return group;
}

static LiftGroup *
move_phase (LiftNode         *root,
            const LiftSpot  *place,
            const char       *after,
            GError          **error)
{
  LiftNodes *siblings = lift_node_get_list (root, LIFT_RELEASE_PHASES);
  g_autofree char *number = lift_spot_number (place), *detail = NULL, *key = NULL;
  LiftGroup *group;
  guint index;

  if (!lift_intent_after (siblings, place->node, after, &index, error))
    return NULL;

  detail = g_strdup_printf ("%s → %u", lift_node_get_text (place->node, LIFT_PHASE_TITLE), index + 1);
  group = lift_group_new (LIFT_VERB_MOVE_PHASE, number, detail);
  if (index + 1 != place->outer)
    {
      key = lift_intent_key (group, siblings, place->node, index);
      lift_group_set_text (group, place->node, LIFT_PHASE_POSITION, key);
    }
  return group;
}

/**
 * lift_intent_move:
 * @root: a release
 * @id: id of an item or a phase
 * @parent: (nullable): id of the phase an item goes to; NULL for the one it is in; ignored for a phase
 * @after: (nullable): id of the one after which it is to stand; NULL for the first place
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Moves an item within its list or to another phase, or a phase among the phases. The steps of an incident stay in it, and so do those of
 * the response list.
 *
 * Returns: (transfer full): a group, without edits when it stands there already, or NULL
 */
LiftGroup *
lift_intent_move (LiftNode    *root,
                  const char  *id,
                  const char  *parent,
                  const char  *after,
                  GError     **error)
{
  g_autofree char *number = NULL, *target = NULL, *detail = NULL, *key = NULL;
  LiftSpot place, holder;
  LiftField list;
  LiftNodes *siblings;
  LiftGroup *group;
  gboolean same;
  guint index, at;

  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  if (lift_spot_find (root, id, &place) && lift_node_get_kind (place.node) == LIFT_KIND_PHASE)
    return move_phase (root, &place, after, error);
  if (!lift_intent_find (root, id, LIFT_KIND_ITEM, &place, error)
      || !find_holder (root, parent != NULL ? parent : lift_node_get_id (place.parent), &holder, &list, error))
    return NULL;

  same = holder.node == place.parent;
  if (!same && (lift_node_get_kind (holder.node) != LIFT_KIND_PHASE || lift_node_get_kind (place.parent) != LIFT_KIND_PHASE))
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                           _("An item moves between phases only: the steps of an incident stay with it"));
      return NULL;
    }
  siblings = lift_node_get_list (holder.node, list);
  if (!lift_intent_after (siblings, same ? place.node : NULL, after, &index, error))
    return NULL;

  number = lift_spot_number (&place);
  target = number_at (&holder, index);
  detail = g_strdup_printf ("%s → %s", lift_node_get_text (place.node, LIFT_ITEM_TEXT), target);
  group = lift_group_new (LIFT_VERB_MOVE, number, detail);
  if (same && lift_nodes_index (siblings, place.node, &at) && at == index)
    return group;

  key = lift_intent_key (group, siblings, same ? place.node : NULL, index);
  if (!same)
    lift_group_set_parent (group, place.node, lift_node_get_id (place.parent), lift_node_get_id (holder.node));
  lift_group_set_text (group, place.node, LIFT_ITEM_POSITION, key);
  return group;
}
