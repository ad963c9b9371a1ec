/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.h"
#include "core/json.h"
#include "core/library.h"
#include "core/store.h"
#include "temp-folder.h"

/* 2026-12-01T00:00:00Z, a Tuesday */
#define NOW G_GINT64_CONSTANT (1796083200)

/* Reading waits for nothing and nobody; the time is that of a busy machine. */
#define MOST_SECONDS 20

static char *home;
static int stop;

static LiftNode *
make_release (const char *name,
              const char *local,
              gboolean    done,
              gboolean    incident)
{
  LiftNode *release = lift_node_new (LIFT_KIND_RELEASE, "r");
  LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, "p");
  LiftNode *item = lift_node_new (LIFT_KIND_ITEM, "i");

  lift_node_set_text (release, LIFT_RELEASE_NAME, name);
  lift_node_set_text (release, LIFT_RELEASE_LOCAL, local);
  lift_node_set_text (release, LIFT_RELEASE_ZONE, local != NULL ? "UTC" : NULL);
  lift_node_set_text (phase, LIFT_PHASE_POSITION, "a0");
  lift_node_set_text (phase, LIFT_PHASE_TITLE, "Plan");
  lift_node_set_text (phase, LIFT_PHASE_OFFSET, "-P1D");
  lift_node_set_text (item, LIFT_ITEM_POSITION, "a0");
  lift_node_set_text (item, LIFT_ITEM_TEXT, "Review");
  lift_node_set_enum (item, LIFT_ITEM_STATE, done ? LIFT_ITEM_DONE : LIFT_ITEM_OPEN);
  lift_node_take_child (phase, LIFT_PHASE_ITEMS, item);
  lift_node_take_child (release, LIFT_RELEASE_PHASES, phase);
  if (incident)
    {
      LiftNode *node = lift_node_new (LIFT_KIND_INCIDENT, "x");

      lift_node_set_text (node, LIFT_INCIDENT_POSITION, "a0");
      lift_node_set_text (node, LIFT_INCIDENT_TITLE, "Down");
      lift_node_set_enum (node, LIFT_INCIDENT_STATE, LIFT_INCIDENT_ACTIVE);
      lift_node_take_child (release, LIFT_RELEASE_INCIDENTS, node);
    }
  return release;
}

/* In the order in which they are to be listed; the paths say another. */
static const struct
{
  const char *path, *name, *local;
  gboolean    done, incident, unreadable;
} ranked[] = {
  { "9", "Zeta", "2027-03-01T10:00", FALSE, TRUE },
  { "8", "Overdue since long", "2026-11-01T10:00", FALSE, FALSE },
  { "7", "Overdue", "2026-11-20T10:00", FALSE, FALSE },
  { "6", "Soon", "2026-12-05T10:00", FALSE, FALSE },
  { "4", "Alpha", "2026-12-09T10:00", FALSE, FALSE },
  { "5", "Beta", "2026-12-09T10:00", FALSE, FALSE },
  { "2", "All done", "2026-11-01T10:00", TRUE, FALSE },
  { "3", "No moment", NULL, FALSE, FALSE },
  { "30", "No moment", NULL, FALSE, FALSE },
  { "0", NULL, NULL, FALSE, FALSE, TRUE },
  { "1", NULL, NULL, FALSE, FALSE, TRUE },
};

static LiftSummary *
make_summary (guint i)
{
  LiftSummary *summary = g_new0 (LiftSummary, 1);

  summary->path = g_strdup (ranked[i].path);
  if (!ranked[i].unreadable)
    summary->root = make_release (ranked[i].name, ranked[i].local, ranked[i].done, ranked[i].incident);
  return summary;
}

static void
test_compare (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranked); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ranked); j++)
      {
        g_autoptr (LiftSummary) a = make_summary (i);
        g_autoptr (LiftSummary) b = make_summary (j);
        int order = lift_summary_compare (a, b, NOW);

        g_test_message ("%s, %s", ranked[i].path, ranked[j].path);
        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_sort (void)
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_summary_free);
  guint n = G_N_ELEMENTS (ranked);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (summaries, make_summary ((i * 7 + 3) % n));
  lift_library_sort (summaries, NOW);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (((LiftSummary *) summaries->pdata[i])->path, ==, ranked[i].path);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    gboolean    is;
  } names[] = {
    { "octo.liftoff.json", TRUE },
    { ".octo.liftoff.json", FALSE },
    { ".liftoff.json", FALSE },
    { "octo.json", FALSE },
    { "octo.liftoff.json~", FALSE },
    { "octo.liftoff.json.tmp", FALSE },
    { "OCTO.LIFTOFF.JSON", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (lift_library_is_release_file (names[i].name), ==, names[i].is);
}

static void
put (const char *folder,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* 5 GB, and nothing in it. */
static void
make_huge (const char *path)
{
  int fd = open (path, O_WRONLY | O_CREAT, 0600);

  g_assert_cmpint (ftruncate (fd, G_GINT64_CONSTANT (5) << 30), ==, 0);
  close (fd);
}

static void
make_socket (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_assert_cmpuint (g_strlcpy (address.sun_path, path, sizeof address.sun_path), <, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  close (fd);
}

static void
test_scan (void)
{
  static const struct
  {
    const char *name, *release, *error;
  } expected[] = {
    { "a.liftoff.json", "Octo", NULL },
    { "b.liftoff.json", NULL, "b.liftoff.json" },
    { "c.liftoff.json", "Newer", "newer" },
    { "dots...liftoff.json", "Octo", NULL },
    { "folder.liftoff.json", NULL, "folder" },
    { "huge.liftoff.json", NULL, "larger than 4.0" },
    { "link-below.liftoff.json", NULL, "link-below.liftoff.json" }, /* is read: it is no JSON */
    { "link-device.liftoff.json", NULL, "leads out of this folder, to “/dev/zero”" },
    { "link-out.liftoff.json", NULL, "leads out of this folder" },
    { "link-up.liftoff.json", NULL, "leads out of this folder" },
    { "link.liftoff.json", "Octo", NULL },
    { "loop.liftoff.json", NULL, "links" },
    { "lost.liftoff.json", NULL, "does not exist" },
    { "new\nline.liftoff.json", "Octo", NULL },
    { "pipe.liftoff.json", NULL, "pipe" },
    { "socket.liftoff.json", NULL, "socket" },
    { "\377\376.liftoff.json", NULL, "\357\277\275\357\277\275.liftoff.json" },
  };
  g_autofree char *folder = g_build_filename (home, "scan", NULL);
  g_autofree char *below = g_build_filename (folder, "folder.liftoff.json", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.liftoff.json", NULL);
  g_autofree char *link = g_build_filename (folder, "link.liftoff.json", NULL);
  g_autofree char *lost = g_build_filename (folder, "lost.liftoff.json", NULL);
  g_autofree char *path = g_build_filename (folder, "a.liftoff.json", NULL);
  g_autofree char *huge = g_build_filename (folder, "huge.liftoff.json", NULL);
  g_autofree char *socket_path = g_build_filename (folder, "socket.liftoff.json", NULL);
  static const char *const same[] = { "dots...liftoff.json", "new\nline.liftoff.json" };
  static const struct
  {
    const char *name, *target;
  } links[] = {
    { "link-below.liftoff.json", "folder.liftoff.json/d.liftoff.json" },
    { "link-device.liftoff.json", "/dev/zero" },
    { "link-out.liftoff.json", "../out.json" },
    { "link-up.liftoff.json", ".." },
    { "loop.liftoff.json", "loop.liftoff.json" },
  };
  g_autoptr (LiftNode) release = make_release ("Octo", NULL, FALSE, FALSE);
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (below, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("a.liftoff.json", link), ==, 0);
  g_assert_cmpint (symlink ("nowhere", lost), ==, 0);
  g_assert_cmpint (lift_store_create (path, release, FALSE, NULL), ==, LIFT_SAVED);
  put (folder, "b.liftoff.json", "{");
  put (folder, "c.liftoff.json", "{\n  \"format\": 99,\n  \"id\": \"n\",\n  \"name\": \"Newer\"\n}\n");
  put (folder, ".hidden.liftoff.json", "{");
  put (folder, "other.json", "{");
  put (below, "d.liftoff.json", "{");
  put (home, "out.json", "secret");
  put (folder, "\377\376.liftoff.json", "{");
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *name = g_build_filename (folder, links[i].name, NULL);

      g_assert_cmpint (symlink (links[i].target, name), ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *name = g_build_filename (folder, same[i], NULL);

      g_assert_cmpint (lift_store_create (name, release, FALSE, NULL), ==, LIFT_SAVED);
    }
  make_huge (huge);
  make_socket (socket_path);

  g_test_timer_start ();
  summaries = lift_library_scan (folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (summaries->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < summaries->len; i++)
    {
      LiftSummary *summary = summaries->pdata[i];
      g_autofree char *base = g_path_get_basename (summary->path);

      g_assert_cmpstr (base, ==, expected[i].name);
      g_assert_cmpstr (summary->root != NULL ? lift_node_get_text (summary->root, LIFT_RELEASE_NAME) : NULL, ==, expected[i].release);
      if (expected[i].error != NULL)
        g_assert_nonnull (strstr (summary->error, expected[i].error));
      else
        g_assert_null (summary->error);
      g_assert_true (summary->error == NULL || (strstr (summary->error, "secret") == NULL && strstr (summary->error, folder) == NULL));
    }
  g_assert_cmpfloat (g_test_timer_elapsed (), <, MOST_SECONDS);
}

/* Whatever somebody else does to a file while it is read, it is a release or has an error, and reading it ends. */
static gpointer
write_again_and_again (gpointer data)
{
  const char *path = data;
  g_autoptr (LiftNode) release = make_release ("Octo", NULL, FALSE, FALSE);
  g_autoptr (GBytes) bytes = lift_json_write (release);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  for (guint i = 0; !g_atomic_int_get (&stop); i++)
    {
      int fd = open (path, O_WRONLY | O_CREAT | (i % 2 == 0 ? O_TRUNC : 0), 0600);

      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint (write (fd, text, i % 5 == 0 ? size / 2 : size), >, 0);
      g_assert_cmpint (i % 7 == 0 ? ftruncate (fd, G_GINT64_CONSTANT (5) << 30) : 0, ==, 0);
      close (fd);
      if (i % 11 == 0)
        {
          g_assert_cmpint (g_unlink (path), ==, 0);
          g_assert_cmpint (i % 2 == 0 ? mkfifo (path, 0600) : symlink (path, path), ==, 0);
          g_assert_cmpint (g_unlink (path), ==, 0);
        }
    }
  return NULL;
}

static void
test_scan_changing (void)
{
  g_autofree char *folder = g_build_filename (home, "changing", NULL);
  g_autofree char *path = g_build_filename (folder, "a.liftoff.json", NULL);
  GThread *writer;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_atomic_int_set (&stop, 0);
  writer = g_thread_new ("writer", write_again_and_again, path);
  g_test_timer_start ();
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) summaries = lift_library_scan (folder, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (summaries->len, <=, 1);
      if (summaries->len == 1)
        {
          LiftSummary *summary = summaries->pdata[0];

          g_assert_true (summary->root != NULL || summary->error != NULL);
        }
    }
  g_assert_cmpfloat (g_test_timer_elapsed (), <, MOST_SECONDS);
  g_atomic_int_set (&stop, 1);
  g_thread_join (writer);
}

static void
test_scan_thousands (void)
{
  g_autofree char *folder = g_build_filename (home, "thousands", NULL);
  g_autoptr (GPtrArray) summaries = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%0200u.liftoff.json", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents_full (path, i % 2 == 0 ? "{" : "{\"format\": 1, \"id\": \"n\", \"name\": \"Octo\"}", -1,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
  g_test_timer_start ();
  summaries = lift_library_scan (folder, NULL, NULL);
  lift_library_sort (summaries, NOW);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, MOST_SECONDS);
  g_assert_cmpuint (summaries->len, ==, 2000);
  g_assert_nonnull (((LiftSummary *) summaries->pdata[999])->root);
  g_assert_null (((LiftSummary *) summaries->pdata[1000])->root);
}

static void
test_scan_folders (void)
{
  g_autofree char *usual = lift_library_default_folder ();
  g_autofree char *expected = g_build_filename (home, "liftoff", "releases", NULL);
  g_autofree char *missing = g_build_filename (home, "missing", NULL);
  g_autofree char *file = g_build_filename (home, "file", NULL);
  const char *bad[] = { missing, file };
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (usual, ==, expected);
  summaries = lift_library_scan (usual, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (summaries->len, ==, 0);

  put (home, "file", "");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) bad_error = NULL;

      g_assert_null (lift_library_scan (bad[i], NULL, &bad_error));
      g_assert_error (bad_error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      g_assert_nonnull (strstr (bad_error->message, bad[i]));
    }
}

static int
scan_without_rights (const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (!drop_rights ())
    return 100;
  if (lift_library_scan (folder, NULL, &error) != NULL)
    return 101;
  return g_error_matches (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT) && strstr (error->message, folder) != NULL ? 0 : 102;
}

static void
test_scan_unreadable (void)
{
  g_autofree char *folder = g_build_filename (home, "closed", NULL);
  int status;
  pid_t pid;

  g_assert_cmpint (g_mkdir (folder, 0), ==, 0);
  g_assert_cmpint (g_chmod (home, 0755), ==, 0);
  pid = fork ();
  if (pid == 0)
    _exit (scan_without_rights (folder));
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_scan_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lift_library_scan (home, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* By its id, whatever the file is called; folders in their order, and what cannot be read is passed over. */
static void
test_find (void)
{
  g_autofree char *one = g_build_filename (home, "find-one", NULL), *two = g_build_filename (home, "find-two", NULL);
  g_autofree char *missing = g_build_filename (home, "find-none", NULL);
  static const struct
  {
    const char *folder, *name, *id;
  } files[] = {
    { "find-one", "b.liftoff.json", "payments" },
    { "find-two", "a.liftoff.json", "payments" },
    { "find-two", "c.liftoff.json", "checkout" },
    { "find-two", "other.json", "hidden" },
  };
  const struct
  {
    const char *id, *folders[4], *found;
  } asked[] = {
    { "payments", { one, two }, "find-one/b.liftoff.json" },
    { "payments", { two, one }, "find-two/a.liftoff.json" },
    { "checkout", { missing, one, two }, "find-two/c.liftoff.json" },
    { "checkout", { one, one }, NULL },
    { "hidden", { one, two }, NULL },
    { "a", { two }, NULL },
    { "payments", { NULL }, NULL },
  };

  g_assert_cmpint (g_mkdir (one, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (two, 0700), ==, 0);
  put (one, "a.liftoff.json", "{");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (home, files[i].folder, files[i].name, NULL);
      g_autoptr (LiftNode) release = lift_node_new (LIFT_KIND_RELEASE, files[i].id);

      lift_node_set_text (release, LIFT_RELEASE_NAME, "Octo");
      g_assert_cmpint (lift_store_create (path, release, FALSE, NULL), ==, LIFT_SAVED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *found = lift_library_find (asked[i].folders, asked[i].id, NULL);
      g_autofree char *expected = asked[i].found != NULL ? g_build_filename (home, asked[i].found, NULL) : NULL;

      g_assert_cmpstr (found, ==, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  home = g_dir_make_tmp ("lift-library-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/library/compare", test_compare);
  g_test_add_func ("/library/sort", test_sort);
  g_test_add_func ("/library/names", test_names);
  g_test_add_func ("/library/scan", test_scan);
  g_test_add_func ("/library/scan-changing", test_scan_changing);
  g_test_add_func ("/library/scan-thousands", test_scan_thousands);
  g_test_add_func ("/library/scan-folders", test_scan_folders);
  g_test_add_func ("/library/scan-unreadable", test_scan_unreadable);
  g_test_add_func ("/library/scan-cancelled", test_scan_cancelled);
  g_test_add_func ("/library/find", test_find);

  result = g_test_run ();
  remove_tree (home);
  g_free (home);
  return result;
}
