/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/attempt.h"
#include "core/life.h"
#include "core/schedule.h"
#include "core/words.h"
#include "deploy-dialogs.h"
#include "dialogs/form.h"
#include "dialogs/instant-row.h"

/* What is chosen from: of a deployment that was not started, that it was aborted. */
static const LiftOutcome outcomes[] = { LIFT_OUTCOME_ROLLED_BACK, LIFT_OUTCOME_FAILED, LIFT_OUTCOME_ABORTED, LIFT_OUTCOME_SUCCEEDED };

typedef struct
{
  LiftSession      *session;
  char             *id;
  LiftRecordedFunc  recorded;
  LiftForm         *form;
  GtkWidget        *outcome; /* NULL: aborted */
  GtkWidget        *reason;
  GtkWidget        *at;      /* NULL: what has ended is corrected, and the time of its end is not asked for */
} EndDialog;

static void
end_dialog_free (EndDialog *self)
{
  g_object_unref (self->session);
  g_free (self->id);
  g_free (self);
}

static gboolean
get_at (EndDialog *self,
        gint64    *at)
{
  *at = lift_session_act (self->session)->when;
  return self->at == NULL || lift_instant_row_get (self->at, at);
}

static void
changed_cb (EndDialog *self)
{
  gint64 at;

  lift_form_set_ready (self->form, get_at (self, &at));
}

static void
confirmed_cb (EndDialog *self)
{
  LiftDocument *document = lift_session_get_document (self->session);
  LiftNode *deployment = lift_document_find (document, self->id);
  g_autofree char *target = deployment != NULL ? lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET) : NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  LiftOutcome outcome = LIFT_OUTCOME_ABORTED;
  LiftGroup *group;
  gint64 at;

  if (self->outcome != NULL)
    outcome = outcomes[adw_combo_row_get_selected (ADW_COMBO_ROW (self->outcome))];
  get_at (self, &at);
  group = lift_intent_deploy_end (lift_document_get_root (document), self->id, outcome, lift_form_text (self->reason),
                                  lift_session_act (self->session)->who, at, &error);
  if (group == NULL)
    {
      lift_form_set_error (self->form, error->message);
      lift_form_keep_open (self->form);
      return;
    }
  if (!lift_session_apply (self->session, group, NULL))
    return;
  /* Translators: %s is the target of a deployment */
  text = g_strdup_printf (_("End recorded: “%s”"), target);
  self->recorded (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self->form))), text);
}

static guint
find_outcome (LiftNode *deployment)
{
  LiftOutcome outcome = lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME);

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (outcomes[i] == outcome)
      return i;
  return 0;
}

static void
add_rows (EndDialog *self,
          LiftNode  *root,
          LiftNode  *deployment)
{
  const char *labels[G_N_ELEMENTS (outcomes) + 1] = { NULL };
  GtkWidget *group = lift_form_add_group (self->form, NULL);
  gint64 ended = lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED);

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    labels[i] = lift_enum_label (LIFT_ENUM_OUTCOME, outcomes[i]);
  if (lift_deployment_state (deployment) != LIFT_DEPLOY_WAITS)
    self->outcome = lift_form_add_combo (self->form, group, _("_Outcome"), labels, find_outcome (deployment));
  self->reason = lift_form_add_entry (self->form, group, _("_Reason"), lift_node_get_text (deployment, LIFT_DEPLOYMENT_REASON));
  if (lift_deployment_state (deployment) == LIFT_DEPLOY_OVER)
    return;
  self->at = lift_instant_row_add (self->form, group, _("W_hen"), lift_schedule_zone (root),
                                   ended != LIFT_NO_INSTANT ? ended : lift_session_act (self->session)->when);
  g_signal_connect_swapped (self->at, "changed", G_CALLBACK (changed_cb), self);
}

void
lift_end_dialog_present (LiftSession      *session,
                         const char       *id,
                         GtkWidget        *parent,
                         LiftRecordedFunc  recorded)
{
  LiftDocument *document = lift_session_get_document (session);
  LiftNode *root = lift_document_get_root (document), *deployment = lift_document_find (document, id);
  g_autofree char *target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);
  g_autofree char *words = lift_words_deployment (deployment, lift_schedule_zone (root), lift_session_act (session)->when, NULL);
  g_autofree char *text = g_strdup_printf ("%s · %s", target, words);
  EndDialog *self = g_new0 (EndDialog, 1);
  GtkWidget *label = gtk_label_new (text);

  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  self->recorded = recorded;
  self->form = LIFT_FORM (lift_form_new (lift_deployment_state (deployment) == LIFT_DEPLOY_WAITS ? _("Record as Aborted") : _("Record End of Deployment"),
                                         /* Translators: the button of a dialog: writes down what happened */
                                         _("R_ecord")));
  g_object_set_data_full (G_OBJECT (self->form), "lift-end-dialog", self, (GDestroyNotify) end_dialog_free);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  lift_form_add (self->form, label);
  add_rows (self, root, deployment);

  g_signal_connect_swapped (self->form, "confirmed", G_CALLBACK (confirmed_cb), self);
  lift_form_present (self->form, parent, self->outcome != NULL ? self->outcome : self->reason);
}
