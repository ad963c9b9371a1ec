/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/life.h"
#include "item-figures.h"

struct _LiftItemFigures
{
  GByteArray *states;
  GByteArray *mine;   /* 1 for an item that the person is to be asked about */
  guint       n_mine;
  gboolean    known;
};

LiftItemFigures *
lift_item_figures_new (void)
{
  LiftItemFigures *self = g_new0 (LiftItemFigures, 1);

  self->states = g_byte_array_new ();
  self->mine = g_byte_array_new ();
  return self;
}

void
lift_item_figures_free (LiftItemFigures *self)
{
  g_byte_array_unref (self->states);
  g_byte_array_unref (self->mine);
  g_free (self);
}

/* What was known is of another phase or person. */
void
lift_item_figures_clear (LiftItemFigures *self)
{
  self->known = FALSE;
}

static void
look_at (LiftItemFigures *self,
         const LiftNode  *release,
         const LiftNode  *item,
         guint            index,
         const char      *me)
{
  gboolean mine = g_strcmp0 (lift_item_responsible (release, item), me) == 0;

  self->states->data[index] = lift_item_get_state (item);
  self->n_mine += mine - self->mine->data[index];
  self->mine->data[index] = mine;
}

static void
look_at_all (LiftItemFigures *self,
             const LiftNode  *release,
             const LiftNodes *items,
             const char      *me)
{
  guint n = lift_nodes_get_n (items);

  g_byte_array_set_size (self->states, n);
  g_byte_array_set_size (self->mine, n);
  if (n > 0)
    memset (self->mine->data, 0, n);
  self->n_mine = 0;
  for (guint i = 0; i < n; i++)
    look_at (self, release, lift_nodes_get (items, i), i, me);
  self->known = TRUE;
}

/* Who is on has what everybody had who was on before. */
static gboolean
concerns_all (LiftField field)
{
  return field == LIFT_RELEASE_MANAGER || (field < LIFT_N_FIELDS && lift_field_info (field)->kind == LIFT_KIND_HANDOVER);
}

/* Takes over what a change did to single items; FALSE when it did more than that. */
static gboolean
follow (LiftItemFigures *self,
        const LiftGroup *change,
        LiftDocument    *document,
        const LiftNodes *items,
        const char      *me)
{
  for (guint i = 0; i < lift_group_get_n_edits (change); i++)
    {
      LiftEditOp op;
      LiftField field;
      const char *id = lift_group_get_edit (change, i, &op, &field);
      const LiftNode *item;
      guint index;

      if (op != LIFT_EDIT_SET || (field < LIFT_N_FIELDS && lift_field_info (field)->unit == LIFT_ITEM_POSITION) || concerns_all (field))
        return FALSE;
      if (field != LIFT_ITEM_STATE && field != LIFT_ITEM_OWNER && field != LIFT_ITEM_CONFLICTS)
        continue;
      item = lift_document_find (document, id);
      if (item != NULL && lift_nodes_index (items, item, &index))
        look_at (self, lift_document_get_root (document), item, index, me);
    }
  return TRUE;
}

void
lift_item_figures_update (LiftItemFigures *self,
                          LiftDocument    *document,
                          const LiftNode  *phase,
                          const char      *me)
{
  const LiftNodes *items = lift_node_get_list (phase, LIFT_PHASE_ITEMS);
  const LiftGroup *change = lift_document_get_change (document);

  if (!self->known || change == NULL || self->states->len != lift_nodes_get_n (items) || !follow (self, change, document, items, me))
    look_at_all (self, lift_document_get_root (document), items, me);
}

const guint8 *
lift_item_figures_get_states (LiftItemFigures *self,
                              guint           *n)
{
  *n = self->states->len;
  return self->states->data;
}

guint
lift_item_figures_get_n_mine (LiftItemFigures *self)
{
  return self->n_mine;
}
