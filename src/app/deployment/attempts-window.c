/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "attempt-words.h"
#include "attempts-window.h"
#include "card-line.h"
#include "checklist/item-row.h"
#include "core/words.h"
#include "session/clock.h"
#include "widgets/looks.h"

#define LIFT_TYPE_ATTEMPTS_WINDOW (lift_attempts_window_get_type ())
G_DECLARE_FINAL_TYPE (LiftAttemptsWindow, lift_attempts_window, LIFT, ATTEMPTS_WINDOW, AdwWindow)

struct _LiftAttemptsWindow
{
  AdwWindow        parent_instance;

  LiftDocument    *document;
  LiftNodes       *shown;   /* borrowed from the root that is shown */
  LiftNode        *root;
  LiftItemContext  context;
  GtkWidget       *column;
};

G_DEFINE_FINAL_TYPE (LiftAttemptsWindow, lift_attempts_window, ADW_TYPE_WINDOW)

static GtkWidget *
label_new (const char        *text,
           const char        *class,
           GtkAccessibleRole  role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, class);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
row_new (gpointer item,
         gpointer user_data)
{
  LiftAttemptsWindow *self = user_data;
  LiftRow *row = LIFT_ROW (item);
  GtkWidget *widget = lift_item_row_new (&self->context), *cell = gtk_list_box_row_new ();
  guint index = lift_row_get_index (row), n = lift_nodes_get_n (lift_node_get_list (lift_row_get_parent (row), LIFT_PHASE_ITEMS));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (cell), widget);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (cell), FALSE);
  lift_item_row_complete (LIFT_ITEM_ROW (widget));
  lift_item_row_bind (LIFT_ITEM_ROW (widget), row);
  lift_item_row_set_edges (LIFT_ITEM_ROW (widget), index == 0, index + 1 == n);
  return cell;
}

static void
add_phase (LiftAttemptsWindow *self,
           GtkWidget          *box,
           LiftNode           *phase)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  g_autoptr(GListModel) list = lift_document_get_list (self->document, lift_node_get_id (phase), LIFT_PHASE_ITEMS);
  g_autofree char *title = lift_words_text (phase, LIFT_PHASE_TITLE);
  g_autofree char *of = lift_words_of (lift_nodes_n_closed (items), lift_nodes_get_n (items));
  g_autofree char *words = g_strdup_printf ("%s · %s", title, of);
  GtkWidget *rows = gtk_list_box_new ();

  gtk_box_append (GTK_BOX (box), label_new (words, "heading", GTK_ACCESSIBLE_ROLE_HEADING));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "kept");
  gtk_accessible_update_property (GTK_ACCESSIBLE (rows), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_bind_model (GTK_LIST_BOX (rows), list, row_new, self, NULL);
  gtk_box_append (GTK_BOX (box), rows);
}

static void
add_deployments (LiftAttemptsWindow *self,
                 GtkWidget          *box,
                 LiftNode           *attempt)
{
  LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    {
      LiftNode *deployment = lift_nodes_get (deployments, i);
      g_autofree char *target = lift_words_text (deployment, LIFT_DEPLOYMENT_TARGET);
      g_autofree char *words = lift_words_deployment (deployment, self->context.zone, self->context.now, NULL);
      GtkWidget *line = lift_card_line_new ();

      lift_card_line_set_icon (LIFT_CARD_LINE (line), lift_deployment_icon (deployment), lift_deployment_class (deployment));
      lift_card_line_set_text (LIFT_CARD_LINE (line), target, words);
      gtk_box_append (GTK_BOX (card), line);
    }
  gtk_widget_set_visible (card, lift_nodes_get_n (deployments) > 0);
  gtk_box_append (GTK_BOX (box), card);
}

static void
add_attempt (LiftAttemptsWindow *self,
             LiftNode           *attempt)
{
  LiftNodes *phases = lift_node_get_list (attempt, LIFT_ATTEMPT_PHASES);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *summary = lift_attempt_dup_summary (self->root, attempt, NULL);

  gtk_box_append (GTK_BOX (box), label_new (summary, "title-2", GTK_ACCESSIBLE_ROLE_HEADING));
  add_deployments (self, box, attempt);
  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    add_phase (self, box, lift_nodes_get (phases, i));
  if (lift_nodes_get_n (phases) == 0)
    gtk_box_append (GTK_BOX (box), label_new (_("Nothing was ticked in it."), "quiet", GTK_ACCESSIBLE_ROLE_LABEL));
  gtk_box_append (GTK_BOX (self->column), box);
}

/* Nothing of earlier attempts changes here; what others wrote is shown anew. */
static void
document_changed_cb (LiftAttemptsWindow *self)
{
  LiftNode *root = lift_document_get_root (self->document);
  LiftNodes *attempts = lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS);
  GtkWidget *child;

  if (self->shown == attempts && self->root != NULL)
    return;
  g_clear_pointer (&self->root, lift_node_unref);
  self->root = lift_node_ref (root);
  self->shown = attempts;
  self->context.zone = lift_schedule_zone (root);
  while ((child = gtk_widget_get_first_child (self->column)) != NULL)
    gtk_box_remove (GTK_BOX (self->column), child);
  for (guint i = lift_nodes_get_n (attempts); i-- > 1;)
    add_attempt (self, lift_nodes_get (attempts, i - 1));
}

static void
lift_attempts_window_dispose (GObject *object)
{
  LiftAttemptsWindow *self = LIFT_ATTEMPTS_WINDOW (object);

  g_clear_object (&self->document);

  G_OBJECT_CLASS (lift_attempts_window_parent_class)->dispose (object);
}

static void
lift_attempts_window_finalize (GObject *object)
{
  g_clear_pointer (&LIFT_ATTEMPTS_WINDOW (object)->root, lift_node_unref);

  G_OBJECT_CLASS (lift_attempts_window_parent_class)->finalize (object);
}

static void
lift_attempts_window_class_init (LiftAttemptsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lift_attempts_window_dispose;
  object_class->finalize = lift_attempts_window_finalize;

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lift_attempts_window_init (LiftAttemptsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  double scale = lift_text_scale (GTK_WIDGET (self));

  self->context = (LiftItemContext) { .now = lift_clock_now (), .scale = scale, .narrow = TRUE, .read_only = TRUE };
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 28);
  gtk_widget_set_margin_top (self->column, 8);
  gtk_widget_set_margin_bottom (self->column, 28);
  gtk_widget_set_margin_start (self->column, 14);
  gtk_widget_set_margin_end (self->column, 14);
  gtk_widget_add_css_class (header, "flat");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->column);
  gtk_widget_set_vexpand (scroller, TRUE);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Earlier Attempts"));
  gtk_window_set_default_size (GTK_WINDOW (self), MIN (600 * scale, 1000), 680);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

void
lift_attempts_window_present (LiftDocument *document,
                              GtkWidget    *parent)
{
  LiftAttemptsWindow *self = g_object_new (LIFT_TYPE_ATTEMPTS_WINDOW, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  document_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
