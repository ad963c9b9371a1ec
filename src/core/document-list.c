/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a document and the lists of them: what views hold on to while the tree below is replaced. */

#include <string.h>

#include "document-private.h"
#include "node-private.h"

struct _LiftRow
{
  GObject       parent_instance;

  LiftDocument *document; /* weak */
  char         *id;
};

G_DEFINE_FINAL_TYPE (LiftRow, lift_row, G_TYPE_OBJECT)

struct _LiftList
{
  GObject       parent_instance;

  LiftDocument *document; /* weak */
  char         *parent_id;
  LiftField     field;
  LiftValue     nodes;    /* what the model shows */
};

static void lift_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LiftList, lift_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lift_list_model_init))

enum
{
  ROW_CHANGED,
  N_ROW_SIGNALS,
};

static guint row_signals[N_ROW_SIGNALS];

/* Rows */

static void
lift_row_dispose (GObject *object)
{
  LiftRow *self = LIFT_ROW (object);

  if (self->document != NULL)
    {
      lift_document_forget_row (self->document, self);
      g_clear_weak_pointer (&self->document);
    }

  G_OBJECT_CLASS (lift_row_parent_class)->dispose (object);
}

static void
lift_row_finalize (GObject *object)
{
  g_free (LIFT_ROW (object)->id);

  G_OBJECT_CLASS (lift_row_parent_class)->finalize (object);
}

static void
lift_row_class_init (LiftRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lift_row_dispose;
  object_class->finalize = lift_row_finalize;

  /**
   * LiftRow::changed:
   *
   * The node of this id changed in some field, or its number did.
   */
  row_signals[ROW_CHANGED] = g_signal_new ("changed", LIFT_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lift_row_init (LiftRow *self)
{
}

LiftRow *
lift_row_new (LiftDocument *document,
              const char   *id)
{
  LiftRow *self = g_object_new (LIFT_TYPE_ROW, NULL);

  g_set_weak_pointer (&self->document, document);
  self->id = g_strdup (id);
  return self;
}

void
lift_row_changed (LiftRow *row)
{
  g_signal_emit (row, row_signals[ROW_CHANGED], 0);
}

/**
 * lift_row_get_document:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): its document, while that lives
 */
LiftDocument *
lift_row_get_document (LiftRow *row)
{
  return row->document;
}

/**
 * lift_row_get_id:
 * @row: a row
 *
 * Returns: (transfer none): the id it stands for
 */
const char *
lift_row_get_id (LiftRow *row)
{
  return row->id;
}

/**
 * lift_row_get_node:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): the node as it is now; %NULL once it was removed
 */
LiftNode *
lift_row_get_node (LiftRow *row)
{
  return row->document != NULL ? lift_document_find (row->document, row->id) : NULL;
}

/**
 * lift_row_get_parent:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): the node in which it stands now
 */
LiftNode *
lift_row_get_parent (LiftRow *row)
{
  return row->document != NULL ? lift_document_find_parent (row->document, row->id) : NULL;
}

/**
 * lift_row_get_index:
 * @row: a row
 *
 * Returns: its place among its siblings, from 0
 */
guint
lift_row_get_index (LiftRow *row)
{
  LiftNode *node = lift_row_get_node (row);
  LiftNode *parent = lift_row_get_parent (row);
  guint index = 0;

  if (node != NULL && parent != NULL)
    lift_nodes_index (lift_node_get_list (parent, lift_kind_list_of (lift_node_get_kind (parent), lift_node_get_kind (node))),
                      node, &index);
  return index;
}

/* Lists */

static GType
lift_list_get_item_type (GListModel *model)
{
  return LIFT_TYPE_ROW;
}

static guint
lift_list_get_n_items (GListModel *model)
{
  return lift_nodes_get_n (LIFT_LIST (model)->nodes.list);
}

static gpointer
lift_list_get_item (GListModel *model,
                    guint       position)
{
  LiftList *self = LIFT_LIST (model);

  if (position >= lift_nodes_get_n (self->nodes.list) || self->document == NULL)
    return NULL;

  return lift_document_get_row (self->document, lift_node_get_id (lift_nodes_get (self->nodes.list, position)));
}

static void
lift_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lift_list_get_item_type;
  iface->get_n_items = lift_list_get_n_items;
  iface->get_item = lift_list_get_item;
}

static LiftValue
current_nodes (LiftList *self)
{
  LiftNode *parent = NULL;

  if (self->document != NULL)
    parent = self->parent_id != NULL ? lift_document_find (self->document, self->parent_id)
                                     : lift_document_get_root (self->document);
  if (parent == NULL)
    return (LiftValue) { .list = NULL };
  return lift_value_copy (LIFT_TYPE_LIST, lift_node_get_value (parent, self->field));
}

static gboolean
same_id (LiftNodes *a,
         guint      i,
         LiftNodes *b,
         guint      j)
{
  return strcmp (lift_node_get_id (lift_nodes_get (a, i)), lift_node_get_id (lift_nodes_get (b, j))) == 0;
}

/* Takes over what the document has now and says what that changed in the order of ids. */
void
lift_list_refresh (LiftList *self)
{
  LiftValue before = self->nodes;
  guint n_before = lift_nodes_get_n (before.list), n_after, start = 0, end = 0;

  self->nodes = current_nodes (self);
  n_after = lift_nodes_get_n (self->nodes.list);

  if (before.list != self->nodes.list)
    {
      while (start < MIN (n_before, n_after) && same_id (before.list, start, self->nodes.list, start))
        start++;
      while (end < MIN (n_before, n_after) - start &&
             same_id (before.list, n_before - 1 - end, self->nodes.list, n_after - 1 - end))
        end++;
    }
  else
    start = n_before;

  lift_value_clear (LIFT_TYPE_LIST, &before);
  if (n_before - start - end > 0 || n_after - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - start - end, n_after - start - end);
}

static void
lift_list_dispose (GObject *object)
{
  LiftList *self = LIFT_LIST (object);

  if (self->document != NULL)
    {
      lift_document_forget_list (self->document, self);
      g_clear_weak_pointer (&self->document);
    }
  lift_value_clear (LIFT_TYPE_LIST, &self->nodes);

  G_OBJECT_CLASS (lift_list_parent_class)->dispose (object);
}

static void
lift_list_finalize (GObject *object)
{
  g_free (LIFT_LIST (object)->parent_id);

  G_OBJECT_CLASS (lift_list_parent_class)->finalize (object);
}

static void
lift_list_class_init (LiftListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lift_list_dispose;
  object_class->finalize = lift_list_finalize;
}

static void
lift_list_init (LiftList *self)
{
}

LiftList *
lift_list_new (LiftDocument *document,
               const char   *parent_id,
               LiftField     list)
{
  LiftList *self = g_object_new (LIFT_TYPE_LIST_MODEL, NULL);

  g_set_weak_pointer (&self->document, document);
  self->parent_id = g_strdup (parent_id);
  self->field = list;
  self->nodes = current_nodes (self);
  return self;
}
