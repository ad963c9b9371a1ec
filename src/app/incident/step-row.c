/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "checklist/item-check.h"
#include "checklist/item-menu.h"
#include "core/conflict.h"
#include "core/words.h"
#include "session/clock.h"
#include "step-row.h"
#include "widgets/conflict-box.h"
#include "widgets/looks.h"

struct _LiftStepRow
{
  GtkListBoxRow  parent_instance;

  LiftRow       *row;

  LiftItemCheck *check;
  GtkLabel      *number;
  GtkLabel      *text;
  GtkWidget     *state_box;
  GtkImage      *state_icon;
  GtkLabel      *state;
  GtkLabel      *note;
  GtkWidget     *menu;
  GtkWidget     *column;
  GtkWidget     *conflict; /* NULL: nothing is in conflict */
};

G_DEFINE_FINAL_TYPE (LiftStepRow, lift_step_row, GTK_TYPE_LIST_BOX_ROW)

/* Letter keys of an item, as on a row of the checklist. */
static const struct
{
  guint           key;
  GdkModifierType modifiers;
  const char     *action;
} keys[] = {
  { GDK_KEY_space, 0, "win.item-tick" },
  { GDK_KEY_Return, 0, "win.item-open" },
  { GDK_KEY_KP_Enter, 0, "win.item-open" },
  { GDK_KEY_b, 0, "win.item-block" },
  { GDK_KEY_f, 0, "win.item-fail" },
  { GDK_KEY_s, 0, "win.item-skip" },
  { GDK_KEY_x, 0, "win.item-na" },
  { GDK_KEY_n, 0, "win.item-note" },
  { GDK_KEY_e, 0, "win.item-evidence" },
  { GDK_KEY_a, 0, "win.item-assign" },
};

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  LiftStepRow *self = LIFT_STEP_ROW (widget);

  if (!gtk_widget_is_focus (widget))
    return FALSE;
  return gtk_widget_activate_action (widget, g_variant_get_string (args, NULL), "s", lift_row_get_id (self->row));
}

static void
show_conflict (LiftStepRow *self,
               LiftNode    *node)
{
  GTimeZone *zone = lift_schedule_zone (lift_document_get_root (lift_row_get_document (self->row)));

  if (self->conflict != NULL && !lift_node_in_conflict (node) && lift_conflict_box_has_focus (LIFT_CONFLICT_BOX (self->conflict)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  lift_conflict_box_update (&self->conflict, GTK_BOX (self->column), node, zone, lift_clock_now (), NULL);
}

/* A state that is in conflict stands on the buttons. */
static gboolean
has_state (LiftStepRow *self,
           LiftNode    *node)
{
  return lift_node_get_enum (node, LIFT_ITEM_STATE) != LIFT_ITEM_OPEN &&
         (self->conflict == NULL || !lift_conflict_box_has_unit (LIFT_CONFLICT_BOX (self->conflict), LIFT_ITEM_STATE));
}

static void
show (LiftStepRow *self)
{
  LiftNode *node = lift_row_get_node (self->row);
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  g_autofree char *number = NULL;
  LiftItemState state;

  if (node == NULL)
    return;

  text = lift_words_text (node, LIFT_ITEM_TEXT);
  note = lift_words_text (node, LIFT_ITEM_NOTE);
  state = lift_node_get_enum (node, LIFT_ITEM_STATE);
  number = g_strdup_printf ("%u", lift_row_get_index (self->row) + 1);

  lift_item_check_show (self->check, node);
  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
  show_conflict (self, node);
  gtk_widget_set_visible (self->state_box, has_state (self, node));
  if (state != LIFT_ITEM_OPEN)
    gtk_image_set_from_icon_name (self->state_icon, lift_item_state_icon (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
lift_step_row_update_time (LiftStepRow *self,
                           GTimeZone   *zone,
                           gint64       now,
                           gint64      *changes)
{
  LiftNode *node = lift_row_get_node (self->row);
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;
  g_autofree char *conflict = NULL;

  if (node == NULL)
    return;

  if (lift_conflict_box_update (&self->conflict, GTK_BOX (self->column), node, zone, now, changes))
    conflict = lift_conflict_box_dup_words (LIFT_CONFLICT_BOX (self->conflict));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, conflict != NULL ? conflict : "", -1);
  words = has_state (self, node) ? lift_words_item_state (node, zone, now, changes) : g_strdup ("");
  gtk_label_set_label (self->state, words);
  name = *words != '\0' ? g_strdup_printf ("%s. %s, %s", gtk_label_get_label (self->number), gtk_label_get_label (self->text), words)
                        : g_strdup_printf ("%s. %s", gtk_label_get_label (self->number), gtk_label_get_label (self->text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  LiftStepRow *self = user_data;
  g_autoptr(GMenuModel) menu = lift_item_menu_new (lift_row_get_document (self->row), lift_row_get_id (self->row));

  gtk_menu_button_set_menu_model (button, menu);
}

static void
lift_step_row_dispose (GObject *object)
{
  g_clear_object (&LIFT_STEP_ROW (object)->row);

  G_OBJECT_CLASS (lift_step_row_parent_class)->dispose (object);
}

static void
lift_step_row_class_init (LiftStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_step_row_dispose;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, key_cb, "s", keys[i].action);
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
lift_step_row_init (LiftStepRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 2);
  gtk_widget_set_margin_end (box, 4);

  self->check = LIFT_ITEM_CHECK (lift_item_check_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_START);
  self->number = GTK_LABEL (label_new ("caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "quiet");
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (self->number), 3);
  self->text = GTK_LABEL (label_new ("item-text"));
  self->state_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->state_icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), "state-icon");
  self->state = GTK_LABEL (label_new ("caption"));
  gtk_widget_add_css_class (self->state_box, "quiet");
  gtk_widget_set_valign (GTK_WIDGET (self->state_icon), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->state_box), GTK_WIDGET (self->state_icon));
  gtk_box_append (GTK_BOX (self->state_box), GTK_WIDGET (self->state));
  self->note = GTK_LABEL (label_new ("caption"));

  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (column), self->state_box);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->note));
  self->column = column;
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  gtk_widget_set_margin_top (column, 2);
  gtk_widget_set_margin_bottom (column, 4);

  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_menu_cb, self, NULL);
  gtk_widget_set_tooltip_text (self->menu, _("Step Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Step Menu"), -1);
  gtk_widget_set_valign (self->menu, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_add_css_class (self->menu, "rowmenu");

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->check));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (box), self->menu);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

const char *
lift_step_row_get_id (LiftStepRow *self)
{
  return lift_row_get_id (self->row);
}

GtkWidget *
lift_step_row_new (LiftRow *row)
{
  LiftStepRow *self = g_object_new (LIFT_TYPE_STEP_ROW, "activatable", FALSE, NULL);

  self->row = g_object_ref (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
