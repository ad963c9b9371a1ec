/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "conflict.h"
#include "intents-private.h"
#include "json.h"
#include "moment.h"

/* The stamp of a decision. */
static char *
dup_stamp (const LiftAct *act)
{
  g_autofree char *when = lift_instant_format (act->when);
  g_autofree char *stamp = g_strconcat (when, " ", act->who != NULL ? act->who : "", NULL);
  char *line;

  return lift_intent_line (LIFT_RELEASE_NAME, stamp, TRUE, &line, NULL) ? line : g_steal_pointer (&when);
}

/* Whether @unit was open in @records; it is decided now. */
static gboolean
settle_record (GPtrArray     *records,
               LiftNode      *node,
               LiftField      unit,
               const LiftAct *act)
{
  for (guint i = 0; i < records->len; i++)
    {
      LiftConflict *conflict = g_ptr_array_index (records, i);
      g_autofree char *stamp = NULL;

      if (conflict->unit != unit || !lift_conflict_is_open (conflict))
        continue;
      stamp = dup_stamp (act);
      g_array_set_size (conflict->candidates, 0);
      lift_conflict_add (conflict, node, stamp);
      return TRUE;
    }
  return FALSE;
}

/* Adds to @group that @unit of @node is decided, if it is open. */
static void
settle (LiftGroup     *group,
        LiftNode      *node,
        LiftField      unit,
        const LiftAct *act)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *text = NULL;

  if (!lift_node_in_conflict (node))
    return;
  records = lift_json_read_conflicts (node);
  if (!settle_record (records, node, unit, act))
    return;
  text = lift_conflicts_format (records);
  lift_group_set_text (group, node, lift_kind_conflicts (lift_node_get_kind (node)), text);
}

static void
set_unit (LiftGroup      *group,
          const LiftNode *node,
          LiftField       unit,
          const LiftNode *value)
{
  LiftKind kind = lift_node_get_kind (node);

  for (LiftField field = unit; field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);

      if (info->unit != unit || !lift_field_is_register (field))
        continue;
      if (info->type == LIFT_TYPE_ENUM)
        lift_group_set_enum (group, node, field, lift_node_get_enum (value, field));
      else if (info->type == LIFT_TYPE_INSTANT)
        lift_group_set_instant (group, node, field, lift_node_get_instant (value, field));
      else
        lift_group_set_text (group, node, field, lift_node_get_text (value, field));
    }
}

/* What was kept with a thing is kept: all that stands in @node and was deleted with it on the other side. */
static void
keep_all (LiftGroup     *group,
          LiftNode      *node,
          const LiftAct *act)
{
  LiftKind kind = lift_node_get_kind (node);

  settle (group, node, lift_kind_first_field (kind), act);
  for (LiftField field = lift_kind_first_field (kind); field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *nodes = lift_node_get_list (node, field);

        for (guint i = 0; i < lift_nodes_get_n (nodes); i++)
          keep_all (group, lift_nodes_get (nodes, i), act);
      }
}

static char *
dup_choice (const LiftConflict *conflict,
            guint               candidate)
{
  GString *detail = g_string_new (lift_conflict_get_label (conflict));

  for (guint i = 0; i < conflict->candidates->len; i++)
    {
      guint which = i == 0 ? candidate : i <= candidate ? i - 1 : i;
      g_autofree char *words = lift_conflict_dup_words (conflict, which);

      /* Translators: between what was chosen in a conflict and what was not: “State: Done, Ann; not: Failed, Bob” */
      g_string_append_printf (detail, "%s %s", i == 0 ? ":" : i == 1 ? _("; not:") : ";", words);
    }
  return g_string_free (detail, FALSE);
}

/**
 * lift_intent_settle:
 * @root: a release
 * @id: the id of what is in conflict
 * @unit: of which unit, as in #LiftConflict
 * @candidate: which is to stand, from 0
 * @act: who decides, and when
 *
 * Decides a conflict: the thing takes the value of the candidate, and the history says what was chosen and what was not. Keeping what was
 * deleted keeps all that stands in it.
 *
 * Returns: (transfer full) (nullable): a group, or %NULL with %LIFT_ERROR_ARGUMENT
 */
LiftGroup *
lift_intent_settle (LiftNode       *root,
                    const char     *id,
                    LiftField       unit,
                    guint           candidate,
                    const LiftAct  *act,
                    GError        **error)
{
  LiftNode *parent = NULL;
  LiftNode *node = lift_root_find (root, id, &parent);
  g_autoptr (LiftConflict) conflict = node != NULL ? lift_node_find_conflict (node, unit) : NULL;
  g_autoptr (LiftGroup) group = NULL;
  g_autofree char *number = NULL;
  g_autofree char *detail = NULL;

  if (conflict == NULL || candidate >= conflict->candidates->len)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("That is not in conflict any more: look at it again"));
      return NULL;
    }

  number = lift_number_of (root, id);
  detail = dup_choice (conflict, candidate);
  group = lift_group_new (LIFT_VERB_SETTLE, number != NULL ? number : lift_node_get_text (root, LIFT_RELEASE_NAME), detail);
  if (!lift_conflict_is_deletion (conflict))
    {
      set_unit (group, node, unit, lift_conflict_get_value (conflict, candidate));
      settle (group, node, unit, act);
    }
  else if (lift_conflict_get_value (conflict, candidate) != NULL)
    keep_all (group, node, act);
  else
    lift_group_remove (group, lift_node_get_id (parent), lift_kind_list_of (lift_node_get_kind (parent), lift_node_get_kind (node)), node);
  return g_steal_pointer (&group);
}

/* The records of @node after the SETs of @group; %NULL if these decide nothing. */
static char *
settle_edits (const LiftGroup *group,
              LiftNode        *node,
              const LiftAct   *act)
{
  g_autoptr (GPtrArray) records = lift_json_read_conflicts (node);
  gboolean settled = FALSE;

  for (guint i = 0; i < lift_group_get_n_edits (group); i++)
    {
      LiftEditOp op;
      LiftField field;
      const char *id = lift_group_get_edit (group, i, &op, &field);

      if (op != LIFT_EDIT_SET || field == LIFT_N_FIELDS || strcmp (id, lift_node_get_id (node)) != 0)
        continue;
      if (lift_field_info (field)->type == LIFT_TYPE_CONFLICTS)
        return NULL;
      settled |= settle_record (records, node, lift_field_info (field)->unit, act);
    }
  return settled ? lift_conflicts_format (records) : NULL;
}

/**
 * lift_conflict_settled_by:
 * @inverse: what takes back a change that was just made
 * @index: the tree after that change
 * @act: who made it, and when
 *
 * An edit of what is in conflict decides it, unless it says itself what becomes of the conflicts.
 *
 * Returns: (transfer full) (nullable): a group of the same verb that says so in the things concerned; %NULL if nothing was decided
 */
LiftGroup *
lift_conflict_settled_by (const LiftGroup *inverse,
                          LiftIndex       *index,
                          const LiftAct   *act)
{
  g_autoptr (GHashTable) seen = NULL;
  LiftGroup *group = NULL;

  for (guint i = 0; i < lift_group_get_n_edits (inverse); i++)
    {
      LiftEditOp op;
      const char *id = lift_group_get_edit (inverse, i, &op, NULL);
      LiftNode *node = op == LIFT_EDIT_SET ? lift_index_find (index, id) : NULL;
      g_autofree char *text = NULL;

      if (node == NULL || !lift_node_in_conflict (node))
        continue;
      if (seen == NULL)
        seen = g_hash_table_new (g_str_hash, g_str_equal);
      if (!g_hash_table_add (seen, (char *) id))
        continue;
      text = settle_edits (inverse, node, act);
      if (text == NULL)
        continue;
      if (group == NULL)
        group = lift_group_new (lift_group_get_verb (inverse), lift_group_get_subject (inverse), lift_group_get_detail (inverse));
      lift_group_set_text (group, node, lift_kind_conflicts (lift_node_get_kind (node)), text);
    }
  return group;
}
