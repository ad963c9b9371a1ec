/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "json.h"
#include "json-view.h"

/* Members that this version does not know, each for itself. What both changed cannot be shown to anybody who could decide: the greater value by bytes is
 * taken, and none loses against one. */

/* Its path and its name, which may be written in several ways. */
static char *
dup_place (const LiftUnknown *piece)
{
  g_autofree char *path = g_strndup (piece->path, piece->name - piece->path);
  g_autofree char *name = lift_json_dup_text (piece->name);

  return g_strconcat (path, "\"", name, NULL);
}

static GHashTable *
split (const char *members)
{
  GHashTable *pieces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  LiftUnknown piece;

  while (lift_unknown_next (&members, &piece))
    g_hash_table_insert (pieces, dup_place (&piece), g_strndup (piece.path, piece.end - piece.path));
  return pieces;
}

static const char *
choose (const char *base,
        const char *ours,
        const char *theirs)
{
  if (g_strcmp0 (base, theirs) == 0)
    return ours;
  if (g_strcmp0 (base, ours) == 0)
    return theirs;
  return g_strcmp0 (ours, theirs) >= 0 ? ours : theirs;
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

/**
 * lift_unknown_merge:
 * @base: (nullable): as lift_node_get_unknown() has them, of the copy that both were made from
 * @ours: (nullable): of one side
 * @theirs: (nullable): of the other side
 *
 * Returns: (transfer full): of what both changed; in an order that is the same whichever side is which
 */
char *
lift_unknown_merge (const char *base,
                    const char *ours,
                    const char *theirs)
{
  g_autoptr (GHashTable) base_pieces = split (base);
  g_autoptr (GHashTable) our_pieces = split (ours);
  g_autoptr (GHashTable) their_pieces = split (theirs);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  GString *members = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, their_pieces);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (our_pieces, name))
      g_ptr_array_add (chosen, (char *) choose (g_hash_table_lookup (base_pieces, name), NULL, g_hash_table_lookup (their_pieces, name)));
  g_hash_table_iter_init (&iter, our_pieces);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (chosen, (char *) choose (g_hash_table_lookup (base_pieces, name), g_hash_table_lookup (our_pieces, name),
                                               g_hash_table_lookup (their_pieces, name)));
  while (g_ptr_array_remove (chosen, NULL))
    ;
  g_ptr_array_sort (chosen, compare_pieces);
  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf (members, "%s%s", i > 0 ? ",\n" : "", (char *) g_ptr_array_index (chosen, i));
  return g_string_free (members, FALSE);
}
