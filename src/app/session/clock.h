/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The one clock of the program. Views show what holds at lift_clock_now () and say when that changes next; the window arms the clock
 * for the earliest of them. Expiry, a clock that was set and waking up from sleep all come as one signal, "tick". Nothing wakes otherwise. */
#define LIFT_TYPE_CLOCK (lift_clock_get_type ())
G_DECLARE_FINAL_TYPE (LiftClock, lift_clock, LIFT, CLOCK, GObject)

gint64     lift_clock_now (void);

LiftClock *lift_clock_new (void);
void       lift_clock_arm (LiftClock *self, gint64 at);

G_END_DECLS
