/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/life.h"
#include "core/template.h"
#include "core/version.h"
#include "core/words.h"
#include "hotfix.h"

static LiftNode *
get_root (LiftSession *session)
{
  return lift_document_get_root (lift_session_get_document (session));
}

void
lift_hotfix_add_template (LiftSession *session,
                          GPtrArray   *templates)
{
  LiftTemplate *same = g_new0 (LiftTemplate, 1);
  g_autofree char *name = lift_words_release_name (get_root (session));

  /* Translators: a choice of what a hotfix is made from; %s is the release that it fixes */
  same->title = g_strdup_printf (_("Same checklist as %s"), name);
  same->root = lift_node_ref (get_root (session));
  g_ptr_array_insert (templates, 0, same);
}

guint
lift_hotfix_find_template (GPtrArray *templates)
{
  for (guint i = 0; i < templates->len; i++)
    {
      const LiftTemplate *template = g_ptr_array_index (templates, i);

      if (template->name != NULL && g_ascii_strcasecmp (template->name, "hotfix") == 0)
        return i;
    }
  return 0;
}

void
lift_hotfix_fill (LiftSession     *session,
                  LiftDetailsRows *details,
                  LiftMomentRows  *moment)
{
  LiftNode *release = get_root (session);
  g_autofree char *version = lift_version_next_patch (lift_node_get_text (release, LIFT_RELEASE_VERSION));

  lift_details_rows_set (details, lift_node_get_text (release, LIFT_RELEASE_NAME), version, LIFT_RELEASE_HOTFIX,
                         lift_node_get_text (release, LIFT_RELEASE_PROJECT), lift_node_get_text (release, LIFT_RELEASE_MANAGER));
  lift_moment_rows_set (moment, NULL, lift_node_get_text (release, LIFT_RELEASE_ZONE), lift_node_get_text (release, LIFT_RELEASE_WINDOW),
                        lift_node_get_text (release, LIFT_RELEASE_DAY_TIME));
}

void
lift_hotfix_link (LiftSession *session,
                  LiftNode    *hotfix)
{
  GError *error = NULL;
  LiftGroup *group = lift_intent_link (get_root (session), LIFT_LINK_HOTFIX, hotfix, lift_session_act (session), &error);

  lift_session_apply (session, group, error);
}
