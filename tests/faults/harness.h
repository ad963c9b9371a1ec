/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

#include "core/node.h"

G_BEGIN_DECLS

/* What all parts of the harness share: folders as values, the paths that are tried, children whose system calls are trapped, and the report. */

/* A folder with all that is in it, as a value. */
typedef struct
{
  char   *name;  /* relative to the folder, the folders above a file before it */
  GBytes *bytes; /* NULL: a folder */
  mode_t  mode;
} TreeFile;

typedef GPtrArray Tree; /* of TreeFile, sorted by name */

Tree       *tree_new        (void);
void        tree_add        (Tree *tree, const char *name, GBytes *bytes, mode_t mode);
Tree       *tree_read       (const char *top);
void        tree_write      (Tree *tree, const char *top);
void        tree_remove     (const char *top);
GBytes     *tree_find       (Tree *tree, const char *name);
char       *tree_describe   (Tree *tree);

/* What the program said when it came back; CLAIM_NONE: it did not. */
typedef enum
{
  CLAIM_NONE,
  CLAIM_NOT_SAVED,
  CLAIM_SAVED,
  CLAIM_NOT_DURABLE, /* saved, but the disk did not confirm it: and that is said */
  CLAIM_UNCONFIRMED, /* saved; that the disk confirms it was never promised */
} Claim;

/* Each edit ticks one item in the name of one person, and leaves a line in the history; what a reader finds is a set of edits. */
typedef enum
{
  EDIT_BASE      = 1 << 0,
  EDIT_OURS      = 1 << 1,
  EDIT_THEIRS    = 1 << 2,
  EDIT_LEFTOVER  = 1 << 3,
  EDIT_NEXT      = 1 << 4,
  EDIT_FOREIGN   = 1 << 5,
  N_EDITS        = 6,

  FOUND_NOTHING  = 1 << 8,  /* there is no document */
  FOUND_BAD      = 1 << 9,  /* what is there is no state that the document ever had */
  FOUND_CONFLICT = 1 << 22, /* a conflict is recorded in it */
  FOUND_COPY     = 1 << 10, /* times an edit: in a recovery copy */
  FOUND_SNAPSHOT = 1 << 16, /* times an edit: in a snapshot */
} Found;

/* A path: one thing that Liftoff does with files. */
typedef struct
{
  const char *name;
  void      (*set_up) (const char *top);
  Claim     (*run)    (const char *top, GError **error);
  guint     (*look)   (const char *top, char **why);
  guint       before;  /* what is found before it */
  guint       between; /* what may also be found before it is over, and while what it tidied up comes back; 0: nothing else */
  guint       after;   /* what is found after it */
  char       *(*tidy) (const char *top); /* the next start, beside the next save: NULL, or what is wrong with it */
  char       *(*file) (const char *top); /* the document's */
  gboolean    names;    /* whether messages name it */
  Claim       claim;    /* what it says when all is well */
} Path;

extern const Path paths[];
extern const guint n_paths;

gboolean    is_chosen       (const Path *path);

LiftNode   *sample_new      (void);
LiftNode   *sample_edit     (LiftNode *root, guint edit);
LiftNode   *sample_restore  (LiftNode *root, LiftNode *earlier, guint edit);
guint       sample_found    (LiftNode *root, char **why);
char       *document_path   (const char *top);
guint       document_look   (const char *path, char **why);
Claim       document_save   (const char *path, guint edit, GError **error);
void        document_write  (const char *path, guint edits);
char       *found_words     (guint found);
char       *next_save       (const char *top, const Path *path);
const char *litter_in       (Tree *tree);
guint       edits_of_litter (Tree *tree, const char *top);

/* System calls. */
typedef struct
{
  int         nr;
  const char *name;
  guint       index; /* which one of the path */
  guint       nth;   /* which one of this name, from 1 */
  pid_t       pid;
  guint64     args[6];
} Call;

#define GO_ON 0
#define KILL (-1)
#define SHORT (-2) /* writes or reads half of it */
#define ENDED (-3) /* not an answer: the path is over */

/* An errno, or one of the above. For the last time it is called with the name "end". */
typedef int (*TrapFunc) (const Call *call, gpointer user_data);
typedef Claim (*ChildFunc) (gpointer child_data, GError **error);

typedef struct
{
  Claim    claim;
  char     message[1024];
  int      signal; /* that ended it; 0: none */
  gboolean hung;
  guint    n_calls;
} Outcome;

void        trap_run        (ChildFunc child, gpointer child_data, TrapFunc trap, gpointer trap_data, Outcome *outcome);
gboolean    trap_read       (pid_t pid, guint64 address, gpointer buffer, gsize size);
char       *trap_read_text  (pid_t pid, guint64 address);

/* The report, as TAP. */
typedef struct
{
  const char *part;
  const char *what;
  guint       n_cases;
  guint       n_bad;
} Count;

void        count_begin     (Count *count, const char *part, const char *what);
void        count_case      (Count *count, const char *wrong, const char *format, ...) G_GNUC_PRINTF (3, 4);
void        count_end       (Count *count);
void        report          (gboolean good, const char *format, ...) G_GNUC_PRINTF (2, 3);
int         report_end      (void);

/* The parts. @big: the long form. */
char       *make_top        (gboolean in_memory);
char       *judge_claim     (const Path *path, const char *top, const Outcome *outcome);
char       *judge_found     (const Path *path, const char *top, Claim claim, guint *found);
void        part_calls      (gboolean big);
void        part_crash      (gboolean big);
void        part_races      (gboolean big);
void        part_kills      (gboolean big);
void        part_disk       (gboolean big);
void        part_writers    (gboolean big);

G_END_DECLS
