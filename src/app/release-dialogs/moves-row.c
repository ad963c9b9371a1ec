/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "moves-row.h"
#include "session/clock.h"

static char *
dup_moment (const LiftNode *release,
            const LiftNode *move,
            LiftField       local_field,
            LiftField       zone_field,
            gint64          now)
{
  const char *text = lift_node_get_text (move, local_field), *name = lift_node_get_text (move, zone_field);
  GTimeZone *zone = name != NULL ? lift_zone_get (name, NULL) : lift_schedule_zone (release);
  LiftLocal local;

  if (text == NULL || zone == NULL || !lift_local_parse (text, &local))
    /* Translators: a release was moved to no date */
    return g_strdup (_("no moment"));
  return lift_words_date_time (lift_zone_resolve (zone, &local, NULL), zone, now, zone != lift_schedule_zone (release));
}

static GtkWidget *
move_row_new (const LiftNode *release,
              const LiftNode *move,
              gint64          now)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *from = dup_moment (release, move, LIFT_MOVE_FROM_LOCAL, LIFT_MOVE_FROM_ZONE, now);
  g_autofree char *to = dup_moment (release, move, LIFT_MOVE_TO_LOCAL, LIFT_MOVE_TO_ZONE, now);
  g_autofree char *reason = lift_words_text (move, LIFT_MOVE_REASON);
  g_autofree char *by = lift_words_text (move, LIFT_MOVE_BY);
  g_autofree char *at = lift_words_when (lift_node_get_instant (move, LIFT_MOVE_AT), lift_schedule_zone (release), now, NULL);
  g_autofree char *title = g_strdup_printf ("%s → %s", from, to);
  g_autofree char *who = g_strdup_printf (*by != '\0' && *at != '\0' ? "%s, %s" : "%s%s", by, at);
  g_autofree char *subtitle = g_strdup_printf (*reason != '\0' && *who != '\0' ? "%s · %s" : "%s%s", reason, who);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "numeric");
  return row;
}

GtkWidget *
lift_moves_row_new (LiftNode *release)
{
  LiftNodes *moves = lift_node_get_list (release, LIFT_RELEASE_MOVES);
  gint64 now = lift_clock_now ();
  g_autofree char *words = lift_words_moves (release, now);
  GtkWidget *row;

  if (lift_nodes_get_n (moves) == 0)
    return NULL;
  row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Moves"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), words);
  gtk_widget_add_css_class (row, "numeric");
  for (guint i = 0; i < lift_nodes_get_n (moves); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), move_row_new (release, lift_nodes_get (moves, i), now));
  return row;
}
