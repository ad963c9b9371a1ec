/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/words.h"
#include "release-entry.h"
#include "session/clock.h"
#include "session/settings.h"

struct _LiftReleaseEntry
{
  GObject      parent_instance;

  LiftSummary *summary;
};

G_DEFINE_FINAL_TYPE (LiftReleaseEntry, lift_release_entry, G_TYPE_OBJECT)

static void
lift_release_entry_finalize (GObject *object)
{
  lift_summary_free (LIFT_RELEASE_ENTRY (object)->summary);

  G_OBJECT_CLASS (lift_release_entry_parent_class)->finalize (object);
}

static void
lift_release_entry_class_init (LiftReleaseEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_release_entry_finalize;
}

static void
lift_release_entry_init (LiftReleaseEntry *self)
{
}

const LiftSummary *
lift_release_entry_get_summary (LiftReleaseEntry *self)
{
  return self->summary;
}

/* The release's name, or that of a file that cannot be read. */
char *
lift_release_entry_dup_name (LiftReleaseEntry *self)
{
  if (self->summary->root != NULL)
    return lift_words_release_name (self->summary->root);
  return lift_library_dup_shown_name (self->summary->path);
}

static void
scan_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *summaries = lift_library_scan (task_data, cancellable, &error);

  if (summaries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  lift_library_sort (summaries, lift_clock_now ());
  g_task_return_pointer (task, summaries, (GDestroyNotify) g_ptr_array_unref);
}

void
lift_release_entries_scan_async (GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, lift_settings_dup_folder (), g_free);
  g_task_run_in_thread (task, scan_thread);
}

GListModel *
lift_release_entries_scan_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_autoptr(GPtrArray) summaries = g_task_propagate_pointer (G_TASK (result), error);
  GListStore *store;
  gsize n;
  gpointer *stolen;

  if (summaries == NULL)
    return NULL;

  store = g_list_store_new (LIFT_TYPE_RELEASE_ENTRY);
  stolen = g_ptr_array_steal (summaries, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(LiftReleaseEntry) entry = g_object_new (LIFT_TYPE_RELEASE_ENTRY, NULL);

      entry->summary = stolen[i];
      g_list_store_append (store, entry);
    }
  g_free (stolen);
  return G_LIST_MODEL (store);
}
