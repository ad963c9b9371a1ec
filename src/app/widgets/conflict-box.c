/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "conflict-box.h"
#include "core/words.h"
#include "widgets/looks.h"
#include "wrap-box.h"

#define MOST_LINES  4
/* What a box that scrolls takes, for text of 11 pt: as much as it needs up to the second, where there is room. */
#define LEAST_HEIGHT 96
#define MOST_HEIGHT  280

struct _LiftConflictBox
{
  GtkWidget  parent_instance;

  GtkWidget *column;
  GtkWidget *title;
  char      *id;
  char      *records;   /* what the lines show, as it stands in the document */
  GPtrArray *conflicts; /* of LiftConflict */
  GPtrArray *buttons;   /* of GtkButton, in the order of the conflicts and their candidates; not owned */
};

G_DEFINE_FINAL_TYPE (LiftConflictBox, lift_conflict_box, GTK_TYPE_WIDGET)

static gboolean
tooltip_cb (GtkLabel   *label,
            int         x,
            int         y,
            gboolean    keyboard,
            GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_label (label));
  return TRUE;
}

static GtkWidget *
button_new (LiftConflictBox    *self,
            const LiftConflict *conflict,
            guint               candidate)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "candidate");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ssu)", self->id, lift_conflict_unit_member (conflict->unit), candidate);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.settle");
  return button;
}

static void
add_line (LiftConflictBox    *self,
          const LiftConflict *conflict)
{
  GtkWidget *line = lift_wrap_box_new (6), *label = gtk_label_new (NULL);
  /* Translators: before the values among which a person chooses, each on a button: “State:” */
  g_autofree char *text = g_strdup_printf (_("%s:"), lift_words_conflict (conflict));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  lift_wrap_box_append (LIFT_WRAP_BOX (line), label);
  for (guint i = 0; i < conflict->candidates->len; i++)
    {
      GtkWidget *button = button_new (self, conflict, i);

      g_ptr_array_add (self->buttons, button);
      lift_wrap_box_append (LIFT_WRAP_BOX (line), button);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, lift_words_conflict (conflict), -1);
  gtk_box_append (GTK_BOX (self->column), line);
}

static void
rebuild (LiftConflictBox *self,
         const LiftNode  *node)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_last_child (self->column)) != gtk_widget_get_first_child (self->column))
    gtk_box_remove (GTK_BOX (self->column), child);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = lift_node_get_conflicts (node);
  for (guint i = 0; i < self->conflicts->len; i++)
    add_line (self, g_ptr_array_index (self->conflicts, i));
}

static void
show_words (LiftConflictBox *self,
            GTimeZone       *zone,
            gint64           now,
            gint64          *changes)
{
  guint n = 0;

  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const LiftConflict *conflict = g_ptr_array_index (self->conflicts, i);

      for (guint c = 0; c < conflict->candidates->len; c++, n++)
        {
          GtkWidget *button = g_ptr_array_index (self->buttons, n);
          GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));
          g_autofree char *words = lift_words_candidate (conflict, c, zone, now, changes);
          g_autofree char *access = NULL;

          if (g_strcmp0 (gtk_label_get_label (label), words) == 0)
            continue;
          gtk_label_set_label (label, words);
          /* Translators: what is in conflict, and the value that a button decides for: “State: Done · Ann, 10:02” */
          access = g_strdup_printf (_("%1$s: %2$s"), lift_words_conflict (conflict), words);
          gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, access, -1);
        }
    }
}

void
lift_conflict_box_show (LiftConflictBox *self,
                        const LiftNode  *node,
                        GTimeZone       *zone,
                        gint64           now,
                        gint64          *changes)
{
  const char *records = lift_node_get_text (node, lift_kind_conflicts (lift_node_get_kind (node)));
  gboolean focused = lift_conflict_box_has_focus (self);

  if (g_strcmp0 (records, self->records) != 0 || g_strcmp0 (lift_node_get_id (node), self->id) != 0)
    {
      g_free (self->records);
      g_free (self->id);
      self->records = g_strdup (records);
      self->id = g_strdup (lift_node_get_id (node));
      rebuild (self, node);
    }
  show_words (self, zone, now, changes);
  if (focused && !lift_conflict_box_has_focus (self))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

gboolean
lift_conflict_box_has_focus (LiftConflictBox *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* Whether @unit is among what is in conflict. */
gboolean
lift_conflict_box_has_unit (LiftConflictBox *self,
                            LiftField        unit)
{
  for (guint i = 0; i < self->conflicts->len; i++)
    if (((LiftConflict *) g_ptr_array_index (self->conflicts, i))->unit == unit)
      return TRUE;
  return FALSE;
}

char *
lift_conflict_box_dup_words (LiftConflictBox *self)
{
  return lift_words_in_conflict (self->conflicts);
}

gboolean
lift_conflict_box_update (GtkWidget      **place,
                          GtkBox          *parent,
                          const LiftNode  *node,
                          GTimeZone       *zone,
                          gint64           now,
                          gint64          *changes)
{
  gboolean in_conflict = node != NULL && lift_node_in_conflict (node);

  if (!in_conflict && *place == NULL)
    return FALSE;
  if (!in_conflict)
    {
      gtk_box_remove (parent, *place);
      *place = NULL;
      return FALSE;
    }
  if (*place == NULL)
    {
      *place = lift_conflict_box_new ();
      gtk_box_append (parent, *place);
    }
  lift_conflict_box_show (LIFT_CONFLICT_BOX (*place), node, zone, now, changes);
  return TRUE;
}

void
lift_conflict_box_set_scrolls (LiftConflictBox *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_object_ref (self->column);
  gtk_widget_unparent (self->column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->column);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  g_object_unref (self->column);
}

static void
lift_conflict_box_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  LiftConflictBox *self = LIFT_CONFLICT_BOX (widget);
  double scale = lift_text_scale (widget);

  gtk_widget_measure (self->column, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL || gtk_widget_get_parent (self->column) == widget)
    return;
  *minimum = MIN (*natural, LEAST_HEIGHT * scale);
  *natural = MIN (*natural, MOST_HEIGHT * scale);
}

static void
lift_conflict_box_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  gtk_widget_size_allocate (gtk_widget_get_first_child (widget), &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static GtkSizeRequestMode
lift_conflict_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lift_conflict_box_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lift_conflict_box_parent_class)->dispose (object);
}

static void
lift_conflict_box_finalize (GObject *object)
{
  LiftConflictBox *self = LIFT_CONFLICT_BOX (object);

  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_ptr_array_unref (self->buttons);
  g_free (self->id);
  g_free (self->records);

  G_OBJECT_CLASS (lift_conflict_box_parent_class)->finalize (object);
}

static void
lift_conflict_box_class_init (LiftConflictBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lift_conflict_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = lift_conflict_box_finalize;
  GTK_WIDGET_CLASS (klass)->measure = lift_conflict_box_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = lift_conflict_box_size_allocate;
  GTK_WIDGET_CLASS (klass)->get_request_mode = lift_conflict_box_get_request_mode;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "conflict");
}

static GtkWidget *
head_new (LiftConflictBox *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *icon = gtk_image_new_from_icon_name (LIFT_CONFLICT_ICON);
  GtkWidget *what = gtk_label_new (NULL);
  /* Translators: after the words “In conflict” */
  g_autofree char *rest = g_strdup_printf ("\302\240· %s", _("choose what stands"));

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  self->title = gtk_label_new (_("In conflict"));
  gtk_widget_set_valign (self->title, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->title, "strong");
  gtk_label_set_label (GTK_LABEL (what), rest);
  gtk_label_set_wrap (GTK_LABEL (what), TRUE);
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_widget_add_css_class (head, "item-line");
  gtk_widget_add_css_class (head, "caption");
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), what);
  return head;
}

static void
lift_conflict_box_init (LiftConflictBox *self)
{
  self->buttons = g_ptr_array_new ();
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->column), head_new (self));
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("In conflict"), -1);
}

/* What it is about, where it does not stand at the thing. */
void
lift_conflict_box_set_title (LiftConflictBox *self,
                             const char      *title)
{
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

GtkWidget *
lift_conflict_box_new (void)
{
  return g_object_new (LIFT_TYPE_CONFLICT_BOX, NULL);
}
