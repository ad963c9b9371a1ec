/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

#include "store.h"

G_BEGIN_DECLS

/* The bytes of one file, safely: the system calls below store.c, which knows what a document is. Internal to core. */

typedef struct _LiftPlace LiftPlace;

LiftPlace     *lift_place_open  (const char *path, GError **error);
void           lift_place_free  (LiftPlace *place);
gboolean       lift_place_lock  (LiftPlace *place, GError **error);
void           lift_place_look  (LiftPlace *place, struct stat *status);
GBytes        *lift_place_read  (LiftPlace *place, struct stat *seen, int *code, GError **error);
LiftSaveResult lift_place_put   (LiftPlace *place, GBytes *bytes, gboolean replace, const struct stat *seen, int *code, GError **error);
LiftSaveResult lift_place_refuse (LiftPlace *place, GError **error, const char *reason, const char *way_out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftPlace, lift_place_free)

gboolean       lift_write_all   (int fd, GBytes *bytes);
GBytes        *lift_file_read   (int folder, const char *name, const char *path, struct stat *seen, GCancellable *cancellable, int *code, GError **error);

G_END_DECLS
