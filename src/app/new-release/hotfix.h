/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/node.h"
#include "release-dialogs/details-rows.h"
#include "release-dialogs/moment-rows.h"
#include "session/session.h"

G_BEGIN_DECLS

/* What a hotfix has of the release that it fixes. */

/* Its checklist, as the first of the templates; a template that is named “hotfix” is the one to choose first. */
void  lift_hotfix_add_template  (LiftSession *session, GPtrArray *templates);
guint lift_hotfix_find_template (GPtrArray *templates);

void  lift_hotfix_fill          (LiftSession *session, LiftDetailsRows *details, LiftMomentRows *moment);

void  lift_hotfix_link          (LiftSession *session, LiftNode *hotfix);

G_END_DECLS
