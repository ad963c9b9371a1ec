/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"
#include "item-figures.h"
#include "item-row.h"

G_BEGIN_DECLS

/* The parts of the pane: checklist.c its document and phase, checklist-shown.c which items (filter and search), checklist-list.c the list view,
 * checklist-size.c, checklist-keys.c and checklist-pointer.c. */

/* What follows the items, each a list of one string or none. */
typedef enum
{
  TAIL_EMPTY,
  TAIL_ADD,
  TAIL_NEXT,
  N_TAILS,
} Tail;

struct _LiftChecklist
{
  GtkWidget           parent_instance;

  GtkWidget          *column;
  GtkWidget          *search_bar, *search_entry;
  GtkWidget          *head_clamp, *head_box;
  GtkWidget          *countdown;
  GtkWidget          *facts;
  GtkWidget          *header;
  GtkWidget          *conflict; /* what is in conflict about the phase; NULL: nothing */
  GtkWidget          *matches;
  GtkWidget          *stack;
  GtkWidget          *list_clamp;
  GtkWidget          *list;
  GtkWidget          *tails[N_TAILS];

  LiftDocument       *document;
  char               *phase;
  LiftFilter          filter;
  char               *me;
  gboolean            search_mode;
  char              **terms;
  gboolean            show_countdown;
  LiftItemContext     context;
  LiftItemFigures    *figures;

  GListModel         *phases;
  GListStore         *sources;  /* the lists of items that are shown */
  GtkSliceListModel  *head;     /* their beginning, until the first frame is painted */
  GtkFilterListModel *filtered;
  GtkFilter          *match;
  GListStore         *tail_models[N_TAILS];
  GtkSingleSelection *selection;
  GHashTable         *bound;    /* LiftItemRow to GtkListItem, both borrowed */
  GHashTable         *places;   /* phase to the item that was selected there */

  GdkFrameClock      *clock;
  gulong              layout_id;
  gulong              painted_id;
  guint               rest_source;
  gboolean            narrow;
  gboolean            had_focus;
  gboolean            placing;  /* the list selects its first item by itself before ours */
  char               *wanted;   /* the item that gets the focus as soon as it is there; "" for the add row */
  guint               wanted_tick;
  guint               wanted_frames;
};

GtkListView  *lift_checklist_get_list     (LiftChecklist *self);
LiftNode     *lift_checklist_find_phase   (LiftChecklist *self);
guint         lift_checklist_n_items      (LiftChecklist *self);
guint         lift_checklist_find         (LiftChecklist *self, const char *id);
void          lift_checklist_focus        (LiftChecklist *self, guint position, const char *id);
void          lift_checklist_note_focus   (LiftChecklist *self);
gboolean      lift_checklist_focus_current (LiftChecklist *self);
void          lift_checklist_follow_focus (LiftChecklist *self);
gboolean      lift_checklist_tab          (LiftChecklist *self, GtkDirectionType direction);
void          lift_checklist_show_edges   (LiftChecklist *self);
void          lift_checklist_complete_rows (LiftChecklist *self);
void          lift_checklist_show_tails   (LiftChecklist *self);
LiftDocument *lift_checklist_get_document (LiftChecklist *self);
gboolean      lift_checklist_get_editable (LiftChecklist *self);
LiftItemRow  *lift_checklist_find_row     (LiftChecklist *self, const char *id);
LiftItemRow  *lift_checklist_focused_row  (LiftChecklist *self);

void          lift_checklist_class_init_search (GtkWidgetClass *klass);
void          lift_checklist_init_search  (LiftChecklist *self);
void          lift_checklist_show_matches (LiftChecklist *self);
void          lift_checklist_refilter     (LiftChecklist *self);
void          lift_checklist_set_sources  (LiftChecklist *self);
void          lift_checklist_set_filter   (LiftChecklist *self, LiftFilter filter);
void          lift_checklist_select_place (LiftChecklist *self);

void          lift_checklist_show_conflict (LiftChecklist *self, gint64 *changes);

void          lift_checklist_show_width   (LiftChecklist *self);
void          lift_checklist_layout       (LiftChecklist *self);
void          lift_checklist_size_allocate (GtkWidget *widget, int width, int height, int baseline);
void          lift_checklist_measure      (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                                           int *natural_baseline);

void          lift_checklist_init_list    (LiftChecklist *self);
void          lift_checklist_show_rest    (LiftChecklist *self);
void          lift_checklist_show_rest_later (LiftChecklist *self);
void          lift_checklist_init_keys    (LiftChecklist *self);
void          lift_checklist_init_pointer (LiftChecklist *self);
void          lift_checklist_popup        (LiftChecklist *self, LiftItemRow *row, const GdkRectangle *at);

G_END_DECLS
