/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "core/json.h"
#include "core/node-private.h"

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

/**
 * fuzz_same_document:
 *
 * Equal in all fields, children, unknown members and history lines.
 */
void
fuzz_same_document (LiftNode *a,
                    LiftNode *b)
{
  LiftHistory *one = lift_node_get_history (a);
  LiftHistory *two = lift_node_get_history (b);
  g_autoptr (LiftNode) same_history = lift_node_make_unique (lift_node_ref (b));

  g_assert_cmpuint (lift_history_get_n (one), ==, lift_history_get_n (two));
  for (; one != NULL; one = lift_history_get_older (one), two = lift_history_get_older (two))
    g_assert_cmpstr (lift_history_get_line (one), ==, lift_history_get_line (two));
  lift_node_set_history (same_history, lift_history_ref (lift_node_get_history (a)));
  g_assert_true (lift_node_equal (a, same_history));
}

/**
 * fuzz_read:
 *
 * Returns: (transfer full): the document of bytes that Liftoff wrote, which must be without violation
 */
LiftNode *
fuzz_read (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_json_read ("r.json", bytes, &error);

  g_assert_no_error (error);
  if (loaded->n_violations > 0)
    g_error ("%s", (const char *) g_ptr_array_index (loaded->violations, 0));
  g_assert_cmpint (loaded->format, ==, LIFT_FORMAT);
  return lift_node_ref (loaded->root);
}
