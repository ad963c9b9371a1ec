/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "core/gate.h"
#include "core/json-view.h"
#include "fuzz.h"

/* The gate accepts what the grammar of strict.c accepts, no more and no less. What it refuses it refuses with a place that exists; what it accepts
 * json-glib reads, and is found in place. */

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

/* What is read in place is where it should be. */
static void
check_view (const char  *value,
            const char  *end,
            LiftJsonEnd *last)
{
  LiftJsonIter iter;
  const char *name, *inner;

  if (*value != '{' && *value != '[')
    return;
  lift_json_iter_init (&iter, value, last);
  while (lift_json_iter_next (&iter, &name, &inner))
    {
      g_assert_true (value < inner && lift_json_end (inner) < end);
      g_assert_true (strict_json ((const guint8 *) inner, lift_json_end (inner) - inner));
      g_assert_true ((name != NULL) == (*value == '{'));
      if (name != NULL)
        {
          g_autofree char *text = lift_json_dup_text (name);

          g_assert_true (value < name && lift_json_end (name) < inner);
          g_assert_true (g_utf8_validate (text, -1, NULL));
        }
      check_view (inner, lift_json_end (inner), last);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *bytes = (const char *) data;
  g_autoptr (GError) error = NULL;
  gboolean good = lift_gate_check ("r.json", bytes, size, &error);

  g_assert_true (good == strict_json (data, size));
  g_assert_true (good == (error == NULL));
  if (good)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      LiftJsonEnd last = { NULL, NULL };

      if (strchr ("{[", *lift_json_skip_space (bytes)) != NULL)
        check_view (lift_json_skip_space (bytes), bytes + size + 1, &last);
      g_assert_true (json_parser_load_from_data (parser, bytes, size, &error));
    }
  else
    {
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      check_message (error->message, bytes, size);
    }
  return 0;
}
