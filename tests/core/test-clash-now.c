/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/words.h"

/* Berlin is an hour ahead of UTC in December. */
#define WINDOWS "Tue,Thu 10:00-16:00 Regular"
#define FREEZES "2026-12-18/2027-01-04 Year end"

static void
test_now (void)
{
  static const struct
  {
    const char   *windows, *freezes, *now;
    LiftClashKind kind;
    const char   *changes; /* NULL: never */
    const char   *words;
  } cases[] = {
    { NULL, NULL, "2026-12-09T09:00:00Z", LIFT_CLASH_NONE, NULL, "" },
    { "", NULL, "2026-12-09T09:00:00Z", LIFT_CLASH_NONE, NULL, "" },
    /* before, in and at the end of a window */
    { WINDOWS, NULL, "2026-12-08T08:59:59Z", LIFT_CLASH_OUTSIDE, "2026-12-08T09:00:00Z",
      "A start now falls outside of the deployment windows; the next one is Regular (Tue 8 Dec 2026, 10:00–16:00)" },
    { WINDOWS, NULL, "2026-12-08T09:00:00Z", LIFT_CLASH_NONE, "2026-12-08T15:00:00Z", "" },
    { WINDOWS, NULL, "2026-12-08T14:59:59Z", LIFT_CLASH_NONE, "2026-12-08T15:00:00Z", "" },
    { WINDOWS, NULL, "2026-12-08T15:00:00Z", LIFT_CLASH_OUTSIDE, "2026-12-10T09:00:00Z",
      "A start now falls outside of the deployment windows; the next one is Regular (Thu 10 Dec 2026, 10:00–16:00)" },
    /* a freeze is the worse of the two, and begins in a window */
    { WINDOWS, "2026-12-08T12:00/2026-12-08T14:00 Audit", "2026-12-08T10:00:00Z", LIFT_CLASH_NONE, "2026-12-08T11:00:00Z", "" },
    { WINDOWS, "2026-12-08T12:00/2026-12-08T14:00 Audit", "2026-12-08T11:00:00Z", LIFT_CLASH_FREEZE, "2026-12-08T13:00:00Z",
      "A start now falls into a freeze: Audit (Tue 8 Dec 2026, 12:00–14:00)" },
    { NULL, FREEZES, "2026-12-17T22:59:59Z", LIFT_CLASH_NONE, "2026-12-17T23:00:00Z", "" },
    { NULL, FREEZES, "2026-12-17T23:00:00Z", LIFT_CLASH_FREEZE, "2027-01-04T23:00:00Z",
      "A start now falls into a freeze: Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027)" },
    { NULL, FREEZES, "2027-01-04T23:00:00Z", LIFT_CLASH_NONE, NULL, "" },
    /* none follows */
    { "2026-12-09T10:00/2026-12-09T14:00", NULL, "2026-12-09T13:00:00Z", LIFT_CLASH_OUTSIDE, NULL,
      "A start now falls outside of the deployment windows, and none follows" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "release");
      g_auto (LiftClash) clash = { 0 };
      g_autofree char *changed = NULL, *words = NULL;
      gint64 changes = G_MAXINT64;

      g_test_message ("%s", cases[i].now);
      lift_node_set_text (release, LIFT_RELEASE_ZONE, "Europe/Berlin");
      lift_node_set_text (release, LIFT_RELEASE_WINDOWS, cases[i].windows);
      lift_node_set_text (release, LIFT_RELEASE_FREEZES, cases[i].freezes);
      g_assert_cmpint (lift_clash_now (release, lift_instant_parse (cases[i].now), &clash, &changes), ==, cases[i].kind != LIFT_CLASH_NONE);
      g_assert_cmpint (clash.kind, ==, cases[i].kind);
      changed = changes != G_MAXINT64 ? lift_instant_format (changes) : NULL;
      g_assert_cmpstr (changed, ==, cases[i].changes);
      words = lift_words_clash_now (release, &clash);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* A reason for the moment is good for the window of two hours that starts at it. */
static void
test_overridden (void)
{
  static const struct
  {
    const char   *override_local, *now;
    LiftClashKind kind;
    const char   *changes;
  } cases[] = {
    { "2026-12-22T10:00", "2026-12-22T08:59:59Z", LIFT_CLASH_FREEZE, "2026-12-22T09:00:00Z" },
    { "2026-12-22T10:00", "2026-12-22T09:00:00Z", LIFT_CLASH_NONE, "2026-12-22T11:00:00Z" },
    { "2026-12-22T10:00", "2026-12-22T10:59:59Z", LIFT_CLASH_NONE, "2026-12-22T11:00:00Z" },
    { "2026-12-22T10:00", "2026-12-22T11:00:00Z", LIFT_CLASH_FREEZE, "2027-01-04T23:00:00Z" },
    /* one for another moment is none */
    { "2026-12-21T10:00", "2026-12-22T09:00:00Z", LIFT_CLASH_FREEZE, "2027-01-04T23:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, "release");
      g_auto (LiftClash) clash = { 0 };
      g_autofree char *changed = NULL;
      gint64 changes = G_MAXINT64;

      g_test_message ("%s", cases[i].now);
      lift_node_set_text (release, LIFT_RELEASE_LOCAL, "2026-12-22T10:00");
      lift_node_set_text (release, LIFT_RELEASE_ZONE, "Europe/Berlin");
      lift_node_set_text (release, LIFT_RELEASE_FREEZES, FREEZES);
      lift_node_set_text (release, LIFT_RELEASE_OVERRIDE, "Agreed with operations");
      lift_node_set_text (release, LIFT_RELEASE_OVERRIDE_LOCAL, cases[i].override_local);
      g_assert_cmpint (lift_clash_now (release, lift_instant_parse (cases[i].now), &clash, &changes), ==, cases[i].kind != LIFT_CLASH_NONE);
      g_assert_cmpint (clash.kind, ==, cases[i].kind);
      changed = lift_instant_format (changes);
      g_assert_cmpstr (changed, ==, cases[i].changes);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clash/now", test_now);
  g_test_add_func ("/clash/overridden", test_overridden);
  return g_test_run ();
}
