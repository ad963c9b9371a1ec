/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/gate.h"
#include "fuzz.h"

/* A second reading of RFC 8259 and of what the gate adds to it, to compare the gate with: a recursive descent along the grammar of the RFC, which
 * shares no code with the gate, takes no care to be fast and says nothing but yes or no. */

typedef struct
{
  const guint8 *at, *end;
  guint         depth, nodes;
} Text;

static gboolean value (Text *text);

static gboolean
one_of (Text       *text,
        const char *characters)
{
  return text->at < text->end && *text->at != '\0' && strchr (characters, *text->at) != NULL;
}

static gboolean
take (Text       *text,
      const char *characters)
{
  gboolean here = one_of (text, characters);

  text->at += here;
  return here;
}

/* ws */
static gboolean
space (Text *text)
{
  while (take (text, " \t\n\r"))
    ;
  return TRUE;
}

/* A character with the bytes of the Unicode Standard, table 3-7. */
static gboolean
character (Text *text)
{
  static const guint8 rows[][8] = {
    { 0x20, 0x7f }, { 0xc2, 0xdf, 0x80, 0xbf }, { 0xe0, 0xe0, 0xa0, 0xbf, 0x80, 0xbf }, { 0xe1, 0xec, 0x80, 0xbf, 0x80, 0xbf },
    { 0xed, 0xed, 0x80, 0x9f, 0x80, 0xbf }, { 0xee, 0xef, 0x80, 0xbf, 0x80, 0xbf }, { 0xf0, 0xf0, 0x90, 0xbf, 0x80, 0xbf, 0x80, 0xbf },
    { 0xf1, 0xf3, 0x80, 0xbf, 0x80, 0xbf, 0x80, 0xbf }, { 0xf4, 0xf4, 0x80, 0x8f, 0x80, 0xbf, 0x80, 0xbf },
  };

  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    {
      guint n = 0;

      while (n < 4 && rows[row][2 * n] != 0 && n < text->end - text->at
             && text->at[n] >= rows[row][2 * n] && text->at[n] <= rows[row][2 * n + 1])
        n++;
      if (n > 0 && (n == 4 || rows[row][2 * n] == 0))
        {
          text->at += n;
          return TRUE;
        }
    }
  return FALSE;
}

/* uXXXX, the backslash taken before. */
static gboolean
unit (Text    *text,
      guint32 *code)
{
  *code = 0;
  if (!take (text, "u"))
    return FALSE;
  for (guint i = 0; i < 4; i++, text->at++)
    {
      if (!one_of (text, "0123456789abcdefABCDEF"))
        return FALSE;
      *code = *code << 4 | g_ascii_xdigit_value (*text->at);
    }
  return TRUE;
}

/* string; @meaning gets what it says. */
static gboolean
string (Text    *text,
        GString *meaning)
{
  if (!take (text, "\""))
    return FALSE;
  while (!take (text, "\""))
    if (take (text, "\\"))
      {
        static const char named[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
        guint32 code, low;

        if (one_of (text, named))
          {
            g_string_append_c (meaning, means[strchr (named, *text->at++) - named]);
            continue;
          }
        if (!unit (text, &code) || code == 0 || code >> 10 == 0xdc00 >> 10)
          return FALSE;
        if (code >> 10 == 0xd800 >> 10)
          {
            if (!take (text, "\\") || !unit (text, &low) || low >> 10 != 0xdc00 >> 10)
              return FALSE;
            code = 0x10000 + ((code & 0x3ff) << 10 | (low & 0x3ff));
          }
        g_string_append_unichar (meaning, code);
      }
    else
      {
        const guint8 *start = text->at;

        if (!character (text))
          return FALSE;
        g_string_append_len (meaning, (const char *) start, text->at - start);
      }
  return TRUE;
}

static gboolean
digits (Text *text)
{
  if (!take (text, "0123456789"))
    return FALSE;
  while (take (text, "0123456789"))
    ;
  return TRUE;
}

/* number; and a double can hold it. */
static gboolean
number (Text *text)
{
  const guint8 *start = text->at;
  g_autofree char *copy = NULL;

  take (text, "-");
  if (!take (text, "0") && !digits (text))
    return FALSE;
  if (take (text, ".") && !digits (text))
    return FALSE;
  if (take (text, "eE"))
    {
      take (text, "+-");
      if (!digits (text))
        return FALSE;
    }
  copy = g_strndup ((const char *) start, text->at - start);
  return isfinite (g_ascii_strtod (copy, NULL));
}

/* object or array, without duplicate members */
static gboolean
container (Text       *text,
           const char *open,
           const char *close)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean empty;

  if (!take (text, open) || ++text->depth > LIFT_GATE_MAX_DEPTH)
    return FALSE;
  space (text);
  empty = take (text, close);
  while (!empty)
    {
      if (*open == '{')
        {
          GString *name = g_string_new (NULL);
          gboolean good = string (text, name);

          if (!g_hash_table_add (names, g_string_free (name, FALSE)) || !good || !space (text) || !take (text, ":"))
            return FALSE;
        }
      if (!value (text))
        return FALSE;
      if (take (text, close))
        break;
      if (!take (text, ","))
        return FALSE;
      space (text);
    }
  text->depth--;
  return TRUE;
}

/* ws value ws */
static gboolean
value (Text *text)
{
  static const char *const words[] = { "true", "false", "null" };
  gboolean good = FALSE;

  if (++text->nodes > LIFT_GATE_MAX_NODES)
    return FALSE;
  space (text);
  if (one_of (text, "{"))
    good = container (text, "{", "}");
  else if (one_of (text, "["))
    good = container (text, "[", "]");
  else if (one_of (text, "\""))
    {
      g_autoptr (GString) meaning = g_string_new (NULL);

      good = string (text, meaning);
    }
  else if (one_of (text, "-0123456789"))
    good = number (text);
  else
    for (guint i = 0; !good && i < G_N_ELEMENTS (words); i++)
      {
        good = text->end - text->at >= strlen (words[i]) && memcmp (text->at, words[i], strlen (words[i])) == 0;
        text->at += good ? strlen (words[i]) : 0;
      }
  return good && space (text);
}

gboolean
strict_json (const guint8 *bytes,
             gsize         length)
{
  Text text = { bytes, bytes + length };

  return length <= LIFT_GATE_MAX_BYTES && value (&text) && text.at == text.end;
}
