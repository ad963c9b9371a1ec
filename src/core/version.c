/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "version.h"

#define N_PARTS 3

/**
 * lift_version_next_patch:
 * @version: (nullable): a version
 *
 * What a hotfix of @version is called: “4.2.1” after “4.2.0”, “v4.2.10” after “v4.2.9”. The numbering is that of semver.org, clause 6.
 *
 * Returns: (transfer full) (nullable): the version, or %NULL unless @version is made of three numbers
 */
char *
lift_version_next_patch (const char *version)
{
  const char *p = version, *last = NULL;
  guint64 patch;

  if (version == NULL)
    return NULL;
  if (*p == 'v')
    p++;
  for (guint i = 0; i < N_PARTS; i++)
    {
      gsize digits = strspn (p, "0123456789");

      if (digits == 0)
        return NULL;
      last = p;
      p += digits;
      if (*p != (i + 1 < N_PARTS ? '.' : '\0'))
        return NULL;
      if (*p == '.')
        p++;
    }
  if (!g_ascii_string_to_unsigned (last, 10, 0, G_MAXUINT32, &patch, NULL))
    return NULL;
  return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT, (int) (last - version), version, patch + 1);
}
