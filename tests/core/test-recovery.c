/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/conflict.h"
#include "core/edit.h"
#include "core/error.h"
#include "core/recovery.h"
#include "core/store.h"
#include "temp-folder.h"

#define WHEN 1796247600 /* 2026-12-02T21:40:00Z */

/* Three folders for copies, the first with a folder above it that is to be made, and a document. */
typedef struct
{
  char *top;
  char *path;
  char *folders[4];
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->top = g_dir_make_tmp ("lift-recovery-XXXXXX", NULL);
  f->path = g_build_filename (f->top, "payments.liftoff.json", NULL);
  f->folders[0] = g_build_filename (f->top, "state", "recovery", NULL);
  f->folders[1] = g_build_filename (f->top, "cache", NULL);
  f->folders[2] = g_build_filename (f->top, "tmp", NULL);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  remove_tree (f->top);
  g_free (f->top);
  g_free (f->path);
  for (int i = 0; i < 3; i++)
    g_free (f->folders[i]);
}

static const char *const *
folders_of (Fixture *f)
{
  return (const char *const *) f->folders;
}

static LiftNode *
make_release (const char *id)
{
  LiftNode *root = lift_node_new (LIFT_KIND_RELEASE, id);
  LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, "p");

  lift_node_set_text (root, LIFT_RELEASE_NAME, "Payments");
  lift_node_set_text (phase, LIFT_PHASE_POSITION, "a0");
  lift_node_set_text (phase, LIFT_PHASE_TITLE, "Plan");
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *item_id = g_strdup_printf ("item%d", i);
      LiftNode *item = lift_node_new (LIFT_KIND_ITEM, item_id);

      lift_node_set_text (item, LIFT_ITEM_POSITION, "a0");
      lift_node_set_text (item, LIFT_ITEM_TEXT, item_id);
      lift_node_take_child (phase, LIFT_PHASE_ITEMS, item);
    }
  lift_node_take_child (root, LIFT_RELEASE_PHASES, phase);
  return root;
}

static LiftNode *
own (LiftNode *root,
     int       number,
     const char *owner)
{
  g_autoptr (LiftIndex) index = lift_index_new (root);
  g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_ASSIGN, NULL, NULL);
  g_autofree char *id = g_strdup_printf ("item%d", number);

  lift_group_set_text (group, lift_index_find (index, id), LIFT_ITEM_OWNER, owner);
  return lift_group_apply (group, root, index, NULL, NULL);
}

/* The owners of the five items, "-" for none: "Ann,-,-,-,-". */
static char *
owners (LiftNode *root)
{
  LiftNodes *items = lift_node_get_list (lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 0), LIFT_PHASE_ITEMS);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    {
      const char *owner = lift_node_get_text (lift_nodes_get (items, i), LIFT_ITEM_OWNER);

      g_string_append_printf (out, "%s%s", i > 0 ? "," : "", owner != NULL ? owner : "-");
    }
  return g_string_free (out, FALSE);
}

static void
assert_same (LiftNode *a,
             LiftNode *b)
{
  g_autoptr (GBytes) left = lift_json_write (a);
  g_autoptr (GBytes) right = lift_json_write (b);

  g_assert_true (g_bytes_equal (left, right));
}

static LiftRecovery *
keep (Fixture            *f,
      const LiftRecovery *before,
      const char         *id,
      LiftNode           *synced,
      LiftNode           *current)
{
  g_autoptr (GError) error = NULL;
  LiftRecovery *copy = lift_recovery_keep (folders_of (f), before, id, f->path, WHEN, synced, current, &error);

  g_assert_no_error (error);
  return copy;
}

/* Leaves a copy as a program that ended does; returns its file. */
static char *
leave (Fixture *f)
{
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) current = own (synced, 0, "Ann");
  g_autoptr (LiftRecovery) copy = keep (f, NULL, "one", synced, current);

  return g_strdup (copy->file);
}

static GPtrArray *
take (Fixture *f,
      guint    n_copies,
      guint    n_notes)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *copies = lift_recovery_take (folders_of (f), f->path, notes);

  g_assert_cmpuint (copies->len, ==, n_copies);
  g_assert_cmpuint (notes->len, ==, n_notes);
  return copies;
}

static gboolean
exists (const char *path)
{
  struct stat status;

  return lstat (path, &status) == 0;
}

static mode_t
mode_of (const char *path)
{
  struct stat status;

  g_assert_cmpint (lstat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

static void
write_text (const char *path,
            const char *text,
            gssize      length)
{
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static int
in_child (int (*work) (Fixture *f),
          Fixture *f)
{
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    _exit (work (f));
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_round_trip (Fixture      *f,
                 gconstpointer data)
{
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) current = own (synced, 0, "Ann");
  LiftRecovery *held;

  /* A name may be any bytes. */
  g_free (f->path);
  f->path = g_build_filename (f->top, "a\nsynced 5\n\xff“ü”.liftoff.json", NULL);
  held = keep (f, NULL, "one", synced, current);
  g_assert_true (g_str_has_prefix (held->file, f->folders[0]));
  g_assert_cmpint (mode_of (held->file), ==, 0600);
  g_assert_cmpint (mode_of (f->folders[0]), ==, 0700);
  lift_recovery_free (held);

  {
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) paths = lift_recovery_paths (folders_of (f), notes);
    g_autoptr (GPtrArray) copies = NULL;
    LiftRecovery *copy;

    g_assert_cmpuint (notes->len, ==, 0);
    g_assert_cmpuint (paths->len, ==, 1);
    g_assert_cmpstr (g_ptr_array_index (paths, 0), ==, f->path);
    copies = take (f, 1, 0);
    copy = g_ptr_array_index (copies, 0);
    g_assert_cmpstr (copy->path, ==, f->path);
    g_assert_cmpint (copy->when, ==, WHEN);
    assert_same (copy->synced, synced);
    assert_same (copy->current, current);
    lift_recovery_remove (copy);
    g_assert_false (exists (copy->file));
  }

  /* Of another document there is nothing. */
  g_free (f->path);
  f->path = g_build_filename (f->top, "other.liftoff.json", NULL);
  g_ptr_array_unref (take (f, 0, 0));
}

/* Damage: what is done to the bytes of a copy. */

static void
cut_half (GString *text)
{
  g_string_truncate (text, text->len / 2);
}

static void
cut_one (GString *text)
{
  g_string_truncate (text, text->len - 1);
}

static void
cut_all (GString *text)
{
  g_string_truncate (text, 0);
}

static void
add_one (GString *text)
{
  g_string_append_c (text, '\n');
}

static void
zero (GString *text)
{
  memset (text->str + text->len / 2, 0, 16);
}

static void
replace_owner (GString *text)
{
  g_assert_cmpuint (g_string_replace (text, "Ann", "Bob", 1), ==, 1);
}

static void
replace_path (GString *text)
{
  g_assert_cmpuint (g_string_replace (text, "payments", "billings", 1), ==, 1);
}

static void
replace_length (GString *text)
{
  g_assert_cmpuint (g_string_replace (text, "\ncurrent ", "\ncurrent 1", 1), ==, 1);
}

static void
replace_version (GString *text)
{
  g_assert_cmpuint (g_string_replace (text, "copy 1 ", "copy 2 ", 1), ==, 1);
}

/* With a checksum that fits: the documents are read strictly too. */
static void
seal (GString *text)
{
  const char *body = strchr (text->str, '\n') + 1;
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);

  memcpy ((char *) body - 1 - strlen (sum), sum, strlen (sum));
}

static void
seal_newer_format (GString *text)
{
  g_assert_cmpuint (g_string_replace (text, "\"format\": 1", "\"format\": 2", 0), ==, 2);
  seal (text);
}

static void
seal_wrong_value (GString *text)
{
  g_assert_cmpuint (g_string_replace (text, "\"owner\": \"Ann\"", "\"owner\": 12345", 1), ==, 1);
  seal (text);
}

static void
seal_relative_path (GString *text)
{
  g_assert_cmpuint (g_string_replace (text, "\npath /", "\npath .", 1), ==, 1);
  seal (text);
}

static const struct
{
  const char *name;
  void (*damage) (GString *text);
} damages[] = {
  { "half of it", cut_half },
  { "without its last byte", cut_one },
  { "empty", cut_all },
  { "one byte more", add_one },
  { "zeros", zero },
  { "another owner", replace_owner },
  { "another path", replace_path },
  { "another length", replace_length },
  { "another version", replace_version },
  { "documents of a newer format", seal_newer_format },
  { "a wrong value", seal_wrong_value },
  { "a relative path", seal_relative_path },
};

static void
test_damaged (Fixture      *f,
              gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *file = leave (f);
      g_autofree char *aside = i == 0 ? g_strconcat (file, ".damaged", NULL) : g_strdup_printf ("%s.damaged-%u", file, i + 1);
      g_autofree char *after = NULL;
      g_autoptr (GString) text = NULL;
      char *before;
      gsize length;

      g_test_message ("%s", damages[i].name);
      g_assert_true (g_file_get_contents (file, &before, &length, NULL));
      text = g_string_new_len (before, length);
      g_free (before);
      damages[i].damage (text);
      write_text (file, text->str, text->len);

      g_ptr_array_unref (take (f, 0, 1));
      g_assert_false (exists (file));
      g_assert_true (g_file_get_contents (aside, &after, &length, NULL));
      g_assert_cmpmem (after, length, text->str, text->len);
      /* It is said once. */
      g_ptr_array_unref (take (f, 0, 0));
    }
}

/* A copy under another name than that of its session would outlive it. */
static void
test_renamed (Fixture      *f,
              gconstpointer data)
{
  g_autofree char *file = leave (f);
  GString *other = g_string_new (file);

  g_assert_cmpuint (g_string_replace (other, "-one.", "-two.", 1), ==, 1);
  g_assert_cmpint (g_rename (file, other->str), ==, 0);
  g_ptr_array_unref (take (f, 0, 1));
  g_string_append (other, ".damaged");
  g_assert_true (exists (other->str));
  g_string_free (other, TRUE);
}

/* Things of other kinds in the place of a copy and of a folder: passed over, not opened, not written through, left as they are. */
static void
test_foreign (Fixture      *f,
              gconstpointer data)
{
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) current = own (synced, 0, "Ann");
  const char *const kinds[] = { "link", "dangling", "fifo", "folder", "foreign" };
  g_autofree char *target = g_build_filename (f->top, "target", NULL);
  g_autofree char *file = leave (f);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (file, &text, &length, NULL));
  g_unlink (file);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *after = NULL;
      g_autoptr (LiftRecovery) copy = NULL;

      if (g_str_equal (kinds[i], "foreign") && geteuid () != 0)
        continue;
      g_test_message ("%s", kinds[i]);
      write_text (target, text, length);
      if (g_str_equal (kinds[i], "link"))
        g_assert_cmpint (symlink (target, file), ==, 0);
      else if (g_str_equal (kinds[i], "dangling"))
        g_assert_cmpint (symlink ("/nowhere/at/all", file), ==, 0);
      else if (g_str_equal (kinds[i], "fifo"))
        g_assert_cmpint (mkfifo (file, 0600), ==, 0);
      else if (g_str_equal (kinds[i], "folder"))
        g_assert_cmpint (g_mkdir (file, 0700), ==, 0);
      else
        {
          write_text (file, text, length);
          g_assert_cmpint (chown (file, NOBODY, NOBODY), ==, 0);
        }

      g_ptr_array_unref (take (f, 0, 0));
      g_assert_true (exists (file));

      copy = keep (f, NULL, "one", synced, current);
      g_assert_true (g_str_has_prefix (copy->file, f->folders[1]));
      g_assert_true (g_file_get_contents (target, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, text);
      g_assert_true (exists (file));
      lift_recovery_remove (copy);
      if (g_unlink (file) != 0)
        g_rmdir (file);
    }
}

static void
test_foreign_folder (Fixture      *f,
                     gconstpointer data)
{
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) current = own (synced, 0, "Ann");
  g_autofree char *elsewhere = g_build_filename (f->top, "elsewhere", NULL);
  g_autofree char *file = leave (f);
  LiftRecovery *copy;

  /* A link in the place of the folder: neither read nor written. */
  g_assert_cmpint (g_rename (f->folders[0], elsewhere), ==, 0);
  g_assert_cmpint (symlink (elsewhere, f->folders[0]), ==, 0);
  g_ptr_array_unref (take (f, 0, 0));
  copy = keep (f, NULL, "two", synced, current);
  g_assert_true (g_str_has_prefix (copy->file, f->folders[1]));
  lift_recovery_remove (copy);
  lift_recovery_free (copy);
  g_assert_cmpint (g_unlink (f->folders[0]), ==, 0);

  /* A file. */
  write_text (f->folders[0], "mine", -1);
  copy = keep (f, NULL, "two", synced, current);
  g_assert_true (g_str_has_prefix (copy->file, f->folders[1]));
  lift_recovery_remove (copy);
  lift_recovery_free (copy);
  g_unlink (f->folders[0]);

  /* Somebody else's, who lets everybody write. */
  if (geteuid () == 0)
    {
      g_assert_cmpint (g_rename (elsewhere, f->folders[0]), ==, 0);
      g_assert_cmpint (g_chmod (f->folders[0], 0777), ==, 0);
      g_assert_cmpint (chown (f->folders[0], NOBODY, NOBODY), ==, 0);
      g_ptr_array_unref (take (f, 0, 0));
      copy = keep (f, NULL, "two", synced, current);
      g_assert_true (g_str_has_prefix (copy->file, f->folders[1]));
      lift_recovery_free (copy);
      g_assert_true (exists (file));
    }
}

static void
test_open_folder_is_closed (Fixture      *f,
                            gconstpointer data)
{
  g_autofree char *file = NULL;

  g_assert_cmpint (g_mkdir_with_parents (f->folders[0], 0755), ==, 0);
  g_assert_cmpint (g_chmod (f->folders[0], 0777), ==, 0);
  file = leave (f);
  g_assert_true (g_str_has_prefix (file, f->folders[0]));
  g_assert_cmpint (mode_of (f->folders[0]), ==, 0700);
}

/* The second folder takes it while the first one does not, and gives it back. */
static void
test_two_folders (Fixture      *f,
                  gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (f->folders[0]);
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) one = own (synced, 0, "Ann");
  g_autoptr (LiftNode) two = own (one, 1, "Ben");
  g_autoptr (LiftRecovery) first = NULL;
  g_autoptr (LiftRecovery) second = NULL;
  g_autoptr (LiftRecovery) third = NULL;

  write_text (state, "in the way", -1);
  first = keep (f, NULL, "one", synced, one);
  g_assert_true (g_str_has_prefix (first->file, f->folders[1]));
  second = keep (f, first, NULL, synced, two);
  g_assert_cmpstr (second->file, ==, first->file);
  g_assert_true (exists (second->file));

  g_unlink (state);
  third = keep (f, second, NULL, synced, two);
  g_assert_true (g_str_has_prefix (third->file, f->folders[0]));
  g_assert_true (exists (third->file));
  g_assert_false (exists (second->file));
}

static void
test_nowhere (Fixture      *f,
              gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (f->folders[0]);
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) current = own (synced, 0, "Ann");
  g_autoptr (GError) error = NULL;

  write_text (state, "in the way", -1);
  write_text (f->folders[1], "in the way", -1);
  write_text (f->folders[2], "in the way", -1);
  g_assert_null (lift_recovery_keep (folders_of (f), NULL, "one", f->path, WHEN, synced, current, &error));
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
  g_assert_nonnull (strstr (error->message, f->folders[0]));
}

/* What one session left in two folders: the later one counts, also when it holds less. */
static void
test_stale (Fixture      *f,
            gconstpointer data)
{
  for (int in_first = 0; in_first < 2; in_first++)
    {
      g_autoptr (LiftNode) synced = make_release ("r");
      g_autoptr (LiftNode) current = own (synced, 0, "Ann");
      LiftRecovery *old = keep (f, NULL, "one", synced, current);
      LiftRecovery *later = keep (f, old, NULL, synced, synced);
      g_autofree char *base = g_path_get_basename (old->file);
      g_autofree char *other = g_build_filename (f->folders[1], base, NULL);
      g_autofree char *text = NULL;
      g_autofree char *later_text = NULL;
      g_autofree char *file = g_strdup (old->file);
      g_autofree char *shown = NULL;
      g_autoptr (GPtrArray) copies = NULL;
      g_autoptr (LiftRecovery) first = NULL;

      /* The older one's bytes, made again. */
      g_assert_true (g_file_get_contents (file, &later_text, NULL, NULL));
      lift_recovery_remove (later);
      lift_recovery_free (old);
      lift_recovery_free (later);
      first = keep (f, NULL, "one", synced, current);
      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      lift_recovery_remove (first);

      g_mkdir_with_parents (f->folders[1], 0700);
      write_text (in_first ? file : other, later_text, -1);
      write_text (in_first ? other : file, text, -1);
      copies = take (f, 1, 0);
      shown = owners (((LiftRecovery *) g_ptr_array_index (copies, 0))->current);
      g_assert_cmpstr (shown, ==, "-,-,-,-,-");
      g_assert_true (exists (in_first ? file : other));
      g_assert_false (exists (in_first ? other : file));
      lift_recovery_remove (g_ptr_array_index (copies, 0));
    }
}

static int
take_as_another (Fixture *f)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) copies = lift_recovery_take (folders_of (f), f->path, notes);

  return copies->len + 10 * notes->len;
}

static int
leave_and_die (Fixture *f)
{
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) current = own (synced, 0, "Ann");

  return keep (f, NULL, "one", synced, current) != NULL ? 0 : 1;
}

/* A copy of a session that runs is nobody else's: neither of another process nor of another thread. */
static void
test_held (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) current = own (synced, 0, "Ann");
  g_autoptr (LiftNode) more = own (current, 1, "Ben");
  LiftRecovery *first = keep (f, NULL, "one", synced, current);
  LiftRecovery *second;

  g_assert_cmpint (in_child (take_as_another, f), ==, 0);
  g_ptr_array_unref (take (f, 0, 0));

  /* Written again it is still held, also when the earlier hold ends. */
  second = keep (f, first, NULL, synced, more);
  lift_recovery_free (first);
  g_assert_cmpint (in_child (take_as_another, f), ==, 0);
  lift_recovery_free (second);
  g_assert_cmpint (in_child (take_as_another, f), ==, 1);
  g_ptr_array_unref (take (f, 1, 0));

  /* The hold ends with the process. */
  {
    g_autoptr (GPtrArray) copies = take (f, 1, 0);

    lift_recovery_remove (g_ptr_array_index (copies, 0));
  }
  g_assert_cmpint (in_child (leave_and_die, f), ==, 0);
  g_ptr_array_unref (take (f, 1, 0));
}

/* Two sessions of one document, each with its own changes: neither replaces the other's copy, and both are merged. */
static void
test_two_sessions (Fixture      *f,
                   gconstpointer data)
{
  g_autoptr (LiftNode) synced = make_release ("r");
  g_autoptr (LiftNode) ann = own (synced, 0, "Ann");
  g_autoptr (LiftNode) ben = own (synced, 1, "Ben");
  g_autoptr (LiftNode) disk = own (synced, 2, "Cleo");
  g_autoptr (LiftNode) other = make_release ("s");
  g_autoptr (LiftNode) merged = NULL;
  g_autoptr (LiftNode) again = NULL;
  g_autoptr (LiftNode) foreign = NULL;
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *shown = NULL;

  lift_recovery_free (keep (f, NULL, "one", synced, ann));
  lift_recovery_free (keep (f, NULL, "two", synced, ben));
  copies = take (f, 2, 0);
  merged = lift_recovery_merge (copies, disk);
  shown = owners (merged);
  g_assert_cmpstr (shown, ==, "Ann,Ben,Cleo,-,-");
  again = lift_recovery_merge (copies, merged);
  g_assert_true (again == merged);
  foreign = lift_recovery_merge (copies, other);
  g_assert_true (foreign == other);
}

/* A backup was restored meanwhile, from before what the copy was made from: what it lacks was not undone. */
static void
test_older_on_disk (Fixture      *f,
                    gconstpointer data)
{
  g_autoptr (LiftNode) older = make_release ("r");
  g_autoptr (LiftNode) synced = own (older, 0, "Ann");
  g_autoptr (LiftNode) current = NULL;
  g_autoptr (LiftNode) merged = NULL;
  g_autoptr (GPtrArray) copies = NULL;
  LiftNode *item;

  lift_node_add_history (synced, "2026-12-02T09:12:00Z | k3f9x2 | Ann | assign | 1.1 | Ann");
  current = own (synced, 1, "Ben");
  lift_recovery_free (keep (f, NULL, "one", synced, current));
  copies = take (f, 1, 0);
  merged = lift_recovery_merge (copies, older);
  item = lift_nodes_get (lift_node_get_list (lift_nodes_get (lift_node_get_list (merged, LIFT_RELEASE_PHASES), 0), LIFT_PHASE_ITEMS), 0);
  g_assert_true (lift_node_in_conflict (item));
}

/* A newer copy stands where the one that is held stood. */
static void
test_replaced_meanwhile (Fixture      *f,
                         gconstpointer data)
{
  g_autofree char *file = leave (f);
  g_autoptr (GPtrArray) copies = take (f, 1, 0);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  write_text (file, text, -1);
  lift_recovery_remove (g_ptr_array_index (copies, 0));
  g_assert_true (exists (file));
}

/* A write that was killed. */
static void
test_debris (Fixture      *f,
             gconstpointer data)
{
  g_autofree char *file = leave (f);
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *debris = g_strdup_printf ("%s/.%s.0123456789abcdef.tmp", f->folders[0], base);
  g_autofree char *other = g_strdup_printf ("%s/.other.tmp", f->folders[0]);

  write_text (debris, "half", -1);
  write_text (other, "not ours", -1);
  g_ptr_array_unref (take (f, 1, 0));
  g_assert_false (exists (debris));
  g_assert_true (exists (other));
}

/* Replaying: the copy says that Ann owns the first item; what the file says meanwhile, and what it says then. */
static const struct
{
  const char        *disk;  /* NULL: there is no file; else its release and owners, or any text */
  int                item;  /* who else wrote */
  const char        *owner;
  LiftRecoveryResult result;
  const char        *after; /* owners; NULL: the same bytes as before */
} replays[] = {
  { "r", 0, NULL, LIFT_RECOVERY_SAVED, "Ann,-,-,-,-" },
  { "r", 3, "Dora", LIFT_RECOVERY_SAVED, "Ann,-,-,Dora,-" },
  { "r", 0, "Ann", LIFT_RECOVERY_NOT_NEEDED, "Ann,-,-,-,-" },
  { "s", 0, NULL, LIFT_RECOVERY_KEPT, NULL },
  { "{}\n", 0, NULL, LIFT_RECOVERY_KEPT, NULL },
  { "", 0, NULL, LIFT_RECOVERY_KEPT, NULL },
  { NULL, 0, NULL, LIFT_RECOVERY_KEPT, NULL },
};

static void
test_replay (Fixture      *f,
             gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (replays); i++)
    {
      g_autofree char *file = leave (f);
      g_autoptr (GPtrArray) copies = take (f, 1, 0);
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      struct stat old = { 0 };
      struct stat now = { 0 };

      g_test_message ("%u", i);
      g_unlink (f->path);
      if (replays[i].disk != NULL && strlen (replays[i].disk) == 1)
        {
          g_autoptr (LiftNode) root = make_release (replays[i].disk);
          g_autoptr (LiftNode) disk = own (root, replays[i].item, replays[i].owner);

          g_assert_cmpint (lift_store_create (f->path, disk, FALSE, NULL), ==, LIFT_SAVED);
        }
      else if (replays[i].disk != NULL)
        write_text (f->path, replays[i].disk, -1);
      g_file_get_contents (f->path, &before, NULL, NULL);
      stat (f->path, &old);

      g_assert_cmpint (lift_recovery_replay (g_ptr_array_index (copies, 0), &error), ==, replays[i].result);
      g_assert_cmpint (exists (file), ==, replays[i].result == LIFT_RECOVERY_KEPT);
      g_assert_cmpint (error != NULL, ==, replays[i].result == LIFT_RECOVERY_KEPT);
      if (error != NULL)
        g_assert_nonnull (strstr (error->message, f->path));
      stat (f->path, &now);
      if (replays[i].after != NULL)
        {
          g_autoptr (LiftLoaded) loaded = lift_store_load (f->path, NULL, NULL);
          g_autofree char *shown = owners (loaded->root);

          g_assert_cmpstr (shown, ==, replays[i].after);
          /* Also what was there already: it is confirmed by the disk. */
          g_assert_cmpuint (now.st_ino, !=, old.st_ino);
        }
      else
        {
          g_autofree char *after = NULL;

          g_file_get_contents (f->path, &after, NULL, NULL);
          g_assert_cmpstr (after, ==, before);
        }
      lift_recovery_remove (g_ptr_array_index (copies, 0));
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/recovery/round-trip", test_round_trip },
    { "/recovery/damaged", test_damaged },
    { "/recovery/renamed", test_renamed },
    { "/recovery/foreign", test_foreign },
    { "/recovery/foreign-folder", test_foreign_folder },
    { "/recovery/open-folder-is-closed", test_open_folder_is_closed },
    { "/recovery/two-folders", test_two_folders },
    { "/recovery/nowhere", test_nowhere },
    { "/recovery/stale", test_stale },
    { "/recovery/held", test_held },
    { "/recovery/two-sessions", test_two_sessions },
    { "/recovery/older-on-disk", test_older_on_disk },
    { "/recovery/replaced-meanwhile", test_replaced_meanwhile },
    { "/recovery/debris", test_debris },
    { "/recovery/replay", test_replay },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
