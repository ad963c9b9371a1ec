/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/words.h"
#include "item-dialogs.h"
#include "people.h"
#include "state-fields.h"

typedef struct
{
  LiftForm        *form; /* owns this */
  LiftSession     *session;
  char            *id;
  LiftStateFields *fields;
} StateDialog;

static const struct
{
  const char *title, *verb;
} words[LIFT_N_ITEM_STATES] = {
  /* Translators: %s is the number of an item, as in “2.3” */
  [LIFT_ITEM_BLOCKED] = { N_("Block %s"), N_("_Block") },
  [LIFT_ITEM_FAILED] = { N_("Fail %s"), N_("_Fail") },
  [LIFT_ITEM_SKIPPED] = { N_("Skip %s"), N_("_Skip") },
  [LIFT_ITEM_NOT_APPLICABLE] = { N_("%s Is Not Applicable"), N_("Not A_pplicable") },
};

static void
state_dialog_free (StateDialog *self)
{
  lift_state_fields_free (self->fields);
  g_object_unref (self->session);
  g_free (self->id);
  g_free (self);
}

static void
changed_cb (StateDialog *self)
{
  LiftStateChange change;

  lift_form_set_ready (self->form, lift_state_fields_get_change (self->fields, &change));
}

static void
confirmed_cb (LiftForm    *form,
              StateDialog *self)
{
  GError *error = NULL;
  LiftGroup *group = lift_state_fields_apply (self->fields, lift_document_get_root (lift_session_get_document (self->session)), self->id, &error);

  if (group == NULL)
    {
      lift_form_set_error (form, error->message);
      lift_form_keep_open (form);
      g_error_free (error);
      return;
    }
  lift_session_apply (self->session, group, NULL);
}

void
lift_state_dialog_present (GtkWidget     *parent,
                           LiftSession   *session,
                           const char    *id,
                           LiftItemState  state)
{
  LiftDocument *document = lift_session_get_document (session);
  LiftNode *root = lift_document_get_root (document);
  LiftNode *item = lift_document_find (document, id);
  g_auto(GStrv) names = lift_people_of (root);
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;
  g_autofree char *shown = NULL;
  GtkWidget *form, *text;
  StateDialog *self;

  g_return_if_fail (words[state].title != NULL);
  if (item == NULL)
    return;

  number = lift_number_of (root, id);
  /* The msgid has the place for the number. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  title = g_strdup_printf (_(words[state].title), number);
#pragma GCC diagnostic pop
  form = lift_form_new (title, _(words[state].verb));
  shown = lift_words_text (item, LIFT_ITEM_TEXT);
  text = gtk_label_new (shown);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_add_css_class (text, "heading");
  lift_form_add (LIFT_FORM (form), text);

  self = g_new0 (StateDialog, 1);
  self->form = LIFT_FORM (form);
  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  self->fields = lift_state_fields_new (self->form, root, item, lift_session_act (session), (const char *const *) names);
  g_object_set_data_full (G_OBJECT (form), "lift-state-dialog", self, (GDestroyNotify) state_dialog_free);
  lift_state_fields_set_state (self->fields, state);

  g_signal_connect_swapped (self->fields->reason, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->fields->act.by, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->fields->act.at, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (form, "confirmed", G_CALLBACK (confirmed_cb), self);
  changed_cb (self);
  lift_form_present (self->form, parent, self->fields->reason);
}
