/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "error.h"
#include "merge.h"
#include "saver.h"

#define SUFFIX ".liftoff.json"
#define MAX_SLUG 60
#define MAX_SAME_NAME 9999

/* How often a save starts over because another program, one that takes no lock, wrote meanwhile. */
#define SAVE_TRIES 32

/**
 * lift_store_load:
 * @path: a file
 * @cancellable: (nullable): to give up between two blocks
 *
 * Reads a release. A folder, pipe, socket or device is refused without being opened, and a file of more than %LIFT_GATE_MAX_BYTES without being read.
 *
 * Returns: (transfer full) (nullable): what lift_json_read () gave; or %NULL with %LIFT_ERROR_DOCUMENT, or %G_IO_ERROR_CANCELLED
 */
LiftLoaded *
lift_store_load (const char   *path,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GBytes) bytes = NULL;
  struct stat seen;
  int code;

  bytes = lift_file_read (AT_FDCWD, path, path, &seen, cancellable, &code, error);
  return bytes != NULL ? lift_json_read (shown, bytes, error) : NULL;
}

/* The bytes of @root, read back and found to give the same bytes again: only such replace anything. */
static GBytes *
write_checked (LiftPlace *place,
               LiftNode  *root,
               GError   **error)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *reason = NULL;

  loaded = lift_json_read (_("The document to be saved"), bytes, &local_error);
  if (loaded == NULL)
    {
      reason = local_error->message;
    }
  else if (loaded->violations->len > 0)
    {
      reason = g_ptr_array_index (loaded->violations, 0);
    }
  else
    {
      g_autoptr (GBytes) again = lift_json_write (loaded->root);

      if (g_bytes_equal (bytes, again))
        return g_steal_pointer (&bytes);
      reason = _("reading it back gives another document");
    }

  lift_place_refuse (place, error, reason, _("Undo the last change, or export the release to keep a copy."));
  return NULL;
}

/* What is on disk as a release that may be written; %NULL with an error if it is anything else. */
static LiftNode *
read_disk (LiftPlace  *place,
           const char *path,
           GBytes     *bytes,
           LiftNode   *snapshot,
           GError    **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *read_only = NULL;
  g_autofree char *reason = NULL;

  loaded = lift_json_read (shown, bytes, &local_error);
  if (loaded != NULL)
    read_only = lift_loaded_dup_read_only (loaded);

  if (loaded == NULL || read_only != NULL)
    reason = g_strdup_printf (_("what stands there now cannot be changed (%s)"), loaded == NULL ? local_error->message : read_only);
  else if (strcmp (lift_node_get_id (loaded->root), lift_node_get_id (snapshot)) != 0)
    reason = g_strdup (_("what stands there now is another release"));
  else
    return lift_node_ref (loaded->root);

  lift_place_refuse (place, error, reason, _("Move that file away and save again, or save this release elsewhere."));
  return NULL;
}

/**
 * lift_store_save:
 * @path: the document's file; a link is followed, and stays
 * @synced: (nullable): what @snapshot was made from: the document as it was last read from or written to @path; %NULL if it never was
 * @snapshot: the document to save
 * @aside: (nullable): a folder for what stands in the way and can neither be merged nor thrown away
 * @written: (out) (transfer full): what is on disk now; set unless the result is %LIFT_NOT_SAVED
 * @status: (out) (optional): of the file that holds @written, as it was under the lock; set when @written is
 *
 * Saves @snapshot and whatever others wrote to @path since @synced: under a lock of the folder that all of Liftoff's programs take, the file
 * is read, and if it is no longer @synced, lift_merge (@synced, @snapshot, file) is written.
 *
 * - If the result is what the file holds already, nothing is written, unless @snapshot is @synced itself: that asks for a fresh file, after
 *   %LIFT_SAVED_NOT_DURABLE.
 * - A file that was deleted meanwhile is made again: open work is kept.
 * - A file that cannot be read as this very release, or only read-only, is never overwritten.
 * - A program that writes without the lock is noticed until right before the new file takes its place, and its work is merged as well.
 *
 * Blocks; to be called in a worker thread. See lift_place_put () for what is kept of the old file.
 *
 * Returns: what became of it; the error is %LIFT_ERROR_NOT_SAVED unless it is %LIFT_SAVED
 */
LiftSaveResult
lift_store_save (const char *path,
                 LiftNode   *synced,
                 LiftNode   *snapshot,
                 const char *aside,
                 LiftNode  **written,
                 struct stat *status,
                 GError    **error)
{
  g_autoptr (LiftPlace) place = NULL;
  g_autoptr (GBytes) synced_bytes = NULL;
  int i;

  *written = NULL;
  place = lift_place_open (path, error);
  if (place == NULL || !lift_place_lock (place, error))
    return LIFT_NOT_SAVED;
  if (synced != NULL)
    synced_bytes = lift_json_write (synced);

  for (i = 0; i < SAVE_TRIES; i++)
    {
      g_autoptr (GBytes) on_disk = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (LiftNode) result = NULL;
      g_autoptr (GError) local_error = NULL;
      LiftSaveResult saved;
      struct stat seen;
      int code;

      on_disk = lift_place_read (place, &seen, &code, &local_error);
      if (on_disk == NULL && code != ENOENT)
        return lift_place_refuse (place, error, local_error->message, _("Move that file away and save again, or save this release elsewhere."));
      g_clear_error (&local_error);

      if (on_disk == NULL || (synced_bytes != NULL && g_bytes_equal (on_disk, synced_bytes)))
        {
          result = lift_node_ref (snapshot);
        }
      else
        {
          g_autoptr (LiftNode) theirs = read_disk (place, path, on_disk, snapshot, error);

          if (theirs == NULL)
            return LIFT_NOT_SAVED;
          result = lift_merge (synced, snapshot, theirs);
        }

      bytes = write_checked (place, result, error);
      if (bytes == NULL)
        return LIFT_NOT_SAVED;

      if (on_disk != NULL && snapshot != synced && g_bytes_equal (bytes, on_disk))
        saved = LIFT_SAVED;
      else
        saved = lift_place_put (place, bytes, on_disk != NULL, on_disk != NULL ? &seen : NULL, &code, &local_error);

      if (saved == LIFT_NOT_SAVED && (code == ESTALE || code == EEXIST))
        continue;
      if (saved != LIFT_NOT_SAVED)
        {
          *written = g_steal_pointer (&result);
          if (status != NULL)
            lift_place_look (place, status);
        }
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return saved;
    }

  return lift_place_refuse (place, error, _("another program keeps writing to it"), _("Stop that program and save again, or save it elsewhere."));
}

/**
 * lift_store_create:
 * @path: where a document is to stand; its folder exists
 * @root: the document
 * @replace: whether a regular file that stands there may be replaced
 *
 * Writes a new document. Without @replace a file that exists is never overwritten, not even one that another program makes at the same moment.
 *
 * Returns: what became of it; the error is %LIFT_ERROR_NOT_SAVED unless it is %LIFT_SAVED
 */
LiftSaveResult
lift_store_create (const char *path,
                   LiftNode   *root,
                   gboolean    replace,
                   GError    **error)
{
  g_autoptr (LiftPlace) place = lift_place_open (path, error);
  g_autoptr (GBytes) bytes = NULL;
  int code;

  if (place == NULL || !lift_place_lock (place, error))
    return LIFT_NOT_SAVED;
  bytes = write_checked (place, root, error);
  return bytes != NULL ? lift_place_put (place, bytes, replace, NULL, &code, error) : LIFT_NOT_SAVED;
}

/**
 * lift_store_write_bytes:
 * @path: where a file is to stand; its folder exists
 * @bytes: what it is to hold
 * @replace: whether a regular file that stands there may be replaced
 *
 * Writes any file, such as an export, as safely as a document.
 *
 * Returns: what became of it; the error is %LIFT_ERROR_NOT_SAVED unless it is %LIFT_SAVED
 */
LiftSaveResult
lift_store_write_bytes (const char *path,
                        GBytes     *bytes,
                        gboolean    replace,
                        GError    **error)
{
  g_autoptr (LiftPlace) place = lift_place_open (path, error);
  int code;

  return place != NULL ? lift_place_put (place, bytes, replace, NULL, &code, error) : LIFT_NOT_SAVED;
}

/**
 * lift_store_create_named:
 * @folder: the folder for documents; made, for the user alone, if it is missing
 * @name: the release's name
 * @root: the document
 * @path: (out) (transfer full): the absolute path of the new file; set unless the result is %LIFT_NOT_SAVED
 *
 * Writes a new document to SLUG.liftoff.json in @folder, or to SLUG-2.liftoff.json and so on if that is taken; two programs that do so at once
 * get two files.
 *
 * Returns: what became of it; the error is %LIFT_ERROR_NOT_SAVED unless it is %LIFT_SAVED
 */
LiftSaveResult
lift_store_create_named (const char *folder,
                         const char *name,
                         LiftNode   *root,
                         char      **path,
                         GError    **error)
{
  g_autofree char *parent = g_canonicalize_filename (folder, NULL);
  g_autofree char *slug = lift_store_slug (name);
  g_autoptr (GBytes) bytes = NULL;
  int i;

  *path = NULL;
  if (g_mkdir_with_parents (parent, 0700) != 0)
    {
      int code = errno;
      g_autofree char *shown = g_filename_display_name (parent);

      g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED,
                   _("The folder “%s” for new releases cannot be made: %s. Nothing was saved. Choose another folder."),
                   shown, g_strerror (code));
      return LIFT_NOT_SAVED;
    }

  for (i = 1; i <= MAX_SAME_NAME; i++)
    {
      g_autofree char *base = i == 1 ? g_strconcat (slug, SUFFIX, NULL) : g_strdup_printf ("%s-%d" SUFFIX, slug, i);
      g_autofree char *full = g_build_filename (parent, base, NULL);
      g_autoptr (LiftPlace) place = NULL;
      g_autoptr (GError) local_error = NULL;
      LiftSaveResult saved;
      struct stat status;
      int code;

      if (lstat (full, &status) == 0)
        continue;
      place = lift_place_open (full, error);
      if (place == NULL)
        return LIFT_NOT_SAVED;
      if (bytes == NULL)
        bytes = write_checked (place, root, error);
      if (bytes == NULL)
        return LIFT_NOT_SAVED;

      saved = lift_place_put (place, bytes, FALSE, NULL, &code, &local_error);
      if (saved == LIFT_NOT_SAVED && code == EEXIST)
        continue;
      if (saved != LIFT_NOT_SAVED)
        *path = g_steal_pointer (&full);
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return saved;
    }

  g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED,
               _("Too many releases are called “%s”. Nothing was saved. Choose another name."), name);
  return LIFT_NOT_SAVED;
}

/**
 * lift_store_slug:
 * @name: the name of a release
 *
 * Returns: (transfer full): @name as the stem of a file name: lower-case ASCII letters and digits with single hyphens between them, at most 60
 *   characters; “release” if nothing of @name can be written so
 */
char *
lift_store_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  GString *slug = g_string_new (NULL);
  const char *c;

  for (c = ascii; *c != '\0' && slug->len < MAX_SLUG; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (slug, g_ascii_tolower (*c));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_append (slug, "release");
  return g_string_free (slug, FALSE);
}
