/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "harness.h"

G_BEGIN_DECLS

/* A file system that loses what it may lose. It gets what a program did to it, in order, and tells every state in which a crash may leave the disk.
 *
 * What it may do:
 * - Of what was written to a file and not confirmed by an fsync of that file, each block of 4 KiB may be on the disk or not, independently: as it
 *   was, in any version written since, zero, or the first half new and the rest as it was or zero. The size may be any that the file had since, or
 *   end at a block between them.
 * - Of the changes of names (create, link, rename, exchange, unlink, mkdir) not confirmed by an fsync of each folder they touch, any subset may have
 *   happened, in any order. Each single one happens or does not.
 * - An fsync that failed confirms nothing, and what was waiting for it is never confirmed: neither is a later fsync of the same file.
 *
 * What it may not do: lose what was confirmed; change what nobody wrote to; tear one rename. The fsync of a file confirms its bytes, not its name; that of a
 * folder confirms names, not the bytes of what they name. Rights and times are not modelled. */

typedef struct _Model Model;

/* A file or folder of the model. */
typedef guint Inode;

#define MODEL_TOP ((Inode) 1)
#define MODEL_NONE ((Inode) 0)

/* At most this many changes of names may wait at once: 6 give 1,957 arrangements, 7 give 13,700. */
#define MODEL_MAX_WAITING 7

Model   *model_new      (Tree *tree);
void     model_free     (Model *model);
Inode    model_find     (Model *model, const char *path);
Inode    model_lookup   (Model *model, Inode folder, const char *name);

Inode    model_create   (Model *model, Inode folder, const char *name, gboolean is_folder);
void     model_write    (Model *model, Inode file, gsize offset, GBytes *bytes);
void     model_truncate (Model *model, Inode file, gsize size);
void     model_link     (Model *model, Inode file, Inode folder, const char *name);
void     model_rename   (Model *model, Inode from, const char *name, Inode to, const char *new_name);
void     model_exchange (Model *model, Inode a, const char *name_a, Inode b, const char *name_b);
void     model_unlink   (Model *model, Inode folder, const char *name);
void     model_sync     (Model *model, Inode inode, gboolean good);

guint    model_n_steps  (Model *model);
Tree    *model_live     (Model *model);

/* Called for each state that differs from those before; the tree belongs to the model. */
typedef void (*StateFunc) (Tree *tree, gpointer user_data);

guint64  model_states   (Model *model, guint after_step, GHashTable *known, StateFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Model, model_free)

G_END_DECLS
