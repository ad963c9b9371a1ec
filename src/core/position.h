/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Order among siblings is a key, compared as bytes: between any two keys there is room for another, so that
 * moving one thing changes one thing. */
char     *lift_position_between (const char *before, const char *after);
gboolean  lift_position_valid   (const char *position);

G_END_DECLS
