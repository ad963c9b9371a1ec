#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is not a good release: a sentence that names file, place and way out, the exit status, and nothing overwritten."""

import json
import os
import resource
import shutil

from harness import ARGUMENT, DOCUMENT, DONE, NOT_SAVED, SAMPLE, VIOLATIONS, check, equal, main, matches

with open(SAMPLE, encoding="utf-8") as stream:
    TEXT = stream.read()
NAME = "bad.liftoff.json"


def variant(change):
    document = json.loads(TEXT)
    change(document)
    return json.dumps(document)


def put(*path_and_value):
    *path, member, value = path_and_value

    def change(document):
        for step in path:
            document = document[step]
        document[member] = value
    return variant(change)


# (what is wrong, content, what show, check, validate say with their exit status, the place and reason on stderr)
CONTENTS = [
    ("empty", b"", (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json.*\D1:1|bad\.liftoff\.json.*empty"),
    ("not JSON", "hello\n", (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json.*\b1\b"),
    ("cut off", TEXT[:700], (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json"),
    ("something after the end", TEXT + "x", (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json"),
    ("comment", "// hello\n" + TEXT, (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json"),
    ("not UTF-8", TEXT.encode().replace(b"Payments", b"Pay\xff"), (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json.*UTF-8"),
    ("same member twice", TEXT.replace('"version"', '"name"', 1), (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json.*name"),
    ("80,000 arrays deep", "[" * 80000, (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json"),
    ("too large", " " * (5 * 1024 * 1024), (DOCUMENT, DOCUMENT, DOCUMENT), r"bad\.liftoff\.json"),
    ("not a release", "{}", (DOCUMENT, DOCUMENT, VIOLATIONS), r"bad\.liftoff\.json.*not a release"),
    ("a list", "[1, 2]", (DOCUMENT, DOCUMENT, VIOLATIONS), r"bad\.liftoff\.json.*not a release"),
    ("a number as name", put("name", 7), (DOCUMENT, DOCUMENT, VIOLATIONS), r"bad\.liftoff\.json.*/name"),
    ("an object as phases", put("phases", {}), (DOCUMENT, DOCUMENT, VIOLATIONS), r"bad\.liftoff\.json.*/phases"),
    ("a text as item", put("phases", 0, "items", 1, "x"), (DOCUMENT, DOCUMENT, VIOLATIONS), r"/phases/0/items/1"),
    ("unknown state", put("phases", 0, "items", 2, "state", "maybe"), (DOCUMENT, DOCUMENT, VIOLATIONS), r"/phases/0/items/2/state.*maybe"),
    ("unknown zone", put("release", "zone", "Europe/Atlantis"), (DOCUMENT, DOCUMENT, VIOLATIONS), r"/release/zone.*Europe/Atlantis"),
    ("impossible date", put("release", "local", "2026-02-30T10:00"), (DOCUMENT, DOCUMENT, VIOLATIONS), r"/release/local.*2026-02-30T10:00"),
    ("impossible instant", put("incidents", 0, "started", "2026-13-09T09:10:00Z"), (DOCUMENT, DOCUMENT, VIOLATIONS), r"/incidents/0/started"),
    ("offset in words", put("phases", 0, "offset", "2 weeks"), (DOCUMENT, DOCUMENT, VIOLATIONS), r"/phases/0/offset.*2 weeks"),
    ("the same id twice", put("phases", 1, "items", 0, "id", "scope"), (DOCUMENT, DOCUMENT, VIOLATIONS), r"/phases/1/items/0/id.*scope"),
    ("a script as evidence", put("phases", 0, "items", 0, "evidence", "javascript:x"), (DOCUMENT, DOCUMENT, VIOLATIONS), r"/phases/0/items/0/evidence"),
    ("newer format", put("format", 2), (DONE, DOCUMENT, DONE), r"bad\.liftoff\.json.*newer Liftoff.*update"),
    ("closed release", put("state", "closed"), (DONE, DOCUMENT, DONE), None),
]

CHANGES = [
    ["check", NAME, "2.3"], ["uncheck", NAME, "1.1"], ["skip", NAME, "2.3", "--reason", "x"], ["block", NAME, "2.3", "--reason", "x"],
    ["fail", NAME, "2.3", "--reason", "x"], ["na", NAME, "2.3", "--reason", "x"], ["note", NAME, "2.3", "x"], ["assign", NAME, "2.3", "x"],
    ["reschedule", NAME, "--at", "2026-12-16T10:00"], ["reschedule", NAME, "--at", "2026-12-16T10:00", "--dry-run"],
    ["pin", NAME, "1", "--at", "2026-12-16T10:00"], ["pin", NAME, "1", "--clear"], ["incident", "open", NAME, "--title", "x"],
]


def test_content(content, statuses, pattern):
    def run(place):
        place.put(NAME, content)
        before = place.snapshot()
        show, change, validate = statuses
        runs = [(["show", NAME, "--json"], show), (["incident", "list", NAME], show), (["validate", NAME], validate)]
        runs += [(arguments, change) for arguments in CHANGES]
        for arguments, status in runs:
            result = place.run(*arguments)
            equal(result.status, status, " ".join(arguments))
            if pattern is not None:
                matches(pattern, result.err, " ".join(arguments))
            if status != DONE:
                check(NAME in result.err, f"{arguments}: {result.err!r} names the file")
        result = place.run("export", NAME, "--to", "markdown", "-o", "out.md")
        equal(result.status, show, "export")
        equal(os.path.exists(place.path("out.md")), show == DONE, "export's file")
        after = place.snapshot()
        after.pop(place.path("out.md"), None)
        equal(after, before, "files")
    return run


def test_highest(place):
    place.put("a.liftoff.json", TEXT)
    place.put("b.liftoff.json", put("name", 7))
    place.put("c.liftoff.json", "{")
    result = place.run("validate", "a.liftoff.json", "b.liftoff.json")
    equal((result.status, result.out), (VIOLATIONS, "a.liftoff.json: valid\n"), "violations")
    result = place.run("validate", "c.liftoff.json", "b.liftoff.json", "a.liftoff.json")
    equal((result.status, result.out), (DOCUMENT, "a.liftoff.json: valid\n"), "unreadable")
    result = place.run("validate", "b.liftoff.json", "missing.liftoff.json")
    equal(result.status, DOCUMENT, "missing")
    matches(r"b\.liftoff\.json.*/name.*missing\.liftoff\.json", result.err, "stderr")


def every_command(place, name, status, pattern):
    before = place.snapshot()
    for arguments in [["show", NAME], ["validate", NAME], ["export", NAME, "--to", "markdown"], *CHANGES]:
        result = place.run(*[name if argument == NAME else argument for argument in arguments])
        equal((result.status, result.out), (status, ""), " ".join(arguments))
        matches(pattern, result.err, " ".join(arguments))
    equal(place.snapshot(), before, "files")


def test_missing(place):
    every_command(place, "nowhere/missing.liftoff.json", DOCUMENT, r"nowhere/missing\.liftoff\.json")


def test_folder(place):
    os.mkdir(place.path("folder.liftoff.json"))
    every_command(place, "folder.liftoff.json", DOCUMENT, r"folder\.liftoff\.json.*folder")


def test_pipe(place):
    os.mkfifo(place.path("pipe.liftoff.json"))
    every_command(place, "pipe.liftoff.json", DOCUMENT, r"pipe\.liftoff\.json")
    os.unlink(place.path("pipe.liftoff.json"))


def unprivileged(place):
    """How to run as somebody whom permissions stop: root is not."""
    shutil.copy(place.program, os.path.join(place.folder, "liftoffctl"))
    place.program = os.path.join(place.folder, "liftoffctl")
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def test_unreadable_file(place):
    prefix = unprivileged(place)
    place.put(NAME, TEXT)
    os.chmod(place.path(NAME), 0)
    for arguments in [["show", NAME], ["validate", NAME], ["check", NAME, "2.3"]]:
        result = place.run(*arguments, prefix=prefix)
        equal((result.status, result.out), (DOCUMENT, ""), " ".join(arguments))
        matches(r"bad\.liftoff\.json.*([Pp]ermi|allow)", result.err, " ".join(arguments))
    os.chmod(place.path(NAME), 0o644)
    equal(place.bytes_of(NAME).decode(), TEXT, "file")


def test_unreadable_folder(place):
    prefix = unprivileged(place)
    os.mkdir(place.path("locked"), 0)
    for arguments in [["list", "locked"], ["list", "locked", "--json"], ["show", "locked/x.liftoff.json"]]:
        result = place.run(*arguments, prefix=prefix)
        equal((result.status, result.out), (DOCUMENT, ""), " ".join(arguments))
        matches(r"locked.*([Pp]ermi|allow)", result.err, " ".join(arguments))
    result = place.run("new", "--name", "x", "-o", "locked/x.liftoff.json", prefix=prefix)
    equal((result.status, result.out), (NOT_SAVED, ""), "new")
    result = place.run("new", "--name", "x", prefix=prefix, environment={"XDG_DATA_HOME": place.path("locked")})
    equal((result.status, result.out), (NOT_SAVED, ""), "new in the default folder")
    os.chmod(place.path("locked"), 0o755)
    equal(os.listdir(place.path("locked")), [], "folder")


def test_read_only_folder(place):
    prefix = unprivileged(place)
    place.put(NAME, TEXT)
    os.chmod(place.work, 0o555)
    before = place.snapshot()
    for arguments in CHANGES:
        if "--clear" in arguments or "--dry-run" in arguments:
            continue
        result = place.run(*arguments, prefix=prefix)
        equal(result.status, NOT_SAVED, " ".join(arguments))
        matches(r"bad\.liftoff\.json.*([Pp]ermi|allow)", result.err, " ".join(arguments))
    os.chmod(place.work, 0o755)
    equal(place.snapshot(), before, "files")


def test_no_room(place):
    """A disk on which 1,000 more bytes fit."""
    place.put(NAME, TEXT)
    place.put("old.md", "old\n")
    before = place.snapshot()

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    runs = [*[c for c in CHANGES if "--clear" not in c and "--dry-run" not in c],
            ["export", NAME, "--to", "markdown", "-o", "new.md"], ["export", NAME, "--to", "markdown", "-o", "old.md", "--force"],
            ["new", "--name", "x", "-o", "x.liftoff.json"], ["new", "--name", "x", "-o", NAME, "--force"]]
    for arguments in runs:
        # SIGXFSZ stays ignored, as Python has it: writing fails as on a full disk
        result = place.run(*arguments, preexec_fn=little_room, restore_signals=False)
        equal(result.status, NOT_SAVED, " ".join(arguments))
        matches(r"\.(json|md)", result.err, " ".join(arguments))
        equal(place.snapshot(), before, "files after " + " ".join(arguments))
    result = place.run("new", "--name", "x", preexec_fn=little_room, restore_signals=False)
    equal((result.status, result.out), (NOT_SAVED, ""), "new in the default folder")
    equal({path: content for path, content in place.snapshot().items() if path.endswith(".json")},
          {path: content for path, content in before.items() if path.endswith(".json")}, "releases")


def test_not_confirmed(place):
    """The folder's fsync fails: what was done is said, and that it is not certain."""
    failing = ["strace", "-f", "-o", place.path("log"), "-P", place.work, "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=1"]
    for arguments, says, file in [(["check", NAME, "2.3"], "Ticked", NAME), (["new", "--name", "New", "-o", "new.liftoff.json"], "new.liftoff.json", "new.liftoff.json"),
                                  (["export", NAME, "--to", "markdown", "-o", "s.md"], "", "s.md")]:
        place.put(NAME, TEXT)
        result = place.run(*arguments, prefix=failing, environment={"ASAN_OPTIONS": "detect_leaks=0"})
        equal(result.status, NOT_SAVED, " ".join(arguments))
        matches("was saved, but the disk did not confirm it: Input/output error.*Save again", result.err, " ".join(arguments))
        matches(says, result.out, " ".join(arguments))
        check(os.path.exists(place.path(file)), "the file is there")
        if file == NAME:
            matches('"verify".*?"done"', place.bytes_of(NAME).decode(), "the new document")
    equal(sorted(os.listdir(place.work)), [NAME, "log", "new.liftoff.json", "s.md"], "files")


def test_leftover(place):
    """What a kill left is read by the next change: torn, it goes where recovery copies are."""
    place.put(NAME, TEXT)
    torn = "." + NAME + ".0123456789abcdef-0123456789abcdef.tmp"
    place.put(torn, TEXT[:1000])
    place.good("show", NAME)
    equal(sorted(os.listdir(place.work)), [torn, NAME], "files after reading")
    place.good("check", NAME, "2.3")
    equal(os.listdir(place.work), [NAME], "files after a change")
    aside = os.path.join(place.folder, "state", "liftoff", "recovery")
    moved = os.listdir(aside)
    equal(len(moved), 1, "files moved")
    with open(os.path.join(aside, moved[0]), "rb") as stream:
        equal(stream.read(), TEXT[:1000].encode() if isinstance(TEXT, str) else TEXT[:1000], "what was moved")


def test_full_stdout(place):
    place.put(NAME, TEXT)
    for arguments in [["show", NAME], ["export", NAME, "--to", "markdown"], ["list", "--json"], ["--help"]]:
        result = place.run(*arguments, prefix=["sh", "-c", 'exec "$@" >/dev/full', "sh"])
        equal(result.status, NOT_SAVED, " ".join(arguments))
        matches("could not be written", result.err, " ".join(arguments))


def test_bytes_in_arguments(place):
    place.put(NAME, TEXT)
    before = place.snapshot()
    for arguments in [["check", NAME, b"\xff"], ["check", NAME, "2.3", "--by", b"\xff"], ["note", NAME, "2.3", b"\xff"],
                      ["assign", NAME, "2.3", b"\xff"], ["skip", NAME, "2.3", "--reason", b"\xff"], ["new", "--name", b"\xff"],
                      ["incident", "open", NAME, "--title", b"\xff"], ["reschedule", NAME, "--at", b"\xff"],
                      ["check", NAME, "2.3", "--when", b"\xff"], [b"\xff"]]:
        done = place.run_bytes(*arguments)
        equal((done.returncode, done.stdout), (ARGUMENT, b""), repr(arguments))
    equal(place.snapshot(), before, "files")


def test_link(place):
    place.put(NAME, TEXT)
    os.symlink(NAME, place.path("link.liftoff.json"))
    place.good("check", "link.liftoff.json", "2.3")
    check(os.path.islink(place.path("link.liftoff.json")), "the link stays a link")
    matches('"verify".*?"done"', place.bytes_of(NAME).decode(), "its target")


main([
    *((f"content: {name}", test_content(content, statuses, pattern)) for name, content, statuses, pattern in CONTENTS),
    ("the highest status of several files", test_highest),
    ("missing file", test_missing),
    ("folder instead of a file", test_folder),
    ("pipe instead of a file", test_pipe),
    ("unreadable file", test_unreadable_file),
    ("unreadable folder", test_unreadable_folder),
    ("read-only folder", test_read_only_folder),
    ("no room on the disk", test_no_room),
    ("disk that does not confirm", test_not_confirmed),
    ("leftover of a kill", test_leftover),
    ("full standard output", test_full_stdout),
    ("arguments that are not UTF-8", test_bytes_in_arguments),
    ("link to a release", test_link),
])
