/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/schedule.h"
#include "core/words.h"
#include "incident-panel.h"
#include "incident-words.h"
#include "session/clock.h"
#include "step-row.h"
#include "widgets/conflict-box.h"
#include "widgets/looks.h"

struct _LiftIncidentPanel
{
  GtkWidget      parent_instance;

  LiftDocument  *document;
  char          *incident;
  gulong         changed_handler;

  GtkStack      *stack;
  GtkBox        *preview;
  GtkWidget     *head;
  GtkLabel      *severity;
  GtkLabel      *title;
  GtkMenuButton *menu_button;
  GtkLabel      *timer;
  GtkLabel      *state;
  GtkLabel      *since;
  GtkWidget     *switch_box;
  GtkMenuButton *switch_button;
  GtkLabel      *steps_title;
  GtkLabel      *steps_count;
  GtkListBox    *steps;
  GtkWidget     *no_steps;
  GtkButton     *resolve_button;
  GtkWidget     *conflict; /* NULL: nothing is in conflict about the incident itself */
};

G_DEFINE_FINAL_TYPE (LiftIncidentPanel, lift_incident_panel, GTK_TYPE_WIDGET)

enum
{
  PROP_DOCUMENT = 1,
  PROP_INCIDENT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static LiftNode *
get_incident (LiftIncidentPanel *self)
{
  LiftNode *node = self->document != NULL ? lift_document_find (self->document, self->incident) : NULL;

  return node != NULL && lift_node_get_kind (node) == LIFT_KIND_INCIDENT ? node : NULL;
}

static GtkWidget *
create_step (gpointer item,
             gpointer user_data)
{
  return lift_step_row_new (item);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             GVariant   *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  LiftIncidentPanel *self = user_data;
  LiftNode *incident = get_incident (self);
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) severity = g_menu_new ();

  if (incident == NULL)
    return;

  append_item (menu, _("_Rename…"), "win.incident-rename", g_variant_new_string (self->incident));
  for (int i = 0; i < (int) lift_enum_n_words (LIFT_ENUM_SEVERITY); i++)
    append_item (severity, lift_enum_label (LIFT_ENUM_SEVERITY, i), "win.incident-severity",
                 g_variant_new ("(ss)", self->incident, lift_enum_word (LIFT_ENUM_SEVERITY, i)));
  g_menu_append_submenu (menu, _("_Severity"), G_MENU_MODEL (severity));
  if (lift_incident_is_open (incident))
    append_item (menu, _("Re_solve"), "win.incident-resolve", g_variant_new_string (self->incident));
  else
    append_item (menu, _("Re_open"), "win.incident-reopen", g_variant_new_string (self->incident));
  g_menu_append (menu, _("_Close Panel"), "win.close-panel");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* The switcher between several incidents of a release. */
static void
create_switch_cb (GtkMenuButton *button,
                  gpointer       user_data)
{
  LiftIncidentPanel *self = user_data;
  LiftNodes *incidents = lift_node_get_list (lift_document_get_root (self->document), LIFT_RELEASE_INCIDENTS);
  g_autoptr(GMenu) menu = g_menu_new ();

  for (guint i = 0; i < lift_nodes_get_n (incidents); i++)
    {
      LiftNode *incident = lift_nodes_get (incidents, i);
      g_autofree char *title = lift_words_text (incident, LIFT_INCIDENT_TITLE);
      g_autofree char *escaped = lift_escape_mnemonic (title);
      g_autofree char *label = g_strdup_printf ("%u  %s · %s", i + 1, escaped,
                                                lift_enum_label (LIFT_ENUM_INCIDENT_STATE, lift_node_get_enum (incident, LIFT_INCIDENT_STATE)));

      append_item (menu, label, "win.incident-select", g_variant_new_string (lift_node_get_id (incident)));
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
append_preview (LiftIncidentPanel *self,
                const char        *text,
                const char        *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, class);
  gtk_widget_add_css_class (label, "quiet");
  gtk_box_append (self->preview, label);
}

/* What happens when an incident is declared, to be read before one is. */
static void
show_preview (LiftIncidentPanel *self)
{
  LiftNode *root = lift_document_get_root (self->document);
  LiftNodes *steps = lift_node_get_list (root, LIFT_RELEASE_RESPONSE);
  g_autofree char *title = lift_words_text (root, LIFT_RELEASE_RESPONSE_TITLE);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->preview))) != NULL)
    gtk_box_remove (self->preview, child);

  if (lift_nodes_get_n (steps) > 0)
    append_preview (self, *title != '\0' ? title : _("Response"), "caption-heading");
  for (guint i = 0; i < lift_nodes_get_n (steps); i++)
    {
      g_autofree char *text = lift_words_text (lift_nodes_get (steps, i), LIFT_ITEM_TEXT);
      g_autofree char *line = g_strdup_printf ("%u  %s", i + 1, text);

      append_preview (self, line, "caption");
    }
}

static void
show_conflict (LiftIncidentPanel *self,
               LiftNode          *incident,
               gint64             now,
               gint64            *changes)
{
  GTimeZone *zone = lift_schedule_zone (lift_document_get_root (self->document));
  gboolean was = self->conflict != NULL, focused = was && lift_conflict_box_has_focus (LIFT_CONFLICT_BOX (self->conflict));

  if (!lift_conflict_box_update (&self->conflict, GTK_BOX (self->head), incident, zone, now, changes) && focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->menu_button));
  if (!was && self->conflict != NULL)
    lift_conflict_box_set_scrolls (LIFT_CONFLICT_BOX (self->conflict));
}

/* FALSE when there is none about the incident itself. */
gboolean
lift_incident_panel_focus_conflict (LiftIncidentPanel *self)
{
  return self->conflict != NULL && gtk_widget_child_focus (self->conflict, GTK_DIR_TAB_FORWARD);
}

void
lift_incident_panel_focus_step (LiftIncidentPanel *self,
                                const char        *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (LIFT_IS_STEP_ROW (row) && g_str_equal (lift_step_row_get_id (LIFT_STEP_ROW (row)), id))
      gtk_widget_grab_focus (row);
}

static void
show (LiftIncidentPanel *self)
{
  LiftNode *incident = get_incident (self);
  LiftNodes *steps, *incidents;
  g_autofree char *count = NULL;
  g_autofree char *which = NULL;
  g_autofree char *response = NULL;
  g_autofree char *title = NULL;
  guint index = 0;
  int severity;
  gboolean open;

  gtk_stack_set_visible_child_name (self->stack, incident != NULL ? "incident" : "none");
  if (incident == NULL)
    return;

  incidents = lift_node_get_list (lift_document_get_root (self->document), LIFT_RELEASE_INCIDENTS);
  lift_nodes_index (incidents, incident, &index);
  steps = lift_node_get_list (incident, LIFT_INCIDENT_ITEMS);
  severity = lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY);
  response = lift_words_text (lift_document_get_root (self->document), LIFT_RELEASE_RESPONSE_TITLE);
  title = lift_words_text (incident, LIFT_INCIDENT_TITLE);
  open = lift_incident_is_open (incident);
  count = lift_words_of (lift_nodes_n_closed (steps), lift_nodes_get_n (steps));
  /* Translators: which incident of the release is shown */
  which = g_strdup_printf (_("Incident %1$u of %2$u"), index + 1, lift_nodes_get_n (incidents));

  gtk_label_set_label (self->severity, severity != LIFT_SEVERITY_UNSET ? lift_enum_label (LIFT_ENUM_SEVERITY, severity) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->severity), severity != LIFT_SEVERITY_UNSET);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->state, lift_enum_label (LIFT_ENUM_INCIDENT_STATE, lift_node_get_enum (incident, LIFT_INCIDENT_STATE)));
  gtk_widget_set_visible (self->switch_box, lift_nodes_get_n (incidents) > 1);
  gtk_menu_button_set_label (self->switch_button, which);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->switch_button), GTK_ACCESSIBLE_PROPERTY_LABEL, which, -1);
  gtk_label_set_label (self->steps_title, *response != '\0' ? response : _("Response"));
  gtk_label_set_label (self->steps_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), lift_nodes_get_n (steps) > 0);
  gtk_widget_set_visible (self->no_steps, lift_nodes_get_n (steps) == 0);
  gtk_button_set_label (self->resolve_button, open ? _("_Resolve") : _("Re_open"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->resolve_button), "s", self->incident);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->resolve_button), open ? "win.incident-resolve" : "win.incident-reopen");
  show_conflict (self, incident, lift_clock_now (), NULL);
  if (open)
    gtk_widget_remove_css_class (self->head, "resolved");
  else
    gtk_widget_add_css_class (self->head, "resolved");
}

void
lift_incident_panel_update_time (LiftIncidentPanel *self,
                                 gint64             now,
                                 gint64            *changes)
{
  LiftNode *incident = get_incident (self);
  GTimeZone *zone;
  g_autofree char *timer = NULL;
  g_autofree char *since = NULL;

  if (incident == NULL)
    return;

  zone = lift_schedule_zone (lift_document_get_root (self->document));
  timer = lift_incident_words_duration (incident, now, changes);
  since = lift_incident_words_since (incident, zone, now, changes);
  gtk_label_set_label (self->timer, timer);
  gtk_label_set_label (self->since, since);
  show_conflict (self, incident, now, changes);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (LIFT_IS_STEP_ROW (row))
      lift_step_row_update_time (LIFT_STEP_ROW (row), zone, now, changes);
}

static void
bind_steps (LiftIncidentPanel *self)
{
  g_autoptr(GListModel) model = NULL;

  if (get_incident (self) != NULL)
    model = lift_document_get_list (self->document, self->incident, LIFT_INCIDENT_ITEMS);
  gtk_list_box_bind_model (self->steps, model, create_step, self, NULL);
}

static void
set_document (LiftIncidentPanel *self,
              LiftDocument      *document)
{
  if (self->document == document)
    return;

  if (self->document != NULL)
    g_clear_signal_handler (&self->changed_handler, self->document);
  g_set_object (&self->document, document);
  if (document != NULL)
    self->changed_handler = g_signal_connect_object (document, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->incident, g_free);
  if (document != NULL)
    show_preview (self);
  bind_steps (self);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
}

static void
set_incident (LiftIncidentPanel *self,
              const char        *id)
{
  if (g_strcmp0 (self->incident, id) == 0)
    return;

  g_free (self->incident);
  self->incident = g_strdup (id);
  bind_steps (self);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_INCIDENT]);
}

static void
lift_incident_panel_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  LiftIncidentPanel *self = LIFT_INCIDENT_PANEL (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_INCIDENT:
      g_value_set_string (value, self->incident);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_incident_panel_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  LiftIncidentPanel *self = LIFT_INCIDENT_PANEL (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      set_document (self, g_value_get_object (value));
      break;
    case PROP_INCIDENT:
      set_incident (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_incident_panel_dispose (GObject *object)
{
  LiftIncidentPanel *self = LIFT_INCIDENT_PANEL (object);

  if (self->steps != NULL)
    gtk_list_box_bind_model (self->steps, NULL, NULL, NULL, NULL);
  if (self->document != NULL)
    g_clear_signal_handler (&self->changed_handler, self->document);
  g_clear_object (&self->document);
  g_clear_pointer (&self->incident, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LIFT_TYPE_INCIDENT_PANEL);

  G_OBJECT_CLASS (lift_incident_panel_parent_class)->dispose (object);
}

static void
lift_incident_panel_class_init (LiftIncidentPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lift_incident_panel_get_property;
  object_class->set_property = lift_incident_panel_set_property;
  object_class->dispose = lift_incident_panel_dispose;

  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LIFT_TYPE_DOCUMENT, flags);
  props[PROP_INCIDENT] = g_param_spec_string ("incident", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "incidentpanel");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.close-panel", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/incident/incident-panel.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LiftIncidentPanel, name)
  CHILD (stack);
  CHILD (preview);
  CHILD (head);
  CHILD (severity);
  CHILD (title);
  CHILD (menu_button);
  CHILD (timer);
  CHILD (state);
  CHILD (since);
  CHILD (switch_box);
  CHILD (switch_button);
  CHILD (steps_title);
  CHILD (steps_count);
  CHILD (steps);
  CHILD (no_steps);
  CHILD (resolve_button);
#undef CHILD
}

static void
lift_incident_panel_init (LiftIncidentPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->switch_button, create_switch_cb, self, NULL);
  show (self);
}

GtkWidget *
lift_incident_panel_new (void)
{
  return g_object_new (LIFT_TYPE_INCIDENT_PANEL, NULL);
}
