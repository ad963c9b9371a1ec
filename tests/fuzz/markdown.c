/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/error.h"
#include "core/export-markdown.h"
#include "core/intents.h"
#include "core/json.h"
#include "core/template.h"
#include "fuzz.h"

/* What is read from a checklist makes a release that is a good document; exported it reads back with the same phases and items. */

#define NOW 1796202720 /* 2026-12-02T09:12:00Z */

static void same_node (LiftNode *a, LiftNode *b);

static void
same_list (LiftNodes *a,
           LiftNodes *b)
{
  g_assert_cmpuint (lift_nodes_get_n (a), ==, lift_nodes_get_n (b));
  for (guint i = 0; i < lift_nodes_get_n (a); i++)
    same_node (lift_nodes_get (a, i), lift_nodes_get (b, i));
}

/* All but ids and positions. */
static void
same_node (LiftNode *a,
           LiftNode *b)
{
  LiftField first = lift_kind_first_field (lift_node_get_kind (a));

  for (LiftField field = first; field < first + lift_kind_n_fields (lift_node_get_kind (a)); field++)
    {
      LiftType type = lift_field_info (field)->type;

      if (type == LIFT_TYPE_LIST)
        same_list (lift_node_get_list (a, field), lift_node_get_list (b, field));
      else if (type == LIFT_TYPE_ENUM)
        g_assert_cmpint (lift_node_get_enum (a, field), ==, lift_node_get_enum (b, field));
      else if (type == LIFT_TYPE_INSTANT)
        g_assert_cmpint (lift_node_get_instant (a, field), ==, lift_node_get_instant (b, field));
      else if (lift_field_is_text (field) && type != LIFT_TYPE_ID && type != LIFT_TYPE_POSITION)
        g_assert_cmpstr (lift_node_get_text (a, field), ==, lift_node_get_text (b, field));
    }
}

static void
same_checklist (LiftNode *a,
                LiftNode *b)
{
  same_list (lift_node_get_list (a, LIFT_RELEASE_PHASES), lift_node_get_list (b, LIFT_RELEASE_PHASES));
  same_list (lift_node_get_list (a, LIFT_RELEASE_RESPONSE), lift_node_get_list (b, LIFT_RELEASE_RESPONSE));
  g_assert_cmpstr (lift_node_get_text (a, LIFT_RELEASE_RESPONSE_TITLE), ==, lift_node_get_text (b, LIFT_RELEASE_RESPONSE_TITLE));
}

static LiftTemplate *
export_and_import (LiftNode *root)
{
  g_autofree char *markdown = lift_export_markdown (root, NOW);
  g_autoptr (GError) error = NULL;
  LiftTemplate *template = lift_template_parse ("back", markdown, strlen (markdown), &error);

  g_assert_no_error (error);
  return template;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftTemplate) template = lift_template_parse ("fuzz", (const char *) data, size, &error);
  g_autoptr (LiftTemplate) back = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  LiftReleaseDetails details = { .name = "Release", .zone = "Europe/Berlin", .local = "2026-12-09T10:00" };
  LiftAct act = { "Ada King", NOW, rand };
  g_autoptr (LiftNode) release = NULL;
  g_autoptr (LiftNode) read = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (template == NULL)
    {
      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
      return 0;
    }
  back = export_and_import (template->root);
  same_checklist (template->root, back->root);
  g_assert_cmpstr (template->title, ==, back->title);

  release = lift_release_new (template->root, &details, &act, &error);
  g_assert_no_error (error);
  bytes = lift_json_write (release);
  read = fuzz_read (bytes);
  g_assert_true (fuzz_is_same (release, read));
  return 0;
}
