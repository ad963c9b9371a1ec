/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "clock.h"
#include "core/snapshots.h"
#include "core/words.h"
#include "replay.h"
#include "session-private.h"

/* What could not be saved is tried again after this many seconds, then after twice as many, and so on; and soon after something changed in the folder or
 * a file system came or went, but not more often than once a second: a save that fails leaves traces in the folder too. */
#define FIRST_RETRY_S  2
#define LAST_RETRY_S   60
#define SOON_MS        200
#define NOT_BEFORE_MS  1000

static gboolean
can_retry (LiftSession *self)
{
  return self->save_error != NULL && (lift_document_is_dirty (self->document) || self->undurable != NULL);
}

static gboolean
retry_cb (gpointer user_data)
{
  LiftSession *self = user_data;

  if (self->working)
    return G_SOURCE_CONTINUE;

  self->retry_source = 0;
  if (can_retry (self))
    lift_session_start_save (self);
  return G_SOURCE_REMOVE;
}

/* Something changed that may have been in the way. */
void
lift_session_retry_soon (LiftSession *self)
{
  gint64 since = (g_get_monotonic_time () - self->failure_time) / 1000;

  if (!can_retry (self) || self->working)
    return;
  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->retry_source = g_timeout_add (MAX (SOON_MS, NOT_BEFORE_MS - since), retry_cb, self);
}

/* Hidden files are those that savers make, this one among them. */
static void
folder_changed_cb (LiftSession *self,
                   GFile       *file)
{
  g_autofree char *name = g_file_get_basename (file);

  if (name[0] != '.')
    lift_session_retry_soon (self);
}

static void
watch_folder (LiftSession *self)
{
  g_autofree char *path = lift_session_dup_folder (self->path);
  g_autoptr(GFile) folder = g_file_new_for_path (path);

  g_clear_object (&self->folder_monitor);
  self->folder_monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->folder_monitor != NULL)
    g_signal_connect_object (self->folder_monitor, "changed", G_CALLBACK (folder_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Something is not saved, or not for certain. */
void
lift_session_begin_retry (LiftSession *self)
{
  self->failure_time = g_get_monotonic_time ();
  if (!can_retry (self))
    return;

  if (self->retry_source == 0)
    {
      self->retry_delay = self->retry_delay == 0 ? FIRST_RETRY_S : MIN (2 * self->retry_delay, LAST_RETRY_S);
      self->retry_source = g_timeout_add_seconds (self->retry_delay, retry_cb, self);
    }
  watch_folder (self);
}

void
lift_session_end_retry (LiftSession *self)
{
  self->retry_delay = 0;
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_object (&self->folder_monitor);
}

/* Where recovery copies may stand. The last two do not outlive the computer's being switched off. */
#define N_LASTING_FOLDERS 2

char **
lift_session_dup_folders (void)
{
  g_autofree char *own = g_strdup_printf ("liftoff-recovery-%u", (guint) geteuid ());
  char **folders = g_new0 (char *, 5);

  folders[0] = g_build_filename (g_get_user_state_dir (), "liftoff", "recovery", NULL);
  folders[1] = g_build_filename (g_get_user_cache_dir (), "liftoff", "recovery", NULL);
  folders[2] = g_build_filename (g_get_user_runtime_dir (), "liftoff", "recovery", NULL);
  folders[3] = g_build_filename (g_get_tmp_dir (), own, NULL);
  return folders;
}

static gboolean
is_lasting (const char *folder)
{
  g_auto(GStrv) folders = lift_session_dup_folders ();

  for (guint i = 0; i < N_LASTING_FOLDERS; i++)
    if (g_str_equal (folder, folders[i]))
      return TRUE;
  return FALSE;
}

/* Whether the next start will find everything that is not saved. */
gboolean
lift_session_has_copy (LiftSession *self)
{
  return self->copy != NULL && self->copy_error == NULL;
}

/* Where what is not saved is, for people; NULL: everything is saved. */
char *
lift_session_dup_copy_words (LiftSession *self)
{
  g_autofree char *folder = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *where = NULL;

  if (self->save_error == NULL || (!lift_document_is_dirty (self->document) && self->undurable == NULL))
    return NULL;
  if (!lift_session_has_copy (self))
    return g_strdup_printf (self->copy != NULL ? _("The recovery copy could not be brought up to date: whoever quits now loses the last changes. %s")
                                               : _("Your changes are in this window only: whoever quits now loses them. %s"),
                            self->copy_error != NULL ? self->copy_error : "");

  folder = g_path_get_dirname (self->copy->file);
  shown = g_filename_display_name (folder);
  where = g_strdup_printf (is_lasting (folder) ? _("Your changes are in this window, and a copy is in “%s” for the next start.")
                                              : _("Your changes are in this window, and a copy is in “%s” until the computer is switched off."),
                           shown);
  /* Translators: %s is a sentence that says where the changes are */
  return g_strdup_printf (_("%s Saving is tried again by itself."), where);
}

char *
lift_session_recovered_words (gint64    when,
                              LiftNode *root)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *name = lift_words_release_name (root);
  g_autofree char *date = lift_words_date_time (when, zone, lift_clock_now (), FALSE);

  /* Translators: %1$s is a date and time such as “Wed 2 Dec, 21:40”, %2$s the name of a release */
  return g_strdup_printf (_("Changes that could not be saved on %1$s were recovered into “%2$s”"), date, name);
}

/* At the start: the copies of documents that nobody opens */

typedef struct
{
  LiftReplayed callback;
  gpointer     user_data;
  char        *text;
  char        *path;
  gboolean     kept;
} Told;

static gboolean
told_cb (gpointer user_data)
{
  Told *told = user_data;

  told->callback (told->text, told->path, told->kept, told->user_data);
  g_free (told->text);
  g_free (told->path);
  g_free (told);
  return G_SOURCE_REMOVE;
}

static void
tell (const Told *to,
      char       *text,
      const char *path,
      gboolean    kept)
{
  Told *told = g_new0 (Told, 1);

  *told = *to;
  told->text = text;
  told->path = g_strdup (path);
  told->kept = kept;
  g_idle_add (told_cb, told);
}

static void
replay_copy (const Told   *to,
             LiftRecovery *copy)
{
  g_autofree char *snapshots = lift_snapshots_default_folder ();
  g_autoptr(GError) error = NULL;
  LiftRecoveryResult result;

  lift_snapshots_keep_file (snapshots, copy->path, lift_node_get_id (copy->current), lift_clock_now (), NULL);
  result = lift_recovery_replay (copy, &error);
  if (result == LIFT_RECOVERY_SAVED)
    tell (to, lift_session_recovered_words (copy->when, copy->current), copy->path, FALSE);
  else if (result == LIFT_RECOVERY_KEPT)
    {
      g_autofree char *name = lift_words_release_name (copy->current);

      /* Translators: %1$s is the name of a release, %2$s the reason, a sentence */
      tell (to, g_strdup_printf (_("Changes to “%1$s” are still not saved. They are kept. %2$s"), name, error->message), copy->path, TRUE);
    }
}

static gpointer
replay_thread (gpointer user_data)
{
  Told *to = user_data;
  g_auto(GStrv) folders = lift_session_dup_folders ();
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) paths = lift_recovery_paths ((const char *const *) folders, notes);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr(GPtrArray) copies = lift_recovery_take ((const char *const *) folders, g_ptr_array_index (paths, i), notes);

      for (guint j = 0; j < copies->len; j++)
        replay_copy (to, g_ptr_array_index (copies, j));
    }
  for (guint i = 0; i < notes->len; i++)
    tell (to, g_strdup (g_ptr_array_index (notes, i)), NULL, FALSE);
  g_free (to);
  return NULL;
}

void
lift_replay_start (LiftReplayed callback,
                   gpointer     user_data)
{
  Told *to = g_new0 (Told, 1);

  to->callback = callback;
  to->user_data = user_data;
  g_thread_unref (g_thread_new ("replay", replay_thread, to));
}
