/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edit.h"

G_BEGIN_DECLS

/* One line of the history: "2026-12-02T09:12:00Z | k3f9x2 | Jonas Weber | tick | 2.3 | Review release notes".
 * The six parts: when it was recorded, a key that keeps lines of the same second apart and in order, who recorded it, the verb ("undo tick",
 * "redo tick" for those), its subject, and details in the language of the document's people. */
typedef struct
{
  gint64   when;
  char    *who;
  gboolean undo;
  gboolean redo;
  LiftVerb verb;
  gboolean known;    /* FALSE: a verb of a newer Liftoff; @verb_word has it */
  char    *verb_word;
  char    *subject;
  char    *detail;
} LiftHistoryEntry;

char             *lift_history_line        (const LiftAct *act, const LiftGroup *group, const char *prefix, const LiftHistory *before);
LiftHistoryEntry *lift_history_entry_parse (const char *line);
void              lift_history_entry_free  (LiftHistoryEntry *entry);
char             *lift_history_entry_words (const LiftHistoryEntry *entry);
char             *lift_history_entry_sentence (const LiftHistoryEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftHistoryEntry, lift_history_entry_free)

G_END_DECLS
