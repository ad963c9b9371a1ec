/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include "application.h"
#include "session/session.h"
#include "translations.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(LiftApplication) application = NULL;

  /* A file that may grow no more is an error of the save, not the end of the program. */
  signal (SIGXFSZ, SIG_IGN);
  lift_translations_init ();
  g_set_prgname (LIFT_APP_ID);
  g_set_application_name ("Liftoff");

  /* The document is read while the toolkit starts. */
  if (argc == 2 && argv[1][0] != '-')
    {
      g_autoptr(GFile) file = g_file_new_for_commandline_arg (argv[1]);

      if (g_file_peek_path (file) != NULL)
        lift_session_read_early (g_file_peek_path (file));
    }

  application = lift_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
