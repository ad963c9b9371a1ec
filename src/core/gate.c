/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gate.h"
#include "json-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A number of at most this many digits before the point, and without an exponent, is finite. */
#define SURELY_FINITE_DIGITS 300

/* Member names of the objects that are open, innermost last. */
typedef struct
{
  const char *text;  /* unescaped; in the bytes, or @owned */
  char       *owned;
  guint32     length;
  guint32     at;
} Key;

typedef struct
{
  gboolean is_object;
  guint    first_key; /* of an object */
} Frame;

typedef struct
{
  const char *name;
  const char *bytes;
  gsize       length;
  gsize       at;
  guint       n_nodes;
  guint       depth;
  Frame       frames[LIFT_GATE_MAX_DEPTH];
  GArray     *keys;
  char        spelt[16];
  GError    **error;
} Gate;

static gboolean refuse (Gate *gate, gsize at, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Whether a line begins at a place with what Git puts around two versions it could not merge. */
static gboolean
is_git_mark (const Gate *gate,
             gsize       at)
{
  static const char mark[] = "<<<<<<<";

  return (at == 0 || gate->bytes[at - 1] == '\n')
         && gate->length - at >= strlen (mark) && memcmp (gate->bytes + at, mark, strlen (mark)) == 0;
}

static gboolean
refuse (Gate       *gate,
        gsize       at,
        const char *format,
        ...)
{
  g_autofree char *raw = NULL;
  g_autofree char *what = NULL;
  guint line, column;
  va_list args;

  va_start (args, format);
  raw = g_strdup_vprintf (format, args);
  va_end (args);
  what = is_git_mark (gate, at)
         ? g_strdup (_("Git put both versions of a merge here: set up its merge driver (“liftoffctl merge --help” says how), then "
                       "“git checkout --merge” the file"))
         : lift_error_clean (raw);
  lift_gate_place (gate->bytes, at, &line, &column);
  /* Translators: file, place, and what is wrong there */
  g_set_error (gate->error, LIFT_ERROR, LIFT_ERROR_DOCUMENT, _("%s: line %u, column %u: %s"), gate->name, line, column, what);
  return FALSE;
}

static gboolean
refuse_end (Gate *gate)
{
  return refuse (gate, gate->length, _("the file ends in the middle of the document: it was cut off, so take a complete copy"));
}

/* The character at a place, as a person would call it; good until the next call. */
static const char *
spell (Gate  *gate,
       gsize  at)
{
  gunichar c = g_utf8_get_char (gate->bytes + at);
  char utf8[7] = "";

  if (g_unichar_isgraph (c))
    {
      g_unichar_to_utf8 (c, utf8);
      /* Translators: a character in quotes */
      g_snprintf (gate->spelt, sizeof gate->spelt, C_("character", "“%s”"), utf8);
    }
  else
    {
      g_snprintf (gate->spelt, sizeof gate->spelt, "U+%04X", c);
    }
  return gate->spelt;
}

static gboolean
is_digit (const Gate *gate)
{
  return gate->at < gate->length && g_ascii_isdigit (gate->bytes[gate->at]);
}

static gboolean
is_char (const Gate *gate,
         char        c)
{
  return gate->at < gate->length && gate->bytes[gate->at] == c;
}

static void
skip_space (Gate *gate)
{
  while (gate->at < gate->length
         && (gate->bytes[gate->at] == ' ' || gate->bytes[gate->at] == '\n' || gate->bytes[gate->at] == '\t'
             || gate->bytes[gate->at] == '\r'))
    gate->at++;
}

#define NOT_HEX -1
#define CUT_OFF -2

/* The four hexadecimal digits at a place, or why not. */
static int
hex4 (const Gate *gate,
      gsize       at)
{
  int value = 0;

  for (gsize end = at + 4; at < end; at++)
    {
      char c = at < gate->length ? gate->bytes[at] : '\0';

      if (at >= gate->length)
        return CUT_OFF;
      if (!g_ascii_isxdigit (c))
        return NOT_HEX;
      value = value << 4 | (g_ascii_isdigit (c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
  return value;
}

static gboolean
is_high (int unit)
{
  return unit >= 0xd800 && unit <= 0xdbff;
}

static gboolean
is_low (int unit)
{
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/* From the backslash to behind the escape. */
static gboolean
read_escape (Gate *gate)
{
  gsize start = gate->at;
  int unit;

  if (start + 1 >= gate->length)
    return refuse_end (gate);
  if (gate->bytes[start + 1] != 'u')
    {
      gate->at += 2;
      if (memchr ("\"\\/bfnrt", gate->bytes[start + 1], 8) != NULL)
        return TRUE;
      return refuse (gate, start, _("a backslash cannot stand before %s: write a backslash itself as \\\\"), spell (gate, start + 1));
    }
  unit = hex4 (gate, start + 2);
  if (unit == CUT_OFF)
    return refuse_end (gate);
  if (unit == NOT_HEX)
    return refuse (gate, start, _("\\u needs four hexadecimal digits, as in \\u00e9"));
  if (unit == 0)
    return refuse (gate, start, _("the character \\u0000 cannot stand in a text: remove it"));
  gate->at += 6;
  if (!is_high (unit) && !is_low (unit))
    return TRUE;
  if (is_high (unit))
    {
      int low = NOT_HEX;

      if (gate->at >= gate->length || (is_char (gate, '\\') && gate->at + 1 >= gate->length))
        low = CUT_OFF;
      else if (is_char (gate, '\\') && gate->bytes[gate->at + 1] == 'u')
        low = hex4 (gate, gate->at + 2);
      if (low == CUT_OFF)
        return refuse_end (gate);
      gate->at += 6;
      if (is_low (low))
        return TRUE;
    }
  return refuse (gate, start, _("%.6s is half a character: write both halves, or the character itself"), gate->bytes + start);
}

/* From the opening quote to behind the closing one. */
static gboolean
read_string (Gate     *gate,
             gboolean *escaped)
{
  *escaped = FALSE;
  for (gate->at++; gate->at < gate->length;)
    {
      guchar c = gate->bytes[gate->at];

      if (c == '"')
        {
          gate->at++;
          return TRUE;
        }
      if (c == '\\')
        {
          *escaped = TRUE;
          if (!read_escape (gate))
            return FALSE;
        }
      else if (c == '\n' || c == '\r')
        {
          return refuse (gate, gate->at,
                         _("the line ends inside a text: close it with a double quote, or write the line break as \\n"));
        }
      else if (c < 0x20)
        {
          return refuse (gate, gate->at, _("the control character U+%04X stands in a text: write it as \\u%04x, or remove it"), c, c);
        }
      else
        {
          gate->at++;
        }
    }
  return refuse_end (gate);
}

static gboolean
read_digits (Gate *gate)
{
  if (gate->at >= gate->length)
    return refuse_end (gate);
  if (!is_digit (gate))
    return refuse (gate, gate->at, _("a digit is missing in this number"));
  while (is_digit (gate))
    gate->at++;
  return TRUE;
}

static gboolean
read_number (Gate *gate)
{
  gsize start = gate->at;
  gsize digits;
  gboolean exponent = FALSE;

  if (is_char (gate, '-'))
    gate->at++;
  digits = gate->at;
  if (!read_digits (gate))
    return FALSE;
  if (gate->bytes[digits] == '0' && gate->at - digits > 1)
    return refuse (gate, start, _("a number cannot begin with 0: remove the 0, or write a text in double quotes"));
  digits = gate->at - digits;
  if (is_char (gate, '.'))
    {
      gate->at++;
      if (!read_digits (gate))
        return FALSE;
    }
  if (is_char (gate, 'e') || is_char (gate, 'E'))
    {
      exponent = TRUE;
      gate->at++;
      if (is_char (gate, '+') || is_char (gate, '-'))
        gate->at++;
      if (!read_digits (gate))
        return FALSE;
    }
  if (exponent || digits > SURELY_FINITE_DIGITS)
    {
      g_autofree char *text = g_strndup (gate->bytes + start, gate->at - start);

      if (!isfinite (g_ascii_strtod (text, NULL)))
        return refuse (gate, start, _("the number is too large, at most 1.7976931348623157e308: write a smaller one, or a text in double quotes"));
    }
  return TRUE;
}

static gboolean
read_word (Gate *gate)
{
  static const char *const words[] = { "true", "false", "null" };
  gsize rest = gate->length - gate->at;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i]);

      if (memcmp (gate->bytes + gate->at, words[i], MIN (n, rest)) != 0)
        continue;
      if (rest < n)
        return refuse_end (gate);
      gate->at += n;
      return TRUE;
    }
  if (gate->bytes[gate->at] == '/')
    return refuse (gate, gate->at, _("%s cannot stand here, JSON has no comments: remove it"), spell (gate, gate->at));
  return refuse (gate, gate->at, _("%s cannot stand here: a value is a text in double quotes, a number, true, false, null, a list […] or an object {…}"), spell (gate, gate->at));
}

/* A name, its colon and the space up to its value. */
static gboolean
read_name (Gate *gate)
{
  gboolean escaped;
  Key key = { .at = gate->at };

  if (gate->at >= gate->length)
    return refuse_end (gate);
  if (!is_char (gate, '"'))
    return refuse (gate, gate->at, _("%s cannot stand here: a member begins with its name in double quotes"), spell (gate, gate->at));
  if (!read_string (gate, &escaped))
    return FALSE;
  key.text = gate->bytes + key.at + 1;
  key.length = gate->at - key.at - 2;
  if (escaped)
    {
      key.text = key.owned = lift_json_dup_text (gate->bytes + key.at);
      key.length = strlen (key.owned);
    }
  g_array_append_val (gate->keys, key);

  skip_space (gate);
  if (gate->at >= gate->length)
    return refuse_end (gate);
  if (!is_char (gate, ':'))
    return refuse (gate, gate->at, _("a colon is missing before %s: a member is a name, a colon and a value"), spell (gate, gate->at));
  gate->at++;
  skip_space (gate);
  return TRUE;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const Key *one = a;
  const Key *two = b;
  int order;

  if (one->length != two->length)
    return one->length < two->length ? -1 : 1;
  order = memcmp (one->text, two->text, one->length);
  if (order != 0)
    return order;
  return one->at < two->at ? -1 : one->at > two->at;
}

static gboolean
refuse_twice (Gate      *gate,
              const Key *once,
              const Key *twice)
{
  g_autofree char *name = g_strndup (twice->text, twice->length);
  guint line, column;

  lift_gate_place (gate->bytes, once->at, &line, &column);
  return refuse (gate, twice->at, _("the member “%s” stands twice in one object, before in line %u: remove one of them"), name, line);
}

/* Sorting has no bad case that a document could be made for, as a hash table has. */
static gboolean
check_names (Gate *gate,
             guint first)
{
  guint n = gate->keys->len - first;
  Key *keys;
  const Key *once = NULL;
  const Key *twice = NULL;

  if (n < 2)
    return TRUE;
  keys = &g_array_index (gate->keys, Key, first);
  qsort (keys, n, sizeof (Key), compare_keys);
  for (guint i = 1; i < n; i++)
    if (keys[i].length == keys[i - 1].length && memcmp (keys[i].text, keys[i - 1].text, keys[i].length) == 0
        && (twice == NULL || keys[i].at < twice->at))
      {
        once = &keys[i - 1];
        twice = &keys[i];
      }
  return twice == NULL || refuse_twice (gate, once, twice);
}

static void
clear_key (gpointer data)
{
  Key *key = data;

  g_clear_pointer (&key->owned, g_free);
}

static gboolean
push (Gate     *gate,
      gboolean  is_object)
{
  Frame *frame;

  if (gate->depth == LIFT_GATE_MAX_DEPTH)
    return refuse (gate, gate->at, _("lists and objects stand %d deep in one another here, and at most %d are allowed: this is not a release"),
                   LIFT_GATE_MAX_DEPTH + 1, LIFT_GATE_MAX_DEPTH);
  frame = &gate->frames[gate->depth++];
  frame->is_object = is_object;
  frame->first_key = gate->keys->len;
  gate->at++;
  return TRUE;
}

static gboolean
pop (Gate *gate)
{
  Frame *frame = &gate->frames[gate->depth - 1];

  if (frame->is_object && !check_names (gate, frame->first_key))
    return FALSE;
  g_array_set_size (gate->keys, frame->first_key);
  gate->depth--;
  gate->at++;
  return TRUE;
}

/* A scalar, or the beginning of a container; @complete says which. */
static gboolean
read_value (Gate     *gate,
            gboolean *complete)
{
  gboolean escaped;
  gboolean is_object;

  if (gate->at >= gate->length)
    return refuse_end (gate);
  if (gate->n_nodes++ == LIFT_GATE_MAX_NODES)
    return refuse (gate, gate->at, _("this is value number %d, and at most %d are allowed: split the release, or remove what it does not need"),
                   LIFT_GATE_MAX_NODES + 1, LIFT_GATE_MAX_NODES);
  *complete = TRUE;
  switch (gate->bytes[gate->at])
    {
    case '"':
      return read_string (gate, &escaped);
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      return read_number (gate);
    case '[':
    case '{':
      is_object = gate->bytes[gate->at] == '{';
      if (!push (gate, is_object))
        return FALSE;
      skip_space (gate);
      if (is_char (gate, is_object ? '}' : ']'))
        return pop (gate);
      *complete = FALSE;
      return is_object ? read_name (gate) : TRUE;
    default:
      return read_word (gate);
    }
}

/* What stands after a value: a comma and the way to the next value, or the ends of one container and another. */
static gboolean
read_after (Gate *gate)
{
  while (gate->depth > 0)
    {
      Frame *frame = &gate->frames[gate->depth - 1];
      char close = frame->is_object ? '}' : ']';

      skip_space (gate);
      if (gate->at >= gate->length)
        return refuse_end (gate);
      if (is_char (gate, close))
        {
          if (!pop (gate))
            return FALSE;
          continue;
        }
      if (!is_char (gate, ','))
        return refuse (gate, gate->at, _("a comma or %c is missing before %s"), close, spell (gate, gate->at));
      gate->at++;
      skip_space (gate);
      if (is_char (gate, close))
        return refuse (gate, gate->at, _("nothing stands between the last comma and %c: remove the comma"), close);
      return frame->is_object ? read_name (gate) : TRUE;
    }
  return TRUE;
}

static gboolean
check_encoding (Gate *gate)
{
  const char *end;
  gsize at;

  if (gate->length >= 3 && memcmp (gate->bytes, "\xef\xbb\xbf", 3) == 0)
    return refuse (gate, 0, _("the file begins with a byte order mark: save it as UTF-8 without one"));
  if (g_utf8_validate_len (gate->bytes, gate->length, &end))
    return TRUE;
  at = end - gate->bytes;
  if (*end == '\0')
    return refuse (gate, at, _("a NUL byte stands here: the file is damaged, or not saved as UTF-8"));
  if (g_utf8_get_char_validated (end, gate->length - at) == (gunichar) -2)
    return refuse_end (gate);
  return refuse (gate, at, _("the byte 0x%02X is not UTF-8: save the file as UTF-8"), (guchar) *end);
}

static gboolean
check (Gate *gate)
{
  gboolean complete = FALSE;

  if (gate->length > LIFT_GATE_MAX_BYTES)
    {
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, gate->length);

      g_set_error (gate->error, LIFT_ERROR, LIFT_ERROR_DOCUMENT,
                   _("%s: the file has %s bytes, and a release has at most %d: choose another file"),
                   gate->name, length, LIFT_GATE_MAX_BYTES);
      return FALSE;
    }
  if (!check_encoding (gate))
    return FALSE;
  skip_space (gate);
  if (gate->at == gate->length)
    return refuse (gate, 0, _("the file is empty: restore it from a copy, or delete it"));
  do
    {
      if (!read_value (gate, &complete))
        return FALSE;
      if (complete && !read_after (gate))
        return FALSE;
      if (!complete)
        skip_space (gate);
    }
  while (gate->depth > 0);
  skip_space (gate);
  if (gate->at < gate->length)
    return refuse (gate, gate->at, _("%s stands after the end of the document: remove what follows the end"), spell (gate, gate->at));
  return TRUE;
}

/**
 * lift_gate_check:
 * @name: what to call the bytes in an error: the file
 * @bytes: (array length=length): the bytes; they need not end in NUL
 * @length: how many
 * @error: return location for a #GError
 *
 * Checks that the bytes are one JSON value as RFC 8259 has it, with what the RFC leaves open decided to the strict side: valid
 * UTF-8 without byte order mark, names unique in their object after unescaping, no `\u0000` and no half surrogate pair, at most
 * LIFT_GATE_MAX_BYTES, LIFT_GATE_MAX_NODES values and LIFT_GATE_MAX_DEPTH containers in one another.
 *
 * A number may be any that the grammar has and a double can hold without becoming infinite. Whether a reader would give it back with the
 * same digits does not matter: Liftoff's own members hold no number but the format, and members it does not know are
 * kept as bytes.
 *
 * Takes time proportional to the length (times its logarithm within an object) and memory proportional to the number of members.
 *
 * Returns: %TRUE, or %FALSE with LIFT_ERROR_DOCUMENT, which names the file, line, column and the way out
 */
gboolean
lift_gate_check (const char *name,
                 const char *bytes,
                 gsize       length,
                 GError    **error)
{
  Gate gate = { .name = name, .bytes = bytes, .length = length, .error = error };
  gboolean ok;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  if (bytes == NULL)
    gate.bytes = "";
  gate.keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_array_set_clear_func (gate.keys, clear_key);
  ok = check (&gate);
  g_array_unref (gate.keys);
  return ok;
}

/**
 * lift_gate_place:
 * @bytes: the bytes
 * @offset: a place in them, at most their length
 * @line: (out): its line, from 1; lines end with a line feed
 * @column: (out): its column in characters, from 1
 *
 * Tells where a byte stands in the way a text editor does.
 */
void
lift_gate_place (const char *bytes,
                 gsize       offset,
                 guint      *line,
                 guint      *column)
{
  g_return_if_fail (bytes != NULL || offset == 0);

  *line = *column = 1;
  for (gsize i = 0; i < offset; i++)
    {
      if (bytes[i] == '\n')
        {
          ++*line;
          *column = 1;
        }
      else if ((bytes[i] & 0xc0) != 0x80)
        {
          ++*column;
        }
    }
}
