/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A child whose every system call stops before it is made, until the parent says what becomes of it: seccomp's user notification. Beside ptrace it
 * knows nothing of the processor's registers, and a case costs a fork and some fifty wake-ups. */

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "calls.h"
#include "harness.h"

/* Longer than the saver waits for a lock. */
#define HANG_MS 30000
#define SOCKET 200
#define MEMORY (32 * 1024 * 1024)

/* Written by the child, read when it is gone. */
typedef struct
{
  gboolean finished;
  Claim    claim;
  char     message[1024];
} Shared;

/* Everything stops but the end, and what hands the listener over. */
static int
install_filter (void)
{
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 5, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_exit, 4, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_rt_sigreturn, 3, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_sendmsg, 0, 3),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, args)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SOCKET, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
  };
  struct sock_fprog program = { .len = G_N_ELEMENTS (filter), .filter = filter };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return -1;
  return syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

static void
send_descriptor (int fd)
{
  union
  {
    struct cmsghdr header;
    char           space[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  char byte = fd >= 0 ? 'y' : 'n';
  struct iovec vector = { &byte, 1 };
  struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1 };

  if (fd >= 0)
    {
      message.msg_control = control.space;
      message.msg_controllen = sizeof control.space;
      control.header.cmsg_level = SOL_SOCKET;
      control.header.cmsg_type = SCM_RIGHTS;
      control.header.cmsg_len = CMSG_LEN (sizeof (int));
      memcpy (CMSG_DATA (&control.header), &fd, sizeof fd);
    }
  sendmsg (SOCKET, &message, 0);
}

static int
receive_descriptor (int socket)
{
  union
  {
    struct cmsghdr header;
    char           space[CMSG_SPACE (sizeof (int))];
  } control;
  char byte = 'n';
  struct iovec vector = { &byte, 1 };
  struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space };
  int fd = -1;

  if (recvmsg (socket, &message, MSG_CMSG_CLOEXEC) == 1 && byte == 'y' && CMSG_FIRSTHDR (&message) != NULL)
    memcpy (&fd, CMSG_DATA (CMSG_FIRSTHDR (&message)), sizeof fd);
  return fd;
}

/* Whether a path asks for memory depends on what the parent did before; it has enough, so that each run makes the same calls. */
static void
set_memory_aside (void)
{
  mallopt (M_MMAP_MAX, 0);
  mallopt (M_TRIM_THRESHOLD, G_MAXINT);
  free (malloc (MEMORY));
}

static void
run_child (ChildFunc child,
           gpointer  data,
           Shared   *shared,
           int       socket)
{
  GError *error = NULL;
  Claim claim;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  set_memory_aside ();
  /* What is written to stderr when the program gives itself up, out of memory, is no part of the report. */
  if (g_getenv ("LIFT_FAULTS_VERBOSE") == NULL)
    dup2 (open ("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
  dup2 (socket, SOCKET);
  send_descriptor (install_filter ());

  claim = child (data, &error);
  if (error != NULL)
    g_strlcpy (shared->message, error->message, sizeof shared->message);
  shared->claim = claim;
  shared->finished = TRUE;
  getppid ();
  _exit (0);
}

gboolean
trap_read (pid_t    pid,
           guint64  address,
           gpointer buffer,
           gsize    size)
{
  struct iovec local = { buffer, size }, remote = { (gpointer) (gsize) address, size };

  return process_vm_readv (pid, &local, 1, &remote, 1, 0) == (gssize) size;
}

/* A path of the child. */
char *
trap_read_text (pid_t   pid,
                guint64 address)
{
  GString *text = g_string_new (NULL);
  char c;

  while (text->len < 4096 && trap_read (pid, address + text->len, &c, 1) && c != '\0')
    g_string_append_c (text, c);
  return g_string_free (text, FALSE);
}

/* Does half of a read or write in place of the child, on its own open file, whose offset moves on. */
static gssize
do_half (const Call *call)
{
  int process = syscall (SYS_pidfd_open, call->pid, 0);
  int fd = process >= 0 ? syscall (SYS_pidfd_getfd, process, (int) call->args[0], 0) : -1;
  gsize size = MAX (call->args[2] / 2, 1);
  g_autofree char *buffer = g_malloc (size);
  gssize n = -1;

  g_assert_cmpint (fd, >=, 0);
  if (call->nr == SYS_write)
    {
      if (trap_read (call->pid, call->args[1], buffer, size))
        n = write (fd, buffer, size);
    }
  else
    {
      n = read (fd, buffer, size);
      if (n > 0)
        {
          struct iovec local = { buffer, n }, remote = { (gpointer) (gsize) call->args[1], n };

          g_assert_cmpint (process_vm_writev (call->pid, &local, 1, &remote, 1, 0), ==, n);
        }
    }
  close (fd);
  close (process);
  return n;
}

/* A close that fails has closed all the same: in place of the child's file comes one that nobody reads. */
static void
close_for (int         listener,
           const Call *call,
           guint64     id)
{
  int nothing = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  struct seccomp_notif_addfd other = { .id = id, .flags = SECCOMP_ADDFD_FLAG_SETFD, .srcfd = nothing, .newfd = call->args[0], .newfd_flags = O_CLOEXEC };

  g_assert_cmpint (ioctl (listener, SECCOMP_IOCTL_NOTIF_ADDFD, &other), >=, 0);
  close (nothing);
}

/* One call; FALSE when the child is to be killed. */
static gboolean
answer (int         listener,
        const Call *call,
        guint64     id,
        int         what)
{
  struct seccomp_notif_resp response = { .id = id };

  if (what == KILL)
    return FALSE;
  if (what == GO_ON || what == ENDED)
    response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  else if (what == SHORT)
    response.val = do_half (call);
  else
    {
      if (call->nr == SYS_close)
        close_for (listener, call, id);
      response.error = -what;
    }
  return ioctl (listener, SECCOMP_IOCTL_NOTIF_SEND, &response) == 0;
}

/* Runs @child in a process of its own and asks @trap before each of its system calls. */
void
trap_run (ChildFunc child,
          gpointer  child_data,
          TrapFunc  trap,
          gpointer  trap_data,
          Outcome  *outcome)
{
  Shared *shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  int sockets[2], listener, status;
  guint n = 0;
  pid_t pid;

  g_assert_true (shared != MAP_FAILED);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), ==, 0);
  memset (outcome, 0, sizeof *outcome);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    run_child (child, child_data, shared, sockets[1]);

  close (sockets[1]);
  listener = receive_descriptor (sockets[0]);
  if (listener < 0)
    g_error ("The kernel hands out no seccomp listener; Linux 5.9 does");

  for (;;)
    {
      struct pollfd waiting = { listener, POLLIN, 0 };
      struct seccomp_notif notification = { 0 };
      Call call = { .pid = pid };
      guint nth;
      int what;

      if (poll (&waiting, 1, HANG_MS) == 0)
        {
          outcome->hung = TRUE;
          break;
        }
      if ((waiting.revents & POLLIN) == 0 || ioctl (listener, SECCOMP_IOCTL_NOTIF_RECV, &notification) != 0)
        break;
      call.nr = notification.data.nr;
      call.name = call_name (call.nr);
      call.pid = notification.pid;
      for (guint i = 0; i < G_N_ELEMENTS (call.args); i++)
        call.args[i] = notification.data.args[i];
      if (call.nr == SYS_getppid)
        {
          call.name = "end";
          outcome->n_calls = n;
        }
      call.index = n++;
      nth = GPOINTER_TO_UINT (g_hash_table_lookup (seen, GINT_TO_POINTER (call.nr))) + 1;
      g_hash_table_insert (seen, GINT_TO_POINTER (call.nr), GUINT_TO_POINTER (nth));
      call.nth = nth;
      what = trap (&call, trap_data);
      if (!answer (listener, &call, notification.id, what))
        {
          kill (pid, SIGKILL);
          break;
        }
    }
  if (outcome->hung)
    kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  close (listener);
  close (sockets[0]);

  outcome->signal = WIFSIGNALED (status) ? WTERMSIG (status) : 0;
  outcome->claim = shared->finished ? shared->claim : CLAIM_NONE;
  g_strlcpy (outcome->message, shared->message, sizeof outcome->message);
  munmap (shared, sizeof *shared);
}
