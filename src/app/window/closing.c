/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "closing.h"
#include "compat/dialogs.h"
#include "core/words.h"
#include "dialogs/form.h"
#include "session/settings.h"

/* A window that is to leave its release, for another one or for good; or to save it elsewhere. */
typedef struct
{
  LiftWindow  *window;
  LiftSession *session;
  gboolean     stay;
  char        *path;    /* what is opened then; NULL: the window closes */
} Leaving;

/* NULL: it is asked already. */
static Leaving *
leaving_new (LiftWindow *window)
{
  Leaving *leaving;

  if (g_object_get_data (G_OBJECT (window), "lift-leaving") != NULL)
    return NULL;

  leaving = g_new0 (Leaving, 1);
  leaving->window = g_object_ref (window);
  leaving->session = g_object_ref (lift_window_get_session (window));
  g_object_set_data (G_OBJECT (window), "lift-leaving", leaving);
  return leaving;
}

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
  if (leaving->stay)
    return;
  if (leaving->path != NULL)
    lift_window_open_now (leaving->window, leaving->path);
  else
    lift_window_close_now (leaving->window);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  g_autoptr(GError) error = NULL;

  if (!lift_session_move_finish (LIFT_SESSION (source), result, &error))
    {
      lift_window_notice (leaving->window, error->message, NULL, NULL);
      return;
    }

  if (lift_window_get_session (leaving->window) == leaving->session)
    {
      lift_settings_set_string ("last-release", lift_session_get_path (leaving->session));
      lift_window_toast (leaving->window, _("Saved in the new place"), NULL, NULL);
    }
  leave (leaving);
}

static void
place_chosen_cb (GFile    *file,
                 gpointer  user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  LiftSession *session = leaving->session;

  if (file == NULL)
    return;
  if (path == NULL)
    lift_window_toast (leaving->window, _("This place cannot be written to"), NULL, NULL);
  else
    lift_session_move_async (session, path, moved_cb, g_steal_pointer (&leaving));
}

static void
choose_place (Leaving *leaving)
{
  g_autofree char *name = g_path_get_basename (lift_session_get_path (leaving->session));

  lift_choose_save (GTK_WIDGET (leaving->window), _("Save Elsewhere"), name, place_chosen_cb, leaving);
}

void
lift_window_save_elsewhere (LiftWindow *self)
{
  Leaving *leaving = leaving_new (self);

  if (leaving == NULL)
    return;
  leaving->stay = TRUE;
  choose_place (leaving);
}

static void
answer_cb (const char *answer,
           gpointer    user_data)
{
  g_autoptr(Leaving) leaving = user_data;

  if (g_str_equal (answer, "close"))
    leave (leaving);
  else if (g_str_equal (answer, "elsewhere"))
    choose_place (g_steal_pointer (&leaving));
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *body = NULL;
  gboolean kept;

  if (lift_session_flush_finish (LIFT_SESSION (source), result, &error))
    {
      leave (leaving);
      return;
    }

  copy = lift_session_dup_copy_words (leaving->session);
  kept = copy == NULL || lift_session_has_copy (leaving->session);
  body = copy != NULL ? g_strdup_printf ("%s\n\n%s", error->message, copy) : g_strdup (error->message);
  lift_ask (GTK_WIDGET (leaving->window), copy != NULL ? _("Changes Are Not Saved") : _("The File Is Not in Order"), body,
            (const char *const[]) { "cancel", _("_Cancel"), "elsewhere", _("Save _Elsewhere…"),
                                    "close", !kept ? _("_Discard Changes") : leaving->path != NULL ? _("_Leave Anyway") : _("_Quit Anyway"), NULL },
            NULL, kept ? NULL : "close", answer_cb, leaving);
  leaving = NULL;
}

void
lift_window_save_and_leave (LiftWindow *self,
                            const char *path)
{
  Leaving *leaving = leaving_new (self);

  if (leaving == NULL)
    return;
  leaving->path = g_strdup (path);
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
      g_autofree char *copy = lift_session_dup_copy_words (LIFT_SESSION (source));
      /* Translators: %1$s is the name of a release, %2$s the reason, one or more sentences */
      g_autofree char *text = g_strdup_printf (_("%1$s was not saved: %2$s"), name, error->message);
      g_autofree char *full = g_strjoin (" ", text, copy, NULL);

      lift_window_notice (self, full, NULL, NULL);
    }
}

void
lift_window_save_behind (LiftWindow  *self,
                         LiftSession *session)
{
  /* The window may close, and the program end, while this is under way. */
  g_application_hold (g_application_get_default ());
  lift_session_flush_async (session, left_behind_cb, g_object_ref (self));
}

void
lift_window_leave_behind (LiftWindow *self)
{
  /* It was said, and whoever leaves was asked. */
  if (lift_session_get_state (lift_window_get_session (self)) == LIFT_SESSION_FAILED)
    return;
  lift_window_save_behind (self, lift_window_get_session (self));
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
