/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "conflict.h"
#include "document-private.h"
#include "history.h"
#include "merge.h"
#include "node-private.h"

struct _LiftDocument
{
  GObject     parent_instance;

  LiftNode   *root;
  LiftIndex  *index;
  LiftNode   *synced;   /* what is on disk: @root itself when nothing waits for its save */
  GPtrArray  *undo;     /* of LiftGroup: what takes back, newest last */
  GPtrArray  *redo;
  GHashTable *rows;     /* id to LiftRow, both borrowed from the row */
  GPtrArray  *lists;    /* of LiftList, borrowed */
  LiftGroup  *change;   /* borrowed, while it is told: what takes it back */
  char       *read_only;
  gboolean    closed;   /* as it was told last */
};

G_DEFINE_FINAL_TYPE (LiftDocument, lift_document, G_TYPE_OBJECT)

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_DIRTY,
  PROP_READ_ONLY,
  PROP_LOCKED,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Telling what changed */

static void
changed_row (LiftDocument *self,
             GHashTable   *told,
             const char   *id)
{
  LiftRow *row = g_hash_table_lookup (self->rows, id);

  if (row != NULL && g_hash_table_add (told, row))
    {
      g_object_ref (row);
      lift_row_changed (row);
      g_object_unref (row);
    }
}

static void
refresh_lists (LiftDocument *self)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->lists->len; i++)
    g_ptr_array_add (lists, g_object_ref (g_ptr_array_index (self->lists, i)));
  for (guint i = 0; i < lists->len; i++)
    lift_list_refresh (g_ptr_array_index (lists, i));
}

static gboolean
changes_order (const LiftGroup *group)
{
  for (guint i = 0; i < lift_group_get_n_edits (group); i++)
    {
      LiftEditOp op;
      LiftField field;

      lift_group_get_edit (group, i, &op, &field);
      if (op != LIFT_EDIT_SET || field == LIFT_ITEM_PARENT ||
          (field < LIFT_N_FIELDS && lift_field_info (field)->type == LIFT_TYPE_POSITION))
        return TRUE;
    }

  return FALSE;
}

/* Rows whose node changed, their parents (whose progress changed), and all rows where numbers may have changed. */
static void
tell_rows (LiftDocument    *self,
           const LiftGroup *group)
{
  g_autoptr(GHashTable) told = g_hash_table_new (NULL, NULL);

  if (changes_order (group))
    {
      g_autoptr(GList) rows = NULL;

      refresh_lists (self);
      rows = g_hash_table_get_values (self->rows);
      g_list_foreach (rows, (GFunc) (void (*) (void)) g_object_ref, NULL);
      for (GList *l = rows; l != NULL; l = l->next)
        {
          lift_row_changed (l->data);
          g_object_unref (l->data);
        }
    }
  else
    for (guint i = 0; i < lift_group_get_n_edits (group); i++)
      {
        const char *id = lift_group_get_edit (group, i, NULL, NULL);
        LiftNode *parent = lift_index_find_parent (self->index, id, NULL);

        changed_row (self, told, id);
        if (parent != NULL)
          changed_row (self, told, lift_node_get_id (parent));
      }
}

static gboolean
is_closed (LiftDocument *self)
{
  return lift_node_get_enum (self->root, LIFT_RELEASE_STATE) == LIFT_RELEASE_CLOSED;
}

static void
emit_changed (LiftDocument *self)
{
  gboolean closed = is_closed (self);

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 1; i < PROP_READ_ONLY; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  if (closed != self->closed)
    {
      self->closed = closed;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOCKED]);
    }
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tell (LiftDocument *self,
      LiftGroup    *group)
{
  g_autoptr(LiftGroup) change = lift_group_ref (group);

  self->change = change;
  if (lift_group_get_n_edits (group) > 0)
    tell_rows (self, group);
  emit_changed (self);
  self->change = NULL;
}

/* What @back takes back decided conflicts: says so in the document, and @back takes that back as well. Takes over @root. */
static LiftNode *
settle_conflicts (LiftDocument  *self,
                  LiftNode      *root,
                  LiftGroup    **back,
                  const LiftAct *act)
{
  g_autoptr(LiftGroup) group = lift_conflict_settled_by (*back, self->index, act);
  g_autoptr(LiftNode) before = root;
  LiftGroup *first;
  LiftNode *settled;

  if (group == NULL)
    return g_steal_pointer (&before);

  settled = lift_group_apply (group, before, self->index, &first, NULL);
  lift_group_append (first, *back);
  *back = first;
  return settled;
}

/* The one place where the root moves by edits. */
static guint
move_root (LiftDocument  *self,
           LiftGroup     *group,
           const LiftAct *act,
           const char    *prefix,
           LiftGroup    **inverse)
{
  g_autoptr(LiftGroup) back = NULL;
  LiftNode *root;
  guint left_out;

  root = lift_group_apply (group, self->root, self->index, &back, &left_out);
  if (act != NULL && lift_group_get_n_edits (back) > 0)
    {
      g_autofree char *line = lift_history_line (act, group, prefix, lift_node_get_history (self->root));

      root = settle_conflicts (self, root, &back, act);
      lift_node_add_history (root, line);
    }
  lift_node_unref (self->root);
  self->root = root;
  if (inverse != NULL)
    *inverse = g_steal_pointer (&back);
  return left_out;
}

static void
lift_document_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LiftDocument *self = LIFT_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, lift_document_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, lift_document_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_take_string (value, lift_document_dup_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_take_string (value, lift_document_dup_redo_label (self));
      break;
    case PROP_READ_ONLY:
      g_value_set_string (value, self->read_only);
      break;
    case PROP_LOCKED:
      g_value_set_string (value, lift_document_get_locked (self));
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, lift_document_is_dirty (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lift_document_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (prop_id == PROP_READ_ONLY)
    lift_document_set_read_only (LIFT_DOCUMENT (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lift_document_finalize (GObject *object)
{
  LiftDocument *self = LIFT_DOCUMENT (object);

  lift_index_free (self->index);
  lift_node_unref (self->root);
  lift_node_unref (self->synced);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->lists);
  g_free (self->read_only);

  G_OBJECT_CLASS (lift_document_parent_class)->finalize (object);
}

static void
lift_document_class_init (LiftDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lift_document_get_property;
  object_class->set_property = lift_document_set_property;
  object_class->finalize = lift_document_finalize;

  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, read);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, read);
  props[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, read);
  props[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, read);
  props[PROP_READ_ONLY] = g_param_spec_string ("read-only", NULL, NULL, NULL, read | G_PARAM_WRITABLE);
  props[PROP_LOCKED] = g_param_spec_string ("locked", NULL, NULL, NULL, read);
  props[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * LiftDocument::changed:
   *
   * The root moved. Emitted after the rows and lists were told.
   */
  signals[CHANGED] = g_signal_new ("changed", LIFT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_document_init (LiftDocument *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_group_unref);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_group_unref);
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->lists = g_ptr_array_new ();
}

/**
 * lift_document_new:
 * @root: a release, as it is on disk
 *
 * Returns: (transfer full): a document that holds @root
 */
LiftDocument *
lift_document_new (LiftNode *root)
{
  return lift_document_new_unsaved (root, root);
}

/**
 * lift_document_new_unsaved:
 * @synced: a release, as it is on disk
 * @root: @synced with changes that are not saved; @synced itself: there are none
 *
 * Returns: (transfer full): a document that holds @root
 */
LiftDocument *
lift_document_new_unsaved (LiftNode *synced,
                           LiftNode *root)
{
  LiftDocument *self = g_object_new (LIFT_TYPE_DOCUMENT, NULL);

  self->root = lift_node_ref (root);
  self->synced = lift_node_ref (synced);
  self->index = lift_index_new (root);
  self->closed = is_closed (self);
  return self;
}

/**
 * lift_document_get_root:
 * @self: a document
 *
 * Returns: (transfer none): the release as it is now; a reference to it is a snapshot
 */
LiftNode *
lift_document_get_root (LiftDocument *self)
{
  return self->root;
}

/**
 * lift_document_find:
 * @self: a document
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the node of that id as it is now
 */
LiftNode *
lift_document_find (LiftDocument *self,
                    const char   *id)
{
  return lift_index_find (self->index, id);
}

/**
 * lift_document_find_parent:
 * @self: a document
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the node in which @id stands now
 */
LiftNode *
lift_document_find_parent (LiftDocument *self,
                           const char   *id)
{
  return lift_index_find_parent (self->index, id, NULL);
}

/**
 * lift_document_apply:
 * @self: a document that has nothing against @group, see lift_document_get_refusal()
 * @group: what to do
 * @origin: %LIFT_ORIGIN_USER appends a line to the history and can be undone; %LIFT_ORIGIN_EXTERNAL does neither
 * @act: (nullable): who, when, randomness; needed for %LIFT_ORIGIN_USER
 *
 * The one door for every change. A group without effect leaves no line and nothing to undo.
 *
 * Returns: how many edits were left out because they no longer fit
 */
guint
lift_document_apply (LiftDocument  *self,
                     LiftGroup     *group,
                     LiftOrigin     origin,
                     const LiftAct *act)
{
  g_autoptr(LiftGroup) inverse = NULL;
  guint left_out;

  g_return_val_if_fail (origin != LIFT_ORIGIN_UNDO, 0);
  g_return_val_if_fail (origin != LIFT_ORIGIN_USER || act != NULL, 0);
  g_return_val_if_fail (origin != LIFT_ORIGIN_USER || lift_document_get_refusal (self, lift_group_get_verb (group)) == NULL, 0);

  left_out = move_root (self, group, origin == LIFT_ORIGIN_USER ? act : NULL, NULL, &inverse);
  if (lift_group_get_n_edits (inverse) == 0)
    return left_out;

  if (origin == LIFT_ORIGIN_USER)
    {
      g_ptr_array_add (self->undo, lift_group_ref (inverse));
      g_ptr_array_set_size (self->redo, 0);
    }
  tell (self, inverse);
  return left_out;
}

static gboolean
can_step (LiftDocument *self,
          GPtrArray    *from)
{
  return from->len > 0 && lift_document_get_refusal (self, lift_group_get_verb (g_ptr_array_index (from, from->len - 1))) == NULL;
}

static guint
step (LiftDocument  *self,
      GPtrArray     *from,
      GPtrArray     *to,
      const char    *prefix,
      const LiftAct *act)
{
  g_autoptr(LiftGroup) group = NULL;
  g_autoptr(LiftGroup) inverse = NULL;
  guint left_out;

  if (!can_step (self, from))
    return 0;

  group = g_ptr_array_steal_index (from, from->len - 1);
  left_out = move_root (self, group, act, prefix, &inverse);
  if (lift_group_get_n_edits (inverse) > 0)
    g_ptr_array_add (to, lift_group_ref (inverse));
  tell (self, inverse);
  return left_out;
}

/**
 * lift_document_get_change:
 * @self: a document
 *
 * What changed, for views that keep figures over many items: the edits that would take it back. Known while rows and
 * #LiftDocument::changed are told.
 *
 * Returns: (transfer none) (nullable): a group, which may be without edits; %NULL at any other time
 */
const LiftGroup *
lift_document_get_change (LiftDocument *self)
{
  return self->change;
}

/**
 * lift_document_undo:
 * @self: a document
 * @act: who, when, randomness
 *
 * Takes back the last change of this window, and adds a line that says so to the history. Edits of it that somebody else has changed
 * since are left out.
 *
 * Returns: how many edits were left out
 */
guint
lift_document_undo (LiftDocument  *self,
                    const LiftAct *act)
{
  return step (self, self->undo, self->redo, "undo", act);
}

/**
 * lift_document_redo:
 * @self: a document
 * @act: who, when, randomness
 *
 * Does again what was undone last, and adds a line to the history.
 *
 * Returns: how many edits were left out
 */
guint
lift_document_redo (LiftDocument  *self,
                    const LiftAct *act)
{
  return step (self, self->redo, self->undo, "redo", act);
}

/**
 * lift_document_can_undo:
 * @self: a document
 *
 * Returns: whether there is something to undo
 */
gboolean
lift_document_can_undo (LiftDocument *self)
{
  return can_step (self, self->undo);
}

/**
 * lift_document_can_redo:
 * @self: a document
 *
 * Returns: whether there is something to redo
 */
gboolean
lift_document_can_redo (LiftDocument *self)
{
  return can_step (self, self->redo);
}

static char *
dup_label (GPtrArray *groups)
{
  return groups->len > 0 ? lift_group_dup_label (g_ptr_array_index (groups, groups->len - 1)) : NULL;
}

/**
 * lift_document_dup_undo_label:
 * @self: a document
 *
 * Returns: (transfer full) (nullable): what undo takes back: “tick 2.3”
 */
char *
lift_document_dup_undo_label (LiftDocument *self)
{
  return dup_label (self->undo);
}

/**
 * lift_document_dup_redo_label:
 * @self: a document
 *
 * Returns: (transfer full) (nullable): what redo does again
 */
char *
lift_document_dup_redo_label (LiftDocument *self)
{
  return dup_label (self->redo);
}

/**
 * lift_document_get_read_only:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): why nothing can be changed, or %NULL
 */
const char *
lift_document_get_read_only (LiftDocument *self)
{
  return self->read_only;
}

/**
 * lift_document_set_read_only:
 * @self: a document
 * @reason: (nullable): why nothing can be changed, for people; %NULL: it can
 */
void
lift_document_set_read_only (LiftDocument *self,
                             const char   *reason)
{
  if (g_strcmp0 (self->read_only, reason) == 0)
    return;

  g_free (self->read_only);
  self->read_only = g_strdup (reason);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READ_ONLY]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOCKED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_REDO]);
}

/**
 * lift_document_get_locked:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): why people can change nothing, for them: that the file cannot be written, or that the release is closed; %NULL: they can
 */
const char *
lift_document_get_locked (LiftDocument *self)
{
  if (self->read_only != NULL)
    return self->read_only;
  return is_closed (self) ? _("The release is closed and cannot be changed: reopen it first") : NULL;
}

/**
 * lift_document_get_refusal:
 * @self: a document
 * @verb: what a person would do
 *
 * A closed release can be reopened, and a hotfix of it be linked, but nothing else be done.
 *
 * Returns: (transfer none) (nullable): why it cannot be done, for people; %NULL: it can
 */
const char *
lift_document_get_refusal (LiftDocument *self,
                           LiftVerb      verb)
{
  return verb == LIFT_VERB_RELEASE_STATE || verb == LIFT_VERB_LINK ? self->read_only : lift_document_get_locked (self);
}

/**
 * lift_document_get_synced:
 * @self: a document
 *
 * Returns: (transfer none): what is on disk as far as is known
 */
LiftNode *
lift_document_get_synced (LiftDocument *self)
{
  return self->synced;
}

/**
 * lift_document_is_dirty:
 * @self: a document
 *
 * Returns: whether it holds something that is not on disk
 */
gboolean
lift_document_is_dirty (LiftDocument *self)
{
  return self->root != self->synced;
}

static void
set_synced (LiftDocument *self,
            LiftNode     *synced)
{
  lift_node_ref (synced);
  lift_node_unref (self->synced);
  self->synced = synced;
}

/**
 * lift_document_take_external:
 * @self: a document
 * @snapshot: (nullable): the root that was saved, or lift_document_get_synced() when reloading; %NULL if @written was not made from it
 * @written: what is on disk now
 *
 * Takes over what a save or a reload brought: what @written has beyond @snapshot is put under the edits made since, by id, without
 * touching the undo stack.
 */
void
lift_document_take_external (LiftDocument *self,
                             LiftNode     *snapshot,
                             LiftNode     *written)
{
  /* It may be the one that is synced now, and nobody else's. */
  g_autoptr(LiftNode) base = snapshot != NULL ? lift_node_ref (snapshot) : NULL;
  gboolean was_same = self->root == snapshot;

  set_synced (self, written);
  if (snapshot == written)
    {
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DIRTY]);
      return;
    }

  {
    g_autoptr(LiftNode) merged = was_same ? lift_node_ref (written) : lift_merge (base, self->root, written);
    g_autoptr(LiftGroup) group = lift_diff (self->root, merged);
    g_autoptr(LiftGroup) inverse = NULL;

    move_root (self, group, NULL, NULL, &inverse);
    if (lift_node_get_history (self->root) != lift_node_get_history (merged))
      {
        LiftNode *root = lift_node_make_unique (self->root);

        lift_node_set_history (root, lift_history_ref (lift_node_get_history (merged)));
        if (root != self->root)
          {
            self->root = root;
            lift_index_free (self->index);
            self->index = lift_index_new (root);
          }
      }
    if (was_same)
      set_synced (self, self->root);
    tell (self, inverse);
  }
}

/**
 * lift_document_get_row:
 * @self: a document
 * @id: the id of a node
 *
 * Returns: (transfer full): the one row object of that id
 */
LiftRow *
lift_document_get_row (LiftDocument *self,
                       const char   *id)
{
  LiftRow *row = g_hash_table_lookup (self->rows, id);

  if (row != NULL)
    return g_object_ref (row);

  row = lift_row_new (self, id);
  g_hash_table_insert (self->rows, (char *) lift_row_get_id (row), row);
  return row;
}

void
lift_document_forget_row (LiftDocument *self,
                          LiftRow      *row)
{
  if (g_hash_table_lookup (self->rows, lift_row_get_id (row)) == row)
    g_hash_table_remove (self->rows, lift_row_get_id (row));
}

void
lift_document_forget_list (LiftDocument *self,
                           LiftList     *list)
{
  g_ptr_array_remove_fast (self->lists, list);
}

/**
 * lift_document_get_list:
 * @self: a document
 * @parent_id: (nullable): the node whose children are wanted; %NULL: the release
 * @list: one of its lists
 *
 * A model of the rows of a list. It follows the document; when the parent is removed it is empty.
 *
 * Returns: (transfer full): a #GListModel of #LiftRow
 */
GListModel *
lift_document_get_list (LiftDocument *self,
                        const char   *parent_id,
                        LiftField     list)
{
  LiftList *model = lift_list_new (self, parent_id, list);

  g_ptr_array_add (self->lists, model);
  return G_LIST_MODEL (model);
}
