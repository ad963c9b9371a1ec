/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/* For the files of the store: store-save.c saves what may have changed meanwhile; store.c does the rest. */

GBytes *lift_store_write_checked (LiftPlace *place, LiftNode *root, GError **error);

G_END_DECLS
