/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "application.h"
#include "compat/dialogs.h"
#include "new-release/new-release-dialog.h"
#include "preferences/preferences.h"
#include "session/replay.h"
#include "session/settings.h"
#include "window/window.h"

struct _LiftApplication
{
  AdwApplication parent_instance;

  gboolean       replayed;
};

G_DEFINE_FINAL_TYPE (LiftApplication, lift_application, ADW_TYPE_APPLICATION)

/* The keys of the program; those that act on an item stand with the checklist, as they must not reach an entry. */
static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.new-release", { "<Control><Shift>n" } },
  { "app.open", { "<Control>o" } },
  { "app.preferences", { "<Control>comma" } },
  { "win.close", { "<Control>w" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.search", { "<Control>f" } },
  { "win.add-item", { "<Control>n" } },
  { "win.switch", { "<Control>k" } },
  { "win.releases", { "<Alt>Home" } },
  { "win.reload", { "F5" } },
  { "win.export-markdown", { "<Control>e" } },
  { "win.history", { "<Control>h" } },
  { "win.earlier-versions", { "<Control><Shift>h" } },
  { "win.incident-panel", { "F9", "<Alt>7" } },
  { "win.declare", { "<Shift>F9" } },
  { "win.deployment", { "<Control>d" } },
  { "win.next-pane", { "F6" } },
  { "win.next-conflict", { "F8" } },
  { "win.next-phase", { "<Control>Page_Down" } },
  { "win.previous-phase", { "<Control>Page_Up" } },
  { "win.phase-number(1)", { "<Alt>1" } },
  { "win.phase-number(2)", { "<Alt>2" } },
  { "win.phase-number(3)", { "<Alt>3" } },
  { "win.phase-number(4)", { "<Alt>4" } },
  { "win.phase-number(5)", { "<Alt>5" } },
  { "win.phase-number(6)", { "<Alt>6" } },
  { "win.show-help-overlay", { "<Control>question", "<Control><Shift>slash" } },
};

static LiftWindow *
get_window (LiftApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !LIFT_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window != NULL)
    return LIFT_WINDOW (window);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LIFT_IS_WINDOW (l->data))
      return l->data;

  return lift_window_new (ADW_APPLICATION (self));
}

/* For dialogs, which need something to stand on. */
static LiftWindow *
get_visible_window (LiftApplication *self)
{
  LiftWindow *window = get_window (self);

  if (!gtk_widget_get_visible (GTK_WIDGET (window)))
    lift_window_show_releases (window);
  return window;
}

static LiftWindow *
find_window (LiftApplication *self,
             const char      *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LIFT_IS_WINDOW (l->data) && g_strcmp0 (lift_window_get_path (l->data), absolute) == 0)
      return l->data;

  return NULL;
}

/* A release that a window shows already is not opened twice. */
static void
open_path (LiftApplication *self,
           LiftWindow      *window,
           const char      *path)
{
  LiftWindow *shown = find_window (self, path);

  lift_window_open (shown != NULL ? shown : window, path);
}

/* What an earlier run could not save, but for the releases that windows show: those say it themselves. */
static void
replayed_cb (const char *text,
             const char *path,
             gboolean    kept,
             gpointer    user_data)
{
  LiftWindow *shown = path != NULL ? find_window (user_data, path) : NULL;
  LiftWindow *window = shown;
  g_autofree char *action = NULL;
  g_autoptr(GVariant) target = NULL;

  /* It was being tried while the window read the file. */
  if (kept && shown != NULL)
    {
      lift_window_open_now (shown, path);
      return;
    }
  if (path != NULL && g_utf8_validate (path, -1, NULL))
    {
      target = g_variant_ref_sink (g_variant_new_string (path));
      action = g_action_print_detailed_name ("app.open-release", target);
    }
  if (window == NULL && gtk_application_get_windows (user_data) != NULL)
    window = get_window (user_data);
  if (window != NULL)
    lift_window_notice (window, text, action != NULL && shown == NULL ? C_("button", "Open") : NULL, action);
}

static void
replay (LiftApplication *self)
{
  if (self->replayed)
    return;
  self->replayed = TRUE;
  lift_replay_start (replayed_cb, self);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Each window saves before it goes, and may stay to ask; without windows the program ends. */
  if (windows == NULL)
    g_application_quit (user_data);
  for (GList *l = windows; l != NULL; l = l->next)
    if (LIFT_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  lift_show_about (GTK_WIDGET (get_visible_window (user_data)));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  lift_preferences_present (GTK_WIDGET (get_visible_window (user_data)));
}

static void
new_release_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  LiftWindow *window = get_visible_window (user_data);

  lift_new_release_dialog_present (GTK_WIDGET (window), lift_window_show_created, window);
}

static void
open_chosen_cb (GFile    *file,
                gpointer  user_data)
{
  g_autoptr(LiftWindow) window = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (file == NULL)
    return;
  if (path != NULL)
    open_path (LIFT_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))), window, path);
  else
    lift_window_toast (window, _("Only files on this computer can be opened"), NULL, NULL);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  LiftWindow *window = get_visible_window (user_data);

  lift_choose_open (GTK_WIDGET (window), _("Open Release"), _("Liftoff releases"), "*.liftoff.json", open_chosen_cb, g_object_ref (window));
}

static void
open_release_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  open_path (user_data, get_window (user_data), g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { "quit", quit_cb },
  { "about", about_cb },
  { "preferences", preferences_cb },
  { "new-release", new_release_cb },
  { "open", open_cb },
  { "open-release", open_release_cb, "s" },
};

/* Without a file: the release that was open last, or all of them. */
static void
lift_application_activate (GApplication *application)
{
  LiftApplication *self = LIFT_APPLICATION (application);
  LiftWindow *window = get_window (self);
  g_autofree char *last = NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (window)))
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }

  last = lift_settings_dup_string ("last-release");
  if (*last != '\0' && g_file_test (last, G_FILE_TEST_IS_REGULAR))
    lift_window_open (window, last);
  else
    lift_window_show_releases (window);
  replay (self);
}

static void
lift_application_open (GApplication  *application,
                       GFile        **files,
                       int            n_files,
                       const char    *hint)
{
  LiftApplication *self = LIFT_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      LiftWindow *window = path != NULL ? find_window (self, path) : NULL;

      if (path == NULL)
        continue;
      if (window == NULL)
        {
          window = get_window (self);
          if (lift_window_get_path (window) != NULL)
            window = lift_window_new (ADW_APPLICATION (self));
        }
      lift_window_open (window, path);
    }

  if (gtk_application_get_windows (GTK_APPLICATION (self)) == NULL)
    g_application_activate (application);
  replay (self);
}

/* The session ends: what is not saved yet is. The second time the program ends at once. */
static gboolean
terminated_cb (gpointer user_data)
{
  g_action_group_activate_action (user_data, "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
lift_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (lift_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action, accels[i].keys);
  gtk_window_set_default_icon_name (LIFT_APP_ID);
  g_unix_signal_add (SIGTERM, terminated_cb, application);
  g_unix_signal_add (SIGHUP, terminated_cb, application);
}

static int
lift_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("Liftoff %s\n", LIFT_VERSION);
  return EXIT_SUCCESS;
}

static void
lift_application_class_init (LiftApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = lift_application_activate;
  application_class->handle_local_options = lift_application_handle_local_options;
  application_class->open = lift_application_open;
  application_class->startup = lift_application_startup;
}

static void
lift_application_init (LiftApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "version", 0, 0, G_OPTION_ARG_NONE, _("Show the version"), NULL);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
}

LiftApplication *
lift_application_new (void)
{
  return g_object_new (LIFT_TYPE_APPLICATION,
                       "application-id", LIFT_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/com/octoacme/Liftoff",
                       NULL);
}
