/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "core/gate.h"
#include "fuzz.h"

/* The gate accepts what the grammar of strict.c accepts, no more and no less. What it refuses it refuses with a place that exists; what it accepts
 * json-glib reads, and the members it tells of stand where it says. */

static void
check_message (const char *message,
               const char *bytes,
               gsize       size)
{
  guint line, column, lines, columns;
  char colon;

  g_assert_true (g_utf8_validate (message, -1, NULL));
  g_assert_null (strpbrk (message, "\n\x1b"));
  if (size > LIFT_GATE_MAX_BYTES)
    return;
  g_assert_cmpint (sscanf (message, "r.json: line %u, column %u%c", &line, &column, &colon), ==, 3);
  g_assert_cmpint (colon, ==, ':');
  lift_gate_place (bytes, size, &lines, &columns);
  g_assert_cmpuint (line, >=, 1);
  g_assert_cmpuint (column, >=, 1);
  g_assert_cmpuint (line, <=, lines);
  if (line == lines)
    g_assert_cmpuint (column, <=, columns);
}

static void
check_members (const char *bytes,
               gsize       size,
               GArray     *members)
{
  for (guint i = 0; i < members->len; i++)
    {
      const LiftGateMember *member = &g_array_index (members, LiftGateMember, i);
      const LiftGateMember *after = member->next < members->len ? &g_array_index (members, LiftGateMember, member->next) : NULL;

      g_assert_cmpuint (member->name, <, member->name_end);
      g_assert_cmpuint (member->name_end, <, member->start);
      g_assert_cmpuint (member->start, <, member->end);
      g_assert_cmpuint (member->end, <=, size);
      g_assert_cmpint (bytes[member->name], ==, '"');
      g_assert_cmpint (bytes[member->name_end - 1], ==, '"');
      g_assert_cmpuint (member->next, >, i);
      g_assert_cmpuint (member->next, <=, members->len);
      g_assert_true (strict_json ((const guint8 *) bytes + member->start, member->end - member->start));
      g_assert_true (strict_json ((const guint8 *) bytes + member->name, member->name_end - member->name));
      if (after != NULL)
        g_assert_cmpuint (after->name, >, member->end);
      for (guint inner = i + 1; inner < member->next; inner++)
        g_assert_cmpuint (g_array_index (members, LiftGateMember, inner).end, <, member->end);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *bytes = (const char *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) members = NULL;
  gboolean good = lift_gate_check ("r.json", bytes, size, &members, &error);

  g_assert_true (good == strict_json (data, size));
  g_assert_true (good == (error == NULL));
  if (good)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      check_members (bytes, size, members);
      g_assert_true (json_parser_load_from_data (parser, bytes, size, &error));
    }
  else
    {
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      check_message (error->message, bytes, size);
    }
  return 0;
}
