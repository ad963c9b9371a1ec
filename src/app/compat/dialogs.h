/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The dialogs that have another name in newer toolkits. */

typedef void (*LiftAnswer) (const char *answer, gpointer user_data);
typedef void (*LiftPathChosen) (GFile *file, gpointer user_data);

/* Asks a question. @answers is a NULL-terminated list of id, label, id, label, …; the first one is Cancel and the default. @destructive: NULL or one of the ids,
 * drawn as destructive; @suggested likewise. @callback is called once, with the id of the first one when the dialog was just closed. */
void lift_ask         (GtkWidget *parent, const char *heading, const char *body, const char *const *answers,
                       const char *suggested, const char *destructive, LiftAnswer callback, gpointer user_data);

/* @callback is called once, with NULL when the person cancels. */
void lift_choose_open (GtkWidget *parent, const char *title, const char *filter_name, const char *pattern, LiftPathChosen callback, gpointer user_data);
void lift_choose_save (GtkWidget *parent, const char *title, const char *name, LiftPathChosen callback, gpointer user_data);
void lift_choose_folder (GtkWidget *parent, const char *title, LiftPathChosen callback, gpointer user_data);

void lift_show_about  (GtkWidget *parent);
void lift_open_uri    (GtkWidget *parent, const char *uri);

G_END_DECLS
