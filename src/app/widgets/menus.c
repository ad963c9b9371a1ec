/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "menus.h"

void
lift_menu_append_for (GMenu      *menu,
                      const char *label,
                      const char *action,
                      const char *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}
