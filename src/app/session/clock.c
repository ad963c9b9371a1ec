/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "clock.h"

struct _LiftClock
{
  GObject parent_instance;

  int     fd;
  guint   source;
};

G_DEFINE_FINAL_TYPE (LiftClock, lift_clock, G_TYPE_OBJECT)

enum
{
  TICK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Expiry reads a number; a clock that was set reads ECANCELED. Both mean: look again at what time it is. */
static gboolean
timer_cb (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  LiftClock *self = user_data;
  guint64 expirations;
  G_GNUC_UNUSED gssize n = read (fd, &expirations, sizeof expirations);

  g_signal_emit (self, signals[TICK], 0);
  return G_SOURCE_CONTINUE;
}

static void
lift_clock_finalize (GObject *object)
{
  LiftClock *self = LIFT_CLOCK (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);

  G_OBJECT_CLASS (lift_clock_parent_class)->finalize (object);
}

static void
lift_clock_class_init (LiftClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lift_clock_finalize;

  signals[TICK] = g_signal_new ("tick", LIFT_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_clock_init (LiftClock *self)
{
  self->fd = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd >= 0)
    self->source = g_unix_fd_add (self->fd, G_IO_IN, timer_cb, self);
}

LiftClock *
lift_clock_new (void)
{
  return g_object_new (LIFT_TYPE_CLOCK, NULL);
}

/* Seconds since 1970 UTC. */
gint64
lift_clock_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Emit "tick" when it is @at, or the clock is set; G_MAXINT64: only when it is set. Replaces what was armed before. */
void
lift_clock_arm (LiftClock *self,
                gint64     at)
{
  /* A timer that is not running does not notice that the clock is set: arm it for the end of time. */
  struct itimerspec spec = { .it_value.tv_sec = MIN (at, G_MAXINT32) };

  if (self->fd >= 0 && timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, NULL) != 0)
    g_warning ("Cannot set a timer: %s", g_strerror (errno));
}
