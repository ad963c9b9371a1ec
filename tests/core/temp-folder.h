/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <unistd.h>

#define NOBODY 65534

/* Removes a folder that a test made, with what it made in it; links are not followed. */
static inline void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* Root may do everything: tests of permissions go on as somebody who may not. For a child process. */
static inline gboolean
drop_rights (void)
{
  return geteuid () != 0 || (setgid (NOBODY) == 0 && setuid (NOBODY) == 0);
}
