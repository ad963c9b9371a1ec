/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template.h"

/* What the Markdown reader and the Markdown export share. */

typedef enum
{
  LIFT_HEADING_PLAIN,    /* "Purpose" */
  LIFT_HEADING_DATED,    /* "Planning (T-2 weeks)" */
  LIFT_HEADING_UNDATED,  /* "Day One (T+1 day) (No Date)": what stands before is the title, whatever it looks like */
  LIFT_HEADING_RESPONSE, /* "Incident Response (If Needed)" */
  LIFT_HEADING_INCIDENT, /* "Database down (Incident i1)" */
} LiftHeadingKind;

typedef struct
{
  LiftHeadingKind kind;
  char           *title;
  char           *offset; /* ISO 8601; LIFT_HEADING_DATED only */
  LiftDayCount    counted; /* which days it counts */
} LiftHeading;

void  lift_heading_read   (const char *text, LiftHeading *heading);
void  lift_heading_clear  (LiftHeading *heading);
char *lift_heading_write  (LiftHeadingKind kind, const char *title, const char *mark, LiftDayCount counted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LiftHeading, lift_heading_clear)

char *lift_offset_write   (const char *duration, LiftDayCount counted);

/* The line under a phase that has no items; without it a heading without items is no phase. */
#define LIFT_MARKDOWN_NO_ITEMS "No items."

char    *lift_detail_state_words (LiftItemState state);
gboolean lift_detail_read        (LiftNode *item, const char *text, const char *quote);
char    *lift_detail_conflicts   (const LiftNode *node);
void     lift_detail_write       (GString *out, const LiftNode *item);

void  lift_markdown_escape      (GString *out, const char *text);
void  lift_markdown_escape_line (GString *out, const char *line);
void  lift_markdown_escape_target (GString *out, const char *link);
char *lift_markdown_dup_escaped (const char *text);
char *lift_markdown_unescape    (const char *source);
void  lift_markdown_take_break  (char *line);

#define LIFT_TEMPLATE_MAX_BYTES (1024 * 1024)

gboolean      lift_template_is_damaged (const char *p);
char         *lift_template_clean (const char *label, const char *bytes, gsize length, GError **error);
LiftTemplate *lift_template_read  (const char *label, const char *name, const char *bytes, gsize length, GError **error);
