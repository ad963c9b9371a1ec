/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "conflict.h"
#include "json-read-private.h"

/* Strictly, as nothing in them is kept that is not known. */

static JsonObject *
object_of (LiftReader *reader,
           JsonNode   *value)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    return json_node_get_object (value);
  lift_reader_violate (reader, _("must be an object {…}, and is %s"), lift_reader_describe (value));
  return NULL;
}

static const char *
line_of (LiftReader *reader,
         JsonNode   *value)
{
  const char *text = lift_reader_text_of (reader, value);

  if (text == NULL || (*text != '\0' && lift_field_check (LIFT_RELEASE_NAME, text, NULL)))
    return text;
  lift_reader_violate (reader, _("must be one line without control characters"));
  return NULL;
}

/* A field of @unit by the member of the table, whole: "release/local". */
static LiftField
find_part (LiftField   unit,
           const char *member)
{
  LiftKind kind = lift_field_info (unit)->kind;

  for (LiftField field = unit; field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    if (lift_field_info (field)->unit == unit && lift_field_is_register (field) && strcmp (lift_field_info (field)->member, member) == 0)
      return field;
  return LIFT_N_FIELDS;
}

static gboolean
read_deleted (LiftReader *reader,
              JsonNode   *value)
{
  const char *word = lift_reader_text_of (reader, value);

  if (word != NULL && strcmp (word, "yes") != 0 && strcmp (word, "no") != 0)
    lift_reader_violate (reader, _("“%s” is not one of: %s"), word, "no, yes");
  return g_strcmp0 (word, "yes") == 0;
}

static void
read_candidate (LiftReader     *reader,
                LiftConflict   *conflict,
                const LiftNode *node,
                JsonObject     *object)
{
  g_autoptr(LiftNode) candidate = lift_node_new (lift_node_get_kind (node), lift_node_get_id (node));
  gboolean deleted = FALSE;
  const char *settled = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gsize mark = lift_reader_enter (reader, name);
      LiftField field = find_part (conflict->unit, name);

      if (strcmp (name, "settled") == 0)
        settled = line_of (reader, value);
      else if (field != LIFT_N_FIELDS)
        lift_reader_field (reader, candidate, field, value);
      else if (lift_conflict_is_deletion (conflict) && strcmp (name, "deleted") == 0)
        deleted = read_deleted (reader, value);
      else
        lift_reader_violate (reader, _("is not known here"));
      lift_reader_leave (reader, mark);
    }
  lift_conflict_add (conflict, deleted ? NULL : candidate, settled);
}

static void
read_candidates (LiftReader     *reader,
                 LiftConflict   *conflict,
                 const LiftNode *node,
                 JsonNode       *value)
{
  JsonArray *array = lift_reader_array_of (reader, value);

  for (guint i = 0, n = array != NULL ? json_array_get_length (array) : 0; i < n; i++)
    {
      gsize mark = lift_reader_enter_index (reader, i);
      JsonObject *object = object_of (reader, json_array_get_element (array, i));

      if (object != NULL)
        read_candidate (reader, conflict, node, object);
      lift_reader_leave (reader, mark);
    }
  if (array != NULL && !lift_conflict_is_open (conflict))
    lift_reader_violate (reader, _("must list at least two values that differ"));
}

static LiftConflict *
read_conflict (LiftReader     *reader,
               const LiftNode *node,
               JsonObject     *object)
{
  const char *word = json_object_has_member (object, "field") ? lift_reader_text_of (reader, json_object_get_member (object, "field")) : NULL;
  LiftField unit = word != NULL ? lift_conflict_find_unit (lift_node_get_kind (node), word) : LIFT_N_FIELDS;
  g_autoptr(LiftNode) nothing = lift_node_new (lift_node_get_kind (node), lift_node_get_id (node));
  g_autoptr(LiftConflict) conflict = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (unit == LIFT_N_FIELDS)
    {
      lift_reader_violate (reader, _("needs a “field” that names what is in conflict"));
      return NULL;
    }

  conflict = lift_conflict_new (unit);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gsize mark = lift_reader_enter (reader, name);

      if (strcmp (name, "candidates") == 0)
        read_candidates (reader, conflict, node, value);
      else if (strcmp (name, "settled") == 0)
        lift_conflict_add (conflict, nothing, line_of (reader, value));
      else if (strcmp (name, "field") != 0)
        lift_reader_violate (reader, _("is not known here"));
      lift_reader_leave (reader, mark);
    }
  if (json_object_has_member (object, "candidates") == json_object_has_member (object, "settled"))
    lift_reader_violate (reader, _("needs either “candidates” or “settled”"));
  return g_steal_pointer (&conflict);
}

/* The records of a node; a unit that has one already is a violation. */
static GPtrArray *
read_records (LiftReader     *reader,
              const LiftNode *node,
              JsonArray      *array)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_conflict_free);
  guint64 seen = 0;

  for (guint i = 0, n = array != NULL ? json_array_get_length (array) : 0; i < n; i++)
    {
      gsize mark = lift_reader_enter_index (reader, i);
      JsonObject *object = object_of (reader, json_array_get_element (array, i));
      LiftConflict *conflict = object != NULL ? read_conflict (reader, node, object) : NULL;

      if (conflict != NULL && (seen & G_GUINT64_CONSTANT (1) << conflict->unit) != 0)
        {
          lift_reader_violate (reader, _("is the second conflict of the same field"));
          g_clear_pointer (&conflict, lift_conflict_free);
        }
      if (conflict != NULL)
        {
          seen |= G_GUINT64_CONSTANT (1) << conflict->unit;
          g_ptr_array_add (records, conflict);
        }
      lift_reader_leave (reader, mark);
    }
  return records;
}

/* The field CONFLICTS; with a violation in it nothing of it is taken over. */
void
lift_reader_conflicts (LiftReader *reader,
                       LiftNode   *node,
                       LiftField   field,
                       JsonNode   *value)
{
  guint n_violations = reader->loaded->n_violations;
  g_autoptr(GPtrArray) records = read_records (reader, node, lift_reader_array_of (reader, value));
  g_autofree char *text = reader->loaded->n_violations == n_violations ? lift_conflicts_format (records) : NULL;

  lift_node_set_text (node, field, text);
}

/**
 * lift_json_read_conflicts:
 * @node: a node
 *
 * Returns: (transfer full) (element-type LiftConflict): what the field CONFLICTS of @node records; where something was decided, a single candidate
 *   that only says by whom
 */
GPtrArray *
lift_json_read_conflicts (const LiftNode *node)
{
  const char *text = lift_node_get_text (node, lift_kind_conflicts (lift_node_get_kind (node)));
  g_autoptr(JsonNode) json = text != NULL ? json_from_string (text, NULL) : NULL;
  g_autoptr(GString) pointer = g_string_new (NULL);
  g_autoptr(GPtrArray) violations = g_ptr_array_new_with_free_func (g_free);
  LiftLoaded loaded = { .violations = violations, .format = LIFT_FORMAT };
  LiftReader reader = { .pointer = pointer, .loaded = &loaded };

  return read_records (&reader, node, json != NULL && JSON_NODE_HOLDS_ARRAY (json) ? json_node_get_array (json) : NULL);
}
