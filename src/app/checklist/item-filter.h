/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/node.h"

G_BEGIN_DECLS

/* Which items a person wants to see. Pure. */

/**
 * LiftFilter:
 * @LIFT_FILTER_OPEN: what is not closed: open, blocked, failed
 * @LIFT_FILTER_BLOCKED: blocked or failed
 * @LIFT_FILTER_MINE: what the one at the keyboard is to be asked about, see lift_item_responsible ()
 */
typedef enum
{
  LIFT_FILTER_ALL,
  LIFT_FILTER_OPEN,
  LIFT_FILTER_BLOCKED,
  LIFT_FILTER_MINE,
} LiftFilter;

#define LIFT_TYPE_FILTER (lift_filter_get_type ())
GType    lift_filter_get_type (void);

gboolean lift_filter_match    (LiftFilter filter, const LiftNode *release, const LiftNode *item, const char *me);

/* The words that are searched for, ready for lift_search_match (); NULL when there are none. */
char   **lift_search_parse    (const char *text);
gboolean lift_search_match    (char **terms, const LiftNode *item, const char *number);

G_END_DECLS
