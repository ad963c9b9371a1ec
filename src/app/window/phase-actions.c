/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with phases. */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "compat/dialogs.h"
#include "core/intents.h"
#include "core/moment.h"
#include "core/words.h"
#include "dialogs/form.h"
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

/* Title and offset of a phase, new or not. An offset is a figure, its unit, and before or after the release moment. */

typedef struct
{
  LiftWindow *window;
  char       *id;       /* the phase, or the one after which a new one comes */
  gboolean    is_new;
  GtkWidget  *title;
  GtkWidget  *kind;
  GtkWidget  *figure;
} PhaseForm;

enum
{
  OFFSET_NONE,
  OFFSET_RELEASE_DAY,
  OFFSET_WEEKS_BEFORE,
  OFFSET_DAYS_BEFORE,
  OFFSET_HOURS_BEFORE,
  OFFSET_HOURS_AFTER,
  OFFSET_DAYS_AFTER,
  OFFSET_WEEKS_AFTER,
  OFFSET_AS_IT_IS,
};

static const struct
{
  int  sign;
  char unit;
} offset_kinds[] = {
  [OFFSET_WEEKS_BEFORE] = { -1, 'W' }, [OFFSET_DAYS_BEFORE] = { -1, 'D' }, [OFFSET_HOURS_BEFORE] = { -1, 'H' },
  [OFFSET_HOURS_AFTER] = { 1, 'H' }, [OFFSET_DAYS_AFTER] = { 1, 'D' }, [OFFSET_WEEKS_AFTER] = { 1, 'W' },
};

static void
phase_form_free (PhaseForm *form)
{
  g_free (form->id);
  g_free (form);
}

static int
offset_kind (const char *offset,
             int        *figure)
{
  LiftDuration duration;
  int parts;

  *figure = 1;
  if (offset == NULL)
    return OFFSET_NONE;
  if (!lift_duration_parse (offset, &duration))
    return OFFSET_AS_IT_IS;
  if (lift_duration_is_zero (&duration))
    return OFFSET_RELEASE_DAY;

  parts = (duration.years != 0) + (duration.months != 0) + (duration.weeks != 0) + (duration.days != 0) + (duration.seconds != 0);
  if (parts != 1 || duration.years != 0 || duration.months != 0 || duration.seconds % 3600 != 0)
    return OFFSET_AS_IT_IS;
  if (duration.weeks != 0)
    {
      *figure = duration.weeks;
      return duration.sign < 0 ? OFFSET_WEEKS_BEFORE : OFFSET_WEEKS_AFTER;
    }
  if (duration.days != 0)
    {
      *figure = duration.days;
      return duration.sign < 0 ? OFFSET_DAYS_BEFORE : OFFSET_DAYS_AFTER;
    }
  *figure = duration.seconds / 3600;
  return duration.sign < 0 ? OFFSET_HOURS_BEFORE : OFFSET_HOURS_AFTER;
}

static char *
form_offset (PhaseForm  *form,
             const char *as_it_is)
{
  guint kind = adw_combo_row_get_selected (ADW_COMBO_ROW (form->kind));
  int figure = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (form->figure));

  if (kind == OFFSET_NONE)
    return g_strdup ("");
  if (kind == OFFSET_RELEASE_DAY)
    return g_strdup ("PT0S");
  if (kind == OFFSET_AS_IT_IS)
    return g_strdup (as_it_is);
  return g_strdup_printf ("%sP%s%d%c", offset_kinds[kind].sign < 0 ? "-" : "", offset_kinds[kind].unit == 'H' ? "T" : "",
                          figure, offset_kinds[kind].unit);
}

static void
phase_confirmed_cb (LiftForm  *dialog,
                    PhaseForm *form)
{
  LiftSession *session = lift_window_get_session (form->window);
  LiftNode *phase = form->is_new ? NULL : find_phase (form->window, form->id);
  g_autofree char *offset = form_offset (form, phase != NULL ? lift_node_get_text (phase, LIFT_PHASE_OFFSET) : NULL);
  g_autofree char *id = NULL;
  LiftGroup *group;
  GError *error = NULL;

  if (form->is_new)
    group = lift_intent_add_phase (get_root (form->window), form->id, lift_form_text (form->title), offset, LIFT_DAYS_CALENDAR,
                                   lift_session_act (session), &id, &error);
  else
    group = lift_intent_change_phase (get_root (form->window), form->id, &(LiftPhaseChange) { lift_form_text (form->title), offset, -1, -1 }, &error);

  if (error != NULL)
    {
      lift_form_set_error (dialog, error->message);
      lift_form_keep_open (dialog);
      g_error_free (error);
      return;
    }

  if (lift_session_apply (session, group, NULL) && id != NULL)
    lift_window_set_phase (form->window, id);
}

static void
phase_form_changed_cb (PhaseForm *form)
{
  GtkRoot *root = gtk_widget_get_root (form->title);
  g_autofree char *title = g_strstrip (g_strdup (lift_form_text (form->title)));
  guint kind = adw_combo_row_get_selected (ADW_COMBO_ROW (form->kind));

  gtk_widget_set_visible (gtk_widget_get_ancestor (form->figure, ADW_TYPE_ACTION_ROW),
                          kind >= OFFSET_WEEKS_BEFORE && kind <= OFFSET_WEEKS_AFTER);
  if (LIFT_IS_FORM (root))
    lift_form_set_ready (LIFT_FORM (root), *title != '\0');
}

static void
present_phase_form (LiftWindow *window,
                    const char *id,
                    gboolean    is_new)
{
  const char *labels[] = { _("No deadline"), _("On release day"), _("Weeks before"), _("Days before"), _("Hours before"),
                           _("Hours after"), _("Days after"), _("Weeks after"), NULL, NULL };
  LiftNode *phase = is_new ? NULL : find_phase (window, id);
  const char *offset = phase != NULL ? lift_node_get_text (phase, LIFT_PHASE_OFFSET) : NULL;
  PhaseForm *form;
  GtkWidget *dialog, *group, *row;
  int figure, kind = offset_kind (offset, &figure);

  if (!is_new && phase == NULL)
    return;
  if (kind == OFFSET_AS_IT_IS)
    labels[OFFSET_AS_IT_IS] = offset;

  form = g_new0 (PhaseForm, 1);
  form->window = window;
  form->id = g_strdup (id);
  form->is_new = is_new;

  dialog = is_new ? lift_form_new (_("Add Phase"), _("_Add")) : lift_form_new (_("Edit Phase"), _("_Apply"));
  g_object_set_data_full (G_OBJECT (dialog), "lift-phase-form", form, (GDestroyNotify) phase_form_free);
  group = lift_form_add_group (LIFT_FORM (dialog), NULL);
  form->title = lift_form_add_entry (LIFT_FORM (dialog), group, _("_Title"),
                                     phase != NULL ? lift_node_get_text (phase, LIFT_PHASE_TITLE) : NULL);
  form->kind = lift_form_add_combo (LIFT_FORM (dialog), group, _("_Finished by"), labels, is_new ? OFFSET_DAYS_BEFORE : kind);

  row = adw_action_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_How many"));
  form->figure = gtk_spin_button_new_with_range (1, MAX (999, figure), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (form->figure), figure);
  gtk_widget_set_valign (form->figure, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), form->figure);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), form->figure);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  g_signal_connect_swapped (form->title, "changed", G_CALLBACK (phase_form_changed_cb), form);
  g_signal_connect_swapped (form->kind, "notify::selected", G_CALLBACK (phase_form_changed_cb), form);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (phase_confirmed_cb), form);
  phase_form_changed_cb (form);
  lift_form_present (LIFT_FORM (dialog), GTK_WIDGET (window), form->title);
}

static void
edit_phase_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  present_phase_form (user_data, g_variant_get_string (parameter, NULL), FALSE);
}

static void
add_phase_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  present_phase_form (user_data, g_variant_get_string (parameter, NULL), TRUE);
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
