/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows one page of preferences: AdwPreferencesDialog is of libadwaita 1.5. */
void lift_show_preferences (GtkWidget *parent, AdwPreferencesPage *page);

G_END_DECLS
