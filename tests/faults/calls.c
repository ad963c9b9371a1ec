/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each system call may plausibly fail with. A call that a path makes and that is not here is a failure of the harness: nothing goes untried. */

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>

#include "calls.h"
#include "harness.h"

#define MAX_ERRORS 10

/* Where a kernel of another processor does not have a call, its line is left out. */
#define CALL(name, ...) { SYS_##name, #name, { __VA_ARGS__ } }

static const struct
{
  int         nr;
  const char *name;
  int         errors[MAX_ERRORS + 1];
} calls[] = {
  /* Files and folders */
  CALL (openat, EACCES, ENOSPC, EMFILE, ENFILE, EIO, EROFS, ENOENT, EEXIST, EINTR, ELOOP),
  CALL (newfstatat, EIO, EACCES, ENOENT, ESTALE, ENOMEM),
  CALL (fstat, EIO, ESTALE, ENOMEM),
  CALL (statx, EIO, EACCES, ENOENT, ESTALE),
  CALL (faccessat, EACCES, EROFS, EIO, ENOENT),
  CALL (faccessat2, EACCES, EROFS, EIO, ENOENT, ENOSYS),
  CALL (readlinkat, EIO, EACCES, ENOENT, EINVAL),
  CALL (getdents64, EIO, ENOENT),
  CALL (read, EIO, EINTR, ESTALE, SHORT),
  CALL (pread64, EIO, EINTR, ESTALE),
  CALL (write, ENOSPC, EIO, EDQUOT, EFBIG, EINTR, SHORT),
  CALL (lseek, EIO),
  CALL (ftruncate, EIO, EINTR, ENOSPC),
  CALL (fallocate, ENOSPC, EOPNOTSUPP, EINTR, EIO),
  CALL (fsync, EIO, ENOSPC, EDQUOT, EROFS, EINVAL),
  CALL (fdatasync, EIO, ENOSPC, EDQUOT, EROFS),
  CALL (close, EIO, EINTR, ENOSPC, EDQUOT),
  CALL (fchmod, EIO, EPERM, EROFS),
  CALL (fchmodat, EIO, EPERM, EROFS),
  CALL (fchown, EIO, EPERM, EROFS),
  CALL (fgetxattr, EIO, ENODATA, EOPNOTSUPP, ERANGE, EPERM),
  CALL (fsetxattr, EIO, ENOSPC, EOPNOTSUPP, EPERM, EDQUOT),
  CALL (flistxattr, EIO, EOPNOTSUPP, ERANGE),
  CALL (fremovexattr, EIO, EOPNOTSUPP, EPERM),
  CALL (utimensat, EIO, EPERM, EROFS),
  CALL (renameat, EIO, EACCES, ENOSPC, EXDEV, EROFS, EDQUOT),
  CALL (renameat2, EIO, EACCES, ENOSPC, EXDEV, EROFS, EEXIST, ENOENT, EINVAL, ENOSYS, EOPNOTSUPP),
  CALL (linkat, EIO, EPERM, EEXIST, ENOSPC, EMLINK, EOPNOTSUPP),
  CALL (unlinkat, EIO, EACCES, EROFS, EBUSY, ENOENT),
  CALL (mkdirat, EIO, EACCES, ENOSPC, EROFS, EEXIST),
  CALL (flock, EINTR, ENOLCK, EIO, EWOULDBLOCK, ENOSYS, EBADF),
  CALL (fcntl, EIO, EINVAL),
  CALL (dup, EMFILE),
  CALL (getcwd, ENOENT),
  CALL (umask),
  CALL (fstatfs, EIO, EINTR, ENOSYS),
#ifdef SYS_open
  CALL (open, EACCES, ENOSPC, EMFILE, ENFILE, EIO, EROFS, ENOENT, EINTR),
  CALL (stat, EIO, EACCES, ENOENT),
  CALL (lstat, EIO, EACCES, ENOENT),
  CALL (access, EACCES, EIO, ENOENT),
  CALL (readlink, EIO, EACCES, ENOENT, EINVAL),
  CALL (rename, EIO, EACCES, ENOSPC, EXDEV, EROFS, EDQUOT),
  CALL (link, EIO, EPERM, EEXIST, ENOSPC),
  CALL (unlink, EIO, EACCES, EROFS, EBUSY, ENOENT),
  CALL (rmdir, EIO, EACCES, EROFS, EBUSY, ENOTEMPTY),
  CALL (mkdir, EIO, EACCES, ENOSPC, EROFS, EEXIST),
  CALL (poll, EINTR, ENOMEM),
#endif
  /* The rest */
  CALL (getrandom, ENOSYS, EINTR, EAGAIN),
  CALL (mmap),
  CALL (mremap),
  CALL (munmap),
  CALL (mprotect),
  CALL (madvise),
  CALL (brk),
  CALL (futex),
  CALL (sigaltstack),
  CALL (rt_sigprocmask, EINVAL),
  CALL (geteuid),
  CALL (getuid),
  CALL (getpid),
  CALL (gettid),
  CALL (tgkill, EPERM),
  CALL (clock_nanosleep, EINTR),
  CALL (clock_gettime),
  CALL (getppid),
};

const char *
call_name (int nr)
{
  g_autofree char *other = NULL;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (calls); i++)
    if (calls[i].nr == nr)
      return calls[i].name;
  other = g_strdup_printf ("call %d", nr);
  return g_intern_string (other);
}

/* Ends with 0; %NULL: not known here. */
const int *
call_errors (const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (calls); i++)
    if (strcmp (calls[i].name, name) == 0)
      return calls[i].errors;
  return NULL;
}

/* Whether this is not said for ever: a program may ask again for as long as it gets it, or what it says of the files is not true. */
gboolean
call_is_mild (const char *name,
              int         error)
{
  return error == EINTR || error == SHORT || error == EEXIST || error == ENOENT || (error == EAGAIN && strcmp (name, "flock") != 0);
}

/* Calls that touch nothing but memory: without it a GLib program ends, and what is on the disk then the kills tell. */
gboolean
call_is_memory (const char *name)
{
  static const char *const names[] = { "mmap", "mremap", "munmap", "mprotect", "madvise", "brk", "futex", "sigaltstack" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}
