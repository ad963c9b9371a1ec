/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "default-lists-dialog.h"
#include "dialogs/form.h"
#include "period-lists.h"
#include "release-dialogs/moment-text.h"
#include "widgets/notice.h"

typedef struct
{
  GtkWidget *dialog;
  GtkWidget *lists;
  char      *before[LIFT_N_LISTS]; /* NULL: it could not be read, and is not written */
} DefaultLists;

static void
default_lists_free (DefaultLists *self)
{
  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    g_free (self->before[kind]);
  g_free (self);
}

static gboolean
differs (DefaultLists *self,
         LiftListKind  kind,
         char        **text)
{
  *text = lift_period_lists_dup (LIFT_PERIOD_LISTS (self->lists), kind);
  return self->before[kind] != NULL && g_strcmp0 (*text, self->before[kind]) != 0;
}

static void
update (DefaultLists *self)
{
  gboolean right = lift_period_lists_check (LIFT_PERIOD_LISTS (self->lists)), changed = FALSE;

  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    {
      g_autofree char *text = NULL;

      changed = differs (self, kind, &text) || changed;
    }
  lift_form_set_ready (LIFT_FORM (self->dialog), right && changed);
}

static void
confirmed_cb (DefaultLists *self)
{
  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    {
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;

      if (!differs (self, kind, &text))
        continue;
      if (lift_default_list_write (kind, text, &error) == LIFT_NOT_SAVED)
        {
          lift_form_set_error (LIFT_FORM (self->dialog), error->message);
          lift_form_keep_open (LIFT_FORM (self->dialog));
          return;
        }
      g_free (self->before[kind]);
      self->before[kind] = g_steal_pointer (&text);
    }
}

void
lift_default_lists_dialog_present (GtkWidget *parent)
{
  DefaultLists *self = g_new0 (DefaultLists, 1);

  self->dialog = lift_form_new (_("Calendar for All Releases"), _("_Save"));
  g_object_set_data_full (G_OBJECT (self->dialog), "lift-default-lists", self, (GDestroyNotify) default_lists_free);
  lift_form_add (LIFT_FORM (self->dialog), lift_caption_new (_("A new release takes these lists over. What they say of a release is then its own."), 0));
  self->lists = lift_period_lists_new (lift_local_zone_name ());
  lift_form_add (LIFT_FORM (self->dialog), self->lists);
  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    {
      g_autoptr(GError) error = NULL;

      self->before[kind] = lift_default_list_read (kind, &error);
      lift_period_lists_set (LIFT_PERIOD_LISTS (self->lists), kind, self->before[kind]);
      if (error != NULL)
        lift_form_set_error (LIFT_FORM (self->dialog), error->message);
    }
  g_signal_connect_swapped (self->lists, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (confirmed_cb), self);
  update (self);
  lift_form_present (LIFT_FORM (self->dialog), parent, self->lists);
}
