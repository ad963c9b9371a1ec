/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/calendars.h"
#include "core/store.h"

G_BEGIN_DECLS

/* The three lists of a calendar, and those for all releases, which a new release takes over: plain files of the person. */

typedef enum
{
  LIFT_LIST_HOLIDAYS,
  LIFT_LIST_WINDOWS,
  LIFT_LIST_FREEZES,
  LIFT_N_LISTS,
} LiftListKind;

const char     *lift_list_get             (const LiftCalendarLists *lists, LiftListKind kind);
LiftPeriodsKind lift_list_periods_kind    (LiftListKind kind);

/* Between which instants calendars are written out: from a year before @now to three years after it. */
void            lift_lists_horizon        (gint64 now, gint64 *from, gint64 *until);

/* @list with the lines of @more that it lacks, and how many these are. Lines that say nothing do not count. */
char           *lift_lines_add            (const char *list, const char *more, guint *n);

gboolean        lift_default_lists_load   (GTimeZone *zone, LiftCalendarLists *lists, GError **error);

/* What stands in a file, right or wrong; empty if there is none, NULL if it cannot be read. */
char           *lift_default_list_read    (LiftListKind kind, GError **error);
LiftSaveResult  lift_default_list_write   (LiftListKind kind, const char *text, GError **error);

G_END_DECLS
