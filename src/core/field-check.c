/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "calendar.h"
#include "error.h"
#include "fields.h"
#include "link.h"
#include "moment.h"
#include "position.h"

static gboolean
is_clean_text (const char *value,
               gboolean    many_lines)
{
  for (const char *p = value; *p; p++)
    {
      guchar c = *p;

      if (many_lines && (c == '\n' || c == '\t'))
        continue;
      if (c < 0x20 || c == 0x7f)
        return FALSE;
      /* U+0080 to U+009F, U+2028, U+2029 */
      if (c == 0xc2 && (guchar) p[1] < 0xa0)
        return FALSE;
      if (c == 0xe2 && (guchar) p[1] == 0x80 && ((guchar) p[2] == 0xa8 || (guchar) p[2] == 0xa9))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_id (const char *value)
{
  gsize n = strlen (value);

  return n >= 1 && n <= 64 &&
         strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == n;
}

/* Written as lift_weekdays_format() does. */
static gboolean
is_weekdays (const char *value)
{
  g_autofree char *canonical = NULL;
  guint days;

  if (!lift_weekdays_parse (value, &days))
    return FALSE;
  canonical = lift_weekdays_format (days);
  return strcmp (canonical, value) == 0;
}

/**
 * lift_field_check:
 * @field: a field that is kept as text
 * @value: what it is to hold, valid UTF-8
 * @error: return location
 *
 * Whether @value may stand in @field: one line without control characters for texts, a wall clock time that exists in the
 * calendar, a time of day, a zone that tzdata lists, an ISO 8601 duration, a http, https or mailto link.
 *
 * Returns: %TRUE, or %FALSE with %LIFT_ERROR_ARGUMENT, whose message says what is expected
 */
gboolean
lift_field_check (LiftField    field,
                  const char  *value,
                  GError     **error)
{
  const LiftFieldInfo *info = lift_field_info (field);
  const char *label = _(info->label);
  LiftLocal local;
  LiftDuration duration;

  g_return_val_if_fail (lift_field_is_text (field), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  switch (info->type)
    {
    case LIFT_TYPE_TEXT:
      if (is_clean_text (value, FALSE))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: must be one line without control characters"), label);
      return FALSE;

    case LIFT_TYPE_LONG_TEXT:
      if (is_clean_text (value, TRUE))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: must not hold control characters"), label);
      return FALSE;

    case LIFT_TYPE_ID:
      if (is_id (value))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: “%s” is not an id (1 to 64 letters, digits, “-” and “_”)"), label, value);
      return FALSE;

    case LIFT_TYPE_POSITION:
      if (lift_position_valid (value))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: “%s” is not an order key such as “a0” or “a0V”"), label, value);
      return FALSE;

    case LIFT_TYPE_LOCAL:
      if (lift_local_parse (value, &local))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: “%s” is not a date and time such as 2026-12-09T10:00"), label, value);
      return FALSE;

    case LIFT_TYPE_DAYTIME:
      if (lift_clock_parse (value, &local))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: “%s” is not a time of day such as 17:00"), label, value);
      return FALSE;

    case LIFT_TYPE_WEEKDAYS:
      if (is_weekdays (value))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: “%s” are not days of the week such as Sat Sun"), label, value);
      return FALSE;

    case LIFT_TYPE_PERIODS:
      if (!is_clean_text (value, TRUE))
        {
          g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                       _("%s: must not hold control characters"), label);
          return FALSE;
        }
      if (lift_periods_check (value, info->about, error))
        return TRUE;
      g_prefix_error (error, "%s: ", label);
      return FALSE;

    case LIFT_TYPE_ZONE:
      return lift_zone_get (value, error) != NULL;

    case LIFT_TYPE_DURATION:
      if (lift_duration_parse (value, &duration))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: “%s” is not a duration such as -P2W, P1D or PT1H"), label, value);
      return FALSE;

    case LIFT_TYPE_URL:
      if (lift_link_valid (value))
        return TRUE;
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("%s: “%s” is not a link (http, https or mailto)"), label, value);
      return FALSE;

    case LIFT_TYPE_ENUM:
    case LIFT_TYPE_INSTANT:
    case LIFT_TYPE_LIST:
    case LIFT_TYPE_HISTORY:
    case LIFT_TYPE_CONFLICTS:
    case LIFT_TYPE_PARENT:
    default:
      g_assert_not_reached ();
    }
}
