/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/node.h"

G_BEGIN_DECLS

/* The names that the release knows already: owners, those who did something, the manager. Sorted; NULL-terminated. */
char **lift_people_of        (const LiftNode *release);

/* Lets a name be chosen instead of typed. */
void   lift_people_add_button (GtkWidget *entry_row, const char *const *names);

G_END_DECLS
