/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "node.h"

G_BEGIN_DECLS

/* Templates are Markdown checklists: "## Phase title (T-2 weeks)" and "- [ ] item". */

/**
 * LiftTemplate:
 * @name: what one chooses it by: "octoacme", or the file's name without ending
 * @title: the first heading
 * @root: a release without moment or states: phases with offsets, items, the response list; ids are placeholders
 */
typedef struct
{
  char     *name;
  char     *title;
  LiftNode *root;
} LiftTemplate;

LiftTemplate *lift_template_parse    (const char *name, const char *markdown, gsize length, GError **error);
LiftTemplate *lift_template_load     (const char *name_or_path, const char *folder, GError **error);
GPtrArray    *lift_template_list     (const char *folder);
char         *lift_template_default_folder (void);
void          lift_template_free     (LiftTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftTemplate, lift_template_free)

char         *lift_offset_read       (const char *words, LiftDayCount *counted);

#define LIFT_TEMPLATE_BUILT_IN "octoacme"

G_END_DECLS
