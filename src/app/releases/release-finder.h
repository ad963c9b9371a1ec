/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks for the release of this id, in a worker: in the folder of @beside, which is the file of another release, and in the folder of the settings. The result is the
 * path of its file; NULL with an error that says where was looked. */
void  lift_release_find_async  (const char *beside, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *lift_release_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
