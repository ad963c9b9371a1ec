/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"
#include "json-view.h"

G_BEGIN_DECLS

/* What the parts of the reader share: where it is, and how it says what is wrong there. A value is the place where it
 * begins, see json-view.h. */

typedef struct
{
  GString    *pointer;    /* RFC 6901, to what is being read */
  GTree      *ids;        /* those that are taken, of the nodes; a file could make a hash table slow */
  LiftLoaded *loaded;
  LiftJsonEnd last;
} LiftReader;

void        lift_reader_violate     (LiftReader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);
gsize       lift_reader_enter       (LiftReader *reader, const char *name);
gsize       lift_reader_enter_index (LiftReader *reader, guint index);
void        lift_reader_leave       (LiftReader *reader, gsize mark);
const char *lift_reader_describe    (const char *value);
char       *lift_reader_dup_text    (LiftReader *reader, const char *value);
gboolean    lift_reader_is_object   (LiftReader *reader, const char *value);
gboolean    lift_reader_is_list     (LiftReader *reader, const char *value);
void        lift_reader_field       (LiftReader *reader, LiftNode *node, LiftField field, const char *value);
void        lift_reader_conflicts   (LiftReader *reader, LiftNode *node, LiftField field, const char *value);

G_END_DECLS
