/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "clock.h"
#include "core/error.h"
#include "core/store.h"
#include "session.h"
#include "settings.h"

/* From a change to its save: long enough to take a burst of changes together, well within a second. */
#define SAVE_DELAY_MS 300
/* Others replace a file in several steps: look at it when they are through. */
#define RELOAD_DELAY_MS 50

/* What a file looked like when it was last known: tells whether somebody else wrote it. */
typedef struct
{
  dev_t           device;
  ino_t           inode;
  off_t           size;
  struct timespec modified;
} Stamp;

struct _LiftSession
{
  GObject          parent_instance;

  LiftDocument    *document;
  char            *path;
  GFileMonitor    *monitor;
  Stamp            stamp;
  LiftSessionState state;
  char            *save_error;
  guint            save_source;
  guint            reload_source;
  gboolean         working;       /* a save or a reload is in a worker */
  gboolean         reload_wanted;
  GList           *flushes;       /* of GTask */
  GRand           *rand;
  char            *who;
  LiftAct          act;
};

G_DEFINE_FINAL_TYPE (LiftSession, lift_session, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (LiftSessionState, lift_session_state,
                    G_DEFINE_ENUM_VALUE (LIFT_SESSION_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (LIFT_SESSION_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (LIFT_SESSION_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (LIFT_SESSION_FAILED, "failed"))

enum
{
  PROP_STATE = 1,
  PROP_SAVE_ERROR,
  N_PROPS,
};

enum
{
  MESSAGE,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void start_save (LiftSession *self);
static void start_reload (LiftSession *self);

static gboolean
stamp_equal (const Stamp *a,
             const Stamp *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size &&
         a->modified.tv_sec == b->modified.tv_sec && a->modified.tv_nsec == b->modified.tv_nsec;
}

static Stamp
stamp_of (const char *path)
{
  struct stat st = { 0 };

  if (stat (path, &st) != 0)
    return (Stamp) { 0 };
  return (Stamp) { st.st_dev, st.st_ino, st.st_size, st.st_mtim };
}

static void
set_state (LiftSession      *self,
           LiftSessionState  state,
           const char       *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
    }
  if (g_strcmp0 (self->save_error, error) != 0)
    {
      g_free (self->save_error);
      self->save_error = g_strdup (error);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SAVE_ERROR]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* Saving. The task of a worker does not hold the session, its callback does: the worker may be the last to let go of the task, and the session
 * belongs to the main thread. */

typedef struct
{
  char          *path;
  LiftNode      *synced;
  LiftNode      *snapshot;
  LiftNode      *written;
  LiftSaveResult result;
  Stamp          stamp;
} Save;

static void
save_free (Save *save)
{
  g_free (save->path);
  lift_node_unref (save->synced);
  lift_node_unref (save->snapshot);
  lift_node_unref (save->written);
  g_free (save);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;

  save->result = lift_store_save (save->path, save->synced, save->snapshot, &save->written, &error);
  save->stamp = stamp_of (save->path);
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

static void
go_on (LiftSession *self)
{
  if (self->flushes != NULL && lift_document_is_dirty (self->document))
    start_save (self);
  else if (self->reload_wanted)
    start_reload (self);
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

  if (save->result == LIFT_NOT_SAVED)
    {
      set_state (self, LIFT_SESSION_FAILED, error->message);
      finish_flushes (self, error);
      go_on (self);
      return;
    }

  self->stamp = save->stamp;
  lift_document_take_external (self->document, save->snapshot, save->written);
  if (self->save_source == 0)
    set_state (self, lift_document_is_dirty (self->document) ? LIFT_SESSION_PENDING : LIFT_SESSION_SAVED,
               save->result == LIFT_SAVED_NOT_DURABLE ? error->message : NULL);
  else
    set_state (self, LIFT_SESSION_PENDING, NULL);
  go_on (self);
}

static void
start_save (LiftSession *self)
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

  self->working = TRUE;
  set_state (self, LIFT_SESSION_SAVING, self->save_error);
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
    start_save (self);
  else
    set_state (self, LIFT_SESSION_SAVED, NULL);
  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (LiftSession *self)
{
  if (!lift_document_is_dirty (self->document) || lift_document_get_read_only (self->document) != NULL)
    return;

  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_timeout_cb, self);
  if (self->state == LIFT_SESSION_SAVED)
    set_state (self, LIFT_SESSION_PENDING, NULL);
}

/* Following what others write */

typedef struct
{
  char       *path;
  LiftNode   *synced;
  LiftLoaded *loaded;
  Stamp       stamp;
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
  Stamp       stamp;
  LiftLoaded *loaded;
  GError     *error;
} Early;

static GThread *early_thread;

static gpointer
read_early (gpointer user_data)
{
  Early *early = user_data;

  early->stamp = stamp_of (early->path);
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
  Stamp now = stamp_of (load->path);
  gboolean taken;

  if (early == NULL)
    return FALSE;

  taken = g_str_equal (early->path, load->path) && stamp_equal (&early->stamp, &now);
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
      load->stamp = stamp_of (load->path);
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
      go_on (self);
      return;
    }

  self->stamp = load->stamp;
  read_only = dup_read_only (load);
  if (g_strcmp0 (lift_node_get_id (load->loaded->root), lift_node_get_id (lift_document_get_root (self->document))) != 0)
    lift_session_say (self, _("The file holds another release now. What stands here is not saved into it: open the file again to see it"));
  /* What could not be read of a damaged file must not look as if it had been deleted. */
  else if (!load->same && read_only == NULL)
    lift_document_take_external (self->document, lift_document_get_synced (self->document), load->loaded->root);
  lift_document_set_read_only (self->document, read_only);
  go_on (self);
}

static void
start_reload (LiftSession *self)
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
  Stamp now = stamp_of (self->path);

  if (self->working)
    return G_SOURCE_CONTINUE;

  self->reload_source = 0;
  if (now.inode != 0 && !stamp_equal (&now, &self->stamp))
    start_reload (self);
  return G_SOURCE_REMOVE;
}

static void
monitor_changed_cb (LiftSession *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_timeout_cb, self);
}

/* The object */

static void
lift_session_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LiftSession *self = LIFT_SESSION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SAVE_ERROR:
      g_value_set_string (value, self->save_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_session_dispose (GObject *object)
{
  LiftSession *self = LIFT_SESSION (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (lift_session_parent_class)->dispose (object);
}

static void
lift_session_finalize (GObject *object)
{
  LiftSession *self = LIFT_SESSION (object);

  g_free (self->path);
  g_free (self->save_error);
  g_free (self->who);
  g_rand_free (self->rand);

  G_OBJECT_CLASS (lift_session_parent_class)->finalize (object);
}

static void
lift_session_class_init (LiftSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lift_session_get_property;
  object_class->dispose = lift_session_dispose;
  object_class->finalize = lift_session_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, LIFT_TYPE_SESSION_STATE, LIFT_SESSION_SAVED, read);
  props[PROP_SAVE_ERROR] = g_param_spec_string ("save-error", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[MESSAGE] = g_signal_new ("message", LIFT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lift_session_init (LiftSession *self)
{
  self->rand = g_rand_new ();
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
  g_signal_connect_object (self->document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);

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

LiftSession *
lift_session_open_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

LiftDocument *
lift_session_get_document (LiftSession *self)
{
  return self->document;
}

const char *
lift_session_get_path (LiftSession *self)
{
  return self->path;
}

LiftSessionState
lift_session_get_state (LiftSession *self)
{
  return self->state;
}

const char *
lift_session_get_save_error (LiftSession *self)
{
  return self->save_error;
}

const LiftAct *
lift_session_act (LiftSession *self)
{
  g_free (self->who);
  self->who = lift_settings_dup_user_name ();
  self->act = (LiftAct) { self->who, lift_clock_now (), self->rand };
  return &self->act;
}

static void
say_left_out (LiftSession *self,
              guint        left_out)
{
  g_autofree char *text = NULL;

  if (left_out == 0)
    return;

  text = g_strdup_printf (ngettext ("%u change was left out: it was changed elsewhere meanwhile",
                                     "%u changes were left out: they were changed elsewhere meanwhile", left_out), left_out);
  lift_session_say (self, text);
}

gboolean
lift_session_apply (LiftSession *self,
                    LiftGroup   *group,
                    GError      *error)
{
  g_autoptr(LiftGroup) owned_group = group;
  g_autoptr(GError) owned_error = error;
  const char *read_only = lift_document_get_read_only (self->document);
  LiftNode *before = lift_document_get_root (self->document);

  if (owned_group == NULL || read_only != NULL)
    {
      lift_session_say (self, owned_group == NULL && owned_error != NULL ? owned_error->message : read_only);
      return FALSE;
    }
  if (lift_group_get_n_edits (owned_group) == 0)
    return FALSE;

  say_left_out (self, lift_document_apply (self->document, owned_group, LIFT_ORIGIN_USER, lift_session_act (self)));
  return before != lift_document_get_root (self->document);
}

void
lift_session_undo (LiftSession *self)
{
  if (lift_document_can_undo (self->document))
    say_left_out (self, lift_document_undo (self->document, lift_session_act (self)));
}

void
lift_session_redo (LiftSession *self)
{
  if (lift_document_can_redo (self->document))
    say_left_out (self, lift_document_redo (self->document, lift_session_act (self)));
}

void
lift_session_say (LiftSession *self,
                  const char  *text)
{
  if (text != NULL)
    g_signal_emit (self, signals[MESSAGE], 0, text);
}

/* Reads the file again, whatever it looks like from outside. */
void
lift_session_reload (LiftSession *self)
{
  start_reload (self);
}

/* Saves now what could not be saved, or was but the disk did not confirm it. */
void
lift_session_retry (LiftSession *self)
{
  if (!self->working && (lift_document_is_dirty (self->document) || self->save_error != NULL))
    start_save (self);
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
    start_save (self);
}

gboolean
lift_session_flush_finish (LiftSession   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
