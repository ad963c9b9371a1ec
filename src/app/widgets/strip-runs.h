/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/fields.h"

G_BEGIN_DECLS

#define LIFT_STRIP_GAP 3
#define LIFT_STRIP_LEAST 6

typedef struct
{
  LiftItemState state;
  guint         n;
  int           x, width;
} LiftStripRun;

/* Pure: how @n items of @states stand on @width pixels. A cell each where each gets at least LIFT_STRIP_LEAST pixels; else equal
 * neighbours share a run; else there is one run for each state. So there are never more runs than the width has room for,
 * and the only blocked item of ten thousand still gets its cell. Returns a new array of LiftStripRun. */
GArray *lift_strip_runs (const guint8 *states, guint n, int width);

G_END_DECLS
