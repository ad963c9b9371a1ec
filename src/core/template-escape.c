/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "template-private.h"
#include "text.h"

/* Between the texts of a document, which are plain, and Markdown, where they are to look as they were typed: CommonMark 0.30, and what GitHub adds. Written are:
 *
 *   backslash escapes    for what would be markup
 *   &#32; &#9;           a space or tab at the start or end of a line
 *   &#226;               where the reader would take three characters for damaged punctuation
 *   [U+202E]             a character that nobody would see, see text.c; brackets that a text has itself are escaped
 *
 * and what reads takes each of them back, in any checklist. Code spans stay as they are. */

#define CODE_DIGITS_MIN 4
#define CODE_DIGITS_MAX 6

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c);
}

/* Whether the character at @p would be read as markup where it stands. */
static gboolean
is_markup (const char *start,
           const char *p)
{
  gunichar before = p > start ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
  gunichar after = g_utf8_get_char (p + 1);

  switch (*p)
    {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '~':
      return TRUE;
    case '_':
      return !is_word (before) || !is_word (after);
    case '&':
      return after == '#' || (after < 0x80 && g_ascii_isalpha ((char) after));
    case '#':
      return p == start || after == 0;
    default:
      return FALSE;
    }
}

static gboolean
is_target_markup (const char *start,
                  const char *p)
{
  return strchr ("\\<>[`&", *p) != NULL;
}

static void
escape (GString    *out,
        const char *text,
        gboolean  (*is_special) (const char *start, const char *p))
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean edge = p == text || *g_utf8_next_char (p) == '\0';

      if ((*p == ' ' || *p == '\t') && edge)
        g_string_append_printf (out, "&#%d;", *p);
      else if (*p != '\t' && lift_text_is_hidden (text, p))
        g_string_append_printf (out, "[U+%04X]", g_utf8_get_char (p));
      else if (lift_template_is_damaged (p))
        g_string_append_printf (out, "&#%u;", g_utf8_get_char (p));
      else
        {
          if (is_special (text, p))
            g_string_append_c (out, '\\');
          g_string_append_len (out, p, g_utf8_next_char (p) - p);
        }
    }
}

/*
 * lift_markdown_escape:
 * @out: where to append
 * @text: one line of a text
 *
 * Appends @text as Markdown that shows it as it was typed, and from which lift_markdown_unescape() gives it back. It stands behind other words of its line.
 */
void
lift_markdown_escape (GString    *out,
                      const char *text)
{
  escape (out, text, is_markup);
}

/*
 * lift_markdown_escape_target:
 * @out: where to append
 * @link: an address
 *
 * As lift_markdown_escape(), for the address in "[title](<address>)".
 */
void
lift_markdown_escape_target (GString    *out,
                             const char *link)
{
  escape (out, link, is_target_markup);
}

/*
 * lift_markdown_dup_escaped:
 * @text: one line of a text
 *
 * Returns: (transfer full): @text as lift_markdown_escape() writes it
 */
char *
lift_markdown_dup_escaped (const char *text)
{
  GString *out = g_string_new (NULL);

  lift_markdown_escape (out, text);
  return g_string_free (out, FALSE);
}

/*
 * lift_markdown_escape_line:
 * @out: where to append
 * @line: one line of a text of several
 *
 * As lift_markdown_escape(), for a text that begins its line, where more is markup: bullets, numbers, quotes, headings, rules and tables.
 */
void
lift_markdown_escape_line (GString    *out,
                           const char *line)
{
  gsize digits = strspn (line, "0123456789");

  if (*line != '\0' && strchr ("-+>=|:", *line) != NULL)
    g_string_append_c (out, '\\');
  else if (digits > 0 && (line[digits] == '.' || line[digits] == ')'))
    {
      g_string_append_len (out, line, digits);
      g_string_append_c (out, '\\');
      line += digits;
    }
  lift_markdown_escape (out, line);
}

/* "[U+202E]": the character it names, if it is one that is hidden and that a text may hold. */
static gunichar
read_hidden (const char  *p,
             const char **end)
{
  char text[8] = "";
  gsize digits;
  gunichar c;

  if (!g_str_has_prefix (p, "[U+"))
    return 0;
  p += strlen ("[U+");
  digits = strspn (p, "0123456789ABCDEF");
  if (digits < CODE_DIGITS_MIN || digits > CODE_DIGITS_MAX || p[digits] != ']')
    return 0;
  c = g_ascii_strtoull (p, NULL, 16);
  if (!g_unichar_validate (c) || c < 0xa0 || c == 0x2028 || c == 0x2029)
    return 0;
  text[g_unichar_to_utf8 (c, text)] = '\0';
  *end = p + digits + 1;
  return lift_text_is_hidden (text, text) ? c : 0;
}

/* A reference to a character that a text may hold. */
static gunichar
read_entity (const char  *p,
             const char **end)
{
  static const struct
  {
    const char *name;
    char        c;
  } names[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' } };
  gboolean hex;
  gsize digits;
  gunichar c;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (p, names[i].name))
      {
        *end = p + strlen (names[i].name);
        return names[i].c;
      }

  if (p[1] != '#')
    return 0;
  hex = p[2] == 'x' || p[2] == 'X';
  p += hex ? 3 : 2;
  digits = strspn (p, hex ? "0123456789abcdefABCDEF" : "0123456789");
  if (digits == 0 || digits > 7 || p[digits] != ';')
    return 0;
  c = g_ascii_strtoull (p, NULL, hex ? 16 : 10);
  if (!g_unichar_validate (c) || (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
    return 0;
  *end = p + digits + 1;
  return c;
}

/* The end of the code span that begins at @p; NULL if none does. */
static const char *
code_end (const char *p)
{
  gsize n = strspn (p, "`");

  for (const char *q = strchr (p + n, '`'); q != NULL; q = strchr (q, '`'))
    {
      gsize m = strspn (q, "`");

      q += m;
      if (m == n)
        return q;
    }
  return NULL;
}

/*
 * lift_markdown_unescape:
 * @source: one line of Markdown
 *
 * Returns: (transfer full): what it says, with all marks but escapes and references to characters still in it
 */
char *
lift_markdown_unescape (const char *source)
{
  GString *out = g_string_new (NULL);

  for (const char *p = source; *p != '\0';)
    {
      const char *end = NULL;
      gunichar c = 0;

      if (*p == '\\' && g_ascii_ispunct (p[1]))
        {
          c = p[1];
          end = p + 2;
        }
      else if (*p == '&')
        c = read_entity (p, &end);
      else if (*p == '[')
        c = read_hidden (p, &end);

      if (c != 0)
        {
          g_string_append_unichar (out, c);
          p = end;
          continue;
        }
      end = *p == '`' ? code_end (p) : NULL;
      if (end == NULL)
        end = *p == '`' ? p + strspn (p, "`") : g_utf8_next_char (p);
      g_string_append_len (out, p, end - p);
      p = end;
    }

  return g_string_free (out, FALSE);
}

/*
 * lift_markdown_take_break:
 * @line: a line that another one follows
 *
 * Takes the backslash of a hard line break off the end of @line.
 */
void
lift_markdown_take_break (char *line)
{
  gsize length = strlen (line), n = 0;

  while (n < length && line[length - n - 1] == '\\')
    n++;
  if (n % 2 == 1)
    line[length - 1] = '\0';
}
