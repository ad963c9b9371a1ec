/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/node.h"

/* What a target of libFuzzer is; each stands in a file of its own. replay.c calls the same two without libFuzzer. */
int LLVMFuzzerInitialize   (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

gboolean  fuzz_is_same (LiftNode *a, LiftNode *b);
LiftNode *fuzz_read    (GBytes *bytes);

gboolean  strict_json  (const guint8 *bytes, gsize length);
