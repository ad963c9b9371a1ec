/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/node.h"

/* The built-in process in outline: the offsets of its six phases and how many items each has. */
typedef struct
{
  const char *offset; /* NULL: none */
  guint       n_items;
  guint       n_done;
  const char *pin;    /* "2026-12-04T16:00" or NULL */
  const char *pin_zone;
} SamplePhase;

static const SamplePhase sample_phases[] = {
  { "-P2W", 6 }, { "-P1W", 7 }, { "-P3D", 6 }, { "PT0S", 7 }, { "PT1H", 6 }, { "P1D", 6 },
};

static inline LiftNode *
sample_release (const char        *local,
                const char        *zone,
                const SamplePhase *phases,
                guint              n_phases)
{
  LiftNode *release = lift_node_new (LIFT_KIND_RELEASE, "r");

  lift_node_set_text (release, LIFT_RELEASE_NAME, "Payments");
  lift_node_set_text (release, LIFT_RELEASE_LOCAL, local);
  lift_node_set_text (release, LIFT_RELEASE_ZONE, zone);
  for (guint i = 0; i < n_phases; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);
      g_autofree char *position = g_strdup_printf ("%c", 'a' + i);
      LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, id);

      lift_node_set_text (phase, LIFT_PHASE_POSITION, position);
      lift_node_set_text (phase, LIFT_PHASE_TITLE, id);
      lift_node_set_text (phase, LIFT_PHASE_OFFSET, phases[i].offset);
      lift_node_set_text (phase, LIFT_PHASE_PINNED_LOCAL, phases[i].pin);
      lift_node_set_text (phase, LIFT_PHASE_PINNED_ZONE, phases[i].pin_zone);
      for (guint j = 0; j < phases[i].n_items; j++)
        {
          g_autofree char *item_id = g_strdup_printf ("p%u-i%u", i + 1, j + 1);
          g_autofree char *item_position = g_strdup_printf ("%c", 'a' + j);
          LiftNode *item = lift_node_new (LIFT_KIND_ITEM, item_id);

          lift_node_set_text (item, LIFT_ITEM_POSITION, item_position);
          lift_node_set_text (item, LIFT_ITEM_TEXT, item_id);
          lift_node_set_enum (item, LIFT_ITEM_STATE, j < phases[i].n_done ? LIFT_ITEM_DONE : LIFT_ITEM_OPEN);
          lift_node_take_child (phase, LIFT_PHASE_ITEMS, item);
        }
      lift_node_take_child (release, LIFT_RELEASE_PHASES, phase);
    }
  return release;
}

static inline LiftNode *
sample_phase (const LiftNode *release,
              guint           index)
{
  return lift_nodes_get (lift_node_get_list (release, LIFT_RELEASE_PHASES), index);
}
