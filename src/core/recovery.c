/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "error.h"
#include "gate.h"
#include "merge.h"
#include "moment.h"
#include "recovery.h"
#include "saver.h"

#define SUFFIX ".recovery"
#define MAGIC "Liftoff recovery copy 1 "
/* Two documents and the lines before them. */
#define MAX_BYTES (2 * (gsize) LIFT_GATE_MAX_BYTES + 65536)
#define MAX_DAMAGED 99

/* The bytes of a copy: a line with the checksum of all that follows; lines that tell what it is; the two documents as they would stand in a file. */

static char *
file_stem (const char *path)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_strndup (sum, 32);
}

static char *
file_name (const char *path,
           const char *id)
{
  g_autofree char *stem = file_stem (path);

  return g_strconcat (stem, "-", id, SUFFIX, NULL);
}

static GBytes *
encode (const LiftRecovery *copy)
{
  g_autoptr (GBytes) synced = lift_json_write (copy->synced);
  g_autoptr (GBytes) current = lift_json_write (copy->current);
  g_autofree char *path = g_strescape (copy->path, NULL);
  g_autofree char *when = lift_instant_format (copy->when);
  g_autofree char *sum = NULL;
  g_autofree char *first = NULL;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "path %s\nwhen %s\nid %s\nserial %" G_GUINT64_FORMAT "\nsynced %" G_GSIZE_FORMAT "\ncurrent %" G_GSIZE_FORMAT "\n\n",
                          path, when, copy->id, copy->serial, g_bytes_get_size (synced), g_bytes_get_size (current));
  g_string_append_len (out, g_bytes_get_data (synced, NULL), g_bytes_get_size (synced));
  g_string_append_len (out, g_bytes_get_data (current, NULL), g_bytes_get_size (current));

  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) out->str, out->len);
  first = g_strconcat (MAGIC, sum, "\n", NULL);
  g_string_prepend (out, first);
  return g_string_free_to_bytes (out);
}

static LiftNode *
decode_document (GBytes     *bytes,
                 gsize       offset,
                 gsize       length,
                 const char *name,
                 GError    **error)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, offset, length);
  g_autoptr (LiftLoaded) loaded = lift_json_read (name, part, error);

  if (loaded == NULL)
    return NULL;
  if (loaded->root == NULL || loaded->violations->len > 0 || loaded->format > LIFT_FORMAT)
    {
      g_autofree char *reason = lift_loaded_dup_read_only (loaded);

      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT, reason);
      return NULL;
    }
  return lift_node_ref (loaded->root);
}

static gboolean
read_lines (LiftRecovery *copy,
            const char   *lines,
            guint64      *synced,
            guint64      *current)
{
  static const char *const names[] = { "path ", "when ", "id ", "serial ", "synced ", "current " };
  g_auto (GStrv) line = g_strsplit (lines, "\n", -1);
  guint i;

  if (g_strv_length (line) != G_N_ELEMENTS (names))
    return FALSE;
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!g_str_has_prefix (line[i], names[i]))
        return FALSE;
      memmove (line[i], line[i] + strlen (names[i]), strlen (line[i]) - strlen (names[i]) + 1);
    }
  copy->path = g_strcompress (line[0]);
  copy->when = lift_instant_parse (line[1]);
  copy->id = g_strdup (line[2]);
  return copy->when != LIFT_NO_INSTANT
         && g_ascii_string_to_unsigned (line[3], 10, 0, G_MAXUINT64, &copy->serial, NULL)
         && g_ascii_string_to_unsigned (line[4], 10, 1, LIFT_GATE_MAX_BYTES, synced, NULL)
         && g_ascii_string_to_unsigned (line[5], 10, 1, LIFT_GATE_MAX_BYTES, current, NULL);
}

/* Fills @copy, whose file is set, from @bytes; strictly: what is taken gives the same bytes again. */
static gboolean
decode (LiftRecovery *copy,
        GBytes       *bytes,
        GError      **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *body = data != NULL ? memmem (data, length, "\n\n", 2) : NULL;
  const char *first = data != NULL ? memchr (data, '\n', length) : NULL;
  g_autofree char *shown = g_filename_display_name (copy->file);
  g_autofree char *base = g_path_get_basename (copy->file);
  g_autofree char *lines = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GBytes) again = NULL;
  guint64 synced;
  guint64 current;

  if (body != NULL && first < body)
    lines = g_strndup (first + 1, body - first - 1);
  if (lines == NULL || !read_lines (copy, lines, &synced, &current) || body + 2 - data + synced + current != length)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT, _("it is damaged"));
      return FALSE;
    }

  copy->synced = decode_document (bytes, body + 2 - data, synced, shown, error);
  if (copy->synced == NULL)
    return FALSE;
  copy->current = decode_document (bytes, body + 2 - data + synced, current, shown, error);
  if (copy->current == NULL)
    return FALSE;

  again = encode (copy);
  expected = file_name (copy->path, copy->id);
  if (!g_bytes_equal (again, bytes) || strcmp (base, expected) != 0)
    {
      g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT, _("it is damaged"));
      return FALSE;
    }
  return TRUE;
}

/* Folders and files. Only what belongs to this person is looked at, and no link is followed: the temporary folder is everybody's. */

static gboolean
is_own_file (const struct stat *status)
{
  return S_ISREG (status->st_mode) && status->st_uid == geteuid ();
}

static int
open_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat status;

  if (fd < 0)
    return -1;
  if (fstat (fd, &status) != 0 || status.st_uid != geteuid ())
    {
      close (fd);
      errno = EPERM;
      return -1;
    }
  return fd;
}

static int
open_private_folder (const char *folder)
{
  struct stat status;
  int fd;

  if (!lift_folder_make (folder))
    return -1;
  fd = open_folder (folder);
  if (fd >= 0 && fstat (fd, &status) == 0 && (status.st_mode & 0777) != 0700 && fchmod (fd, 0700) != 0)
    {
      int code = errno;

      close (fd);
      errno = code;
      return -1;
    }
  return fd;
}

/* The folder's lock: between giving a copy its name and holding it nobody takes it, and who removes one knows which. Where a file system has no
 * locks nothing is held; then two that take a copy both merge it, which gives the same. */
static LiftPlace *
lock_folder (const char *folder,
             GError    **error)
{
  g_autofree char *file = g_build_filename (folder, "copy" SUFFIX, NULL);
  g_autoptr (LiftPlace) place = lift_place_open (file, error);

  return place != NULL && lift_place_lock (place, error) ? g_steal_pointer (&place) : NULL;
}

/* An open file of one's own that is held; -1 if it is none, or another holds it. */
static int
hold (int         folder,
      const char *name)
{
  const int flags = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  struct stat status;
  int fd = openat (folder, name, O_RDWR | flags);

  if (fd < 0)
    fd = openat (folder, name, O_RDONLY | flags);
  if (fd < 0)
    return -1;
  if (fstat (fd, &status) == 0 && is_own_file (&status) && (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK))
    return fd;
  close (fd);
  return -1;
}

static gboolean
is_same_file (const struct stat *a,
              const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Removes a file of one's own if it is the one open as @held, or (@others) if it is not. */
static void
remove_name (const char *folder,
             const char *name,
             int         held,
             gboolean    others)
{
  int fd = open_folder (folder);
  struct stat there;
  struct stat here;

  if (fd < 0)
    return;
  if (fstat (held, &here) == 0 && fstatat (fd, name, &there, AT_SYMLINK_NOFOLLOW) == 0 && is_own_file (&there)
      && is_same_file (&here, &there) != others)
    unlinkat (fd, name, 0);
  close (fd);
}

/**
 * lift_recovery_free:
 * @copy: (transfer full): a copy
 *
 * Gives the hold back. The copy stands.
 */
void
lift_recovery_free (LiftRecovery *copy)
{
  if (copy->fd >= 0)
    close (copy->fd);
  if (copy->synced != NULL)
    lift_node_unref (copy->synced);
  if (copy->current != NULL)
    lift_node_unref (copy->current);
  g_free (copy->file);
  g_free (copy->path);
  g_free (copy->id);
  g_free (copy);
}

/**
 * lift_recovery_remove:
 * @copy: a copy that is held
 *
 * Removes the copy: its changes are saved, or given up. One that was replaced by a newer one meanwhile stays.
 */
void
lift_recovery_remove (LiftRecovery *copy)
{
  g_autofree char *folder = g_path_get_dirname (copy->file);
  g_autofree char *name = g_path_get_basename (copy->file);
  g_autoptr (LiftPlace) lock = lock_folder (folder, NULL);

  remove_name (folder, name, copy->fd, FALSE);
}

/* Writes @bytes as @copy->file and holds it; 0 or an errno. */
static int
put (LiftRecovery *copy,
     const char   *folder,
     const char   *name,
     GBytes       *bytes)
{
  g_autoptr (LiftPlace) lock = NULL;
  g_autoptr (LiftPlace) place = NULL;
  LiftSaveResult result = LIFT_NOT_SAVED;
  struct stat status;
  int code = EIO;
  int fd = open_private_folder (folder);

  if (fd < 0)
    return errno;

  if (fstatat (fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && !is_own_file (&status))
    code = EEXIST;
  else if ((lock = lock_folder (folder, NULL)) != NULL && (place = lift_place_open (copy->file, NULL)) != NULL)
    result = lift_place_put (place, bytes, TRUE, &code, NULL);

  if (result == LIFT_SAVED)
    copy->fd = hold (fd, name);
  if (copy->fd >= 0)
    fchmod (copy->fd, 0600);
  /* What the disk did not confirm is no copy to rely on, but it stays: what stood there before is gone. */
  close (fd);
  return copy->fd >= 0 ? 0 : code != 0 ? code : EIO;
}

/**
 * lift_recovery_keep:
 * @folders: (array zero-terminated=1): where a copy may stand, the best place first; each is made, for the user alone, if it is missing
 * @before: (nullable): the copy that this one replaces
 * @id: what tells the copies of this session from those of others of the same document: letters and digits; not looked at with @before
 * @path: the document's file, absolute
 * @when: now, in seconds since 1970 UTC
 * @synced: what @current was made from
 * @current: the document
 *
 * Writes a recovery copy to the first of @folders that takes it, durably, and holds it; then removes what stands of @before in the others. A folder
 * that belongs to somebody else or is a link is passed over, and a file that is not a copy of one's own is never replaced. When no folder takes
 * the copy, @before stands as it was.
 *
 * Returns: (transfer full) (nullable): the copy, or %NULL with %LIFT_ERROR_NOT_SAVED, which says what the first folder said
 */
LiftRecovery *
lift_recovery_keep (const char *const  *folders,
                    const LiftRecovery *before,
                    const char         *id,
                    const char         *path,
                    gint64              when,
                    LiftNode           *synced,
                    LiftNode           *current,
                    GError            **error)
{
  g_autoptr (LiftRecovery) copy = g_new0 (LiftRecovery, 1);
  g_autoptr (LiftRecovery) again = g_new0 (LiftRecovery, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = NULL;
  int first = ENOENT;
  guint i, j;

  copy->fd = again->fd = -1;
  copy->path = g_strdup (path);
  copy->when = when;
  copy->synced = lift_node_ref (synced);
  copy->current = lift_node_ref (current);
  copy->id = g_strdup (before != NULL ? before->id : id);
  copy->serial = before != NULL ? before->serial + 1 : 1;
  name = file_name (path, copy->id);
  bytes = encode (copy);

  again->file = g_strdup (name);
  if (!decode (again, bytes, &local_error))
    {
      g_autoptr (GBytes) alone = lift_json_write (current);
      gboolean large = g_bytes_get_size (alone) > LIFT_GATE_MAX_BYTES;

      g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED, _("No recovery copy can be written: %s"),
                   large ? _("the release is larger than any that can be read again") : local_error->message);
      return NULL;
    }

  for (i = 0; folders[i] != NULL; i++)
    {
      int code;

      g_free (copy->file);
      copy->file = g_build_filename (folders[i], name, NULL);
      code = put (copy, folders[i], name, bytes);
      if (code == 0)
        break;
      if (i == 0)
        first = code;
    }
  if (folders[i] == NULL)
    {
      g_autofree char *shown = g_filename_display_name (folders[0] != NULL ? folders[0] : path);

      /* Translators: %1$s is a folder, %2$s why it cannot be written to */
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED, _("No recovery copy can be written, not even in “%1$s”: %2$s."),
                   shown, g_strerror (first));
      return NULL;
    }

  for (j = 0; folders[j] != NULL; j++)
    remove_name (folders[j], name, copy->fd, TRUE);
  return g_steal_pointer (&copy);
}

/* Reading */

static GBytes *
read_all (int      fd,
          GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[32768];
  gssize n;

  while ((n = read (fd, block, sizeof block)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || bytes->len + n > MAX_BYTES)
        {
          if (n < 0)
            g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
          else
            g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT, g_strerror (EFBIG));
          return NULL;
        }
      g_byte_array_append (bytes, block, n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Says that a copy cannot be read, and gives one that is damaged a name under which it is not found again. What the disk did not give it may give
 * at the next start. */
static void
set_aside (int                 folder,
           const LiftRecovery *copy,
           const char         *name,
           gboolean            damaged,
           const char         *reason,
           GPtrArray          *notes)
{
  g_autofree char *dir = g_path_get_dirname (copy->file);
  g_autofree char *aside = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *full = NULL;
  g_autofree char *clean = lift_error_clean (reason);
  int i;

  for (i = damaged ? 1 : MAX_DAMAGED + 1; i <= MAX_DAMAGED; i++)
    {
      g_free (aside);
      aside = i == 1 ? g_strconcat (name, ".damaged", NULL) : g_strdup_printf ("%s.damaged-%d", name, i);
      if (renameat2 (folder, name, folder, aside, RENAME_NOREPLACE) == 0)
        break;
      if (errno != EEXIST)
        i = MAX_DAMAGED;
    }
  full = g_build_filename (dir, i <= MAX_DAMAGED ? aside : name, NULL);
  shown = g_filename_display_name (full);
  /* Translators: %1$s is why, %2$s a file */
  g_ptr_array_add (notes, g_strdup_printf (_("Changes that were kept cannot be read: %1$s. They are left in “%2$s”: keep that file and ask for help."),
                                           clean, shown));
}

/* What a write that was killed left: the copy that it was to replace still stands. */
static gboolean
is_debris (const char *name)
{
  return name[0] == '.' && strstr (name, SUFFIX ".") != NULL && g_str_has_suffix (name, ".tmp");
}

/* Adds the copies of @path (%NULL: of all documents) in @folder that nobody holds. */
static void
scan_folder (const char *folder,
             const char *path,
             GPtrArray  *copies,
             GPtrArray  *notes)
{
  g_autofree char *stem = path != NULL ? file_stem (path) : NULL;
  g_autoptr (LiftPlace) lock = NULL;
  struct dirent *entry;
  struct stat status;
  int fd = open_folder (folder);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;

  if (dir == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }

  while ((entry = readdir (dir)) != NULL)
    {
      g_autoptr (LiftRecovery) copy = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      gboolean debris = is_debris (entry->d_name);

      if (!debris && (!g_str_has_suffix (entry->d_name, SUFFIX) || entry->d_name[0] == '.' || (stem != NULL && !g_str_has_prefix (entry->d_name, stem))))
        continue;
      if (lock == NULL && (lock = lock_folder (folder, NULL)) == NULL)
        break;
      if (debris)
        {
          if (fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && is_own_file (&status))
            unlinkat (fd, entry->d_name, 0);
          continue;
        }
      copy = g_new0 (LiftRecovery, 1);
      copy->file = g_build_filename (folder, entry->d_name, NULL);
      copy->fd = hold (fd, entry->d_name);
      if (copy->fd < 0)
        continue;
      bytes = read_all (copy->fd, &error);
      if (bytes != NULL && decode (copy, bytes, &error))
        {
          if (path == NULL || strcmp (path, copy->path) == 0)
            g_ptr_array_add (copies, g_steal_pointer (&copy));
        }
      else
        set_aside (fd, copy, entry->d_name, error->domain == LIFT_ERROR, error->message, notes);
    }
  closedir (dir);
}

static int
compare_copies (gconstpointer a,
                gconstpointer b)
{
  const LiftRecovery *left = *(LiftRecovery *const *) a;
  const LiftRecovery *right = *(LiftRecovery *const *) b;
  int order = strcmp (left->id, right->id);

  if (order != 0)
    return left->when != right->when ? (left->when < right->when ? -1 : 1) : order;
  return left->serial < right->serial ? -1 : left->serial > right->serial;
}

/* Of two copies of one session in two folders the later one holds what the other does, and more; or less, because it was undone. */
static void
remove_stale (GPtrArray *copies)
{
  guint i, j;

  for (i = 0; i < copies->len; i++)
    for (j = 0; j < copies->len; j++)
      {
        LiftRecovery *one = g_ptr_array_index (copies, i);
        LiftRecovery *other = g_ptr_array_index (copies, j);

        if (i != j && strcmp (one->id, other->id) == 0 && strcmp (one->path, other->path) == 0
            && (one->serial < other->serial || (one->serial == other->serial && i > j)))
          {
            lift_recovery_remove (one);
            g_ptr_array_remove_index (copies, i--);
            break;
          }
      }
}

static GPtrArray *
scan (const char *const *folders,
      const char        *path,
      GPtrArray         *notes)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_recovery_free);
  guint i;

  for (i = 0; folders[i] != NULL; i++)
    scan_folder (folders[i], path, copies, notes);
  remove_stale (copies);
  g_ptr_array_sort (copies, compare_copies);
  return g_steal_pointer (&copies);
}

/**
 * lift_recovery_paths:
 * @folders: (array zero-terminated=1): where copies may stand
 * @notes: (element-type utf8): gets a sentence for each copy that is damaged; such are renamed, once, and never removed
 *
 * Returns: (transfer full) (element-type filename): the documents of which there is a copy that nobody holds
 */
GPtrArray *
lift_recovery_paths (const char *const *folders,
                     GPtrArray         *notes)
{
  g_autoptr (GPtrArray) copies = scan (folders, NULL, notes);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  guint i;

  for (i = 0; i < copies->len; i++)
    {
      const LiftRecovery *copy = g_ptr_array_index (copies, i);

      if (!g_ptr_array_find_with_equal_func (paths, copy->path, g_str_equal, NULL))
        g_ptr_array_add (paths, g_strdup (copy->path));
    }
  return g_steal_pointer (&paths);
}

/**
 * lift_recovery_take:
 * @folders: (array zero-terminated=1): where copies may stand
 * @path: a document's file, absolute
 * @notes: (element-type utf8): as in lift_recovery_paths ()
 *
 * Takes hold of the copies of a document: those of sessions that ended. A copy that a running session holds is not taken, nor a link, a pipe, or
 * anybody else's file. Of the copies that one session left in several folders the last one is taken and the others are removed.
 *
 * Returns: (transfer full) (element-type LiftRecovery): the copies, the oldest first
 */
GPtrArray *
lift_recovery_take (const char *const *folders,
                    const char        *path,
                    GPtrArray         *notes)
{
  return scan (folders, path, notes);
}

/**
 * lift_recovery_merge:
 * @copies: (element-type LiftRecovery): copies of one document, the oldest first
 * @on_disk: the document as it is
 *
 * Pure. A copy of another release than @on_disk is left out.
 *
 * Returns: (transfer full): @on_disk with the changes of all @copies; @on_disk itself if it holds them already
 */
LiftNode *
lift_recovery_merge (GPtrArray *copies,
                     LiftNode  *on_disk)
{
  g_autoptr (LiftNode) merged = lift_node_ref (on_disk);
  g_autoptr (GBytes) before = lift_json_write (on_disk);
  g_autoptr (GBytes) after = NULL;
  guint i;

  for (i = 0; i < copies->len; i++)
    {
      const LiftRecovery *copy = g_ptr_array_index (copies, i);
      g_autoptr (LiftNode) theirs = g_steal_pointer (&merged);

      if (strcmp (lift_node_get_id (copy->current), lift_node_get_id (theirs)) == 0)
        merged = lift_merge (lift_history_descends (theirs, copy->synced) ? copy->synced : NULL, copy->current, theirs);
      else
        merged = g_steal_pointer (&theirs);
    }
  after = lift_json_write (merged);
  return g_bytes_equal (before, after) ? lift_node_ref (on_disk) : g_steal_pointer (&merged);
}

/**
 * lift_recovery_replay:
 * @copy: a copy that is held
 *
 * Saves the changes of @copy into its document as lift_store_save () does and removes the copy. A document that is missing is not made again,
 * since it may stand on a drive that is not there; one that cannot be read, or is another release by now, is not touched. If the document
 * holds the changes already it is written afresh, because it is not known whether the disk ever confirmed it.
 *
 * Returns: what became of it; the error is set with %LIFT_RECOVERY_KEPT
 */
LiftRecoveryResult
lift_recovery_replay (LiftRecovery *copy,
                      GError      **error)
{
  g_autoptr (LiftLoaded) loaded = lift_store_load (copy->path, NULL, error);
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  g_autoptr (LiftNode) merged = NULL;
  g_autoptr (LiftNode) written = NULL;
  gboolean needed;

  if (loaded == NULL)
    return LIFT_RECOVERY_KEPT;

  g_ptr_array_add (copies, copy);
  merged = loaded->root != NULL ? lift_recovery_merge (copies, loaded->root) : NULL;
  needed = merged == NULL || merged != loaded->root || strcmp (lift_node_get_id (merged), lift_node_get_id (copy->current)) != 0;
  if (lift_store_save (copy->path, needed ? copy->synced : merged, needed ? copy->current : merged, NULL, &written, NULL, error) != LIFT_SAVED)
    return LIFT_RECOVERY_KEPT;

  lift_recovery_remove (copy);
  return needed ? LIFT_RECOVERY_SAVED : LIFT_RECOVERY_NOT_NEEDED;
}
