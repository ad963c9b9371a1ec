/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "compat/dialogs.h"
#include "core/text.h"
#include "period-list.h"
#include "session/clock.h"
#include "widgets/looks.h"
#include "widgets/notice.h"

#define LINE        18 /* at the usual size of text */
#define FEWEST_LINES 3
#define MOST_LINES  12

struct _LiftPeriodList
{
  AdwBin        parent_instance;

  LiftListKind  kind;
  GTimeZone    *zone;
  GtkWidget    *scroller;
  GtkWidget    *view;
  GtkWidget    *note;
  GtkWidget    *import;
  char         *said; /* about the last import */
};

G_DEFINE_FINAL_TYPE (LiftPeriodList, lift_period_list, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_title (LiftListKind kind)
{
  const char *const titles[LIFT_N_LISTS] = { _("Holidays"), _("Deployment Windows"), _("Freezes") };

  return titles[kind];
}

static const char *
get_example (LiftListKind kind)
{
  const char *const examples[LIFT_N_LISTS] = {
    /* Translators: the form of the lines is not translated: only their names, and the words between them */
    _("A line for each: “2026-12-25 Christmas Day”, every year “12-25 Christmas Day”, “2026-12-24/2027-01-01 Company holidays”"),
    /* Translators: the form of the lines is not translated, nor are Tue and Thu */
    _("A line for each: “Tue,Thu 10:00-16:00 Regular”, “2026-12-09T10:00/2026-12-09T14:00 Big window”. Without any, every time will do"),
    /* Translators: the form of the lines is not translated, nor are monthly and Fri */
    _("A line for each: “12-18/01-04 Year end”, “monthly 28/2 Month end”, “Fri 12:00/Mon 06:00 Weekend”"),
  };

  return examples[kind];
}

/* As high as its lines: the dialog around it scrolls, and gives it no more than it needs. */
static void
fit (LiftPeriodList *self)
{
  int n = gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));

  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              20 + CLAMP (n, FEWEST_LINES, MOST_LINES) * LINE * lift_text_scale (GTK_WIDGET (self)));
}

static void
changed_cb (LiftPeriodList *self)
{
  fit (self);
  g_clear_pointer (&self->said, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Importing */

typedef struct
{
  char            *path;
  LiftPeriodsKind  kind;
  GTimeZone       *zone;
  gint64           now;
  guint            n_left_out;
} Import;

static void
import_free (Import *import)
{
  g_free (import->path);
  g_time_zone_unref (import->zone);
  g_free (import);
}

static void
import_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Import *import = task_data;
  GError *error = NULL;
  gint64 from, until;
  char *list;

  lift_lists_horizon (import->now, &from, &until);
  list = lift_periods_load (import->path, import->kind, import->zone, from, until, &import->n_left_out, &error);
  if (list != NULL)
    g_task_return_pointer (task, list, g_free);
  else
    g_task_return_error (task, error);
}

static void
say (LiftPeriodList *self,
     char           *text)
{
  g_free (self->said);
  self->said = text;
  lift_period_list_check (self);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  LiftPeriodList *self = LIFT_PERIOD_LIST (source);
  Import *import = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *list = g_task_propagate_pointer (G_TASK (result), &error);

  gtk_widget_set_sensitive (self->import, TRUE);
  if (list == NULL)
    {
      say (self, g_strdup (error->message));
      return;
    }
  lift_period_list_add (self, list);
  if (import->n_left_out > 0)
    say (self, g_strdup_printf (ngettext ("%u event of the calendar could not be taken over in full", "%u events of the calendar could not be taken over in full",
                                          import->n_left_out),
                                import->n_left_out));
}

static void
chosen_cb (GFile    *file,
           gpointer  user_data)
{
  g_autoptr(LiftPeriodList) self = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr(GTask) task = NULL;
  Import *import;

  if (path == NULL)
    return;
  import = g_new0 (Import, 1);
  import->path = g_steal_pointer (&path);
  import->kind = lift_list_periods_kind (self->kind);
  import->zone = g_time_zone_ref (self->zone);
  import->now = lift_clock_now ();
  gtk_widget_set_sensitive (self->import, FALSE);
  task = g_task_new (self, NULL, imported_cb, NULL);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  g_task_run_in_thread (task, import_thread);
}

static void
import_cb (LiftPeriodList *self)
{
  lift_choose_open (GTK_WIDGET (self), _("Import a Calendar or a List"), NULL, NULL, chosen_cb, g_object_ref (self));
}

static void
lift_period_list_finalize (GObject *object)
{
  LiftPeriodList *self = LIFT_PERIOD_LIST (object);

  g_time_zone_unref (self->zone);
  g_free (self->said);

  G_OBJECT_CLASS (lift_period_list_parent_class)->finalize (object);
}

static void
lift_period_list_class_init (LiftPeriodListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_period_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", LIFT_TYPE_PERIOD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_period_list_init (LiftPeriodList *self)
{
}

GtkWidget *
lift_period_list_new (LiftListKind  kind,
                      const char   *zone)
{
  LiftPeriodList *self = g_object_new (LIFT_TYPE_PERIOD_LIST, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GTimeZone *of_zone = zone != NULL ? lift_zone_get (zone, NULL) : NULL;
  /* Translators: %s is “Holidays”, “Deployment Windows” or “Freezes” */
  g_autofree char *access = g_strdup_printf (_("Import: %s"), get_title (kind));

  self->kind = kind;
  self->zone = g_time_zone_ref (of_zone != NULL ? of_zone : lift_zone_get ("UTC", NULL));

  self->import = gtk_button_new_with_label (_("Import…"));
  gtk_widget_add_css_class (self->import, "flat");
  gtk_widget_add_css_class (self->import, "edge");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->import), GTK_ACCESSIBLE_PROPERTY_LABEL, access, -1);
  g_signal_connect_swapped (self->import, "clicked", G_CALLBACK (import_cb), self);

  self->view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_widget_add_css_class (self->view, "note-view");
  gtk_widget_add_css_class (self->view, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, get_title (kind),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, get_example (kind), -1);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed", G_CALLBACK (changed_cb), self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (self->scroller, "card");
  gtk_widget_set_overflow (self->scroller, GTK_OVERFLOW_HIDDEN);

  self->note = lift_words_label_new (NULL, "caption", 0);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), self->note);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), get_title (kind));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->import);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  adw_bin_set_child (ADW_BIN (self), group);
  fit (self);
  lift_period_list_check (self);
  return GTK_WIDGET (self);
}

void
lift_period_list_set_text (LiftPeriodList *self,
                           const char     *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text != NULL ? text : "", -1);
}

char *
lift_period_list_dup_text (LiftPeriodList *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strchomp (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

void
lift_period_list_add (LiftPeriodList *self,
                      const char     *more)
{
  g_autofree char *text = lift_period_list_dup_text (self);
  guint n;
  g_autofree char *all = lift_lines_add (text, more, &n);

  if (n > 0)
    lift_period_list_set_text (self, all);
}

static void
set_error (GtkWidget *widget,
           gboolean   wrong)
{
  if (wrong)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

/* A wrong line is said in place of the example. */
gboolean
lift_period_list_check (LiftPeriodList *self)
{
  g_autofree char *text = lift_period_list_dup_text (self);
  g_autoptr(GError) error = NULL;
  gboolean right = lift_periods_check (text, lift_list_periods_kind (self->kind), &error);
  const char *words = !right ? error->message : self->said != NULL ? self->said : get_example (self->kind);
  g_autofree char *shown = lift_text_visible (words);

  gtk_label_set_label (GTK_LABEL (self->note), shown);
  set_error (self->note, !right || self->said != NULL);
  if (right && self->said == NULL)
    gtk_widget_add_css_class (self->note, "quiet");
  else
    gtk_widget_remove_css_class (self->note, "quiet");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID, right ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  return right;
}
