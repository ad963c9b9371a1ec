/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "conflict.h"
#include "json-read-private.h"

/* Strictly, as nothing in them is kept that is not known. */

static char *
dup_line (LiftReader *reader,
          const char *value)
{
  g_autofree char *text = lift_reader_dup_text (reader, value);

  if (text == NULL || (*text != '\0' && lift_field_check (LIFT_RELEASE_NAME, text, NULL)))
    return g_steal_pointer (&text);
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
              const char *value)
{
  g_autofree char *line = dup_line (reader, value);

  if (line != NULL && strcmp (line, "yes") != 0 && strcmp (line, "no") != 0)
    lift_reader_violate (reader, _("“%s” is not one of: %s"), line, "no, yes");
  return g_strcmp0 (line, "yes") == 0;
}

static LiftCandidate
read_candidate (LiftReader         *reader,
                const LiftConflict *conflict,
                const LiftNode     *node,
                const char         *object)
{
  g_autoptr(LiftNode) candidate = lift_node_new (lift_node_get_kind (node), lift_node_get_id (node));
  gboolean deleted = FALSE, found = FALSE;
  g_autofree char *settled = NULL;
  LiftJsonIter iter;
  const char *quoted, *value;

  lift_json_iter_init (&iter, object, &reader->last);
  while (lift_json_iter_next (&iter, &quoted, &value))
    {
      g_autofree char *name = lift_json_dup_text (quoted);
      gsize mark = lift_reader_enter (reader, name);
      LiftField field = find_part (conflict->unit, name);

      found |= field == conflict->unit;
      if (strcmp (name, "settled") == 0)
        settled = dup_line (reader, value);
      else if (field != LIFT_N_FIELDS)
        lift_reader_field (reader, candidate, field, value);
      else if (lift_conflict_is_deletion (conflict) && strcmp (name, "deleted") == 0)
        deleted = read_deleted (reader, value);
      else
        lift_reader_violate (reader, _("is not known here"));
      lift_reader_leave (reader, mark);
    }
  if (!found && !lift_conflict_is_deletion (conflict) && lift_field_info (conflict->unit)->need)
    {
      gsize mark = lift_reader_enter (reader, lift_field_info (conflict->unit)->member);

      lift_reader_violate (reader, _("is missing, and is needed"));
      lift_reader_leave (reader, mark);
    }
  return (LiftCandidate) { deleted ? NULL : g_steal_pointer (&candidate), g_steal_pointer (&settled) };
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b,
                    gpointer      conflict)
{
  return lift_candidate_compare (((const LiftConflict *) conflict)->unit, a, b);
}

static void
read_candidates (LiftReader     *reader,
                 LiftConflict   *conflict,
                 const LiftNode *node,
                 const char     *value)
{
  g_autoptr(GArray) read = g_array_new (FALSE, FALSE, sizeof (LiftCandidate));
  LiftJsonIter iter;
  const char *element;

  if (!lift_reader_is_list (reader, value))
    return;
  g_array_set_clear_func (read, lift_candidate_clear);
  lift_json_iter_init (&iter, value, &reader->last);
  for (guint i = 0; lift_json_iter_next (&iter, NULL, &element); i++)
    {
      gsize mark = lift_reader_enter_index (reader, i);

      if (lift_reader_is_object (reader, element))
        {
          LiftCandidate candidate = read_candidate (reader, conflict, node, element);

          g_array_append_val (read, candidate);
        }
      lift_reader_leave (reader, mark);
    }
  /* In their order, as adding one in front of thousands takes time. */
  g_array_sort_with_data (read, compare_candidates, conflict);
  for (guint i = 0; i < read->len; i++)
    lift_conflict_add (conflict, g_array_index (read, LiftCandidate, i).value, g_array_index (read, LiftCandidate, i).settled);
  if (!lift_conflict_is_open (conflict))
    lift_reader_violate (reader, _("must list at least two values that differ"));
}

static void
add_settled (LiftReader   *reader,
             LiftConflict *conflict,
             LiftNode     *nothing,
             const char   *value)
{
  g_autofree char *line = dup_line (reader, value);

  lift_conflict_add (conflict, nothing, line);
}

static LiftConflict *
read_conflict (LiftReader     *reader,
               const LiftNode *node,
               const char     *object)
{
  const char *about = lift_json_get_member (object, "field");
  g_autofree char *word = about != NULL ? lift_reader_dup_text (reader, about) : NULL;
  LiftField unit = word != NULL ? lift_conflict_find_unit (lift_node_get_kind (node), word) : LIFT_N_FIELDS;
  g_autoptr(LiftNode) nothing = lift_node_new (lift_node_get_kind (node), lift_node_get_id (node));
  g_autoptr(LiftConflict) conflict = NULL;
  LiftJsonIter iter;
  const char *quoted, *value;

  if (unit == LIFT_N_FIELDS)
    {
      lift_reader_violate (reader, _("needs a “field” that names what is in conflict"));
      return NULL;
    }

  conflict = lift_conflict_new (unit);
  lift_json_iter_init (&iter, object, &reader->last);
  while (lift_json_iter_next (&iter, &quoted, &value))
    {
      g_autofree char *name = lift_json_dup_text (quoted);
      gsize mark = lift_reader_enter (reader, name);

      if (strcmp (name, "candidates") == 0)
        read_candidates (reader, conflict, node, value);
      else if (strcmp (name, "settled") == 0)
        add_settled (reader, conflict, nothing, value);
      else if (strcmp (name, "field") != 0)
        lift_reader_violate (reader, _("is not known here"));
      lift_reader_leave (reader, mark);
    }
  if ((lift_json_get_member (object, "candidates") != NULL) == (lift_json_get_member (object, "settled") != NULL))
    lift_reader_violate (reader, _("needs either “candidates” or “settled”"));
  return g_steal_pointer (&conflict);
}

/* The records of a node; a unit that has one already is a violation. */
static GPtrArray *
read_records (LiftReader     *reader,
              const LiftNode *node,
              const char     *list)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_conflict_free);
  LiftJsonIter iter;
  const char *element;
  guint64 seen = 0;

  lift_json_iter_init (&iter, list, &reader->last);
  for (guint i = 0; lift_json_iter_next (&iter, NULL, &element); i++)
    {
      gsize mark = lift_reader_enter_index (reader, i);
      LiftConflict *conflict = lift_reader_is_object (reader, element) ? read_conflict (reader, node, element) : NULL;
      guint64 bit = conflict != NULL ? G_GUINT64_CONSTANT (1) << lift_field_info (conflict->unit)->slot : 0;

      if ((seen & bit) != 0)
        {
          lift_reader_violate (reader, _("is the second conflict of the same field"));
          g_clear_pointer (&conflict, lift_conflict_free);
        }
      if (conflict != NULL)
        {
          seen |= bit;
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
                       const char *value)
{
  guint n_violations = reader->loaded->violations->len;
  g_autoptr(GPtrArray) records = NULL;
  g_autofree char *text = NULL;

  if (!lift_reader_is_list (reader, value))
    return;
  records = read_records (reader, node, value);
  if (reader->loaded->violations->len == n_violations)
    text = lift_conflicts_format (records);
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
  g_autoptr(GString) pointer = g_string_new (NULL);
  /* Nothing is said of what was checked when it was read. */
  LiftLoaded loaded = { .format = LIFT_FORMAT + 1 };
  LiftReader reader = { .pointer = pointer, .loaded = &loaded };

  return read_records (&reader, node, text != NULL ? text : "[]");
}
