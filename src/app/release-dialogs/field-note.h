/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/fields.h"

G_BEGIN_DECLS

typedef enum
{
  LIFT_NOTE_HINT,
  LIFT_NOTE_WARNING,
  LIFT_NOTE_ERROR,
} LiftNoteMood;

/* A line of words right below a row: what is wrong with it, or what it means. */

/* To be called while @row is the last one of @group. */
void     lift_field_note_add   (GtkWidget *row, GtkWidget *group);

/* NULL says nothing. */
void     lift_field_note_set   (GtkWidget *row, LiftNoteMood mood, const char *text);

/* Whether what stands in the entry row @row may stand in @field; if not, says why, but not that it is empty before anything stood there. */
gboolean lift_field_note_check (GtkWidget *row, LiftField field);

G_END_DECLS
