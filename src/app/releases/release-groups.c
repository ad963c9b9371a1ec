/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "release-groups.h"

struct _LiftReleaseHeading
{
  GObject          parent_instance;

  LiftReleaseGroup group;
  guint            n;
  gboolean         open;
};

G_DEFINE_FINAL_TYPE (LiftReleaseHeading, lift_release_heading, G_TYPE_OBJECT)

static void
lift_release_heading_class_init (LiftReleaseHeadingClass *klass)
{
}

static void
lift_release_heading_init (LiftReleaseHeading *self)
{
}

LiftReleaseGroup
lift_release_heading_get_group (LiftReleaseHeading *self)
{
  return self->group;
}

const char *
lift_release_heading_get_title (LiftReleaseHeading *self)
{
  static const char *const titles[LIFT_N_GROUPS] = {
    [LIFT_GROUP_OPEN] = NC_("releases", "Open"),
    [LIFT_GROUP_ON_HOLD] = NC_("releases", "On Hold"),
    [LIFT_GROUP_RELEASED] = NC_("releases", "Released"),
    [LIFT_GROUP_ROLLED_BACK] = NC_("releases", "Rolled Back"),
    [LIFT_GROUP_ABORTED] = NC_("releases", "Aborted"),
    [LIFT_GROUP_UNREADABLE] = NC_("releases", "Cannot Be Read"),
    [LIFT_GROUP_ARCHIVE] = NC_("releases", "Archive"),
  };

  return g_dpgettext2 (NULL, "releases", titles[self->group]);
}

guint
lift_release_heading_get_n (LiftReleaseHeading *self)
{
  return self->n;
}

gboolean
lift_release_heading_is_open (LiftReleaseHeading *self)
{
  return self->open;
}

LiftReleaseGroup
lift_release_group_of (LiftReleaseEntry *entry)
{
  const LiftNode *root = lift_release_entry_get_summary (entry)->root;

  if (root == NULL)
    return LIFT_GROUP_UNREADABLE;
  switch ((LiftReleaseState) lift_node_get_enum (root, LIFT_RELEASE_STATE))
    {
    case LIFT_RELEASE_ON_HOLD:
      return LIFT_GROUP_ON_HOLD;
    case LIFT_RELEASE_RELEASED:
      return LIFT_GROUP_RELEASED;
    case LIFT_RELEASE_ROLLED_BACK:
      return LIFT_GROUP_ROLLED_BACK;
    case LIFT_RELEASE_ABORTED:
      return LIFT_GROUP_ABORTED;
    case LIFT_RELEASE_CLOSED:
      return LIFT_GROUP_ARCHIVE;
    case LIFT_RELEASE_PLANNED:
    case LIFT_RELEASE_ACTIVE:
    default:
      return LIFT_GROUP_OPEN;
    }
}

static void
add_group (GPtrArray        *lines,
           LiftReleaseGroup  group,
           GPtrArray        *entries,
           gboolean          open)
{
  LiftReleaseHeading *heading;

  if (entries->len == 0)
    return;
  heading = g_object_new (LIFT_TYPE_RELEASE_HEADING, NULL);
  heading->group = group;
  heading->n = entries->len;
  heading->open = open;
  g_ptr_array_add (lines, heading);
  for (guint i = 0; open && i < entries->len; i++)
    g_ptr_array_add (lines, g_object_ref (g_ptr_array_index (entries, i)));
}

guint
lift_release_groups_fill (GListStore  *lines,
                          GListModel  *entries,
                          gboolean   (*match) (gpointer entry, gpointer user_data),
                          gpointer     user_data,
                          gboolean     archive)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *groups[LIFT_N_GROUPS];
  guint n = 0;

  for (guint group = 0; group < LIFT_N_GROUPS; group++)
    groups[group] = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr(LiftReleaseEntry) entry = g_list_model_get_item (entries, i);

      if (!match (entry, user_data))
        continue;
      g_ptr_array_add (groups[lift_release_group_of (entry)], g_object_ref (entry));
      n++;
    }
  for (guint group = 0; group < LIFT_N_GROUPS; group++)
    {
      add_group (all, group, groups[group], group != LIFT_GROUP_ARCHIVE || archive);
      g_ptr_array_unref (groups[group]);
    }
  g_list_store_splice (lines, 0, g_list_model_get_n_items (G_LIST_MODEL (lines)), all->pdata, all->len);
  return n;
}
