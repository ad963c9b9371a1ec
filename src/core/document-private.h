/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

#define LIFT_TYPE_LIST_MODEL (lift_list_get_type ())
G_DECLARE_FINAL_TYPE (LiftList, lift_list, LIFT, LIST, GObject)

LiftList *lift_list_new     (LiftDocument *document, const char *parent_id, LiftField list);
void      lift_list_refresh (LiftList *self);

LiftRow  *lift_row_new      (LiftDocument *document, const char *id);
void      lift_row_changed  (LiftRow *row);

void      lift_document_forget_row  (LiftDocument *self, LiftRow *row);
void      lift_document_forget_list (LiftDocument *self, LiftList *list);
