/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/intents.h"
#include "session/clock.h"
#include "past-version.h"

struct _LiftPastVersion
{
  GObject      parent_instance;

  LiftSnapshot snapshot;
  char        *error;
  char        *summary;
  char        *people;
};

G_DEFINE_FINAL_TYPE (LiftPastVersion, lift_past_version, G_TYPE_OBJECT)

static void
lift_past_version_finalize (GObject *object)
{
  LiftPastVersion *self = LIFT_PAST_VERSION (object);

  g_free (self->error);
  g_free (self->summary);
  g_free (self->people);

  G_OBJECT_CLASS (lift_past_version_parent_class)->finalize (object);
}

static void
lift_past_version_class_init (LiftPastVersionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_past_version_finalize;
}

static void
lift_past_version_init (LiftPastVersion *self)
{
}

guint
lift_past_version_get_number (LiftPastVersion *self)
{
  return self->snapshot.number;
}

gint64
lift_past_version_get_instant (LiftPastVersion *self)
{
  return self->snapshot.instant;
}

const char *
lift_past_version_get_error (LiftPastVersion *self)
{
  return self->error;
}

const char *
lift_past_version_get_summary (LiftPastVersion *self)
{
  return self->summary;
}

const char *
lift_past_version_get_people (LiftPastVersion *self)
{
  return self->people;
}

/* Reading all */

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  LiftNode *root = task_data;
  const char *id = lift_node_get_id (root);
  g_autofree char *folder = lift_snapshots_default_folder ();
  g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(LiftNode) next = lift_node_ref (root);
  g_autoptr(GArray) snapshots = NULL;
  gboolean is_now = TRUE;
  GError *error = NULL;

  snapshots = lift_snapshots_list (folder, id, &error);
  if (snapshots == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = snapshots->len; i-- > 0;)
    {
      g_autoptr(LiftPastVersion) version = g_object_new (LIFT_TYPE_PAST_VERSION, NULL);
      g_autoptr(GError) damage = NULL;
      g_autoptr(LiftNode) node = NULL;

      version->snapshot = g_array_index (snapshots, LiftSnapshot, i);
      node = lift_snapshots_load (folder, id, &version->snapshot, cancellable, &damage);
      if (g_task_return_error_if_cancelled (task))
        return;
      if (node == NULL)
        {
          version->error = g_strdup (damage->message);
          g_ptr_array_add (versions, g_steal_pointer (&version));
          continue;
        }
      version->summary = lift_changes_summary (node, next);
      version->people = lift_changes_people (node, next);
      lift_node_unref (next);
      next = g_steal_pointer (&node);
      is_now = is_now && *version->summary == '\0';
      if (!is_now)
        g_ptr_array_add (versions, g_steal_pointer (&version));
    }
  g_task_return_pointer (task, g_steal_pointer (&versions), (GDestroyNotify) g_ptr_array_unref);
}

void
lift_versions_read_async (LiftNode            *root,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, lift_node_ref (root), (GDestroyNotify) lift_node_unref);
  g_task_run_in_thread (task, read_thread);
}

GPtrArray *
lift_versions_read_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Reading one */

typedef struct
{
  LiftSnapshot snapshot;
  LiftNode    *root;
  guint        most;
} Look;

static void
look_free (Look *look)
{
  lift_node_unref (look->root);
  g_free (look);
}

void
lift_preview_free (LiftPreview *preview)
{
  lift_node_unref (preview->earlier);
  g_ptr_array_unref (preview->changes);
  g_free (preview);
}

static void
preview_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Look *look = task_data;
  g_autofree char *folder = lift_snapshots_default_folder ();
  LiftPreview *preview;
  GError *error = NULL;
  g_autoptr(LiftNode) earlier = lift_snapshots_load (folder, lift_node_get_id (look->root), &look->snapshot, cancellable, &error);

  if (earlier == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  preview = g_new0 (LiftPreview, 1);
  preview->earlier = lift_release_restored (look->root, earlier);
  preview->changes = lift_changes_list (look->root, preview->earlier, look->most, &preview->n);
  g_task_return_pointer (task, preview, (GDestroyNotify) lift_preview_free);
}

void
lift_past_version_preview_async (LiftPastVersion         *self,
                            LiftNode            *root,
                            guint                most,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);

  look->snapshot = self->snapshot;
  look->root = lift_node_ref (root);
  look->most = most;
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, preview_thread);
}

LiftPreview *
lift_past_version_preview_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Keeping what is replaced */

static void
keep_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autofree char *folder = lift_snapshots_default_folder ();
  GError *error = NULL;

  if (lift_snapshots_keep (folder, task_data, LIFT_SNAPSHOT_BEFORE, lift_clock_now (), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lift_versions_keep_async (LiftNode            *root,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, lift_node_ref (root), (GDestroyNotify) lift_node_unref);
  g_task_run_in_thread (task, keep_thread);
}

gboolean
lift_versions_keep_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
