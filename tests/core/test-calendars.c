/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <sys/wait.h>

#include "core/calendars.h"
#include "core/error.h"
#include "temp-folder.h"

#define FROM  G_GINT64_CONSTANT (1795824000) /* 2026-11-28T00:00:00Z */
#define UNTIL (FROM + 3 * 365 * G_GINT64_CONSTANT (86400))

#define CALENDAR(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" events "END:VCALENDAR\r\n"
#define DAY_EVENT(uid, day, next, name) \
  "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTART;VALUE=DATE:" day "\r\nDTEND;VALUE=DATE:" next "\r\nSUMMARY:" name "\r\nEND:VEVENT\r\n"
#define CHRISTMAS CALENDAR (DAY_EVENT ("a", "20261225", "20261226", "Christmas"))
/* The second is not of whole days. */
#define WITH_MEETING CALENDAR (DAY_EVENT ("a", "20261225", "20261226", "Christmas") \
  "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261203T100000Z\r\nDTEND:20261203T110000Z\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\n")

typedef struct
{
  const char *name;
  const char *content;
} File;

static const struct
{
  const char *name;
  File        files[4];
  const char *given; /* as holidays */
  const char *holidays, *windows, *freezes;
  guint       n_left_out;
  const char *error;
} folders[] = {
  { .name = "empty" },
  { .name = "a list of each", .files = { { "holidays.txt", "12-25 Christmas\n" }, { "windows.txt", "Tue 10:00-16:00\n" }, { "freezes.txt", "12-18/01-04 Year end\n" } },
    .holidays = "12-25 Christmas\n", .windows = "Tue 10:00-16:00\n", .freezes = "12-18/01-04 Year end\n" },
  { .name = "a calendar", .files = { { "freezes.ics", CHRISTMAS } }, .freezes = "2026-12-25 Christmas\n" },
  { .name = "both are joined", .files = { { "holidays.ics", CHRISTMAS }, { "holidays.txt", "01-01 New Year\n" } },
    .holidays = "01-01 New Year\n2026-12-25 Christmas\n" },
  { .name = "joined without a line feed at the end", .files = { { "holidays.ics", CHRISTMAS }, { "holidays.txt", "01-01 New Year" } },
    .holidays = "01-01 New Year\n2026-12-25 Christmas\n" },
  { .name = "joined with an empty list", .files = { { "holidays.ics", CHRISTMAS }, { "holidays.txt", "" } }, .holidays = "2026-12-25 Christmas\n" },
  { .name = "left out", .files = { { "holidays.ics", WITH_MEETING } }, .holidays = "2026-12-25 Christmas\n", .n_left_out = 1 },
  { .name = "other files", .files = { { "holiday.txt", "nonsense" }, { "holidays.md", "nonsense" }, { "Windows.txt", "nonsense" } } },
  { .name = "what is given stays", .files = { { "holidays.txt", "nonsense\n" }, { "windows.txt", "Tue 10:00-16:00\n" } },
    .given = "05-01 Labour Day\n", .holidays = "05-01 Labour Day\n", .windows = "Tue 10:00-16:00\n" },
  { .name = "what is given as none stays", .files = { { "holidays.txt", "nonsense\n" } }, .given = "", .holidays = "" },
  { .name = "a wrong line", .files = { { "windows.txt", "Tue 10:00-16:00\nalways\n" } }, .error = "*/windows.txt: Line 2, “always”*" },
  { .name = "holidays are whole days", .files = { { "holidays.txt", "Tue 10:00-16:00\n" } }, .error = "*/holidays.txt: Line 1, “Tue 10:00-16:00”*" },
  { .name = "a wrong calendar beside a list", .files = { { "freezes.txt", "Fri\n" }, { "freezes.ics", CALENDAR ("") } }, .error = "*/freezes.ics*" },
};

static char *home;

static void
test_folder (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *folder = g_dir_make_tmp ("liftoff-calendars-XXXXXX", NULL);
  g_auto (LiftCalendarLists) lists = { .holidays = g_strdup (folders[row].given) };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  gboolean loaded;

  for (guint i = 0; i < G_N_ELEMENTS (folders[row].files) && folders[row].files[i].name != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[row].files[i].name, NULL);

      g_assert_true (g_file_set_contents (path, folders[row].files[i].content, -1, NULL));
    }

  loaded = lift_calendars_load (folder, zone, FROM, UNTIL, &lists, &error);
  if (folders[row].error != NULL)
    {
      g_assert_false (loaded);
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
      if (!g_pattern_match_simple (folders[row].error, error->message))
        g_error ("%s", error->message);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_true (loaded);
      g_assert_cmpstr (lists.holidays, ==, folders[row].holidays);
      g_assert_cmpstr (lists.windows, ==, folders[row].windows);
      g_assert_cmpstr (lists.freezes, ==, folders[row].freezes);
      g_assert_cmpuint (lists.n_left_out, ==, folders[row].n_left_out);
    }
  remove_tree (folder);
}

static void
load_without_rights (const char *folder)
{
  g_auto (LiftCalendarLists) lists = { NULL };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  _exit (drop_rights () && lift_calendars_load (folder, zone, FROM, UNTIL, &lists, NULL) && lists.windows == NULL ? 0 : 1);
}

static void
test_locked_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("liftoff-calendars-XXXXXX", NULL);
  g_autofree char *list = g_build_filename (folder, "windows.txt", NULL);
  int status;
  pid_t child;

  g_assert_true (g_file_set_contents (list, "Fri\n", -1, NULL));
  g_assert_cmpint (g_chmod (folder, 0), ==, 0);
  child = fork ();
  if (child == 0)
    load_without_rights (folder);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  remove_tree (folder);
}

/* A folder that is missing, or that is a file, holds nothing; what cannot be read is told. */
static void
test_missing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("liftoff-calendars-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *list = g_build_filename (folder, "windows.txt", NULL);
  const char *const empty[] = { missing, file };
  g_auto (LiftCalendarLists) lists = { NULL };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "Fri\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_assert_true (lift_calendars_load (empty[i], zone, FROM, UNTIL, &lists, &error));
      g_assert_no_error (error);
      g_assert_null (lists.windows);
    }
  g_assert_cmpint (g_mkdir (list, 0700), ==, 0);
  g_assert_false (lift_calendars_load (folder, zone, FROM, UNTIL, &lists, &error));
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, list));
  remove_tree (folder);
}

static void
test_default_folder (void)
{
  g_autofree char *folder = lift_calendars_default_folder ();
  g_autofree char *expected = g_build_filename (g_get_user_data_dir (), "liftoff", "calendars", NULL);
  g_autofree char *list = g_build_filename (folder, "freezes.txt", NULL);
  g_auto (LiftCalendarLists) lists = { NULL };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_assert_cmpstr (folder, ==, expected);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (list, "Fri\n", -1, NULL));
  g_assert_true (lift_calendars_load (NULL, zone, FROM, UNTIL, &lists, NULL));
  g_assert_cmpstr (lists.freezes, ==, "Fri\n");
}

int
main (int    argc,
      char **argv)
{
  int result;

  home = g_dir_make_tmp ("liftoff-calendars-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_strdup_printf ("/calendars/%s", folders[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_folder);
    }
  g_test_add_func ("/calendars/missing", test_missing);
  g_test_add_func ("/calendars/locked-folder", test_locked_folder);
  g_test_add_func ("/calendars/default-folder", test_default_folder);
  result = g_test_run ();
  remove_tree (home);
  g_free (home);
  return result;
}
