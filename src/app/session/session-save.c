/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "clock.h"
#include "core/error.h"
#include "core/snapshots.h"
#include "core/store.h"
#include "session-private.h"

/* From a change to its save: long enough to take a burst of changes together, well within a second. */
#define SAVE_DELAY_MS 300

/* Saving. The task of a worker does not hold the session, its callback does: the worker may be the last to let go of the task, and the session
 * belongs to the main thread. */

typedef struct
{
  char          *path;
  LiftNode      *synced;
  LiftNode      *snapshot;
  LiftNode      *written;
  LiftSaveResult result;
  LiftSessionStamp          stamp;
  gint64         now;
  gboolean       first;    /* the file was not written since it was opened */
  char          *not_kept; /* why there is no earlier version */
} Save;

static void
save_free (Save *save)
{
  g_free (save->path);
  lift_node_unref (save->synced);
  lift_node_unref (save->snapshot);
  lift_node_unref (save->written);
  g_free (save->not_kept);
  g_free (save);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Save *save = task_data;
  g_autofree char *snapshots = lift_snapshots_default_folder ();
  g_autoptr(GError) not_kept = NULL;
  struct stat status;
  GError *error = NULL;

  if (save->first)
    lift_snapshots_keep_file (snapshots, save->path, lift_node_get_id (save->snapshot), save->now, &not_kept);
  save->result = lift_store_save (save->path, save->synced, save->snapshot, NULL, &save->written, &status, &error);
  if (save->result != LIFT_NOT_SAVED)
    {
      save->stamp = lift_session_stamp (&status);
      lift_snapshots_keep (snapshots, save->written, LIFT_SNAPSHOT_SAVED, save->now, not_kept == NULL ? &not_kept : NULL);
    }
  save->not_kept = not_kept != NULL ? g_strdup (not_kept->message) : NULL;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
finish_flushes (LiftSession  *self,
                const GError *error)
{
  GList *flushes = g_steal_pointer (&self->flushes);

  for (GList *l = flushes; l != NULL; l = l->next)
    {
      if (error != NULL)
        g_task_return_error (l->data, g_error_copy (error));
      else
        g_task_return_boolean (l->data, TRUE);
      g_object_unref (l->data);
    }
  g_list_free (flushes);
}

void
lift_session_go_on (LiftSession *self)
{
  if (self->flushes != NULL && lift_document_is_dirty (self->document))
    lift_session_start_save (self);
  else if (self->reload_wanted)
    lift_session_reload (self);
  else if (!lift_document_is_dirty (self->document))
    finish_flushes (self, NULL);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LiftSession) self = user_data;
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->working = FALSE;

  if (save->not_kept != NULL && !self->told_not_kept)
    {
      self->told_not_kept = TRUE;
      lift_session_say (self, save->not_kept);
    }
  if (save->result == LIFT_NOT_SAVED)
    {
      lift_session_set_state (self, LIFT_SESSION_FAILED, error->message);
      finish_flushes (self, error);
      lift_session_go_on (self);
      return;
    }

  self->wrote = TRUE;
  self->stamp = save->stamp;
  lift_session_take (self, save->snapshot, save->written);
  if (self->save_source == 0)
    lift_session_set_state (self, lift_document_is_dirty (self->document) ? LIFT_SESSION_PENDING : LIFT_SESSION_SAVED,
               save->result == LIFT_SAVED_NOT_DURABLE ? error->message : NULL);
  else
    lift_session_set_state (self, LIFT_SESSION_PENDING, NULL);
  lift_session_go_on (self);
}

void
lift_session_start_save (LiftSession *self)
{
  g_autoptr(GTask) task = NULL;
  Save *save;

  if (self->working)
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  save = g_new0 (Save, 1);
  save->path = g_strdup (self->path);
  save->synced = lift_node_ref (lift_document_get_synced (self->document));
  save->snapshot = lift_node_ref (lift_document_get_root (self->document));
  save->now = lift_clock_now ();
  save->first = !self->wrote;

  self->working = TRUE;
  lift_session_set_state (self, LIFT_SESSION_SAVING, self->save_error);
  task = g_task_new (NULL, NULL, saved_cb, g_object_ref (self));
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread);
}

static gboolean
save_timeout_cb (gpointer user_data)
{
  LiftSession *self = user_data;

  if (self->working)
    return G_SOURCE_CONTINUE;

  self->save_source = 0;
  if (lift_document_is_dirty (self->document))
    lift_session_start_save (self);
  else
    lift_session_set_state (self, LIFT_SESSION_SAVED, NULL);
  return G_SOURCE_REMOVE;
}

/* The document changed, whoever did it. */
void
lift_session_changed (LiftSession *self)
{
  if (!lift_document_is_dirty (self->document) || lift_document_get_read_only (self->document) != NULL)
    return;

  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_timeout_cb, self);
  if (self->state == LIFT_SESSION_SAVED)
    lift_session_set_state (self, LIFT_SESSION_PENDING, NULL);
}

/* Saves now what could not be saved, or was but the disk did not confirm it. */
void
lift_session_retry (LiftSession *self)
{
  if (!self->working && (lift_document_is_dirty (self->document) || self->save_error != NULL))
    lift_session_start_save (self);
}

/* Saves what is not saved yet, at once; ends when everything is on disk, or with the reason why it is not. */
void
lift_session_flush_async (LiftSession         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  if (!lift_document_is_dirty (self->document) && !self->working)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  self->flushes = g_list_append (self->flushes, task);
  if (!self->working)
    lift_session_start_save (self);
}

gboolean
lift_session_flush_finish (LiftSession   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
