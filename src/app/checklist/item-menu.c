/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/conflict.h"
#include "core/words.h"
#include "item-menu.h"
#include "widgets/looks.h"

static void
append (GMenu      *menu,
        const char *label,
        const char *accel,
        const char *action,
        const char *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  if (accel != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu,
                GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu *
phases_new (LiftDocument *document,
            const char   *id)
{
  LiftNodes *phases = lift_node_get_list (lift_document_get_root (document), LIFT_RELEASE_PHASES);
  LiftNode *parent = lift_document_find_parent (document, id);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      LiftNode *phase = lift_nodes_get (phases, i);
      g_autofree char *text = lift_words_text (phase, LIFT_PHASE_TITLE);
      g_autofree char *title = lift_escape_mnemonic (text);
      g_autofree char *label = g_strdup_printf ("%u %s", i + 1, title);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      if (phase == parent)
        continue;
      g_menu_item_set_action_and_target (item, "win.item-move-to", "(ss)", id, lift_node_get_id (phase));
      g_menu_append_item (menu, item);
    }
  return menu;
}

GMenuModel *
lift_item_menu_new (LiftDocument *document,
                    const char   *id)
{
  LiftNode *item = lift_document_find (document, id);
  LiftItemState state = item != NULL ? lift_node_get_enum (item, LIFT_ITEM_STATE) : LIFT_ITEM_OPEN;
  g_autoptr(LiftConflict) conflict = item != NULL ? lift_node_find_conflict (item, LIFT_ITEM_STATE) : NULL;
  gboolean done = state == LIFT_ITEM_DONE && conflict == NULL;
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) states = g_menu_new ();
  g_autoptr(GMenu) details = g_menu_new ();
  g_autoptr(GMenu) move = g_menu_new ();
  g_autoptr(GMenu) delete = g_menu_new ();
  g_autoptr(GMenu) phases = phases_new (document, id);

  if (!done)
    append (states, _("_Done"), "space", "win.item-tick", id);
  if (state != LIFT_ITEM_OPEN)
    append (states, _("_Open Again"), done ? "space" : NULL, "win.item-reopen", id);
  append (states, _("_Blocked…"), "b", "win.item-block", id);
  append (states, _("_Failed…"), "f", "win.item-fail", id);
  append (states, _("_Skip…"), "s", "win.item-skip", id);
  append (states, _("Not A_pplicable…"), "x", "win.item-na", id);

  append (details, _("De_tails…"), "Return", "win.item-open", id);
  append (details, _("_Rename"), "F2", "win.item-rename", id);
  append (details, _("_Assign…"), "a", "win.item-assign", id);
  append (details, _("Set Mo_ment…"), NULL, "win.item-moment", id);
  append (details, _("_Note…"), "n", "win.item-note", id);
  append (details, _("_Evidence…"), "e", "win.item-evidence", id);

  append (move, _("Move _Up"), "<Alt>Up", "win.item-move-up", id);
  append (move, _("Move Do_wn"), "<Alt>Down", "win.item-move-down", id);
  if (g_menu_model_get_n_items (G_MENU_MODEL (phases)) > 0)
    g_menu_append_submenu (move, _("Mo_ve to Phase"), G_MENU_MODEL (phases));

  append (delete, _("De_lete"), "Delete", "win.item-delete", id);

  append_section (menu, states);
  append_section (menu, details);
  append_section (menu, move);
  append_section (menu, delete);
  return G_MENU_MODEL (menu);
}
