/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/gate.h"
#include "core/json-view.h"

/* Written by hand from RFC 8259 (sections in brackets) and from what the gate adds to it. @line 0: accepted. */
typedef struct
{
  const char *bytes;
  gsize       length;
  guint       line, column;
  const char *says;
} Case;

#define OK(bytes) { bytes, sizeof (bytes) - 1, 0, 0, NULL }
#define NO(bytes, line, column, says) { bytes, sizeof (bytes) - 1, line, column, says }

static const Case cases[] = {
  /* values of every sort, at the top too (2, 3) */
  OK ("{}"), OK ("[]"), OK ("null"), OK ("true"), OK ("false"), OK ("0"), OK ("\"\""), OK (" \t\r\n[ ] \t\r\n"),
  OK ("{\"a\":1}"), OK ("{ \"a\" : [ 1 , { } , [ ] , \"x\" , null ] , \"b\" : { \"a\" : true } }"),
  OK ("[[],{},[[]],[{}]]"),
  OK ("{\"\":1}"), OK ("{\"a\":1,\"A\":2}"), OK ("[{\"a\":1},{\"a\":1}]"), OK ("{\"a\":{\"a\":{\"a\":1}}}"),

  /* numbers (6) */
  OK ("[-0,-1,1.5,-0.5,0.1,1e5,1E5,1e+5,1e-5,0e0,-0E-0,10,100.001,123456789012345678901234567890]"),
  OK ("9223372036854775808"), OK ("1.7976931348623157e308"), OK ("1e-400"), OK ("0e99999"), OK ("1E+2"),
  NO ("[1e400]", 1, 2, "too large"), NO ("[-1e400]", 1, 2, "too large"), NO ("[1.8e308]", 1, 2, "too large"),
  NO ("[01]", 1, 2, "begin with 0"), NO ("[010]", 1, 2, "begin with 0"), NO ("[-01]", 1, 2, "begin with 0"), NO ("[00]", 1, 2, "begin with 0"),
  NO ("[+1]", 1, 2, "“+” cannot stand here"), NO ("[.5]", 1, 2, "“.” cannot stand here"),
  NO ("[1.]", 1, 4, "digit"), NO ("[-]", 1, 3, "digit"), NO ("[1e]", 1, 4, "digit"), NO ("[1e+]", 1, 5, "digit"),
  NO ("[1.e5]", 1, 4, "digit"), NO ("[-.5]", 1, 3, "digit"),
  NO ("[0x10]", 1, 3, "comma or ]"), NO ("[1_000]", 1, 3, "comma or ]"), NO ("[1.2.3]", 1, 5, "comma or ]"), NO ("[- 1]", 1, 3, "digit"),
  NO ("[NaN]", 1, 2, "“N” cannot stand here"), NO ("[Infinity]", 1, 2, "“I” cannot"), NO ("[-Infinity]", 1, 3, "digit"),
  NO ("-", 1, 2, "cut off"), NO ("1.", 1, 3, "cut off"), NO ("1e", 1, 3, "cut off"), NO ("[1e-", 1, 5, "cut off"),

  /* literals (3) */
  NO ("[True]", 1, 2, "“T” cannot"), NO ("[nul]", 1, 2, "“n” cannot"), NO ("[truefalse]", 1, 6, "comma or ]"), NO ("[tru", 1, 5, "cut off"),
  NO ("nulll", 1, 5, "after the end"), NO ("undefined", 1, 1, "“u” cannot"),

  /* texts (7) */
  OK ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u00E9\\uABCD\""), OK ("\"\\ud834\\udd1e\""), OK ("\"\\uD834\\uDD1E\""), OK ("\"ä—𝄞\""),
  OK ("\"\x7f\""), OK ("\"\\u0001\\u001f\""), OK ("\"\\uffff\\ufffe\""), OK ("\"\xe2\x80\xa8\""), OK ("\"\xf4\x8f\xbf\xbf\""),
  NO ("\"a\nb\"", 1, 3, "line ends inside a text"), NO ("\"a\tb\"", 1, 3, "U+0009"), NO ("[\"a\x01\"]", 1, 4, "U+0001"), NO ("\"\x1f\"", 1, 2, "U+001F"), NO ("\"\r\"", 1, 2, "line ends"),
  NO ("\"\\x41\"", 1, 2, "backslash"), NO ("\"\\'\"", 1, 2, "“'”"), NO ("\"\\ä\"", 1, 2, "“ä”"), NO ("\"\\\n\"", 1, 2, "U+000A"),
  NO ("\"\\u00g0\"", 1, 2, "four hexadecimal"), NO ("\"\\u12\"", 1, 2, "four hexadecimal"), NO ("\"\\ud834\\u12\"", 1, 2, "half a character"), NO ("\"\\ud834\\u12", 1, 12, "cut off"), NO ("\"\\U00e9\"", 1, 2, "“U”"),
  NO ("\"\\u 123\"", 1, 2, "four hexadecimal"), NO ("\"\\u+123\"", 1, 2, "four hexadecimal"), NO ("\"\\666\"", 1, 2, "“6”"),
  NO ("\"a\\u0000b\"", 1, 3, "\\u0000"),
  NO ("\"\\ud834\"", 1, 2, "half a character"), NO ("\"\\udd1e\"", 1, 2, "half a character"), NO ("\"\\ud834x\"", 1, 2, "half a character"),
  NO ("\"\\ud834\\ud834\"", 1, 2, "half a character"), NO ("\"\\ud834\\n\"", 1, 2, "half a character"), NO ("\"\\udd1e\\ud834\"", 1, 2, "half a character"),
  NO ("\"\\ud834\\u0041\"", 1, 2, "half a character"),
  NO ("'a'", 1, 1, "cannot stand here"), NO ("{'a':1}", 1, 2, "name in double quotes"), NO ("{a:1}", 1, 2, "“a” cannot"), NO ("\"abc", 1, 5, "cut off"),
  NO ("\"abc\\", 1, 6, "cut off"), NO ("\"\\u12", 1, 6, "cut off"), NO ("\"\\\"", 1, 4, "cut off"),

  /* structure (4, 5) */
  NO ("[1,]", 1, 4, "remove the comma"), NO ("{\"a\":1,}", 1, 8, "remove the comma"), NO ("[,1]", 1, 2, "“,” cannot"), NO ("[1,,2]", 1, 4, "“,” cannot"),
  NO ("[1 2]", 1, 4, "comma or ]"), NO ("{\"a\":1 \"b\":2}", 1, 8, "comma or }"), NO ("{\"a\" 1}", 1, 6, "colon"), NO ("{\"a\",1}", 1, 5, "colon"),
  NO ("{\"a\":}", 1, 6, "“}” cannot"), NO ("{\"a\"::1}", 1, 6, "“:” cannot"), NO ("{1:1}", 1, 2, "name in double quotes"), NO ("{,}", 1, 2, "“,” cannot"),
  NO ("[1}", 1, 3, "comma or ]"), NO ("{\"a\":1]", 1, 7, "comma or }"), NO ("]", 1, 1, "“]” cannot"), NO ("[", 1, 2, "cut off"), NO ("{", 1, 2, "cut off"),
  NO ("{\"a\"", 1, 5, "cut off"), NO ("{\"a\":", 1, 6, "cut off"), NO ("{\"a\":1", 1, 7, "cut off"), NO ("{\"a\":1,", 1, 8, "cut off"), NO ("[1,", 1, 4, "cut off"),
  NO ("{} {}", 1, 4, "after the end"), NO ("{}\n\n  x", 3, 3, "after the end"), NO ("{}]", 1, 3, "after the end"), NO ("{},", 1, 3, "after the end"),
  NO ("{}\xc3\xa4", 1, 3, "after the end"), NO ("[1]\f", 1, 4, "U+000C"),
  NO ("/* x */ {}", 1, 1, "no comments"), NO ("[1, // x\n2]", 1, 5, "no comments"), NO ("{} // x", 1, 4, "after the end"), NO ("var x = {}", 1, 1, "“v” cannot"),
  NO ("{\"a\": 1,\n<<<<<<< HEAD\n\"b\": 2\n=======\n}", 2, 1, "Git put both versions"), NO ("<<<<<<< a\n{}", 1, 1, "Git put both versions"),
  NO ("[1,\n<<<<<< a]", 2, 1, "“<” cannot"), NO ("[1, <<<<<<< a]", 1, 5, "“<” cannot"), NO ("[1,\n<<<<<<", 2, 1, "“<” cannot"),
  NO ("[1\xc2\xa0]", 1, 3, "U+00A0"), NO ("[\v1]", 1, 2, "U+000B"),

  /* names (4): unique after unescaping */
  NO ("{\"a\":1,\"a\":2}", 1, 8, "“a” stands twice"), NO ("{\"a\":1,\n \"b\":2,\n \"a\":3}", 3, 2, "in line 1"),
  NO ("{\"a\":1,\"\\u0061\":2}", 1, 8, "“a” stands twice"), NO ("{\"\\u00e4\":1,\"ä\":2}", 1, 13, "“ä” stands twice"),
  NO ("{\"\\ud834\\udd1e\":1,\"𝄞\":2}", 1, 19, "“𝄞” stands twice"), NO ("{\"\\n\":1,\"\\u000a\":2}", 1, 9, "“\\u000a” stands twice"),
  NO ("{\"/\":1,\"\\/\":2}", 1, 8, "“/” stands twice"), NO ("{\"x\":{\"b\":1,\"c\":2,\"b\":3}}", 1, 19, "“b” stands twice"),
  NO ("{\"a\":1,\"b\":{},\"b\":1,\"a\":1}", 1, 15, "“b” stands twice"), NO ("{\"\":1,\"\":2}", 1, 7, "“” stands twice"),
  OK ("{\"\\\\u0061\":1,\"a\":2}"), OK ("{\"ab\":1,\"a\":2,\"b\":3,\"\":4}"),

  /* bytes (8.1) */
  NO ("", 1, 1, "empty"), NO (" \n\n ", 1, 1, "empty"),
  NO ("\xef\xbb\xbf{}", 1, 1, "byte order mark"), NO ("\xff\xfe{\0}\0", 1, 1, "0xFF is not UTF-8"), NO ("[\"a\", \"\xe4\"]", 1, 8, "0xE4 is not UTF-8"),
  NO ("[\"\xc3\xa4\xc3\xa4\", \"\xc0\x80\"]", 1, 9, "0xC0"), NO ("\"\xed\xa0\x80\"", 1, 2, "0xED"), NO ("\"\xf4\x90\x80\x80\"", 1, 2, "0xF4"), NO ("\"\x80\"", 1, 2, "0x80"),
  NO ("\"\xf8\x88\x80\x80\x80\"", 1, 2, "0xF8"), NO ("[1,\0 2]", 1, 4, "NUL"), NO ("\"a\0b\"", 1, 3, "NUL"), NO ("{}\0", 1, 3, "NUL"), NO ("\0", 1, 1, "NUL"),
  NO ("[\"\xe2\x80", 1, 4, "cut off"),

  /* places: characters, not bytes */
  NO ("{\n  \"ä\": [\n    \"öü\", x\n  ]\n}\n", 3, 11, "“x” cannot"), NO ("[\r\n1,\r\n]", 3, 1, "remove the comma"),
};

static gboolean
check_case (const Case *test,
            char      **message)
{
  /* Exactly as many bytes as there are, so that a sanitizer sees what is read behind them. */
  g_autofree char *bytes = g_memdup2 (test->bytes, test->length);
  g_autoptr(GError) error = NULL;
  gboolean ok = lift_gate_check ("r.json", bytes, test->length, &error);

  *message = NULL;
  g_assert_true (ok == (error == NULL));
  if (error != NULL)
    {
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      *message = g_strdup (error->message);
    }
  return ok;
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *test = &cases[i];
      g_autofree char *place = g_strdup_printf ("r.json: line %u, column %u: ", test->line, test->column);
      g_autofree char *message = NULL;
      gboolean ok = check_case (test, &message);

      g_test_message ("case %u: %s", i, ok ? "accepted" : message);
      if (test->line == 0)
        {
          g_assert_cmpstr (message, ==, NULL);
          continue;
        }
      g_assert_nonnull (message);
      if (!g_str_has_prefix (message, place))
        g_assert_cmpstr (message, ==, place);
      if (strstr (message, test->says) == NULL)
        g_assert_cmpstr (message, ==, test->says);
      g_assert_true (g_utf8_validate (message, -1, NULL));
      g_assert_null (strpbrk (message, "\n\x1b"));
    }
}

static void
fill (GString    *out,
      const char *text,
      guint       times)
{
  while (times-- > 0)
    g_string_append (out, text);
}

static void
expect (GString    *bytes,
        const char *says)
{
  g_autoptr(GError) error = NULL;
  gboolean ok = lift_gate_check ("r.json", bytes->str, bytes->len, &error);

  if (says == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (ok);
    }
  else
    {
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      g_assert_false (ok);
      if (strstr (error->message, says) == NULL)
        g_assert_cmpstr (error->message, ==, says);
    }
  g_string_truncate (bytes, 0);
}

static void
test_limits (void)
{
  g_autoptr(GString) bytes = g_string_new (NULL);

  fill (bytes, "[", 64);
  fill (bytes, "]", 64);
  expect (bytes, NULL);
  fill (bytes, "[", 65);
  fill (bytes, "]", 65);
  expect (bytes, "line 1, column 65: lists and objects stand 65 deep in one another here, and at most 64 are allowed");
  fill (bytes, "{\"a\":", 65);
  expect (bytes, "65 deep");
  fill (bytes, "[", 80000);
  expect (bytes, "column 65: lists and objects stand 65 deep");
  fill (bytes, "[", 80000);
  fill (bytes, "]", 80000);
  expect (bytes, "65 deep");

  /* the list is a value itself */
  g_string_append (bytes, "[0");
  fill (bytes, ",0", 99998);
  g_string_append (bytes, "]");
  expect (bytes, NULL);
  g_string_append (bytes, "[0");
  fill (bytes, ",0", 99999);
  g_string_append (bytes, "]");
  expect (bytes, "value number 100001, and at most 100000 are allowed");
  g_string_append (bytes, "[{}");
  fill (bytes, ",{}", 1000000);
  g_string_append (bytes, "]");
  expect (bytes, "value number 100001, and at most 100000 are allowed");

  g_string_append (bytes, "\"");
  fill (bytes, "x", 4194304 - 2);
  g_string_append (bytes, "\"");
  expect (bytes, NULL);
  g_string_append (bytes, "\"");
  fill (bytes, "x", 4194304 - 1);
  g_string_append (bytes, "\"");
  expect (bytes, "r.json: the file has 4194305 bytes, and a release has at most 4194304");
  fill (bytes, "9", 4194304);
  expect (bytes, "too large");
  g_string_append (bytes, "0.");
  fill (bytes, "9", 4194302);
  expect (bytes, NULL);
  g_string_append (bytes, "\"");
  fill (bytes, "\\", 4194303);
  expect (bytes, "column 4194305: the file ends");
}

/* Names that a hash or a search one by one would be slow on; the last two are one. */
static void
test_many_names (void)
{
  g_autoptr(GString) bytes = g_string_new ("{");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 90000; i++)
    g_string_append_printf (bytes, "\"%032u\":0,", i);
  g_string_append (bytes, "\"00000000000000000000000000\\u003000045\":0}");
  expect (bytes, "“00000000000000000000000000000045” stands twice");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static const char sample[] =
  "{\n  \"format\": 1,\n  \"name\": \"Käse \\ud834\\udd1e “1”\",\n  \"n\": [-1.5e+3, true, false, null, {\"\\u00e4\": {}}],\n"
  "  \"𝄞\": {\"a\": [], \"b\": [[1, 2], [\"\\\\\\\"\"]]}\n}";

static void
test_truncated (void)
{
  for (gsize length = 0; length < sizeof (sample) - 1; length++)
    {
      Case test = { sample, length };
      g_autofree char *message = NULL;

      g_assert_false (check_case (&test, &message));
      g_assert_nonnull (strstr (message, length == 0 ? "empty" : "cut off"));
    }
  g_assert_true (lift_gate_check ("r.json", sample, sizeof (sample) - 1, NULL));
}

/* Every byte of the sample replaced by others: any answer will do, but with a place inside. */
static void
test_damaged (void)
{
  static const char bytes[] = "\0\"\\{}[],:ux0-e/\n\x80\xc3\xff";

  for (gsize i = 0; i < sizeof (sample) - 1; i++)
    for (gsize j = 0; j < sizeof (bytes) - 1; j++)
      {
        g_autofree char *damaged = g_memdup2 (sample, sizeof (sample) - 1);
        Case test = { damaged, sizeof (sample) - 1 };
        g_autofree char *message = NULL;

        damaged[i] = bytes[j];
        if (!check_case (&test, &message))
          g_assert_true (g_str_has_prefix (message, "r.json: line "));
      }
}

/* What passed the gate, read in place. */
static void
test_view (void)
{
  static const char text[] = "\n{ \"a\" : [1, {\"b\": 2}, [{\"c\": {}}]], \"d\" :{\"\\u0065\":\"x\\\"]\", \"f\": [ ]} ,\t\"g\\/\\ud834\\udd1e\":-1}";
  static const struct
  {
    const char *name, *value;
  } expected[] = {
    { "a", "[1, {\"b\": 2}, [{\"c\": {}}]]" },
    { "d", "{\"\\u0065\":\"x\\\"]\", \"f\": [ ]}" },
    { "g/𝄞", "-1" },
  };
  static const char *const elements[] = { "1", "{\"b\": 2}", "[{\"c\": {}}]" };
  const char *top = lift_json_skip_space (text);
  const char *name, *value;
  LiftJsonIter iter;
  guint n = 0;

  g_assert_true (lift_gate_check ("r.json", text, sizeof (text) - 1, NULL));
  lift_json_iter_init (&iter, top, NULL);
  for (; lift_json_iter_next (&iter, &name, &value); n++)
    {
      g_autofree char *member = lift_json_dup_text (name);

      g_assert_cmpstr (member, ==, expected[n].name);
      g_assert_cmpmem (value, lift_json_end (value) - value, expected[n].value, strlen (expected[n].value));
      g_assert_true (lift_json_get_member (top, expected[n].name) == value);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  g_assert_null (lift_json_get_member (top, "b"));

  n = 0;
  lift_json_iter_init (&iter, lift_json_get_member (top, "a"), NULL);
  for (; lift_json_iter_next (&iter, &name, &value); n++)
    {
      g_assert_null (name);
      g_assert_cmpmem (value, lift_json_end (value) - value, elements[n], strlen (elements[n]));
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (elements));
  lift_json_iter_init (&iter, lift_json_get_member (lift_json_get_member (top, "d"), "f"), NULL);
  g_assert_false (lift_json_iter_next (&iter, &name, &value));
}

static void
test_place (void)
{
  static const char text[] = "ä𝄞b\n\ncd";
  static const guint expected[][3] = {
    { 0, 1, 1 }, { 2, 1, 2 }, { 6, 1, 3 }, { 7, 1, 4 }, { 8, 2, 1 }, { 9, 3, 1 }, { 10, 3, 2 }, { 11, 3, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      guint line, column;

      lift_gate_place (text, expected[i][0], &line, &column);
      g_assert_cmpuint (line, ==, expected[i][1]);
      g_assert_cmpuint (column, ==, expected[i][2]);
    }
}

static void
test_clean (void)
{
  g_autofree char *clean = lift_error_clean ("a\x1b[31m\n“ä”\xe2\x80\xae");
  g_autofree char *thousand = g_strnfill (1000, 'x');
  g_autofree char *shortened = lift_error_clean (thousand);
  g_autofree char *fits = NULL;

  g_assert_cmpstr (clean, ==, "a\\u001b[31m\\u000a“ä”\\u202e");
  g_assert_cmpint (g_utf8_strlen (shortened, -1), ==, 361);
  g_assert_nonnull (strstr (shortened, "xx…xx"));
  thousand[360] = '\0';
  fits = lift_error_clean (thousand);
  g_assert_cmpstr (fits, ==, thousand);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/table", test_table);
  g_test_add_func ("/gate/limits", test_limits);
  g_test_add_func ("/gate/many-names", test_many_names);
  g_test_add_func ("/gate/truncated", test_truncated);
  g_test_add_func ("/gate/damaged", test_damaged);
  g_test_add_func ("/gate/view", test_view);
  g_test_add_func ("/gate/place", test_place);
  g_test_add_func ("/gate/clean", test_clean);
  return g_test_run ();
}
