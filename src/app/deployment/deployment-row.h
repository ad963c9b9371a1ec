/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/node.h"

G_BEGIN_DECLS

/* A deployment of the current attempt: its state in words, and what can be recorded of it. */
#define LIFT_TYPE_DEPLOYMENT_ROW (lift_deployment_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftDeploymentRow, lift_deployment_row, LIFT, DEPLOYMENT_ROW, GtkWidget)

GtkWidget *lift_deployment_row_new  (void);
void       lift_deployment_row_show (LiftDeploymentRow *self, const LiftNode *release, const LiftNode *attempt, const LiftNode *deployment,
                                     gint64 now, gint64 *changes);

G_END_DECLS
