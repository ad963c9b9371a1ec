/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "attempt-words.h"
#include "card-line.h"
#include "core/words.h"
#include "deployment-card.h"
#include "deployment-row.h"
#include "widgets/looks.h"

/* What the deployments take, for text of 11 pt: one line at least, and four of them at most; the rest scrolls. */
#define LEAST_HEIGHT 46
#define MOST_HEIGHT  218
/* However large the text is. */
#define MOST_PIXELS  240

struct _LiftDeploymentCard
{
  GtkWidget  parent_instance;

  GtkWidget *column;
  GtkWidget *none;     /* before the first deployment */
  GtkWidget *attempt;  /* above several deployments */
  GtkWidget *new_attempt;
  GtkWidget *scroller;
  GtkWidget *rows;
  GtkWidget *warning;
  GtkWidget *earlier;
};

G_DEFINE_FINAL_TYPE (LiftDeploymentCard, lift_deployment_card, GTK_TYPE_WIDGET)

static void
lift_deployment_card_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  LiftDeploymentCard *self = LIFT_DEPLOYMENT_CARD (widget);
  double scale = lift_text_scale (widget);
  int rows, scroller, others;

  gtk_widget_measure (self->column, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL || !gtk_widget_get_visible (self->scroller))
    return;

  /* A scroller does not know how high its rows are in this width. */
  gtk_widget_measure (self->rows, orientation, for_size, NULL, &rows, NULL, NULL);
  gtk_widget_measure (self->scroller, orientation, for_size, NULL, &scroller, NULL, NULL);
  others = *natural - scroller;
  *minimum = others + MIN (rows, LEAST_HEIGHT * scale);
  *natural = others + MIN (rows, MAX (MIN (MOST_HEIGHT * scale, MOST_PIXELS), LEAST_HEIGHT * scale));
}

static void
lift_deployment_card_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  gtk_widget_size_allocate (LIFT_DEPLOYMENT_CARD (widget)->column, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static GtkSizeRequestMode
lift_deployment_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
has_focus (LiftDeploymentCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->column) && gtk_widget_get_mapped (focus);
}

/* What can be recorded first. The toolkit asks for it too, a moment after what had the focus went. */
static gboolean
lift_deployment_card_grab_focus (GtkWidget *widget)
{
  LiftDeploymentCard *self = LIFT_DEPLOYMENT_CARD (widget);

  return has_focus (self) || gtk_widget_child_focus (self->column, GTK_DIR_TAB_FORWARD);
}

static void
lift_deployment_card_dispose (GObject *object)
{
  g_clear_pointer (&LIFT_DEPLOYMENT_CARD (object)->column, gtk_widget_unparent);

  G_OBJECT_CLASS (lift_deployment_card_parent_class)->dispose (object);
}

static void
lift_deployment_card_class_init (LiftDeploymentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_deployment_card_dispose;
  widget_class->measure = lift_deployment_card_measure;
  widget_class->size_allocate = lift_deployment_card_size_allocate;
  widget_class->get_request_mode = lift_deployment_card_get_request_mode;
  widget_class->grab_focus = lift_deployment_card_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "deployments");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static LiftCardLine *
add_line (LiftDeploymentCard  *self,
          GtkWidget          **line)
{
  *line = lift_card_line_new ();
  gtk_widget_set_visible (*line, FALSE);
  gtk_box_append (GTK_BOX (self->column), *line);
  return LIFT_CARD_LINE (*line);
}

static void
lift_deployment_card_init (LiftDeploymentCard *self)
{
  LiftCardLine *line;

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->column, "card");
  gtk_widget_set_overflow (self->column, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Deployment"), -1);

  line = add_line (self, &self->none);
  lift_card_line_set_icon (line, lift_phase_state_icon (LIFT_PHASE_UPCOMING), lift_phase_state_class (LIFT_PHASE_UPCOMING));
  lift_card_line_set_text (line, _("Not deployed yet"), "");
  lift_card_line_add_button (line, _("Start Deployment"), _("Records that it was started now; everything can be corrected later"), "win.deploy-start", "");
  lift_card_line_add_button (line, _("Plan…"), _("Records that a deployment is planned"), "win.deploy-plan", NULL);

  line = add_line (self, &self->attempt);
  self->new_attempt = lift_card_line_add_button (line, _("New Attempt…"), _("Records that it is deployed again"), "win.deploy-new-attempt", NULL);
  lift_card_line_add_button (line, _("Add Target…"), _("Records that a deployment to another target is planned"), "win.deploy-plan", NULL);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->rows);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self->column), self->scroller);

  line = add_line (self, &self->warning);
  lift_card_line_set_icon (line, "dialog-warning-symbolic", "warning");
  lift_set_state_class (lift_card_line_get_text (line), "warning");
  gtk_widget_add_css_class (lift_card_line_get_text (line), "caption");

  line = add_line (self, &self->earlier);
  gtk_widget_add_css_class (lift_card_line_get_text (line), "quiet");
  lift_card_line_add_button (line, _("Look…"), _("Show the deployments and ticks of earlier attempts"), "win.earlier-attempts", NULL);
}

GtkWidget *
lift_deployment_card_new (void)
{
  return g_object_new (LIFT_TYPE_DEPLOYMENT_CARD, NULL);
}

/* The row with the focus, or all if it is elsewhere among them. */
static GtkWidget *
find_focused (LiftDeploymentCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL, *row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->column))
    return NULL;
  row = gtk_widget_get_ancestor (focus, LIFT_TYPE_DEPLOYMENT_ROW);
  return row != NULL ? row : self->column;
}

/* Those of an earlier attempt are looked at elsewhere, but for one that runs: its end has to be recorded. */
static gboolean
is_shown (const LiftNode *release,
          const LiftNode *attempt,
          const LiftNode *deployment)
{
  return attempt == lift_attempt_current (release) || lift_deployment_state (deployment) == LIFT_DEPLOY_RUNS;
}

static void
show_rows (LiftDeploymentCard *self,
           const LiftNode     *release,
           gint64              now,
           gint64             *changes)
{
  LiftNodes *attempts = lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS);
  GtkWidget *row = gtk_widget_get_first_child (self->rows);
  gboolean any = FALSE;

  for (guint a = 0; a < lift_nodes_get_n (attempts); a++)
    {
      LiftNode *attempt = lift_nodes_get (attempts, a);
      LiftNodes *deployments = lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS);

      for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
        {
          if (!is_shown (release, attempt, lift_nodes_get (deployments, i)))
            continue;
          if (row == NULL)
            {
              row = lift_deployment_row_new ();
              gtk_box_append (GTK_BOX (self->rows), row);
            }
          lift_deployment_row_show (LIFT_DEPLOYMENT_ROW (row), release, attempt, lift_nodes_get (deployments, i), now, changes);
          gtk_widget_set_visible (row, TRUE);
          row = gtk_widget_get_next_sibling (row);
          any = TRUE;
        }
    }
  /* The menu of a row may be what takes it away. */
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_widget_set_visible (row, FALSE);
  gtk_widget_set_visible (self->scroller, any);
}

static void
show_attempt (LiftDeploymentCard *self,
              const LiftNode     *release,
              const LiftNode     *attempt)
{
  guint n = attempt != NULL ? lift_nodes_get_n (lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS)) : 0;
  g_autofree char *name = NULL;
  g_autofree char *tally = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->none, n == 0);
  gtk_widget_set_visible (self->attempt, n > 1);
  if (n <= 1)
    return;

  name = lift_words_attempt (release, attempt);
  tally = lift_attempt_dup_tally (attempt);
  /* Translators: how many targets a release is deployed to, and how many of them stand how: “5 targets · 2 succeeded · 3 planned” */
  words = g_strdup_printf (ngettext ("%u target · %s", "%u targets · %s", n), n, tally);
  lift_card_line_set_text (LIFT_CARD_LINE (self->attempt), name, words);
  gtk_widget_set_visible (self->new_attempt, lift_attempt_is_over (attempt));
}

/* Whether something waits to be started. */
static gboolean
may_start (const LiftNode *release,
           const LiftNode *attempt)
{
  LiftNodes *deployments = attempt != NULL ? lift_node_get_list (attempt, LIFT_ATTEMPT_DEPLOYMENTS) : NULL;
  int state = lift_node_get_enum (release, LIFT_RELEASE_STATE);

  if (state == LIFT_RELEASE_ABORTED || state == LIFT_RELEASE_CLOSED)
    return FALSE;
  for (guint i = 0; i < lift_nodes_get_n (deployments); i++)
    if (lift_deployment_state (lift_nodes_get (deployments, i)) == LIFT_DEPLOY_WAITS)
      return TRUE;
  return lift_nodes_get_n (deployments) == 0 || (lift_attempt_is_over (attempt) && !lift_attempt_succeeded (attempt));
}

static void
show_warning (LiftDeploymentCard *self,
              const LiftNode     *release,
              const LiftNode     *attempt,
              gint64              now,
              gint64             *changes)
{
  g_auto(LiftClash) clash = { 0 };
  g_autofree char *words = NULL;

  if (may_start (release, attempt))
    {
      lift_clash_now (release, now, &clash, changes);
      words = lift_words_clash_now (release, &clash);
      lift_card_line_set_text (LIFT_CARD_LINE (self->warning), "", words);
    }
  gtk_widget_set_visible (self->warning, words != NULL && *words != '\0');
}

static void
show_earlier (LiftDeploymentCard *self,
              const LiftNode     *release,
              const LiftNode     *phase)
{
  LiftNodes *attempts = lift_node_get_list (release, LIFT_RELEASE_ATTEMPTS), *deployments;
  guint n = lift_nodes_get_n (attempts);
  LiftNode *before;
  g_autofree char *summary = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->earlier, n > 1);
  if (n <= 1)
    return;

  before = lift_nodes_get (attempts, n - 2);
  deployments = lift_node_get_list (before, LIFT_ATTEMPT_DEPLOYMENTS);
  if (lift_nodes_get_n (deployments) > 0)
    lift_card_line_set_icon (LIFT_CARD_LINE (self->earlier), lift_deployment_icon (lift_nodes_get (deployments, lift_nodes_get_n (deployments) - 1)), "quiet");
  summary = lift_attempt_dup_summary (release, before, phase);
  /* Translators: %s is how the last but one attempt ended; before it there were others */
  words = n > 2 ? g_strdup_printf (ngettext ("%s, and %u attempt before it", "%s, and %u attempts before it", n - 2), summary, n - 2)
                : g_strdup (summary);
  lift_card_line_set_text (LIFT_CARD_LINE (self->earlier), "", words);
}

/* What was pressed may be gone: the focus goes to what can be recorded next. */
static void
keep_focus (LiftDeploymentCard *self,
            GtkWidget          *row)
{
  if (has_focus (self))
    return;
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  if (!gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (self->column, GTK_DIR_TAB_FORWARD);
}

void
lift_deployment_card_update (LiftDeploymentCard *self,
                             const LiftNode     *release,
                             const LiftNode     *phase,
                             gint64              now,
                             gint64             *changes)
{
  const LiftNode *attempt = lift_attempt_current (release);
  GtkWidget *focused = find_focused (self);

  show_attempt (self, release, attempt);
  show_rows (self, release, now, changes);
  show_warning (self, release, attempt, now, changes);
  show_earlier (self, release, phase);
  if (focused != NULL)
    keep_focus (self, focused);
}
