/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sidebar.h"

#include "core/schedule.h"
#include "core/words.h"
#include "sidebar/countdown.h"
#include "sidebar/phase-list.h"
#include "sidebar/release-facts.h"
#include "sidebar/switcher.h"

struct _LiftSidebar
{
  AdwBin            parent_instance;

  LiftCountdown    *countdown;
  LiftReleaseFacts *facts;
  GtkProgressBar   *progress;
  GtkLabel         *count;
  LiftPhaseList    *list;
  LiftSwitcher     *switcher;

  LiftDocument     *document;
  char             *phase;
  gboolean          own_page;
};

G_DEFINE_FINAL_TYPE (LiftSidebar, lift_sidebar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_PHASE,
  PROP_OWN_PAGE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
changed_cb (LiftSidebar *self)
{
  g_autofree char *count = NULL;
  guint n, closed;

  if (!self->document)
    return;
  n = lift_schedule_n_items (lift_document_get_root (self->document), &closed);
  count = lift_words_of (closed, n);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) closed / n : 0);
  gtk_label_set_label (self->count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, count, -1);
}

static void
set_document (LiftSidebar  *self,
              LiftDocument *document)
{
  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, changed_cb, self);
  g_set_object (&self->document, document);
  if (document)
    g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

static void
lift_sidebar_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LiftSidebar *self = LIFT_SIDEBAR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PHASE:
      g_value_set_string (value, self->phase);
      break;
    case PROP_OWN_PAGE:
      g_value_set_boolean (value, self->own_page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_sidebar_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  LiftSidebar *self = LIFT_SIDEBAR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      if (self->document == g_value_get_object (value))
        return;
      set_document (self, g_value_get_object (value));
      break;
    case PROP_PHASE:
      if (g_strcmp0 (self->phase, g_value_get_string (value)) == 0)
        return;
      g_free (self->phase);
      self->phase = g_value_dup_string (value);
      break;
    case PROP_OWN_PAGE:
      if (self->own_page == g_value_get_boolean (value))
        return;
      self->own_page = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
lift_sidebar_dispose (GObject *object)
{
  LiftSidebar *self = LIFT_SIDEBAR (object);

  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, changed_cb, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (lift_sidebar_parent_class)->dispose (object);
}

static void
lift_sidebar_finalize (GObject *object)
{
  g_free (LIFT_SIDEBAR (object)->phase);
  G_OBJECT_CLASS (lift_sidebar_parent_class)->finalize (object);
}

static gboolean
lift_sidebar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LIFT_SIDEBAR (widget)->list));
}

/* Tab goes through all of it: the widget's own way would begin, and backwards end, with where it takes the focus. */
static gboolean
lift_sidebar_focus (GtkWidget        *widget,
                    GtkDirectionType  direction)
{
  return gtk_widget_child_focus (gtk_widget_get_first_child (widget), direction);
}

static void
lift_sidebar_class_init (LiftSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lift_sidebar_get_property;
  object_class->set_property = lift_sidebar_set_property;
  object_class->dispose = lift_sidebar_dispose;
  object_class->finalize = lift_sidebar_finalize;
  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LIFT_TYPE_DOCUMENT, flags);
  props[PROP_PHASE] = g_param_spec_string ("phase", NULL, NULL, NULL, flags);
  props[PROP_OWN_PAGE] = g_param_spec_boolean ("own-page", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (LIFT_TYPE_COUNTDOWN);
  g_type_ensure (LIFT_TYPE_PHASE_LIST);
  g_type_ensure (LIFT_TYPE_RELEASE_FACTS);
  g_type_ensure (LIFT_TYPE_SWITCHER);
  widget_class->focus = lift_sidebar_focus;
  widget_class->grab_focus = lift_sidebar_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/sidebar/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftSidebar, countdown);
  gtk_widget_class_bind_template_child (widget_class, LiftSidebar, facts);
  gtk_widget_class_bind_template_child (widget_class, LiftSidebar, progress);
  gtk_widget_class_bind_template_child (widget_class, LiftSidebar, count);
  gtk_widget_class_bind_template_child (widget_class, LiftSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, LiftSidebar, switcher);
}

static void
lift_sidebar_init (LiftSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lift_sidebar_new (void)
{
  return g_object_new (LIFT_TYPE_SIDEBAR, NULL);
}

void
lift_sidebar_update_time (LiftSidebar *self,
                          gint64       now,
                          gint64      *changes)
{
  g_return_if_fail (LIFT_IS_SIDEBAR (self));

  lift_countdown_update_time (self->countdown, now, changes);
  lift_release_facts_update_time (self->facts, now);
  lift_phase_list_update_time (self->list, now, changes);
}

void
lift_sidebar_open_switcher (LiftSidebar *self)
{
  g_return_if_fail (LIFT_IS_SIDEBAR (self));
  lift_switcher_open (self->switcher);
}
