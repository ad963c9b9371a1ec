/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "edit.h"

G_BEGIN_DECLS

/* The observable document: holds the root, the last synced root, the undo stack, and one stable row object per id. The one door
 * for every change is lift_document_apply (). Belongs to the main thread. */

typedef enum
{
  LIFT_ORIGIN_USER,
  LIFT_ORIGIN_UNDO,
  LIFT_ORIGIN_EXTERNAL,
} LiftOrigin;

#define LIFT_TYPE_DOCUMENT (lift_document_get_type ())
G_DECLARE_FINAL_TYPE (LiftDocument, lift_document, LIFT, DOCUMENT, GObject)

#define LIFT_TYPE_ROW (lift_row_get_type ())
G_DECLARE_FINAL_TYPE (LiftRow, lift_row, LIFT, ROW, GObject)

/* Properties: root-changed is the signal "changed" (void), emitted once after each apply; "can-undo", "can-redo",
 * "undo-label", "redo-label" (strings), "read-only" (string: why the file cannot be written, or NULL), "locked" (string: why people can change nothing, or NULL). */
LiftDocument *lift_document_new            (LiftNode *root);
LiftDocument *lift_document_new_unsaved    (LiftNode *synced, LiftNode *root);
LiftNode     *lift_document_get_root       (LiftDocument *self);
LiftNode     *lift_document_find           (LiftDocument *self, const char *id);
LiftNode     *lift_document_find_parent    (LiftDocument *self, const char *id);

guint         lift_document_apply          (LiftDocument *self, LiftGroup *group, LiftOrigin origin, const LiftAct *act);
const LiftGroup *lift_document_get_change  (LiftDocument *self);
guint         lift_document_undo           (LiftDocument *self, const LiftAct *act);
guint         lift_document_redo           (LiftDocument *self, const LiftAct *act);
gboolean      lift_document_can_undo       (LiftDocument *self);
gboolean      lift_document_can_redo       (LiftDocument *self);
char         *lift_document_dup_undo_label (LiftDocument *self);
char         *lift_document_dup_redo_label (LiftDocument *self);

const char   *lift_document_get_read_only  (LiftDocument *self);
void          lift_document_set_read_only  (LiftDocument *self, const char *reason);
const char   *lift_document_get_locked     (LiftDocument *self);
const char   *lift_document_get_refusal    (LiftDocument *self, LiftVerb verb);

/* What is on disk as far as we know; and taking over what a save or a reload brought. */
LiftNode     *lift_document_get_synced     (LiftDocument *self);
gboolean      lift_document_is_dirty       (LiftDocument *self);
void          lift_document_take_external  (LiftDocument *self, LiftNode *snapshot, LiftNode *written);

/* Rows: signal "changed" (void) when the node of this id changed in any field, or its number did. */
LiftRow      *lift_document_get_row        (LiftDocument *self, const char *id);
LiftDocument *lift_row_get_document        (LiftRow *row);
const char   *lift_row_get_id              (LiftRow *row);
LiftNode     *lift_row_get_node            (LiftRow *row);
LiftNode     *lift_row_get_parent          (LiftRow *row);
guint         lift_row_get_index           (LiftRow *row);

/* A GListModel of LiftRow: the children of @parent_id (NULL: the release) in @list. Rows are made as they are asked for. */
GListModel   *lift_document_get_list       (LiftDocument *self, const char *parent_id, LiftField list);

G_END_DECLS
