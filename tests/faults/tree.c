/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "harness.h"

static void
tree_file_free (gpointer data)
{
  TreeFile *file = data;

  g_free (file->name);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

Tree *
tree_new (void)
{
  return g_ptr_array_new_with_free_func (tree_file_free);
}

void
tree_add (Tree       *tree,
          const char *name,
          GBytes     *bytes,
          mode_t      mode)
{
  TreeFile *file = g_new0 (TreeFile, 1);

  file->name = g_strdup (name);
  file->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  file->mode = mode;
  g_ptr_array_add (tree, file);
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(TreeFile *const *) a)->name, (*(TreeFile *const *) b)->name);
}

static void
read_folder (Tree       *tree,
             const char *top,
             const char *under)
{
  g_autofree char *folder = g_build_filename (top, under, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative = *under != '\0' ? g_build_filename (under, name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (top, relative, NULL);
      g_autoptr (GBytes) bytes = NULL;
      struct stat status;

      g_assert_cmpint (lstat (full, &status), ==, 0);
      if (S_ISDIR (status.st_mode))
        {
          tree_add (tree, relative, NULL, status.st_mode & 0777);
          read_folder (tree, top, relative);
        }
      else
        {
          char *data;
          gsize length;

          g_assert_true (S_ISREG (status.st_mode));
          g_assert_true (g_file_get_contents (full, &data, &length, NULL));
          bytes = g_bytes_new_take (data, length);
          tree_add (tree, relative, bytes, status.st_mode & 0777);
        }
    }
}

Tree *
tree_read (const char *top)
{
  Tree *tree = tree_new ();

  read_folder (tree, top, "");
  g_ptr_array_sort (tree, compare_files);
  return tree;
}

static int
remove_one (const char        *path,
            const struct stat *status,
            int                type,
            struct FTW        *walk)
{
  return walk->level > 0 ? remove (path) : 0;
}

/* Leaves the folder itself. */
void
tree_remove (const char *top)
{
  g_assert_cmpint (nftw (top, remove_one, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
}

/* Makes @top hold @tree and nothing else. */
void
tree_write (Tree       *tree,
            const char *top)
{
  guint i;

  tree_remove (top);
  g_ptr_array_sort (tree, compare_files);
  for (i = 0; i < tree->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (tree, i);
      g_autofree char *full = g_build_filename (top, file->name, NULL);
      gsize length = 0;
      const char *data = file->bytes != NULL ? g_bytes_get_data (file->bytes, &length) : NULL;
      int fd;

      if (file->bytes == NULL)
        {
          g_assert_cmpint (mkdir (full, file->mode), ==, 0);
          continue;
        }
      fd = open (full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, file->mode);
      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint (write (fd, data, length), ==, (gssize) length);
      close (fd);
    }
}

GBytes *
tree_find (Tree       *tree,
           const char *name)
{
  guint i;

  for (i = 0; i < tree->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (tree, i);

      if (strcmp (file->name, name) == 0)
        return file->bytes;
    }
  return NULL;
}

char *
tree_describe (Tree *tree)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = 0; i < tree->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (tree, i);

      if (file->bytes != NULL)
        g_string_append_printf (text, "%s%s (%" G_GSIZE_FORMAT ")", text->len > 0 ? ", " : "", file->name, g_bytes_get_size (file->bytes));
    }
  return g_string_free (text, FALSE);
}
