/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/fields.h"
#include "rule-row.h"

static void
selected_cb (AdwComboRow *row)
{
  const char *const sentences[] = {
    [LIFT_RULE_KEEP] = _("Wee_kend and holiday deadlines: keep"),
    [LIFT_RULE_BEFORE] = _("Wee_kend and holiday deadlines: move to the working day before"),
    [LIFT_RULE_AFTER] = _("Wee_kend and holiday deadlines: move to the working day after"),
  };
  guint rule = adw_combo_row_get_selected (row);

  if (rule < G_N_ELEMENTS (sentences))
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentences[rule]);
}

/* The choices: the one that holds has a tick. */

static void
show_tick (GtkListItem *item,
           AdwComboRow *row)
{
  GtkWidget *tick = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_widget_set_opacity (tick, gtk_list_item_get_position (item) == adw_combo_row_get_selected (row));
}

static void
selected_for_item_cb (AdwComboRow *row,
                      GParamSpec  *pspec,
                      GtkListItem *item)
{
  show_tick (item, row);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         AdwComboRow              *row)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_label (GTK_LABEL (label), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_for_item_cb), item, 0);
  show_tick (item, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           AdwComboRow              *row)
{
  g_signal_handlers_disconnect_by_func (row, selected_for_item_cb, item);
}

GtkWidget *
lift_rule_row_new (void)
{
  const char *const choices[] = { _("Keep"), _("Move to the working day before"), _("Move to the working day after"), NULL };
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) model = gtk_string_list_new (choices);
  g_autoptr(GtkListItemFactory) nothing = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkListItemFactory) list = gtk_signal_list_item_factory_new ();

  g_signal_connect (list, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (list, "bind", G_CALLBACK (bind_cb), row);
  g_signal_connect (list, "unbind", G_CALLBACK (unbind_cb), row);
  adw_combo_row_set_factory (ADW_COMBO_ROW (row), nothing);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (row), list);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  g_signal_connect (row, "notify::selected", G_CALLBACK (selected_cb), NULL);
  selected_cb (ADW_COMBO_ROW (row));
  return row;
}
