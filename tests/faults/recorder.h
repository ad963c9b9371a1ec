/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model.h"

G_BEGIN_DECLS

/* Tells a model what a trapped child does to the files below a folder. */

typedef struct _Recorder Recorder;

Recorder *recorder_new    (const char *top);
void      recorder_free   (Recorder *recorder);
void      recorder_call   (Recorder *recorder, const Call *call, int answer);
char     *recorder_finish (Recorder *recorder);
Model    *recorder_model  (Recorder *recorder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recorder, recorder_free)

G_END_DECLS
