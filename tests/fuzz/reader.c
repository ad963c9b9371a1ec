/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>
#include <string.h>

#include "core/json.h"
#include "fuzz.h"

/* Bytes that are a document are written canonically; what was written reads back as the same document, and writes the same bytes again. Members that this
 * version does not know are in it, and whatever json-glib finds in the first bytes it finds in those that were written. What breaks a rule says so with the pointer of a place, and can still be shown. */

static void
check_violations (const LiftLoaded *loaded)
{
  g_autofree char *reason = lift_loaded_dup_read_only (loaded);

  g_assert_nonnull (reason);
  for (guint i = 0; i < loaded->violations->len; i++)
    {
      const char *violation = g_ptr_array_index (loaded->violations, i);

      g_assert_true (g_utf8_validate (violation, -1, NULL));
      g_assert_null (strpbrk (violation, "\n\x1b"));
      if (loaded->root != NULL)
        g_assert_true (*violation == '/');
    }
}

/* A text that is empty is as none, and so are an object and a list in which there is nothing. */
static gboolean
says_nothing (JsonNode *node)
{
  JsonObjectIter iter;
  JsonNode *member;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  if (JSON_NODE_HOLDS_VALUE (node))
    return g_strcmp0 (json_node_get_string (node), "") == 0;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, NULL, &member))
    if (!says_nothing (member))
      return FALSE;
  return TRUE;
}

/* Whether all that json-glib finds in @before it finds in @after too; what stands in a list may have been put in order. */
static gboolean
is_kept (JsonNode *before,
         JsonNode *after)
{
  if (JSON_NODE_HOLDS_OBJECT (before) && JSON_NODE_HOLDS_OBJECT (after))
    {
      JsonObject *object = json_node_get_object (after);
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (before));
      while (json_object_iter_next (&iter, &name, &member))
        if (json_object_has_member (object, name) ? !is_kept (member, json_object_get_member (object, name)) : !says_nothing (member))
          return FALSE;
      return TRUE;
    }
  if (JSON_NODE_HOLDS_ARRAY (before) && JSON_NODE_HOLDS_ARRAY (after))
    {
      JsonArray *from = json_node_get_array (before), *to = json_node_get_array (after);
      guint n = json_array_get_length (to);

      for (guint i = 0; i < json_array_get_length (from); i++)
        {
          guint tried = 0;

          while (tried < n && !is_kept (json_array_get_element (from, i), json_array_get_element (to, (i + tried) % n)))
            tried++;
          if (tried == n)
            return FALSE;
        }
      return TRUE;
    }
  return json_node_equal (before, after);
}

static JsonNode *
parse (GBytes *bytes)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  return json_parser_steal_root (parser);
}

static void
check_round_trip (GBytes   *bytes,
                  LiftNode *root)
{
  g_autoptr (GBytes) written = lift_json_write (root);
  g_autoptr (LiftNode) again = fuzz_read (written);
  g_autoptr (GBytes) rewritten = lift_json_write (again);
  g_autoptr (JsonNode) before = parse (bytes);
  g_autoptr (JsonNode) after = parse (written);

  g_assert_true (is_kept (before, after));
  g_assert_true (fuzz_is_same (root, again));
  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                   g_bytes_get_data (rewritten, NULL), g_bytes_get_size (rewritten));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (LiftLoaded) loaded = lift_json_read ("r.json", bytes, NULL);

  if (loaded == NULL)
    return 0;
  if (loaded->violations->len > 0 || loaded->format > LIFT_FORMAT)
    check_violations (loaded);
  else
    check_round_trip (bytes, loaded->root);
  if (loaded->root != NULL)
    g_bytes_unref (lift_json_write (loaded->root));
  return 0;
}
