/* SPDX-License-Identifier: GPL-3.0-or-later */

/* usage: faults [--long] [--path PATH] PART…    README.md beside it tells what the parts are */

#include <locale.h>
#include <sched.h>
#include <signal.h>
#include <string.h>

#include "harness.h"

static const struct
{
  const char *name;
  void      (*run) (gboolean big);
  gboolean    together; /* with processes that run at once */
} parts[] = {
  { "calls", part_calls, FALSE },
  { "crash", part_crash, FALSE },
  { "races", part_races, FALSE },
  { "kills", part_kills, TRUE },
  { "writers", part_writers, TRUE },
  { "disk", part_disk, FALSE },
};

/* A trapped child and its parent take turns: on one processor that is three times as fast. */
static void
stay_here (void)
{
  cpu_set_t here;

  CPU_ZERO (&here);
  CPU_SET (sched_getcpu (), &here);
  sched_setaffinity (0, sizeof here, &here);
}

static const char *chosen;

/* Whether @path is to be tried: all are, unless one is named. */
gboolean
is_chosen (const Path *path)
{
  return chosen == NULL || strcmp (path->name, chosen) == 0;
}

int
main (int   argc,
      char *argv[])
{
  gboolean big = FALSE;
  cpu_set_t everywhere;
  int i;
  guint j;

  sched_getaffinity (0, sizeof everywhere, &everywhere);
  setlocale (LC_ALL, "C.UTF-8");
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  for (i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--long") == 0)
        {
          big = TRUE;
          continue;
        }
      if (strcmp (argv[i], "--path") == 0 && i + 1 < argc)
        {
          chosen = argv[++i];
          continue;
        }
      for (j = 0; j < G_N_ELEMENTS (parts) && strcmp (argv[i], parts[j].name) != 0; j++)
        ;
      if (j == G_N_ELEMENTS (parts))
        g_error ("There is no part “%s”", argv[i]);
      sched_setaffinity (0, sizeof everywhere, &everywhere);
      if (!parts[j].together)
        stay_here ();
      parts[j].run (big);
    }
  return report_end ();
}
