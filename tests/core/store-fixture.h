/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of the store share: a folder, a release, its ticks. */

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/edit.h"
#include "core/error.h"
#include "core/store.h"
#include "temp-folder.h"

#define ITEMS 100

/* A fresh folder for each test. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

static inline void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->folder = g_dir_make_tmp ("lift-store-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  f->path = g_build_filename (f->folder, "a.liftoff.json", NULL);
}

static inline void
tear_down (Fixture      *f,
           gconstpointer data)
{
  g_chmod (f->folder, 0700);
  remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static inline guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static inline LiftNode *
make_release (const char *id,
              const char *name)
{
  LiftNode *root = lift_node_new (LIFT_KIND_RELEASE, id);
  LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, "p");

  lift_node_set_text (root, LIFT_RELEASE_NAME, name);
  lift_node_set_text (phase, LIFT_PHASE_POSITION, "a0");
  lift_node_set_text (phase, LIFT_PHASE_TITLE, "Plan");
  for (int i = 0; i < ITEMS; i++)
    {
      g_autofree char *item_id = g_strdup_printf ("item%03d", i);
      LiftNode *item = lift_node_new (LIFT_KIND_ITEM, item_id);

      lift_node_set_text (item, LIFT_ITEM_POSITION, "a0");
      lift_node_set_text (item, LIFT_ITEM_TEXT, item_id);
      lift_node_take_child (phase, LIFT_PHASE_ITEMS, item);
    }
  lift_node_take_child (root, LIFT_RELEASE_PHASES, phase);
  return root;
}

/* @root with one item done and a line of history for it. */
static inline LiftNode *
tick (LiftNode *root,
      int       number)
{
  g_autoptr (LiftIndex) index = lift_index_new (root);
  g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_TICK, NULL, NULL);
  g_autofree char *id = g_strdup_printf ("item%03d", number);
  g_autofree char *line = g_strdup_printf ("2026-12-02T09:12:00Z | k%03d | Ann | tick | %d | x", number, number);
  LiftNode *ticked;

  lift_group_set_enum (group, lift_index_find (index, id), LIFT_ITEM_STATE, LIFT_ITEM_DONE);
  ticked = lift_group_apply (group, root, index, NULL, NULL);
  lift_node_add_history (ticked, line);
  return ticked;
}

static inline guint
n_done (LiftNode *root)
{
  LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 0);

  return lift_nodes_tally (lift_node_get_list (phase, LIFT_PHASE_ITEMS), LIFT_ITEM_DONE);
}

static inline void
create (const char *path,
        LiftNode   *root)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lift_store_create (path, root, FALSE, &error), ==, LIFT_SAVED);
  g_assert_no_error (error);
}

static inline char *
contents (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Runs @work in a process of its own, which may lose its rights; gives its exit status. */
static inline int
in_child (int (*work) (Fixture *f, int which),
          Fixture *f,
          int      which)
{
  int status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    _exit (work (f, which));
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}
