/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "core/schedule.h"
#include "core/text.h"
#include "core/words.h"
#include "life/state-steps.h"
#include "widgets/looks.h"
#include "window-private.h"

/* What is said above the checklist: one thing at a time, the most urgent one. */
typedef struct
{
  char       *text;   /* NULL: nothing */
  const char *icon;
  const char *label;  /* of the button; NULL: none */
  const char *action;
  const char *target; /* of the action, or NULL */
  gboolean    warns;
  gboolean    copy;   /* with a button that saves elsewhere */
} Banner;

static void
banner_clear (Banner *banner)
{
  g_free (banner->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Banner, banner_clear)

/* The button of a state leads where the release most likely goes from there, if it may. */
static void
decide_by_state (LiftNode *release,
                 gint64    now,
                 gint64   *changes,
                 Banner   *banner)
{
  LiftReleaseState state = lift_node_get_enum (release, LIFT_RELEASE_STATE);
  LiftReleaseState to = state == LIFT_RELEASE_ABORTED ? LIFT_RELEASE_ACTIVE : lift_state_back (release);
  g_autofree char *words = NULL;

  if (state == LIFT_RELEASE_PLANNED || state == LIFT_RELEASE_ACTIVE || state == LIFT_RELEASE_RELEASED)
    return;

  words = lift_words_release_state (release, lift_schedule_zone (release), now, changes);
  banner->icon = lift_release_state_icon (state);
  if (state == LIFT_RELEASE_ON_HOLD)
    {
      banner->label = _("Resume");
      banner->action = "win.resume";
    }
  else if (state != LIFT_RELEASE_ROLLED_BACK && lift_state_offered (release, to))
    {
      banner->label = state == LIFT_RELEASE_CLOSED ? _("Reopen…") : _("Make Active…");
      banner->action = "win.release-state";
      banner->target = lift_enum_word (LIFT_ENUM_RELEASE_STATE, to);
    }
  if (state == LIFT_RELEASE_CLOSED)
    /* Translators: %s is a state with why, who and when: “Closed · Priya Shah, Mon 30 Nov, 16:40” */
    banner->text = g_strdup_printf (_("%s · cannot be changed"), words);
  else
    banner->text = g_steal_pointer (&words);
}

/* That work is not saved comes before that it cannot be done, and that before what the release is in. */
static void
decide (LiftWindow *self,
        gint64      now,
        gint64     *changes,
        Banner     *banner)
{
  LiftDocument *document = lift_window_get_document (self);
  const char *read_only = document != NULL ? lift_document_get_read_only (document) : NULL;
  const char *save_error = self->session != NULL ? lift_session_get_save_error (self->session) : NULL;

  *banner = (Banner) { .icon = "dialog-warning-symbolic" };
  if (save_error != NULL)
    {
      g_autofree char *copy = lift_session_dup_copy_words (self->session);

      banner->text = g_strjoin (copy != NULL ? "\n" : "", save_error, copy != NULL ? copy : "", NULL);
      banner->label = _("Save Again");
      banner->action = "win.retry-save";
      banner->warns = banner->copy = TRUE;
    }
  else if (read_only != NULL)
    {
      banner->text = g_strdup (read_only);
      banner->label = _("Read Again");
      banner->action = "win.reload";
      banner->warns = TRUE;
    }
  else if (document != NULL)
    decide_by_state (lift_document_get_root (document), now, changes, banner);
}

/* A button whose action is set anew is insensitive in between, and loses the focus. */
static void
set_action (GtkActionable *button,
            const char    *action,
            const char    *target)
{
  GVariant *shown = gtk_actionable_get_action_target_value (button);

  if (g_strcmp0 (gtk_actionable_get_action_name (button), action) == 0
      && g_strcmp0 (shown != NULL ? g_variant_get_string (shown, NULL) : NULL, target) == 0)
    return;
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target != NULL ? g_variant_new_string (target) : NULL);
  gtk_actionable_set_action_name (button, action);
}

/* What it says depends on time too: “yesterday, 16:40”. */
void
lift_window_show_banner (LiftWindow *self,
                         gint64      now,
                         gint64     *changes)
{
  g_auto(Banner) banner = { NULL };
  g_autofree char *shown = NULL;
  gboolean stacked;

  decide (self, now, changes, &banner);
  stacked = banner.copy && lift_fold_get_mode (self->fold) >= LIFT_FOLD_RAIL;
  if (banner.text != NULL)
    {
      /* Messages may quote the document or the name of a file. */
      shown = lift_text_visible (banner.text);
      if (g_strcmp0 (gtk_label_get_label (self->banner_label), shown) != 0)
        gtk_label_set_label (self->banner_label, shown);
      gtk_image_set_from_icon_name (self->banner_icon, banner.icon);
    }
  if (banner.label != NULL)
    {
      gtk_button_set_label (self->banner_button, banner.label);
      set_action (GTK_ACTIONABLE (self->banner_button), banner.action, banner.target);
    }
  if (banner.warns)
    gtk_widget_remove_css_class (GTK_WIDGET (self->banner_box), "calm");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->banner_box), "calm");
  /* One button has room beside the text, two have not. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->banner_box), stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), banner.label != NULL);
  gtk_widget_set_visible (self->banner_copy_button, banner.copy);
  gtk_revealer_set_reveal_child (self->banner, banner.text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->banner), banner.text != NULL);
}

void
lift_window_update_banner (LiftWindow *self)
{
  g_autofree char *notice = self->session != NULL ? lift_session_take_notice (self->session) : NULL;

  lift_window_show_banner (self, lift_clock_now (), NULL);
  if (notice != NULL)
    lift_window_notice (self, notice, NULL, NULL);
}

/* The menu of the states: what is possible now. */

static void
append_step (GMenu            *menu,
             LiftNode         *release,
             LiftReleaseState  state)
{
  LiftStateStep step = lift_state_step (release, state);
  g_autoptr(GMenuItem) item = g_menu_item_new (step.menu, NULL);

  g_menu_item_set_action_and_target (item, "win.release-state", "s", lift_enum_word (LIFT_ENUM_RELEASE_STATE, state));
  g_menu_append_item (menu, item);
}

void
lift_window_update_states (LiftWindow *self)
{
  LiftDocument *document = lift_window_get_document (self);
  LiftNode *root = document != NULL ? lift_document_get_root (document) : NULL;
  gboolean writable = root != NULL && lift_document_get_read_only (document) == NULL;
  gboolean held = root != NULL && lift_node_get_enum (root, LIFT_RELEASE_STATE) == LIFT_RELEASE_ON_HOLD;
  guint offered = held ? 1 : 0;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "release-state")), writable);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "resume")), writable && held);
  for (guint state = 0; root != NULL && state < lift_enum_n_words (LIFT_ENUM_RELEASE_STATE); state++)
    if (lift_state_offered (root, state))
      offered |= 1 << (state + 1);
  if (offered == self->states_offered)
    return;

  self->states_offered = offered;
  g_menu_remove_all (self->state_menu);
  if (held)
    g_menu_append (self->state_menu, _("_Resume"), "win.resume");
  for (guint state = 0; state < lift_enum_n_words (LIFT_ENUM_RELEASE_STATE); state++)
    if (offered & 1 << (state + 1))
      append_step (self->state_menu, root, state);
}
