/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/library.h"
#include "settings.h"

typedef struct
{
  GSettings       *settings; /* NULL without a schema */
  GSettingsSchema *schema;
  GHashTable      *values;   /* key to GVariant: what has no place in the schema */
} Store;

static Store *
store_get (void)
{
  static Store store;

  if (store.values == NULL)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

      store.values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
      store.schema = source != NULL ? g_settings_schema_source_lookup (source, LIFT_APP_ID, TRUE) : NULL;
      if (store.schema != NULL)
        store.settings = g_settings_new_full (store.schema, NULL, NULL);
    }

  return &store;
}

/* An installed schema may be older than the program. */
static gboolean
has_key (Store      *store,
         const char *key)
{
  return store->schema != NULL && g_settings_schema_has_key (store->schema, key);
}

/* NULL when it was never set, or holds something else. */
static GVariant *
dup_value (const char         *key,
           const GVariantType *type)
{
  Store *store = store_get ();
  GVariant *stored = g_hash_table_lookup (store->values, key);
  g_autoptr(GVariant) value = NULL;

  if (has_key (store, key))
    value = g_settings_get_value (store->settings, key);
  else if (stored != NULL)
    value = g_variant_ref (stored);
  return value != NULL && g_variant_is_of_type (value, type) ? g_steal_pointer (&value) : NULL;
}

static void
set_value (const char *key,
           GVariant   *value)
{
  Store *store = store_get ();
  g_autoptr(GVariant) owned = g_variant_ref_sink (value);

  if (has_key (store, key))
    g_settings_set_value (store->settings, key, owned);
  else
    g_hash_table_replace (store->values, g_strdup (key), g_steal_pointer (&owned));
}

char *
lift_settings_dup_string (const char *key)
{
  g_autoptr(GVariant) value = dup_value (key, G_VARIANT_TYPE_STRING);

  return g_strdup (value != NULL ? g_variant_get_string (value, NULL) : "");
}

void
lift_settings_set_string (const char *key,
                          const char *value)
{
  set_value (key, g_variant_new_string (value));
}

/* 0 when it was never set and there is no schema with a default. */
int
lift_settings_get_int (const char *key)
{
  g_autoptr(GVariant) value = dup_value (key, G_VARIANT_TYPE_INT32);

  return value != NULL ? g_variant_get_int32 (value) : 0;
}

void
lift_settings_set_int (const char *key,
                       int         value)
{
  set_value (key, g_variant_new_int32 (value));
}

gboolean
lift_settings_get_boolean (const char *key)
{
  g_autoptr(GVariant) value = dup_value (key, G_VARIANT_TYPE_BOOLEAN);

  return value != NULL && g_variant_get_boolean (value);
}

void
lift_settings_set_boolean (const char *key,
                           gboolean    value)
{
  set_value (key, g_variant_new_boolean (value));
}

/* The name that is recorded with a change: the one set, else the real name of the login. */
char *
lift_settings_dup_user_name (void)
{
  g_autofree char *name = lift_settings_dup_string ("user-name");

  if (*g_strstrip (name) != '\0')
    return g_steal_pointer (&name);
  if (g_strcmp0 (g_get_real_name (), "Unknown") != 0 && *g_get_real_name () != '\0')
    return g_strdup (g_get_real_name ());
  return g_strdup (g_get_user_name ());
}

/* Where releases are kept. */
char *
lift_settings_dup_folder (void)
{
  g_autofree char *folder = lift_settings_dup_string ("releases-folder");

  return *folder != '\0' ? g_steal_pointer (&folder) : lift_library_default_folder ();
}
