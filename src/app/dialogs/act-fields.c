/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "act-fields.h"
#include "core/schedule.h"
#include "instant-row.h"
#include "people.h"

/* @by and @at are what is proposed. */
void
lift_act_fields_add (LiftActFields     *self,
                     LiftForm          *form,
                     GtkWidget         *group,
                     const LiftNode    *release,
                     const char        *by,
                     gint64             at,
                     const char *const *names)
{
  self->by = lift_form_add_entry (form, group, _("_Who"), by);
  self->at = lift_instant_row_add (form, group, _("W_hen"), lift_schedule_zone (release), at);
  lift_people_add_button (self->by, names);
}

gboolean
lift_act_fields_get (LiftActFields  *self,
                     char          **by,
                     gint64         *at)
{
  *by = g_strstrip (g_strdup (lift_form_text (self->by)));
  return lift_instant_row_get (self->at, at) && **by != '\0';
}
