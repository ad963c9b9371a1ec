/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "leftovers.h"
#include "merge.h"
#include "saver.h"
#include "store-private.h"

/* How often a save starts over because another program, one that holds no lock, wrote meanwhile. */
#define SAVE_TRIES 32
/* How long a save waits for others to get through: a hundred times what that takes. */
#define PATIENCE_US G_USEC_PER_SEC
#define WAIT_STEP_US 2000

/* What is read as a release with the id of @ours that may be written; %NULL with why it is none. @torn: it is not even JSON. */
static LiftNode *
read_release (GBytes     *bytes,
              const char *name,
              LiftNode   *ours,
              gboolean   *torn,
              char      **reason)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (LiftLoaded) loaded = lift_json_read (name, bytes, &local_error);
  g_autofree char *read_only = loaded != NULL ? lift_loaded_dup_read_only (loaded) : NULL;

  *torn = loaded == NULL;
  if (loaded == NULL || read_only != NULL)
    *reason = g_strdup_printf (_("what stands there now cannot be changed (%s)"), loaded == NULL ? local_error->message : read_only);
  else if (strcmp (lift_node_get_id (loaded->root), lift_node_get_id (ours)) != 0)
    *reason = g_strdup (_("what stands there now is another release"));
  else
    return lift_node_ref (loaded->root);
  return NULL;
}

/* A save that is under way. */
typedef struct
{
  LiftPlace  *place;
  LiftNode   *ours;        /* what is to be saved */
  GPtrArray  *known;       /* of LiftNode: states of the document that are in @ours, as they were met */
  LiftNode   *there;       /* what the file holds, as far as is known; NULL: nothing is known */
  GBytes     *there_bytes;
  gboolean    fresh;       /* even if the file holds it already */
  gboolean    found;       /* the file held it already */
  struct stat status;      /* of the file */
  guint       tries;
  gint64      patience;    /* until when one waits for others to get through; 0: nobody was waited for yet */
  LiftNode   *awaited;     /* whose writer has to get through before it is in @ours; it came out of @awaited_temp */
  LiftTemp   *awaited_temp;
  GPtrArray  *leftovers;   /* of earlier kills, that are in @ours; NULL: not looked for yet */
  GPtrArray  *others;      /* temporaries: what came out and is in @ours */
  LiftTemp   *last;        /* the temporary of what came out last; borrowed */
  LiftTemp   *replaced;    /* what came out in the end, as expected */
} Saving;

static void
saving_clear (Saving *saving)
{
  g_clear_pointer (&saving->place, lift_place_free);
  g_clear_pointer (&saving->ours, lift_node_unref);
  g_clear_pointer (&saving->known, g_ptr_array_unref);
  g_clear_pointer (&saving->there, lift_node_unref);
  g_clear_pointer (&saving->there_bytes, g_bytes_unref);
  g_clear_pointer (&saving->awaited, lift_node_unref);
  g_clear_pointer (&saving->awaited_temp, lift_temp_free);
  g_clear_pointer (&saving->leftovers, g_ptr_array_unref);
  g_clear_pointer (&saving->others, g_ptr_array_unref);
  g_clear_pointer (&saving->replaced, lift_temp_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Saving, saving_clear)

/* Ancestors */

static void
set_ours (Saving   *saving,
          LiftNode *ours)
{
  lift_node_unref (saving->ours);
  saving->ours = ours;
}

static void
set_there (Saving   *saving,
           LiftNode *there,
           GBytes   *bytes)
{
  g_ptr_array_add (saving->known, lift_node_ref (there));
  g_clear_pointer (&saving->there, lift_node_unref);
  saving->there = lift_node_ref (there);
  g_bytes_ref (bytes);
  g_clear_pointer (&saving->there_bytes, g_bytes_unref);
  saving->there_bytes = bytes;
}

/* The last known state that @theirs was made from: only such may be the base of a merge. */
static LiftNode *
find_ancestor (Saving   *saving,
               LiftNode *theirs)
{
  guint i;

  for (i = saving->known->len; i > 0; i--)
    if (lift_history_descends (theirs, g_ptr_array_index (saving->known, i - 1)))
      return g_ptr_array_index (saving->known, i - 1);
  return NULL;
}

static gboolean
be_patient (Saving *saving)
{
  gint64 now = g_get_monotonic_time ();

  if (saving->patience == 0)
    saving->patience = now + PATIENCE_US;
  if (now >= saving->patience)
    return FALSE;
  g_usleep (WAIT_STEP_US);
  return TRUE;
}

/* Who writes without the lock may have put a version there that lacks what came out, and be about to merge that. Waits a moment for it to get through.
 * %FALSE: it is complete, or nobody comes: an older version was copied there, say. */
static gboolean
wait_for_theirs (Saving   *saving,
                 LiftNode *theirs)
{
  return saving->known->len > 0 && find_ancestor (saving, theirs) == NULL && be_patient (saving);
}

static void
merge_theirs (Saving   *saving,
              LiftNode *theirs)
{
  set_ours (saving, lift_merge (find_ancestor (saving, theirs), saving->ours, theirs));
}

/* Taking in what others wrote */

/* The version of another writer; %NULL with an error if it may not be merged. */
static LiftNode *
read_theirs (Saving  *saving,
             GBytes  *bytes,
             GError **error)
{
  g_autofree char *shown = g_filename_display_name (saving->place->path);
  g_autofree char *reason = NULL;
  gboolean torn;
  LiftNode *theirs = read_release (bytes, shown, saving->ours, &torn, &reason);

  if (theirs == NULL)
    lift_place_refuse (saving->place, error, reason, _("Move that file away and save again, or save this release elsewhere."));
  return theirs;
}

/* Takes in what the file holds; %NULL in @on_disk if there is none. */
static gboolean
take_in (Saving  *saving,
         GBytes **on_disk,
         GError **error)
{
  g_autoptr (LiftNode) theirs = NULL;

  do
    {
      g_autoptr (GError) local_error = NULL;
      int code;

      g_clear_pointer (on_disk, g_bytes_unref);
      g_clear_pointer (&theirs, lift_node_unref);
      *on_disk = lift_place_read (saving->place, &saving->status, &code, &local_error);
      if (*on_disk == NULL && code == ENOENT)
        return TRUE;
      if (*on_disk == NULL)
        {
          lift_place_refuse (saving->place, error, local_error->message, _("Move that file away and save again, or save this release elsewhere."));
          return FALSE;
        }
      if (saving->there_bytes != NULL && g_bytes_equal (*on_disk, saving->there_bytes))
        return TRUE;
      theirs = read_theirs (saving, *on_disk, error);
      if (theirs == NULL)
        return FALSE;
    }
  while (wait_for_theirs (saving, theirs));

  merge_theirs (saving, theirs);
  set_there (saving, theirs, *on_disk);
  return TRUE;
}

/* What another program wrote came out in exchange for @bytes. */
static LiftSwap
take_in_other (Saving   *saving,
               LiftTemp *temp,
               GBytes   *bytes,
               GBytes   *other,
               GError  **error)
{
  g_autoptr (LiftTemp) owned = temp;
  g_autoptr (LiftNode) theirs = read_theirs (saving, other, error);
  g_autoptr (LiftNode) put = lift_node_ref (saving->ours);

  if (theirs == NULL)
    {
      lift_temp_put_back (temp);
      return LIFT_SWAP_FAILED;
    }
  saving->last = temp;
  if (saving->awaited == NULL && find_ancestor (saving, theirs) == NULL)
    {
      saving->awaited = g_steal_pointer (&theirs);
      saving->awaited_temp = g_steal_pointer (&owned);
    }
  else
    {
      g_ptr_array_add (saving->others, g_steal_pointer (&owned));
      merge_theirs (saving, theirs);
      g_ptr_array_add (saving->known, g_steal_pointer (&theirs));
    }
  set_there (saving, put, bytes);
  return LIFT_SWAP_AGAIN;
}

/* What came out and was not complete: either its writer gets through, and its work with that, or it is merged as it is. %FALSE: not yet. */
static gboolean
take_in_awaited (Saving *saving)
{
  if (saving->awaited == NULL)
    return TRUE;
  if (!lift_history_descends (saving->ours, saving->awaited))
    {
      if (be_patient (saving))
        return FALSE;
      merge_theirs (saving, saving->awaited);
    }
  g_clear_pointer (&saving->awaited, lift_node_unref);
  g_ptr_array_add (saving->others, g_steal_pointer (&saving->awaited_temp));
  return TRUE;
}

/* Taking in what kills left */

/* What a leftover was made from, if that is at hand: its name tells. Its history does not tell enough: what was edited by hand leaves no line there, and
 * would be undone. */
static LiftNode *
find_base (Saving       *saving,
           LiftLeftover *leftover)
{
  guint i;

  for (i = 0; i < saving->known->len; i++)
    {
      g_autoptr (GBytes) bytes = lift_json_write (g_ptr_array_index (saving->known, i));
      g_autofree char *sum = lift_temp_dup_sum (bytes);

      if (strcmp (leftover->sum, sum) == 0)
        return g_ptr_array_index (saving->known, i);
    }
  return NULL;
}

/* Whether @leftover may be removed once all is saved. */
static gboolean
take_in_leftover (Saving       *saving,
                  LiftLeftover *leftover,
                  GBytes       *on_disk,
                  const char   *aside)
{
  g_autoptr (LiftNode) theirs = NULL;
  g_autofree char *reason = NULL;
  gboolean torn;

  if (lift_leftover_is_spent (leftover, on_disk))
    return TRUE;
  theirs = read_release (leftover->bytes, leftover->name, saving->ours, &torn, &reason);
  if (theirs != NULL)
    {
      g_autoptr (LiftNode) merged = lift_merge (find_base (saving, leftover), saving->ours, theirs);
      g_autoptr (GBytes) bytes = lift_store_write_checked (saving->place, merged, NULL);

      if (bytes != NULL)
        {
          set_ours (saving, g_steal_pointer (&merged));
          return TRUE;
        }
    }
  if (aside != NULL)
    lift_leftover_set_aside (saving->place, leftover, aside);
  return theirs == NULL && torn && aside == NULL;
}

/* What is contained in what stands there is removed at once, when the disk has confirmed that: were it still there after another kill, when the document
 * has moved on, it would be merged without an ancestor, and in conflict with its own future. */
static void
remove_spent (Saving *saving,
              GBytes *on_disk)
{
  g_autoptr (GPtrArray) spent = g_ptr_array_new ();
  guint i;
  int code;

  for (i = 0; i < saving->leftovers->len; i++)
    if (lift_leftover_is_spent (g_ptr_array_index (saving->leftovers, i), on_disk))
      g_ptr_array_add (spent, g_ptr_array_index (saving->leftovers, i));
  if (spent->len == 0 || on_disk == NULL || lift_place_confirm (saving->place, TRUE, &code, NULL) != LIFT_SAVED)
    return;
  lift_leftovers_remove (saving->place, spent);
  for (i = 0; i < spent->len; i++)
    g_ptr_array_remove (saving->leftovers, g_ptr_array_index (spent, i));
}

static void
take_in_leftovers (Saving     *saving,
                   GBytes     *on_disk,
                   const char *aside)
{
  guint i = 0;

  saving->leftovers = lift_leftovers_take (saving->place);
  while (i < saving->leftovers->len)
    if (take_in_leftover (saving, g_ptr_array_index (saving->leftovers, i), on_disk, aside))
      i++;
    else
      g_ptr_array_remove_index (saving->leftovers, i);
  remove_spent (saving, on_disk);
}

static LiftSwap
try_save (Saving     *saving,
          const char *aside,
          GError    **error)
{
  g_autoptr (GBytes) on_disk = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (LiftTemp) temp = NULL;
  LiftSwap swap;
  int code;

  if (!take_in (saving, &on_disk, error))
    return LIFT_SWAP_FAILED;
  if (!take_in_awaited (saving))
    return LIFT_SWAP_AGAIN;
  if (saving->leftovers == NULL)
    take_in_leftovers (saving, on_disk, aside);

  bytes = lift_store_write_checked (saving->place, saving->ours, error);
  if (bytes == NULL)
    return LIFT_SWAP_FAILED;
  saving->found = on_disk != NULL && !saving->fresh && g_bytes_equal (bytes, on_disk);
  if (saving->found)
    return LIFT_SWAP_DONE;

  saving->tries++;
  temp = lift_temp_new (saving->place, bytes, saving->there_bytes, on_disk != NULL ? &saving->status : NULL, &code, error);
  if (temp == NULL)
    return LIFT_SWAP_FAILED;
  swap = on_disk != NULL ? lift_temp_swap (temp, &saving->status, on_disk, &other, error) : lift_temp_name (temp, error);
  if (swap == LIFT_SWAP_OTHER)
    return take_in_other (saving, g_steal_pointer (&temp), bytes, other, error);
  if (swap != LIFT_SWAP_DONE)
    {
      lift_temp_remove (temp);
      return swap;
    }
  saving->status = temp->status;
  saving->replaced = g_steal_pointer (&temp);
  return LIFT_SWAP_DONE;
}

/* The disk first, so that after a loss of power nothing is gone that is not in the file. The version from which the new one was made is worth nothing, even
 * if the disk does not confirm: whichever of the two has the name then. */
static LiftSaveResult
end_save (Saving  *saving,
          GError **error)
{
  int code;
  LiftSaveResult result = lift_place_confirm (saving->place, saving->found, &code, error);

  if (saving->replaced != NULL)
    lift_temp_remove (saving->replaced);
  if (result == LIFT_SAVED)
    {
      g_ptr_array_foreach (saving->others, (GFunc) (void (*) (void)) lift_temp_remove, NULL);
      lift_leftovers_remove (saving->place, saving->leftovers);
    }
  return result;
}

/* What came out last goes back where it stood; what came out earlier is merged by the next save. */
static LiftSaveResult
give_up (Saving *saving)
{
  if (saving->last != NULL)
    lift_temp_put_back (saving->last);
  return LIFT_NOT_SAVED;
}

/**
 * lift_store_save:
 * @path: the document's file; a link is followed, and stays
 * @synced: (nullable): what @snapshot was made from: the document as it was last read from or written to @path; %NULL if it never was
 * @snapshot: the document to save
 * @aside: (nullable): a folder for leftovers that can neither be merged nor thrown away, such as where recovery copies are
 * @written: (out) (transfer full): what is on disk now; set unless the result is %LIFT_NOT_SAVED
 * @status: (out) (optional): of the file that holds @written, as this save left or found it; set when @written is
 *
 * Saves @snapshot and whatever others wrote to @path since @synced: under a lock of the folder that all of Liftoff's programs take, the file
 * is read, and if it is no longer @synced, lift_merge (@synced, @snapshot, file) is written.
 *
 * - The new file and the one that stands there are exchanged, and what comes out is looked at. A program that writes without the lock is noticed thereby
 *   however late it writes: its version is merged, and the result saved in turn. If its version cannot be merged it is put back, and this save fails.
 * - What an earlier kill left is read, merged and only then removed (leftovers.h). With the version that it was made from at hand that is a merge like any
 *   other; if not, it is merged without a common ancestor, which records whatever differs as a conflict. What cannot be read is moved to @aside, or without
 *   that removed if it is not even JSON; another document is moved to @aside, or without that left where it is.
 * - If the result is what the file holds already, nothing is written, only waited until it is on the disk, unless @snapshot is @synced itself: that asks
 *   for a fresh file, after %LIFT_SAVED_NOT_DURABLE.
 * - A file that was deleted meanwhile is made again: open work is kept.
 * - A file that cannot be read as this very release, or only read-only, is never overwritten.
 *
 * Blocks, for seconds if another program that holds the lock is stopped; to be called in a worker thread. See lift_temp_new () and lift_temp_swap () for
 * what is kept of the old file.
 *
 * Returns: what became of it; the error is %LIFT_ERROR_NOT_SAVED unless it is %LIFT_SAVED
 */
LiftSaveResult
lift_store_save (const char  *path,
                 LiftNode    *synced,
                 LiftNode    *snapshot,
                 const char  *aside,
                 LiftNode   **written,
                 struct stat *status,
                 GError     **error)
{
  g_auto (Saving) saving = { .fresh = snapshot == synced };
  LiftSwap swap = LIFT_SWAP_AGAIN;
  LiftSaveResult result;

  *written = NULL;
  saving.place = lift_place_open (path, error);
  if (saving.place == NULL || !lift_place_lock (saving.place, error))
    return LIFT_NOT_SAVED;
  saving.ours = lift_node_ref (snapshot);
  saving.known = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_node_unref);
  saving.others = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_temp_free);
  if (synced != NULL)
    {
      g_autoptr (GBytes) bytes = lift_json_write (synced);

      set_there (&saving, synced, bytes);
    }

  while (swap == LIFT_SWAP_AGAIN && saving.tries < SAVE_TRIES)
    swap = try_save (&saving, aside, error);
  if (swap == LIFT_SWAP_AGAIN)
    lift_place_refuse (saving.place, error, _("another program keeps writing to it"), _("Stop that program and save again, or save it elsewhere."));
  if (swap != LIFT_SWAP_DONE)
    return give_up (&saving);

  result = end_save (&saving, error);
  *written = g_steal_pointer (&saving.ours);
  if (status != NULL)
    *status = saving.status;
  return result;
}
