/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "conflict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "json.h"
#include "moment.h"
#include "node-private.h"

/* Records as they stand in the field CONFLICTS of a node:
 *
 *   [{"field":"state","candidates":[{"state":"failed","reason":"red"},{"state":"done","by":"Ann","at":"2026-12-02T09:12:00Z"}]},
 *    {"field":"owner","settled":"2026-12-02T10:00:00Z Ann"}]
 *
 * The first is open; of the second it is only known when it was decided and by whom, which tells the decision from that of another person who
 * decided the same conflict differently: else the two would be taken for one another's past. */

#define MEMBER_CANDIDATES "\"candidates\":"
#define MEMBER_DELETED "deleted"

/* For arrays of candidates. */
void
lift_candidate_clear (gpointer data)
{
  LiftCandidate *candidate = data;

  lift_node_unref (candidate->value);
  g_free (candidate->settled);
}

/**
 * lift_conflict_new:
 * @unit: the field that leads the unit
 *
 * Returns: (transfer full): a record without candidates
 */
LiftConflict *
lift_conflict_new (LiftField unit)
{
  LiftConflict *conflict = g_new (LiftConflict, 1);

  conflict->unit = unit;
  conflict->candidates = g_array_new (FALSE, FALSE, sizeof (LiftCandidate));
  g_array_set_clear_func (conflict->candidates, lift_candidate_clear);
  return conflict;
}

/**
 * lift_conflict_free:
 * @conflict: (nullable) (transfer full): a record
 */
void
lift_conflict_free (LiftConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_array_unref (conflict->candidates);
  g_free (conflict);
}

/**
 * lift_conflict_add:
 * @conflict: a record
 * @value: (nullable): as in #LiftCandidate
 * @settled: (nullable): as in #LiftCandidate
 *
 * Adds a candidate at the place that the order gives it. One that is there already is not added again.
 */
void
lift_conflict_add (LiftConflict *conflict,
                   LiftNode     *value,
                   const char   *settled)
{
  LiftCandidate candidate = { value, (char *) settled };
  guint at = 0, end = conflict->candidates->len;

  if (end > 0 && lift_candidate_compare (conflict->unit, &g_array_index (conflict->candidates, LiftCandidate, end - 1), &candidate) < 0)
    at = end;
  while (at < end)
    {
      guint middle = at + (end - at) / 2;
      int order = lift_candidate_compare (conflict->unit, &candidate, &g_array_index (conflict->candidates, LiftCandidate, middle));

      if (order == 0)
        return;
      if (order < 0)
        end = middle;
      else
        at = middle + 1;
    }
  candidate.value = value != NULL ? lift_node_ref (value) : NULL;
  candidate.settled = g_strdup (settled);
  g_array_insert_val (conflict->candidates, at, candidate);
}

/**
 * lift_conflict_is_open:
 * @conflict: a record
 *
 * Returns: whether it waits for somebody to decide
 */
gboolean
lift_conflict_is_open (const LiftConflict *conflict)
{
  return conflict->candidates->len > 1;
}

/**
 * lift_conflict_is_deletion:
 * @conflict: a record
 *
 * Returns: whether it is about a thing that was deleted on one side and changed on another: candidate 0 keeps it, 1 deletes it
 */
gboolean
lift_conflict_is_deletion (const LiftConflict *conflict)
{
  return lift_field_info (conflict->unit)->type == LIFT_TYPE_ID;
}

/**
 * lift_conflict_get_value:
 * @conflict: a record
 * @candidate: which, from 0
 *
 * Returns: (transfer none) (nullable): the value, as in #LiftCandidate
 */
LiftNode *
lift_conflict_get_value (const LiftConflict *conflict,
                         guint               candidate)
{
  g_return_val_if_fail (candidate < conflict->candidates->len, NULL);
  return g_array_index (conflict->candidates, LiftCandidate, candidate).value;
}

/**
 * lift_conflict_get_label:
 * @conflict: a record
 *
 * Returns: (transfer none): what a person calls what is in conflict, translated: “State”
 */
const char *
lift_conflict_get_label (const LiftConflict *conflict)
{
  return lift_conflict_is_deletion (conflict) ? _("Deleted or kept") : _(lift_field_info (conflict->unit)->label);
}

/**
 * lift_conflict_dup_words:
 * @conflict: a record
 * @candidate: which, from 0
 *
 * For the history and the command line; instants are in UTC.
 *
 * Returns: (transfer full): the value in words, translated but for the texts of the document: “Done, Ann, 2026-12-02T09:12:00Z”
 */
char *
lift_conflict_dup_words (const LiftConflict *conflict,
                         guint               candidate)
{
  LiftNode *value = lift_conflict_get_value (conflict, candidate);
  LiftKind kind = lift_field_info (conflict->unit)->kind;
  GString *words;

  if (lift_conflict_is_deletion (conflict))
    return g_strdup (value == NULL ? _("Deleted") : _("Kept"));

  words = g_string_new (NULL);
  for (LiftField field = lift_kind_first_field (kind); field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);
      g_autofree char *instant = NULL;
      const char *text = NULL;

      if (info->unit != conflict->unit || !lift_field_is_register (field))
        continue;
      if (info->type == LIFT_TYPE_ENUM)
        text = lift_enum_label (info->about, lift_node_get_enum (value, field));
      else if (info->type == LIFT_TYPE_INSTANT && lift_node_get_instant (value, field) != LIFT_NO_INSTANT)
        text = instant = lift_instant_format (lift_node_get_instant (value, field));
      else if (info->type != LIFT_TYPE_INSTANT)
        text = lift_node_get_text (value, field);
      if (text != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
    }
  if (words->len == 0)
    g_string_append (words, _("nothing"));
  return g_string_free (words, FALSE);
}

/* Texts of a document */

/**
 * lift_conflict_find_unit:
 * @kind: the kind of a thing
 * @member: what a record names as its field
 *
 * Returns: the field that leads the unit, or %LIFT_N_FIELDS if there can be no conflict of that name
 */
LiftField
lift_conflict_find_unit (LiftKind    kind,
                         const char *member)
{
  LiftField first = lift_kind_first_field (kind);

  if (kind != LIFT_KIND_RELEASE && strcmp (member, MEMBER_DELETED) == 0)
    return first;
  for (LiftField field = first; field < first + lift_kind_n_fields (kind); field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);

      if (info->unit == field && info->type != LIFT_TYPE_POSITION && lift_field_is_register (field) && strcmp (info->member, member) == 0)
        return field;
    }
  return LIFT_N_FIELDS;
}

/**
 * lift_conflict_unit_member:
 * @unit: the field that leads a unit
 *
 * Returns: (transfer none): what a record names as its field, the inverse of lift_conflict_find_unit()
 */
const char *
lift_conflict_unit_member (LiftField unit)
{
  return lift_field_info (unit)->type == LIFT_TYPE_ID ? MEMBER_DELETED : lift_field_info (unit)->member;
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

/* What is not closed comes first, so that nothing passes for done that somebody found not to be. */
static int
compare_enums (LiftField field,
               int       a,
               int       b)
{
  if (field == LIFT_ITEM_STATE && lift_item_state_closed (a) != lift_item_state_closed (b))
    return lift_item_state_closed (a) ? 1 : -1;
  return compare_numbers (a, b);
}

/* The earlier first; not known counts as later than all. */
static int
compare_instants (gint64 a,
                  gint64 b)
{
  if ((a == LIFT_NO_INSTANT) != (b == LIFT_NO_INSTANT))
    return a == LIFT_NO_INSTANT ? 1 : -1;
  return compare_numbers (a, b);
}

static int
compare_fields (LiftField       unit,
                LiftType        type,
                gboolean        of_type,
                const LiftNode *a,
                const LiftNode *b)
{
  LiftKind kind = lift_field_info (unit)->kind;
  int order = 0;

  for (LiftField field = unit; order == 0 && field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);

      if (info->unit != unit || !lift_field_is_register (field) || (info->type == type) != of_type)
        continue;
      if (info->type == LIFT_TYPE_ENUM)
        order = compare_enums (field, lift_node_get_enum (a, field), lift_node_get_enum (b, field));
      else if (info->type == LIFT_TYPE_INSTANT)
        order = compare_instants (lift_node_get_instant (a, field), lift_node_get_instant (b, field));
      else
        order = g_strcmp0 (lift_node_get_text (a, field), lift_node_get_text (b, field));
    }
  return order;
}

/**
 * lift_candidate_compare:
 * @unit: the field that leads the unit
 * @a: a candidate
 * @b: a candidate
 *
 * The one order of candidates, the same wherever two copies of a document meet: what is not closed before what is, then by enumeration, by the earlier
 * instant, by the bytes of the texts; keeping before deleting.
 *
 * Returns: less than, equal to or greater than 0
 */
int
lift_candidate_compare (LiftField            unit,
                        const LiftCandidate *a,
                        const LiftCandidate *b)
{
  int order = 0;

  if (lift_field_info (unit)->type == LIFT_TYPE_ID)
    order = compare_numbers (a->value == NULL, b->value == NULL);
  else if (a->value != b->value)
    {
      order = compare_fields (unit, LIFT_TYPE_ENUM, TRUE, a->value, b->value);
      if (order == 0)
        order = compare_fields (unit, LIFT_TYPE_INSTANT, TRUE, a->value, b->value);
      if (order == 0)
        order = compare_fields (unit, LIFT_TYPE_ENUM, FALSE, a->value, b->value);
    }
  return order != 0 ? order : g_strcmp0 (a->settled, b->settled);
}

/**
 * lift_candidate_same_value:
 * @unit: the field that leads the unit
 * @a: (nullable): a node
 * @b: (nullable): a node
 *
 * Returns: whether both have the same value, whoever decided for it
 */
gboolean
lift_candidate_same_value (LiftField  unit,
                           LiftNode  *a,
                           LiftNode  *b)
{
  LiftCandidate one = { a, NULL }, other = { b, NULL };

  return lift_candidate_compare (unit, &one, &other) == 0;
}

static void
append_member (GString    *out,
               const char *name,
               const char *value)
{
  if (value == NULL)
    return;
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  lift_json_append_string (out, name);
  g_string_append_c (out, ':');
  lift_json_append_string (out, value);
}

static void
format_candidate (GString             *out,
                  LiftField            unit,
                  const LiftCandidate *candidate)
{
  LiftKind kind = lift_field_info (unit)->kind;

  g_string_append_c (out, '{');
  if (lift_field_info (unit)->type == LIFT_TYPE_ID)
    append_member (out, MEMBER_DELETED, candidate->value == NULL ? "yes" : "no");
  else
    for (LiftField field = unit; field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
      {
        const LiftFieldInfo *info = lift_field_info (field);
        g_autofree char *instant = NULL;

        if (info->unit != unit || !lift_field_is_register (field))
          continue;
        if (info->type == LIFT_TYPE_ENUM)
          append_member (out, info->member, lift_enum_word (info->about, lift_node_get_enum (candidate->value, field)));
        else if (info->type != LIFT_TYPE_INSTANT)
          append_member (out, info->member, lift_node_get_text (candidate->value, field));
        else if (lift_node_get_instant (candidate->value, field) != LIFT_NO_INSTANT)
          append_member (out, info->member, instant = lift_instant_format (lift_node_get_instant (candidate->value, field)));
      }
  append_member (out, "settled", candidate->settled);
  g_string_append_c (out, '}');
}

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const LiftConflict *one = *(const LiftConflict **) a;
  const LiftConflict *other = *(const LiftConflict **) b;

  return compare_numbers (one->unit, other->unit);
}

/**
 * lift_conflicts_format:
 * @records: (element-type LiftConflict): records of one thing, at most one of each unit; put in order
 *
 * Returns: (transfer full) (nullable): what the field CONFLICTS holds: equal records give equal bytes; %NULL if there is nothing to say
 */
char *
lift_conflicts_format (GPtrArray *records)
{
  GString *out = g_string_new ("[");

  g_ptr_array_sort (records, compare_records);
  for (guint i = 0; i < records->len; i++)
    {
      const LiftConflict *conflict = g_ptr_array_index (records, i);
      const LiftCandidate *first = conflict->candidates->len > 0 ? &g_array_index (conflict->candidates, LiftCandidate, 0) : NULL;

      if (!lift_conflict_is_open (conflict) && (first == NULL || first->settled == NULL))
        continue;
      g_string_append (out, out->len > 1 ? ",{" : "{");
      append_member (out, "field", lift_conflict_unit_member (conflict->unit));
      if (lift_conflict_is_open (conflict))
        {
          g_string_append (out, "," MEMBER_CANDIDATES "[");
          for (guint c = 0; c < conflict->candidates->len; c++)
            {
              if (c > 0)
                g_string_append_c (out, ',');
              format_candidate (out, conflict->unit, &g_array_index (conflict->candidates, LiftCandidate, c));
            }
          g_string_append_c (out, ']');
        }
      else
        append_member (out, "settled", first->settled);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  if (out->len > 2)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

/* Of a tree */

/**
 * lift_node_n_conflicts:
 * @node: a node
 *
 * Returns: how many conflicts about @node itself, not what stands in it, wait for somebody to decide
 */
guint
lift_node_n_conflicts (const LiftNode *node)
{
  const char *text = lift_node_get_text (node, lift_kind_conflicts (lift_node_get_kind (node)));
  guint n = 0;

  /* In a text of the document the quotes would be escaped. */
  for (; text != NULL && (text = strstr (text, MEMBER_CANDIDATES)) != NULL; text += strlen (MEMBER_CANDIDATES))
    n++;
  return n;
}

/**
 * lift_node_in_conflict:
 * @node: a node
 *
 * Returns: whether anything about @node itself, not what stands in it, waits for somebody to decide
 */
gboolean
lift_node_in_conflict (const LiftNode *node)
{
  return lift_node_n_conflicts (node) > 0;
}
