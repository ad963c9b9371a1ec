/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "error.h"
#include "position.h"
#include "template-private.h"

/* What the reader understands: headings with lists under them are phases (template-offsets.c says what a heading means), task and list
 * items are items, in the order in which they stand, bullets under an item may be details of it (template-details.c). Prose,
 * block quotes, code and incidents are left out. Texts are the Markdown source with its marks, but without escapes (template-escape.c). */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_iter, cmark_iter_free)

typedef struct
{
  char       *text;
  GPtrArray  *lines; /* of text, which they end in NUL */
  LiftNode   *root;
  char       *title;

  /* The section that is being read. */
  LiftHeading heading;
  gboolean    under_title;
  gboolean    keep_empty;
  char       *pinned_local;
  char       *pinned_zone;
  GPtrArray  *items;

  /* What the last heading of each level says, if it says something; it holds for headings below it that say nothing. */
  LiftHeading scopes[7];

  guint       n_phases;
  guint       n_phase_items;
  guint       n_steps;
  char       *phase_position;
  char       *step_position;
} Reader;

static void
reader_clear (Reader *reader)
{
  g_clear_pointer (&reader->text, g_free);
  g_clear_pointer (&reader->lines, g_ptr_array_unref);
  g_clear_pointer (&reader->root, lift_node_unref);
  g_clear_pointer (&reader->title, g_free);
  lift_heading_clear (&reader->heading);
  g_clear_pointer (&reader->pinned_local, g_free);
  g_clear_pointer (&reader->pinned_zone, g_free);
  g_clear_pointer (&reader->items, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (reader->scopes); i++)
    lift_heading_clear (&reader->scopes[i]);
  g_clear_pointer (&reader->phase_position, g_free);
  g_clear_pointer (&reader->step_position, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static cmark_node *
parse (const char *text)
{
  /* Brackets mean nothing to the structure of blocks, but a link definition would swallow an item such as "[x]: …". */
  g_autofree char *blocks = g_strdelimit (g_strdup (text), "[]", 'x');

  return cmark_parse_document (blocks, strlen (blocks), CMARK_OPT_DEFAULT);
}

/* Source lines */

static void
split_lines (Reader *reader)
{
  reader->lines = g_ptr_array_new ();
  for (char *line = reader->text, *end; line != NULL; line = end)
    {
      end = strchr (line, '\n');
      if (end != NULL)
        *end++ = '\0';
      g_ptr_array_add (reader->lines, line);
    }
}

static const char *
source_line (Reader     *reader,
             cmark_node *node,
             guint       index)
{
  guint line = cmark_node_get_start_line (node) - 1 + index;
  const char *text = line < reader->lines->len ? g_ptr_array_index (reader->lines, line) : "";
  gsize column = index == 0 ? MAX (cmark_node_get_start_column (node) - 1, 0) : 0;

  text += MIN (column, strlen (text));
  return text + strspn (text, " \t");
}

/* One line of clean text. */
static char *
finish_text (GString *text)
{
  g_strdelimit (text->str, "\t", ' ');
  return g_strstrip (g_string_free (text, FALSE));
}

/* A paragraph as typed, its lines joined by spaces. */
static char *
paragraph_source (Reader     *reader,
                  cmark_node *paragraph)
{
  GString *text = g_string_new (NULL);
  guint n = cmark_node_get_end_line (paragraph) - cmark_node_get_start_line (paragraph) + 1;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = g_strchomp (g_strdup (source_line (reader, paragraph, i)));

      if (i + 1 < n)
        lift_markdown_take_break (line);
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, line);
    }

  return finish_text (text);
}

/* What the source of a title or an item says; nothing but space is not taken for a text. */
static char *
plain_text (const char *source)
{
  g_autofree char *plain = lift_markdown_unescape (source);

  return plain[strspn (plain, " \t")] != '\0' ? g_steal_pointer (&plain) : g_strdup (source);
}

static char *
heading_source (Reader     *reader,
                cmark_node *heading)
{
  const char *line = source_line (reader, heading, 0);
  GString *text = g_string_new (NULL);
  gsize level = cmark_node_get_heading_level (heading);

  if (strspn (line, "#") == level && (line[level] == '\0' || strchr (" \t", line[level]) != NULL))
    {
      gsize end;

      g_string_append (text, line + level);
      g_strchomp (text->str);
      end = strlen (text->str);
      while (end > 0 && text->str[end - 1] == '#')
        end--;
      if (end == 0 || strchr (" \t", text->str[end - 1]) != NULL)
        text->str[end] = '\0';
    }
  else
    for (guint i = 0; *line != '\0' && line[strspn (line, "=- \t")] != '\0'; line = source_line (reader, heading, ++i))
      g_string_append_printf (text, i > 0 ? " %s" : "%s", line);

  return finish_text (text);
}

/* A block quote without its marks and escapes, lines kept. */
static char *
quote_source (Reader     *reader,
              cmark_node *quote)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0;; i++)
    {
      const char *line = source_line (reader, quote, i);

      if (*line++ != '>')
        break;
      if (*line == ' ')
        line++;
      g_ptr_array_add (lines, g_strdup (line));
    }

  for (guint i = 0; i < lines->len; i++)
    {
      char *line = g_ptr_array_index (lines, i);
      g_autofree char *plain = NULL;

      if (i + 1 < lines->len)
        lift_markdown_take_break (line);
      plain = lift_markdown_unescape (line);
      g_string_append_printf (text, i > 0 ? "\n%s" : "%s", plain);
    }
  return g_string_free (text, FALSE);
}

/* Sections */

static void
add_items (Reader    *reader,
           LiftNode  *parent,
           LiftField  list,
           char     **position)
{
  for (guint i = 0; i < reader->items->len; i++)
    {
      LiftNode *item = g_ptr_array_index (reader->items, i);
      char *next = lift_position_between (*position, NULL);

      g_free (*position);
      *position = next;
      lift_node_set_text (item, LIFT_ITEM_POSITION, next);
      lift_node_take_child (parent, list, lift_node_ref (item));
    }
}

static void
add_phase (Reader *reader)
{
  g_autofree char *id = g_strdup_printf ("phase-%u", ++reader->n_phases);
  g_autofree char *item_position = NULL;
  char *position = lift_position_between (reader->phase_position, NULL);
  LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, id);

  g_free (reader->phase_position);
  reader->phase_position = position;
  lift_node_set_text (phase, LIFT_PHASE_POSITION, position);
  lift_node_set_text (phase, LIFT_PHASE_TITLE, reader->heading.title);
  lift_node_set_text (phase, LIFT_PHASE_OFFSET, reader->heading.offset);
  lift_node_set_enum (phase, LIFT_PHASE_COUNTED, reader->heading.offset != NULL ? reader->heading.counted : LIFT_DAYS_CALENDAR);
  lift_node_set_text (phase, LIFT_PHASE_PINNED_LOCAL, reader->pinned_local);
  lift_node_set_text (phase, LIFT_PHASE_PINNED_ZONE, reader->pinned_zone);
  add_items (reader, phase, LIFT_PHASE_ITEMS, &item_position);
  lift_node_take_child (reader->root, LIFT_RELEASE_PHASES, phase);
  reader->n_phase_items += reader->items->len;
}

static void
add_response (Reader *reader)
{
  if (lift_node_get_text (reader->root, LIFT_RELEASE_RESPONSE_TITLE) == NULL)
    lift_node_set_text (reader->root, LIFT_RELEASE_RESPONSE_TITLE, reader->heading.title);
  add_items (reader, reader->root, LIFT_RELEASE_RESPONSE, &reader->step_position);
  reader->n_steps += reader->items->len;
}

static void
end_section (Reader *reader)
{
  if (reader->heading.title != NULL && (reader->items->len > 0 || reader->keep_empty))
    switch (reader->heading.kind)
      {
      case LIFT_HEADING_PLAIN:
      case LIFT_HEADING_DATED:
      case LIFT_HEADING_UNDATED:
        add_phase (reader);
        break;

      case LIFT_HEADING_RESPONSE:
        add_response (reader);
        break;

      case LIFT_HEADING_INCIDENT:
      default:
        break;
      }

  lift_heading_clear (&reader->heading);
  g_ptr_array_set_size (reader->items, 0);
  g_clear_pointer (&reader->pinned_local, g_free);
  g_clear_pointer (&reader->pinned_zone, g_free);
  reader->keep_empty = FALSE;
  reader->under_title = FALSE;
}

static void
read_heading (Reader     *reader,
              cmark_node *node)
{
  g_autofree char *text = heading_source (reader, node);
  g_autofree char *source = NULL;
  LiftHeading *heading = &reader->heading;
  int level = cmark_node_get_heading_level (node);

  end_section (reader);
  if (*text == '\0')
    return;

  lift_heading_read (text, heading);
  source = g_steal_pointer (&heading->title);
  heading->title = plain_text (source);
  if (level == 1 && reader->title == NULL && reader->n_phases == 0)
    {
      reader->title = g_strdup (heading->title);
      reader->under_title = heading->kind == LIFT_HEADING_PLAIN;
    }

  for (guint i = level; i < G_N_ELEMENTS (reader->scopes); i++)
    lift_heading_clear (&reader->scopes[i]);
  reader->scopes[level].kind = heading->kind;
  reader->scopes[level].offset = g_strdup (heading->offset);
  reader->scopes[level].counted = heading->counted;

  for (int above = level - 1; above > 0 && heading->kind == LIFT_HEADING_PLAIN; above--)
    {
      heading->kind = reader->scopes[above].kind;
      heading->offset = g_strdup (reader->scopes[above].offset);
      heading->counted = reader->scopes[above].counted;
    }
}

/* Lines under a heading that say something about the phase. */
static void
read_paragraph (Reader     *reader,
                cmark_node *node)
{
  g_autofree char *text = paragraph_source (reader, node);
  g_autofree char *key = g_strconcat (lift_field_info (LIFT_PHASE_PINNED_LOCAL)->label, ": ", NULL);

  if (strcmp (text, LIFT_MARKDOWN_NO_ITEMS) == 0)
    reader->keep_empty = TRUE;
  else if (g_str_has_prefix (text, key))
    {
      g_auto (GStrv) parts = g_strsplit (text + strlen (key), ", ", 2);

      if (parts[0] != NULL && lift_field_check (LIFT_PHASE_PINNED_LOCAL, parts[0], NULL) &&
          (parts[1] == NULL || lift_field_check (LIFT_PHASE_PINNED_ZONE, parts[1], NULL)))
        {
          g_free (reader->pinned_local);
          g_free (reader->pinned_zone);
          reader->pinned_local = g_strdup (parts[0]);
          reader->pinned_zone = g_strdup (parts[1]);
        }
    }
}

/* Items */

/* Takes "[ ]", "[x]" or "[X]" off the start of @text. */
static gboolean
take_task_marker (char     *text,
                  gboolean *ticked)
{
  if (text[0] != '[' || text[1] == '\0' || strchr (" xX", text[1]) == NULL || text[2] != ']' || (text[3] != ' ' && text[3] != '\0'))
    return FALSE;

  *ticked = text[1] != ' ';
  memmove (text, text + 3, strlen (text + 3) + 1);
  g_strchug (text);
  return TRUE;
}

static gboolean
read_detail (Reader     *reader,
             cmark_node *node,
             const char *text)
{
  cmark_node *list = cmark_node_parent (node);
  LiftNode *owner = cmark_node_get_user_data (cmark_node_parent (list));
  cmark_node *second = cmark_node_next (cmark_node_first_child (node));
  g_autofree char *quote = NULL;

  if (owner == NULL)
    return FALSE;
  if (second != NULL && cmark_node_get_type (second) == CMARK_NODE_BLOCK_QUOTE)
    quote = quote_source (reader, second);
  return lift_detail_read (owner, text, quote);
}

static void
read_item (Reader     *reader,
           cmark_node *node)
{
  cmark_node *first = cmark_node_first_child (node);
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *id = NULL;
  gboolean ticked = FALSE, task;
  LiftNode *item;

  if (first == NULL || cmark_node_get_type (first) != CMARK_NODE_PARAGRAPH)
    return;

  text = paragraph_source (reader, first);
  task = take_task_marker (text, &ticked);
  if (*text == '\0' || (!task && (reader->under_title || read_detail (reader, node, text))))
    return;

  if (reader->heading.kind == LIFT_HEADING_RESPONSE)
    id = g_strdup_printf ("step-%u", reader->n_steps + reader->items->len + 1);
  else
    id = g_strdup_printf ("item-%u-%u", reader->n_phases + 1, reader->items->len + 1);
  item = lift_node_new (LIFT_KIND_ITEM, id);
  plain = plain_text (text);
  lift_node_set_text (item, LIFT_ITEM_TEXT, plain);
  lift_node_set_enum (item, LIFT_ITEM_STATE, ticked ? LIFT_ITEM_DONE : LIFT_ITEM_OPEN);
  g_ptr_array_add (reader->items, item);
  cmark_node_set_user_data (node, item);
}

static void
read_blocks (Reader     *reader,
             cmark_node *document)
{
  g_autoptr (cmark_iter) iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      gboolean outermost = cmark_node_parent (node) == document;

      if (event != CMARK_EVENT_ENTER)
        continue;

      switch ((int) cmark_node_get_type (node))
        {
        case CMARK_NODE_DOCUMENT:
        case CMARK_NODE_LIST:
          continue;

        case CMARK_NODE_ITEM:
          read_item (reader, node);
          continue;

        case CMARK_NODE_HEADING:
          if (outermost)
            read_heading (reader, node);
          break;

        case CMARK_NODE_PARAGRAPH:
          if (outermost)
            read_paragraph (reader, node);
          break;

        default:
          break;
        }

      /* Blocks that are not walked into: inline text, quotes. Those without an inside have no exit. */
      if (cmark_node_first_child (node) != NULL)
        cmark_iter_reset (iter, node, CMARK_EVENT_EXIT);
    }

  end_section (reader);
}

/*
 * lift_template_read:
 * @label: what to call the text in messages: a file's path
 * @name: the name of the template
 * @bytes: a Markdown checklist
 * @length: its length in bytes
 * @error: return location
 *
 * Returns: (transfer full): the template, or %NULL with %LIFT_ERROR_ARGUMENT
 */
LiftTemplate *
lift_template_read (const char  *label,
                    const char  *name,
                    const char  *bytes,
                    gsize        length,
                    GError     **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (cmark_node) document = NULL;
  LiftTemplate *template;

  reader.text = lift_template_clean (label, bytes, length, error);
  if (reader.text == NULL)
    return NULL;

  document = parse (reader.text);
  split_lines (&reader);
  reader.items = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_node_unref);
  reader.root = lift_node_new (LIFT_KIND_RELEASE, "template");
  read_blocks (&reader, document);

  if (reader.n_phase_items == 0)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: no phase with items: write a heading such as “## Planning (T-2 weeks)” and lines such as “- [ ] Confirm the scope” under it"),
                   label);
      return NULL;
    }

  if (reader.title == NULL)
    reader.title = g_strdup (name);
  lift_node_set_text (reader.root, LIFT_RELEASE_NAME, reader.title);
  lift_node_set_text (reader.root, LIFT_RELEASE_TEMPLATE, name);

  template = g_new0 (LiftTemplate, 1);
  template->name = g_strdup (name);
  template->title = g_steal_pointer (&reader.title);
  template->root = g_steal_pointer (&reader.root);
  return template;
}
