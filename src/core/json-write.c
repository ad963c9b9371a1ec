/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "json.h"

#include <string.h>

#include "moment.h"

/* Where the members of one object go. */
typedef struct
{
  GString *out;
  guint    indent;
  gboolean begun;
} Writer;

static void write_node (GString *out, const LiftNode *node, guint indent);

static void
break_line (GString *out,
            guint    indent)
{
  static const char spaces[] = "                                ";

  g_string_append_c (out, '\n');
  for (; indent > 0; indent -= MIN (indent, sizeof spaces - 1))
    g_string_append_len (out, spaces, MIN (indent, sizeof spaces - 1));
}

static void
begin_member (Writer *writer)
{
  if (writer->begun)
    g_string_append_c (writer->out, ',');
  writer->begun = TRUE;
  break_line (writer->out, writer->indent);
}

static void
begin_named (Writer     *writer,
             const char *name,
             gsize       length)
{
  begin_member (writer);
  g_string_append_c (writer->out, '"');
  g_string_append_len (writer->out, name, length);
  g_string_append (writer->out, "\": ");
}

/**
 * lift_unknown_next:
 * @rest: (inout) (nullable): lift_node_get_unknown(), or what is left of it
 * @piece: (out): where the next member stands
 *
 * Takes the members one by one. A comma that ends one stands neither in a text nor in brackets.
 *
 * Returns: whether there was one
 */
gboolean
lift_unknown_next (const char  **rest,
                   LiftUnknown  *piece)
{
  const char *p = *rest;
  gboolean in_text = FALSE;
  guint depth = 0;

  if (p == NULL || *p == '\0')
    return FALSE;
  piece->path = p;
  piece->name = strchr (p, '"');
  piece->name_end = NULL;
  g_return_val_if_fail (piece->name != NULL, FALSE);
  for (p = piece->name; *p != '\0' && (in_text || depth > 0 || *p != ','); p++)
    {
      if (in_text && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        {
          in_text = !in_text;
          if (!in_text && piece->name_end == NULL)
            piece->name_end = p + 1;
        }
      else if (!in_text && (*p == '{' || *p == '['))
        depth++;
      else if (!in_text && (*p == '}' || *p == ']') && depth > 0)
        depth--;
    }
  piece->end = p;
  g_return_val_if_fail (piece->name_end != NULL, FALSE);
  *rest = g_str_has_prefix (p, ",\n") ? p + 2 : NULL;
  return TRUE;
}

static void
write_unknown (Writer         *writer,
               const LiftNode *node,
               const char     *path,
               gsize           path_length)
{
  const char *rest = lift_node_get_unknown (node);
  LiftUnknown piece;

  while (lift_unknown_next (&rest, &piece))
    if ((gsize) (piece.name - piece.path) == path_length && strncmp (piece.path, path, path_length) == 0)
      {
        begin_member (writer);
        g_string_append_len (writer->out, piece.name, piece.end - piece.name);
      }
}

static gboolean
is_written (const LiftNode *node,
            LiftField       field)
{
  switch (lift_field_info (field)->type)
    {
    case LIFT_TYPE_ENUM:
      return lift_field_info (field)->unit == field || lift_node_get_enum (node, field) != 0;
    case LIFT_TYPE_LIST:
    case LIFT_TYPE_HISTORY:
      return TRUE;
    case LIFT_TYPE_INSTANT:
      return lift_node_get_instant (node, field) != LIFT_NO_INSTANT;
    case LIFT_TYPE_PARENT:
      return FALSE;
    case LIFT_TYPE_ID:
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
    case LIFT_TYPE_CONFLICTS:
    default:
      return lift_node_get_text (node, field) != NULL;
    }
}

static void
write_list (GString         *out,
            const LiftNodes *nodes,
            guint            indent)
{
  guint n = lift_nodes_get_n (nodes);

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      break_line (out, indent + 2);
      write_node (out, lift_nodes_get (nodes, i), indent + 2);
    }
  if (n > 0)
    break_line (out, indent);
  g_string_append_c (out, ']');
}

/* The document has the oldest line first, so that a new line is added at the end. */
static void
write_history (GString     *out,
               LiftHistory *history,
               guint        indent)
{
  guint n = lift_history_get_n (history);
  g_autofree const char **lines = g_new (const char *, n);

  for (guint i = n; i > 0; history = lift_history_get_older (history))
    lines[--i] = lift_history_get_line (history);
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      break_line (out, indent + 2);
      lift_json_append_string (out, lines[i]);
    }
  if (n > 0)
    break_line (out, indent);
  g_string_append_c (out, ']');
}

/* JSON without any white space, laid out as the rest of the document. */
static void
write_laid_out (GString    *out,
                const char *json,
                guint       indent)
{
  gboolean in_text = FALSE;

  for (const char *p = json; *p != '\0'; p++)
    {
      if (!in_text && (*p == ']' || *p == '}') && p[-1] != '[' && p[-1] != '{')
        break_line (out, indent -= 2);
      g_string_append_c (out, *p);
      if (in_text && *p == '\\')
        g_string_append_c (out, *++p);
      else if (*p == '"')
        in_text = !in_text;
      else if (!in_text && *p == ':')
        g_string_append_c (out, ' ');
      else if (!in_text && *p == ',')
        break_line (out, indent);
      else if (!in_text && (*p == '[' || *p == '{') && p[1] != ']' && p[1] != '}')
        break_line (out, indent += 2);
    }
}

static void
write_value (GString        *out,
             const LiftNode *node,
             LiftField       field,
             guint           indent)
{
  const LiftFieldInfo *info = lift_field_info (field);
  g_autofree char *instant = NULL;

  switch (info->type)
    {
    case LIFT_TYPE_ENUM:
      lift_json_append_string (out, lift_enum_word (info->about, lift_node_get_enum (node, field)));
      break;
    case LIFT_TYPE_INSTANT:
      instant = lift_instant_format (lift_node_get_instant (node, field));
      lift_json_append_string (out, instant);
      break;
    case LIFT_TYPE_LIST:
      write_list (out, lift_node_get_list (node, field), indent);
      break;
    case LIFT_TYPE_HISTORY:
      write_history (out, lift_node_get_history (node), indent);
      break;
    case LIFT_TYPE_CONFLICTS:
      write_laid_out (out, lift_node_get_text (node, field), indent);
      break;
    case LIFT_TYPE_ID:
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
      lift_json_append_string (out, lift_node_get_text (node, field));
      break;
    case LIFT_TYPE_PARENT:
    default:
      g_assert_not_reached ();
    }
}

/* Writes the fields from @field on whose member begins with the first @path_length bytes of the member of @field; gives the first that does not. */
static LiftField
write_members (Writer         *writer,
               const LiftNode *node,
               LiftField       field,
               gsize           path_length)
{
  LiftKind kind = lift_node_get_kind (node);
  LiftField end = lift_kind_first_field (kind) + lift_kind_n_fields (kind);
  const char *path = lift_field_info (field)->member;

  while (field < end)
    {
      const char *member = lift_field_info (field)->member;
      const char *name, *slash;

      if (member == NULL)
        {
          field++;
          continue;
        }
      if (path_length > 0 && (strncmp (member, path, path_length) != 0 || member[path_length] != '/'))
        break;
      name = path_length > 0 ? member + path_length + 1 : member;
      slash = strchr (name, '/');
      if (slash == NULL)
        {
          if (is_written (node, field))
            {
              begin_named (writer, name, strlen (name));
              write_value (writer->out, node, field, writer->indent);
            }
          field++;
        }
      else
        {
          Writer inner = { .out = writer->out, .indent = writer->indent + 2 };
          gsize mark = writer->out->len;
          gboolean begun = writer->begun;

          begin_named (writer, name, slash - name);
          g_string_append_c (writer->out, '{');
          field = write_members (&inner, node, field, slash - member);
          if (inner.begun)
            {
              break_line (writer->out, writer->indent);
              g_string_append_c (writer->out, '}');
            }
          else
            {
              g_string_truncate (writer->out, mark);
              writer->begun = begun;
            }
        }
    }
  write_unknown (writer, node, path, path_length);
  return field;
}

static void
write_node (GString        *out,
            const LiftNode *node,
            guint           indent)
{
  LiftKind kind = lift_node_get_kind (node);
  Writer writer = { .out = out, .indent = indent + 2 };

  g_string_append_c (out, '{');
  if (kind == LIFT_KIND_RELEASE)
    {
      begin_named (&writer, "format", strlen ("format"));
      g_string_append_printf (out, "%d", LIFT_FORMAT);
    }
  write_members (&writer, node, lift_kind_first_field (kind), 0);
  break_line (out, indent);
  g_string_append_c (out, '}');
}

/**
 * lift_json_append_string:
 * @out: where to
 * @text: valid UTF-8
 *
 * Appends a JSON text with its quotes: RFC 8259 section 7 with the shortest escapes, and only what must be escaped.
 */
void
lift_json_append_string (GString    *out,
                         const char *text)
{
  const char *run = text;
  const char *p;

  g_string_append_c (out, '"');
  for (p = text; *p != '\0'; p++)
    {
      guchar c = *p;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, run, p - run);
      run = p + 1;
      switch (c)
        {
        case '"': g_string_append (out, "\\\""); break;
        case '\\': g_string_append (out, "\\\\"); break;
        case '\b': g_string_append (out, "\\b"); break;
        case '\f': g_string_append (out, "\\f"); break;
        case '\n': g_string_append (out, "\\n"); break;
        case '\r': g_string_append (out, "\\r"); break;
        case '\t': g_string_append (out, "\\t"); break;
        default: g_string_append_printf (out, "\\u%04x", c); break;
        }
    }
  g_string_append_len (out, run, p - run);
  g_string_append_c (out, '"');
}

/**
 * lift_json_write:
 * @root: a release
 *
 * The canonical bytes of a document: two spaces of indent, members in the order of the field table and unknown ones behind
 * them with their bytes, no floating point number, a line feed at the end. Empty texts and unset instants are left out,
 * lists and enumerations that lead their unit are always there. Equal documents give equal bytes. From any thread.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
lift_json_write (LiftNode *root)
{
  GString *out;

  g_return_val_if_fail (root != NULL && lift_node_get_kind (root) == LIFT_KIND_RELEASE, NULL);

  out = g_string_sized_new (64 * 1024);
  write_node (out, root, 0);
  g_string_append_c (out, '\n');
  return g_string_free_to_bytes (out);
}
