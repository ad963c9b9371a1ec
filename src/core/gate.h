/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "error.h"

G_BEGIN_DECLS

/* RFC 8259 to the letter, before anything else sees a byte: depth at most 64, at most 4 MiB and 100,000 nodes for a release, no duplicate member, valid
 * UTF-8, no NUL in a text, no infinite number, nothing after the end. */

#define LIFT_GATE_MAX_BYTES (4 * 1024 * 1024)
#define LIFT_GATE_MAX_NODES 100000
#define LIFT_GATE_MAX_DEPTH 64

gboolean lift_gate_check (const char *name, const char *bytes, gsize length, GError **error);
void     lift_gate_place (const char *bytes, gsize offset, guint *line, guint *column);

G_END_DECLS
