/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rail.h"

#include "sidebar/phase-list.h"

struct _LiftRail
{
  AdwBin         parent_instance;

  LiftPhaseList *list;
  LiftDocument  *document;
  char          *phase;
};

G_DEFINE_FINAL_TYPE (LiftRail, lift_rail, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_PHASE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
lift_rail_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  LiftRail *self = LIFT_RAIL (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PHASE:
      g_value_set_string (value, self->phase);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_rail_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  LiftRail *self = LIFT_RAIL (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      if (!g_set_object (&self->document, g_value_get_object (value)))
        return;
      break;
    case PROP_PHASE:
      if (g_strcmp0 (self->phase, g_value_get_string (value)) == 0)
        return;
      g_free (self->phase);
      self->phase = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
lift_rail_dispose (GObject *object)
{
  g_clear_object (&LIFT_RAIL (object)->document);
  G_OBJECT_CLASS (lift_rail_parent_class)->dispose (object);
}

static void
lift_rail_finalize (GObject *object)
{
  g_free (LIFT_RAIL (object)->phase);
  G_OBJECT_CLASS (lift_rail_parent_class)->finalize (object);
}

static gboolean
lift_rail_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LIFT_RAIL (widget)->list));
}

/* Tab goes through all of it: the widget's own way would begin, and backwards end, with where it takes the focus. */
static gboolean
lift_rail_focus (GtkWidget        *widget,
                 GtkDirectionType  direction)
{
  return gtk_widget_child_focus (gtk_widget_get_first_child (widget), direction);
}

static void
lift_rail_class_init (LiftRailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lift_rail_get_property;
  object_class->set_property = lift_rail_set_property;
  object_class->dispose = lift_rail_dispose;
  object_class->finalize = lift_rail_finalize;
  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LIFT_TYPE_DOCUMENT, flags);
  props[PROP_PHASE] = g_param_spec_string ("phase", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (LIFT_TYPE_PHASE_LIST);
  widget_class->focus = lift_rail_focus;
  widget_class->grab_focus = lift_rail_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/sidebar/rail.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftRail, list);
}

static void
lift_rail_init (LiftRail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lift_rail_new (void)
{
  return g_object_new (LIFT_TYPE_RAIL, NULL);
}

/* As lift_sidebar_update_time (). */
void
lift_rail_update_time (LiftRail *self,
                       gint64    now,
                       gint64   *changes)
{
  g_return_if_fail (LIFT_IS_RAIL (self));
  lift_phase_list_update_time (self->list, now, changes);
}
