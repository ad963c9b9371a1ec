/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "node.h"

G_BEGIN_DECLS

/* Copies of documents that could not be saved, for the next start. A copy holds what the document was made from beside what it is, because without its
 * base it could not be merged. Synchronous; the window runs these in a worker thread over a snapshot.
 *
 * The functions that write, in the order of a copy's life: lift_recovery_keep (), lift_recovery_take (), lift_recovery_replay (),
 * lift_recovery_remove (). */

/**
 * LiftRecovery:
 * @file: where the copy stands
 * @path: the document's file, absolute
 * @when: when the copy was written, seconds since 1970 UTC
 * @synced: what @current was made from: the document as it was last read from or written to @path
 * @current: the document that could not be saved
 *
 * A copy and the hold on it. As long as this is not freed, no other process or thread takes the copy; when a process ends, its holds end too.
 */
typedef struct
{
  char     *file;
  char     *path;
  gint64    when;
  LiftNode *synced;
  LiftNode *current;

  /*< private >*/
  char     *id;
  guint64   serial;
  int       fd;
} LiftRecovery;

typedef enum
{
  LIFT_RECOVERY_KEPT,      /* nothing was saved and the copy stands; error is set */
  LIFT_RECOVERY_SAVED,     /* the document holds the changes of the copy now, and the copy is gone */
  LIFT_RECOVERY_NOT_NEEDED /* the document held them already, and the copy is gone */
} LiftRecoveryResult;

LiftRecovery      *lift_recovery_keep   (const char *const *folders, const LiftRecovery *before, const char *id, const char *path,
                                         gint64 when, LiftNode *synced, LiftNode *current, GError **error);
GPtrArray         *lift_recovery_paths  (const char *const *folders, GPtrArray *notes);
GPtrArray         *lift_recovery_take   (const char *const *folders, const char *path, GPtrArray *notes);
LiftNode          *lift_recovery_merge  (GPtrArray *copies, LiftNode *on_disk);
LiftRecoveryResult lift_recovery_replay (LiftRecovery *copy, GError **error);
void               lift_recovery_remove (LiftRecovery *copy);
void               lift_recovery_free   (LiftRecovery *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftRecovery, lift_recovery_free)

G_END_DECLS
