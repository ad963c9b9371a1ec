/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gunixmounts.h>
#include <sys/stat.h>

#include "core/recovery.h"
#include "session.h"

/* For the files of the session: session.c is the object and how the person's changes come in, session-save.c saves, session-retry.c is about what could
 * not be saved, session-follow.c reads the file and follows what others write into it. */

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
  GObject            parent_instance;

  LiftDocument      *document;
  char              *path;
  GFileMonitor      *monitor;
  GFileMonitor      *target_monitor; /* of the file that a link leads to */
  GUnixMountMonitor *mount_monitor;
  LiftSessionStamp   stamp;
  dev_t              folder_device;  /* the file system in which the folder was */
  LiftSessionState   state;
  char              *save_error;
  char              *notice;
  guint              save_source;    /* a change waits for its save */
  gint64             save_time;      /* when the last one began, monotonic */
  guint              reload_source;  /* the file changed and is looked at soon */
  gboolean           working;        /* a save or a reload is in a worker */
  gboolean           reload_wanted;
  gboolean           missing;        /* looked at once already, and not there */
  LiftSessionStamp   astray;         /* looked at once already, and not made from what was in the file before */
  gboolean           outside;        /* save_error is about what others did to the file */
  gboolean           wrote;          /* to the file, since it was opened */
  gboolean           told_not_kept;  /* that there is no earlier version */
  GList             *flushes;        /* of GTask */
  GRand             *rand;
  char              *who;
  LiftAct            act;

  /* While something is not saved. The worker of a save reads these; they change when it is done. */
  LiftRecovery      *copy;           /* the recovery copy */
  GPtrArray         *taken;          /* of LiftRecovery: further ones of earlier sessions, whose changes are in the document */
  char              *copy_error;     /* why the copy does not hold the document as it is */
  LiftNode          *undurable;      /* what the disk confirmed last, if it did not confirm what came after */
  gint64             recovered;      /* when the copies were written whose changes are in the document but not saved; or LIFT_NO_INSTANT */
  guint              retry_source;
  guint              retry_delay;    /* seconds */
  gint64             failure_time;   /* monotonic */
  GFileMonitor      *folder_monitor;
};

LiftSessionStamp lift_session_stamp        (const struct stat *status);
LiftSessionStamp lift_session_stamp_of     (const char *path);
gboolean         lift_session_stamp_equal  (const LiftSessionStamp *a, const LiftSessionStamp *b);
char            *lift_session_dup_folder   (const char *path);

void             lift_session_set_state    (LiftSession *self, LiftSessionState state, const char *error);
void             lift_session_take         (LiftSession *self, LiftNode *snapshot, LiftNode *written);
void             lift_session_tell         (LiftSession *self, const char *notice);
void             lift_session_changed      (LiftSession *self);
void             lift_session_start_save   (LiftSession *self);
void             lift_session_go_on        (LiftSession *self);
void             lift_session_follow       (LiftSession *self);

/* What could not be saved */
char           **lift_session_dup_folders  (void);
void             lift_session_begin_retry  (LiftSession *self);
void             lift_session_retry_soon   (LiftSession *self);
void             lift_session_end_retry    (LiftSession *self);
char            *lift_session_recovered_words (gint64 when, LiftNode *root);
