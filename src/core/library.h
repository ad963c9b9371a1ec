/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "schedule.h"

G_BEGIN_DECLS

/* A folder of releases. */

/**
 * LiftSummary:
 * @root: (nullable): the release; NULL when it could not be read
 * @error: (nullable): why it could not be read, or why it is read-only
 */
typedef struct
{
  char     *path;
  LiftNode *root;
  char     *error;
} LiftSummary;

GPtrArray  *lift_library_scan     (const char *folder, GCancellable *cancellable, GError **error);
LiftSummary *lift_library_read    (const char *path, GCancellable *cancellable);
char       *lift_library_find     (const char *const *folders, const char *id, GCancellable *cancellable);
char       *lift_library_dup_shown_name (const char *path);
void        lift_summary_free     (LiftSummary *summary);
int         lift_summary_compare  (const LiftSummary *a, const LiftSummary *b, gint64 now);
void        lift_library_sort     (GPtrArray *summaries, gint64 now);
char       *lift_library_default_folder (void);
gboolean    lift_library_is_release_file (const char *basename);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftSummary, lift_summary_free)

G_END_DECLS
