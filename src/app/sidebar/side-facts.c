/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "side-facts.h"

#include <glib/gi18n.h>

#include "core/conflict.h"
#include "core/words.h"
#include "widgets/conflict-box.h"
#include "widgets/looks.h"

static char *
join (const char *const *parts,
      guint              n)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (parts[i] && *parts[i])
      g_string_append_printf (joined, "%s%s", joined->len ? ", " : "", parts[i]);
  return g_string_free (joined, FALSE);
}

static void
set_count (LiftSideFacts   *facts,
           const LiftNodes *items)
{
  guint n = lift_nodes_get_n (items), closed = lift_nodes_n_closed (items);

  facts->count = lift_words_of (closed, n);
  facts->short_count = g_strdup_printf ("%u/%u", closed, n);
  facts->fraction = n > 0 ? (double) closed / n : 0;
}

static void
set_name (LiftSideFacts *facts)
{
  const char *parts[] = { facts->title, facts->words, facts->count, facts->date };

  facts->name = join (parts, G_N_ELEMENTS (parts));
}

/* They come first: what stands there may not be true. */
static void
set_conflicts (LiftSideFacts *facts,
               guint          n)
{
  g_autofree char *state = facts->words;
  g_autofree char *conflicts = NULL;

  facts->words = NULL;
  if (n == 0)
    {
      facts->words = g_steal_pointer (&state);
      return;
    }
  conflicts = lift_words_n_conflicts (n);
  facts->words = g_strdup_printf ("%s · %s", conflicts, state);
  facts->icon = LIFT_CONFLICT_ICON;
  if (g_strcmp0 (facts->state_class, "error") != 0)
    facts->state_class = "warning";
}

void
lift_side_facts_phase (LiftSideFacts  *facts,
                       const LiftNode *release,
                       const LiftNode *phase,
                       guint           index,
                       gint64          now,
                       gint64         *changes)
{
  LiftPhaseState state = lift_schedule_phase_state (release, phase, now, changes);
  GTimeZone *zone = lift_schedule_phase_zone (release, phase);
  gint64 due = lift_schedule_due (release, phase, NULL);

  *facts = (LiftSideFacts) { 0 };
  facts->number = g_strdup_printf ("%u", index + 1);
  facts->title = lift_words_text (phase, LIFT_PHASE_TITLE);
  facts->words = lift_words_phase_state (release, phase, now, zone, changes);
  facts->state_class = lift_phase_class (release, phase, state);
  facts->icon = lift_phase_icon (release, phase, state);
  set_conflicts (facts, lift_root_count_conflicts (phase));
  facts->upcoming = state == LIFT_PHASE_UPCOMING;
  if (due != LIFT_NO_INSTANT)
    facts->date = lift_words_day (due, zone, now, changes);
  set_count (facts, lift_node_get_list (phase, LIFT_PHASE_ITEMS));
  set_name (facts);
}

static guint
count_in_incidents (const LiftNode *release)
{
  const LiftNodes *incidents = lift_node_get_list (release, LIFT_RELEASE_INCIDENTS);
  guint n = 0;

  for (guint i = 0; i < lift_nodes_get_n (incidents); i++)
    n += lift_root_count_conflicts (lift_nodes_get (incidents, i));
  return n;
}

void
lift_side_facts_incident (LiftSideFacts  *facts,
                          const LiftNode *release,
                          gint64          now,
                          gint64         *changes)
{
  LiftNode *incident = lift_schedule_open_incident (release);
  g_autofree char *title = lift_words_text (release, LIFT_RELEASE_RESPONSE_TITLE);

  *facts = (LiftSideFacts) { .icon = "lift-incident-symbolic", .state_class = "quiet" };
  facts->title = g_strdup (*title ? title : _("Incident Response"));
  if (incident)
    {
      int severity = lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY);
      g_autofree char *elapsed = lift_words_elapsed (lift_node_get_instant (incident, LIFT_INCIDENT_STARTED), now, changes);

      facts->state_class = "error";
      if (severity != LIFT_SEVERITY_UNSET)
        {
          const char *label = lift_enum_label (LIFT_ENUM_SEVERITY, severity);

          /* Translators: a severity and a span of time: SEV2 active for 42 min */
          facts->words = g_strdup_printf (_("%s active for %s"), label, elapsed);
          facts->short_count = g_strdup (label);
        }
      else
        {
          /* Translators: a span of time: Incident active for 42 min */
          facts->words = g_strdup_printf (_("Incident active for %s"), elapsed);
        }
      facts->count = lift_words_of (lift_nodes_n_closed (lift_node_get_list (incident, LIFT_INCIDENT_ITEMS)),
                                    lift_nodes_get_n (lift_node_get_list (incident, LIFT_INCIDENT_ITEMS)));
    }
  else if (lift_nodes_get_n (lift_node_get_list (release, LIFT_RELEASE_INCIDENTS)) > 0)
    {
      facts->words = g_strdup (_("No open incident"));
    }
  else
    {
      facts->words = g_strdup (_("No incident · used only if needed"));
    }
  set_conflicts (facts, count_in_incidents (release));
  facts->icon = "lift-incident-symbolic";
  set_name (facts);
}

void
lift_side_facts_clear (LiftSideFacts *facts)
{
  g_free (facts->number);
  g_free (facts->title);
  g_free (facts->words);
  g_free (facts->count);
  g_free (facts->short_count);
  g_free (facts->date);
  g_free (facts->name);
}
