/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/stat.h>

#include "session.h"

/* For the files of the session: session.c is the object and how the person's changes come in, session-save.c saves, session-follow.c reads the file and
 * follows what others write into it. */

/* What a file looked like when it was last known: tells whether somebody else wrote it. */
typedef struct
{
  dev_t           device;
  ino_t           inode;
  off_t           size;
  struct timespec modified;
} LiftSessionStamp;

struct _LiftSession
{
  GObject          parent_instance;

  LiftDocument    *document;
  char            *path;
  GFileMonitor    *monitor;
  LiftSessionStamp stamp;
  LiftSessionState state;
  char            *save_error;
  guint            save_source;   /* a change waits for its save */
  guint            reload_source; /* the file changed and is looked at soon */
  gboolean         working;       /* a save or a reload is in a worker */
  gboolean         reload_wanted;
  gboolean         wrote;         /* to the file, since it was opened */
  gboolean         told_not_kept; /* that there is no earlier version */
  GList           *flushes;       /* of GTask */
  GRand           *rand;
  char            *who;
  LiftAct          act;
};

LiftSessionStamp lift_session_stamp        (const struct stat *status);
LiftSessionStamp lift_session_stamp_of     (const char *path);
gboolean         lift_session_stamp_equal  (const LiftSessionStamp *a, const LiftSessionStamp *b);

void             lift_session_set_state    (LiftSession *self, LiftSessionState state, const char *error);
void             lift_session_take         (LiftSession *self, LiftNode *snapshot, LiftNode *written);
void             lift_session_changed      (LiftSession *self);
void             lift_session_start_save   (LiftSession *self);
void             lift_session_go_on        (LiftSession *self);
