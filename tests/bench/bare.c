/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least that a libadwaita program can be: what Liftoff is measured against. It stays until it is ended, and with the argument
 * "once" it ends after its first frame. */

#include <adwaita.h>

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static void
activate_cb (GtkApplication *application,
             gpointer        user_data)
{
  const gboolean *once = user_data;
  GtkWidget *window = g_object_new (ADW_TYPE_APPLICATION_WINDOW,
                                    "application", application,
                                    "default-width", 1280,
                                    "default-height", 800,
                                    NULL);

  gtk_window_present (GTK_WINDOW (window));
  if (*once)
    g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), application);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = adw_application_new ("com.octoacme.Liftoff.Bare", G_APPLICATION_NON_UNIQUE);
  gboolean once = argc > 1 && g_str_equal (argv[1], "once");

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &once);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
