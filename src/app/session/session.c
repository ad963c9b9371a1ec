/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "clock.h"
#include "core/conflict.h"
#include "core/moment.h"
#include "session-private.h"
#include "settings.h"

G_DEFINE_FINAL_TYPE (LiftSession, lift_session, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (LiftSessionState, lift_session_state,
                    G_DEFINE_ENUM_VALUE (LIFT_SESSION_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (LIFT_SESSION_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (LIFT_SESSION_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (LIFT_SESSION_FAILED, "failed"))

enum
{
  PROP_STATE = 1,
  PROP_SAVE_ERROR,
  PROP_NOTICE,
  N_PROPS,
};

enum
{
  MESSAGE,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

void
lift_session_set_state (LiftSession      *self,
                        LiftSessionState  state,
                        const char       *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
    }
  if (g_strcmp0 (self->save_error, error) != 0)
    {
      g_free (self->save_error);
      self->save_error = g_strdup (error);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SAVE_ERROR]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* What the person must not miss: it waits until somebody takes it. */
void
lift_session_tell (LiftSession *self,
                   const char  *notice)
{
  g_autofree char *before = g_steal_pointer (&self->notice);

  self->notice = before != NULL ? g_strjoin ("\n", before, notice, NULL) : g_strdup (notice);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTICE]);
}

/* The object */

static void
lift_session_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LiftSession *self = LIFT_SESSION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SAVE_ERROR:
      g_value_set_string (value, self->save_error);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_session_dispose (GObject *object)
{
  LiftSession *self = LIFT_SESSION (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  lift_session_end_retry (self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->target_monitor);
  if (self->mount_monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->mount_monitor, self);
  g_clear_object (&self->mount_monitor);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (lift_session_parent_class)->dispose (object);
}

static void
lift_session_finalize (GObject *object)
{
  LiftSession *self = LIFT_SESSION (object);

  g_free (self->path);
  g_free (self->save_error);
  g_free (self->notice);
  g_clear_pointer (&self->copy, lift_recovery_free);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_free (self->copy_error);
  g_clear_pointer (&self->undurable, lift_node_unref);
  g_free (self->who);
  g_rand_free (self->rand);

  G_OBJECT_CLASS (lift_session_parent_class)->finalize (object);
}

static void
lift_session_class_init (LiftSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lift_session_get_property;
  object_class->dispose = lift_session_dispose;
  object_class->finalize = lift_session_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, LIFT_TYPE_SESSION_STATE, LIFT_SESSION_SAVED, read);
  props[PROP_SAVE_ERROR] = g_param_spec_string ("save-error", NULL, NULL, NULL, read);
  props[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[MESSAGE] = g_signal_new ("message", LIFT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lift_session_init (LiftSession *self)
{
  self->rand = g_rand_new ();
  self->recovered = LIFT_NO_INSTANT;
}

LiftSession *
lift_session_open_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

LiftDocument *
lift_session_get_document (LiftSession *self)
{
  return self->document;
}

const char *
lift_session_get_path (LiftSession *self)
{
  return self->path;
}

LiftSessionState
lift_session_get_state (LiftSession *self)
{
  return self->state;
}

const char *
lift_session_get_save_error (LiftSession *self)
{
  return self->save_error;
}

/* Returns: (transfer full) (nullable) */
char *
lift_session_take_notice (LiftSession *self)
{
  return g_steal_pointer (&self->notice);
}

const LiftAct *
lift_session_act (LiftSession *self)
{
  g_free (self->who);
  self->who = lift_settings_dup_user_name ();
  self->act = (LiftAct) { self->who, lift_clock_now (), self->rand };
  return &self->act;
}

static void
say_left_out (LiftSession *self,
              guint        left_out)
{
  g_autofree char *text = NULL;

  if (left_out == 0)
    return;

  text = g_strdup_printf (ngettext ("%u change was left out: it was changed elsewhere meanwhile",
                                     "%u changes were left out: they were changed elsewhere meanwhile", left_out), left_out);
  lift_session_say (self, text);
}

gboolean
lift_session_apply (LiftSession *self,
                    LiftGroup   *group,
                    GError      *error)
{
  g_autoptr(LiftGroup) owned_group = group;
  g_autoptr(GError) owned_error = error;
  const char *refusal = owned_group != NULL ? lift_document_get_refusal (self->document, lift_group_get_verb (owned_group)) : NULL;
  LiftNode *before = lift_document_get_root (self->document);

  if (owned_group == NULL || refusal != NULL)
    {
      lift_session_say (self, owned_group == NULL && owned_error != NULL ? owned_error->message : refusal);
      return FALSE;
    }
  if (lift_group_get_n_edits (owned_group) == 0)
    return FALSE;

  say_left_out (self, lift_document_apply (self->document, owned_group, LIFT_ORIGIN_USER, lift_session_act (self)));
  return before != lift_document_get_root (self->document);
}

void
lift_session_undo (LiftSession *self)
{
  if (lift_document_can_undo (self->document))
    say_left_out (self, lift_document_undo (self->document, lift_session_act (self)));
}

void
lift_session_redo (LiftSession *self)
{
  if (lift_document_can_redo (self->document))
    say_left_out (self, lift_document_redo (self->document, lift_session_act (self)));
}

/* Takes over what is in the file; says what it brought to decide. */
void
lift_session_take (LiftSession *self,
                   LiftNode    *snapshot,
                   LiftNode    *written)
{
  guint before = lift_root_count_conflicts (lift_document_get_root (self->document)), after;
  g_autofree char *text = NULL;

  lift_document_take_external (self->document, snapshot, written);
  after = lift_root_count_conflicts (lift_document_get_root (self->document));
  if (after <= before)
    return;
  text = g_strdup_printf (ngettext ("Changes of others were merged: %u conflict to decide",
                                    "Changes of others were merged: %u conflicts to decide", after - before), after - before);
  lift_session_say (self, text);
}

void
lift_session_say (LiftSession *self,
                  const char  *text)
{
  if (text != NULL)
    g_signal_emit (self, signals[MESSAGE], 0, text);
}
