/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cli.h"
#include "core/export-markdown.h"

static int
run_export (const CliCommand *self,
            int               argc,
            char            **argv)
{
  g_autofree char *to = NULL, *out = NULL, *now_text = NULL, *text = NULL;
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("The format: markdown"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Where to write it, instead of here"), N_("FILE") },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &force, N_("Replace a file that exists"), NULL },
    { "now", 0, 0, G_OPTION_ARG_FILENAME, &now_text, N_("As of this moment instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = cli_now ();
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 1, &args);
  if (status >= 0)
    return status;
  if (to == NULL)
    return cli_usage (self, _("the format is missing: give it with --to markdown"));
  if (strcmp (to, "markdown") != 0)
    return cli_usage (self, _("--to: “%s” is no format: choose markdown"), to);
  if (out != NULL && !cli_may_write (self, out, force, args[0], &status))
    return status;
  loaded = cli_load (args[0], TRUE, &status);
  if (loaded == NULL)
    return status;
  if (!cli_instant ("--now", now_text, lift_schedule_zone (loaded->root), &now, &error))
    return cli_complain (NULL, error);

  text = lift_export_markdown (loaded->root, now);
  if (out == NULL)
    {
      cli_put (text);
      return CLI_DONE;
    }

  bytes = g_bytes_new (text, strlen (text));
  return lift_store_write_bytes (out, bytes, force, &error) == LIFT_SAVED ? CLI_DONE : cli_complain (out, error);
}

const CliCommand cli_export = {
  "export", N_("FILE --to markdown"), N_("Write a release as a document for people"),
  N_("A Markdown export can be read back as a checklist.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl export payments.liftoff.json --to markdown\n"
     "  liftoffctl export payments.liftoff.json --to markdown --output payments.md --force"),
  run_export,
};
