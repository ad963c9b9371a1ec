/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-object.h>
#include <string.h>

#include "core/life.h"
#include "item-filter.h"

G_DEFINE_ENUM_TYPE (LiftFilter, lift_filter,
                    G_DEFINE_ENUM_VALUE (LIFT_FILTER_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (LIFT_FILTER_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (LIFT_FILTER_BLOCKED, "blocked"),
                    G_DEFINE_ENUM_VALUE (LIFT_FILTER_MINE, "mine"))

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

gboolean
lift_filter_match (LiftFilter      filter,
                   const LiftNode *release,
                   const LiftNode *item,
                   const char     *me)
{
  LiftItemState state = lift_item_get_state (item);

  switch (filter)
    {
    case LIFT_FILTER_OPEN:
      return !lift_item_state_closed (state);
    case LIFT_FILTER_BLOCKED:
      return state == LIFT_ITEM_BLOCKED || state == LIFT_ITEM_FAILED;
    case LIFT_FILTER_MINE:
      return g_strcmp0 (lift_item_responsible (release, item), me) == 0;
    case LIFT_FILTER_ALL:
    default:
      return TRUE;
    }
}

char **
lift_search_parse (const char *text)
{
  g_autofree char *folded = fold (text);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t\n", -1);
  GStrvBuilder *terms = g_strv_builder_new ();
  char **result;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (terms, words[i]);
  result = g_strv_builder_end (terms);
  g_strv_builder_unref (terms);
  if (*result == NULL)
    g_clear_pointer (&result, g_strfreev);
  return result;
}

static gboolean
holds (const char *text,
       const char *term)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  if (g_str_is_ascii (text))
    return strcasestr (text, term) != NULL;

  folded = fold (text);
  return strstr (folded, term) != NULL;
}

/* Every word stands somewhere: in the number's beginning, the text, the note, the reason, or a name. */
gboolean
lift_search_match (char          **terms,
                   const LiftNode *item,
                   const char     *number)
{
  static const LiftField fields[] = {
    LIFT_ITEM_TEXT, LIFT_ITEM_NOTE, LIFT_ITEM_OWNER, LIFT_ITEM_REASON, LIFT_ITEM_BY, LIFT_ITEM_ACCEPTED, LIFT_ITEM_EVIDENCE_TITLE,
  };

  for (guint i = 0; terms[i] != NULL; i++)
    {
      gboolean found = g_str_has_prefix (number, terms[i]);

      for (guint f = 0; f < G_N_ELEMENTS (fields) && !found; f++)
        found = holds (lift_node_get_text (item, fields[f]), terms[i]);
      if (!found)
        return FALSE;
    }

  return TRUE;
}
