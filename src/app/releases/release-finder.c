/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/error.h"
#include "core/library.h"
#include "release-finder.h"
#include "session/settings.h"

typedef struct
{
  char *folders[3];
  char *id;
  char *known; /* where it was found last */
} Search;

/* Of the main thread: the paths at which releases were found, by their ids. A file that is not that release any more is looked for again. */
static GHashTable *found;

static void
search_free (Search *search)
{
  for (guint i = 0; search->folders[i] != NULL; i++)
    g_free (search->folders[i]);
  g_free (search->id);
  g_free (search->known);
  g_free (search);
}

static gboolean
is_there (const char   *path,
          const char   *id,
          GCancellable *cancellable)
{
  g_autoptr(LiftSummary) summary = lift_library_read (path, cancellable);

  return summary->root != NULL && g_str_equal (lift_node_get_id (summary->root), id);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Search *search = task_data;
  char *path;

  if (search->known != NULL && is_there (search->known, search->id, cancellable))
    path = g_strdup (search->known);
  else
    path = lift_library_find ((const char *const *) search->folders, search->id, cancellable);
  if (g_task_return_error_if_cancelled (task))
    {
      g_free (path);
      return;
    }
  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    {
      g_autofree char *beside = g_filename_display_name (search->folders[0]);
      g_autofree char *usual = g_filename_display_name (search->folders[1]);

      if (g_str_equal (beside, usual))
        g_task_return_new_error (task, LIFT_ERROR, LIFT_ERROR_DOCUMENT, _("It is not in the folder “%s”. Open its file, wherever it is."), beside);
      else
        g_task_return_new_error (task, LIFT_ERROR, LIFT_ERROR_DOCUMENT, _("It is neither in the folder “%s” nor in “%s”. Open its file, wherever it is."), beside,
                                 usual);
    }
}

void
lift_release_find_async (const char          *beside,
                         const char          *id,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->folders[0] = g_path_get_dirname (beside);
  search->folders[1] = lift_settings_dup_folder ();
  search->id = g_strdup (id);
  search->known = found != NULL ? g_strdup (g_hash_table_lookup (found, id)) : NULL;
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, find_thread);
}

char *
lift_release_find_finish (GAsyncResult  *result,
                          GError       **error)
{
  Search *search = g_task_get_task_data (G_TASK (result));
  char *path = g_task_propagate_pointer (G_TASK (result), error);

  if (path == NULL)
    return NULL;
  if (found == NULL)
    found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (found, g_strdup (search->id), g_strdup (path));
  return path;
}
