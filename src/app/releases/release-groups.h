/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release-entry.h"

G_BEGIN_DECLS

/* The releases by the states they are in: a list in which a heading stands before those of each group. */

typedef enum
{
  LIFT_GROUP_OPEN,
  LIFT_GROUP_ON_HOLD,
  LIFT_GROUP_RELEASED,
  LIFT_GROUP_ROLLED_BACK,
  LIFT_GROUP_ABORTED,
  LIFT_GROUP_UNREADABLE,
  LIFT_GROUP_ARCHIVE,
  LIFT_N_GROUPS,
} LiftReleaseGroup;

#define LIFT_TYPE_RELEASE_HEADING (lift_release_heading_get_type ())
G_DECLARE_FINAL_TYPE (LiftReleaseHeading, lift_release_heading, LIFT, RELEASE_HEADING, GObject)

LiftReleaseGroup  lift_release_heading_get_group (LiftReleaseHeading *self);
const char       *lift_release_heading_get_title (LiftReleaseHeading *self);
guint             lift_release_heading_get_n     (LiftReleaseHeading *self);
gboolean          lift_release_heading_is_open   (LiftReleaseHeading *self);

LiftReleaseGroup  lift_release_group_of          (LiftReleaseEntry *entry);

/* What the list shows of @entries, in their order: those that @match lets pass, of the archive only the heading unless @archive is open. Returns how many passed. */
guint             lift_release_groups_fill       (GListStore *lines, GListModel *entries, gboolean (*match) (gpointer entry, gpointer user_data), gpointer user_data,
                                                  gboolean archive);

G_END_DECLS
