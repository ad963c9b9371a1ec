/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with incidents. */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "core/intents.h"
#include "core/schedule.h"
#include "dialogs/form.h"
#include "session/clock.h"

const char *const lift_incident_changing_actions[] = {
  "declare", "incident-resolve", "incident-reopen", "incident-rename", "incident-severity", NULL
};

static LiftNode *
get_root (LiftWindow *window)
{
  return lift_document_get_root (lift_window_get_document (window));
}

typedef struct
{
  LiftWindow *window;
  char       *id; /* the incident that is renamed; NULL: a new one */
  GtkWidget  *title;
  GtkWidget  *severity;
  GtkWidget  *started;
} IncidentForm;

static void
form_free (IncidentForm *form)
{
  g_free (form->id);
  g_free (form);
}

static void
title_changed_cb (IncidentForm *form)
{
  GtkRoot *root = gtk_widget_get_root (form->title);
  g_autofree char *title = g_strstrip (g_strdup (lift_form_text (form->title)));

  if (LIFT_IS_FORM (root))
    lift_form_set_ready (LIFT_FORM (root), *title != '\0');
}

/* "10:11" is the last time it was that late; "2026-12-09T10:11" a certain one. In the zone of the release. */
static gint64
parse_started (LiftWindow *window,
               const char *text)
{
  GTimeZone *zone = lift_schedule_zone (get_root (window));
  gint64 now = lift_clock_now (), instant;
  g_autofree char *with_date = NULL;
  LiftLocal local;

  if (lift_local_parse (text, &local))
    return lift_zone_resolve (zone, &local, NULL);

  lift_zone_local (zone, now, &local, NULL, NULL);
  with_date = g_strdup_printf ("%04d-%02d-%02dT%s", local.year, local.month, local.day, text);
  if (!lift_local_parse (with_date, &local))
    return LIFT_NO_INSTANT;

  instant = lift_zone_resolve (zone, &local, NULL);
  return instant > now + 60 ? instant - 24 * 60 * 60 : instant;
}

static void
refuse (LiftForm   *dialog,
        const char *text)
{
  lift_form_set_error (dialog, text);
  lift_form_keep_open (dialog);
}

static void
declared_cb (LiftForm     *dialog,
             IncidentForm *form)
{
  LiftSession *session = lift_window_get_session (form->window);
  gint64 started = parse_started (form->window, lift_form_text (form->started));
  g_autofree char *id = NULL;
  g_autoptr(GError) error = NULL;
  LiftGroup *group;

  if (started == LIFT_NO_INSTANT)
    {
      refuse (dialog, _("Started: write a time such as 10:11, or a date and time such as 2026-12-09T10:11"));
      return;
    }

  group = lift_intent_declare (get_root (form->window), lift_form_text (form->title),
                               (LiftSeverity) adw_combo_row_get_selected (ADW_COMBO_ROW (form->severity)),
                               started, lift_session_act (session), &id, &error);
  if (group == NULL)
    {
      refuse (dialog, error->message);
      return;
    }

  if (lift_session_apply (session, group, NULL))
    {
      lift_window_set_incident (form->window, id);
      lift_window_set_show_incident (form->window, TRUE);
    }
}

static void
renamed_cb (LiftForm     *dialog,
            IncidentForm *form)
{
  g_autoptr(GError) error = NULL;
  LiftGroup *group = lift_intent_incident_title (get_root (form->window), form->id, lift_form_text (form->title), &error);

  if (group == NULL)
    refuse (dialog, error->message);
  else
    lift_session_apply (lift_window_get_session (form->window), group, NULL);
}

static void
declare_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  LiftWindow *window = user_data;
  const char *severities[] = { NULL, NULL, NULL, NULL, NULL, NULL, NULL };
  IncidentForm *form = g_new0 (IncidentForm, 1);
  g_autofree char *now = NULL;
  GtkWidget *dialog, *group;
  LiftLocal local;

  for (guint i = 0; i < lift_enum_n_words (LIFT_ENUM_SEVERITY) && i + 1 < G_N_ELEMENTS (severities); i++)
    severities[i] = lift_enum_label (LIFT_ENUM_SEVERITY, i);
  lift_zone_local (lift_schedule_zone (get_root (window)), lift_clock_now (), &local, NULL, NULL);
  now = g_strdup_printf ("%02d:%02d", local.hour, local.minute);

  form->window = window;
  dialog = lift_form_new (_("Declare Incident"), _("_Declare"));
  g_object_set_data_full (G_OBJECT (dialog), "lift-incident-form", form, (GDestroyNotify) form_free);
  group = lift_form_add_group (LIFT_FORM (dialog), NULL);
  form->title = lift_form_add_entry (LIFT_FORM (dialog), group, _("_What is happening"), NULL);
  form->severity = lift_form_add_combo (LIFT_FORM (dialog), group, _("_Severity"), severities, LIFT_SEVERITY_UNSET);
  form->started = lift_form_add_entry (LIFT_FORM (dialog), group, _("S_tarted at"), now);
  g_signal_connect_swapped (form->title, "changed", G_CALLBACK (title_changed_cb), form);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (declared_cb), form);
  lift_form_set_ready (LIFT_FORM (dialog), FALSE);
  lift_form_present (LIFT_FORM (dialog), GTK_WIDGET (window), form->title);
}

static void
rename_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  LiftWindow *window = user_data;
  LiftNode *incident = lift_document_find (lift_window_get_document (window), g_variant_get_string (parameter, NULL));
  IncidentForm *form;
  GtkWidget *dialog, *group;

  if (incident == NULL || lift_node_get_kind (incident) != LIFT_KIND_INCIDENT)
    return;

  form = g_new0 (IncidentForm, 1);
  form->window = window;
  form->id = g_variant_dup_string (parameter, NULL);
  dialog = lift_form_new (_("Rename Incident"), _("_Rename"));
  g_object_set_data_full (G_OBJECT (dialog), "lift-incident-form", form, (GDestroyNotify) form_free);
  group = lift_form_add_group (LIFT_FORM (dialog), NULL);
  form->title = lift_form_add_entry (LIFT_FORM (dialog), group, _("_What is happening"), lift_node_get_text (incident, LIFT_INCIDENT_TITLE));
  g_signal_connect_swapped (form->title, "changed", G_CALLBACK (title_changed_cb), form);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (renamed_cb), form);
  lift_form_present (LIFT_FORM (dialog), GTK_WIDGET (window), form->title);
}

static void
set_state (LiftWindow        *window,
           GVariant          *parameter,
           LiftIncidentState  state)
{
  GError *error = NULL;
  LiftGroup *group = lift_intent_incident_state (get_root (window), g_variant_get_string (parameter, NULL), state,
                                                 lift_clock_now (), &error);

  lift_session_apply (lift_window_get_session (window), group, error);
}

static void
resolve_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  set_state (user_data, parameter, LIFT_INCIDENT_RESOLVED);
}

static void
reopen_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  set_state (user_data, parameter, LIFT_INCIDENT_ACTIVE);
}

static void
severity_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  LiftWindow *window = user_data;
  const char *id, *word;
  GError *error = NULL;
  LiftGroup *group;
  int severity;

  g_variant_get (parameter, "(&s&s)", &id, &word);
  if (!lift_enum_parse (LIFT_ENUM_SEVERITY, word, &severity))
    return;

  group = lift_intent_severity (get_root (window), id, severity, &error);
  lift_session_apply (lift_window_get_session (window), group, error);
}

static void
select_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  lift_window_set_incident (user_data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { "declare", declare_cb },
  { "incident-select", select_cb, "s" },
  { "incident-resolve", resolve_cb, "s" },
  { "incident-reopen", reopen_cb, "s" },
  { "incident-rename", rename_cb, "s" },
  { "incident-severity", severity_cb, "(ss)" },
};

void
lift_incident_actions_install (GActionMap *map,
                               LiftWindow *window)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
