/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "period-list.h"

G_BEGIN_DECLS

/* Holidays, deployment windows and freezes, one below the other. Signal "changed" (void). */
#define LIFT_TYPE_PERIOD_LISTS (lift_period_lists_get_type ())
G_DECLARE_FINAL_TYPE (LiftPeriodLists, lift_period_lists, LIFT, PERIOD_LISTS, AdwBin)

GtkWidget *lift_period_lists_new   (const char *zone);
void       lift_period_lists_set   (LiftPeriodLists *self, LiftListKind kind, const char *text);
char      *lift_period_lists_dup   (LiftPeriodLists *self, LiftListKind kind);
void       lift_period_lists_add   (LiftPeriodLists *self, const LiftCalendarLists *lists);

/* How many lines of @lists are lacking. */
guint      lift_period_lists_lack  (LiftPeriodLists *self, const LiftCalendarLists *lists);
gboolean   lift_period_lists_check (LiftPeriodLists *self);

G_END_DECLS
