/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/edit.h"

G_BEGIN_DECLS

/* The deadlines that a release would have, with what is to be known about them. Signal "changed" (void): the person chose a rule, for all or for one. */
#define LIFT_TYPE_DEADLINE_LIST (lift_deadline_list_get_type ())
G_DECLARE_FINAL_TYPE (LiftDeadlineList, lift_deadline_list, LIFT, DEADLINE_LIST, AdwBin)

GtkWidget  *lift_deadline_list_new        (const char *title);

/* Shows the phases of @release, or only the one with the id @phase. With @before each says what its deadline was. */
void        lift_deadline_list_show       (LiftDeadlineList *self, LiftNode *release, LiftNode *before, const char *phase);

/* A row below the list asks for the rule for weekends and holidays, and each deadline that it moves can be kept. */
void        lift_deadline_list_add_rule   (LiftDeadlineList *self, LiftDayRule rule);
LiftDayRule lift_deadline_list_get_rule   (LiftDeadlineList *self);

/* What was chosen for single phases of @release: a group, without edits when nothing changes. */
LiftGroup  *lift_deadline_list_make_own   (LiftDeadlineList *self, LiftNode *release, GError **error);
void        lift_deadline_list_forget_own (LiftDeadlineList *self);

G_END_DECLS
