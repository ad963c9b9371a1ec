/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A call is seen before it is made. What became of it is looked at before the next one: whether a name is there, how far a file was written. In
 * the end the model must show what the folder shows, byte for byte; so what the recorder does not understand does not pass for nothing. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/fs.h>

#include "recorder.h"

typedef enum
{
  DO_NOTHING,
  DO_OPEN,
  DO_MKDIR,
  DO_WRITE,
  DO_TRUNCATE,
  DO_SYNC,
  DO_RENAME,
  DO_EXCHANGE,
  DO_LINK,
  DO_UNLINK,
} Doing;

struct _Recorder
{
  char   *top;
  Model  *model;
  char   *trouble; /* what it could not follow */

  /* The call that is being made */
  Doing   doing;
  pid_t   pid;
  int     fd;
  char   *path;    /* relative to the top folder */
  char   *other;
  ino_t   inode;   /* of what stood at @path */
  gboolean existed;
  gsize   offset;
  GBytes *bytes;
  gboolean truncates;
  int     answer;
};

Recorder *
recorder_new (const char *top)
{
  Recorder *recorder = g_new0 (Recorder, 1);
  g_autoptr (GPtrArray) tree = tree_read (top);

  recorder->top = g_strdup (top);
  recorder->model = model_new (tree);
  return recorder;
}

static void
forget_call (Recorder *recorder)
{
  recorder->doing = DO_NOTHING;
  g_clear_pointer (&recorder->path, g_free);
  g_clear_pointer (&recorder->other, g_free);
  g_clear_pointer (&recorder->bytes, g_bytes_unref);
}

void
recorder_free (Recorder *recorder)
{
  forget_call (recorder);
  model_free (recorder->model);
  g_free (recorder->trouble);
  g_free (recorder->top);
  g_free (recorder);
}

Model *
recorder_model (Recorder *recorder)
{
  return recorder->model;
}

static void
trouble (Recorder   *recorder,
         const char *format,
         ...)
{
  va_list arguments;

  if (recorder->trouble != NULL)
    return;
  va_start (arguments, format);
  recorder->trouble = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

/* @full below the top folder, as a path relative to it ("" is the folder itself); else NULL. */
static char *
relative (Recorder   *recorder,
          const char *full)
{
  g_autofree char *canonical = g_canonicalize_filename (full, "/");
  gsize length = strlen (recorder->top);

  if (strncmp (canonical, recorder->top, length) != 0 || (canonical[length] != '/' && canonical[length] != '\0'))
    return NULL;
  return g_strdup (canonical[length] == '/' ? canonical + length + 1 : "");
}

static char *
path_of_fd (Recorder *recorder,
            pid_t     pid,
            int       fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/%d/fd/%d", pid, fd);
  g_autofree char *target = g_file_read_link (link, NULL);

  if (target == NULL || g_str_has_suffix (target, " (deleted)"))
    return NULL;
  return relative (recorder, target);
}

/* The path that a call names with a folder and a name. */
static char *
path_of_name (Recorder *recorder,
              pid_t     pid,
              int       folder,
              guint64   address)
{
  g_autofree char *name = trap_read_text (pid, address);
  g_autofree char *link = folder == AT_FDCWD ? g_strdup_printf ("/proc/%d/cwd", pid) : g_strdup_printf ("/proc/%d/fd/%d", pid, folder);
  g_autofree char *above = NULL;
  g_autofree char *full = NULL;

  if (g_path_is_absolute (name))
    return relative (recorder, name);
  above = g_file_read_link (link, NULL);
  if (above == NULL)
    return NULL;
  full = g_build_filename (above, name, NULL);
  return relative (recorder, full);
}

static gboolean
stat_of (Recorder    *recorder,
         const char  *path,
         struct stat *status)
{
  g_autofree char *full = g_build_filename (recorder->top, path, NULL);

  return lstat (full, status) == 0;
}

static gsize
offset_of (pid_t pid,
           int   fd)
{
  g_autofree char *file = g_strdup_printf ("/proc/%d/fdinfo/%d", pid, fd);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL) || !g_str_has_prefix (text, "pos:"))
    return 0;
  return g_ascii_strtoull (text + strlen ("pos:"), NULL, 10);
}

static void
split (Recorder   *recorder,
       const char *path,
       Inode      *folder,
       char      **name)
{
  g_autofree char *above = g_path_get_dirname (path);

  *name = g_path_get_basename (path);
  *folder = strcmp (above, ".") == 0 ? MODEL_TOP : model_find (recorder->model, above);
  if (*folder == MODEL_NONE)
    trouble (recorder, "“%s” is in a folder that the model does not know", path);
}

static void
settle_names (Recorder *recorder)
{
  g_autofree char *name = NULL;
  g_autofree char *new_name = NULL;
  struct stat status;
  Inode from = MODEL_NONE, to = MODEL_NONE;
  gboolean there = stat_of (recorder, recorder->other != NULL ? recorder->other : recorder->path, &status);

  if ((recorder->doing == DO_OPEN || recorder->doing == DO_MKDIR) && (!there || recorder->existed))
    return;
  if (recorder->doing != DO_OPEN && recorder->doing != DO_MKDIR && !recorder->existed)
    return;
  split (recorder, recorder->path, &from, &name);
  if (recorder->other != NULL)
    split (recorder, recorder->other, &to, &new_name);
  if (recorder->trouble != NULL)
    return;
  switch (recorder->doing)
    {
    case DO_OPEN:
    case DO_MKDIR:
      model_create (recorder->model, from, name, recorder->doing == DO_MKDIR);
      break;
    case DO_RENAME:
      if (there && status.st_ino == recorder->inode && model_lookup (recorder->model, from, name) != MODEL_NONE)
        {
          struct stat old;

          /* Two names of one file: nothing happens. */
          if (!stat_of (recorder, recorder->path, &old))
            model_rename (recorder->model, from, name, to, new_name);
        }
      break;
    case DO_EXCHANGE:
      if (there && status.st_ino == recorder->inode)
        model_exchange (recorder->model, from, name, to, new_name);
      break;
    case DO_LINK:
      if (there && status.st_ino == recorder->inode && model_lookup (recorder->model, to, new_name) == MODEL_NONE)
        model_link (recorder->model, model_lookup (recorder->model, from, name), to, new_name);
      break;
    case DO_UNLINK:
      if (!there)
        model_unlink (recorder->model, from, name);
      break;
    default:
      break;
    }
}

/* What became of the last call. */
static void
settle (Recorder *recorder)
{
  Inode inode;

  switch (recorder->doing)
    {
    case DO_NOTHING:
      break;
    case DO_WRITE:
      inode = model_find (recorder->model, recorder->path);
      if (inode != MODEL_NONE && recorder->answer <= 0)
        {
          gsize end = offset_of (recorder->pid, recorder->fd);
          gsize n = end > recorder->offset ? end - recorder->offset : 0;
          g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (recorder->bytes, 0, MIN (n, g_bytes_get_size (recorder->bytes)));

          if (n > 0)
            model_write (recorder->model, inode, recorder->offset, bytes);
        }
      break;
    case DO_TRUNCATE:
      inode = model_find (recorder->model, recorder->path);
      if (inode != MODEL_NONE && recorder->answer == GO_ON)
        model_truncate (recorder->model, inode, recorder->offset);
      break;
    case DO_SYNC:
      inode = *recorder->path == '\0' ? MODEL_TOP : model_find (recorder->model, recorder->path);
      if (inode != MODEL_NONE)
        model_sync (recorder->model, inode, recorder->answer == GO_ON);
      break;
    default:
      if (recorder->doing == DO_OPEN && recorder->truncates && recorder->existed && recorder->answer == GO_ON)
        model_truncate (recorder->model, model_find (recorder->model, recorder->path), 0);
      else
        settle_names (recorder);
      break;
    }
  forget_call (recorder);
}

static void
begin (Recorder *recorder,
       Doing     doing,
       char     *path,
       char     *other)
{
  struct stat status;

  if (path == NULL || (other == NULL && (doing == DO_RENAME || doing == DO_EXCHANGE || doing == DO_LINK)))
    {
      if ((path == NULL) != (other == NULL) && doing != DO_OPEN && doing != DO_MKDIR && doing != DO_WRITE && doing != DO_SYNC
          && doing != DO_TRUNCATE && doing != DO_UNLINK)
        trouble (recorder, "something goes in or out of the folder");
      g_free (path);
      g_free (other);
      return;
    }
  recorder->doing = doing;
  recorder->path = path;
  recorder->other = other;
  recorder->existed = stat_of (recorder, path, &status);
  recorder->inode = recorder->existed ? status.st_ino : 0;
}

static void
begin_write (Recorder   *recorder,
             const Call *call)
{
  char *path = path_of_fd (recorder, call->pid, call->args[0]);
  gsize size = call->args[2];
  g_autofree char *data = NULL;

  if (path == NULL)
    return;
  data = g_malloc (MAX (size, 1));
  if (!trap_read (call->pid, call->args[1], data, size))
    trouble (recorder, "the bytes of a write cannot be read");
  begin (recorder, DO_WRITE, path, NULL);
  recorder->bytes = g_bytes_new (data, size);
  recorder->offset = offset_of (call->pid, call->args[0]);
}

static void
begin_open (Recorder   *recorder,
            const Call *call,
            int         folder,
            guint64     name,
            int         flags)
{
  char *path;

  if ((flags & (O_CREAT | O_TRUNC)) == 0)
    return;
  path = path_of_name (recorder, call->pid, folder, name);
  if (path == NULL)
    return;
  if ((flags & O_TMPFILE) == O_TMPFILE)
    trouble (recorder, "the model knows no files without a name");
  begin (recorder, DO_OPEN, path, NULL);
  recorder->truncates = (flags & O_TRUNC) != 0;
}

static void
begin_map (Recorder   *recorder,
           const Call *call)
{
  g_autofree char *path = (call->args[3] & MAP_SHARED) != 0 && (call->args[2] & PROT_WRITE) != 0 && (int) call->args[4] >= 0
                            ? path_of_fd (recorder, call->pid, call->args[4]) : NULL;

  if (path != NULL)
    trouble (recorder, "the model knows no writing through memory");
}

/* To be called for each call, with what is answered, before that is done. */
void
recorder_call (Recorder   *recorder,
               const Call *call,
               int         answer)
{
  static const int unknown[] = { SYS_pwrite64, SYS_writev, SYS_pwritev, SYS_pwritev2, SYS_copy_file_range, SYS_sendfile, SYS_splice, SYS_truncate,
                                 SYS_symlinkat, SYS_mknodat, SYS_fallocate, SYS_sync, SYS_syncfs, SYS_sync_file_range };
  const guint64 *args = call->args;
  pid_t pid = call->pid;
  guint i;

  settle (recorder);
  recorder->answer = answer;
  recorder->pid = pid;
  recorder->fd = args[0];
  for (i = 0; i < G_N_ELEMENTS (unknown); i++)
    if (call->nr == unknown[i])
      trouble (recorder, "the model does not know %s", call->name);

  switch (call->nr)
    {
    case SYS_write:
      begin_write (recorder, call);
      break;
    case SYS_ftruncate:
      begin (recorder, DO_TRUNCATE, path_of_fd (recorder, pid, args[0]), NULL);
      recorder->offset = args[1];
      break;
    case SYS_fsync:
    case SYS_fdatasync:
      begin (recorder, DO_SYNC, path_of_fd (recorder, pid, args[0]), NULL);
      break;
    case SYS_openat:
      begin_open (recorder, call, args[0], args[1], args[2]);
      break;
    case SYS_mkdirat:
      begin (recorder, DO_MKDIR, path_of_name (recorder, pid, args[0], args[1]), NULL);
      break;
    case SYS_renameat:
      begin (recorder, DO_RENAME, path_of_name (recorder, pid, args[0], args[1]), path_of_name (recorder, pid, args[2], args[3]));
      break;
    case SYS_renameat2:
      begin (recorder, (args[4] & RENAME_EXCHANGE) != 0 ? DO_EXCHANGE : DO_RENAME, path_of_name (recorder, pid, args[0], args[1]),
             path_of_name (recorder, pid, args[2], args[3]));
      break;
    case SYS_linkat:
      begin (recorder, DO_LINK, path_of_name (recorder, pid, args[0], args[1]), path_of_name (recorder, pid, args[2], args[3]));
      break;
    case SYS_unlinkat:
      begin (recorder, DO_UNLINK, path_of_name (recorder, pid, args[0], args[1]), NULL);
      break;
#ifdef SYS_open
    case SYS_open:
      begin_open (recorder, call, AT_FDCWD, args[0], args[1]);
      break;
    case SYS_mkdir:
      begin (recorder, DO_MKDIR, path_of_name (recorder, pid, AT_FDCWD, args[0]), NULL);
      break;
    case SYS_rename:
      begin (recorder, DO_RENAME, path_of_name (recorder, pid, AT_FDCWD, args[0]), path_of_name (recorder, pid, AT_FDCWD, args[1]));
      break;
    case SYS_link:
      begin (recorder, DO_LINK, path_of_name (recorder, pid, AT_FDCWD, args[0]), path_of_name (recorder, pid, AT_FDCWD, args[1]));
      break;
    case SYS_unlink:
    case SYS_rmdir:
      begin (recorder, DO_UNLINK, path_of_name (recorder, pid, AT_FDCWD, args[0]), NULL);
      break;
#endif
    case SYS_mmap:
      begin_map (recorder, call);
      break;
    default:
      break;
    }
}

/* Whether the model shows what the folder shows: NULL, or what is wrong. */
char *
recorder_finish (Recorder *recorder)
{
  g_autoptr (GPtrArray) real = NULL;
  g_autoptr (GPtrArray) live = NULL;
  guint i;

  if (recorder->trouble != NULL)
    return g_strdup (recorder->trouble);
  real = tree_read (recorder->top);
  live = model_live (recorder->model);
  for (i = 0; i < real->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (real, i);
      GBytes *bytes = tree_find (live, file->name);

      if (file->bytes != NULL && (bytes == NULL || !g_bytes_equal (bytes, file->bytes)))
        return g_strdup_printf ("the model has another “%s” than the folder", file->name);
    }
  if (real->len != live->len)
    return g_strdup ("the model and the folder have different files");
  return NULL;
}
