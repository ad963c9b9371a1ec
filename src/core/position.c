/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "position.h"

/* Digits in the order of their bytes. A key is the fraction 0.d₁d₂…; it never ends in the lowest digit, so that
 * there is always room before it. */
static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
#define BASE 62

static int
digit_value (char c)
{
  const char *p = c != '\0' ? strchr (digits, c) : NULL;

  return p != NULL ? (int) (p - digits) : -1;
}

/**
 * lift_position_valid:
 * @position: (nullable): a key
 *
 * Returns: whether @position is 1 to 200 digits of base 62 and does not end in “0”
 */
gboolean
lift_position_valid (const char *position)
{
  gsize n = position != NULL ? strlen (position) : 0;

  return n >= 1 && n <= 200 && strspn (position, digits) == n && position[n - 1] != '0';
}

/**
 * lift_position_between:
 * @before: (nullable): key of the one before; %NULL for the start
 * @after: (nullable): key of the one after, greater than @before; %NULL for the end
 *
 * A key between two others. Equal or reversed neighbours, which two people adding at one place can leave behind, give a
 * key right after @before.
 *
 * Returns: (transfer full): the key
 */
char *
lift_position_between (const char *before,
                       const char *after)
{
  GString *key = g_string_new (NULL);
  const char *a = before != NULL ? before : "";
  const char *b = after;

  if (b != NULL && strcmp (a, b) >= 0)
    b = NULL;

  for (gsize i = 0;; i++)
    {
      int low = *a != '\0' ? digit_value (*a) : 0;
      int high = b != NULL ? (*b != '\0' ? digit_value (*b) : 0) : BASE;

      if (high - low > 1)
        {
          /* Appending is what happens most: stay close to the one before, so that keys stay short. */
          int step = b == NULL && i == 0 ? MIN ((high - low) / 2, 4) : (high - low) / 2;

          g_string_append_c (key, digits[low + step]);
          return g_string_free (key, FALSE);
        }

      g_string_append_c (key, digits[low]);
      if (high > low)
        b = NULL;
      if (*a != '\0')
        a++;
      if (b != NULL && *b != '\0')
        b++;
    }
}
