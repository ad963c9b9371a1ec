/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/document.h"

G_BEGIN_DECLS

/* The release switcher: a menu button that names the release and its kind. Stands in the sidebar, and in the header bar once that is folded.
 *
 * Properties: "document". */
#define LIFT_TYPE_SWITCHER (lift_switcher_get_type ())
G_DECLARE_FINAL_TYPE (LiftSwitcher, lift_switcher, LIFT, SWITCHER, AdwBin)

void lift_switcher_open (LiftSwitcher *self);

G_END_DECLS
