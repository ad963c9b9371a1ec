/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include "application.h"
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

  application = lift_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
