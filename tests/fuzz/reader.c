/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/json.h"
#include "fuzz.h"

/* Bytes that are a document are written canonically; what was written reads back as the same document, and writes the same bytes again. Members that this
 * version does not know are in it. What breaks a rule says so with the pointer of a place, and can still be shown. */

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

static void
check_round_trip (LiftNode *root)
{
  g_autoptr (GBytes) written = lift_json_write (root);
  g_autoptr (LiftNode) again = fuzz_read (written);
  g_autoptr (GBytes) rewritten = lift_json_write (again);

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
  if (loaded->n_violations > 0 || loaded->format > LIFT_FORMAT)
    check_violations (loaded);
  else
    check_round_trip (loaded->root);
  if (loaded->root != NULL)
    g_bytes_unref (lift_json_write (loaded->root));
  return 0;
}
