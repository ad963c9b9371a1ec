/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/node.h"

G_BEGIN_DECLS

/* What leads a release from the state it is in to another one, in the words of menus and dialogs. */
typedef struct
{
  const char *menu;  /* with mnemonic and “…” */
  const char *title;
  const char *verb;  /* with mnemonic */
  const char *means; /* what it leads to, or NULL */
} LiftStateStep;

/* The words are in the reader's language and stay. */
LiftStateStep    lift_state_step     (LiftNode *release, LiftReleaseState state);

/* Whether @state is what a person may choose now, by a step that leads to a dialog. */
gboolean         lift_state_offered  (LiftNode *release, LiftReleaseState state);

/* What a held release resumes as, and a closed one is reopened as. */
LiftReleaseState lift_state_back     (LiftNode *release);

G_END_DECLS
