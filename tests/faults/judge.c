/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must be true after each case. */

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store.h"
#include "harness.h"

#define ALL_EDITS ((1u << N_EDITS) - 1)

/* A new folder, without links in its name; in memory, where an fsync costs nothing, if there is such a place. */
char *
make_top (gboolean in_memory)
{
  const char *place = in_memory && access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
  g_autofree char *real = realpath (place, NULL);
  char *top = g_build_filename (real, "lift-faults-XXXXXX", NULL);

  g_assert_nonnull (mkdtemp (top));
  return top;
}

/* What is left over of a save, by its name; NULL if nothing is. */
const char *
litter_in (Tree *tree)
{
  guint i;

  for (i = 0; i < tree->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (tree, i);
      g_autofree char *base = g_path_get_basename (file->name);

      if (*base == '.' || strstr (base, ".tmp") != NULL)
        return file->name;
    }
  return NULL;
}

static char *
name_wrong (const Path *path,
            guint       found,
            const char *why)
{
  g_autofree char *words = found_words (found);
  g_autofree char *before = found_words (path->before);
  g_autofree char *after = found_words (path->after);

  return g_strdup_printf ("found is “%s”%s%s%s, neither what was (%s) nor what is to be (%s)", words, why != NULL ? " (" : "", why != NULL ? why : "",
                          why != NULL ? ")" : "", before, after);
}

/* Whether what the reader finds is one of the states that there may be, and the one that was claimed; NULL, or what is wrong. */
char *
judge_found (const Path *path,
             const char *top,
             Claim       claim,
             guint      *found)
{
  g_autofree char *why = NULL;

  *found = path->look (top, &why);
  if (*found != path->before && *found != path->after && (path->between == 0 || *found != path->between))
    return name_wrong (path, *found, why);
  if ((claim == CLAIM_SAVED || claim == CLAIM_NOT_DURABLE || claim == CLAIM_UNCONFIRMED) && *found == path->before)
    return g_strdup ("it was claimed saved and is not there");
  /* A copy too many does no harm. */
  if (claim == CLAIM_NOT_SAVED && *found == path->after && path->tidy == NULL)
    return g_strdup ("it was said not to be saved and is there");
  return NULL;
}

/* Whether what was said fits; NULL, or what is wrong. */
char *
judge_claim (const Path    *path,
             const char    *top,
             const Outcome *outcome)
{
  if (outcome->hung)
    return g_strdup ("it hangs");
  if (outcome->signal == SIGSEGV || outcome->signal == SIGBUS || outcome->signal == SIGFPE || outcome->signal == SIGILL)
    return g_strdup_printf ("it crashes: %s", g_strsignal (outcome->signal));
  if ((outcome->claim == CLAIM_SAVED || outcome->claim == CLAIM_UNCONFIRMED) && *outcome->message != '\0')
    return g_strdup_printf ("it was saved with an error: %s", outcome->message);
  if ((outcome->claim == CLAIM_NOT_SAVED || outcome->claim == CLAIM_NOT_DURABLE) && *outcome->message == '\0')
    return g_strdup ("it was not saved, and no error says so");
  if (*outcome->message != '\0' && path->names)
    {
      g_autofree char *full = path->file (top);

      if (strstr (outcome->message, full) == NULL)
        return g_strdup_printf ("the error does not name the file: %s", outcome->message);
    }
  return NULL;
}

/* The edits in what was left over: work that nobody may have elsewhere. */
guint
edits_of_litter (Tree       *tree,
                 const char *top)
{
  guint edits = 0, i;

  for (i = 0; i < tree->len; i++)
    {
      const TreeFile *file = g_ptr_array_index (tree, i);
      g_autofree char *base = g_path_get_basename (file->name);
      g_autofree char *full = g_build_filename (top, file->name, NULL);
      g_autofree char *why = NULL;
      guint found;

      if (*base != '.' || file->bytes == NULL || !g_str_has_prefix (file->name, "releases/"))
        continue;
      found = document_look (full, &why);
      if ((found & (FOUND_BAD | FOUND_NOTHING)) == 0)
        edits |= found;
    }
  return edits;
}

/* The next save, without any fault: nothing that was found is missing after it, the work of what was left over is in it, and nothing is left over.
 * NULL, or what is wrong. */
char *
next_save (const char *top,
           const Path *path)
{
  g_autoptr (GPtrArray) before = tree_read (top);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *file = NULL;
  guint edits = edits_of_litter (before, top), found, now_found;
  Claim claim;

  found = path->look (top, &why);
  if (found == FOUND_NOTHING)
    {
      claim = path->run (top, &error);
      if (claim != path->claim)
        return g_strdup_printf ("the next try fails: %s", error != NULL ? error->message : "no reason");
      found = path->look (top, &why);
    }
  if ((found & FOUND_BAD) != 0)
    return g_strdup (why);
  if (path->tidy != NULL && (wrong = path->tidy (top)) != NULL)
    return g_steal_pointer (&wrong);
  found = ((found | edits | found / FOUND_COPY) & ALL_EDITS) | EDIT_NEXT;

  file = path->file (top);
  claim = document_save (file, EDIT_NEXT, &error);
  if (claim != CLAIM_SAVED)
    return g_strdup_printf ("the next save fails: %s", error != NULL ? error->message : "no reason");
  now_found = document_look (file, &why);
  /* Where the version that the leftover was made from is not at hand, what differs is recorded as a conflict. */
  if (edits != 0)
    now_found &= ~FOUND_CONFLICT;
  if (now_found != found)
    {
      g_autofree char *now = found_words (now_found);
      g_autofree char *expected = found_words (found);

      return g_strdup_printf ("after the next save found is “%s”%s%s%s, not “%s”", now, why != NULL ? " (" : "", why != NULL ? why : "",
                              why != NULL ? ")" : "", expected);
    }
  after = tree_read (top);
  if (litter_in (after) != NULL)
    return g_strdup_printf ("the next save leaves “%s”", litter_in (after));
  return NULL;
}
