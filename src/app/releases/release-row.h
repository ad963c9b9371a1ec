/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "release-entry.h"

G_BEGIN_DECLS

/* A row of the page of releases. */
#define LIFT_TYPE_RELEASE_ROW (lift_release_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftReleaseRow, lift_release_row, LIFT, RELEASE_ROW, GtkWidget)

GtkWidget *lift_release_row_new    (void);
void       lift_release_row_show   (LiftReleaseRow *self, LiftReleaseEntry *entry);
LiftReleaseEntry *lift_release_row_get_entry (LiftReleaseRow *self);
void       lift_release_row_update_time (LiftReleaseRow *self, gint64 now, gint64 *changes);

G_END_DECLS
