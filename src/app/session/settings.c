/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/library.h"
#include "settings.h"

typedef struct
{
  GSettings  *settings; /* NULL without a schema */
  GHashTable *values;   /* then: key to GVariant */
} Store;

static Store *
store_get (void)
{
  static Store store;

  if (store.settings == NULL && store.values == NULL)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      GSettingsSchema *schema = source != NULL ? g_settings_schema_source_lookup (source, LIFT_APP_ID, TRUE) : NULL;

      if (schema != NULL)
        {
          store.settings = g_settings_new_full (schema, NULL, NULL);
          g_settings_schema_unref (schema);
        }
      else
        store.values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
    }

  return &store;
}

char *
lift_settings_dup_string (const char *key)
{
  Store *store = store_get ();
  GVariant *value;

  if (store->settings != NULL)
    return g_settings_get_string (store->settings, key);

  value = g_hash_table_lookup (store->values, key);
  return g_strdup (value != NULL ? g_variant_get_string (value, NULL) : "");
}

void
lift_settings_set_string (const char *key,
                          const char *value)
{
  Store *store = store_get ();

  if (store->settings != NULL)
    g_settings_set_string (store->settings, key, value);
  else
    g_hash_table_replace (store->values, g_strdup (key), g_variant_ref_sink (g_variant_new_string (value)));
}

/* 0 when it was never set and there is no schema with a default. */
int
lift_settings_get_int (const char *key)
{
  Store *store = store_get ();
  GVariant *value;

  if (store->settings != NULL)
    return g_settings_get_int (store->settings, key);

  value = g_hash_table_lookup (store->values, key);
  return value != NULL ? g_variant_get_int32 (value) : 0;
}

void
lift_settings_set_int (const char *key,
                       int         value)
{
  Store *store = store_get ();

  if (store->settings != NULL)
    g_settings_set_int (store->settings, key, value);
  else
    g_hash_table_replace (store->values, g_strdup (key), g_variant_ref_sink (g_variant_new_int32 (value)));
}

gboolean
lift_settings_get_boolean (const char *key)
{
  Store *store = store_get ();
  GVariant *value;

  if (store->settings != NULL)
    return g_settings_get_boolean (store->settings, key);

  value = g_hash_table_lookup (store->values, key);
  return value != NULL && g_variant_get_boolean (value);
}

void
lift_settings_set_boolean (const char *key,
                           gboolean    value)
{
  Store *store = store_get ();

  if (store->settings != NULL)
    g_settings_set_boolean (store->settings, key, value);
  else
    g_hash_table_replace (store->values, g_strdup (key), g_variant_ref_sink (g_variant_new_boolean (value)));
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
