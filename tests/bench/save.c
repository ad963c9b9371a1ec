/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a save costs the thread that hands it over, beside what serialising costs: medians in microseconds, as one JSON object.
 * The document is named on the command line. */

#include <gio/gio.h>
#include <stdio.h>

#include "core/document.h"
#include "core/json.h"
#include "core/store.h"

#define ROUNDS 41

typedef struct
{
  LiftNode *synced;
  LiftNode *snapshot;
} Save;

static void
save_free (Save *save)
{
  lift_node_unref (save->synced);
  lift_node_unref (save->snapshot);
  g_free (save);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Save *save = task_data;
  g_autoptr(GBytes) bytes = lift_json_write (save->snapshot);

  g_task_return_int (task, g_bytes_get_size (bytes));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *done = user_data;

  *done = TRUE;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *times)
{
  qsort (times, ROUNDS, sizeof *times, compare_times);
  return times[ROUNDS / 2];
}

/* Monotonic, in microseconds, with its fraction. */
static double
now_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LiftLoaded) loaded = lift_store_load (argv[1], NULL, &error);
  g_autoptr(LiftDocument) document = NULL;
  double serialise[ROUNDS], hand_over[ROUNDS], take_back[ROUNDS];

  if (loaded == NULL || loaded->root == NULL)
    {
      fprintf (stderr, "save: %s\n", error != NULL ? error->message : "not a release");
      return 1;
    }
  document = lift_document_new (loaded->root);

  for (int i = 0; i < ROUNDS; i++)
    {
      double start = now_us ();
      g_autoptr(GBytes) bytes = lift_json_write (lift_document_get_root (document));

      serialise[i] = now_us () - start;
    }

  for (int i = 0; i < ROUNDS; i++)
    {
      double start = now_us ();
      g_autoptr(GTask) task = NULL;
      g_autoptr(LiftNode) snapshot = NULL;
      gboolean done = FALSE;
      Save *save = g_new0 (Save, 1);

      save->synced = lift_node_ref (lift_document_get_synced (document));
      save->snapshot = lift_node_ref (lift_document_get_root (document));
      task = g_task_new (NULL, NULL, saved_cb, &done);
      g_task_set_task_data (task, save, (GDestroyNotify) save_free);
      g_task_run_in_thread (task, save_thread);
      hand_over[i] = now_us () - start;

      while (!done)
        g_main_context_iteration (NULL, TRUE);

      snapshot = lift_node_ref (lift_document_get_root (document));
      start = now_us ();
      lift_document_take_external (document, snapshot, snapshot);
      take_back[i] = now_us () - start;
    }

  printf ("{\"serialise\": %.2f, \"hand_over\": %.2f, \"take_back\": %.2f}\n", median (serialise), median (hand_over), median (take_back));
  return 0;
}
