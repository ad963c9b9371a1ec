/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "error.h"
#include "gate.h"
#include "leftovers.h"
#include "saver.h"
#include "store-private.h"

#define SUFFIX ".liftoff.json"
#define MAX_SLUG 60
#define MAX_SAME_NAME 9999

/**
 * lift_store_load:
 * @path: a file
 * @cancellable: (nullable): to give up between two blocks
 *
 * As lift_store_load_as (), and messages name @path.
 *
 * Returns: (transfer full) (nullable): what lift_json_read () gave; or %NULL with %LIFT_ERROR_DOCUMENT, or %G_IO_ERROR_CANCELLED
 */
LiftLoaded *
lift_store_load (const char   *path,
                 GCancellable *cancellable,
                 GError      **error)
{
  return lift_store_load_as (path, path, cancellable, error);
}

/**
 * lift_store_load_as:
 * @path: a file
 * @name: what messages call it
 * @cancellable: (nullable): to give up between two blocks
 *
 * Reads a release. A folder, pipe, socket or device is refused without being opened, and a file of more than %LIFT_GATE_MAX_BYTES without being read.
 *
 * Returns: (transfer full) (nullable): what lift_json_read () gave; or %NULL with %LIFT_ERROR_DOCUMENT, or %G_IO_ERROR_CANCELLED
 */
LiftLoaded *
lift_store_load_as (const char   *path,
                    const char   *name,
                    GCancellable *cancellable,
                    GError      **error)
{
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GBytes) bytes = NULL;
  struct stat seen;
  int code;

  bytes = lift_file_read (AT_FDCWD, path, name, &seen, cancellable, &code, error);
  return bytes != NULL ? lift_json_read (shown, bytes, error) : NULL;
}

/**
 * lift_store_write_checked:
 * @place: where @root is to stand
 * @root: a document
 *
 * Writes @root and reads it back through the gate. Compared are the documents and not only their bytes, so that a field that the writer leaves out is
 * noticed.
 *
 * Returns: (transfer full) (nullable): the bytes, if they give @root again: only such replace anything; or %NULL with %LIFT_ERROR_NOT_SAVED
 */
GBytes *
lift_store_write_checked (LiftPlace *place,
                          LiftNode  *root,
                          GError   **error)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *reason = NULL;

  if (g_bytes_get_size (bytes) > LIFT_GATE_MAX_BYTES)
    {
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (bytes));
      g_autofree char *large = g_strdup_printf (_("it would have %s bytes, and a release has at most %d"), size, LIFT_GATE_MAX_BYTES);

      lift_place_refuse (place, error, large, _("Shorten what was added, or export the release to keep a copy."));
      return NULL;
    }
  loaded = lift_json_read (_("The document to be saved"), bytes, &local_error);
  if (loaded == NULL)
    reason = local_error->message;
  else if (loaded->violations->len > 0)
    reason = g_ptr_array_index (loaded->violations, 0);
  else if (lift_node_equal (root, loaded->root))
    return g_steal_pointer (&bytes);
  else
    reason = _("reading it back gives another document");

  lift_place_refuse (place, error, reason, _("Undo the last change, or export the release to keep a copy."));
  return NULL;
}

/**
 * lift_store_has_leftovers:
 * @path: the document's file
 *
 * Tells whether a save of @path that was killed left something; lift_store_save () takes it in, reading alone does not change anything. A save that is
 * under way looks the same.
 *
 * Returns: whether there is something, and @path can be saved to
 */
gboolean
lift_store_has_leftovers (const char *path)
{
  g_autoptr (LiftPlace) place = lift_place_open (path, NULL);

  return place != NULL && faccessat (place->folder, ".", W_OK, AT_EACCESS) == 0
         && faccessat (place->folder, place->base, W_OK, AT_EACCESS) == 0 && lift_leftovers_exist (place);
}

/* Removes what kills left of earlier files in @place if nothing is lost with it: what is not @document was never more than an export; of documents, which
 * lift_store_save () merges, only what cannot be read. */
static void
tidy (LiftPlace *place,
      gboolean   document)
{
  g_autoptr (GPtrArray) leftovers = lift_leftovers_take (place);
  g_autoptr (GBytes) there = NULL;
  g_autofree char *sum = NULL;
  struct stat seen;
  guint i = 0;
  int code;

  if (leftovers->len == 0)
    return;
  there = lift_place_read (place, &seen, &code, NULL);
  sum = lift_temp_dup_sum (there);
  while (i < leftovers->len)
    {
      LiftLeftover *leftover = g_ptr_array_index (leftovers, i);
      g_autoptr (LiftLoaded) loaded = document ? lift_json_read (leftover->name, leftover->bytes, NULL) : NULL;

      if (lift_leftover_is_spent (leftover, there) || (document ? loaded == NULL : strcmp (leftover->sum, sum) == 0))
        i++;
      else
        g_ptr_array_remove_index (leftovers, i);
    }
  lift_leftovers_remove (place, leftovers);
}

/**
 * lift_store_create:
 * @path: where a document is to stand; its folder exists
 * @root: the document
 * @replace: whether a regular file that stands there may be replaced
 *
 * Writes a new document. Without @replace a file that exists is never overwritten, not even one that another program makes at the same moment; with it,
 * only the file that stood there when this began.
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
  bytes = lift_store_write_checked (place, root, error);
  if (bytes == NULL)
    return LIFT_NOT_SAVED;
  tidy (place, TRUE);
  return lift_place_put (place, bytes, replace, &code, error);
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

  if (place == NULL || !lift_place_lock (place, error))
    return LIFT_NOT_SAVED;
  tidy (place, FALSE);
  return lift_place_put (place, bytes, replace, &code, error);
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
  g_autoptr (LiftPlace) place = NULL;
  g_autoptr (GBytes) bytes = NULL;
  int i;

  *path = NULL;
  if (!lift_folder_make (parent))
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
      g_autoptr (GError) local_error = NULL;
      LiftSaveResult saved;
      struct stat status;
      int code;

      if (lstat (full, &status) == 0)
        continue;
      if (place != NULL)
        lift_place_rename (place, full);
      else if ((place = lift_place_open (full, error)) == NULL || !lift_place_lock (place, error)
               || (bytes = lift_store_write_checked (place, root, error)) == NULL)
        return LIFT_NOT_SAVED;

      tidy (place, TRUE);
      saved = lift_place_put (place, bytes, FALSE, &code, &local_error);
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
 * lift_store_aside_folder:
 *
 * Returns: (transfer full): where lift_store_save () is to move leftovers that can neither be merged nor thrown away: $XDG_STATE_HOME/liftoff/recovery,
 *   which may be missing
 */
char *
lift_store_aside_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "liftoff", "recovery", NULL);
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
