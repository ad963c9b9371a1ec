/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/node.h"
#include "dialogs/form.h"

G_BEGIN_DECLS

/* Says that a release falls into a freeze or outside of its deployment windows, and asks why it may stand all the same; not to be seen otherwise. Signal "changed"
 * (void): the person wrote something. */
#define LIFT_TYPE_CLASH_BOX (lift_clash_box_get_type ())
G_DECLARE_FINAL_TYPE (LiftClashBox, lift_clash_box, LIFT, CLASH_BOX, AdwBin)

/* @form: (nullable): the dialog that Enter confirms; without it nothing is asked. */
GtkWidget *lift_clash_box_new        (LiftForm *form);

void       lift_clash_box_show       (LiftClashBox *self, const LiftNode *release);
gboolean   lift_clash_box_clashes    (LiftClashBox *self);

/* NULL: none is needed or there is none. */
char      *lift_clash_box_dup_reason (LiftClashBox *self);

/* @text stands there in place of @before, if that does. */
void       lift_clash_box_replace_reason (LiftClashBox *self, const char *before, const char *text);

G_END_DECLS
