/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row that says in one sentence what becomes of deadlines on weekends and holidays, and lets choose: an AdwComboRow whose "selected" is a LiftDayRule. */
GtkWidget *lift_rule_row_new (void);

G_END_DECLS
