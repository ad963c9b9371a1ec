/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "form.h"

G_BEGIN_DECLS

/* An entry row that asks when something was, on the wall clock of a zone; says by itself what is wrong with it. */
GtkWidget *lift_instant_row_add (LiftForm *form, GtkWidget *group, const char *title, GTimeZone *zone, gint64 at);

/* Whether it is right. Then @at is seconds since 1970 UTC; a time that was left as it was given keeps its seconds. */
gboolean   lift_instant_row_get (GtkWidget *row, gint64 *at);

G_END_DECLS
