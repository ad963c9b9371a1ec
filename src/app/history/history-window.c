/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/history.h"
#include "core/schedule.h"
#include "core/words.h"
#include "history-window.h"
#include "session/clock.h"

/* A line of the history as an object of a list. */
#define LIFT_TYPE_HISTORY_LINE (lift_history_line_get_type ())
G_DECLARE_FINAL_TYPE (LiftHistoryLine, lift_history_line, LIFT, HISTORY_LINE, GObject)

struct _LiftHistoryLine
{
  GObject      parent_instance;

  LiftHistory *history; /* borrowed from the root that the window holds */
};

G_DEFINE_FINAL_TYPE (LiftHistoryLine, lift_history_line, G_TYPE_OBJECT)

static void
lift_history_line_class_init (LiftHistoryLineClass *klass)
{
}

static void
lift_history_line_init (LiftHistoryLine *self)
{
}

#define LIFT_TYPE_HISTORY_WINDOW (lift_history_window_get_type ())
G_DECLARE_FINAL_TYPE (LiftHistoryWindow, lift_history_window, LIFT, HISTORY_WINDOW, AdwWindow)

struct _LiftHistoryWindow
{
  AdwWindow       parent_instance;

  LiftDocument   *document;
  LiftNode       *root;
  GListStore     *lines;
  AdwWindowTitle *title;
};

G_DEFINE_FINAL_TYPE (LiftHistoryWindow, lift_history_window, ADW_TYPE_WINDOW)

/* The history only grows at its head, but for what others wrote: then all of it is shown anew. */
static void
document_changed_cb (LiftHistoryWindow *self)
{
  g_autoptr(LiftNode) before = g_steal_pointer (&self->root);
  LiftNode *root = lift_document_get_root (self->document);
  LiftHistory *history = lift_node_get_history (root), *shown = before != NULL ? lift_node_get_history (before) : NULL;
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *subtitle = NULL;
  guint n = lift_history_get_n (history);

  for (LiftHistory *h = history; h != NULL && h != shown; h = lift_history_get_older (h))
    {
      LiftHistoryLine *line = g_object_new (LIFT_TYPE_HISTORY_LINE, NULL);

      line->history = h;
      g_ptr_array_add (added, line);
    }

  /* The lines borrow from the root, and binding them asks it for its zone. */
  self->root = lift_node_ref (root);
  if (added->len + lift_history_get_n (shown) != n)
    g_list_store_remove_all (self->lines);
  g_list_store_splice (self->lines, 0, 0, added->pdata, added->len);

  /* Translators: the revision of a document is the number of the lines of its history */
  subtitle = g_strdup_printf (_("Revision %u"), n);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static GtkWidget *
label_new (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *who = label_new ("caption");

  gtk_widget_add_css_class (box, "history-line");
  gtk_widget_add_css_class (who, "quiet");
  gtk_widget_add_css_class (who, "numeric");
  gtk_box_append (GTK_BOX (box), label_new ("heading"));
  gtk_box_append (GTK_BOX (box), label_new (NULL));
  gtk_box_append (GTK_BOX (box), who);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         LiftHistoryWindow        *self)
{
  LiftHistoryLine *line = gtk_list_item_get_item (item);
  g_autoptr(LiftHistoryEntry) entry = lift_history_entry_parse (lift_history_get_line (line->history));
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *detail = gtk_widget_get_next_sibling (words);
  GtkWidget *who = gtk_widget_get_next_sibling (detail);
  g_autofree char *what = lift_history_entry_words (entry);
  g_autofree char *sentence = lift_history_entry_sentence (entry);
  g_autofree char *when = NULL;
  g_autofree char *who_when = NULL;
  g_autofree char *name = NULL;
  GTimeZone *zone = lift_schedule_zone (self->root);

  if (entry->when != LIFT_NO_INSTANT)
    when = lift_words_date_time (entry->when, zone, lift_clock_now (), TRUE);
  who_when = when != NULL ? g_strdup_printf ("%s · %s", entry->who, when) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (words), what);
  gtk_widget_set_visible (words, *what != '\0');
  gtk_label_set_label (GTK_LABEL (detail), entry->detail);
  gtk_widget_set_visible (detail, *entry->detail != '\0');
  gtk_label_set_label (GTK_LABEL (who), who_when);
  name = g_strjoin (*who_when != '\0' ? ", " : "", sentence, who_when, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
lift_history_window_dispose (GObject *object)
{
  LiftHistoryWindow *self = LIFT_HISTORY_WINDOW (object);

  g_clear_object (&self->document);

  G_OBJECT_CLASS (lift_history_window_parent_class)->dispose (object);
}

static void
lift_history_window_finalize (GObject *object)
{
  LiftHistoryWindow *self = LIFT_HISTORY_WINDOW (object);

  g_clear_object (&self->lines);
  g_clear_pointer (&self->root, lift_node_unref);

  G_OBJECT_CLASS (lift_history_window_parent_class)->finalize (object);
}

static void
lift_history_window_class_init (LiftHistoryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lift_history_window_dispose;
  object_class->finalize = lift_history_window_finalize;

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lift_history_window_init (LiftHistoryWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list;
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->lines = g_list_store_new (LIFT_TYPE_HISTORY_LINE);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_("History"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  gtk_widget_add_css_class (header, "flat");

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->lines)))),
                            g_steal_pointer (&factory));
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("History"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("History"));
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 640);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

void
lift_history_window_present (LiftDocument *document,
                             GtkWidget    *parent)
{
  LiftHistoryWindow *self = g_object_new (LIFT_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  document_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
