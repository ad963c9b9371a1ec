/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/attempt.h"
#include "core/words.h"
#include "deployment/deployment-card.h"
#include "phase-header-private.h"
#include "phase-menu.h"
#include "phase-notes.h"
#include "widgets/looks.h"
#include "widgets/strip.h"

#define SHORT_PARTS 2

G_DEFINE_FINAL_TYPE (LiftPhaseHeader, lift_phase_header, GTK_TYPE_WIDGET)

static void
lift_phase_header_dispose (GObject *object)
{
  g_clear_pointer (&LIFT_PHASE_HEADER (object)->card, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), LIFT_TYPE_PHASE_HEADER);

  G_OBJECT_CLASS (lift_phase_header_parent_class)->dispose (object);
}

static void
lift_phase_header_finalize (GObject *object)
{
  g_free (LIFT_PHASE_HEADER (object)->phase);

  G_OBJECT_CLASS (lift_phase_header_parent_class)->finalize (object);
}

static void
lift_phase_header_class_init (LiftPhaseHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lift_phase_header_dispose;
  object_class->finalize = lift_phase_header_finalize;
  widget_class->measure = lift_phase_header_measure;
  widget_class->size_allocate = lift_phase_header_size_allocate;
  widget_class->get_request_mode = lift_phase_header_get_request_mode;

  g_type_ensure (LIFT_TYPE_PHASE_NOTES);
  g_type_ensure (LIFT_TYPE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/checklist/phase-header.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LiftPhaseHeader, name)
  BIND (title);
  BIND (state_box);
  BIND (state_icon);
  BIND (state);
  BIND (separator);
  BIND (due);
  BIND (notes);
  BIND (filters);
  BIND (all_button);
  BIND (open_button);
  BIND (blocked_button);
  BIND (mine_button);
  BIND (all_count);
  BIND (open_count);
  BIND (blocked_count);
  BIND (mine_count);
  BIND (menu);
  BIND (strip);
  BIND (of);
  BIND (tally);
  BIND (tally_short);
#undef BIND
}

static void
lift_phase_header_init (LiftPhaseHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_count (GtkWidget  *button,
           GtkWidget  *count,
           const char *name,
           guint       n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *access = NULL;

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (count)), text) == 0)
    return;

  gtk_label_set_label (GTK_LABEL (count), text);
  access = g_strdup_printf ("%s %s", name, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, access, -1);
}

/* The part is there when it has something to show, or is what is shown. */
static void
show_blocked (LiftPhaseHeader *self,
              guint            n)
{
  gtk_widget_set_visible (self->blocked_button, n > 0 || self->filter == LIFT_FILTER_BLOCKED);
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  LiftPhaseHeader *self = user_data;
  g_autoptr(GMenu) menu = NULL;

  if (self->phase == NULL || gtk_menu_button_get_menu_model (button) != NULL)
    return;
  menu = lift_phase_menu_new (self->phase, self->earlier);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
forget_menu (LiftPhaseHeader *self)
{
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_menu_cb, self, NULL);
}

/* What does not depend on time. */
void
lift_phase_header_set_phase (LiftPhaseHeader *self,
                             const LiftNode  *phase)
{
  LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  guint n = lift_nodes_get_n (items), closed = lift_nodes_n_closed (items);
  guint blocked = lift_nodes_tally (items, LIFT_ITEM_BLOCKED) + lift_nodes_tally (items, LIFT_ITEM_FAILED);
  g_autofree char *title = lift_words_text (phase, LIFT_PHASE_TITLE);
  g_autofree char *of = lift_words_of (closed, n);
  g_autofree char *tally = lift_words_tally (items, 0);
  g_autofree char *tally_short = lift_words_tally (items, SHORT_PARTS);

  if (g_strcmp0 (self->phase, lift_node_get_id (phase)) != 0)
    {
      g_free (self->phase);
      self->phase = g_strdup (lift_node_get_id (phase));
      forget_menu (self);
    }

  gtk_label_set_label (GTK_LABEL (self->title), title);
  set_count (self->all_button, self->all_count, C_("filter", "All"), n);
  set_count (self->open_button, self->open_count, C_("filter", "To do"), n - closed);
  set_count (self->blocked_button, self->blocked_count, C_("filter", "Blocked"), blocked);
  show_blocked (self, blocked);
  gtk_label_set_label (GTK_LABEL (self->of), of);
  gtk_label_set_label (GTK_LABEL (self->tally), tally);
  gtk_label_set_label (GTK_LABEL (self->tally_short), tally_short);
  gtk_widget_set_visible (self->strip, n > 0);
  gtk_widget_set_visible (self->of, n > 0);
}

void
lift_phase_header_set_states (LiftPhaseHeader *self,
                              const guint8    *states,
                              guint            n)
{
  lift_strip_set_states (LIFT_STRIP (self->strip), states, n);
}

void
lift_phase_header_set_mine (LiftPhaseHeader *self,
                            guint            n)
{
  set_count (self->mine_button, self->mine_count, C_("filter", "Mine"), n);
}

void
lift_phase_header_set_filter (LiftPhaseHeader *self,
                              LiftFilter       filter)
{
  self->filter = filter;
  show_blocked (self, g_ascii_strtoull (gtk_label_get_label (GTK_LABEL (self->blocked_count)), NULL, 10));
}

void
lift_phase_header_set_read_only (LiftPhaseHeader *self,
                                 gboolean         read_only)
{
  gtk_widget_set_visible (self->menu, !read_only);
}

static gboolean
has_earlier (const LiftNode *release,
             const LiftNode *phase)
{
  LiftNodes *attempts = lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS);

  for (guint i = 0; i < lift_nodes_get_n (attempts); i++)
    if (lift_attempt_find_kept (lift_nodes_get (attempts, i), phase) != NULL)
      return TRUE;
  return FALSE;
}

static void
show_attempts (LiftPhaseHeader *self,
               const LiftNode  *release,
               const LiftNode  *phase,
               gint64           now,
               gint64          *changes)
{
  gboolean is_release_day = lift_schedule_is_release_day (phase);
  gboolean earlier = has_earlier (release, phase);

  if (self->earlier != earlier)
    {
      self->earlier = earlier;
      forget_menu (self);
    }
  if (is_release_day && self->card == NULL)
    {
      self->card = lift_deployment_card_new ();
      gtk_widget_set_parent (self->card, GTK_WIDGET (self));
    }
  if (is_release_day)
    lift_deployment_card_update (LIFT_DEPLOYMENT_CARD (self->card), release, phase, now, changes);
  if (self->card != NULL)
    gtk_widget_set_visible (self->card, is_release_day);
}

/* FALSE when the phase has no deployments. */
gboolean
lift_phase_header_focus_deployment (LiftPhaseHeader *self)
{
  return self->card != NULL && gtk_widget_get_visible (self->card) && gtk_widget_grab_focus (self->card);
}

void
lift_phase_header_update_time (LiftPhaseHeader *self,
                               const LiftNode  *release,
                               const LiftNode  *phase,
                               gint64           now,
                               gint64          *changes)
{
  GTimeZone *zone = lift_schedule_zone (release);
  LiftPhaseState state = lift_schedule_phase_state (release, phase, now, changes);
  g_autofree char *words = lift_words_phase_state (release, phase, now, zone, changes);
  g_autofree char *due = lift_words_due (release, phase, now);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), lift_phase_icon (release, phase, state));
  lift_set_state_class (self->state_icon, lift_phase_class (release, phase, state));
  lift_set_state_class (self->state, lift_phase_class (release, phase, state));
  gtk_label_set_label (GTK_LABEL (self->state), words);
  gtk_label_set_label (GTK_LABEL (self->due), due);
  lift_phase_notes_show (LIFT_PHASE_NOTES (self->notes), release, phase, now);
  show_attempts (self, release, phase, now, changes);
}
