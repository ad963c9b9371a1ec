/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "node.h"

G_BEGIN_DECLS

/* What differs between two states of one release, in words to be shown (lift_words_text ()). Pure, from the field table. */

/**
 * LiftChange:
 * @number: (nullable): the printed number of the thing, in @from unless it is only in the other state; %NULL for the release itself
 * @title: what the thing is called
 * @words: what is different, translated: “Done → Open”, “Note: changed”
 */
typedef struct
{
  char *number;
  char *title;
  char *words;
} LiftChange;

char      *lift_changes_summary (LiftNode *from, LiftNode *to);
char      *lift_changes_people  (LiftNode *from, LiftNode *to);
GPtrArray *lift_changes_list    (LiftNode *from, LiftNode *to, guint most, guint *n);
void       lift_change_free     (LiftChange *change);

G_END_DECLS
