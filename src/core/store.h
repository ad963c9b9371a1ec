/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

#include "json.h"

G_BEGIN_DECLS

/* One file, safely. Synchronous; the window runs these in a worker thread over a snapshot. */

typedef enum
{
  LIFT_NOT_SAVED,          /* the file is the old one; error is set */
  LIFT_SAVED,
  LIFT_SAVED_NOT_DURABLE,  /* the file is the new one, but the disk did not confirm it; error is set and says so */
} LiftSaveResult;

LiftLoaded    *lift_store_load     (const char *path, GCancellable *cancellable, GError **error);
LiftLoaded    *lift_store_load_as  (const char *path, const char *name, GCancellable *cancellable, GError **error);
LiftSaveResult lift_store_save     (const char *path, LiftNode *synced, LiftNode *snapshot, const char *aside,
                                    LiftNode **written, struct stat *status, GError **error);
gboolean       lift_store_has_leftovers (const char *path);
LiftSaveResult lift_store_create   (const char *path, LiftNode *root, gboolean replace, GError **error);
LiftSaveResult lift_store_write_bytes (const char *path, GBytes *bytes, gboolean replace, GError **error);
LiftSaveResult lift_store_create_named (const char *folder, const char *name, LiftNode *root, char **path, GError **error);
char          *lift_store_aside_folder (void);
char          *lift_store_slug     (const char *name);

G_END_DECLS
