/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gate.h"
#include "json-read-private.h"
#include "moment.h"

/* What a list shows; finding the words for a violation takes its time. */
#define MAX_LISTED 100

static LiftNode *read_node (LiftReader *reader, LiftKind kind, JsonObject *object, const char *position);

/* A newer format has rules that this version does not know, so nothing in it is a violation. */
static gboolean
is_newer (const LiftReader *reader)
{
  return reader->loaded->format > LIFT_FORMAT;
}

void
lift_reader_violate (LiftReader *reader,
                     const char *format,
                     ...)
{
  g_autofree char *what = NULL;
  g_autofree char *message = NULL;
  va_list args;

  if (is_newer (reader) || ++reader->loaded->n_violations > MAX_LISTED)
    return;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  message = g_strdup_printf ("%s: %s", reader->pointer->str, what);
  g_ptr_array_add (reader->loaded->violations, lift_error_clean (message));
}

/* Whether the next violation will be listed. */
static gboolean
is_listed (const LiftReader *reader)
{
  return !is_newer (reader) && reader->loaded->n_violations < MAX_LISTED;
}

gsize
lift_reader_enter (LiftReader *reader,
                   const char *name)
{
  gsize mark = reader->pointer->len;

  g_string_append_c (reader->pointer, '/');
  g_string_append (reader->pointer, name);
  return mark;
}

gsize
lift_reader_enter_index (LiftReader *reader,
                         guint       index)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", index);
  return lift_reader_enter (reader, text);
}

void
lift_reader_leave (LiftReader *reader,
                   gsize       mark)
{
  g_string_truncate (reader->pointer, mark);
}

const char *
lift_reader_describe (JsonNode *value)
{
  switch (json_node_get_node_type (value))
    {
    case JSON_NODE_OBJECT:
      return _("an object {…}");
    case JSON_NODE_ARRAY:
      return _("a list […]");
    case JSON_NODE_NULL:
      return _("null: leave the member out");
    case JSON_NODE_VALUE:
    default:
      if (json_node_get_value_type (value) == G_TYPE_STRING)
        return _("a text");
      if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
        return json_node_get_boolean (value) ? "true" : "false";
      return _("a number");
    }
}

/* The text of a value, or NULL after saying that it is none. */
const char *
lift_reader_text_of (LiftReader *reader,
                     JsonNode   *value)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_get_string (value);
  lift_reader_violate (reader, _("must be a text in double quotes, and is %s"), lift_reader_describe (value));
  return NULL;
}

static void
skip_members (LiftReader *reader,
              JsonNode   *value)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (JSON_NODE_HOLDS_OBJECT (value))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (value));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          reader->at++;
          skip_members (reader, member);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0, n = json_array_get_length (array); i < n; i++)
        skip_members (reader, json_array_get_element (array, i));
    }
}

static void
read_text (LiftReader *reader,
           LiftNode   *node,
           LiftField   field,
           JsonNode   *value)
{
  const char *text = lift_reader_text_of (reader, value);
  g_autoptr(GError) error = NULL;

  if (text == NULL)
    return;
  if (*text == '\0' && lift_field_info (field)->need)
    lift_reader_violate (reader, _("must not be empty"));
  else if (lift_field_check (field, text, is_listed (reader) ? &error : NULL))
    lift_node_set_text (node, field, text);
  else
    lift_reader_violate (reader, "%s", error != NULL ? error->message : "");
}

static void
read_id (LiftReader *reader,
         LiftNode   *node,
         LiftField   field,
         JsonNode   *value)
{
  const char *text = lift_reader_text_of (reader, value);
  g_autoptr(GError) error = NULL;

  if (text == NULL)
    return;
  if (!lift_field_check (field, text, &error))
    lift_reader_violate (reader, "%s", error->message);
  else if (!g_hash_table_add (reader->ids, (gpointer) text))
    lift_reader_violate (reader, _("“%s” is already the id of something else: give one of them a new id"), text);
  else
    lift_node_set_text (node, field, text);
}

static char *
words_of (LiftEnum which)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < lift_enum_n_words (which); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", lift_enum_word (which, i));
  return g_string_free (words, FALSE);
}

static void
read_enum (LiftReader *reader,
           LiftNode   *node,
           LiftField   field,
           JsonNode   *value)
{
  LiftEnum which = lift_field_info (field)->about;
  const char *text = lift_reader_text_of (reader, value);
  g_autofree char *words = NULL;
  int number;

  if (text == NULL)
    return;
  if (lift_enum_parse (which, text, &number))
    {
      lift_node_set_enum (node, field, number);
      return;
    }
  words = words_of (which);
  lift_reader_violate (reader, _("“%s” is not one of: %s"), text, words);
}

static void
read_instant (LiftReader *reader,
              LiftNode   *node,
              LiftField   field,
              JsonNode   *value)
{
  const char *text = lift_reader_text_of (reader, value);
  gint64 instant;

  if (text == NULL)
    return;
  instant = lift_instant_parse (text);
  if (instant == LIFT_NO_INSTANT)
    lift_reader_violate (reader, _("“%s” is not an instant in UTC such as 2026-12-02T09:12:00Z"), text);
  else
    lift_node_set_instant (node, field, instant);
}

JsonArray *
lift_reader_array_of (LiftReader *reader,
                      JsonNode   *value)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_node_get_array (value);
  lift_reader_violate (reader, _("must be a list […], and is %s"), lift_reader_describe (value));
  return NULL;
}

static void
read_list (LiftReader *reader,
           LiftNode   *node,
           LiftField   field,
           JsonNode   *value)
{
  LiftKind kind = lift_field_info (field)->about;
  JsonArray *array = lift_reader_array_of (reader, value);
  g_autofree char *position = NULL;

  for (guint i = 0, n = array != NULL ? json_array_get_length (array) : 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gsize mark = lift_reader_enter_index (reader, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        {
          LiftNode *child = read_node (reader, kind, json_node_get_object (element), position);

          g_free (position);
          position = g_strdup (lift_node_get_position (child));
          lift_node_take_child (node, field, child);
        }
      else
        {
          lift_reader_violate (reader, _("must be an object {…}, and is %s"), lift_reader_describe (element));
          skip_members (reader, element);
        }
      lift_reader_leave (reader, mark);
    }
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

static void
read_history (LiftReader *reader,
              LiftNode   *node,
              JsonNode   *value)
{
  JsonArray *array = lift_reader_array_of (reader, value);
  g_autoptr(GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0, n = array != NULL ? json_array_get_length (array) : 0; i < n; i++)
    {
      gsize mark = lift_reader_enter_index (reader, i);
      const char *line = lift_reader_text_of (reader, json_array_get_element (array, i));

      if (line != NULL && lift_field_check (LIFT_RELEASE_NAME, line, NULL))
        g_ptr_array_add (lines, (char *) line);
      else if (line != NULL)
        lift_reader_violate (reader, _("must be one line without control characters"));
      lift_reader_leave (reader, mark);
    }

  /* A history is in order, see lift_node_add_history(); one that was written by hand may not be. */
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    lift_node_add_history (node, g_ptr_array_index (lines, i));
}

void
lift_reader_field (LiftReader *reader,
                   LiftNode   *node,
                   LiftField   field,
                   JsonNode   *value)
{
  switch (lift_field_info (field)->type)
    {
    case LIFT_TYPE_ID:
      read_id (reader, node, field, value);
      break;
    case LIFT_TYPE_ENUM:
      read_enum (reader, node, field, value);
      break;
    case LIFT_TYPE_INSTANT:
      read_instant (reader, node, field, value);
      break;
    case LIFT_TYPE_LIST:
      read_list (reader, node, field, value);
      break;
    case LIFT_TYPE_HISTORY:
      read_history (reader, node, value);
      break;
    case LIFT_TYPE_CONFLICTS:
      lift_reader_conflicts (reader, node, field, value);
      break;
    case LIFT_TYPE_TEXT:
    case LIFT_TYPE_LONG_TEXT:
    case LIFT_TYPE_LOCAL:
    case LIFT_TYPE_ZONE:
    case LIFT_TYPE_DURATION:
    case LIFT_TYPE_POSITION:
    case LIFT_TYPE_URL:
      read_text (reader, node, field, value);
      break;
    case LIFT_TYPE_PARENT:
    default:
      g_assert_not_reached ();
    }
}

/* What of a field's member is left below an object, "local" of "release/local" below "release"; NULL if it does not stand below it. */
static const char *
below (LiftField   field,
       const char *path)
{
  const char *member = lift_field_info (field)->member;
  gsize n = strlen (path);

  if (member == NULL || n == 0)
    return member;
  return strncmp (member, path, n) == 0 && member[n] == '/' ? member + n + 1 : NULL;
}

/* Members mostly stand in the order of the table: the search goes on where the last one ended. */
static LiftField
find_field (LiftKind    kind,
            const char *path,
            const char *name,
            guint      *hint)
{
  LiftField first = lift_kind_first_field (kind);
  guint n = lift_kind_n_fields (kind);

  if (strchr (name, '/') != NULL)
    return LIFT_N_FIELDS;
  for (guint i = 0; i < n; i++)
    {
      LiftField field = first + (*hint + i) % n;
      const char *member = below (field, path);

      if (member != NULL && strcmp (member, name) == 0)
        {
          *hint = field - first + 1;
          return field;
        }
    }
  return LIFT_N_FIELDS;
}

/* Whether fields stand in the object @name below @path. */
static gboolean
holds_fields (LiftKind    kind,
              const char *path,
              const char *name)
{
  LiftField first = lift_kind_first_field (kind);
  gsize n = strlen (name);

  if (strchr (name, '/') != NULL)
    return FALSE;
  for (LiftField field = first; field < first + lift_kind_n_fields (kind); field++)
    {
      const char *member = below (field, path);

      if (member != NULL && strncmp (member, name, n) == 0 && member[n] == '/')
        return TRUE;
    }
  return FALSE;
}

static void
keep_unknown (LiftReader            *reader,
              const char            *path,
              const LiftGateMember  *member,
              GString              **unknown)
{
  if (*unknown == NULL)
    *unknown = g_string_new (NULL);
  else
    g_string_append (*unknown, ",\n");
  g_string_append (*unknown, path);
  g_string_append_len (*unknown, reader->bytes + member->name, member->name_end - member->name);
  g_string_append (*unknown, ": ");
  g_string_append_len (*unknown, reader->bytes + member->start, member->end - member->start);
}

static void
read_members (LiftReader  *reader,
              LiftNode    *node,
              const char  *path,
              JsonObject  *object,
              guint64     *seen,
              GString    **unknown)
{
  LiftKind kind = lift_node_get_kind (node);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  guint hint = 0;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const LiftGateMember *member = &g_array_index (reader->members, LiftGateMember, reader->at++);
      LiftField field = find_field (kind, path, name, &hint);
      gsize mark = lift_reader_enter (reader, name);

      if (field != LIFT_N_FIELDS)
        {
          *seen |= G_GUINT64_CONSTANT (1) << lift_field_info (field)->slot;
          lift_reader_field (reader, node, field, value);
        }
      else if (holds_fields (kind, path, name))
        {
          g_autofree char *inner = *path != '\0' ? g_strconcat (path, "/", name, NULL) : g_strdup (name);

          if (JSON_NODE_HOLDS_OBJECT (value))
            read_members (reader, node, inner, json_node_get_object (value), seen, unknown);
          else
            lift_reader_violate (reader, _("must be an object {…}, and is %s"), lift_reader_describe (value));
        }
      else if (kind != LIFT_KIND_RELEASE || *path != '\0' || strcmp (name, "format") != 0)
        {
          keep_unknown (reader, path, member, unknown);
        }
      lift_reader_leave (reader, mark);
      reader->at = member->next;
    }
}

/* A node that has no good id of its own gets its pointer as one, which no document can hold; one without a good position stands beside the one before it. */
static LiftNode *
read_node (LiftReader *reader,
           LiftKind    kind,
           JsonObject *object,
           const char *position)
{
  LiftNode *node = lift_node_new (kind, reader->pointer->len > 0 ? reader->pointer->str : "/");
  LiftField first = lift_kind_first_field (kind);
  g_autoptr(GString) unknown = NULL;
  guint64 seen = 0;

  G_STATIC_ASSERT (LIFT_N_FIELDS <= 64);
  read_members (reader, node, "", object, &seen, &unknown);
  for (guint i = 0; i < lift_kind_n_fields (kind); i++)
    if (lift_field_info (first + i)->need && (seen & G_GUINT64_CONSTANT (1) << i) == 0)
      {
        gsize mark = lift_reader_enter (reader, lift_field_info (first + i)->member);

        lift_reader_violate (reader, _("is missing, and is needed"));
        lift_reader_leave (reader, mark);
      }
  if (unknown != NULL)
    lift_node_set_unknown (node, unknown->str);
  if (kind != LIFT_KIND_RELEASE && lift_node_get_position (node) == NULL)
    lift_node_set_text (node, first + 1, position);
  return node;
}

static gint64
read_format (LiftReader *reader,
             JsonObject *object)
{
  const LiftGateMember *member = NULL;
  gsize mark = lift_reader_enter (reader, "format");
  gint64 format = 0;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  for (guint at = 0; json_object_iter_next_ordered (&iter, &name, &value); at = g_array_index (reader->members, LiftGateMember, at).next)
    if (strcmp (name, "format") == 0)
      member = &g_array_index (reader->members, LiftGateMember, at);
  if (member != NULL && strspn (reader->bytes + member->start, "0123456789") == member->end - member->start)
    format = g_ascii_strtoll (reader->bytes + member->start, NULL, 10);
  if (member == NULL)
    lift_reader_violate (reader, _("is missing: documents of this Liftoff have the format %d"), LIFT_FORMAT);
  else if (format < 1)
    lift_reader_violate (reader, _("must be the number %d"), LIFT_FORMAT);
  lift_reader_leave (reader, mark);
  return format < 1 ? LIFT_FORMAT : format;
}

/**
 * lift_json_read:
 * @name: what to call the bytes in an error: the file
 * @bytes: the bytes of a document
 * @error: return location for a #GError
 *
 * Reads a document. What the field table knows is checked and taken over. A value that breaks a rule is left unset and becomes one
 * violation; all else is read, so that one bad item does not hide the good ones. Members that the table does not know are kept with their bytes and are no
 * violation, see lift_node_set_unknown(). In a newer format there are no violations, as its rules are not known.
 *
 * A node whose id is missing, bad or taken gets its JSON pointer as id, which no document can hold.
 *
 * Returns: (transfer full): what was read, or %NULL with LIFT_ERROR_DOCUMENT if the bytes are not strict JSON
 */
LiftLoaded *
lift_json_read (const char  *name,
                GBytes      *bytes,
                GError     **error)
{
  g_autoptr(GArray) members = NULL;
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GString) pointer = g_string_new (NULL);
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(LiftLoaded) loaded = NULL;
  g_autoptr(GError) local_error = NULL;
  LiftReader reader;
  JsonObject *top = NULL;
  JsonNode *root;
  gsize length;
  const char *data;

  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (!lift_gate_check (name, data, length, &members, error))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, data, length, &local_error))
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT, "%s: %s", name, local_error->message);
      return NULL;
    }

  loaded = g_new0 (LiftLoaded, 1);
  loaded->violations = g_ptr_array_new_with_free_func (g_free);
  loaded->format = LIFT_FORMAT;
  root = json_parser_get_root (parser);
  if (JSON_NODE_HOLDS_OBJECT (root))
    top = json_node_get_object (root);
  if (top == NULL || (!json_object_has_member (top, "format") && !json_object_has_member (top, "name")))
    {
      loaded->n_violations = 1;
      g_ptr_array_add (loaded->violations, g_strdup (_("this is JSON, but not a release, which has a “format” and a “name”: choose another file")));
      return g_steal_pointer (&loaded);
    }

  reader = (LiftReader) { .bytes = data, .members = members, .pointer = pointer, .ids = ids, .loaded = loaded };
  loaded->format = read_format (&reader, top);
  loaded->root = read_node (&reader, LIFT_KIND_RELEASE, top, NULL);
  if (loaded->n_violations > MAX_LISTED)
    g_ptr_array_add (loaded->violations,
                     g_strdup_printf (ngettext ("%u more violation is not listed", "%u more violations are not listed", loaded->n_violations - MAX_LISTED),
                                      loaded->n_violations - MAX_LISTED));
  return g_steal_pointer (&loaded);
}

/**
 * lift_loaded_free:
 * @loaded: (nullable) (transfer full): what reading gave
 *
 * Frees it; references to its root stay good.
 */
void
lift_loaded_free (LiftLoaded *loaded)
{
  if (loaded == NULL)
    return;
  g_clear_pointer (&loaded->root, lift_node_unref);
  g_ptr_array_unref (loaded->violations);
  g_free (loaded);
}

/**
 * lift_loaded_dup_read_only:
 * @loaded: what reading gave
 *
 * Returns: (transfer full) (nullable): a sentence that says why the document must not be written, or %NULL if it may
 */
char *
lift_loaded_dup_read_only (const LiftLoaded *loaded)
{
  const char *first;
  guint more;

  g_return_val_if_fail (loaded != NULL, NULL);

  if (loaded->format > LIFT_FORMAT)
    {
      g_autofree char *format = g_strdup_printf ("%" G_GINT64_FORMAT, loaded->format);

      return g_strdup_printf (_("This document has format %s of a newer Liftoff, and this one writes format %d: update Liftoff to change it"),
                              format, LIFT_FORMAT);
    }
  if (loaded->n_violations == 0)
    return NULL;
  first = g_ptr_array_index (loaded->violations, 0);
  if (loaded->root == NULL)
    return g_strdup (first);
  more = loaded->n_violations - 1;
  if (more == 0)
    return g_strdup_printf (_("This document cannot be changed until it is corrected: %s"), first);
  return g_strdup_printf (ngettext ("This document cannot be changed until it is corrected: %s (and %u more violation)",
                                    "This document cannot be changed until it is corrected: %s (and %u more violations)", more),
                          first, more);
}
