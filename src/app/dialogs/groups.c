/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "groups.h"

gboolean
lift_groups_take (GPtrArray *groups,
                  LiftGroup *group)
{
  if (group == NULL)
    return FALSE;
  if (lift_group_get_n_edits (group) > 0)
    g_ptr_array_add (groups, group);
  else
    lift_group_unref (group);
  return TRUE;
}

static void
tell (GString    *detail,
      const char *text,
      const char *separator)
{
  if (text == NULL || *text == '\0')
    return;
  if (detail->len > 0)
    g_string_append (detail, separator);
  g_string_append (detail, text);
}

LiftGroup *
lift_groups_join (GPtrArray *groups,
                  LiftVerb   verb)
{
  g_autoptr(GString) detail = g_string_new (NULL);
  const char *subject;
  LiftGroup *all;

  if (groups->len == 0)
    return lift_group_new (verb, NULL, NULL);
  if (groups->len == 1)
    return lift_group_ref (g_ptr_array_index (groups, 0));

  subject = lift_group_get_subject (g_ptr_array_index (groups, 0));
  for (guint i = 0; i < groups->len; i++)
    {
      LiftGroup *group = g_ptr_array_index (groups, i);
      const char *other = lift_group_get_subject (group);
      gboolean is_other = g_strcmp0 (other, subject) != 0;

      if (is_other)
        tell (detail, other, "; ");
      tell (detail, lift_group_get_detail (group), is_other && other != NULL ? ": " : "; ");
    }
  all = lift_group_new (verb, subject, detail->str);
  for (guint i = 0; i < groups->len; i++)
    lift_group_append (all, lift_group_ref (g_ptr_array_index (groups, i)));
  return all;
}

static gboolean
is_same (const char *a,
         const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

const char *
lift_unless_untouched (LiftNode   *root,
                       LiftNode   *opened,
                       LiftField   field,
                       const char *value)
{
  const char *before = lift_node_get_text (opened, field);

  return is_same (value, before) && !is_same (lift_node_get_text (root, field), before) ? NULL : value;
}

int
lift_enum_unless_untouched (LiftNode  *root,
                            LiftNode  *opened,
                            LiftField  field,
                            int        value)
{
  int before = lift_node_get_enum (opened, field);

  return value == before && lift_node_get_enum (root, field) != before ? -1 : value;
}
