/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two columns side by side, or one below the other where there is no room: the width at which that is so grows with the text. */
#define LIFT_TYPE_COLUMNS (lift_columns_get_type ())
G_DECLARE_FINAL_TYPE (LiftColumns, lift_columns, LIFT, COLUMNS, GtkWidget)

GtkWidget *lift_columns_new (GtkWidget *first, GtkWidget *second);

G_END_DECLS
