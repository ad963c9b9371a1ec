/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "core/schedule.h"
#include "core/words.h"
#include "widgets/looks.h"
#include "window-private.h"

/* What depends on time */

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
update_incident_words (LiftWindow *self,
                       LiftNode   *root,
                       gint64      now,
                       gint64     *changes)
{
  LiftNode *incident = lift_schedule_open_incident (root);
  LiftFoldMode mode = lift_fold_get_mode (self->fold);
  g_autofree char *elapsed = NULL;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  int severity;

  if (incident == NULL)
    {
      gtk_widget_remove_css_class (self->incident_button, "inc-on");
      adw_button_content_set_label (self->incident_content, mode >= LIFT_FOLD_RAIL ? "" : _("Incident"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->incident_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _("Incident response: no incident"), -1);
      set_label (self->incident_page_label, _("Incident"));
      set_label (self->incident_page_count, "");
      return;
    }

  severity = lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY);
  elapsed = lift_words_elapsed (lift_node_get_instant (incident, LIFT_INCIDENT_STARTED), now, changes);
  /* Translators: %1$s is a severity such as SEV2 or the word Incident, %2$s a duration: “SEV2 · 42 min” */
  label = g_strdup_printf (_("%1$s · %2$s"),
                           severity != LIFT_SEVERITY_UNSET ? lift_enum_label (LIFT_ENUM_SEVERITY, severity) : _("Incident"), elapsed);
  /* Translators: the accessible name of the button that shows the incident panel; %s is for example “SEV2 · 42 min” */
  name = g_strdup_printf (_("Incident response: %s"), label);
  gtk_widget_add_css_class (self->incident_button, "inc-on");
  adw_button_content_set_label (self->incident_content, mode >= LIFT_FOLD_RAIL ? elapsed : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->incident_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (severity != LIFT_SEVERITY_UNSET)
    {
      /* Translators: %s is a severity such as SEV2 */
      g_autofree char *page = g_strdup_printf (_("Incident %s"), lift_enum_label (LIFT_ENUM_SEVERITY, severity));

      set_label (self->incident_page_label, page);
    }
  else
    set_label (self->incident_page_label, _("Incident"));
  set_label (self->incident_page_count, elapsed);
}

void
lift_window_update (LiftWindow *self)
{
  LiftNode *root = lift_window_get_root (self);
  gint64 now = lift_clock_now ();
  gint64 changes = G_MAXINT64;
  LiftFoldMode mode = lift_fold_get_mode (self->fold);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "releases") == 0)
    {
      if (self->releases != NULL)
        lift_releases_update_time (self->releases, now, &changes);
    }
  else if (root != NULL)
    {
      LiftNode *phase = self->phase != NULL ? lift_document_find (lift_window_get_document (self), self->phase) : NULL;
      LiftNodes *items = phase != NULL ? lift_node_get_list (phase, LIFT_PHASE_ITEMS) : NULL;
      g_autofree char *count = lift_words_of (lift_nodes_n_closed (items), lift_nodes_get_n (items));

      if (mode <= LIFT_FOLD_MIDDLE || lift_fold_get_show_sidebar (self->fold))
        lift_sidebar_update_time (self->sidebar, now, &changes);
      else if (mode == LIFT_FOLD_RAIL)
        lift_rail_update_time (self->rail, now, &changes);
      lift_checklist_update_time (self->checklist, now, &changes);
      if (lift_fold_get_show_incident (self->fold))
        lift_incident_panel_update_time (self->incident_panel, now, &changes);
      update_incident_words (self, root, now, &changes);
      lift_window_update_conflicts (self, root, now, &changes);
      lift_window_show_banner (self, now, &changes);
      set_label (self->checklist_page_count, count);
    }

  lift_clock_arm (self->clock, changes);
}

/* What depends on the document */

void
lift_window_update_undo (LiftWindow *self)
{
  LiftDocument *document = lift_window_get_document (self);
  g_autofree char *undo = document != NULL ? lift_document_dup_undo_label (document) : NULL;
  g_autofree char *redo = document != NULL ? lift_document_dup_redo_label (document) : NULL;
  /* Translators: %s is what is undone, for example “tick 2.3” */
  g_autofree char *undo_text = undo != NULL ? g_strdup_printf (_("Undo %s"), undo) : g_strdup (_("Undo"));
  /* Translators: %s is what is done again, for example “tick 2.3” */
  g_autofree char *redo_text = redo != NULL ? g_strdup_printf (_("Redo %s"), redo) : g_strdup (_("Redo"));
  g_autofree char *old_undo = g_strdup (gtk_widget_get_tooltip_text (self->undo_button));
  g_autofree char *old_redo = g_strdup (gtk_widget_get_tooltip_text (self->redo_button));
  g_autofree char *undo_label = NULL;
  g_autofree char *redo_label = NULL;
  const char *const names[] = { "undo", "redo", NULL };
  const gboolean can[] = { document != NULL && lift_document_can_undo (document),
                           document != NULL && lift_document_can_redo (document) };

  for (guint i = 0; names[i] != NULL; i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])), can[i]);

  if (g_strcmp0 (old_undo, undo_text) == 0 && g_strcmp0 (old_redo, redo_text) == 0 && g_menu_model_get_n_items (G_MENU_MODEL (self->undo_menu)) > 0)
    return;

  gtk_widget_set_tooltip_text (self->undo_button, undo_text);
  gtk_widget_set_tooltip_text (self->redo_button, redo_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo_button), GTK_ACCESSIBLE_PROPERTY_LABEL, undo_text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->redo_button), GTK_ACCESSIBLE_PROPERTY_LABEL, redo_text, -1);
  g_menu_remove_all (self->undo_menu);
  undo_label = lift_escape_mnemonic (undo_text);
  redo_label = lift_escape_mnemonic (redo_text);
  g_menu_append (self->undo_menu, undo_label, "win.undo");
  g_menu_append (self->undo_menu, redo_label, "win.redo");
}

void
lift_window_update_title (LiftWindow *self)
{
  LiftNode *root = lift_window_get_root (self);
  g_autofree char *name = root != NULL ? lift_words_release_name (root) : NULL;
  g_autofree char *title = name != NULL ? g_strdup_printf ("%s — Liftoff", name) : g_strdup ("Liftoff");

  gtk_window_set_title (GTK_WINDOW (self), title);
}

void
lift_window_update_enabled (LiftWindow *self)
{
  LiftDocument *document = lift_window_get_document (self);
  gboolean open = document != NULL;
  gboolean writable = open && lift_document_get_locked (document) == NULL;
  gboolean linkable = open && lift_document_get_refusal (document, LIFT_VERB_LINK) == NULL;

  lift_actions_enable (G_ACTION_MAP (self), lift_release_changing_actions, writable);
  lift_actions_enable (G_ACTION_MAP (self), lift_phase_changing_actions, writable);
  lift_actions_enable (G_ACTION_MAP (self), lift_item_changing_actions, writable);
  lift_actions_enable (G_ACTION_MAP (self), lift_incident_changing_actions, writable);
  lift_actions_enable (G_ACTION_MAP (self), lift_life_changing_actions, writable);
  lift_actions_enable (G_ACTION_MAP (self), lift_deploy_changing_actions, writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.deploy-remove", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.item-delete", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.settle", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.delete-phase", writable);
  lift_actions_enable (G_ACTION_MAP (self), lift_release_reading_actions, open);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "hotfix")), linkable);
  lift_window_update_states (self);
}
