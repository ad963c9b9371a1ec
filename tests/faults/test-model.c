/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The model of crashes, on traces made by hand whose states are counted by hand. */

#include <string.h>

#include "model.h"

#define BLOCK 4096

static GBytes *
filled (char  c,
        gsize size)
{
  char *data = g_malloc (size);

  memset (data, c, size);
  return g_bytes_new_take (data, size);
}

static Model *
model_with (const char *name,
            GBytes     *bytes)
{
  g_autoptr (GPtrArray) tree = tree_new ();

  if (name != NULL)
    tree_add (tree, name, bytes, 0644);
  return model_new (tree);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* A state as one line: "a=AAAA b=" with a letter for each half block. */
static void
note_state (GPtrArray *tree,
            gpointer   data)
{
  GPtrArray *states = data;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint i;
  gsize j;

  for (i = 0; i < tree->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (tree, i);
      GString *text = g_string_new (file->name);
      gsize length = 0;
      const char *bytes = file->bytes != NULL ? g_bytes_get_data (file->bytes, &length) : NULL;

      g_string_append_c (text, file->bytes != NULL ? '=' : '/');
      for (j = 0; j < length; j += BLOCK / 2)
        g_string_append_c (text, bytes[j] != '\0' ? bytes[j] : '0');
      g_ptr_array_add (parts, g_string_free (text, FALSE));
    }
  g_ptr_array_sort (parts, compare_lines);
  g_ptr_array_add (parts, NULL);
  g_ptr_array_add (states, g_strjoinv (" ", (char **) parts->pdata));
}

/* The states after @step are exactly @expected, NULL-terminated and sorted; @n of them with those that come about in several ways. */
static void
assert_states (Model             *model,
               guint              step,
               guint64            n,
               const char *const *expected)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint64 all = model_states (model, step, known, note_state, states);
  guint i;

  g_ptr_array_sort (states, compare_lines);
  for (i = 0; i < states->len && expected[i] != NULL; i++)
    g_assert_cmpstr (g_ptr_array_index (states, i), ==, expected[i]);
  g_assert_cmpuint (states->len, ==, g_strv_length ((char **) expected));
  g_assert_cmpuint (all, ==, n);
}

static const char *const NOTHING[] = { "", NULL };

/* A new file of one block: its name and its bytes wait, each for an fsync of its own. */
static void
test_create (void)
{
  static const char *const named[] = { "", "a=", NULL };
  static const char *const written[] = { "", "a=", "a=00", "a=A0", "a=AA", NULL };
  static const char *const sure[] = { "", "a=AA", NULL };
  static const char *const done[] = { "a=AA", NULL };
  g_autoptr (Model) model = model_with (NULL, NULL);
  g_autoptr (GBytes) bytes = filled ('A', BLOCK);
  Inode file = model_create (model, MODEL_TOP, "a", FALSE);

  model_write (model, file, 0, bytes);
  model_sync (model, file, TRUE);
  model_sync (model, MODEL_TOP, TRUE);
  assert_states (model, 0, 1, NOTHING);
  assert_states (model, 1, 2, named);
  assert_states (model, 2, 5, written);
  assert_states (model, 3, 2, sure);
  assert_states (model, 4, 1, done);
}

/* Two new blocks: sizes 0, 1, 2; a block is full, half or zero: 1 + 3 + 9. */
static void
test_blocks (void)
{
  g_autoptr (Model) model = model_with (NULL, NULL);
  g_autoptr (GBytes) bytes = filled ('A', 2 * BLOCK);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Inode file = model_create (model, MODEL_TOP, "a", FALSE);

  model_sync (model, MODEL_TOP, TRUE);
  model_write (model, file, 0, bytes);
  g_assert_cmpuint (model_states (model, 3, known, NULL, NULL), ==, 13);
  g_assert_cmpuint (g_hash_table_size (known), ==, 13);
}

/* Written over: as it was, new, zero, torn with what was, torn with zero. */
static void
test_overwrite (void)
{
  static const char *const waiting[] = { "a=00", "a=A0", "a=AA", "a=AO", "a=OO", NULL };
  static const char *const done[] = { "a=AA", NULL };
  g_autoptr (GBytes) old = filled ('O', BLOCK);
  g_autoptr (GBytes) bytes = filled ('A', BLOCK);
  g_autoptr (Model) model = model_with ("a", old);

  model_write (model, model_find (model, "a"), 0, bytes);
  model_sync (model, model_find (model, "a"), TRUE);
  assert_states (model, 1, 5, waiting);
  assert_states (model, 2, 1, done);
}

/* A good save: at each moment old or new. */
static void
test_replace (void)
{
  static const char *const before[] = { "a=OO", "a=OO t=AA", NULL };
  static const char *const waiting[] = { "a=AA", "a=AA t=AA", "a=OO", "a=OO t=AA", NULL };
  static const char *const done[] = { "a=AA", NULL };
  g_autoptr (GBytes) old = filled ('O', BLOCK);
  g_autoptr (GBytes) bytes = filled ('A', BLOCK);
  g_autoptr (Model) model = model_with ("a", old);
  Inode temp = model_create (model, MODEL_TOP, "t", FALSE);

  model_write (model, temp, 0, bytes);
  model_sync (model, temp, TRUE);
  model_rename (model, MODEL_TOP, "t", MODEL_TOP, "a");
  model_sync (model, MODEL_TOP, TRUE);
  assert_states (model, 3, 2, before);
  /* Neither, one, the other, and both in two orders: the name t made last stays. */
  assert_states (model, 4, 5, waiting);
  assert_states (model, 5, 1, done);
}

/* Without the file's fsync the new name has bytes that were lost. */
static void
test_no_file_sync (void)
{
  static const char *const waiting[] = { "a=", "a=00", "a=A0", "a=AA", NULL };
  g_autoptr (GBytes) old = filled ('O', BLOCK);
  g_autoptr (GBytes) bytes = filled ('A', BLOCK);
  g_autoptr (Model) model = model_with ("a", old);
  Inode temp = model_create (model, MODEL_TOP, "t", FALSE);

  model_write (model, temp, 0, bytes);
  model_rename (model, MODEL_TOP, "t", MODEL_TOP, "a");
  model_sync (model, MODEL_TOP, TRUE);
  assert_states (model, 4, 4, waiting);
}

/* An exchange happens or does not, as a whole. */
static void
test_exchange (void)
{
  static const char *const waiting[] = { "a=AA t=OO", "a=OO t=AA", NULL };
  g_autoptr (GBytes) old = filled ('O', BLOCK);
  g_autoptr (GBytes) bytes = filled ('A', BLOCK);
  g_autoptr (GPtrArray) tree = tree_new ();
  g_autoptr (Model) model = NULL;

  tree_add (tree, "a", old, 0644);
  tree_add (tree, "t", bytes, 0644);
  model = model_new (tree);
  model_exchange (model, MODEL_TOP, "a", MODEL_TOP, "t");
  assert_states (model, 1, 2, waiting);
}

/* A failed fsync confirms nothing, and neither does the next one. */
static void
test_failed_sync (void)
{
  static const char *const waiting[] = { "", "a=", NULL };
  static const char *const file[] = { "a=", "a=00", "a=A0", "a=AA", NULL };
  g_autoptr (Model) folder = model_with (NULL, NULL);
  g_autoptr (Model) model = model_with (NULL, NULL);
  g_autoptr (GBytes) bytes = filled ('A', BLOCK);
  Inode inode;

  model_create (folder, MODEL_TOP, "a", FALSE);
  model_sync (folder, MODEL_TOP, FALSE);
  model_sync (folder, MODEL_TOP, TRUE);
  assert_states (folder, 3, 2, waiting);

  inode = model_create (model, MODEL_TOP, "a", FALSE);
  model_sync (model, MODEL_TOP, TRUE);
  model_write (model, inode, 0, bytes);
  model_sync (model, inode, FALSE);
  model_sync (model, inode, TRUE);
  assert_states (model, 5, 4, file);
}

/* A file in a new folder is lost with the folder's name, whatever was confirmed of the file and in the folder. */
static void
test_new_folder (void)
{
  static const char *const waiting[] = { "", "d/ d/a=AA", NULL };
  static const char *const done[] = { "d/ d/a=AA", NULL };
  g_autoptr (Model) model = model_with (NULL, NULL);
  g_autoptr (GBytes) bytes = filled ('A', BLOCK);
  Inode folder = model_create (model, MODEL_TOP, "d", TRUE);
  Inode file = model_create (model, folder, "a", FALSE);

  model_write (model, file, 0, bytes);
  model_sync (model, file, TRUE);
  model_sync (model, folder, TRUE);
  model_sync (model, MODEL_TOP, TRUE);
  assert_states (model, 5, 2, waiting);
  assert_states (model, 6, 1, done);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/create", test_create);
  g_test_add_func ("/model/blocks", test_blocks);
  g_test_add_func ("/model/overwrite", test_overwrite);
  g_test_add_func ("/model/replace", test_replace);
  g_test_add_func ("/model/no-file-sync", test_no_file_sync);
  g_test_add_func ("/model/exchange", test_exchange);
  g_test_add_func ("/model/failed-sync", test_failed_sync);
  g_test_add_func ("/model/new-folder", test_new_folder);
  return g_test_run ();
}
