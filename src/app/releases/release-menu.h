/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release-entry.h"

G_BEGIN_DECLS

/* What can be done with a release that is not open; NULL for a file whose name is not text, which no action can take. */
GMenuModel *lift_release_menu_new (LiftReleaseEntry *entry);

G_END_DECLS
