/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.h"
#include "core/moment.h"
#include "core/snapshots.h"
#include "core/store.h"
#include "temp-folder.h"

#define AN_HOUR (60 * 60)
#define A_DAY (24 * AN_HOUR)
#define NOW "2026-12-02T12:00:00Z" /* a Wednesday */
#define MEBIBYTE (1024 * 1024)

/* The rules */

typedef struct
{
  const char *name;
  struct
  {
    const char *instant;
    char        kind; /* s, b, m; 0: s without bytes */
    gboolean    stays;
  } rows[12];
} Thinning;

static const Thinning thinnings[] = {
  { "one",
    { { "2020-01-01T00:00:00Z", 's', TRUE } } },
  { "the last of each five minutes for a day",
    { { "2026-12-02T11:40:00Z", 's', FALSE }, { "2026-12-02T11:44:59Z", 's', TRUE }, { "2026-12-02T11:45:00Z", 's', FALSE },
      { "2026-12-02T11:45:10Z", 's', TRUE }, { "2026-12-02T11:50:00Z", 's', TRUE }, { "2026-12-02T11:58:00Z", 's', FALSE }, { "2026-12-02T11:59:00Z", 's', TRUE } } },
  { "up to a day is dense, from then on hourly",
    { { "2026-12-01T11:10:00Z", 's', FALSE }, { "2026-12-01T11:20:00Z", 's', FALSE }, { "2026-12-01T11:59:59Z", 's', TRUE }, { "2026-12-01T12:00:00Z", 's', FALSE },
      { "2026-12-01T12:00:01Z", 's', TRUE }, { "2026-12-01T12:05:00Z", 's', TRUE }, { NOW, 's', TRUE } } },
  { "up to a week hourly, from then on daily",
    { { "2026-11-25T06:00:00Z", 's', FALSE }, { "2026-11-25T08:00:00Z", 's', TRUE }, { "2026-11-25T12:10:00Z", 's', FALSE },
      { "2026-11-25T12:50:00Z", 's', TRUE }, { "2026-11-25T13:00:00Z", 's', TRUE }, { NOW, 's', TRUE } } },
  { "up to sixty days daily, from then on weekly; weeks begin on Thursday",
    { { "2026-09-24T01:00:00Z", 's', FALSE }, { "2026-09-30T23:00:00Z", 's', TRUE }, { "2026-10-01T00:00:00Z", 's', FALSE }, { "2026-10-02T23:00:00Z", 's', TRUE },
      { "2026-10-04T01:00:00Z", 's', FALSE }, { "2026-10-04T23:00:00Z", 's', TRUE }, { "2026-10-05T01:00:00Z", 's', TRUE }, { NOW, 's', TRUE } } },
  { "before the first write: for a day from what follows",
    { { "2026-12-02T11:55:00Z", 's', FALSE }, { "2026-12-02T11:55:01Z", 'b', TRUE }, { "2026-12-02T11:55:01Z", 's', FALSE }, { "2026-12-02T11:55:02Z", 'b', TRUE },
      { "2026-12-02T11:55:03Z", 's', TRUE } } },
  { "before the first write: the day is over",
    { { "2026-12-01T11:50:00Z", 'b', FALSE }, { "2026-12-01T11:59:00Z", 'b', TRUE }, { "2026-12-01T12:00:00Z", 's', TRUE }, { NOW, 's', TRUE } } },
  { "before a migration: for good",
    { { "2020-01-01T00:00:00Z", 'm', TRUE }, { "2020-01-01T00:00:01Z", 'm', TRUE }, { "2020-01-01T00:00:02Z", 's', TRUE }, { NOW, 's', TRUE } } },
  { "a clock that was set back: the same hours come again",
    { { "2026-12-02T11:40:00Z", 's', TRUE }, { "2026-12-02T11:50:00Z", 's', TRUE }, { "2026-12-02T11:30:00Z", 's', TRUE }, { "2026-12-02T11:40:00Z", 's', TRUE },
      { "2026-12-02T11:50:00Z", 's', FALSE }, { "2026-12-02T11:51:00Z", 's', TRUE } } },
  { "a clock that was set back by years: what is ahead stays as it is",
    { { "2030-05-01T07:58:00Z", 's', TRUE }, { "2030-05-01T08:04:00Z", 's', TRUE }, { "2030-05-01T08:06:00Z", 'b', TRUE }, { "2030-05-01T08:07:00Z", 's', TRUE },
      { "2026-12-02T11:59:00Z", 's', FALSE }, { "2026-12-02T11:59:30Z", 's', TRUE } } },
  { "what a crash left without bytes",
    { { "2026-12-02T11:40:00Z", 's', TRUE }, { "2026-12-02T11:43:00Z", 0, FALSE }, { "2026-12-02T11:45:00Z", 's', TRUE }, { "2026-12-02T11:46:00Z", 0, FALSE } } },
  { "the first day there is",
    { { "1970-01-01T00:00:00Z", 's', FALSE }, { "1970-01-01T00:01:00Z", 's', TRUE } } },
};

static LiftSnapshotKind
kind_of (char letter)
{
  return letter == 'b' ? LIFT_SNAPSHOT_BEFORE : letter == 'm' ? LIFT_SNAPSHOT_MIGRATION : LIFT_SNAPSHOT_SAVED;
}

static void
test_thin (gconstpointer data)
{
  const Thinning *thinning = data;
  LiftSnapshot snapshots[G_N_ELEMENTS (thinning->rows)];
  g_autofree gboolean *drop = NULL;
  guint n, i;

  for (n = 0; n < G_N_ELEMENTS (thinning->rows) && thinning->rows[n].instant != NULL; n++)
    snapshots[n] = (LiftSnapshot) { .number = n + 1, .instant = lift_instant_parse (thinning->rows[n].instant),
                                    .kind = kind_of (thinning->rows[n].kind), .size = thinning->rows[n].kind != 0 ? 23000 : 0 };
  drop = lift_snapshots_thin (snapshots, n, lift_instant_parse (NOW));
  for (i = 0; i < n; i++)
    {
      g_test_message ("%s", thinning->rows[i].instant);
      g_assert_cmpint (!drop[i], ==, thinning->rows[i].stays);
    }
}

/* Leaves out of @snapshots what is to go at @now. */
static void
apply_thin (GArray *snapshots,
            gint64  now)
{
  g_autofree gboolean *drop = lift_snapshots_thin ((LiftSnapshot *) snapshots->data, snapshots->len, now);

  for (guint i = snapshots->len; i-- > 0;)
    if (drop[i])
      g_array_remove_index (snapshots, i);
}

/* However often it is thinned on the way, the same ones are left: what is left is not a matter of luck. */
static void
test_thin_is_stable (void)
{
  for (guint seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GArray) often = g_array_new (FALSE, FALSE, sizeof (LiftSnapshot));
      g_autoptr (GArray) once = g_array_new (FALSE, FALSE, sizeof (LiftSnapshot));
      gint64 now = lift_instant_parse (NOW) + g_rand_int_range (rand, 0, A_DAY);

      for (guint i = 1; i <= 300; i++)
        {
          LiftSnapshot snapshot = { .number = i, .instant = now, .size = 1 };

          g_array_append_val (often, snapshot);
          g_array_append_val (once, snapshot);
          apply_thin (often, now);
          now += g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 20 : g_rand_boolean (rand) ? AN_HOUR : 3 * A_DAY);
        }
      apply_thin (often, now);
      apply_thin (once, now);
      g_assert_cmpuint (often->len, <, 300);
      g_assert_cmpmem (often->data, often->len * sizeof (LiftSnapshot), once->data, once->len * sizeof (LiftSnapshot));
    }
}

/* Somebody who works day and night for a year, on documents of any size. */
static void
test_thin_is_bounded (void)
{
  static const guint64 sizes[] = { 23000, 400 * 1024, 4 * MEBIBYTE };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (GArray) snapshots = g_array_new (FALSE, FALSE, sizeof (LiftSnapshot));
      gint64 start = lift_instant_parse (NOW), now = start;

      for (guint i = 1; i < 366 * A_DAY / (20 * 60); i++, now += 20 * 60)
        {
          LiftSnapshot snapshot = { .number = i, .instant = now, .size = sizes[s] };

          g_array_append_val (snapshots, snapshot);
          apply_thin (snapshots, now);
          g_assert_cmpuint (snapshots->len, <=, LIFT_SNAPSHOTS_MAX_FILES);
          g_assert_cmpuint (snapshots->len * sizes[s], <=, LIFT_SNAPSHOTS_MAX_BYTES);
          g_assert_cmpuint (g_array_index (snapshots, LiftSnapshot, snapshots->len - 1).number, ==, i);
        }
      /* Full, and yet it reaches back: there is one of the last half hour, of the last three hours, of the last days and of months ago. */
      now -= 20 * 60;
      g_assert_cmpuint (snapshots->len, >=, MIN (LIFT_SNAPSHOTS_MAX_BYTES / sizes[s], 72 + 144 + 53) - 1);
      for (guint a = 0; a < 4; a++)
        {
          static const gint64 ages[] = { 0, AN_HOUR / 2, 6 * AN_HOUR, 10 * A_DAY, 400 * A_DAY };
          guint n = 0;

          for (guint i = 0; i < snapshots->len; i++)
            {
              gint64 age = now - g_array_index (snapshots, LiftSnapshot, i).instant;

              n += age >= ages[a] && age < ages[a + 1];
            }
          g_test_message ("%" G_GUINT64_FORMAT ": %u from %" G_GINT64_FORMAT, sizes[s], n, ages[a]);
          g_assert_cmpuint (n, >=, 1);
        }
    }
}

/* A script of commands: each opens the file, so that each state is one from before a first write. */
static void
test_script_pushes_nothing_out (void)
{
  g_autoptr (GArray) snapshots = g_array_new (FALSE, FALSE, sizeof (LiftSnapshot));
  gint64 now = lift_instant_parse (NOW);
  guint days = 0;

  for (guint i = 1; i <= 50; i++)
    {
      LiftSnapshot daily = { .number = i, .instant = now - (51 - (gint64) i) * A_DAY, .size = 23000 };

      g_array_append_val (snapshots, daily);
    }
  for (guint i = 51; i <= 2000; i++, now++)
    {
      LiftSnapshot found = { .number = i, .instant = now, .kind = LIFT_SNAPSHOT_BEFORE, .size = 23000 };

      g_array_append_val (snapshots, found);
      apply_thin (snapshots, now);
    }
  g_assert_cmpuint (snapshots->len, ==, LIFT_SNAPSHOTS_MAX_FILES);
  for (guint i = 0; i < snapshots->len; i++)
    days += g_array_index (snapshots, LiftSnapshot, i).number <= 50;
  g_assert_cmpuint (days, ==, 50);
}

static void
test_migrations_are_last_to_go (void)
{
  g_autoptr (GArray) snapshots = g_array_new (FALSE, FALSE, sizeof (LiftSnapshot));
  gint64 now = lift_instant_parse (NOW);

  for (guint i = 1; i <= 20; i++)
    {
      LiftSnapshot snapshot = { .number = i, .instant = now - (20 - i) * 10 * A_DAY, .size = 4 * MEBIBYTE,
                                .kind = i == 3 || i == 4 ? LIFT_SNAPSHOT_MIGRATION : LIFT_SNAPSHOT_SAVED };

      g_array_append_val (snapshots, snapshot);
    }
  apply_thin (snapshots, now);
  g_assert_cmpuint (snapshots->len, ==, 8);
  g_assert_cmpuint (g_array_index (snapshots, LiftSnapshot, 7).number, ==, 20);
  for (guint i = 0, n = 0; i < 8; i++)
    {
      n += g_array_index (snapshots, LiftSnapshot, i).kind == LIFT_SNAPSHOT_MIGRATION;
      if (i == 7)
        g_assert_cmpuint (n, ==, 2);
    }

  for (guint i = 0; i < snapshots->len; i++)
    {
      g_array_index (snapshots, LiftSnapshot, i).kind = LIFT_SNAPSHOT_MIGRATION;
      g_array_index (snapshots, LiftSnapshot, i).size = 5 * MEBIBYTE;
    }
  apply_thin (snapshots, now);
  g_assert_cmpuint (snapshots->len, ==, 6);
  g_assert_cmpuint (g_array_index (snapshots, LiftSnapshot, 5).number, ==, 20);
}

static void
test_kind (void)
{
  g_assert_cmpint (lift_snapshots_kind (LIFT_FORMAT), ==, LIFT_SNAPSHOT_BEFORE);
  g_assert_cmpint (lift_snapshots_kind (LIFT_FORMAT - 1), ==, LIFT_SNAPSHOT_MIGRATION);
}

/* Sizes in MiB; the document 0 is worked on. */
static const struct
{
  const char *name;
  struct
  {
    guint    document;
    gint64   instant;
    guint    size;
    gboolean stays;
  } rows[8];
} bounds[] = {
  { "within the bound", { { 0, 1, 128, TRUE }, { 1, 2, 128, TRUE } } },
  { "the oldest goes", { { 0, 5, 100, TRUE }, { 0, 6, 60, TRUE }, { 1, 3, 50, FALSE }, { 1, 4, 50, TRUE } } },
  { "as few as will do", { { 0, 1, 1, FALSE }, { 0, 6, 100, TRUE }, { 1, 3, 56, TRUE }, { 1, 4, 100, TRUE } } },
  { "the last of a document goes after all others", { { 0, 8, 100, FALSE }, { 0, 9, 100, TRUE }, { 1, 1, 10, TRUE }, { 2, 2, 90, TRUE } } },
  { "in the end the last ones, the oldest first", { { 0, 1, 200, TRUE }, { 1, 2, 100, FALSE }, { 2, 3, 10, TRUE } } },
  { "never the last of the one at hand", { { 0, 1, 300, TRUE }, { 1, 2, 100, FALSE }, { 2, 3, 10, FALSE } } },
  { "the clock is ahead in one of them", { { 0, 9000, 100, TRUE }, { 0, 5, 100, TRUE }, { 1, 4, 57, FALSE }, { 1, 6, 1, TRUE } } },
};

static void
test_bound (gconstpointer data)
{
  const typeof (bounds[0]) *bound = data;
  LiftSnapshot snapshots[G_N_ELEMENTS (bound->rows)];
  g_autofree gboolean *drop = NULL;
  guint n, i;

  for (n = 0; n < G_N_ELEMENTS (bound->rows) && bound->rows[n].instant != 0; n++)
    snapshots[n] = (LiftSnapshot) { .number = n, .instant = bound->rows[n].instant, .document = bound->rows[n].document,
                                    .size = (guint64) bound->rows[n].size * MEBIBYTE };
  drop = lift_snapshots_bound (snapshots, n, 0);
  for (i = 0; i < n; i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (!drop[i], ==, bound->rows[i].stays);
    }
}

/* The folder */

typedef struct
{
  char  *top;
  char  *folder; /* of the snapshots; not there yet */
  char  *path;   /* of a document */
  gint64 now;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->top = g_dir_make_tmp ("lift-snapshots-XXXXXX", NULL);
  g_assert_nonnull (f->top);
  f->folder = g_build_filename (f->top, "state", "liftoff", "snapshots", NULL);
  f->path = g_build_filename (f->top, "a.liftoff.json", NULL);
  f->now = lift_instant_parse (NOW);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  g_chmod (f->folder, 0700);
  remove_tree (f->top);
  g_free (f->top);
  g_free (f->folder);
  g_free (f->path);
}

static LiftNode *
make_release (const char *id,
              const char *name)
{
  LiftNode *root = lift_node_new (LIFT_KIND_RELEASE, id);

  lift_node_set_text (root, LIFT_RELEASE_NAME, name);
  return root;
}

static void
keep (Fixture         *f,
      const char      *id,
      const char      *name,
      LiftSnapshotKind kind,
      gint64           now)
{
  g_autoptr (LiftNode) root = make_release (id, name);
  g_autoptr (GError) error = NULL;

  g_assert_true (lift_snapshots_keep (f->folder, root, kind, now, &error));
  g_assert_no_error (error);
}

static GArray *
list (Fixture    *f,
      const char *id)
{
  g_autoptr (GError) error = NULL;
  GArray *snapshots = lift_snapshots_list (f->folder, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (snapshots);
  return snapshots;
}

/* What is kept of @id, as "name/kind name/kind", the oldest first. */
static char *
told (Fixture    *f,
      const char *id)
{
  g_autoptr (GArray) snapshots = list (f, id);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const LiftSnapshot *snapshot = &g_array_index (snapshots, LiftSnapshot, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftNode) root = lift_snapshots_load (f->folder, id, snapshot, NULL, &error);

      g_string_append_printf (text, "%s%s/%c", i > 0 ? " " : "", root != NULL ? lift_node_get_text (root, LIFT_RELEASE_NAME) : "?", "sbm"[snapshot->kind]);
      g_assert_cmpint (root == NULL, ==, error != NULL);
    }
  return g_string_free (text, FALSE);
}

#define assert_kept(f, id, expected) G_STMT_START { g_autofree char *is = told (f, id); g_assert_cmpstr (is, ==, expected); } G_STMT_END

static char *
document_folder (Fixture    *f,
                 const char *id)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);

  return g_build_filename (f->folder, name, NULL);
}

static GPtrArray *
names_in (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

static char *
only_file (Fixture    *f,
           const char *id)
{
  g_autofree char *folder = document_folder (f, id);
  g_autoptr (GPtrArray) names = names_in (folder);

  g_assert_cmpuint (names->len, ==, 1);
  return g_build_filename (folder, g_ptr_array_index (names, 0), NULL);
}

static void
test_keep (Fixture      *f,
           gconstpointer data)
{
  assert_kept (f, "r", "");
  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now + 1000);
  assert_kept (f, "r", "A/s");
  keep (f, "r", "B", LIFT_SNAPSHOT_SAVED, f->now + 1000);
  keep (f, "r", "C", LIFT_SNAPSHOT_SAVED, f->now + 1001); /* takes the place of B */
  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now + 2000); /* again, but not twice in a row */
  keep (f, "other", "X", LIFT_SNAPSHOT_SAVED, f->now);
  assert_kept (f, "r", "A/s C/s A/s");
  assert_kept (f, "other", "X/s");
}

static void
test_before (Fixture      *f,
             gconstpointer data)
{
  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  keep (f, "r", "A", LIFT_SNAPSHOT_BEFORE, f->now + 1);
  assert_kept (f, "r", "A/b");
  keep (f, "r", "B", LIFT_SNAPSHOT_SAVED, f->now + 1);
  keep (f, "r", "C", LIFT_SNAPSHOT_BEFORE, f->now + 2);
  keep (f, "r", "C", LIFT_SNAPSHOT_SAVED, f->now + 3); /* is kept already, and for longer */
  keep (f, "r", "D", LIFT_SNAPSHOT_SAVED, f->now + 4);
  assert_kept (f, "r", "A/b C/b D/s");
  keep (f, "r", "D", LIFT_SNAPSHOT_MIGRATION, f->now + 5);
  keep (f, "r", "E", LIFT_SNAPSHOT_SAVED, f->now + 6);
  keep (f, "r", "F", LIFT_SNAPSHOT_SAVED, f->now + 2 * A_DAY);
  assert_kept (f, "r", "D/m E/s F/s");
}

static void
test_is_private (Fixture      *f,
                 gconstpointer data)
{
  mode_t mask = umask (0);
  g_autofree char *document = document_folder (f, "r");
  g_autofree char *liftoff = g_path_get_dirname (f->folder);
  g_autofree char *state = g_path_get_dirname (liftoff);
  g_autofree char *file = NULL;
  const char *folders[] = { state, liftoff, f->folder, document };
  struct stat status;

  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  umask (mask);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_assert_cmpint (lstat (folders[i], &status), ==, 0);
      g_assert_cmpint (status.st_mode, ==, S_IFDIR | 0700);
    }
  file = only_file (f, "r");
  g_assert_cmpint (lstat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode, ==, S_IFREG | 0600);
}

/* The reader lets few of them in; nothing here depends on that. */
static void
test_odd_ids (Fixture      *f,
              gconstpointer data)
{
  g_autofree char *long_id = g_strnfill (100000, 'x');
  const char *ids[] = { "../x", "..", ".", "/etc/passwd", "a/b", "\n", "ä", " ", "A", "a", long_id };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("N%u", i);

      keep (f, ids[i], name, LIFT_SNAPSHOT_SAVED, f->now);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GArray) snapshots = list (f, ids[i]);

      g_assert_cmpuint (snapshots->len, ==, 1);
    }
  assert_kept (f, "A", "N8/s");
  assert_kept (f, "a", "N9/s");
  {
    g_autoptr (GPtrArray) in_top = names_in (f->top);
    g_autoptr (GPtrArray) in_folder = names_in (f->folder);

    g_assert_cmpuint (in_top->len, ==, 1);
    g_assert_cmpuint (in_folder->len, ==, G_N_ELEMENTS (ids));
    for (guint i = 0; i < in_folder->len; i++)
      g_assert_true (g_regex_match_simple ("^[0-9a-f]{64}$", g_ptr_array_index (in_folder, i), 0, 0));
  }
}

/* Each is named, and has to be neither listed nor touched; none may hang. */
static void
test_foreign_files (Fixture      *f,
                    gconstpointer data)
{
  static const char *const names[] = {
    "note.txt", "00000009-20261202T115000Z-s-0123456789abcdef.liftoff.json~", "00000009-20261202T115000Z-x-0123456789abcdef.liftoff.json",
    "00000009-20261302T115000Z-s-0123456789abcdef.liftoff.json", "0000000x-20261202T115000Z-s-0123456789abcdef.liftoff.json",
    "00000009-20261202T115000Z-s-0123456789ABCDEF.liftoff.json", "+0000009-20261202T115000Z-s-0123456789abcdef.liftoff.json",
  };
  static const char pipe[] = "00000010-20261202T115000Z-s-0123456789abcdef.liftoff.json", folder[] = "00000011-20261202T115000Z-s-0123456789abcdef.liftoff.json",
                    link[] = "00000012-20261202T115000Z-s-0123456789abcdef.liftoff.json", device[] = "00000013-20261202T115000Z-s-0123456789abcdef.liftoff.json";
  g_autofree char *document = document_folder (f, "r");
  g_autofree char *target = g_build_filename (f->top, "target", NULL);
  g_autofree char *foreign = g_build_filename (f->folder, "foreign", NULL);
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  g_assert_true (g_file_set_contents (target, "do not touch", -1, NULL));
  g_assert_true (g_file_set_contents (foreign, "do not touch", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++, n++)
    {
      g_autofree char *path = g_build_filename (document, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "foreign", -1, NULL));
    }
  {
    g_autofree char *path = g_build_filename (document, pipe, NULL);

    g_assert_cmpint (mkfifo (path, 0600), ==, 0);
    n++;
  }
  {
    g_autofree char *path = g_build_filename (document, folder, NULL);

    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
    n++;
  }
  {
    g_autofree char *path = g_build_filename (document, link, NULL);

    g_assert_cmpint (symlink (target, path), ==, 0);
    n++;
  }
  {
    g_autofree char *path = g_build_filename (document, device, NULL);

    g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
    n++;
  }

  assert_kept (f, "r", "A/s");
  keep (f, "r", "B", LIFT_SNAPSHOT_SAVED, f->now + 1);
  keep (f, "r", "C", LIFT_SNAPSHOT_BEFORE, f->now + A_DAY);
  keep (f, "r", "D", LIFT_SNAPSHOT_SAVED, f->now + A_DAY + 1000);
  assert_kept (f, "r", "B/s C/b D/s");
  left = names_in (document);
  g_assert_cmpuint (left->len, ==, n + 3);
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "do not touch");
}

/* The folder of a document is a link to somewhere else, or a file. */
static void
test_folder_that_is_none (Fixture      *f,
                          gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (f->top, "elsewhere", NULL);
  g_autofree char *document = document_folder (f, "r");
  g_autoptr (LiftNode) root = make_release ("r", "A");
  g_autoptr (GPtrArray) names = NULL;

  keep (f, "other", "X", LIFT_SNAPSHOT_SAVED, f->now);
  g_assert_cmpint (g_mkdir (elsewhere, 0700), ==, 0);
  g_assert_cmpint (symlink (elsewhere, document), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) list_error = NULL;

      g_assert_false (lift_snapshots_keep (f->folder, root, LIFT_SNAPSHOT_SAVED, f->now, &error));
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED);
      g_assert_nonnull (strstr (error->message, f->folder));
      g_assert_null (lift_snapshots_list (f->folder, "r", &list_error));
      g_assert_error (list_error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      g_assert_cmpint (g_unlink (document), ==, 0);
      g_assert_true (g_file_set_contents (document, "", 0, NULL));
    }
  names = names_in (elsewhere);
  g_assert_cmpuint (names->len, ==, 0);
}

static void
test_no_right_to_write (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr (LiftNode) root = make_release ("r", "B");
  int status;
  pid_t pid;

  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  pid = fork ();
  if (pid == 0)
    {
      g_autoptr (GError) error = NULL;

      _exit (drop_rights () && !lift_snapshots_keep (f->folder, root, LIFT_SNAPSHOT_SAVED, f->now, &error)
             && g_error_matches (error, LIFT_ERROR, LIFT_ERROR_NOT_SAVED) ? 0 : 1);
    }
  g_chmod (f->folder, 0500);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_chmod (f->folder, 0700);
  assert_kept (f, "r", "A/s");
}

static void
overwrite (const char *path,
           const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_damaged (Fixture      *f,
              gconstpointer data)
{
  g_autofree char *file = NULL;
  g_autoptr (LiftNode) root = make_release ("r", "A");
  g_autoptr (GBytes) bytes = lift_json_write (root);
  g_autofree char *changed = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  file = only_file (f, "r");
  *strchr (changed, 'A') = 'B'; /* a release, but not the one that was kept */
  overwrite (file, changed);
  assert_kept (f, "r", "?/s");
  overwrite (file, "{");
  assert_kept (f, "r", "?/s");

  /* It is no reason not to keep the same bytes again. */
  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now + 1000);
  assert_kept (f, "r", "?/s A/s");
  overwrite (file, "");
  assert_kept (f, "r", "A/s");
  keep (f, "r", "B", LIFT_SNAPSHOT_SAVED, f->now + 2000);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  assert_kept (f, "r", "A/s B/s");
}

static void
test_gone_or_changed_meanwhile (Fixture      *f,
                                gconstpointer data)
{
  g_autoptr (GArray) snapshots = NULL;
  g_autofree char *file = NULL;
  g_autofree char *copy = g_build_filename (f->top, "copy", NULL);
  g_autofree char *text = NULL;

  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  snapshots = list (f, "r");
  file = only_file (f, "r");
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  overwrite (copy, text);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_unlink (file), ==, 0);
      if (i == 1)
        g_assert_cmpint (mkfifo (file, 0600), ==, 0);
      else if (i == 2)
        g_assert_cmpint (symlink ("/dev/zero", file), ==, 0);
      else if (i == 3)
        g_assert_cmpint (symlink (copy, file), ==, 0);
      g_assert_null (lift_snapshots_load (f->folder, "r", &g_array_index (snapshots, LiftSnapshot, 0), NULL, &error));
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_DOCUMENT);
      if (i == 0)
        g_assert_true (g_file_set_contents (file, "", 0, NULL));
    }
}

static void
test_cancelled (Fixture      *f,
                gconstpointer data)
{
  g_autoptr (GArray) snapshots = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  snapshots = list (f, "r");
  g_cancellable_cancel (cancellable);
  g_assert_null (lift_snapshots_load (f->folder, "r", &g_array_index (snapshots, LiftSnapshot, 0), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_left_over (Fixture      *f,
                gconstpointer data)
{
  g_autofree char *document = document_folder (f, "r");
  g_autofree char *old = g_build_filename (document, ".new-0000000000000000", NULL);
  g_autofree char *new = g_build_filename (document, ".new-1111111111111111", NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct timespec times[2] = { { .tv_sec = now - 2 * A_DAY }, { .tv_sec = now - 2 * A_DAY } };

  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, now);
  overwrite (old, "half");
  overwrite (new, "half");
  g_assert_cmpint (utimensat (AT_FDCWD, old, times, 0), ==, 0);
  keep (f, "r", "B", LIFT_SNAPSHOT_SAVED, now);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new, G_FILE_TEST_EXISTS));
}

static void
test_clock_jumps (Fixture      *f,
                  gconstpointer data)
{
  keep (f, "r", "A", LIFT_SNAPSHOT_SAVED, f->now);
  keep (f, "r", "B", LIFT_SNAPSHOT_SAVED, f->now + 300);
  keep (f, "r", "C", LIFT_SNAPSHOT_SAVED, f->now - 400 * (gint64) A_DAY);
  keep (f, "r", "D", LIFT_SNAPSHOT_SAVED, f->now - 400 * (gint64) A_DAY + 300);
  keep (f, "r", "E", LIFT_SNAPSHOT_SAVED, -7);
  assert_kept (f, "r", "A/s B/s C/s D/s E/s");
  keep (f, "r", "F", LIFT_SNAPSHOT_SAVED, f->now + 600);
  assert_kept (f, "r", "A/s B/s D/s E/s F/s"); /* C and D are of one week, more than a year ago */
  keep (f, "r", "G", LIFT_SNAPSHOT_SAVED, G_MAXINT64);
  keep (f, "r", "H", LIFT_SNAPSHOT_SAVED, f->now + 900);
  {
    g_autoptr (GArray) snapshots = list (f, "r");

    g_assert_cmpuint (snapshots->len, >=, 3);
    g_assert_cmpint (g_array_index (snapshots, LiftSnapshot, snapshots->len - 2).instant, ==, lift_instant_parse ("9999-12-31T23:59:59Z"));
    g_assert_cmpint (g_array_index (snapshots, LiftSnapshot, snapshots->len - 1).instant, ==, f->now + 900);
  }
}

/* The file as it stands */

static const struct
{
  const char *name;
  const char *text; /* NULL: there is no file */
  const char *kept;
} files[] = {
  { "none", NULL, "" },
  { "as somebody wrote it", "{\"name\":\"A\" ,\"id\":\"r\",\n\n\"format\":1}", "A/b" },
  { "another release", "{\"format\": 1, \"id\": \"x\", \"name\": \"A\"}", "" },
  { "of a newer Liftoff", "{\"format\": 2, \"id\": \"r\", \"name\": \"A\"}", "" },
  { "with a violation", "{\"format\": 1, \"id\": \"r\", \"name\": \"A\", \"state\": \"maybe\"}", "" },
  { "not JSON", "{\"format\": 1, ", "" },
  { "empty", "", "" },
};

static void
test_file (Fixture      *f,
           gconstpointer data)
{
  const typeof (files[0]) *file = data;
  g_autoptr (GError) error = NULL;

  if (file->text != NULL)
    overwrite (f->path, file->text);
  g_assert_true (lift_snapshots_keep_file (f->folder, f->path, "r", f->now, &error));
  g_assert_no_error (error);
  assert_kept (f, "r", file->kept);
  assert_kept (f, "x", "");
  if (*file->kept != '\0')
    {
      g_autofree char *kept = only_file (f, "r");
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (kept, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, file->text);
    }
}

static void
test_file_is_a_pipe (Fixture      *f,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  g_assert_true (lift_snapshots_keep_file (f->folder, f->path, "r", f->now, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (thinnings); i++)
    {
      g_autofree char *path = g_strconcat ("/snapshots/thin/", thinnings[i].name, NULL);

      g_test_add_data_func (path, &thinnings[i], test_thin);
    }
  g_test_add_func ("/snapshots/thin/is-stable", test_thin_is_stable);
  g_test_add_func ("/snapshots/thin/is-bounded", test_thin_is_bounded);
  g_test_add_func ("/snapshots/thin/script", test_script_pushes_nothing_out);
  g_test_add_func ("/snapshots/thin/migrations", test_migrations_are_last_to_go);
  g_test_add_func ("/snapshots/kind", test_kind);
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autofree char *path = g_strconcat ("/snapshots/bound/", bounds[i].name, NULL);

      g_test_add_data_func (path, &bounds[i], test_bound);
    }

#define ADD(name, function) g_test_add ("/snapshots/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("keep", test_keep);
  ADD ("before", test_before);
  ADD ("private", test_is_private);
  ADD ("odd-ids", test_odd_ids);
  ADD ("foreign-files", test_foreign_files);
  ADD ("folder-that-is-none", test_folder_that_is_none);
  ADD ("no-right-to-write", test_no_right_to_write);
  ADD ("damaged", test_damaged);
  ADD ("gone-or-changed-meanwhile", test_gone_or_changed_meanwhile);
  ADD ("cancelled", test_cancelled);
  ADD ("left-over", test_left_over);
  ADD ("clock-jumps", test_clock_jumps);
  ADD ("file-is-a-pipe", test_file_is_a_pipe);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/snapshots/file/", files[i].name, NULL);

      g_test_add (path, Fixture, &files[i], set_up, test_file, tear_down);
    }
  return g_test_run ();
}
