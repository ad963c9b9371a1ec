/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "checklist-private.h"
#include "phase-header.h"
#include "session/settings.h"

/* Which items are shown */

static void
show_list (LiftChecklist *self,
           gboolean       list)
{
  GtkStack *stack = GTK_STACK (self->stack);

  if (!list && gtk_stack_get_child_by_name (stack, "nothing") == NULL)
    gtk_stack_add_named (stack, g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "edit-find-symbolic", "title", _("No Item Found"),
                                              "description", _("Texts, notes, reasons and names of all phases were searched. Try fewer or other words."), NULL),
                         "nothing");
  gtk_stack_set_visible_child_name (stack, list ? "list" : "nothing");
}

void
lift_checklist_show_matches (LiftChecklist *self)
{
  gboolean searching = self->terms != NULL;
  guint n = lift_checklist_n_items (self);

  gtk_widget_set_visible (self->header, !searching && lift_checklist_find_phase (self) != NULL);
  gtk_widget_set_visible (self->matches, searching && n > 0);
  lift_checklist_show_conflict (self, NULL);
  if (searching)
    {
      g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u item found", "%u items found", n), n);

      gtk_label_set_label (GTK_LABEL (self->matches), words);
    }
  show_list (self, !searching || n > 0);
}

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  LiftChecklist *self = user_data;
  LiftNode *node = lift_row_get_node (item);

  if (node == NULL)
    return FALSE;
  if (self->terms != NULL)
    {
      LiftNode *parent = lift_row_get_parent (item);
      char number[32] = "";
      guint phase = 0;

      if (g_ascii_isdigit (**self->terms) && parent != NULL)
        {
          lift_nodes_index (lift_node_get_list (lift_document_get_root (self->document), LIFT_RELEASE_PHASES), parent, &phase);
          g_snprintf (number, sizeof number, "%u.%u", phase + 1, lift_row_get_index (item) + 1);
        }
      return lift_search_match (self->terms, node, number);
    }
  return lift_filter_match (self->filter, lift_document_get_root (self->document), node, self->me);
}

/* Without anything to leave out there is no filter, so that no item is looked at. */
void
lift_checklist_refilter (LiftChecklist *self)
{
  gboolean all = self->terms == NULL && self->filter == LIFT_FILTER_ALL;

  if (!all)
    lift_checklist_show_rest (self);
  if (all)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  else if (gtk_filter_list_model_get_filter (self->filtered) == NULL)
    gtk_filter_list_model_set_filter (self->filtered, self->match);
  else
    gtk_filter_changed (self->match, GTK_FILTER_CHANGE_DIFFERENT);
}

void
lift_checklist_set_sources (LiftChecklist *self)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->phases != NULL ? g_list_model_get_n_items (self->phases) : 0;

  if (self->terms == NULL && lift_checklist_find_phase (self) != NULL)
    g_ptr_array_add (lists, lift_document_get_list (self->document, self->phase, LIFT_PHASE_ITEMS));
  for (guint i = 0; i < n && self->terms != NULL; i++)
    {
      g_autoptr(LiftRow) row = g_list_model_get_item (self->phases, i);

      g_ptr_array_add (lists, lift_document_get_list (self->document, lift_row_get_id (row), LIFT_PHASE_ITEMS));
    }

  self->had_focus = FALSE;
  self->placing = TRUE;
  lift_checklist_refilter (self);
  g_list_store_splice (self->sources, 0, g_list_model_get_n_items (G_LIST_MODEL (self->sources)), lists->pdata, lists->len);
  self->placing = FALSE;
}

void
lift_checklist_set_filter (LiftChecklist *self,
                           LiftFilter     filter)
{
  g_autofree char *place = NULL;

  if (self->filter == filter)
    return;

  place = g_strdup (lift_checklist_get_item (self));
  self->filter = filter;
  lift_phase_header_set_filter (LIFT_PHASE_HEADER (self->header), filter);
  self->had_focus = FALSE;
  lift_checklist_refilter (self);
  lift_checklist_show_tails (self);
  lift_checklist_show_matches (self);
  if (place != NULL && lift_document_find (self->document, place) != NULL)
    lift_checklist_select (self, place, FALSE);
  lift_settings_set_string ("filter", ((GEnumValue *) g_enum_get_value (g_type_class_peek (LIFT_TYPE_FILTER), filter))->value_nick);
  g_object_notify (G_OBJECT (self), "filter");
}

/* Search */

static void
set_terms (LiftChecklist *self,
           const char    *text)
{
  gboolean was = self->terms != NULL;

  g_strfreev (self->terms);
  self->terms = self->search_mode ? lift_search_parse (text) : NULL;
  if (self->document == NULL)
    return;

  if (was != (self->terms != NULL))
    lift_checklist_set_sources (self);
  else if (was)
    {
      self->had_focus = FALSE;
      lift_checklist_refilter (self);
    }
  lift_checklist_show_tails (self);
  lift_checklist_show_matches (self);
  if (was && self->terms == NULL)
    lift_checklist_select_place (self);
}

static void
search_changed_cb (LiftChecklist *self)
{
  set_terms (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_activate_cb (LiftChecklist *self)
{
  const char *id = lift_checklist_get_item (self);

  if (lift_checklist_n_items (self) > 0 && id != NULL)
    lift_checklist_focus (self, gtk_single_selection_get_selected (self->selection), id);
}

gboolean
lift_checklist_get_search (LiftChecklist *self)
{
  return self->search_mode;
}

void
lift_checklist_set_search (LiftChecklist *self,
                           gboolean       search)
{
  gboolean focus = FALSE;

  if (self->search_mode == search)
    return;

  self->search_mode = search;
  if (!search)
    {
      GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
      GtkWidget *widget = root != NULL ? gtk_root_get_focus (root) : NULL;

      focus = widget != NULL && gtk_widget_is_ancestor (widget, GTK_WIDGET (self));
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      set_terms (self, "");
    }
  g_object_notify (G_OBJECT (self), "search-mode");
  if (search)
    gtk_widget_grab_focus (self->search_entry);
  else if (focus && lift_checklist_get_item (self) != NULL)
    lift_checklist_focus (self, gtk_single_selection_get_selected (self->selection), lift_checklist_get_item (self));
}

/* Not in the entry alone: what was found has the focus after Enter. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  if (!LIFT_CHECKLIST (widget)->search_mode)
    return FALSE;
  lift_checklist_set_search (LIFT_CHECKLIST (widget), FALSE);
  return TRUE;
}

void
lift_checklist_class_init_search (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, search_activate_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_cb, NULL);
}

void
lift_checklist_init_search (LiftChecklist *self)
{
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar), GTK_EDITABLE (self->search_entry));
  self->match = GTK_FILTER (gtk_custom_filter_new (match_cb, self, NULL));
}
