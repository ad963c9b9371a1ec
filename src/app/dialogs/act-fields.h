/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/node.h"
#include "form.h"

G_BEGIN_DECLS

/* Who did something, and when in the zone of the release. Rows of a group, which belong to the form. */
typedef struct
{
  GtkWidget *by, *at;
} LiftActFields;

void     lift_act_fields_add   (LiftActFields *self, LiftForm *form, GtkWidget *group, const LiftNode *release, const char *by, gint64 at,
                                const char *const *names);

/* Whether both are well. @by is the caller's, without blanks around it. */
gboolean lift_act_fields_get   (LiftActFields *self, char **by, gint64 *at);

G_END_DECLS
