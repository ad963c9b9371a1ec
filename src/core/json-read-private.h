/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "json.h"

G_BEGIN_DECLS

/* What the parts of the reader share: where it is, and how it says what is wrong there. */

typedef struct
{
  const char *bytes;
  GArray     *members;    /* of all objects, in preorder, as the tree of nodes has them */
  guint       at;         /* the next of them */
  GString    *pointer;    /* RFC 6901, to what is being read */
  GHashTable *ids;        /* those that are taken; they belong to the tree of nodes */
  LiftLoaded *loaded;
} LiftReader;

void        lift_reader_violate     (LiftReader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);
gsize       lift_reader_enter       (LiftReader *reader, const char *name);
gsize       lift_reader_enter_index (LiftReader *reader, guint index);
void        lift_reader_leave       (LiftReader *reader, gsize mark);
const char *lift_reader_describe    (JsonNode *value);
const char *lift_reader_text_of     (LiftReader *reader, JsonNode *value);
JsonArray  *lift_reader_array_of    (LiftReader *reader, JsonNode *value);
void        lift_reader_field       (LiftReader *reader, LiftNode *node, LiftField field, JsonNode *value);
void        lift_reader_conflicts   (LiftReader *reader, LiftNode *node, LiftField field, JsonNode *value);

G_END_DECLS
