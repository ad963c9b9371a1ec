/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "closing.h"
#include "compat/dialogs.h"
#include "core/store.h"
#include "core/words.h"
#include "dialogs/form.h"

/* A window that is to leave its release: for another one, or for good. */
typedef struct
{
  LiftWindow  *window;
  LiftSession *session;
  char        *path;    /* what is opened then; NULL: the window closes */
} Leaving;

static void
leaving_free (Leaving *leaving)
{
  g_object_set_data (G_OBJECT (leaving->window), "lift-leaving", NULL);
  g_object_unref (leaving->window);
  g_object_unref (leaving->session);
  g_free (leaving->path);
  g_free (leaving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

static void
leave (Leaving *leaving)
{
  if (leaving->path != NULL)
    lift_window_open_now (leaving->window, leaving->path);
  else
    lift_window_close_now (leaving->window);
}

static void
copy_chosen_cb (GFile    *file,
                gpointer  user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr(GError) error = NULL;

  if (file == NULL)
    return;
  if (path == NULL)
    lift_window_toast (leaving->window, _("This place cannot be written to"), NULL, NULL);
  else if (lift_store_create (path, lift_document_get_root (lift_session_get_document (leaving->session)), TRUE, &error) == LIFT_NOT_SAVED)
    lift_window_toast (leaving->window, error->message, NULL, NULL);
  else
    leave (leaving);
}

static void
answer_cb (const char *answer,
           gpointer    user_data)
{
  g_autoptr(Leaving) leaving = user_data;

  if (g_str_equal (answer, "close"))
    leave (leaving);
  else if (g_str_equal (answer, "copy"))
    {
      g_autofree char *name = g_path_get_basename (lift_session_get_path (leaving->session));
      GtkWidget *window = GTK_WIDGET (leaving->window);

      lift_choose_save (window, _("Save a Copy"), name, copy_chosen_cb, g_steal_pointer (&leaving));
    }
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  g_autoptr(GError) error = NULL;
  GtkWidget *window = GTK_WIDGET (leaving->window);

  if (lift_session_flush_finish (LIFT_SESSION (source), result, &error))
    leave (leaving);
  else
    lift_ask (window, _("Changes Are Not Saved"), error->message,
              (const char *const[]) { "cancel", _("_Keep Open"), "copy", _("_Save a Copy…"), "close", _("_Discard Changes"), NULL },
              NULL, "close", answer_cb, g_steal_pointer (&leaving));
}

void
lift_window_save_and_leave (LiftWindow *self,
                            const char *path)
{
  Leaving *leaving;

  /* It is asked already. */
  if (g_object_get_data (G_OBJECT (self), "lift-leaving") != NULL)
    return;

  leaving = g_new0 (Leaving, 1);
  leaving->window = g_object_ref (self);
  leaving->session = g_object_ref (lift_window_get_session (self));
  leaving->path = g_strdup (path);
  g_object_set_data (G_OBJECT (self), "lift-leaving", leaving);
  lift_session_flush_async (leaving->session, flushed_cb, leaving);
}

static void
left_behind_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(LiftWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  g_application_release (g_application_get_default ());
  if (!lift_session_flush_finish (LIFT_SESSION (source), result, &error))
    {
      g_autofree char *name = lift_words_release_name (lift_document_get_root (lift_session_get_document (LIFT_SESSION (source))));
      /* Translators: %1$s is the name of a release, %2$s the reason */
      g_autofree char *text = g_strdup_printf (_("%1$s was not saved: %2$s"), name, error->message);

      lift_window_toast (self, text, NULL, NULL);
    }
}

void
lift_window_leave_behind (LiftWindow *self)
{
  /* The window may close, and the program end, while this is under way. */
  g_application_hold (g_application_get_default ());
  lift_session_flush_async (lift_window_get_session (self), left_behind_cb, g_object_ref (self));
}

void
lift_window_close_forms (LiftWindow *self)
{
  GList *toplevels = gtk_window_list_toplevels ();

  /* One that goes may take others along. */
  g_list_foreach (toplevels, (GFunc) (void (*) (void)) g_object_ref, NULL);
  for (GList *l = toplevels; l != NULL; l = l->next)
    if (LIFT_IS_FORM (l->data) && gtk_window_get_transient_for (l->data) == GTK_WINDOW (self))
      gtk_window_destroy (l->data);
  g_list_free_full (toplevels, g_object_unref);
}
