/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libintl.h>
#include <locale.h>

/* For the main () of a program: its texts in the language of the login, from where it is installed or from the folder it was built in. */
static inline void
lift_translations_init (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *build = folder != NULL ? g_build_filename (folder, "..", "..", NULL) : NULL;
  g_autofree char *ninja = build != NULL ? g_build_filename (build, "build.ninja", NULL) : NULL;
  g_autofree char *texts = build != NULL ? g_build_filename (build, "po", NULL) : NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ninja != NULL && g_file_test (ninja, G_FILE_TEST_EXISTS) ? texts : LIFT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
