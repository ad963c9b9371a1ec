/* SPDX-License-Identifier: GPL-3.0-or-later */

/* save-once FILE NAME: gives the release in FILE the name NAME, in one save. save-once --create FILE NAME: makes it, never over another file.
 * Exit status 0: saved; 4: not saved; 5: saved, but not confirmed; 3: not read. */

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "core/edit.h"
#include "core/store.h"

#define N_ITEMS 200

static LiftSaveResult
create (const char *path,
        const char *name,
        GError    **error)
{
  g_autoptr (LiftNode) root = lift_node_new (LIFT_KIND_RELEASE, "r");
  LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, "p");

  lift_node_set_text (root, LIFT_RELEASE_NAME, name);
  lift_node_set_text (phase, LIFT_PHASE_POSITION, "a0");
  lift_node_set_text (phase, LIFT_PHASE_TITLE, "Plan");
  for (int i = 0; i < N_ITEMS; i++)
    {
      g_autofree char *id = g_strdup_printf ("item%03d", i);
      LiftNode *item = lift_node_new (LIFT_KIND_ITEM, id);

      lift_node_set_text (item, LIFT_ITEM_POSITION, "a0");
      lift_node_set_text (item, LIFT_ITEM_TEXT, "Review what is to be released");
      lift_node_take_child (phase, LIFT_PHASE_ITEMS, item);
    }
  lift_node_take_child (root, LIFT_RELEASE_PHASES, phase);
  return lift_store_create (path, root, FALSE, error);
}

int
main (int   argc,
      char *argv[])
{
  static const int statuses[] = { [LIFT_NOT_SAVED] = 4, [LIFT_SAVED] = 0, [LIFT_SAVED_NOT_DURABLE] = 5 };
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (LiftGroup) group = lift_group_new (LIFT_VERB_EDIT, NULL, NULL);
  g_autoptr (LiftNode) snapshot = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GError) error = NULL;
  LiftSaveResult result;

  signal (SIGXFSZ, SIG_IGN);
  if (argc == 4 && strcmp (argv[1], "--create") == 0)
    {
      result = create (argv[2], argv[3], &error);
    }
  else
    {
      loaded = lift_store_load (argv[1], NULL, &error);
      if (loaded == NULL)
        {
          fprintf (stderr, "%s\n", error->message);
          return 3;
        }
      lift_group_set_text (group, loaded->root, LIFT_RELEASE_NAME, argv[2]);
      snapshot = lift_group_apply (group, loaded->root, NULL, NULL, NULL);
      result = lift_store_save (argv[1], loaded->root, snapshot, NULL, &written, NULL, &error);
    }
  if (error != NULL)
    fprintf (stderr, "%s\n", error->message);
  return statuses[result];
}
