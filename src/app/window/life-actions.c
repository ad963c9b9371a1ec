/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the life of a release: its state, who is on, what it is linked with. */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "closing.h"
#include "core/life.h"
#include "core/words.h"
#include "life/handover-dialog.h"
#include "life/release-state-dialog.h"
#include "life/state-steps.h"
#include "new-release/new-release-dialog.h"
#include "releases/release-finder.h"

/* Which states there are to change to depends on the state: lift_window_update_states (). */
const char *const lift_life_changing_actions[] = { "hand-over", NULL };

static LiftNode *
get_root (LiftWindow *window)
{
  return lift_document_get_root (lift_window_get_document (window));
}

/* State */

static void
release_state_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  int state;

  if (lift_enum_parse (LIFT_ENUM_RELEASE_STATE, g_variant_get_string (parameter, NULL), &state))
    lift_release_state_dialog_present (GTK_WIDGET (user_data), lift_window_get_session (user_data), state, NULL, NULL);
}

static void
resume_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  LiftSession *session = lift_window_get_session (user_data);
  const LiftAct *act = lift_session_act (session);
  LiftNode *root = get_root (user_data);
  GError *error = NULL;
  LiftGroup *group = lift_intent_release_state (root, lift_state_back (root), NULL, act->who, act->when, act, &error);

  if (lift_session_apply (session, group, error))
    lift_actions_offer_undo (user_data, _("The release goes on"));
}

/* A release that is not open: its file is opened for as long as it takes, the same way as in a window. */

typedef struct
{
  LiftWindow *window;
  gboolean    reopen;
} Change;

static void
said_cb (LiftWindow *window,
         const char *text)
{
  lift_window_toast (window, text, NULL, NULL);
}

static void
changed_cb (LiftSession *session,
            gpointer     user_data)
{
  lift_window_save_behind (user_data, session);
}

static void
ask_for_state (LiftWindow       *window,
               LiftSession      *session,
               gboolean          reopen,
               LiftStateChanged  changed)
{
  LiftNode *release = lift_document_get_root (lift_session_get_document (session));

  lift_release_state_dialog_present (GTK_WIDGET (window), session, reopen ? lift_state_back (release) : LIFT_RELEASE_CLOSED, changed, window);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Change *change = user_data;
  g_autoptr(LiftWindow) window = change->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftSession) session = lift_session_open_finish (result, &error);
  const char *read_only = session != NULL ? lift_document_get_read_only (lift_session_get_document (session)) : error->message;

  if (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;
  if (read_only != NULL)
    {
      lift_window_toast (window, read_only, NULL, NULL);
      return;
    }
  g_signal_connect_object (session, "message", G_CALLBACK (said_cb), window, G_CONNECT_SWAPPED);
  ask_for_state (window, session, change->reopen, changed_cb);
}

static void
change_release (LiftWindow *window,
                const char *path,
                gboolean    reopen)
{
  LiftSession *session = lift_window_get_session (window);
  Change *change;

  if (session != NULL && g_str_equal (lift_session_get_path (session), path))
    {
      ask_for_state (window, session, reopen, NULL);
      return;
    }
  change = g_new0 (Change, 1);
  change->window = g_object_ref (window);
  change->reopen = reopen;
  lift_session_open_async (path, NULL, opened_cb, change);
}

static void
archive_release_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  change_release (LIFT_WINDOW (widget), g_variant_get_string (parameter, NULL), FALSE);
}

static void
reopen_release_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  change_release (LIFT_WINDOW (widget), g_variant_get_string (parameter, NULL), TRUE);
}

/* Who is on */

static void
hand_over_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  lift_handover_dialog_present (lift_window_get_session (user_data), GTK_WIDGET (user_data));
}

/* Hotfixes and links */

static void
hotfix_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  lift_new_release_dialog_present_hotfix (GTK_WIDGET (user_data), lift_window_get_session (user_data), lift_window_show_created, user_data);
}

typedef struct
{
  LiftWindow  *window;
  LiftSession *session; /* from which the link leads */
  char        *name;
} Link;

static void
link_free (Link *link)
{
  g_object_unref (link->window);
  g_object_unref (link->session);
  g_free (link->name);
  g_free (link);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Link, link_free)

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Link) link = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = lift_release_find_finish (result, &error);
  g_autofree char *text = NULL;

  if (lift_window_get_session (link->window) != link->session)
    return;
  if (path != NULL)
    {
      /* An action takes text only, which the name of a file need not be. */
      if (g_utf8_validate (path, -1, NULL))
        gtk_widget_activate_action (GTK_WIDGET (link->window), "app.open-release", "s", path);
      else
        lift_window_open (link->window, path);
      return;
    }
  /* Translators: %1$s is the name of a release, %2$s says where it was looked for */
  text = g_strdup_printf (_("%1$s was not found. %2$s"), link->name, error->message);
  lift_window_notice (link->window, text, _("Open…"), "app.open");
}

static void
open_link_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  LiftDocument *document = lift_window_get_document (user_data);
  LiftNode *node = document != NULL ? lift_document_find (document, g_variant_get_string (parameter, NULL)) : NULL;
  Link *link;

  /* A parameter may come from outside. */
  if (node == NULL || lift_node_get_kind (node) != LIFT_KIND_LINK || lift_node_get_text (node, LIFT_LINK_RELEASE) == NULL)
    return;
  link = g_new0 (Link, 1);
  link->window = g_object_ref (user_data);
  link->session = g_object_ref (lift_window_get_session (user_data));
  link->name = lift_words_text (node, LIFT_LINK_NAME);
  lift_release_find_async (lift_session_get_path (link->session), lift_node_get_text (node, LIFT_LINK_RELEASE), NULL, found_cb, link);
}

static const GActionEntry entries[] = {
  { "release-state", release_state_cb, "s" },
  { "resume", resume_cb },
  { "hand-over", hand_over_cb },
  { "hotfix", hotfix_cb },
  { "open-link", open_link_cb, "s" },
};

void
lift_life_actions_install (GActionMap *map,
                           LiftWindow *window)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}

void
lift_life_actions_class_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.archive-release", "s", archive_release_action);
  gtk_widget_class_install_action (klass, "win.reopen-release", "s", reopen_release_action);
}
