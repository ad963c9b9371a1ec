/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON that passed the gate, read in place: a value is the place of its first byte. There is no tree that a file could make large and no table of names that
 * it could make collide. What the gate did not let pass must not be given here: nothing is checked again. */

/**
 * LiftJsonEnd:
 *
 * The object or list that was gone through last, and its end: who goes through what stands in it need not look for the end again.
 */
typedef struct
{
  const char *container;
  const char *end;
} LiftJsonEnd;

/**
 * LiftJsonIter:
 *
 * Goes through the members of an object or the elements of a list, in the order of the bytes.
 */
typedef struct
{
  const char  *container;
  const char  *value; /* given last; NULL before the first */
  LiftJsonEnd *last;
} LiftJsonIter;

const char *lift_json_skip_space (const char *at);
const char *lift_json_end        (const char *value);
char       *lift_json_dup_text   (const char *text);
const char *lift_json_get_member (const char *object, const char *name);

void        lift_json_iter_init  (LiftJsonIter *iter, const char *container, LiftJsonEnd *last);
gboolean    lift_json_iter_next  (LiftJsonIter *iter, const char **name, const char **value);

G_END_DECLS
