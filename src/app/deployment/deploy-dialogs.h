/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Told what was recorded, as something that can be taken back; @parent is what the dialog stood on. */
typedef void (*LiftRecordedFunc) (GtkWidget *parent, const char *text);

/* How a deployment ended, why and when; also corrects that. */
void lift_end_dialog_present         (LiftSession *session, const char *id, GtkWidget *parent, LiftRecordedFunc recorded);

/* What is deployed where and when. */
void lift_plan_dialog_present        (LiftSession *session, GtkWidget *parent, LiftRecordedFunc recorded);
void lift_correct_dialog_present     (LiftSession *session, const char *id, GtkWidget *parent, LiftRecordedFunc recorded);
void lift_new_attempt_dialog_present (LiftSession *session, GtkWidget *parent, LiftRecordedFunc recorded);

G_END_DECLS
