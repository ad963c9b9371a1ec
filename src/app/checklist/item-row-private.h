/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "item-row.h"

G_BEGIN_DECLS

/* The parts of a row: item-row.c what it shows and where, item-moment.c its moment, item-rename.c editing the text in place. */

/* What stands in the middle of a row, from top to bottom. */
enum
{
  SLOT_TEXT,
  SLOT_ENTRY,
  SLOT_CONFLICT,
  SLOT_MOMENT,
  SLOT_STATE,
  SLOT_NOTE,
  SLOT_EVIDENCE,
  SLOT_OWNER,
  N_SLOTS,
};

struct _LiftItemRow
{
  GtkWidget              parent_instance;

  const LiftItemContext *context;
  LiftRow               *row;
  LiftNode              *node; /* as it is shown */
  guint                  phase_number, item_number;
  int                    number_chars;

  GtkWidget             *number;
  GtkWidget             *check;
  GtkWidget             *body;
  GtkWidget             *slots[N_SLOTS];
  GtkWidget             *moment_label;
  GtkWidget             *state_icon, *state_label;
  GtkWidget             *note_label;
  GtkWidget             *evidence_link, *evidence_host;
  GtkWidget             *owner;
  GtkWidget             *menu;
};

void        lift_item_row_put         (LiftItemRow *self, guint slot, GtkWidget *widget);
GtkWidget  *lift_item_row_text_new    (const char *class);
GtkWidget  *lift_item_row_add_line    (LiftItemRow *self, guint slot, const char *icon_name, GtkWidget **icon);
void        lift_item_row_end_rename  (LiftItemRow *self, gboolean keep);

/* NULL: it has no moment of its own. */
const char *lift_item_row_get_moment  (LiftItemRow *self);
void        lift_item_row_show_moment (LiftItemRow *self, gint64 *changes);

G_END_DECLS
