/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "json.h"

#include <string.h>

#include "conflict.h"

#define DATE "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define CLOCK "([01][0-9]|2[0-3]):[0-5][0-9]"

static const char *const kind_names[] = {
  [LIFT_KIND_RELEASE] = "release",
  [LIFT_KIND_PHASE] = "phase",
  [LIFT_KIND_ITEM] = "item",
  [LIFT_KIND_INCIDENT] = "incident",
  [LIFT_KIND_ATTEMPT] = "attempt",
  [LIFT_KIND_DEPLOYMENT] = "deployment",
  [LIFT_KIND_MOVE] = "move",
  [LIFT_KIND_HANDOVER] = "handover",
  [LIFT_KIND_LINK] = "link",
};
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == LIFT_N_KINDS);

typedef struct
{
  GString *out;
  guint    depth;
  gboolean begun;
} Schema;

/* Begins a member, or an element of an array if @name is NULL. */
static void
begin (Schema     *schema,
       const char *name)
{
  g_string_append (schema->out, schema->begun ? ",\n" : "\n");
  g_string_append_printf (schema->out, "%*s", (int) schema->depth * 2, "");
  schema->begun = TRUE;
  if (name != NULL)
    {
      lift_json_append_string (schema->out, name);
      g_string_append (schema->out, ": ");
    }
}

static void
open_with (Schema     *schema,
           const char *name,
           char        bracket)
{
  if (schema->depth > 0)
    begin (schema, name);
  g_string_append_c (schema->out, bracket);
  schema->depth++;
  schema->begun = FALSE;
}

static void
close_with (Schema *schema,
            char    bracket)
{
  schema->depth--;
  if (schema->begun)
    g_string_append_printf (schema->out, "\n%*s", (int) schema->depth * 2, "");
  g_string_append_c (schema->out, bracket);
  schema->begun = TRUE;
}

static void
text (Schema     *schema,
      const char *name,
      const char *value)
{
  begin (schema, name);
  lift_json_append_string (schema->out, value);
}

static void
raw (Schema     *schema,
     const char *name,
     const char *value)
{
  begin (schema, name);
  g_string_append (schema->out, value);
}

/* A pattern that must not be found says more portably what a text may hold than one that must match it all. */
static void
without (Schema     *schema,
         const char *pattern)
{
  open_with (schema, "not", '{');
  text (schema, "pattern", pattern);
  close_with (schema, '}');
}

static void add_type (Schema *schema, const LiftFieldInfo *info);

static void
add_settled (Schema *schema)
{
  open_with (schema, "settled", '{');
  text (schema, "type", "string");
  raw (schema, "minLength", "1");
  without (schema, "[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]");
  close_with (schema, '}');
}

/* Which parts a candidate may have depends on its unit: the reader says so. */
static void
add_candidates (Schema   *schema,
                LiftKind  kind)
{
  LiftField first = lift_kind_first_field (kind);

  open_with (schema, "candidates", '{');
  text (schema, "type", "array");
  raw (schema, "minItems", "2");
  open_with (schema, "items", '{');
  text (schema, "type", "object");
  open_with (schema, "properties", '{');
  for (LiftField field = first; field < first + lift_kind_n_fields (kind); field++)
    if (lift_field_is_register (field) && lift_field_info (field)->type != LIFT_TYPE_POSITION)
      {
        open_with (schema, lift_field_info (field)->member, '{');
        add_type (schema, lift_field_info (field));
        close_with (schema, '}');
      }
  if (kind != LIFT_KIND_RELEASE)
    {
      open_with (schema, lift_conflict_unit_member (first), '{');
      raw (schema, "enum", "[\"no\", \"yes\"]");
      close_with (schema, '}');
    }
  add_settled (schema);
  close_with (schema, '}');
  raw (schema, "additionalProperties", "false");
  close_with (schema, '}');
  close_with (schema, '}');
}

static void
add_conflict (Schema   *schema,
              LiftKind  kind)
{
  LiftField first = lift_kind_first_field (kind);

  open_with (schema, "items", '{');
  text (schema, "type", "object");
  open_with (schema, "properties", '{');
  open_with (schema, "field", '{');
  open_with (schema, "enum", '[');
  for (LiftField field = first; field < first + lift_kind_n_fields (kind); field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);

      if ((info->type == LIFT_TYPE_ID && kind != LIFT_KIND_RELEASE)
          || (info->unit == field && lift_field_is_register (field) && info->type != LIFT_TYPE_POSITION))
        text (schema, NULL, lift_conflict_unit_member (field));
    }
  close_with (schema, ']');
  close_with (schema, '}');
  add_candidates (schema, kind);
  add_settled (schema);
  close_with (schema, '}');
  raw (schema, "required", "[\"field\"]");
  raw (schema, "additionalProperties", "false");
  open_with (schema, "oneOf", '[');
  for (guint i = 0; i < 2; i++)
    {
      open_with (schema, NULL, '{');
      raw (schema, "required", i == 0 ? "[\"candidates\"]" : "[\"settled\"]");
      close_with (schema, '}');
    }
  close_with (schema, ']');
  close_with (schema, '}');
}

static void
add_type (Schema              *schema,
          const LiftFieldInfo *info)
{
  switch (info->type)
    {
    case LIFT_TYPE_LIST:
    case LIFT_TYPE_HISTORY:
      text (schema, "type", "array");
      open_with (schema, "items", '{');
      if (info->type == LIFT_TYPE_LIST)
        {
          g_autofree char *reference = g_strconcat ("#/$defs/", kind_names[info->about], NULL);

          text (schema, "$ref", reference);
        }
      else
        {
          text (schema, "type", "string");
          without (schema, "[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]");
        }
      close_with (schema, '}');
      return;
    case LIFT_TYPE_CONFLICTS:
      text (schema, "type", "array");
      add_conflict (schema, info->kind);
      return;
    case LIFT_TYPE_ENUM:
      open_with (schema, "enum", '[');
      for (guint i = 0; i < lift_enum_n_words (info->about); i++)
        text (schema, NULL, lift_enum_word (info->about, i));
      close_with (schema, ']');
      return;
    default:
      break;
    }

  text (schema, "type", "string");
  switch (info->type)
    {
    case LIFT_TYPE_ID:
      text (schema, "pattern", "^[A-Za-z0-9_-]{1,64}$");
      break;
    case LIFT_TYPE_TEXT:
      if (info->need)
        raw (schema, "minLength", "1");
      without (schema, "[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]");
      break;
    case LIFT_TYPE_LONG_TEXT:
    case LIFT_TYPE_PERIODS:
      without (schema, "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029]");
      break;
    case LIFT_TYPE_INSTANT:
      text (schema, "pattern", "^" DATE "T" CLOCK ":[0-5][0-9]Z$");
      break;
    case LIFT_TYPE_LOCAL:
      text (schema, "pattern", "^" DATE "T" CLOCK "(:[0-5][0-9])?$");
      break;
    case LIFT_TYPE_DAYTIME:
      text (schema, "pattern", "^" CLOCK "$");
      break;
    case LIFT_TYPE_WEEKDAYS:
      text (schema, "pattern", "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)( (Mon|Tue|Wed|Thu|Fri|Sat|Sun))*$");
      break;
    case LIFT_TYPE_ZONE:
      text (schema, "pattern", "^[A-Za-z][A-Za-z0-9_+/-]*$");
      break;
    case LIFT_TYPE_DURATION:
      text (schema, "pattern",
            "^[-+]?P(?=[0-9]|T[0-9])([0-9]{1,6}Y)?([0-9]{1,6}M)?([0-9]{1,6}W)?([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$");
      break;
    case LIFT_TYPE_POSITION:
      text (schema, "pattern", "^[A-Za-z][A-Za-z0-9]{1,199}$");
      break;
    case LIFT_TYPE_URL:
      text (schema, "pattern", "^([Hh][Tt][Tt][Pp][Ss]?://(?![/?#])|[Mm][Aa][Ii][Ll][Tt][Oo]:)"
            "[^ \\\\\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u061c\\u1680\\u2000-\\u200b\\u200e\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff]+$");
      break;
    case LIFT_TYPE_ENUM:
    case LIFT_TYPE_LIST:
    case LIFT_TYPE_HISTORY:
    case LIFT_TYPE_CONFLICTS:
    case LIFT_TYPE_PARENT:
    default:
      g_assert_not_reached ();
    }
}

/* The name of a field's member below the object @path, and whether it is the name of an object that holds the field; NULL if it is not below. */
static char *
name_below (LiftField   field,
            const char *path,
            gboolean   *is_object)
{
  const char *member = lift_field_info (field)->member;
  gsize n = strlen (path);
  const char *slash;

  if (member == NULL || strncmp (member, path, n) != 0)
    return NULL;
  slash = strchr (member + n, '/');
  *is_object = slash != NULL;
  return slash != NULL ? g_strndup (member + n, slash - (member + n)) : g_strdup (member + n);
}

/* @path is "" or ends in a slash. */
static void
add_object (Schema     *schema,
            LiftKind    kind,
            const char *path)
{
  LiftField first = lift_kind_first_field (kind);
  LiftField end = first + lift_kind_n_fields (kind);
  gboolean is_top = kind == LIFT_KIND_RELEASE && *path == '\0';
  g_autofree char *done = NULL;
  gboolean is_object;
  guint n_needed = 0;

  text (schema, "type", "object");
  open_with (schema, "properties", '{');
  if (is_top)
    {
      g_autofree char *format = g_strdup_printf ("%d", LIFT_FORMAT);

      open_with (schema, "format", '{');
      raw (schema, "const", format);
      close_with (schema, '}');
      n_needed++;
    }
  for (LiftField field = first; field < end; field++)
    {
      const LiftFieldInfo *info = lift_field_info (field);
      g_autofree char *name = name_below (field, path, &is_object);

      if (name == NULL || g_strcmp0 (name, done) == 0)
        continue;
      open_with (schema, name, '{');
      if (is_object)
        {
          g_autofree char *inner = g_strconcat (path, name, "/", NULL);

          add_object (schema, kind, inner);
        }
      else
        {
          text (schema, "title", info->label);
          add_type (schema, info);
          n_needed += info->need ? 1 : 0;
        }
      close_with (schema, '}');
      g_free (done);
      done = g_steal_pointer (&name);
    }
  close_with (schema, '}');
  if (n_needed > 0)
    {
      open_with (schema, "required", '[');
      if (is_top)
        text (schema, NULL, "format");
      for (LiftField field = first; field < end; field++)
        {
          g_autofree char *name = name_below (field, path, &is_object);

          if (name != NULL && !is_object && lift_field_info (field)->need)
            text (schema, NULL, name);
        }
      close_with (schema, ']');
    }
  raw (schema, "additionalProperties", "true");
}

/**
 * lift_json_schema:
 *
 * The JSON Schema (2020-12) of documents, derived from the field table: what data/release.schema.json holds. It says what can be said
 * without a calendar and a list of zones; that ids are unique it cannot say.
 *
 * Returns: (transfer full): the schema, with a line feed at the end
 */
char *
lift_json_schema (void)
{
  Schema schema = { .out = g_string_new (NULL) };

  open_with (&schema, NULL, '{');
  text (&schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
  text (&schema, "$id", "https://octoacme.example/liftoff/release.schema.json");
  text (&schema, "title", "Liftoff release");
  text (&schema, "description", "One release with its phases, items, incidents and history. Members that are not named here are kept.");
  add_object (&schema, LIFT_KIND_RELEASE, "");
  open_with (&schema, "$defs", '{');
  for (LiftKind kind = LIFT_KIND_RELEASE + 1; kind < LIFT_N_KINDS; kind++)
    {
      open_with (&schema, kind_names[kind], '{');
      add_object (&schema, kind, "");
      close_with (&schema, '}');
    }
  close_with (&schema, '}');
  close_with (&schema, '}');
  g_string_append_c (schema.out, '\n');
  return g_string_free (schema.out, FALSE);
}
