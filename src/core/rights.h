/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/stat.h>

/* Who may do what with a file that takes the place of another. Internal to core. */

int lift_rights_keep (int to, int from, const struct stat *old);
