/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "calendar.h"
#include "intents-private.h"
#include "schedule.h"

/* Working days, deployment windows and freezes */

static gboolean
read_weekend (const char  *text,
              char       **weekend,
              GError     **error)
{
  guint days;

  *weekend = NULL;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!lift_weekdays_parse (text, &days))
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s: “%s” are not days of the week such as Sat Sun"),
                   _(lift_field_info (LIFT_RELEASE_WEEKEND)->label), text);
      return FALSE;
    }
  if (days != LIFT_WEEKEND_USUAL && days != 0)
    *weekend = lift_weekdays_format (days);
  return TRUE;
}

/**
 * lift_intent_calendar_values:
 * @change: (nullable): a change
 * @release: (nullable): what it is made to; NULL: a new release
 * @values: (out caller-allocates): the values of WEEKEND, HOLIDAYS, WINDOWS and FREEZES after it, in canonical form, each (transfer full) (nullable)
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Returns: whether they may stand
 */
gboolean
lift_intent_calendar_values (const LiftCalendarChange  *change,
                             const LiftNode            *release,
                             char                      *values[LIFT_N_CALENDAR_FIELDS],
                             GError                   **error)
{
  const char *wanted[LIFT_N_CALENDAR_FIELDS] = { change->weekend, change->holidays, change->windows, change->freezes };

  memset (values, 0, LIFT_N_CALENDAR_FIELDS * sizeof *values);
  for (guint i = 0; i < LIFT_N_CALENDAR_FIELDS; i++)
    {
      LiftField field = lift_calendar_fields[i];
      gboolean fits;

      if (wanted[i] == NULL)
        values[i] = release != NULL ? g_strdup (lift_node_get_text (release, field)) : NULL;
      fits = wanted[i] == NULL || (field == LIFT_RELEASE_WEEKEND ? read_weekend (wanted[i], &values[i], error)
                                                                 : lift_intent_long (field, wanted[i], &values[i], error));
      if (!fits)
        {
          for (guint v = 0; v < LIFT_N_CALENDAR_FIELDS; v++)
            g_clear_pointer (&values[v], g_free);
          return FALSE;
        }
    }
  return TRUE;
}

const LiftField lift_calendar_fields[LIFT_N_CALENDAR_FIELDS] = {
  LIFT_RELEASE_WEEKEND, LIFT_RELEASE_HOLIDAYS, LIFT_RELEASE_WINDOWS, LIFT_RELEASE_FREEZES,
};

/**
 * lift_intent_calendar:
 * @root: a release
 * @change: what to change
 * @error: LIFT_ERROR_ARGUMENT, naming the line of a list that is wrong
 *
 * Changes the rule for weekends and holidays, and what the release says of working days, deployment windows and freezes. Deadlines follow.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_calendar (LiftNode                  *root,
                      const LiftCalendarChange  *change,
                      GError                   **error)
{
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autofree char *detail = NULL;
  char *values[LIFT_N_CALENDAR_FIELDS];
  int old_rule, rule;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && change != NULL && change->rule < (int) lift_enum_n_words (LIFT_ENUM_DAY_RULE), NULL);

  if (!lift_intent_calendar_values (change, root, values, error))
    return NULL;

  old_rule = lift_node_get_enum (root, LIFT_RELEASE_RULE);
  rule = change->rule >= 0 ? change->rule : old_rule;
  if (rule != old_rule)
    {
      detail = lift_intent_from_to (lift_enum_label (LIFT_ENUM_DAY_RULE, old_rule), lift_enum_label (LIFT_ENUM_DAY_RULE, rule));
      g_string_append (subject, _(lift_field_info (LIFT_RELEASE_RULE)->label));
    }
  for (guint i = 0; i < LIFT_N_CALENDAR_FIELDS; i++)
    if (!lift_intent_same (values[i], lift_node_get_text (root, lift_calendar_fields[i])))
      g_string_append_printf (subject, "%s%s", subject->len > 0 ? ", " : "", _(lift_field_info (lift_calendar_fields[i])->label));

  group = lift_group_new (LIFT_VERB_CALENDAR, subject->str, detail);
  if (rule == old_rule && change->rule >= 0)
    lift_intent_confirm (group, root, LIFT_RELEASE_RULE);
  lift_group_set_enum (group, root, LIFT_RELEASE_RULE, rule);
  for (guint i = 0; i < LIFT_N_CALENDAR_FIELDS; i++)
    {
      lift_intent_update (group, root, lift_calendar_fields[i], values[i]);
      g_free (values[i]);
    }
  return group;
}

/* Moments of items */

/* Where an item that is due at @due stands among @items by time: behind the last one that is due by then, else in front of the first that has a moment; -1: nothing
 * says so. */
static int
place_by_time (LiftNode  *root,
               LiftNode  *phase,
               LiftNodes *items,
               LiftNode  *item,
               gint64     due)
{
  int before = -1, after = -1, own = -1;

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    {
      LiftNode *other = lift_nodes_get (items, i);
      gint64 its = other != item ? lift_schedule_item_due (root, phase, other) : LIFT_NO_INSTANT;

      if (other == item)
        own = i;
      if (its == LIFT_NO_INSTANT)
        continue;
      if (its <= due)
        before = i;
      else if (after < 0)
        after = i;
    }
  if (before >= 0)
    return own < before ? before : before + 1;
  if (after >= 0)
    return own < after ? after - 1 : after;
  return -1;
}

/* The item and its phase with the new moment, in a tree that is not kept. */
static LiftNode *
with_moment (LiftNode   *root,
             LiftNode   *item,
             const char *offset,
             const char *clock)
{
  g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_MOMENT, NULL, NULL);

  lift_intent_update (group, item, LIFT_ITEM_OFFSET, offset);
  lift_intent_update (group, item, LIFT_ITEM_CLOCK, clock);
  return lift_group_apply (group, root, NULL, NULL, NULL);
}

/**
 * lift_intent_item_moment:
 * @root: a release
 * @id: id of an item of a phase
 * @offset: (nullable): an ISO 8601 duration from the release moment; NULL or empty for none
 * @clock: (nullable): a time of day "09:15", on the day its phase is due; NULL or empty for none
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Gives an item a moment of its own, or none. Items with a moment stand in the order of time: the item goes behind the last one that comes before it.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_item_moment (LiftNode    *root,
                         const char  *id,
                         const char  *offset,
                         const char  *clock,
                         GError     **error)
{
  g_autofree char *duration = NULL, *time = NULL, *number = NULL, *detail = NULL;
  g_autoptr (LiftNode) after = NULL;
  LiftNode *phase, *item;
  LiftNodes *items;
  LiftSpot place;
  LiftGroup *group;
  gint64 due;
  int index = -1;

  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  if (!lift_intent_offset (LIFT_ITEM_OFFSET, offset, &duration, error) || !lift_intent_line (LIFT_ITEM_CLOCK, clock, FALSE, &time, error)
      || !lift_intent_find (root, id, LIFT_KIND_ITEM, &place, error))
    return NULL;
  if (duration != NULL && time != NULL)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("An item has either an offset from the release or a time of day: give one of them"));
      return NULL;
    }
  if (lift_node_get_kind (place.parent) != LIFT_KIND_PHASE)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("Only items of phases have a moment: the steps of an incident are done as they come"));
      return NULL;
    }

  number = lift_spot_number (&place);
  detail = g_strdup_printf ("%s: %s", lift_node_get_text (place.node, LIFT_ITEM_TEXT), duration != NULL ? duration : time != NULL ? time : "–");
  group = lift_group_new (LIFT_VERB_MOMENT, number, detail);
  if (lift_intent_same (duration, lift_node_get_text (place.node, LIFT_ITEM_OFFSET)) && lift_intent_same (time, lift_node_get_text (place.node, LIFT_ITEM_CLOCK)))
    {
      lift_intent_confirm (group, place.node, LIFT_ITEM_OFFSET);
      return group;
    }
  lift_intent_update (group, place.node, LIFT_ITEM_OFFSET, duration);
  lift_intent_update (group, place.node, LIFT_ITEM_CLOCK, time);

  after = with_moment (root, place.node, duration, time);
  item = lift_root_find (after, id, &phase);
  items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  due = lift_schedule_item_due (after, phase, item);
  if (due != LIFT_NO_INSTANT)
    index = place_by_time (after, phase, items, item, due);
  if (index >= 0 && index != (int) place.inner - 1)
    {
      g_autofree char *key = lift_intent_key (group, lift_node_get_list (place.parent, LIFT_PHASE_ITEMS), place.node, index);

      lift_group_set_text (group, place.node, LIFT_ITEM_POSITION, key);
    }
  return group;
}
