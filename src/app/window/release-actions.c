/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the release as a whole. */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "calendar/calendar-dialog.h"
#include "closing.h"
#include "compat/dialogs.h"
#include "core/export-markdown.h"
#include "core/store.h"
#include "history/history-window.h"
#include "release-dialogs/details-dialog.h"
#include "release-dialogs/reschedule-dialog.h"
#include "session/clock.h"
#include "versions/versions-window.h"

const char *const lift_release_changing_actions[] = { "reschedule", "calendar", "details", NULL };
const char *const lift_release_reading_actions[] = {
  "reload", "search", "history", "earlier-versions", "export-markdown", "copy-markdown", "save-elsewhere", "incident-panel", "next-phase", "previous-phase",
  "phase", "incident", "show-phases", "next-pane", "deployment", "earlier-attempts", NULL
};

void
lift_actions_enable (GActionMap        *map,
                     const char *const *names,
                     gboolean           enabled)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      GAction *action = g_action_map_lookup_action (map, names[i]);

      g_assert (action != NULL);
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  lift_session_undo (lift_window_get_session (user_data));
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  lift_session_redo (lift_window_get_session (user_data));
}

static void
search_cb (GSimpleAction *action,
           GVariant      *value,
           gpointer       user_data)
{
  g_simple_action_set_state (action, value);
  g_object_set (lift_window_get_checklist (user_data), "search-mode", g_variant_get_boolean (value), NULL);
}

static void
reschedule_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  lift_reschedule_dialog_present (lift_window_get_session (user_data), GTK_WIDGET (user_data));
}

static void
calendar_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  lift_calendar_dialog_present (lift_window_get_session (user_data), GTK_WIDGET (user_data));
}

static void
details_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  lift_details_dialog_present (lift_window_get_session (user_data), GTK_WIDGET (user_data));
}

static void
history_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  lift_history_window_present (lift_window_get_document (user_data), GTK_WIDGET (user_data));
}

static void
earlier_versions_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  GtkWidget *versions = lift_versions_window_present (lift_window_get_session (user_data), GTK_WIDGET (user_data));

  g_signal_connect_object (versions, "restored", G_CALLBACK (lift_actions_offer_undo), user_data, G_CONNECT_SWAPPED);
}

static char *
dup_markdown (LiftWindow *window)
{
  return lift_export_markdown (lift_document_get_root (lift_window_get_document (window)), lift_clock_now ());
}

static void
copy_markdown_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  g_autofree char *markdown = dup_markdown (user_data);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), markdown);
  lift_window_toast (user_data, _("Copied as Markdown"), NULL, NULL);
}

static void
export_chosen_cb (GFile    *file,
                  gpointer  user_data)
{
  g_autoptr(LiftWindow) window = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *markdown = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (file == NULL || lift_window_get_document (window) == NULL)
    return;
  if (path == NULL)
    {
      lift_window_toast (window, _("This place cannot be written to"), NULL, NULL);
      return;
    }

  markdown = dup_markdown (window);
  bytes = g_bytes_new (markdown, strlen (markdown));
  lift_store_write_bytes (path, bytes, TRUE, &error);
  if (error != NULL)
    lift_window_toast (window, error->message, NULL, NULL);
  else
    lift_window_toast (window, _("Exported"), NULL, NULL);
}

static void
export_markdown_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  LiftWindow *window = user_data;
  LiftNode *root = lift_document_get_root (lift_window_get_document (window));
  g_autofree char *slug = lift_store_slug (lift_node_get_text (root, LIFT_RELEASE_NAME));
  g_autofree char *name = g_strconcat (slug, ".md", NULL);

  lift_choose_save (GTK_WIDGET (window), _("Export as Markdown"), name, export_chosen_cb, g_object_ref (window));
}

static void
save_elsewhere_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  lift_window_save_elsewhere (user_data);
}

static void
releases_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  lift_window_show_releases (user_data);
}

static void
switch_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  if (lift_window_get_session (user_data) != NULL)
    lift_window_show_switcher (user_data);
}

static void
reload_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  LiftSession *session = lift_window_get_session (user_data);

  if (session != NULL)
    lift_session_reload (session);
  else if (lift_window_get_path (user_data) != NULL)
    lift_window_open (user_data, lift_window_get_path (user_data));
}

static void
retry_save_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  if (lift_window_get_session (user_data) != NULL)
    lift_session_retry (lift_window_get_session (user_data));
}

/* Takes the place of this action, for as long as the window is there. */
static void
show_help_overlay_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/com/octoacme/Liftoff/window/shortcuts.ui");
  GtkShortcutsWindow *overlay = GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (user_data), overlay);
  gtk_window_present (GTK_WINDOW (overlay));
}

static void
close_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gtk_window_close (user_data);
}

static void
incident_panel_cb (GSimpleAction *action,
                   GVariant      *value,
                   gpointer       user_data)
{
  lift_window_set_show_incident (user_data, g_variant_get_boolean (value));
  lift_window_focus_panel (user_data);
}

static void
incident_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  lift_window_set_show_incident (user_data, TRUE);
}

static void
close_panel_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  lift_window_set_show_incident (user_data, FALSE);
  lift_window_focus_panel (user_data);
}

static void
next_pane_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  lift_window_focus_next_pane (user_data);
}

static void
update_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  lift_window_update (user_data);
}

static const GActionEntry entries[] = {
  { "update", update_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "search", NULL, NULL, "false", search_cb },
  { "reschedule", reschedule_cb },
  { "calendar", calendar_cb },
  { "details", details_cb },
  { "history", history_cb },
  { "earlier-versions", earlier_versions_cb },
  { "save-elsewhere", save_elsewhere_cb },
  { "copy-markdown", copy_markdown_cb },
  { "export-markdown", export_markdown_cb },
  { "releases", releases_cb },
  { "switch", switch_cb },
  { "reload", reload_cb },
  { "retry-save", retry_save_cb },
  { "show-help-overlay", show_help_overlay_cb },
  { "close", close_cb },
  { "incident-panel", NULL, NULL, "false", incident_panel_cb },
  { "incident", incident_cb },
  { "close-panel", close_panel_cb },
  { "next-pane", next_pane_cb },
};

void
lift_release_actions_install (GActionMap *map,
                              LiftWindow *window)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
