/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "countdown.h"

#include <glib/gi18n.h>

#include "core/schedule.h"
#include "core/words.h"

struct _LiftCountdown
{
  GtkBox        parent_instance;

  GtkWidget    *tminus;
  GtkWidget    *moment;
  LiftDocument *document;
  gboolean      folded;
  gint64        now;
};

G_DEFINE_FINAL_TYPE (LiftCountdown, lift_countdown, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_FOLDED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
refresh (LiftCountdown *self,
         gint64        *changes)
{
  g_autofree char *tminus = NULL, *moment = NULL;
  LiftNode *root;
  gint64 at;

  if (!self->document || self->now == LIFT_NO_INSTANT)
    return;
  root = lift_document_get_root (self->document);
  at = lift_schedule_moment (root);
  if (at != LIFT_NO_INSTANT)
    {
      const char *zone = lift_node_get_text (root, LIFT_RELEASE_ZONE);
      g_autofree char *full = lift_words_full (at, lift_schedule_zone (root), FALSE);

      tminus = lift_words_countdown (at, self->now, changes);
      moment = g_strdup_printf ("%s %s", full, zone ? zone : "UTC");
    }
  else
    {
      tminus = g_strdup (_("No Date Yet"));
      moment = g_strdup (_("Deadlines follow the release date"));
    }
  if (lift_schedule_quiet (root, NULL) != LIFT_QUIET_NOT)
    gtk_widget_add_css_class (self->tminus, "quiet");
  else
    gtk_widget_remove_css_class (self->tminus, "quiet");
  gtk_label_set_label (GTK_LABEL (self->tminus), tminus);
  gtk_label_set_label (GTK_LABEL (self->moment), moment);
}

static void
changed_cb (LiftCountdown *self)
{
  refresh (self, NULL);
}

static void
set_folded (LiftCountdown *self,
            gboolean       folded)
{
  self->folded = folded;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), folded ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), folded ? 10 : 2);
  if (folded)
    gtk_widget_add_css_class (self->tminus, "lesser");
  else
    gtk_widget_remove_css_class (self->tminus, "lesser");
}

static void
lift_countdown_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LiftCountdown *self = LIFT_COUNTDOWN (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_countdown_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LiftCountdown *self = LIFT_COUNTDOWN (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      if (self->document == g_value_get_object (value))
        return;
      if (self->document)
        g_signal_handlers_disconnect_by_func (self->document, changed_cb, self);
      g_set_object (&self->document, g_value_get_object (value));
      if (self->document)
        g_signal_connect_object (self->document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      refresh (self, NULL);
      break;
    case PROP_FOLDED:
      if (self->folded == g_value_get_boolean (value))
        return;
      set_folded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
lift_countdown_dispose (GObject *object)
{
  LiftCountdown *self = LIFT_COUNTDOWN (object);

  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, changed_cb, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (lift_countdown_parent_class)->dispose (object);
}

static void
lift_countdown_class_init (LiftCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lift_countdown_get_property;
  object_class->set_property = lift_countdown_set_property;
  object_class->dispose = lift_countdown_dispose;
  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LIFT_TYPE_DOCUMENT, flags);
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/sidebar/countdown.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftCountdown, tminus);
  gtk_widget_class_bind_template_child (widget_class, LiftCountdown, moment);
}

static void
lift_countdown_init (LiftCountdown *self)
{
  self->now = LIFT_NO_INSTANT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* As lift_phase_list_update_time (). */
void
lift_countdown_update_time (LiftCountdown *self,
                            gint64         now,
                            gint64        *changes)
{
  g_return_if_fail (LIFT_IS_COUNTDOWN (self));

  self->now = now;
  refresh (self, changes);
}
