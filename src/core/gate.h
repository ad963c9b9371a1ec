/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "error.h"

G_BEGIN_DECLS

/* RFC 8259 to the letter, before json-glib sees a byte: depth at most 64, at most 4 MiB and 100,000 nodes for a release, no duplicate member, valid
 * UTF-8, no NUL in a text, no infinite number, nothing after the end. */

#define LIFT_GATE_MAX_BYTES (4 * 1024 * 1024)
#define LIFT_GATE_MAX_NODES 100000
#define LIFT_GATE_MAX_DEPTH 64

/* Where one object member stands in the bytes; members are listed in the order in which they stand. */
typedef struct
{
  guint32 name, name_end; /* of the name with its quotes, in bytes */
  guint32 start, end;     /* of the value, in bytes */
  guint32 next;           /* index of the first member after this one that does not stand inside it */
} LiftGateMember;

gboolean lift_gate_check (const char *name, const char *bytes, gsize length, GArray **members, GError **error);
void     lift_gate_place (const char *bytes, gsize offset, guint *line, guint *column);

G_END_DECLS
