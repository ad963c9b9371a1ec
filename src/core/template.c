/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "template-private.h"

#define BUILT_IN_RESOURCE "/com/octoacme/Liftoff/templates/" LIFT_TEMPLATE_BUILT_IN ".md"

static void
set_file_error (GError     **error,
                const char  *label,
                const char  *reason)
{
  g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
               _("%s: %s: name a Markdown file that can be read, or “%s” for the built-in checklist"),
               label, reason, LIFT_TEMPLATE_BUILT_IN);
}

/* The bytes of a regular file, one more than the limit at most. Anything else that stands at @path is not waited for. */
static GByteArray *
read_file (const char  *path,
           const char  *label,
           GError     **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct stat status;
  guint8 buffer[8192];
  gssize n = 0;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    {
      set_file_error (error, label, g_strerror (errno));
      return NULL;
    }
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      set_file_error (error, label, S_ISDIR (status.st_mode) ? _("is a folder") : _("is not a regular file"));
      close (fd);
      return NULL;
    }

  while (bytes->len <= LIFT_TEMPLATE_MAX_BYTES)
    {
      n = read (fd, buffer, sizeof buffer);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      g_byte_array_append (bytes, buffer, n);
    }
  if (n < 0)
    set_file_error (error, label, g_strerror (errno));
  close (fd);

  return n < 0 ? NULL : g_steal_pointer (&bytes);
}

static LiftTemplate *
load_file (const char  *path,
           GError     **error)
{
  g_autofree char *label = g_filename_display_name (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GByteArray) bytes = NULL;

  if (g_str_has_suffix (name, ".md"))
    name[strlen (name) - 3] = '\0';
  if (!lift_field_check (LIFT_RELEASE_TEMPLATE, name, NULL))
    {
      set_file_error (error, label, _("the file’s name holds control characters"));
      return NULL;
    }

  bytes = read_file (path, label, error);
  return bytes != NULL ? lift_template_read (label, name, (const char *) bytes->data, bytes->len, error) : NULL;
}

static LiftTemplate *
load_built_in (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (BUILT_IN_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  LiftTemplate *template;

  g_assert (bytes != NULL);
  template = lift_template_parse (LIFT_TEMPLATE_BUILT_IN, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  g_assert (template != NULL);
  return template;
}

static gboolean
is_template_file (const char *basename)
{
  return *basename != '.' && g_str_has_suffix (basename, ".md");
}

/* Public functions */

/**
 * lift_template_parse:
 * @name: what to call the template; also what messages call the text
 * @markdown: a checklist in Markdown, at most 1 MiB of UTF-8; need not end in a NUL
 * @length: its length in bytes
 * @error: return location
 *
 * Reads a checklist: `## Title (T-2 weeks)` heads a phase, `- [ ] text` is an item; a heading with “(If Needed)” heads the incident
 * response list. What lift_export_markdown() wrote comes back with states, reasons, owners, notes and evidence. Item texts are
 * the Markdown source as typed, word for word. Punctuation whose UTF-8 was read as Windows-1252 is repaired.
 *
 * Returns: (transfer full): the template, or %NULL with %LIFT_ERROR_ARGUMENT if the text is too large, not UTF-8, or holds no phase with
 *   items
 */
LiftTemplate *
lift_template_parse (const char  *name,
                     const char  *markdown,
                     gsize        length,
                     GError     **error)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (markdown != NULL || length == 0, NULL);

  return lift_template_read (name, name, markdown, length, error);
}

/**
 * lift_template_load:
 * @name_or_path: %LIFT_TEMPLATE_BUILT_IN, the name of a template in @folder, or a path: what contains “/” or ends in “.md”
 * @folder: (nullable) (type filename): where the user's templates are; %NULL for lift_template_default_folder()
 * @error: return location
 *
 * Returns: (transfer full): the template, or %NULL with %LIFT_ERROR_ARGUMENT
 */
LiftTemplate *
lift_template_load (const char  *name_or_path,
                    const char  *folder,
                    GError     **error)
{
  g_autofree char *default_folder = NULL;
  g_autofree char *basename = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (name_or_path != NULL, NULL);

  if (strcmp (name_or_path, LIFT_TEMPLATE_BUILT_IN) == 0)
    return load_built_in ();
  if (strchr (name_or_path, '/') != NULL || g_str_has_suffix (name_or_path, ".md"))
    return load_file (name_or_path, error);

  if (folder == NULL)
    folder = default_folder = lift_template_default_folder ();
  basename = g_strconcat (name_or_path, ".md", NULL);
  path = g_build_filename (folder, basename, NULL);
  return load_file (path, error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * lift_template_list:
 * @folder: (nullable) (type filename): where the user's templates are; %NULL for lift_template_default_folder()
 *
 * All templates one can choose by name: the built-in one, then those of @folder by name. Files that hold no checklist or cannot be
 * read are left out, as is one that has the name of the built-in template.
 *
 * Returns: (transfer full) (element-type LiftTemplate): the templates
 */
GPtrArray *
lift_template_list (const char *folder)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) lift_template_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *default_folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *basename;

  g_ptr_array_add (templates, load_built_in ());

  if (folder == NULL)
    folder = default_folder = lift_template_default_folder ();
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (basename = g_dir_read_name (dir)) != NULL)
    if (is_template_file (basename) && strcmp (basename, LIFT_TEMPLATE_BUILT_IN ".md") != 0)
      g_ptr_array_add (names, g_strdup (basename));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      LiftTemplate *template = load_file (path, NULL);

      if (template != NULL)
        g_ptr_array_add (templates, template);
    }

  return templates;
}

/**
 * lift_template_default_folder:
 *
 * Returns: (transfer full) (type filename): `$XDG_DATA_HOME/liftoff/templates`, which need not exist
 */
char *
lift_template_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "liftoff", "templates", NULL);
}

/**
 * lift_template_free:
 * @template: (transfer full) (nullable): a template
 */
void
lift_template_free (LiftTemplate *template)
{
  if (template == NULL)
    return;

  g_free (template->name);
  g_free (template->title);
  g_clear_pointer (&template->root, lift_node_unref);
  g_free (template);
}
