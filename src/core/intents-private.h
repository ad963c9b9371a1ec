/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n-lib.h>

#include "error.h"
#include "intents.h"

G_BEGIN_DECLS

/* What the intents share. */

/* Where a node stands: the list of the release, and the 1-based places printed as "2", "2.3", "i1", "i1.3", "r3". */
typedef struct
{
  LiftNode *node;
  LiftNode *parent;
  LiftField list;  /* of the release, in which the node or its parent stands */
  guint     outer;
  guint     inner; /* 0: the phase or incident itself */
} LiftSpot;

gboolean lift_spot_find    (LiftNode *root, const char *id, LiftSpot *place);
GArray  *lift_spots_find   (LiftNode *root, const char *const *ids, GError **error);
char    *lift_spot_number  (const LiftSpot *place);
char    *lift_spots_number (const GArray *spots);

gboolean lift_intent_find   (LiftNode *root, const char *id, LiftKind kind, LiftSpot *place, GError **error);
gboolean lift_intent_line   (LiftField field, const char *value, gboolean needed, char **line, GError **error);
gboolean lift_intent_long   (LiftField field, const char *value, char **text, GError **error);
gboolean lift_intent_local  (LiftField field, const char *value, char **local, GError **error);
gboolean lift_intent_zone   (const char *value, char **zone, GError **error);
gboolean lift_intent_offset (LiftField field, const char *value, char **duration, GError **error);
gboolean lift_intent_length (LiftField field, const char *value, char **duration, GError **error);
gboolean lift_intent_same   (const char *a, const char *b);
void     lift_intent_confirm (LiftGroup *group, LiftNode *node, LiftField field);
void     lift_intent_update (LiftGroup *group, LiftNode *node, LiftField field, const char *text);
char    *lift_intent_from_to (const char *from, const char *to);
char    *lift_intent_moment (const char *local, const char *zone);

gboolean lift_intent_after  (const LiftNodes *siblings, const LiftNode *moved, const char *after, guint *index, GError **error);
char    *lift_intent_key    (LiftGroup *group, const LiftNodes *siblings, const LiftNode *moved, guint index);
LiftNode *lift_intent_copy_item (LiftNode *item, GRand *rand);
LiftNode *lift_intent_copy_phase (LiftNode *phase, LiftNode *(*copy_item) (LiftNode *item, GRand *rand), GRand *rand);

/* What a release says about its calendar beside the rule. */
#define LIFT_N_CALENDAR_FIELDS 4
extern const LiftField lift_calendar_fields[LIFT_N_CALENDAR_FIELDS];
gboolean lift_intent_calendar_values (const LiftCalendarChange *change, const LiftNode *release, char *values[LIFT_N_CALENDAR_FIELDS], GError **error);

void     lift_intent_put_state (LiftGroup *group, LiftNode *root, LiftReleaseState state, const char *reason, const char *by, gint64 at);
void     lift_intent_put_outcome (LiftGroup *group, LiftNode *deployment, LiftOutcome outcome, const char *reason, const char *by, gint64 at);
char    *lift_intent_last_position (LiftNodes *nodes);

/* New attempts, and what they leave with the one before. */
LiftNodes *lift_intent_join_attempt   (LiftGroup *group, LiftNode *root, gboolean new_attempt, const LiftAct *act, LiftNode **inserted);
void       lift_intent_add_deployment (LiftGroup *group, LiftNode *root, LiftNode *attempt, LiftNode *deployment);

G_END_DECLS
