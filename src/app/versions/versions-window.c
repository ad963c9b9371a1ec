/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/intents.h"
#include "core/schedule.h"
#include "core/text.h"
#include "core/words.h"
#include "release-dialogs/columns.h"
#include "session/clock.h"
#include "past-version.h"
#include "versions-window.h"
#include "widgets/looks.h"
#include "widgets/row-text.h"

/* Of what would change; the rest is counted. */
#define MOST_CHANGES 200

/* What would change, as an object of a list. */
#define LIFT_TYPE_CHANGE_LINE (lift_change_line_get_type ())
G_DECLARE_FINAL_TYPE (LiftChangeLine, lift_change_line, LIFT, CHANGE_LINE, GObject)

struct _LiftChangeLine
{
  GObject           parent_instance;

  const LiftChange *change; /* borrowed from the preview that the window holds */
};

G_DEFINE_FINAL_TYPE (LiftChangeLine, lift_change_line, G_TYPE_OBJECT)

static void
lift_change_line_class_init (LiftChangeLineClass *klass)
{
}

static void
lift_change_line_init (LiftChangeLine *self)
{
}

#define LIFT_TYPE_VERSIONS_WINDOW (lift_versions_window_get_type ())
G_DECLARE_FINAL_TYPE (LiftVersionsWindow, lift_versions_window, LIFT, VERSIONS_WINDOW, AdwWindow)

struct _LiftVersionsWindow
{
  AdwWindow           parent_instance;

  LiftSession        *session;
  GListStore         *versions;
  GtkSingleSelection *selection;
  GListStore         *changes;
  GCancellable       *reading;
  GCancellable       *looking;
  LiftPreview        *preview;  /* of the selected version; NULL until it is read */
  gboolean            restoring;

  GtkStack           *pages;
  AdwStatusPage      *none;
  GtkWidget          *list;
  GtkWidget          *restore;
  GtkWidget          *notice;
  LiftRowText        *notice_label;
  LiftRowText        *heading;
  GtkWidget          *changes_scroller;
  LiftRowText        *more;
};

G_DEFINE_FINAL_TYPE (LiftVersionsWindow, lift_versions_window, ADW_TYPE_WINDOW)

enum
{
  RESTORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LiftNode *
get_root (LiftVersionsWindow *self)
{
  return lift_document_get_root (lift_session_get_document (self->session));
}

static char *
dup_when (LiftVersionsWindow *self,
          LiftPastVersion        *version)
{
  return lift_words_date_time (lift_past_version_get_instant (version), lift_schedule_zone (get_root (self)), lift_clock_now (), TRUE);
}

/* The selected version */

static void
update_restore (LiftVersionsWindow *self)
{
  const char *locked = lift_document_get_locked (lift_session_get_document (self->session));
  g_autofree char *shown = lift_text_visible (locked != NULL ? locked : "");

  lift_row_text_set_text (self->notice_label, shown);
  gtk_widget_set_visible (self->notice, locked != NULL);
  gtk_widget_set_sensitive (self->restore, self->preview != NULL && self->preview->n > 0 && locked == NULL && !self->restoring);
}

static void
show_preview (LiftVersionsWindow *self,
              const char         *heading)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->preview != NULL ? self->preview->changes->len : 0;
  g_autofree char *more = NULL;

  for (guint i = 0; i < n; i++)
    {
      LiftChangeLine *line = g_object_new (LIFT_TYPE_CHANGE_LINE, NULL);

      line->change = g_ptr_array_index (self->preview->changes, i);
      g_ptr_array_add (lines, line);
    }
  g_list_store_splice (self->changes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->changes)), lines->pdata, lines->len);

  if (self->preview != NULL && self->preview->n > n)
    more = g_strdup_printf (ngettext ("and %u more", "and %u more", self->preview->n - n), self->preview->n - n);
  lift_row_text_set_text (self->more, more != NULL ? more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), more != NULL);
  lift_row_text_set_text (self->heading, heading);
  gtk_widget_set_visible (self->changes_scroller, n > 0);
  update_restore (self);
}

/* The lines borrow from the preview. */
static void
clear_preview (LiftVersionsWindow *self)
{
  g_list_store_remove_all (self->changes);
  g_clear_pointer (&self->preview, lift_preview_free);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(LiftVersionsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftPreview) preview = lift_past_version_preview_finish (result, &error);
  g_autofree char *heading = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  clear_preview (self);
  if (preview == NULL)
    {
      heading = lift_text_visible (error->message);
      show_preview (self, heading);
      return;
    }
  self->preview = g_steal_pointer (&preview);
  if (self->preview->n == 0)
    heading = g_strdup (_("The release is like this now"));
  else
    heading = g_strdup_printf (ngettext ("Restoring this version changes %u thing", "Restoring this version changes %u things", self->preview->n),
                               self->preview->n);
  show_preview (self, heading);
}

/* What is shown stays until there is something else to show. */
static void
look (LiftVersionsWindow *self)
{
  LiftPastVersion *version = gtk_single_selection_get_selected_item (self->selection);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  gtk_widget_set_sensitive (self->restore, FALSE);
  if (version == NULL)
    return;

  self->looking = g_cancellable_new ();
  lift_past_version_preview_async (version, get_root (self), MOST_CHANGES, self->looking, previewed_cb, g_object_ref (self));
}

/* Restoring: first what stands now is kept. */

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LiftVersionsWindow) self = user_data;
  g_autoptr(GError) not_kept = NULL;
  LiftPastVersion *version;
  GError *error = NULL;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  LiftGroup *group;

  self->restoring = FALSE;
  if (!lift_versions_keep_finish (result, &not_kept))
    lift_session_say (self->session, not_kept->message);
  version = gtk_single_selection_get_selected_item (self->selection);
  /* It may have been closed, or look at something else, meanwhile. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || version == NULL || self->preview == NULL)
    return;

  when = lift_words_full (lift_past_version_get_instant (version), lift_schedule_zone (get_root (self)), TRUE);
  group = lift_intent_restore (get_root (self), self->preview->earlier, when, &error);
  if (!lift_session_apply (self->session, group, error))
    {
      update_restore (self);
      return;
    }
  /* Translators: %s is a date and time */
  text = g_strdup_printf (_("Restored the version of %s"), when);
  g_signal_emit (self, signals[RESTORED], 0, text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
restore_cb (LiftVersionsWindow *self)
{
  self->restoring = TRUE;
  update_restore (self);
  lift_versions_keep_async (get_root (self), kept_cb, g_object_ref (self));
}

/* All versions */

/* The version that was selected, else the newest. */
static guint
find_selected (GPtrArray       *versions,
               LiftPastVersion *before)
{
  for (guint i = 0; before != NULL && i < versions->len; i++)
    if (lift_past_version_get_number (g_ptr_array_index (versions, i)) == lift_past_version_get_number (before))
      return i;
  return 0;
}

static void
show_none (LiftVersionsWindow *self,
           const char         *icon_name,
           const char         *title,
           const char         *description)
{
  g_autofree char *shown = lift_text_visible (description);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  adw_status_page_set_icon_name (self->none, icon_name);
  adw_status_page_set_title (self->none, title);
  adw_status_page_set_description (self->none, escaped);
  gtk_stack_set_visible_child_name (self->pages, "none");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LiftVersionsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) versions = lift_versions_read_finish (result, &error);
  g_autoptr(LiftPastVersion) before = NULL;
  gboolean first = g_list_model_get_n_items (G_LIST_MODEL (self->versions)) == 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (versions == NULL)
    {
      show_none (self, "dialog-warning-symbolic", _("Earlier Versions Cannot Be Read"), error->message);
      return;
    }
  if (versions->len == 0)
    {
      show_none (self, "document-open-recent-symbolic", _("No Earlier Versions"),
                 _("Liftoff keeps how a release was before it first changes it, and how it saves it: each five minutes for a day, then each hour, day and week."));
      return;
    }

  g_set_object (&before, gtk_single_selection_get_selected_item (self->selection));
  g_list_store_splice (self->versions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->versions)), versions->pdata, versions->len);
  gtk_single_selection_set_selected (self->selection, find_selected (versions, before));
  look (self);
  gtk_stack_set_visible_child_name (self->pages, "versions");
  if (first)
    gtk_widget_grab_focus (self->list);
}

static void
read_all (LiftVersionsWindow *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lift_versions_read_async (get_root (self), self->reading, read_cb, g_object_ref (self));
}

/* Rows */

static GtkWidget *
label_new (const char *class)
{
  GtkWidget *label = lift_row_text_new ();

  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
set_label (GtkWidget  *label,
           const char *text)
{
  lift_row_text_set_text (LIFT_ROW_TEXT (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
set_accessible_label (GtkListItem *item,
                      const char  *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
setup_version_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *when = label_new ("heading"), *words = label_new ("caption"), *people = label_new ("caption");

  gtk_widget_add_css_class (box, "version");
  gtk_widget_add_css_class (when, "numeric");
  gtk_widget_add_css_class (people, "quiet");
  gtk_box_append (GTK_BOX (box), when);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), people);
  gtk_list_item_set_child (item, box);
}

static void
bind_version_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 LiftVersionsWindow       *self)
{
  LiftPastVersion *version = gtk_list_item_get_item (item);
  GtkWidget *when = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *words = gtk_widget_get_next_sibling (when);
  GtkWidget *people = gtk_widget_get_next_sibling (words);
  const char *error = lift_past_version_get_error (version), *who = lift_past_version_get_people (version);
  g_autofree char *time = dup_when (self, version);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (error != NULL)
    text = g_strdup (_("Damaged: it cannot be restored"));
  else if (*lift_past_version_get_summary (version) == '\0')
    text = g_strdup (_("The same as the next one"));
  else
    /* Translators: what was done after this version, up to the next one: “Then 2 items ticked, 1 note” */
    text = g_strdup_printf (_("Then %s"), lift_past_version_get_summary (version));

  set_label (when, time);
  set_label (words, text);
  lift_set_state_class (words, error != NULL ? "error" : NULL);
  set_label (people, who != NULL ? who : "");
  name = g_strdup_printf ("%s, %s%s%s", time, text, gtk_widget_get_visible (people) ? ", " : "", gtk_widget_get_visible (people) ? who : "");
  set_accessible_label (item, name);
}

static void
setup_change_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *words = label_new ("caption");

  gtk_widget_add_css_class (box, "history-line");
  gtk_widget_add_css_class (words, "quiet");
  gtk_box_append (GTK_BOX (box), label_new ("numeric"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_change_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  const LiftChange *change = LIFT_CHANGE_LINE (gtk_list_item_get_item (item))->change;
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *text = change->number != NULL ? g_strdup_printf ("%s %s", change->number, change->title) : g_strdup (change->title);
  g_autofree char *name = g_strdup_printf ("%s, %s", text, change->words);

  lift_row_text_set_text (LIFT_ROW_TEXT (title), text);
  lift_row_text_set_text (LIFT_ROW_TEXT (gtk_widget_get_next_sibling (title)), change->words);
  set_accessible_label (item, name);
}

/* The window */

static void
lift_versions_window_dispose (GObject *object)
{
  LiftVersionsWindow *self = LIFT_VERSIONS_WINDOW (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->reading);
  g_clear_object (&self->looking);

  G_OBJECT_CLASS (lift_versions_window_parent_class)->dispose (object);
}

static void
lift_versions_window_finalize (GObject *object)
{
  LiftVersionsWindow *self = LIFT_VERSIONS_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_object (&self->versions);
  g_clear_object (&self->changes);
  g_clear_pointer (&self->preview, lift_preview_free);

  G_OBJECT_CLASS (lift_versions_window_parent_class)->finalize (object);
}

static void
lift_versions_window_class_init (LiftVersionsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lift_versions_window_dispose;
  object_class->finalize = lift_versions_window_finalize;

  signals[RESTORED] = g_signal_new ("restored", LIFT_TYPE_VERSIONS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
button_new (const char *text)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), button);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "text-button");
  return button;
}

static GtkWidget *
scroller_new (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
header_new (LiftVersionsWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = button_new (_("_Cancel"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->restore = button_new (_("_Restore"));
  gtk_widget_add_css_class (self->restore, "suggested-action");
  g_signal_connect_swapped (self->restore, "clicked", G_CALLBACK (restore_cb), self);

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->restore);
  gtk_widget_add_css_class (header, "flat");
  return header;
}

static GtkWidget *
versions_new (LiftVersionsWindow *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller;

  self->versions = g_list_store_new (LIFT_TYPE_PAST_VERSION);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->versions)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_version_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_version_cb), self);

  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), g_steal_pointer (&factory));
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Earlier Versions"), -1);
  scroller = scroller_new (self->list);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 200);
  return scroller;
}

static GtkWidget *
notice_new (LiftVersionsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->notice_label = LIFT_ROW_TEXT (label_new (NULL));
  gtk_widget_add_css_class (box, "notice");
  gtk_widget_add_css_class (icon, "warning");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_set_hexpand (GTK_WIDGET (self->notice_label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notice_label));
  return box;
}

static GtkWidget *
preview_new (LiftVersionsWindow *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *list;

  self->changes = g_list_store_new (LIFT_TYPE_CHANGE_LINE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_change_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_change_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->changes)))), g_steal_pointer (&factory));
  gtk_widget_add_css_class (list, "changes");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What restoring changes"), -1);

  self->notice = notice_new (self);
  self->heading = LIFT_ROW_TEXT (label_new ("heading"));
  self->changes_scroller = scroller_new (list);
  self->more = LIFT_ROW_TEXT (label_new ("caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "quiet");

  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 14);
  gtk_box_append (GTK_BOX (box), self->notice);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), self->changes_scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  return box;
}

static void
lift_versions_window_init (LiftVersionsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *spinner = gtk_spinner_new ();
  double scale = lift_text_scale (GTK_WIDGET (self));
  GtkWidget *columns;

  gtk_box_append (GTK_BOX (box), header_new (self));
  columns = lift_columns_new (versions_new (self), preview_new (self));
  gtk_widget_set_margin_start (columns, 12);
  gtk_widget_set_margin_end (columns, 12);

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reading the earlier versions"), -1);

  self->none = ADW_STATUS_PAGE (adw_status_page_new ());
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->pages, spinner, "reading");
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->none), "none");
  gtk_stack_add_named (self->pages, columns, "versions");
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));

  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Earlier Versions"));
  gtk_window_set_default_size (GTK_WINDOW (self), MIN (880 * scale, 1240), 600);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

GtkWidget *
lift_versions_window_present (LiftSession *session,
                              GtkWidget   *parent)
{
  LiftVersionsWindow *self = g_object_new (LIFT_TYPE_VERSIONS_WINDOW, "transient-for", parent, NULL);
  LiftDocument *document = lift_session_get_document (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (document, "changed", G_CALLBACK (read_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::locked", G_CALLBACK (update_restore), self, G_CONNECT_SWAPPED);
  update_restore (self);
  read_all (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
