/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* Changes, drops, doubles or inserts a few bytes. */
static inline void
mutate (GString *text,
        GRand   *rand)
{
  static const char interesting[] = "0123456789-/:T Z,;=\n#MonFri\r\"\xc3\x80";

  for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
    {
      gsize at = g_rand_int_range (rand, 0, text->len + 1);
      gsize most = g_rand_int_range (rand, 1, 20), length = MIN (text->len - at, most);
      g_autofree char *piece = g_strndup (text->str + at, length);
      char c = interesting[g_rand_int_range (rand, 0, sizeof interesting - 1)];

      switch (g_rand_int_range (rand, 0, 5))
        {
        case 0:
          g_string_erase (text, at, length);
          break;
        case 1:
          g_string_insert_len (text, g_rand_int_range (rand, 0, text->len + 1), piece, strlen (piece));
          break;
        case 2:
          if (at < text->len)
            text->str[at] = c;
          break;
        case 3:
          if (at < text->len)
            text->str[at] = g_rand_int_range (rand, 1, 256);
          break;
        default:
          g_string_insert_c (text, at, c);
        }
    }
}
