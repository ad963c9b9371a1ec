/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/node.h"

G_BEGIN_DECLS

/* The deadlines that a release would have, with what is to be known about them. */
#define LIFT_TYPE_DEADLINE_LIST (lift_deadline_list_get_type ())
G_DECLARE_FINAL_TYPE (LiftDeadlineList, lift_deadline_list, LIFT, DEADLINE_LIST, AdwBin)

GtkWidget *lift_deadline_list_new  (const char *title);

/* Shows the phases of @release, or only the one with the id @phase. With @before each says what its deadline was. */
void       lift_deadline_list_show (LiftDeadlineList *self, LiftNode *release, LiftNode *before, const char *phase);

G_END_DECLS
