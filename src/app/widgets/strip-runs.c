/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "strip-runs.h"

static const LiftItemState order[] = {
  LIFT_ITEM_DONE, LIFT_ITEM_SKIPPED, LIFT_ITEM_NOT_APPLICABLE, LIFT_ITEM_BLOCKED, LIFT_ITEM_FAILED, LIFT_ITEM_OPEN,
};

static void
add (GArray       *runs,
     LiftItemState state,
     guint         n)
{
  LiftStripRun run = { .state = state, .n = n };

  if (n > 0)
    g_array_append_val (runs, run);
}

static void
place (GArray *runs,
       guint   n,
       int     width)
{
  int gap = LIFT_STRIP_GAP, least = LIFT_STRIP_LEAST, spare;
  guint before = 0;

  if (width < (int) runs->len * (least + gap) - gap)
    gap = least = 0;
  spare = width - (int) runs->len * (least + gap) + gap;
  for (guint i = 0; i < runs->len; i++)
    {
      LiftStripRun *run = &g_array_index (runs, LiftStripRun, i);
      int start = (int) i * least + (int) ((gint64) spare * before / n);
      int end = ((int) i + 1) * least + (int) ((gint64) spare * (before + run->n) / n);

      run->x = start + (int) i * gap;
      run->width = end - start;
      before += run->n;
    }
}

GArray *
lift_strip_runs (const guint8 *states,
                 guint         n,
                 int           width)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (LiftStripRun));
  guint room = (guint) MAX (0, width + LIFT_STRIP_GAP) / (LIFT_STRIP_LEAST + LIFT_STRIP_GAP);

  if (n == 0 || width <= 0)
    return runs;
  if (n <= room)
    {
      for (guint i = 0; i < n; i++)
        add (runs, states[i], 1);
    }
  else
    {
      guint tally[LIFT_N_ITEM_STATES] = { 0 }, first = 0;

      for (guint i = 0; i < n; i++)
        tally[MIN (states[i], LIFT_N_ITEM_STATES - 1)]++;
      for (guint i = 1; i <= n && runs->len <= room; i++)
        if (i == n || states[i] != states[first])
          {
            add (runs, states[first], i - first);
            first = i;
          }
      if (runs->len > room)
        {
          g_array_set_size (runs, 0);
          for (guint i = 0; i < G_N_ELEMENTS (order); i++)
            add (runs, order[i], tally[order[i]]);
        }
    }
  place (runs, n, width);
  return runs;
}
