/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "link.h"
#include "text.h"

static const char *
after_scheme (const char *uri,
              const char *scheme)
{
  gsize n = strlen (scheme);

  return g_ascii_strncasecmp (uri, scheme, n) == 0 ? uri + n : NULL;
}

/**
 * lift_link_valid:
 * @uri: a text, valid UTF-8
 *
 * Links are http, https with a host, and mailto, whatever the case of the scheme. Nothing in one is hidden (RFC 3987, 4.1, forbids bidirectional controls), a space or
 * a control character, which other readers drop, or a backslash, which some take for a slash.
 *
 * Returns: whether @uri is a link that may stand in a document, be shown as a link, and be opened
 */
gboolean
lift_link_valid (const char *uri)
{
  const char *web = after_scheme (uri, "https://");
  const char *mail = after_scheme (uri, "mailto:");

  if (web == NULL)
    web = after_scheme (uri, "http://");
  if (web != NULL ? *web == '\0' || strchr ("/?#", *web) != NULL : mail == NULL || *mail == '\0')
    return FALSE;

  for (const char *p = uri; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '\\' || g_unichar_isspace (g_utf8_get_char (p)) || lift_text_is_hidden (uri, p))
      return FALSE;
  return TRUE;
}

/**
 * lift_link_dup_shown:
 * @uri: a link
 *
 * Returns: (transfer full): the whole address, to be shown before it is opened; with letters of other scripts in its host as the network gets it (“xn--…”), as
 *   they may look like others
 */
char *
lift_link_dup_shown (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *address = NULL;

  if (parsed != NULL && g_uri_get_host (parsed) != NULL && strstr (uri, g_uri_get_host (parsed)) == NULL)
    address = g_uri_to_string (parsed);
  return lift_text_visible_line (address != NULL ? address : uri);
}

/**
 * lift_link_dup_place:
 * @uri: a link
 * @titled: whether a title is shown instead of @uri
 *
 * Returns: (transfer full) (nullable): where @uri leads, if the text that is shown for it does not say so plainly: the host, or whom a mail goes to; %NULL for nothing to add
 */
char *
lift_link_dup_place (const char *uri,
                     gboolean    titled)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (parsed == NULL)
    return NULL;
  if (host == NULL)
    return titled ? lift_text_visible_line (g_uri_get_path (parsed)) : NULL;
  if (titled || g_uri_get_userinfo (parsed) != NULL || strstr (uri, host) == NULL)
    return lift_text_visible_line (host);
  return NULL;
}
