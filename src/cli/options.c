/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "core/moment.h"
#include "core/text.h"

/* For people: a text or a file name can give the terminal no orders. Texts go out as UTF-8 whatever the locale says, as documents do. */
void
cli_print (const char *format,
           ...)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *shown = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  valid = g_utf8_make_valid (text, -1);
  shown = lift_text_visible (valid);
  fputs (shown, stdout);
}

/* The name of a file, or another argument, on one line. */
char *
cli_dup_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return lift_text_visible_line (valid);
}

/* For programs, byte by byte; on a terminal as cli_print (). */
void
cli_put (const char *text)
{
  if (isatty (STDOUT_FILENO))
    cli_print ("%s", text);
  else
    fputs (text, stdout);
}

void
cli_warn (const char *format,
          ...)
{
  g_autofree char *message = NULL;
  g_autofree char *shown = NULL;
  va_list list;

  va_start (list, format);
  message = g_strdup_vprintf (format, list);
  va_end (list);
  shown = cli_dup_line (message);

  fflush (stdout);
  fprintf (stderr, "liftoffctl: %s\n", shown);
}

/* Says what is wrong, with the file unless the message names it, and gives the exit status that belongs to it. */
int
cli_complain (const char   *file,
              const GError *error)
{
  gboolean clash = g_error_matches (error, LIFT_ERROR, LIFT_ERROR_CLASH);
  g_autofree char *message = NULL;

  /* Translators: %s says that a release moment may not stand: “…: choose another moment, or say why it may stand” */
  message = clash ? g_strdup_printf (_("%s: give another --at, or --override REASON"), error->message) : g_strdup (error->message);
  if (file == NULL || strstr (message, file) != NULL)
    cli_warn ("%s", message);
  else
    cli_warn ("%s: %s", file, message);

  if (clash || g_error_matches (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT))
    return CLI_ARGUMENT;
  if (g_error_matches (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED))
    return CLI_NOT_SAVED;
  return CLI_DOCUMENT;
}

int
cli_usage (const CliCommand *command,
           const char       *format,
           ...)
{
  g_autofree char *message = NULL;
  va_list list;

  va_start (list, format);
  message = g_strdup_vprintf (format, list);
  va_end (list);

  cli_warn ("%s: %s", command->name, message);
  /* Translators: %s is the name of a command */
  fprintf (stderr, _("Try “liftoffctl %s --help”.\n"), command->name);
  return CLI_ARGUMENT;
}

/* Reads the options of @command. Returns -1 to go on with @args, or the exit status. */
int
cli_parse (const CliCommand    *command,
           const GOptionEntry  *entries,
           int                  argc,
           char               **argv,
           guint                least,
           guint                most,
           char              ***args)
{
  gboolean help = FALSE;
  const GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { NULL },
  };
  g_autofree char *program = g_strdup_printf ("liftoffctl %s", command->name);
  g_autoptr (GOptionContext) context = g_option_context_new (command->synopsis);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = g_strdupv (argv);
  guint n;

  g_set_prgname (program);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, command->summary);
  if (command->help != NULL)
    g_option_context_set_description (context, command->help);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);

  if (!g_option_context_parse_strv (context, &rest, &error))
    return cli_usage (command, "%s", error->message);
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      cli_print ("%s", text);
      return CLI_DONE;
    }

  /* rest[0] is the program; GOption leaves “--” in when something like an option follows it */
  g_free (rest[0]);
  memmove (rest, rest + 1, g_strv_length (rest + 1) * sizeof (char *) + sizeof (char *));
  for (n = 0; rest[n] != NULL && strcmp (rest[n], "--") != 0; n++)
    ;
  if (rest[n] != NULL)
    {
      g_free (rest[n]);
      memmove (rest + n, rest + n + 1, (g_strv_length (rest + n + 1) + 1) * sizeof (char *));
    }

  n = g_strv_length (rest);
  if (n < least)
    return cli_usage (command, _("an argument is missing, expected: %s"), _(command->synopsis));
  if (n > most)
    return cli_usage (command, _("“%s” is too much, expected: %s"), rest[most], _(command->synopsis));
  *args = g_steal_pointer (&rest);
  return -1;
}

/* Reads the value of @which that @word names, none before @first; @what is the option or argument. Returns -1 to go on, or the exit status. */
int
cli_word (const CliCommand *command,
          const char       *what,
          LiftEnum          which,
          int               first,
          const char       *word,
          int              *value)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (word != NULL && lift_enum_parse (which, word, value) && *value >= first)
    return -1;
  for (guint i = first; i < lift_enum_n_words (which); i++)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", lift_enum_word (which, i));
  if (word == NULL)
    /* Translators: %1$s is an option or an argument such as STATE, %2$s the words that it can be */
    return cli_usage (command, _("%1$s is missing: choose one of %2$s"), what, words->str);
  return cli_usage (command, _("%1$s: “%2$s” is none of %3$s"), what, word, words->str);
}

gint64
cli_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* RFC 3339 with any offset; fractions of a second are cut. */
static gboolean
parse_rfc3339 (const char *text,
               gint64     *instant)
{
  g_autoptr (GRegex) form = g_regex_new ("^(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?(?:([Zz])|([+-])(\\d\\d):(\\d\\d))$",
                                         G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *date = NULL, *time = NULL, *sign = NULL, *hours = NULL, *minutes = NULL, *utc = NULL;

  if (!g_utf8_validate (text, -1, NULL) || !g_regex_match (form, text, G_REGEX_MATCH_DEFAULT, &match))
    return FALSE;
  date = g_match_info_fetch (match, 1);
  time = g_match_info_fetch (match, 2);
  sign = g_match_info_fetch (match, 4);
  hours = g_match_info_fetch (match, 5);
  minutes = g_match_info_fetch (match, 6);
  utc = g_strdup_printf ("%sT%sZ", date, time);
  *instant = lift_instant_parse (utc);
  if (*instant == LIFT_NO_INSTANT)
    return FALSE;
  if (sign != NULL && *sign != '\0')
    {
      int offset = (atoi (hours) * 60 + atoi (minutes)) * 60;

      if (atoi (hours) > 23 || atoi (minutes) > 59)
        return FALSE;
      *instant -= *sign == '+' ? offset : -offset;
    }
  return *instant >= lift_instant_parse ("0001-01-01T00:00:00Z") && *instant <= lift_instant_parse ("9999-12-31T23:59:59Z");
}

/* Reads the instant given with @option; NULL leaves @instant as it is. Without @zone only instants are taken. */
gboolean
cli_instant (const char  *option,
             const char  *text,
             GTimeZone   *zone,
             gint64      *instant,
             GError     **error)
{
  LiftLocal local;
  gint64 found = LIFT_NO_INSTANT;

  if (text == NULL)
    return TRUE;
  if (!parse_rfc3339 (text, &found))
    found = zone != NULL && lift_local_parse (text, &local) ? lift_zone_resolve (zone, &local, NULL) : LIFT_NO_INSTANT;
  if (found != LIFT_NO_INSTANT)
    {
      *instant = found;
      return TRUE;
    }

  if (zone != NULL)
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                 _("%s: “%s” is no moment: write it as 2026-12-09T09:00:00Z, or as 2026-12-09T10:00 in the release's zone"), option, text);
  else
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: “%s” is no moment: write it as 2026-12-09T09:00:00Z"), option, text);
  return FALSE;
}

/* The real name of who is logged in, else the user name. */
char *
cli_user (void)
{
  const char *name = g_get_real_name ();

  if (name == NULL || *name == '\0' || strcmp (name, "Unknown") == 0)
    name = g_get_user_name ();
  return g_utf8_make_valid (name, -1);
}

/* @path as a shell takes it for an argument that is no option. */
char *
cli_quote (const char *path)
{
  static const char plain[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "%+,-./:=@_";

  g_autofree char *argument = *path == '-' ? g_strconcat ("./", path, NULL) : g_strdup (path);

  return argument[strspn (argument, plain)] == '\0' && *path != '\0' ? g_steal_pointer (&argument) : g_shell_quote (argument);
}

/* Reads a release. @whole: refuse one that is not right in every part; otherwise say what is wrong and show the rest. @status is set to
 * what the exit status is at least. */
LiftLoaded *
cli_load (const char *path,
          gboolean    whole,
          int        *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, &error);
  g_autofree char *reason = NULL;

  *status = CLI_DONE;
  if (loaded == NULL)
    {
      *status = cli_complain (path, error);
      return NULL;
    }

  reason = lift_loaded_dup_read_only (loaded);
  if (reason != NULL)
    cli_warn ("%s: %s", path, reason);
  if (loaded->violations->len > 0 || loaded->root == NULL)
    {
      *status = CLI_DOCUMENT;
      if (whole || loaded->root == NULL)
        return NULL;
    }
  return g_steal_pointer (&loaded);
}

/* A release moment that its zone does not have, or has twice, is worth a word. */
void
cli_warn_moment (LiftNode *release)
{
  const char *text = lift_node_get_text (release, LIFT_RELEASE_LOCAL);
  const char *name = lift_node_get_text (release, LIFT_RELEASE_ZONE);
  GTimeZone *zone = lift_schedule_zone (release);
  LiftLocal local, taken;
  LiftResolution how;
  gint64 instant;
  g_autofree char *as = NULL;

  if (text == NULL || !lift_local_parse (text, &local))
    return;
  instant = lift_zone_resolve (zone, &local, &how);
  if (instant == LIFT_NO_INSTANT)
    return;
  lift_zone_local (zone, instant, &taken, NULL, NULL);
  as = lift_local_format (&taken);

  if (how == LIFT_RESOLVED_GAP)
    cli_warn (_("%s does not exist in %s, where the clocks are set forward: taken as %s"), text, name, as);
  else if (how == LIFT_RESOLVED_OVERLAP)
    cli_warn (_("%s happens twice in %s, where the clocks are set back: the first one is taken"), text, name);
}

/* Whether -o may go to @path: not onto an existing file without --force, and never onto the @source it is made from. */
gboolean
cli_may_write (const CliCommand *command,
               const char       *path,
               gboolean          force,
               const char       *source,
               int              *status)
{
  struct stat there, from;

  if (stat (path, &there) != 0)
    return TRUE;

  if (source != NULL && stat (source, &from) == 0 && there.st_dev == from.st_dev && there.st_ino == from.st_ino)
    *status = cli_usage (command, _("%s is the release itself: choose another file for -o"), path);
  else if (S_ISDIR (there.st_mode))
    *status = cli_usage (command, _("%s is a folder: name a file in it with -o"), path);
  else if (!force)
    *status = cli_usage (command, _("%s exists: choose another file, or give --force to replace it"), path);
  else
    return TRUE;
  return FALSE;
}
