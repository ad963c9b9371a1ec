/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "phase-menu.h"
#include "widgets/menus.h"

GMenu *
lift_phase_menu_new (const char *id,
                     gboolean    earlier)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) look = g_menu_new ();
  g_autoptr(GMenu) change = g_menu_new ();
  g_autoptr(GMenu) move = g_menu_new ();
  g_autoptr(GMenu) delete = g_menu_new ();

  if (earlier)
    {
      g_menu_append (look, _("Earlier A_ttempts…"), "win.earlier-attempts");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
    }
  lift_menu_append_for (change, _("_Edit Phase…"), "win.edit-phase", id);
  lift_menu_append_for (change, _("_Pin to a Moment…"), "win.pin-phase", id);
  lift_menu_append_for (change, _("_Add Phase After…"), "win.add-phase", id);
  lift_menu_append_for (move, _("Move _Up"), "win.move-phase-up", id);
  lift_menu_append_for (move, _("Move Dow_n"), "win.move-phase-down", id);
  lift_menu_append_for (delete, _("_Delete Phase"), "win.delete-phase", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (delete));
  return menu;
}
