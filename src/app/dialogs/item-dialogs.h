/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

typedef enum
{
  LIFT_ITEM_DIALOG_TEXT,
  LIFT_ITEM_DIALOG_OWNER,
  LIFT_ITEM_DIALOG_NOTE,
  LIFT_ITEM_DIALOG_EVIDENCE,
  LIFT_ITEM_DIALOG_MOMENT,
} LiftItemDialogFocus;

/* What a state asks for: blocked, failed, skipped and not applicable need a reason. */
void lift_state_dialog_present (GtkWidget *parent, LiftSession *session, const char *id, LiftItemState state);

/* All of an item. Only what the person changes is changed. */
void lift_item_dialog_present  (GtkWidget *parent, LiftSession *session, const char *id, LiftItemDialogFocus focus);

G_END_DECLS
