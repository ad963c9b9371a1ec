/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdarg.h>
#include <stdio.h>

#include "harness.h"

/* Of many cases that go wrong in the same way the first ones tell enough. */
#define MAX_SHOWN 8

static guint n_reports;
static guint n_wrong;

void
report (gboolean    good,
        const char *format,
        ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  n_wrong += !good;
  printf ("%s %u - %s\n", good ? "ok" : "not ok", ++n_reports, text);
  fflush (stdout);
}

void
count_begin (Count      *count,
             const char *part,
             const char *what)
{
  *count = (Count) { .part = part, .what = what };
}

/* One case; @wrong is NULL if all is well. */
void
count_case (Count      *count,
            const char *wrong,
            const char *format,
            ...)
{
  g_autofree char *name = NULL;
  va_list arguments;

  count->n_cases++;
  if (wrong == NULL || ++count->n_bad > MAX_SHOWN)
    return;
  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  printf ("# %s: %s: %s: %s\n", count->part, count->what, name, wrong);
  fflush (stdout);
}

void
count_end (Count *count)
{
  report (count->n_bad == 0 && count->n_cases > 0, "%s: %s: %u cases%s", count->part, count->what, count->n_cases,
          count->n_bad > 0 ? ", some of them wrong" : "");
}

/* The end of the report; the exit status. */
int
report_end (void)
{
  printf ("1..%u\n", n_reports);
  return n_wrong > 0 ? 1 : 0;
}
