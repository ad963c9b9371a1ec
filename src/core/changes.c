/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "changes.h"
#include "history.h"
#include "intents-private.h"
#include "merge.h"
#include "words.h"

#define MAX_PEOPLE 3
#define MAX_TEXT 80

/* What is counted, in the order in which it is told. */
typedef enum
{
  TICKED,
  SKIPPED,
  NOT_APPLICABLE,
  BLOCKED,
  FAILED,
  REOPENED,
  NOTES,
  EVIDENCE,
  ASSIGNED,
  REWORDED,
  ADDED,
  DELETED,
  MOVED,
  PHASES_ADDED,
  PHASES_DELETED,
  PHASES_CHANGED,
  INCIDENTS_DECLARED,
  INCIDENTS_DELETED,
  INCIDENTS_CHANGED,
  RESCHEDULED,
  DETAILS,
  OTHERS,
  N_COUNTS,
} Count;

static const char *
format_of (Count count,
           guint n)
{
  switch (count)
    {
    /* Translators: parts of a list that says what was changed: “12 items ticked, 1 skipped, 2 notes” */
    case TICKED:
      return ngettext ("%u item ticked", "%u items ticked", n);
    case SKIPPED:
      return ngettext ("%u skipped", "%u skipped", n);
    case NOT_APPLICABLE:
      return ngettext ("%u not applicable", "%u not applicable", n);
    case BLOCKED:
      return ngettext ("%u blocked", "%u blocked", n);
    case FAILED:
      return ngettext ("%u failed", "%u failed", n);
    case REOPENED:
      return ngettext ("%u reopened", "%u reopened", n);
    case NOTES:
      return ngettext ("%u note", "%u notes", n);
    case EVIDENCE:
      return ngettext ("evidence of %u item", "evidence of %u items", n);
    case ASSIGNED:
      return ngettext ("%u assigned", "%u assigned", n);
    case REWORDED:
      return ngettext ("%u reworded", "%u reworded", n);
    case ADDED:
      return ngettext ("%u item added", "%u items added", n);
    case DELETED:
      return ngettext ("%u item deleted", "%u items deleted", n);
    case MOVED:
      return ngettext ("%u moved", "%u moved", n);
    case PHASES_ADDED:
      return ngettext ("%u phase added", "%u phases added", n);
    case PHASES_DELETED:
      return ngettext ("%u phase deleted", "%u phases deleted", n);
    case PHASES_CHANGED:
      return ngettext ("%u phase changed", "%u phases changed", n);
    case INCIDENTS_DECLARED:
      return ngettext ("%u incident declared", "%u incidents declared", n);
    case INCIDENTS_DELETED:
      return ngettext ("%u incident deleted", "%u incidents deleted", n);
    case INCIDENTS_CHANGED:
      return ngettext ("%u incident changed", "%u incidents changed", n);
    case RESCHEDULED:
      return _("rescheduled");
    case DETAILS:
      return _("details changed");
    case OTHERS:
      return ngettext ("%u other change", "%u other changes", n);
    case N_COUNTS:
    default:
      g_assert_not_reached ();
    }
}

static const Count state_counts[LIFT_N_ITEM_STATES] = {
  [LIFT_ITEM_OPEN] = REOPENED,
  [LIFT_ITEM_DONE] = TICKED,
  [LIFT_ITEM_BLOCKED] = BLOCKED,
  [LIFT_ITEM_FAILED] = FAILED,
  [LIFT_ITEM_SKIPPED] = SKIPPED,
  [LIFT_ITEM_NOT_APPLICABLE] = NOT_APPLICABLE,
};

/* What a change of @field in @node counts as; @node is as it is after the change. */
static Count
count_of (LiftNode  *node,
          LiftField  field,
          gboolean   state_changed)
{
  if (field == LIFT_N_FIELDS || lift_field_info (field)->type == LIFT_TYPE_CONFLICTS)
    return OTHERS;
  switch ((int) lift_field_info (field)->unit)
    {
    case LIFT_ITEM_STATE:
      return state_changed ? state_counts[lift_node_get_enum (node, LIFT_ITEM_STATE)] : OTHERS;
    case LIFT_ITEM_NOTE:
      return NOTES;
    case LIFT_ITEM_EVIDENCE:
      return EVIDENCE;
    case LIFT_ITEM_OWNER:
      return ASSIGNED;
    case LIFT_ITEM_TEXT:
      return REWORDED;
    case LIFT_ITEM_POSITION:
      return MOVED;
    case LIFT_RELEASE_LOCAL:
    case LIFT_RELEASE_WINDOW:
      return RESCHEDULED;
    default:
      break;
    }
  switch (lift_node_get_kind (node))
    {
    case LIFT_KIND_PHASE:
      return PHASES_CHANGED;
    case LIFT_KIND_INCIDENT:
      return INCIDENTS_CHANGED;
    case LIFT_KIND_RELEASE:
      return DETAILS;
    default:
      return OTHERS;
    }
}

static Count
count_of_whole (LiftKind kind,
                gboolean inserted)
{
  if (kind == LIFT_KIND_PHASE)
    return inserted ? PHASES_ADDED : PHASES_DELETED;
  if (kind == LIFT_KIND_INCIDENT)
    return inserted ? INCIDENTS_DECLARED : INCIDENTS_DELETED;
  return inserted ? ADDED : DELETED;
}

/**
 * lift_changes_summary:
 * @from: a release
 * @to: the same release at another time
 *
 * Returns: (transfer full): what was done from the one to the other: “12 items ticked, 1 skipped, 2 notes”, translated; empty if nothing was
 */
char *
lift_changes_summary (LiftNode *from,
                      LiftNode *to)
{
  g_autoptr (LiftGroup) group = lift_diff (from, to);
  g_autoptr (LiftIndex) old = lift_index_new (from);
  g_autoptr (LiftIndex) new = lift_index_new (to);
  GString *summary = g_string_new (NULL);
  guint counts[N_COUNTS] = { 0 };
  const char *last_id = "";
  Count last = N_COUNTS;
  guint i;

  for (i = 0; i < lift_group_get_n_edits (group); i++)
    {
      LiftEditOp op;
      LiftField field;
      const char *id = lift_group_get_edit (group, i, &op, &field);
      LiftNode *before = lift_index_find (old, id), *after = lift_index_find (new, id);

      Count count;

      if (op != LIFT_EDIT_SET)
        count = count_of_whole (lift_node_get_kind (after != NULL ? after : before), op == LIFT_EDIT_INSERT);
      else
        count = count_of (after, field,
                          lift_node_get_kind (after) == LIFT_KIND_ITEM
                            && lift_node_get_enum (before, LIFT_ITEM_STATE) != lift_node_get_enum (after, LIFT_ITEM_STATE));
      /* The edits of one thing stand in a row. */
      if (count != last || strcmp (id, last_id) != 0)
        counts[count]++;
      last = count;
      last_id = id;
    }
  for (i = 0; i < N_COUNTS; i++)
    if (counts[i] > 0)
      {
        if (summary->len > 0)
          g_string_append (summary, ", ");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
        g_string_append_printf (summary, format_of (i, counts[i]), counts[i]);
#pragma GCC diagnostic pop
      }
  return g_string_free (summary, FALSE);
}

/**
 * lift_changes_people:
 * @from: a release
 * @to: the same release at a later time
 *
 * Returns: (transfer full): who recorded changes in between, the last one first: “Amira Haddad, Jonas Weber”, some names and a count if there
 *   are many; empty if the history does not tell
 */
char *
lift_changes_people (LiftNode *from,
                     LiftNode *to)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) people = g_string_new (NULL);
  LiftHistory *history;
  guint n;

  for (history = lift_node_get_history (from); history != NULL; history = lift_history_get_older (history))
    g_hash_table_add (known, (char *) lift_history_get_line (history));
  for (history = lift_node_get_history (to); history != NULL; history = lift_history_get_older (history))
    {
      g_autoptr (LiftHistoryEntry) entry = NULL;

      if (g_hash_table_contains (known, lift_history_get_line (history)))
        continue;
      entry = lift_history_entry_parse (lift_history_get_line (history));
      if (*entry->who == '\0' || !g_hash_table_add (seen, g_strdup (entry->who)) || g_hash_table_size (seen) > MAX_PEOPLE)
        continue;
      g_string_append_printf (people, "%s%s", people->len > 0 ? ", " : "", entry->who);
    }
  n = g_hash_table_size (seen);
  if (n > MAX_PEOPLE)
    /* Translators: %s are some names */
    return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n - MAX_PEOPLE), people->str, n - MAX_PEOPLE);
  return g_string_free (g_steal_pointer (&people), FALSE);
}

/* What is different, thing by thing */

static char *
dup_value (LiftNode  *node,
           LiftField  field)
{
  const LiftFieldInfo *info = lift_field_info (field);
  g_autofree char *text = NULL;
  g_autofree char *begin = NULL;

  if (info->type == LIFT_TYPE_ENUM)
    return g_strdup (lift_enum_label (info->about, lift_node_get_enum (node, field)));
  text = lift_words_text (node, field);
  if (g_utf8_strlen (text, -1) <= MAX_TEXT)
    return g_steal_pointer (&text);
  begin = g_utf8_substring (text, 0, MAX_TEXT - 1);
  return g_strconcat (begin, "…", NULL);
}

static char *
dup_from_to (LiftNode  *before,
             LiftNode  *after,
             LiftField  field)
{
  g_autofree char *old = dup_value (before, field);
  g_autofree char *new = dup_value (after, field);

  return lift_intent_from_to (old, new);
}

/* A text of many lines is not told whole. */
static const char *
became (const char *old,
        const char *new)
{
  if (old == NULL || *old == '\0')
    return _("added");
  return new == NULL || *new == '\0' ? _("removed") : _("changed");
}

/* What became of the unit of @field. */
static char *
dup_unit_words (LiftNode  *before,
                LiftNode  *after,
                LiftField  field,
                LiftNode  *to)
{
  const LiftFieldInfo *info = field != LIFT_N_FIELDS ? lift_field_info (field) : NULL;
  LiftField unit = info != NULL ? info->unit : LIFT_N_FIELDS;
  g_autofree char *change = NULL;

  if (info == NULL)
    return g_strdup (_("What a newer Liftoff knows: changed"));
  if (info->type == LIFT_TYPE_CONFLICTS)
    return g_strdup_printf ("%s: %s", _(info->label), _("changed"));
  if (lift_field_info (unit)->type == LIFT_TYPE_POSITION)
    {
      g_autofree char *number = lift_number_of (to, lift_node_get_id (after));

      /* Translators: %s is a printed number such as 2.3 */
      return g_strdup_printf (_("Moves to %s"), number);
    }
  if (unit == LIFT_ITEM_STATE || unit == LIFT_INCIDENT_STATE)
    {
      if (lift_node_get_enum (before, unit) != lift_node_get_enum (after, unit))
        return dup_from_to (before, after, unit);
      return g_strdup_printf ("%s: %s", lift_enum_label (lift_field_info (unit)->about, lift_node_get_enum (after, unit)), _("changed"));
    }
  if (lift_field_is_long (field))
    return g_strdup_printf ("%s: %s", _(info->label), became (lift_node_get_text (before, field), lift_node_get_text (after, field)));
  if (info->type == LIFT_TYPE_INSTANT)
    return g_strdup_printf ("%s: %s", _(info->label), _("changed"));
  if (unit == LIFT_RELEASE_LOCAL)
    {
      g_autofree char *old = lift_intent_moment (lift_node_get_text (before, LIFT_RELEASE_LOCAL), lift_node_get_text (before, LIFT_RELEASE_ZONE));
      g_autofree char *new = lift_intent_moment (lift_node_get_text (after, LIFT_RELEASE_LOCAL), lift_node_get_text (after, LIFT_RELEASE_ZONE));

      change = lift_intent_from_to (old, new);
      return g_strdup_printf ("%s: %s", _(lift_field_info (unit)->label), change);
    }
  change = dup_from_to (before, after, field);
  return g_strdup_printf ("%s: %s", _(info->label), change);
}

/**
 * lift_change_free:
 * @change: (transfer full): one of lift_changes_list ()
 *
 * Frees it.
 */
void
lift_change_free (LiftChange *change)
{
  g_free (change->number);
  g_free (change->title);
  g_free (change->words);
  g_free (change);
}

/* Whether the edit before @edit is about the same thing and the same unit. */
static gboolean
goes_on (const LiftGroup *group,
         guint            edit,
         const char      *id,
         LiftField        field)
{
  LiftField before;
  LiftEditOp op;

  return edit > 0 && field != LIFT_N_FIELDS && strcmp (lift_group_get_edit (group, edit - 1, &op, &before), id) == 0
         && op == LIFT_EDIT_SET && before != LIFT_N_FIELDS && lift_field_info (before)->unit == lift_field_info (field)->unit;
}

/* The words of the edits from @edit on that are about the same thing; @edit becomes the first that is not. */
static char *
dup_set_words (const LiftGroup *group,
               guint           *edit,
               LiftNode        *before,
               LiftNode        *after,
               LiftNode        *to)
{
  const char *id = lift_node_get_id (after);
  GString *text = g_string_new (NULL);
  LiftEditOp op;
  LiftField field;

  for (; *edit < lift_group_get_n_edits (group); ++*edit)
    {
      g_autofree char *unit_words = NULL;

      if (strcmp (lift_group_get_edit (group, *edit, &op, &field), id) != 0 || op != LIFT_EDIT_SET)
        break;
      if (goes_on (group, *edit, id, field))
        continue;
      unit_words = dup_unit_words (before, after, field, to);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", unit_words);
    }
  return g_string_free (text, FALSE);
}

/**
 * lift_changes_list:
 * @from: a release
 * @to: the same release at another time
 * @most: how many things are told at most
 * @n: (out): how many things differ in all
 *
 * Says thing by thing what is different in @to.
 *
 * Returns: (transfer full) (element-type LiftChange): at most @most of them: what is only in @to first, then what is different, then what is
 *   only in @from, each in the order of the document
 */
GPtrArray *
lift_changes_list (LiftNode *from,
                   LiftNode *to,
                   guint     most,
                   guint    *n)
{
  g_autoptr (LiftGroup) group = lift_diff (from, to);
  g_autoptr (LiftIndex) old = lift_index_new (from);
  g_autoptr (LiftIndex) new = lift_index_new (to);
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_change_free);
  guint i = 0;

  *n = 0;
  while (i < lift_group_get_n_edits (group))
    {
      LiftEditOp op;
      const char *id = lift_group_get_edit (group, i, &op, NULL);
      LiftNode *before = lift_index_find (old, id), *after = lift_index_find (new, id);
      g_autofree char *what = NULL;
      LiftChange *change;

      if (op == LIFT_EDIT_SET)
        what = dup_set_words (group, &i, before, after, to);
      else
        i++;
      if (++*n > most)
        continue;

      change = g_new0 (LiftChange, 1);
      change->number = lift_number_of (before != NULL ? from : to, id);
      change->title = lift_words_title (before != NULL ? before : after);
      if (op == LIFT_EDIT_SET)
        change->words = g_steal_pointer (&what);
      else
        change->words = g_strdup (op == LIFT_EDIT_INSERT ? _("Added") : _("Deleted"));
      g_ptr_array_add (changes, change);
    }
  return changes;
}
