/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

const char *call_name    (int nr);
const int  *call_errors  (const char *name);
gboolean    call_is_mild (const char *name, int error);
gboolean    call_is_memory (const char *name);
