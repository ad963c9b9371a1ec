/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule.h"

G_BEGIN_DECLS

/* What the files of the schedule share. */
gboolean lift_schedule_is_pinned  (const LiftNode *phase);
gboolean lift_schedule_get_offset (const LiftNode *phase, LiftDuration *offset);

G_END_DECLS
