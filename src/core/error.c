/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "error.h"

/* What stays of the ends of a message that is longer, in characters. */
#define HEAD 240
#define TAIL 120

G_DEFINE_QUARK (lift-error-quark, lift_error)

/**
 * lift_error_clean:
 * @message: a message that quotes what stood in a file, valid UTF-8
 *
 * Makes a message fit to be shown in one line or sent to a terminal: control characters and line breaks become “\u001b”, bidirectional
 * controls too, and the middle of a very long message is left out.
 *
 * Returns: (transfer full): the message
 */
char *
lift_error_clean (const char *message)
{
  GString *out = g_string_new (NULL);
  glong n = g_utf8_strlen (message, -1);
  glong i = 0;

  for (const char *p = message; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      gunichar c = g_utf8_get_char (p);

      if (n > HEAD + TAIL && i == HEAD)
        g_string_append (out, "…");
      if (n > HEAD + TAIL && i >= HEAD && i < n - TAIL)
        continue;
      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}
