/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "node-private.h"

struct _LiftHistory
{
  gatomicrefcount ref_count;
  guint           n;
  LiftHistory    *older;
  char            line[];
};

/* History: a list from the newest line to the oldest, so that adding one shares all the others. */

LiftHistory *
lift_history_ref (LiftHistory *history)
{
  if (history != NULL)
    g_atomic_ref_count_inc (&history->ref_count);
  return history;
}

void
lift_history_unref (LiftHistory *history)
{
  while (history != NULL && g_atomic_ref_count_dec (&history->ref_count))
    {
      LiftHistory *older = history->older;

      g_free (history);
      history = older;
    }
}

/* Takes over @older. */
LiftHistory *
lift_history_prepend (LiftHistory *older,
                      const char  *line)
{
  gsize size = strlen (line) + 1;
  LiftHistory *history = g_malloc (sizeof (LiftHistory) + size);

  g_atomic_ref_count_init (&history->ref_count);
  history->n = older != NULL ? older->n + 1 : 1;
  history->older = older;
  memcpy (history->line, line, size);
  return history;
}

/* Takes over @history; @line goes to its place in the order. */
LiftHistory *
lift_history_insert (LiftHistory *history,
                     const char  *line)
{
  g_autoptr (GPtrArray) newer = g_ptr_array_new ();
  LiftHistory *older = history, *result;

  for (; older != NULL && strcmp (older->line, line) > 0; older = older->older)
    g_ptr_array_add (newer, older);
  if (newer->len == 0)
    return lift_history_prepend (history, line);

  result = lift_history_prepend (lift_history_ref (older), line);
  for (guint i = newer->len; i > 0; i--)
    result = lift_history_prepend (result, ((LiftHistory *) g_ptr_array_index (newer, i - 1))->line);
  lift_history_unref (history);
  return result;
}

/**
 * lift_history_get_n:
 * @history: (nullable): a history
 *
 * Returns: how many lines there are; also the revision of the document, as the history never shrinks
 */
guint
lift_history_get_n (const LiftHistory *history)
{
  return history != NULL ? history->n : 0;
}

/**
 * lift_history_get_line:
 * @history: a history
 *
 * Returns: (transfer none): its newest line, see history.h
 */
const char *
lift_history_get_line (const LiftHistory *history)
{
  return history->line;
}

/**
 * lift_history_get_older:
 * @history: a history
 *
 * Returns: (transfer none) (nullable): the history without its newest line
 */
LiftHistory *
lift_history_get_older (const LiftHistory *history)
{
  return history->older;
}
