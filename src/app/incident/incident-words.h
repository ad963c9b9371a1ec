/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/schedule.h"

G_BEGIN_DECLS

gboolean lift_incident_is_open         (const LiftNode *incident);

/* How long it goes on, or went on; and since when and by whom. @changes as in core/schedule.h. */
char    *lift_incident_words_duration  (const LiftNode *incident, gint64 now, gint64 *changes);
char    *lift_incident_words_since     (const LiftNode *incident, GTimeZone *zone, gint64 now, gint64 *changes);

G_END_DECLS
