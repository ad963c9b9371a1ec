/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "error.h"
#include "library.h"
#include "store.h"
#include "text.h"

#define SUFFIX ".liftoff.json"

/* What summaries are ordered by, worked out once for each. */
typedef struct
{
  LiftSummary *summary;
  gboolean     unreadable;
  gboolean     incident;
  gboolean     overdue;
  gint64       due; /* G_MAXINT64: none */
  char        *name;
} Rank;

/**
 * lift_library_default_folder:
 *
 * Returns: (transfer full): where releases are kept unless the user chose otherwise: $XDG_DATA_HOME/liftoff/releases, which may be missing
 */
char *
lift_library_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "liftoff", "releases", NULL);
}

/**
 * lift_library_is_release_file:
 * @basename: the name of a file, without folder
 *
 * Returns: whether the name is one of a release: not hidden, and with the ending of documents
 */
gboolean
lift_library_is_release_file (const char *basename)
{
  return basename[0] != '.' && g_str_has_suffix (basename, SUFFIX);
}

/**
 * lift_library_read:
 * @path: a file
 * @cancellable: (nullable): to give up
 *
 * Reads one release for a list; never blocks on a pipe or device. What is wrong names the file without its folder.
 *
 * Returns: (transfer full): its summary, which says what is wrong if it cannot be read or not be changed
 */
LiftSummary *
lift_library_read (const char   *path,
                   GCancellable *cancellable)
{
  LiftSummary *summary = g_new0 (LiftSummary, 1);
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  summary->path = g_strdup (path);
  name = lift_library_dup_shown_name (path);
  loaded = lift_store_load_as (path, name, cancellable, &error);
  if (loaded == NULL)
    {
      summary->error = g_strdup (error->message);
      return summary;
    }
  if (loaded->root != NULL)
    summary->root = lift_node_ref (loaded->root);
  summary->error = lift_loaded_dup_read_only (loaded);
  return summary;
}

/**
 * lift_library_dup_shown_name:
 * @path: a file
 *
 * Returns: (transfer full): its name without the folder, valid UTF-8, as it may be shown, see lift_text_visible_line ()
 */
char *
lift_library_dup_shown_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);

  return lift_text_visible_line (name);
}

/**
 * lift_summary_free:
 * @summary: (transfer full): a summary
 */
void
lift_summary_free (LiftSummary *summary)
{
  if (summary->root != NULL)
    lift_node_unref (summary->root);
  g_free (summary->path);
  g_free (summary->error);
  g_free (summary);
}

/* Where the link at @path leads, if that is not in @folder or below it; %NULL if it is, or if it leads to nothing. */
static char *
leads_out (const char *path,
           const char *folder)
{
  char *target = realpath (path, NULL);
  char *root = realpath (folder, NULL);
  g_autofree char *inside = root != NULL ? g_strconcat (root, "/", NULL) : NULL;
  char *shown = NULL;

  if (target != NULL && root != NULL && strcmp (root, "/") != 0 && !g_str_has_prefix (target, inside))
    shown = g_filename_display_name (target);
  free (target);
  free (root);
  return shown;
}

/* A link out of the folder is not followed: whoever puts it there could have all who list the folder read any file. */
static LiftSummary *
read_entry (const char          *folder,
            const struct dirent *entry,
            GCancellable        *cancellable)
{
  g_autofree char *path = g_build_filename (folder, entry->d_name, NULL);
  g_autofree char *target = NULL;
  g_autofree char *name = NULL;
  LiftSummary *summary;
  struct stat status;

  if (entry->d_type == DT_LNK || (entry->d_type == DT_UNKNOWN && lstat (path, &status) == 0 && S_ISLNK (status.st_mode)))
    target = leads_out (path, folder);
  if (target == NULL)
    return lift_library_read (path, cancellable);

  summary = g_new0 (LiftSummary, 1);
  name = lift_library_dup_shown_name (path);
  summary->error = g_strdup_printf (_("“%s” is a link that leads out of this folder, to “%s”: open it by itself, if that is the file you mean."),
                                    name, target);
  summary->path = g_steal_pointer (&path);
  return summary;
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  const LiftSummary *const *left = a;
  const LiftSummary *const *right = b;

  return strcmp ((*left)->path, (*right)->path);
}

/**
 * lift_library_scan:
 * @folder: a folder
 * @cancellable: (nullable): to give up between two files
 *
 * Reads the releases that stand in @folder itself, not those in folders below it. What has the name of a release but cannot be read is listed with
 * its error, and so is a link that leads out of @folder: it is not followed. The default folder may be missing: it is then empty.
 *
 * Returns: (transfer full) (element-type LiftSummary) (nullable): summaries in the order of their paths, see lift_library_sort (); or %NULL with
 *   %LIFT_ERROR_DOCUMENT, which names @folder, or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
lift_library_scan (const char   *folder,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_summary_free);
  g_autofree char *usual = lift_library_default_folder ();
  struct dirent *entry;
  DIR *dir = opendir (folder);
  int code = errno;

  while (dir != NULL)
    {
      errno = 0;
      entry = readdir (dir);
      code = errno;
      if (entry == NULL || g_cancellable_is_cancelled (cancellable))
        break;
      if (lift_library_is_release_file (entry->d_name))
        g_ptr_array_add (summaries, read_entry (folder, entry, cancellable));
    }
  if (dir != NULL)
    closedir (dir);
  else if (code == ENOENT && strcmp (folder, usual) == 0)
    code = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (code != 0)
    {
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT,
                   _("The folder “%s” cannot be read: %s. Check its name, or choose another folder."), shown, g_strerror (code));
      return NULL;
    }
  g_ptr_array_sort (summaries, compare_paths);
  return g_steal_pointer (&summaries);
}

static gboolean
is_release (const LiftSummary *summary,
            const char        *id)
{
  return summary->root != NULL && strcmp (lift_node_get_id (summary->root), id) == 0;
}

/**
 * lift_library_find:
 * @folders: (array zero-terminated=1): folders; the same one twice is read once
 * @id: the id of a release
 * @cancellable: (nullable): to give up between two files
 *
 * Looks for a release in the folders, in their order, as lift_library_scan() reads them. A folder that cannot be read holds nothing.
 *
 * Returns: (transfer full) (nullable): the path of its file, or %NULL
 */
char *
lift_library_find (const char *const *folders,
                   const char        *id,
                   GCancellable      *cancellable)
{
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) summaries = NULL;
      gboolean seen = FALSE;

      for (guint j = 0; j < i; j++)
        seen = seen || strcmp (folders[i], folders[j]) == 0;
      summaries = seen ? NULL : lift_library_scan (folders[i], cancellable, NULL);
      for (guint s = 0; summaries != NULL && s < summaries->len; s++)
        if (is_release (g_ptr_array_index (summaries, s), id))
          return g_strdup (((LiftSummary *) g_ptr_array_index (summaries, s))->path);
    }
  return NULL;
}

static void
rank_init (Rank        *rank,
           LiftSummary *summary,
           gint64       now)
{
  LiftNode *release = summary->root;
  LiftNodes *phases;
  LiftNode *next;
  const char *name;
  guint i;

  *rank = (Rank) { .summary = summary, .unreadable = release == NULL, .due = G_MAXINT64 };
  if (release == NULL)
    return;

  rank->incident = lift_schedule_open_incident (release) != NULL;
  phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  for (i = 0; i < lift_nodes_get_n (phases) && !rank->overdue; i++)
    rank->overdue = lift_schedule_phase_state (release, lift_nodes_get (phases, i), now, NULL) == LIFT_PHASE_OVERDUE;

  next = lift_schedule_next (release, now);
  if (next != NULL)
    {
      gint64 due = lift_schedule_due (release, next, NULL);

      if (due != LIFT_NO_INSTANT)
        rank->due = due;
    }
  name = lift_node_get_text (release, LIFT_RELEASE_NAME);
  rank->name = g_utf8_collate_key (name != NULL ? name : "", -1);
}

static void
rank_clear (Rank *rank)
{
  g_free (rank->name);
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const Rank *left = a;
  const Rank *right = b;
  int order;

  if (left->unreadable != right->unreadable)
    return left->unreadable ? 1 : -1;
  if (left->incident != right->incident)
    return left->incident ? -1 : 1;
  if (left->overdue != right->overdue)
    return left->overdue ? -1 : 1;
  if (left->due != right->due)
    return left->due < right->due ? -1 : 1;
  order = g_strcmp0 (left->name, right->name);
  return order != 0 ? order : strcmp (left->summary->path, right->summary->path);
}

/**
 * lift_summary_compare:
 * @a: a summary
 * @b: another one
 * @now: seconds since 1970 UTC
 *
 * Puts what needs attention first: releases with an open incident, then those with an overdue phase, then by the next deadline, then by
 * name; what cannot be read comes last.
 *
 * Returns: less than, equal to or more than 0, as @a comes before, with or after @b
 */
int
lift_summary_compare (const LiftSummary *a,
                      const LiftSummary *b,
                      gint64             now)
{
  Rank left, right;
  int order;

  rank_init (&left, (LiftSummary *) a, now);
  rank_init (&right, (LiftSummary *) b, now);
  order = compare_ranks (&left, &right);
  rank_clear (&left);
  rank_clear (&right);
  return order;
}

/**
 * lift_library_sort:
 * @summaries: (element-type LiftSummary): summaries
 * @now: seconds since 1970 UTC
 *
 * Sorts @summaries in place by lift_summary_compare (), working out each one's deadlines once.
 */
void
lift_library_sort (GPtrArray *summaries,
                   gint64     now)
{
  g_autoptr (GArray) ranks = g_array_sized_new (FALSE, FALSE, sizeof (Rank), summaries->len);
  guint i;

  g_array_set_clear_func (ranks, (GDestroyNotify) rank_clear);
  g_array_set_size (ranks, summaries->len);
  for (i = 0; i < summaries->len; i++)
    rank_init (&g_array_index (ranks, Rank, i), g_ptr_array_index (summaries, i), now);
  g_array_sort (ranks, compare_ranks);
  for (i = 0; i < summaries->len; i++)
    g_ptr_array_index (summaries, i) = g_array_index (ranks, Rank, i).summary;
}
