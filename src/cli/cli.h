/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "core/calendars.h"
#include "core/conflict.h"
#include "core/document.h"
#include "core/error.h"
#include "core/history.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/schedule.h"
#include "core/store.h"
#include "core/words.h"

G_BEGIN_DECLS

/* Exit statuses, part of the contract; of several files the highest. */
enum
{
  CLI_DONE = 0,
  CLI_VIOLATIONS = 1,
  CLI_CONFLICT = 1,
  CLI_ARGUMENT = 2,
  CLI_DOCUMENT = 3,
  CLI_NOT_SAVED = 4,
};

/* One command. The texts are untranslated (msgids). */
typedef struct _CliCommand CliCommand;

struct _CliCommand
{
  const char *name;     /* "check", "incident open" */
  const char *synopsis; /* "FILE ITEM…" */
  const char *summary;  /* what it does, in a line */
  const char *help;     /* more of it, and examples; may be NULL */
  int       (*run) (const CliCommand *self,
                    int               argc,
                    char            **argv);
};

extern const CliCommand cli_new, cli_list, cli_show, cli_validate, cli_export;
extern const CliCommand cli_check, cli_uncheck, cli_skip, cli_block, cli_fail, cli_na;
extern const CliCommand cli_state, cli_handover;
extern const CliCommand cli_deploy_start, cli_deploy_end, cli_deploy_plan, cli_deploy_correct, cli_deploy_remove, cli_deploy_list;
extern const CliCommand cli_note, cli_assign, cli_reschedule, cli_pin, cli_moment, cli_calendar;
extern const CliCommand cli_merge, cli_resolve;
extern const CliCommand cli_incident_open, cli_incident_list, cli_incident_show;

/* options.c: what every command reads and says the same way */
int         cli_parse         (const CliCommand *command, const GOptionEntry *entries, int argc, char **argv, guint least, guint most,
                               char ***args);
int         cli_complain      (const char *file, const GError *error);
int         cli_usage         (const CliCommand *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
void        cli_warn          (const char *format, ...) G_GNUC_PRINTF (1, 2);
void        cli_print         (const char *format, ...) G_GNUC_PRINTF (1, 2);
void        cli_put           (const char *text);
char       *cli_dup_line      (const char *text);
int         cli_word          (const CliCommand *command, const char *what, LiftEnum which, int first, const char *word, int *value);
gint64      cli_now           (void);
gboolean    cli_instant       (const char *option, const char *text, GTimeZone *zone, gint64 *instant, GError **error);
char       *cli_user          (void);
char       *cli_quote         (const char *path);
LiftLoaded *cli_load          (const char *path, gboolean whole, int *status);
void        cli_warn_moment   (LiftNode *release);
gboolean    cli_may_write     (const CliCommand *command, const char *path, gboolean force, const char *source, int *status);

/* change.c: the one door for changes */
typedef struct
{
  const CliCommand *command;
  const char       *path;
  LiftLoaded       *loaded;
  LiftDocument     *document;
  char             *recorder; /* who is at the keyboard */
  char             *by;       /* who did it */
  gint64            when;     /* when it was done */
  LiftAct           act;      /* as the history records it */
} CliChange;

/* How --by and --when are meant, and what may be changed. */
typedef enum
{
  CLI_ACT_RECORDS = 0,      /* the change says itself who did it and when; the history says who recorded that */
  CLI_ACT_DOES = 1 << 0,    /* the history says who did it and when */
  CLI_ACT_REOPENS = 1 << 1, /* it may be made to a closed release */
} CliActKind;

LiftSaveResult cli_save       (const char *path, LiftNode *synced, LiftNode *snapshot, LiftNode **written, GError **error);
int         cli_change_open   (CliChange *change, const CliCommand *command, const char *path, const char *by, const char *when,
                               CliActKind kind);
LiftNode   *cli_change_root   (CliChange *change);
int         cli_change_apply  (CliChange *change, LiftGroup *group);
void        cli_change_clear  (CliChange *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliChange, cli_change_clear)

/* conflicts.c: what waits for somebody to decide */
#define CLI_RELEASE "release" /* how the release itself is named among the numbers of what is in it */

typedef struct
{
  LiftNode     *node;
  LiftConflict *conflict;
  char         *item; /* how it is named: “2.3”, CLI_RELEASE */
} CliConflict;

GPtrArray  *cli_conflicts_find  (LiftNode *root);
void        cli_conflicts_print (FILE *to, const GPtrArray *found, const char *file);
void        cli_conflicts_json  (JsonBuilder *builder, const GPtrArray *found);
void        cli_json_conflicts  (JsonBuilder *builder, const LiftNode *node);
char       *cli_words_conflicts (const LiftNode *node);
char       *cli_words_progress  (guint n_closed, guint n, guint n_conflicts);

/* lists.c: lists of holidays, windows and freezes */
gboolean    cli_lists_read    (const char *const paths[3], GTimeZone *zone, gint64 now, gboolean usual, LiftCalendarLists *lists, GError **error);

/* table.c: columns that line up */
typedef struct _CliTable CliTable;

CliTable   *cli_table_new     (void);
void        cli_table_add     (CliTable *table, ...) G_GNUC_NULL_TERMINATED;
guint       cli_table_get_n   (CliTable *table);
void        cli_table_print   (CliTable *table, const char *indent);
void        cli_table_free    (CliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)

/* json.c: releases for programs */
void        cli_json_text     (JsonBuilder *builder, const char *member, const char *text);
void        cli_json_count    (JsonBuilder *builder, const char *member, guint count);
void        cli_json_instant  (JsonBuilder *builder, const char *member, gint64 instant);
void        cli_json_release  (JsonBuilder *builder, LiftNode *release, gint64 now);
void        cli_json_incident (JsonBuilder *builder, LiftNode *release, LiftNode *incident);
void        cli_json_left_phase (JsonBuilder *builder, LiftNode *phase);
void        cli_json_print    (JsonBuilder *builder);

/* json-life.c: what a release went through, for programs */
void        cli_json_life     (JsonBuilder *builder, LiftNode *release);
void        cli_json_attempts (JsonBuilder *builder, LiftNode *release);

/* show.c */
void        cli_show_conflicts (const char *indent, const LiftNode *node);
void        cli_show_items    (LiftNode *release, LiftNode *phase, LiftNodes *items, gint64 now);

/* reschedule.c */
void        cli_show_shifts   (LiftNode *before, LiftNode *after);

/* show-life.c: what a release went through, for people */
void        cli_show_life     (CliTable *table, LiftNode *release, gint64 now);
void        cli_show_clash    (LiftNode *release, gint64 now);
void        cli_show_attempts (LiftNode *release, gboolean whole, gint64 now);
void        cli_show_history  (LiftNode *release);

G_END_DECLS
