/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "side-row.h"

#include "widgets/looks.h"
#include "widgets/ring.h"
#include "widgets/row-text.h"

#define RESOURCES "/com/octoacme/Liftoff/sidebar/"

struct _LiftSideRow
{
  GtkListBoxRow parent_instance;

  char         *phase;
  gboolean      folded;

  /* Which of them there are depends on the form. */
  GtkWidget    *ring;
  GtkWidget    *badge;
  GtkWidget    *number;
  GtkWidget    *title;
  GtkWidget    *words;
  GtkWidget    *count;
  GtkWidget    *date;
};

G_DEFINE_FINAL_TYPE (LiftSideRow, lift_side_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_label (GtkWidget  *label,
           const char *text)
{
  if (!label)
    return;
  if (LIFT_IS_ROW_TEXT (label))
    lift_row_text_set_text (LIFT_ROW_TEXT (label), text ? text : "");
  else if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text ? text : "") != 0)
    gtk_label_set_label (GTK_LABEL (label), text ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
set_class (GtkWidget  *widget,
           const char *class,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

static GtkWidget *
get (GtkBuilder *builder,
     const char *name)
{
  return (GtkWidget *) gtk_builder_get_object (builder, name);
}

static void
lift_side_row_finalize (GObject *object)
{
  g_free (LIFT_SIDE_ROW (object)->phase);
  G_OBJECT_CLASS (lift_side_row_parent_class)->finalize (object);
}

static void
lift_side_row_class_init (LiftSideRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_side_row_finalize;
  g_type_ensure (LIFT_TYPE_RING);
  g_type_ensure (LIFT_TYPE_ROW_TEXT);
}

static void
lift_side_row_init (LiftSideRow *self)
{
}

GtkWidget *
lift_side_row_new (const char *phase,
                   gboolean    folded)
{
  LiftSideRow *self = g_object_new (LIFT_TYPE_SIDE_ROW, NULL);
  g_autofree char *resource = g_strconcat (RESOURCES, folded ? "rail-" : "", phase ? "phase" : "incident", "-row.ui", NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (resource);

  self->phase = g_strdup (phase);
  self->folded = folded;
  self->ring = get (builder, "ring");
  self->badge = get (builder, "badge");
  self->number = get (builder, "number");
  self->title = get (builder, "title");
  self->words = get (builder, "words");
  self->count = get (builder, "count");
  self->date = get (builder, "date");
  if (LIFT_IS_ROW_TEXT (self->title))
    {
      lift_row_text_set_natural (LIFT_ROW_TEXT (self->title), TRUE);
      lift_row_text_set_natural (LIFT_ROW_TEXT (self->words), TRUE);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), get (builder, "child"));
  if (phase)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  return GTK_WIDGET (self);
}

const char *
lift_side_row_get_phase (LiftSideRow *self)
{
  g_return_val_if_fail (LIFT_IS_SIDE_ROW (self), NULL);
  return self->phase;
}

void
lift_side_row_show (LiftSideRow         *self,
                    const LiftSideFacts *facts)
{
  g_return_if_fail (LIFT_IS_SIDE_ROW (self));

  set_label (self->number, facts->number);
  set_label (self->title, facts->title);
  set_label (self->words, facts->words);
  set_label (self->count, self->folded ? facts->short_count : facts->count);
  set_label (self->date, facts->date);
  if (self->words)
    lift_set_state_class (self->words, facts->state_class);
  if (self->title)
    set_class (self->title, "upcoming", facts->upcoming);
  if (self->ring)
    {
      lift_ring_set_icon_name (LIFT_RING (self->ring), facts->icon);
      lift_ring_set_fraction (LIFT_RING (self->ring), facts->fraction);
      lift_set_state_class (self->ring, facts->state_class);
    }
  if (self->badge)
    {
      gboolean on = g_strcmp0 (facts->state_class, "error") == 0;

      set_class (self->badge, "on", on);
      set_class (self->badge, "off", !on);
    }
  if (self->folded)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), facts->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, facts->name, -1);
}
