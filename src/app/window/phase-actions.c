/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with phases. */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "core/intents.h"
#include "core/words.h"
#include "phase-form.h"
#include "release-dialogs/pin-dialog.h"

const char *const lift_phase_changing_actions[] = {
  "edit-phase", "add-phase", "move-phase-up", "move-phase-down", "pin-phase", NULL
};

static LiftNode *
get_root (LiftWindow *window)
{
  return lift_document_get_root (lift_window_get_document (window));
}

/* A parameter may come from outside: it need not be the id of a phase. */
static LiftNode *
find_phase (LiftWindow *window,
            const char *id)
{
  LiftDocument *document = lift_window_get_document (window);
  LiftNode *node = document != NULL ? lift_document_find (document, id) : NULL;

  return node != NULL && lift_node_get_kind (node) == LIFT_KIND_PHASE ? node : NULL;
}

static void
phase_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  lift_window_set_phase (user_data, g_variant_get_string (parameter, NULL));
}

/* By its place, for Alt+1 to Alt+9. */
static void
phase_number_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  LiftNodes *phases;
  int number = g_variant_get_int32 (parameter);

  if (lift_window_get_document (user_data) == NULL)
    return;

  phases = lift_node_get_list (get_root (user_data), LIFT_RELEASE_PHASES);
  if (number >= 1 && (guint) number <= lift_nodes_get_n (phases))
    lift_window_set_phase (user_data, lift_node_get_id (lift_nodes_get (phases, number - 1)));
}

static void
next_phase_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  lift_window_step_phase (user_data, 1);
}

static void
previous_phase_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  lift_window_step_phase (user_data, -1);
}

static void
show_phases_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  lift_window_show_phases (user_data);
}

static void
edit_phase_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const char *id = g_variant_get_string (parameter, NULL);

  if (find_phase (user_data, id) != NULL)
    lift_phase_form_present (user_data, id, FALSE);
}

static void
add_phase_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  lift_phase_form_present (user_data, g_variant_get_string (parameter, NULL), TRUE);
}

static void
delete_phase_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  LiftWindow *window = LIFT_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  LiftNode *phase = find_phase (window, id);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  LiftGroup *group;
  GError *error = NULL;

  if (phase == NULL)
    return;

  title = lift_words_text (phase, LIFT_PHASE_TITLE);
  /* Translators: %s is the title of a phase */
  text = g_strdup_printf (_("Deleted %s"), title);
  group = lift_intent_delete (get_root (window), (const char *const[]) { id, NULL }, &error);
  if (lift_session_apply (lift_window_get_session (window), group, error))
    lift_actions_offer_undo (window, text);
}

static void
move_phase (LiftWindow *window,
            const char *id,
            int         by)
{
  LiftNode *phase = find_phase (window, id);
  LiftNodes *phases = lift_node_get_list (get_root (window), LIFT_RELEASE_PHASES);
  LiftGroup *group;
  GError *error = NULL;
  const char *after;
  guint index;

  if (phase == NULL || !lift_nodes_index (phases, phase, &index))
    return;
  if ((by < 0 && index == 0) || (by > 0 && index + 1 >= lift_nodes_get_n (phases)))
    return;

  if (by > 0)
    after = lift_node_get_id (lift_nodes_get (phases, index + 1));
  else
    after = index >= 2 ? lift_node_get_id (lift_nodes_get (phases, index - 2)) : NULL;
  group = lift_intent_move (get_root (window), id, NULL, after, &error);
  lift_session_apply (lift_window_get_session (window), group, error);
}

static void
move_phase_up_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  move_phase (user_data, g_variant_get_string (parameter, NULL), -1);
}

static void
move_phase_down_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  move_phase (user_data, g_variant_get_string (parameter, NULL), 1);
}

static void
pin_phase_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  const char *id = g_variant_get_string (parameter, NULL);

  if (find_phase (user_data, id) != NULL)
    lift_pin_dialog_present (lift_window_get_session (user_data), id, user_data);
}

static const GActionEntry entries[] = {
  { "phase", phase_cb, "s" },
  { "phase-number", phase_number_cb, "i" },
  { "next-phase", next_phase_cb },
  { "previous-phase", previous_phase_cb },
  { "show-phases", show_phases_cb },
  { "edit-phase", edit_phase_cb, "s" },
  { "add-phase", add_phase_cb, "s" },
  { "move-phase-up", move_phase_up_cb, "s" },
  { "move-phase-down", move_phase_down_cb, "s" },
  { "pin-phase", pin_phase_cb, "s" },
};

void
lift_phase_actions_install (GActionMap *map,
                            LiftWindow *window)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}

void
lift_phase_actions_class_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.delete-phase", "s", delete_phase_action);
}
