/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "conflict.h"
#include "moment.h"
#include "template-private.h"

#define KEY_CONFLICT "In conflict"
#define DELETION "Deleted"

/* What a checklist says about an item beside its text, as bullets under it:
 *
 *   - [ ] Obtain sign-off from key stakeholders
 *     - Blocked: the test data is missing
 *     - Risk accepted by: Ada King
 *     - Who: Jonas Weber
 *     - When: 2026-12-02T09:12:00Z
 *     - Owner: Mei Lin
 *     - Offset: T-30 minutes                 a moment of its own; or
 *     - Time of day: 09:15
 *     - Note: one line, or
 *       > many
 *       > lines
 *     - Evidence: [Report](<https://ci.example/7>)
 *     - In conflict: Text, Owner             for people; of what is in conflict an item has what counts
 *
 * The words are the English labels of the field table and the words of the states; a checklist is data and they are never
 * translated. A bullet that is none of these is an item. */

static const char *
key_of (LiftField field)
{
  return lift_field_info (field)->label;
}

/* "blocked" → "Blocked", "not-applicable" → "Not applicable" */
char *
lift_detail_state_words (LiftItemState state)
{
  char *words = g_strdelimit (g_strdup (lift_enum_word (LIFT_ENUM_ITEM_STATE, state)), "-", ' ');

  *words = g_ascii_toupper (*words);
  return words;
}

/* The value in "KEY: VALUE", or "" for a bare "KEY" or "KEY:"; NULL if @text is something else. */
static const char *
value_for (const char *text,
           const char *key)
{
  const char *p;

  if (!g_str_has_prefix (text, key))
    return NULL;
  p = text + strlen (key);
  if (*p == '\0')
    return p;
  if (*p++ != ':' || (*p != ' ' && *p != '\0'))
    return NULL;
  while (*p == ' ')
    p++;
  return p;
}

/* What a conflict is about, as a key. */
static const char *
conflict_key (LiftField unit)
{
  return lift_field_info (unit)->type == LIFT_TYPE_ID ? DELETION : key_of (unit);
}

static gboolean
is_conflict_key (const char *word)
{
  LiftField first = lift_kind_first_field (LIFT_KIND_ITEM);

  for (LiftField field = first; field < first + lift_kind_n_fields (LIFT_KIND_ITEM); field++)
    if (strcmp (conflict_key (field), word) == 0)
      return field == first || (lift_field_info (field)->unit == field && lift_field_is_register (field)
                                && lift_field_info (field)->type != LIFT_TYPE_POSITION);
  return FALSE;
}

/* Nothing is taken from it: the other bullets have what counts. */
static gboolean
read_conflicts (const char *text)
{
  const char *value = value_for (text, KEY_CONFLICT);
  g_auto (GStrv) words = g_strsplit (value != NULL ? value : "", ", ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!is_conflict_key (words[i]))
      return FALSE;
  return words[0] != NULL;
}

static gboolean
read_state (LiftNode   *item,
            const char *text)
{
  LiftItemState before = lift_node_get_enum (item, LIFT_ITEM_STATE);

  if ((before != LIFT_ITEM_OPEN && before != LIFT_ITEM_DONE) || lift_node_get_text (item, LIFT_ITEM_REASON) != NULL)
    return FALSE;

  for (LiftItemState state = 0; state < LIFT_N_ITEM_STATES; state++)
    {
      g_autofree char *key = lift_detail_state_words (state);
      const char *source = value_for (text, key);
      g_autofree char *reason = source != NULL ? lift_markdown_unescape (source) : NULL;

      if (reason == NULL)
        continue;
      if ((before == LIFT_ITEM_DONE) != (state == LIFT_ITEM_DONE))
        return FALSE;
      lift_node_set_enum (item, LIFT_ITEM_STATE, state);
      lift_node_set_text (item, LIFT_ITEM_REASON, reason);
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_text (LiftNode   *item,
           LiftField   field,
           const char *text)
{
  const char *source = value_for (text, key_of (field));
  g_autofree char *value = source != NULL ? lift_markdown_unescape (source) : NULL;

  if (value == NULL || *value == '\0' || lift_node_get_text (item, field) != NULL ||
      !lift_field_check (field, value, NULL))
    return FALSE;

  lift_node_set_text (item, field, value);
  return TRUE;
}

static gboolean
read_when (LiftNode   *item,
           const char *text)
{
  const char *value = value_for (text, key_of (LIFT_ITEM_AT));
  gint64 at = value != NULL ? lift_instant_parse (value) : LIFT_NO_INSTANT;

  if (at == LIFT_NO_INSTANT || lift_node_get_instant (item, LIFT_ITEM_AT) != LIFT_NO_INSTANT)
    return FALSE;

  lift_node_set_instant (item, LIFT_ITEM_AT, at);
  return TRUE;
}

static gboolean
read_note (LiftNode   *item,
           const char *text,
           const char *quote)
{
  const char *source = value_for (text, key_of (LIFT_ITEM_NOTE));
  g_autofree char *plain = source != NULL ? lift_markdown_unescape (source) : NULL;
  const char *value = plain;

  if (value == NULL || lift_node_get_text (item, LIFT_ITEM_NOTE) != NULL)
    return FALSE;
  if (*value == '\0')
    value = quote;
  else if (quote != NULL)
    return FALSE;
  if (value == NULL || *value == '\0')
    return FALSE;

  lift_node_set_text (item, LIFT_ITEM_NOTE, value);
  return TRUE;
}

/* "[title](<link>)", "[title](link)", "<link>", or the link alone. */
static gboolean
read_evidence (LiftNode   *item,
               const char *text)
{
  const char *value = value_for (text, key_of (LIFT_ITEM_EVIDENCE));
  g_autofree char *title = NULL;
  g_autofree char *plain_title = NULL;
  g_autofree char *link = NULL;
  g_autofree char *plain = NULL;
  gsize n;

  if (value == NULL || lift_node_get_text (item, LIFT_ITEM_EVIDENCE) != NULL)
    return FALSE;

  if (*value == '[' && g_str_has_suffix (value, ")"))
    {
      const char *end = g_strrstr (value, g_str_has_suffix (value, ">)") ? "](<" : "](");

      if (end == NULL)
        return FALSE;
      title = g_strndup (value + 1, end - value - 1);
      link = g_strndup (end + 2, strlen (end + 2) - 1);
    }
  else
    link = g_strdup (value);

  n = strlen (link);
  if (n > 2 && link[0] == '<' && link[n - 1] == '>')
    {
      link[n - 1] = '\0';
      memmove (link, link + 1, n - 1);
    }
  plain = lift_markdown_unescape (link);
  if (!lift_field_check (LIFT_ITEM_EVIDENCE, plain, NULL))
    return FALSE;

  plain_title = title != NULL ? lift_markdown_unescape (title) : NULL;
  lift_node_set_text (item, LIFT_ITEM_EVIDENCE, plain);
  lift_node_set_text (item, LIFT_ITEM_EVIDENCE_TITLE, plain_title);
  return TRUE;
}

static gboolean
read_moment (LiftNode   *item,
             const char *text)
{
  const char *value = value_for (text, key_of (LIFT_ITEM_OFFSET));
  LiftDayCount counted = LIFT_DAYS_CALENDAR;
  g_autofree char *offset = value != NULL ? lift_offset_read (value, &counted) : NULL;

  if (lift_node_get_text (item, LIFT_ITEM_OFFSET) != NULL || lift_node_get_text (item, LIFT_ITEM_CLOCK) != NULL)
    return FALSE;
  if (value == NULL)
    return read_text (item, LIFT_ITEM_CLOCK, text);
  if (offset == NULL || counted != LIFT_DAYS_CALENDAR)
    return FALSE;
  lift_node_set_text (item, LIFT_ITEM_OFFSET, offset);
  return TRUE;
}

/*
 * lift_detail_read:
 * @item: an item whose tick is set
 * @text: a bullet under it
 * @quote: (nullable): the block quote under that bullet
 *
 * Returns: whether the bullet says something about @item, which now holds it
 */
gboolean
lift_detail_read (LiftNode   *item,
                  const char *text,
                  const char *quote)
{
  if (read_note (item, text, quote))
    return TRUE;
  if (quote != NULL)
    return FALSE;
  if (read_state (item, text) || read_text (item, LIFT_ITEM_OWNER, text) || read_evidence (item, text) || read_moment (item, text)
      || read_conflicts (text))
    return TRUE;

  /* Who and when belong to a state that somebody brought about. */
  return lift_node_get_enum (item, LIFT_ITEM_STATE) != LIFT_ITEM_OPEN &&
         (read_text (item, LIFT_ITEM_ACCEPTED, text) || read_text (item, LIFT_ITEM_BY, text) || read_when (item, text));
}

static void
write_text (GString        *out,
            const LiftNode *item,
            LiftField       field)
{
  const char *text = lift_node_get_text (item, field);

  if (text == NULL)
    return;
  g_string_append_printf (out, "  - %s: ", key_of (field));
  lift_markdown_escape (out, text);
  g_string_append_c (out, '\n');
}

static void
write_state (GString        *out,
             const LiftNode *item)
{
  LiftItemState state = lift_item_get_state (item);
  const char *reason = (int) state == lift_node_get_enum (item, LIFT_ITEM_STATE) ? lift_node_get_text (item, LIFT_ITEM_REASON) : NULL;
  g_autofree char *words = lift_detail_state_words (state);

  if (reason != NULL)
    {
      g_string_append_printf (out, "  - %s: ", words);
      lift_markdown_escape (out, reason);
      g_string_append_c (out, '\n');
    }
  else if (state != LIFT_ITEM_OPEN && state != LIFT_ITEM_DONE)
    g_string_append_printf (out, "  - %s\n", words);
}

static void
write_note (GString        *out,
            const LiftNode *item)
{
  const char *note = lift_node_get_text (item, LIFT_ITEM_NOTE);
  g_auto (GStrv) lines = NULL;

  if (note == NULL)
    return;
  if (strpbrk (note, "\n\t") == NULL && *note != ' ' && !g_str_has_suffix (note, " "))
    {
      write_text (out, item, LIFT_ITEM_NOTE);
      return;
    }

  lines = g_strsplit (note, "\n", -1);
  g_string_append_printf (out, "  - %s:\n", key_of (LIFT_ITEM_NOTE));
  for (char **line = lines; *line != NULL; line++)
    {
      g_string_append (out, **line != '\0' ? "    > " : "    >");
      lift_markdown_escape_line (out, *line);
      /* Lines stay lines, but a break is none at the end of a paragraph. */
      g_string_append (out, **line != '\0' && line[1] != NULL && *line[1] != '\0' ? "\\\n" : "\n");
    }
}

/* In <…> an address stands as it is; one that cannot stand there is written as a text. */
static void
write_evidence (GString        *out,
                const LiftNode *item)
{
  const char *link = lift_node_get_text (item, LIFT_ITEM_EVIDENCE);
  const char *title = lift_node_get_text (item, LIFT_ITEM_EVIDENCE_TITLE);
  g_autofree char *escaped = link != NULL ? lift_markdown_dup_escaped (link) : NULL;

  if (link == NULL)
    return;

  g_string_append_printf (out, "  - %s: ", key_of (LIFT_ITEM_EVIDENCE));
  if (title != NULL)
    {
      g_string_append_c (out, '[');
      lift_markdown_escape (out, title);
      g_string_append (out, "](<");
      lift_markdown_escape_target (out, link);
      g_string_append (out, ">)\n");
    }
  else if (strpbrk (link, "<>\\&[`") == NULL && strstr (escaped, "[U+") == NULL)
    g_string_append_printf (out, "<%s>\n", link);
  else
    g_string_append_printf (out, "%s\n", escaped);
}

/*
 * lift_detail_conflicts:
 * @node: a node
 *
 * Returns: (transfer full) (nullable): “In conflict: State, Owner”; NULL if nothing about @node itself is in conflict
 */
char *
lift_detail_conflicts (const LiftNode *node)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  GString *words;

  if (!lift_node_in_conflict (node))
    return NULL;
  conflicts = lift_node_get_conflicts (node);
  words = g_string_new (KEY_CONFLICT ": ");
  for (guint i = 0; i < conflicts->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", conflict_key (((LiftConflict *) g_ptr_array_index (conflicts, i))->unit));
  return g_string_free (words, FALSE);
}

/*
 * lift_detail_write:
 * @out: where to append
 * @item: an item
 *
 * Appends what lift_detail_read() gives back: all of @item but its text and its tick, with the state that counts.
 */
void
lift_detail_write (GString        *out,
                   const LiftNode *item)
{
  gint64 at = lift_node_get_instant (item, LIFT_ITEM_AT);
  g_autofree char *conflicts = lift_detail_conflicts (item);

  if (conflicts != NULL)
    g_string_append_printf (out, "  - %s\n", conflicts);
  write_state (out, item);
  if (lift_item_get_state (item) != LIFT_ITEM_OPEN)
    {
      write_text (out, item, LIFT_ITEM_ACCEPTED);
      write_text (out, item, LIFT_ITEM_BY);
      if (at != LIFT_NO_INSTANT)
        {
          g_autofree char *instant = lift_instant_format (at);

          g_string_append_printf (out, "  - %s: %s\n", key_of (LIFT_ITEM_AT), instant);
        }
    }
  write_text (out, item, LIFT_ITEM_OWNER);
  if (lift_node_get_text (item, LIFT_ITEM_OFFSET) != NULL)
    {
      g_autofree char *offset = lift_offset_write (lift_node_get_text (item, LIFT_ITEM_OFFSET), LIFT_DAYS_CALENDAR);

      g_string_append_printf (out, "  - %s: %s\n", key_of (LIFT_ITEM_OFFSET), offset);
    }
  write_text (out, item, LIFT_ITEM_CLOCK);
  write_note (out, item);
  write_evidence (out, item);
}
