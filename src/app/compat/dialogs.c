/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "dialogs.h"

typedef struct
{
  LiftAnswer     answer;
  LiftPathChosen chosen;
  gpointer       user_data;
  char          *response;
} Request;

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Questions: AdwAlertDialog is of libadwaita 1.5 */

#if ADW_CHECK_VERSION (1, 5, 0)

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             Request        *request)
{
  request->answer (response, request->user_data);
  g_free (request);
}

void
lift_ask (GtkWidget         *parent,
          const char        *heading,
          const char        *body,
          const char *const *answers,
          const char        *suggested,
          const char        *destructive,
          LiftAnswer         callback,
          gpointer           user_data)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  Request *request = g_new0 (Request, 1);

  request->answer = callback;
  request->user_data = user_data;
  for (guint i = 0; answers[i] != NULL; i += 2)
    adw_alert_dialog_add_response (dialog, answers[i], answers[i + 1]);
  if (suggested != NULL)
    adw_alert_dialog_set_response_appearance (dialog, suggested, ADW_RESPONSE_SUGGESTED);
  if (destructive != NULL)
    adw_alert_dialog_set_response_appearance (dialog, destructive, ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, answers[0]);
  adw_alert_dialog_set_close_response (dialog, answers[0]);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), request);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

#else

static void
answered_cb (gpointer user_data)
{
  Request *request = user_data;

  request->answer (request->response, request->user_data);
  g_free (request->response);
  g_free (request);
}

/* The dialog still needs itself after this signal, and an answer may close the window that takes the dialog with it. */
static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Request          *request)
{
  request->response = g_strdup (response);
  g_idle_add_once (answered_cb, request);
}

void
lift_ask (GtkWidget         *parent,
          const char        *heading,
          const char        *body,
          const char *const *answers,
          const char        *suggested,
          const char        *destructive,
          LiftAnswer         callback,
          gpointer           user_data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window_of (parent), heading, body));
  Request *request = g_new0 (Request, 1);

  request->answer = callback;
  request->user_data = user_data;
  for (guint i = 0; answers[i] != NULL; i += 2)
    adw_message_dialog_add_response (dialog, answers[i], answers[i + 1]);
  if (suggested != NULL)
    adw_message_dialog_set_response_appearance (dialog, suggested, ADW_RESPONSE_SUGGESTED);
  if (destructive != NULL)
    adw_message_dialog_set_response_appearance (dialog, destructive, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, answers[0]);
  adw_message_dialog_set_close_response (dialog, answers[0]);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), request);
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

/* Files: GtkFileDialog is of GTK 4.10 */

static GtkFileFilter *
filter_new (const char *name,
            const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  return filter;
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Request *request = user_data;
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  const char *kind = g_object_get_data (source, "lift-kind");
  g_autoptr(GFile) file = NULL;

  if (g_str_equal (kind, "open"))
    file = gtk_file_dialog_open_finish (dialog, result, NULL);
  else if (g_str_equal (kind, "save"))
    file = gtk_file_dialog_save_finish (dialog, result, NULL);
  else
    file = gtk_file_dialog_select_folder_finish (dialog, result, NULL);

  request->chosen (file, request->user_data);
  g_free (request);
}

static void
choose (GtkWidget      *parent,
        const char     *kind,
        const char     *title,
        const char     *filter_name,
        const char     *pattern,
        const char     *name,
        LiftPathChosen  callback,
        gpointer        user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  Request *request = g_new0 (Request, 1);

  request->chosen = callback;
  request->user_data = user_data;
  gtk_file_dialog_set_title (dialog, title);
  g_object_set_data (G_OBJECT (dialog), "lift-kind", (gpointer) kind);
  if (pattern != NULL)
    {
      g_autoptr(GtkFileFilter) filter = filter_new (filter_name, pattern);
      g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

      g_list_store_append (filters, filter);
      gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
    }
  if (name != NULL)
    gtk_file_dialog_set_initial_name (dialog, name);

  if (g_str_equal (kind, "open"))
    gtk_file_dialog_open (dialog, window_of (parent), NULL, chosen_cb, request);
  else if (g_str_equal (kind, "save"))
    gtk_file_dialog_save (dialog, window_of (parent), NULL, chosen_cb, request);
  else
    gtk_file_dialog_select_folder (dialog, window_of (parent), NULL, chosen_cb, request);
}

#else

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           Request         *request)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  request->chosen (response == GTK_RESPONSE_ACCEPT ? file : NULL, request->user_data);
  g_free (request);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose (GtkWidget      *parent,
        const char     *kind,
        const char     *title,
        const char     *filter_name,
        const char     *pattern,
        const char     *name,
        LiftPathChosen  callback,
        gpointer        user_data)
{
  GtkFileChooserAction action = g_str_equal (kind, "open") ? GTK_FILE_CHOOSER_ACTION_OPEN
                                : g_str_equal (kind, "save") ? GTK_FILE_CHOOSER_ACTION_SAVE
                                                             : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, window_of (parent), action, NULL, NULL);
  Request *request = g_new0 (Request, 1);

  request->chosen = callback;
  request->user_data = user_data;
  if (pattern != NULL)
    {
      g_autoptr(GtkFileFilter) filter = filter_new (filter_name, pattern);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), request);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

void
lift_choose_open (GtkWidget      *parent,
                  const char     *title,
                  const char     *filter_name,
                  const char     *pattern,
                  LiftPathChosen  callback,
                  gpointer        user_data)
{
  choose (parent, "open", title, filter_name, pattern, NULL, callback, user_data);
}

void
lift_choose_save (GtkWidget      *parent,
                  const char     *title,
                  const char     *name,
                  LiftPathChosen  callback,
                  gpointer        user_data)
{
  choose (parent, "save", title, NULL, NULL, name, callback, user_data);
}

void
lift_choose_folder (GtkWidget      *parent,
                    const char     *title,
                    LiftPathChosen  callback,
                    gpointer        user_data)
{
  choose (parent, "folder", title, NULL, NULL, NULL, callback, user_data);
}

/* About: AdwAboutDialog is of libadwaita 1.5 */

#define ABOUT_PROPERTIES \
  "application-name", "Liftoff", \
  "application-icon", LIFT_APP_ID, \
  "version", LIFT_VERSION, \
  "developer-name", "OctoAcme", \
  "comments", _("Run releases from a checklist: phases, deadlines, incidents"), \
  "website", "https://octoacme.example/liftoff", \
  "issue-url", "https://octoacme.example/liftoff/issues", \
  "license-type", GTK_LICENSE_GPL_3_0, \
  /* Translators: put your names here, one on each line */ \
  "translator-credits", _("translator-credits")

void
lift_show_about (GtkWidget *parent)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (g_object_new (ADW_TYPE_ABOUT_DIALOG, ABOUT_PROPERTIES, NULL), parent);
#else
  gtk_window_present (g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", window_of (parent), "modal", TRUE,
                                    ABOUT_PROPERTIES, NULL));
#endif
}

/* Links: GtkUriLauncher is of GTK 4.10 */

void
lift_open_uri (GtkWidget  *parent,
               const char *uri)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, window_of (parent), NULL, NULL, NULL);
#else
  gtk_show_uri (window_of (parent), uri, GDK_CURRENT_TIME);
#endif
}
