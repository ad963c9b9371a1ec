/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "compat/dialogs.h"
#include "core/life.h"
#include "core/schedule.h"
#include "core/words.h"
#include "dialogs/act-fields.h"
#include "dialogs/people.h"
#include "release-state-dialog.h"
#include "state-steps.h"

typedef struct
{
  LiftForm         *form; /* owns this */
  GtkWidget        *parent;
  LiftSession      *session;
  LiftReleaseState  state;
  gboolean          needs_reason;
  GtkWidget        *reason;
  LiftActFields     act;
  LiftStateChanged  changed;
  gpointer          user_data;
} StateDialog;

static void
state_dialog_free (StateDialog *self)
{
  g_object_unref (self->session);
  g_object_unref (self->parent);
  g_free (self);
}

static LiftNode *
get_root (StateDialog *self)
{
  return lift_document_get_root (lift_session_get_document (self->session));
}

static void
changed_cb (StateDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (lift_form_text (self->reason)));
  g_autofree char *by = NULL;
  gint64 at;

  lift_form_set_ready (self->form, lift_act_fields_get (&self->act, &by, &at) && (!self->needs_reason || *reason != '\0'));
}

static void
confirmed_cb (LiftForm    *form,
              StateDialog *self)
{
  g_autofree char *by = NULL;
  g_autoptr(GError) error = NULL;
  LiftGroup *group;
  gint64 at;

  lift_act_fields_get (&self->act, &by, &at);
  group = lift_intent_release_state (get_root (self), self->state, lift_form_text (self->reason), by, at, lift_session_act (self->session), &error);
  if (group == NULL)
    {
      lift_form_set_error (form, error->message);
      lift_form_keep_open (form);
      return;
    }
  if (lift_session_apply (self->session, group, NULL) && self->changed != NULL)
    self->changed (self->session, self->user_data);
}

static GtkWidget *
label_new (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Which release it is, how it stands, and what the change means. */
static GtkWidget *
head_new (LiftNode            *release,
          const LiftStateStep *step,
          const LiftAct       *act)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = lift_words_release_name (release);
  g_autofree char *state = lift_words_release_state (release, lift_schedule_zone (release), act->when, NULL);
  GtkWidget *means;

  gtk_box_append (GTK_BOX (box), label_new (name, "heading"));
  gtk_box_append (GTK_BOX (box), label_new (state, "quiet"));
  if (step->means != NULL)
    {
      means = label_new (step->means, NULL);
      gtk_widget_set_margin_top (means, 10);
      gtk_box_append (GTK_BOX (box), means);
    }
  return box;
}

/* Takes over @self. */
static void
present (StateDialog *self)
{
  LiftNode *release = get_root (self);
  g_auto(GStrv) names = lift_people_of (release);
  const LiftAct *act = lift_session_act (self->session);
  LiftStateStep step = lift_state_step (release, self->state);
  GtkWidget *form = lift_form_new (step.title, step.verb);
  GtkWidget *group;

  self->form = LIFT_FORM (form);
  g_object_set_data_full (G_OBJECT (form), "lift-release-state-dialog", self, (GDestroyNotify) state_dialog_free);
  lift_form_add (self->form, head_new (release, &step, act));
  group = lift_form_add_group (self->form, NULL);
  self->reason = lift_form_add_entry (self->form, group, self->needs_reason ? _("_Reason") : _("_Reason (optional)"), NULL);
  lift_act_fields_add (&self->act, self->form, group, release, act->who, act->when, (const char *const *) names);

  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->act.by, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->act.at, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (form, "confirmed", G_CALLBACK (confirmed_cb), self);
  changed_cb (self);
  lift_form_present (self->form, self->parent, self->reason);
}

static void
answer_cb (const char *answer,
           gpointer    user_data)
{
  if (g_str_equal (answer, "close") && gtk_widget_get_mapped (((StateDialog *) user_data)->parent))
    present (user_data);
  else
    state_dialog_free (user_data);
}

/* Takes over @self. */
static void
ask_about_incident (StateDialog *self,
                    LiftNode    *incident)
{
  g_autofree char *title = lift_words_text (incident, LIFT_INCIDENT_TITLE);
  int severity = lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY);
  g_autofree char *which = severity == LIFT_SEVERITY_UNSET ? g_strdup (title)
                                                           : g_strdup_printf ("%s · %s", lift_enum_label (LIFT_ENUM_SEVERITY, severity), title);
  /* Translators: %s is an incident: “SEV2 · Elevated error rate” */
  g_autofree char *body = g_strdup_printf (_("“%s” is not resolved. In a closed release it stays as it is."), which);

  lift_ask (self->parent, _("An Incident Is Open"), body, (const char *const[]) { "cancel", _("_Cancel"), "close", _("C_lose Release…"), NULL }, NULL, NULL,
            answer_cb, self);
}

void
lift_release_state_dialog_present (GtkWidget        *parent,
                                   LiftSession      *session,
                                   LiftReleaseState  state,
                                   LiftStateChanged  changed,
                                   gpointer          user_data)
{
  LiftNode *release = lift_document_get_root (lift_session_get_document (session));
  LiftNode *incident = state == LIFT_RELEASE_CLOSED ? lift_schedule_open_incident (release) : NULL;
  g_autoptr(GError) error = NULL;
  gboolean needs_reason;
  StateDialog *self;

  if (!lift_state_allowed (release, state, &needs_reason, &error))
    {
      lift_session_say (session, error->message);
      return;
    }

  self = g_new0 (StateDialog, 1);
  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->state = state;
  self->needs_reason = needs_reason;
  self->changed = changed;
  self->user_data = user_data;
  if (incident != NULL)
    ask_about_incident (self, incident);
  else
    present (self);
}
