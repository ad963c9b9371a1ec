/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "core/json.h"
#include "core/node-private.h"

/* libFuzzer keeps the input of what aborts, but not of what GLib traps. */
static void
trapped_cb (int number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  signal (SIGTRAP, trapped_cb);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

/**
 * fuzz_is_same:
 *
 * Returns: whether two documents are equal in all fields, children, unknown members and lines of the history
 */
gboolean
fuzz_is_same (LiftNode *a,
              LiftNode *b)
{
  LiftHistory *one = lift_node_get_history (a);
  LiftHistory *two = lift_node_get_history (b);
  g_autoptr (LiftNode) same_history = NULL;

  if (lift_history_get_n (one) != lift_history_get_n (two))
    return FALSE;
  for (; one != two && one != NULL; one = lift_history_get_older (one), two = lift_history_get_older (two))
    if (strcmp (lift_history_get_line (one), lift_history_get_line (two)) != 0)
      return FALSE;
  same_history = lift_node_make_unique (lift_node_ref (b));
  lift_node_set_history (same_history, lift_history_ref (lift_node_get_history (a)));
  return lift_node_equal (a, same_history);
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
  if (loaded->violations->len > 0)
    g_error ("%s", (const char *) g_ptr_array_index (loaded->violations, 0));
  g_assert_cmpint (loaded->format, ==, LIFT_FORMAT);
  return lift_node_ref (loaded->root);
}
