/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/life.h"
#include "core/schedule.h"
#include "core/text.h"
#include "core/words.h"
#include "dialogs/form.h"
#include "dialogs/people.h"
#include "handover-dialog.h"
#include "widgets/looks.h"

#define WIDTH       640
#define NOTE_HEIGHT 240

typedef struct
{
  LiftForm    *form; /* owns this */
  LiftSession *session;
  GtkWidget   *to, *note, *copy;
} HandoverDialog;

static void
handover_dialog_free (HandoverDialog *self)
{
  g_object_unref (self->session);
  g_free (self);
}

static LiftNode *
get_root (HandoverDialog *self)
{
  return lift_document_get_root (lift_session_get_document (self->session));
}

static void
changed_cb (HandoverDialog *self)
{
  g_autofree char *to = g_strstrip (g_strdup (lift_form_text (self->to)));

  lift_form_set_error (self->form, NULL);
  lift_form_set_ready (self->form, *to != '\0');
}

static void
note_changed_cb (HandoverDialog *self)
{
  gtk_button_set_label (GTK_BUTTON (self->copy), _("C_opy"));
}

static void
copy_cb (HandoverDialog *self)
{
  g_autofree char *note = lift_form_dup_text (self->note);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->copy), note);
  gtk_button_set_label (GTK_BUTTON (self->copy), _("Copied"));
}

static void
confirmed_cb (LiftForm       *form,
              HandoverDialog *self)
{
  const LiftAct *act = lift_session_act (self->session);
  g_autofree char *note = lift_form_dup_text (self->note);
  g_autoptr(GError) error = NULL;
  LiftGroup *group = lift_intent_hand_over (get_root (self), lift_form_text (self->to), note, act->when, act, &error);

  if (group == NULL)
    {
      lift_form_set_error (form, error->message);
      lift_form_keep_open (form);
      return;
    }
  lift_session_apply (self->session, group, NULL);
}

static char *
dup_who_is_on (LiftNode *release)
{
  const char *on = lift_release_who_is_on (release);

  return on != NULL ? lift_text_visible (on) : NULL;
}

/* All but the one who is on. */
static void
add_people (HandoverDialog *self)
{
  LiftNode *release = get_root (self);
  const char *on = lift_release_who_is_on (release);
  g_auto(GStrv) names = lift_people_of (release);
  g_autoptr(GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], on) != 0)
      g_ptr_array_add (others, names[i]);
  g_ptr_array_add (others, NULL);
  lift_people_add_button (self->to, (const char *const *) others->pdata);
}

static void
add_note (HandoverDialog *self)
{
  GtkWidget *group = lift_form_add_group (self->form, _("Note"));
  g_autofree char *note = lift_words_handover (get_root (self), lift_session_act (self->session)->when);

  self->note = lift_form_add_text (self->form, group, _("Note"), note, NOTE_HEIGHT);
  self->copy = gtk_button_new_with_mnemonic (_("C_opy"));
  gtk_widget_add_css_class (self->copy, "flat");
  gtk_widget_set_valign (self->copy, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->copy);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note)), "changed", G_CALLBACK (note_changed_cb), self);
}

static GtkWidget *
note_label_new (const char *note)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", note, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "selectable", TRUE,
                                   "margin-top", 10, "margin-bottom", 10, "margin-start", 12, "margin-end", 12, NULL);

  return label;
}

/* One that left no note has nothing to open. */
static GtkWidget *
earlier_row_new (LiftNode *release,
                 LiftNode *handover,
                 gint64    now)
{
  g_autofree char *to = lift_words_text (handover, LIFT_HANDOVER_TO);
  g_autofree char *from = lift_words_text (handover, LIFT_HANDOVER_FROM);
  g_autofree char *note = lift_words_text (handover, LIFT_HANDOVER_NOTE);
  g_autofree char *when = lift_words_date_time (lift_node_get_instant (handover, LIFT_HANDOVER_AT), lift_schedule_zone (release), now, TRUE);
  /* Translators: who took a release over: %1$s is the one who was on before, %2$s when it was */
  g_autofree char *from_when = *from != '\0' ? g_strdup_printf (_("from %1$s, %2$s"), from, when) : g_steal_pointer (&when);
  GtkWidget *row = *note != '\0' ? adw_expander_row_new () : adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), to);
  g_object_set (row, "subtitle", from_when, NULL);
  if (*note != '\0')
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), note_label_new (note));
  return row;
}

/* The last one first. */
static void
add_earlier (HandoverDialog *self)
{
  LiftNode *release = get_root (self);
  LiftNodes *handovers = lift_node_get_list (release, LIFT_RELEASE_HANDOVERS);
  gint64 now = lift_session_act (self->session)->when;
  GtkWidget *group;

  if (lift_nodes_get_n (handovers) == 0)
    return;
  group = lift_form_add_group (self->form, _("Earlier Hand-Overs"));
  for (guint i = lift_nodes_get_n (handovers); i > 0; i--)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), earlier_row_new (release, lift_nodes_get (handovers, i - 1), now));
}

void
lift_handover_dialog_present (LiftSession *session,
                              GtkWidget   *parent)
{
  HandoverDialog *self = g_new0 (HandoverDialog, 1);
  GtkWidget *form = lift_form_new (_("Hand Over"), _("_Hand Over"));
  GtkWidget *group;
  g_autofree char *on = NULL;

  self->form = LIFT_FORM (form);
  self->session = g_object_ref (session);
  g_object_set_data_full (G_OBJECT (form), "lift-handover-dialog", self, (GDestroyNotify) handover_dialog_free);
  lift_form_set_size (self->form, MIN (WIDTH * lift_text_scale (form), 2 * WIDTH), -1);

  group = lift_form_add_group (self->form, NULL);
  self->to = lift_form_add_entry (self->form, group, _("_Who takes over"), NULL);
  add_people (self);
  on = dup_who_is_on (get_root (self));
  if (on != NULL)
    {
      /* Translators: %s is the person who is responsible for the release now */
      g_autofree char *words = g_strdup_printf (_("On now: %s. Reminders, and what is “Mine” of it, follow whoever takes over."), on);
      g_autofree char *escaped = g_markup_escape_text (words, -1);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
    }
  add_note (self);
  add_earlier (self);

  g_signal_connect_swapped (self->to, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (form, "confirmed", G_CALLBACK (confirmed_cb), self);
  changed_cb (self);
  lift_form_present (self->form, parent, self->to);
}
