/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "core/conflict.h"
#include "core/merge.h"

/* What Git gives for a file that has no common ancestor: an empty file, or /dev/null. */
static gboolean
is_nothing (const char *path)
{
  struct stat status;

  return strcmp (path, "/dev/null") == 0 || (stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size == 0);
}

/* Reads one of the three whole; @shown is what messages call it. NULL if it cannot take part. */
static LiftNode *
load (const char *path,
      const char *shown)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, &error);
  g_autofree char *reason = NULL;

  if (loaded == NULL)
    {
      cli_complain (shown, error);
      return NULL;
    }
  reason = lift_loaded_dup_read_only (loaded);
  if (reason != NULL)
    {
      cli_warn ("%s: %s", shown, reason);
      return NULL;
    }
  return lift_node_ref (loaded->root);
}

/* Two releases are never made one. */
static gboolean
is_same (LiftNode   *ours,
         const char *our_name,
         LiftNode   *other,
         const char *other_name)
{
  const char *id = lift_node_get_id (ours), *other_id = lift_node_get_id (other);

  if (strcmp (id, other_id) == 0)
    return TRUE;
  cli_warn (_("%s and %s are two releases, with the ids %s and %s, and are not merged: keep both, under different names"),
            our_name, other_name, id, other_id);
  return FALSE;
}

static gboolean
is_base (LiftNode   *ours,
         const char *our_name,
         LiftNode   *base,
         const char *base_name)
{
  const char *id = lift_node_get_id (ours), *base_id = lift_node_get_id (base);

  if (strcmp (id, base_id) == 0)
    return TRUE;
  cli_warn (_("%s cannot be the common ancestor of %s: it is another release, with the id %s instead of %s. Give the right one, or /dev/null "
              "if there is none"),
            base_name, our_name, base_id, id);
  return FALSE;
}

static int
save (const char *path,
      const char *shown,
      LiftNode   *ours,
      LiftNode   *merged,
      LiftNode  **written)
{
  g_autoptr (GBytes) before = lift_json_write (ours);
  g_autoptr (GBytes) after = lift_json_write (merged);
  g_autoptr (GError) error = NULL;

  if (g_bytes_equal (before, after))
    {
      *written = lift_node_ref (merged);
      return CLI_DONE;
    }
  return cli_save (path, ours, merged, written, &error) == LIFT_SAVED ? CLI_DONE : cli_complain (shown, error);
}

static int
run_merge (const CliCommand *self,
           int               argc,
           char            **argv)
{
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = {
    { "path", 0, 0, G_OPTION_ARG_FILENAME, &name, N_("What messages call OURS: Git’s %P"), N_("FILE") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  g_autoptr (LiftNode) base = NULL;
  g_autoptr (LiftNode) ours = NULL;
  g_autoptr (LiftNode) theirs = NULL;
  g_autoptr (LiftNode) merged = NULL;
  g_autoptr (LiftNode) written = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  const char *shown;
  gboolean with_base;
  int status;

  status = cli_parse (self, entries, argc, argv, 3, 3, &args);
  if (status >= 0)
    return status;
  shown = name != NULL ? name : args[1];

  with_base = !is_nothing (args[0]);
  if (with_base)
    base = load (args[0], args[0]);
  ours = load (args[1], shown);
  theirs = load (args[2], args[2]);
  if ((with_base && base == NULL) || ours == NULL || theirs == NULL
      || !is_same (ours, shown, theirs, args[2]) || (with_base && !is_base (ours, shown, base, args[0])))
    return CLI_DOCUMENT;

  merged = lift_merge (base, ours, theirs);
  status = save (args[1], shown, ours, merged, &written);
  if (written == NULL)
    return status;

  conflicts = cli_conflicts_find (written);
  if (conflicts->len == 0)
    return status;
  cli_warn (ngettext ("%s: %u conflict is recorded in the release and waits for somebody to decide:",
                      "%s: %u conflicts are recorded in the release and wait for somebody to decide:", conflicts->len), shown, conflicts->len);
  cli_conflicts_print (stderr, conflicts, shown);
  return MAX (status, CLI_CONFLICT);
}

const CliCommand cli_merge = {
  "merge", N_("BASE OURS THEIRS"), N_("Merge what two copies of a release changed since BASE, into OURS"),
  N_("Nothing of either side is lost: where both changed the same field differently, both values are recorded in the release as a\n"
     "conflict, which “liftoffctl resolve” or the window decides. An empty BASE or /dev/null means that there is no common\n"
     "ancestor. Two different releases are never merged. Exit status: 0 merged, 1 merged with a conflict, else OURS is as it was.\n"
     "\n"
     "As a merge driver of Git:\n"
     "  echo '*.liftoff.json merge=liftoff' >> .gitattributes\n"
     "  git config merge.liftoff.driver 'liftoffctl merge %O %A %B --path %P'\n"
     "\n"
     "Examples:\n"
     "  liftoffctl merge base.liftoff.json ours.liftoff.json theirs.liftoff.json\n"
     "  liftoffctl merge /dev/null payments.liftoff.json payments-copy.liftoff.json"),
  run_merge,
};
