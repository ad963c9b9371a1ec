/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "core/conflict.h"
#include "core/text.h"
#include "core/words.h"
#include "release-row.h"
#include "widgets/conflict-box.h"
#include "widgets/looks.h"
#include "widgets/ring.h"

/* The rest of a reason is in the tooltip. */
#define ERROR_LINES 3

/* At 11 pt. */
#define NEXT_WIDTH 220
#define NARROW     620

#define GAP        12
#define LINE_GAP   4

struct _LiftReleaseRow
{
  GtkWidget         parent_instance;

  LiftReleaseEntry *entry;

  LiftRing         *ring;
  GtkWidget        *text;
  GtkLabel         *name;
  GtkLabel         *kind;
  GtkLabel         *words;
  GtkWidget        *next;
  GtkLabel         *next_title;
  GtkLabel         *next_when;
  GtkLabel         *count;
  GtkImage         *chevron;
};

G_DEFINE_FINAL_TYPE (LiftReleaseRow, lift_release_row, GTK_TYPE_WIDGET)

/* Ring, text, next deadline, figure, chevron beside one another; where it is narrow, the next deadline stands under the text. */

static int
width_of (gpointer widget,
          gboolean least)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return least ? minimum : natural;
}

static int
height_of (gpointer widget,
           int      width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static void
put (LiftReleaseRow *self,
     gpointer        widget,
     int             x,
     int             y,
     int             width,
     int             height)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (widget, &(GtkAllocation) { x, y, width, height }, -1);
}

static int
side_width (LiftReleaseRow *self)
{
  return width_of (self->ring, FALSE) + GAP + GAP + width_of (self->count, FALSE) + GAP + width_of (self->chevron, FALSE);
}

/* @height: less than 0 to measure only */
static int
lay (LiftReleaseRow *self,
     int             width,
     int             height)
{
  double scale = lift_text_scale (GTK_WIDGET (self));
  gboolean narrow = width < NARROW * scale;
  int ring = width_of (self->ring, FALSE), count = width_of (self->count, FALSE), chevron = width_of (self->chevron, FALSE);
  int room = width - side_width (self), next = narrow ? room : (int) (NEXT_WIDTH * scale), text = narrow ? room : room - next - GAP;
  gboolean has_next = *gtk_label_get_label (self->next_title) != '\0' || *gtk_label_get_label (self->next_when) != '\0';
  int text_height = height_of (self->text, text), next_height = has_next || !narrow ? height_of (self->next, next) : 0;
  int both = narrow ? text_height + (has_next ? LINE_GAP + next_height : 0) : MAX (text_height, next_height);
  int x = ring + GAP;

  if (height < 0)
    return MAX (both, MAX (height_of (self->ring, ring), height_of (self->count, count)));

  put (self, self->ring, 0, 0, ring, height);
  put (self, self->text, x, narrow ? (height - both) / 2 : (height - text_height) / 2, text, text_height);
  gtk_widget_set_child_visible (self->next, has_next);
  if (has_next)
    put (self, self->next, narrow ? x : x + text + GAP, narrow ? (height + both) / 2 - next_height : (height - next_height) / 2, next, next_height);
  put (self, self->count, width - chevron - GAP - count, 0, count, height);
  put (self, self->chevron, width - chevron, 0, chevron, height);
  return height;
}

static void
lift_release_row_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  LiftReleaseRow *self = LIFT_RELEASE_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = side_width (self) + MAX (width_of (self->text, TRUE), width_of (self->next, TRUE));
      *natural = MAX (*minimum, NARROW * lift_text_scale (widget));
    }
  else
    *minimum = *natural = lay (self, for_size < 0 ? NARROW * lift_text_scale (widget) : for_size, -1);
}

static void
lift_release_row_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  lay (LIFT_RELEASE_ROW (widget), width, height);
}

static GtkSizeRequestMode
lift_release_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lift_release_row_dispose (GObject *object)
{
  LiftReleaseRow *self = LIFT_RELEASE_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->entry);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lift_release_row_parent_class)->dispose (object);
}

static void
lift_release_row_class_init (LiftReleaseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lift_release_row_dispose;
  widget_class->measure = lift_release_row_measure;
  widget_class->size_allocate = lift_release_row_size_allocate;
  widget_class->get_request_mode = lift_release_row_get_request_mode;

  g_type_ensure (LIFT_TYPE_RING);
  gtk_widget_class_set_css_name (widget_class, "release");
  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/releases/release-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, ring);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, text);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, name);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, kind);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, words);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, next);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, next_title);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, next_when);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, count);
  gtk_widget_class_bind_template_child (widget_class, LiftReleaseRow, chevron);
}

static void
lift_release_row_init (LiftReleaseRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lift_release_row_new (void)
{
  return g_object_new (LIFT_TYPE_RELEASE_ROW, NULL);
}

void
lift_release_row_show (LiftReleaseRow   *self,
                       LiftReleaseEntry *entry)
{
  g_set_object (&self->entry, entry);
}

LiftReleaseEntry *
lift_release_row_get_entry (LiftReleaseRow *self)
{
  return self->entry;
}

/* The name of a file may be as long as it likes: its end tells most. */
static void
show_name (LiftReleaseRow    *self,
           const LiftSummary *summary,
           const char        *name)
{
  gboolean file = summary->root == NULL;

  gtk_label_set_label (self->name, name);
  gtk_label_set_wrap (self->name, !file);
  gtk_label_set_ellipsize (self->name, file ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_NONE);
}

/* Which file it is, and what is wrong with it. */
static void
show_tooltip (LiftReleaseRow    *self,
              const LiftSummary *summary)
{
  g_autofree char *path = g_filename_display_name (summary->path);
  g_autofree char *both = summary->error != NULL ? g_strdup_printf ("%s\n%s", path, summary->error) : NULL;
  g_autofree char *shown = both != NULL ? lift_text_visible (both) : NULL;

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), shown);
}

static void
show_unreadable (LiftReleaseRow    *self,
                 const LiftSummary *summary)
{
  g_autofree char *error = lift_text_visible (summary->error != NULL ? summary->error : _("Cannot be read"));

  gtk_label_set_label (self->kind, "");
  gtk_label_set_label (self->words, error);
  gtk_label_set_lines (self->words, ERROR_LINES);
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  lift_set_state_class (GTK_WIDGET (self->words), "error");
  lift_ring_set_fraction (self->ring, 0);
  lift_ring_set_icon_name (self->ring, "dialog-warning-symbolic");
  lift_set_state_class (GTK_WIDGET (self->ring), "error");
  gtk_label_set_label (self->next_title, "");
  gtk_label_set_label (self->next_when, "");
  gtk_label_set_label (self->count, "");
}

/* A deadline in the zone of its release, and what that is here where the clocks differ. */
static char *
words_deadline (gint64     due,
                GTimeZone *zone,
                gint64     now)
{
  g_autoptr(GTimeZone) here = g_time_zone_new_local ();
  g_autofree char *there = lift_words_date_time (due, zone, now, TRUE);
  g_autofree char *local = NULL;
  LiftLocal a, b;

  lift_zone_local (zone, due, &a, NULL, NULL);
  lift_zone_local (here, due, &b, NULL, NULL);
  if (lift_local_to_seconds (&a) == lift_local_to_seconds (&b))
    return g_steal_pointer (&there);

  if (a.day == b.day)
    local = g_strdup_printf ("%02d:%02d", b.hour, b.minute);
  else
    local = lift_words_date_time (due, here, now, FALSE);
  /* Translators: a deadline in the zone of its release, then the same moment on the clock of the reader: “Sat 5 Dec, 10:00 EST (16:00 here)” */
  return g_strdup_printf (_("%1$s (%2$s here)"), there, local);
}

/* The row of the list is what has the focus. */
static void
show_access (LiftReleaseRow *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkLabel *labels[] = { self->name, self->kind, self->words, self->next_title, self->next_when, self->count };
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (*gtk_label_get_label (labels[i]) != '\0')
      g_ptr_array_add (parts, (gpointer) gtk_label_get_label (labels[i]));
  g_ptr_array_add (parts, NULL);
  name = g_strjoinv (", ", (char **) parts->pdata);
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* They come first: what stands there may not be true. An open incident keeps its icon. */
static void
show_conflicts (LiftNode    *release,
                char       **words,
                const char **state_class,
                const char **icon)
{
  guint n = lift_root_count_conflicts (release);
  g_autofree char *state = NULL;
  g_autofree char *conflicts = NULL;

  if (n == 0)
    return;
  state = *words;
  conflicts = lift_words_n_conflicts (n);
  *words = g_strdup_printf ("%s · %s", conflicts, state);
  if (g_str_equal (*state_class, "error"))
    return;
  *state_class = "warning";
  *icon = LIFT_CONFLICT_ICON;
}

static char *
dup_incident (LiftNode *incident,
              gint64    now,
              gint64   *changes)
{
  g_autofree char *elapsed = lift_words_elapsed (lift_node_get_instant (incident, LIFT_INCIDENT_STARTED), now, changes);
  int severity = lift_node_get_enum (incident, LIFT_INCIDENT_SEVERITY);

  if (severity == LIFT_SEVERITY_UNSET)
    /* Translators: %s is a duration such as “18 min” */
    return g_strdup_printf (_("Incident, open for %s"), elapsed);
  /* Translators: %1$s is a severity such as SEV2, %2$s a duration such as “18 min” */
  return g_strdup_printf (_("Incident %1$s, open for %2$s"), lift_enum_label (LIFT_ENUM_SEVERITY, severity), elapsed);
}

/* An open incident is the state; then what the release is in, unless it goes on; then what the next phase is in. */
static char *
dup_state (LiftNode    *root,
           LiftNode    *next,
           gint64       now,
           gint64      *changes,
           const char **state_class,
           const char **icon)
{
  LiftReleaseState release_state = lift_node_get_enum (root, LIFT_RELEASE_STATE);
  GTimeZone *zone = lift_schedule_zone (root);
  LiftNode *incident = lift_schedule_open_incident (root);
  g_autofree char *words = NULL;
  guint total, closed;
  LiftPhaseState state;

  if (incident != NULL && release_state != LIFT_RELEASE_CLOSED)
    {
      *state_class = "error";
      *icon = "lift-incident-symbolic";
      return dup_incident (incident, now, changes);
    }
  if (release_state == LIFT_RELEASE_ON_HOLD || release_state >= LIFT_RELEASE_ROLLED_BACK || (release_state == LIFT_RELEASE_RELEASED && next == NULL))
    {
      *state_class = lift_phase_state_class (release_state == LIFT_RELEASE_RELEASED ? LIFT_PHASE_DONE : LIFT_PHASE_UPCOMING);
      *icon = lift_release_state_icon (release_state);
      return lift_words_release_state (root, zone, now, changes);
    }
  if (next == NULL)
    {
      total = lift_schedule_n_items (root, &closed);
      state = total > 0 && closed == total ? LIFT_PHASE_DONE : LIFT_PHASE_UPCOMING;
      words = g_strdup (state == LIFT_PHASE_DONE ? _("Done") : _("No deadline yet"));
      *state_class = lift_phase_state_class (state);
      *icon = lift_phase_state_icon (state);
    }
  else
    {
      state = lift_schedule_phase_state (root, next, now, changes);
      words = lift_words_phase_state (root, next, now, zone, changes);
      *state_class = lift_phase_class (root, next, state);
      *icon = lift_phase_icon (root, next, state);
    }
  if (release_state == LIFT_RELEASE_RELEASED)
    return g_strdup_printf ("%s · %s", lift_enum_label (LIFT_ENUM_RELEASE_STATE, release_state), words);
  return g_steal_pointer (&words);
}

/* State and next deadline. An overdue phase is the next one. */
void
lift_release_row_update_time (LiftReleaseRow *self,
                              gint64          now,
                              gint64         *changes)
{
  const LiftSummary *summary;
  g_autofree char *name = NULL;
  g_autofree char *count = NULL;
  g_autofree char *words = NULL;
  g_autofree char *when = NULL;
  g_autofree char *next_title = NULL;
  const char *state_class, *icon, *kind;
  LiftNode *root, *next;
  GTimeZone *zone;
  guint total, closed;
  gboolean overdue = FALSE;
  gint64 due;

  if (self->entry == NULL)
    return;

  summary = lift_release_entry_get_summary (self->entry);
  root = summary->root;
  name = lift_release_entry_dup_name (self->entry);
  show_name (self, summary, name);
  show_tooltip (self, summary);
  if (root == NULL)
    {
      show_unreadable (self, summary);
      show_access (self);
      return;
    }

  zone = lift_schedule_zone (root);
  total = lift_schedule_n_items (root, &closed);
  count = lift_words_of (closed, total);
  kind = lift_enum_label (LIFT_ENUM_RELEASE_TYPE, lift_node_get_enum (root, LIFT_RELEASE_TYPE));
  next = lift_schedule_next (root, now);
  words = dup_state (root, next, now, changes, &state_class, &icon);
  show_conflicts (root, &words, &state_class, &icon);
  if (next != NULL)
    {
      next_title = lift_words_text (next, LIFT_PHASE_TITLE);
      due = lift_schedule_due (root, next, NULL);
      overdue = lift_schedule_phase_state (root, next, now, changes) == LIFT_PHASE_OVERDUE;
      when = due != LIFT_NO_INSTANT ? words_deadline (due, zone, now) : g_strdup (_("no moment yet"));
      if (overdue)
        {
          g_autofree char *date = g_steal_pointer (&when);

          /* Translators: %s is a deadline that has passed, such as “Wed 2 Dec, 10:00 CET” */
          when = g_strdup_printf (_("was due %s"), date);
        }
    }

  gtk_label_set_label (self->kind, kind);
  gtk_label_set_label (self->words, words);
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_NONE);
  lift_set_state_class (GTK_WIDGET (self->words), state_class);
  lift_ring_set_fraction (self->ring, total > 0 ? (double) closed / total : 0);
  lift_ring_set_icon_name (self->ring, icon);
  lift_set_state_class (GTK_WIDGET (self->ring), state_class);
  gtk_label_set_label (self->next_title, next_title != NULL ? next_title : "");
  gtk_label_set_label (self->next_when, when != NULL ? when : "");
  lift_set_state_class (GTK_WIDGET (self->next_when), overdue ? "error" : "quiet");
  gtk_label_set_label (self->count, count);
  show_access (self);
}
