/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "details-rows.h"
#include "field-note.h"

static GtkWidget *
add_entry (LiftForm   *form,
           GtkWidget  *group,
           const char *title)
{
  GtkWidget *row = lift_form_add_entry (form, group, title, NULL);

  lift_field_note_add (row, group);
  return row;
}

void
lift_details_rows_add (LiftDetailsRows *rows,
                       LiftForm        *form,
                       GtkWidget       *group)
{
  g_autoptr(GPtrArray) types = g_ptr_array_new ();

  for (guint i = 0; i < lift_enum_n_words (LIFT_ENUM_RELEASE_TYPE); i++)
    g_ptr_array_add (types, (gpointer) lift_enum_label (LIFT_ENUM_RELEASE_TYPE, i));
  g_ptr_array_add (types, NULL);

  rows->name = add_entry (form, group, _("_Name"));
  rows->version = add_entry (form, group, _("_Version"));
  rows->type = lift_form_add_combo (form, group, _("T_ype"), (const char *const *) types->pdata, LIFT_RELEASE_MINOR);
  rows->project = add_entry (form, group, _("_Project"));
  rows->manager = add_entry (form, group, _("_Manager"));
}

void
lift_details_rows_set (LiftDetailsRows *rows,
                       const char      *name,
                       const char      *version,
                       LiftReleaseType  type,
                       const char      *project,
                       const char      *manager)
{
  gtk_editable_set_text (GTK_EDITABLE (rows->name), name != NULL ? name : "");
  gtk_editable_set_text (GTK_EDITABLE (rows->version), version != NULL ? version : "");
  adw_combo_row_set_selected (ADW_COMBO_ROW (rows->type), type);
  gtk_editable_set_text (GTK_EDITABLE (rows->project), project != NULL ? project : "");
  gtk_editable_set_text (GTK_EDITABLE (rows->manager), manager != NULL ? manager : "");
}

void
lift_details_rows_connect (LiftDetailsRows *rows,
                           GCallback        changed,
                           gpointer         user_data)
{
  GtkWidget *entries[] = { rows->name, rows->version, rows->project, rows->manager };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_swapped (entries[i], "changed", changed, user_data);
  g_signal_connect_swapped (rows->type, "notify::selected", changed, user_data);
}

/* Whether all of them are well; says at each which is not. */
gboolean
lift_details_rows_check (LiftDetailsRows *rows)
{
  const struct
  {
    GtkWidget *row;
    LiftField  field;
  } fields[] = {
    { rows->name, LIFT_RELEASE_NAME },
    { rows->version, LIFT_RELEASE_VERSION },
    { rows->project, LIFT_RELEASE_PROJECT },
    { rows->manager, LIFT_RELEASE_MANAGER },
  };
  gboolean valid = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!lift_field_note_check (fields[i].row, fields[i].field))
      valid = FALSE;
  return valid;
}
