/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/* The temporaries that a kill left. Internal to core. */

typedef struct
{
  char   *name;  /* in the folder of the place; NULL when it is gone */
  char   *sum;   /* of what it, or what was to take its place, was made from: lift_temp_dup_sum () */
  GBytes *bytes;
} LiftLeftover;

gboolean   lift_leftovers_exist  (LiftPlace *place);
GPtrArray *lift_leftovers_take   (LiftPlace *place);
void       lift_leftovers_remove (LiftPlace *place, GPtrArray *leftovers);
gboolean   lift_leftover_is_spent (LiftLeftover *leftover, GBytes *there);
void       lift_leftover_set_aside (LiftPlace *place, LiftLeftover *leftover, const char *aside);

G_END_DECLS
