/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "json-view.h"

#include <string.h>

/**
 * lift_json_skip_space:
 * @at: a place where a value or a bracket follows
 *
 * Returns: (transfer none): the first byte from @at on that is not white space
 */
const char *
lift_json_skip_space (const char *at)
{
  while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r')
    at++;
  return at;
}

/* A quote ends a text unless an odd number of backslashes stands before it. */
static const char *
text_end (const char *text)
{
  const char *quote = text, *before;

  do
    {
      quote = rawmemchr (quote + 1, '"');
      for (before = quote; before[-1] == '\\'; before--)
        ;
    }
  while ((quote - before) % 2 != 0);
  return quote + 1;
}

/**
 * lift_json_end:
 * @value: a value inside an object or a list, or an object or a list
 *
 * Takes time proportional to its length.
 *
 * Returns: (transfer none): the first byte behind it
 */
const char *
lift_json_end (const char *value)
{
  static const gboolean matters[256] = { ['"'] = TRUE, ['{'] = TRUE, ['}'] = TRUE, ['['] = TRUE, [']'] = TRUE };
  const char *at = value;
  guint depth = 0;

  if (*at == '"')
    return text_end (at);
  if (*at != '{' && *at != '[')
    {
      while (strchr (",]} \n\t\r", *at) == NULL)
        at++;
      return at;
    }
  do
    {
      while (!matters[(guchar) *at])
        at++;
      depth += *at == '{' || *at == '[';
      depth -= *at == '}' || *at == ']';
      at = *at == '"' ? text_end (at) : at + 1;
    }
  while (depth > 0);
  return at;
}

/* The UTF-16 unit of the escape \uXXXX at a place. */
static gunichar
unit_at (const char *escape)
{
  gunichar unit = 0;

  for (guint i = 2; i < 6; i++)
    unit = unit << 4 | (g_ascii_isdigit (escape[i]) ? escape[i] - '0' : (escape[i] | 0x20) - 'a' + 10);
  return unit;
}

/* Appends what the escape at a place means; returns the place behind it. */
static const char *
append_escape (GString    *out,
               const char *at)
{
  gunichar c;

  switch (at[1])
    {
    case 'b': g_string_append_c (out, '\b'); return at + 2;
    case 'f': g_string_append_c (out, '\f'); return at + 2;
    case 'n': g_string_append_c (out, '\n'); return at + 2;
    case 'r': g_string_append_c (out, '\r'); return at + 2;
    case 't': g_string_append_c (out, '\t'); return at + 2;
    case 'u': break;
    default: g_string_append_c (out, at[1]); return at + 2;
    }
  c = unit_at (at);
  at += 6;
  if (c >= 0xd800 && c <= 0xdbff)
    {
      c = 0x10000 + ((c - 0xd800) << 10) + (unit_at (at) - 0xdc00);
      at += 6;
    }
  if (c < 0x80)
    g_string_append_c (out, c);
  else
    g_string_append_unichar (out, c);
  return at;
}

/**
 * lift_json_dup_text:
 * @text: the opening quote of a text
 *
 * Returns: (transfer full): what it says, its escapes resolved
 */
char *
lift_json_dup_text (const char *text)
{
  const char *end = text_end (text) - 1;
  const char *at = text + 1;
  const char *escape = memchr (at, '\\', end - at);
  GString *out;

  if (escape == NULL)
    return g_strndup (at, end - at);
  out = g_string_sized_new (end - at);
  while (escape != NULL)
    {
      g_string_append_len (out, at, escape - at);
      at = append_escape (out, escape);
      escape = memchr (at, '\\', end - at);
    }
  g_string_append_len (out, at, end - at);
  return g_string_free (out, FALSE);
}

/**
 * lift_json_iter_init:
 * @iter: an iterator
 * @container: the opening bracket of an object or a list
 * @last: (nullable): to be shared by those who go through what stands in @container
 *
 * Begins before the first member or element.
 */
void
lift_json_iter_init (LiftJsonIter *iter,
                     const char   *container,
                     LiftJsonEnd  *last)
{
  *iter = (LiftJsonIter) { container, NULL, last };
}

static const char *
end_of_last (const LiftJsonIter *iter)
{
  if (iter->value == NULL)
    return iter->container + 1;
  if (iter->last != NULL && iter->last->container == iter->value)
    return iter->last->end;
  return lift_json_end (iter->value);
}

/**
 * lift_json_iter_next:
 * @iter: an iterator
 * @name: (out) (optional): the opening quote of the name of a member; %NULL for an element
 * @value: (out) (optional): its value
 *
 * Returns: whether there is one more
 */
gboolean
lift_json_iter_next (LiftJsonIter  *iter,
                     const char   **name,
                     const char   **value)
{
  const char *at = lift_json_skip_space (end_of_last (iter));
  gboolean is_object = *iter->container == '{';

  if (*at == '}' || *at == ']')
    {
      if (iter->last != NULL)
        *iter->last = (LiftJsonEnd) { iter->container, at + 1 };
      return FALSE;
    }
  if (*at == ',')
    at = lift_json_skip_space (at + 1);
  if (name != NULL)
    *name = is_object ? at : NULL;
  if (is_object)
    at = lift_json_skip_space (lift_json_skip_space (text_end (at)) + 1);
  iter->value = at;
  if (value != NULL)
    *value = at;
  return TRUE;
}

/**
 * lift_json_get_member:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): the value of that member
 */
const char *
lift_json_get_member (const char *object,
                      const char *name)
{
  LiftJsonIter iter;
  const char *quoted, *value;

  if (object == NULL)
    return NULL;
  lift_json_iter_init (&iter, object, NULL);
  while (lift_json_iter_next (&iter, &quoted, &value))
    {
      g_autofree char *text = lift_json_dup_text (quoted);

      if (strcmp (text, name) == 0)
        return value;
    }
  return NULL;
}
