#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two copies of a release become one: liftoffctl merge, by hand and as the merge driver of a real Git repository."""

import json
import os
import subprocess

from harness import (ARGUMENT, DOCUMENT, DONE, NOT_SAVED, SAMPLE, check, equal, golden, items_of, main, matches)

CONFLICT = 1
S = "s.liftoff.json"
NOW = "2026-12-09T09:30:00Z"
BASE, OURS, THEIRS = "base.liftoff.json", "ours.liftoff.json", "theirs.liftoff.json"
ANN = ["--by", "Ann", "--when", "2026-12-09T09:12:00Z"]
BOB = ["--by", "Bob", "--when", "2026-12-09T09:20:00Z"]


def three(place, ours=(), theirs=()):
    """A base and two copies of it, each changed by commands (arguments without FILE)."""
    for name, changes in ((BASE, ()), (OURS, ours), (THEIRS, theirs)):
        place.put_sample(name)
        for command, *arguments in changes:
            place.good(command, name, *arguments)


def states(place, name=OURS):
    return {item["number"]: item["state"] for item in items_of(place.show(name))}


def listed(place, name=OURS):
    return [(entry["number"], entry["field"]) for entry in json.loads(place.good("resolve", name, "--json"))]


def others_stay(place, before, name=OURS):
    """Nothing but NAME, and the earlier versions that are kept, was written."""
    after = place.snapshot()
    changed = {os.path.relpath(path, place.folder) for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    equal({path for path in changed if not path.startswith("state/")}, {os.path.join("work", name)}, "files that changed")


# By hand

# (what it is about, commands on ours, commands on theirs, the states that differ from the sample's, what is in conflict)
MERGES = [
    ("different items", [["check", "2.3", *ANN]], [["check", "3.1", *BOB]], {"2.3": "done", "3.1": "done"}, []),
    ("the same tick", [["check", "2.3", *ANN]], [["check", "2.3", *BOB]], {"2.3": "done"}, []),
    ("only ours", [["check", "2.3", *ANN]], [], {"2.3": "done"}, []),
    ("only theirs", [], [["check", "2.3", *BOB]], {"2.3": "done"}, []),
    ("tick and failure", [["check", "2.3", *ANN]], [["fail", "2.3", "--reason", "Red", *BOB]], {"2.3": "failed"}, [("2.3", "state")]),
    ("skipped and not applicable", [["skip", "2.3", "--reason", "No time", *ANN]], [["na", "2.3", "--reason", "None", *BOB]],
     {"2.3": "open"}, [("2.3", "state")]),
    ("two owners of an item both ticked", [["check", "3.1", *ANN], ["assign", "3.1", "Cai"]], [["check", "3.1", *BOB], ["assign", "3.1", "Dan"]],
     {"3.1": "open"}, [("3.1", "owner")]),
    ("two notes", [["note", "3.1", "One"]], [["note", "3.1", "Two"]], {}, []),
    ("two moments", [["reschedule", "--at", "2026-12-10T10:00"]], [["reschedule", "--at", "2026-12-11T10:00"]], {},
     [("release", "release/local")]),
    ("two pins", [["pin", "1", "--at", "2026-11-20T17:00"]], [["pin", "1", "--at", "2026-11-21T17:00"]], {}, [("1", "pinned/local")]),
    ("two steps of an incident", [["check", "i1.2", *ANN]], [["block", "i1.2", "--reason", "Who?", *BOB]], {}, [("i1.2", "state")]),
    ("two incidents", [["incident", "open", "--title", "A"]], [["incident", "open", "--title", "B"]], {}, []),
]


def run_change(place, name, changes):
    for change in changes:
        words = change[:2] if change[0] == "incident" else change[:1]
        place.good(*words, name, *change[len(words):])


def test_merge(ours, theirs, changed, conflicts):
    def run(place):
        for name, changes in ((BASE, []), (OURS, ours), (THEIRS, theirs)):
            place.put_sample(name)
            run_change(place, name, changes)
        lines = {line for name in (OURS, THEIRS) for line in place.json_of(name)["history"]}
        expected = states(place, BASE) | changed
        before = place.snapshot()
        result = place.run("merge", BASE, OURS, THEIRS)
        equal((result.status, result.out), (CONFLICT if conflicts else DONE, ""), "exit status and stdout")
        equal(result.err.startswith(f"liftoffctl: {OURS}: {len(conflicts)} conflict") if conflicts else result.err == "", True, result.err)
        if theirs:
            others_stay(place, before)
        else:
            equal(place.snapshot(), before, "files")
        equal(states(place), expected, "states")
        equal(listed(place), conflicts, "in conflict")
        equal(set(place.json_of(OURS)["history"]), lines, "history")
        place.valid(OURS)
        merged = place.bytes_of(OURS)
        equal(place.run("merge", BASE, OURS, THEIRS).status, result.status, "merged again")
        equal(place.bytes_of(OURS), merged, "merged again")
        place.put_sample(OURS)
        run_change(place, OURS, theirs)
    return run


def test_both_ways(place):
    """It does not matter which side is which, nor whether a third copy comes first or last."""
    changes = {"a": [["check", "2.3", *ANN]], "b": [["fail", "2.3", "--reason", "Red", *BOB]], "c": [["assign", "3.1", "Cai"]]}
    results = []
    for order in ("abc", "acb", "bac", "bca", "cab", "cba"):
        place.put_sample(BASE)
        for name, commands in changes.items():
            if name not in place.__dict__.setdefault("made", {}):
                place.put_sample(name)
                run_change(place, name, commands)
                place.made[name] = place.bytes_of(name)
        place.put(OURS, place.made[order[0]])
        for name in order[1:]:
            place.run("merge", BASE, OURS, place.put("x", place.made[name]))
        results.append(place.bytes_of(OURS))
    equal(set(results), {results[0]}, "orders")
    equal(listed(place), [("2.3", "state")], "in conflict")


def test_words(place):
    """What is in conflict is said in words, with the way out, which works as it is written."""
    name = "our copy.liftoff.json"
    three(place, [("check", "2.3", *ANN), ("assign", "2.3", "Cai")], [("fail", "2.3", "--reason", "Red", *BOB), ("assign", "2.3", "")])
    os.rename(place.path(OURS), place.path(name))
    result = place.run("merge", BASE, name, THEIRS)
    equal((result.status, result.out, result.err), (CONFLICT, "", golden("merge.txt")), "merge")
    equal(place.good("resolve", name), golden("merge.txt").split("\n", 1)[1], "resolve")
    command = result.err.splitlines()[-1].split(": ", 1)[1]
    done = subprocess.run(command.replace("liftoffctl", place.program, 1), shell=True, cwd=place.work, env=place.environment,
                          capture_output=True, text=True, check=True, timeout=60)
    equal((done.stdout, done.stderr), ("Decided the conflict about 2.3: State: Failed, Red, Bob, 2026-12-09T09:20:00Z; "
                                       "not: Done, Ann, 2026-12-09T09:12:00Z\n", ""), "the way out")
    equal(listed(place, name), [("2.3", "owner")], "what is left")
    result = place.run("merge", BASE, name, THEIRS, "--path", "sub/real.liftoff.json")
    matches(r"^liftoffctl: sub/real\.liftoff\.json: 1 conflict is recorded.*resolve sub/real\.liftoff\.json 2\.3 owner 1\n$", result.err, "--path")


def test_copy(place):
    """Two files with one document id are merged when it is asked for."""
    three(place, [("check", "2.3", *ANN)], [("check", "3.1", *BOB), ("uncheck", "1.1")])
    place.put("empty", "")
    for nothing in ("/dev/null", "empty"):
        before = place.bytes_of(OURS)
        result = place.run("merge", nothing, OURS, THEIRS)
        equal(result.status, CONFLICT, nothing)
        equal(states(place), {"1.1": "open", "1.2": "skipped", "1.3": "not-applicable", "2.1": "blocked", "2.2": "failed", "2.3": "open",
                              "3.1": "open"}, "nobody knows which of two states is the later")
        equal(listed(place), [("1.1", "state"), ("2.3", "state"), ("3.1", "state")], "in conflict")
        place.put(OURS, before)


# (BASE, OURS, THEIRS, exit status, stderr): OURS stays byte for byte as it was
REFUSED = [
    ([BASE, OURS], ARGUMENT, r"merge: an argument is missing, expected: BASE OURS THEIRS"),
    ([BASE, OURS, THEIRS, THEIRS], ARGUMENT, r"merge: “theirs\.liftoff\.json” is too much"),
    ([BASE, OURS, "other.liftoff.json"], DOCUMENT, r"ours\.liftoff\.json and other\.liftoff\.json are two releases, with the ids rel1 and rel2,.* keep both"),
    (["/dev/null", OURS, "other.liftoff.json"], DOCUMENT, r"are two releases"),
    (["other.liftoff.json", OURS, THEIRS], DOCUMENT, r"other\.liftoff\.json cannot be the common ancestor of ours\.liftoff\.json.*id rel2 instead of rel1.*/dev/null"),
    ([BASE, OURS, "missing"], DOCUMENT, r"“missing” cannot be read: it does not exist"),
    (["missing", OURS, THEIRS], DOCUMENT, r"“missing” cannot be read"),
    ([BASE, "missing", THEIRS], DOCUMENT, r"“missing” cannot be read"),
    ([BASE, OURS, "empty"], DOCUMENT, r"empty"),
    ([BASE, OURS, "/dev/null"], DOCUMENT, r"“/dev/null” cannot be read: it is a device"),
    ([BASE, "empty", THEIRS], DOCUMENT, r"empty"),
    ([BASE, OURS, "."], DOCUMENT, r"it is a folder"),
    ([".", OURS, THEIRS], DOCUMENT, r"it is a folder"),
    ([BASE, OURS, "pipe"], DOCUMENT, r"it is a pipe"),
    (["pipe", OURS, THEIRS], DOCUMENT, r"it is a pipe"),
    ([BASE, OURS, "bad"], DOCUMENT, r"bad: .*/name"),
    (["bad", OURS, THEIRS], DOCUMENT, r"bad: .*/name"),
    ([BASE, "bad", THEIRS], DOCUMENT, r"bad: .*/name"),
    ([BASE, OURS, "newer"], DOCUMENT, r"newer: .*newer Liftoff.*update"),
    (["newer", OURS, THEIRS], DOCUMENT, r"newer: .*newer Liftoff.*update"),
    ([BASE, "newer", THEIRS], DOCUMENT, r"newer: .*newer Liftoff.*update"),
    ([BASE, OURS, "marks"], DOCUMENT, r"marks: line 3, column 1: Git put both versions of a merge here: .*git checkout --merge"),
    ([BASE, "marks", THEIRS, "--path", "real name"], DOCUMENT, r"real name: marks: line 3, column 1: Git put both versions"),
    ([BASE, "words", THEIRS], DOCUMENT, r"words: line 1, column 1"),
]


def test_refused(arguments, status, err):
    def run(place):
        three(place, [("check", "2.3", *ANN)], [("check", "3.1", *BOB)])
        place.put_sample("other.liftoff.json", id="rel2")
        place.put_sample("bad", name=7)
        place.put_sample("newer", format=2)
        place.put("empty", "")
        place.put("words", "hello\n")
        place.put("marks", place.bytes_of(OURS).replace(b'\n  "id"', b'\n<<<<<<< HEAD\n  "id"', 1))
        os.mkfifo(place.path("pipe"))
        before = place.snapshot()
        result = place.run("merge", *arguments)
        equal((result.status, result.out), (status, ""), "exit status and stdout")
        matches(err, result.err, "stderr")
        os.unlink(place.path("pipe"))
        equal(place.snapshot(), before, "files")
    return run


def test_not_saved(place):
    three(place, [("check", "2.3", *ANN)], [("check", "3.1", *BOB)])
    before = place.bytes_of(OURS)
    result = place.run("merge", BASE, OURS, THEIRS, prefix=["prlimit", "--fsize=1000"])
    equal((result.status, result.out, place.bytes_of(OURS)), (NOT_SAVED, "", before), "no room")
    matches(r"“ours\.liftoff\.json” was not saved: File too large", result.err, "stderr")
    equal([name for name in os.listdir(place.work) if name not in (BASE, OURS, THEIRS)], [], "leftovers")


def test_too_large(place):
    """Two that can be saved, but not together: it is said, and both stay as they were."""
    place.put_sample(BASE)
    for name, item in ((OURS, 0), (THEIRS, 1)):
        release = place.json_of(BASE)
        release["phases"][0]["items"][item]["note"] = "x" * 2200000
        place.put(name, json.dumps(release))
    before = place.bytes_of(OURS), place.bytes_of(THEIRS)
    result = place.run("merge", BASE, OURS, THEIRS)
    equal((result.status, result.out), (NOT_SAVED, ""), "exit status and stdout")
    matches(r"“ours\.liftoff\.json” was not saved: it would have 44\d{5} bytes, and a release has at most 4194304\. Nothing was overwritten\. Shorten",
            result.err, "stderr")
    equal((place.bytes_of(OURS), place.bytes_of(THEIRS)), before, "files")
    equal([name for name in os.listdir(place.work) if name not in (BASE, OURS, THEIRS)], [], "leftovers")


def test_kept(place):
    """What stood in OURS before is kept as an earlier version."""
    three(place, [("check", "2.3", *ANN)], [("check", "3.1", *BOB)])
    before, theirs = place.bytes_of(OURS), place.bytes_of(THEIRS)
    place.good("merge", BASE, OURS, THEIRS)
    kept = [content for path, content in place.snapshot().items() if "/state/liftoff/snapshots/" in path]
    check(before in kept and place.bytes_of(OURS) in kept, "before and after")
    equal(place.bytes_of(THEIRS), theirs, "theirs")


def test_by_hand_in_place(place):
    """A file that is a link stays one, and keeps its mode."""
    three(place, [("check", "2.3", *ANN)], [("check", "3.1", *BOB)])
    os.mkdir(place.path("real"))
    os.rename(place.path(OURS), place.path("real/o"))
    os.chmod(place.path("real/o"), 0o640)
    os.symlink("real/o", place.path(OURS))
    place.good("merge", BASE, OURS, THEIRS)
    equal((os.readlink(place.path(OURS)), os.stat(place.path(OURS)).st_mode & 0o777, states(place)["3.1"]), ("real/o", 0o640, "done"), "link")


# No two files are merged unasked

def test_never_silently(place):
    """Two files with one id in a folder stay two, whatever is done with either."""
    for name in ("a.liftoff.json", "b.liftoff.json"):
        place.put_sample(name)
    place.good("check", "a.liftoff.json", "2.3")
    other = place.bytes_of("b.liftoff.json")
    entries = json.loads(place.good("list", ".", "--json"))
    equal([(os.path.basename(entry["path"]), entry["done"]) for entry in entries], [("a.liftoff.json", 4), ("b.liftoff.json", 3)], "list")
    equal(place.bytes_of("b.liftoff.json"), other, "the other")
    result = place.run("new", "--name", "Payments", "--release-version", "2.4", "-o", "a.liftoff.json")
    equal(result.status, ARGUMENT, "new over it")
    equal((states(place, "a.liftoff.json")["2.3"], states(place, "b.liftoff.json")["2.3"]), ("done", "open"), "states")


# Git

class Repository:
    """A Git repository with the set-up of the manual, and one release that was committed."""

    def __init__(self, place, driver=True):
        self.place = place
        place.environment |= {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_EDITOR": "true",
                              "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A",
                              "GIT_COMMITTER_EMAIL": "a@example.com",
                              "PATH": f"{os.path.dirname(place.program)}:{place.environment['PATH']}"}
        self.git("init", "-q", "-b", "main")
        if driver:
            self.set_up()
        place.put(".gitattributes", "*.liftoff.json merge=liftoff\n")
        place.put_sample()
        self.commit("base")

    def set_up(self):
        self.git("config", "merge.liftoff.driver", "liftoffctl merge %O %A %B --path %P")

    def run(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.place.work, env=self.place.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, check=False)

    def git(self, *arguments):
        done = self.run(*arguments)
        equal(done.returncode, 0, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def branch(self, name, *changes, start="main"):
        self.git("checkout", "-q", "-b", name, start)
        for change in changes:
            run_change(self.place, S, [change])
            self.commit(" ".join(change[:2]))

    def unmerged(self):
        return self.git("diff", "--name-only", "--diff-filter=U").split()

    def edit(self, old, new):
        """Changes a text of the release as an editor would."""
        text = self.place.bytes_of(S).decode()
        equal(text.count(old), 1, old)
        self.place.put(S, text.replace(old, new))
        self.commit(new)


def test_git_clean(place):
    repository = Repository(place)
    repository.branch("left", ["check", "2.3", *ANN], ["note", "3.1", "One"])
    repository.branch("right", ["check", "3.1", *BOB], ["check", "i1.2", *BOB])
    repository.git("merge", "-q", "-m", "merge", "left")
    equal({key: state for key, state in states(place, S).items() if key in ("2.3", "3.1")}, {"2.3": "done", "3.1": "done"}, "states")
    equal((len(place.json_of(S)["history"]), repository.unmerged(), listed(place, S)), (5, [], []), "history, unmerged, in conflict")
    equal(repository.git("status", "--porcelain"), "", "status")
    place.valid()


def test_git_conflict(place):
    repository = Repository(place)
    repository.branch("left", ["check", "2.3", *ANN])
    repository.edit('"text": "Review metrics"', '"text": "Review the metrics"')
    repository.branch("right", ["check", "2.1", *BOB])
    repository.edit('"text": "Review metrics"', '"text": "Look at the metrics"')
    done = repository.run("merge", "left")
    equal((done.returncode, repository.unmerged()), (1, [S]), "merge")
    matches(rf"{S}: 1 conflict is recorded.*3\.1  Look at the metrics\n  text  Text\n    1  Look at the metrics\n    2  Review the metrics\n.*"
            rf"liftoffctl resolve {S} 3\.1 text 1\n", done.stderr, "stderr")
    check("<<<<<<<" not in place.bytes_of(S).decode(), "no marks of Git's")
    place.valid()
    equal((states(place, S)["2.1"], states(place, S)["2.3"]), ("done", "done"), "what was not in conflict")
    place.good("resolve", S, "3.1", "2")
    repository.commit("merged")
    equal((items_of(place.show())[-1]["text"], repository.git("status", "--porcelain")), ("Review the metrics", ""), "decided")
    repository.git("checkout", "-q", "left")
    repository.git("merge", "-q", "right")
    equal((items_of(place.show())[-1]["text"], listed(place, S)), ("Review the metrics", []), "the other branch follows")


def test_git_rebase(place):
    repository = Repository(place)
    repository.branch("left", ["check", "2.3", *ANN], ["assign", "3.1", "Cai"], ["check", "3.1", *ANN])
    repository.branch("right", ["assign", "3.1", "Dan"], ["check", "2.1", *BOB])
    done = repository.run("rebase", "left")
    equal((done.returncode != 0, repository.unmerged()), (True, [S]), "stops at the commit that is in conflict")
    equal(listed(place, S), [("3.1", "owner")], "in conflict")
    equal([i["state"] for i in items_of(place.show())][-2:], ["done", "open"], "not closed")
    place.good("resolve", S, "3.1", "owner", "2")
    repository.git("add", S)
    repository.git("rebase", "--continue")
    shown = {item["number"]: (item["state"], item["owner"]) for item in items_of(place.show())}
    equal([shown[number] for number in ("2.1", "2.3", "3.1")], [("done", None), ("done", "Jonas Weber"), ("done", "Dan")], "items")
    equal((listed(place, S), repository.git("status", "--porcelain")), ([], ""), "in conflict, status")
    equal(len(repository.git("log", "--oneline").splitlines()), 6, "commits")
    place.valid()


def test_git_add_add(place):
    """Both branches add the same document: Git has no common ancestor for it."""
    repository = Repository(place)
    name = "n.liftoff.json"
    repository.git("checkout", "-q", "-b", "left")
    place.put_sample(name)
    place.good("check", name, "2.3", *ANN)
    repository.commit("left")
    repository.git("checkout", "-q", "-b", "right", "main")
    place.put_sample(name)
    place.good("check", name, "3.1", *BOB)
    repository.commit("right")
    done = repository.run("merge", "left")
    equal((done.returncode, repository.unmerged()), (1, [name]), "merge")
    equal(listed(place, name), [("2.3", "state"), ("3.1", "state")], "in conflict")
    place.valid(name)


def test_git_two_releases(place):
    """Both branches add a different document under one name: ours stays, and it is said."""
    repository = Repository(place)
    name = "n.liftoff.json"
    for branch, document_id in (("left", "rel-l"), ("right", "rel-r")):
        repository.git("checkout", "-q", "-b", branch, "main")
        place.put_sample(name, id=document_id)
        repository.commit(branch)
    ours = place.bytes_of(name)
    done = repository.run("merge", "left")
    equal((done.returncode, repository.unmerged(), place.bytes_of(name)), (1, [name], ours), "merge")
    matches(rf"{name} and \S+ are two releases, with the ids rel-r and rel-l", done.stderr, "stderr")


def test_git_without_driver(place):
    """Git's own marks give a sentence with a way out, and that way works."""
    repository = Repository(place, driver=False)
    repository.branch("left", ["check", "2.3", *ANN])
    repository.branch("right", ["fail", "2.3", "--reason", "Red", *BOB])
    equal(repository.run("merge", "left").returncode, 1, "merge")
    marked = place.bytes_of(S)
    check(b"<<<<<<<" in marked, "Git put its marks")
    for arguments in (["show", S], ["validate", S], ["check", S, "2.3"], ["resolve", S], ["merge", "/dev/null", S, S]):
        result = place.run(*arguments)
        equal((result.status, result.out), (DOCUMENT, ""), " ".join(arguments))
        matches(rf"{S}: line \d+, column 1: Git put both versions of a merge here: .*liftoffctl merge --help.*git checkout --merge", result.err,
                " ".join(arguments))
    equal(place.bytes_of(S), marked, "file")
    repository.set_up()
    repository.run("checkout", "--merge", S)
    equal(listed(place, S), [("2.3", "state")], "in conflict")
    place.valid()


def test_git_crossed(place):
    """Branches that merged one another have two common ancestors, which Git merges first: also where they are in conflict."""
    repository = Repository(place)
    repository.branch("left", ["check", "2.3", *ANN])
    repository.branch("right", ["fail", "2.3", "--reason", "Red", *BOB])
    repository.git("branch", "left-was", "left")
    repository.run("merge", "left")
    place.good("resolve", S, "2.3", "2", "--by", "Cai")
    repository.commit("decided on the right")
    repository.git("checkout", "-q", "left")
    repository.run("merge", "right~1")
    place.good("resolve", S, "2.3", "1", "--by", "Dan")
    repository.commit("decided on the left")
    equal(len(repository.git("merge-base", "--all", "left", "right").split()), 2, "common ancestors")
    done = repository.run("merge", "right")
    equal((done.returncode, listed(place, S)), (1, [("2.3", "state")]), "two decided differently")
    matches(r"1  Failed, Red[^\n]*\n *decided: \S+ Dan\n    2  Done, Ann[^\n]*\n *decided: \S+ Cai\n", done.stderr, "who decided")
    place.valid()


main([
    *((f"merge: {row[0]}", test_merge(*row[1:])) for row in MERGES),
    ("both ways", test_both_ways),
    ("words", test_words),
    ("a copy", test_copy),
    *((f"refused: {' '.join(row[0])}", test_refused(*row)) for row in REFUSED),
    ("not saved", test_not_saved),
    ("too large together", test_too_large),
    ("earlier versions", test_kept),
    ("a link", test_by_hand_in_place),
    ("never silently", test_never_silently),
    ("git: clean", test_git_clean),
    ("git: conflict", test_git_conflict),
    ("git: rebase", test_git_rebase),
    ("git: add/add", test_git_add_add),
    ("git: two releases", test_git_two_releases),
    ("git: without the driver", test_git_without_driver),
    ("git: crossed", test_git_crossed),
])
