/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edit.h"

G_BEGIN_DECLS

/* Pure, from the field table, by id. */

LiftGroup *lift_diff  (LiftNode *from, LiftNode *to);
LiftNode  *lift_merge (LiftNode *base, LiftNode *ours, LiftNode *theirs);
LiftNode  *lift_history_union (LiftNode *root, LiftNode *other);
gboolean   lift_history_descends (LiftNode *later, LiftNode *earlier);

G_END_DECLS
