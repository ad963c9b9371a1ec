/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdarg.h>
#include <stdio.h>

#include "cli.h"
#include "core/conflict.h"

static void
conflict_free (gpointer data)
{
  CliConflict *conflict = data;

  lift_conflict_free (conflict->conflict);
  g_free (conflict->item);
  g_free (conflict);
}

static void
find_in (LiftNode  *root,
         LiftNode  *node,
         GPtrArray *found)
{
  LiftKind kind = lift_node_get_kind (node);

  if (lift_node_in_conflict (node))
    {
      g_autoptr (GPtrArray) conflicts = lift_node_get_conflicts (node);

      while (conflicts->len > 0)
        {
          CliConflict *one = g_new0 (CliConflict, 1);

          one->node = node;
          one->conflict = g_ptr_array_steal_index (conflicts, 0);
          one->item = node == root ? g_strdup (CLI_RELEASE) : lift_number_of (root, lift_node_get_id (node));
          if (one->item == NULL)
            one->item = g_strdup (lift_node_get_id (node));
          g_ptr_array_add (found, one);
        }
    }
  for (LiftField field = lift_kind_first_field (kind); field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      {
        LiftNodes *nodes = lift_node_get_list (node, field);

        for (guint i = 0; i < lift_nodes_get_n (nodes); i++)
          find_in (root, lift_nodes_get (nodes, i), found);
      }
}

/* What waits in @root for somebody to decide, in the order of the document: CliConflict, which borrow their node from @root. */
GPtrArray *
cli_conflicts_find (LiftNode *root)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (conflict_free);

  find_in (root, root, found);
  return found;
}

static const char *
get_title (const LiftNode *node)
{
  LiftField title = lift_kind_title (lift_node_get_kind (node));

  return title != LIFT_N_FIELDS ? lift_node_get_text (node, title) : NULL;
}

static void print_line (FILE *to, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
print_line (FILE       *to,
            const char *format,
            ...)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  shown = cli_dup_line (text);
  fprintf (to, "%s\n", shown);
}

static void
print_candidates (FILE               *to,
                  const LiftConflict *conflict)
{
  for (guint i = 0; i < conflict->candidates->len; i++)
    {
      const char *settled = g_array_index (conflict->candidates, LiftCandidate, i).settled;
      g_autofree char *words = lift_conflict_dup_words (conflict, i);
      g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

      print_line (to, "    %u  %s", i + 1, lines[0]);
      for (guint l = 1; lines[l] != NULL; l++)
        print_line (to, "       %s", lines[l]);
      if (settled != NULL)
        /* Translators: below a value that somebody decided for once; %s is when and who: “2026-12-02T10:00:00Z Ann” */
        print_line (to, _("       decided: %s"), settled);
    }
}

/* What @found lists, each thing with its fields and their numbered candidates, and how one is decided in @file. */
void
cli_conflicts_print (FILE            *to,
                     const GPtrArray *found,
                     const char      *file)
{
  const CliConflict *first = found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
  const LiftNode *node = NULL;
  g_autofree char *quoted = cli_quote (file);

  for (guint i = 0; i < found->len; i++)
    {
      const CliConflict *one = g_ptr_array_index (found, i);

      if (one->node != node)
        print_line (to, "%s  %s", one->item, get_title (one->node));
      node = one->node;
      print_line (to, "  %s  %s", lift_conflict_unit_member (one->conflict->unit), lift_conflict_get_label (one->conflict));
      print_candidates (to, one->conflict);
    }
  if (first != NULL)
    /* Translators: a command with its arguments */
    print_line (to, _("To take the first of them, for example: liftoffctl resolve %s %s %s 1"), quoted, first->item,
                lift_conflict_unit_member (first->conflict->unit));
}

static void
add_candidate (JsonBuilder        *builder,
               const LiftConflict *conflict,
               guint               number)
{
  LiftNode *value = lift_conflict_get_value (conflict, number);
  LiftKind kind = lift_field_info (conflict->unit)->kind;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, number + 1);
  if (lift_conflict_is_deletion (conflict))
    {
      json_builder_set_member_name (builder, "deleted");
      json_builder_add_boolean_value (builder, value == NULL);
    }
  else
    for (LiftField field = conflict->unit; field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
      {
        const LiftFieldInfo *info = lift_field_info (field);

        if (info->unit != conflict->unit || !lift_field_is_register (field))
          continue;
        if (info->type == LIFT_TYPE_ENUM)
          cli_json_text (builder, info->member, lift_enum_word (info->about, lift_node_get_enum (value, field)));
        else if (info->type == LIFT_TYPE_INSTANT)
          cli_json_instant (builder, info->member, lift_node_get_instant (value, field));
        else
          cli_json_text (builder, info->member, lift_node_get_text (value, field));
      }
  cli_json_text (builder, "settled", g_array_index (conflict->candidates, LiftCandidate, number).settled);
  json_builder_end_object (builder);
}

/* What @found lists, for programs. */
void
cli_conflicts_json (JsonBuilder     *builder,
                    const GPtrArray *found)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const CliConflict *one = g_ptr_array_index (found, i);

      json_builder_begin_object (builder);
      cli_json_text (builder, "number", one->item);
      cli_json_text (builder, "id", lift_node_get_id (one->node));
      cli_json_text (builder, "text", get_title (one->node));
      cli_json_text (builder, "field", lift_conflict_unit_member (one->conflict->unit));
      json_builder_set_member_name (builder, "candidates");
      json_builder_begin_array (builder);
      for (guint c = 0; c < one->conflict->candidates->len; c++)
        add_candidate (builder, one->conflict, c);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* “In conflict: State, Owner”; NULL if nothing about @node itself is. */
char *
cli_words_conflicts (const LiftNode *node)
{
  g_autoptr (GPtrArray) conflicts = lift_node_in_conflict (node) ? lift_node_get_conflicts (node) : NULL;

  return conflicts != NULL ? lift_words_in_conflict (conflicts) : NULL;
}

/* “3 of 7”, “3 of 7, 2 conflicts” */
char *
cli_words_progress (guint n_closed,
                    guint n,
                    guint n_conflicts)
{
  g_autofree char *progress = lift_words_of (n_closed, n);
  g_autofree char *conflicts = lift_words_n_conflicts (n_conflicts);

  return n_conflicts > 0 ? g_strdup_printf ("%s, %s", progress, conflicts) : g_steal_pointer (&progress);
}

/* For a node of show --json: the fields that are in conflict; nothing if none is. */
void
cli_json_conflicts (JsonBuilder    *builder,
                    const LiftNode *node)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  if (!lift_node_in_conflict (node))
    return;
  conflicts = lift_node_get_conflicts (node);
  json_builder_set_member_name (builder, "conflicts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < conflicts->len; i++)
    json_builder_add_string_value (builder, lift_conflict_unit_member (((LiftConflict *) g_ptr_array_index (conflicts, i))->unit));
  json_builder_end_array (builder);
}
