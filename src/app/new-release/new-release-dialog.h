/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Asks what a new release is to be, with its deadlines beside it, and makes its file. @created is called with the path of the file, and with what is
 * to be said if the disk did not confirm it (else NULL), unless the dialog is closed before. */
void lift_new_release_dialog_present (GtkWidget *parent, void (*created) (const char *path, const char *warning, gpointer user_data), gpointer user_data);

/* The same for a hotfix of the release of @session, prefilled so that it can be made as it is; that release is linked with it. */
void lift_new_release_dialog_present_hotfix (GtkWidget *parent, LiftSession *session, void (*created) (const char *path, const char *warning, gpointer user_data),
                                             gpointer user_data);

G_END_DECLS
