/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "model.h"

#define BLOCK 4096
#define MAX_ASSIGNS 2

typedef enum
{
  STEP_NAMES,
  STEP_WRITE,
  STEP_TRUNCATE,
  STEP_SYNC,
} StepKind;

/* A name gets a file, or none. */
typedef struct
{
  Inode       folder;
  const char *name; /* interned */
  Inode       inode;
} Assign;

typedef struct
{
  StepKind kind;
  Assign   assigns[MAX_ASSIGNS];
  guint    n_assigns;
  Inode    inode;
  gsize    offset; /* TRUNCATE: the size */
  GBytes  *bytes;
  gboolean good;
} Step;

typedef struct
{
  gboolean is_folder;
  GBytes  *first; /* on the disk from the beginning */
  mode_t   mode;
} File;

struct _Model
{
  GArray    *files; /* of File; by inode */
  GArray    *names; /* of Assign: as in the beginning */
  GArray    *live;  /* of Assign: with all steps */
  GPtrArray *steps; /* of Step */
};

/* Names, as an array of Assign. */

static GArray *
names_copy (GArray *names)
{
  return g_array_copy (names);
}

static void
names_set (GArray       *names,
           const Assign *assign)
{
  guint i;

  for (i = 0; i < names->len; i++)
    {
      Assign *name = &g_array_index (names, Assign, i);

      if (name->folder == assign->folder && name->name == assign->name)
        {
          if (assign->inode == MODEL_NONE)
            g_array_remove_index (names, i);
          else
            name->inode = assign->inode;
          return;
        }
    }
  if (assign->inode != MODEL_NONE)
    g_array_append_val (names, *assign);
}

static void
names_apply (GArray     *names,
             const Step *step)
{
  guint i;

  for (i = 0; i < step->n_assigns; i++)
    names_set (names, &step->assigns[i]);
}

static Inode
names_get (GArray     *names,
           Inode       folder,
           const char *name)
{
  guint i;

  for (i = 0; i < names->len; i++)
    {
      const Assign *assign = &g_array_index (names, Assign, i);

      if (assign->folder == folder && strcmp (assign->name, name) == 0)
        return assign->inode;
    }
  return MODEL_NONE;
}

/* The model as it is built */

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step);
}

static Inode
add_file (Model   *model,
          gboolean is_folder,
          GBytes  *first,
          mode_t   mode)
{
  File file = { is_folder, first != NULL ? g_bytes_ref (first) : g_bytes_new (NULL, 0), mode };

  g_array_append_val (model->files, file);
  return model->files->len - 1;
}

static Inode
find (GArray     *names,
      const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  Inode inode = MODEL_TOP;
  guint i;

  for (i = 0; parts[i] != NULL && inode != MODEL_NONE; i++)
    if (*parts[i] != '\0')
      inode = names_get (names, inode, parts[i]);
  return inode;
}

/* A file system with @tree, all of it on the disk. */
Model *
model_new (Tree *tree)
{
  Model *model = g_new0 (Model, 1);
  guint i;

  model->files = g_array_new (FALSE, FALSE, sizeof (File));
  model->names = g_array_new (FALSE, FALSE, sizeof (Assign));
  model->steps = g_ptr_array_new_with_free_func (step_free);
  add_file (model, FALSE, NULL, 0); /* MODEL_NONE */
  add_file (model, TRUE, NULL, 0700);

  for (i = 0; i < tree->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (tree, i);
      g_autofree char *folder = g_path_get_dirname (file->name);
      g_autofree char *base = g_path_get_basename (file->name);
      Assign assign = { strcmp (folder, ".") == 0 ? MODEL_TOP : find (model->names, folder), g_intern_string (base),
                        add_file (model, file->bytes == NULL, file->bytes, file->mode) };

      g_assert_cmpuint (assign.folder, !=, MODEL_NONE);
      names_set (model->names, &assign);
    }
  model->live = names_copy (model->names);
  return model;
}

void
model_free (Model *model)
{
  guint i;

  for (i = 0; i < model->files->len; i++)
    g_bytes_unref (g_array_index (model->files, File, i).first);
  g_array_unref (model->files);
  g_array_unref (model->names);
  g_array_unref (model->live);
  g_ptr_array_unref (model->steps);
  g_free (model);
}

Inode
model_find (Model      *model,
            const char *path)
{
  return find (model->live, path);
}

Inode
model_lookup (Model      *model,
              Inode       folder,
              const char *name)
{
  return names_get (model->live, folder, name);
}

static Step *
add_step (Model   *model,
          StepKind kind)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  g_ptr_array_add (model->steps, step);
  return step;
}

static void
assign (Step       *step,
        Inode       folder,
        const char *name,
        Inode       inode)
{
  step->assigns[step->n_assigns++] = (Assign) { folder, g_intern_string (name), inode };
}

Inode
model_create (Model      *model,
              Inode       folder,
              const char *name,
              gboolean    is_folder)
{
  Inode inode = add_file (model, is_folder, NULL, is_folder ? 0700 : 0600);

  model_link (model, inode, folder, name);
  return inode;
}

void
model_link (Model      *model,
            Inode       file,
            Inode       folder,
            const char *name)
{
  Step *step = add_step (model, STEP_NAMES);

  assign (step, folder, name, file);
  names_apply (model->live, step);
}

void
model_write (Model  *model,
             Inode   file,
             gsize   offset,
             GBytes *bytes)
{
  Step *step = add_step (model, STEP_WRITE);

  step->inode = file;
  step->offset = offset;
  step->bytes = g_bytes_ref (bytes);
}

void
model_truncate (Model *model,
                Inode  file,
                gsize  size)
{
  Step *step = add_step (model, STEP_TRUNCATE);

  step->inode = file;
  step->offset = size;
}

void
model_rename (Model      *model,
              Inode       from,
              const char *name,
              Inode       to,
              const char *new_name)
{
  Step *step = add_step (model, STEP_NAMES);

  assign (step, to, new_name, model_lookup (model, from, name));
  assign (step, from, name, MODEL_NONE);
  names_apply (model->live, step);
}

void
model_exchange (Model      *model,
                Inode       a,
                const char *name_a,
                Inode       b,
                const char *name_b)
{
  Step *step = add_step (model, STEP_NAMES);

  assign (step, a, name_a, model_lookup (model, b, name_b));
  assign (step, b, name_b, model_lookup (model, a, name_a));
  names_apply (model->live, step);
}

void
model_unlink (Model      *model,
              Inode       folder,
              const char *name)
{
  Step *step = add_step (model, STEP_NAMES);

  assign (step, folder, name, MODEL_NONE);
  names_apply (model->live, step);
}

void
model_sync (Model   *model,
            Inode    inode,
            gboolean good)
{
  Step *step = add_step (model, STEP_SYNC);

  step->inode = inode;
  step->good = good;
}

guint
model_n_steps (Model *model)
{
  return model->steps->len;
}

/* What is confirmed */

/* Whether what was done to @inode in @step is on the disk for sure after the step before @end. */
static gboolean
is_confirmed (Model *model,
              guint  step,
              guint  end,
              Inode  inode)
{
  guint i;

  for (i = step + 1; i < end; i++)
    {
      const Step *sync = g_ptr_array_index (model->steps, i);

      if (sync->kind == STEP_SYNC && sync->inode == inode)
        return sync->good;
    }
  return FALSE;
}

static gboolean
are_names_confirmed (Model *model,
                     guint  step,
                     guint  end)
{
  const Step *names = g_ptr_array_index (model->steps, step);
  guint i;

  for (i = 0; i < names->n_assigns; i++)
    if (!is_confirmed (model, step, end, names->assigns[i].folder))
      return FALSE;
  return TRUE;
}

/* The bytes of files */

static GByteArray *
bytes_of (GBytes *bytes)
{
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return array;
}

static void
resize (GByteArray *bytes,
        gsize       size)
{
  gsize old = bytes->len;

  g_byte_array_set_size (bytes, size);
  if (size > old)
    memset (bytes->data + old, 0, size - old);
}

static void
write_into (GByteArray *bytes,
            const Step *step)
{
  gsize length;
  gconstpointer data;

  if (step->kind == STEP_TRUNCATE)
    {
      resize (bytes, step->offset);
      return;
    }
  data = g_bytes_get_data (step->bytes, &length);
  if (bytes->len < step->offset + length)
    resize (bytes, step->offset + length);
  if (length > 0)
    memcpy (bytes->data + step->offset, data, length);
}

/* What @inode may hold after the steps before @end: the confirmed bytes, and these with one waiting write after the other. */
static GPtrArray *
versions_of (Model *model,
             Inode  inode,
             guint  end)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  GByteArray *now = bytes_of (g_array_index (model->files, File, inode).first);
  gboolean waiting;
  guint i;

  for (waiting = FALSE; ; waiting = TRUE)
    {
      for (i = 0; i < end; i++)
        {
          const Step *step = g_ptr_array_index (model->steps, i);

          if ((step->kind != STEP_WRITE && step->kind != STEP_TRUNCATE) || step->inode != inode || is_confirmed (model, i, end, inode) == waiting)
            continue;
          if (waiting)
            {
              GByteArray *next = g_byte_array_new ();

              g_byte_array_append (next, now->data, now->len);
              now = next;
              g_ptr_array_add (versions, now);
            }
          write_into (now, step);
        }
      if (waiting)
        return versions;
      g_ptr_array_add (versions, now);
    }
}

static void
add_block (GPtrArray  *blocks,
           const char *data)
{
  guint i;

  for (i = 0; i < blocks->len; i++)
    if (memcmp (g_ptr_array_index (blocks, i), data, BLOCK) == 0)
      return;
  g_ptr_array_add (blocks, g_memdup2 (data, BLOCK));
}

static void
copy_block (GByteArray *bytes,
            gsize       block,
            char       *data)
{
  memset (data, 0, BLOCK);
  if (bytes->len > block * BLOCK)
    memcpy (data, bytes->data + block * BLOCK, MIN (BLOCK, bytes->len - block * BLOCK));
}

/* What may stand in one block of 4 KiB. */
static GPtrArray *
block_choices (GPtrArray *versions,
               gsize      block)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (g_free);
  char before[BLOCK], data[BLOCK];
  guint i;

  for (i = 0; i < versions->len; i++)
    {
      copy_block (g_ptr_array_index (versions, i), block, data);
      add_block (blocks, data);
    }
  /* Only what was written to is at risk. */
  if (blocks->len == 1)
    return blocks;
  for (i = 1; i < versions->len; i++)
    {
      copy_block (g_ptr_array_index (versions, i - 1), block, before);
      copy_block (g_ptr_array_index (versions, i), block, data);
      if (memcmp (before, data, BLOCK) == 0)
        continue;
      memcpy (data + BLOCK / 2, before + BLOCK / 2, BLOCK / 2);
      add_block (blocks, data);
      memset (data + BLOCK / 2, 0, BLOCK / 2);
      add_block (blocks, data);
    }
  memset (data, 0, BLOCK);
  add_block (blocks, data);
  return blocks;
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  gsize x = *(const gsize *) a, y = *(const gsize *) b;

  return x < y ? -1 : x > y;
}

/* The sizes that a file had, and the ends of blocks between the smallest and the largest. */
static GArray *
size_choices (GPtrArray *versions)
{
  GArray *sizes = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize low = G_MAXSIZE, high = 0, size;
  guint i;

  for (i = 0; i < versions->len; i++)
    {
      size = ((GByteArray *) g_ptr_array_index (versions, i))->len;
      low = MIN (low, size);
      high = MAX (high, size);
      g_array_append_val (sizes, size);
    }
  for (size = (low / BLOCK + 1) * BLOCK; size < high; size += BLOCK)
    g_array_append_val (sizes, size);
  g_array_sort (sizes, compare_sizes);
  for (i = 1; i < sizes->len;)
    if (g_array_index (sizes, gsize, i) == g_array_index (sizes, gsize, i - 1))
      g_array_remove_index (sizes, i);
    else
      i++;
  return sizes;
}

static void
add_contents (GPtrArray *contents,
              GHashTable *seen,
              GByteArray *bytes)
{
  GBytes *one = g_bytes_new (bytes->data, bytes->len);

  if (!g_hash_table_add (seen, g_bytes_ref (one)))
    {
      g_bytes_unref (one);
      return;
    }
  g_ptr_array_add (contents, one);
}

/* Everything that @inode may hold; of GBytes. */
static GPtrArray *
contents_of (Model *model,
             Inode  inode,
             guint  end)
{
  g_autoptr (GPtrArray) versions = versions_of (model, inode, end);
  g_autoptr (GArray) sizes = size_choices (versions);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  GPtrArray *contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint i, j;

  for (i = 0; i < sizes->len; i++)
    {
      gsize size = g_array_index (sizes, gsize, i), n_blocks = (size + BLOCK - 1) / BLOCK;
      g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
      g_autofree guint *chosen = g_new0 (guint, n_blocks + 1);

      for (j = 0; j < n_blocks; j++)
        g_ptr_array_add (choices, block_choices (versions, j));
      /* Counts through all choices; the last digit is the end. */
      while (chosen[n_blocks] == 0)
        {
          g_autoptr (GByteArray) bytes = g_byte_array_new ();

          for (j = 0; j < n_blocks; j++)
            g_byte_array_append (bytes, g_ptr_array_index ((GPtrArray *) g_ptr_array_index (choices, j), chosen[j]), BLOCK);
          g_byte_array_set_size (bytes, size);
          add_contents (contents, seen, bytes);
          for (j = 0; j < n_blocks && ++chosen[j] == ((GPtrArray *) g_ptr_array_index (choices, j))->len; j++)
            chosen[j] = 0;
          if (j == n_blocks)
            chosen[j] = 1;
        }
    }
  return contents;
}

/* States */

typedef struct
{
  Model     *model;
  guint      end;
  GPtrArray *waiting;  /* of Step */
  GHashTable *contents; /* inode -> GPtrArray of GBytes */
  GHashTable *arranged; /* names that were seen */
  GHashTable *known;
  StateFunc  func;
  gpointer   user_data;
  guint64    n_states;
} Search;

static GPtrArray *
choices_of (Search *search,
            Inode   inode)
{
  GPtrArray *contents = g_hash_table_lookup (search->contents, GUINT_TO_POINTER (inode));

  if (contents == NULL)
    {
      contents = contents_of (search->model, inode, search->end);
      g_hash_table_insert (search->contents, GUINT_TO_POINTER (inode), contents);
    }
  return contents;
}

/* Adds what is reached from @folder; files without their bytes, which come later. */
static void
walk (Model      *model,
      GArray     *names,
      Inode       folder,
      const char *under,
      Tree       *tree,
      GArray     *inodes,
      guint       depth)
{
  guint i;

  for (i = 0; i < names->len; i++)
    {
      const Assign *name = &g_array_index (names, Assign, i);
      const File *file = &g_array_index (model->files, File, name->inode);
      g_autofree char *path = *under != '\0' ? g_build_filename (under, name->name, NULL) : g_strdup (name->name);

      if (name->folder != folder)
        continue;
      g_assert_cmpuint (depth, <, 16);
      tree_add (tree, path, NULL, file->mode);
      g_array_append_val (inodes, name->inode);
      if (file->is_folder)
        walk (model, names, name->inode, path, tree, inodes, depth + 1);
    }
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
state_key (Tree *tree)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint i;

  for (i = 0; i < tree->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (tree, i);
      g_autofree char *content = file->bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes) : g_strdup ("folder");

      g_ptr_array_add (lines, g_strconcat (file->name, "\n", content, "\n", NULL));
    }
  g_ptr_array_sort (lines, compare_texts);
  for (i = 0; i < lines->len; i++)
    g_checksum_update (sum, g_ptr_array_index (lines, i), -1);
  return g_strdup (g_checksum_get_string (sum));
}

/* Every choice of bytes for the files that @names leads to; returns how many. */
static guint64
fill (Search *search,
      GArray *names)
{
  Model *model = search->model;
  g_autoptr (GPtrArray) tree = tree_new ();
  g_autoptr (GArray) inodes = g_array_new (FALSE, FALSE, sizeof (Inode));
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (Inode));
  g_autofree guint *chosen = NULL;
  guint64 n = 0;
  guint i, j;

  walk (model, names, MODEL_TOP, "", tree, inodes, 0);
  for (i = 0; i < inodes->len; i++)
    {
      Inode inode = g_array_index (inodes, Inode, i);

      for (j = 0; j < files->len && g_array_index (files, Inode, j) != inode; j++)
        ;
      if (j == files->len && !g_array_index (model->files, File, inode).is_folder)
        g_array_append_val (files, inode);
    }

  chosen = g_new0 (guint, files->len + 1);
  while (chosen[files->len] == 0)
    {
      g_autofree char *key = NULL;

      n++;
      for (i = 0; i < tree->len; i++)
        for (j = 0; j < files->len; j++)
          if (g_array_index (inodes, Inode, i) == g_array_index (files, Inode, j))
            {
              TreeFile *file = g_ptr_array_index (tree, i);

              g_clear_pointer (&file->bytes, g_bytes_unref);
              file->bytes = g_bytes_ref (g_ptr_array_index (choices_of (search, g_array_index (files, Inode, j)), chosen[j]));
            }
      key = state_key (tree);
      if (g_hash_table_add (search->known, g_steal_pointer (&key)) && search->func != NULL)
        {
          g_autoptr (GPtrArray) copy = tree_new ();

          for (i = 0; i < tree->len; i++)
            {
              const TreeFile *file = g_ptr_array_index (tree, i);

              tree_add (copy, file->name, file->bytes, file->mode);
            }
          search->func (copy, search->user_data);
        }
      for (j = 0; j < files->len && ++chosen[j] == choices_of (search, g_array_index (files, Inode, j))->len; j++)
        chosen[j] = 0;
      if (j == files->len)
        chosen[j] = 1;
    }
  return n;
}

static char *
names_key (GArray *names)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint i;

  for (i = 0; i < names->len; i++)
    {
      const Assign *name = &g_array_index (names, Assign, i);

      g_ptr_array_add (lines, g_strdup_printf ("%u/%s=%u", name->folder, name->name, name->inode));
    }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* @names, and all that comes of it by one more of the waiting changes, and one more. */
static void
arrange (Search *search,
         GArray *names,
         guint   used)
{
  g_autofree char *key = names_key (names);
  guint64 *n = g_hash_table_lookup (search->arranged, key);
  guint i;

  if (n == NULL)
    {
      n = g_new (guint64, 1);
      *n = fill (search, names);
      g_hash_table_insert (search->arranged, g_steal_pointer (&key), n);
    }
  search->n_states += *n;
  for (i = 0; i < search->waiting->len; i++)
    if ((used & 1u << i) == 0)
      {
        g_autoptr (GArray) next = names_copy (names);

        names_apply (next, g_ptr_array_index (search->waiting, i));
        arrange (search, next, used | 1u << i);
      }
}

/* Every state in which a crash after @after_step steps may leave the disk. @known: keys of those that were there before; gets the new ones. @func is
 * called for these. Returns how many there are, one that comes about in several ways as often as it does. */
guint64
model_states (Model      *model,
              guint       after_step,
              GHashTable *known,
              StateFunc   func,
              gpointer    user_data)
{
  g_autoptr (GArray) names = names_copy (model->names);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  g_autoptr (GHashTable) contents = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) arranged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Search search = { model, after_step, waiting, contents, arranged, known, func, user_data, 0 };
  guint i;

  for (i = 0; i < after_step; i++)
    {
      Step *step = g_ptr_array_index (model->steps, i);

      if (step->kind != STEP_NAMES)
        continue;
      if (are_names_confirmed (model, i, after_step))
        names_apply (names, step);
      else
        g_ptr_array_add (waiting, step);
    }
  if (waiting->len > MODEL_MAX_WAITING)
    g_error ("%u changes of names wait at once, more than the model goes through", waiting->len);
  arrange (&search, names, 0);
  return search.n_states;
}

/* The folder as the running system shows it. */
Tree *
model_live (Model *model)
{
  Tree *tree = tree_new ();
  g_autoptr (GArray) inodes = g_array_new (FALSE, FALSE, sizeof (Inode));
  guint i, j;

  walk (model, model->live, MODEL_TOP, "", tree, inodes, 0);
  for (i = 0; i < tree->len; i++)
    {
      TreeFile *file = g_ptr_array_index (tree, i);
      Inode inode = g_array_index (inodes, Inode, i);
      const File *first = &g_array_index (model->files, File, inode);
      g_autoptr (GByteArray) bytes = bytes_of (first->first);

      if (first->is_folder)
        continue;
      for (j = 0; j < model->steps->len; j++)
        {
          const Step *step = g_ptr_array_index (model->steps, j);

          if ((step->kind == STEP_WRITE || step->kind == STEP_TRUNCATE) && step->inode == inode)
            write_into (bytes, step);
        }
      file->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    }
  return tree;
}
