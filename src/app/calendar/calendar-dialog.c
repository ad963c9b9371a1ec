/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "calendar-dialog.h"
#include "core/intents.h"
#include "core/schedule.h"
#include "core/text.h"
#include "dialogs/form.h"
#include "dialogs/groups.h"
#include "period-lists.h"
#include "release-dialogs/clash-box.h"
#include "release-dialogs/columns.h"
#include "release-dialogs/deadline-list.h"
#include "weekend-row.h"
#include "widgets/notice.h"

static const LiftField fields[LIFT_N_LISTS] = { LIFT_RELEASE_HOLIDAYS, LIFT_RELEASE_WINDOWS, LIFT_RELEASE_FREEZES };

typedef struct
{
  LiftSession       *session;
  LiftNode          *opened; /* the release as the rows were filled from it */
  GtkWidget         *dialog;
  GtkWidget         *weekend;
  GtkWidget         *lists;
  GtkWidget         *offer, *offer_words;
  GtkWidget         *clash;
  GtkWidget         *deadlines;
  LiftCalendarLists  defaults;
} Calendar;

static void
calendar_free (Calendar *self)
{
  lift_calendar_lists_clear (&self->defaults);
  g_object_unref (self->session);
  lift_node_unref (self->opened);
  g_free (self);
}

static LiftNode *
get_root (Calendar *self)
{
  return lift_document_get_root (lift_session_get_document (self->session));
}

static LiftGroup *
make_group (Calendar  *self,
            GError   **error)
{
  LiftDeadlineList *deadlines = LIFT_DEADLINE_LIST (self->deadlines);
  LiftPeriodLists *lists = LIFT_PERIOD_LISTS (self->lists);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_group_unref);
  guint days = lift_weekend_row_get_days (LIFT_WEEKEND_ROW (self->weekend));
  g_autofree char *weekend = days != LIFT_WEEKEND_USUAL ? lift_weekdays_format (days) : g_strdup ("");
  g_autofree char *holidays = lift_period_lists_dup (lists, LIFT_LIST_HOLIDAYS);
  g_autofree char *windows = lift_period_lists_dup (lists, LIFT_LIST_WINDOWS);
  g_autofree char *freezes = lift_period_lists_dup (lists, LIFT_LIST_FREEZES);
  LiftNode *root = get_root (self);
  LiftCalendarChange change = {
    lift_enum_unless_untouched (root, self->opened, LIFT_RELEASE_RULE, lift_deadline_list_get_rule (deadlines)),
    lift_unless_untouched (root, self->opened, LIFT_RELEASE_WEEKEND, weekend),
    lift_unless_untouched (root, self->opened, LIFT_RELEASE_HOLIDAYS, holidays),
    lift_unless_untouched (root, self->opened, LIFT_RELEASE_WINDOWS, windows),
    lift_unless_untouched (root, self->opened, LIFT_RELEASE_FREEZES, freezes),
  };

  if (!lift_groups_take (groups, lift_intent_calendar (root, &change, error))
      || !lift_groups_take (groups, lift_deadline_list_make_own (deadlines, root, error)))
    return NULL;
  return lift_groups_join (groups, LIFT_VERB_CALENDAR);
}

static void
show_offer (Calendar *self)
{
  guint n = lift_period_lists_lack (LIFT_PERIOD_LISTS (self->lists), &self->defaults);
  g_autofree char *words = g_strdup_printf (ngettext ("%u line of the lists for all releases is not here", "%u lines of the lists for all releases are not here", n), n);

  gtk_label_set_label (GTK_LABEL (self->offer_words), words);
  gtk_widget_set_visible (self->offer, n > 0);
}

static void
update (Calendar *self)
{
  g_autoptr(GError) error = NULL;
  gboolean right = lift_period_lists_check (LIFT_PERIOD_LISTS (self->lists));
  g_autoptr(LiftGroup) group = right ? make_group (self, &error) : NULL;
  g_autoptr(LiftNode) after = NULL;

  show_offer (self);
  lift_form_set_error (LIFT_FORM (self->dialog), error != NULL ? error->message : NULL);
  lift_form_set_ready (LIFT_FORM (self->dialog), group != NULL && lift_group_get_n_edits (group) > 0);
  if (group == NULL)
    return;
  after = lift_group_apply (group, get_root (self), NULL, NULL, NULL);
  lift_deadline_list_show (LIFT_DEADLINE_LIST (self->deadlines), after, get_root (self), NULL);
  lift_clash_box_show (LIFT_CLASH_BOX (self->clash), after);
}

static void
confirmed_cb (Calendar *self)
{
  GError *error = NULL;
  LiftGroup *group = make_group (self, &error);

  if (group == NULL)
    {
      lift_form_set_error (LIFT_FORM (self->dialog), error->message);
      lift_form_keep_open (LIFT_FORM (self->dialog));
      g_error_free (error);
      return;
    }
  lift_session_apply (self->session, group, NULL);
}

static void
take_over_cb (Calendar *self)
{
  lift_period_lists_add (LIFT_PERIOD_LISTS (self->lists), &self->defaults);
}

/* What the lists for all releases have in addition. */
static GtkWidget *
offer_new (Calendar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_("Take Over the Lists for All Releases"));

  self->offer_words = lift_caption_new (NULL, 0);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (take_over_cb), self);
  gtk_box_append (GTK_BOX (box), self->offer_words);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
lists_column_new (Calendar *self,
                  LiftNode *root)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autoptr(GError) error = NULL;
  guint weekend;

  self->weekend = lift_weekend_row_new ();
  self->lists = lift_period_lists_new (lift_node_get_text (root, LIFT_RELEASE_ZONE));
  self->offer = offer_new (self);
  gtk_box_append (GTK_BOX (column), self->weekend);
  gtk_box_append (GTK_BOX (column), self->lists);
  gtk_box_append (GTK_BOX (column), self->offer);

  if (!lift_weekdays_parse (lift_node_get_text (root, LIFT_RELEASE_WEEKEND), &weekend) || weekend == 0)
    weekend = LIFT_WEEKEND_USUAL;
  lift_weekend_row_set_days (LIFT_WEEKEND_ROW (self->weekend), weekend);
  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    lift_period_lists_set (LIFT_PERIOD_LISTS (self->lists), kind, lift_node_get_text (root, fields[kind]));
  if (!lift_default_lists_load (lift_schedule_zone (root), &self->defaults, &error))
    {
      g_autofree char *shown = lift_text_visible (error->message);

      gtk_box_append (GTK_BOX (column), lift_notice_new ("dialog-warning-symbolic", _("The lists for all releases"), shown));
    }
  return column;
}

void
lift_calendar_dialog_present (LiftSession *session,
                              GtkWidget   *parent)
{
  Calendar *self = g_new0 (Calendar, 1);
  GtkWidget *left, *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  LiftNode *root;

  self->session = g_object_ref (session);
  root = get_root (self);
  self->opened = lift_node_ref (root);
  self->dialog = lift_form_new (_("Calendar"), _("_Apply"));
  g_object_set_data_full (G_OBJECT (self->dialog), "lift-calendar", self, (GDestroyNotify) calendar_free);
  lift_form_set_size (LIFT_FORM (self->dialog), 960, 780);

  left = lists_column_new (self, root);
  self->deadlines = lift_deadline_list_new (_("Deadlines"));
  lift_deadline_list_add_rule (LIFT_DEADLINE_LIST (self->deadlines), lift_node_get_enum (root, LIFT_RELEASE_RULE));
  self->clash = lift_clash_box_new (NULL);
  gtk_box_append (GTK_BOX (right), self->deadlines);
  gtk_box_append (GTK_BOX (right), self->clash);
  lift_form_add (LIFT_FORM (self->dialog), lift_columns_new (left, right));

  g_signal_connect_swapped (self->weekend, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->lists, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->deadlines, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (confirmed_cb), self);
  update (self);
  lift_form_present (LIFT_FORM (self->dialog), parent, self->weekend);
}
