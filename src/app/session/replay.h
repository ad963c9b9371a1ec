/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an earlier run could not save. */

/* What became of the changes to the document @path (NULL: unknown), for people; @kept: they are still not saved. */
typedef void (*LiftReplayed) (const char *text, const char *path, gboolean kept, gpointer user_data);

/* Saves, in a thread, the recovery copies of all documents that no session has open; @callback is called in the main thread, once for each that was needed.
 * Documents that are opened take their copies themselves. */
void lift_replay_start (LiftReplayed callback, gpointer user_data);

G_END_DECLS
