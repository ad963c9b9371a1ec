/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/error.h"
#include "core/store.h"
#include "session-private.h"

/* Others replace a file in several steps: look at it when they are through. */
#define RELOAD_DELAY_MS 50

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

/* Following what others write */

typedef struct
{
  char       *path;
  LiftNode   *synced;
  LiftLoaded *loaded;
  LiftSessionStamp       stamp;
  gboolean    same;
} Load;

static void
load_free (Load *load)
{
  g_free (load->path);
  lift_node_unref (load->synced);
  lift_loaded_free (load->loaded);
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
  char       *path;
  LiftSessionStamp       stamp;
  LiftLoaded *loaded;
  GError     *error;
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
  g_task_return_boolean (task, TRUE);
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
      /* What stands here is not lost: the next save says what is wrong with the file. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lift_session_say (self, error->message);
      lift_session_go_on (self);
      return;
    }

  self->stamp = load->stamp;
  read_only = dup_read_only (load);
  if (g_strcmp0 (lift_node_get_id (load->loaded->root), lift_node_get_id (lift_document_get_root (self->document))) != 0)
    lift_session_say (self, _("The file holds another release now. What stands here is not saved into it: open the file again to see it"));
  /* What could not be read of a damaged file must not look as if it had been deleted. */
  else if (!load->same && read_only == NULL)
    lift_session_take (self, lift_document_get_synced (self->document), load->loaded->root);
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
  if (now.inode != 0 && !lift_session_stamp_equal (&now, &self->stamp))
    lift_session_reload (self);
  return G_SOURCE_REMOVE;
}

static void
monitor_changed_cb (LiftSession *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_timeout_cb, self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) outer = user_data;
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr(LiftSession) self = NULL;
  g_autoptr(GFile) file = NULL;
  g_autofree char *read_only = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (outer, error);
      return;
    }

  self = g_object_new (LIFT_TYPE_SESSION, NULL);
  self->path = g_strdup (load->path);
  self->stamp = load->stamp;
  self->document = lift_document_new (load->loaded->root);
  read_only = dup_read_only (load);
  lift_document_set_read_only (self->document, read_only);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (lift_session_changed), self, G_CONNECT_SWAPPED);

  file = g_file_new_for_path (self->path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self, G_CONNECT_SWAPPED);

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

