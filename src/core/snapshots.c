/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "error.h"
#include "gate.h"
#include "moment.h"
#include "saver.h"
#include "snapshots.h"

#define SUFFIX ".liftoff.json"
#define TEMP_PREFIX ".new-"
#define MAX_NUMBER 99999999
#define A_DAY (24 * 60 * 60)
#define LATEST G_GINT64_CONSTANT (253402300799) /* the end of the year 9999 */

/* "00000042-20261202T091200Z-s-0123456789abcdef" */
#define STEM_LENGTH 44

static const char kind_letters[] = { [LIFT_SNAPSHOT_SAVED] = 's', [LIFT_SNAPSHOT_BEFORE] = 'b', [LIFT_SNAPSHOT_MIGRATION] = 'm' };

/**
 * lift_snapshots_default_folder:
 *
 * Returns: (transfer full): where the programs keep snapshots: $XDG_STATE_HOME/liftoff/snapshots, which may be missing
 */
char *
lift_snapshots_default_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "liftoff", "snapshots", NULL);
}

/* Names */

static guint64
hash_of (GBytes *bytes)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length, i, size = 32;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint8 digest[32];
  guint64 hash = 0;

  g_checksum_update (sum, data, length);
  g_checksum_get_digest (sum, digest, &size);
  for (i = 0; i < sizeof hash; i++)
    hash = hash << 8 | digest[i];
  return hash;
}

static char *
folder_of (const char *id)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
}

static char *
name_of (const LiftSnapshot *snapshot)
{
  g_autofree char *instant = lift_instant_format (snapshot->instant);
  g_auto (GStrv) parts = g_strsplit_set (instant, "-:", -1);
  g_autofree char *compact = g_strjoinv (NULL, parts);

  return g_strdup_printf ("%08u-%s-%c-%016" G_GINT64_MODIFIER "x" SUFFIX, snapshot->number, compact, kind_letters[snapshot->kind], snapshot->hash);
}

/* Only a name that name_of () gives. */
static gboolean
parse_name (const char   *name,
            LiftSnapshot *snapshot)
{
  g_autofree char *instant = NULL;
  g_autofree char *again = NULL;
  guint kind;

  if (strlen (name) != STEM_LENGTH + strlen (SUFFIX))
    return FALSE;
  for (kind = 0; kind < G_N_ELEMENTS (kind_letters) && kind_letters[kind] != name[26]; kind++)
    ;
  if (kind == G_N_ELEMENTS (kind_letters))
    return FALSE;

  instant = g_strdup_printf ("%.4s-%.2s-%.5s:%.2s:%.3s", name + 9, name + 13, name + 15, name + 20, name + 22);
  *snapshot = (LiftSnapshot) {
    .number = g_ascii_strtoull (name, NULL, 10),
    .instant = lift_instant_parse (instant),
    .kind = kind,
    .hash = g_ascii_strtoull (name + 28, NULL, 16),
  };
  if (snapshot->instant == LIFT_NO_INSTANT)
    return FALSE;
  again = name_of (snapshot);
  return strcmp (again, name) == 0;
}

/* Folders */

/* Opens @path, which is made, for the user alone, with the folders above it where they are missing; -1 with errno. */
static int
open_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_autofree char *above = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  int parent;

  if (fd >= 0 || errno != ENOENT || strcmp (above, path) == 0)
    return fd;
  parent = open_folder (above);
  if (parent < 0)
    return -1;
  if ((mkdirat (parent, name, 0700) == 0 && fsync (parent) == 0) || errno == EEXIST)
    fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  close (parent);
  return fd;
}

/* Opens the folder @name in @folder, never through a link; -1 with errno. */
static int
open_within (int         folder,
             const char *name,
             gboolean    make)
{
  const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  int fd = openat (folder, name, flags);

  if (fd >= 0 || errno != ENOENT || !make)
    return fd;
  if ((mkdirat (folder, name, 0700) == 0 && fsync (folder) == 0) || errno == EEXIST)
    fd = openat (folder, name, flags);
  return fd;
}

static int
compare_snapshots (gconstpointer a,
                   gconstpointer b)
{
  const LiftSnapshot *first = a, *second = b;

  if (first->number != second->number)
    return first->number < second->number ? -1 : 1;
  if (first->instant != second->instant)
    return first->instant < second->instant ? -1 : 1;
  return first->hash < second->hash ? -1 : first->hash > second->hash;
}

/* What a kill left of a snapshot that was being written; by the clock, as another program may be writing one now. */
static void
remove_left_over (int         fd,
                  const char *name,
                  gint64      now)
{
  struct stat status;

  if (fstatat (fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (status.st_mode) && ABS (now - status.st_mtim.tv_sec) > A_DAY)
    unlinkat (fd, name, 0);
}

/* The snapshots in the folder @fd, in the order in which they were kept; %NULL with errno. With @now, what an earlier kill left there is removed. */
static GArray *
read_folder (int           fd,
             const gint64 *now)
{
  g_autoptr (GArray) snapshots = g_array_new (FALSE, FALSE, sizeof (LiftSnapshot));
  int own = openat (fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = own >= 0 ? fdopendir (own) : NULL;
  struct dirent *entry;
  int code;

  if (dir == NULL)
    {
      code = errno;
      if (own >= 0)
        close (own);
      errno = code;
      return NULL;
    }

  for (errno = 0; (entry = readdir (dir)) != NULL; errno = 0)
    {
      LiftSnapshot snapshot;
      struct stat status;

      if (now != NULL && g_str_has_prefix (entry->d_name, TEMP_PREFIX))
        remove_left_over (fd, entry->d_name, *now);
      if (!parse_name (entry->d_name, &snapshot) || fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (status.st_mode))
        continue;
      snapshot.size = status.st_size;
      g_array_append_val (snapshots, snapshot);
    }
  code = errno;
  closedir (dir);
  errno = code;
  if (code != 0)
    return NULL;
  g_array_sort (snapshots, compare_snapshots);
  return g_steal_pointer (&snapshots);
}

static void
remove_snapshot (int                 fd,
                 const LiftSnapshot *snapshot)
{
  g_autofree char *name = name_of (snapshot);

  unlinkat (fd, name, 0);
}

/* Writing */

/* Gives a new file with @bytes the name of @snapshot; 0 or an errno. */
static int
write_snapshot (int                 fd,
                const LiftSnapshot *snapshot,
                GBytes             *bytes,
                gboolean            durable)
{
  g_autofree char *name = name_of (snapshot);
  g_autofree char *temp = NULL;
  guint64 random;
  int file, code = 0;

  if (getrandom (&random, sizeof random, 0) != sizeof random)
    return errno;
  temp = g_strdup_printf (TEMP_PREFIX "%016" G_GINT64_MODIFIER "x", random);
  file = openat (fd, temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0)
    return errno;
  if (!lift_write_all (file, bytes) || (durable && fsync (file) != 0))
    code = errno;
  if (close (file) != 0 && code == 0 && errno != EINTR)
    code = errno;
  if (code == 0 && renameat (fd, temp, fd, name) != 0)
    code = errno;
  if (code != 0)
    unlinkat (fd, temp, 0);
  else if (durable && fsync (fd) != 0)
    code = errno;
  return code;
}

/* Keeps all documents together within their bound. */
static void
bound_all (int         folder,
           const char *worked_on)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (LiftSnapshot));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree gboolean *drop = NULL;
  int own = openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = own >= 0 ? fdopendir (own) : NULL;
  struct dirent *entry;
  guint document = G_MAXUINT, i;

  if (dir == NULL)
    {
      if (own >= 0)
        close (own);
      return;
    }
  while ((entry = readdir (dir)) != NULL)
    {
      g_autoptr (GArray) snapshots = NULL;
      int fd = entry->d_name[0] != '.' ? open_within (folder, entry->d_name, FALSE) : -1;

      if (fd < 0)
        continue;
      snapshots = read_folder (fd, NULL);
      close (fd);
      if (strcmp (entry->d_name, worked_on) == 0)
        document = names->len;
      for (i = 0; snapshots != NULL && i < snapshots->len; i++)
        {
          LiftSnapshot *snapshot = &g_array_index (snapshots, LiftSnapshot, i);

          snapshot->document = names->len;
          g_array_append_val (all, *snapshot);
        }
      g_ptr_array_add (names, g_strdup (entry->d_name));
    }
  closedir (dir);

  drop = lift_snapshots_bound ((const LiftSnapshot *) all->data, all->len, document);
  for (i = 0; i < all->len; i++)
    {
      const LiftSnapshot *snapshot = &g_array_index (all, LiftSnapshot, i);
      const char *name = g_ptr_array_index (names, snapshot->document);
      int fd = drop[i] ? open_within (folder, name, FALSE) : -1;

      if (fd < 0)
        continue;
      remove_snapshot (fd, snapshot);
      close (fd);
      unlinkat (folder, name, AT_REMOVEDIR); /* only goes if nothing is left in it */
    }
}

static void
thin (int     fd,
      GArray *snapshots,
      gint64  now)
{
  g_autofree gboolean *drop = NULL;
  guint i;

  if (snapshots->len == 0)
    return;
  drop = lift_snapshots_thin ((const LiftSnapshot *) snapshots->data, snapshots->len, now);
  for (i = 0; i < snapshots->len; i++)
    if (drop[i])
      remove_snapshot (fd, &g_array_index (snapshots, LiftSnapshot, i));
}

/* Keeps @bytes among the snapshots of the folder @fd, and thins these; 0 or an errno. @first_today: whether none was kept on this day. */
static int
keep (int              fd,
      GBytes          *bytes,
      LiftSnapshotKind kind,
      gint64           now,
      gboolean        *first_today)
{
  g_autoptr (GArray) snapshots = read_folder (fd, &now);
  const LiftSnapshot *last;
  LiftSnapshot old = { 0 }, new = { .number = 1, .instant = now, .kind = kind, .size = g_bytes_get_size (bytes), .hash = hash_of (bytes) };
  gboolean same = FALSE;
  int code;

  if (snapshots == NULL)
    return errno;
  last = snapshots->len > 0 ? &g_array_index (snapshots, LiftSnapshot, snapshots->len - 1) : NULL;
  *first_today = last == NULL || last->instant / A_DAY != now / A_DAY;
  if (last != NULL)
    {
      old = *last;
      same = old.hash == new.hash && old.size == new.size;
      if (same && old.kind >= kind)
        return 0;
      new.number = same ? old.number : MIN (old.number + 1, MAX_NUMBER);
      new.instant = same ? old.instant : now;
    }

  code = write_snapshot (fd, &new, bytes, kind != LIFT_SNAPSHOT_SAVED);
  if (code == 0 && same)
    {
      remove_snapshot (fd, &old);
      g_array_set_size (snapshots, snapshots->len - 1);
    }
  if (code == 0)
    g_array_append_val (snapshots, new);
  /* A BEFORE is thinned with what follows it; on a full disk thinning makes room. */
  if (kind == LIFT_SNAPSHOT_SAVED || code != 0)
    thin (fd, snapshots, now);
  return code;
}

static gboolean
set_not_kept (GError    **error,
              const char *folder,
              int         code)
{
  g_autofree char *shown = g_filename_display_name (folder);

  g_set_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED,
               code == ENOSPC || code == EDQUOT
                 /* Translators: folder, reason */
                 ? _("No earlier version could be kept in “%s”: %s. Saving the release does not depend on it. Make room there.")
                 : _("No earlier version could be kept in “%s”: %s. Saving the release does not depend on it. Check that you may write there."),
               shown, g_strerror (code));
  return FALSE;
}

static gboolean
keep_bytes (const char      *folder,
            const char      *id,
            GBytes          *bytes,
            LiftSnapshotKind kind,
            gint64           now,
            GError         **error)
{
  g_autofree char *name = folder_of (id);
  int top = open_folder (folder), fd = top >= 0 ? open_within (top, name, TRUE) : -1;
  gboolean first_today = FALSE;
  int code = fd >= 0 ? 0 : errno;

  if (fd >= 0)
    {
      code = keep (fd, bytes, kind, CLAMP (now, 0, LATEST), &first_today);
      close (fd);
    }
  if (first_today)
    bound_all (top, name);
  if (top >= 0)
    close (top);
  return code == 0 || set_not_kept (error, folder, code);
}

/**
 * lift_snapshots_keep:
 * @folder: where snapshots are kept; made if it is missing
 * @root: a document, as it was saved or stands before it is replaced
 * @kind: why it is kept
 * @now: seconds since 1970 UTC
 *
 * Keeps @root, unless it is what was kept last, and removes what lift_snapshots_thin () and, once a day and document, lift_snapshots_bound () say.
 * What is no LIFT_SNAPSHOT_SAVED is on the disk when this returns; the others get there when the system writes them. Each takes its name
 * when all of it is written. Several programs may do so at once: neither loses what another keeps.
 *
 * Blocks; to be called in a worker thread. A document has been saved, or not, whatever becomes of this.
 *
 * Returns: whether it is kept; else %LIFT_ERROR_NOT_SAVED
 */
gboolean
lift_snapshots_keep (const char      *folder,
                     LiftNode        *root,
                     LiftSnapshotKind kind,
                     gint64           now,
                     GError         **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (folder != NULL && root != NULL, FALSE);

  bytes = lift_json_write (root);
  return keep_bytes (folder, lift_node_get_id (root), bytes, kind, now, error);
}

/**
 * lift_snapshots_keep_file:
 * @folder: where snapshots are kept; made if it is missing
 * @path: a document's file, which is about to be written for the first time since it was opened
 * @id: the document's id
 * @now: seconds since 1970 UTC
 *
 * Keeps the bytes that stand in @path, as they are, as lift_snapshots_kind () says for their format. What a save does not overwrite needs no keeping
 * and is passed over: a file that is missing, is no release that may be changed, or is another release.
 *
 * Returns: %FALSE with %LIFT_ERROR_NOT_SAVED if they should have been kept and are not
 */
gboolean
lift_snapshots_keep_file (const char *folder,
                          const char *path,
                          const char *id,
                          gint64      now,
                          GError    **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autofree char *read_only = NULL;
  struct stat seen;
  int code;

  g_return_val_if_fail (folder != NULL && path != NULL && id != NULL, FALSE);

  bytes = lift_file_read (AT_FDCWD, path, path, &seen, NULL, &code, NULL);
  if (bytes == NULL && code != 0 && code != ENOENT)
    return set_not_kept (error, folder, code);
  loaded = bytes != NULL ? lift_json_read (path, bytes, NULL) : NULL;
  read_only = loaded != NULL ? lift_loaded_dup_read_only (loaded) : NULL;
  if (loaded == NULL || read_only != NULL || g_strcmp0 (lift_node_get_id (loaded->root), id) != 0)
    return TRUE;
  return keep_bytes (folder, id, bytes, lift_snapshots_kind (loaded->format), now, error);
}

/* Reading */

static void
set_not_listed (GError    **error,
                const char *folder,
                int         code)
{
  g_autofree char *shown = g_filename_display_name (folder);

  g_set_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT,
               /* Translators: folder, reason */
               _("The earlier versions in “%s” cannot be read: %s. Check that you may read that folder."), shown, g_strerror (code));
}

/* Opens the folder of the document @id; -1 with errno. */
static int
open_document (const char *folder,
               const char *id)
{
  g_autofree char *name = folder_of (id);
  int top = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int fd, code;

  if (top < 0)
    return -1;
  fd = open_within (top, name, FALSE);
  code = errno;
  close (top);
  errno = code;
  return fd;
}

/**
 * lift_snapshots_list:
 * @folder: where snapshots are kept
 * @id: a document's id
 *
 * Looks at names only: whether the bytes are right, lift_snapshots_load () tells.
 *
 * Returns: (transfer full) (element-type LiftSnapshot) (nullable): the document's snapshots in the order in which they were kept, the newest last;
 *   empty if there are none. %NULL with %LIFT_ERROR_DOCUMENT if the folder cannot be read
 */
GArray *
lift_snapshots_list (const char *folder,
                     const char *id,
                     GError    **error)
{
  g_autoptr (GArray) snapshots = NULL;
  int fd = open_document (folder, id);
  guint i;

  if (fd < 0 && errno == ENOENT)
    return g_array_new (FALSE, FALSE, sizeof (LiftSnapshot));
  if (fd >= 0)
    {
      int code;

      snapshots = read_folder (fd, NULL);
      code = errno;
      close (fd);
      errno = code;
    }
  if (snapshots == NULL)
    {
      set_not_listed (error, folder, errno);
      return NULL;
    }
  for (i = snapshots->len; i-- > 0;)
    if (g_array_index (snapshots, LiftSnapshot, i).size == 0)
      g_array_remove_index (snapshots, i);
  return g_steal_pointer (&snapshots);
}

/**
 * lift_snapshots_load:
 * @folder: where snapshots are kept
 * @id: the document's id
 * @snapshot: one of lift_snapshots_list ()
 * @cancellable: (nullable): to give up
 *
 * Reads a snapshot. It is refused if its bytes are not those that were kept, or are not this document, whole and of a format this Liftoff knows.
 *
 * Returns: (transfer full) (nullable): the document as it was; or %NULL with %LIFT_ERROR_DOCUMENT or %G_IO_ERROR_CANCELLED
 */
LiftNode *
lift_snapshots_load (const char         *folder,
                     const char         *id,
                     const LiftSnapshot *snapshot,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_autofree char *name = name_of (snapshot);
  g_autofree char *document = folder_of (id);
  g_autofree char *path = g_build_filename (folder, document, name, NULL);
  g_autofree char *read_only = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GError) local_error = NULL;
  struct stat seen;
  int fd = open_document (folder, id), code;

  if (fd < 0)
    {
      set_not_listed (error, folder, errno);
      return NULL;
    }
  if (fstatat (fd, name, &seen, AT_SYMLINK_NOFOLLOW) != 0 || S_ISREG (seen.st_mode))
    bytes = lift_file_read (fd, name, path, &seen, cancellable, &code, &local_error);
  close (fd);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (bytes != NULL && hash_of (bytes) == snapshot->hash)
    loaded = lift_json_read (path, bytes, NULL);
  read_only = loaded != NULL ? lift_loaded_dup_read_only (loaded) : NULL;
  if (loaded != NULL && read_only == NULL && strcmp (lift_node_get_id (loaded->root), id) == 0)
    return lift_node_ref (loaded->root);
  g_set_error_literal (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT,
                       read_only != NULL ? read_only : _("This version was damaged on the disk. Choose another one."));
  return NULL;
}
