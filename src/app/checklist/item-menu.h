/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

/* What can be done with an item, built when it is asked for. */
GMenuModel *lift_item_menu_new (LiftDocument *document, const char *id);

G_END_DECLS
