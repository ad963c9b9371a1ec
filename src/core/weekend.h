/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"

G_BEGIN_DECLS

/* The days of the week that are not worked where a person lives. */

guint lift_weekend_of_locale (const char *locale);

G_END_DECLS
