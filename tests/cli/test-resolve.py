#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in conflict: how it is shown and counted, and how it is decided."""

import json
import subprocess

from harness import (ARGUMENT, DOCUMENT, DONE, SAMPLE, check, equal, golden, items_of, main, matches)

S = "s.liftoff.json"
NOW = "2026-12-09T09:30:00Z"
CAI = ["--by", "Cai", "--when", NOW]

with open(SAMPLE, encoding="utf-8") as stream:
    TEXT = stream.read()


def change(document, changes, deleted=()):
    """Sets members of what has these ids."""
    if isinstance(document, list):
        document[:] = [entry for entry in document if not isinstance(entry, dict) or entry.get("id") not in deleted]
        for entry in document:
            change(entry, changes, deleted)
    elif isinstance(document, dict):
        document |= changes.get(document.get("id"), {})
        for value in document.values():
            change(value, changes, deleted)
    return document


OURS = {
    "rel1": {"version": "2.5"},
    "plan": {"title": "Plans"},
    "scope": {"text": "Confirm the scope"},
    "verify": {"state": "done", "by": "Ann", "at": "2026-12-09T09:12:00Z", "owner": "Ann"},
    "notify": {"text": "Call on-call"},
    "inc1": {"severity": "SEV3"},
    "inc1assess": {"state": "failed", "reason": "Nobody knows", "by": "Ann", "at": "2026-12-09T09:15:00Z"},
}
THEIRS = {
    "rel1": {"version": "2.6"},
    "plan": {"title": "The plan"},
    "scope": {"text": "Agree on scope"},
    "verify": {"state": "skipped", "reason": "No time", "accepted": "Priya", "by": "Bob", "at": "2026-12-09T09:20:00Z", "owner": "Dan"},
    "metrics": {"owner": "Cai"},
    "notify": {"text": "Page on-call"},
    "inc1": {"severity": "SEV1"},
    "inc1assess": {"state": "done", "by": "Bob", "at": "2026-12-09T09:14:00Z"},
}

# ITEM, id, text, FIELD, and the candidates in their order: not closed before closed, then as the states are listed, then by bytes
CONFLICTS = [
    ("release", "rel1", "Payments", "version", [{"version": "2.5"}, {"version": "2.6"}]),
    ("1", "plan", "Plans", "title", [{"title": "Plans"}, {"title": "The plan"}]),
    ("1.1", "scope", "Agree on scope", "text", [{"text": "Agree on scope"}, {"text": "Confirm the scope"}]),
    ("2.3", "verify", "Verify", "state",
     [{"state": "done", "reason": None, "accepted": None, "by": "Ann", "at": "2026-12-09T09:12:00Z"},
      {"state": "skipped", "reason": "No time", "accepted": "Priya", "by": "Bob", "at": "2026-12-09T09:20:00Z"}]),
    ("2.3", "verify", "Verify", "owner", [{"owner": "Ann"}, {"owner": "Dan"}]),
    ("3.1", "metrics", "Review metrics", "deleted", [{"deleted": False}, {"deleted": True}]),
    ("r1", "notify", "Call on-call", "text", [{"text": "Call on-call"}, {"text": "Page on-call"}]),
    ("i1", "inc1", "Checkout fails", "severity", [{"severity": "SEV1"}, {"severity": "SEV3"}]),
    ("i1.2", "inc1assess", "Assess severity", "state",
     [{"state": "failed", "reason": "Nobody knows", "accepted": None, "by": "Ann", "at": "2026-12-09T09:15:00Z"},
      {"state": "done", "reason": None, "accepted": None, "by": "Bob", "at": "2026-12-09T09:14:00Z"}]),
]


def put_conflicts(place):
    place.put_sample("base")
    place.put(S, json.dumps(change(json.loads(TEXT), OURS, ["metrics"])))
    place.put("theirs", json.dumps(change(json.loads(TEXT), THEIRS)))
    equal(place.run("merge", "base", S, "theirs").status, 1, "merge")


def listed(place):
    return [(entry["number"], entry["field"]) for entry in json.loads(place.good("resolve", S, "--json"))]


def test_json(place):
    put_conflicts(place)
    expected = [{"number": number, "id": node_id, "text": text, "field": field,
                 "candidates": [{"number": n} | candidate | {"settled": None} for n, candidate in enumerate(candidates, 1)]}
                for number, node_id, text, field, candidates in CONFLICTS]
    found = json.loads(place.good("resolve", S, "--json"))
    equal(found, expected, "resolve --json")
    equal(list(found[3]["candidates"][0]), list(expected[3]["candidates"][0]), "order of members")
    place.valid()


def test_words(place):
    put_conflicts(place)
    equal(place.good("resolve", S), golden("resolve.txt"), "resolve")
    equal(place.good("show", S, "--now", NOW), golden("show-conflicts.txt"), "show")
    equal(place.good("incident", "show", S, "i1", "--now", NOW), golden("incident-conflicts.txt"), "incident show")
    matches(r"Payments 2\.5 .* 2 of 7, 9 conflicts  ", place.good("list", ".", "--now", NOW), "list")


def test_counted(place):
    """What is in conflict counts as not closed, and no program is told otherwise."""
    put_conflicts(place)
    shown = place.show(S, "--now", NOW)
    equal([(phase["done"], phase["total"]) for phase in shown["phases"]], [(2, 3), (0, 3), (0, 1)], "closed items")
    equal(shown["phases"][0]["state"], "overdue", "a phase whose items would all be closed")
    equal({item["number"]: (item["state"], item["reason"], item["by"], item["at"], item.get("conflicts")) for item in items_of(shown)},
          {"1.1": ("open", None, None, None, ["text"]),
           "1.2": ("skipped", "No calendar this year", "Ana Ortiz", "2026-11-24T08:05:00Z", None),
           "1.3": ("not-applicable", "Always open", "Ana Ortiz", "2026-11-24T08:06:00Z", None),
           "2.1": ("blocked", "Disk is full", "Ana Ortiz", "2026-12-09T09:05:00Z", None),
           "2.2": ("failed", "Timeout", "Ana Ortiz", "2026-12-09T09:20:00Z", None),
           "2.3": ("open", None, None, None, ["state", "owner"]),
           "3.1": ("open", None, None, None, ["deleted"])}, "items")
    step = shown["incidents"][0]["items"][1]
    equal((step["state"], step["reason"], step["conflicts"]), ("failed", "Nobody knows", ["state"]), "a step")
    equal((shown["conflicts"], shown["phases"][0]["conflicts"], shown["incidents"][0]["conflicts"]), (["version"], ["title"], ["severity"]),
          "release, phase and incident")
    check("conflicts" not in shown["phases"][1], "a phase that is not in conflict itself")
    entry, = json.loads(place.good("list", ".", "--json"))
    equal((entry["done"], entry["total"], entry["conflicts"]), (2, 7, 9), "list --json")
    place.good("validate", S)


def test_markdown(place):
    put_conflicts(place)
    text = place.good("export", S, "--to", "markdown", "--now", NOW)
    matches(r"2 of 7 items closed\.\n\nIn conflict: Version\n.*\nIn conflict: Title\n\n- \[ \] Agree on scope\n  - In conflict: Text\n  - Evidence"
            r".*\n- \[ \] Verify\n  - In conflict: State, Owner\n  - Owner: Ann\n.*\n- \[ \] Review metrics\n  - In conflict: Deleted\n  - Owner: Cai\n",
            text, "markdown")
    place.put("back.md", text)
    place.good("new", "--name", "Back", "--template", "back.md", "-o", "back.liftoff.json")
    back = place.show("back.liftoff.json")
    equal([[item["text"] for item in phase["items"]] for phase in back["phases"]],
          [[item["text"] for item in phase["items"]] for phase in place.show(S)["phases"]], "items that came back")
    equal({item["state"] for item in items_of(back)}, {"open"}, "states of a new release")


# (arguments after FILE, stdout, what is then shown: number, members)
DECISIONS = [
    (["release", "2"], "Decided the conflict about Payments: Version: 2.6; not: 2.5\n", ("version", "2.6")),
    (["rel1", "version", "1"], "Decided the conflict about Payments: Version: 2.5; not: 2.6\n", ("version", "2.5")),
    (["1", "1"], "Decided the conflict about 1: Title: Plans; not: The plan\n", ("1", "title", "Plans")),
    (["plan", "title", "2"], "Decided the conflict about 1: Title: The plan; not: Plans\n", ("1", "title", "The plan")),
    (["1.1", "2"], "Decided the conflict about 1.1: Text: Confirm the scope; not: Agree on scope\n", ("1.1", "text", "Confirm the scope")),
    (["2.3", "state", "2"], "Decided the conflict about 2.3: State: Skipped, No time, Priya, Bob, 2026-12-09T09:20:00Z; "
     "not: Done, Ann, 2026-12-09T09:12:00Z\n", ("2.3", "conflicts", ["owner"])),
    (["verify", "owner", "2"], "Decided the conflict about 2.3: Owner: Dan; not: Ann\n", ("2.3", "owner", "Dan")),
    (["3.1", "1"], "Decided the conflict about 3.1: Deleted or kept: Kept; not: Deleted\n", ("3.1", "owner", "Cai")),
    (["3.1", "deleted", "2"], "Decided the conflict about 3.1: Deleted or kept: Deleted; not: Kept\n", ("3.1", None, None)),
    (["r1", "2"], "Decided the conflict about r1: Text: Page on-call; not: Call on-call\n", ()),
    (["i1", "2"], "Decided the conflict about i1: Severity: SEV3; not: SEV1\n", ("i1", "severity", "SEV3")),
    (["i1.2", "2"], "Decided the conflict about i1.2: State: Done, Bob, 2026-12-09T09:14:00Z; not: Failed, Nobody knows, Ann, "
     "2026-12-09T09:15:00Z\n", ("i1.2", "state", "done")),
]


def find(shown, number):
    things = [*shown["phases"], *items_of(shown), *shown["incidents"], *(item for i in shown["incidents"] for item in i["items"])]
    return next((thing for thing in things if thing["number"] == number), {})


def test_decide(arguments, out, then):
    def run(place):
        put_conflicts(place)
        before, lines = listed(place), len(place.json_of(S)["history"])
        equal(place.good("resolve", S, *arguments, *CAI), out, "stdout")
        left = [pair for pair in before if pair not in listed(place)]
        equal(len(left), 1, "conflicts that are decided")
        shown = place.show()
        if len(then) == 3:
            equal(find(shown, then[0]).get(then[1]), then[2], then[0])
        elif then:
            equal(shown[then[0]], then[1], then[0])
        history = place.json_of(S)["history"]
        equal(len(history), lines + 1, "lines of history")
        matches(rf"^{NOW} \| \w+ \| Cai \| settle \| ", history[-1], "history")
        place.valid()
        result = place.run("resolve", S, *arguments)
        equal(result.status, ARGUMENT, "once more")
    return run


def test_all(place):
    """Everything decided: nothing is left but what was decided, and the document is as if nothing had been in conflict."""
    put_conflicts(place)
    for number, _, _, field, _ in CONFLICTS:
        place.good("resolve", S, number, field, "1", *CAI)
    equal(place.good("resolve", S), "Nothing is in conflict\n", "resolve")
    equal(json.loads(place.good("resolve", S, "--json")), [], "resolve --json")
    shown = place.show(S, "--now", NOW)
    equal(([phase["done"] for phase in shown["phases"]], shown["version"]), ([3, 1, 0], "2.5"), "closed items")
    check("conflict" not in place.good("show", S), "show")
    check("conflict" not in place.good("list", ".", "--json"), "list --json")
    place.valid()


# (arguments after FILE, what is said, whether what there is follows)
REFUSED = [
    (["9.1", "1"], r"There is no “9\.1”: the release has 3 phases", True),
    (["nope", "1"], r"There is no “nope”", True),
    (["1.2", "1"], r"“1\.2” is not in conflict\n.*release  Payments", True),
    (["2.3", "1"], r"more than one field of “2\.3” is in conflict: name the one you decide\n2\.3  Verify\n", True),
    (["2.3", "text", "1"], r"the field “text” of “2\.3” is not in conflict\n2\.3  Verify\n", True),
    (["2.3", "", "1"], r"the field “” of “2\.3” is not in conflict\n2\.3  Verify\n", True),
    (["1.1", "3"], r"“3” is none of the candidates: give the number of one\n1\.1  Agree on scope\n", True),
    (["1.1", "0"], r"“0” is none of the candidates", True),
    (["1.1", "-1"], r"Unknown option -1", False),
    (["1.1", "--", "-1"], r"“-1” is none of the candidates", True),
    (["1.1", "Agree on scope"], r"“Agree on scope” is none of the candidates", True),
    (["1.1", "1x"], r"“1x” is none of the candidates", True),
    (["1.1", "18446744073709551617"], r"is none of the candidates", True),
    (["1.1", ""], r"“” is none of the candidates", True),
    (["1.1"], r"resolve: a candidate is missing: “liftoffctl resolve FILE” lists them", False),
    (["1.1", "text", "1", "1"], r"resolve: “1” is too much", False),
    (["1.1", "1", "--json"], r"resolve: --json lists conflicts: give only the file with it", False),
    (["1.1", "1", "--when", "soon"], r"--when: “soon” is no moment", False),
    (["1.1", "1", "--by", " "], r"--by is empty", False),
    ([], r"", False),
]


def test_refused(arguments, err, follows):
    def run(place):
        put_conflicts(place)
        before = place.snapshot()
        if not arguments:
            result = place.run("resolve")
            matches("resolve: an argument is missing", result.err, "stderr")
        else:
            result = place.run("resolve", S, *arguments)
        equal((result.status, result.out), (ARGUMENT, ""), "exit status and stdout")
        matches(err, result.err, "stderr")
        equal(f"for example: liftoffctl resolve {S} " in result.err, follows, f"a way out in {result.err!r}")
        equal(place.snapshot(), before, "files")
    return run


# (command and arguments without FILE, what is in conflict no more, the members then shown)
OTHER_WAYS = [
    (["check", "2.3", *CAI], ("2.3", "state"), {"state": "open", "conflicts": ["owner"]}),
    (["uncheck", "2.3"], ("2.3", "state"), {"state": "open", "conflicts": ["owner"]}),
    (["skip", "2.3", "--reason", "No time", "--accepted", "Priya"], ("2.3", "state"), {"state": "open", "conflicts": ["owner"]}),
    (["block", "2.3", "--reason", "x", *CAI], ("2.3", "state"), {"state": "blocked", "reason": "x", "by": "Cai", "conflicts": ["owner"]}),
    (["check", "i1.2", *CAI], ("i1.2", "state"), {"state": "done", "by": "Cai", "at": NOW}),
    (["fail", "i1.2", "--reason", "Still", *CAI], ("i1.2", "state"), {"state": "failed", "reason": "Still"}),
    (["na", "i1.2", "--reason", "None", *CAI], ("i1.2", "state"), {"state": "not-applicable", "reason": "None"}),
    (["fail", "i1.2", "--reason", "Nobody knows", *CAI], ("i1.2", "state"), {"state": "failed", "reason": "Nobody knows", "by": "Cai"}),
    (["assign", "2.3", "Eva"], ("2.3", "owner"), {"owner": "Eva"}),
    (["assign", "2.3", "Ann"], ("2.3", "owner"), {"owner": "Ann"}),
    (["check", "2.3", "--by", "Ann", "--when", "2026-12-09T09:12:00Z"], ("2.3", "state"), {"state": "open", "conflicts": ["owner"]}),
    (["fail", "i1.2", "--reason", "Nobody knows", "--by", "Ann", "--when", "2026-12-09T09:15:00Z"], ("i1.2", "state"), {"state": "failed", "by": "Ann"}),
    (["assign", "2.3", ""], ("2.3", "owner"), {"owner": None}),
]


def test_other_way(arguments, gone, members):
    def run(place):
        put_conflicts(place)
        before = listed(place)
        place.good(arguments[0], S, *arguments[1:])
        equal([pair for pair in before if pair not in listed(place)], [gone], "decided")
        found = find(place.show(), gone[0])
        equal({member: found.get(member) for member in members}, members, gone[0])
        place.valid()
    return run


def test_pin(place):
    """Pinning a phase to the moment that it shows decides as well."""
    moments = ["2026-11-20T17:00", "2026-11-21T17:00"]
    for chosen in moments:
        for name, moment in zip(("base", S, "theirs"), (None, *moments)):
            place.put_sample(name)
            if moment is not None:
                place.good("pin", name, "1", "--at", moment)
        equal(place.run("merge", "base", S, "theirs").status, 1, "merge")
        equal(listed(place), [("1", "pinned/local")], "in conflict")
        place.good("pin", S, "1", "--at", chosen)
        equal((listed(place), place.json_of(S)["phases"][0]["pinned"]["local"]), ([], chosen), "decided")
        place.valid()


def test_check_what_is_not_there(place):
    """Of an item that was deleted on one side a state can be set, but that does not decide whether it stays."""
    put_conflicts(place)
    place.good("check", S, "3.1", *CAI)
    equal((find(place.show(), "3.1")["state"], ("3.1", "deleted") in listed(place)), ("open", True), "3.1")
    place.good("resolve", S, "3.1", "1")
    equal({key: find(place.show(), "3.1")[key] for key in ("state", "by", "at")}, {"state": "done", "by": "Cai", "at": NOW}, "kept")


def test_not_writable(place):
    put_conflicts(place)
    for name, members, pattern in (("closed", {"state": "closed"}, r"closed: the release is closed"), ("newer", {"format": 2}, r"newer: .*newer Liftoff"),
                                   ("bad", {"type": "huge"}, r"bad: .*/type")):
        place.put(name, json.dumps(place.json_of(S) | members))
        before = place.bytes_of(name)
        result = place.run("resolve", name, "1.1", "1")
        equal((result.status, result.out, place.bytes_of(name)), (DOCUMENT, "", before), name)
        matches(pattern, result.err, name)
        check("1.1  Agree on scope\n" in place.run("resolve", name).out, f"{name} can be read")
    equal(place.run("resolve", "missing").status, DOCUMENT, "missing")


def test_at_once(place):
    """Two writers who change the same field at the same moment: one of both is first, and nothing is lost."""
    place.put_sample()
    path = place.path(S)
    people = [f"P{number}" for number in range(6)]
    running = [subprocess.Popen([place.program, command, path, *arguments, "--by", who], env=place.environment, stdout=subprocess.DEVNULL)
               for who in people
               for command, *arguments in (["assign", "3.1", who], ["fail", "2.3", "--reason", who], ["note", "3.1", who], ["check", "i1.2"])]
    equal([process.wait(60) for process in running], [DONE] * len(running), "exit status")
    place.valid()
    document, shown = place.json_of(S), place.show()
    lines = [line.split(" | ") for line in document["history"]]
    for who in people:
        equal(sorted(line[3] for line in lines if line[2] == who), ["assign", "note"], f"history of {who}")
        equal(len([line for line in lines if line[3:] == ["fail", "2.3", f"Verify: {who}"]]), 1, f"failure found by {who}")
    check(len([line for line in lines if line[3] == "tick"]) >= 1, "ticks in the history")
    equal(find(shown, "i1.2")["state"], "done", "the same state")
    for number, field in (("3.1", "owner"), ("2.3", "state")):
        candidates = {c.get("owner") or c["reason"] for e in json.loads(place.good("resolve", S, "--json"))
                      if (e["number"], e["field"]) == (number, field) for c in e["candidates"]}
        check(candidates <= set(people), f"{number} {field}: {candidates}")
        check((len(candidates) > 1) == (field in find(shown, number).get("conflicts", [])), f"{number} {field}: {candidates}")
        shown_value = find(shown, number)["owner" if field == "owner" else "reason"]
        check(shown_value in people, f"{number}: {shown_value}")


main([
    ("json", test_json),
    ("words", test_words),
    ("counted", test_counted),
    ("markdown", test_markdown),
    *((f"decide: {' '.join(row[0])}", test_decide(*row)) for row in DECISIONS),
    ("everything decided", test_all),
    *((f"refused: {' '.join(row[0])}", test_refused(*row)) for row in REFUSED),
    *((f"decided by: {' '.join(row[0])}", test_other_way(*row)) for row in OTHER_WAYS),
    ("decided by: pin", test_pin),
    ("check what was deleted", test_check_what_is_not_there),
    ("not writable", test_not_writable),
    ("at the same time", test_at_once),
])
