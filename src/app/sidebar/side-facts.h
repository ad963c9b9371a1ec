/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/schedule.h"

G_BEGIN_DECLS

/* What an entry of the sidebar says, in words; the full form and the rail show the same facts. Strings may be NULL. */
typedef struct
{
  char       *number;
  char       *title;
  char       *words;       /* the state */
  const char *state_class;
  const char *icon;
  char       *count;       /* "5 of 7" */
  char       *short_count; /* "5/7", or "SEV2" */
  char       *date;
  char       *name;        /* all of it, for a screen reader and the tooltip of the rail */
  double      fraction;
  gboolean    upcoming;
} LiftSideFacts;

/* @changes is lowered to the next instant at which one of the words changes by time alone. */
void lift_side_facts_phase    (LiftSideFacts *facts, const LiftNode *release, const LiftNode *phase, guint index, gint64 now, gint64 *changes);
void lift_side_facts_incident (LiftSideFacts *facts, const LiftNode *release, gint64 now, gint64 *changes);
void lift_side_facts_clear    (LiftSideFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LiftSideFacts, lift_side_facts_clear)

G_END_DECLS
