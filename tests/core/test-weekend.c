/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/weekend.h"

/* Expected: CLDR 41, supplementalData.xml, <weekendStart> and <weekendEnd>. */
static const struct
{
  const char *locale;
  const char *days;
} weekends[] = {
  { "de_DE.UTF-8", "Sat Sun" },
  { "en_US", "Sat Sun" },
  { "ar_EG.UTF-8", "Fri Sat" },
  { "he_IL", "Fri Sat" },
  { "ar_YE@latin", "Fri Sat" },
  { "ar_BH.UTF-8", "Fri Sat" },
  { "ar_AE.UTF-8", "Sat Sun" },
  { "fa_IR", "Fri" },
  { "fa_AF.UTF-8", "Thu Fri" },
  { "hi_IN.UTF-8", "Sun" },
  { "en_UG", "Sun" },
  { "ps_AFG", "Sat Sun" },
  { "ar_H", "Sat Sun" },
  { "ar", "Sat Sun" },
  { "C.UTF-8", "Sat Sun" },
  { "C", "Sat Sun" },
  { "_", "Sat Sun" },
  { "", "Sat Sun" },
  { NULL, "Sat Sun" },
};

static void
test_locales (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (weekends); i++)
    {
      g_autofree char *days = lift_weekdays_format (lift_weekend_of_locale (weekends[i].locale));

      g_test_message ("%s", weekends[i].locale != NULL ? weekends[i].locale : "none");
      g_assert_cmpstr (days, ==, weekends[i].days);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weekend/locales", test_locales);
  return g_test_run ();
}
