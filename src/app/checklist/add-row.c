/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "add-row.h"

struct _LiftAddRow
{
  GtkWidget  parent_instance;

  char      *phase;
  GtkWidget *button;
  GtkWidget *key;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (LiftAddRow, lift_add_row, GTK_TYPE_WIDGET)

static void
add (LiftAddRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (*text != '\0' && self->phase != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.item-add", "(ss)", self->phase, text);
}

static void
leave (LiftAddRow *self,
       gboolean    focus)
{
  gtk_widget_set_visible (self->button, TRUE);
  if (focus)
    gtk_widget_grab_focus (self->button);
  gtk_widget_set_visible (self->entry, FALSE);
}

static void
activate_cb (LiftAddRow *self)
{
  add (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-item", NULL);
}

/* Clicking elsewhere loses nothing. */
static void
leave_cb (LiftAddRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!gtk_widget_get_visible (self->entry) || (GTK_IS_WINDOW (root) && !gtk_window_is_active (GTK_WINDOW (root))))
    return;

  leave (self, FALSE);
  add (self);
}

static void
escape (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  LiftAddRow *self = LIFT_ADD_ROW (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  leave (self, TRUE);
}

static void
lift_add_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LIFT_TYPE_ADD_ROW);

  G_OBJECT_CLASS (lift_add_row_parent_class)->dispose (object);
}

static void
lift_add_row_finalize (GObject *object)
{
  g_free (LIFT_ADD_ROW (object)->phase);

  G_OBJECT_CLASS (lift_add_row_parent_class)->finalize (object);
}

static void
lift_add_row_class_init (LiftAddRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_add_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lift_add_row_finalize;

  gtk_widget_class_set_css_name (widget_class, "additem");
  gtk_widget_class_install_action (widget_class, "add.leave", NULL, escape);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/checklist/add-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftAddRow, button);
  gtk_widget_class_bind_template_child (widget_class, LiftAddRow, key);
  gtk_widget_class_bind_template_child (widget_class, LiftAddRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
lift_add_row_init (LiftAddRow *self)
{
  g_autofree char *key = gtk_accelerator_get_label (GDK_KEY_n, GDK_CONTROL_MASK);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (GTK_LABEL (self->key), key);
}

GtkWidget *
lift_add_row_new (void)
{
  return g_object_new (LIFT_TYPE_ADD_ROW, NULL);
}

void
lift_add_row_set_phase (LiftAddRow *self,
                        const char *phase)
{
  g_free (self->phase);
  self->phase = g_strdup (phase);
}

void
lift_add_row_begin (LiftAddRow *self)
{
  gtk_widget_set_visible (self->entry, TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_widget_set_visible (self->button, FALSE);
}
