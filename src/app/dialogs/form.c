/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/text.h"
#include "form.h"
#include "widgets/looks.h"

#define WIDEST 1280

typedef struct
{
  GtkWidget *clamp;
  GtkWidget *column;
  GtkWidget *verb;
  GtkWidget *error_revealer;
  GtkWidget *error_label;
  gboolean   keep_open;
} LiftFormPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (LiftForm, lift_form, ADW_TYPE_WINDOW)

#define PRIVATE(self) ((LiftFormPrivate *) lift_form_get_instance_private (self))

enum
{
  CONFIRMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
lift_form_class_init (LiftFormClass *klass)
{
  signals[CONFIRMED] = g_signal_new ("confirmed", LIFT_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

/* A label of its own: the accessible name of a button with a mnemonic would hold the underscore. */
static void
set_label (GtkWidget  *button,
           const char *text)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), button);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "text-button");
}

static void
lift_form_init (LiftForm *self)
{
  LiftFormPrivate *priv = PRIVATE (self);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  double scale = lift_text_scale (GTK_WIDGET (self));

  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), MIN (480 * scale, 960), -1);

  priv->verb = gtk_button_new ();
  gtk_widget_add_css_class (priv->verb, "suggested-action");
  g_signal_connect_swapped (priv->verb, "clicked", G_CALLBACK (lift_form_confirm), self);
  set_label (cancel, _("_Cancel"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), priv->verb);
  gtk_widget_add_css_class (header, "flat");

  priv->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_top (priv->column, 12);
  gtk_widget_set_margin_bottom (priv->column, 24);
  gtk_widget_set_margin_start (priv->column, 14);
  gtk_widget_set_margin_end (priv->column, 14);

  priv->error_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (priv->error_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (priv->error_label), 0);
  gtk_widget_add_css_class (priv->error_label, "error");
  priv->error_revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (priv->error_revealer), priv->error_label);
  gtk_widget_set_visible (priv->error_revealer, FALSE);
  gtk_box_append (GTK_BOX (priv->column), priv->error_revealer);

  priv->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (priv->clamp), 560 * scale);
  adw_clamp_set_child (ADW_CLAMP (priv->clamp), priv->column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 640);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), priv->clamp);
  gtk_widget_set_vexpand (scroller, TRUE);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
}

GtkWidget *
lift_form_new (const char *title,
               const char *verb)
{
  LiftForm *self = g_object_new (LIFT_TYPE_FORM, "title", title, NULL);

  set_label (PRIVATE (self)->verb, verb);
  return GTK_WIDGET (self);
}

void
lift_form_add (LiftForm  *self,
               GtkWidget *child)
{
  gtk_box_append (GTK_BOX (PRIVATE (self)->column), child);
}

void
lift_form_set_size (LiftForm *self,
                    int       width,
                    int       height)
{
  AdwClamp *clamp = ADW_CLAMP (PRIVATE (self)->clamp);

  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  adw_clamp_set_maximum_size (clamp, WIDEST);
  adw_clamp_set_tightening_threshold (clamp, WIDEST);
}

void
lift_form_set_ready (LiftForm *self,
                     gboolean  ready)
{
  gtk_widget_set_sensitive (PRIVATE (self)->verb, ready);
}

/* Says in the dialog why something cannot be done; NULL takes it away. */
void
lift_form_set_error (LiftForm   *self,
                     const char *text)
{
  LiftFormPrivate *priv = PRIVATE (self);
  g_autofree char *shown = lift_text_visible (text != NULL ? text : "");

  gtk_label_set_label (GTK_LABEL (priv->error_label), shown);
  gtk_widget_set_visible (priv->error_revealer, text != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (priv->error_revealer), text != NULL);
}

/* To be called in a handler of "confirmed". */
void
lift_form_keep_open (LiftForm *self)
{
  PRIVATE (self)->keep_open = TRUE;
}

void
lift_form_confirm (LiftForm *self)
{
  LiftFormPrivate *priv = PRIVATE (self);

  if (!gtk_widget_get_sensitive (priv->verb))
    return;

  priv->keep_open = FALSE;
  g_object_ref (self);
  g_signal_emit (self, signals[CONFIRMED], 0);
  if (!priv->keep_open)
    gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

void
lift_form_present (LiftForm  *self,
                   GtkWidget *parent,
                   GtkWidget *focus)
{
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  if (focus != NULL && !gtk_widget_grab_focus (focus))
    gtk_widget_child_focus (focus, GTK_DIR_TAB_FORWARD);
}

GtkWidget *
lift_form_add_group (LiftForm   *self,
                     const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (title, -1);

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
    }
  lift_form_add (self, group);
  return group;
}

GtkWidget *
lift_form_add_entry (LiftForm   *self,
                     GtkWidget  *group,
                     const char *title,
                     const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (lift_form_confirm), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

GtkWidget *
lift_form_add_combo (LiftForm          *self,
                     GtkWidget         *group,
                     const char        *title,
                     const char *const *labels,
                     guint              selected)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) model = gtk_string_list_new (labels);

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

const char *
lift_form_text (GtkWidget *entry_row)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry_row));
}

static gboolean
confirm_key_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   form)
{
  lift_form_confirm (form);
  return TRUE;
}

GtkWidget *
lift_form_add_text (LiftForm   *self,
                    GtkWidget  *group,
                    const char *name,
                    const char *text,
                    int         height)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text != NULL ? text : "", -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 10);
  gtk_widget_add_css_class (view, "note-view");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  /* Enter is a new line here. */
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (confirm_key_cb, self, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (view, keys);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), height);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), scroller);
  return view;
}

/* Without blanks at its end. */
char *
lift_form_dup_text (GtkWidget *text_view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text_view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strchomp (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}
