/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/conflict.h"
#include "item-check.h"
#include "widgets/looks.h"

struct _LiftItemCheck
{
  GtkCheckButton parent_instance;

  char          *id;
  LiftItemState  state;
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (LiftItemCheck, lift_item_check, GTK_TYPE_CHECK_BUTTON)

static void
show (LiftItemCheck *self)
{
  self->showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self), self->state == LIFT_ITEM_DONE);
  self->showing = FALSE;
}

static void
lift_item_check_toggled (GtkCheckButton *button)
{
  LiftItemCheck *self = LIFT_ITEM_CHECK (button);
  g_autofree char *id = NULL;

  if (self->showing || self->id == NULL)
    return;

  id = g_strdup (self->id);
  g_object_ref (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.item-tick", "s", id);
  /* What the document says now, whether or not it agreed. */
  show (self);
  g_object_unref (self);
}

static void
press (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  GtkCheckButton *button = GTK_CHECK_BUTTON (widget);

  gtk_check_button_set_active (button, !gtk_check_button_get_active (button));
}

static void
lift_item_check_finalize (GObject *object)
{
  g_free (LIFT_ITEM_CHECK (object)->id);

  G_OBJECT_CLASS (lift_item_check_parent_class)->finalize (object);
}

static void
lift_item_check_class_init (LiftItemCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_item_check_finalize;
  GTK_CHECK_BUTTON_CLASS (klass)->toggled = lift_item_check_toggled;

  /* The toolkit gives check buttons no accessible action of their own. */
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "check.press", NULL, press);
}

static void
lift_item_check_init (LiftItemCheck *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "item-check");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
lift_item_check_new (void)
{
  return g_object_new (LIFT_TYPE_ITEM_CHECK, NULL);
}

void
lift_item_check_show (LiftItemCheck  *self,
                      const LiftNode *item)
{
  LiftItemState state = lift_item_get_state (item);

  if (g_strcmp0 (self->id, lift_node_get_id (item)) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (lift_node_get_id (item));
    }
  if (lift_node_in_conflict (item))
    gtk_widget_add_css_class (GTK_WIDGET (self), "conflict");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "conflict");
  if (self->state != state)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), lift_item_state_class (self->state));
      gtk_widget_add_css_class (GTK_WIDGET (self), lift_item_state_class (state));
      self->state = state;
    }
  show (self);
}
