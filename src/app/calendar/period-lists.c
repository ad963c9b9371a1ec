/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "period-lists.h"

struct _LiftPeriodLists
{
  AdwBin          parent_instance;

  LiftPeriodList *lists[LIFT_N_LISTS];
};

G_DEFINE_FINAL_TYPE (LiftPeriodLists, lift_period_lists, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (LiftPeriodLists *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lift_period_lists_class_init (LiftPeriodListsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", LIFT_TYPE_PERIOD_LISTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_period_lists_init (LiftPeriodLists *self)
{
}

GtkWidget *
lift_period_lists_new (const char *zone)
{
  LiftPeriodLists *self = g_object_new (LIFT_TYPE_PERIOD_LISTS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    {
      GtkWidget *list = lift_period_list_new (kind, zone);

      self->lists[kind] = LIFT_PERIOD_LIST (list);
      g_signal_connect_swapped (list, "changed", G_CALLBACK (changed_cb), self);
      gtk_box_append (GTK_BOX (box), list);
    }
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

void
lift_period_lists_set (LiftPeriodLists *self,
                       LiftListKind     kind,
                       const char      *text)
{
  lift_period_list_set_text (self->lists[kind], text);
}

char *
lift_period_lists_dup (LiftPeriodLists *self,
                       LiftListKind     kind)
{
  return lift_period_list_dup_text (self->lists[kind]);
}

void
lift_period_lists_add (LiftPeriodLists         *self,
                       const LiftCalendarLists *lists)
{
  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    lift_period_list_add (self->lists[kind], lift_list_get (lists, kind));
}

guint
lift_period_lists_lack (LiftPeriodLists         *self,
                        const LiftCalendarLists *lists)
{
  guint all = 0;

  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    {
      g_autofree char *text = lift_period_list_dup_text (self->lists[kind]);
      guint n;

      g_free (lift_lines_add (text, lift_list_get (lists, kind), &n));
      all += n;
    }
  return all;
}

gboolean
lift_period_lists_check (LiftPeriodLists *self)
{
  gboolean right = TRUE;

  for (guint kind = 0; kind < LIFT_N_LISTS; kind++)
    if (!lift_period_list_check (self->lists[kind]))
      right = FALSE;
  return right;
}
