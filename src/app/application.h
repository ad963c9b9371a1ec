/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LIFT_TYPE_APPLICATION (lift_application_get_type ())
G_DECLARE_FINAL_TYPE (LiftApplication, lift_application, LIFT, APPLICATION, AdwApplication)

LiftApplication *lift_application_new (void);

G_END_DECLS
