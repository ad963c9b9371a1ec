/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/document.h"

G_BEGIN_DECLS

/* The state of each item of a phase, for the strip, and how many one person is to be asked about. A tick among ten thousand items looks at one. */
typedef struct _LiftItemFigures LiftItemFigures;

LiftItemFigures *lift_item_figures_new        (void);
void             lift_item_figures_free       (LiftItemFigures *self);
void             lift_item_figures_clear      (LiftItemFigures *self);
void             lift_item_figures_update     (LiftItemFigures *self, LiftDocument *document, const LiftNode *phase, const char *me);
const guint8    *lift_item_figures_get_states (LiftItemFigures *self, guint *n);
guint            lift_item_figures_get_n_mine (LiftItemFigures *self);

G_END_DECLS
