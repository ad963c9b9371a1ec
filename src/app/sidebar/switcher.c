/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "switcher.h"

#include <glib/gi18n.h>

#include "core/conflict.h"
#include "core/words.h"
#include "releases/release-popover.h"

struct _LiftSwitcher
{
  AdwBin        parent_instance;

  GtkWidget    *button;
  GtkLabel     *name;
  GtkLabel     *kind;
  LiftDocument *document;
};

G_DEFINE_FINAL_TYPE (LiftSwitcher, lift_switcher, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static const char *const kinds[] = {
  [LIFT_RELEASE_MINOR] = N_("Minor release"),
  [LIFT_RELEASE_PATCH] = N_("Patch release"),
  [LIFT_RELEASE_MAJOR] = N_("Major release"),
  [LIFT_RELEASE_HOTFIX] = N_("Hotfix release"),
};

/* “Minor release · On hold · 2 conflicts”; that it is planned goes without saying. */
static char *
dup_kind (const LiftNode *release)
{
  GString *kind = g_string_new (_(kinds[lift_node_get_enum (release, LIFT_RELEASE_TYPE)]));
  LiftReleaseState state = lift_node_get_enum (release, LIFT_RELEASE_STATE);
  guint n = lift_root_count_conflicts (release);
  g_autofree char *conflicts = lift_words_n_conflicts (n);

  if (state != LIFT_RELEASE_PLANNED)
    g_string_append_printf (kind, " · %s", lift_enum_label (LIFT_ENUM_RELEASE_STATE, state));
  if (n > 0)
    g_string_append_printf (kind, " · %s", conflicts);
  return g_string_free (kind, FALSE);
}

static void
refresh (LiftSwitcher *self)
{
  g_autofree char *name = NULL, *spoken = NULL;
  g_autofree char *kind = NULL;
  LiftNode *root;

  if (!self->document)
    return;
  root = lift_document_get_root (self->document);
  name = lift_words_release_name (root);
  kind = dup_kind (root);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->kind, kind);
  /* Translators: what a screen reader says of the button: Switch release, now Payments 4.2.0, Minor release */
  spoken = g_strdup_printf (_("Switch release, now %s, %s"), name, kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
lift_switcher_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LiftSwitcher *self = LIFT_SWITCHER (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lift_switcher_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LiftSwitcher *self = LIFT_SWITCHER (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      if (self->document == g_value_get_object (value))
        return;
      if (self->document)
        g_signal_handlers_disconnect_by_func (self->document, refresh, self);
      g_set_object (&self->document, g_value_get_object (value));
      if (self->document)
        g_signal_connect_object (self->document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      refresh (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
lift_switcher_dispose (GObject *object)
{
  LiftSwitcher *self = LIFT_SWITCHER (object);

  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, refresh, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (lift_switcher_parent_class)->dispose (object);
}

static void
lift_switcher_class_init (LiftSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lift_switcher_get_property;
  object_class->set_property = lift_switcher_set_property;
  object_class->dispose = lift_switcher_dispose;
  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LIFT_TYPE_DOCUMENT, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/octoacme/Liftoff/sidebar/switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, LiftSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, LiftSwitcher, name);
  gtk_widget_class_bind_template_child (widget_class, LiftSwitcher, kind);
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, lift_release_popover_new ());
}

static void
lift_switcher_init (LiftSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, NULL, NULL);
}

/* Opens its popover. */
void
lift_switcher_open (LiftSwitcher *self)
{
  g_return_if_fail (LIFT_IS_SWITCHER (self));
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
