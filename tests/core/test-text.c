/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/text.h"

/* What a person reads of a text. The characters are those of UAX #44 (Bidi_Control, Default_Ignorable_Code_Point, Cc); what stays is from UAX #31 and UTS #51. */

typedef struct
{
  const char *text;
  const char *shown; /* NULL: as it is */
} Case;

static const Case cases[] = {
  { "", NULL },
  { "Payments <b>&amp; _x_", NULL },
  { "Größe – “ok” … € 日本語", NULL },
  { "two\nlines\tand a tab", NULL },

  /* Controls: ESC, CSI of both kinds, NUL is no text, DEL, CR, the separators */
  { "\033[31mred", "[U+001B][31mred" },
  { "\302\23331mred", "[U+009B]31mred" },
  { "a\rb\bc\177d\302\205e", "a[U+000D]b[U+0008]c[U+007F]d[U+0085]e" },
  { "a\342\200\250b\342\200\251c", "a[U+2028]b[U+2029]c" },

  /* Bidi_Control, all twelve */
  { "\330\234\342\200\216\342\200\217", "[U+061C][U+200E][U+200F]" },
  { "\342\200\252\342\200\253\342\200\254\342\200\255\342\200\256", "[U+202A][U+202B][U+202C][U+202D][U+202E]" },
  { "\342\201\246\342\201\247\342\201\250\342\201\251", "[U+2066][U+2067][U+2068][U+2069]" },
  { "exe.\342\200\256fdp", "exe.[U+202E]fdp" },

  /* Invisible: space, joiners and marks of no width, soft hyphen, fillers, tags, annotation */
  { "a\342\200\213b\342\201\240c\357\273\277d", "a[U+200B]b[U+2060]c[U+FEFF]d" },
  { "a\302\255b\315\217c", "a[U+00AD]b[U+034F]c" },
  { "a\342\200\215b\342\200\214c", "a[U+200D]b[U+200C]c" },
  { "\343\205\244\357\276\240\341\205\237", "[U+3164][U+FFA0][U+115F]" },
  { "a\363\240\201\201b\357\277\271c", "a[U+E0041]b[U+FFF9]c" },
  { "a\357\270\217b", "a[U+FE0F]b" },
  { "a\342\200\215", "a[U+200D]" },
  { "\342\200\215a", "[U+200D]a" },

  /* Arabic, Hebrew, Persian with its non-joiner, Hindi with its joiner */
  { "\330\247\331\204\330\245\330\265\330\257\330\247\330\261 2.4", NULL },
  { "\327\251\327\234\327\225\327\235 (2.4)", NULL },
  { "\331\205\333\214\342\200\214\330\256\331\210\330\247\331\207\331\205", NULL },
  { "\340\244\225\340\245\215\342\200\215\340\244\267", NULL },

  /* Emoji: a family, a flag with a joiner, a heart and a keycap with selectors, a skin tone, the flag of Scotland */
  { "\360\237\221\251\342\200\215\360\237\221\251\342\200\215\360\237\221\247", NULL },
  { "\360\237\217\263\357\270\217\342\200\215\360\237\214\210", NULL },
  { "\342\235\244\357\270\217 1\357\270\217\342\203\243", NULL },
  { "\360\237\221\251\360\237\217\275\342\200\215\360\237\222\273", NULL },
  { "\360\237\217\264\363\240\201\247\363\240\201\242\363\240\201\263\363\240\201\243\363\240\201\264\363\240\201\277", NULL },
  /* An ideograph with its selector */
  { "\350\221\233\363\240\204\200", NULL },

  /* The same characters as a hiding place */
  { "\342\235\244\357\270\217\357\270\217", "\342\235\244\357\270\217[U+FE0F]" },
  { "\360\237\230\200\363\240\204\200\363\240\204\201", "\360\237\230\200[U+E0100][U+E0101]" },
  { "\360\237\217\264\363\240\201\247", "\360\237\217\264[U+E0067]" },
  { "\360\237\230\200\342\200\215x", "\360\237\230\200[U+200D]x" },
  { "\331\205\342\200\214x", "\331\205[U+200C]x" },
};

static void
test_visible (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = lift_text_visible (cases[i].text);
      g_autofree char *again = lift_text_visible (shown);

      g_assert_cmpstr (shown, ==, cases[i].shown != NULL ? cases[i].shown : cases[i].text);
      g_assert_cmpstr (again, ==, shown);
    }
}

static void
test_line (void)
{
  g_autofree char *shown = lift_text_visible_line ("a\nb\tc");

  g_assert_cmpstr (shown, ==, "a[U+000A]b[U+0009]c");
}

/* No text of any two hidden characters shows one: nothing has the width of nothing. */
static void
test_pairs (void)
{
  static const gunichar some[] = { 0x1b, 0x9b, 0xad, 0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x2028, 0x202e, 0x2066, 0x2069, 0xfe00, 0xfe0f, 0xfeff, 0xe0020,
                                   0xe007f, 0xe0100 };

  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    for (guint j = 0; j < G_N_ELEMENTS (some); j++)
      {
        g_autoptr (GString) text = g_string_new ("a");
        g_autofree char *shown = NULL;

        g_string_append_unichar (text, some[i]);
        g_string_append_unichar (text, some[j]);
        g_string_append_c (text, 'b');
        shown = lift_text_visible (text->str);
        g_assert_true (g_str_is_ascii (shown));
        g_assert_null (strpbrk (shown, "\033\n"));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/visible", test_visible);
  g_test_add_func ("/text/line", test_line);
  g_test_add_func ("/text/pairs", test_pairs);
  return g_test_run ();
}
