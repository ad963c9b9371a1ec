/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "history.h"
#include "moment.h"
#include "text.h"

#define SEPARATOR " | "
#define MAX_DETAIL 160

/* The word stands in documents and never changes. The label is what “Undo …” names, the sentence what the history view says. */
static const struct
{
  const char *word;
  const char *label;
  const char *sentence;
} verbs[LIFT_N_VERBS] = {
  /* Translators: the first text of each pair follows “Undo” in a menu (“Undo tick 2.3”), the second is a line of the history
   * (“Ticked 2.3”). %s is a printed number such as 2.3, several of them, or the title of a phase. */
  [LIFT_VERB_EDIT] = { "edit", N_("change of %s"), N_("Changed %s") },
  [LIFT_VERB_CREATE] = { "create", N_("creation of %s"), N_("Created %s") },
  [LIFT_VERB_TICK] = { "tick", N_("tick %s"), N_("Ticked %s") },
  [LIFT_VERB_UNTICK] = { "untick", N_("reopening %s"), N_("Reopened %s") },
  [LIFT_VERB_BLOCK] = { "block", N_("blocking %s"), N_("Blocked %s") },
  [LIFT_VERB_FAIL] = { "fail", N_("failing %s"), N_("Failed %s") },
  [LIFT_VERB_SKIP] = { "skip", N_("skipping %s"), N_("Skipped %s") },
  [LIFT_VERB_NOT_APPLICABLE] = { "not-applicable", N_("not applicable %s"), N_("Not applicable: %s") },
  [LIFT_VERB_ASSIGN] = { "assign", N_("assigning %s"), N_("Assigned %s") },
  [LIFT_VERB_NOTE] = { "note", N_("note on %s"), N_("Note on %s") },
  [LIFT_VERB_EVIDENCE] = { "evidence", N_("evidence of %s"), N_("Evidence of %s") },
  [LIFT_VERB_REWORD] = { "reword", N_("rewording %s"), N_("Reworded %s") },
  [LIFT_VERB_ADD] = { "add", N_("adding %s"), N_("Added %s") },
  [LIFT_VERB_DELETE] = { "delete", N_("deleting %s"), N_("Deleted %s") },
  [LIFT_VERB_MOVE] = { "move", N_("moving %s"), N_("Moved %s") },
  [LIFT_VERB_ADD_PHASE] = { "add-phase", N_("adding phase %s"), N_("Added phase %s") },
  [LIFT_VERB_RENAME_PHASE] = { "change-phase", N_("change of phase %s"), N_("Changed phase %s") },
  [LIFT_VERB_DELETE_PHASE] = { "delete-phase", N_("deleting phase %s"), N_("Deleted phase %s") },
  [LIFT_VERB_MOVE_PHASE] = { "move-phase", N_("moving phase %s"), N_("Moved phase %s") },
  [LIFT_VERB_RESCHEDULE] = { "reschedule", N_("rescheduling %s"), N_("Rescheduled %s") },
  [LIFT_VERB_PIN] = { "pin", N_("pinning %s"), N_("Pinned %s") },
  [LIFT_VERB_UNPIN] = { "unpin", N_("unpinning %s"), N_("Unpinned %s") },
  [LIFT_VERB_DECLARE] = { "declare", N_("declaring %s"), N_("Declared incident %s") },
  [LIFT_VERB_RESOLVE] = { "resolve", N_("resolving %s"), N_("Resolved incident %s") },
  [LIFT_VERB_REOPEN] = { "reopen", N_("reopening incident %s"), N_("Reopened incident %s") },
  [LIFT_VERB_SEVERITY] = { "severity", N_("severity of %s"), N_("Severity of incident %s") },
  [LIFT_VERB_SETTLE] = { "settle", N_("deciding the conflict about %s"), N_("Decided the conflict about %s") },
  [LIFT_VERB_RESTORE] = { "restore", N_("restoring the version of %s"), N_("Restored the version of %s") },
  /* Translators: %s is a state of the release, such as “On hold” */
  [LIFT_VERB_RELEASE_STATE] = { "state", N_("state %s"), N_("State of the release: %s") },
  /* Translators: in these, %s is the target of a deployment, such as “Production” */
  [LIFT_VERB_DEPLOY_START] = { "deploy-start", N_("start of the deployment to %s"), N_("Started the deployment to %s") },
  [LIFT_VERB_DEPLOY_END] = { "deploy-end", N_("end of the deployment to %s"), N_("Ended the deployment to %s") },
  [LIFT_VERB_DEPLOY_PLAN] = { "deploy-plan", N_("plan of the deployment to %s"), N_("Planned the deployment to %s") },
  [LIFT_VERB_DEPLOY_CORRECT] = { "deploy-correct", N_("correction of the deployment to %s"), N_("Corrected the deployment to %s") },
  [LIFT_VERB_DEPLOY_REMOVE] = { "deploy-remove", N_("removal of the deployment to %s"), N_("Removed the planned deployment to %s") },
  /* Translators: %s is a person */
  [LIFT_VERB_HAND_OVER] = { "hand-over", N_("hand-over to %s"), N_("Handed over to %s") },
  /* Translators: %s is the name of another release */
  [LIFT_VERB_LINK] = { "link", N_("link with %s"), N_("Linked with %s") },
  /* Translators: %s is a list of what was changed, such as “Holidays, Freezes” */
  [LIFT_VERB_CALENDAR] = { "calendar", N_("change of the calendar: %s"), N_("Changed the calendar: %s") },
  /* Translators: %s is the number of an item that gets a time of its own */
  [LIFT_VERB_MOMENT] = { "moment", N_("moment of %s"), N_("Moment of %s") },
};

/**
 * lift_verb_word:
 * @verb: a verb
 *
 * Returns: (transfer none): the word that stands in the history of a document
 */
const char *
lift_verb_word (LiftVerb verb)
{
  g_assert (verb < LIFT_N_VERBS);
  return verbs[verb].word;
}

/**
 * lift_verb_parse:
 * @word: a word
 * @verb: (out): its verb
 *
 * Returns: whether @word is the word of a verb
 */
gboolean
lift_verb_parse (const char *word,
                 LiftVerb   *verb)
{
  for (LiftVerb v = 0; v < LIFT_N_VERBS; v++)
    if (strcmp (verbs[v].word, word) == 0)
      {
        *verb = v;
        return TRUE;
      }

  return FALSE;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static char *
with_subject (const char *format,
              const char *subject)
{
  g_autofree char *shown = lift_text_visible_line (subject != NULL ? subject : "");

  return g_strstrip (g_strdup_printf (_(format), shown));
}

#pragma GCC diagnostic pop

/**
 * lift_group_dup_label:
 * @group: a group
 *
 * Returns: (transfer full): what the group does, to follow “Undo”: “tick 2.3”, translated
 */
char *
lift_group_dup_label (const LiftGroup *group)
{
  return with_subject (verbs[lift_group_get_verb (group)].label, lift_group_get_subject (group));
}

/* One part of a line: on one line, without the separator, not overlong. */
static void
append_part (GString    *line,
             const char *part)
{
  g_autofree char *clean = g_strdup (part != NULL ? part : "");

  for (char *p = clean; *p; p++)
    if ((guchar) *p < 0x20 || *p == 0x7f)
      *p = ' ';

  if (g_utf8_strlen (clean, -1) > MAX_DETAIL)
    {
      *g_utf8_offset_to_pointer (clean, MAX_DETAIL) = '\0';
      g_string_append (line, SEPARATOR);
      g_string_append_printf (line, "%s…", clean);
      return;
    }

  for (char *p = strstr (clean, SEPARATOR); p != NULL; p = strstr (p, SEPARATOR))
    p[1] = '/';
  g_string_append (line, SEPARATOR);
  g_string_append (line, clean);
}

#define KEY_DIGITS "0123456789abcdefghjkmnpqrstvwxyz"
#define KEY_COUNT 3
#define KEY_RANDOM 5

/* A count of the lines of one second, so that they stay in the order in which they were written, and random digits, so that two writers do not write the
 * same line. A count that would not fit starts no other: the last lines of such a second may change places. */
static char *
new_key (const LiftAct     *act,
         const char        *when,
         const LiftHistory *before)
{
  const char *last = before != NULL ? lift_history_get_line (before) : "";
  g_autofree char *start = g_strconcat (when, SEPARATOR, NULL);
  g_autofree char *random = lift_id_new (act->rand);
  char count[KEY_COUNT + 1] = "000";

  if (g_str_has_prefix (last, start) && strspn (last + strlen (start), KEY_DIGITS) >= KEY_COUNT)
    {
      guint i;

      memcpy (count, last + strlen (start), KEY_COUNT);
      for (i = KEY_COUNT; i > 0 && count[i - 1] == 'z'; i--)
        ;
      if (i > 0)
        {
          count[i - 1] = strchr (KEY_DIGITS, count[i - 1])[1];
          memset (count + i, '0', KEY_COUNT - i);
        }
    }
  return g_strdup_printf ("%s%.*s", count, KEY_RANDOM, random);
}

/**
 * lift_history_line:
 * @act: who recorded it, when, and the randomness of the line's key
 * @group: what was done
 * @prefix: (nullable): “undo” or “redo”
 * @before: (nullable): the history that the line is to follow
 *
 * Returns: (transfer full): a line of the history, see #LiftHistoryEntry
 */
char *
lift_history_line (const LiftAct     *act,
                   const LiftGroup   *group,
                   const char        *prefix,
                   const LiftHistory *before)
{
  GString *line = g_string_new (NULL);
  g_autofree char *when = lift_instant_format (act->when);
  g_autofree char *key = new_key (act, when, before);
  g_autofree char *verb = g_strconcat (prefix != NULL ? prefix : "", prefix != NULL ? " " : "",
                                       lift_verb_word (lift_group_get_verb (group)), NULL);

  g_string_append (line, when);
  append_part (line, key);
  append_part (line, act->who);
  append_part (line, verb);
  append_part (line, lift_group_get_subject (group));
  if (lift_group_get_detail (group) != NULL)
    append_part (line, lift_group_get_detail (group));
  return g_string_free (line, FALSE);
}

/**
 * lift_history_entry_parse:
 * @line: a line of the history
 *
 * Reads what a line says, in texts to be shown (see lift_text_visible()). A line of another form, written by hand or by a newer Liftoff, gives an entry whose @detail is the
 * whole line.
 *
 * Returns: (transfer full): the entry
 */
LiftHistoryEntry *
lift_history_entry_parse (const char *line)
{
  LiftHistoryEntry *entry = g_new0 (LiftHistoryEntry, 1);
  g_auto(GStrv) parts = g_strsplit (line, SEPARATOR, 6);
  const char *verb;

  if (g_strv_length (parts) < 5 || (entry->when = lift_instant_parse (parts[0])) == LIFT_NO_INSTANT)
    {
      entry->when = LIFT_NO_INSTANT;
      entry->who = g_strdup ("");
      entry->verb_word = g_strdup ("");
      entry->subject = g_strdup ("");
      entry->detail = lift_text_visible_line (line);
      return entry;
    }

  verb = parts[3];
  if (g_str_has_prefix (verb, "undo "))
    {
      entry->undo = TRUE;
      verb += 5;
    }
  else if (g_str_has_prefix (verb, "redo "))
    {
      entry->redo = TRUE;
      verb += 5;
    }

  entry->who = lift_text_visible_line (parts[2]);
  entry->verb_word = lift_text_visible_line (verb);
  entry->known = lift_verb_parse (verb, &entry->verb);
  entry->subject = lift_text_visible_line (parts[4]);
  entry->detail = lift_text_visible_line (parts[5] != NULL ? parts[5] : "");
  return entry;
}

/**
 * lift_history_entry_free:
 * @entry: (transfer full): an entry
 */
void
lift_history_entry_free (LiftHistoryEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->who);
  g_free (entry->verb_word);
  g_free (entry->subject);
  g_free (entry->detail);
  g_free (entry);
}

/**
 * lift_history_entry_words:
 * @entry: an entry
 *
 * Returns: (transfer full): what was done, without who and when: “Ticked 2.3”, “Undid: ticked 2.3”, translated
 */
char *
lift_history_entry_words (const LiftHistoryEntry *entry)
{
  g_autofree char *words = NULL;

  if (!entry->known)
    return g_strstrip (g_strconcat (entry->verb_word, " ", entry->subject, NULL));

  if (!entry->undo && !entry->redo)
    return with_subject (verbs[entry->verb].sentence, entry->subject);

  words = with_subject (verbs[entry->verb].label, entry->subject);
  /* Translators: a line of the history; %s is for example “tick 2.3” */
  return entry->undo ? g_strdup_printf (_("Undone: %s"), words)
                     : g_strdup_printf (_("Redone: %s"), words);
}

/**
 * lift_history_entry_sentence:
 * @entry: an entry
 *
 * Returns: (transfer full): the same with the details: “Ticked 2.3: Review release notes”; the details alone where nothing else is known
 */
char *
lift_history_entry_sentence (const LiftHistoryEntry *entry)
{
  g_autofree char *words = lift_history_entry_words (entry);

  if (*entry->detail == '\0')
    return g_steal_pointer (&words);
  return *words != '\0' ? g_strdup_printf ("%s: %s", words, entry->detail) : g_strdup (entry->detail);
}
