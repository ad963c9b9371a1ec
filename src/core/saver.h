/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/* The bytes of one file, safely: the system calls below store.c, which knows what a document is. Temporaries are written in temp.c and put in their place
 * in saver.c. Internal to core. */

/* A file with all its bytes on the disk under a hidden name of its own; after an exchange, what came out under that name. */
typedef struct
{
  LiftPlace  *place;
  char       *name;
  struct stat status; /* of the file that was written */
} LiftTemp;

typedef enum
{
  LIFT_SWAP_DONE,   /* the new file is in place, and nobody else’s was replaced */
  LIFT_SWAP_OTHER,  /* the new file is in place, and what came out is not what was expected */
  LIFT_SWAP_AGAIN,  /* something changed meanwhile: look again */
  LIFT_SWAP_FAILED, /* what stood there stands there; error is set */
} LiftSwap;

LiftTemp      *lift_temp_new      (LiftPlace *place, GBytes *bytes, GBytes *made_from, const struct stat *old, int *code, GError **error);
LiftSwap       lift_temp_name     (LiftTemp *temp, GError **error);
LiftSwap       lift_temp_swap     (LiftTemp *temp, const struct stat *seen, GBytes *expected, GBytes **other, GError **error);
void           lift_temp_put_back (LiftTemp *temp);
void           lift_temp_remove   (LiftTemp *temp);
void           lift_temp_free     (LiftTemp *temp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiftTemp, lift_temp_free)

/* The name of a temporary is its stem, 16 random hexadecimal digits, a hyphen, the sum of what it was made from, and the end. */
#define LIFT_TEMP_SUM 16
#define LIFT_TEMP_END ".tmp"

char          *lift_temp_dup_sum  (GBytes *bytes);
char          *lift_temp_dup_stem (const char *base);
char          *lift_temp_dup_name (const char *base, const char *sum);
gboolean       lift_write_all     (int fd, GBytes *bytes);
LiftSaveResult lift_place_confirm (LiftPlace *place, gboolean found, int *code, GError **error);
LiftSaveResult lift_place_put     (LiftPlace *place, GBytes *bytes, gboolean replace, int *code, GError **error);

G_END_DECLS
