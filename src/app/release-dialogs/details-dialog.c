/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/intents.h"
#include "details-dialog.h"
#include "details-rows.h"
#include "dialogs/form.h"
#include "dialogs/groups.h"

typedef struct
{
  LiftSession     *session;
  LiftNode        *opened; /* the release as the rows were filled from it */
  GtkWidget       *dialog;
  LiftDetailsRows  rows;
} Details;

static void
details_free (Details *self)
{
  g_object_unref (self->session);
  lift_node_unref (self->opened);
  g_free (self);
}

static LiftGroup *
make_group (Details  *self,
            GError  **error)
{
  LiftNode *root = lift_document_get_root (lift_session_get_document (self->session)), *opened = self->opened;

  return lift_intent_set_details (root, lift_unless_untouched (root, opened, LIFT_RELEASE_NAME, lift_form_text (self->rows.name)),
                                  lift_unless_untouched (root, opened, LIFT_RELEASE_VERSION, lift_form_text (self->rows.version)),
                                  lift_enum_unless_untouched (root, opened, LIFT_RELEASE_TYPE, adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows.type))),
                                  lift_unless_untouched (root, opened, LIFT_RELEASE_PROJECT, lift_form_text (self->rows.project)),
                                  lift_unless_untouched (root, opened, LIFT_RELEASE_MANAGER, lift_form_text (self->rows.manager)), error);
}

static void
changed_cb (Details *self)
{
  g_autoptr(LiftGroup) group = lift_details_rows_check (&self->rows) ? make_group (self, NULL) : NULL;

  lift_form_set_ready (LIFT_FORM (self->dialog), group != NULL && lift_group_get_n_edits (group) > 0);
}

static void
confirmed_cb (Details *self)
{
  GError *error = NULL;
  LiftGroup *group = make_group (self, &error);

  if (group == NULL)
    {
      lift_form_set_error (LIFT_FORM (self->dialog), error->message);
      lift_form_keep_open (LIFT_FORM (self->dialog));
      g_error_free (error);
      return;
    }
  lift_session_apply (self->session, group, NULL);
}

void
lift_details_dialog_present (LiftSession *session,
                             GtkWidget   *parent)
{
  LiftNode *root = lift_document_get_root (lift_session_get_document (session));
  Details *self = g_new0 (Details, 1);
  GtkWidget *group;

  self->session = g_object_ref (session);
  self->opened = lift_node_ref (root);
  self->dialog = lift_form_new (_("Details"), _("_Apply"));
  g_object_set_data_full (G_OBJECT (self->dialog), "lift-details", self, (GDestroyNotify) details_free);
  group = lift_form_add_group (LIFT_FORM (self->dialog), NULL);
  lift_details_rows_add (&self->rows, LIFT_FORM (self->dialog), group);
  lift_details_rows_set (&self->rows, lift_node_get_text (root, LIFT_RELEASE_NAME), lift_node_get_text (root, LIFT_RELEASE_VERSION),
                         lift_node_get_enum (root, LIFT_RELEASE_TYPE), lift_node_get_text (root, LIFT_RELEASE_PROJECT),
                         lift_node_get_text (root, LIFT_RELEASE_MANAGER));
  lift_details_rows_connect (&self->rows, G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (confirmed_cb), self);
  changed_cb (self);
  lift_form_present (LIFT_FORM (self->dialog), parent, self->rows.name);
}
