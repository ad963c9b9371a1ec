/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/life.h"
#include "release-menu.h"

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *path)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", path);
  g_menu_append_item (menu, item);
}

GMenuModel *
lift_release_menu_new (LiftReleaseEntry *entry)
{
  const LiftSummary *summary = lift_release_entry_get_summary (entry);
  GMenu *menu;

  if (!g_utf8_validate (summary->path, -1, NULL))
    return NULL;
  menu = g_menu_new ();
  append (menu, _("_Open"), "app.open-release", summary->path);
  if (summary->root == NULL || summary->error != NULL)
    return G_MENU_MODEL (menu);
  if (lift_node_get_enum (summary->root, LIFT_RELEASE_STATE) == LIFT_RELEASE_CLOSED)
    append (menu, _("_Reopen…"), "win.reopen-release", summary->path);
  else if (lift_state_allowed (summary->root, LIFT_RELEASE_CLOSED, NULL, NULL))
    append (menu, _("_Archive…"), "win.archive-release", summary->path);
  return G_MENU_MODEL (menu);
}
