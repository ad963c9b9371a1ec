/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "calendar/default-lists.h"
#include "core/intents.h"
#include "core/life.h"
#include "core/store.h"
#include "core/template.h"
#include "core/text.h"
#include "core/weekend.h"
#include "dialogs/form.h"
#include "hotfix.h"
#include "new-release-dialog.h"
#include "release-dialogs/clash-box.h"
#include "release-dialogs/columns.h"
#include "release-dialogs/deadline-list.h"
#include "release-dialogs/details-rows.h"
#include "release-dialogs/moment-rows.h"
#include "release-dialogs/moment-text.h"
#include "session/clock.h"
#include "session/settings.h"

typedef struct
{
  GtkWidget       *dialog;
  LiftDetailsRows  details;
  GtkWidget       *template;
  GtkWidget       *moment;
  GtkWidget       *clash;
  GtkWidget       *deadlines;
  GPtrArray       *templates;
  LiftSession     *hotfix_of; /* or NULL */
  GRand           *rand;
  guint32          seed;   /* of the ids: each preview has those that the release will have */
  LiftCalendarLists lists; /* for all releases, on the clocks of lists_zone */
  const char       *lists_zone;
  char             *lists_error;
  gboolean         working;
  void           (*created) (const char *path, const char *warning, gpointer user_data);
  gpointer         user_data;
} NewRelease;

static void
new_release_free (NewRelease *self)
{
  g_ptr_array_unref (self->templates);
  g_clear_object (&self->hotfix_of);
  g_rand_free (self->rand);
  lift_calendar_lists_clear (&self->lists);
  g_free (self->lists_error);
  g_free (self);
}

static LiftNode *
get_template (NewRelease *self)
{
  LiftTemplate *template = g_ptr_array_index (self->templates, adw_combo_row_get_selected (ADW_COMBO_ROW (self->template)));

  return template->root;
}

/* A list that cannot be read stops no release, but one should know. */
static void
load_lists (NewRelease *self,
            const char *zone)
{
  g_autoptr(GError) error = NULL;

  if (zone == NULL || zone == self->lists_zone)
    return;
  self->lists_zone = zone;
  g_clear_pointer (&self->lists_error, g_free);
  lift_calendar_lists_clear (&self->lists);
  if (!lift_default_lists_load (lift_zone_get (zone, NULL), &self->lists, &error))
    self->lists_error = g_strdup (error->message);
}

/* Without a moment while what stands for it is not one. */
static LiftNode *
make_release (NewRelease  *self,
              const char  *name,
              const char  *override,
              GError     **error)
{
  LiftDeadlineList *deadlines = LIFT_DEADLINE_LIST (self->deadlines);
  g_autofree char *user = lift_settings_dup_user_name ();
  g_autofree char *weekend = lift_weekdays_format (lift_weekend_of_locale (setlocale (LC_TIME, NULL)));
  g_autofree char *local = NULL;
  g_autofree char *window = NULL;
  g_autofree char *day_time = NULL;
  g_autoptr(LiftNode) release = NULL;
  g_autoptr(LiftGroup) own = NULL;
  LiftAct act = { user, lift_clock_now (), self->rand };
  LiftCalendarChange calendar = { .weekend = weekend };
  LiftReleaseDetails details = { .calendar = &calendar };

  if (self->hotfix_of != NULL)
    lift_hotfix_details (((LiftTemplate *) g_ptr_array_index (self->templates, 0))->root, &details, &calendar);
  lift_moment_rows_get (LIFT_MOMENT_ROWS (self->moment), &local, &details.zone, &window, &day_time);
  if (self->hotfix_of == NULL)
    {
      load_lists (self, details.zone);
      calendar.holidays = self->lists.holidays;
      calendar.windows = self->lists.windows;
      calendar.freezes = self->lists.freezes;
    }
  calendar.rule = lift_deadline_list_get_rule (deadlines);
  details.name = name;
  details.version = lift_form_text (self->details.version);
  details.type = adw_combo_row_get_selected (ADW_COMBO_ROW (self->details.type));
  details.project = lift_form_text (self->details.project);
  details.manager = lift_form_text (self->details.manager);
  details.override = override;
  details.local = local;
  details.window = window;
  details.day_time = day_time;
  g_rand_set_seed (self->rand, self->seed);
  release = lift_release_new (get_template (self), &details, &act, error);
  own = release != NULL ? lift_deadline_list_make_own (deadlines, release, error) : NULL;
  return own != NULL ? lift_group_apply (own, release, NULL, NULL, NULL) : NULL;
}

static gboolean
is_ready (NewRelease *self)
{
  LiftClashBox *clash = LIFT_CLASH_BOX (self->clash);
  g_autofree char *local = NULL;
  g_autofree char *reason = lift_clash_box_dup_reason (clash);
  const char *zone;
  gboolean has_details = lift_details_rows_check (&self->details);

  return lift_moment_rows_get (LIFT_MOMENT_ROWS (self->moment), &local, &zone, NULL, NULL) && has_details && !self->working
         && (!lift_clash_box_clashes (clash) || reason != NULL);
}

static void
update (NewRelease *self)
{
  g_autoptr(LiftNode) preview = make_release (self, "-", "-", NULL);

  if (preview != NULL)
    {
      lift_deadline_list_show (LIFT_DEADLINE_LIST (self->deadlines), preview, NULL, NULL);
      lift_clash_box_show (LIFT_CLASH_BOX (self->clash), preview);
    }
  lift_form_set_error (LIFT_FORM (self->dialog), self->lists_error);
  lift_form_set_ready (LIFT_FORM (self->dialog), is_ready (self));
}

/* What was chosen for single phases was chosen for those of another template. */
static void
template_cb (NewRelease *self)
{
  lift_deadline_list_forget_own (LIFT_DEADLINE_LIST (self->deadlines));
  update (self);
}

/* Making the file */

typedef struct
{
  char     *folder;
  LiftNode *root;
  char     *warning;
} Making;

static void
making_free (Making *making)
{
  g_free (making->folder);
  g_free (making->warning);
  lift_node_unref (making->root);
  g_free (making);
}

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Making *making = task_data;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  if (lift_store_create_named (making->folder, lift_node_get_text (making->root, LIFT_RELEASE_NAME), making->root, &path, &error)
      == LIFT_NOT_SAVED)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  making->warning = error != NULL ? g_strdup (error->message) : NULL;
  g_task_return_pointer (task, g_steal_pointer (&path), g_free);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  NewRelease *self = user_data;
  Making *making = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);

  self->working = FALSE;
  if (path != NULL && self->hotfix_of != NULL)
    lift_hotfix_link (self->hotfix_of, making->root);
  if (!gtk_widget_get_visible (self->dialog))
    return;
  if (path == NULL)
    {
      update (self);
      lift_form_set_error (LIFT_FORM (self->dialog), error->message);
      return;
    }
  self->created (path, making->warning, self->user_data);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

static void
confirmed_cb (NewRelease *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GTask) task = NULL;
  g_autofree char *reason = lift_clash_box_dup_reason (LIFT_CLASH_BOX (self->clash));
  LiftNode *root = make_release (self, lift_form_text (self->details.name), reason, &error);
  Making *making;

  lift_form_keep_open (LIFT_FORM (self->dialog));
  if (root == NULL)
    {
      lift_form_set_error (LIFT_FORM (self->dialog), error->message);
      return;
    }

  self->working = TRUE;
  lift_form_set_ready (LIFT_FORM (self->dialog), FALSE);
  making = g_new0 (Making, 1);
  making->folder = lift_settings_dup_folder ();
  making->root = root;
  task = g_task_new (self->dialog, NULL, made_cb, self);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);
  g_task_run_in_thread (task, make_thread);
}

static GtkWidget *
template_row_new (NewRelease *self,
                  GtkWidget  *group)
{
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *row;

  for (guint i = 0; i < self->templates->len; i++)
    {
      LiftTemplate *template = g_ptr_array_index (self->templates, i);

      g_ptr_array_add (titles, lift_text_visible (template->title != NULL && *template->title != '\0' ? template->title : template->name));
    }
  g_ptr_array_add (titles, NULL);
  row = lift_form_add_combo (LIFT_FORM (self->dialog), group, _("Temp_late"), (const char *const *) titles->pdata, 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  return row;
}

static void
present (GtkWidget    *parent,
         LiftSession  *hotfix_of,
         void        (*created) (const char *path, const char *warning, gpointer user_data),
         gpointer      user_data)
{
  NewRelease *self = g_new0 (NewRelease, 1);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *user = lift_settings_dup_user_name ();

  self->created = created;
  self->user_data = user_data;
  self->rand = g_rand_new ();
  self->seed = g_rand_int (self->rand);
  self->templates = lift_template_list (NULL);
  if (hotfix_of != NULL)
    {
      self->hotfix_of = g_object_ref (hotfix_of);
      lift_hotfix_add_template (hotfix_of, self->templates);
    }
  self->dialog = lift_form_new (hotfix_of != NULL ? _("New Hotfix") : _("New Release"), _("C_reate Release"));
  g_object_set_data_full (G_OBJECT (self->dialog), "lift-new-release", self, (GDestroyNotify) new_release_free);
  lift_form_set_size (LIFT_FORM (self->dialog), 960, 780);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Release"));
  lift_details_rows_add (&self->details, LIFT_FORM (self->dialog), group);
  lift_details_rows_set (&self->details, NULL, NULL, LIFT_RELEASE_MINOR, NULL, user);
  self->template = template_row_new (self, group);
  self->moment = lift_moment_rows_new (_("Moment"), LIFT_MOMENT_OF_RELEASE);
  self->clash = lift_clash_box_new (LIFT_FORM (self->dialog));
  self->deadlines = lift_deadline_list_new (_("Deadlines"));
  lift_deadline_list_add_rule (LIFT_DEADLINE_LIST (self->deadlines),
                               hotfix_of != NULL ? lift_node_get_enum (((LiftTemplate *) g_ptr_array_index (self->templates, 0))->root, LIFT_RELEASE_RULE)
                                                 : LIFT_RULE_KEEP);
  if (hotfix_of != NULL)
    {
      lift_hotfix_fill (hotfix_of, &self->details, LIFT_MOMENT_ROWS (self->moment));
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->template), lift_hotfix_find_template (self->templates));
    }

  gtk_box_append (GTK_BOX (left), group);
  gtk_box_append (GTK_BOX (left), self->moment);
  gtk_box_append (GTK_BOX (left), self->clash);
  lift_form_add (LIFT_FORM (self->dialog), lift_columns_new (left, self->deadlines));

  lift_details_rows_connect (&self->details, G_CALLBACK (update), self);
  g_signal_connect_swapped (self->template, "notify::selected", G_CALLBACK (template_cb), self);
  g_signal_connect_swapped (self->moment, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->clash, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->deadlines, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (self->moment, "activated", G_CALLBACK (lift_form_confirm), self->dialog, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (confirmed_cb), self);
  update (self);
  lift_form_present (LIFT_FORM (self->dialog), parent, self->details.name);
}

void
lift_new_release_dialog_present (GtkWidget  *parent,
                                 void      (*created) (const char *path, const char *warning, gpointer user_data),
                                 gpointer    user_data)
{
  present (parent, NULL, created, user_data);
}

void
lift_new_release_dialog_present_hotfix (GtkWidget    *parent,
                                        LiftSession  *session,
                                        void        (*created) (const char *path, const char *warning, gpointer user_data),
                                        gpointer      user_data)
{
  present (parent, session, created, user_data);
}
