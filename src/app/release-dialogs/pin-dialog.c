/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/intents.h"
#include "core/schedule.h"
#include "core/words.h"
#include "deadline-list.h"
#include "dialogs/form.h"
#include "moment-rows.h"
#include "moment-text.h"
#include "pin-dialog.h"

typedef struct
{
  LiftSession *session;
  char        *phase;
  GtkWidget   *dialog;
  GtkWidget   *rows;
  GtkWidget   *deadline;
} Pin;

static void
pin_free (Pin *self)
{
  g_object_unref (self->session);
  g_free (self->phase);
  g_free (self);
}

static LiftNode *
get_root (Pin *self)
{
  return lift_document_get_root (lift_session_get_document (self->session));
}

/* NULL without @error: not all of the fields are well. */
static LiftGroup *
make_group (Pin     *self,
            GError **error)
{
  g_autofree char *local = NULL;
  const char *zone;

  if (!lift_moment_rows_get (LIFT_MOMENT_ROWS (self->rows), &local, &zone, NULL, NULL))
    return NULL;
  return lift_intent_pin (get_root (self), self->phase, local, zone, error);
}

static void
update (Pin *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftGroup) group = make_group (self, &error);
  g_autoptr(LiftNode) after = NULL;

  lift_form_set_error (LIFT_FORM (self->dialog), error != NULL ? error->message : NULL);
  lift_form_set_ready (LIFT_FORM (self->dialog), group != NULL && lift_group_get_n_edits (group) > 0);
  if (group == NULL)
    return;
  after = lift_group_apply (group, get_root (self), NULL, NULL, NULL);
  lift_deadline_list_show (LIFT_DEADLINE_LIST (self->deadline), after, get_root (self), self->phase);
}

static void
apply (Pin       *self,
       LiftGroup *group,
       GError    *error)
{
  if (group == NULL)
    {
      lift_form_set_error (LIFT_FORM (self->dialog), error != NULL ? error->message : NULL);
      lift_form_keep_open (LIFT_FORM (self->dialog));
      g_clear_error (&error);
      return;
    }
  lift_session_apply (self->session, group, NULL);
}

static void
confirmed_cb (Pin *self)
{
  GError *error = NULL;
  LiftGroup *group = make_group (self, &error);

  apply (self, group, error);
}

static void
unpin_cb (Pin *self)
{
  GError *error = NULL;
  LiftGroup *group = lift_intent_pin (get_root (self), self->phase, NULL, NULL, &error);
  gboolean done = group != NULL;

  apply (self, group, error);
  if (done)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
}

void
lift_pin_dialog_present (LiftSession *session,
                         const char  *phase_id,
                         GtkWidget   *parent)
{
  LiftNode *root = lift_document_get_root (lift_session_get_document (session));
  LiftNode *phase = lift_document_find (lift_session_get_document (session), phase_id);
  g_autofree char *local = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  const char *zone;
  gboolean pinned;
  GtkWidget *label;
  gint64 due;
  Pin *self;

  if (phase == NULL)
    return;

  self = g_new0 (Pin, 1);
  self->session = g_object_ref (session);
  self->phase = g_strdup (phase_id);
  self->dialog = lift_form_new (_("Pin Deadline"), _("_Pin"));
  g_object_set_data_full (G_OBJECT (self->dialog), "lift-pin", self, (GDestroyNotify) pin_free);

  lift_form_set_size (LIFT_FORM (self->dialog), 520, 580);

  title = lift_words_text (phase, LIFT_PHASE_TITLE);
  /* Translators: %s is the title of a phase */
  text = g_strdup_printf (_("%s keeps this deadline when the release moves."), title);
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  lift_form_add (LIFT_FORM (self->dialog), label);

  self->rows = lift_moment_rows_new (NULL, LIFT_MOMENT_OF_PHASE);
  self->deadline = lift_deadline_list_new (_("Deadline"));
  lift_form_add (LIFT_FORM (self->dialog), self->rows);
  lift_form_add (LIFT_FORM (self->dialog), self->deadline);

  pinned = lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL) != NULL;
  zone = lift_node_get_text (phase, LIFT_PHASE_PINNED_ZONE);
  if (zone == NULL)
    zone = lift_node_get_text (root, LIFT_RELEASE_ZONE);
  due = lift_schedule_due (root, phase, NULL);
  if (pinned)
    local = g_strdup (lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL));
  else if (due != LIFT_NO_INSTANT)
    {
      LiftLocal wall;

      lift_zone_local (lift_schedule_phase_zone (root, phase), due, &wall, NULL, NULL);
      local = lift_local_format (&wall);
    }
  lift_moment_rows_set (LIFT_MOMENT_ROWS (self->rows), local, zone != NULL ? zone : lift_local_zone_name (), NULL, NULL);

  if (pinned)
    {
      GtkWidget *unpin = gtk_button_new_with_label (_("Unpin: Follow the Release Again"));

      gtk_widget_set_halign (unpin, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (unpin, "pill");
      g_signal_connect_swapped (unpin, "clicked", G_CALLBACK (unpin_cb), self);
      lift_form_add (LIFT_FORM (self->dialog), unpin);
    }

  g_signal_connect_swapped (self->rows, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (self->rows, "activated", G_CALLBACK (lift_form_confirm), self->dialog, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (confirmed_cb), self);
  update (self);
  lift_form_present (LIFT_FORM (self->dialog), parent, lift_moment_rows_get_focus (LIFT_MOMENT_ROWS (self->rows)));
}
