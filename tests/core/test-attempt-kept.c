/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/attempt.h"

static LiftNode *
phase_new (const char *id,
           const char *title,
           const char *offset)
{
  LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, id);

  lift_node_set_text (phase, LIFT_PHASE_POSITION, "a0");
  lift_node_set_text (phase, LIFT_PHASE_TITLE, title);
  lift_node_set_text (phase, LIFT_PHASE_OFFSET, offset);
  return phase;
}

/* What an attempt kept goes by title and offset, since a copy has an id of its own. */
static void
test_kept (void)
{
  static const struct
  {
    const char *title, *offset;
    gboolean    found;
  } cases[] = {
    { "Deployment", "PT0S", TRUE },
    { "Deployment", "PT1H", FALSE },
    { "Deployment", NULL, FALSE },
    { "deployment", "PT0S", FALSE },
    { "After", NULL, TRUE },
    { "After", "P1D", FALSE },
  };
  g_autoptr (LiftNode) attempt = lift_node_new (LIFT_KIND_ATTEMPT, "attempt");

  lift_node_take_child (attempt, LIFT_ATTEMPT_PHASES, phase_new ("kept1", "Deployment", "PT0S"));
  lift_node_take_child (attempt, LIFT_ATTEMPT_PHASES, phase_new ("kept2", "After", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "release");
      LiftNode *phase = phase_new ("phase", cases[i].title, cases[i].offset);
      LiftNode *kept;

      g_test_message ("%s %s", cases[i].title, cases[i].offset);
      lift_node_take_child (release, LIFT_RELEASE_PHASES, phase);
      kept = lift_attempt_find_kept (attempt, phase);
      g_assert_cmpint (kept != NULL, ==, cases[i].found);
      if (kept == NULL)
        continue;
      g_assert_cmpstr (lift_node_get_text (kept, LIFT_PHASE_TITLE), ==, cases[i].title);
      g_assert_true (lift_attempt_kept_of (release, kept) == phase);
    }
}

static void
test_kept_of_none (void)
{
  g_autoptr (LiftNode) attempt = lift_node_new (LIFT_KIND_ATTEMPT, "attempt");
  g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "release");
  g_autoptr (LiftNode) phase = phase_new ("phase", "Deployment", "PT0S");

  g_assert_null (lift_attempt_find_kept (attempt, phase));
  g_assert_null (lift_attempt_kept_of (release, phase));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attempt/kept", test_kept);
  g_test_add_func ("/attempt/kept-of-none", test_kept_of_none);
  return g_test_run ();
}
