/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "item-drag.h"

#define PREFIX "liftoff-item:"

GdkContentProvider *
lift_item_drag_new (const char *id)
{
  g_autofree char *text = g_strconcat (PREFIX, id, NULL);

  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

const char *
lift_item_drag_get_id (const GValue *value)
{
  const char *text = G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;

  return text != NULL && g_str_has_prefix (text, PREFIX) ? text + strlen (PREFIX) : NULL;
}
