/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Adds an entry that does @action, which takes an id, to the thing @id. */
void lift_menu_append_for (GMenu *menu, const char *label, const char *action, const char *id);

G_END_DECLS
