/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Text for rows of long lists: it wraps into the width it is given and asks for no particular one, so that it is laid out once where a GtkLabel
 * tries dozens of widths. Properties as of a label; plain text, never markup. */
#define LIFT_TYPE_ROW_TEXT (lift_row_text_get_type ())
G_DECLARE_FINAL_TYPE (LiftRowText, lift_row_text, LIFT, ROW_TEXT, GtkWidget)

GtkWidget  *lift_row_text_new            (void);
const char *lift_row_text_get_text       (LiftRowText *self);
void        lift_row_text_set_text       (LiftRowText *self, const char *text);

/* How many bytes at its start are bold, and how many lines it has at most (0: as many as it needs). */
void        lift_row_text_set_bold       (LiftRowText *self, guint bytes);
void        lift_row_text_set_lines      (LiftRowText *self, guint lines);

/* Asks for as much width as it has without wrapping. */
void        lift_row_text_set_natural    (LiftRowText *self, gboolean natural);

G_END_DECLS
