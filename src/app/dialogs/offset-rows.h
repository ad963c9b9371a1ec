/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/fields.h"
#include "form.h"

G_BEGIN_DECLS

/**
 * LiftOffsetKind:
 * @label: what it is called (msgid)
 * @fixed: the whole offset, empty for none; NULL: a figure and @unit
 * @sign: before (-1) or after (1) the release
 * @unit: W, D, H or M for weeks, days, hours or minutes
 * @counted: which days count
 */
typedef struct
{
  const char   *label;
  const char   *fixed;
  int           sign;
  char          unit;
  LiftDayCount  counted;
} LiftOffsetKind;

/* Two rows that ask for an offset from the release: its kind and, where it has one, its figure. What fits no kind can stay as it is. */
typedef struct
{
  const LiftOffsetKind *kinds;
  guint                 n_kinds;
  GtkWidget            *kind, *figure_row, *figure;
  char                 *as_it_is;
  LiftDayCount          as_it_is_counted;
} LiftOffsetRows;

/* @offset: as in the document */
void                  lift_offset_rows_add      (LiftOffsetRows *rows, LiftForm *form, GtkWidget *group, const char *title, const LiftOffsetKind *kinds,
                                                 guint n_kinds, const char *offset, LiftDayCount counted);
void                  lift_offset_rows_clear    (LiftOffsetRows *rows);

/* @changed: called with @user_data alone */
void                  lift_offset_rows_connect  (LiftOffsetRows *rows, GCallback changed, gpointer user_data);
char                 *lift_offset_rows_dup      (LiftOffsetRows *rows, LiftDayCount *counted);

/* NULL: as it is */
const LiftOffsetKind *lift_offset_rows_get_kind (LiftOffsetRows *rows);

G_END_DECLS
