/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Links: what may be one, and where it leads. */

gboolean lift_link_valid     (const char *uri);
char    *lift_link_dup_shown (const char *uri);
char    *lift_link_dup_place (const char *uri, gboolean titled);

G_END_DECLS
