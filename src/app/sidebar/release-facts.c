/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release-facts.h"

#include <glib/gi18n.h>

#include "core/life.h"
#include "core/moment.h"
#include "core/text.h"
#include "core/words.h"

struct _LiftReleaseFacts
{
  GtkBox        parent_instance;

  GtkWidget    *moves;
  GtkWidget    *on;
  GtkWidget    *links;
  char         *shown_links; /* ids and names */
  LiftDocument *document;
  gint64        now;
};

G_DEFINE_FINAL_TYPE (LiftReleaseFacts, lift_release_facts, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static GtkWidget *
caption_new (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "quiet");
  return label;
}

static void
show_text (GtkWidget  *label,
           const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

/* Only after a hand-over: before, it is the manager. */
static char *
dup_who_is_on (LiftNode *release)
{
  const char *who = lift_release_who_is_on (release);
  g_autofree char *shown = NULL;

  if (who == NULL || lift_nodes_get_n (lift_node_get_list (release, LIFT_RELEASE_HANDOVERS)) == 0)
    return g_strdup ("");
  shown = lift_text_visible_line (who);
  /* Translators: %s is the person who is responsible for the release now */
  return g_strdup_printf (_("On: %s"), shown);
}

static GtkWidget *
link_new (LiftNode *node)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);
  g_autofree char *known = lift_words_text (node, LIFT_LINK_NAME);
  const char *name = *known != '\0' ? known : _("another release");
  g_autofree char *words = NULL;

  if (lift_node_get_enum (node, LIFT_LINK_ROLE) == LIFT_LINK_HOTFIX_OF)
    /* Translators: %s is the release that this one is a hotfix of */
    words = g_strdup_printf (_("Hotfix of %s"), name);
  else
    /* Translators: %s is the release that is a hotfix of this one */
    words = g_strdup_printf (_("Hotfix: %s"), name);
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "release-link");
  gtk_widget_add_css_class (button, "caption");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", lift_node_get_id (node));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-link");
  return button;
}

static void
show_links (LiftReleaseFacts *self,
            LiftNodes        *links)
{
  g_autoptr(GString) key = g_string_new (NULL);
  GtkWidget *child;

  for (guint i = 0; i < lift_nodes_get_n (links); i++)
    {
      g_autofree char *name = lift_words_text (lift_nodes_get (links, i), LIFT_LINK_NAME);

      g_string_append_printf (key, "%s %s\n", lift_node_get_id (lift_nodes_get (links, i)), name);
    }
  if (g_strcmp0 (self->shown_links, key->str) == 0)
    return;
  g_free (self->shown_links);
  self->shown_links = g_strdup (key->str);
  while ((child = gtk_widget_get_first_child (self->links)) != NULL)
    gtk_box_remove (GTK_BOX (self->links), child);
  for (guint i = 0; i < lift_nodes_get_n (links); i++)
    gtk_box_append (GTK_BOX (self->links), link_new (lift_nodes_get (links, i)));
  gtk_widget_set_visible (self->links, lift_nodes_get_n (links) > 0);
}

static void
refresh (LiftReleaseFacts *self)
{
  LiftNode *release = self->document != NULL ? lift_document_get_root (self->document) : NULL;
  g_autofree char *moves = NULL;
  g_autofree char *on = NULL;

  if (release == NULL || self->now == LIFT_NO_INSTANT)
    return;
  moves = lift_words_moves (release, self->now);
  on = dup_who_is_on (release);
  show_text (self->moves, moves);
  show_text (self->on, on);
  show_links (self, lift_node_get_list (release, LIFT_RELEASE_LINKS));
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->moves) || gtk_widget_get_visible (self->on) || gtk_widget_get_visible (self->links));
}

static void
set_document (LiftReleaseFacts *self,
              LiftDocument     *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, refresh, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
lift_release_facts_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_DOCUMENT)
    g_value_set_object (value, LIFT_RELEASE_FACTS (object)->document);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lift_release_facts_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  LiftReleaseFacts *self = LIFT_RELEASE_FACTS (object);

  if (id != PROP_DOCUMENT)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (self->document != g_value_get_object (value))
    {
      set_document (self, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
lift_release_facts_dispose (GObject *object)
{
  LiftReleaseFacts *self = LIFT_RELEASE_FACTS (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, refresh, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (lift_release_facts_parent_class)->dispose (object);
}

static void
lift_release_facts_finalize (GObject *object)
{
  g_free (LIFT_RELEASE_FACTS (object)->shown_links);
  G_OBJECT_CLASS (lift_release_facts_parent_class)->finalize (object);
}

static void
lift_release_facts_class_init (LiftReleaseFactsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lift_release_facts_get_property;
  object_class->set_property = lift_release_facts_set_property;
  object_class->dispose = lift_release_facts_dispose;
  object_class->finalize = lift_release_facts_finalize;
  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LIFT_TYPE_DOCUMENT,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lift_release_facts_init (LiftReleaseFacts *self)
{
  self->now = LIFT_NO_INSTANT;
  self->moves = caption_new ();
  self->on = caption_new ();
  self->links = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);
  gtk_box_append (GTK_BOX (self), self->moves);
  gtk_box_append (GTK_BOX (self), self->on);
  gtk_box_append (GTK_BOX (self), self->links);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (self->links, FALSE);
}

/* Dates of another year say which. */
void
lift_release_facts_update_time (LiftReleaseFacts *self,
                                gint64            now)
{
  g_return_if_fail (LIFT_IS_RELEASE_FACTS (self));

  self->now = now;
  refresh (self);
}
