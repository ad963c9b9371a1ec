/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file that is replaced hands on. */

#include "saver-seam.h"

#define ACL "system.posix_acl_access"
#define ACL_SIZE 44

/* The user may write, nobody's user may read, and everybody else nothing: the mode is 0640. As the kernel takes it: a version; tag, rights, id. */
static const guint8 acl[ACL_SIZE] = {
  2, 0, 0, 0,
  1, 0, 6, 0, 0xff, 0xff, 0xff, 0xff,
  2, 0, 4, 0, 0xfe, 0xff, 0, 0,
  4, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,
  16, 0, 4, 0, 0xff, 0xff, 0xff, 0xff,
  32, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,
};

static void
test_acl (Fixture      *f,
          gconstpointer data)
{
  static const struct
  {
    int            error;
    LiftSaveResult result;
    mode_t         mode;
    gssize         size;
  } cases[] = {
    { 0, LIFT_SAVED, 0640, ACL_SIZE },
    { EPERM, LIFT_SAVED, 0600, -1 },
    { ENOTSUP, LIFT_SAVED, 0600, -1 },
    { ENOSPC, LIFT_NOT_SAVED, 0640, ACL_SIZE },
  };
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) next = tick (root, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) written = NULL;
      guint8 after[100];
      struct stat status;

      g_unlink (f->path);
      create (f->path, root);
      g_assert_cmpint (setxattr (f->path, ACL, acl, sizeof acl, 0), ==, 0);
      seam.setxattr_error = cases[i].error;
      g_assert_cmpint (lift_store_save (f->path, root, next, NULL, &written, NULL, NULL), ==, cases[i].result);
      seam.setxattr_error = 0;
      g_assert_cmpint (stat (f->path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, cases[i].mode);
      g_assert_cmpint (getxattr (f->path, ACL, after, sizeof after), ==, cases[i].size);
      if (cases[i].size == ACL_SIZE)
        g_assert_cmpmem (after, ACL_SIZE, acl, ACL_SIZE);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
    }
}

/* The list that new files get in this folder is not that of the file. */
static void
test_default_acl (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;
  guint8 wide[ACL_SIZE];
  struct stat status;

  memcpy (wide, acl, ACL_SIZE);
  wide[4 + 2] = wide[12 + 2] = wide[20 + 2] = wide[28 + 2] = 7;
  create (f->path, root);
  g_assert_cmpint (chmod (f->path, 0660), ==, 0);
  g_assert_cmpint (setxattr (f->folder, "system.posix_acl_default", wide, ACL_SIZE, 0), ==, 0);
  written = save_tick (f, root, 1, NULL);
  g_assert_cmpint (stat (f->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0660);
  g_assert_cmpint (getxattr (f->path, ACL, NULL, 0), ==, -1);
  g_assert_cmpint (errno, ==, ENODATA);
}

static void
test_notes (Fixture      *f,
            gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) first = NULL;
  g_autoptr (LiftNode) second = NULL;
  char value[100];

  create (f->path, root);
  g_assert_cmpint (setxattr (f->path, "user.origin", "mail", 4, 0), ==, 0);
  g_assert_cmpint (setxattr (f->path, "user.empty", "", 0, 0), ==, 0);
  first = save_tick (f, root, 1, NULL);
  g_assert_cmpint (getxattr (f->path, "user.origin", value, sizeof value), ==, 4);
  g_assert_cmpmem (value, 4, "mail", 4);
  g_assert_cmpint (getxattr (f->path, "user.empty", value, sizeof value), ==, 0);
  seam.setxattr_error = ENOSPC;
  second = save_tick (f, first, 2, NULL);
  g_assert_cmpint (getxattr (f->path, "user.origin", value, sizeof value), ==, -1);
}

/* A hard link is another name for what was there, and stays that. */
static void
test_hard_link (Fixture      *f,
                gconstpointer data)
{
  g_autofree char *other = g_build_filename (f->folder, "backup", NULL);
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct stat status;

  create (f->path, root);
  before = contents (f->path);
  g_assert_cmpint (link (f->path, other), ==, 0);
  written = save_tick (f, root, 1, NULL);
  after = contents (other);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (stat (f->path, &status), ==, 0);
  g_assert_cmpint (status.st_nlink, ==, 1);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
}

#define ADD(name, test) g_test_add ("/rights/" name, Fixture, NULL, start, test, end)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("acl", test_acl);
  ADD ("default-acl", test_default_acl);
  ADD ("notes", test_notes);
  ADD ("hard-link", test_hard_link);

  return g_test_run ();
}
