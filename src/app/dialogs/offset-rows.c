/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "offset-rows.h"

/* How many of @unit an offset is; 0: it is not so many alone. */
static int
count (const LiftDuration *duration,
       char                unit)
{
  int parts = (duration->years != 0) + (duration->months != 0) + (duration->weeks != 0) + (duration->days != 0) + (duration->seconds != 0);

  if (parts != 1)
    return 0;
  switch (unit)
    {
    case 'W':
      return duration->weeks;
    case 'D':
      return duration->days;
    case 'H':
      return duration->seconds % 3600 == 0 ? duration->seconds / 3600 : 0;
    case 'M':
      return duration->seconds % 3600 != 0 && duration->seconds % 60 == 0 ? duration->seconds / 60 : 0;
    default:
      return 0;
    }
}

static guint
find_kind (LiftOffsetRows *rows,
           const char     *offset,
           LiftDayCount    counted,
           int            *figure)
{
  LiftDuration duration;
  gboolean has_offset = offset != NULL && *offset != '\0';
  gboolean valid = has_offset && lift_duration_parse (offset, &duration);

  *figure = 1;
  for (guint i = 0; i < rows->n_kinds; i++)
    {
      const LiftOffsetKind *kind = &rows->kinds[i];
      LiftDuration fixed;
      int n;

      if (kind->fixed != NULL)
        {
          if (*kind->fixed == '\0' ? !has_offset
                                   : valid && lift_duration_is_zero (&duration) && lift_duration_parse (kind->fixed, &fixed) && lift_duration_is_zero (&fixed))
            return i;
          continue;
        }
      n = valid && duration.sign == kind->sign && (counted == kind->counted || !lift_duration_has_days (&duration)) ? count (&duration, kind->unit) : 0;
      if (n > 0)
        {
          *figure = n;
          return i;
        }
    }
  return rows->n_kinds;
}

static void
kind_cb (LiftOffsetRows *rows)
{
  const LiftOffsetKind *kind = lift_offset_rows_get_kind (rows);

  gtk_widget_set_visible (rows->figure_row, kind != NULL && kind->fixed == NULL);
}

void
lift_offset_rows_add (LiftOffsetRows       *rows,
                      LiftForm             *form,
                      GtkWidget            *group,
                      const char           *title,
                      const LiftOffsetKind *kinds,
                      guint                 n_kinds,
                      const char           *offset,
                      LiftDayCount          counted)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *as_it_is = lift_words_offset_long (offset, counted);
  int figure;
  guint selected;

  rows->kinds = kinds;
  rows->n_kinds = n_kinds;
  rows->as_it_is = g_strdup (offset);
  rows->as_it_is_counted = counted;
  selected = find_kind (rows, offset, counted, &figure);
  for (guint i = 0; i < n_kinds; i++)
    g_ptr_array_add (labels, (gpointer) _(kinds[i].label));
  if (selected == n_kinds)
    g_ptr_array_add (labels, *as_it_is != '\0' ? as_it_is : (gpointer) offset);
  g_ptr_array_add (labels, NULL);
  rows->kind = lift_form_add_combo (form, group, title, (const char *const *) labels->pdata, selected);

  rows->figure_row = adw_action_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (rows->figure_row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows->figure_row), _("How man_y"));
  rows->figure = gtk_spin_button_new_with_range (1, MAX (999, figure), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (rows->figure), figure);
  gtk_widget_set_valign (rows->figure, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (rows->figure_row), rows->figure);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (rows->figure_row), rows->figure);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), rows->figure_row);
  g_signal_connect_swapped (rows->kind, "notify::selected", G_CALLBACK (kind_cb), rows);
  kind_cb (rows);
}

void
lift_offset_rows_clear (LiftOffsetRows *rows)
{
  g_clear_pointer (&rows->as_it_is, g_free);
}

void
lift_offset_rows_connect (LiftOffsetRows *rows,
                          GCallback       changed,
                          gpointer        user_data)
{
  g_signal_connect_swapped (rows->kind, "notify::selected", changed, user_data);
  g_signal_connect_swapped (rows->figure, "value-changed", changed, user_data);
}

char *
lift_offset_rows_dup (LiftOffsetRows *rows,
                      LiftDayCount   *counted)
{
  const LiftOffsetKind *kind = lift_offset_rows_get_kind (rows);
  int figure = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (rows->figure));

  if (counted != NULL)
    *counted = kind != NULL ? kind->counted : rows->as_it_is_counted;
  if (kind == NULL)
    return g_strdup (rows->as_it_is);
  if (kind->fixed != NULL)
    return g_strdup (kind->fixed);
  return g_strdup_printf ("%sP%s%d%c", kind->sign < 0 ? "-" : "", kind->unit == 'H' || kind->unit == 'M' ? "T" : "", figure, kind->unit);
}

const LiftOffsetKind *
lift_offset_rows_get_kind (LiftOffsetRows *rows)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (rows->kind));

  return selected < rows->n_kinds ? &rows->kinds[selected] : NULL;
}
