/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "core/life.h"

#define MOST_BYTES (1024 * 1024)

static char *
read_input (GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gsize n;

  while (text->len <= MOST_BYTES && (n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (text, buffer, n);
  if (ferror (stdin))
    g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT, _("The note cannot be read from standard input"));
  else if (text->len > MOST_BYTES)
    g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The note on standard input is longer than 1 MiB"));
  else if (strlen (text->str) != text->len || !g_utf8_validate (text->str, text->len, NULL))
    g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The note on standard input is not a text in UTF-8"));
  else
    return g_string_free (g_steal_pointer (&text), FALSE);
  return NULL;
}

static int
print_note (const char *path,
            const char *when)
{
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;
  gint64 now = cli_now ();
  int status;

  loaded = cli_load (path, FALSE, &status);
  if (loaded == NULL)
    return status;
  if (!cli_instant ("--when", when, lift_schedule_zone (loaded->root), &now, &error))
    return cli_complain (NULL, error);
  note = lift_words_handover (loaded->root, now);
  cli_print ("%s\n", note);
  return status;
}

static int
run_handover (const CliCommand *self,
              int               argc,
              char            **argv)
{
  g_autofree char *text = NULL, *by = NULL, *when = NULL, *note = NULL;
  gboolean print = FALSE;
  const GOptionEntry entries[] = {
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &text, N_("The note, instead of one made from the facts; - reads it from standard input"), N_("TEXT|-") },
    { "print", 0, 0, G_OPTION_ARG_NONE, &print, N_("Print the note made from the facts, change nothing"), NULL },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who hands over, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("From when, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_auto (CliChange) change = { NULL };
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 2, &args);
  if (status >= 0)
    return status;
  if (print && text != NULL)
    return cli_usage (self, _("give either --note or --print"));
  if (print)
    return print_note (args[0], when);
  if (args[1] == NULL)
    return cli_usage (self, _("an argument is missing, expected: %s"), _(self->synopsis));
  status = cli_change_open (&change, self, args[0], by, when, CLI_ACT_RECORDS);
  if (status >= 0)
    return status;

  if (text == NULL)
    note = lift_words_handover (cli_change_root (&change), change.when);
  else
    note = strcmp (text, "-") == 0 ? read_input (&error) : g_strdup (text);
  /* The document says from when and from whom; who handed it over only the history does. */
  change.act.who = change.by;
  if (when == NULL)
    change.act.when = change.when;
  if (note != NULL)
    group = lift_intent_hand_over (cli_change_root (&change), args[1], note, change.when, &change.act, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

const CliCommand cli_handover = {
  "handover", N_("FILE WHO"), N_("Hand a release over: say who is on from now"),
  N_("A note made from the facts goes with it: what is open, blocked and due next, deployments and incidents. What belonged to those\n"
     "who had the release before is then up to the one who is on.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl handover payments.liftoff.json --print\n"
     "  liftoffctl handover payments.liftoff.json \"Priya Shah\"\n"
     "  liftoffctl handover payments.liftoff.json \"Priya Shah\" --note - < note.txt"),
  run_handover,
};
