#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails, one after the other, the system calls with which a document is saved, and kills the program in each of them.

Whatever happens, the file is the old or the new document, byte for byte, and the exit status says which; only a kill may leave the
temporary file behind. usage: faults.py SAVE-ONCE
"""

import os
import re
import subprocess
import sys
import tempfile

SAVE_ONCE = sys.argv[1]
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", ASAN_OPTIONS="detect_leaks=0")
SAVED, NOT_SAVED, NOT_DURABLE = 0, 4, 5

# For each call: what it may fail with, and the exit statuses that are then right.
ERRORS = {
    # The folder that cannot be listed has no leftovers.
    "openat": [("EACCES", {NOT_SAVED, SAVED}), ("ENOSPC", {NOT_SAVED, SAVED}), ("EMFILE", {NOT_SAVED, SAVED})],
    "flock": [("EINTR", {SAVED}), ("ENOLCK", {SAVED}), ("EIO", {NOT_SAVED})],
    "newfstatat": [("EIO", {NOT_SAVED, SAVED})],  # the last look before the rename is taken again
    "read": [("EIO", {NOT_SAVED}), ("EINTR", {SAVED})],
    "getrandom": [("ENOSYS", {NOT_SAVED})],
    "fchmod": [("EIO", {NOT_SAVED}), ("EPERM", {SAVED})],
    "write": [("ENOSPC", {NOT_SAVED}), ("EIO", {NOT_SAVED}), ("EDQUOT", {NOT_SAVED}), ("EINTR", {SAVED})],
    "fsync": [("EIO", {NOT_SAVED, NOT_DURABLE}), ("ENOSPC", {NOT_SAVED, NOT_DURABLE})],
    "renameat": [("EIO", {NOT_SAVED}), ("EXDEV", {NOT_SAVED}), ("EACCES", {NOT_SAVED})],
    "renameat2": [("EIO", {NOT_SAVED}), ("EINVAL", {SAVED}), ("EEXIST", {NOT_SAVED})],
}

n_tests = 0
failed = False


def report(ok, name, details=""):
    global n_tests, failed
    n_tests += 1
    failed = failed or not ok
    print("ok" if ok else "not ok", n_tests, "-", name, flush=True)
    if not ok and details:
        print("# " + details.strip().replace("\n", "\n# "), flush=True)


def contents(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def put(path, data):
    if os.path.exists(path):
        os.unlink(path)
    if data is not None:
        with open(path, "wb") as file:
            file.write(data)


def run(command, strace=()):
    if strace:
        command = ["strace", "-f", "-o", strace[0], *strace[1:], *command]
    return subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)


def calls_of_save(folder, command):
    """The calls from the folder's lock on, as (name, which one of that name in the whole run)."""
    log = os.path.join(folder, "..", "log")
    run(command, (log,))
    seen, calls, locked = {}, [], False
    with open(log) as lines:
        for line in lines:
            match = re.match(r"\d+ +(\w+)\(", line)
            if not match:
                continue
            name = match.group(1)
            seen[name] = seen.get(name, 0) + 1
            locked = locked or name == "flock"
            if locked and name not in ("mmap", "munmap", "brk", "mprotect", "close", "exit_group", "madvise"):
                calls.append((name, seen[name]))
    return calls


def judge(name, folder, path, old, new, result, statuses, litter):
    now = contents(path)
    left = [other for other in os.listdir(folder) if other != os.path.basename(path)]
    right = {SAVED: new, NOT_DURABLE: new, NOT_SAVED: old}
    ok = now in (old, new)
    if statuses is not None:
        ok = ok and result.returncode in statuses and now == right[result.returncode]
        ok = ok and (result.returncode == SAVED) == (result.stderr == "")
    if result.returncode == NOT_DURABLE or result.returncode == NOT_SAVED:
        ok = ok and path in result.stderr
    ok = ok and all(other.startswith(".") and not other.endswith(".liftoff.json") for other in left) and (litter or not left)
    report(ok, name, "exit %s, %s, left %s\n%s" % (
        result.returncode, "old" if now == old else "new" if now == new else "neither", left, result.stderr))
    for other in left:
        os.unlink(os.path.join(folder, other))


def inject_all(what, folder, path, old, new, command):
    put(path, old)
    calls = calls_of_save(folder, command)
    # The data is on the disk before it gets its name, and the name before the save is over.
    order = [name for name, _ in calls if name in ("flock", "write", "fsync", "renameat", "renameat2")]
    report(contents(path) == new and order in (["flock", "write", "fsync", rename, "fsync"] for rename in ("renameat", "renameat2")),
           what + ": the calls in their order", str(calls))
    log = os.path.join(folder, "..", "log")
    for call, which in calls:
        for error, statuses in ERRORS.get(call, []):
            put(path, old)
            result = run(command, (log, "-e", "trace=" + call, "-e", "inject=%s:error=%s:when=%d" % (call, error, which)))
            judge("%s: %s %d: %s" % (what, call, which, error), folder, path, old, new, result, statuses, False)
        put(path, old)
        result = run(command, (log, "-e", "trace=" + call, "-e", "inject=%s:signal=SIGKILL:when=%d" % (call, which)))
        judge("%s: %s %d: killed" % (what, call, which), folder, path, old, new, result, None, True)


def full_disk(folder, path, old, new):
    """A file system of 64 KiB that is full but for less than the document; where none may be mounted, a limit on the size of files."""
    put(path, old)
    mount = "mount -t tmpfs -o size=64k none %s" % folder
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    script = """set -e; cp {path} {folder}/../old; {mount}; cp {folder}/../old {path}
        dd if=/dev/zero of={folder}/filler bs=4096 count=$((16 - 2 - $(stat -c %b {path}) / 8)) status=none
        set +e; {save} {path} Full; status=$?
        cmp -s {path} {folder}/../old && test "$(ls -A {folder})" = "$(printf 'a.liftoff.json\\nfiller')" || exit 99
        exit $status""".format(path=path, folder=folder, mount=mount, save=SAVE_ONCE)
    if subprocess.run([*unshare, "sh", "-c", mount], stderr=subprocess.DEVNULL).returncode == 0:
        result = run([*unshare, "sh", "-c", script])
        report(result.returncode == NOT_SAVED and "No space left" in result.stderr, "a full disk",
               "exit %d\n%s" % (result.returncode, result.stderr))
    else:
        result = run(["prlimit", "--fsize=4096", SAVE_ONCE, path, "Full"])
        judge("a full disk (a limit: no mount is allowed here)", folder, path, old, new, result, {NOT_SAVED}, False)


def main():
    with tempfile.TemporaryDirectory(prefix="lift-faults-") as top:
        folder = os.path.join(top, "releases")
        os.mkdir(folder)
        path = os.path.join(folder, "a.liftoff.json")
        save = [SAVE_ONCE, path, "New"]
        create = [SAVE_ONCE, "--create", path, "Old"]

        first = run(create)
        old = contents(path)
        second = run(save)
        new = contents(path)
        report(first.returncode == 0 and second.returncode == 0 and old is not None and new not in (None, old) and b'"Old"' in old and b'"New"' in new,
               "two saves", first.stderr + second.stderr)

        inject_all("save", folder, path, old, new, save)
        inject_all("create", folder, path, None, old, create)
        full_disk(folder, path, old, new)
    print("1..%d" % n_tests)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
