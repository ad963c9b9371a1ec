/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "default-lists.h"

G_BEGIN_DECLS

/* A list of periods to edit, one a line, with what is wrong with it below, and a button that takes over the lines of a file. Signal "changed" (void). */
#define LIFT_TYPE_PERIOD_LIST (lift_period_list_get_type ())
G_DECLARE_FINAL_TYPE (LiftPeriodList, lift_period_list, LIFT, PERIOD_LIST, AdwBin)

/* @zone: the name of the zone whose clocks the list means */
GtkWidget  *lift_period_list_new      (LiftListKind kind, const char *zone);
void        lift_period_list_set_text (LiftPeriodList *self, const char *text);
char       *lift_period_list_dup_text (LiftPeriodList *self);

/* Adds the lines of @more that the list lacks. */
void        lift_period_list_add      (LiftPeriodList *self, const char *more);

/* Whether all lines are right; says below which is not. */
gboolean    lift_period_list_check    (LiftPeriodList *self);

G_END_DECLS
