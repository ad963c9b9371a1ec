/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "attempt.h"
#include "conflict.h"
#include "intents-private.h"
#include "life.h"
#include "words.h"

/* States */

typedef enum
{
  REFUSED,
  FREE,
  REASON, /* needs one */
} Passage;

/* From the row's state to the column's. */
static const Passage passages[][LIFT_RELEASE_CLOSED + 1] = {
  /*                            planned  active   on hold  released rolled   aborted  closed */
  [LIFT_RELEASE_PLANNED] =     { FREE,    FREE,    REASON,  REFUSED, REFUSED, REASON,  REFUSED },
  [LIFT_RELEASE_ACTIVE] =      { REASON,  FREE,    REASON,  FREE,    REASON,  REASON,  REFUSED },
  [LIFT_RELEASE_ON_HOLD] =     { FREE,    FREE,    REASON,  REFUSED, REASON,  REASON,  REFUSED },
  [LIFT_RELEASE_RELEASED] =    { REFUSED, REASON,  REFUSED, FREE,    REASON,  REFUSED, FREE },
  [LIFT_RELEASE_ROLLED_BACK] = { REASON,  REASON,  REFUSED, REFUSED, REASON,  REASON,  FREE },
  [LIFT_RELEASE_ABORTED] =     { REASON,  REASON,  REFUSED, REFUSED, REFUSED, REASON,  FREE },
  [LIFT_RELEASE_CLOSED] =      { REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, FREE },
};

static const char *
why_refused (LiftReleaseState from,
             LiftReleaseState to)
{
  switch (to)
    {
    case LIFT_RELEASE_PLANNED:
      return _("It is released: make it active again if that was wrong");
    case LIFT_RELEASE_ON_HOLD:
      return from == LIFT_RELEASE_RELEASED ? _("It is released, so there is nothing to hold: roll it back or close it")
                                           : _("Nothing of it goes on, so there is nothing to hold: make it active first");
    case LIFT_RELEASE_RELEASED:
      return from == LIFT_RELEASE_PLANNED ? _("It was not started: start a deployment, or make it active first")
             : from == LIFT_RELEASE_ON_HOLD ? _("It is on hold: resume it first")
                                            : _("Nothing of it is deployed now: start a new attempt, or make it active first");
    case LIFT_RELEASE_ROLLED_BACK:
      return from == LIFT_RELEASE_ABORTED ? _("It is aborted: make it active first")
                                          : _("Nothing was deployed that could be rolled back: abort it instead");
    case LIFT_RELEASE_ABORTED:
      return _("It is released: roll it back or close it");
    case LIFT_RELEASE_CLOSED:
      return from == LIFT_RELEASE_ON_HOLD ? _("It is on hold: resume or abort it first")
                                          : _("It is not over: say first whether it is released, rolled back or aborted");
    case LIFT_RELEASE_ACTIVE:
    default:
      return _("That cannot follow");
    }
}

static LiftReleaseState
get_state (LiftNode *root)
{
  return lift_node_get_enum (root, LIFT_RELEASE_STATE);
}

/**
 * lift_state_allowed:
 * @root: a release
 * @state: a state
 * @needs_reason: (out) (optional): whether it has to be said why
 * @error: LIFT_ERROR_ARGUMENT, saying what to do first
 *
 * Whether the state of the release may become @state. A release that is planned, active or on hold is released, rolled back or aborted before it is closed; a
 * closed one is reopened as what it was when it was closed. While a deployment runs, its end is recorded first; only a hold does not wait for that. The state
 * that it is in is always allowed.
 *
 * Returns: whether it may
 */
gboolean
lift_state_allowed (LiftNode          *root,
                    LiftReleaseState   state,
                    gboolean          *needs_reason,
                    GError           **error)
{
  LiftReleaseState from = get_state (root);
  Passage passage = passages[from][state];
  LiftNode *running;

  if (needs_reason != NULL)
    *needs_reason = passage == REASON || from == LIFT_RELEASE_CLOSED;
  if (from == LIFT_RELEASE_CLOSED && state != LIFT_RELEASE_CLOSED)
    {
      LiftReleaseState before = lift_node_get_enum (root, LIFT_RELEASE_STATE_BEFORE);

      if (state == before || (before != LIFT_RELEASE_RELEASED && before != LIFT_RELEASE_ROLLED_BACK && before != LIFT_RELEASE_ABORTED
                              && state != LIFT_RELEASE_ON_HOLD))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("It is closed: reopen it as “%s” first, which it was before"),
                   lift_enum_label (LIFT_ENUM_RELEASE_STATE, before));
      return FALSE;
    }
  if (passage == REFUSED)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, why_refused (from, state));
      return FALSE;
    }
  if (state == LIFT_RELEASE_ROLLED_BACK && from == LIFT_RELEASE_ON_HOLD && lift_attempt_current (root) == NULL)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, why_refused (LIFT_RELEASE_PLANNED, state));
      return FALSE;
    }
  if (state != from && state != LIFT_RELEASE_ACTIVE && state != LIFT_RELEASE_ON_HOLD && lift_release_n_running (root, &running) > 0)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("The deployment to “%s” is running: record its end first"),
                   lift_node_get_text (running, LIFT_DEPLOYMENT_TARGET));
      return FALSE;
    }
  return TRUE;
}

/* Adds to @group that @root becomes @state; all that belongs to a state changes with it. */
void
lift_intent_put_state (LiftGroup        *group,
                       LiftNode         *root,
                       LiftReleaseState  state,
                       const char       *reason,
                       const char       *by,
                       gint64            at)
{
  LiftReleaseState from = get_state (root);
  gboolean remembers = state == LIFT_RELEASE_ON_HOLD || state == LIFT_RELEASE_CLOSED;
  int before = !remembers ? 0 : from == state ? lift_node_get_enum (root, LIFT_RELEASE_STATE_BEFORE) : (int) from;

  if (from == state)
    lift_intent_confirm (group, root, LIFT_RELEASE_STATE);
  lift_group_set_enum (group, root, LIFT_RELEASE_STATE, state);
  lift_group_set_enum (group, root, LIFT_RELEASE_STATE_BEFORE, before);
  lift_group_set_text (group, root, LIFT_RELEASE_STATE_REASON, reason);
  lift_group_set_text (group, root, LIFT_RELEASE_STATE_BY, by);
  lift_group_set_instant (group, root, LIFT_RELEASE_STATE_AT, at);
}

/* What of the current attempt stood is rolled back: the attempts say what the release says. */
static void
roll_back (LiftGroup  *group,
           LiftNode   *root,
           const char *reason,
           const char *by,
           gint64      at)
{
  LiftNode *current = lift_attempt_current (root);
  LiftNodes *deployments = current != NULL ? lift_node_get_list (current, LIFT_ATTEMPT_DEPLOYMENTS) : NULL;

  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    {
      LiftNode *deployment = lift_nodes_get (deployments, i);

      if (lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME) == LIFT_OUTCOME_SUCCEEDED)
        lift_intent_put_outcome (group, deployment, LIFT_OUTCOME_ROLLED_BACK, reason, by,
                                 MAX (at, lift_node_get_instant (deployment, LIFT_DEPLOYMENT_STARTED)));
    }
}

/* What the history says of a decision: @why, and who made it and when, where that is not who records it now. */
static char *
dup_decision (const LiftNode *root,
              const char     *why,
              const char     *who,
              gint64          at,
              const LiftAct  *act)
{
  gboolean earlier = act != NULL && ABS (at - act->when) >= 60;
  g_autofree char *when = NULL, *decided = NULL;

  if (act == NULL || who == NULL || (g_strcmp0 (who, act->who) == 0 && !earlier))
    return g_strdup (why);
  when = earlier ? lift_words_full (at, lift_schedule_zone (root), TRUE) : NULL;
  if (when != NULL)
    /* Translators: in the history: %1$s is a person, %2$s a moment */
    decided = g_strdup_printf (_("decided by %1$s, %2$s"), who, when);
  else
    /* Translators: in the history: %s is a person */
    decided = g_strdup_printf (_("decided by %s"), who);
  return why != NULL ? g_strdup_printf ("%s, %s", why, decided) : g_steal_pointer (&decided);
}

/**
 * lift_intent_release_state:
 * @root: a release
 * @state: its new state
 * @reason: (nullable): why; needed where lift_state_allowed() says so
 * @by: (nullable): who decided it
 * @at: when it was decided, seconds since 1970 UTC
 * @act: (nullable): who records it and when
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Changes the state of a release. State, reason, who and when are one unit; the history says who decided it and when if that is not who records it now. On hold and closed remember the state before, which is what it comes back to.
 * A release that is rolled back takes with it the deployments of the current attempt that stood. The state it is in already, for the same reason or without one,
 * changes nothing.
 *
 * Returns: (transfer full): a group, without edits when nothing changes, or NULL
 */
LiftGroup *
lift_intent_release_state (LiftNode          *root,
                           LiftReleaseState   state,
                           const char        *reason,
                           const char        *by,
                           gint64             at,
                           const LiftAct     *act,
                           GError           **error)
{
  g_autofree char *why = NULL, *who = NULL, *detail = NULL;
  g_autoptr (LiftConflict) conflict = NULL;
  LiftReleaseState from;
  gboolean needs_reason;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && state < lift_enum_n_words (LIFT_ENUM_RELEASE_STATE), NULL);

  if (!lift_intent_line (LIFT_RELEASE_STATE_REASON, reason, FALSE, &why, error)
      || !lift_intent_line (LIFT_RELEASE_STATE_BY, by, FALSE, &who, error)
      || !lift_state_allowed (root, state, &needs_reason, error))
    return NULL;

  from = get_state (root);
  conflict = lift_node_find_conflict (root, LIFT_RELEASE_STATE);
  if (from == state && why == NULL && conflict == NULL)
    needs_reason = FALSE;
  if (needs_reason && why == NULL)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("“%s” needs a reason: say why in a few words"),
                   lift_enum_label (LIFT_ENUM_RELEASE_STATE, state));
      return NULL;
    }

  detail = dup_decision (root, why, who, at, act);
  group = lift_group_new (LIFT_VERB_RELEASE_STATE, lift_enum_label (LIFT_ENUM_RELEASE_STATE, state), detail);
  if (from != state || conflict != NULL || (why != NULL && !lift_intent_same (why, lift_node_get_text (root, LIFT_RELEASE_STATE_REASON))))
    lift_intent_put_state (group, root, state, why, who, at);
  if (from != state && state == LIFT_RELEASE_ROLLED_BACK)
    roll_back (group, root, why, who, at);
  return group;
}

/* Who is on */

/* The last hand-over by @at. */
static LiftNode *
find_handover (const LiftNode *release,
               gint64          at)
{
  LiftNodes *handovers = lift_node_get_list (release, LIFT_RELEASE_HANDOVERS);
  LiftNode *last = NULL;

  for (guint i = 0; i < lift_nodes_get_n (handovers); i++)
    {
      LiftNode *handover = lift_nodes_get (handovers, i);
      gint64 since = lift_node_get_instant (handover, LIFT_HANDOVER_AT);

      if (since <= at && (last == NULL || since >= lift_node_get_instant (last, LIFT_HANDOVER_AT)))
        last = handover;
    }
  return last;
}

static const char *
who_was_on (const LiftNode *release,
            gint64          at)
{
  LiftNode *last = find_handover (release, at);

  return last != NULL ? lift_node_get_text (last, LIFT_HANDOVER_TO) : lift_node_get_text (release, LIFT_RELEASE_MANAGER);
}

/**
 * lift_release_who_is_on:
 * @release: a release
 *
 * Returns: (transfer none) (nullable): who the release was handed over to last; before that its manager
 */
const char *
lift_release_who_is_on (const LiftNode *release)
{
  return who_was_on (release, G_MAXINT64);
}

/* Whether @who had the release before, as its manager or by a hand-over. */
static gboolean
was_on (const LiftNode *release,
        const char     *who)
{
  LiftNodes *handovers = lift_node_get_list (release, LIFT_RELEASE_HANDOVERS);

  if (lift_nodes_get_n (handovers) == 0)
    return FALSE;
  if (g_strcmp0 (lift_node_get_text (release, LIFT_RELEASE_MANAGER), who) == 0)
    return TRUE;
  for (guint i = 0; i < lift_nodes_get_n (handovers); i++)
    if (g_strcmp0 (lift_node_get_text (lift_nodes_get (handovers, i), LIFT_HANDOVER_FROM), who) == 0
        || g_strcmp0 (lift_node_get_text (lift_nodes_get (handovers, i), LIFT_HANDOVER_TO), who) == 0)
      return TRUE;
  return FALSE;
}

/**
 * lift_item_responsible:
 * @release: a release
 * @item: one of its items
 *
 * Who is to be asked about an item now: its owner; but what belongs to somebody who handed the release over belongs to the one who is on.
 *
 * Returns: (transfer none) (nullable): the person
 */
const char *
lift_item_responsible (const LiftNode *release,
                       const LiftNode *item)
{
  const char *owner = lift_node_get_text (item, LIFT_ITEM_OWNER);

  return owner != NULL && was_on (release, owner) ? lift_release_who_is_on (release) : owner;
}

/**
 * lift_intent_hand_over:
 * @root: a release
 * @to: who is on from then
 * @note: (nullable): what that person has to know, text of many lines
 * @at: from when, seconds since 1970 UTC
 * @act: when it is said, and where ids come from
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Hands a release over from the one who was on at @at. One that is said as it happens always holds: it comes after all others, even those that a clock which is
 * ahead, or a slip, has put into the time to come. Hand-overs are kept with their notes.
 *
 * Returns: (transfer full): a group, or NULL
 */
LiftGroup *
lift_intent_hand_over (LiftNode       *root,
                       const char     *to,
                       const char     *note,
                       gint64          at,
                       const LiftAct  *act,
                       GError        **error)
{
  g_autofree char *who = NULL, *text = NULL, *id = NULL, *position = NULL, *detail = NULL;
  g_autoptr (LiftNode) handover = NULL;
  LiftNode *last;
  const char *from;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && act != NULL, NULL);

  if (!lift_intent_line (LIFT_HANDOVER_TO, to, TRUE, &who, error) || !lift_intent_long (LIFT_HANDOVER_NOTE, note, &text, error))
    return NULL;
  last = find_handover (root, G_MAXINT64);
  if (last != NULL && at >= act->when)
    at = MAX (at, lift_node_get_instant (last, LIFT_HANDOVER_AT));
  from = who_was_on (root, at);
  if (g_strcmp0 (from, who) == 0)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("%s is on already: name somebody else"), who);
      return NULL;
    }

  id = lift_id_new (act->rand);
  position = lift_intent_last_position (lift_node_get_list (root, LIFT_RELEASE_HANDOVERS));
  handover = lift_node_new (LIFT_KIND_HANDOVER, id);
  lift_node_set_text (handover, LIFT_HANDOVER_POSITION, position);
  lift_node_set_text (handover, LIFT_HANDOVER_TO, who);
  lift_node_set_text (handover, LIFT_HANDOVER_FROM, from);
  lift_node_set_instant (handover, LIFT_HANDOVER_AT, at);
  lift_node_set_text (handover, LIFT_HANDOVER_NOTE, text);

  /* Translators: %s is the person who handed a release over */
  detail = from != NULL ? g_strdup_printf (_("from %s"), from) : NULL;
  group = lift_group_new (LIFT_VERB_HAND_OVER, who, detail);
  lift_group_insert (group, lift_node_get_id (root), LIFT_RELEASE_HANDOVERS, handover);
  return group;
}

/* Links */

/**
 * lift_link_new:
 * @role: what the other release is to the one that gets the link
 * @other: the other release
 * @position: where it is to stand among the links
 * @rand: where its id comes from
 *
 * Returns: (transfer full): a link to @other
 */
LiftNode *
lift_link_new (LiftLinkRole  role,
               LiftNode     *other,
               const char   *position,
               GRand        *rand)
{
  g_autofree char *id = lift_id_new (rand);
  g_autofree char *name = lift_words_release_name (other);
  LiftNode *link = lift_node_new (LIFT_KIND_LINK, id);

  lift_node_set_text (link, LIFT_LINK_POSITION, position);
  lift_node_set_enum (link, LIFT_LINK_ROLE, role);
  lift_node_set_text (link, LIFT_LINK_RELEASE, lift_node_get_id (other));
  lift_node_set_text (link, LIFT_LINK_NAME, name);
  return link;
}

/**
 * lift_intent_link:
 * @root: a release
 * @role: what @other is to it
 * @other: another release
 * @act: where ids come from
 * @error: LIFT_ERROR_ARGUMENT
 *
 * Links a release with another one, once.
 *
 * Returns: (transfer full): a group, without edits when they are linked already, or NULL
 */
LiftGroup *
lift_intent_link (LiftNode       *root,
                  LiftLinkRole    role,
                  LiftNode       *other,
                  const LiftAct  *act,
                  GError        **error)
{
  LiftNodes *links = lift_node_get_list (root, LIFT_RELEASE_LINKS);
  g_autofree char *position = lift_intent_last_position (links);
  g_autoptr (LiftNode) link = NULL;
  LiftGroup *group;

  g_return_val_if_fail (root != NULL && other != NULL && act != NULL, NULL);

  if (strcmp (lift_node_get_id (root), lift_node_get_id (other)) == 0)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("A release is not linked with itself: choose another one"));
      return NULL;
    }
  link = lift_link_new (role, other, position, act->rand);
  group = lift_group_new (LIFT_VERB_LINK, lift_node_get_text (link, LIFT_LINK_NAME), lift_enum_label (LIFT_ENUM_LINK_ROLE, role));
  for (guint i = 0; i < lift_nodes_get_n (links); i++)
    if (lift_node_get_enum (lift_nodes_get (links, i), LIFT_LINK_ROLE) == (int) role
        && g_strcmp0 (lift_node_get_text (lift_nodes_get (links, i), LIFT_LINK_RELEASE), lift_node_get_id (other)) == 0)
      return group;
  lift_group_insert (group, lift_node_get_id (root), LIFT_RELEASE_LINKS, link);
  return group;
}

/**
 * lift_hotfix_details:
 * @release: a release
 * @details: (out caller-allocates): what a hotfix of it starts from
 * @calendar: (out caller-allocates): its calendar, to which @details points
 *
 * What a hotfix has of the release that it fixes: name, project, manager, zone, window, time of day of deadlines and calendar. It has no version and no moment of its
 * own yet. All is borrowed from @release.
 */
void
lift_hotfix_details (LiftNode            *release,
                     LiftReleaseDetails  *details,
                     LiftCalendarChange  *calendar)
{
  g_return_if_fail (release != NULL && details != NULL && calendar != NULL);

  *calendar = (LiftCalendarChange) {
    .rule = lift_node_get_enum (release, LIFT_RELEASE_RULE),
    .weekend = lift_node_get_text (release, LIFT_RELEASE_WEEKEND),
    .holidays = lift_node_get_text (release, LIFT_RELEASE_HOLIDAYS),
    .windows = lift_node_get_text (release, LIFT_RELEASE_WINDOWS),
    .freezes = lift_node_get_text (release, LIFT_RELEASE_FREEZES),
  };
  *details = (LiftReleaseDetails) {
    .name = lift_node_get_text (release, LIFT_RELEASE_NAME),
    .type = LIFT_RELEASE_HOTFIX,
    .project = lift_node_get_text (release, LIFT_RELEASE_PROJECT),
    .manager = lift_node_get_text (release, LIFT_RELEASE_MANAGER),
    .zone = lift_node_get_text (release, LIFT_RELEASE_ZONE),
    .window = lift_node_get_text (release, LIFT_RELEASE_WINDOW),
    .day_time = lift_node_get_text (release, LIFT_RELEASE_DAY_TIME),
    .calendar = calendar,
    .hotfix_of = release,
  };
}
