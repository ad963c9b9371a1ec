/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "weekend.h"

#define BIT(weekday) (1u << (weekday))

enum
{
  THURSDAY = 4,
  FRIDAY,
  SATURDAY,
  SUNDAY,
};

/* Where it is not Saturday and Sunday. Source: Unicode CLDR 41, common/supplemental/supplementalData.xml, <weekData>, from <weekendStart> to <weekendEnd>. The libc
 * knows on which day a week starts, but not which days are worked. */
static const struct
{
  const char *regions;
  guint       days;
} weekends[] = {
  { "AF", BIT (THURSDAY) | BIT (FRIDAY) },
  { "IR", BIT (FRIDAY) },
  { "BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE", BIT (FRIDAY) | BIT (SATURDAY) },
  { "IN UG", BIT (SUNDAY) },
};

/**
 * lift_weekend_of_locale:
 * @locale: (nullable): the name of a locale, such as “ar_EG.UTF-8”
 *
 * The weekend of the country that @locale names: Saturday and Sunday where nothing else is known, and for a locale without a country.
 *
 * Returns: a bit for each day that is not worked, as in %LIFT_WEEKEND_USUAL
 */
guint
lift_weekend_of_locale (const char *locale)
{
  const char *region = locale != NULL ? strchr (locale, '_') : NULL;

  if (region == NULL || strcspn (region + 1, ".@") != 2)
    return LIFT_WEEKEND_USUAL;
  region++;
  for (guint i = 0; i < G_N_ELEMENTS (weekends); i++)
    for (const char *listed = weekends[i].regions; *listed != '\0'; listed += listed[2] == ' ' ? 3 : 2)
      if (strncmp (listed, region, 2) == 0)
        return weekends[i].days;
  return LIFT_WEEKEND_USUAL;
}
