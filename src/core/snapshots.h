/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json.h"

G_BEGIN_DECLS

/* Earlier states of each document, kept outside its folder: what to go back to when the file itself says the wrong thing.
 *
 * In the folder that the caller gives, each document has a folder named by the SHA-256 of its id: an id comes from a file, and names no path.
 * A snapshot is a file of the document's bytes, "00000042-20261202T091200Z-s-0123456789abcdef.liftoff.json": in which order it was kept, when
 * the document looked like this, why it was kept (LiftSnapshotKind) and the beginning of the SHA-256 of its bytes, which tells damage. What
 * is named otherwise, is no regular file or holds other bytes than its name says is left alone. The folders are the user's alone (0700), and
 * so are the files (0600). Links in them are never followed.
 *
 * Synchronous; the window calls these in a worker thread. What writes: lift_snapshots_keep (), lift_snapshots_keep_file () and, after
 * one of them, the thinning; what reads: lift_snapshots_list (), lift_snapshots_load (). Going back is lift_intent_restore (), saved as any edit. */

/**
 * LiftSnapshotKind:
 * @LIFT_SNAPSHOT_SAVED: as Liftoff saved it; kept by the spacing rule
 * @LIFT_SNAPSHOT_BEFORE: as it stood before Liftoff wrote to a file for the first time since it opened it, or before an earlier version
 *   was restored; kept for a day in any case
 * @LIFT_SNAPSHOT_MIGRATION: as it stood in an older format, before Liftoff wrote it in its own; kept for good
 */
typedef enum
{
  LIFT_SNAPSHOT_SAVED,
  LIFT_SNAPSHOT_BEFORE,
  LIFT_SNAPSHOT_MIGRATION,
} LiftSnapshotKind;

/**
 * LiftSnapshot:
 * @number: the order in which they were kept, whatever the clock said
 * @instant: when the document looked like this, seconds since 1970 UTC
 * @kind: why it was kept
 * @size: in bytes; 0: a crash left only its name
 * @hash: the first eight bytes of the SHA-256 of its bytes
 * @document: whose it is, in lift_snapshots_bound (); else 0
 */
typedef struct
{
  guint            number;
  gint64           instant;
  LiftSnapshotKind kind;
  guint64          size;
  guint64          hash;
  guint            document;
} LiftSnapshot;

/* From now back: all that differ by five minutes for a day, by an hour for a week, by a day for sixty, then by a week. */
#define LIFT_SNAPSHOTS_DENSE (5 * 60)

/* Of one document, and of all of them. */
#define LIFT_SNAPSHOTS_MAX_FILES 400
#define LIFT_SNAPSHOTS_MAX_BYTES (32 * 1024 * 1024)
#define LIFT_SNAPSHOTS_MAX_TOTAL (256 * 1024 * 1024)

char            *lift_snapshots_default_folder (void);
gboolean         lift_snapshots_keep           (const char *folder, LiftNode *root, LiftSnapshotKind kind, gint64 now, GError **error);
gboolean         lift_snapshots_keep_file      (const char *folder, const char *path, const char *id, gint64 now, GError **error);
GArray          *lift_snapshots_list           (const char *folder, const char *id, GError **error);
LiftNode        *lift_snapshots_load           (const char *folder, const char *id, const LiftSnapshot *snapshot, GCancellable *cancellable, GError **error);

/* Pure: the rules. */
LiftSnapshotKind lift_snapshots_kind           (gint64 format);
gboolean        *lift_snapshots_thin           (const LiftSnapshot *snapshots, guint n, gint64 now);
gboolean        *lift_snapshots_bound          (const LiftSnapshot *snapshots, guint n, guint document);

G_END_DECLS
