/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/text.h"
#include "field-note.h"

#define KEY     "lift-field-note"
#define TOUCHED "lift-field-touched"

static const char *const classes[] = {
  [LIFT_NOTE_HINT] = "quiet", [LIFT_NOTE_WARNING] = "warning", [LIFT_NOTE_ERROR] = "error",
};

void
lift_field_note_add (GtkWidget *row,
                     GtkWidget *group)
{
  GtkWidget *note = adw_preferences_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "field-note");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (note), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (note), FALSE);
  gtk_widget_set_focusable (note, FALSE);
  gtk_widget_set_visible (note, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), note);
  g_object_set_data (G_OBJECT (row), KEY, label);
}

void
lift_field_note_set (GtkWidget    *row,
                     LiftNoteMood  mood,
                     const char   *text)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (row), KEY);
  gboolean invalid = text != NULL && mood == LIFT_NOTE_ERROR;
  GtkWidget *said_of = row;
  g_autofree char *shown = lift_text_visible (text != NULL ? text : "");

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (label, classes[i]);
  gtk_widget_add_css_class (label, classes[mood]);
  gtk_label_set_label (GTK_LABEL (label), shown);
  gtk_widget_set_visible (gtk_widget_get_parent (label), text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);

  if (text != NULL)
    gtk_widget_add_css_class (row, "noted");
  else
    gtk_widget_remove_css_class (row, "noted");
  if (invalid)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");

  if (GTK_IS_EDITABLE (row))
    said_of = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (said_of), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (said_of), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
lift_field_note_check (GtkWidget *row,
                       LiftField  field)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr(GError) error = NULL;

  if (*text == '\0' && lift_field_info (field)->need)
    {
      gboolean touched = g_object_get_data (G_OBJECT (row), TOUCHED) != NULL;

      /* Translators: below a field that must be filled in */
      lift_field_note_set (row, LIFT_NOTE_ERROR, touched ? _("Needed") : NULL);
      return FALSE;
    }
  g_object_set_data (G_OBJECT (row), TOUCHED, GINT_TO_POINTER (TRUE));
  if (*text != '\0' && !lift_field_check (field, text, &error))
    {
      lift_field_note_set (row, LIFT_NOTE_ERROR, error->message);
      return FALSE;
    }
  lift_field_note_set (row, LIFT_NOTE_HINT, NULL);
  return TRUE;
}
