/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "looks.h"

#define EM_AT_11_PT (11.0 * 96 / 72)

static const struct
{
  const char *icon, *class;
} phase_looks[] = {
  [LIFT_PHASE_UPCOMING] = { "content-loading-symbolic", "quiet" },
  [LIFT_PHASE_IN_PROGRESS] = { "media-playback-start-symbolic", "accent" },
  [LIFT_PHASE_DUE_SOON] = { "alarm-symbolic", "warning" },
  [LIFT_PHASE_OVERDUE] = { "dialog-warning-symbolic", "error" },
  [LIFT_PHASE_DONE] = { "object-select-symbolic", "success" },
};

static const struct
{
  const char *icon, *class;
} item_looks[] = {
  [LIFT_ITEM_OPEN] = { NULL, "open" },
  [LIFT_ITEM_DONE] = { "object-select-symbolic", "done" },
  [LIFT_ITEM_BLOCKED] = { "lift-blocked-symbolic", "blocked" },
  [LIFT_ITEM_FAILED] = { "lift-failed-symbolic", "failed" },
  [LIFT_ITEM_SKIPPED] = { "lift-skipped-symbolic", "skipped" },
  [LIFT_ITEM_NOT_APPLICABLE] = { "lift-na-symbolic", "na" },
};

static const struct
{
  const char *icon, *class;
} outcome_looks[] = {
  [LIFT_OUTCOME_NONE] = { "media-playback-start-symbolic", "accent" },
  [LIFT_OUTCOME_SUCCEEDED] = { "object-select-symbolic", "success" },
  [LIFT_OUTCOME_ROLLED_BACK] = { "document-revert-symbolic", "warning" },
  [LIFT_OUTCOME_FAILED] = { "lift-failed-symbolic", "error" },
  [LIFT_OUTCOME_ABORTED] = { "media-playback-stop-symbolic", "quiet" },
};

const char *
lift_phase_state_icon (LiftPhaseState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (phase_looks), NULL);
  return phase_looks[state].icon;
}

const char *
lift_phase_state_class (LiftPhaseState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (phase_looks), NULL);
  return phase_looks[state].class;
}

/* What is not pressing looks quiet, whatever its items say; what is done stays done. */
static const char *const quiet_icons[] = {
  [LIFT_QUIET_HELD] = "media-playback-pause-symbolic",
  [LIFT_QUIET_ABORTED] = "media-playback-stop-symbolic",
  [LIFT_QUIET_CLOSED] = "media-playback-stop-symbolic",
  [LIFT_QUIET_ATTEMPT] = "content-loading-symbolic",
  [LIFT_QUIET_RUNNING] = "content-loading-symbolic",
};

const char *
lift_phase_icon (const LiftNode *release,
                 const LiftNode *phase,
                 LiftPhaseState  state)
{
  LiftQuiet quiet = lift_schedule_quiet (release, phase);

  return state == LIFT_PHASE_DONE || quiet == LIFT_QUIET_NOT ? lift_phase_state_icon (state) : quiet_icons[quiet];
}

const char *
lift_phase_class (const LiftNode *release,
                  const LiftNode *phase,
                  LiftPhaseState  state)
{
  return lift_phase_state_class (state == LIFT_PHASE_DONE || lift_schedule_quiet (release, phase) == LIFT_QUIET_NOT ? state : LIFT_PHASE_UPCOMING);
}

const char *
lift_release_state_icon (LiftReleaseState state)
{
  static const char *const icons[] = {
    [LIFT_RELEASE_PLANNED] = "content-loading-symbolic",
    [LIFT_RELEASE_ACTIVE] = "media-playback-start-symbolic",
    [LIFT_RELEASE_ON_HOLD] = "media-playback-pause-symbolic",
    [LIFT_RELEASE_RELEASED] = "object-select-symbolic",
    [LIFT_RELEASE_ROLLED_BACK] = "media-seek-backward-symbolic",
    [LIFT_RELEASE_ABORTED] = "media-playback-stop-symbolic",
    [LIFT_RELEASE_CLOSED] = "changes-prevent-symbolic",
  };

  g_return_val_if_fail (state < G_N_ELEMENTS (icons), NULL);
  return icons[state];
}

const char *
lift_item_state_icon (LiftItemState state)
{
  g_return_val_if_fail (state < LIFT_N_ITEM_STATES, NULL);
  return item_looks[state].icon;
}

const char *
lift_item_state_class (LiftItemState state)
{
  g_return_val_if_fail (state < LIFT_N_ITEM_STATES, NULL);
  return item_looks[state].class;
}

/* One whose outcome is in conflict runs. */
static LiftOutcome
get_outcome (const LiftNode *deployment)
{
  return lift_deployment_state (deployment) == LIFT_DEPLOY_OVER ? (LiftOutcome) lift_node_get_enum (deployment, LIFT_DEPLOYMENT_OUTCOME) : LIFT_OUTCOME_NONE;
}

const char *
lift_deployment_icon (const LiftNode *deployment)
{
  if (lift_deployment_state (deployment) == LIFT_DEPLOY_WAITS)
    return lift_phase_state_icon (LIFT_PHASE_UPCOMING);
  return outcome_looks[get_outcome (deployment)].icon;
}

const char *
lift_deployment_class (const LiftNode *deployment)
{
  if (lift_deployment_state (deployment) == LIFT_DEPLOY_WAITS)
    return lift_phase_state_class (LIFT_PHASE_UPCOMING);
  return outcome_looks[get_outcome (deployment)].class;
}

double
lift_text_scale (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontDescription *font = pango_context_get_font_description (context);
  double em = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    em *= pango_cairo_context_get_resolution (context) / 72;
  return em > 0 ? em / EM_AT_11_PT : 1;
}

void
lift_set_state_class (GtkWidget  *widget,
                      const char *class)
{
  for (guint i = 0; i < G_N_ELEMENTS (phase_looks); i++)
    if (g_strcmp0 (phase_looks[i].class, class) != 0)
      gtk_widget_remove_css_class (widget, phase_looks[i].class);
  if (class)
    gtk_widget_add_css_class (widget, class);
}

char *
lift_escape_mnemonic (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}
