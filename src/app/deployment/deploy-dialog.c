/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/attempt.h"
#include "core/life.h"
#include "core/schedule.h"
#include "core/words.h"
#include "deploy-dialogs.h"
#include "dialogs/form.h"
#include "dialogs/groups.h"
#include "dialogs/instant-row.h"
#include "release-dialogs/field-note.h"
#include "release-dialogs/moment-rows.h"

typedef enum
{
  KIND_PLAN,
  KIND_CORRECT,
  KIND_NEW_ATTEMPT,
} Kind;

typedef struct
{
  Kind              kind;
  LiftSession      *session;
  char             *id;      /* of what is corrected */
  LiftNode         *opened;  /* that as the rows were filled from it */
  LiftRecordedFunc  recorded;
  LiftForm         *form;
  GtkWidget        *target, *build, *ticket;
  GtkWidget        *planned; /* NULL: is not asked for; so the others */
  GtkWidget        *started, *ended;
  GtkWidget        *consequences;
} DeployDialog;

static void
deploy_dialog_free (DeployDialog *self)
{
  g_object_unref (self->session);
  g_clear_pointer (&self->opened, lift_node_unref);
  g_free (self->id);
  g_free (self);
}

static LiftNode *
get_root (DeployDialog *self)
{
  return lift_document_get_root (lift_session_get_document (self->session));
}

static gboolean
get_instant (GtkWidget *row,
             gint64    *at)
{
  *at = LIFT_NO_INSTANT;
  return row == NULL || lift_instant_row_get (row, at);
}

static gboolean
get_planned (DeployDialog  *self,
             char         **local,
             char         **window)
{
  const char *zone;

  return self->planned == NULL || lift_moment_rows_get (LIFT_MOMENT_ROWS (self->planned), local, &zone, window, NULL);
}

/* What a new attempt does to the phases from the release day on. */
static char *
dup_consequences (LiftNode *root,
                  LiftNode *current)
{
  LiftNodes *phases = lift_node_get_list (root, LIFT_RELEASE_PHASES);
  g_autofree char *attempt = lift_words_attempt (root, current);
  GString *titles = g_string_new (NULL);
  g_autofree char *names = NULL;
  g_autofree char *opened = NULL;
  g_autofree char *kept = NULL;
  guint n = 0, n_phases = 0;

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);
      LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
      guint touched = lift_nodes_get_n (items) - lift_nodes_tally (items, LIFT_ITEM_OPEN);
      g_autofree char *title = lift_words_text (phase, LIFT_PHASE_TITLE);

      if (!lift_schedule_is_from_release_day (phase) || touched == 0)
        continue;
      g_string_append_printf (titles, "%s%s", titles->len > 0 ? ", " : "", title);
      n += touched;
      n_phases++;
    }
  names = g_string_free (titles, FALSE);
  if (n == 0)
    return g_strdup (_("Nothing is ticked from the release day on, so that no phase has to be opened again."));
  /* Translators: %s are the titles of phases */
  opened = g_strdup_printf (ngettext ("This phase is opened again: %s.", "These phases are opened again: %s.", n_phases), names);
  /* Translators: %2$s is an attempt: “Attempt 1” */
  kept = g_strdup_printf (ngettext ("%1$u tick is kept with %2$s, to be looked at.", "%1$u ticks are kept with %2$s, to be looked at.", n), n, attempt);
  return g_strdup_printf ("%s %s", opened, kept);
}

/* Planning may begin a new attempt too: that depends on the target. */
static void
show_consequences (DeployDialog *self)
{
  LiftNode *root = get_root (self), *current = lift_attempt_current (root);
  g_autofree char *target = g_strstrip (g_strdup (lift_form_text (self->target)));
  g_autofree char *consequences = NULL;
  g_autofree char *text = NULL;

  if (self->kind == KIND_CORRECT || current == NULL)
    return;
  consequences = dup_consequences (root, current);
  /* Translators: said of a deployment that is planned; %s says what that does */
  text = self->kind == KIND_PLAN ? g_strdup_printf (_("A new attempt begins with it. %s"), consequences) : g_steal_pointer (&consequences);
  gtk_label_set_label (GTK_LABEL (self->consequences), text);
  gtk_widget_set_visible (self->consequences, self->kind == KIND_NEW_ATTEMPT || lift_attempt_is_needed (root, target));
}

static void
changed_cb (DeployDialog *self)
{
  g_autofree char *local = NULL;
  g_autofree char *window = NULL;
  gint64 started, ended;
  gboolean good = lift_field_note_check (self->target, LIFT_DEPLOYMENT_TARGET);

  good &= lift_field_note_check (self->build, LIFT_DEPLOYMENT_BUILD);
  good &= lift_field_note_check (self->ticket, LIFT_DEPLOYMENT_TICKET);
  show_consequences (self);
  good &= get_instant (self->started, &started) && get_instant (self->ended, &ended) && get_planned (self, &local, &window);
  lift_form_set_ready (self->form, good);
}

/* An instant that nobody touched is what it is now. */
static gint64
unless_untouched (DeployDialog *self,
                  LiftField     field,
                  gint64        at)
{
  return at == lift_node_get_instant (self->opened, field) ? LIFT_NO_INSTANT : at;
}

static LiftGroup *
correct (DeployDialog          *self,
         const LiftDeployment  *rows,
         GError               **error)
{
  LiftNode *now = lift_document_find (lift_session_get_document (self->session), self->id), *opened = self->opened;
  LiftDeployment change = *rows;

  if (now != NULL)
    {
      change.target = lift_unless_untouched (now, opened, LIFT_DEPLOYMENT_TARGET, rows->target);
      change.build = lift_unless_untouched (now, opened, LIFT_DEPLOYMENT_BUILD, rows->build);
      change.ticket = lift_unless_untouched (now, opened, LIFT_DEPLOYMENT_TICKET, rows->ticket);
      change.planned = lift_unless_untouched (now, opened, LIFT_DEPLOYMENT_PLANNED, rows->planned);
      change.window = lift_unless_untouched (now, opened, LIFT_DEPLOYMENT_WINDOW, rows->window);
      change.started = unless_untouched (self, LIFT_DEPLOYMENT_STARTED, rows->started);
      change.ended = unless_untouched (self, LIFT_DEPLOYMENT_ENDED, rows->ended);
    }
  return lift_intent_deploy_correct (get_root (self), self->id, &change, error);
}

static LiftGroup *
make_group (DeployDialog  *self,
            GError       **error)
{
  LiftDeployment deployment = {
    .target = lift_form_text (self->target), .build = lift_form_text (self->build), .ticket = lift_form_text (self->ticket),
  };
  LiftDeployStart start = { deployment.target, deployment.build, deployment.ticket, TRUE };
  const LiftAct *act = lift_session_act (self->session);
  g_autofree char *local = NULL;
  g_autofree char *window = NULL;

  get_instant (self->started, &deployment.started);
  get_instant (self->ended, &deployment.ended);
  get_planned (self, &local, &window);
  deployment.planned = local;
  deployment.window = window;
  switch (self->kind)
    {
    case KIND_CORRECT:
      return correct (self, &deployment, error);
    case KIND_NEW_ATTEMPT:
      return lift_intent_deploy_start (get_root (self), &start, act->who, act->when, act, NULL, error);
    case KIND_PLAN:
    default:
      return lift_intent_deploy_plan (get_root (self), &deployment, act, NULL, error);
    }
}

static void
confirmed_cb (DeployDialog *self)
{
  static const char *const done[] = {
    /* Translators: %s is the target of a deployment */
    [KIND_PLAN] = N_("Planned: “%s”"),
    [KIND_CORRECT] = N_("Corrected: “%s”"),
    [KIND_NEW_ATTEMPT] = N_("Start recorded: “%s”"),
  };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  LiftGroup *group = make_group (self, &error);

  if (group == NULL)
    {
      lift_form_set_error (self->form, error->message);
      lift_form_keep_open (self->form);
      return;
    }
  if (!lift_session_apply (self->session, group, NULL))
    return;
  /* The msgids have the place for the target. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (_(done[self->kind]), lift_form_text (self->target));
#pragma GCC diagnostic pop
  self->recorded (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self->form))), text);
}

static GtkWidget *
add_text (DeployDialog *self,
          GtkWidget    *group,
          const char   *title,
          const char   *text)
{
  GtkWidget *row = lift_form_add_entry (self->form, group, title, text);

  lift_field_note_add (row, group);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  return row;
}

static GtkWidget *
add_instant (DeployDialog *self,
             GtkWidget    *group,
             const char   *title,
             gint64        at)
{
  GtkWidget *row;

  if (at == LIFT_NO_INSTANT)
    return NULL;
  row = lift_instant_row_add (self->form, group, title, lift_schedule_zone (get_root (self)), at);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  return row;
}

static void
add_consequences (DeployDialog *self)
{
  self->consequences = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->consequences), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->consequences), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->consequences), 0);
  gtk_widget_set_visible (self->consequences, FALSE);
  lift_form_add (self->form, self->consequences);
}

static void
add_planned (DeployDialog *self,
             const char   *local,
             const char   *window)
{
  self->planned = lift_moment_rows_new (_("Planned start"), LIFT_MOMENT_OF_DEPLOYMENT);
  lift_moment_rows_set (LIFT_MOMENT_ROWS (self->planned), local, lift_node_get_text (get_root (self), LIFT_RELEASE_ZONE), window, NULL);
  g_signal_connect_swapped (self->planned, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (self->planned, "activated", G_CALLBACK (lift_form_confirm), self->form, G_CONNECT_SWAPPED);
  lift_form_add (self->form, self->planned);
}

static DeployDialog *
deploy_dialog_new (Kind              kind,
                   LiftSession      *session,
                   const char       *title,
                   const char       *verb,
                   LiftRecordedFunc  recorded)
{
  DeployDialog *self = g_new0 (DeployDialog, 1);

  self->kind = kind;
  self->session = g_object_ref (session);
  self->recorded = recorded;
  self->form = LIFT_FORM (lift_form_new (title, verb));
  g_object_set_data_full (G_OBJECT (self->form), "lift-deploy-dialog", self, (GDestroyNotify) deploy_dialog_free);
  g_signal_connect_swapped (self->form, "confirmed", G_CALLBACK (confirmed_cb), self);
  return self;
}

static GtkWidget *
add_texts (DeployDialog *self,
           const char   *target,
           const char   *build,
           const char   *ticket)
{
  GtkWidget *group = lift_form_add_group (self->form, NULL);

  self->target = add_text (self, group, _("_Target: production, a region, a wave"), target);
  self->build = add_text (self, group, _("Candidate _build"), build);
  self->ticket = add_text (self, group, _("C_hange ticket"), ticket);
  return group;
}

static void
present (DeployDialog *self,
         GtkWidget    *parent)
{
  changed_cb (self);
  lift_form_present (self->form, parent, self->target);
}

static const char *
text_of (LiftNode  *deployment,
         LiftField  field)
{
  return deployment != NULL ? lift_node_get_text (deployment, field) : NULL;
}

void
lift_plan_dialog_present (LiftSession      *session,
                          GtkWidget        *parent,
                          LiftRecordedFunc  recorded)
{
  DeployDialog *self = deploy_dialog_new (KIND_PLAN, session, _("Plan Deployment"), _("_Plan"), recorded);
  LiftNode *last = lift_deployment_last (get_root (self));

  add_consequences (self);
  add_texts (self, last == NULL ? _("Production") : NULL, text_of (last, LIFT_DEPLOYMENT_BUILD), text_of (last, LIFT_DEPLOYMENT_TICKET));
  add_planned (self, last == NULL ? lift_node_get_text (get_root (self), LIFT_RELEASE_LOCAL) : NULL, NULL);
  present (self, parent);
}

void
lift_correct_dialog_present (LiftSession      *session,
                             const char       *id,
                             GtkWidget        *parent,
                             LiftRecordedFunc  recorded)
{
  LiftNode *deployment = lift_document_find (lift_session_get_document (session), id);
  DeployDialog *self = deploy_dialog_new (KIND_CORRECT, session, _("Correct Deployment"), _("_Apply"), recorded);
  GtkWidget *group;

  self->id = g_strdup (id);
  self->opened = lift_node_ref (deployment);
  group = add_texts (self, text_of (deployment, LIFT_DEPLOYMENT_TARGET), text_of (deployment, LIFT_DEPLOYMENT_BUILD),
                     text_of (deployment, LIFT_DEPLOYMENT_TICKET));
  self->started = add_instant (self, group, _("_Started"), lift_node_get_instant (deployment, LIFT_DEPLOYMENT_STARTED));
  self->ended = add_instant (self, group, _("_Ended"), lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED));
  if (lift_deployment_state (deployment) == LIFT_DEPLOY_WAITS || text_of (deployment, LIFT_DEPLOYMENT_PLANNED) != NULL)
    add_planned (self, text_of (deployment, LIFT_DEPLOYMENT_PLANNED), text_of (deployment, LIFT_DEPLOYMENT_WINDOW));
  present (self, parent);
}

void
lift_new_attempt_dialog_present (LiftSession      *session,
                                 GtkWidget        *parent,
                                 LiftRecordedFunc  recorded)
{
  LiftNode *root = lift_document_get_root (lift_session_get_document (session));
  LiftNode *current = lift_attempt_current (root), *last = lift_deployment_last (root);
  guint number = current != NULL ? lift_attempt_number (root, current) + 1 : 1;
  /* Translators: the button of a dialog: records that a release is deployed again */
  g_autofree char *verb = g_strdup_printf (_("_Start Attempt %u"), number);
  DeployDialog *self = deploy_dialog_new (KIND_NEW_ATTEMPT, session, _("New Attempt"), verb, recorded);

  add_consequences (self);
  add_texts (self, last != NULL ? text_of (last, LIFT_DEPLOYMENT_TARGET) : _("Production"), NULL, text_of (last, LIFT_DEPLOYMENT_TICKET));
  present (self, parent);
}
