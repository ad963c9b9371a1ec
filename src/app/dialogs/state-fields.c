/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/schedule.h"
#include "people.h"
#include "state-fields.h"

static char *
dup_stripped (GtkWidget *row)
{
  return g_strstrip (g_strdup (lift_form_text (row)));
}

static gboolean
needs_reason (LiftItemState state)
{
  return state != LIFT_ITEM_OPEN && state != LIFT_ITEM_DONE;
}

static char *
format_at (GTimeZone *zone,
           gint64     at)
{
  LiftLocal local;

  lift_zone_local (zone, at, &local, NULL, NULL);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", local.year, local.month, local.day, local.hour, local.minute);
}

/* A time that was left as it was given keeps its seconds. */
static gboolean
get_at (LiftStateFields *self,
        gint64          *at)
{
  g_autofree char *text = dup_stripped (self->at);
  char *blank = strchr (text, ' ');
  LiftLocal local;

  *at = self->given_at;
  if (strcmp (text, self->given_text) == 0)
    return TRUE;
  if (blank != NULL)
    *blank = 'T';
  if (!lift_local_parse (text, &local))
    return FALSE;
  *at = lift_zone_resolve (self->zone, &local, NULL);
  return TRUE;
}

static void
check_at (LiftStateFields *self)
{
  gint64 at;
  gboolean wrong = self->state != LIFT_ITEM_OPEN && !get_at (self, &at);

  if (wrong)
    gtk_widget_add_css_class (self->at, "error");
  else
    gtk_widget_remove_css_class (self->at, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->at), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group),
                                         wrong ? _("When it was is written as 2026-12-03 14:20: year, month, day, hour and minute.") : NULL);
}

/* @item: whose state it is so far; @act: who is at the keyboard, and now. */
LiftStateFields *
lift_state_fields_new (LiftForm          *form,
                       const LiftNode    *release,
                       const LiftNode    *item,
                       const LiftAct     *act,
                       const char *const *names)
{
  LiftStateFields *self = g_new0 (LiftStateFields, 1);
  gboolean is_open = lift_node_get_enum (item, LIFT_ITEM_STATE) == LIFT_ITEM_OPEN;
  const char *by = lift_node_get_text (item, LIFT_ITEM_BY);
  gint64 at = lift_node_get_instant (item, LIFT_ITEM_AT);
  g_autofree char *title = NULL;
  const char *abbreviation;

  self->zone = g_time_zone_ref (lift_schedule_zone (release));
  self->given_at = is_open || at == LIFT_NO_INSTANT ? act->when : at;
  self->given_text = format_at (self->zone, self->given_at);
  lift_zone_local (self->zone, self->given_at, NULL, NULL, &abbreviation);
  /* Translators: when something was done; %s is the abbreviation of a time zone */
  title = g_strdup_printf (_("W_hen (%s)"), abbreviation);

  self->group = lift_form_add_group (form, NULL);
  self->reason = lift_form_add_entry (form, self->group, _("_Reason"), lift_node_get_text (item, LIFT_ITEM_REASON));
  self->accepted = lift_form_add_entry (form, self->group, _("Risk _accepted by"), lift_node_get_text (item, LIFT_ITEM_ACCEPTED));
  self->by = lift_form_add_entry (form, self->group, _("_Who"), is_open || by == NULL ? act->who : by);
  self->at = lift_form_add_entry (form, self->group, title, self->given_text);
  lift_people_add_button (self->accepted, names);
  lift_people_add_button (self->by, names);
  g_signal_connect_swapped (self->at, "changed", G_CALLBACK (check_at), self);
  return self;
}

void
lift_state_fields_free (LiftStateFields *self)
{
  g_time_zone_unref (self->zone);
  g_free (self->given_text);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

void
lift_state_fields_set_state (LiftStateFields *self,
                             LiftItemState    state)
{
  self->state = state;
  gtk_widget_set_visible (self->group, state != LIFT_ITEM_OPEN);
  gtk_widget_set_visible (self->reason, needs_reason (state));
  gtk_widget_set_visible (self->accepted, state == LIFT_ITEM_SKIPPED);
  check_at (self);
}

/* Whether all is there that the state asks for. The texts of @change belong to @self until the next call. */
gboolean
lift_state_fields_get_change (LiftStateFields *self,
                              LiftStateChange *change)
{
  GtkWidget *rows[] = { self->reason, self->accepted, self->by };
  gint64 at = 0;
  gboolean good = self->state == LIFT_ITEM_OPEN || get_at (self, &at);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_free (self->texts[i]);
      self->texts[i] = dup_stripped (rows[i]);
    }
  *change = (LiftStateChange) { .state = self->state, .at = at };
  if (needs_reason (self->state))
    change->reason = self->texts[0];
  if (self->state == LIFT_ITEM_SKIPPED)
    change->accepted = self->texts[1];
  if (self->state != LIFT_ITEM_OPEN)
    change->by = self->texts[2];
  return good && (change->reason == NULL || *change->reason != '\0') && (change->by == NULL || *change->by != '\0');
}

LiftGroup *
lift_state_fields_apply (LiftStateFields  *self,
                         LiftNode         *root,
                         const char       *id,
                         GError          **error)
{
  LiftStateChange change;
  LiftGroup *group;
  LiftNode *item;

  lift_state_fields_get_change (self, &change);
  group = lift_intent_set_state (root, (const char *const[]) { id, NULL }, &change, error);
  item = lift_root_find (root, id, NULL);
  if (group == NULL || item == NULL || lift_group_get_n_edits (group) > 0 || change.state == LIFT_ITEM_OPEN)
    return group;

  if (g_strcmp0 (lift_node_get_text (item, LIFT_ITEM_BY), change.by) != 0)
    lift_group_set_text (group, item, LIFT_ITEM_BY, change.by);
  if (lift_node_get_instant (item, LIFT_ITEM_AT) != change.at)
    lift_group_set_instant (group, item, LIFT_ITEM_AT, change.at);
  return group;
}
