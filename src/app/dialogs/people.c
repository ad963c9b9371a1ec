/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/text.h"
#include "people.h"
#include "widgets/looks.h"

static void
add (GHashTable *names,
     const char *name)
{
  if (name != NULL && *name != '\0')
    g_hash_table_add (names, (gpointer) name);
}

static void
add_items (GHashTable     *names,
           const LiftNode *parent,
           LiftField       list)
{
  LiftNodes *items = lift_node_get_list (parent, list);

  for (guint i = 0; i < lift_nodes_get_n (items); i++)
    {
      const LiftNode *item = lift_nodes_get (items, i);

      add (names, lift_node_get_text (item, LIFT_ITEM_OWNER));
      add (names, lift_node_get_text (item, LIFT_ITEM_BY));
      add (names, lift_node_get_text (item, LIFT_ITEM_ACCEPTED));
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

char **
lift_people_of (const LiftNode *release)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  LiftNodes *incidents = lift_node_get_list (release, LIFT_RELEASE_INCIDENTS);
  LiftNodes *handovers = lift_node_get_list (release, LIFT_RELEASE_HANDOVERS);
  GPtrArray *sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  add (names, lift_node_get_text (release, LIFT_RELEASE_MANAGER));
  add (names, lift_node_get_text (release, LIFT_RELEASE_STATE_BY));
  for (guint i = 0; i < lift_nodes_get_n (handovers); i++)
    {
      add (names, lift_node_get_text (lift_nodes_get (handovers, i), LIFT_HANDOVER_TO));
      add (names, lift_node_get_text (lift_nodes_get (handovers, i), LIFT_HANDOVER_FROM));
    }
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    add_items (names, lift_nodes_get (phases, i), LIFT_PHASE_ITEMS);
  for (guint i = 0; i < lift_nodes_get_n (incidents); i++)
    {
      add (names, lift_node_get_text (lift_nodes_get (incidents, i), LIFT_INCIDENT_DECLARED_BY));
      add_items (names, lift_nodes_get (incidents, i), LIFT_INCIDENT_ITEMS);
    }

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (sorted, g_strdup (name));
  g_ptr_array_sort (sorted, compare);
  g_ptr_array_add (sorted, NULL);
  return (char **) g_ptr_array_free (sorted, FALSE);
}

static void
pick_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       entry_row)
{
  gtk_editable_set_text (GTK_EDITABLE (entry_row), g_variant_get_string (parameter, NULL));
  gtk_editable_set_position (GTK_EDITABLE (entry_row), -1);
  gtk_widget_grab_focus (entry_row);
}

void
lift_people_add_button (GtkWidget         *entry_row,
                        const char *const *names)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  GActionEntry pick = { "pick", pick_cb, "s" };
  GtkWidget *button;

  if (*names == NULL)
    return;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *shown = lift_text_visible (names[i]);
      g_autofree char *label = lift_escape_mnemonic (shown);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "people.pick", "s", names[i]);
      g_menu_append_item (menu, item);
    }

  g_action_map_add_action_entries (G_ACTION_MAP (group), &pick, 1, entry_row);
  gtk_widget_insert_action_group (entry_row, "people", G_ACTION_GROUP (group));
  button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "system-users-symbolic", "menu-model", menu, "valign", GTK_ALIGN_CENTER,
                         "tooltip-text", _("People of This Release"), NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("People of This Release"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (entry_row), button);
}
