/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "clash-box.h"
#include "core/words.h"
#include "field-note.h"
#include "widgets/notice.h"

struct _LiftClashBox
{
  AdwBin     parent_instance;

  GtkWidget *box;
  GtkWidget *notice;
  GtkWidget *reason; /* NULL: it is not asked for */
};

G_DEFINE_FINAL_TYPE (LiftClashBox, lift_clash_box, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (LiftClashBox *self)
{
  if (lift_field_note_check (self->reason, LIFT_RELEASE_OVERRIDE))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
lift_clash_box_class_init (LiftClashBoxClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", LIFT_TYPE_CLASH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_clash_box_init (LiftClashBox *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
lift_clash_box_new (LiftForm *form)
{
  LiftClashBox *self = g_object_new (LIFT_TYPE_CLASH_BOX, NULL);
  GtkWidget *group;

  if (form == NULL)
    return GTK_WIDGET (self);
  group = adw_preferences_group_new ();
  self->reason = lift_form_add_entry (form, group, _("_Override: why it may stand"), NULL);
  lift_field_note_add (self->reason, group);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self->box), group);
  return GTK_WIDGET (self);
}

void
lift_clash_box_show (LiftClashBox   *self,
                     const LiftNode *release)
{
  g_auto(LiftClash) clash = { LIFT_CLASH_NONE };
  gboolean clashes = lift_clash_of_release (release, &clash);
  g_autofree char *words = lift_words_clash (release, &clash);

  if (self->notice != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->notice);
  self->notice = NULL;
  if (clashes)
    {
      self->notice = lift_notice_new ("dialog-warning-symbolic",
                                      clash.kind == LIFT_CLASH_FREEZE ? _("In a freeze") : _("Outside of the deployment windows"), words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->notice), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
      gtk_box_prepend (GTK_BOX (self->box), self->notice);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), clashes);
}

gboolean
lift_clash_box_clashes (LiftClashBox *self)
{
  return self->notice != NULL;
}

char *
lift_clash_box_dup_reason (LiftClashBox *self)
{
  g_autofree char *text = NULL;

  if (!lift_clash_box_clashes (self) || self->reason == NULL)
    return NULL;
  text = g_strstrip (g_strdup (lift_form_text (self->reason)));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

void
lift_clash_box_replace_reason (LiftClashBox *self,
                               const char   *before,
                               const char   *text)
{
  if (g_strcmp0 (before, text) != 0 && g_strcmp0 (lift_form_text (self->reason), before) == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->reason), text);
}
