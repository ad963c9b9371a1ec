/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "core/attempt.h"
#include "core/document.h"
#include "core/error.h"
#include "core/intents.h"
#include "core/life.h"
#include "core/merge.h"
#include "core/schedule.h"
#include "core/template.h"

/* Releases of the built-in process, and what happens to them told in words, a step behind each “;”:
 *
 *   tick 4.1     open 4.1     skip 4.1     na 4.1     block 4.1     fail 4.1       as “because” where that is needed
 *   own 4.1 Bo
 *   state on-hold [WHY]             because, if it needs a reason
 *   start EU [BUILD]     again EU   a new attempt     start-planned   without a target
 *   plan EU [2026-12-10T10:00 [PT3H]]
 *   end EU succeeded [WHY]          the last deployment to that target
 *   move 2026-12-16T10:00 [WHY]
 *   hand Priya
 *   undo     redo
 *
 * “@12-09T09:00”, an instant in UTC, stands in front of a step and holds from there on. */

static inline gint64
life_instant (const char *text)
{
  gint64 instant = lift_instant_parse (text);

  if (instant == LIFT_NO_INSTANT)
    g_error ("“%s” is not an instant", text);
  return instant;
}

/* "12-09T09:00": of 2026, in UTC */
static inline gint64
life_at (const char *text)
{
  g_autofree char *full = g_strdup_printf ("%s%s:00Z", strlen (text) == strlen ("12-09T09:00") ? "2026-" : "", text);

  return life_instant (full);
}

static inline void
life_assert_instant (gint64      found,
                     const char *expected)
{
  g_autofree char *text = found != LIFT_NO_INSTANT ? lift_instant_format (found) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static inline LiftAct
life_act (const char *who,
          gint64      when)
{
  static GRand *rand;

  if (rand == NULL)
    rand = g_rand_new_with_seed (4);
  return (LiftAct) { who, when, rand };
}

/* A release of the built-in process, managed by Ana Ortiz. */
static inline LiftNode *
life_release (const char *local,
              const char *zone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftTemplate) template = lift_template_load (LIFT_TEMPLATE_BUILT_IN, NULL, &error);
  const LiftReleaseDetails details = { "Payments", "4.2.0", LIFT_RELEASE_MINOR, NULL, "Ana Ortiz", local, zone };
  LiftAct act = life_act ("Ana Ortiz", life_instant ("2026-11-20T08:00:00Z"));
  LiftNode *release;

  g_assert_no_error (error);
  release = lift_release_new (template->root, &details, &act, &error);
  g_assert_no_error (error);
  return release;
}

static inline LiftDocument *
life_document (void)
{
  g_autoptr (LiftNode) release = life_release ("2026-12-09T10:00", "Europe/Berlin");

  return lift_document_new (release);
}

static inline LiftNode *
life_phase (const LiftNode *release,
            guint           number)
{
  return lift_nodes_get (lift_node_get_list (release, LIFT_RELEASE_PHASES), number - 1);
}

/* Applies @group, which is to change something that fits, in the name of Ana Ortiz. */
static inline void
life_apply (LiftDocument *document,
            LiftGroup    *group,
            gint64        when)
{
  LiftAct act = life_act ("Ana Ortiz", when);

  g_assert_nonnull (group);
  g_assert_cmpuint (lift_document_apply (document, group, LIFT_ORIGIN_USER, &act), ==, 0);
}

static inline LiftGroup *
life_set_item (LiftNode    *root,
               const char  *verb,
               const char  *number,
               gint64       at,
               GError     **error)
{
  static const struct
  {
    const char   *verb;
    LiftItemState state;
  } states[] = {
    { "tick", LIFT_ITEM_DONE }, { "open", LIFT_ITEM_OPEN }, { "skip", LIFT_ITEM_SKIPPED },
    { "na", LIFT_ITEM_NOT_APPLICABLE }, { "block", LIFT_ITEM_BLOCKED }, { "fail", LIFT_ITEM_FAILED },
  };
  LiftNode *item = lift_number_find (root, number, LIFT_KIND_ITEM, error);

  for (guint i = 0; i < G_N_ELEMENTS (states) && item != NULL; i++)
    if (strcmp (states[i].verb, verb) == 0)
      {
        const char *ids[] = { lift_node_get_id (item), NULL };
        gboolean plain = states[i].state == LIFT_ITEM_OPEN || states[i].state == LIFT_ITEM_DONE;

        return lift_intent_set_state (root, ids, &(LiftStateChange) { states[i].state, plain ? NULL : "because", NULL, "Ana Ortiz", at }, error);
      }
  return NULL;
}

static inline LiftNode *
life_find_deployment (LiftNode   *root,
                      const char *target)
{
  LiftNodes *attempts = lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS);

  for (guint i = lift_nodes_get_n (attempts); i > 0; i--)
    if (lift_attempt_find (lift_nodes_get (attempts, i - 1), target) != NULL)
      return lift_attempt_find (lift_nodes_get (attempts, i - 1), target);
  g_error ("there is no deployment to %s", target);
}

static inline LiftGroup *
life_group (LiftNode          *root,
            const char *const *words,
            gint64             at,
            GError           **error)
{
  LiftAct act = life_act ("Ana Ortiz", at);
  const char *verb = words[0], *first = words[1], *second = first != NULL ? words[2] : NULL, *third = second != NULL ? words[3] : NULL;
  int value;

  if (strcmp (verb, "state") == 0)
    {
      gboolean needs_reason = FALSE;

      if (!lift_enum_parse (LIFT_ENUM_RELEASE_STATE, first, &value))
        g_error ("“%s” is not a state", first);
      lift_state_allowed (root, value, &needs_reason, NULL);
      return lift_intent_release_state (root, value, second != NULL ? second : needs_reason ? "because" : NULL, "Ana Ortiz", at, NULL, error);
    }
  if (strcmp (verb, "start") == 0 || strcmp (verb, "again") == 0)
    return lift_intent_deploy_start (root, &(LiftDeployStart) { first, second, NULL, verb[0] == 'a' }, "Ana Ortiz", at, &act, NULL, error);
  if (strcmp (verb, "start-planned") == 0)
    return lift_intent_deploy_start (root, &(LiftDeployStart) { NULL }, "Ana Ortiz", at, &act, NULL, error);
  if (strcmp (verb, "plan") == 0)
    return lift_intent_deploy_plan (root, &(LiftDeployment) { first, NULL, NULL, second, third, LIFT_NO_INSTANT, LIFT_NO_INSTANT }, &act, NULL, error);
  if (strcmp (verb, "end") == 0)
    {
      if (!lift_enum_parse (LIFT_ENUM_OUTCOME, second, &value))
        g_error ("“%s” is not an outcome", second);
      return lift_intent_deploy_end (root, lift_node_get_id (life_find_deployment (root, first)), value, third, "Ana Ortiz", at, error);
    }
  if (strcmp (verb, "move") == 0)
    return lift_intent_reschedule (root, &(LiftReschedule) { .local = first, .reason = second }, &act, error);
  if (strcmp (verb, "hand") == 0)
    return lift_intent_hand_over (root, first, NULL, at, &act, error);
  if (strcmp (verb, "own") == 0)
    {
      const char *ids[] = { lift_node_get_id (lift_number_find (root, first, LIFT_KIND_ITEM, NULL)), NULL };

      return lift_intent_assign (root, ids, second, error);
    }
  return life_set_item (root, verb, first, at, error);
}

/* Does what @story tells. The last step may be refused, which says @error; the others may not. */
static inline void
life_tell (LiftDocument  *document,
           const char    *story,
           GError       **error)
{
  g_auto (GStrv) steps = g_strsplit (story, ";", -1);
  gint64 at = life_at ("12-01T09:00");

  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (steps[i]), " ", -1);
      const char *const *step = (const char *const *) words;
      g_autoptr (LiftGroup) group = NULL;
      g_autoptr (GError) refused = NULL;
      LiftAct act;

      if (*step != NULL && **step == '@')
        at = life_at (*step++ + 1);
      if (*step == NULL)
        continue;
      act = life_act ("Ana Ortiz", at);
      if (strcmp (*step, "undo") == 0 || strcmp (*step, "redo") == 0)
        {
          g_assert_cmpuint ((**step == 'u' ? lift_document_undo : lift_document_redo) (document, &act), ==, 0);
          continue;
        }
      group = life_group (lift_document_get_root (document), step, at, &refused);
      if (group != NULL)
        life_apply (document, group, at);
      else if (steps[i + 1] == NULL && error != NULL && refused != NULL)
        g_propagate_error (error, g_steal_pointer (&refused));
      else
        g_error ("“%s” in “%s”: %s", steps[i], story, refused != NULL ? refused->message : "what is that?");
    }
}

/* What was deployed: “EU succeeded, US runs | EU waits”, the attempts with a bar between. */
static inline char *
life_attempts (LiftNode *root)
{
  LiftNodes *attempts = lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS);
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < lift_nodes_get_n (attempts); a++)
    {
      LiftNodes *deployments = lift_node_get_list (lift_nodes_get (attempts, a), LIFT_ATTEMPT_DEPLOYMENTS);

      g_string_append (text, a > 0 ? " | " : "");
      for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
        {
          LiftNode *deployment = lift_nodes_get (deployments, i);
          LiftDeploymentState state = lift_deployment_state (deployment);

          g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", lift_node_get_text (deployment, LIFT_DEPLOYMENT_TARGET),
                                  state == LIFT_DEPLOY_WAITS ? "waits" : state == LIFT_DEPLOY_RUNS ? "runs"
                                  : lift_enum_word (LIFT_ENUM_OUTCOME, lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME)));
        }
    }
  return g_string_free (text, FALSE);
}

/* The states of the items of a phase, a letter each: “x.sbn.” */
static inline char *
life_items (LiftNode *phase)
{
  static const char letters[] = { [LIFT_ITEM_OPEN] = '.', [LIFT_ITEM_DONE] = 'x', [LIFT_ITEM_BLOCKED] = 'b',
                                  [LIFT_ITEM_FAILED] = 'f', [LIFT_ITEM_SKIPPED] = 's', [LIFT_ITEM_NOT_APPLICABLE] = 'n' };
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    g_string_append_c (text, letters[lift_node_get_enum (lift_nodes_get (items, i), LIFT_ITEM_STATE)]);
  return g_string_free (text, FALSE);
}

/* What two people make of one release at the same time: it lived through @before, then @ours and @theirs were told of copies of it. */
static inline LiftDocument *
life_merge (const char *before,
            const char *ours,
            const char *theirs)
{
  g_autoptr (LiftDocument) first = life_document ();
  g_autoptr (LiftDocument) one = NULL;
  g_autoptr (LiftDocument) other = NULL;
  g_autoptr (LiftNode) merged = NULL;

  life_tell (first, before, NULL);
  one = lift_document_new (lift_document_get_root (first));
  other = lift_document_new (lift_document_get_root (first));
  life_tell (one, ours, NULL);
  life_tell (other, theirs, NULL);
  merged = lift_merge (lift_document_get_root (first), lift_document_get_root (one), lift_document_get_root (other));
  return lift_document_new (merged);
}
