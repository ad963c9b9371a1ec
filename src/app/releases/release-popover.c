/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "release-groups.h"
#include "release-popover.h"

struct _LiftReleasePopover
{
  GtkPopover    parent_instance;

  GCancellable *scanning;
  GListModel   *entries;
  GtkListView  *list;
  GtkWidget    *scroller;
};

G_DEFINE_FINAL_TYPE (LiftReleasePopover, lift_release_popover, GTK_TYPE_POPOVER)

static void
leave_archive_out (GListStore *entries)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (entries)); i > 0; i--)
    {
      g_autoptr(LiftReleaseEntry) entry = g_list_model_get_item (G_LIST_MODEL (entries), i - 1);

      if (lift_release_group_of (entry) == LIFT_GROUP_ARCHIVE)
        g_list_store_remove (entries, i - 1);
    }
}

static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LiftReleasePopover) self = user_data;
  g_autoptr(GListModel) entries = lift_release_entries_scan_finish (result, NULL);
  g_autoptr(GtkSelectionModel) selection = NULL;

  if (entries == NULL)
    return;

  leave_archive_out (G_LIST_STORE (entries));
  g_set_object (&self->entries, entries);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (entries)));
  gtk_list_view_set_model (self->list, selection);
  gtk_widget_set_visible (self->scroller, g_list_model_get_n_items (entries) > 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
lift_release_popover_map (GtkWidget *widget)
{
  LiftReleasePopover *self = LIFT_RELEASE_POPOVER (widget);

  GTK_WIDGET_CLASS (lift_release_popover_parent_class)->map (widget);
  g_cancellable_cancel (self->scanning);
  g_clear_object (&self->scanning);
  self->scanning = g_cancellable_new ();
  lift_release_entries_scan_async (self->scanning, scanned_cb, g_object_ref (self));
}

static void
activate_cb (LiftReleasePopover *self,
             guint         position)
{
  g_autoptr(LiftReleaseEntry) entry = g_list_model_get_item (self->entries, position);

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-release", "s", lift_release_entry_get_summary (entry)->path);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  LiftReleaseEntry *entry = gtk_list_item_get_item (item);
  const LiftNode *root = lift_release_entry_get_summary (entry)->root;
  guint n = root != NULL ? lift_root_count_conflicts (root) : 0;
  g_autofree char *name = lift_release_entry_dup_name (entry);
  g_autofree char *conflicts = lift_words_n_conflicts (n);
  g_autofree char *both = g_strdup_printf ("%s · %s", name, conflicts);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), n > 0 ? both : name);
}

static GtkWidget *
action_button (LiftReleasePopover *self,
               const char   *text,
               const char   *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (text);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), self);
  return button;
}

static void
lift_release_popover_dispose (GObject *object)
{
  LiftReleasePopover *self = LIFT_RELEASE_POPOVER (object);

  g_cancellable_cancel (self->scanning);
  g_clear_object (&self->scanning);
  g_clear_object (&self->entries);

  G_OBJECT_CLASS (lift_release_popover_parent_class)->dispose (object);
}

static void
lift_release_popover_class_init (LiftReleasePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lift_release_popover_dispose;
  GTK_WIDGET_CLASS (klass)->map = lift_release_popover_map;
}

static void
lift_release_popover_init (LiftReleasePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, g_steal_pointer (&factory)));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Releases"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));

  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), action_button (self, _("_All Releases"), "win.releases"));
  gtk_box_append (GTK_BOX (box), action_button (self, _("_New Release…"), "app.new-release"));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_set_size_request (box, 240, -1);
}

GtkWidget *
lift_release_popover_new (void)
{
  return g_object_new (LIFT_TYPE_RELEASE_POPOVER, NULL);
}
