/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "merge.h"
#include "node-private.h"

/* From the oldest line to the newest; borrowed. */
static GPtrArray *
list_lines (LiftHistory *history)
{
  guint i = lift_history_get_n (history);
  GPtrArray *lines = g_ptr_array_sized_new (i);

  g_ptr_array_set_size (lines, i);
  for (; history != NULL; history = lift_history_get_older (history))
    g_ptr_array_index (lines, --i) = history;
  return lines;
}

/* Both are in order. Where both have a line, it is once in the result. */
static LiftHistory *
union_histories (LiftHistory *mine,
                 LiftHistory *other)
{
  g_autoptr (GPtrArray) a = list_lines (mine);
  g_autoptr (GPtrArray) b = list_lines (other);
  g_autoptr (GPtrArray) lines = g_ptr_array_sized_new (a->len + b->len);
  LiftHistory *result;
  guint common = 0, i, j;

  while (common < a->len && common < b->len
         && (a->pdata[common] == b->pdata[common]
             || strcmp (lift_history_get_line (a->pdata[common]), lift_history_get_line (b->pdata[common])) == 0))
    common++;
  for (i = j = common; i < a->len || j < b->len;)
    {
      const char *line_a = i < a->len ? lift_history_get_line (a->pdata[i]) : NULL;
      const char *line_b = j < b->len ? lift_history_get_line (b->pdata[j]) : NULL;
      int order = line_a == NULL ? 1 : line_b == NULL ? -1 : strcmp (line_a, line_b);

      g_ptr_array_add (lines, (char *) (order <= 0 ? line_a : line_b));
      i += order <= 0;
      j += order >= 0;
    }

  if (common + lines->len == a->len)
    return lift_history_ref (mine);
  if (common + lines->len == b->len)
    return lift_history_ref (other);
  result = lift_history_ref (common > 0 ? a->pdata[common - 1] : NULL);
  for (i = 0; i < lines->len; i++)
    result = lift_history_prepend (result, g_ptr_array_index (lines, i));
  return result;
}

/**
 * lift_history_union:
 * @root: a release
 * @other: the same release
 *
 * A history only grows: no line of either is missing, none is twice in it, and it is in order as both are, see lift_node_add_history().
 *
 * Returns: (transfer full): @root with the lines of both histories
 */
LiftNode *
lift_history_union (LiftNode *root,
                    LiftNode *other)
{
  LiftHistory *history = union_histories (lift_node_get_history (root), lift_node_get_history (other));
  LiftNode *result = lift_node_ref (root);

  if (history == lift_node_get_history (root))
    {
      lift_history_unref (history);
      return result;
    }
  result = lift_node_make_unique (result);
  lift_node_set_history (result, history);
  return result;
}

/**
 * lift_history_descends:
 * @later: a release
 * @earlier: the same release
 *
 * Histories only grow, and both are in order: that tells of two states whether one was made from the other. One that @later was not made from must
 * not be the base of a merge with it: what @later does not have yet would look as if it had been undone.
 *
 * Returns: whether all lines of @earlier are in @later
 */
gboolean
lift_history_descends (LiftNode *later,
                       LiftNode *earlier)
{
  LiftHistory *all = lift_node_get_history (later);
  LiftHistory *some = lift_node_get_history (earlier);

  for (; some != all && some != NULL; all = lift_history_get_older (all))
    {
      int order = all != NULL ? strcmp (lift_history_get_line (all), lift_history_get_line (some)) : -1;

      if (order < 0)
        return FALSE;
      if (order == 0)
        some = lift_history_get_older (some);
    }
  return TRUE;
}
