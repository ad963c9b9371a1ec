/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "conflict-notice.h"
#include "core/conflict.h"
#include "core/intents.h"
#include "core/words.h"
#include "widgets/conflict-box.h"

struct _LiftConflictNotice
{
  GtkWidget   parent_instance;

  GtkWidget  *column;
  GtkWidget  *label;
  GHashTable *boxes; /* id to LiftConflictBox, not owned */
};

G_DEFINE_FINAL_TYPE (LiftConflictNotice, lift_conflict_notice, GTK_TYPE_WIDGET)

static void
show_node (LiftConflictNotice *self,
           const LiftNode     *node,
           const char         *title,
           GTimeZone          *zone,
           gint64              now,
           gint64             *changes)
{
  GtkWidget *box = g_hash_table_lookup (self->boxes, lift_node_get_id (node)), *before = box;

  if (lift_conflict_box_update (&box, GTK_BOX (self->column), node, zone, now, changes))
    lift_conflict_box_set_title (LIFT_CONFLICT_BOX (box), title);
  if (box == NULL)
    g_hash_table_remove (self->boxes, lift_node_get_id (node));
  else if (before == NULL)
    {
      lift_conflict_box_set_scrolls (LIFT_CONFLICT_BOX (box));
      g_hash_table_insert (self->boxes, g_strdup (lift_node_get_id (node)), box);
    }
}

static void
remove_gone (LiftConflictNotice *self,
             LiftNode           *release)
{
  GHashTableIter iter;
  gpointer id, box;

  g_hash_table_iter_init (&iter, self->boxes);
  while (g_hash_table_iter_next (&iter, &id, &box))
    if (lift_root_find (release, id, NULL) == NULL)
      {
        gtk_box_remove (GTK_BOX (self->column), box);
        g_hash_table_iter_remove (&iter);
      }
}

/* What has no place in the window where it could be decided: all but phases and incidents. */
static void
show_below (LiftConflictNotice *self,
            LiftNode           *release,
            LiftNode           *node,
            gint64              now,
            gint64             *changes)
{
  LiftKind kind = lift_node_get_kind (node);

  for (LiftField field = lift_kind_first_field (kind); field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    {
      LiftNodes *list = lift_field_info (field)->type == LIFT_TYPE_LIST ? lift_node_get_list (node, field) : NULL;

      for (guint i = 0; i < lift_nodes_get_n (list) && field != LIFT_RELEASE_PHASES && field != LIFT_RELEASE_INCIDENTS; i++)
        {
          LiftNode *child = lift_nodes_get (list, i);
          g_autofree char *title = NULL;

          if (field == LIFT_RELEASE_RESPONSE)
            {
              g_autofree char *text = lift_words_text (child, LIFT_ITEM_TEXT);

              /* Translators: a step of the response to incidents: its number and its text */
              title = g_strdup_printf (_("Response step %u, “%s”"), i + 1, text);
            }
          else
            title = lift_words_thing (release, child);
          show_node (self, child, title, lift_schedule_zone (release), now, changes);
          show_below (self, release, child, now, changes);
        }
    }
}

void
lift_conflict_notice_show (LiftConflictNotice *self,
                           LiftNode           *release,
                           gint64              now,
                           gint64             *changes)
{
  GTimeZone *zone = lift_schedule_zone (release);
  guint n = lift_root_count_conflicts (release);
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u conflict to decide", "%u conflicts to decide", n), n);

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), words) != 0)
    gtk_label_set_label (GTK_LABEL (self->label), words);
  remove_gone (self, release);
  show_node (self, release, _("This release"), zone, now, changes);
  show_below (self, release, release, now, changes);
}

gboolean
lift_conflict_notice_focus (LiftConflictNotice *self,
                            const char         *id)
{
  GtkWidget *box = g_hash_table_lookup (self->boxes, id);

  return box != NULL && gtk_widget_child_focus (box, GTK_DIR_TAB_FORWARD);
}

static void
lift_conflict_notice_dispose (GObject *object)
{
  LiftConflictNotice *self = LIFT_CONFLICT_NOTICE (object);

  g_clear_pointer (&self->boxes, g_hash_table_unref);
  g_clear_pointer (&self->column, gtk_widget_unparent);

  G_OBJECT_CLASS (lift_conflict_notice_parent_class)->dispose (object);
}

static void
lift_conflict_notice_class_init (LiftConflictNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lift_conflict_notice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
lift_conflict_notice_init (LiftConflictNotice *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *icon = gtk_image_new_from_icon_name (LIFT_CONFLICT_ICON);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Show _Next"));

  self->boxes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (self->label, "strong");
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.next-conflict");
  gtk_widget_set_tooltip_text (button, _("Go to the next conflict"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (icon, "state-icon");
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), self->label);
  gtk_box_append (GTK_BOX (line), button);

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->column, "notice");
  gtk_widget_set_margin_start (self->column, 14);
  gtk_widget_set_margin_end (self->column, 14);
  gtk_widget_set_margin_bottom (self->column, 8);
  gtk_box_append (GTK_BOX (self->column), line);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
}

GtkWidget *
lift_conflict_notice_new (void)
{
  return g_object_new (LIFT_TYPE_CONFLICT_NOTICE, NULL);
}
