/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "core/error.h"
#include "core/merge.h"
#include "core/store.h"
#include "session-private.h"

/* Others replace a file in several steps: look at it when they are through. */
#define RELOAD_DELAY_MS 50
/* A file that is replaced in several steps is missing for a moment. */
#define MISSING_DELAY_MS 700
/* Who writes without the lock may put a version there that lacks what it replaced, and merges that right after. */
#define ASTRAY_DELAY_MS 1000

gboolean
lift_session_stamp_equal (const LiftSessionStamp *a,
                          const LiftSessionStamp *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size &&
         a->modified.tv_sec == b->modified.tv_sec && a->modified.tv_nsec == b->modified.tv_nsec;
}

LiftSessionStamp
lift_session_stamp (const struct stat *status)
{
  return (LiftSessionStamp) { status->st_dev, status->st_ino, status->st_size, status->st_mtim };
}

LiftSessionStamp
lift_session_stamp_of (const char *path)
{
  struct stat st = { 0 };

  if (stat (path, &st) != 0)
    return (LiftSessionStamp) { 0 };
  return lift_session_stamp (&st);
}

/* The folder of the file itself, links followed; of the link if it leads to nothing. */
char *
lift_session_dup_folder (const char *path)
{
  char *target = realpath (path, NULL);
  char *folder = g_path_get_dirname (target != NULL ? target : path);

  free (target);
  return folder;
}

/* Reading */

typedef struct
{
  char            *path;
  LiftNode        *synced;    /* NULL: the document is opened */
  LiftLoaded      *loaded;
  LiftSessionStamp stamp;
  gboolean         same;
  gboolean         leftovers; /* when it is opened: of a save that was killed, or is under way */

  /* When it is opened: recovery copies of it. */
  GPtrArray       *copies;    /* of LiftRecovery, the last one the newest */
  GPtrArray       *notes;     /* of utf8 */
  LiftNode        *base;      /* what the document is made from, and */
  LiftNode        *root;      /* what it is */
} Load;

static void
load_free (Load *load)
{
  g_free (load->path);
  g_clear_pointer (&load->synced, lift_node_unref);
  g_clear_pointer (&load->loaded, lift_loaded_free);
  g_clear_pointer (&load->copies, g_ptr_array_unref);
  g_clear_pointer (&load->notes, g_ptr_array_unref);
  g_clear_pointer (&load->base, lift_node_unref);
  g_clear_pointer (&load->root, lift_node_unref);
  g_free (load);
}

static char *
dup_read_only (const Load *load)
{
  g_autofree char *reason = lift_loaded_dup_read_only (load->loaded);

  return reason != NULL ? g_strdup_printf ("%s: %s", load->path, reason) : NULL;
}

/* What is read while the toolkit starts. */
typedef struct
{
  char            *path;
  LiftSessionStamp stamp;
  LiftLoaded      *loaded;
  GError          *error;
} Early;

static GThread *early_thread;

static gpointer
read_early (gpointer user_data)
{
  Early *early = user_data;

  early->stamp = lift_session_stamp_of (early->path);
  early->loaded = lift_store_load (early->path, NULL, &early->error);
  return early;
}

/* Begins to read @path before there is a main loop; the first lift_session_open_async () of that path takes it over. */
void
lift_session_read_early (const char *path)
{
  Early *early = g_new0 (Early, 1);

  g_return_if_fail (early_thread == NULL);

  early->path = g_canonicalize_filename (path, NULL);
  early_thread = g_thread_new ("read-early", read_early, early);
}

/* Whether @load was read early. A file that changed since is read again. */
static gboolean
take_early (Load    *load,
            GError **error)
{
  GThread *thread = g_atomic_pointer_exchange (&early_thread, NULL);
  Early *early = thread != NULL ? g_thread_join (thread) : NULL;
  LiftSessionStamp now = lift_session_stamp_of (load->path);
  gboolean taken;

  if (early == NULL)
    return FALSE;

  taken = g_str_equal (early->path, load->path) && lift_session_stamp_equal (&early->stamp, &now);
  if (taken)
    {
      load->stamp = early->stamp;
      load->loaded = g_steal_pointer (&early->loaded);
      if (early->error != NULL)
        g_propagate_error (error, g_steal_pointer (&early->error));
    }
  g_clear_pointer (&early->loaded, lift_loaded_free);
  g_clear_error (&early->error);
  g_free (early->path);
  g_free (early);
  return taken;
}

/* What an earlier session could not save of this document. Where the file is missing, cannot be read whole or is another release by now, what the
 * copies hold is shown, and saving says what is wrong with the file. */
static void
take_copies (Load *load)
{
  g_auto(GStrv) folders = lift_session_dup_folders ();
  g_autofree char *read_only = load->loaded != NULL ? lift_loaded_dup_read_only (load->loaded) : NULL;
  LiftNode *on_disk = load->loaded != NULL && read_only == NULL ? load->loaded->root : NULL;
  const LiftRecovery *newest = NULL;
  const char *id = NULL;

  load->notes = g_ptr_array_new_with_free_func (g_free);
  load->copies = lift_recovery_take ((const char *const *) folders, load->path, load->notes);
  for (guint i = 0; on_disk != NULL && i < load->copies->len; i++)
    if (g_str_equal (lift_node_get_id (((LiftRecovery *) g_ptr_array_index (load->copies, i))->current), lift_node_get_id (on_disk)))
      id = lift_node_get_id (on_disk);
  if (load->copies->len == 0)
    return;

  newest = g_ptr_array_index (load->copies, load->copies->len - 1);
  if (id == NULL)
    {
      id = lift_node_get_id (newest->current);
      on_disk = NULL;
    }
  /* Those of another release stay for the next time. */
  for (guint i = load->copies->len; i-- > 0;)
    if (!g_str_equal (lift_node_get_id (((LiftRecovery *) g_ptr_array_index (load->copies, i))->current), id))
      g_ptr_array_remove_index (load->copies, i);

  load->base = lift_node_ref (on_disk != NULL ? on_disk : newest->synced);
  load->root = lift_recovery_merge (load->copies, on_disk != NULL ? on_disk : newest->current);
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Load *load = task_data;
  GError *error = NULL;

  if (!take_early (load, &error))
    {
      load->stamp = lift_session_stamp_of (load->path);
      load->loaded = lift_store_load (load->path, cancellable, &error);
    }
  if (load->synced == NULL && !g_cancellable_is_cancelled (cancellable))
    take_copies (load);

  if (load->root != NULL)
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (load->loaded == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (load->loaded->root == NULL)
    {
      g_autofree char *reason = dup_read_only (load);

      g_task_return_new_error (task, LIFT_ERROR, LIFT_ERROR_DOCUMENT, "%s", reason);
      return;
    }

  if (load->synced != NULL)
    {
      g_autoptr(GBytes) before = lift_json_write (load->synced);
      g_autoptr(GBytes) after = lift_json_write (load->loaded->root);

      load->same = g_bytes_equal (before, after);
    }
  else
    load->leftovers = lift_store_has_leftovers (load->path);
  g_task_return_boolean (task, TRUE);
}

/* Following what others write */

/* What others did to the file is shown as long as it is so. With changes that are not saved, saving says it. */
static void
set_outside (LiftSession *self,
             const char  *text)
{
  if (lift_document_is_dirty (self->document))
    {
      lift_session_changed (self);
      return;
    }
  self->outside = TRUE;
  lift_session_set_state (self, LIFT_SESSION_FAILED, text);
}

static void
clear_outside (LiftSession *self)
{
  self->missing = FALSE;
  if (self->outside)
    lift_session_set_state (self, LIFT_SESSION_SAVED, NULL);
  self->outside = FALSE;
}

static gboolean reload_timeout_cb (gpointer user_data);

static void
set_missing (LiftSession *self)
{
  g_autofree char *shown = g_filename_display_name (self->path);
  /* Translators: %s is a file */
  g_autofree char *text = g_strdup_printf (_("“%s” is gone: it was removed or renamed, or its drive was taken out. The release is in this window only. Save it again, or save it elsewhere."),
                                           shown);

  set_outside (self, text);
}

/* Takes over what was read. An older version, a restored backup for one, or what a machine wrote that had not seen ours, does not undo what it lacks: it
 * is merged as if nothing were known of where it came from, once it is clear that it stays. */
static void
take_loaded (LiftSession *self,
             Load        *load)
{
  LiftNode *synced = lift_document_get_synced (self->document);

  if (lift_history_descends (load->loaded->root, synced))
    lift_session_take (self, synced, load->loaded->root);
  else if (lift_session_stamp_equal (&self->astray, &load->stamp))
    lift_session_take (self, NULL, load->loaded->root);
  else
    {
      self->astray = load->stamp;
      self->stamp = (LiftSessionStamp) { 0 };
      g_clear_handle_id (&self->reload_source, g_source_remove);
      self->reload_source = g_timeout_add (ASTRAY_DELAY_MS, reload_timeout_cb, self);
    }
}

static void
reloaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LiftSession) self = user_data;
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *read_only = NULL;

  self->working = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          /* Translators: %s is what is wrong with the file, a sentence */
          g_autofree char *text = g_strdup_printf (_("%s The release in this window is whole, and the file is not overwritten: save it elsewhere, or mend the file."),
                                                   error->message);

          set_outside (self, text);
        }
      lift_session_go_on (self);
      return;
    }

  self->stamp = load->stamp;
  read_only = dup_read_only (load);
  if (g_strcmp0 (lift_node_get_id (load->loaded->root), lift_node_get_id (lift_document_get_root (self->document))) != 0)
    {
      g_autofree char *shown = g_filename_display_name (self->path);
      /* Translators: %s is a file */
      g_autofree char *text = g_strdup_printf (_("“%s” holds another release now, and this one is not saved into it. Save this one elsewhere, or move the file away and save again."),
                                               shown);

      set_outside (self, text);
      lift_session_go_on (self);
      return;
    }
  clear_outside (self);
  /* What could not be read of a damaged file must not look as if it had been deleted. */
  if (!load->same && read_only == NULL)
    take_loaded (self, load);
  lift_document_set_read_only (self->document, read_only);
  lift_session_go_on (self);
}

/* Reads the file again, whatever it looks like from outside. */
void
lift_session_reload (LiftSession *self)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  self->reload_wanted = TRUE;
  if (self->working)
    return;

  self->reload_wanted = FALSE;
  self->working = TRUE;
  load = g_new0 (Load, 1);
  load->path = g_strdup (self->path);
  load->synced = lift_node_ref (lift_document_get_synced (self->document));
  task = g_task_new (NULL, NULL, reloaded_cb, g_object_ref (self));
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_thread);
}

static gboolean
reload_timeout_cb (gpointer user_data)
{
  LiftSession *self = user_data;
  LiftSessionStamp now = lift_session_stamp_of (self->path);

  if (self->working)
    return G_SOURCE_CONTINUE;

  self->reload_source = 0;
  if (now.inode == 0 && !self->missing)
    {
      self->missing = TRUE;
      self->reload_source = g_timeout_add (MISSING_DELAY_MS, reload_timeout_cb, self);
    }
  else if (now.inode == 0)
    set_missing (self);
  else if (!lift_session_stamp_equal (&now, &self->stamp))
    lift_session_reload (self);
  else
    clear_outside (self);
  return G_SOURCE_REMOVE;
}

static void
monitor_changed_cb (LiftSession *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_timeout_cb, self);
}

static GFileMonitor *
watch (LiftSession *self,
       const char  *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor != NULL)
    g_signal_connect_object (monitor, "changed", G_CALLBACK (monitor_changed_cb), self, G_CONNECT_SWAPPED);
  return monitor;
}

static void mounts_changed_cb (LiftSession *self);

/* Looks at the file from now on: at the name that was opened, and where it is a link at the file it leads to. */
void
lift_session_follow (LiftSession *self)
{
  char *target = realpath (self->path, NULL);

  g_clear_object (&self->monitor);
  g_clear_object (&self->target_monitor);
  self->monitor = watch (self, self->path);
  if (target != NULL && !g_str_equal (target, self->path))
    self->target_monitor = watch (self, target);
  free (target);
  if (self->mount_monitor == NULL)
    {
      self->mount_monitor = g_unix_mount_monitor_get ();
      g_signal_connect_object (self->mount_monitor, "mounts-changed", G_CALLBACK (mounts_changed_cb), self, G_CONNECT_SWAPPED);
    }
  /* It may have changed since it was read. */
  monitor_changed_cb (self);
}

/* What was looked at may be covered now, or another. */
static void
mounts_changed_cb (LiftSession *self)
{
  lift_session_follow (self);
  lift_session_retry_soon (self);
}

static void
adopt_copies (LiftSession *self,
              Load        *load)
{
  for (guint i = 0; i < load->notes->len; i++)
    lift_session_tell (self, g_ptr_array_index (load->notes, i));
  if (load->root == NULL)
    return;

  self->copy = g_ptr_array_steal_index (load->copies, load->copies->len - 1);
  self->taken = g_steal_pointer (&load->copies);
  if (load->root != load->base)
    self->recovered = self->copy->when;
  lift_session_start_save (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) outer = user_data;
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr(LiftSession) self = NULL;
  g_autofree char *read_only = NULL;
  g_autofree char *folder = NULL;
  GError *error = NULL;
  struct stat status;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (outer, error);
      return;
    }

  self = g_object_new (LIFT_TYPE_SESSION, NULL);
  self->path = g_strdup (load->path);
  self->stamp = load->stamp;
  folder = lift_session_dup_folder (self->path);
  self->folder_device = stat (folder, &status) == 0 ? status.st_dev : 0;
  if (load->root != NULL)
    self->document = lift_document_new_unsaved (load->base, load->root);
  else
    {
      self->document = lift_document_new (load->loaded->root);
      read_only = dup_read_only (load);
      lift_document_set_read_only (self->document, read_only);
    }
  g_signal_connect_object (self->document, "changed", G_CALLBACK (lift_session_changed), self, G_CONNECT_SWAPPED);
  lift_session_follow (self);
  adopt_copies (self, load);

  /* Ticks that a kill left beside the file are shown once a save has taken them in. */
  if (load->leftovers && read_only == NULL)
    lift_session_start_save (self);

  g_task_return_pointer (outer, g_steal_pointer (&self), g_object_unref);
}

/* Reads @path in a worker thread. A document that cannot be written opens read-only; one that cannot be read is an error. */
void
lift_session_open_async (const char          *path,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *outer = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, opened_cb, outer);
  Load *load = g_new0 (Load, 1);

  load->path = g_canonicalize_filename (path, NULL);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_thread);
}

