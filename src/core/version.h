/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Versions are free text; where one is made of three numbers, the next ones are known. */

char *lift_version_next_patch (const char *version);

G_END_DECLS
