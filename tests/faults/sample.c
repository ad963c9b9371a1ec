/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The document that is saved, and what is found of it: by the real reader. */

#include <string.h>

#include "core/document.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/store.h"
#include "harness.h"

/* Between two and three blocks of a disk. */
#define N_ITEMS 64
#define WHEN 1796247600 /* 2026-12-02T21:40:00Z */

static const char *const people[N_EDITS] = { "Ada", "Ben", "Cleo", "Dora", "Emil", "Fay" };
static const char *const words[N_EDITS] = { "base", "ours", "theirs", "leftover", "next", "foreign" };

LiftNode *
sample_new (void)
{
  g_autoptr (LiftNode) root = lift_node_new (LIFT_KIND_RELEASE, "release");
  LiftNode *phase = lift_node_new (LIFT_KIND_PHASE, "phase");

  lift_node_set_text (root, LIFT_RELEASE_NAME, "Payments");
  lift_node_set_text (phase, LIFT_PHASE_POSITION, "a0");
  lift_node_set_text (phase, LIFT_PHASE_TITLE, "Plan");
  for (int i = 0; i < N_ITEMS; i++)
    {
      g_autofree char *id = g_strdup_printf ("item%02d", i);
      LiftNode *item = lift_node_new (LIFT_KIND_ITEM, id);

      lift_node_set_text (item, LIFT_ITEM_POSITION, "a0");
      lift_node_set_text (item, LIFT_ITEM_TEXT, "Review what is to be released");
      lift_node_take_child (phase, LIFT_PHASE_ITEMS, item);
    }
  lift_node_take_child (root, LIFT_RELEASE_PHASES, phase);
  return sample_edit (root, EDIT_BASE);
}

/* @root with the edits of the set @edits. */
LiftNode *
sample_edit (LiftNode *root,
             guint     edits)
{
  g_autoptr (LiftDocument) document = lift_document_new (root);
  guint i;

  for (i = 0; i < N_EDITS; i++)
    if ((edits & 1u << i) != 0)
      {
        g_autofree char *id = g_strdup_printf ("item%02u", i);
        const char *ids[] = { id, NULL };
        LiftStateChange change = { .state = LIFT_ITEM_DONE, .by = people[i], .at = WHEN + i };
        g_autoptr (GRand) rand = g_rand_new_with_seed (edits + i);
        LiftAct act = { .who = people[i], .when = WHEN + i, .rand = rand };
        g_autoptr (LiftGroup) group = lift_intent_set_state (lift_document_get_root (document), ids, &change, NULL);

        g_assert_nonnull (group);
        g_assert_cmpuint (lift_document_apply (document, group, LIFT_ORIGIN_USER, &act), ==, 0);
      }
  return lift_node_ref (lift_document_get_root (document));
}

/* @root as it was in @earlier, restored by the person of @edit. */
LiftNode *
sample_restore (LiftNode *root,
                LiftNode *earlier,
                guint     edit)
{
  g_autoptr (LiftDocument) document = lift_document_new (root);
  guint i = g_bit_nth_lsf (edit, -1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (edit);
  LiftAct act = { .who = people[i], .when = WHEN + i, .rand = rand };
  g_autoptr (LiftGroup) group = lift_intent_restore (root, earlier, "2026-12-02", NULL);

  g_assert_nonnull (group);
  g_assert_cmpuint (lift_document_apply (document, group, LIFT_ORIGIN_USER, &act), ==, 0);
  return lift_node_ref (lift_document_get_root (document));
}

static guint
n_lines_of (LiftNode   *root,
            const char *who)
{
  LiftHistory *line = lift_node_get_history (root);
  guint n = 0;

  for (; line != NULL; line = lift_history_get_older (line))
    if (strstr (lift_history_get_line (line), who) != NULL)
      n++;
  return n;
}

static guint
bad (char      **why,
     const char *format,
     ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_free (*why);
  *why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return FOUND_BAD;
}

/* The edits that @root holds, each whole: the tick, and one line of history. */
guint
sample_found (LiftNode *root,
              char    **why)
{
  g_autoptr (GBytes) bytes = lift_json_write (root);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  LiftNode *phase = lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_PHASES), 0);
  LiftNodes *items = phase != NULL ? lift_node_get_list (phase, LIFT_PHASE_ITEMS) : NULL;
  const char *conflicts;
  guint found = 0, i;

  if (strstr (text, "\"history\"") != NULL)
    *strstr (text, "\"history\"") = '\0';
  conflicts = strstr (text, "\"conflicts\"");
  if (conflicts != NULL)
    found |= FOUND_CONFLICT;
  if (lift_nodes_get_n (items) != N_ITEMS)
    return bad (why, "it has %u items", lift_nodes_get_n (items));
  for (i = 0; i < N_EDITS; i++)
    {
      LiftNode *item = lift_nodes_get (items, i);
      gboolean ticked = lift_node_get_enum (item, LIFT_ITEM_STATE) == LIFT_ITEM_DONE
                        && g_strcmp0 (lift_node_get_text (item, LIFT_ITEM_BY), people[i]) == 0;

      /* One of the candidates, then. */
      ticked = ticked || (conflicts != NULL && strstr (conflicts, people[i]) != NULL && n_lines_of (root, people[i]) == 1);

      if (n_lines_of (root, people[i]) != (ticked ? 1 : 0))
        return bad (why, "it has half of the edit “%s”", words[i]);
      if (ticked)
        found |= 1u << i;
    }
  return found;
}

char *
found_words (guint found)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = 0; i < N_EDITS; i++)
    {
      if ((found & 1u << i) != 0)
        g_string_append_printf (text, "%s ", words[i]);
      if ((found & FOUND_COPY << i) != 0)
        g_string_append_printf (text, "copy:%s ", words[i]);
      if ((found & FOUND_SNAPSHOT << i) != 0)
        g_string_append_printf (text, "snapshot:%s ", words[i]);
    }
  if ((found & FOUND_NOTHING) != 0)
    g_string_append (text, "nothing ");
  if ((found & FOUND_BAD) != 0)
    g_string_append (text, "bad ");
  if ((found & FOUND_CONFLICT) != 0)
    g_string_append (text, "a conflict ");
  g_string_truncate (text, MAX (text->len, 1) - 1);
  return g_string_free (text, FALSE);
}

guint
document_look (const char *path,
               char      **why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftLoaded) loaded = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FOUND_NOTHING;
  loaded = lift_store_load (path, NULL, &error);
  if (loaded == NULL)
    return bad (why, "%s", error->message);
  if (loaded->root == NULL || loaded->violations->len > 0)
    return bad (why, "%s", (char *) g_ptr_array_index (loaded->violations, 0));
  return sample_found (loaded->root, why);
}

char *
document_path (const char *top)
{
  return g_build_filename (top, "releases", "a.liftoff.json", NULL);
}

/* Without any of the program that is tried. */
void
document_write (const char *path,
                guint       edits)
{
  g_autoptr (LiftNode) root = sample_new ();
  g_autoptr (LiftNode) edited = sample_edit (root, edits);
  g_autoptr (GBytes) bytes = lift_json_write (edited);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
}

static Claim
claim_of (LiftSaveResult result)
{
  return result == LIFT_SAVED ? CLAIM_SAVED : result == LIFT_SAVED_NOT_DURABLE ? CLAIM_NOT_DURABLE : CLAIM_NOT_SAVED;
}

/* Reads, edits and saves, like a command. */
Claim
document_save (const char *path,
               guint       edit,
               GError    **error)
{
  g_autoptr (LiftLoaded) loaded = lift_store_load (path, NULL, error);
  g_autoptr (LiftNode) snapshot = NULL;
  g_autoptr (LiftNode) written = NULL;

  if (loaded == NULL)
    return CLAIM_NOT_SAVED;
  snapshot = sample_edit (loaded->root, edit);
  return claim_of (lift_store_save (path, loaded->root, snapshot, NULL, &written, NULL, error));
}
