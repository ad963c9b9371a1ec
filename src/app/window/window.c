/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "closing.h"
#include "core/schedule.h"
#include "core/text.h"
#include "core/words.h"
#include "session/settings.h"
#include "window-private.h"

G_DEFINE_FINAL_TYPE (LiftWindow, lift_window, ADW_TYPE_APPLICATION_WINDOW)

LiftNode *
lift_window_get_root (LiftWindow *self)
{
  return self->session != NULL ? lift_document_get_root (lift_session_get_document (self->session)) : NULL;
}

static gboolean
has (LiftWindow *self,
     const char *id,
     LiftKind    kind)
{
  LiftDocument *document = lift_window_get_document (self);
  LiftNode *node = document != NULL ? lift_document_find (document, id) : NULL;

  return node != NULL && lift_node_get_kind (node) == kind;
}

/* The selection follows the document: what is gone gives way to what needs work. */
static void
check_selection (LiftWindow *self)
{
  LiftNode *root = lift_window_get_root (self);

  if (!has (self, self->phase, LIFT_KIND_PHASE))
    {
      LiftNode *phase = lift_schedule_needs_work (root, lift_clock_now ());

      if (phase == NULL && lift_nodes_get_n (lift_node_get_list (root, LIFT_RELEASE_PHASES)) > 0)
        phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 0);
      lift_window_set_phase (self, phase != NULL ? lift_node_get_id (phase) : NULL);
    }

  if (!has (self, self->incident, LIFT_KIND_INCIDENT))
    {
      LiftNodes *incidents = lift_node_get_list (root, LIFT_RELEASE_INCIDENTS);
      LiftNode *incident = lift_schedule_open_incident (root);

      if (incident == NULL && lift_nodes_get_n (incidents) > 0)
        incident = lift_nodes_get (incidents, lift_nodes_get_n (incidents) - 1);
      lift_window_set_incident (self, incident != NULL ? lift_node_get_id (incident) : NULL);
    }
}

static void
document_changed_cb (LiftWindow *self)
{
  check_selection (self);
  lift_window_update_undo (self);
  lift_window_update_states (self);
  lift_window_update_title (self);
  lift_window_update (self);
}

static void
locked_changed_cb (LiftWindow *self)
{
  lift_window_update_enabled (self);
  lift_window_update_undo (self);
  lift_window_update_banner (self);
}

static void
session_message_cb (LiftWindow *self,
                    const char *text)
{
  lift_window_toast (self, text, NULL, NULL);
}

/* Sessions */

static void
set_session (LiftWindow  *self,
             LiftSession *session)
{
  LiftDocument *document;

  if (self->session != NULL)
    {
      lift_window_close_forms (self);
      document = lift_session_get_document (self->session);
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (document, self);
      if (session != NULL || !self->closing)
        lift_window_leave_behind (self);
    }

  g_set_object (&self->session, session);
  g_clear_pointer (&self->phase, g_free);
  g_clear_pointer (&self->incident, g_free);
  g_clear_pointer (&self->conflict, g_free);
  document = lift_window_get_document (self);

  g_object_set (self->switcher, "document", document, NULL);
  g_object_set (self->sidebar, "document", document, NULL);
  if (self->rail != NULL)
    g_object_set (self->rail, "document", document, NULL);
  g_object_set (self->checklist, "document", document, NULL);
  if (self->incident_panel != NULL)
    g_object_set (self->incident_panel, "document", document, NULL);

  if (session != NULL)
    {
      g_signal_connect_object (session, "message", G_CALLBACK (session_message_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify", G_CALLBACK (lift_window_update_banner), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::locked", G_CALLBACK (locked_changed_cb), self, G_CONNECT_SWAPPED);
      lift_settings_set_string ("last-release", lift_session_get_path (session));
      gtk_stack_set_visible_child_name (self->pages, "release");
      lift_window_set_show_incident (self, lift_schedule_open_incident (lift_window_get_root (self)) != NULL);
      check_selection (self);
    }

  lift_window_update_enabled (self);
  lift_window_update_undo (self);
  lift_window_update_banner (self);
  lift_window_update_title (self);
  lift_window_update (self);
}

static void
show_problem (LiftWindow *self,
              const char *message)
{
  g_autofree char *shown = lift_text_visible (message);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  if (self->problem_page == NULL)
    {
      g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/com/octoacme/Liftoff/window/problem.ui");

      adw_bin_set_child (self->problem_bin, GTK_WIDGET (gtk_builder_get_object (builder, "problem")));
      self->problem_page = ADW_STATUS_PAGE (gtk_builder_get_object (builder, "problem_page"));
    }
  adw_status_page_set_description (self->problem_page, escaped);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LiftWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftSession) session = lift_session_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (session != NULL)
    {
      g_clear_pointer (&self->problem_path, g_free);
      set_session (self, session);
    }
  else
    {
      set_session (self, NULL);
      show_problem (self, error->message);
      gtk_stack_set_visible_child_name (self->pages, "problem");
      g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "reload")), TRUE);
    }

  gtk_window_present (GTK_WINDOW (self));
  if (session != NULL && lift_checklist_get_item (self->checklist) != NULL)
    lift_checklist_select (self->checklist, lift_checklist_get_item (self->checklist), TRUE);
}

void
lift_window_open_now (LiftWindow *self,
                      const char *path)
{
  g_cancellable_cancel (self->opening);
  g_set_object (&self->opening, NULL);
  self->opening = g_cancellable_new ();
  g_free (self->problem_path);
  self->problem_path = g_strdup (path);
  lift_session_open_async (path, self->opening, opened_cb, g_object_ref (self));
}

/* Shows a release that was just made; @warning is what is to be said about its file, or NULL. */
void
lift_window_show_created (const char *path,
                          const char *warning,
                          gpointer    window)
{
  lift_window_open (window, path);
  if (warning != NULL)
    lift_window_toast (window, warning, NULL, NULL);
}

/* Opens the release at @path; presents the window once there is something to show. */
void
lift_window_open (LiftWindow *self,
                  const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  if (self->session != NULL && g_strcmp0 (lift_session_get_path (self->session), absolute) == 0)
    {
      gtk_stack_set_visible_child_name (self->pages, "release");
      lift_window_update_title (self);
      lift_window_update (self);
      gtk_window_present (GTK_WINDOW (self));
    }
  else if (self->session != NULL && lift_session_get_state (self->session) != LIFT_SESSION_SAVED)
    lift_window_save_and_leave (self, absolute);
  else
    lift_window_open_now (self, absolute);
}

void
lift_window_show_releases (LiftWindow *self)
{
  if (self->releases == NULL)
    {
      self->releases = LIFT_RELEASES (lift_releases_new ());
      adw_bin_set_child (self->releases_bin, GTK_WIDGET (self->releases));
    }
  lift_releases_refresh (self->releases);
  gtk_stack_set_visible_child_name (self->pages, "releases");
  gtk_window_set_title (GTK_WINDOW (self), _("Releases — Liftoff"));
  lift_window_update (self);
  gtk_window_present (GTK_WINDOW (self));
}

LiftSession *
lift_window_get_session (LiftWindow *self)
{
  return self->session;
}

LiftDocument *
lift_window_get_document (LiftWindow *self)
{
  return self->session != NULL ? lift_session_get_document (self->session) : NULL;
}

/* What could not be read and is shown as a problem, or the open release. */
const char *
lift_window_get_path (LiftWindow *self)
{
  return self->session != NULL ? lift_session_get_path (self->session) : self->problem_path;
}

/* Selection */

const char *
lift_window_get_phase (LiftWindow *self)
{
  return self->phase;
}

/* What the sidebar marks as open: the incident entry, where the incident is a page and it is that page. */
static void
mark_in_sidebar (LiftWindow *self)
{
  gboolean incident = lift_fold_get_mode (self->fold) != LIFT_FOLD_WIDE && lift_fold_get_show_incident (self->fold) &&
                      lift_fold_get_incident_page (self->fold);
  const char *open = incident ? "incident" : self->phase;

  g_object_set (self->sidebar, "phase", open, NULL);
  if (self->rail != NULL)
    g_object_set (self->rail, "phase", open, NULL);
}

/* NULL: none; what is not a phase of the release is left aside. */
void
lift_window_set_phase (LiftWindow *self,
                       const char *id)
{
  if (id != NULL && !has (self, id, LIFT_KIND_PHASE))
    return;

  if (g_strcmp0 (self->phase, id) != 0)
    {
      g_free (self->phase);
      self->phase = g_strdup (id);
      g_object_set (self->checklist, "phase", id, NULL);
    }

  lift_fold_set_show_sidebar (self->fold, FALSE);
  lift_fold_set_incident_page (self->fold, FALSE);
  mark_in_sidebar (self);
  lift_window_update (self);
}

void
lift_window_step_phase (LiftWindow *self,
                        int         by)
{
  LiftNode *root = lift_window_get_root (self);
  LiftNodes *phases = root != NULL ? lift_node_get_list (root, LIFT_RELEASE_PHASES) : NULL;
  LiftNode *phase = self->phase != NULL && root != NULL ? lift_document_find (lift_window_get_document (self), self->phase) : NULL;
  guint index;

  if (phase == NULL || !lift_nodes_index (phases, phase, &index))
    return;
  if ((int) index + by >= 0 && index + by < lift_nodes_get_n (phases))
    lift_window_set_phase (self, lift_node_get_id (lift_nodes_get (phases, index + by)));
}

gboolean
lift_window_get_show_incident (LiftWindow *self)
{
  return lift_fold_get_show_incident (self->fold);
}

static void
make_incident_panel (LiftWindow *self)
{
  if (self->incident_panel != NULL)
    return;

  self->incident_panel = g_object_new (LIFT_TYPE_INCIDENT_PANEL, NULL);
  g_object_set (self->incident_panel, "document", lift_window_get_document (self), NULL);
  g_object_set (self->incident_panel, "incident", self->incident, NULL);
  g_object_set (self->fold, "incident", self->incident_panel, NULL);
}

void
lift_window_set_show_incident (LiftWindow *self,
                               gboolean    show)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "incident-panel");

  if (show)
    make_incident_panel (self);
  lift_fold_set_show_incident (self->fold, show);
  lift_fold_set_incident_page (self->fold, show);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (show));
  lift_window_update (self);
}

const char *
lift_window_get_incident (LiftWindow *self)
{
  return self->incident;
}

/* NULL: none; what is not an incident of the release is left aside. */
void
lift_window_set_incident (LiftWindow *self,
                          const char *id)
{
  if (id != NULL && !has (self, id, LIFT_KIND_INCIDENT))
    return;

  if (g_strcmp0 (self->incident, id) != 0)
    {
      g_free (self->incident);
      self->incident = g_strdup (id);
    }
  if (self->incident_panel != NULL)
    g_object_set (self->incident_panel, "incident", id, NULL);
  lift_window_update (self);
}

GtkWidget *
lift_window_get_checklist (LiftWindow *self)
{
  return GTK_WIDGET (self->checklist);
}

void
lift_window_show_phases (LiftWindow *self)
{
  lift_fold_set_show_sidebar (self->fold, TRUE);
  lift_window_update (self);
}

void
lift_window_show_switcher (LiftWindow *self)
{
  if (lift_fold_get_mode (self->fold) <= LIFT_FOLD_MIDDLE)
    lift_sidebar_open_switcher (self->sidebar);
  else
    lift_switcher_open (self->switcher);
}

void
lift_window_toast (LiftWindow *self,
                   const char *text,
                   const char *button,
                   const char *action)
{
  g_autofree char *shown = lift_text_visible (text);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_detailed_action_name (toast, action);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
remove_notice_cb (gpointer user_data)
{
  GtkWidget *box = gtk_widget_get_parent (user_data);

  if (box != NULL)
    gtk_box_remove (GTK_BOX (box), user_data);
  return G_SOURCE_REMOVE;
}

/* The button still needs its place for its action. */
static void
close_notice_cb (GtkWidget *notice)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_notice_cb, g_object_ref (notice), g_object_unref);
}

static GtkWidget *
notice_button (GtkWidget  *notice,
               GtkWidget  *button,
               const char *css_class)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  gtk_box_append (GTK_BOX (notice), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (close_notice_cb), notice, G_CONNECT_SWAPPED);
  return button;
}

/* @action is a detailed action name. */
void
lift_window_notice (LiftWindow *self,
                    const char *text,
                    const char *button,
                    const char *action)
{
  g_autofree char *shown = lift_text_visible (text);
  GtkWidget *notice = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "spacing", 12, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", shown, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "hexpand", TRUE,
                                   "selectable", TRUE, "can-focus", FALSE, NULL);

  gtk_widget_add_css_class (notice, "notice");
  gtk_widget_add_css_class (notice, "bottom");
  gtk_box_append (GTK_BOX (notice), label);
  if (button != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (notice_button (notice, gtk_button_new_with_label (button), NULL)), action);
  gtk_widget_set_tooltip_text (notice_button (notice, gtk_button_new_from_icon_name ("window-close-symbolic"), "flat"), _("Close"));
  gtk_box_append (self->notices, notice);
}

/* Folding */

static void
mode_changed_cb (LiftWindow *self)
{
  LiftFoldMode mode = lift_fold_get_mode (self->fold);
  gboolean folded = mode >= LIFT_FOLD_RAIL;

  if (mode == LIFT_FOLD_RAIL && self->rail == NULL)
    {
      self->rail = LIFT_RAIL (lift_rail_new ());
      g_object_set (self->rail, "document", lift_window_get_document (self), NULL);
      g_object_set (self->fold, "rail", self->rail, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), folded);
  gtk_widget_set_visible (self->search_button, folded);
  gtk_widget_set_visible (self->back_button, mode == LIFT_FOLD_NARROW && !lift_fold_get_show_sidebar (self->fold));
  adw_header_bar_set_show_start_title_buttons (self->header, folded);
  g_object_set (self->sidebar, "own-page", mode == LIFT_FOLD_NARROW, NULL);
  g_object_set (self->checklist, "show-countdown", folded, NULL);
  mark_in_sidebar (self);
  lift_window_update_banner (self);
  lift_window_update (self);
}

static void
page_toggled_cb (LiftWindow *self)
{
  lift_fold_set_incident_page (self->fold, gtk_toggle_button_get_active (self->incident_page_button));
}

static void
incident_page_changed_cb (LiftWindow *self)
{
  gtk_toggle_button_set_active (lift_fold_get_incident_page (self->fold) ? self->incident_page_button : self->checklist_page_button, TRUE);
  mark_in_sidebar (self);
}

/* Goes, whatever is not saved. */
void
lift_window_close_now (LiftWindow *self)
{
  self->closing = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
lift_window_close_request (GtkWindow *window)
{
  LiftWindow *self = LIFT_WINDOW (window);

  if (!gtk_window_is_fullscreen (window))
    {
      int width, height;

      gtk_window_get_default_size (window, &width, &height);
      lift_settings_set_int ("window-width", width);
      lift_settings_set_int ("window-height", height);
      lift_settings_set_boolean ("window-maximized", gtk_window_is_maximized (window));
    }

  if (!self->closing && self->session != NULL && lift_session_get_state (self->session) != LIFT_SESSION_SAVED)
    {
      lift_window_save_and_leave (self, NULL);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (lift_window_parent_class)->close_request (window);
}

/* The checklist closes its search by itself too. */
static void
search_mode_cb (LiftWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "search");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (lift_checklist_get_search (self->checklist)));
}

static void
lift_window_dispose (GObject *object)
{
  LiftWindow *self = LIFT_WINDOW (object);

  self->closing = TRUE;
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->session != NULL)
    set_session (self, NULL);
  g_clear_object (&self->clock);
  g_clear_object (&self->menu);
  g_clear_object (&self->undo_menu);
  g_clear_object (&self->state_menu);

  G_OBJECT_CLASS (lift_window_parent_class)->dispose (object);
}

static void
lift_window_finalize (GObject *object)
{
  LiftWindow *self = LIFT_WINDOW (object);

  g_free (self->problem_path);
  g_free (self->phase);
  g_free (self->incident);
  g_free (self->conflict);

  G_OBJECT_CLASS (lift_window_parent_class)->finalize (object);
}

static void
lift_window_class_init (LiftWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lift_window_dispose;
  object_class->finalize = lift_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lift_window_close_request;

  lift_item_actions_class_install (widget_class);
  lift_phase_actions_class_install (widget_class);
  lift_deploy_actions_class_install (widget_class);
  lift_conflict_actions_class_install (widget_class);
  lift_life_actions_class_install (widget_class);

  g_type_ensure (LIFT_TYPE_FOLD);
  g_type_ensure (LIFT_TYPE_SWITCHER);
  g_type_ensure (LIFT_TYPE_SIDEBAR);
  g_type_ensure (LIFT_TYPE_CHECKLIST);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/window/window.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LiftWindow, name)
  CHILD (toasts);
  CHILD (pages);
  CHILD (notices);
  CHILD (releases_bin);
  CHILD (problem_bin);
  CHILD (fold);
  CHILD (header);
  CHILD (sidebar);
  CHILD (checklist);
  CHILD (back_button);
  CHILD (switcher);
  CHILD (search_button);
  CHILD (undo_button);
  CHILD (redo_button);
  CHILD (menu_button);
  CHILD (incident_button);
  CHILD (incident_content);
  CHILD (checklist_page_button);
  CHILD (incident_page_button);
  CHILD (checklist_page_count);
  CHILD (incident_page_label);
  CHILD (incident_page_count);
  CHILD (conflicts_bin);
  CHILD (banner);
  CHILD (banner_box);
  CHILD (banner_icon);
  CHILD (banner_label);
  CHILD (banner_button);
  CHILD (banner_copy_button);
#undef CHILD
}

static GMenu *
section (GMenu *menu)
{
  g_autoptr(GMenu) part = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
  return part;
}

/* Building its widgets waits until it is opened. One that is closed with a submenu open leaves the focus on what is not there any more. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  LiftWindow *self = user_data;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (self->menu));
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (gtk_widget_grab_focus), button, G_CONNECT_SWAPPED);
}

static void
build_menu (LiftWindow *self)
{
  GMenu *part;

  self->menu = g_menu_new ();
  self->undo_menu = g_menu_new ();
  self->state_menu = g_menu_new ();
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->undo_menu));
  part = section (self->menu);
  g_menu_append (part, _("_New Release…"), "app.new-release");
  g_menu_append (part, _("_Open…"), "app.open");
  g_menu_append (part, _("_All Releases"), "win.releases");
  part = section (self->menu);
  g_menu_append_submenu (part, _("S_tate"), G_MENU_MODEL (self->state_menu));
  g_menu_append (part, _("Re_schedule…"), "win.reschedule");
  g_menu_append (part, _("Ca_lendar…"), "win.calendar");
  g_menu_append (part, _("Hand Ove_r…"), "win.hand-over");
  g_menu_append (part, _("Hot_fix Release…"), "win.hotfix");
  part = section (self->menu);
  g_menu_append (part, _("Release _Details…"), "win.details");
  g_menu_append (part, _("_History"), "win.history");
  g_menu_append (part, _("Earlier _Versions…"), "win.earlier-versions");
  g_menu_append (part, _("_Export as Markdown…"), "win.export-markdown");
  g_menu_append (part, _("_Copy as Markdown"), "win.copy-markdown");
  part = section (self->menu);
  g_menu_append (part, _("_Preferences"), "app.preferences");
  g_menu_append (part, _("_Keyboard Shortcuts"), "win.show-help-overlay");
  g_menu_append (part, _("A_bout Liftoff"), "app.about");
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
}

static void
lift_window_init (LiftWindow *self)
{
  int width = lift_settings_get_int ("window-width");
  int height = lift_settings_get_int ("window-height");

  self->clock = lift_clock_new ();
  lift_release_actions_install (G_ACTION_MAP (self), self);
  lift_phase_actions_install (G_ACTION_MAP (self), self);
  lift_item_actions_install (G_ACTION_MAP (self), self);
  lift_incident_actions_install (G_ACTION_MAP (self), self);
  lift_deploy_actions_install (G_ACTION_MAP (self), self);
  lift_conflict_actions_install (G_ACTION_MAP (self), self);
  lift_life_actions_install (G_ACTION_MAP (self), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  build_menu (self);

  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? width : 1280, height > 0 ? height : 800);
  if (lift_settings_get_boolean ("window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  g_signal_connect_object (self->clock, "tick", G_CALLBACK (lift_window_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checklist, "notify::search-mode", G_CALLBACK (search_mode_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fold, "notify::mode", G_CALLBACK (mode_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fold, "notify::show-sidebar", G_CALLBACK (mode_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fold, "notify::incident-page", G_CALLBACK (incident_page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->incident_page_button, "toggled", G_CALLBACK (page_toggled_cb), self, G_CONNECT_SWAPPED);
  mode_changed_cb (self);
  lift_window_update_enabled (self);
  lift_window_update_undo (self);
}

LiftWindow *
lift_window_new (AdwApplication *application)
{
  return g_object_new (LIFT_TYPE_WINDOW, "application", application, NULL);
}
