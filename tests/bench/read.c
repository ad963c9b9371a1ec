/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What reading the bytes of a file costs, with json-glib or with Liftoff: processor time in microseconds and the peak of the memory it takes in KiB, as one
 * JSON object. The reader and the document are named on the command line. */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/json.h"

/* Of this process, in KiB; "VmRSS" is what it has, "VmHWM" what it had at most. */
static long
memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = strstr (status, name);
  return strtol (line + strlen (name) + 1, NULL, 10);
}

static double
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static void
read_with_json_glib (GBytes *bytes)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
}

int
main (int    argc,
      char **argv)
{
  char *contents = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  LiftLoaded *loaded = NULL;
  double start, took;
  long before;

  if (argc != 3 || !g_file_get_contents (argv[2], &contents, &length, &error))
    {
      fprintf (stderr, "usage: read json-glib|liftoff FILE %s\n", error != NULL ? error->message : "");
      return 2;
    }
  bytes = g_bytes_new_take (contents, length);
  before = memory ("VmRSS:");
  start = processor_time ();
  if (strcmp (argv[1], "json-glib") == 0)
    read_with_json_glib (bytes);
  else
    loaded = lift_json_read (argv[2], bytes, &error);
  took = processor_time () - start;
  printf ("{\"time\": %.0f, \"memory\": %ld, \"says\": \"%s\"}\n", took, MAX (memory ("VmHWM:") - before, 0),
          error != NULL ? "refused" : loaded != NULL && loaded->violations->len > 0 ? "violations" : "good");
  lift_loaded_free (loaded);
  return 0;
}
