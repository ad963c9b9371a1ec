/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"

G_BEGIN_DECLS

/* What a person has for all releases: lists of holidays, windows and freezes that a new release takes over. They stand in a folder as
 * holidays.txt, windows.txt and freezes.txt, lists as in calendar.h, or as calendars: holidays.ics and so on. */

/**
 * LiftCalendarLists:
 * @holidays: (nullable): a list as in calendar.h
 * @windows: (nullable): the same
 * @freezes: (nullable): the same
 * @n_left_out: how many events of calendars could not be taken over whole
 */
typedef struct
{
  char *holidays;
  char *windows;
  char *freezes;
  guint n_left_out;
} LiftCalendarLists;

char    *lift_calendars_default_folder (void);
gboolean lift_calendars_load           (const char *folder, GTimeZone *zone, gint64 from, gint64 until, LiftCalendarLists *lists, GError **error);
void     lift_calendar_lists_clear     (LiftCalendarLists *lists);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LiftCalendarLists, lift_calendar_lists_clear)

G_END_DECLS
