/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "heading-row.h"

struct _LiftHeadingRow
{
  GtkBox     parent_instance;

  GtkWidget *arrow;
  GtkWidget *title;
  GtkWidget *count;
};

G_DEFINE_FINAL_TYPE (LiftHeadingRow, lift_heading_row, GTK_TYPE_BOX)

static void
lift_heading_row_class_init (LiftHeadingRowClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "releasegroup");
}

static void
lift_heading_row_init (LiftHeadingRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->arrow = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->title = gtk_label_new (NULL);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_add_css_class (self->count, "quiet");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_box_append (GTK_BOX (self), self->arrow);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), self->count);
}

GtkWidget *
lift_heading_row_new (void)
{
  return g_object_new (LIFT_TYPE_HEADING_ROW, NULL);
}

/* The row of the list is what has the focus. */
void
lift_heading_row_show (LiftHeadingRow     *self,
                       LiftReleaseHeading *heading)
{
  gboolean folds = lift_release_heading_get_group (heading) == LIFT_GROUP_ARCHIVE;
  gboolean open = lift_release_heading_is_open (heading);
  guint n = lift_release_heading_get_n (heading);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *releases = g_strdup_printf (ngettext ("%u release", "%u releases", n), n);
  g_autofree char *name = g_strdup_printf ("%s, %s", lift_release_heading_get_title (heading), releases);
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_widget_set_visible (self->arrow, folds);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_label_set_label (GTK_LABEL (self->title), lift_release_heading_get_title (heading));
  gtk_label_set_label (GTK_LABEL (self->count), count);
  if (cell == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (folds)
    gtk_accessible_update_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_EXPANDED);
}
