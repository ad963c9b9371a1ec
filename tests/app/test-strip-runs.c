/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "widgets/strip-runs.h"

/* States as letters: o open, d done, b blocked, f failed, s skipped, n not applicable. Runs as "state:n@x+width". */
static const struct
{
  const char *name, *states;
  guint       times;
  int         width;
  const char *runs;
} cases[] = {
  { "none", "", 1, 100, "" },
  { "no-room", "d", 1, 0, "" },
  { "one", "d", 1, 100, "d:1@0+100" },
  { "cells", "dbo", 1, 96, "d:1@0+30 b:1@33+30 o:1@66+30" },
  { "equal-neighbours-keep-cells", "ddd", 1, 96, "d:1@0+30 d:1@33+30 d:1@66+30" },
  { "uneven", "dd", 1, 100, "d:1@0+48 d:1@51+49" },
  { "least-cells", "dddd", 1, 33, "d:1@0+6 d:1@9+6 d:1@18+6 d:1@27+6" },
  { "merged", "ddddb", 1, 33, "d:4@0+20 b:1@23+10" },
  { "by-state", "dodb", 25, 96, "d:50@0+42 b:25@45+24 o:25@72+24" },
  { "squeezed", "dodb", 25, 8, "d:50@0+4 b:25@4+2 o:25@6+2" },
};

static const char letters[] = "odbfsn";

static void
test_runs (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GByteArray) states = g_byte_array_new ();
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint time = 0; time < cases[i].times; time++)
    for (const char *at = cases[i].states; *at; at++)
      g_byte_array_append (states, &(guint8) { (guint8) (strchr (letters, *at) - letters) }, 1);
  runs = lift_strip_runs (states->data, states->len, cases[i].width);
  for (guint r = 0; r < runs->len; r++)
    {
      const LiftStripRun *run = &g_array_index (runs, LiftStripRun, r);

      g_string_append_printf (got, "%s%c:%u@%d+%d", r ? " " : "", letters[run->state], run->n, run->x, run->width);
    }
  g_assert_cmpstr (got->str, ==, cases[i].runs);
}

static void
test_ten_thousand (void)
{
  g_autofree guint8 *states = g_new0 (guint8, 10000);
  g_autoptr (GArray) runs = NULL;
  const LiftStripRun *run;

  for (guint i = 0; i < 9000; i++)
    states[i] = LIFT_ITEM_DONE;
  states[4321] = LIFT_ITEM_BLOCKED;
  runs = lift_strip_runs (states, 10000, 530);
  g_assert_cmpuint (runs->len, ==, 4);
  run = &g_array_index (runs, LiftStripRun, 1);
  g_assert_cmpint (run->state, ==, LIFT_ITEM_BLOCKED);
  g_assert_cmpint (run->width, >=, LIFT_STRIP_LEAST);
  run = &g_array_index (runs, LiftStripRun, 3);
  g_assert_cmpint (run->x + run->width, ==, 530);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/strip/runs/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_runs);
    }
  g_test_add_func ("/strip/ten-thousand", test_ten_thousand);
  return g_test_run ();
}
