/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "calendar/default-lists-dialog.h"
#include "compat/dialogs.h"
#include "compat/preferences.h"
#include "core/library.h"
#include "core/text.h"
#include "preferences.h"
#include "session/settings.h"

static void
name_changed_cb (GtkEditable *row)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  lift_settings_set_string ("user-name", name);
}

static void
show_folder (AdwActionRow *row)
{
  g_autofree char *folder = lift_settings_dup_folder ();
  g_autofree char *name = g_filename_display_name (folder);
  g_autofree char *shown = lift_text_visible_line (name);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  adw_action_row_set_subtitle (row, escaped);
}

static void
folder_chosen_cb (GFile    *file,
                  gpointer  user_data)
{
  g_autoptr(AdwActionRow) row = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;

  lift_settings_set_string ("releases-folder", path);
  show_folder (row);
}

static void
choose_cb (AdwActionRow *row)
{
  lift_choose_folder (GTK_WIDGET (row), _("Folder of the Releases"), folder_chosen_cb, g_object_ref (row));
}

static void
reset_cb (AdwActionRow *row)
{
  lift_settings_set_string ("releases-folder", "");
  show_folder (row);
}

static GtkWidget *
icon_button (const char *icon,
             const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
lists_cb (GtkWidget *row)
{
  lift_default_lists_dialog_present (row);
}

static GtkWidget *
calendar_group_new (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Calendar for All Releases"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Holidays, deployment windows and freezes"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("A new release takes them over"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (lists_cb), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

void
lift_preferences_present (GtkWidget *parent)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *name = adw_entry_row_new ();
  GtkWidget *folder = adw_action_row_new ();
  GtkWidget *choose = icon_button ("document-open-symbolic", _("Choose a Folder"));
  GtkWidget *reset = icon_button ("edit-undo-symbolic", _("Use the Usual Folder"));
  g_autofree char *user_name = lift_settings_dup_user_name ();

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("General"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "preferences-system-symbolic");

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (name), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _("_Your name, as it is recorded"));
  gtk_editable_set_text (GTK_EDITABLE (name), user_name);
  g_signal_connect (name, "changed", G_CALLBACK (name_changed_cb), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (folder), _("Folder of the releases"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (folder), reset);
  adw_action_row_add_suffix (ADW_ACTION_ROW (folder), choose);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_cb), folder);
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (reset_cb), folder);
  show_folder (ADW_ACTION_ROW (folder));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), folder);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (calendar_group_new ()));
  lift_show_preferences (parent, ADW_PREFERENCES_PAGE (page));
}
