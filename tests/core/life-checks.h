/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "core/attempt.h"
#include "core/json.h"
#include "core/words.h"

/* What must hold of every release: what is written of it reads back as it is, and all that is said of it are words. */

static inline void
check_written (LiftNode *root,
               guint     number)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);
  g_autoptr (LiftLoaded) loaded = lift_json_read ("life", bytes, NULL);
  g_autoptr (GBytes) again = NULL;

  g_assert_nonnull (loaded);
  if (loaded->violations->len > 0)
    g_error ("life %u: %s", number, (char *) g_ptr_array_index (loaded->violations, 0));
  again = lift_json_write (loaded->root);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), g_bytes_get_data (again, NULL), g_bytes_get_size (again));
}

static inline void
check_words (char *taken)
{
  g_autofree char *words = taken;

  g_assert_nonnull (words);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_null (strstr (words, "(null)"));
}

static inline void
check_schedule (LiftNode *root,
                gint64    now)
{
  GTimeZone *zone = lift_schedule_zone (root);
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES), *attempts = lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS);
  g_auto (LiftClash) clash = { LIFT_CLASH_NONE };

  lift_clash_of_release (root, &clash);
  check_words (lift_words_clash (root, &clash));
  check_words (lift_words_override (root, now));
  check_words (lift_words_release_state (root, zone, now, NULL));
  check_words (lift_words_moves (root, now));
  check_words (lift_words_handover (root, now));
  g_assert_cmpint (lift_schedule_needs_work (root, now) != NULL, ==, lift_nodes_get_n (phases) > 0);
  lift_schedule_next (root, now);
  for (guint p = 0; p < lift_nodes_get_n (phases); p++)
    {
      LiftNode *phase = lift_nodes_get (phases, p);
      gint64 changes = G_MAXINT64;

      check_words (lift_words_phase_state (root, phase, now, zone, &changes));
      g_assert_cmpint (changes, >, now);
      check_words (lift_words_due (root, phase, now));
      check_words (lift_words_rule (root, phase));
      for (guint i = 0; i < lift_nodes_get_n (lift_node_get_list (phase, LIFT_PHASE_ITEMS)); i++)
        check_words (lift_words_item_moment (root, phase, lift_nodes_get (lift_node_get_list (phase, LIFT_PHASE_ITEMS), i), now));
    }
  for (guint a = 0; a < lift_nodes_get_n (attempts); a++)
    for (guint d = 0; d < lift_nodes_get_n (lift_node_get_list (lift_nodes_get (attempts, a), LIFT_ATTEMPT_DEPLOYMENTS)); d++)
      check_words (lift_words_deployment (lift_nodes_get (lift_node_get_list (lift_nodes_get (attempts, a), LIFT_ATTEMPT_DEPLOYMENTS), d), zone, now, NULL));
}
