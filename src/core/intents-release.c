/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "history.h"
#include "intents-private.h"
#include "merge.h"
#include "life.h"
#include "moment.h"
#include "node-private.h"
#include "workday.h"
#include "words.h"

/**
 * lift_intent_add_phase:
 * @root: a release
 * @after: (nullable): id of the phase after which it is to stand; NULL for the first place
 * @title: what it is called, one line
 * @offset: (nullable): an ISO 8601 duration from the release moment, by which it is to be finished; NULL or empty for no deadline
 * @counted: which days @offset counts
 * @act: who, when, and where the new id comes from
 * @id: (out) (optional) (transfer full): the new phase's id
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Adds an empty phase.
 *
 * Returns: (transfer full): a group, or NULL
 */
LiftGroup *
lift_intent_add_phase (LiftNode       *root,
                       const char     *after,
                       const char     *title,
                       const char     *offset,
                       LiftDayCount    counted,
                       const LiftAct  *act,
                       char          **id,
                       GError        **error)
{
  g_autofree char *line = NULL, *duration = NULL, *number = NULL, *key = NULL, *new_id = NULL;
  g_autoptr (LiftNode) phase = NULL;
  LiftNodes *siblings;
  LiftGroup *group;
  guint index;

  g_return_val_if_fail (root != NULL && act != NULL, NULL);

  siblings = lift_node_get_list (root, LIFT_RELEASE_PHASES);
  if (!lift_intent_line (LIFT_PHASE_TITLE, title, TRUE, &line, error)
      || !lift_intent_offset (LIFT_PHASE_OFFSET, offset, &duration, error)
      || !lift_intent_after (siblings, NULL, after, &index, error))
    return NULL;

  number = g_strdup_printf ("%u", index + 1);
  group = lift_group_new (LIFT_VERB_ADD_PHASE, number, line);
  key = lift_intent_key (group, siblings, NULL, index);
  new_id = lift_id_new (act->rand);
  phase = lift_node_new (LIFT_KIND_PHASE, new_id);
  lift_node_set_text (phase, LIFT_PHASE_POSITION, key);
  lift_node_set_text (phase, LIFT_PHASE_TITLE, line);
  lift_node_set_text (phase, LIFT_PHASE_OFFSET, duration);
  lift_node_set_enum (phase, LIFT_PHASE_COUNTED, counted);
  lift_group_insert (group, lift_node_get_id (root), LIFT_RELEASE_PHASES, phase);

  if (id != NULL)
    *id = g_steal_pointer (&new_id);
  return group;
}

/* “-P5D”, and whether it counts working days. */
static char *
dup_offset (const char *offset,
            int         counted)
{
  if (offset == NULL || counted == LIFT_DAYS_CALENDAR)
    return g_strdup (offset);
  return g_strdup_printf ("%s (%s)", offset, lift_enum_label (LIFT_ENUM_DAY_COUNT, counted));
}

/**
 * lift_intent_change_phase:
 * @root: a release
 * @id: id of a phase
 * @change: what to change
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Renames a phase, or changes its offset from the release moment, which days that counts, or the rule for weekends and holidays that it has for itself.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_change_phase (LiftNode               *root,
                          const char             *id,
                          const LiftPhaseChange  *change,
                          GError                **error)
{
  g_autofree char *line = NULL, *duration = NULL, *number = NULL, *detail = NULL, *from = NULL, *to = NULL;
  const char *old_title, *old_offset;
  int old_counted, counted, old_rule, rule;
  LiftSpot place;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && id != NULL && change != NULL, NULL);
  g_return_val_if_fail (change->counted < (int) lift_enum_n_words (LIFT_ENUM_DAY_COUNT) && change->rule < (int) lift_enum_n_words (LIFT_ENUM_PHASE_RULE), NULL);

  if (!lift_intent_find (root, id, LIFT_KIND_PHASE, &place, error))
    return NULL;
  old_title = lift_node_get_text (place.node, LIFT_PHASE_TITLE);
  old_offset = lift_node_get_text (place.node, LIFT_PHASE_OFFSET);
  old_counted = lift_node_get_enum (place.node, LIFT_PHASE_COUNTED);
  old_rule = lift_node_get_enum (place.node, LIFT_PHASE_RULE);
  counted = change->counted >= 0 ? change->counted : old_counted;
  rule = change->rule >= 0 ? change->rule : old_rule;
  if (!lift_intent_line (LIFT_PHASE_TITLE, change->title != NULL ? change->title : old_title, TRUE, &line, error)
      || !lift_intent_offset (LIFT_PHASE_OFFSET, change->offset != NULL ? change->offset : old_offset, &duration, error))
    return NULL;

  number = lift_spot_number (&place);
  from = dup_offset (old_offset, old_counted);
  to = dup_offset (duration, counted);
  if (!lift_intent_same (old_title, line))
    detail = lift_intent_from_to (old_title, line);
  else if (!lift_intent_same (from, to))
    {
      g_autofree char *from_to = lift_intent_from_to (from, to);

      detail = g_strdup_printf ("%s: %s", line, from_to);
    }
  else
    {
      g_autofree char *from_to = lift_intent_from_to (lift_enum_label (LIFT_ENUM_PHASE_RULE, old_rule), lift_enum_label (LIFT_ENUM_PHASE_RULE, rule));

      detail = g_strdup_printf ("%s: %s: %s", line, _(lift_field_info (LIFT_PHASE_RULE)->label), from_to);
    }
  group = lift_group_new (LIFT_VERB_RENAME_PHASE, number, detail);
  lift_intent_update (group, place.node, LIFT_PHASE_TITLE, line);
  if (change->offset != NULL)
    lift_intent_update (group, place.node, LIFT_PHASE_OFFSET, duration);
  lift_group_set_enum (group, place.node, LIFT_PHASE_COUNTED, counted);
  lift_group_set_enum (group, place.node, LIFT_PHASE_RULE, rule);
  return group;
}

static void
add_change (GString    *subject,
            GString    *detail,
            LiftField   field,
            const char *from,
            const char *to)
{
  g_autofree char *from_to = NULL;
  const char *label = _(lift_field_info (field)->label);

  if (lift_intent_same (from, to))
    return;
  from_to = lift_intent_from_to (from, to);
  if (subject != NULL)
    g_string_append_printf (subject, "%s%s", subject->len > 0 ? ", " : "", label);
  g_string_append_printf (detail, "%s%s: %s", detail->len > 0 ? "; " : "", label, from_to);
}

/**
 * lift_intent_set_details:
 * @root: a release
 * @name: (nullable): its new name
 * @version: (nullable): its new version, empty for none
 * @type: a [enum@LiftReleaseType], or -1
 * @project: (nullable): its new project, empty for none
 * @manager: (nullable): its new manager, empty for none
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Changes what a release is called and who manages it. NULL and -1 keep what stands.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_set_details (LiftNode    *root,
                         const char  *name,
                         const char  *version,
                         int          type,
                         const char  *project,
                         const char  *manager,
                         GError     **error)
{
  const struct
  {
    LiftField   field;
    const char *value;
  } texts[] = {
    { LIFT_RELEASE_NAME, name },
    { LIFT_RELEASE_VERSION, version },
    { LIFT_RELEASE_PROJECT, project },
    { LIFT_RELEASE_MANAGER, manager },
  };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autoptr (GString) detail = g_string_new (NULL);
  LiftGroup *group;
  int old_type;

  g_return_val_if_fail (root != NULL && type < (int) lift_enum_n_words (LIFT_ENUM_RELEASE_TYPE), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *old = lift_node_get_text (root, texts[i].field);
      char *line;

      if (!lift_intent_line (texts[i].field, texts[i].value != NULL ? texts[i].value : old,
                             texts[i].field == LIFT_RELEASE_NAME, &line, error))
        return NULL;
      g_ptr_array_add (lines, line);
      add_change (subject, detail, texts[i].field, old, line);
    }
  old_type = lift_node_get_enum (root, LIFT_RELEASE_TYPE);
  if (type < 0)
    type = old_type;
  add_change (subject, detail, LIFT_RELEASE_TYPE, lift_enum_label (LIFT_ENUM_RELEASE_TYPE, old_type),
              lift_enum_label (LIFT_ENUM_RELEASE_TYPE, type));

  group = lift_group_new (LIFT_VERB_EDIT, subject->str, detail->str);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    lift_intent_update (group, root, texts[i].field, g_ptr_array_index (lines, i));
  if (type != old_type)
    lift_group_set_enum (group, root, LIFT_RELEASE_TYPE, type);
  return group;
}

static gboolean
check_moment (const char  *local,
              const char  *zone,
              GError     **error)
{
  if (local == NULL || zone != NULL)
    return TRUE;
  g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                       _("A date and time needs a time zone: choose one such as Europe/Berlin"));
  return FALSE;
}

/* What the release would be with another moment, in a tree that is not kept. */
static LiftNode *
with_moment (LiftNode   *root,
             const char *local,
             const char *zone,
             const char *window)
{
  g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_RESCHEDULE, NULL, NULL);

  lift_intent_update (group, root, LIFT_RELEASE_LOCAL, local);
  lift_intent_update (group, root, LIFT_RELEASE_ZONE, zone);
  lift_intent_update (group, root, LIFT_RELEASE_WINDOW, window);
  return lift_group_apply (group, root, NULL, NULL, NULL);
}

static gboolean
clashes (LiftNode *release)
{
  g_auto (LiftClash) clash = { LIFT_CLASH_NONE };

  return lift_clash_of_release (release, &clash);
}

/* A moment where nothing may be deployed needs to be told why. */
static gboolean
check_clash (LiftNode    *after,
             const char  *override,
             GError     **error)
{
  g_auto (LiftClash) clash = { LIFT_CLASH_NONE };
  g_autofree char *words = NULL;

  if (override != NULL || !lift_clash_of_release (after, &clash))
    return TRUE;
  words = lift_words_clash (after, &clash);
  /* Translators: %s says what stands against a release moment */
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_CLASH, _("%s: choose another moment, or say why it may stand"), words);
  return FALSE;
}

static void
put_override (LiftGroup     *group,
              LiftNode      *root,
              const char    *override,
              const char    *local,
              const LiftAct *act)
{
  if (override != NULL && lift_intent_same (override, lift_node_get_text (root, LIFT_RELEASE_OVERRIDE))
      && lift_intent_same (local, lift_node_get_text (root, LIFT_RELEASE_OVERRIDE_LOCAL)))
    return;
  lift_intent_update (group, root, LIFT_RELEASE_OVERRIDE, override);
  lift_intent_update (group, root, LIFT_RELEASE_OVERRIDE_LOCAL, override != NULL ? local : NULL);
  lift_intent_update (group, root, LIFT_RELEASE_OVERRIDE_BY, override != NULL ? act->who : NULL);
  lift_group_set_instant (group, root, LIFT_RELEASE_OVERRIDE_AT, override != NULL ? act->when : LIFT_NO_INSTANT);
}

static LiftNode *
new_move (LiftNode      *root,
          const char    *local,
          const char    *zone,
          const char    *reason,
          const LiftAct *act)
{
  g_autofree char *id = lift_id_new (act->rand);
  g_autofree char *position = lift_intent_last_position (lift_node_get_list (root, LIFT_RELEASE_MOVES));
  LiftNode *move = lift_node_new (LIFT_KIND_MOVE, id);

  lift_node_set_text (move, LIFT_MOVE_POSITION, position);
  lift_node_set_text (move, LIFT_MOVE_FROM_LOCAL, lift_node_get_text (root, LIFT_RELEASE_LOCAL));
  lift_node_set_text (move, LIFT_MOVE_FROM_ZONE, lift_node_get_text (root, LIFT_RELEASE_ZONE));
  lift_node_set_text (move, LIFT_MOVE_TO_LOCAL, local);
  lift_node_set_text (move, LIFT_MOVE_TO_ZONE, zone);
  lift_node_set_text (move, LIFT_MOVE_REASON, reason);
  lift_node_set_text (move, LIFT_MOVE_BY, act->who);
  lift_node_set_instant (move, LIFT_MOVE_AT, act->when);
  return move;
}

/**
 * lift_intent_reschedule:
 * @root: a release
 * @change: what to change
 * @act: who moves it and when, and where ids come from
 * @error: LIFT_ERROR_ARGUMENT; LIFT_ERROR_CLASH when the new moment lies in a freeze or outside of the deployment windows and nothing is said of why it may
 *
 * Moves a release. Deadlines derive from its moment, so that phases move with it but for those that are pinned. A move away from a moment it had is
 * recorded with its reason, so that the first date stays known. Why a moment may stand all the same is good for that moment only: a move drops it.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_reschedule (LiftNode              *root,
                        const LiftReschedule  *change,
                        const LiftAct         *act,
                        GError               **error)
{
  g_autofree char *new_local = NULL, *new_zone = NULL, *new_window = NULL, *day_time = NULL, *reason = NULL, *override = NULL, *from = NULL, *to = NULL;
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autoptr (LiftNode) after = NULL;
  const char *old_local, *old_zone, *old_window, *old_day_time;
  LiftGroup *group;
  gboolean moves, overrides;

  g_return_val_if_fail (root != NULL && change != NULL && act != NULL, NULL);

  old_local = lift_node_get_text (root, LIFT_RELEASE_LOCAL);
  old_zone = lift_node_get_text (root, LIFT_RELEASE_ZONE);
  old_window = lift_node_get_text (root, LIFT_RELEASE_WINDOW);
  old_day_time = lift_node_get_text (root, LIFT_RELEASE_DAY_TIME);
  if (!lift_intent_local (LIFT_RELEASE_LOCAL, change->local != NULL ? change->local : old_local, &new_local, error)
      || !lift_intent_zone (change->zone != NULL ? change->zone : old_zone, &new_zone, error)
      || !lift_intent_length (LIFT_RELEASE_WINDOW, change->window != NULL ? change->window : old_window, &new_window, error)
      || !lift_intent_line (LIFT_RELEASE_DAY_TIME, change->day_time != NULL ? change->day_time : old_day_time, FALSE, &day_time, error)
      || !lift_intent_line (LIFT_MOVE_REASON, change->reason, FALSE, &reason, error)
      || !lift_intent_line (LIFT_RELEASE_OVERRIDE, change->override, FALSE, &override, error)
      || !check_moment (new_local, new_zone, error))
    return NULL;

  from = lift_intent_moment (old_local, old_zone);
  to = lift_intent_moment (new_local, new_zone);
  moves = !lift_intent_same (from, to);
  after = with_moment (root, new_local, new_zone, new_window);
  overrides = override != NULL;
  if (moves && !check_clash (after, override, error))
    return NULL;
  if (overrides && !clashes (after))
    g_clear_pointer (&override, g_free);

  if (moves)
    {
      g_autofree char *from_to = lift_intent_from_to (from, to);

      g_string_append (detail, from_to);
      if (reason != NULL)
        g_string_append_printf (detail, ": %s", reason);
    }
  else if (!lift_intent_same (old_zone, new_zone))
    add_change (NULL, detail, LIFT_RELEASE_ZONE, old_zone, new_zone);
  add_change (NULL, detail, LIFT_RELEASE_WINDOW, old_window, new_window);
  add_change (NULL, detail, LIFT_RELEASE_DAY_TIME, old_day_time, day_time);
  if (override != NULL && !lift_intent_same (override, lift_node_get_text (root, LIFT_RELEASE_OVERRIDE)))
    g_string_append_printf (detail, "%s%s: %s", detail->len > 0 ? "; " : "", _(lift_field_info (LIFT_RELEASE_OVERRIDE)->label), override);
  if (!moves && reason != NULL)
    g_string_append_printf (detail, "%s%s", detail->len > 0 ? ": " : "", reason);

  group = lift_group_new (LIFT_VERB_RESCHEDULE, NULL, detail->str);
  lift_intent_update (group, root, LIFT_RELEASE_LOCAL, new_local);
  lift_intent_update (group, root, LIFT_RELEASE_ZONE, new_zone);
  lift_intent_update (group, root, LIFT_RELEASE_WINDOW, new_window);
  lift_intent_update (group, root, LIFT_RELEASE_DAY_TIME, day_time);
  if (moves || overrides)
    put_override (group, root, override, new_local, act);
  if (moves && from != NULL)
    {
      g_autoptr (LiftNode) move = new_move (root, new_local, new_zone, reason, act);

      lift_group_insert (group, lift_node_get_id (root), LIFT_RELEASE_MOVES, move);
    }
  return group;
}

/**
 * lift_intent_pin:
 * @root: a release
 * @phase: id of a phase
 * @local: (nullable): the wall clock time by which the phase is to be finished; NULL or empty unpins it
 * @zone: (nullable): the IANA zone of @local; NULL for the release's
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Pins a phase to a moment of its own, which stays when the release moves, or lets it follow the release again.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_pin (LiftNode    *root,
                 const char  *phase,
                 const char  *local,
                 const char  *zone,
                 GError     **error)
{
  g_autofree char *new_local = NULL, *new_zone = NULL, *number = NULL, *from = NULL, *to = NULL, *from_to = NULL, *detail = NULL;
  const char *old_local, *old_zone;
  LiftSpot place;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && phase != NULL, NULL);

  if (!lift_intent_find (root, phase, LIFT_KIND_PHASE, &place, error)
      || !lift_intent_local (LIFT_PHASE_PINNED_LOCAL, local, &new_local, error))
    return NULL;
  if (new_local != NULL
      && (!lift_intent_zone (zone != NULL ? zone : lift_node_get_text (root, LIFT_RELEASE_ZONE), &new_zone, error)
          || !check_moment (new_local, new_zone, error)))
    return NULL;

  old_local = lift_node_get_text (place.node, LIFT_PHASE_PINNED_LOCAL);
  old_zone = lift_node_get_text (place.node, LIFT_PHASE_PINNED_ZONE);
  number = lift_spot_number (&place);
  from = lift_intent_moment (old_local, old_zone);
  to = lift_intent_moment (new_local, new_zone);
  from_to = from != NULL ? lift_intent_from_to (from, to) : g_strdup (to);
  detail = g_strdup_printf ("%s%s%s", lift_node_get_text (place.node, LIFT_PHASE_TITLE), from_to != NULL ? ": " : "",
                            from_to != NULL ? from_to : "");

  group = lift_group_new (new_local != NULL ? LIFT_VERB_PIN : LIFT_VERB_UNPIN, number, detail);
  if (lift_intent_same (old_local, new_local))
    lift_intent_confirm (group, place.node, LIFT_PHASE_PINNED_LOCAL);
  lift_intent_update (group, place.node, LIFT_PHASE_PINNED_LOCAL, new_local);
  lift_intent_update (group, place.node, LIFT_PHASE_PINNED_ZONE, new_zone);
  return group;
}

/* A copy of an item as something yet to be done. */
LiftNode *
lift_intent_copy_item (LiftNode *item,
                       GRand    *rand)
{
  static const LiftField kept[] = {
    LIFT_ITEM_POSITION, LIFT_ITEM_TEXT, LIFT_ITEM_OWNER, LIFT_ITEM_NOTE, LIFT_ITEM_EVIDENCE, LIFT_ITEM_EVIDENCE_TITLE, LIFT_ITEM_OFFSET, LIFT_ITEM_CLOCK,
  };
  g_autofree char *id = lift_id_new (rand);
  LiftNode *copy = lift_node_new (LIFT_KIND_ITEM, id);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    lift_node_set_text (copy, kept[i], lift_node_get_text (item, kept[i]));
  return copy;
}

/**
 * lift_release_restored:
 * @root: a release
 * @earlier: the same release as it was earlier
 *
 * What restoring @earlier leads to: what is on record of deployments, moves, hand-overs and links stays as it is in @root, since it happened.
 *
 * Returns: (transfer full): a release
 */
LiftNode *
lift_release_restored (LiftNode *root,
                       LiftNode *earlier)
{
  static const LiftField records[] = { LIFT_RELEASE_ATTEMPTS, LIFT_RELEASE_MOVES, LIFT_RELEASE_HANDOVERS, LIFT_RELEASE_LINKS };
  LiftNode *restored = lift_node_ref (earlier);

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (!lift_value_equal (LIFT_TYPE_LIST, lift_node_get_value (root, records[i]), lift_node_get_value (restored, records[i])))
      {
        restored = lift_node_make_unique (restored);
        lift_node_set_value (restored, records[i], lift_value_copy (LIFT_TYPE_LIST, lift_node_get_value (root, records[i])));
      }
  return restored;
}

/**
 * lift_intent_restore:
 * @root: a release
 * @earlier: the same release as it was earlier
 * @when: when that was, in words
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Brings back everything as it was in @earlier, but for the history, which only grows, and the records of lift_release_restored(): what was done since stays told.
 *
 * Returns: (transfer full): a group, without edits when nothing is different, or NULL
 */
LiftGroup *
lift_intent_restore (LiftNode    *root,
                     LiftNode    *earlier,
                     const char  *when,
                     GError     **error)
{
  g_autoptr (LiftNode) restored = NULL;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && earlier != NULL && when != NULL, NULL);

  if (strcmp (lift_node_get_id (root), lift_node_get_id (earlier)) != 0)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The earlier version is of another release: open that one to restore it"));
      return NULL;
    }
  restored = lift_release_restored (root, earlier);
  group = lift_group_new (LIFT_VERB_RESTORE, when, NULL);
  lift_group_append (group, lift_diff (root, restored));
  return group;
}

/* What an item of another release says, without what was found out about it there. */
static LiftNode *
copy_bare_item (LiftNode *item,
                GRand    *rand)
{
  static const LiftField dropped[] = { LIFT_ITEM_OWNER, LIFT_ITEM_NOTE, LIFT_ITEM_EVIDENCE, LIFT_ITEM_EVIDENCE_TITLE };
  LiftNode *copy = lift_intent_copy_item (item, rand);

  for (guint i = 0; i < G_N_ELEMENTS (dropped); i++)
    lift_node_set_text (copy, dropped[i], NULL);
  return copy;
}

/* A copy of a phase with copies of its items, without its pin. */
LiftNode *
lift_intent_copy_phase (LiftNode *phase,
                        LiftNode *(*copy_item) (LiftNode *item, GRand *rand),
                        GRand    *rand)
{
  static const LiftField kept[] = { LIFT_PHASE_POSITION, LIFT_PHASE_TITLE, LIFT_PHASE_OFFSET };
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  g_autofree char *id = lift_id_new (rand);
  LiftNode *copy = lift_node_new (LIFT_KIND_PHASE, id);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    lift_node_set_text (copy, kept[i], lift_node_get_text (phase, kept[i]));
  lift_node_set_enum (copy, LIFT_PHASE_COUNTED, lift_node_get_enum (phase, LIFT_PHASE_COUNTED));
  lift_node_set_enum (copy, LIFT_PHASE_RULE, lift_node_get_enum (phase, LIFT_PHASE_RULE));
  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    lift_node_take_child (copy, LIFT_PHASE_ITEMS, copy_item (lift_nodes_get (items, i), rand));
  return copy;
}

static gboolean
set_calendar (LiftNode                  *release,
              const LiftCalendarChange  *calendar,
              GError                   **error)
{
  char *values[LIFT_N_CALENDAR_FIELDS];

  if (calendar == NULL)
    return TRUE;
  if (!lift_intent_calendar_values (calendar, NULL, values, error))
    return FALSE;
  if (calendar->rule >= 0)
    lift_node_set_enum (release, LIFT_RELEASE_RULE, calendar->rule);
  for (guint i = 0; i < LIFT_N_CALENDAR_FIELDS; i++)
    {
      lift_node_set_text (release, lift_calendar_fields[i], values[i]);
      g_free (values[i]);
    }
  return TRUE;
}

/* Why the moment of a new release may stand, if it has to be said. */
static gboolean
set_override (LiftNode       *release,
              const char     *reason,
              const LiftAct  *act,
              GError        **error)
{
  g_autofree char *line = NULL;

  if (!lift_intent_line (LIFT_RELEASE_OVERRIDE, reason, FALSE, &line, error) || !check_clash (release, line, error))
    return FALSE;
  if (line == NULL || !clashes (release))
    return TRUE;
  lift_node_set_text (release, LIFT_RELEASE_OVERRIDE, line);
  lift_node_set_text (release, LIFT_RELEASE_OVERRIDE_LOCAL, lift_node_get_text (release, LIFT_RELEASE_LOCAL));
  lift_node_set_text (release, LIFT_RELEASE_OVERRIDE_BY, act->who);
  lift_node_set_instant (release, LIFT_RELEASE_OVERRIDE_AT, act->when);
  return TRUE;
}

static gboolean
set_details (LiftNode                  *release,
             const LiftReleaseDetails  *details,
             GError                   **error)
{
  const struct
  {
    LiftField   field;
    const char *value;
  } texts[] = {
    { LIFT_RELEASE_NAME, details->name },
    { LIFT_RELEASE_VERSION, details->version },
    { LIFT_RELEASE_PROJECT, details->project },
    { LIFT_RELEASE_MANAGER, details->manager },
  };
  g_autofree char *local = NULL, *zone = NULL, *window = NULL, *day_time = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *line = NULL;

      if (!lift_intent_line (texts[i].field, texts[i].value, texts[i].field == LIFT_RELEASE_NAME, &line, error))
        return FALSE;
      lift_node_set_text (release, texts[i].field, line);
    }

  if (!lift_intent_local (LIFT_RELEASE_LOCAL, details->local, &local, error) || !lift_intent_zone (details->zone, &zone, error)
      || !lift_intent_length (LIFT_RELEASE_WINDOW, details->window, &window, error) || !check_moment (local, zone, error)
      || !lift_intent_line (LIFT_RELEASE_DAY_TIME, details->day_time, FALSE, &day_time, error)
      || !set_calendar (release, details->calendar, error))
    return FALSE;
  lift_node_set_enum (release, LIFT_RELEASE_TYPE, details->type);
  lift_node_set_text (release, LIFT_RELEASE_LOCAL, local);
  lift_node_set_text (release, LIFT_RELEASE_ZONE, zone);
  lift_node_set_text (release, LIFT_RELEASE_WINDOW, window);
  lift_node_set_text (release, LIFT_RELEASE_DAY_TIME, day_time);
  return TRUE;
}

/**
 * lift_release_new:
 * @template_root: a template's release, or for a hotfix the release itself
 * @details: what the release is called, when it is, whose it is
 * @act: who, when, and where its ids come from
 * @error: LIFT_ERROR_ARGUMENT; LIFT_ERROR_CLASH as for lift_intent_reschedule()
 *
 * Makes a planned release: the template's phases, items and response list with ids of their own, all open, and one line of history. A hotfix is linked with its
 * release; that the release knows of it too is lift_intent_link()'s business.
 *
 * Returns: (transfer full): the release, or NULL
 */
LiftNode *
lift_release_new (LiftNode                  *template_root,
                  const LiftReleaseDetails  *details,
                  const LiftAct             *act,
                  GError                   **error)
{
  g_autoptr (LiftNode) release = NULL;
  g_autoptr (LiftGroup) group = NULL;
  g_autofree char *id = NULL, *line = NULL;
  LiftNode *(*copy_item) (LiftNode *item, GRand *rand) = lift_intent_copy_item;
  LiftNodes *phases, *steps;

  g_return_val_if_fail (template_root != NULL && details != NULL && act != NULL, NULL);

  id = lift_id_new (act->rand);
  release = lift_node_new (LIFT_KIND_RELEASE, id);
  if (!set_details (release, details, error) || !set_override (release, details->override, act, error))
    return NULL;
  if (details->hotfix_of != NULL)
    {
      g_autofree char *position = lift_intent_last_position (NULL);

      lift_node_take_child (release, LIFT_RELEASE_LINKS, lift_link_new (LIFT_LINK_HOTFIX_OF, details->hotfix_of, position, act->rand));
    }

  if (template_root == details->hotfix_of)
    copy_item = copy_bare_item;
  lift_node_set_text (release, LIFT_RELEASE_TEMPLATE, lift_node_get_text (template_root, LIFT_RELEASE_TEMPLATE));
  phases = lift_node_get_list (template_root, LIFT_RELEASE_PHASES);
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    lift_node_take_child (release, LIFT_RELEASE_PHASES, lift_intent_copy_phase (lift_nodes_get (phases, i), copy_item, act->rand));
  lift_node_set_text (release, LIFT_RELEASE_RESPONSE_TITLE, lift_node_get_text (template_root, LIFT_RELEASE_RESPONSE_TITLE));
  steps = lift_node_get_list (template_root, LIFT_RELEASE_RESPONSE);
  for (guint i = 0; i < lift_nodes_get_n (steps); i++)
    lift_node_take_child (release, LIFT_RELEASE_RESPONSE, copy_item (lift_nodes_get (steps, i), act->rand));

  group = lift_group_new (LIFT_VERB_CREATE, lift_node_get_text (release, LIFT_RELEASE_NAME), NULL);
  line = lift_history_line (act, group, NULL, NULL);
  lift_node_add_history (release, line);
  return g_steal_pointer (&release);
}
