/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/node.h"

G_BEGIN_DECLS

/* The deployments of the current attempt, and what can be recorded of them (win.deploy-…); nothing is executed. Stands in the head of the release-day phase. Where
 * it is given less room than it wishes, its deployments scroll. */
#define LIFT_TYPE_DEPLOYMENT_CARD (lift_deployment_card_get_type ())
G_DECLARE_FINAL_TYPE (LiftDeploymentCard, lift_deployment_card, LIFT, DEPLOYMENT_CARD, GtkWidget)

GtkWidget *lift_deployment_card_new    (void);
void       lift_deployment_card_update (LiftDeploymentCard *self, const LiftNode *release, const LiftNode *phase, gint64 now, gint64 *changes);

G_END_DECLS
