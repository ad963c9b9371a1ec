/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A group that asks for a date, a time and a time zone. Signals: "changed" (void), "activated" (void): Enter was pressed in an entry. */
#define LIFT_TYPE_MOMENT_ROWS (lift_moment_rows_get_type ())
G_DECLARE_FINAL_TYPE (LiftMomentRows, lift_moment_rows, LIFT, MOMENT_ROWS, AdwBin)

typedef enum
{
  LIFT_MOMENT_OF_RELEASE,    /* has a deployment window and a time of day for its deadlines; there may be no moment yet */
  LIFT_MOMENT_OF_PHASE,      /* has none of these */
  LIFT_MOMENT_OF_DEPLOYMENT, /* has a window, and there may be no moment; the zone is that of the release and is not asked for */
} LiftMomentKind;

GtkWidget *lift_moment_rows_new       (const char *title, LiftMomentKind kind);

/* As in the document: "2026-12-09T10:00" or NULL, the name of a zone, a duration or NULL, "17:00" or NULL. */
void       lift_moment_rows_set       (LiftMomentRows *self, const char *local, const char *zone, const char *window, const char *day_time);

/* Whether all is well. Then @local is "" without a moment, @window is "" for the usual one, @day_time "" for that of the release; @zone is borrowed. */
gboolean   lift_moment_rows_get       (LiftMomentRows *self, char **local, const char **zone, char **window, char **day_time);
GtkWidget *lift_moment_rows_get_focus (LiftMomentRows *self);

G_END_DECLS
