/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "owner-button.h"
#include "widgets/row-text.h"

#define COLUMN_GAP 10

struct _LiftOwnerButton
{
  GtkButton  parent_instance;

  char      *id;
  char      *name;
  GtkWidget *icon;
  GtkWidget *initials; /* made for the first name */
  GtkWidget *label;
};

/* A button: GtkButton is derivable, and rows need the lightest that can be pressed. */
G_DEFINE_FINAL_TYPE (LiftOwnerButton, lift_owner_button, GTK_TYPE_BUTTON)

static void
lift_owner_button_clicked (GtkButton *button)
{
  LiftOwnerButton *self = LIFT_OWNER_BUTTON (button);

  if (self->id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.item-assign", "s", self->id);
}

static void
lift_owner_button_finalize (GObject *object)
{
  LiftOwnerButton *self = LIFT_OWNER_BUTTON (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (lift_owner_button_parent_class)->finalize (object);
}

static void
lift_owner_button_class_init (LiftOwnerButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_owner_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = lift_owner_button_clicked;
}

static void
show (LiftOwnerButton *self)
{
  gboolean named = self->name != NULL;
  g_autofree char *access = NULL;

  if (named && self->initials == NULL)
    {
      self->initials = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->initials, "initials");
      gtk_widget_set_valign (self->initials, GTK_ALIGN_CENTER);
      gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->label)), self->initials, self->icon);
    }
  if (named)
    {
      g_autofree char *initials = lift_initials (self->name);

      gtk_label_set_label (GTK_LABEL (self->initials), initials);
      /* Translators: %s is the name of a person */
      access = g_strdup_printf (_("Owner: %s"), self->name);
    }
  if (self->initials != NULL)
    gtk_widget_set_visible (self->initials, named);
  gtk_widget_set_visible (self->icon, !named);
  lift_row_text_set_text (LIFT_ROW_TEXT (self->label), named ? self->name : _("Assign…"));
  if (named)
    gtk_widget_remove_css_class (self->label, "quiet");
  else
    gtk_widget_add_css_class (self->label, "quiet");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, named ? access : _("Assign…"), -1);
}

static void
lift_owner_button_init (LiftOwnerButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "owner");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);

  self->icon = gtk_image_new_from_icon_name ("avatar-default-symbolic");
  gtk_widget_add_css_class (self->icon, "quiet");
  gtk_box_append (GTK_BOX (box), self->icon);
  self->label = lift_row_text_new ();
  gtk_widget_set_valign (self->label, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_button_set_child (GTK_BUTTON (self), box);
  show (self);
}

GtkWidget *
lift_owner_button_new (void)
{
  return g_object_new (LIFT_TYPE_OWNER_BUTTON, NULL);
}

void
lift_owner_button_set_id (LiftOwnerButton *self,
                          const char      *id)
{
  if (g_strcmp0 (self->id, id) == 0)
    return;

  g_free (self->id);
  self->id = g_strdup (id);
}

/* @name: NULL or empty for nobody */
void
lift_owner_button_set_name (LiftOwnerButton *self,
                            const char      *name)
{
  if (name != NULL && *name == '\0')
    name = NULL;
  if (g_strcmp0 (self->name, name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  show (self);
}

/* How wide its column is; 0: it stands under the item. */
void
lift_owner_button_set_column (LiftOwnerButton *self,
                              int              width)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), width > 0 ? width : -1, -1);
  gtk_widget_set_margin_start (GTK_WIDGET (self), width > 0 ? COLUMN_GAP : 0);
  lift_row_text_set_natural (LIFT_ROW_TEXT (self->label), width == 0);
  gtk_widget_set_halign (GTK_WIDGET (self), width > 0 ? GTK_ALIGN_FILL : GTK_ALIGN_START);
}

char *
lift_initials (const char *name)
{
  g_auto(GStrv) words = g_strsplit_set (name, " \t-", -1);
  const char *first = NULL, *last = NULL;
  GString *initials = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        if (first == NULL)
          first = words[i];
        else
          last = words[i];
      }
  if (first != NULL)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (first)));
  if (last != NULL)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (last)));
  return g_string_free (initials, FALSE);
}
