/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/fields.h"
#include "core/link.h"

static void
test_valid (void)
{
  static const struct
  {
    const char *uri;
    gboolean    valid;
  } cases[] = {
    { "https://ci.example/7", TRUE }, { "HTTPS://ci.example", TRUE }, { "hTTp://a", TRUE }, { "mailto:a@b.example", TRUE }, { "MailTo:a", TRUE },
    { "http://a@b", TRUE }, { "https://\320\260pple.example/", TRUE }, { "https://example.com/\331\205\330\254\331\204\330\251?q=1&r=#x", TRUE },

    { "", FALSE }, { "ci.example", FALSE }, { "http:", FALSE }, { "http://", FALSE }, { "https:///etc/passwd", FALSE }, { "https://?x", FALSE }, { "http://#", FALSE },
    { "http:/a", FALSE }, { "https:\\\\a", FALSE }, { "https://a\\@b", FALSE }, { "mailto:", FALSE }, { "httpss://a", FALSE }, { "http//a", FALSE },

    { "javascript:alert(1)", FALSE }, { "JaVaScRiPt:alert(1)", FALSE }, { " javascript:alert(1)", FALSE }, { "java\nscript:alert(1)", FALSE },
    { "java\tscript:x", FALSE }, { "\001javascript:x", FALSE }, { "java\302\255script:x", FALSE }, { "file:///etc/passwd", FALSE }, { "FILE:///etc", FALSE },
    { "data:text/html,x", FALSE }, { "vbscript:x", FALSE }, { "ftp://a", FALSE }, { "smb://a", FALSE }, { "about:blank", FALSE }, { "tel:1", FALSE },
    { "//a", FALSE }, { "/etc/passwd", FALSE }, { "view-source:https://a", FALSE }, { "x-scheme:https://a", FALSE },

    { " https://a", FALSE }, { "https://a b", FALSE }, { "https://a\n", FALSE }, { "https://a\tb", FALSE }, { "https://a\302\240b", FALSE }, { "https://a\343\200\200b", FALSE },
    { "\342\200\213https://a", FALSE }, { "https://a/\342\200\256fdp.exe", FALSE }, { "https://a\302\205", FALSE }, { "https://a\342\200\250", FALSE },
    { "ht\342\200\213tps://a", FALSE }, { "h\357\275\224tps://a", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].uri);
      g_assert_cmpint (lift_link_valid (cases[i].uri), ==, cases[i].valid);
      /* On entry and when a document is read. */
      g_assert_cmpint (lift_field_check (LIFT_ITEM_EVIDENCE, cases[i].uri, NULL), ==, cases[i].valid);
    }
}

static void
test_shown (void)
{
  static const struct
  {
    const char *uri;
    const char *shown;  /* NULL: as it is */
    const char *titled; /* what is added to a title */
    const char *alone;  /* what is added to the address itself */
  } cases[] = {
    { "https://ci.example/run/7?a=1&b=<b>", NULL, "ci.example", NULL },
    { "https://CI.example/", NULL, "CI.example", NULL },
    /* What seems to be the host is the name of a user. */
    { "https://bank.example@evil.example/", NULL, "evil.example", "evil.example" },
    { "https://bank.example:x@evil.example:8080/", NULL, "evil.example", "evil.example" },
    /* A Cyrillic а */
    { "https://\320\260pple.example/x", "https://xn--pple-43d.example/x", "xn--pple-43d.example", "xn--pple-43d.example" },
    { "https://b\303\274cher.example/\303\244", "https://xn--bcher-kva.example/%C3%A4", "xn--bcher-kva.example", "xn--bcher-kva.example" },
    { "https://ci.example/\303\244", NULL, "ci.example", NULL },
    { "mailto:a@b.example?subject=x", NULL, "a@b.example", NULL },
    { "https://[::1]/x", NULL, "::1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = lift_link_dup_shown (cases[i].uri);
      g_autofree char *titled = lift_link_dup_place (cases[i].uri, TRUE);
      g_autofree char *alone = lift_link_dup_place (cases[i].uri, FALSE);

      g_assert_cmpstr (shown, ==, cases[i].shown != NULL ? cases[i].shown : cases[i].uri);
      g_assert_cmpstr (titled, ==, cases[i].titled);
      g_assert_cmpstr (alone, ==, cases[i].alone);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/valid", test_valid);
  g_test_add_func ("/link/shown", test_shown);
  return g_test_run ();
}
