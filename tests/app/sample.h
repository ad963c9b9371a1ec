/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/document.h"

G_BEGIN_DECLS

#define SAMPLE_NOW "2026-12-03T13:20:00Z"

/* The release of the reference pictures: the built-in process, 14 of 38 items closed, one blocked; with an incident declared 42 minutes before
 * SAMPLE_NOW or without. */
LiftDocument *sample_new_document (gboolean incident);

G_END_DECLS
