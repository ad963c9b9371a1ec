/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cli.h"
#include "core/snapshots.h"

/* Opens @path for a change. Returns -1 to go on, or the exit status. */
int
cli_change_open (CliChange        *change,
                 const CliCommand *command,
                 const char       *path,
                 const char       *by,
                 const char       *when,
                 CliActKind        kind)
{
  g_autoptr (GError) error = NULL;
  int status;

  *change = (CliChange) { .command = command, .path = path };
  change->recorder = cli_user ();
  change->by = by != NULL ? g_strstrip (g_strdup (by)) : g_strdup (change->recorder);
  change->when = cli_now ();
  if (*change->by == '\0')
    return cli_usage (command, _("--by is empty: say who did it"));
  if (!g_utf8_validate (change->by, -1, NULL))
    return cli_usage (command, _("--by is not valid UTF-8"));
  if (!lift_field_check (LIFT_ITEM_BY, change->by, &error))
    return cli_complain (NULL, error);

  change->loaded = cli_load (path, TRUE, &status);
  if (change->loaded == NULL)
    return status;
  if (change->loaded->format > LIFT_FORMAT)
    return CLI_DOCUMENT;
  if ((kind & CLI_ACT_REOPENS) == 0 && lift_node_get_enum (change->loaded->root, LIFT_RELEASE_STATE) == LIFT_RELEASE_CLOSED)
    {
      const char *before = lift_enum_word (LIFT_ENUM_RELEASE_STATE, lift_node_get_enum (change->loaded->root, LIFT_RELEASE_STATE_BEFORE));

      /* Translators: %s is a file, then a word for the command line that is not translated, such as “released” */
      cli_warn (_("%s: the release is closed and cannot be changed: reopen it first, with “liftoffctl state FILE %s --reason REASON”"), path, before);
      return CLI_DOCUMENT;
    }
  if (!cli_instant ("--when", when, lift_schedule_zone (change->loaded->root), &change->when, &error))
    return cli_complain (NULL, error);

  change->act.who = (kind & CLI_ACT_DOES) != 0 ? change->by : change->recorder;
  change->act.when = (kind & CLI_ACT_DOES) != 0 ? change->when : cli_now ();
  change->act.rand = g_rand_new ();
  change->document = lift_document_new (change->loaded->root);
  return -1;
}

LiftNode *
cli_change_root (CliChange *change)
{
  return lift_document_get_root (change->document);
}

/* The line that is not in the history that was loaded: not always the newest, as a clock may be behind the one that wrote before. */
static const char *
find_new_line (CliChange *change)
{
  LiftHistory *history = lift_node_get_history (cli_change_root (change));
  LiftHistory *old = lift_node_get_history (change->loaded->root);

  for (; old != NULL && strcmp (lift_history_get_line (history), lift_history_get_line (old)) == 0; old = lift_history_get_older (old))
    history = lift_history_get_older (history);
  return lift_history_get_line (history);
}

static void
say_what_was_done (CliChange *change)
{
  g_autoptr (LiftHistoryEntry) entry = lift_history_entry_parse (find_new_line (change));
  g_autofree char *words = lift_history_entry_sentence (entry);

  cli_print ("%s\n", words);
}

/* Saves @snapshot, made from @synced, as lift_store_save() does, and keeps what stood in the file before and what stands there now. */
LiftSaveResult
cli_save (const char  *path,
          LiftNode    *synced,
          LiftNode    *snapshot,
          LiftNode   **written,
          GError     **error)
{
  g_autofree char *snapshots = lift_snapshots_default_folder ();
  g_autofree char *aside = lift_store_aside_folder ();
  g_autoptr (GError) not_kept = NULL;
  LiftSaveResult result;

  lift_snapshots_keep_file (snapshots, path, lift_node_get_id (snapshot), cli_now (), &not_kept);
  result = lift_store_save (path, synced, snapshot, aside, written, NULL, error);
  if (result != LIFT_NOT_SAVED)
    lift_snapshots_keep (snapshots, *written, LIFT_SNAPSHOT_SAVED, cli_now (), not_kept == NULL ? &not_kept : NULL);
  if (not_kept != NULL)
    cli_warn ("%s", not_kept->message);
  return result;
}

/* Does what @group says, saves, and says what was done. A group without edits leaves the file alone. */
int
cli_change_apply (CliChange *change,
                  LiftGroup *group)
{
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GError) error = NULL;
  const char *subject = lift_group_get_subject (group);
  LiftSaveResult result;
  int status;

  if (lift_group_get_n_edits (group) == 0)
    {
      if (subject != NULL && *subject != '\0')
        cli_print (_("Nothing changed: %s is like that already\n"), subject);
      else
        cli_print (_("Nothing changed: it is like that already\n"));
      return CLI_DONE;
    }

  lift_document_apply (change->document, group, LIFT_ORIGIN_USER, &change->act);
  result = cli_save (change->path, change->loaded->root, cli_change_root (change), &written, &error);
  status = result == LIFT_SAVED ? CLI_DONE : cli_complain (change->path, error);
  if (result != LIFT_NOT_SAVED)
    say_what_was_done (change);
  return status;
}

void
cli_change_clear (CliChange *change)
{
  g_clear_object (&change->document);
  g_clear_pointer (&change->loaded, lift_loaded_free);
  g_clear_pointer (&change->act.rand, g_rand_free);
  g_clear_pointer (&change->recorder, g_free);
  g_clear_pointer (&change->by, g_free);
}
