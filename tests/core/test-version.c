/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/version.h"

static void
test_next_patch (void)
{
  static const struct
  {
    const char *version, *next;
  } versions[] = {
    { "4.2.0", "4.2.1" },
    { "v4.2.9", "v4.2.10" },
    { "0.0.99", "0.0.100" },
    { "10.20.30", "10.20.31" },
    { NULL, NULL },
    { "", NULL },
    { "v", NULL },
    { "4", NULL },
    { "4.2", NULL },
    { "4.2.", NULL },
    { "4.2.0.1", NULL },
    { "4.2.0-rc1", NULL },
    { "4.2.x", NULL },
    { " 4.2.0", NULL },
    { "4..0", NULL },
    { "-4.2.0", NULL },
    { "2026-12", NULL },
    { "4.2.99999999999999999999", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *next = lift_version_next_patch (versions[i].version);

      g_test_message ("%s", versions[i].version);
      g_assert_cmpstr (next, ==, versions[i].next);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/version/next-patch", test_next_patch);
  return g_test_run ();
}
