/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LiftError:
 * @LIFT_ERROR_ARGUMENT: wrong arguments, an unknown item, zone, date or template (exit status 2)
 * @LIFT_ERROR_DOCUMENT: a file that is missing, a folder, unreadable, not strict JSON, not a release, or
 *   read-only to what was asked (exit status 3)
 * @LIFT_ERROR_CLASH: a release moment in a freeze or outside of the deployment windows, which may stand if it is said why (exit status 2)
 * @LIFT_ERROR_NOT_SAVED: the document on disk is the old one (exit status 4)
 *
 * The errors of the core. A message names the file or field, the place and the way out, and is translated.
 */
typedef enum
{
  LIFT_ERROR_ARGUMENT,
  LIFT_ERROR_DOCUMENT,
  LIFT_ERROR_NOT_SAVED,
  LIFT_ERROR_CLASH,
} LiftError;

#define LIFT_ERROR (lift_error_quark ())
GQuark lift_error_quark (void);

char  *lift_error_clean (const char *message);

G_END_DECLS
