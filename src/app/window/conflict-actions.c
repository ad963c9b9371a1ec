/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with conflicts. */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "core/intents.h"
#include "core/words.h"

static LiftNode *
get_root (LiftWindow *window)
{
  return lift_document_get_root (lift_window_get_document (window));
}

static char *
dup_name (LiftNode       *root,
          const LiftNode *node)
{
  if (lift_node_get_kind (node) == LIFT_KIND_ITEM)
    return lift_number_of (root, lift_node_get_id (node));
  return lift_words_title (node);
}

/* What it is about may be gone by then, and the button that has the parameter goes with what it decides. */
static void
settle_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LiftWindow *window = LIFT_WINDOW (widget);
  LiftDocument *document = lift_window_get_document (window);
  LiftSession *session = lift_window_get_session (window);
  g_autoptr(GVariant) owned_parameter = g_variant_ref (parameter);
  const char *id, *member;
  guint candidate;
  LiftNode *node;
  LiftField unit;
  GError *error = NULL;
  LiftGroup *group;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_variant_get (parameter, "(&s&su)", &id, &member, &candidate);
  node = document != NULL ? lift_document_find (document, id) : NULL;
  unit = node != NULL ? lift_conflict_find_unit (lift_node_get_kind (node), member) : LIFT_N_FIELDS;
  if (unit == LIFT_N_FIELDS)
    return;

  name = dup_name (get_root (window), node);
  group = lift_intent_settle (get_root (window), id, unit, candidate, lift_session_act (session), &error);
  if (!lift_session_apply (session, group, error) || lift_document_find (document, id) != NULL)
    return;

  /* Translators: %s is the number of an item, as in “2.3”, or a title */
  text = g_strdup_printf (_("Deleted %s"), name);
  lift_actions_offer_undo (window, text);
}

static void
next_conflict_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  if (lift_window_get_document (user_data) != NULL)
    lift_window_show_next_conflict (user_data);
}

static const GActionEntry entries[] = {
  { "next-conflict", next_conflict_cb },
};

void
lift_conflict_actions_install (GActionMap *map,
                               LiftWindow *window)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}

void
lift_conflict_actions_class_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.settle", "(ssu)", settle_action);
}
