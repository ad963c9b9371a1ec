/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/intents.h"
#include "item-moment-rows.h"
#include "release-dialogs/field-note.h"
#include "release-dialogs/moment-text.h"

enum
{
  NONE,
  CLOCK,
};

static const LiftOffsetKind kinds[] = {
  [NONE] = { N_("None of its own"), "" },
  [CLOCK] = { N_("At a time of day"), "" },
  { N_("Hours before the release"), NULL, -1, 'H' },
  { N_("Minutes before the release"), NULL, -1, 'M' },
  { N_("Minutes after the release"), NULL, 1, 'M' },
  { N_("Hours after the release"), NULL, 1, 'H' },
};

static gboolean
has_clock (LiftItemMomentRows *rows)
{
  return lift_offset_rows_get_kind (&rows->offset) == &kinds[CLOCK];
}

static void
kind_cb (LiftItemMomentRows *rows)
{
  gtk_widget_set_visible (rows->clock, has_clock (rows));
  lift_item_moment_rows_check (rows);
}

void
lift_item_moment_rows_add (LiftItemMomentRows *rows,
                           LiftForm           *form,
                           GtkWidget          *group,
                           const LiftNode     *item)
{
  const char *clock = lift_node_get_text (item, LIFT_ITEM_CLOCK);

  lift_offset_rows_add (&rows->offset, form, group, _("_Moment"), kinds, G_N_ELEMENTS (kinds), lift_node_get_text (item, LIFT_ITEM_OFFSET), LIFT_DAYS_CALENDAR);
  rows->clock = lift_form_add_entry (form, group, _("T_ime, on the day its phase is due"), clock);
  gtk_widget_add_css_class (rows->clock, "numeric");
  lift_field_note_add (rows->clock, group);
  if (clock != NULL)
    adw_combo_row_set_selected (ADW_COMBO_ROW (rows->offset.kind), CLOCK);
  g_signal_connect_swapped (rows->offset.kind, "notify::selected", G_CALLBACK (kind_cb), rows);
  kind_cb (rows);
}

void
lift_item_moment_rows_clear (LiftItemMomentRows *rows)
{
  lift_offset_rows_clear (&rows->offset);
}

void
lift_item_moment_rows_connect (LiftItemMomentRows *rows,
                               GCallback           changed,
                               gpointer            user_data)
{
  lift_offset_rows_connect (&rows->offset, changed, user_data);
  g_signal_connect_swapped (rows->clock, "changed", changed, user_data);
}

static char *
dup_clock (LiftItemMomentRows *rows)
{
  g_autofree char *text = g_strstrip (g_strdup (lift_form_text (rows->clock)));
  LiftTimeText time;

  if (!lift_time_text_parse (text, &time) || time.end >= 0 || time.has_length)
    return NULL;
  return g_strdup_printf ("%02d:%02d", time.start / 60, time.start % 60);
}

gboolean
lift_item_moment_rows_check (LiftItemMomentRows *rows)
{
  g_autofree char *clock = has_clock (rows) ? dup_clock (rows) : NULL;
  gboolean empty = *lift_form_text (rows->clock) == '\0';

  if (!has_clock (rows) || clock != NULL)
    {
      lift_field_note_set (rows->clock, LIFT_NOTE_HINT, NULL);
      return TRUE;
    }
  lift_field_note_set (rows->clock, empty ? LIFT_NOTE_HINT : LIFT_NOTE_ERROR, empty ? _("Needed") : _("Not a time: write it like 09:15"));
  return FALSE;
}

LiftGroup *
lift_item_moment_rows_make (LiftItemMomentRows  *rows,
                            LiftNode            *root,
                            const char          *id,
                            GError             **error)
{
  g_autofree char *offset = lift_offset_rows_dup (&rows->offset, NULL);
  g_autofree char *clock = has_clock (rows) ? dup_clock (rows) : NULL;

  return lift_intent_item_moment (root, id, offset, clock, error);
}
