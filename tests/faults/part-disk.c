/* SPDX-License-Identifier: GPL-3.0-or-later */

/* (e) A file system of 64 KiB that is more and more full, and limits on the size of files. */

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "harness.h"

#define PAGE 4096
#define N_PAGES 16

typedef struct
{
  const Path *path;
  const char *top;
  gint64      limit;  /* on the size of files; -1: none */
  gboolean    ignore; /* the signal that tells of it */
} Child;

static Claim
run_path (gpointer data,
          GError **error)
{
  const Child *child = data;

  if (child->limit >= 0)
    {
      struct rlimit limit = { child->limit, child->limit };

      signal (SIGXFSZ, child->ignore ? SIG_IGN : SIG_DFL);
      setrlimit (RLIMIT_FSIZE, &limit);
    }
  return child->path->run (child->top, error);
}

static int
watch (const Call *call,
       gpointer    data)
{
  return strcmp (call->name, "end") == 0 ? ENDED : GO_ON;
}

static char *
try_disk (const Child *child,
          const char  *filler,
          guint       *n_saved)
{
  Outcome outcome;
  guint found;
  char *wrong;

  trap_run (run_path, (gpointer) child, watch, NULL, &outcome);
  *n_saved += outcome.claim == CLAIM_SAVED || outcome.claim == CLAIM_UNCONFIRMED;
  wrong = judge_claim (child->path, child->top, &outcome);
  if (wrong == NULL)
    wrong = judge_found (child->path, child->top, outcome.claim, &found);
  if (filler != NULL)
    unlink (filler);
  if (wrong == NULL)
    wrong = next_save (child->top, child->path);
  return wrong;
}

/* Leaves @n pages of the file system free. */
static gboolean
fill (const char *filler,
      guint       n)
{
  char page[PAGE] = { 0 };
  int fd = open (filler, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  off_t size = 0;

  while (write (fd, page, sizeof page) == sizeof page)
    size += sizeof page;
  size -= n * sizeof page;
  if (size >= 0)
    g_assert_cmpint (ftruncate (fd, size), ==, 0);
  close (fd);
  return size >= 0;
}

static void
full_disk (const Path *path,
           const char *top)
{
  g_autofree char *filler = g_build_filename (top, "filler", NULL);
  g_autofree char *what = g_strdup_printf ("%s on a full disk", path->name);
  Child child = { path, top, -1 };
  guint n_saved = 0, n;
  Count count;

  count_begin (&count, "disk", what);
  for (n = 0; n <= N_PAGES; n++)
    {
      g_autofree char *wrong = NULL;

      tree_remove (top);
      path->set_up (top);
      if (!fill (filler, n))
        break;
      wrong = try_disk (&child, filler, &n_saved);
      count_case (&count, wrong, "%u pages free", n);
    }
  if (n_saved == 0 || n_saved == count.n_cases)
    count_case (&count, "the disk was never full, or always", "%u of %u saved", n_saved, count.n_cases);
  count_end (&count);
}

static void
small_files (const Path *path,
             const char *top,
             gboolean    ignore)
{
  static const gint64 limits[] = { 0, 1, 512, 4095, 4096, 4097, 8192, 10000, 1 << 20 };
  g_autofree char *what = g_strdup_printf ("%s with a limit on files%s", path->name, ignore ? "" : " that kills");
  guint n_saved = 0, i;
  Count count;

  count_begin (&count, "disk", what);
  for (i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      Child child = { path, top, limits[i], ignore };
      g_autofree char *wrong = NULL;

      tree_remove (top);
      path->set_up (top);
      wrong = try_disk (&child, NULL, &n_saved);
      count_case (&count, wrong, "%" G_GINT64_FORMAT " bytes", limits[i]);
    }
  if (n_saved == 0 || n_saved == count.n_cases)
    count_case (&count, "the limit was never met, or always", "%u of %u saved", n_saved, count.n_cases);
  count_end (&count);
}

static gboolean
put_text (const char *file,
          const char *text)
{
  int fd = open (file, O_WRONLY | O_CLOEXEC);
  gboolean good = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);
  return good;
}

/* A tmpfs that only this process and its children see; who is not root becomes it in a namespace of users. */
static gboolean
mount_small (const char *top)
{
  g_autofree char *users = g_strdup_printf ("0 %d 1", (int) geteuid ());
  g_autofree char *groups = g_strdup_printf ("0 %d 1", (int) getegid ());

  if (unshare (CLONE_NEWNS) != 0
      && (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 || !put_text ("/proc/self/setgroups", "deny") || !put_text ("/proc/self/uid_map", users)
          || !put_text ("/proc/self/gid_map", groups)))
    return FALSE;
  return mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && mount ("none", top, "tmpfs", 0, "size=64k,mode=700") == 0;
}

void
part_disk (gboolean big)
{
  g_autofree char *top = make_top (TRUE);
  guint i;

  for (i = 0; i < n_paths; i++)
    if (is_chosen (&paths[i]))
      {
        small_files (&paths[i], top, TRUE);
        small_files (&paths[i], top, FALSE);
      }
  tree_remove (top);
  if (mount_small (top))
    {
      for (i = 0; i < n_paths; i++)
        if (is_chosen (&paths[i]))
          full_disk (&paths[i], top);
      umount2 (top, MNT_DETACH);
    }
  else
    report (FALSE, "disk: no file system can be mounted here: %s", g_strerror (errno));
  g_rmdir (top);
}
