/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "snapshots.h"

#define AN_HOUR (60 * 60)
#define A_DAY (24 * AN_HOUR)
#define A_WEEK (7 * A_DAY)

/* How long a BEFORE is kept in any case. */
#define BEFORE_STAYS A_DAY

/* How dense the snapshots are up to which age. Each step is a multiple of the one before, so that what a later thinning keeps is always
 * among what an earlier one kept. */
static const struct
{
  gint64 age;
  gint64 step;
} steps[] = {
  { A_DAY, LIFT_SNAPSHOTS_DENSE },
  { A_WEEK, AN_HOUR },
  { 60 * A_DAY, A_DAY },
  { G_MAXINT64, A_WEEK },
};

/**
 * lift_snapshots_kind:
 * @format: the format of the document that is about to be written in %LIFT_FORMAT
 *
 * Returns: as what its bytes are to be kept before
 */
LiftSnapshotKind
lift_snapshots_kind (gint64 format)
{
  return format < LIFT_FORMAT ? LIFT_SNAPSHOT_MIGRATION : LIFT_SNAPSHOT_BEFORE;
}

/* All of one span become older together. From the future, as far as this clock can tell, counts as from now: a clock that is set back
 * deletes nothing. */
static gint64
step_of (gint64 instant,
         gint64 now)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (steps) && now - (instant / steps[i].step + 1) * steps[i].step >= steps[i].age)
    i++;
  return steps[i].step;
}

/* Whether the snapshot after @snapshot stands for the same span of time, and may take its place. */
static gboolean
superseded (const LiftSnapshot *snapshot,
            const LiftSnapshot *next,
            gint64              now)
{
  gint64 step = step_of (next->instant, now);

  if (snapshot->kind == LIFT_SNAPSHOT_MIGRATION)
    return FALSE;
  if (snapshot->kind == LIFT_SNAPSHOT_BEFORE && now - snapshot->instant < BEFORE_STAYS)
    return FALSE;
  return snapshot->instant / step == next->instant / step;
}

/* Weights of what only goes when nothing else is left. */
#define MIGRATION_WEIGHT 1e20
#define OLDEST_WEIGHT 2e20

/* The one of those not dropped that is missed least: what stands for the shortest time, for how long ago that was. The newest is never taken. */
static guint
least_missed (const LiftSnapshot *snapshots,
              guint               n,
              const gboolean     *drop,
              gint64              now)
{
  const LiftSnapshot *before = NULL;
  guint newest = n - 1, found = n, i, j;
  double least = 0;

  while (drop[newest])
    newest--;
  for (i = 0; i < newest; i++)
    {
      const LiftSnapshot *snapshot = &snapshots[i];
      double weight;

      if (drop[i])
        continue;
      for (j = i + 1; drop[j]; j++)
        ;
      if (before == NULL)
        weight = OLDEST_WEIGHT;
      else if (snapshot->kind == LIFT_SNAPSHOT_MIGRATION)
        weight = MIGRATION_WEIGHT;
      else
        weight = ABS ((double) snapshots[j].instant - before->instant) / MAX (ABS ((double) now - snapshot->instant), 1);
      if (found == n || weight < least)
        {
          found = i;
          least = weight;
        }
      before = snapshot;
    }
  return found;
}

/**
 * lift_snapshots_thin:
 * @snapshots: (array length=n): the snapshots of one document, in the order in which they were kept
 * @n: how many, at least 1
 * @now: seconds since 1970 UTC
 *
 * Says which snapshots are to go:
 *
 * - The last one of each five minutes stays for a day, then the last one of each hour for a week, of each day for sixty days, and of each
 *   week. Hours, days and weeks are counted in UTC.
 * - The newest stays, so that the last saved state is always there. Only what was kept right after it takes the place of a snapshot, so that
 *   nothing goes when a clock is set back and the same hour comes again. A clock that is set forward thins like time that passes.
 * - BEFORE and MIGRATION stay as #LiftSnapshotKind says.
 * - What has no bytes goes.
 * - Above %LIFT_SNAPSHOTS_MAX_FILES or %LIFT_SNAPSHOTS_MAX_BYTES that one goes whose neighbours in time are nearest to one another for
 *   its age, and so on: large documents keep fewer states, and still reach back to their oldest one.
 *
 * Returns: (transfer full) (array length=n): for each, whether it is to go
 */
gboolean *
lift_snapshots_thin (const LiftSnapshot *snapshots,
                     guint               n,
                     gint64              now)
{
  gboolean *drop = g_new0 (gboolean, n);
  guint64 bytes = 0;
  guint files = 0, next = n, i;

  for (i = n; i-- > 0;)
    {
      drop[i] = snapshots[i].size == 0 || (next < n && superseded (&snapshots[i], &snapshots[next], now));
      if (snapshots[i].size > 0)
        next = i;
      if (drop[i])
        continue;
      files++;
      bytes += snapshots[i].size;
    }
  while (files > 1 && (files > LIFT_SNAPSHOTS_MAX_FILES || bytes > LIFT_SNAPSHOTS_MAX_BYTES))
    {
      i = least_missed (snapshots, n, drop, now);
      drop[i] = TRUE;
      files--;
      bytes -= snapshots[i].size;
    }
  return drop;
}

typedef struct
{
  const LiftSnapshot *snapshot;
  guint               index;
  guint               rank; /* 0: may go first; 1: the last one of its document; 2: the last one of the document at hand */
} Candidate;

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *first = a, *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  if (first->snapshot->instant != second->snapshot->instant)
    return first->snapshot->instant < second->snapshot->instant ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

/**
 * lift_snapshots_bound:
 * @snapshots: (array length=n): the snapshots of all documents, those of one document together and in the order in which they were kept
 * @n: how many
 * @document: the one that is worked on
 *
 * Says which snapshots are to go so that all together have at most %LIFT_SNAPSHOTS_MAX_TOTAL bytes: the oldest first, but of each document the
 * last one only after all others, and never that of @document. Whether a document still exists is not asked: the last state of one that
 * was deleted is worth the most.
 *
 * Returns: (transfer full) (array length=n): for each, whether it is to go
 */
gboolean *
lift_snapshots_bound (const LiftSnapshot *snapshots,
                      guint               n,
                      guint               document)
{
  gboolean *drop = g_new0 (gboolean, n);
  g_autofree Candidate *candidates = g_new (Candidate, n);
  guint64 bytes = 0;
  guint i;

  for (i = 0; i < n; i++)
    {
      gboolean last = i + 1 == n || snapshots[i + 1].document != snapshots[i].document;

      candidates[i] = (Candidate) { &snapshots[i], i, last ? (snapshots[i].document == document ? 2 : 1) : 0 };
      bytes += snapshots[i].size;
    }
  if (n > 1)
    qsort (candidates, n, sizeof *candidates, compare_candidates);
  for (i = 0; i < n && bytes > LIFT_SNAPSHOTS_MAX_TOTAL && candidates[i].rank < 2; i++)
    {
      drop[candidates[i].index] = TRUE;
      bytes -= candidates[i].snapshot->size;
    }
  return drop;
}
