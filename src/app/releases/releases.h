/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The page of all releases of the folder. */
#define LIFT_TYPE_RELEASES (lift_releases_get_type ())
G_DECLARE_FINAL_TYPE (LiftReleases, lift_releases, LIFT, RELEASES, GtkWidget)

GtkWidget *lift_releases_new         (void);
void       lift_releases_refresh     (LiftReleases *self);
void       lift_releases_update_time (LiftReleases *self, gint64 now, gint64 *changes);

G_END_DECLS
