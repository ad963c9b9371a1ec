/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/intents.h"
#include "core/words.h"
#include "deadline-list.h"
#include "deadline-row.h"
#include "dialogs/groups.h"
#include "moment-notes.h"
#include "rule-row.h"
#include "session/clock.h"
#include "widgets/notice.h"

#define PHASE "lift-phase"
#define RULE  "lift-rule"

struct _LiftDeadlineList
{
  AdwBin      parent_instance;

  GtkWidget  *count;
  GtkWidget  *list;
  GtkWidget  *rule;    /* NULL: it cannot be chosen */
  GtkWidget  *notes;
  GHashTable *own;     /* id of a phase to the LiftOwnRule that was chosen for it */
  GHashTable *buttons; /* id of a phase to the button that is shown, borrowed */
};

G_DEFINE_FINAL_TYPE (LiftDeadlineList, lift_deadline_list, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the rule does to a phase */

static void
own_cb (GtkButton        *button,
        LiftDeadlineList *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), PHASE));
  LiftOwnRule rule = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), RULE));
  GtkWidget *again;

  g_hash_table_replace (self->own, g_strdup (id), GINT_TO_POINTER (rule));
  g_signal_emit (self, signals[CHANGED], 0);

  /* The row was made anew, and its button says the opposite. */
  again = g_hash_table_lookup (self->buttons, id);
  if (again != NULL)
    gtk_widget_grab_focus (again);
}

static GtkWidget *
own_button_new (LiftDeadlineList *self,
                LiftNode         *phase,
                const char       *label,
                const char       *access,
                LiftOwnRule       rule)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *id = g_strdup (lift_node_get_id (phase));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "edge");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, access, -1);
  g_hash_table_replace (self->buttons, g_strdup (id), button);
  g_object_set_data_full (G_OBJECT (button), PHASE, g_steal_pointer (&id), g_free);
  g_object_set_data (G_OBJECT (button), RULE, GINT_TO_POINTER (rule));
  g_signal_connect (button, "clicked", G_CALLBACK (own_cb), self);
  return button;
}

/* A deadline that the rule moved can stay where it was; one that stays can follow the rule again. */
static GtkWidget *
button_for (LiftDeadlineList *self,
            LiftNode         *release,
            LiftNode         *phase)
{
  g_autofree char *title = lift_words_text (phase, LIFT_PHASE_TITLE);
  g_autofree char *label = NULL;
  LiftLocal day;
  LiftDue due;

  if (self->rule == NULL)
    return NULL;
  lift_schedule_reckon (release, phase, &due);
  if (due.moved)
    {
      lift_zone_local (lift_schedule_zone (release), due.nominal, &day, NULL, NULL);
      /* Translators: a deadline stays where it falls; %s is a day of the week: “Keep Sunday” */
      label = g_strdup_printf (_("Keep %s"), lift_weekday_label (lift_local_weekday (&day)));
      return own_button_new (self, phase, label, title, LIFT_OWN_RULE_KEEP);
    }
  if (due.instant == LIFT_NO_INSTANT || lift_node_get_enum (phase, LIFT_PHASE_RULE) != LIFT_OWN_RULE_KEEP
      || lift_node_get_enum (release, LIFT_RELEASE_RULE) == LIFT_RULE_KEEP)
    return NULL;
  lift_zone_local (lift_schedule_zone (release), due.instant, &day, NULL, NULL);
  /* Translators: a deadline goes by the rule for weekends and holidays again */
  return lift_workday_is (release, &day, NULL) ? NULL : own_button_new (self, phase, _("Follow the Rule"), title, LIFT_OWN_RULE_NONE);
}

static void
rule_cb (LiftDeadlineList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lift_deadline_list_finalize (GObject *object)
{
  LiftDeadlineList *self = LIFT_DEADLINE_LIST (object);

  g_hash_table_unref (self->own);
  g_hash_table_unref (self->buttons);

  G_OBJECT_CLASS (lift_deadline_list_parent_class)->finalize (object);
}

static void
lift_deadline_list_class_init (LiftDeadlineListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_deadline_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", LIFT_TYPE_DEADLINE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_deadline_list_init (LiftDeadlineList *self)
{
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->buttons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GtkWidget *
lift_deadline_list_new (const char *title)
{
  LiftDeadlineList *self = g_object_new (LIFT_TYPE_DEADLINE_LIST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();

  self->count = lift_caption_new (NULL, 1);
  gtk_label_set_wrap (GTK_LABEL (self->count), FALSE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->count);

  self->list = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_add_css_class (self->list, "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->list);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->notes);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

/* The warnings about the moment itself stand with the phase that starts at it, if there is one. */
static gboolean
has_release_day (LiftNode *release)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);

      if (lift_schedule_is_release_day (phase) && lift_node_get_text (phase, LIFT_PHASE_PINNED_LOCAL) == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
show_notes (LiftDeadlineList *self,
            LiftNode         *release,
            gint64            now)
{
  g_autofree char *warning = has_release_day (release) ? NULL : lift_moment_warning (release, now);
  g_autoptr(GArray) changes = lift_clock_changes (release);

  if (warning != NULL)
    gtk_box_append (GTK_BOX (self->notes), lift_notice_new ("dialog-warning-symbolic", _("The release moment"), warning));
  for (guint i = 0; i < changes->len; i++)
    {
      const LiftClockChange *change = &g_array_index (changes, LiftClockChange, i);
      g_autofree char *title = lift_clock_change_title (release, change);
      g_autofree char *text = lift_clock_change_text (release, change);

      gtk_box_append (GTK_BOX (self->notes), lift_notice_new ("preferences-system-time-symbolic", title, text));
    }
}

static void
remove_children (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

void
lift_deadline_list_show (LiftDeadlineList *self,
                         LiftNode         *release,
                         LiftNode         *before,
                         const char       *phase)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  guint n = lift_nodes_get_n (phases), n_items = lift_schedule_n_items (release, NULL);
  gint64 now = lift_clock_now ();
  g_autofree char *items = g_strdup_printf (ngettext ("%u item", "%u items", n_items), n_items);
  /* Translators: %s is “38 items” */
  g_autofree char *count = g_strdup_printf (ngettext ("%s in %u phase", "%s in %u phases", n), items, n);

  gtk_label_set_label (GTK_LABEL (self->count), phase == NULL ? count : "");
  g_hash_table_remove_all (self->buttons);
  remove_children (self->list);
  remove_children (self->notes);
  for (guint i = 0; i < n; i++)
    {
      LiftNode *node = lift_nodes_get (phases, i);

      if (phase == NULL || g_strcmp0 (lift_node_get_id (node), phase) == 0)
        gtk_box_append (GTK_BOX (self->list), lift_deadline_row_new (release, before, node, now, button_for (self, release, node)));
    }
  if (phase == NULL)
    show_notes (self, release, now);
  gtk_widget_set_visible (self->notes, gtk_widget_get_first_child (self->notes) != NULL);
}

LiftGroup *
lift_deadline_list_make_own (LiftDeadlineList  *self,
                             LiftNode          *release,
                             GError           **error)
{
  LiftNodes *phases = lift_node_get_list (release, LIFT_RELEASE_PHASES);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_group_unref);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      const char *id = lift_node_get_id (lift_nodes_get (phases, i));
      gpointer rule;

      if (g_hash_table_lookup_extended (self->own, id, NULL, &rule)
          && !lift_groups_take (groups, lift_intent_change_phase (release, id, &(LiftPhaseChange) { .counted = -1, .rule = GPOINTER_TO_INT (rule) }, error)))
        return NULL;
    }
  return lift_groups_join (groups, LIFT_VERB_RENAME_PHASE);
}

LiftDayRule
lift_deadline_list_get_rule (LiftDeadlineList *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->rule));
}

void
lift_deadline_list_add_rule (LiftDeadlineList *self,
                             LiftDayRule       rule)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->rule = lift_rule_row_new ();
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->rule), rule);
  g_signal_connect_swapped (self->rule, "notify::selected", G_CALLBACK (rule_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rule);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->notes)), group, gtk_widget_get_prev_sibling (self->notes));
}

void
lift_deadline_list_forget_own (LiftDeadlineList *self)
{
  g_hash_table_remove_all (self->own);
}
