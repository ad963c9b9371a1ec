/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What kills leave, and what becomes of it. */

#include "saver-seam.h"

/* Kills */

static void
test_killed (Fixture      *f,
             gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint before, after, foreign, done, conflicts, lines;
  } cases[] = {
    /* The tick of the killed save was never claimed saved, but is not thrown away. */
    { "before the exchange", 1, 0, 0, 2, 0, 2 },
    { "after it", 0, 1, 0, 2, 0, 2 },
    /* The other's version is in the leftover only, and what it was made from is gone: each of the three ticks is a question. */
    { "after it, with another's version", 0, 1, 1, 0, 3, 3 },
    /* The result of the merge is found as well, and what that was made from: so the other's tick is none. */
    { "before the next", 2, 0, 1, 1, 2, 3 },
    { "after the next", 0, 2, 1, 1, 2, 3 },
  };

  seam.write_foreign = tick_foreign;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) root = make_release ("r", "Octo");
      g_autoptr (LiftNode) found = NULL;
      g_autoptr (LiftNode) written = NULL;
      g_autoptr (LiftNode) again = NULL;

      g_test_message ("%s", cases[i].name);
      g_unlink (f->path);
      create (f->path, root);
      seam.foreign = cases[i].foreign;
      kill_save (f, 1, cases[i].before, cases[i].after);
      g_assert_cmpuint (count_files (f->folder), >, 1);
      g_assert_true (lift_store_has_leftovers (f->path));

      found = load (f);
      written = save_tick (f, found, 2, NULL);
      g_assert_cmpuint (n_lines (written), ==, cases[i].lines);
      g_assert_cmpuint (count_files (f->folder), ==, 1);
      g_assert_false (lift_store_has_leftovers (f->path));
      g_assert_cmpuint (n_done (written), ==, cases[i].done);
      g_assert_cmpuint (lift_root_count_conflicts (written), ==, cases[i].conflicts);
      again = save_tick (f, written, 3, NULL);
      g_assert_cmpuint (n_lines (again), ==, cases[i].lines + 1);
    }
}

/* A version that an editor wrote is no older for having fewer lines in its history. */
static void
test_killed_by_hand (Fixture      *f,
                     gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) found = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autofree char *text = NULL;

  create (f->path, root);
  seam.foreign = 1;
  seam.write_foreign = edit_in_place;
  kill_save (f, 1, 0, 1);
  found = load (f);
  g_assert_cmpstr (lift_node_get_text (found, LIFT_RELEASE_NAME), ==, "Octo");
  written = save_tick (f, found, 2, NULL);
  text = contents (f->path);
  g_assert_nonnull (strstr (text, "\"Hand\""));
  g_assert_cmpuint (lift_root_count_conflicts (written), ==, 3);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* Nor does a leftover that descends from what was in the file undo what an editor did to it since. */
static void
test_killed_then_by_hand (Fixture      *f,
                          gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) found = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autofree char *text = NULL;

  create (f->path, root);
  kill_save (f, 1, 1, 0);
  edit_in_place (f, 0);
  found = load (f);
  written = save_tick (f, found, 2, NULL);
  text = contents (f->path);
  g_assert_nonnull (strstr (text, "\"Hand\""));
  g_assert_cmpuint (n_lines (written), ==, 2);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* The window knows what the leftover was made from, though the file has gone on. */
static void
test_killed_then_synced (Fixture      *f,
                         gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;

  create (f->path, root);
  kill_save (f, 1, 1, 0);
  tick_foreign (f, 1);
  written = save_tick (f, root, 2, NULL);
  g_assert_cmpuint (n_done (written), ==, 3);
  g_assert_cmpuint (lift_root_count_conflicts (written), ==, 0);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* Leftovers */

static void
test_aside (Fixture      *f,
            gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    gboolean    stays;      /* without a folder to move it to */
    gboolean    moved;
  } cases[] = {
    { "", FALSE, FALSE },
    { "{\n  \"format\": 1,\n  \"id\": \"r\",\n  \"na", FALSE, TRUE },
    { "{\n  \"format\": 1,\n  \"id\": \"other\",\n  \"name\": \"Other\"\n}\n", TRUE, TRUE },
    { "{\n  \"format\": 2,\n  \"id\": \"r\",\n  \"name\": \"Newer\"\n}\n", TRUE, TRUE },
    { "{\n  \"format\": 1,\n  \"id\": \"r\",\n  \"name\": \"Octo\",\n  \"state\": \"maybe\"\n}\n", TRUE, TRUE },
  };
  g_autofree char *aside = g_build_filename (f->folder, "state", "recovery", NULL);
  LiftNode *root = make_release ("r", "Octo");

  create (f->path, root);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = document_text (root);
      LiftNode *written;

      leave (f, text, cases[i].bytes);
      written = save_tick (f, root, 2 * i, NULL);
      lift_node_unref (root);
      root = written;
      g_assert_cmpuint (count_files (f->folder), ==, cases[i].stays ? 2 : 1);

      if (!cases[i].stays)
        leave (f, NULL, cases[i].bytes);
      written = save_tick (f, root, 2 * i + 1, aside);
      lift_node_unref (root);
      root = written;
      if (cases[i].moved)
        {
          g_autoptr (GDir) dir = g_dir_open (aside, 0, NULL);
          const char *name = g_dir_read_name (dir);
          g_autofree char *path = g_build_filename (aside, name, NULL);
          g_autofree char *moved = contents (path);
          g_autofree char *parent = g_path_get_dirname (aside);
          struct stat status;

          g_assert_cmpstr (moved, ==, cases[i].bytes);
          g_assert_true (g_str_has_prefix (name, "a.liftoff.json."));
          g_assert_false (g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".tmp"));
          g_assert_cmpuint (count_files (aside), ==, 1);
          g_assert_cmpint (stat (aside, &status), ==, 0);
          g_assert_cmpint (status.st_mode & 0777, ==, 0700);
          g_assert_cmpuint (count_files (f->folder), ==, 2);
          remove_tree (parent);
        }
      g_assert_cmpuint (count_files (f->folder), ==, 1);
    }
  lift_node_unref (root);
}

/* What is no temporary of this file is not looked at. */
static void
test_not_leftovers (Fixture      *f,
                    gconstpointer data)
{
  static const char *const names[] = {
    ".a.liftoff.json.tmp",
    ".a.liftoff.json.0123456789abcdef.tmp",
    ".a.liftoff.json.0123456789abcdef-0123456789abcde.tmp",
    ".a.liftoff.json.0123456789abcdef-0123456789abcdeg.tmp",
    ".a.liftoff.json.0123456789abcdef-0123456789abcdef.tmp2",
    "a.liftoff.json.0123456789abcdef-0123456789abcdef.tmp",
    ".b.liftoff.json.0123456789abcdef-0123456789abcdef.tmp",
    ".liftoff.json.0123456789abcdef-0123456789abcdef.tmp",
  };
  g_autofree char *pipe = g_build_filename (f->folder, ".a.liftoff.json.0000000000000000-0123456789abcdef.tmp", NULL);
  g_autofree char *folder = g_build_filename (f->folder, ".a.liftoff.json.0000000000000001-0123456789abcdef.tmp", NULL);
  g_autofree char *link = g_build_filename (f->folder, ".a.liftoff.json.0000000000000002-0123456789abcdef.tmp", NULL);
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;

  create (f->path, root);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("a.liftoff.json", link), ==, 0);
  written = save_tick (f, root, 1, f->folder);
  g_assert_cmpuint (count_files (f->folder), ==, 1 + G_N_ELEMENTS (names) + 3);
}

/* Two long names with the same beginning. */
static void
test_long_names (Fixture      *f,
                 gconstpointer data)
{
  g_autofree char *same = g_strnfill (230, 'x');
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) written = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_free (f->path);
      f->path = g_strdup_printf ("%s/%s%d.liftoff.json", f->folder, same, i);
      create (f->path, root);
      leave (f, NULL, "torn");
    }
  written = save_tick (f, root, 1, NULL);
  g_assert_cmpuint (count_files (f->folder), ==, 3);
}

/* Where there are no locks, only time tells. */
static void
test_old_without_locks (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) first = NULL;
  g_autoptr (LiftNode) second = NULL;
  g_autoptr (LiftNode) third = NULL;

  create (f->path, root);
  kill_save (f, 1, 1, 0);
  seam.flock_error = ENOTSUP;
  first = save_tick (f, root, 2, NULL);
  g_assert_cmpuint (n_done (first), ==, 1);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
  seam.later = 590;
  second = save_tick (f, first, 3, NULL);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
  seam.later = 610;
  third = save_tick (f, second, 4, NULL);
  g_assert_cmpuint (n_lines (third), ==, 4);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

static void
test_create_tidies (Fixture      *f,
                    gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "Octo");
  g_autoptr (LiftNode) other = make_release ("s", "Other");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("# Octo\n", 7);
  g_autofree char *text = document_text (other);

  leave (f, NULL, "{\n  \"format\": 1,\n  \"id");
  leave (f, NULL, "");
  create (f->path, root);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  leave (f, NULL, text);
  leave (f, text, text);
  g_assert_cmpint (lift_store_create (f->path, root, TRUE, NULL), ==, LIFT_SAVED);
  g_assert_cmpuint (count_files (f->folder), ==, 2);

  g_free (f->path);
  f->path = g_build_filename (f->folder, "octo.md", NULL);
  leave (f, NULL, "# Oc");
  g_assert_cmpint (lift_store_write_bytes (f->path, bytes, FALSE, NULL), ==, LIFT_SAVED);
  g_assert_cmpuint (count_files (f->folder), ==, 3);
  leave (f, "# Octo\n", "# New");
  leave (f, "# Old\n", "# Old\n");
  leave (f, "# Old\n", "# Somebody else’s\n");
  g_assert_cmpint (lift_store_write_bytes (f->path, bytes, TRUE, NULL), ==, LIFT_SAVED);
  g_assert_cmpuint (count_files (f->folder), ==, 4);
}

#define ADD(name, test) g_test_add ("/leftovers/" name, Fixture, NULL, start, test, end)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("killed", test_killed);
  ADD ("killed-by-hand", test_killed_by_hand);
  ADD ("killed-then-by-hand", test_killed_then_by_hand);
  ADD ("killed-then-synced", test_killed_then_synced);
  ADD ("aside", test_aside);
  ADD ("not-leftovers", test_not_leftovers);
  ADD ("long-names", test_long_names);
  ADD ("old-without-locks", test_old_without_locks);
  ADD ("create-tidies", test_create_tidies);

  return g_test_run ();
}
