/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"

static int
validate (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, &error);
  g_autofree char *shown = cli_dup_line (path);

  if (loaded == NULL)
    return cli_complain (path, error);

  for (guint i = 0; i < loaded->violations->len; i++)
    cli_warn ("%s: %s", path, (const char *) g_ptr_array_index (loaded->violations, i));
  if (loaded->violations->len > 0)
    return CLI_VIOLATIONS;

  if (loaded->format > LIFT_FORMAT)
    {
      g_autofree char *reason = lift_loaded_dup_read_only (loaded);

      cli_warn ("%s: %s", path, reason);
      return CLI_DONE;
    }
  /* Translators: %s is a file */
  cli_print (_("%s: valid\n"), shown);
  return CLI_DONE;
}

static int
run_validate (const CliCommand *self,
              int               argc,
              char            **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_auto (GStrv) args = NULL;
  int status = cli_parse (self, entries, argc, argv, 1, G_MAXUINT, &args);

  if (status >= 0)
    return status;
  status = CLI_DONE;
  for (guint i = 0; args[i] != NULL; i++)
    {
      int of_file = validate (args[i]);

      status = MAX (status, of_file);
    }
  return status;
}

const CliCommand cli_validate = {
  "validate", N_("FILE…"), N_("Check release files against every rule"),
  N_("Says for each violation where it stands. The exit status is 1 if there is one, 3 if a file cannot be read at all.\n"
     "\n"
     "Example:\n"
     "  liftoffctl validate releases/*.liftoff.json"),
  run_validate,
};
