/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/document.h"

G_BEGIN_DECLS

/* An open document and its file: loads it, saves it by itself, follows what others write into it. What it does to a disk it does in a worker
 * thread over a snapshot.
 *
 * What cannot be saved stays in the document, and a recovery copy of it is kept where there is room. It is tried again by itself: after a while, when
 * the folder or the mounted file systems change, at the next change. The copies that an earlier session left are merged into the document when it is
 * opened, and saved. */

typedef enum
{
  LIFT_SESSION_SAVED,
  LIFT_SESSION_PENDING, /* a change waits for its save */
  LIFT_SESSION_SAVING,
  LIFT_SESSION_FAILED,  /* see "save-error"; also when the disk did not confirm a save, and when others removed or replaced the file */
} LiftSessionState;

#define LIFT_TYPE_SESSION_STATE (lift_session_state_get_type ())
GType lift_session_state_get_type (void);

/* Properties: "state", "save-error" (string or NULL; it stays while a save is tried again), "notice" (string or NULL: to be taken and shown until the
 * person puts it away). Signal "message" (const char *text): something to tell the person in passing. */
#define LIFT_TYPE_SESSION (lift_session_get_type ())
G_DECLARE_FINAL_TYPE (LiftSession, lift_session, LIFT, SESSION, GObject)

void             lift_session_read_early     (const char *path);
void             lift_session_open_async     (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LiftSession     *lift_session_open_finish    (GAsyncResult *result, GError **error);

LiftDocument    *lift_session_get_document   (LiftSession *self);
const char      *lift_session_get_path       (LiftSession *self);
LiftSessionState lift_session_get_state      (LiftSession *self);
const char      *lift_session_get_save_error (LiftSession *self);

char            *lift_session_take_notice    (LiftSession *self);

/* Whether the next start will find everything that is not saved; and where what is not saved is, for people (NULL: everything is saved). */
gboolean         lift_session_has_copy       (LiftSession *self);
char            *lift_session_dup_copy_words (LiftSession *self);

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
void             lift_session_move_async     (LiftSession *self, const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean         lift_session_move_finish    (LiftSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
