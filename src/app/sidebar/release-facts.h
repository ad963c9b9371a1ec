/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/document.h"

G_BEGIN_DECLS

/* What else there is to know of the release under its moment: how often it was moved, who is on, the releases that belong to it. Hidden when there is nothing.
 * Property "document". */
#define LIFT_TYPE_RELEASE_FACTS (lift_release_facts_get_type ())
G_DECLARE_FINAL_TYPE (LiftReleaseFacts, lift_release_facts, LIFT, RELEASE_FACTS, GtkBox)

void lift_release_facts_update_time (LiftReleaseFacts *self, gint64 now);

G_END_DECLS
