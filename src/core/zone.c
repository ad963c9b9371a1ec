/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "error.h"
#include "moment.h"

#define N_SUGGESTIONS 3
#define LONGEST_NAME  64

/* The list of names */

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* tzdata.zi: "Z Europe/Berlin 0:53:28 - LMT …", "L Europe/Berlin Europe/Oslo" */
static const char *
name_in_tzdata_zi (char *line)
{
  char *name = line + 2;

  if ((line[0] != 'Z' && line[0] != 'L') || line[1] != ' ')
    return NULL;
  if (line[0] == 'L')
    {
      name = strchr (name, ' ');
      if (name == NULL)
        return NULL;
      name++;
    }
  name[strcspn (name, " ")] = '\0';
  return name;
}

/* zone1970.tab: country codes, coordinates, name, comments, with tabs between */
static const char *
name_in_table (char *line)
{
  g_auto (GStrv) columns = NULL;

  if (line[0] == '#')
    return NULL;
  columns = g_strsplit (line, "\t", 4);
  return g_strv_length (columns) >= 3 ? g_intern_string (columns[2]) : NULL;
}

static GPtrArray *
read_names (const char *folder,
            const char *file,
            const char *(*name_in) (char *line))
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  GPtrArray *names;
  char *text;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  /* The names point into the text, which lives as long as they do: for ever. */
  names = g_ptr_array_new ();
  for (char *line = text, *next; line != NULL && *line != '\0'; line = next)
    {
      const char *name;

      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      name = name_in (line);
      if (name != NULL && *name != '\0')
        g_ptr_array_add (names, (gpointer) name);
    }
  return names;
}

static GPtrArray *
load_names (void)
{
  const char *folders[] = { g_getenv ("TZDIR"), "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo" };
  GPtrArray *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (folders) && names == NULL; i++)
    if (folders[i] != NULL && *folders[i] != '\0')
      names = read_names (folders[i], "tzdata.zi", name_in_tzdata_zi);
  for (guint i = 0; i < G_N_ELEMENTS (folders) && names == NULL; i++)
    if (folders[i] != NULL && *folders[i] != '\0')
      names = read_names (folders[i], "zone1970.tab", name_in_table);
  if (names == NULL)
    names = g_ptr_array_new ();

  g_ptr_array_sort (names, compare_names);
  if (bsearch (&(const char *) { "UTC" }, names->pdata, names->len, sizeof (gpointer), compare_names) == NULL)
    {
      g_ptr_array_add (names, (gpointer) "UTC");
      g_ptr_array_sort (names, compare_names);
    }
  g_ptr_array_add (names, NULL);
  return names;
}

static const GPtrArray *
get_names (void)
{
  static GPtrArray *names;

  if (g_once_init_enter (&names))
    g_once_init_leave (&names, load_names ());
  return names;
}

/**
 * lift_zone_names:
 *
 * The zones that tzdata lists (`tzdata.zi`, zones and links; `$TZDIR` comes first), and UTC. The list is read once, by
 * whoever asks first, in any thread.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names, sorted by their bytes
 */
const char *const *
lift_zone_names (void)
{
  return (const char *const *) get_names ()->pdata;
}

static gboolean
is_listed (const char *name)
{
  const GPtrArray *names = get_names ();

  return bsearch (&name, names->pdata, names->len - 1, sizeof (gpointer), compare_names) != NULL;
}

/* Near matches */

/* Levenshtein's distance, without regard to case, "_" or " ". */
static guint
count_changes (const char *a,
          const char *b)
{
  guint n = strlen (b);
  guint row[LONGEST_NAME + 1];

  for (guint j = 0; j <= n; j++)
    row[j] = j;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];
      char left = a[i - 1] == ' ' ? '_' : g_ascii_tolower (a[i - 1]);

      row[0] = i;
      for (guint j = 1; j <= n; j++)
        {
          guint change = diagonal + (left != g_ascii_tolower (b[j - 1]));

          diagonal = row[j];
          row[j] = MIN (change, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[n];
}

static const char *
last_part (const char *name)
{
  const char *slash = strrchr (name, '/');

  return slash != NULL ? slash + 1 : name;
}

#define TOO_FAR 6

/* One slip in four letters is near, two at most; what is near in full is nearer than what is near in its last part. */
static guint
get_distance (const char *a,
              const char *b)
{
  guint full = count_changes (a, b);
  guint last = count_changes (last_part (a), last_part (b));

  full = full <= 2 && full * 4 <= strlen (a) ? full * 2 : TOO_FAR;
  last = last <= 2 && last * 4 <= strlen (last_part (a)) ? last * 2 + 1 : TOO_FAR;
  return MIN (full, last);
}

/* Empty, or up to three names in quotes, the nearest first. */
static char *
suggest (const char *name)
{
  const char *nearest[N_SUGGESTIONS] = { NULL };
  guint how_far[N_SUGGESTIONS] = { TOO_FAR, TOO_FAR, TOO_FAR };
  GString *text;

  if (strlen (name) > LONGEST_NAME || *name == '\0')
    return g_strdup ("");

  for (const char *const *p = lift_zone_names (); *p != NULL; p++)
    {
      guint far;

      if (strlen (*p) > LONGEST_NAME)
        continue;
      far = get_distance (name, *p);
      for (guint i = 0; i < N_SUGGESTIONS; i++)
        if (far < how_far[i])
          {
            memmove (&how_far[i + 1], &how_far[i], (N_SUGGESTIONS - 1 - i) * sizeof how_far[0]);
            memmove (&nearest[i + 1], &nearest[i], (N_SUGGESTIONS - 1 - i) * sizeof nearest[0]);
            how_far[i] = far;
            nearest[i] = *p;
            break;
          }
    }

  text = g_string_new (NULL);
  for (guint i = 0; i < N_SUGGESTIONS && nearest[i] != NULL; i++)
    /* Translators: one name in a list of names, with what stands between two of them */
    g_string_append_printf (text, i == 0 ? C_("list", "“%s”") : C_("list", ", “%s”"), nearest[i]);
  return g_string_free (text, FALSE);
}

/**
 * lift_zone_get:
 * @name: the name of a zone
 * @error: return location
 *
 * The zone of that name, if tzdata lists it, in the same letters: GLib is never given any other name, because it takes a bad one
 * for UTC or for the path of a file to read. A zone is loaded once and kept for ever. From any thread.
 *
 * Returns: (transfer none): the zone, or %NULL with %LIFT_ERROR_ARGUMENT, whose message suggests up to three similar names
 */
GTimeZone *
lift_zone_get (const char  *name,
               GError     **error)
{
  static GMutex lock;
  static GHashTable *zones;
  g_autofree char *similar = NULL;
  GTimeZone *zone;

  g_return_val_if_fail (name != NULL, NULL);

  g_mutex_lock (&lock);
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);
  zone = g_hash_table_lookup (zones, name);
  if (zone == NULL && is_listed (name))
    {
      zone = g_time_zone_new_identifier (name);
      if (zone != NULL)
        g_hash_table_insert (zones, g_strdup (name), zone);
    }
  g_mutex_unlock (&lock);
  if (zone != NULL)
    return zone;

  if (error == NULL)
    return NULL;
  if (is_listed (name))
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   _("The time zone “%s” is not installed: install all of tzdata, or choose another zone"), name);
      return NULL;
    }
  similar = suggest (name);
  if (*similar != '\0')
    /* Translators: the second %s is a list of names in quotes */
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                 _("There is no time zone “%s”: did you mean %s?"), name, similar);
  else
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                 _("There is no time zone “%s”: use a name from tzdata such as “Europe/Berlin” or “UTC”"), name);
  return NULL;
}
