/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The frame of every dialog that asks for something: a modal window with Cancel at the start of its header bar and the verb at the end. Escape
 * cancels, Enter in an entry confirms when the verb is sensitive. Its child is a scrolled column of groups of rows.
 *
 * Signal "confirmed" (void): the person pressed the verb; the dialog closes itself afterwards unless a handler keeps it
 * with lift_form_keep_open (). Properties: "verb" (string, with mnemonic), "ready" (boolean: the verb is sensitive), "destructive". */
#define LIFT_TYPE_FORM (lift_form_get_type ())
G_DECLARE_DERIVABLE_TYPE (LiftForm, lift_form, LIFT, FORM, AdwWindow)

struct _LiftFormClass
{
  AdwWindowClass parent_class;
};

GtkWidget *lift_form_new       (const char *title, const char *verb);
void       lift_form_add       (LiftForm *self, GtkWidget *child);
/* For a dialog whose column is as wide as itself. */
void       lift_form_set_size  (LiftForm *self, int width, int height);
void       lift_form_set_ready (LiftForm *self, gboolean ready);
void       lift_form_set_error (LiftForm *self, const char *text);
void       lift_form_keep_open (LiftForm *self);
void       lift_form_confirm   (LiftForm *self);
void       lift_form_present   (LiftForm *self, GtkWidget *parent, GtkWidget *focus);

/* Rows. Titles have mnemonics; what a person typed is never markup. */
GtkWidget *lift_form_add_group (LiftForm *self, const char *title);
GtkWidget *lift_form_add_entry (LiftForm *self, GtkWidget *group, const char *title, const char *text);
GtkWidget *lift_form_add_combo (LiftForm *self, GtkWidget *group, const char *title, const char *const *labels, guint selected);
const char *lift_form_text     (GtkWidget *entry_row);

/* A text of many lines, @height of which show, in which Ctrl+Enter confirms; @name is for a screen reader. */
GtkWidget *lift_form_add_text  (LiftForm *self, GtkWidget *group, const char *name, const char *text, int height);
char      *lift_form_dup_text  (GtkWidget *text_view);

G_END_DECLS
