/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "error.h"

#include <string.h>

/* What stays of the ends of a message that is longer, in characters. */
#define HEAD 240
#define TAIL 120

G_DEFINE_QUARK (lift-error-quark, lift_error)

/* As JSON would write a character of the first plane; a message may quote thousands. */
static void
append_name (GString *out,
             gunichar c)
{
  static const char digits[] = "0123456789abcdef";
  char name[] = { '\\', 'u', digits[c >> 12 & 15], digits[c >> 8 & 15], digits[c >> 4 & 15], digits[c & 15] };

  g_string_append_len (out, name, sizeof name);
}

/* Printable ASCII, as most messages are. */
static gboolean
is_plain (const char *message)
{
  for (; *message >= 0x20 && *message < 0x7f; message++)
    ;
  return *message == '\0';
}

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
  gsize length = strlen (message);
  glong n = length > HEAD + TAIL ? g_utf8_strlen (message, -1) : 0;
  GString *out;
  glong i = 0;

  if (length <= HEAD + TAIL && is_plain (message))
    return g_strdup (message);
  out = g_string_sized_new (length + 1);
  for (const char *p = message; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

      if (n > HEAD + TAIL && i == HEAD)
        g_string_append (out, "…");
      if (n > HEAD + TAIL && i >= HEAD && i < n - TAIL)
        continue;
      if (c >= 0x20 && c < 0x7f)
        g_string_append_c (out, c);
      else if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        append_name (out, c);
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (out, FALSE);
}
