/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/edit.h"

G_BEGIN_DECLS

/* What a dialog does in one step of undo, put together from groups that were all made for the same tree and set different fields. @groups owns them. */

/* Takes a group, unless nothing changes by it; FALSE when it is NULL, because it cannot be done. */
gboolean   lift_groups_take (GPtrArray *groups, LiftGroup *group);

/* One group is what it is. Several are a @verb of what the first one is about, and all of them are told; there are no edits when there is none. */
LiftGroup *lift_groups_join (GPtrArray *groups, LiftVerb verb);

G_END_DECLS
