/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "attempt-words.h"
#include "card-line.h"
#include "core/words.h"
#include "deployment-row.h"
#include "widgets/conflict-box.h"
#include "widgets/looks.h"
#include "widgets/menus.h"

struct _LiftDeploymentRow
{
  GtkWidget            parent_instance;

  GtkWidget           *box;
  GtkWidget           *line;
  GtkWidget           *conflict; /* what is in conflict about it; NULL: nothing */
  GtkWidget           *start, *succeeded, *other, *again;
  GtkWidget           *menu;

  char                *id;
  LiftDeploymentState  state;
  gboolean             single;
};

G_DEFINE_FINAL_TYPE (LiftDeploymentRow, lift_deployment_row, GTK_TYPE_WIDGET)

static GMenu *
menu_new (LiftDeploymentRow *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) change = g_menu_new ();
  g_autoptr(GMenu) more = g_menu_new ();

  lift_menu_append_for (change, _("_Correct…"), "win.deploy-correct", self->id);
  if (self->state == LIFT_DEPLOY_OVER)
    lift_menu_append_for (change, _("Correct _Outcome…"), "win.deploy-other-end", self->id);
  if (self->state == LIFT_DEPLOY_WAITS)
    {
      lift_menu_append_for (change, _("Record as _Aborted…"), "win.deploy-other-end", self->id);
      lift_menu_append_for (change, _("_Remove"), "win.deploy-remove", self->id);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  if (self->single)
    {
      g_menu_append (more, _("Add _Target…"), "win.deploy-plan");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
    }
  return menu;
}

/* Building its widgets waits until it is opened. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  g_autoptr(GMenu) menu = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  menu = menu_new (user_data);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
lift_deployment_row_dispose (GObject *object)
{
  g_clear_pointer (&LIFT_DEPLOYMENT_ROW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lift_deployment_row_parent_class)->dispose (object);
}

static void
lift_deployment_row_finalize (GObject *object)
{
  g_free (LIFT_DEPLOYMENT_ROW (object)->id);

  G_OBJECT_CLASS (lift_deployment_row_parent_class)->finalize (object);
}

static void
lift_deployment_row_class_init (LiftDeploymentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lift_deployment_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lift_deployment_row_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "deployment");
}

static void
lift_deployment_row_init (LiftDeploymentRow *self)
{
  LiftCardLine *line;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->line = lift_card_line_new ();
  gtk_box_append (GTK_BOX (self->box), self->line);

  line = LIFT_CARD_LINE (self->line);
  /* Translators: a button that records that a planned deployment was started */
  self->start = lift_card_line_add_button (line, C_("deployment", "Start"), _("Records that it was started now"), "win.deploy-start", "");
  /* Translators: a button that records that a deployment succeeded */
  self->succeeded = lift_card_line_add_button (line, C_("deployment", "Succeeded"), _("Records that it succeeded now"), "win.deploy-end", "");
  self->other = lift_card_line_add_button (line, _("Other End…"), _("Records that it was rolled back, failed or was aborted"), "win.deploy-other-end", "");
  self->again = lift_card_line_add_button (line, _("New Attempt…"), _("Records that it is deployed again"), "win.deploy-new-attempt", NULL);

  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->menu, _("More"));
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_add_css_class (self->menu, "cardmenu");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_menu_cb, self, NULL);
  lift_card_line_add_widget (line, self->menu);
}

GtkWidget *
lift_deployment_row_new (void)
{
  return g_object_new (LIFT_TYPE_DEPLOYMENT_ROW, NULL);
}

/* The same button stands in several rows: its name says in which. */
static void
show_button (LiftDeploymentRow *self,
             GtkWidget         *button,
             gboolean           shown,
             const char        *target)
{
  g_autofree char *name = NULL;

  gtk_widget_set_visible (button, shown);
  if (button != self->again)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->id);
  if (self->single)
    name = g_strdup (gtk_button_get_label (GTK_BUTTON (button)));
  else
    /* Translators: the accessible name of a button: what it says, and the target of the deployment */
    name = g_strdup_printf (C_("deployment", "%1$s: %2$s"), gtk_button_get_label (GTK_BUTTON (button)), target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
lift_deployment_row_show (LiftDeploymentRow *self,
                          const LiftNode    *release,
                          const LiftNode    *attempt,
                          const LiftNode    *deployment,
                          gint64             now,
                          gint64            *changes)
{
  GTimeZone *zone = lift_schedule_zone (release);
  LiftDeploymentState state = lift_deployment_state (deployment);
  gboolean single = lift_attempt_is_single (attempt) && attempt == lift_attempt_current (release);
  g_autofree char *name = lift_deployment_dup_name (release, attempt, deployment);
  g_autofree char *target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);
  g_autofree char *words = lift_words_deployment (deployment, zone, now, changes);
  /* Translators: the accessible name of a button with a menu; %s is the target of a deployment */
  g_autofree char *menu = g_strdup_printf (_("More for %s"), target);

  if (g_strcmp0 (self->id, lift_node_get_id (deployment)) != 0 || self->state != state || self->single != single)
    {
      g_free (self->id);
      self->id = g_strdup (lift_node_get_id (deployment));
      self->state = state;
      self->single = single;
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), NULL);
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_menu_cb, self, NULL);
    }

  lift_card_line_set_icon (LIFT_CARD_LINE (self->line), lift_deployment_icon (deployment), lift_deployment_class (deployment));
  lift_card_line_set_text (LIFT_CARD_LINE (self->line), name, words);
  show_button (self, self->start, state == LIFT_DEPLOY_WAITS, target);
  show_button (self, self->succeeded, state == LIFT_DEPLOY_RUNS, target);
  show_button (self, self->other, state == LIFT_DEPLOY_RUNS, target);
  show_button (self, self->again, single && state == LIFT_DEPLOY_OVER, target);
  gtk_widget_set_visible (self->menu, lift_node_get_enum (release, LIFT_RELEASE_STATE) != LIFT_RELEASE_CLOSED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
  lift_conflict_box_update (&self->conflict, GTK_BOX (self->box), deployment, zone, now, changes);
}
