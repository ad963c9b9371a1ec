/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/library.h"

G_BEGIN_DECLS

/* A release of the folder, for lists of them: a LiftSummary as an object. */
#define LIFT_TYPE_RELEASE_ENTRY (lift_release_entry_get_type ())
G_DECLARE_FINAL_TYPE (LiftReleaseEntry, lift_release_entry, LIFT, RELEASE_ENTRY, GObject)

const LiftSummary *lift_release_entry_get_summary (LiftReleaseEntry *self);
char              *lift_release_entry_dup_name    (LiftReleaseEntry *self);

/* Reads the folder of the settings in a worker thread; the result is a GListStore of LiftReleaseEntry, what is most urgent first. */
void               lift_release_entries_scan_async  (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel        *lift_release_entries_scan_finish (GAsyncResult *result, GError **error);

G_END_DECLS
