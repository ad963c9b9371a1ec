/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>

#include "clock.h"
#include "core/error.h"
#include "core/moment.h"
#include "core/snapshots.h"
#include "core/store.h"
#include "session-private.h"

/* A change that comes alone is saved once it is painted; of a burst of changes the first is, and then what came together in this time. A crash of
 * the program loses what was done within this time before it, and no more. */
#define SAVE_SOON_MS  50
#define SAVE_DELAY_MS 300

/* Saving. The task of a worker does not hold the session, its callback does: the worker may be the last to let go of the task, and the session
 * belongs to the main thread. */

typedef struct
{
  char            *path;
  LiftNode        *synced;
  LiftNode        *snapshot;
  LiftNode        *base;       /* what the disk confirmed last */
  LiftNode        *written;
  gboolean         move;       /* to a path that is not the document's yet */
  LiftSaveResult   result;
  LiftSessionStamp stamp;
  dev_t            folder_device;
  gint64           now;
  gboolean         first;      /* the file was not written since it was opened */
  char            *not_kept;   /* why there is no earlier version */

  char            *id;         /* of a recovery copy */
  LiftRecovery    *before;     /* the session's */
  GPtrArray       *taken;      /* the session's */
  LiftRecovery    *copy;       /* the new one; NULL: none was needed, or see copy_error */
  GError          *copy_error;
} Save;

static void
save_free (Save *save)
{
  g_free (save->path);
  g_clear_pointer (&save->synced, lift_node_unref);
  lift_node_unref (save->snapshot);
  g_clear_pointer (&save->base, lift_node_unref);
  g_clear_pointer (&save->written, lift_node_unref);
  g_free (save->not_kept);
  g_free (save->id);
  g_clear_pointer (&save->copy, lift_recovery_free);
  g_clear_error (&save->copy_error);
  g_free (save);
}

/* A folder that is not there, or a file that is missing from a drive that is not: nothing is made in its place. */
static gboolean
check_folder (Save    *save,
              GError **error)
{
  g_autofree char *folder = lift_session_dup_folder (save->path);
  g_autofree char *shown = g_filename_display_name (save->path);
  struct stat there;
  struct stat file;

  if (stat (folder, &there) != 0)
    {
      if (errno != ENOENT && errno != ENOTDIR)
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED,
                   /* Translators: %s is a file */
                   _("“%s” was not saved: its folder is gone. It was removed or renamed, or its drive was taken out. Connect the drive or bring the folder back, or save it elsewhere."),
                   shown);
      return FALSE;
    }
  if (save->folder_device != 0 && there.st_dev != save->folder_device && stat (save->path, &file) != 0)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED,
                   /* Translators: %s is a file */
                   _("“%s” was not saved: the drive it stood on was taken out. Connect it again, or save it elsewhere."), shown);
      return FALSE;
    }
  save->folder_device = there.st_dev;
  return TRUE;
}

/* A copy of what the disk does not hold for certain, unless it stands already. */
static void
keep_copy (Save *save)
{
  g_auto(GStrv) folders = lift_session_dup_folders ();
  LiftNode *current = save->written != NULL ? save->written : save->snapshot;

  if (current == save->base || (save->before != NULL && save->before->synced == save->base && save->before->current == current))
    return;
  save->copy = lift_recovery_keep ((const char *const *) folders, save->before, save->id, save->path, save->now, save->base, current, &save->copy_error);
  for (guint i = 0; save->copy != NULL && save->taken != NULL && i < save->taken->len; i++)
    lift_recovery_remove (g_ptr_array_index (save->taken, i));
}

static void
remove_copies (Save *save)
{
  if (save->before != NULL)
    lift_recovery_remove (save->before);
  for (guint i = 0; save->taken != NULL && i < save->taken->len; i++)
    lift_recovery_remove (g_ptr_array_index (save->taken, i));
}

/* What stands there is kept as an earlier version, of whatever release it is. */
static LiftSaveResult
write_moved (Save        *save,
             const char  *snapshots,
             GError     **not_kept,
             GError     **error)
{
  g_autoptr(LiftLoaded) there = lift_store_load (save->path, NULL, NULL);
  LiftSaveResult result;
  struct stat status;

  if (there != NULL && there->root != NULL)
    lift_snapshots_keep (snapshots, there->root, LIFT_SNAPSHOT_BEFORE, save->now, not_kept);
  /* What others have put there of the same release stays; what else stands there the person chose to replace. */
  if (there != NULL && there->root != NULL && g_str_equal (lift_node_get_id (there->root), lift_node_get_id (save->snapshot)))
    result = lift_store_save (save->path, NULL, save->snapshot, NULL, &save->written, &status, error);
  else
    {
      result = lift_store_create (save->path, save->snapshot, TRUE, error);
      if (result != LIFT_NOT_SAVED)
        save->written = lift_node_ref (save->snapshot);
    }
  save->stamp = lift_session_stamp_of (save->path);
  return result;
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Save *save = task_data;
  g_autofree char *snapshots = lift_snapshots_default_folder ();
  g_autofree char *aside = lift_store_aside_folder ();
  g_autoptr(GError) not_kept = NULL;
  struct stat status;
  GError *error = NULL;

  if (save->first && !save->move)
    lift_snapshots_keep_file (snapshots, save->path, lift_node_get_id (save->snapshot), save->now, &not_kept);
  if (!check_folder (save, &error))
    save->result = LIFT_NOT_SAVED;
  else if (save->move)
    save->result = write_moved (save, snapshots, &not_kept, &error);
  else
    {
      save->result = lift_store_save (save->path, save->synced, save->snapshot, aside, &save->written, &status, &error);
      if (save->result != LIFT_NOT_SAVED)
        save->stamp = lift_session_stamp (&status);
    }

  if (save->result != LIFT_NOT_SAVED)
    lift_snapshots_keep (snapshots, save->written, LIFT_SNAPSHOT_SAVED, save->now, not_kept == NULL ? &not_kept : NULL);
  save->not_kept = not_kept != NULL ? g_strdup (not_kept->message) : NULL;

  if (save->result == LIFT_SAVED)
    remove_copies (save);
  else if (!save->move)
    keep_copy (save);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static Save *
save_new (LiftSession *self,
          const char  *path)
{
  Save *save = g_new0 (Save, 1);

  save->path = g_strdup (path);
  save->synced = lift_node_ref (lift_document_get_synced (self->document));
  save->snapshot = lift_node_ref (lift_document_get_root (self->document));
  save->base = lift_node_ref (self->undurable != NULL ? self->undurable : save->synced);
  save->now = lift_clock_now ();
  save->first = !self->wrote;
  save->before = self->copy;
  save->taken = self->taken;
  save->id = g_strdup_printf ("%08x%08x", g_rand_int (self->rand), g_rand_int (self->rand));
  return save;
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
  else if (!lift_document_is_dirty (self->document) && self->flushes != NULL)
    {
      g_autoptr(GError) error = self->save_error != NULL ? g_error_new_literal (LIFT_ERROR, LIFT_ERROR_NOT_SAVED, self->save_error) : NULL;

      finish_flushes (self, error);
    }
}

/* The disk confirmed all that was saved. */
static void
forget_copies (LiftSession *self)
{
  g_clear_pointer (&self->copy, lift_recovery_free);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_clear_pointer (&self->copy_error, g_free);
  g_clear_pointer (&self->undurable, lift_node_unref);
}

static void
take_copy (LiftSession *self,
           Save        *save)
{
  g_free (self->copy_error);
  self->copy_error = save->copy_error != NULL ? g_strdup (save->copy_error->message) : NULL;
  if (save->copy == NULL)
    return;

  g_clear_pointer (&self->copy, lift_recovery_free);
  self->copy = g_steal_pointer (&save->copy);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
}

/* The file is the new one. */
static void
take_written (LiftSession *self,
              Save        *save)
{
  self->wrote = TRUE;
  self->outside = FALSE;
  self->missing = FALSE;
  self->stamp = save->stamp;
  self->folder_device = save->folder_device;
  if (save->result == LIFT_SAVED)
    forget_copies (self);
  else if (self->undurable == NULL)
    self->undurable = g_steal_pointer (&save->base);
  lift_session_take (self, save->snapshot, save->written);

  if (save->result == LIFT_SAVED && self->recovered != LIFT_NO_INSTANT)
    {
      g_autofree char *words = lift_session_recovered_words (self->recovered, save->written);

      self->recovered = LIFT_NO_INSTANT;
      lift_session_tell (self, words);
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LiftSession) self = user_data;
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  gboolean pending;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->working = FALSE;
  if (save->not_kept != NULL && !self->told_not_kept)
    {
      self->told_not_kept = TRUE;
      lift_session_say (self, save->not_kept);
    }

  if (save->result != LIFT_SAVED)
    take_copy (self, save);
  if (save->result != LIFT_NOT_SAVED)
    take_written (self, save);
  else if (lift_document_is_dirty (self->document))
    self->outside = FALSE;

  pending = save->result != LIFT_NOT_SAVED && lift_document_is_dirty (self->document);
  lift_session_set_state (self, pending ? LIFT_SESSION_PENDING : error != NULL ? LIFT_SESSION_FAILED : LIFT_SESSION_SAVED,
                          error != NULL ? error->message : NULL);
  if (error != NULL)
    {
      /* What is said of the copy may be another. */
      g_object_notify (G_OBJECT (self), "save-error");
      lift_session_begin_retry (self);
    }
  else
    lift_session_end_retry (self);
  if (pending && self->save_source == 0)
    lift_session_changed (self);
  if (error != NULL && !pending)
    finish_flushes (self, error);
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
  self->save_time = g_get_monotonic_time ();
  save = save_new (self, self->path);
  save->folder_device = self->folder_device;

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
  else if (self->save_error == NULL)
    lift_session_set_state (self, LIFT_SESSION_SAVED, NULL);
  return G_SOURCE_REMOVE;
}

/* The document changed, whoever did it. */
void
lift_session_changed (LiftSession *self)
{
  gint64 since = (g_get_monotonic_time () - self->save_time) / 1000;

  if (!lift_document_is_dirty (self->document) || lift_document_get_read_only (self->document) != NULL)
    return;

  if (self->save_source == 0)
    self->save_source = g_timeout_add (MAX (SAVE_SOON_MS, SAVE_DELAY_MS - since), save_timeout_cb, self);
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

  if (!lift_document_is_dirty (self->document) && !self->working && self->save_error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  /* What was removed on purpose is not made again because the window closes. */
  if (!lift_document_is_dirty (self->document) && !self->working && self->outside)
    {
      g_task_return_new_error (task, LIFT_ERROR, LIFT_ERROR_NOT_SAVED, "%s", self->save_error);
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

/* Elsewhere */

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) outer = user_data;
  LiftSession *self = g_task_get_source_object (outer);
  Save *save = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->working = FALSE;
  if (save->result == LIFT_NOT_SAVED)
    {
      if (!save->move)
        take_copy (self, save);
      lift_session_set_state (self, self->save_error != NULL ? LIFT_SESSION_FAILED : LIFT_SESSION_SAVED, self->save_error);
      lift_session_changed (self);
      lift_session_go_on (self);
      g_task_return_error (outer, error);
      return;
    }

  g_free (self->path);
  self->path = g_strdup (save->path);
  lift_document_set_read_only (self->document, NULL);
  take_written (self, save);
  lift_session_follow (self);
  if (error == NULL)
    lift_session_end_retry (self);
  lift_session_set_state (self, error != NULL ? LIFT_SESSION_FAILED : lift_document_is_dirty (self->document) ? LIFT_SESSION_PENDING : LIFT_SESSION_SAVED,
                          error != NULL ? error->message : NULL);
  g_clear_error (&error);
  lift_session_changed (self);
  lift_session_go_on (self);
  g_task_return_boolean (outer, TRUE);
}

/* Saves the document as @path, which the person chose, and goes on there: what cannot be saved where it was is safe then. */
void
lift_session_move_async (LiftSession         *self,
                         const char          *path,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *outer = g_task_new (self, NULL, callback, user_data);
  g_autoptr(GTask) task = NULL;
  Save *save;

  if (self->working)
    {
      g_task_return_new_error (outer, LIFT_ERROR, LIFT_ERROR_NOT_SAVED, "%s", _("A save is under way. Try again in a moment."));
      g_object_unref (outer);
      return;
    }

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_time = g_get_monotonic_time ();
  save = save_new (self, path);
  save->move = !g_str_equal (path, self->path);

  self->working = TRUE;
  lift_session_set_state (self, LIFT_SESSION_SAVING, self->save_error);
  task = g_task_new (NULL, NULL, moved_cb, outer);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
lift_session_move_finish (LiftSession   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
