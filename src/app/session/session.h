/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/document.h"

G_BEGIN_DECLS

/* An open document and its file: loads it, saves it by itself, follows what others write into it. What it does to a disk it does in a worker
 * thread over a snapshot. */

typedef enum
{
  LIFT_SESSION_SAVED,
  LIFT_SESSION_PENDING, /* a change waits for its save */
  LIFT_SESSION_SAVING,
  LIFT_SESSION_FAILED,  /* see "save-error"; tried again at the next change or by lift_session_retry () */
} LiftSessionState;

#define LIFT_TYPE_SESSION_STATE (lift_session_state_get_type ())
GType lift_session_state_get_type (void);

/* Properties: "state", "save-error" (string or NULL). Signal "message" (const char *text): something to tell the person in passing. */
#define LIFT_TYPE_SESSION (lift_session_get_type ())
G_DECLARE_FINAL_TYPE (LiftSession, lift_session, LIFT, SESSION, GObject)

void             lift_session_read_early     (const char *path);
void             lift_session_open_async     (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LiftSession     *lift_session_open_finish    (GAsyncResult *result, GError **error);

LiftDocument    *lift_session_get_document   (LiftSession *self);
const char      *lift_session_get_path       (LiftSession *self);
LiftSessionState lift_session_get_state      (LiftSession *self);
const char      *lift_session_get_save_error (LiftSession *self);

/* Who acts now, and when: pass it to the intents that make new things. Valid until the main loop runs again. */
const LiftAct   *lift_session_act            (LiftSession *self);

/* Applies what an intent gave: takes @group and @error, either of which may be NULL; says what could not be done. Whether something changed. */
gboolean         lift_session_apply          (LiftSession *self, LiftGroup *group, GError *error);
void             lift_session_undo           (LiftSession *self);
void             lift_session_redo           (LiftSession *self);
void             lift_session_say            (LiftSession *self, const char *text);

void             lift_session_reload         (LiftSession *self);
void             lift_session_retry          (LiftSession *self);
void             lift_session_flush_async    (LiftSession *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean         lift_session_flush_finish   (LiftSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
