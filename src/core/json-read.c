/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gate.h"
#include "json-read-private.h"
#include "moment.h"
#include "position.h"

/* How many violations are explained in full: finding the words takes its time, as for a zone those that are like it. */
#define MAX_EXPLAINED 100

static LiftNode *read_node (LiftReader *reader, LiftKind kind, const char *object, const char *position);

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
  g_autoptr(GString) message = NULL;
  g_autofree char *clean = NULL;
  va_list args;

  if (is_newer (reader))
    return;
  message = g_string_new (reader->pointer->str);
  g_string_append (message, ": ");
  va_start (args, format);
  g_string_append_vprintf (message, format, args);
  va_end (args);
  clean = lift_error_clean (message->str);
  g_ptr_array_add (reader->loaded->violations, g_string_chunk_insert (reader->loaded->texts, clean));
}

static gboolean
is_explained (const LiftReader *reader)
{
  return !is_newer (reader) && reader->loaded->violations->len < MAX_EXPLAINED;
}

gsize
lift_reader_enter (LiftReader *reader,
                   const char *name)
{
  gsize mark = reader->pointer->len;

  g_string_append_c (reader->pointer, '/');
  g_string_append (reader->pointer, name);
  if (strpbrk (name, "~/") != NULL)
    {
      g_string_truncate (reader->pointer, mark + 1);
      for (const char *rest = name; *rest != '\0'; rest++)
        if (*rest == '~' || *rest == '/')
          g_string_append (reader->pointer, *rest == '~' ? "~0" : "~1");
        else
          g_string_append_c (reader->pointer, *rest);
    }
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
lift_reader_describe (const char *value)
{
  switch (*value)
    {
    case '{':
      return _("an object {…}");
    case '[':
      return _("a list […]");
    case 'n':
      return _("null: leave the member out");
    case '"':
      return _("a text");
    case 't':
      return "true";
    case 'f':
      return "false";
    default:
      return _("a number");
    }
}

/* The text of a value, or NULL after saying that it is none. */
char *
lift_reader_dup_text (LiftReader *reader,
                      const char *value)
{
  if (*value == '"')
    return lift_json_dup_text (value);
  lift_reader_violate (reader, _("must be a text in double quotes, and is %s"), lift_reader_describe (value));
  return NULL;
}

/* Whether @value is an object, or a list; says so if it is not. */
gboolean
lift_reader_is_object (LiftReader *reader,
                       const char *value)
{
  if (*value == '{')
    return TRUE;
  lift_reader_violate (reader, _("must be an object {…}, and is %s"), lift_reader_describe (value));
  return FALSE;
}

gboolean
lift_reader_is_list (LiftReader *reader,
                     const char *value)
{
  if (*value == '[')
    return TRUE;
  lift_reader_violate (reader, _("must be a list […], and is %s"), lift_reader_describe (value));
  return FALSE;
}

/* Whether @text may stand in @field; says so if it may not. */
static gboolean
is_allowed (LiftReader *reader,
            LiftField   field,
            const char *text)
{
  g_autoptr(GError) error = NULL;

  if (lift_field_check (field, text, is_explained (reader) ? &error : NULL))
    return TRUE;
  if (error != NULL)
    lift_reader_violate (reader, "%s", error->message);
  else
    lift_reader_violate (reader, _("“%s” is not allowed here"), text);
  return FALSE;
}

static void
read_text (LiftReader *reader,
           LiftNode   *node,
           LiftField   field,
           const char *value)
{
  g_autofree char *text = lift_reader_dup_text (reader, value);

  if (text == NULL)
    return;
  if (*text == '\0' && lift_field_info (field)->need)
    lift_reader_violate (reader, _("must not be empty"));
  else if (is_allowed (reader, field, text))
    lift_node_set_text (node, field, text);
}

static void
read_id (LiftReader *reader,
         LiftNode   *node,
         LiftField   field,
         const char *value)
{
  g_autofree char *text = lift_reader_dup_text (reader, value);

  if (text == NULL || !is_allowed (reader, field, text))
    return;
  if (g_tree_lookup_node (reader->ids, text) != NULL)
    lift_reader_violate (reader, _("“%s” is already the id of something else: give one of them a new id"), text);
  else
    {
      lift_node_set_text (node, field, text);
      g_tree_insert (reader->ids, (gpointer) lift_node_get_id (node), NULL);
    }
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
           const char *value)
{
  LiftEnum which = lift_field_info (field)->about;
  g_autofree char *text = lift_reader_dup_text (reader, value);
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
              const char *value)
{
  g_autofree char *text = lift_reader_dup_text (reader, value);
  gint64 instant;

  if (text == NULL)
    return;
  instant = lift_instant_parse (text);
  if (instant == LIFT_NO_INSTANT)
    lift_reader_violate (reader, _("“%s” is not an instant in UTC such as 2026-12-02T09:12:00Z"), text);
  else
    lift_node_set_instant (node, field, instant);
}

static void
read_list (LiftReader *reader,
           LiftNode   *node,
           LiftField   field,
           const char *value)
{
  LiftKind kind = lift_field_info (field)->about;
  g_autofree char *position = NULL;
  LiftJsonIter iter;
  const char *element;

  if (!lift_reader_is_list (reader, value))
    return;
  lift_json_iter_init (&iter, value, &reader->last);
  for (guint i = 0; lift_json_iter_next (&iter, NULL, &element); i++)
    {
      gsize mark = lift_reader_enter_index (reader, i);

      if (lift_reader_is_object (reader, element))
        {
          LiftNode *child = read_node (reader, kind, element, position);

          g_free (position);
          position = g_strdup (lift_node_get_position (child));
          lift_node_take_child (node, field, child);
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
              const char *value)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  LiftJsonIter iter;
  const char *element;

  if (!lift_reader_is_list (reader, value))
    return;
  lift_json_iter_init (&iter, value, &reader->last);
  for (guint i = 0; lift_json_iter_next (&iter, NULL, &element); i++)
    {
      gsize mark = lift_reader_enter_index (reader, i);
      g_autofree char *line = lift_reader_dup_text (reader, element);

      if (line != NULL && !lift_field_check (LIFT_RELEASE_NAME, line, NULL))
        lift_reader_violate (reader, _("must be one line without control characters"));
      else if (line != NULL)
        g_ptr_array_add (lines, g_steal_pointer (&line));
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
                   const char *value)
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
    case LIFT_TYPE_DAYTIME:
    case LIFT_TYPE_ZONE:
    case LIFT_TYPE_DURATION:
    case LIFT_TYPE_WEEKDAYS:
    case LIFT_TYPE_PERIODS:
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

      if (member != NULL && *member == *name && strcmp (member, name) == 0)
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

      if (member != NULL && *member == *name && strncmp (member, name, n) == 0 && member[n] == '/')
        return TRUE;
    }
  return FALSE;
}

/* One piece of lift_node_get_unknown(). */
static char *
dup_unknown (const char *path,
             const char *name,
             const char *value)
{
  GString *piece = g_string_new (path);

  g_string_append_len (piece, name, lift_json_end (name) - name);
  g_string_append (piece, ": ");
  g_string_append_len (piece, value, lift_json_end (value) - value);
  return g_string_free (piece, FALSE);
}

static void
read_members (LiftReader *reader,
              LiftNode   *node,
              const char *path,
              const char *object,
              guint64    *seen,
              GPtrArray  *unknown)
{
  LiftKind kind = lift_node_get_kind (node);
  LiftJsonIter iter;
  const char *quoted, *value;
  guint hint = 0;

  lift_json_iter_init (&iter, object, &reader->last);
  while (lift_json_iter_next (&iter, &quoted, &value))
    {
      g_autofree char *name = lift_json_dup_text (quoted);
      LiftField field = find_field (kind, path, name, &hint);
      gsize mark = reader->pointer->len;

      if (field != LIFT_N_FIELDS)
        {
          lift_reader_enter (reader, name);
          *seen |= G_GUINT64_CONSTANT (1) << lift_field_info (field)->slot;
          lift_reader_field (reader, node, field, value);
        }
      else if (holds_fields (kind, path, name))
        {
          g_autofree char *inner = *path != '\0' ? g_strconcat (path, "/", name, NULL) : g_strdup (name);

          lift_reader_enter (reader, name);
          if (lift_reader_is_object (reader, value))
            read_members (reader, node, inner, value, seen, unknown);
        }
      else if (kind != LIFT_KIND_RELEASE || *path != '\0' || strcmp (name, "format") != 0)
        {
          g_ptr_array_add (unknown, dup_unknown (path, quoted, value));
        }
      lift_reader_leave (reader, mark);
    }
}

/* In the order in which lift_unknown_merge() puts them, so that a document reads as it was written, however it came about. */
static void
keep_unknown (LiftNode  *node,
              GPtrArray *unknown)
{
  g_autofree char *members = NULL;

  g_ptr_array_sort (unknown, compare_lines);
  g_ptr_array_add (unknown, NULL);
  members = g_strjoinv (",\n", (char **) unknown->pdata);
  lift_node_set_unknown (node, members);
}

/* A node that has no good id of its own gets its pointer as one, which no document can hold; one without a good position stands behind the one before it. */
static LiftNode *
read_node (LiftReader *reader,
           LiftKind    kind,
           const char *object,
           const char *position)
{
  LiftNode *node = lift_node_new (kind, reader->pointer->len > 0 ? reader->pointer->str : "/");
  LiftField first = lift_kind_first_field (kind);
  g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  guint64 seen = 0;

  g_assert (lift_kind_n_fields (kind) <= 64);
  read_members (reader, node, "", object, &seen, unknown);
  for (guint i = 0; i < lift_kind_n_fields (kind); i++)
    if (lift_field_info (first + i)->need && (seen & G_GUINT64_CONSTANT (1) << i) == 0)
      {
        gsize mark = lift_reader_enter (reader, lift_field_info (first + i)->member);

        lift_reader_violate (reader, _("is missing, and is needed"));
        lift_reader_leave (reader, mark);
      }
  if (unknown->len > 0)
    keep_unknown (node, unknown);
  if (kind != LIFT_KIND_RELEASE && lift_node_get_position (node) == NULL)
    {
      g_autofree char *next = lift_position_between (position, NULL);

      lift_node_set_text (node, first + 1, next);
    }
  return node;
}

static gint64
read_format (LiftReader *reader,
             const char *value)
{
  gsize mark = lift_reader_enter (reader, "format");
  gint64 format = 0;

  if (value != NULL && strspn (value, "0123456789") == (gsize) (lift_json_end (value) - value))
    format = g_ascii_strtoll (value, NULL, 10);
  if (value == NULL)
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
  g_autoptr(GTree) ids = g_tree_new ((GCompareFunc) strcmp);
  g_autoptr(GString) pointer = g_string_new (NULL);
  g_autoptr(LiftLoaded) loaded = NULL;
  LiftReader reader;
  const char *top, *format;
  gsize length;
  const char *data;

  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (!lift_gate_check (name, data, length, error))
    return NULL;

  loaded = g_new0 (LiftLoaded, 1);
  loaded->violations = g_ptr_array_new ();
  loaded->texts = g_string_chunk_new (4096);
  loaded->format = LIFT_FORMAT;
  top = lift_json_skip_space (data);
  format = *top == '{' ? lift_json_get_member (top, "format") : NULL;
  if (format == NULL && (*top != '{' || lift_json_get_member (top, "name") == NULL))
    {
      g_ptr_array_add (loaded->violations, (char *) _("this is JSON, but not a release, which has a “format” and a “name”: choose another file"));
      return g_steal_pointer (&loaded);
    }

  reader = (LiftReader) { .pointer = pointer, .ids = ids, .loaded = loaded };
  loaded->format = read_format (&reader, format);
  loaded->root = read_node (&reader, LIFT_KIND_RELEASE, top, NULL);
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
  g_string_chunk_free (loaded->texts);
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
  if (loaded->violations->len == 0)
    return NULL;
  first = g_ptr_array_index (loaded->violations, 0);
  if (loaded->root == NULL)
    return g_strdup (first);
  more = loaded->violations->len - 1;
  if (more == 0)
    return g_strdup_printf (_("This document cannot be changed until it is corrected: %s"), first);
  return g_strdup_printf (ngettext ("This document cannot be changed until it is corrected: %s (and %u more violation)",
                                    "This document cannot be changed until it is corrected: %s (and %u more violations)", more),
                          first, more);
}
