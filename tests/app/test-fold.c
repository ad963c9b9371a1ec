/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "widgets/fold.h"

enum
{
  SIDEBAR,
  HEADER,
  RAIL,
  SWITCH,
  CONTENT,
  INCIDENT,
  N_PARTS,
};

static const char *const part_names[N_PARTS] = { "sidebar", "header", "rail", "switch", "content", "incident" };

/* The widths of the reference at 11 pt, and of text of twice the size. */
static const struct
{
  int          width;
  double       scale;
  LiftFoldMode mode;
} thresholds[] = {
  { 1280, 1, LIFT_FOLD_WIDE },
  { 1180, 1, LIFT_FOLD_WIDE },
  { 1179, 1, LIFT_FOLD_MIDDLE },
  { 880, 1, LIFT_FOLD_MIDDLE },
  { 879, 1, LIFT_FOLD_RAIL },
  { 640, 1, LIFT_FOLD_RAIL },
  { 480, 1, LIFT_FOLD_RAIL },
  { 479, 1, LIFT_FOLD_NARROW },
  { 0, 1, LIFT_FOLD_NARROW },
  { 1280, 2, LIFT_FOLD_RAIL },
  { 1760, 2, LIFT_FOLD_MIDDLE },
  { 2359, 2, LIFT_FOLD_MIDDLE },
  { 2360, 2, LIFT_FOLD_WIDE },
  { 959, 2, LIFT_FOLD_NARROW },
};

/* "place:x+width" of the parts that show, in a window of @width. */
static const struct
{
  const char  *name;
  int          width;
  gboolean     incident, incident_page, sidebar, rtl;
  LiftFoldMode mode;
  const char  *parts;
} layouts[] = {
  { "wide", 1280, FALSE, FALSE, FALSE, FALSE, LIFT_FOLD_WIDE, "sidebar:0+320 header:320+960 content:320+960" },
  { "wide-incident", 1280, TRUE, FALSE, FALSE, FALSE, LIFT_FOLD_WIDE,
    "sidebar:0+320 header:320+960 content:320+560 incident:880+400" },
  { "wide-ignores-pages", 1280, TRUE, TRUE, TRUE, FALSE, LIFT_FOLD_WIDE,
    "sidebar:0+320 header:320+960 content:320+560 incident:880+400" },
  { "wide-rtl", 1280, TRUE, FALSE, FALSE, TRUE, LIFT_FOLD_WIDE,
    "sidebar:960+320 header:0+960 content:400+560 incident:0+400" },
  { "middle", 1000, FALSE, TRUE, FALSE, FALSE, LIFT_FOLD_MIDDLE, "sidebar:0+320 header:320+680 content:320+680" },
  { "middle-checklist", 1000, TRUE, FALSE, FALSE, FALSE, LIFT_FOLD_MIDDLE,
    "sidebar:0+320 header:320+680 switch:320+680 content:320+680" },
  { "middle-incident", 1000, TRUE, TRUE, FALSE, FALSE, LIFT_FOLD_MIDDLE,
    "sidebar:0+320 header:320+680 switch:320+680 incident:320+680" },
  { "rail", 640, FALSE, FALSE, TRUE, FALSE, LIFT_FOLD_RAIL, "header:0+640 rail:0+62 content:62+578" },
  { "rail-incident", 640, TRUE, TRUE, FALSE, FALSE, LIFT_FOLD_RAIL, "header:0+640 rail:0+62 switch:62+578 incident:62+578" },
  { "narrow", 400, FALSE, FALSE, FALSE, FALSE, LIFT_FOLD_NARROW, "header:0+400 content:0+400" },
  { "narrow-sidebar", 400, TRUE, TRUE, TRUE, FALSE, LIFT_FOLD_NARROW, "sidebar:0+400 header:0+400" },
};

static void
test_thresholds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      g_test_message ("%d pixels at %g", thresholds[i].width, thresholds[i].scale);
      g_assert_cmpint (lift_fold_mode_for (thresholds[i].width, thresholds[i].scale), ==, thresholds[i].mode);
    }
}

static GtkWidget *
new_part (const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (name);

  gtk_widget_set_name (button, name);
  return button;
}

static GtkWidget *
new_fold (GtkWidget *parts[N_PARTS])
{
  GtkWidget *fold = lift_fold_new ();

  for (int part = 0; part < N_PARTS; part++)
    {
      parts[part] = new_part (part_names[part]);
      g_object_set (fold, part_names[part], parts[part], NULL);
    }
  return fold;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
wait_for_size (GtkWidget *widget,
               int        width)
{
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (gtk_widget_get_width (widget) != width || !gtk_widget_get_mapped (widget))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
wait_for_mode (GtkWidget   *fold,
               LiftFoldMode mode)
{
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (lift_fold_get_mode (LIFT_FOLD (fold)) != mode)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_layout (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GtkWidget *window = gtk_window_new (), *parts[N_PARTS], *fold = new_fold (parts);
  g_autoptr (GString) got = g_string_new (NULL);
  guint notified = 0, n_shown = 0, n_focused = 0;

  g_signal_connect_swapped (fold, "notify::mode", G_CALLBACK (count_cb), &notified);
  g_object_set (fold, "show-incident", layouts[i].incident, "incident-page", layouts[i].incident_page, "show-sidebar", layouts[i].sidebar, NULL);
  gtk_widget_set_direction (fold, layouts[i].rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), fold);
  gtk_window_set_default_size (GTK_WINDOW (window), layouts[i].width, 600);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_size (fold, layouts[i].width);
  wait_for_mode (fold, layouts[i].mode);
  g_assert_cmpuint (notified, ==, layouts[i].mode != LIFT_FOLD_WIDE);

  for (int part = 0; part < N_PARTS; part++)
    {
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_get_mapped (parts[part]) == gtk_widget_get_child_visible (parts[part]));
      if (!gtk_widget_get_mapped (parts[part]))
        continue;
      n_shown++;
      g_assert_true (gtk_widget_compute_bounds (parts[part], fold, &bounds));
      g_string_append_printf (got, "%s%s:%g+%g", got->len ? " " : "", part_names[part], bounds.origin.x, bounds.size.width);
    }
  g_assert_cmpstr (got->str, ==, layouts[i].parts);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  while (gtk_widget_child_focus (fold, GTK_DIR_TAB_FORWARD))
    {
      g_assert_true (gtk_widget_get_mapped (gtk_window_get_focus (GTK_WINDOW (window))));
      g_assert_cmpuint (++n_focused, <=, n_shown);
    }
  g_assert_cmpuint (n_focused, ==, n_shown);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What a part asks for changes when it hears of the mode; the mode keeps to the width. */
static void
mode_cb (GtkWidget  *fold,
         GParamSpec *pspec,
         GtkWidget  *sidebar)
{
  gtk_widget_set_size_request (sidebar, lift_fold_get_mode (LIFT_FOLD (fold)) == LIFT_FOLD_WIDE ? 900 : 100, -1);
}

static void
settled_cb (gboolean *settled)
{
  *settled = TRUE;
}

static void
test_no_swing (void)
{
  GtkWidget *window = gtk_window_new (), *parts[N_PARTS], *fold = new_fold (parts);
  guint notified = 0;

  g_signal_connect_swapped (fold, "notify::mode", G_CALLBACK (count_cb), &notified);
  g_signal_connect (fold, "notify::mode", G_CALLBACK (mode_cb), parts[SIDEBAR]);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), fold);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_mode (fold, LIFT_FOLD_MIDDLE);
  for (int frame = 0; frame < 5; frame++)
    {
      gboolean settled = FALSE;
      GdkFrameClock *clock = gtk_widget_get_frame_clock (fold);
      gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (settled_cb), &settled);

      gtk_widget_queue_resize (fold);
      while (!settled)
        g_main_context_iteration (NULL, TRUE);
      g_signal_handler_disconnect (clock, id);
    }
  g_assert_cmpuint (notified, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static graphene_rect_t
bounds_of (GtkWidget *part,
           GtkWidget *fold)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (G_MAXFLOAT, 0, 0, 0);

  if (gtk_widget_get_mapped (part))
    g_assert_true (gtk_widget_compute_bounds (part, fold, &bounds));
  return bounds;
}

static void
test_slide (void)
{
  GtkWidget *window = gtk_window_new (), *parts[N_PARTS], *fold = new_fold (parts);
  gboolean on_the_way = FALSE;
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), fold);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 600);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_size (fold, 1280);
  lift_fold_set_show_incident (LIFT_FOLD (fold), TRUE);
  while (bounds_of (parts[INCIDENT], fold).origin.x != 880)
    {
      on_the_way |= bounds_of (parts[INCIDENT], fold).origin.x < 1280;
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (on_the_way);
  g_assert_cmpfloat (bounds_of (parts[CONTENT], fold).size.width, ==, 560);
  lift_fold_set_show_incident (LIFT_FOLD (fold), FALSE);
  while (gtk_widget_get_mapped (parts[INCIDENT]))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpfloat (bounds_of (parts[CONTENT], fold).size.width, ==, 960);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_object_ref (fold);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fold);
}

static void
test_least_width (void)
{
  GtkWidget *parts[N_PARTS], *fold = g_object_ref_sink (new_fold (parts));
  int minimum, natural;

  gtk_widget_set_size_request (parts[SIDEBAR], 320, -1);
  gtk_widget_set_size_request (parts[CONTENT], 300, -1);
  gtk_widget_measure (fold, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 300);
  g_assert_cmpint (natural, ==, 1180);
  g_assert_finalize_object (fold);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name", "Cantarell 11", "gtk-xft-dpi", 96 * 1024, NULL);
  g_test_add_func ("/fold/thresholds", test_thresholds);
  g_test_add_func ("/fold/least-width", test_least_width);
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *path = g_strconcat ("/fold/layout/", layouts[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_layout);
    }
  g_test_add_func ("/fold/no-swing", test_no_swing);
  g_test_add_func ("/fold/slide", test_slide);
  return g_test_run ();
}
