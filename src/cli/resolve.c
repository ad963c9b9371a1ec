/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "core/conflict.h"

static int
list (const char *path,
      gboolean    json)
{
  g_autoptr (LiftLoaded) loaded = NULL;
  g_autoptr (GPtrArray) found = NULL;
  int status;

  loaded = cli_load (path, FALSE, &status);
  if (loaded == NULL)
    return status;

  found = cli_conflicts_find (loaded->root);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      cli_conflicts_json (builder, found);
      cli_json_print (builder);
    }
  else if (found->len == 0)
    cli_print (_("Nothing is in conflict\n"));
  else
    cli_conflicts_print (stdout, found, path);
  return status;
}

/* Leaves in @found what fits @item and @field. */
static void
filter (GPtrArray      *found,
        const LiftNode *item,
        const char     *field)
{
  for (guint i = found->len; i > 0; i--)
    {
      const CliConflict *one = g_ptr_array_index (found, i - 1);

      if (one->node != item || (field != NULL && strcmp (lift_conflict_unit_member (one->conflict->unit), field) != 0))
        g_ptr_array_remove_index (found, i - 1);
    }
}

static gboolean
parse_candidate (const char         *text,
                 const LiftConflict *conflict,
                 guint              *candidate)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, conflict->candidates->len, &number, NULL))
    return FALSE;
  *candidate = number - 1;
  return TRUE;
}

/* The conflict that @item (a number, an id or “release”) and @field (may be NULL) name, and which @candidate of it is meant; or says what there is
 * instead and sets @status. */
static CliConflict *
choose (CliChange  *change,
        GPtrArray  *found,
        const char *item,
        const char *field,
        const char *text,
        guint      *candidate,
        int        *status)
{
  LiftNode *root = cli_change_root (change), *node;
  g_autoptr (GPtrArray) all = cli_conflicts_find (root);
  g_autoptr (GError) error = NULL;
  GPtrArray *left = all;

  node = strcmp (item, CLI_RELEASE) == 0 ? root : lift_number_find (root, item, LIFT_N_KINDS, &error);
  *status = CLI_ARGUMENT;
  if (node == NULL)
    {
      *status = cli_complain (change->path, error);
    }
  else if (filter (found, node, NULL), found->len == 0)
    {
      cli_warn (_("%s: “%s” is not in conflict"), change->path, item);
    }
  else
    {
      left = found;
      if (field == NULL && found->len > 1)
        cli_warn (_("%s: more than one field of “%s” is in conflict: name the one you decide"), change->path, item);
      else if (field != NULL && (filter (found, node, field), found->len == 0))
        {
          left = all;
          filter (all, node, NULL);
          cli_warn (_("%s: the field “%s” of “%s” is not in conflict"), change->path, field, item);
        }
      else if (!parse_candidate (text, ((CliConflict *) g_ptr_array_index (found, 0))->conflict, candidate))
        cli_warn (_("%s: “%s” is none of the candidates: give the number of one"), change->path, text);
      else
        return g_ptr_array_index (found, 0);
    }
  if (left->len > 0)
    cli_conflicts_print (stderr, left, change->path);
  return NULL;
}

static int
decide (const CliCommand *command,
        char            **args,
        const char       *by,
        const char       *when)
{
  const char *field = args[3] != NULL ? args[2] : NULL;
  const char *text = args[3] != NULL ? args[3] : args[2];
  g_auto (CliChange) change = { NULL };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (LiftGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  CliConflict *chosen;
  guint candidate;
  int status;

  status = cli_change_open (&change, command, args[0], by, when, CLI_ACT_DOES);
  if (status >= 0)
    return status;
  found = cli_conflicts_find (cli_change_root (&change));
  chosen = choose (&change, found, args[1], field, text, &candidate, &status);
  if (chosen == NULL)
    return status;

  group = lift_intent_settle (cli_change_root (&change), lift_node_get_id (chosen->node), chosen->conflict->unit, candidate, &change.act, &error);
  if (group == NULL)
    return cli_complain (args[0], error);
  return cli_change_apply (&change, group);
}

static int
run_resolve (const CliCommand *self,
             int               argc,
             char            **argv)
{
  g_autofree char *by = NULL, *when = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("List as JSON for programs"), NULL },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, N_("Who decides, instead of you"), N_("WHO") },
    { "when", 0, 0, G_OPTION_ARG_FILENAME, &when, N_("When it was decided, instead of now"), N_("MOMENT") },
    { NULL },
  };
  g_auto (GStrv) args = NULL;
  int status;

  status = cli_parse (self, entries, argc, argv, 1, 4, &args);
  if (status >= 0)
    return status;
  if (args[1] == NULL)
    return list (args[0], json);
  if (json)
    return cli_usage (self, _("--json lists conflicts: give only the file with it"));
  if (args[2] == NULL)
    return cli_usage (self, _("a candidate is missing: “liftoffctl resolve FILE” lists them with their numbers"));
  return decide (self, args, by, when);
}

const CliCommand cli_resolve = {
  "resolve", N_("FILE [ITEM [FIELD] CANDIDATE]"), N_("List what is in conflict, or decide it"),
  N_("What two people changed differently at the same time is in conflict until somebody decides: an item does not count as\n"
     "closed before. With the file alone: each thing in conflict by its number (“release” is the release itself), the fields, and their\n"
     "numbered candidates. FIELD may be left out when only one field of ITEM is in conflict.\n"
     "\n"
     "Examples:\n"
     "  liftoffctl resolve payments.liftoff.json\n"
     "  liftoffctl resolve payments.liftoff.json 2.3 2\n"
     "  liftoffctl resolve payments.liftoff.json 2.3 owner 1 --by \"Jonas Weber\"\n"
     "  liftoffctl resolve payments.liftoff.json release version 1"),
  run_resolve,
};
