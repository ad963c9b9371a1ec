/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "node.h"

G_BEGIN_DECLS

/* Strict bytes <-> document, both from the field table. */

#define LIFT_FORMAT 1

/**
 * LiftLoaded:
 * @root: (nullable): the document; NULL if nothing of it could be read as a release
 * @violations: (element-type utf8): one string for each violation, "/phases/0/items/2/state: “maybe” is not …"; empty if there are none
 * @format: the format number of the file; greater than LIFT_FORMAT: read-only, of a newer Liftoff
 *
 * What reading gave. With violations or a newer format a document must not be written.
 */
typedef struct
{
  LiftNode  *root;
  GPtrArray *violations;
  gint64     format;

  /*< private >*/
  GStringChunk *texts; /* of the violations: there may be thousands */
} LiftLoaded;

/**
 * LiftUnknown:
 *
 * Where one member of lift_node_get_unknown() stands: the path of the object it stands in, its name with quotes, and what follows up to its end.
 */
typedef struct
{
  const char *path;
  const char *name;
  const char *name_end;
  const char *end;
} LiftUnknown;

gboolean    lift_unknown_next        (const char **rest, LiftUnknown *piece);
char       *lift_unknown_merge       (const char *base, const char *ours, const char *theirs);
LiftLoaded *lift_json_read           (const char *name, GBytes *bytes, GError **error);
void        lift_loaded_free         (LiftLoaded *loaded);
GPtrArray  *lift_json_read_conflicts (const LiftNode *node);
char       *lift_loaded_dup_read_only (const LiftLoaded *loaded);
GBytes     *lift_json_write          (LiftNode *root);
char       *lift_json_schema         (void);
void        lift_json_append_string  (GString *out, const char *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftLoaded, lift_loaded_free)

G_END_DECLS
