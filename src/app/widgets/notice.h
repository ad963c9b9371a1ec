/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Labels that wrap, and boxes that say what a person should know. */

/* @class: NULL or a style class. @xalign: 0 at the start, 1 at the end. */
GtkWidget *lift_words_label_new (const char *text, const char *class, float xalign);
GtkWidget *lift_caption_new     (const char *text, float xalign);
GtkWidget *lift_warning_new     (const char *text);

/* @text: NULL for a heading alone. */
GtkWidget *lift_notice_new      (const char *icon_name, const char *heading, const char *text);

G_END_DECLS
