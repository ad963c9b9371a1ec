/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can be done with the phase @id; @earlier: also what earlier attempts left in it. */
GMenu *lift_phase_menu_new (const char *id, gboolean earlier);

G_END_DECLS
