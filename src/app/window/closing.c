/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "closing.h"
#include "compat/dialogs.h"
#include "core/store.h"

static void
copy_chosen_cb (GFile    *file,
                gpointer  user_data)
{
  g_autoptr(LiftWindow) self = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr(GError) error = NULL;

  if (file == NULL)
    return;
  if (path == NULL)
    lift_window_toast (self, _("This place cannot be written to"), NULL, NULL);
  else if (lift_store_create (path, lift_document_get_root (lift_window_get_document (self)), TRUE, &error) == LIFT_NOT_SAVED)
    lift_window_toast (self, error->message, NULL, NULL);
  else
    lift_window_close_now (self);
}

static void
answer_cb (const char *answer,
           gpointer    user_data)
{
  g_autoptr(LiftWindow) self = user_data;

  if (g_str_equal (answer, "close"))
    lift_window_close_now (self);
  else if (g_str_equal (answer, "copy"))
    {
      g_autofree char *name = g_path_get_basename (lift_session_get_path (lift_window_get_session (self)));

      lift_choose_save (GTK_WIDGET (self), _("Save a Copy"), name, copy_chosen_cb, g_object_ref (self));
    }
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LiftWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (lift_session_flush_finish (LIFT_SESSION (source), result, &error))
    {
      lift_window_close_now (self);
      return;
    }

  lift_ask (GTK_WIDGET (self), _("Changes Are Not Saved"), error->message,
            (const char *const[]) { "cancel", _("_Keep Open"), "copy", _("_Save a Copy…"), "close", _("_Discard Changes"), NULL },
            NULL, "close", answer_cb, g_object_ref (self));
}

void
lift_window_save_and_close (LiftWindow *self)
{
  lift_session_flush_async (lift_window_get_session (self), flushed_cb, g_object_ref (self));
}
