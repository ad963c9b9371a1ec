/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The popover of the release switcher: the releases of the folder, most urgent first, all of them, a new one. */
#define LIFT_TYPE_SWITCHER (lift_switcher_get_type ())
G_DECLARE_FINAL_TYPE (LiftSwitcher, lift_switcher, LIFT, SWITCHER, GtkPopover)

GtkWidget *lift_switcher_new (void);

G_END_DECLS
