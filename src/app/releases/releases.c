/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/text.h"
#include "core/words.h"
#include "release-groups.h"
#include "release-row.h"
#include "releases-private.h"
#include "session/clock.h"
#include "session/settings.h"
#include "widgets/looks.h"

#define WIDEST 1066 /* at 11 pt */

/* Others may be writing a whole set of files. */
#define REFRESH_DELAY_MS 200

G_DEFINE_FINAL_TYPE (LiftReleases, lift_releases, GTK_TYPE_WIDGET)

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  LiftReleases *self = user_data;
  const LiftSummary *summary = lift_release_entry_get_summary (item);
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  g_autofree char *name = lift_release_entry_dup_name (item);
  const char *project = summary->root != NULL ? lift_node_get_text (summary->root, LIFT_RELEASE_PROJECT) : NULL;
  g_autofree char *all = g_strconcat (name, "\n", project, NULL);
  g_autofree char *haystack = g_utf8_casefold (all, -1);

  return strstr (haystack, needle) != NULL;
}

/* Every search opens the archive; it stays as it was. */
gboolean
lift_releases_is_searching (LiftReleases *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
}

void
lift_releases_update_page (LiftReleases *self)
{
  guint n = self->entries != NULL ? g_list_model_get_n_items (self->entries) : 0, n_shown = 0, before;

  before = lift_releases_note_place (self);
  if (self->entries != NULL)
    n_shown = lift_release_groups_fill (self->lines, self->entries, matches, self, self->archive || lift_releases_is_searching (self));
  if (before != GTK_INVALID_LIST_POSITION)
    lift_releases_focus_again (self, before);

  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : n_shown == 0 ? "nothing" : "list");
  gtk_widget_set_visible (self->search_button, n > 0);
}

/* “5 releases, 1 incident, 2 overdue, next deadline …”, but for the archive */
static void
update_subtitle (LiftReleases *self,
                 gint64        now,
                 gint64       *changes)
{
  guint n_all = self->entries != NULL ? g_list_model_get_n_items (self->entries) : 0, n = 0, n_incidents = 0, n_overdue = 0;
  GString *text = g_string_new (NULL);
  gint64 first = G_MAXINT64;
  GTimeZone *zone = NULL;

  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr(LiftReleaseEntry) entry = g_list_model_get_item (self->entries, i);
      LiftNode *root = lift_release_entry_get_summary (entry)->root;
      LiftNode *next = root != NULL ? lift_schedule_next (root, now) : NULL;
      gint64 due = next != NULL ? lift_schedule_due (root, next, NULL) : LIFT_NO_INSTANT;

      if (lift_release_group_of (entry) == LIFT_GROUP_ARCHIVE)
        continue;
      n++;
      if (root != NULL && lift_schedule_open_incident (root) != NULL)
        n_incidents++;
      if (next != NULL && lift_schedule_phase_state (root, next, now, changes) == LIFT_PHASE_OVERDUE)
        n_overdue++;
      if (due != LIFT_NO_INSTANT && due >= now && due < first)
        {
          first = due;
          zone = lift_schedule_zone (root);
        }
    }

  if (n > 0)
    g_string_append_printf (text, ngettext ("%u release", "%u releases", n), n);
  if (n_incidents > 0)
    {
      g_string_append (text, _(", "));
      g_string_append_printf (text, ngettext ("%u incident", "%u incidents", n_incidents), n_incidents);
    }
  if (n_overdue > 0)
    {
      g_string_append (text, _(", "));
      /* Translators: of so many releases a phase is overdue */
      g_string_append_printf (text, ngettext ("%u overdue", "%u overdue", n_overdue), n_overdue);
    }
  if (first != G_MAXINT64)
    {
      g_autofree char *when = lift_words_date_time (first, zone, now, TRUE);

      /* Translators: goes on after “5 releases”; %s is a date and time */
      g_string_append_printf (text, _(", next deadline %s"), when);
      lift_changes_lower (changes, first);
    }
  adw_window_title_set_subtitle (self->title, text->str);
  g_string_free (text, TRUE);
}

void
lift_releases_update_time (LiftReleases *self,
                           gint64        now,
                           gint64       *changes)
{
  for (guint i = 0; i < self->rows->len; i++)
    lift_release_row_update_time (g_ptr_array_index (self->rows, i), now, changes);
  update_subtitle (self, now, changes);
}

static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LiftReleases) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) entries = lift_release_entries_scan_finish (result, &error);
  gint64 changes = G_MAXINT64;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entries == NULL)
    {
      g_autofree char *shown = lift_text_visible (error->message);
      g_autofree char *escaped = g_markup_escape_text (shown, -1);

      adw_status_page_set_description (self->error_page, escaped);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  g_set_object (&self->entries, entries);
  lift_releases_update_page (self);
  update_subtitle (self, lift_clock_now (), &changes);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.update", NULL);
  if (self->take_focus && !gtk_search_bar_get_search_mode (self->search_bar))
    {
      gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
      lift_releases_focus_first (self);
    }
  self->take_focus = FALSE;
}

static void
map_cb (LiftReleases *self)
{
  self->take_focus = TRUE;
}

static gboolean
refresh_timeout_cb (gpointer user_data)
{
  LiftReleases *self = user_data;

  self->refresh_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    lift_releases_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
folder_changed_cb (LiftReleases *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_DELAY_MS, refresh_timeout_cb, self);
}

static void
watch_folder (LiftReleases *self)
{
  g_autofree char *folder = lift_settings_dup_folder ();
  g_autoptr(GFile) file = g_file_new_for_path (folder);

  if (g_strcmp0 (folder, self->monitored) == 0)
    return;

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_free (self->monitored);
  self->monitored = g_steal_pointer (&folder);
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (folder_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Reads the folder again, in a worker. */
void
lift_releases_refresh (LiftReleases *self)
{
  watch_folder (self);
  g_cancellable_cancel (self->scanning);
  g_clear_object (&self->scanning);
  self->scanning = g_cancellable_new ();
  lift_release_entries_scan_async (self->scanning, scanned_cb, g_object_ref (self));
}

static void
search_changed_cb (LiftReleases *self)
{
  lift_releases_update_page (self);
}

static void
lift_releases_dispose (GObject *object)
{
  LiftReleases *self = LIFT_RELEASES (object);
  GtkWidget *child;

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_cancellable_cancel (self->scanning);
  g_clear_object (&self->scanning);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_object (&self->lines);
  g_clear_object (&self->entries);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lift_releases_parent_class)->dispose (object);
}

static void
lift_releases_finalize (GObject *object)
{
  LiftReleases *self = LIFT_RELEASES (object);

  g_ptr_array_unref (self->rows);
  g_free (self->place);
  g_free (self->monitored);

  G_OBJECT_CLASS (lift_releases_parent_class)->finalize (object);
}

static void
lift_releases_class_init (LiftReleasesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lift_releases_dispose;
  object_class->finalize = lift_releases_finalize;

  lift_releases_class_init_list (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/releases/releases.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, title);
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, search_button);
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, stack);
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, error_page);
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, retry_button);
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, clamp);
  gtk_widget_class_bind_template_child (widget_class, LiftReleases, list);
}

static void
lift_releases_init (LiftReleases *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  adw_clamp_scrollable_set_maximum_size (self->clamp, WIDEST * lift_text_scale (GTK_WIDGET (self)));
  adw_clamp_scrollable_set_tightening_threshold (self->clamp, adw_clamp_scrollable_get_maximum_size (self->clamp));

  self->lines = g_list_store_new (G_TYPE_OBJECT);
  lift_releases_init_list (self);

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (lift_releases_refresh), self);
}

GtkWidget *
lift_releases_new (void)
{
  return g_object_new (LIFT_TYPE_RELEASES, NULL);
}
