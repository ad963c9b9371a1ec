/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "position.h"

/* A key is a whole number and a fraction, so that adding at either end counts on and keys stay short:
 *
 *   head    one letter: “a” to “z”, a number of 1 to 26 digits from zero up; “Z” to “A”, one of 1 to 26 digits below zero
 *   number  as many digits as the head says
 *   rest    the fraction, which does not end in “0”, so that there is always room before it
 *
 * Digits and letters are in the order of their bytes. */
static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
#define BASE 62
#define FIRST "a0"
#define MAX_LENGTH 200

static int
digit_value (char c)
{
  return (int) (strchr (digits, c) - digits);
}

/* Length of head and number, 0 if @head is no head. */
static gsize
whole_length (char head)
{
  if (head >= 'a' && head <= 'z')
    return 2 + (head - 'a');
  if (head >= 'A' && head <= 'Z')
    return 2 + ('Z' - head);
  return 0;
}

/* The number after (@by 1) or before (@by -1) that of @key; %NULL at the very end. */
static char *
count_on (const char *key,
          int         by)
{
  gsize length = whole_length (key[0]);
  g_autofree char *whole = g_strndup (key, length);
  char over = by > 0 ? digits[BASE - 1] : digits[0];
  char wrapped = by > 0 ? digits[0] : digits[BASE - 1];
  char head = key[0];

  for (gsize i = length - 1; i >= 1; i--)
    {
      if (whole[i] != over)
        {
          whole[i] = digits[digit_value (whole[i]) + by];
          return g_steal_pointer (&whole);
        }
      whole[i] = wrapped;
    }

  if ((by > 0 && head == 'z') || (by < 0 && head == 'A'))
    return NULL;
  head = by > 0 ? (head == 'Z' ? 'a' : head + 1) : (head == 'a' ? 'Z' : head - 1);

  {
    gsize n = whole_length (head) - 1;
    g_autofree char *number = g_strnfill (n, wrapped);

    return g_strdup_printf ("%c%s", head, number);
  }
}

/* A fraction greater than @a and, if given, less than @b. */
static void
append_fraction_between (GString    *key,
                         const char *a,
                         const char *b)
{
  for (;;)
    {
      int low = *a != '\0' ? digit_value (*a) : 0;
      int high = b != NULL ? (*b != '\0' ? digit_value (*b) : 0) : BASE;

      if (high - low > 1)
        {
          g_string_append_c (key, digits[low + (high - low) / 2]);
          return;
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

/**
 * lift_position_valid:
 * @position: (nullable): a key
 *
 * Returns: whether @position is a key as lift_position_between() makes them, of at most 200 bytes
 */
gboolean
lift_position_valid (const char *position)
{
  gsize n = position != NULL ? strlen (position) : 0;
  gsize whole = n > 0 ? whole_length (position[0]) : 0;

  return whole > 0 && n >= whole && n <= MAX_LENGTH && strspn (position, digits) == n &&
         (n == whole || position[n - 1] != '0');
}

/**
 * lift_position_between:
 * @before: (nullable): key of the one before; %NULL for the start
 * @after: (nullable): key of the one after, greater than @before; %NULL for the end
 *
 * A key between two others. Equal or reversed neighbours, which two people adding at one place can leave behind, give a
 * key after @before.
 *
 * Returns: (transfer full): the key
 */
char *
lift_position_between (const char *before,
                       const char *after)
{
  GString *key;
  gsize whole;

  if (before == NULL && after == NULL)
    return g_strdup (FIRST);

  if (after != NULL && (before == NULL || strcmp (before, after) < 0))
    {
      g_autofree char *next = before != NULL ? count_on (before, 1) : count_on (after, -1);

      /* A whole number fits in between. */
      if (next != NULL && strcmp (next, after) < 0)
        return g_steal_pointer (&next);
    }
  else if (after == NULL)
    {
      char *next = count_on (before, 1);

      if (next != NULL)
        return next;
    }
  else
    after = NULL;

  if (before == NULL)
    before = "A00000000000000000000000000";
  whole = whole_length (before[0]);
  key = g_string_new_len (before, whole);
  append_fraction_between (key, before + whole,
                           after != NULL && strncmp (before, after, whole) == 0 ? after + whole : NULL);
  return g_string_free (key, FALSE);
}
