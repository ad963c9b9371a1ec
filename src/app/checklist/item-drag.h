/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a dragged item is to a drop target that takes G_TYPE_STRING. */
GdkContentProvider *lift_item_drag_new    (const char *id);

/* The id of the dragged item, or NULL when @value is something else. */
const char         *lift_item_drag_get_id (const GValue *value);

G_END_DECLS
