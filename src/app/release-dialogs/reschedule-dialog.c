/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "columns.h"
#include "core/intents.h"
#include "deadline-list.h"
#include "dialogs/form.h"
#include "moment-rows.h"
#include "reschedule-dialog.h"

typedef struct
{
  LiftSession *session;
  GtkWidget   *dialog;
  GtkWidget   *rows;
  GtkWidget   *deadlines;
} Reschedule;

static void
reschedule_free (Reschedule *self)
{
  g_object_unref (self->session);
  g_free (self);
}

static LiftNode *
get_root (Reschedule *self)
{
  return lift_document_get_root (lift_session_get_document (self->session));
}

/* NULL without @error: not all of the fields are well. */
static LiftGroup *
make_group (Reschedule  *self,
            GError     **error)
{
  g_autofree char *local = NULL;
  g_autofree char *window = NULL;
  const char *zone;

  if (!lift_moment_rows_get (LIFT_MOMENT_ROWS (self->rows), &local, &zone, &window))
    return NULL;
  return lift_intent_reschedule (get_root (self), &(LiftReschedule) { .local = local, .zone = zone, .window = window }, lift_session_act (self->session), error);
}

static void
update (Reschedule *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftGroup) group = make_group (self, &error);
  g_autoptr(LiftNode) after = NULL;

  lift_form_set_error (LIFT_FORM (self->dialog), error != NULL ? error->message : NULL);
  lift_form_set_ready (LIFT_FORM (self->dialog), group != NULL && lift_group_get_n_edits (group) > 0);
  if (group == NULL)
    return;
  after = lift_group_apply (group, get_root (self), NULL, NULL, NULL);
  lift_deadline_list_show (LIFT_DEADLINE_LIST (self->deadlines), after, get_root (self), NULL);
}

static void
confirmed_cb (Reschedule *self)
{
  GError *error = NULL;
  LiftGroup *group = make_group (self, &error);

  if (group == NULL)
    {
      lift_form_set_error (LIFT_FORM (self->dialog), error != NULL ? error->message : NULL);
      lift_form_keep_open (LIFT_FORM (self->dialog));
      g_clear_error (&error);
      return;
    }
  lift_session_apply (self->session, group, NULL);
}

void
lift_reschedule_dialog_present (LiftSession *session,
                                GtkWidget   *parent)
{
  Reschedule *self = g_new0 (Reschedule, 1);
  LiftNode *root;

  self->session = g_object_ref (session);
  root = get_root (self);
  self->dialog = lift_form_new (_("Reschedule"), _("_Reschedule"));
  g_object_set_data_full (G_OBJECT (self->dialog), "lift-reschedule", self, (GDestroyNotify) reschedule_free);
  lift_form_set_size (LIFT_FORM (self->dialog), 960, 620);

  self->rows = lift_moment_rows_new (_("Moment"), LIFT_MOMENT_OF_RELEASE);
  self->deadlines = lift_deadline_list_new (_("Deadlines"));
  lift_form_add (LIFT_FORM (self->dialog), lift_columns_new (self->rows, self->deadlines));
  lift_moment_rows_set (LIFT_MOMENT_ROWS (self->rows), lift_node_get_text (root, LIFT_RELEASE_LOCAL),
                        lift_node_get_text (root, LIFT_RELEASE_ZONE), lift_node_get_text (root, LIFT_RELEASE_WINDOW));

  g_signal_connect_swapped (self->rows, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (self->rows, "activated", G_CALLBACK (lift_form_confirm), self->dialog, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (confirmed_cb), self);
  update (self);
  lift_form_present (LIFT_FORM (self->dialog), parent, lift_moment_rows_get_focus (LIFT_MOMENT_ROWS (self->rows)));
}
