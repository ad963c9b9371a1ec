/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <glib.h>

#include "rights.h"

#define ACL "system.posix_acl_access"
/* What Linux allows at most (XATTR_LIST_MAX, XATTR_SIZE_MAX). */
#define MAX_ATTRIBUTE 65536

static gboolean
is_refusal (int code)
{
  return code == EPERM || code == ENOTSUP || code == ENOSYS;
}

/* The value of an attribute of @fd; NULL with errno. */
static char *
dup_attribute (int         fd,
               const char *name,
               gssize     *size)
{
  g_autofree char *value = NULL;

  *size = fgetxattr (fd, name, NULL, 0);
  if (*size < 0)
    return NULL;
  value = g_malloc (MAX_ATTRIBUTE);
  *size = fgetxattr (fd, name, value, MAX_ATTRIBUTE);
  return *size >= 0 ? g_steal_pointer (&value) : NULL;
}

/* What programs noted about the file goes along as far as the file system takes it. */
static void
keep_notes (int to,
            int from)
{
  g_autofree char *names = NULL;
  gssize length = flistxattr (from, NULL, 0);
  const char *name;

  if (length <= 0)
    return;
  names = g_malloc (MAX_ATTRIBUTE);
  length = flistxattr (from, names, MAX_ATTRIBUTE);
  for (name = names; name < names + length; name += strlen (name) + 1)
    if (g_str_has_prefix (name, "user."))
      {
        gssize size;
        g_autofree char *value = dup_attribute (from, name, &size);

        if (value != NULL)
          fsetxattr (to, name, value, size, 0);
      }
}

/* Owner and group as far as one may; whether the group is the old one. */
static gboolean
keep_owner (int                to,
            const struct stat *now,
            const struct stat *old)
{
  if (now->st_uid == old->st_uid && now->st_gid == old->st_gid)
    return TRUE;
  return fchown (to, old->st_uid, old->st_gid) == 0 || now->st_gid == old->st_gid || fchown (to, (uid_t) -1, old->st_gid) == 0;
}

/* The access control list of @from, or none, on @to. @kept is FALSE if it had one that @to does not have now. 0 or an errno. */
static int
keep_acl (int       to,
          int       from,
          gboolean  allowed,
          gboolean *kept)
{
  g_autofree char *acl = NULL;
  gssize size = -1;

  *kept = FALSE;
  if (from >= 0)
    {
      acl = dup_attribute (from, ACL, &size);
      if (acl == NULL && errno != ENODATA && !is_refusal (errno))
        return errno;
      *kept = acl == NULL;
    }
  if (acl != NULL && allowed)
    {
      *kept = fsetxattr (to, ACL, acl, size, 0) == 0;
      if (*kept)
        return 0;
      if (!is_refusal (errno))
        return errno;
    }
  /* A new file may have got one from its folder. */
  return fremovexattr (to, ACL) == 0 || errno == ENODATA || is_refusal (errno) ? 0 : errno;
}

/**
 * lift_rights_keep:
 * @to: a new file of one's own that nobody else may open yet
 * @from: the file that it is to replace; -1 if one may not read that
 * @old: the state of @from
 *
 * Gives @to the mode of @from, its owner and group, its access control list (POSIX) and the attributes user.*, where the file system and the rights of
 * this process allow that. Rights only ever narrow: where the group cannot be kept, the new group gets no more than everybody has; where the list
 * cannot be kept, or it is not known whether there is one, nobody but the owner gets any, because in its presence the mode tells too much of the group
 * and too little of those whom the list shuts out. Security labels come from the folder, as for any new file.
 *
 * Returns: 0 or an errno
 */
int
lift_rights_keep (int                to,
                  int                from,
                  const struct stat *old)
{
  mode_t mode = old->st_mode & 0777;
  gboolean group, acl;
  struct stat now;
  int code;

  if (fstat (to, &now) != 0)
    return errno;
  group = keep_owner (to, &now, old);
  code = keep_acl (to, from, group, &acl);
  if (code != 0)
    return code;

  if (!acl)
    mode &= 0700;
  else if (!group)
    mode = (mode & 0707) | ((mode & 0007) << 3);
  if (fchmod (to, mode) != 0 && !is_refusal (errno))
    return errno;
  if (from >= 0)
    keep_notes (to, from);
  return 0;
}
