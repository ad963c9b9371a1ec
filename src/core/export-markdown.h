/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule.h"

G_BEGIN_DECLS

char *lift_export_markdown (LiftNode *release, gint64 now);

G_END_DECLS
