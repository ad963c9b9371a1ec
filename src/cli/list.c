/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli.h"
#include "core/library.h"

static void
add_json (JsonBuilder *builder,
          LiftSummary *summary,
          gint64       now)
{
  LiftNode *release = summary->root;
  LiftNode *next = release != NULL ? lift_schedule_next (release, now) : NULL;
  g_autofree char *path = g_canonicalize_filename (summary->path, NULL);
  g_autofree char *shown = g_filename_display_name (path);
  guint n_closed = 0, n = release != NULL ? lift_schedule_n_items (release, &n_closed) : 0;
  guint n_conflicts = release != NULL ? lift_root_count_conflicts (release) : 0;

  json_builder_begin_object (builder);
  cli_json_text (builder, "path", shown);
  cli_json_text (builder, "name", release != NULL ? lift_node_get_text (release, LIFT_RELEASE_NAME) : NULL);
  cli_json_text (builder, "version", release != NULL ? lift_node_get_text (release, LIFT_RELEASE_VERSION) : NULL);
  cli_json_text (builder, "state",
                 release != NULL ? lift_enum_word (LIFT_ENUM_RELEASE_STATE, lift_node_get_enum (release, LIFT_RELEASE_STATE)) : NULL);
  json_builder_set_member_name (builder, "next");
  if (next != NULL)
    {
      g_autofree char *number = lift_number_of (release, lift_node_get_id (next));

      json_builder_begin_object (builder);
      cli_json_text (builder, "number", number);
      cli_json_text (builder, "title", lift_node_get_text (next, LIFT_PHASE_TITLE));
      cli_json_instant (builder, "due", lift_schedule_due (release, next, NULL));
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  if (release != NULL)
    {
      cli_json_count (builder, "total", n);
      cli_json_count (builder, "done", n_closed);
    }
  else
    {
      cli_json_text (builder, "total", NULL);
      cli_json_text (builder, "done", NULL);
    }
  cli_json_text (builder, "error", summary->error);
  if (n_conflicts > 0)
    cli_json_count (builder, "conflicts", n_conflicts);
  json_builder_end_object (builder);
}

static void
add_row (CliTable    *table,
         LiftSummary *summary,
         gint64       now)
{
  LiftNode *release = summary->root;
  g_autofree char *shown = lift_library_dup_shown_name (summary->path);
  g_autofree char *name = NULL, *progress = NULL, *due = NULL;
  LiftNode *next;
  guint n_closed, n;

  if (release == NULL)
    {
      cli_table_add (table, shown, summary->error, NULL);
      return;
    }

  name = lift_words_release_name (release);
  n = lift_schedule_n_items (release, &n_closed);
  progress = cli_words_progress (n_closed, n, lift_root_count_conflicts (release));
  next = lift_schedule_next (release, now);
  if (next != NULL && lift_schedule_due (release, next, NULL) != LIFT_NO_INSTANT)
    due = lift_words_full (lift_schedule_due (release, next, NULL), lift_schedule_phase_zone (release, next), TRUE);
  cli_table_add (table, name, lift_enum_label (LIFT_ENUM_RELEASE_STATE, lift_node_get_enum (release, LIFT_RELEASE_STATE)), progress,
                 next != NULL ? lift_node_get_text (next, LIFT_PHASE_TITLE) : "–", due != NULL ? due : "–", shown, NULL);
}

static int
run_list (const CliCommand *self,
          int               argc,
          char            **argv)
{
  g_autofree char *now_text = NULL, *folder = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON for programs"), NULL },
    { "now", 0, 0, G_OPTION_ARG_FILENAME, &now_text, N_("As of this moment instead of now"), N_("INSTANT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CliTable) readable = cli_table_new ();
  g_autoptr (CliTable) unreadable = cli_table_new ();
  g_autoptr (CliTable) archive = cli_table_new ();
  gint64 now = cli_now ();
  int status;

  status = cli_parse (self, entries, argc, argv, 0, 1, &args);
  if (status >= 0)
    return status;
  if (!cli_instant ("--now", now_text, NULL, &now, &error))
    return cli_complain (NULL, error);

  folder = args[0] != NULL ? g_strdup (args[0]) : lift_library_default_folder ();
  if (args[0] == NULL && !g_file_test (folder, G_FILE_TEST_EXISTS))
    found = g_ptr_array_new ();
  else
    found = lift_library_scan (folder, NULL, &error);
  if (found == NULL)
    return cli_complain (folder, error);
  lift_library_sort (found, now);

  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_array (builder);
      for (guint i = 0; i < found->len; i++)
        add_json (builder, g_ptr_array_index (found, i), now);
      json_builder_end_array (builder);
      cli_json_print (builder);
      return CLI_DONE;
    }

  if (found->len == 0)
    {
      g_autofree char *shown = cli_dup_line (folder);

      cli_print (_("No releases in %s: make one with “liftoffctl new --name NAME”\n"), shown);
      return CLI_DONE;
    }
  for (guint i = 0; i < found->len; i++)
    {
      LiftSummary *summary = g_ptr_array_index (found, i);
      gboolean closed = summary->root != NULL && lift_node_get_enum (summary->root, LIFT_RELEASE_STATE) == LIFT_RELEASE_CLOSED;

      add_row (closed ? archive : summary->root != NULL ? readable : unreadable, summary, now);
    }
  cli_table_print (readable, "");
  cli_table_print (unreadable, "");
  if (cli_table_get_n (archive) > 0)
    /* Translators: the heading of the releases that are closed */
    cli_print ("%s%s\n", cli_table_get_n (archive) < found->len ? "\n" : "", _("Archive"));
  cli_table_print (archive, "");
  return CLI_DONE;
}

const CliCommand cli_list = {
  "list", N_("[DIR]"), N_("List the releases of a folder"),
  N_("Without a folder: where “liftoffctl new” puts releases. A file that cannot be read is listed with the reason;\n"
     "releases that are closed come last, as the archive.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl list\n"
     "  liftoffctl list ~/releases --json"),
  run_list,
};
