/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with items. */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "checklist/checklist.h"
#include "core/conflict.h"
#include "core/intents.h"
#include "dialogs/item-dialogs.h"

const char *const lift_item_changing_actions[] = {
  "item-tick", "item-rename", "item-block", "item-fail", "item-skip", "item-na", "item-reopen", "item-note", "item-evidence", "item-assign", "item-moment",
  "item-restore", "item-move-up", "item-move-down", "item-move-to", "item-drop", "item-set-text", "item-add", "add-item", NULL
};

static LiftNode *
get_root (LiftWindow *window)
{
  return lift_document_get_root (lift_window_get_document (window));
}

static gboolean
apply (LiftWindow *window,
       LiftGroup  *group,
       GError     *error)
{
  return lift_session_apply (lift_window_get_session (window), group, error);
}

/* A parameter may come from outside: it need not be the id of an item. */
static LiftNode *
find_item (LiftWindow *window,
           const char *id)
{
  LiftDocument *document = lift_window_get_document (window);
  LiftNode *node = document != NULL ? lift_document_find (document, id) : NULL;

  return node != NULL && lift_node_get_kind (node) == LIFT_KIND_ITEM ? node : NULL;
}

static LiftNode *
find (LiftWindow *window,
      GVariant   *parameter)
{
  return find_item (window, g_variant_get_string (parameter, NULL));
}

/* States */

static void
set_state (LiftWindow    *window,
           GVariant      *parameter,
           LiftItemState  state)
{
  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };
  const LiftAct *act = lift_session_act (lift_window_get_session (window));
  LiftStateChange change = { .state = state, .by = act->who, .at = act->when };
  GError *error = NULL;
  LiftGroup *group = lift_intent_set_state (get_root (window), ids, &change, &error);

  apply (window, group, error);
}

static gboolean
is_done (LiftNode *item)
{
  g_autoptr(LiftConflict) conflict = lift_node_find_conflict (item, LIFT_ITEM_STATE);

  return conflict == NULL && lift_node_get_enum (item, LIFT_ITEM_STATE) == LIFT_ITEM_DONE;
}

static void
tick_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  LiftNode *item = find (user_data, parameter);

  /* Of what is in conflict a tick decides that it is done. */
  if (item != NULL)
    set_state (user_data, parameter, is_done (item) ? LIFT_ITEM_OPEN : LIFT_ITEM_DONE);
}

static void
reopen_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  if (find (user_data, parameter) != NULL)
    set_state (user_data, parameter, LIFT_ITEM_OPEN);
}

static void
ask_state (LiftWindow    *window,
           GVariant      *parameter,
           LiftItemState  state)
{
  if (find (window, parameter) != NULL)
    lift_state_dialog_present (GTK_WIDGET (window), lift_window_get_session (window), g_variant_get_string (parameter, NULL), state);
}

static void
block_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  ask_state (user_data, parameter, LIFT_ITEM_BLOCKED);
}

static void
fail_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  ask_state (user_data, parameter, LIFT_ITEM_FAILED);
}

static void
skip_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  ask_state (user_data, parameter, LIFT_ITEM_SKIPPED);
}

static void
na_cb (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  ask_state (user_data, parameter, LIFT_ITEM_NOT_APPLICABLE);
}

/* Details */

static void
open_item (LiftWindow          *window,
           GVariant            *parameter,
           LiftItemDialogFocus  focus)
{
  if (find (window, parameter) != NULL)
    lift_item_dialog_present (GTK_WIDGET (window), lift_window_get_session (window), g_variant_get_string (parameter, NULL), focus);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  open_item (user_data, parameter, LIFT_ITEM_DIALOG_TEXT);
}

static void
note_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  open_item (user_data, parameter, LIFT_ITEM_DIALOG_NOTE);
}

static void
evidence_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  open_item (user_data, parameter, LIFT_ITEM_DIALOG_EVIDENCE);
}

static void
assign_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  open_item (user_data, parameter, LIFT_ITEM_DIALOG_OWNER);
}

static void
moment_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  open_item (user_data, parameter, LIFT_ITEM_DIALOG_MOMENT);
}

static void
rename_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  if (find (user_data, parameter) != NULL)
    lift_checklist_rename (LIFT_CHECKLIST (lift_window_get_checklist (user_data)), g_variant_get_string (parameter, NULL));
}

static void
set_text_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const char *id, *text;
  GError *error = NULL;
  LiftGroup *group;

  g_variant_get (parameter, "(&s&s)", &id, &text);
  if (find_item (user_data, id) == NULL)
    return;

  group = lift_intent_reword (get_root (user_data), id, text, &error);
  apply (user_data, group, error);
}

/* Adding and deleting */

static void
add_item_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  lift_checklist_add (LIFT_CHECKLIST (lift_window_get_checklist (user_data)));
}

static const char *
get_last (LiftNode *phase)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  guint n = lift_nodes_get_n (items);

  return n > 0 ? lift_node_get_id (lift_nodes_get (items, n - 1)) : NULL;
}

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  LiftDocument *document = lift_window_get_document (user_data);
  const char *id, *text;
  GError *error = NULL;
  LiftGroup *group;
  LiftNode *phase;

  g_variant_get (parameter, "(&s&s)", &id, &text);
  phase = document != NULL ? lift_document_find (document, id) : NULL;
  if (phase == NULL || lift_node_get_kind (phase) != LIFT_KIND_PHASE)
    return;

  group = lift_intent_add_item (get_root (user_data), id, get_last (phase), text,
                                lift_session_act (lift_window_get_session (user_data)), NULL, &error);
  apply (user_data, group, error);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LiftWindow *window = LIFT_WINDOW (widget);
  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  LiftGroup *group;

  if (find (window, parameter) == NULL)
    return;

  number = lift_number_of (get_root (window), ids[0]);
  group = lift_intent_delete (get_root (window), ids, &error);
  if (!apply (window, group, error))
    return;

  /* Translators: %s is the number of an item, as in “2.3” */
  text = g_strdup_printf (_("Deleted %s"), number);
  lift_actions_offer_undo (window, text);
}

void
lift_actions_offer_undo (LiftWindow *window,
                         const char *text)
{
  g_autofree char *undo = lift_document_dup_undo_label (lift_window_get_document (window));
  g_autoptr(GVariant) target = g_variant_ref_sink (g_variant_new_string (undo));
  g_autofree char *restore = g_action_print_detailed_name ("win.item-restore", target);

  lift_window_toast (window, text, _("_Undo"), restore);
}

/* The offer to undo stays for some seconds: it takes back that deletion, not what was done since. */
static void
restore_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  LiftDocument *document = lift_window_get_document (user_data);
  g_autofree char *label = document != NULL ? lift_document_dup_undo_label (document) : NULL;

  if (g_strcmp0 (label, g_variant_get_string (parameter, NULL)) == 0)
    lift_session_undo (lift_window_get_session (user_data));
  else if (document != NULL)
    lift_window_toast (user_data, _("Other changes were made since: undo them first"), NULL, NULL);
}

/* Moving */

static void
move (LiftWindow *window,
      const char *id,
      const char *phase,
      const char *after)
{
  GError *error = NULL;
  LiftGroup *group = lift_intent_move (get_root (window), id, phase, after, &error);

  apply (window, group, error);
}

static void
move_by (LiftWindow *window,
         GVariant   *parameter,
         int         by)
{
  LiftNode *item = find (window, parameter);
  LiftNode *parent;
  LiftNodes *items;
  const char *after = NULL;
  guint index;

  if (item == NULL)
    return;

  parent = lift_document_find_parent (lift_window_get_document (window), lift_node_get_id (item));
  items = lift_node_get_list (parent, lift_kind_list_of (lift_node_get_kind (parent), LIFT_KIND_ITEM));
  if (!lift_nodes_index (items, item, &index))
    return;
  if ((by < 0 && index == 0) || (by > 0 && index + 1 >= lift_nodes_get_n (items)))
    return;

  if (by > 0)
    after = lift_node_get_id (lift_nodes_get (items, index + 1));
  else if (index >= 2)
    after = lift_node_get_id (lift_nodes_get (items, index - 2));
  move (window, lift_node_get_id (item), NULL, after);
}

static void
move_up_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  move_by (user_data, parameter, -1);
}

static void
move_down_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  move_by (user_data, parameter, 1);
}

/* To the end of another phase. */
static void
move_to_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  const char *id, *phase_id;
  LiftNode *phase;

  g_variant_get (parameter, "(&s&s)", &id, &phase_id);
  if (find_item (user_data, id) == NULL)
    return;

  phase = lift_document_find (lift_window_get_document (user_data), phase_id);
  if (phase != NULL && lift_node_get_kind (phase) == LIFT_KIND_PHASE && g_strcmp0 (get_last (phase), id) != 0)
    move (user_data, id, phase_id, get_last (phase));
}

static void
drop_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  const char *id, *phase, *after;

  g_variant_get (parameter, "(&s&s&s)", &id, &phase, &after);
  if (find_item (user_data, id) != NULL)
    move (user_data, id, phase, *after != '\0' ? after : NULL);
}

static const GActionEntry entries[] = {
  { "item-tick", tick_cb, "s" },
  { "item-open", open_cb, "s" },
  { "item-rename", rename_cb, "s" },
  { "item-block", block_cb, "s" },
  { "item-fail", fail_cb, "s" },
  { "item-skip", skip_cb, "s" },
  { "item-na", na_cb, "s" },
  { "item-reopen", reopen_cb, "s" },
  { "item-note", note_cb, "s" },
  { "item-evidence", evidence_cb, "s" },
  { "item-assign", assign_cb, "s" },
  { "item-moment", moment_cb, "s" },
  { "item-restore", restore_cb, "s" },
  { "item-move-up", move_up_cb, "s" },
  { "item-move-down", move_down_cb, "s" },
  { "item-move-to", move_to_cb, "(ss)" },
  { "item-drop", drop_cb, "(sss)" },
  { "item-set-text", set_text_cb, "(ss)" },
  { "item-add", add_cb, "(ss)" },
  { "add-item", add_item_cb },
};

void
lift_item_actions_install (GActionMap *map,
                           LiftWindow *window)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}

void
lift_item_actions_class_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.item-delete", "s", delete_action);
}
