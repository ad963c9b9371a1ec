/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdarg.h>
#include <string.h>

#include "cli.h"
#include "core/text.h"

#define GAP 2
#define WIDEST 60 /* what is longer moves its own row only */

struct _CliTable
{
  GPtrArray *rows;   /* of strv */
  GArray    *widths; /* of guint, in terminal cells */
};

static guint
cells (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return n;
}

CliTable *
cli_table_new (void)
{
  CliTable *table = g_new0 (CliTable, 1);

  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  table->widths = g_array_new (FALSE, TRUE, sizeof (guint));
  return table;
}

void
cli_table_free (CliTable *table)
{
  g_ptr_array_unref (table->rows);
  g_array_unref (table->widths);
  g_free (table);
}

/* The cells of one row, up to NULL; an empty cell is "". */
void
cli_table_add (CliTable *table,
               ...)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  const char *cell;
  va_list list;
  guint column = 0;

  va_start (list, table);
  while ((cell = va_arg (list, const char *)) != NULL)
    {
      g_autofree char *shown = lift_text_visible_line (cell);
      guint width = cells (shown);

      g_strv_builder_add (row, shown);
      if (column >= table->widths->len)
        g_array_set_size (table->widths, column + 1);
      if (width <= WIDEST && g_array_index (table->widths, guint, column) < width)
        g_array_index (table->widths, guint, column) = width;
      column++;
    }
  va_end (list);
  g_ptr_array_add (table->rows, g_strv_builder_end (row));
}

guint
cli_table_get_n (CliTable *table)
{
  return table->rows->len;
}

void
cli_table_print (CliTable   *table,
                 const char *indent)
{
  for (guint r = 0; r < table->rows->len; r++)
    {
      char **row = g_ptr_array_index (table->rows, r);
      g_autoptr (GString) line = g_string_new (indent);

      for (guint c = 0; row[c] != NULL; c++)
        {
          guint width = MAX (g_array_index (table->widths, guint, c), cells (row[c])) + GAP;
          guint pad = width - cells (row[c]);

          g_string_append (line, row[c]);
          if (row[c + 1] != NULL)
            for (guint i = 0; i < pad; i++)
              g_string_append_c (line, ' ');
        }
      cli_print ("%s\n", g_strchomp (line->str));
    }
}
