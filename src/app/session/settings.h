/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings of the person. Without an installed schema (a run from the build folder) they last as long as the program. */

char     *lift_settings_dup_string (const char *key);
void      lift_settings_set_string (const char *key, const char *value);
int       lift_settings_get_int    (const char *key);
void      lift_settings_set_int    (const char *key, int value);
gboolean  lift_settings_get_boolean (const char *key);
void      lift_settings_set_boolean (const char *key, gboolean value);

char     *lift_settings_dup_user_name (void);
char     *lift_settings_dup_folder    (void);

G_END_DECLS
