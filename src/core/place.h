/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

#include "store.h"

G_BEGIN_DECLS

/* Where a file stands: its folder, held open and perhaps locked, and its name. Internal to core. */

typedef enum
{
  LIFT_LOCK_NONE,        /* not asked for */
  LIFT_LOCK_HELD,
  LIFT_LOCK_BUSY,        /* another program held it for longer than one waits */
  LIFT_LOCK_UNSUPPORTED, /* the file system has none */
} LiftLock;

typedef struct
{
  char    *path; /* as the caller named it: for messages */
  char    *base; /* the final file's name, all links followed */
  int      folder;
  LiftLock lock;
} LiftPlace;

gboolean       lift_folder_make      (const char *path);

LiftPlace     *lift_place_open   (const char *path, GError **error);
void           lift_place_free   (LiftPlace *place);
void           lift_place_rename (LiftPlace *place, const char *path);
gboolean       lift_place_lock   (LiftPlace *place, GError **error);
GBytes        *lift_place_read   (LiftPlace *place, struct stat *seen, int *code, GError **error);
LiftSaveResult lift_place_refuse (LiftPlace *place, GError **error, const char *reason, const char *way_out);
LiftSaveResult lift_place_refuse_code (LiftPlace *place, GError **error, int code);
LiftSaveResult lift_place_refuse_kind (LiftPlace *place, GError **error, mode_t mode);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftPlace, lift_place_free)

GBytes        *lift_file_read    (int folder, const char *name, const char *path, struct stat *seen, GCancellable *cancellable, int *code, GError **error);

G_END_DECLS
