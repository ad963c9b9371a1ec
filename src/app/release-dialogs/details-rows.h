/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/fields.h"
#include "dialogs/form.h"

G_BEGIN_DECLS

/* The rows that ask what a release is called; they belong to their dialog. */
typedef struct
{
  GtkWidget *name;
  GtkWidget *version;
  GtkWidget *type;
  GtkWidget *project;
  GtkWidget *manager;
} LiftDetailsRows;

void     lift_details_rows_add     (LiftDetailsRows *rows, LiftForm *form, GtkWidget *group);
void     lift_details_rows_set     (LiftDetailsRows *rows, const char *name, const char *version, LiftReleaseType type, const char *project,
                                    const char *manager);
void     lift_details_rows_connect (LiftDetailsRows *rows, GCallback changed, gpointer user_data);
gboolean lift_details_rows_check   (LiftDetailsRows *rows);

G_END_DECLS
