/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "clash-box.h"
#include "columns.h"
#include "core/intents.h"
#include "core/workday.h"
#include "deadline-list.h"
#include "dialogs/form.h"
#include "dialogs/groups.h"
#include "field-note.h"
#include "moment-rows.h"
#include "moves-row.h"
#include "reschedule-dialog.h"

typedef struct
{
  LiftSession *session;
  LiftNode    *opened; /* the release as the rows were filled from it */
  GtkWidget   *dialog;
  GtkWidget   *rows;
  GtkWidget   *reason;
  GtkWidget   *clash;
  GtkWidget   *deadlines;
} Reschedule;

static void
reschedule_free (Reschedule *self)
{
  g_object_unref (self->session);
  lift_node_unref (self->opened);
  g_free (self);
}

static LiftNode *
get_root (Reschedule *self)
{
  return lift_document_get_root (lift_session_get_document (self->session));
}

/* NULL without @error: not all of the fields are well. @any_reason: what stands against the moment does not matter. */
static LiftGroup *
make_group (Reschedule  *self,
            gboolean     any_reason,
            GError     **error)
{
  LiftDeadlineList *deadlines = LIFT_DEADLINE_LIST (self->deadlines);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_group_unref);
  g_autofree char *local = NULL;
  g_autofree char *window = NULL;
  g_autofree char *day_time = NULL;
  g_autofree char *override = lift_clash_box_dup_reason (LIFT_CLASH_BOX (self->clash));
  LiftReschedule change = { .reason = lift_form_text (self->reason), .override = override };
  LiftNode *root = get_root (self), *opened = self->opened;
  LiftCalendarChange calendar = { .rule = lift_enum_unless_untouched (root, opened, LIFT_RELEASE_RULE, lift_deadline_list_get_rule (deadlines)) };

  if (!lift_moment_rows_get (LIFT_MOMENT_ROWS (self->rows), &local, &change.zone, &window, &day_time))
    return NULL;
  change.local = local;
  /* Untouched, it is what it is now. */
  if (g_strcmp0 (*local != '\0' ? local : NULL, lift_node_get_text (opened, LIFT_RELEASE_LOCAL)) == 0
      && g_strcmp0 (change.zone, lift_node_get_text (opened, LIFT_RELEASE_ZONE)) == 0)
    change.local = change.zone = NULL;
  change.window = lift_unless_untouched (root, opened, LIFT_RELEASE_WINDOW, window);
  change.day_time = lift_unless_untouched (root, opened, LIFT_RELEASE_DAY_TIME, day_time);
  if (any_reason)
    change.override = "-";
  if (!lift_groups_take (groups, lift_intent_reschedule (root, &change, lift_session_act (self->session), error))
      || !lift_groups_take (groups, lift_intent_calendar (root, &calendar, error))
      || !lift_groups_take (groups, lift_deadline_list_make_own (deadlines, root, error)))
    return NULL;
  return lift_groups_join (groups, groups->len > 0 ? lift_group_get_verb (g_ptr_array_index (groups, 0)) : LIFT_VERB_RESCHEDULE);
}

static void update (Reschedule *self);

static gboolean
moves (Reschedule *self,
       LiftNode   *after)
{
  LiftNode *root = get_root (self);

  return g_strcmp0 (lift_node_get_text (root, LIFT_RELEASE_LOCAL), lift_node_get_text (after, LIFT_RELEASE_LOCAL)) != 0
         || g_strcmp0 (lift_node_get_text (root, LIFT_RELEASE_ZONE), lift_node_get_text (after, LIFT_RELEASE_ZONE)) != 0;
}

/* The reason that there is was given for the moment that there is. */
static void
carry_reason (Reschedule *self,
              gboolean    moved)
{
  LiftNode *root = get_root (self);
  const char *given = lift_clash_overridden (root) ? lift_node_get_text (root, LIFT_RELEASE_OVERRIDE) : "";

  g_signal_handlers_block_by_func (self->clash, update, self);
  lift_clash_box_replace_reason (LIFT_CLASH_BOX (self->clash), moved ? given : "", moved ? "" : given);
  g_signal_handlers_unblock_by_func (self->clash, update, self);
}

static void
update (Reschedule *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftGroup) preview = make_group (self, TRUE, &error);
  g_autoptr(LiftGroup) group = NULL;
  g_autoptr(LiftNode) after = NULL;
  g_autofree char *override = NULL;
  gboolean well = lift_field_note_check (self->reason, LIFT_MOVE_REASON);

  lift_form_set_error (LIFT_FORM (self->dialog), error != NULL ? error->message : NULL);
  lift_form_set_ready (LIFT_FORM (self->dialog), FALSE);
  if (preview == NULL)
    return;
  after = lift_group_apply (preview, get_root (self), NULL, NULL, NULL);
  lift_deadline_list_show (LIFT_DEADLINE_LIST (self->deadlines), after, get_root (self), NULL);
  lift_clash_box_show (LIFT_CLASH_BOX (self->clash), after);
  carry_reason (self, moves (self, after));
  override = lift_clash_box_dup_reason (LIFT_CLASH_BOX (self->clash));
  if (!lift_clash_box_clashes (LIFT_CLASH_BOX (self->clash)) || override != NULL || !moves (self, after))
    group = make_group (self, FALSE, NULL);
  lift_form_set_ready (LIFT_FORM (self->dialog), well && group != NULL && lift_group_get_n_edits (group) > 0);
}

static void
confirmed_cb (Reschedule *self)
{
  GError *error = NULL;
  LiftGroup *group = make_group (self, FALSE, &error);

  if (group == NULL)
    {
      lift_form_set_error (LIFT_FORM (self->dialog), error != NULL ? error->message : NULL);
      lift_form_keep_open (LIFT_FORM (self->dialog));
      g_clear_error (&error);
      return;
    }
  lift_session_apply (self->session, group, NULL);
}

/* Where it moves, why, and how often it was moved before. */
static GtkWidget *
moment_column_new (Reschedule *self,
                   LiftNode   *root)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *moves_row = lift_moves_row_new (root);

  self->rows = lift_moment_rows_new (_("Moment"), LIFT_MOMENT_OF_RELEASE);
  self->clash = lift_clash_box_new (LIFT_FORM (self->dialog));
  self->reason = lift_form_add_entry (LIFT_FORM (self->dialog), group, _("Re_ason"), NULL);
  lift_field_note_add (self->reason, group);
  if (moves_row != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), moves_row);
  gtk_box_append (GTK_BOX (column), self->rows);
  gtk_box_append (GTK_BOX (column), self->clash);
  gtk_box_append (GTK_BOX (column), group);
  return column;
}

void
lift_reschedule_dialog_present (LiftSession *session,
                                GtkWidget   *parent)
{
  Reschedule *self = g_new0 (Reschedule, 1);
  GtkWidget *column;
  LiftNode *root;

  self->session = g_object_ref (session);
  root = get_root (self);
  self->opened = lift_node_ref (root);
  self->dialog = lift_form_new (_("Reschedule"), _("_Reschedule"));
  g_object_set_data_full (G_OBJECT (self->dialog), "lift-reschedule", self, (GDestroyNotify) reschedule_free);
  lift_form_set_size (LIFT_FORM (self->dialog), 960, 700);

  column = moment_column_new (self, root);
  self->deadlines = lift_deadline_list_new (_("Deadlines"));
  lift_deadline_list_add_rule (LIFT_DEADLINE_LIST (self->deadlines), lift_node_get_enum (root, LIFT_RELEASE_RULE));
  lift_form_add (LIFT_FORM (self->dialog), lift_columns_new (column, self->deadlines));
  lift_moment_rows_set (LIFT_MOMENT_ROWS (self->rows), lift_node_get_text (root, LIFT_RELEASE_LOCAL), lift_node_get_text (root, LIFT_RELEASE_ZONE),
                        lift_node_get_text (root, LIFT_RELEASE_WINDOW), lift_node_get_text (root, LIFT_RELEASE_DAY_TIME));

  g_signal_connect_swapped (self->rows, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->clash, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->deadlines, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (self->rows, "activated", G_CALLBACK (lift_form_confirm), self->dialog, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (confirmed_cb), self);
  update (self);
  lift_form_present (LIFT_FORM (self->dialog), parent, lift_moment_rows_get_focus (LIFT_MOMENT_ROWS (self->rows)));
}
