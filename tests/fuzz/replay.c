/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fuzz.h"

/* Feeds every file of a corpus to a target, without libFuzzer: the regression test of what was once found. */

static void
replay (gconstpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  for (; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      g_autofree guint8 *exact = NULL;
      gsize length;

      g_test_message ("%s", name);
      g_file_get_contents (path, &contents, &length, &error);
      g_assert_no_error (error);
      /* Without the NUL behind it, so that a sanitizer sees what is read there. */
      exact = g_memdup2 (contents, length);
      LLVMFuzzerTestOneInput (exact, length);
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  LLVMFuzzerInitialize (&argc, &argv);
  g_test_add_data_func ("/fuzz/corpus", argv[1], replay);
  return g_test_run ();
}
