/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text.h"

/* What a reader cannot see can make a text say something else than it seems to: reorder it (CVE-2021-42574, “Trojan Source”), hide a part, or give orders to a
 * terminal. Hidden are, after Unicode 15.0 (UAX #44, DerivedCoreProperties.txt and PropList.txt; UTS #55, 3.1 and 4):
 *
 * - controls (General_Category Cc), line and paragraph separators;
 * - Bidi_Control: U+061C, U+200E, U+200F, U+202A–202E, U+2066–2069;
 * - Default_Ignorable_Code_Point, which holds zero-width and filler characters, tags and variation selectors, and U+FFF9–FFFB, which annotate.
 *
 * What makes a visible difference between its neighbours is none of them, as UAX #31, 2.3 and UTS #51 describe it: a joiner within a word of a joining or an Indic
 * script or within an emoji, one variation selector after a character that may have one, the tags of an emoji flag. */

typedef struct
{
  gunichar first, last;
} Range;

static const Range hidden[] = {
  { 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x00ad, 0x00ad }, { 0x034f, 0x034f }, { 0x061c, 0x061c }, { 0x115f, 0x1160 },
  { 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, { 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x3164, 0x3164 },
  { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
  { 0xe0000, 0xe0fff },
};

#define JOINER        0x200d
#define NON_JOINER    0x200c
#define BLACK_FLAG    0x1f3f4
#define TAG_SPACE     0xe0020
#define TAG_CANCEL    0xe007f
#define MOST_TAGS     6

static gboolean
in_ranges (gunichar c)
{
  guint low = 0, high = G_N_ELEMENTS (hidden);

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (c > hidden[middle].last)
        low = middle + 1;
      else if (c < hidden[middle].first)
        high = middle;
      else
        return TRUE;
    }
  return FALSE;
}

/* The character before @p; 0 at the start. */
static gunichar
before (const char  *start,
        const char **p)
{
  if (*p == start)
    return 0;
  *p = g_utf8_prev_char (*p);
  return g_utf8_get_char (*p);
}

static gboolean
is_variation_selector (gunichar c)
{
  return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

/* Symbols of Common script, and the modifiers of skin and hair that follow them. */
static gboolean
is_emoji (gunichar c)
{
  return (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2190 && c <= 0x2bff) || c == 0x00a9 || c == 0x00ae || c == 0x203c || c == 0x2049
         || c == 0x2122 || c == 0x2139 || c == 0x3030 || c == 0x303d || c == 0x3297 || c == 0x3299;
}

/* Scripts whose letters join, or stack on a virama: there a joiner shows. */
static gboolean
joins (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_MONGOLIAN:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_DEVANAGARI:
    case G_UNICODE_SCRIPT_BENGALI:
    case G_UNICODE_SCRIPT_GURMUKHI:
    case G_UNICODE_SCRIPT_GUJARATI:
    case G_UNICODE_SCRIPT_ORIYA:
    case G_UNICODE_SCRIPT_TAMIL:
    case G_UNICODE_SCRIPT_TELUGU:
    case G_UNICODE_SCRIPT_KANNADA:
    case G_UNICODE_SCRIPT_MALAYALAM:
    case G_UNICODE_SCRIPT_SINHALA:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_TIBETAN:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
joiner_shows (const char *start,
              const char *p)
{
  gunichar c = g_utf8_get_char (p);
  gunichar next = g_utf8_get_char (g_utf8_next_char (p));
  gunichar last = before (start, &p);

  while (is_variation_selector (last) || (g_unichar_ismark (last) && g_unichar_get_script (last) == G_UNICODE_SCRIPT_INHERITED))
    last = before (start, &p);
  if (c == JOINER && is_emoji (last) && is_emoji (next))
    return TRUE;
  return last != 0 && joins (last) && joins (next);
}

/* One, right after what can have another form: a symbol, a keycap, an ideograph; never after a letter of an alphabet. */
static gboolean
selector_shows (const char *start,
                const char *p)
{
  gunichar c = g_utf8_get_char (p);
  gunichar last = before (start, &p);
  GUnicodeScript script = last != 0 ? g_unichar_get_script (last) : G_UNICODE_SCRIPT_COMMON;

  if (last == 0 || in_ranges (last))
    return FALSE;
  if (c == 0xfe0e || c == 0xfe0f)
    return is_emoji (last) || last == '#' || last == '*' || g_ascii_isdigit ((char) MIN (last, 0x7f));
  if (script == G_UNICODE_SCRIPT_HAN)
    return TRUE;
  return c <= 0xfe0f && (script == G_UNICODE_SCRIPT_MYANMAR || script == G_UNICODE_SCRIPT_PHAGS_PA || g_unichar_type (last) == G_UNICODE_MATH_SYMBOL);
}

/* The tags of the flags of England, Scotland, Wales: a black flag, letters and digits, the end. */
static gboolean
tag_shows (const char *start,
           const char *p)
{
  const char *flag = p, *end = p;
  gunichar c = g_utf8_get_char (p);
  guint n = 0;

  while (c >= TAG_SPACE && c <= TAG_CANCEL && flag > start && n++ <= MOST_TAGS)
    c = before (start, &flag);
  if (c != BLACK_FLAG)
    return FALSE;
  n = 0;
  for (end = g_utf8_next_char (flag); (c = g_utf8_get_char (end)) >= TAG_SPACE && c < TAG_CANCEL; end = g_utf8_next_char (end))
    if (++n > MOST_TAGS)
      return FALSE;
  return n > 0 && c == TAG_CANCEL && p <= end;
}

/**
 * lift_text_is_hidden:
 * @start: a text, valid UTF-8
 * @p: a character in it
 *
 * Returns: whether a reader would not see the character at @p, though it is there and may change what the text seems to say; a line end and a tab too
 */
gboolean
lift_text_is_hidden (const char *start,
                     const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (!in_ranges (c))
    return FALSE;
  if (c == JOINER || c == NON_JOINER)
    return !joiner_shows (start, p);
  if (is_variation_selector (c))
    return !selector_shows (start, p);
  if (c >= 0x180b && c <= 0x180f)
    {
      gunichar last = before (start, &p);

      return last == 0 || g_unichar_get_script (last) != G_UNICODE_SCRIPT_MONGOLIAN;
    }
  if (c >= TAG_SPACE && c <= TAG_CANCEL)
    return !tag_shows (start, p);
  return TRUE;
}

/* Most texts have none: ASCII is looked at byte by byte. */
static const char *
next_hidden (const char *start,
             const char *p,
             gboolean    one_line)
{
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      if ((guchar) *p >= 0x20 && (guchar) *p < 0x7f)
        continue;
      if (!one_line && (*p == '\n' || *p == '\t'))
        continue;
      if (lift_text_is_hidden (start, p))
        return p;
    }
  return NULL;
}

static char *
make_visible (const char *text,
              gboolean    one_line)
{
  const char *from = text;
  const char *p = next_hidden (text, text, one_line);
  GString *shown;

  if (p == NULL)
    return g_strdup (text);

  shown = g_string_new (NULL);
  for (; p != NULL; p = next_hidden (text, from, one_line))
    {
      g_string_append_len (shown, from, p - from);
      g_string_append_printf (shown, "[U+%04X]", g_utf8_get_char (p));
      from = g_utf8_next_char (p);
    }
  g_string_append (shown, from);
  return g_string_free (shown, FALSE);
}

/**
 * lift_text_visible:
 * @text: a text that a person is to read, valid UTF-8
 *
 * Writes each hidden character as its name, “[U+202E]”; line ends and tabs stay. The result has none, so that doing it again changes nothing. It is for looking at
 * only: what is edited, compared, saved or given to a program stays as it is.
 *
 * Returns: (transfer full): @text as it may be shown
 */
char *
lift_text_visible (const char *text)
{
  return make_visible (text, FALSE);
}

/**
 * lift_text_visible_line:
 * @text: a text of one line, such as the name of a file, valid UTF-8
 *
 * As lift_text_visible (), and line ends and tabs are written as their names too.
 *
 * Returns: (transfer full): @text as it may be shown
 */
char *
lift_text_visible_line (const char *text)
{
  return make_visible (text, TRUE);
}
