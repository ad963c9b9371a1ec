/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/edit.h"

G_BEGIN_DECLS

/* What a dialog does in one step of undo, put together from groups that were all made for the same tree and set different fields. @groups owns them. */

/* Takes a group, unless nothing changes by it; FALSE when it is NULL, because it cannot be done. */
gboolean   lift_groups_take (GPtrArray *groups, LiftGroup *group);

/* One group is what it is. Several are a @verb of what the first one is about, and all of them are told; there are no edits when there is none. */
LiftGroup *lift_groups_join (GPtrArray *groups, LiftVerb verb);

/* What a dialog that was opened when the release was @opened says of a field of it, for an intent: @value; or NULL or -1, which keep what stands, where nobody touched the
 * row but somebody else changed the field since. */
const char *lift_unless_untouched      (LiftNode *root, LiftNode *opened, LiftField field, const char *value);
int         lift_enum_unless_untouched (LiftNode *root, LiftNode *opened, LiftField field, int value);

G_END_DECLS
