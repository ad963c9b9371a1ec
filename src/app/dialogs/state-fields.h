/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "act-fields.h"
#include "core/intents.h"

G_BEGIN_DECLS

/* What a state asks for: the reason, who accepted the risk, who did it and when. Rows of a form, which belong to the form. */
typedef struct
{
  GtkWidget     *group;
  GtkWidget     *reason, *accepted;
  LiftActFields  act;
  LiftItemState  state;
  char          *texts[3];   /* of the change that was given out last */
} LiftStateFields;

LiftStateFields *lift_state_fields_new        (LiftForm *form, const LiftNode *release, const LiftNode *item, const LiftAct *act,
                                               const char *const *names);
void             lift_state_fields_free       (LiftStateFields *self);
void             lift_state_fields_set_state  (LiftStateFields *self, LiftItemState state);
gboolean         lift_state_fields_get_change (LiftStateFields *self, LiftStateChange *change);

/* Also changes who did it and when of an item that is in that state already. */
LiftGroup       *lift_state_fields_apply      (LiftStateFields *self, LiftNode *root, const char *id, GError **error);

G_END_DECLS
