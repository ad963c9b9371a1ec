/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "error.h"
#include "template-private.h"

/* The byte that Windows-1252 shows as @c, if it can continue a UTF-8 sequence; else -1. */
static int
continuation_byte (gunichar c)
{
  static const gunichar shown[] = {
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
  };

  if (c >= 0x80 && c <= 0xbf)
    return c;
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (shown[i] == c)
      return 0x80 + i;
  return -1;
}

/* The dash, quote or ellipsis (U+2000 to U+203F), or the minus, that @p shows as three damaged characters; 0 if it shows none. */
static gunichar
damaged_punctuation (const char  *p,
                     const char **end)
{
  int second, third;

  if (g_utf8_get_char (p) != 0xe2)
    return 0;
  p = g_utf8_next_char (p);
  if (*p == '\0')
    return 0;
  second = continuation_byte (g_utf8_get_char (p));
  p = g_utf8_next_char (p);
  if (*p == '\0')
    return 0;
  third = continuation_byte (g_utf8_get_char (p));
  *end = g_utf8_next_char (p);

  if (third < 0 || (second != 0x80 && !(second == 0x88 && third == 0x92)))
    return 0;
  return 0x2000 + ((second & 0x3f) << 6) + (third & 0x3f);
}

/* Repairs all of a text that was read as Windows-1252 once. */
static char *
repair_once (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text, *end; *p != '\0'; p = end)
    {
      gunichar c = damaged_punctuation (p, &end);

      if (c != 0)
        g_string_append_unichar (out, c);
      else
        g_string_append_len (out, p, (end = g_utf8_next_char (p)) - p);
    }
  return g_string_free (out, FALSE);
}

/* Takes @text. What was damaged several times is repaired as often, so that what is repaired stays as it is. */
static char *
repair (char *text)
{
  for (gsize before = 0; before != strlen (text);)
    {
      char *repaired = repair_once (text);

      before = strlen (text);
      g_free (text);
      text = repaired;
    }
  return text;
}

/*
 * lift_template_is_damaged:
 * @p: a place in a text
 *
 * Returns: whether lift_template_clean() would take what stands there for damaged punctuation
 */
gboolean
lift_template_is_damaged (const char *p)
{
  const char *end;

  return damaged_punctuation (p, &end) != 0;
}

static gboolean
is_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

static guint
line_of (const char *bytes,
         const char *place)
{
  guint line = 1;

  for (const char *p = bytes; p < place; p++)
    if (*p == '\n')
      line++;
  return line;
}

/*
 * lift_template_clean:
 * @label: what to call the text in messages
 * @bytes: a Markdown text as it came
 * @length: its length in bytes
 * @error: return location
 *
 * Checks size and encoding, drops a byte order mark, makes line ends LF, repairs punctuation whose UTF-8 was read as
 * Windows-1252 and saved again, and puts a space for control characters other than tabs.
 *
 * Returns: (transfer full): the text, or %NULL with %LIFT_ERROR_ARGUMENT
 */
char *
lift_template_clean (const char  *label,
                     const char  *bytes,
                     gsize        length,
                     GError     **error)
{
  g_autofree char *text = NULL;
  const char *invalid;
  GString *out;

  if (length == 0)
    return g_strdup ("");
  if (length > LIFT_TEMPLATE_MAX_BYTES)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: larger than 1 MiB: a checklist is a Markdown text; split it or shorten it"), label);
      return NULL;
    }
  if (!g_utf8_validate_len (bytes, length, &invalid))
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s, line %u: not a UTF-8 text: save the file as UTF-8 and try again"),
                   label, line_of (bytes, invalid));
      return NULL;
    }

  text = repair (g_strndup (bytes, length));
  out = g_string_sized_new (length);
  for (const char *p = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text; *p;)
    {
      gunichar c = g_utf8_get_char (p);
      const char *end = g_utf8_next_char (p);

      if (c == '\r')
        {
          if (*end == '\n')
            end++;
          c = '\n';
        }
      g_string_append_unichar (out, is_control (c) && c != '\n' && c != '\t' ? ' ' : c);
      p = end;
    }

  return g_string_free (out, FALSE);
}
