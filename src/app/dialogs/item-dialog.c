/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/text.h"
#include "groups.h"
#include "item-dialogs.h"
#include "item-moment-rows.h"
#include "people.h"
#include "state-fields.h"

#define NOTE_HEIGHT 110

typedef struct
{
  LiftForm        *form; /* owns this */
  LiftSession     *session;
  LiftNode        *item; /* as it was when the dialog came */
  GtkWidget       *text, *owner, *state;
  LiftStateFields *fields;
  gboolean         has_moment; /* the steps of an incident have none */
  LiftItemMomentRows moment;
  GtkWidget       *note;
  GtkWidget       *evidence_group, *evidence, *evidence_title;
  gboolean         state_changed;
} ItemDialog;

static void
item_dialog_free (ItemDialog *self)
{
  lift_state_fields_free (self->fields);
  lift_item_moment_rows_clear (&self->moment);
  lift_node_unref (self->item);
  g_object_unref (self->session);
  g_free (self);
}

static char *
dup_stripped (GtkWidget *row)
{
  return g_strstrip (g_strdup (lift_form_text (row)));
}

static gboolean
differs (const LiftNode *item,
         LiftField       field,
         const char     *text)
{
  const char *before = lift_node_get_text (item, field);

  return g_strcmp0 (before != NULL ? before : "", text) != 0;
}

static void
changed_cb (ItemDialog *self)
{
  g_autofree char *text = dup_stripped (self->text);
  g_autofree char *url = dup_stripped (self->evidence);
  g_autoptr(GError) error = NULL;
  LiftStateChange change;
  gboolean good_url = *url == '\0' || lift_field_check (LIFT_ITEM_EVIDENCE, url, &error);
  g_autofree char *reason = error != NULL ? lift_text_visible (error->message) : NULL;
  g_autofree char *wrong = reason != NULL ? g_markup_escape_text (reason, -1) : NULL;
  gboolean writable = lift_document_get_locked (lift_session_get_document (self->session)) == NULL;

  if (good_url)
    gtk_widget_remove_css_class (self->evidence, "error");
  else
    gtk_widget_add_css_class (self->evidence, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->evidence), GTK_ACCESSIBLE_STATE_INVALID,
                               good_url ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->evidence_group), wrong);
  lift_form_set_ready (self->form, writable && *text != '\0' && good_url && lift_state_fields_get_change (self->fields, &change)
                                   && (!self->has_moment || lift_item_moment_rows_check (&self->moment)));
}

static void
state_changed_cb (ItemDialog *self)
{
  self->state_changed = TRUE;
  changed_cb (self);
}

static void
state_selected_cb (ItemDialog *self)
{
  lift_state_fields_set_state (self->fields, adw_combo_row_get_selected (ADW_COMBO_ROW (self->state)));
  state_changed_cb (self);
}

static gboolean
collect (ItemDialog  *self,
         GPtrArray   *groups,
         GError     **error)
{
  LiftNode *root = lift_document_get_root (lift_session_get_document (self->session));
  const char *id = lift_node_get_id (self->item);
  const char *ids[] = { id, NULL };
  g_autofree char *text = dup_stripped (self->text);
  g_autofree char *owner = dup_stripped (self->owner);
  g_autofree char *note = lift_form_dup_text (self->note);
  g_autofree char *url = dup_stripped (self->evidence);
  g_autofree char *title = dup_stripped (self->evidence_title);

  if (differs (self->item, LIFT_ITEM_TEXT, text) && !lift_groups_take (groups, lift_intent_reword (root, id, text, error)))
    return FALSE;
  if (self->state_changed && !lift_groups_take (groups, lift_state_fields_apply (self->fields, root, id, error)))
    return FALSE;
  if (differs (self->item, LIFT_ITEM_OWNER, owner) && !lift_groups_take (groups, lift_intent_assign (root, ids, owner, error)))
    return FALSE;
  if (self->has_moment && !lift_groups_take (groups, lift_item_moment_rows_make (&self->moment, root, id, error)))
    return FALSE;
  if (differs (self->item, LIFT_ITEM_NOTE, note) && !lift_groups_take (groups, lift_intent_note (root, id, note, error)))
    return FALSE;
  if (differs (self->item, LIFT_ITEM_EVIDENCE, url) || differs (self->item, LIFT_ITEM_EVIDENCE_TITLE, title))
    return lift_groups_take (groups, lift_intent_evidence (root, id, url, title, error));
  return TRUE;
}

static void
confirmed_cb (LiftForm   *form,
              ItemDialog *self)
{
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_group_unref);
  g_autoptr(GError) error = NULL;
  LiftGroup *group;

  if (!collect (self, groups, &error))
    {
      lift_form_set_error (form, error->message);
      lift_form_keep_open (form);
      return;
    }
  group = lift_groups_join (groups, LIFT_VERB_EDIT);
  lift_session_apply (self->session, group, NULL);
}

static GtkWidget *
add_state (ItemDialog *self,
           GtkWidget  *group)
{
  const char *labels[LIFT_N_ITEM_STATES + 1] = { NULL };

  for (guint state = 0; state < LIFT_N_ITEM_STATES; state++)
    labels[state] = _(lift_enum_label (LIFT_ENUM_ITEM_STATE, state));
  return lift_form_add_combo (self->form, group, _("_State"), labels, lift_node_get_enum (self->item, LIFT_ITEM_STATE));
}

static void
set_read_only (ItemDialog *self)
{
  GtkWidget *rows[] = { self->text, self->owner, self->evidence, self->evidence_title, self->fields->reason, self->fields->accepted,
                        self->fields->act.by, self->fields->act.at };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_editable (GTK_EDITABLE (rows[i]), FALSE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->note), FALSE);
  gtk_widget_set_sensitive (self->state, FALSE);
  if (self->has_moment)
    {
      gtk_widget_set_sensitive (self->moment.offset.kind, FALSE);
      gtk_widget_set_sensitive (self->moment.offset.figure_row, FALSE);
      gtk_editable_set_editable (GTK_EDITABLE (self->moment.clock), FALSE);
    }
}

static void
connect (ItemDialog *self)
{
  GtkWidget *texts[] = { self->text, self->evidence };
  GtkWidget *states[] = { self->fields->reason, self->fields->accepted, self->fields->act.by, self->fields->act.at };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_signal_connect_swapped (texts[i], "changed", G_CALLBACK (changed_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_signal_connect_swapped (states[i], "changed", G_CALLBACK (state_changed_cb), self);
  if (self->has_moment)
    lift_item_moment_rows_connect (&self->moment, G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->state, "notify::selected", G_CALLBACK (state_selected_cb), self);
  g_signal_connect (self->form, "confirmed", G_CALLBACK (confirmed_cb), self);
}

void
lift_item_dialog_present (GtkWidget           *parent,
                          LiftSession         *session,
                          const char          *id,
                          LiftItemDialogFocus  focus)
{
  LiftDocument *document = lift_session_get_document (session);
  LiftNode *root = lift_document_get_root (document);
  LiftNode *item = lift_document_find (document, id);
  g_auto(GStrv) names = lift_people_of (root);
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;
  GtkWidget *form, *group;
  ItemDialog *self;

  if (item == NULL)
    return;

  number = lift_number_of (root, id);
  /* Translators: %s is the number of an item, as in “2.3” */
  title = g_strdup_printf (_("Item %s"), number);
  form = lift_form_new (title, _("_Apply"));

  self = g_new0 (ItemDialog, 1);
  self->form = LIFT_FORM (form);
  self->session = g_object_ref (session);
  self->item = lift_node_ref (item);
  self->has_moment = lift_node_get_kind (lift_document_find_parent (document, id)) == LIFT_KIND_PHASE;
  g_object_set_data_full (G_OBJECT (form), "lift-item-dialog", self, (GDestroyNotify) item_dialog_free);

  group = lift_form_add_group (self->form, NULL);
  self->text = lift_form_add_entry (self->form, group, _("_Text"), lift_node_get_text (item, LIFT_ITEM_TEXT));
  self->owner = lift_form_add_entry (self->form, group, _("_Owner"), lift_node_get_text (item, LIFT_ITEM_OWNER));
  lift_people_add_button (self->owner, (const char *const *) names);
  self->state = add_state (self, group);
  self->fields = lift_state_fields_new (self->form, root, item, lift_session_act (session), (const char *const *) names);
  lift_state_fields_set_state (self->fields, lift_node_get_enum (item, LIFT_ITEM_STATE));
  if (self->has_moment)
    lift_item_moment_rows_add (&self->moment, self->form, lift_form_add_group (self->form, NULL), item);
  self->note = lift_form_add_text (self->form, lift_form_add_group (self->form, _("Note")), _("Note"), lift_node_get_text (item, LIFT_ITEM_NOTE),
                                   NOTE_HEIGHT);
  self->evidence_group = lift_form_add_group (self->form, _("Evidence"));
  self->evidence = lift_form_add_entry (self->form, self->evidence_group, _("_Link"), lift_node_get_text (item, LIFT_ITEM_EVIDENCE));
  self->evidence_title = lift_form_add_entry (self->form, self->evidence_group, _("Title of the lin_k"),
                                              lift_node_get_text (item, LIFT_ITEM_EVIDENCE_TITLE));
  if (lift_document_get_locked (document) != NULL)
    set_read_only (self);
  connect (self);
  changed_cb (self);

  lift_form_present (self->form, parent,
                     focus == LIFT_ITEM_DIALOG_OWNER ? self->owner
                     : focus == LIFT_ITEM_DIALOG_NOTE ? self->note
                     : focus == LIFT_ITEM_DIALOG_MOMENT && self->has_moment ? self->moment.offset.kind
                     : focus == LIFT_ITEM_DIALOG_EVIDENCE ? self->evidence : self->text);
}
