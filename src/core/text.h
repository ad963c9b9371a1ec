/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts as they are shown to people. */

char     *lift_text_visible      (const char *text);
char     *lift_text_visible_line (const char *text);
gboolean  lift_text_is_hidden    (const char *start, const char *p);

G_END_DECLS
