/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The popover of the release switcher: the releases of the folder, most urgent first, all of them, a new one. */
#define LIFT_TYPE_RELEASE_POPOVER (lift_release_popover_get_type ())
G_DECLARE_FINAL_TYPE (LiftReleasePopover, lift_release_popover, LIFT, RELEASE_POPOVER, GtkPopover)

GtkWidget *lift_release_popover_new (void);

G_END_DECLS
