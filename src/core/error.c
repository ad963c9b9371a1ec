/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "error.h"

G_DEFINE_QUARK (lift-error-quark, lift_error)
