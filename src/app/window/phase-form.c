/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/intents.h"
#include "core/moment.h"
#include "dialogs/form.h"
#include "dialogs/offset-rows.h"
#include "phase-form.h"

typedef struct
{
  LiftWindow     *window;
  char           *id;
  gboolean        is_new;
  GtkWidget      *dialog;
  GtkWidget      *title;
  LiftOffsetRows  offset;
  GtkWidget      *rule;
} PhaseForm;

static const LiftOffsetKind kinds[] = {
  { N_("No deadline"), "" },
  { N_("On release day"), "PT0S" },
  { N_("Weeks before"), NULL, -1, 'W' },
  { N_("Days before"), NULL, -1, 'D' },
  { N_("Working days before"), NULL, -1, 'D', LIFT_DAYS_WORKING },
  { N_("Hours before"), NULL, -1, 'H' },
  { N_("Hours after"), NULL, 1, 'H' },
  { N_("Working days after"), NULL, 1, 'D', LIFT_DAYS_WORKING },
  { N_("Days after"), NULL, 1, 'D' },
  { N_("Weeks after"), NULL, 1, 'W' },
};

static void
phase_form_free (PhaseForm *form)
{
  lift_offset_rows_clear (&form->offset);
  g_free (form->id);
  g_free (form);
}

static LiftNode *
get_root (PhaseForm *form)
{
  return lift_document_get_root (lift_window_get_document (form->window));
}

/* A new phase with a rule of its own is one step of undo too. */
static LiftGroup *
make_new (PhaseForm    *form,
          const char   *offset,
          LiftDayCount  counted,
          int           rule,
          char        **id,
          GError      **error)
{
  LiftNode *root = get_root (form);
  g_autoptr(LiftGroup) group = lift_intent_add_phase (root, form->id, lift_form_text (form->title), offset, counted,
                                                      lift_session_act (lift_window_get_session (form->window)), id, error);
  g_autoptr(LiftNode) after = NULL;
  LiftGroup *own;

  if (group == NULL || rule == LIFT_OWN_RULE_NONE)
    return g_steal_pointer (&group);
  after = lift_group_apply (group, root, NULL, NULL, NULL);
  own = lift_intent_change_phase (after, *id, &(LiftPhaseChange) { .counted = -1, .rule = rule }, error);
  if (own == NULL)
    return NULL;
  lift_group_append (group, own);
  return g_steal_pointer (&group);
}

static void
confirmed_cb (PhaseForm *form)
{
  LiftSession *session = lift_window_get_session (form->window);
  LiftDayCount counted;
  g_autofree char *offset = lift_offset_rows_dup (&form->offset, &counted);
  g_autofree char *id = NULL;
  int rule = gtk_widget_get_visible (form->rule) ? (int) adw_combo_row_get_selected (ADW_COMBO_ROW (form->rule))
             : form->is_new ? LIFT_OWN_RULE_NONE : -1;
  LiftPhaseChange change = { lift_form_text (form->title), offset, counted, rule };
  g_autoptr(GError) error = NULL;
  LiftGroup *group;

  if (form->is_new)
    group = make_new (form, offset, counted, rule, &id, &error);
  else
    group = lift_intent_change_phase (get_root (form), form->id, &change, &error);
  if (group == NULL)
    {
      lift_form_set_error (LIFT_FORM (form->dialog), error->message);
      lift_form_keep_open (LIFT_FORM (form->dialog));
      return;
    }
  if (lift_session_apply (session, group, NULL) && id != NULL)
    lift_window_set_phase (form->window, id);
}

/* Only days and weeks lead to a day that may not be worked. */
static gboolean
has_days (PhaseForm *form)
{
  g_autofree char *offset = lift_offset_rows_dup (&form->offset, NULL);
  LiftDuration duration;

  return offset != NULL && lift_duration_parse (offset, &duration) && lift_duration_has_days (&duration);
}

static void
changed_cb (PhaseForm *form)
{
  g_autofree char *title = g_strstrip (g_strdup (lift_form_text (form->title)));

  gtk_widget_set_visible (form->rule, has_days (form));
  lift_form_set_ready (LIFT_FORM (form->dialog), *title != '\0');
}

static GtkWidget *
add_rule (PhaseForm *form,
          GtkWidget *group,
          LiftNode  *phase)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < lift_enum_n_words (LIFT_ENUM_PHASE_RULE); i++)
    g_ptr_array_add (labels, (gpointer) lift_enum_label (LIFT_ENUM_PHASE_RULE, i));
  g_ptr_array_add (labels, NULL);
  return lift_form_add_combo (LIFT_FORM (form->dialog), group, _("_Weekends and holidays"), (const char *const *) labels->pdata,
                              phase != NULL ? lift_node_get_enum (phase, LIFT_PHASE_RULE) : LIFT_OWN_RULE_NONE);
}

void
lift_phase_form_present (LiftWindow *window,
                         const char *id,
                         gboolean    is_new)
{
  LiftNode *phase = is_new ? NULL : lift_document_find (lift_window_get_document (window), id);
  PhaseForm *form;
  GtkWidget *group;

  if (!is_new && phase == NULL)
    return;

  form = g_new0 (PhaseForm, 1);
  form->window = window;
  form->id = g_strdup (id);
  form->is_new = is_new;
  form->dialog = is_new ? lift_form_new (_("Add Phase"), _("_Add")) : lift_form_new (_("Edit Phase"), _("_Apply"));
  g_object_set_data_full (G_OBJECT (form->dialog), "lift-phase-form", form, (GDestroyNotify) phase_form_free);
  group = lift_form_add_group (LIFT_FORM (form->dialog), NULL);
  form->title = lift_form_add_entry (LIFT_FORM (form->dialog), group, _("_Title"), phase != NULL ? lift_node_get_text (phase, LIFT_PHASE_TITLE) : NULL);
  lift_offset_rows_add (&form->offset, LIFT_FORM (form->dialog), group, _("_Finished by"), kinds, G_N_ELEMENTS (kinds),
                        is_new ? "-P1D" : lift_node_get_text (phase, LIFT_PHASE_OFFSET),
                        is_new ? LIFT_DAYS_CALENDAR : (LiftDayCount) lift_node_get_enum (phase, LIFT_PHASE_COUNTED));
  form->rule = add_rule (form, group, phase);

  g_signal_connect_swapped (form->title, "changed", G_CALLBACK (changed_cb), form);
  lift_offset_rows_connect (&form->offset, G_CALLBACK (changed_cb), form);
  g_signal_connect_swapped (form->dialog, "confirmed", G_CALLBACK (confirmed_cb), form);
  changed_cb (form);
  lift_form_present (LIFT_FORM (form->dialog), GTK_WIDGET (window), form->title);
}
