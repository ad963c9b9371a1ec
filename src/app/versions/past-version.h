/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/changes.h"
#include "core/snapshots.h"

G_BEGIN_DECLS

/* An earlier version of a release, and what it takes to show and restore it. All reading and writing is done in a worker thread. */
#define LIFT_TYPE_PAST_VERSION (lift_past_version_get_type ())
G_DECLARE_FINAL_TYPE (LiftPastVersion, lift_past_version, LIFT, PAST_VERSION, GObject)

guint       lift_past_version_get_number  (LiftPastVersion *self);
gint64      lift_past_version_get_instant (LiftPastVersion *self);
/* Why it cannot be read; NULL if it can. */
const char *lift_past_version_get_error   (LiftPastVersion *self);
/* What was done from it to the next one, or to now; empty if nothing was. */
const char *lift_past_version_get_summary (LiftPastVersion *self);
const char *lift_past_version_get_people  (LiftPastVersion *self);

/* The versions of @root, a GPtrArray of LiftPastVersion, the newest first; not what is like @root but for its history. */
void        lift_versions_read_async  (LiftNode *root, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *lift_versions_read_finish (GAsyncResult *result, GError **error);

/* What restoring would do to @root: the release as it was, and at most @most of the things that would change, of @n. */
typedef struct
{
  LiftNode  *earlier;
  GPtrArray *changes;
  guint      n;
} LiftPreview;

void         lift_past_version_preview_async  (LiftPastVersion *self, LiftNode *root, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LiftPreview *lift_past_version_preview_finish (GAsyncResult *result, GError **error);
void         lift_preview_free           (LiftPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftPreview, lift_preview_free)

/* Keeps @root as it stands before it is replaced. */
void         lift_versions_keep_async    (LiftNode *root, GAsyncReadyCallback callback, gpointer user_data);
gboolean     lift_versions_keep_finish   (GAsyncResult *result, GError **error);

G_END_DECLS
