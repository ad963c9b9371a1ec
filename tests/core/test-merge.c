/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/merge.h"

/* Documents of these tests are text: a line for each node, deeper by two spaces than what it stands in, with the members that are set:
 *
 *   release r; name=R
 *     phase p; position=a; title=Plan
 *       item i; position=a; text=Review; state=done; at=10
 *   history 2026-01-01T00:00:00Z | a
 *
 * "~" is a line break in a text. Here instants are plain seconds. */

#define N_VALUES 64

typedef struct
{
  LiftKind kind;
  char    *id;
  char    *parent;
  char    *values[N_VALUES];
  char    *unknown;
} Record;

static const char *kind_words[LIFT_N_KINDS] = { "release", "phase", "item", "incident", "attempt", "deployment", "move", "handover", "link" };

static void
record_free (gpointer data)
{
  Record *record = data;

  g_free (record->id);
  g_free (record->parent);
  for (guint i = 0; i < N_VALUES; i++)
    g_free (record->values[i]);
  g_free (record->unknown);
  g_free (record);
}

static Record *
record_new (GPtrArray  *model,
            LiftKind    kind,
            const char *id,
            const char *parent)
{
  Record *record = g_new0 (Record, 1);

  record->kind = kind;
  record->id = g_strdup (id);
  record->parent = g_strdup (parent);
  g_ptr_array_add (model, record);
  return record;
}

static Record *
record_find (GPtrArray  *model,
             const char *id)
{
  for (guint i = 0; i < model->len; i++)
    if (strcmp (((Record *) model->pdata[i])->id, id) == 0)
      return model->pdata[i];
  return NULL;
}

static GPtrArray *
model_copy (GPtrArray *model)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (record_free);

  for (guint i = 0; i < model->len; i++)
    {
      Record *old = model->pdata[i];
      Record *record = record_new (copy, old->kind, old->id, old->parent);

      for (guint v = 0; v < N_VALUES; v++)
        record->values[v] = g_strdup (old->values[v]);
      record->unknown = g_strdup (old->unknown);
    }
  return copy;
}

static LiftNode *
model_build (GPtrArray  *model,
             const char *id)
{
  Record *record = id != NULL ? record_find (model, id) : model->pdata[0];
  LiftField first = lift_kind_first_field (record->kind);
  LiftNode *node = lift_node_new (record->kind, record->id);

  for (guint i = 1; i < lift_kind_n_fields (record->kind); i++)
    {
      const LiftFieldInfo *info = lift_field_info (first + i);
      int value;

      if (record->values[i] == NULL)
        continue;
      if (info->type == LIFT_TYPE_ENUM)
        {
          g_assert_true (lift_enum_parse (info->about, record->values[i], &value));
          lift_node_set_enum (node, first + i, value);
        }
      else if (info->type == LIFT_TYPE_INSTANT)
        lift_node_set_instant (node, first + i, g_ascii_strtoll (record->values[i], NULL, 10));
      else
        lift_node_set_text (node, first + i, record->values[i]);
    }
  lift_node_set_unknown (node, record->unknown);
  for (guint i = 1; i < model->len; i++)
    {
      Record *child = model->pdata[i];

      if (strcmp (child->parent, record->id) == 0)
        lift_node_take_child (node, lift_kind_list_of (record->kind, child->kind), model_build (model, child->id));
    }
  return node;
}

static LiftNode *
parse (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) model = g_ptr_array_new_with_free_func (record_free);
  const char *above[8] = { NULL };
  LiftNode *root;

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      guint depth = strspn (lines[i], " ") / 2;
      g_auto (GStrv) parts = g_strsplit (lines[i] + 2 * depth, "; ", -1);
      char *id = strchr (parts[0], ' ') + 1;
      Record *record;
      LiftKind kind;

      if (g_str_has_prefix (parts[0], "history "))
        continue;
      for (kind = 0; !g_str_has_prefix (parts[0], kind_words[kind]); kind++)
        g_assert_cmpint (kind, <, LIFT_N_KINDS - 1);
      record = record_new (model, kind, id, depth > 0 ? above[depth - 1] : NULL);
      above[depth] = record->id;

      for (guint p = 1; parts[p] != NULL; p++)
        {
          char *value = strchr (parts[p], '=');
          guint v;

          *value++ = '\0';
          g_strdelimit (value, "~", '\n');
          if (strcmp (parts[p], "unknown") == 0)
            {
              record->unknown = g_strdup (value);
              continue;
            }
          for (v = 1; g_strcmp0 (lift_field_info (lift_kind_first_field (kind) + v)->member, parts[p]) != 0; v++)
            g_assert_cmpint (v, <, lift_kind_n_fields (kind) - 1);
          record->values[v] = g_strdup (value);
        }
    }

  root = model_build (model, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "history "))
      lift_node_add_history (root, lines[i] + strlen ("history "));
  return root;
}

static void
dump_node (GString  *out,
           LiftNode *node,
           guint     depth)
{
  LiftKind kind = lift_node_get_kind (node);
  LiftField first = lift_kind_first_field (kind);

  g_string_append_printf (out, "%*s%s %s", 2 * depth, "", kind_words[kind], lift_node_get_id (node));
  for (LiftField field = first + 1; field < first + lift_kind_n_fields (kind); field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);

      if (info->type == LIFT_TYPE_ENUM && lift_node_get_enum (node, field) != 0)
        g_string_append_printf (out, "; %s=%s", info->member, lift_enum_word (info->about, lift_node_get_enum (node, field)));
      else if (info->type == LIFT_TYPE_INSTANT && lift_node_get_instant (node, field) != LIFT_NO_INSTANT)
        g_string_append_printf (out, "; %s=%" G_GINT64_FORMAT, info->member, lift_node_get_instant (node, field));
      else if (lift_field_is_text (field) && lift_node_get_text (node, field) != NULL)
        {
          g_autofree char *text = g_strdelimit (g_strdup (lift_node_get_text (node, field)), "\n", '~');

          g_string_append_printf (out, "; %s=%s", info->member, text);
        }
    }
  if (lift_node_get_unknown (node) != NULL)
    g_string_append_printf (out, "; unknown=%s", lift_node_get_unknown (node));
  g_string_append_c (out, '\n');

  for (LiftField field = first; field < first + lift_kind_n_fields (kind); field++)
    if (lift_field_info (field)->type == LIFT_TYPE_LIST)
      for (guint i = 0; i < lift_nodes_get_n (lift_node_get_list (node, field)); i++)
        dump_node (out, lift_nodes_get (lift_node_get_list (node, field), i), depth + 1);
}

static char *
dump (LiftNode *root)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  dump_node (out, root, 0);
  for (LiftHistory *history = lift_node_get_history (root); history != NULL; history = lift_history_get_older (history))
    g_ptr_array_add (lines, (char *) lift_history_get_line (history));
  for (guint i = lines->len; i > 0; i--)
    g_string_append_printf (out, "history %s\n", (char *) lines->pdata[i - 1]);
  return g_string_free (out, FALSE);
}

static void
assert_same (LiftNode *got,
             LiftNode *expected)
{
  g_autofree char *a = dump (got);
  g_autofree char *b = dump (expected);

  g_assert_cmpstr (a, ==, b);
}

/* Merging, by table */

#define R "release r; name=R\n"
#define P "  phase p; position=a; title=Plan\n"
#define DELETED "conflicts=[{\"field\":\"deleted\",\"candidates\":[{\"deleted\":\"no\"},{\"deleted\":\"yes\"}]}]"
#define PD "  phase p; position=a; title=Plan; " DELETED "\n"
#define Q "  phase q; position=b; title=Build\n"
#define I "    item i; position=a; text=Review\n"
#define J "    item j; position=b; text=Test\n"

static const struct
{
  const char *name;
  const char *base, *ours, *theirs, *expected;
} merges[] = {
  { "nothing", R P I, R P I, R P I, R P I },
  { "ours", R P I, R P "    item i; position=a; text=Review all\n", R P I, R P "    item i; position=a; text=Review all\n" },
  { "theirs", R P I, R P I, R P "    item i; position=a; text=Review all\n", R P "    item i; position=a; text=Review all\n" },
  { "two items", R P I J,
    R P "    item i; position=a; text=Review; state=done; by=Ann; at=10\n" J,
    R P I "    item j; position=b; text=Test; state=failed; reason=red\n",
    R P "    item i; position=a; text=Review; state=done; by=Ann; at=10\n    item j; position=b; text=Test; state=failed; reason=red\n" },
  { "two units of an item", R P I,
    R P "    item i; position=a; text=Review; state=done; by=Ann; at=10\n",
    R P "    item i; position=a; text=Review it; owner=Bob\n",
    R P "    item i; position=a; text=Review it; state=done; by=Ann; at=10; owner=Bob\n" },
  { "a unit is one register", R P I,
    R P "    item i; position=a; text=Review; state=skipped; reason=no time; accepted=Cai\n",
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=20\n",
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=20; conflicts=[{\"field\":\"state\",\"candidates\":["
    "{\"state\":\"done\",\"by\":\"Bob\",\"at\":\"1970-01-01T00:00:20Z\"},{\"state\":\"skipped\",\"reason\":\"no time\",\"accepted\":\"Cai\"}]}]\n" },
  { "what is not closed shows", R P I,
    R P "    item i; position=a; text=Review; state=done; by=Ann\n",
    R P "    item i; position=a; text=Review; state=failed; reason=red\n",
    R P "    item i; position=a; text=Review; state=failed; reason=red; conflicts=[{\"field\":\"state\",\"candidates\":["
    "{\"state\":\"failed\",\"reason\":\"red\"},{\"state\":\"done\",\"by\":\"Ann\"}]}]\n" },
  { "a third in a conflict", R P I,
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Cai\"}]}]\n",
    R P "    item i; position=a; text=Review; owner=Bob\n",
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Bob\"},{\"owner\":\"Cai\"}]}]\n" },
  { "decided here", R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Cai\"}]}]\n",
    R P "    item i; position=a; text=Review; owner=Cai; conflicts=[{\"field\":\"owner\",\"settled\":\"1 Ann\"}]\n",
    R P "    item i; position=a; text=Review all; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Cai\"}]}]\n",
    R P "    item i; position=a; text=Review all; owner=Cai; conflicts=[{\"field\":\"owner\",\"settled\":\"1 Ann\"}]\n" },
  { "decided on both sides, differently",
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Cai\"}]}]\n",
    R P "    item i; position=a; text=Review; owner=Cai; conflicts=[{\"field\":\"owner\",\"settled\":\"1 Ann\"}]\n",
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"settled\":\"2 Bob\"}]\n",
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":["
    "{\"owner\":\"Ann\",\"settled\":\"2 Bob\"},{\"owner\":\"Cai\",\"settled\":\"1 Ann\"}]}]\n" },
  { "decided on both sides, alike",
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Cai\"}]}]\n",
    R P "    item i; position=a; text=Review; owner=Cai; conflicts=[{\"field\":\"owner\",\"settled\":\"1 Ann\"}]\n",
    R P "    item i; position=a; text=Review; owner=Cai; conflicts=[{\"field\":\"owner\",\"settled\":\"2 Bob\"}]\n",
    R P "    item i; position=a; text=Review; owner=Cai; conflicts=[{\"field\":\"owner\",\"settled\":\"1 Ann\"}]\n" },
  { "written over a conflict by hand",
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Cai\"}]}]\n",
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Cai\"}]}]; note=n\n",
    R P "    item i; position=a; text=Review; owner=Dan; conflicts=[{\"field\":\"owner\",\"candidates\":[{\"owner\":\"Ann\"},{\"owner\":\"Cai\"}]}]\n",
    R P "    item i; position=a; text=Review; owner=Ann; note=n; conflicts=[{\"field\":\"owner\",\"candidates\":["
    "{\"owner\":\"Ann\"},{\"owner\":\"Cai\"},{\"owner\":\"Dan\"}]}]\n" },
  { "an owner taken away and changed", R P "    item i; position=a; text=Review; owner=Ann\n", R P I, R P "    item i; position=a; text=Review; owner=Bob\n",
    R P "    item i; position=a; text=Review; conflicts=[{\"field\":\"owner\",\"candidates\":[{},{\"owner\":\"Bob\"}]}]\n" },
  { "the same state, theirs earlier", R P I,
    R P "    item i; position=a; text=Review; state=done; by=Ann; at=20\n",
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=10\n",
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=10\n" },
  { "the same state, ours earlier", R P I,
    R P "    item i; position=a; text=Review; state=done; by=Ann; at=10\n",
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=20\n",
    R P "    item i; position=a; text=Review; state=done; by=Ann; at=10\n" },
  { "the same state, one without time", R P I,
    R P "    item i; position=a; text=Review; state=done; by=Ann\n",
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=20\n",
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=20\n" },
  { "moment and zone are one register", "release r; name=R; release/local=2026-12-09T10:00; release/zone=Europe/Berlin\n",
    "release r; name=R; release/local=2026-12-09T10:00; release/zone=Europe/Paris\n",
    "release r; name=R; release/local=2026-12-10T11:00; release/zone=Europe/Berlin\n",
    "release r; name=R; release/local=2026-12-09T10:00; release/zone=Europe/Paris; conflicts=[{\"field\":\"release/local\",\"candidates\":["
    "{\"release/local\":\"2026-12-09T10:00\",\"release/zone\":\"Europe/Paris\"},{\"release/local\":\"2026-12-10T11:00\",\"release/zone\":\"Europe/Berlin\"}]}]\n" },
  { "both notes", R P I,
    R P "    item i; position=a; text=Review; note=ours~too\n",
    R P "    item i; position=a; text=Review; note=theirs\n",
    R P "    item i; position=a; text=Review; note=ours~too~---~theirs\n" },
  { "both notes, theirs ends its line", R P I,
    R P "    item i; position=a; text=Review; note=ours\n",
    R P "    item i; position=a; text=Review; note=theirs~\n",
    R P "    item i; position=a; text=Review; note=ours~---~theirs~\n" },
  { "notes joined already", R P I,
    R P "    item i; position=a; text=Review; note=ours\n",
    R P "    item i; position=a; text=Review; note=ours~---~theirs\n",
    R P "    item i; position=a; text=Review; note=ours~---~theirs\n" },
  { "a joined note taken apart on both sides", R P "    item i; position=a; text=Review; note=ours~---~theirs\n",
    R P "    item i; position=a; text=Review; note=ours\n",
    R P "    item i; position=a; text=Review; note=theirs\n",
    R P "    item i; position=a; text=Review; note=ours; conflicts=[{\"field\":\"note\",\"candidates\":[{\"note\":\"ours\"},{\"note\":\"theirs\"}]}]\n" },
  { "a note emptied and changed", R P "    item i; position=a; text=Review; note=old\n",
    R P I,
    R P "    item i; position=a; text=Review; note=new\n",
    R P "    item i; position=a; text=Review; note=new\n" },
  { "a deletion", R P I J, R P J, R P I J, R P J },
  { "their deletion", R P I J, R P I J, R P J, R P J },
  { "both delete", R P I J, R P J, R P J, R P J },
  { "an edit brings back", R P I J, R P "    item i; position=a; text=Review; owner=Ann\n" J, R P J,
    R P "    item i; position=a; text=Review; owner=Ann; " DELETED "\n" J },
  { "an edit of theirs stays", R P I J, R P J, R P "    item i; position=a; text=Review; owner=Ann\n" J,
    R P "    item i; position=a; text=Review; owner=Ann; " DELETED "\n" J },
  { "an edit keeps its phase", R P I J Q, R P "    item i; position=a; text=Review; owner=Ann\n" J Q, R Q,
    R PD "    item i; position=a; text=Review; owner=Ann; " DELETED "\n" Q },
  { "an addition keeps its phase", R P I Q, R Q, R P I J Q, R PD J Q },
  { "moved out of a deleted phase", R P I J Q, R P J Q "    item i; position=c; text=Review\n", R Q,
    R Q "    item i; position=c; text=Review; " DELETED "\n" },
  { "a move brings back", R P I J Q, R P J Q I, R P J Q, R P J Q "    item i; position=a; text=Review; " DELETED "\n" },
  { "kept once, then deleted here and edited there",
    R P "    item i; position=a; text=Review; conflicts=[{\"field\":\"deleted\",\"settled\":\"1 Ann\"}]\n" J, R P J,
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"deleted\",\"settled\":\"1 Ann\"}]\n" J,
    R P "    item i; position=a; text=Review; owner=Ann; conflicts=[{\"field\":\"deleted\",\"candidates\":["
    "{\"deleted\":\"no\",\"settled\":\"1 Ann\"},{\"deleted\":\"yes\"}]}]\n" J },
  { "the deletion confirmed", R P "    item i; position=a; text=Review; owner=Ann; " DELETED "\n" J, R P J,
    R P "    item i; position=a; text=Review; owner=Ann; " DELETED "\n" J, R P J },
  { "moved here, edited there", R P I J Q, R P J Q "    item i; position=c; text=Review\n",
    R P "    item i; position=a; text=Review; owner=Ann\n" J Q,
    R P J Q "    item i; position=c; text=Review; owner=Ann\n" },
  { "moved to two places", R P I J Q, R P J "    item i; position=c; text=Review\n" Q, R P J Q "    item i; position=d; text=Review\n",
    R P J "    item i; position=c; text=Review\n" Q },
  { "added at one place", R P, R P "    item x; position=a; text=X\n", R P "    item w; position=a; text=W\n",
    R P "    item w; position=a; text=W\n    item x; position=a; text=X\n" },
  { "incidents of both", R,
    R "  incident x; position=a; title=Down; state=active\n    item s; position=a; text=Call\n",
    R "  incident y; position=a; title=Slow\n",
    R "  incident x; position=a; title=Down; state=active\n    item s; position=a; text=Call\n  incident y; position=a; title=Slow\n" },
  { "response steps", R "  item s; position=a; text=Call\n", R "  item s; position=a; text=Call; owner=Ann\n",
    R "  item s; position=a; text=Call all\n",
    R "  item s; position=a; text=Call all; owner=Ann\n" },
  { "unknown members", R P I, R P I, R P "    item i; position=a; text=Review; unknown=\"x\": 1\n", R P "    item i; position=a; text=Review; unknown=\"x\": 1\n" },
  { "unknown members of both", R P I, R P "    item i; position=a; text=Review; unknown=\"x\": 1,~\"y\": 0\n", R P "    item i; position=a; text=Review; unknown=\"x\": 2\n",
    R P "    item i; position=a; text=Review; unknown=\"x\": 2,\n\"y\": 0\n" },
  { "no ancestor", NULL,
    R P "    item i; position=a; text=Review; state=done; by=Ann; at=30\n" Q,
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=20\n" J,
    R P "    item i; position=a; text=Review; state=done; by=Bob; at=20\n" J Q },
  { "no ancestor, and a state against none", NULL,
    R P I, R P "    item i; position=a; text=Review; state=failed; reason=red\n",
    R P "    item i; position=a; text=Review; conflicts=[{\"field\":\"state\",\"candidates\":[{\"state\":\"open\"},"
    "{\"state\":\"failed\",\"reason\":\"red\"}]}]\n" },
  { "histories", R "history 1 | a\n", R "history 1 | a\nhistory 3 | c\nhistory 5 | e\n", R "history 1 | a\nhistory 2 | b\nhistory 4 | d\n",
    R "history 1 | a\nhistory 2 | b\nhistory 3 | c\nhistory 4 | d\nhistory 5 | e\n" },
};

static void
test_merge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autoptr (LiftNode) base = merges[i].base != NULL ? parse (merges[i].base) : NULL;
      g_autoptr (LiftNode) ours = parse (merges[i].ours);
      g_autoptr (LiftNode) theirs = parse (merges[i].theirs);
      g_autoptr (LiftNode) merged = lift_merge (base, ours, theirs);
      g_autoptr (LiftNode) turned = lift_merge (base, theirs, ours);
      g_autofree char *got = dump (merged);
      g_autofree char *got_turned = dump (turned);

      g_test_message ("%s", merges[i].name);
      g_assert_cmpstr (got, ==, merges[i].expected);
      g_assert_cmpstr (got_turned, ==, merges[i].expected);
    }
}

static const struct
{
  const char *root, *other, *expected;
} unions[] = {
  { "", "", "" },
  { "1 a", "", "1 a" },
  { "", "1 a", "1 a" },
  { "1 a,2 b", "1 a,2 b", "1 a,2 b" },
  { "1 a", "1 a,2 b", "1 a,2 b" },
  { "1 a,3 c", "1 a,2 b", "1 a,2 b,3 c" },
  { "1 a,2 x,3 c", "1 a,3 c", "1 a,2 x,3 c" },
  { "1 a,3 c", "1 a,2 x,3 c", "1 a,2 x,3 c" },
  { "1 a,1 z", "1 a,1 z,2 b", "1 a,1 z,2 b" },
  { "1 m,2 a,2 z", "1 m,2 k", "1 m,2 a,2 k,2 z" },
  { "2 b,1 a", "3 c,1 a", "1 a,2 b,3 c" },
  { "1 a,1 a", "1 a,2 b", "1 a,1 a,2 b" },
  { "3 c", "1 a,2 b", "1 a,2 b,3 c" },
};

static LiftNode *
with_history (const char *lines)
{
  g_auto (GStrv) each = g_strsplit (lines, ",", -1);
  LiftNode *root = parse (R);

  for (guint i = 0; each[i] != NULL && each[i][0] != '\0'; i++)
    lift_node_add_history (root, each[i]);
  return root;
}

static void
test_history_union (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unions); i++)
    {
      g_autoptr (LiftNode) root = with_history (unions[i].root);
      g_autoptr (LiftNode) other = with_history (unions[i].other);
      g_autoptr (LiftNode) expected = with_history (unions[i].expected);
      g_autoptr (LiftNode) both = lift_history_union (root, other);

      g_test_message ("%s + %s", unions[i].root, unions[i].other);
      assert_same (both, expected);
    }
}

/* 20,000 lines on either side, none shared: within the time of a test only if it is not quadratic. */
static void
test_history_large (void)
{
  g_autoptr (LiftNode) root = parse (R);
  g_autoptr (LiftNode) other = parse (R);
  g_autoptr (LiftNode) both = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *even = g_strdup_printf ("%06u", 2 * i);
      g_autofree char *odd = g_strdup_printf ("%06u", 2 * i + 1);

      lift_node_add_history (root, even);
      lift_node_add_history (other, odd);
    }
  both = lift_history_union (root, other);
  g_assert_cmpint (lift_history_get_n (lift_node_get_history (both)), ==, 40000);
  g_assert_cmpstr (lift_history_get_line (lift_node_get_history (both)), ==, "039999");
}

/* Random documents */

static const char *positions[] = { "a", "b", "c", "d", "e", "f" };
static const char *texts[] = { "red", "green", "blue", "long", "short" };

static char *
random_value (GRand    *rand,
              LiftField field)
{
  const LiftFieldInfo *info = lift_field_info (field);

  if (info->type == LIFT_TYPE_POSITION)
    return g_strdup (positions[g_rand_int_range (rand, 0, G_N_ELEMENTS (positions))]);
  if (info->type == LIFT_TYPE_ENUM)
    return g_strdup (lift_enum_word (info->about, g_rand_int_range (rand, 0, lift_enum_n_words (info->about))));
  if (!info->need && g_rand_int_range (rand, 0, 4) == 0)
    return NULL;
  if (info->type == LIFT_TYPE_INSTANT)
    return g_strdup_printf ("%d", g_rand_int_range (rand, 0, 100));
  return g_strdup_printf ("%s%d", texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))], g_rand_int_range (rand, 0, 1000));
}

static gboolean
is_settable (LiftField field)
{
  LiftType type = lift_field_info (field)->type;

  return type != LIFT_TYPE_ID && type != LIFT_TYPE_LIST && type != LIFT_TYPE_HISTORY && type != LIFT_TYPE_PARENT && type != LIFT_TYPE_CONFLICTS;
}

static gboolean
may_hold (const Record *parent,
          LiftKind      child)
{
  return lift_kind_list_of (parent->kind, child) != LIFT_N_FIELDS;
}

static void
random_add (GRand      *rand,
            GPtrArray  *model,
            const char *side)
{
  LiftKind kind = 1 + g_rand_int_range (rand, 0, LIFT_N_KINDS - 1);
  Record *parent = model->pdata[g_rand_int_range (rand, 0, model->len)];
  g_autofree char *id = g_strdup_printf ("%s%u", side, g_rand_int (rand));
  Record *record;

  if (!may_hold (parent, kind))
    return;
  record = record_new (model, kind, id, parent->id);
  for (guint i = 1; i < lift_kind_n_fields (kind); i++)
    if (is_settable (lift_kind_first_field (kind) + i))
      record->values[i] = random_value (rand, lift_kind_first_field (kind) + i);
}

static void
random_remove (GPtrArray  *model,
               const char *id)
{
  g_autofree char *gone = g_strdup (id);

  for (guint i = 1; i < model->len; i++)
    if (strcmp (((Record *) model->pdata[i])->parent, gone) == 0)
      {
        random_remove (model, ((Record *) model->pdata[i])->id);
        i = 0;
      }
  g_ptr_array_remove (model, record_find (model, gone));
}

static void
random_change (GRand      *rand,
               GPtrArray  *model,
               const char *side)
{
  Record *record = model->pdata[g_rand_int_range (rand, 0, model->len)];
  int what = g_rand_int_range (rand, 0, 12);

  if (what == 0 && record->parent != NULL)
    random_remove (model, record->id);
  else if (what <= 2)
    random_add (rand, model, side);
  else if (what <= 4 && record->kind == LIFT_KIND_ITEM)
    {
      Record *parent = model->pdata[g_rand_int_range (rand, 0, model->len)];

      if (may_hold (parent, LIFT_KIND_ITEM))
        {
          g_free (record->parent);
          record->parent = g_strdup (parent->id);
        }
    }
  else if (what == 5)
    {
      g_free (record->unknown);
      record->unknown = g_strdup_printf ("\"x\": %d", g_rand_int_range (rand, 0, 9));
    }
  else
    {
      guint slot = g_rand_int_range (rand, 1, lift_kind_n_fields (record->kind));
      LiftField field = lift_kind_first_field (record->kind) + slot;

      if (!is_settable (field))
        return;
      g_free (record->values[slot]);
      record->values[slot] = random_value (rand, field);
    }
}

static void
random_changes (GRand      *rand,
                GPtrArray  *model,
                const char *side,
                int         most)
{
  for (int n = g_rand_int_range (rand, 0, most); n > 0; n--)
    random_change (rand, model, side);
}

static GPtrArray *
random_model (GRand *rand)
{
  GPtrArray *model = g_ptr_array_new_with_free_func (record_free);
  Record *root = record_new (model, LIFT_KIND_RELEASE, "r", NULL);

  root->values[1] = g_strdup ("Release");
  for (int n = g_rand_int_range (rand, 0, 40); n > 0; n--)
    random_add (rand, model, "b");
  return model;
}

static void
test_diff_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GPtrArray) old = random_model (rand);
      g_autoptr (GPtrArray) new = model_copy (old);
      g_autoptr (LiftNode) from = model_build (old, NULL);
      g_autoptr (LiftNode) to = NULL;
      g_autoptr (LiftGroup) group = NULL;
      g_autoptr (LiftGroup) inverse = NULL;
      g_autoptr (LiftGroup) again = NULL;
      g_autoptr (LiftNode) result = NULL;
      g_autoptr (LiftNode) back = NULL;
      guint left_out;

      random_changes (rand, new, "n", 30);
      to = model_build (new, NULL);
      group = lift_diff (from, to);
      result = lift_group_apply (group, from, NULL, &inverse, &left_out);
      g_assert_cmpint (left_out, ==, 0);
      assert_same (result, to);

      back = lift_group_apply (inverse, result, NULL, NULL, &left_out);
      g_assert_cmpint (left_out, ==, 0);
      assert_same (back, from);

      again = lift_diff (result, to);
      g_assert_cmpint (lift_group_get_n_edits (again), ==, 0);
    }
}

static void
test_merge_shares (void)
{
  g_autoptr (LiftNode) base = parse (R P I J Q);
  g_autoptr (LiftNode) ours = parse (R P I J Q);
  g_autoptr (LiftNode) theirs = parse (R P I J "  phase q; position=b; title=Make\n");
  g_autoptr (LiftNode) merged = lift_merge (base, ours, theirs);

  g_assert_true (lift_nodes_get (lift_node_get_list (merged, LIFT_RELEASE_PHASES), 0)
                 == lift_nodes_get (lift_node_get_list (ours, LIFT_RELEASE_PHASES), 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge/table", test_merge);
  g_test_add_func ("/merge/history-union", test_history_union);
  g_test_add_func ("/merge/history-large", test_history_large);
  g_test_add_func ("/merge/diff-round-trip", test_diff_round_trip);
  g_test_add_func ("/merge/shares", test_merge_shares);

  return g_test_run ();
}
