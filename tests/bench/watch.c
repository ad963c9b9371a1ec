/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures a program from outside, through the X server and /proc, with nothing added to it. Prints one JSON object.
 *
 *   watch start IDLE_SECONDS CMD…     from exec to the window mapped, drawn (damage of half its area) and settled; memory then;
 *                                     and how often its main thread woke in IDLE_SECONDS
 *   watch keys WINDOW KEY COUNT       from the key's event to the first damage of the window, COUNT times
 */

#include <X11/Xlib.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/Xdamage.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define QUIET_MS 400
#define TIMEOUT_MS 60000

static Display *display;
static int      damage_base;
static int      input_opcode;

static double
now_ms (void)
{
  return g_get_monotonic_time () / 1000.0;
}

static void
fail (const char *what)
{
  fprintf (stderr, "watch: %s\n", what);
  exit (1);
}

/* The next event, or FALSE when none has come by @deadline. */
static gboolean
next_event (XEvent *event,
            double  deadline)
{
  while (XPending (display) == 0)
    {
      struct pollfd connection = { .fd = ConnectionNumber (display), .events = POLLIN };
      double left = deadline - now_ms ();

      if (left <= 0)
        return FALSE;
      poll (&connection, 1, (int) left + 1);
    }
  XNextEvent (display, event);
  return TRUE;
}

/* A number of /proc/PID/FILE that stands behind "KEY:". */
static long
proc_value (pid_t       pid,
            const char *file,
            const char *key)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, file);
  g_autofree char *text = NULL;
  g_autofree char *wanted = g_strdup_printf ("\n%s:", key);
  const char *found;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (found = strstr (text, wanted)) == NULL)
    fail ("the program is gone");
  return atol (found + strlen (wanted));
}

/* Each sleep that ended is one voluntary switch. */
static long
main_thread_wakes (pid_t pid)
{
  g_autofree char *file = g_strdup_printf ("task/%d/status", pid);

  return proc_value (pid, file, "voluntary_ctxt_switches");
}

static void
measure_start (int    idle_seconds,
               char **command)
{
  double start, mapped = 0, drawn = 0, settled = 0, area = 0;
  double width = 0, height = 0;
  long hwm, pss, wakes, repaints = 0;
  Window window = None;
  XEvent event;
  pid_t pid;

  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  start = now_ms ();
  pid = fork ();
  if (pid == 0)
    {
      execvp (command[0], command);
      _exit (127);
    }

  while (next_event (&event, drawn > 0 ? settled + QUIET_MS : start + TIMEOUT_MS))
    {
      double at = now_ms ();

      if (event.type == MapNotify && window == None && !event.xmap.override_redirect)
        {
          XWindowAttributes attributes;

          if (XGetWindowAttributes (display, event.xmap.window, &attributes) && attributes.width >= 100)
            {
              window = event.xmap.window;
              width = attributes.width;
              height = attributes.height;
              mapped = at;
              XDamageCreate (display, window, XDamageReportRawRectangles);
              XSetInputFocus (display, window, RevertToPointerRoot, CurrentTime);
            }
        }
      else if (event.type == damage_base + XDamageNotify)
        {
          XDamageNotifyEvent *damage = (XDamageNotifyEvent *) &event;
          double part = damage->area.width * damage->area.height / (width * height);

          area += part;
          if (drawn == 0 && area >= 0.5)
            drawn = settled = at;
          if (part >= 0.02)
            settled = at;
        }
    }
  if (drawn == 0)
    fail ("no window was drawn");

  hwm = proc_value (pid, "status", "VmHWM");
  pss = proc_value (pid, "smaps_rollup", "Pss");
  /* What a program does in its first seconds (indexing, reading settings) is not idling. */
  if (idle_seconds > 0)
    while (next_event (&event, start + 5000))
      ;
  wakes = main_thread_wakes (pid);
  for (double end = now_ms () + idle_seconds * 1000.0; next_event (&event, end);)
    repaints += event.type == damage_base + XDamageNotify;
  wakes = main_thread_wakes (pid) - wakes;

  printf ("{\"mapped\": %.1f, \"drawn\": %.1f, \"settled\": %.1f, \"width\": %.0f, \"height\": %.0f, \"hwm\": %ld, \"pss\": %ld, "
          "\"idle\": %d, \"wakes\": %ld, \"repaints\": %ld}\n",
          mapped - start, drawn - start, settled - start, width, height, hwm, pss, idle_seconds, wakes, repaints);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
}

static pid_t
press (const char *key)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      execlp ("xdotool", "xdotool", "key", key, NULL);
      _exit (127);
    }
  return pid;
}

static void
measure_keys (Window      window,
              const char *key,
              int         count)
{
  unsigned char bits[XIMaskLen (XI_LASTEVENT)] = { 0 };
  XIEventMask mask = { .deviceid = XIAllMasterDevices, .mask_len = sizeof bits, .mask = bits };
  XEvent event;

  XISetMask (bits, XI_RawKeyPress);
  XISelectEvents (display, DefaultRootWindow (display), &mask, 1);
  XDamageCreate (display, window, XDamageReportRawRectangles);
  XSync (display, False);

  printf ("{\"paint\": [");
  for (int i = 0; i < count; i++)
    {
      double pressed = 0, painted = 0;
      pid_t pid = press (key);

      while (painted == 0 && next_event (&event, now_ms () + TIMEOUT_MS))
        {
          if (event.type == GenericEvent && event.xcookie.extension == input_opcode)
            pressed = now_ms ();
          else if (event.type == damage_base + XDamageNotify && pressed > 0)
            painted = now_ms ();
        }
      waitpid (pid, NULL, 0);
      if (painted == 0)
        fail ("the key painted nothing");
      printf ("%s%.2f", i > 0 ? ", " : "", painted - pressed);
      /* Until it is saved and everything is still. */
      while (next_event (&event, now_ms () + 1500))
        ;
    }
  printf ("]}\n");
}

static int
ignore_error_cb (Display     *with,
                 XErrorEvent *error)
{
  return 0;
}

int
main (int    argc,
      char **argv)
{
  int ignored;

  display = XOpenDisplay (NULL);
  if (display == NULL)
    fail ("no display");
  XSetErrorHandler (ignore_error_cb);
  if (!XDamageQueryExtension (display, &damage_base, &ignored) ||
      !XQueryExtension (display, "XInputExtension", &input_opcode, &ignored, &ignored))
    fail ("the display lacks DAMAGE or XInput");

  if (argc > 3 && g_str_equal (argv[1], "start"))
    measure_start (atoi (argv[2]), argv + 3);
  else if (argc == 5 && g_str_equal (argv[1], "keys"))
    measure_keys (strtoul (argv[2], NULL, 0), argv[3], atoi (argv[4]));
  else
    fail ("usage: watch start IDLE_SECONDS CMD… | watch keys WINDOW KEY COUNT");
  return 0;
}
