#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each command of liftoffctl on a release: exit status, words, JSON and the document."""

import json
import os
import pwd
import subprocess

from harness import (ARGUMENT, DOCUMENT, DONE, NOT_SAVED, SAMPLE, check, equal, golden, items_of, main, matches)

S = "s.liftoff.json"
NOW = "2026-12-09T09:30:00Z"


def user():
    entry = pwd.getpwuid(os.getuid())
    return entry.pw_gecos.split(",")[0] or entry.pw_name


def item(place, item_id, name=S):
    document = place.json_of(name)
    lists = [*document["phases"], *document.get("incidents", [])]
    return next(i for holder in lists for i in holder["items"] if i["id"] == item_id)


# (arguments after FILE's name is filled in for S, stdout, the item that changed, the members it then has beside id, position and text)
STATES = [
    (["check", S, "2.3", "--by", "Ben", "--when", "2026-12-09T10:25"], "Ticked 2.3: Verify\n", "verify",
     {"state": "done", "by": "Ben", "at": "2026-12-09T09:25:00Z", "owner": "Jonas Weber"}),
    (["check", S, "2.1", "--by", "Ben", "--when", "2026-12-09T11:25:30+02:00"], "Ticked 2.1: Create backup\n", "backup",
     {"state": "done", "by": "Ben", "at": "2026-12-09T09:25:30Z"}),
    (["check", S, "i1.2", "--by", "Ben", "--when", NOW], "Ticked i1.2: Assess severity\n", "inc1assess",
     {"state": "done", "by": "Ben", "at": NOW}),
    (["check", S, "metrics", "--by", "Ben", "--when", NOW], "Ticked 3.1: Review metrics\n", "metrics",
     {"state": "done", "by": "Ben", "at": NOW}),
    (["uncheck", S, "1.2"], "Reopened 1.2: Update calendar\n", "calendar", {"state": "open"}),
    (["skip", S, "3.1", "--reason", "No time", "--accepted", "Priya", "--by", "Ben", "--when", NOW],
     "Skipped 3.1: Review metrics: No time (Priya)\n", "metrics",
     {"state": "skipped", "reason": "No time", "accepted": "Priya", "by": "Ben", "at": NOW}),
    (["block", S, "2.3", "--reason", "Waits", "--by", "Ben", "--when", NOW], "Blocked 2.3: Verify: Waits\n", "verify",
     {"state": "blocked", "reason": "Waits", "by": "Ben", "at": NOW, "owner": "Jonas Weber"}),
    (["fail", S, "3.1", "--reason", "Red", "--by", "Ben", "--when", NOW], "Failed 3.1: Review metrics: Red\n", "metrics",
     {"state": "failed", "reason": "Red", "by": "Ben", "at": NOW}),
    (["na", S, "3.1", "--reason", "None", "--by", "Ben", "--when", NOW], "Not applicable: 3.1: Review metrics: None\n", "metrics",
     {"state": "not-applicable", "reason": "None", "by": "Ben", "at": NOW}),
    (["note", S, "3.1", "One\nTwo"], "Note on 3.1: Review metrics\n", "metrics", {"state": "open", "note": "One\nTwo"}),
    (["note", S, "3.1", "--", "-x"], "Note on 3.1: Review metrics\n", "metrics", {"state": "open", "note": "-x"}),
    (["assign", S, "3.1", "Ünal Öz"], "Assigned 3.1: Review metrics: Ünal Öz\n", "metrics", {"state": "open", "owner": "Ünal Öz"}),
    (["assign", S, "2.3", ""], "Assigned 2.3: Verify: –\n", "verify", {"state": "open"}),
]


def test_state(arguments, out, item_id, members):
    def run(place):
        place.put_sample()
        before = place.json_of(S)
        equal(place.good(*arguments), out, "stdout")
        found = item(place, item_id)
        equal({key: value for key, value in found.items() if key not in ("id", "position", "text")}, members, item_id)
        after = place.json_of(S)
        equal(len(after["history"]), len(before["history"]) + 1, "lines of history")
        found.clear()
        for document in (before, after):
            del document["history"]
            for holder in document["phases"] + document["incidents"]:
                holder["items"] = [i for i in holder["items"] if i["id"] != item_id]
        equal(after, before, "everything else")
        place.valid()
    return run


# Groups of arguments that change nothing: exit status 0, no history, the same bytes.
UNCHANGED = [
    ["check", S, "1.1", "--by", "Ben"],
    ["check", S, "1.1", "i1.1"],
    ["uncheck", S, "2.3"],
    ["skip", S, "1.2", "--reason", "No calendar this year", "--accepted", "Priya Shah"],
    ["na", S, "1.3", "--reason", "Always open"],
    ["block", S, "2.1", "--reason", " Disk is full "],
    ["fail", S, "2.2", "--reason", "Timeout"],
    ["note", S, "2.2", "Tried twice\nSee the log\n"],
    ["note", S, "2.3", ""],
    ["assign", S, "2.3", "Jonas Weber"],
    ["pin", S, "1", "--clear"],
    ["reschedule", S, "--at", "2026-12-09T10:00"],
    ["reschedule", S, "--at", "2027-01-01T10:00", "--dry-run"],
]


def test_unchanged(arguments):
    def run(place):
        place.put_sample()
        before = place.snapshot()
        out = place.good(*arguments)
        if "--dry-run" not in arguments:
            matches("Nothing changed", out, "stdout")
        equal(place.snapshot(), before, "files")
    return run


# (arguments, exit status, stderr); nothing is written and stdout stays empty
REFUSED = [
    (["check", S, "9.1"], ARGUMENT, r"s\.liftoff\.json: There is no “9\.1”: the release has 3 phases"),
    (["check", S, "1.4"], ARGUMENT, r"s\.liftoff\.json: There is no “1\.4”: phase 1 has 3 items"),
    (["check", S, "i1.9"], ARGUMENT, r"There is no “i1\.9”: incident i1 has 2 steps"),
    (["check", S, "i2.1"], ARGUMENT, r"There is no “i2\.1”: the release has 1 incident"),
    (["check", S, "nope"], ARGUMENT, r"There is no “nope”: an item is named by its number such as 2\.3"),
    (["check", S, "2"], ARGUMENT, r"“2” is something else"),
    (["check", S, "2.3", "9.1"], ARGUMENT, r"There is no “9\.1”"),
    (["check", S], ARGUMENT, r"check: an argument is missing, expected: FILE ITEM…"),
    (["check", S, "2.3", "--by", " "], ARGUMENT, r"--by is empty"),
    (["check", S, "2.3", "--by", "a\nb"], ARGUMENT, r"Who: must be one line"),
    (["check", S, "2.3", "--when", "yesterday"], ARGUMENT, r"--when: “yesterday” is no moment"),
    (["check", S, "2.3", "--when", "2026-02-30T10:00"], ARGUMENT, r"--when: “2026-02-30T10:00” is no moment"),
    (["check", S, "2.3", "--when", "0001-01-01T00:00:00+01:00"], ARGUMENT, r"is no moment"),
    (["check", S, "2.3", "--when", "9999-12-31T23:59:59-01:00"], ARGUMENT, r"is no moment"),
    (["check", S, "2.3", "--when", "0001-01-01T00:00"], ARGUMENT, r"is no moment"),
    (["check", S, "2.3", "--when", "2026-12-09T10:00:00+24:00"], ARGUMENT, r"is no moment"),
    (["check", S, "2.3", "--reason", "x"], ARGUMENT, r"check: Unknown option --reason"),
    (["skip", S, "2.3"], ARGUMENT, r"skip: a reason is missing: give it with --reason"),
    (["skip", S, "2.3", "--reason", "  "], ARGUMENT, r"“Skipped” needs a reason"),
    (["block", S, "2.3", "--reason", "x", "--accepted", "y"], ARGUMENT, r"block: Unknown option --accepted"),
    (["fail", S, "2.3"], ARGUMENT, r"fail: a reason is missing"),
    (["na", S, "2.3"], ARGUMENT, r"na: a reason is missing"),
    (["note", S, "2.3"], ARGUMENT, r"note: an argument is missing"),
    (["note", S, "2.3", "a", "b"], ARGUMENT, r"note: “b” is too much"),
    (["note", S, "2.3", "bell\x07"], ARGUMENT, r"Note: must not hold control characters"),
    (["assign", S, "2.3", "a\nb"], ARGUMENT, r"Owner: must be one line"),
    (["reschedule", S], ARGUMENT, r"reschedule: it is not said where to"),
    (["reschedule", S, "--at", "2026-02-30T10:00"], ARGUMENT, r"2026-02-30T10:00” is not a date and time"),
    (["reschedule", S, "--at", "2026-12-16T10:00+01:00"], ARGUMENT, r"is not a date and time"),
    (["reschedule", S, "--zone", "Europe/Berln"], ARGUMENT, r"“Europe/Berln”: did you mean “Europe/Berlin”"),
    (["reschedule", S, "--window", "-PT1H"], ARGUMENT, r"Deployment window"),
    (["pin", S, "1"], ARGUMENT, r"pin: give either --at with a date and time, or --clear"),
    (["pin", S, "1", "--clear", "--at", "2026-12-16T10:00"], ARGUMENT, r"pin: give either"),
    (["pin", S, "1.1", "--clear"], ARGUMENT, r"“1\.1” is something else: a phase is named by its number"),
    (["pin", S, "4", "--clear"], ARGUMENT, r"There is no “4”: the release has 3 phases"),
    (["pin", S, "1", "--at", "soon"], ARGUMENT, r"“soon” is not a date and time"),
    (["incident", "open", S], ARGUMENT, r"incident open: the title is missing"),
    (["incident", "open", S, "--title", " "], ARGUMENT, r"Title: must not be empty"),
    (["incident", "open", S, "--title", "x", "--severity", "high"], ARGUMENT, r"--severity: “high” is none of SEV1 to SEV5"),
    (["incident", "show", S, "i2"], ARGUMENT, r"There is no “i2”: the release has 1 incident"),
    (["incident", "close", S], ARGUMENT, r"There is no command “incident close”"),
    (["export", S], ARGUMENT, r"export: the format is missing: give it with --to markdown"),
    (["export", S, "--to", "docx"], ARGUMENT, r"--to: “docx” is no format: choose markdown"),
    (["export", S, "--to", "markdown", "-o", S], ARGUMENT, r"is the release itself"),
    (["export", S, "--to", "markdown", "-o", S, "--force"], ARGUMENT, r"is the release itself"),
    (["export", S, "--to", "markdown", "-o", "."], ARGUMENT, r"is a folder: name a file in it"),
    (["export", S, "--to", "markdown", "-o", "there.md"], ARGUMENT, r"there\.md exists: .*--force"),
    (["export", S, "--to", "markdown", "-o", "no/such/folder.md"], NOT_SAVED, r"no/such/folder\.md"),
    (["new"], ARGUMENT, r"new: the name of the release is missing"),
    (["new", "--name", " "], ARGUMENT, r"Name: must not be empty"),
    (["new", "--name", "x", "--template", "nope"], ARGUMENT, r"nope.*octoacme"),
    (["new", "--name", "x", "--template", "there.md"], ARGUMENT, r"there\.md"),
    (["new", "--name", "x", "--type", "huge"], ARGUMENT, r"--type: “huge” is none of patch, minor, major and hotfix"),
    (["new", "--name", "x", "--at", "2026-13-01T10:00"], ARGUMENT, r"2026-13-01T10:00” is not a date and time"),
    (["new", "--name", "x", "--at", "2026-12-01T10:00Z"], ARGUMENT, r"is not a date and time"),
    (["new", "--name", "x", "--zone", "../../etc/passwd"], ARGUMENT, r"There is no time zone “\.\./\.\./etc/passwd”"),
    (["new", "--name", "x", "--window", "soon"], ARGUMENT, r"Deployment window"),
    (["new", "--name", "x", "-o", S], ARGUMENT, r"s\.liftoff\.json exists: .*--force"),
    (["new", "--name", "x", "-o", "."], ARGUMENT, r"is a folder: name a file in it"),
    (["new", "--name", "x", "-o", "no/such/x.liftoff.json"], NOT_SAVED, r"no/such/x\.liftoff\.json"),
    (["new", "--name", "x", "extra"], ARGUMENT, r"new: “extra” is too much"),
    (["show"], ARGUMENT, r"show: an argument is missing"),
    (["show", S, S], ARGUMENT, r"show: “s\.liftoff\.json” is too much"),
    (["show", S, "--now", "now"], ARGUMENT, r"--now: “now” is no moment"),
    (["list", "nowhere"], DOCUMENT, r"nowhere"),
    (["list", S], DOCUMENT, r"s\.liftoff\.json"),
    (["list", "--now", "2026-12-09T10:00"], ARGUMENT, r"--now: “2026-12-09T10:00” is no moment"),
    (["validate"], ARGUMENT, r"validate: an argument is missing"),
    (["chek", S, "1.1"], ARGUMENT, r"There is no command “chek”: did you mean “check”\?"),
    (["vaildate"], ARGUMENT, r"did you mean “validate”\?"),
    (["incident", "lits", S], ARGUMENT, r"did you mean “incident list”\?"),
    (["frobnicate"], ARGUMENT, r"There is no command “frobnicate”: “liftoffctl --help” lists them"),
]


def test_refused(arguments, status, err):
    def run(place):
        place.put_sample()
        place.put("there.md", "nothing to do here\n")
        before = place.snapshot()
        result = place.run(*arguments)
        equal((result.status, result.out), (status, ""), "exit status and stdout")
        matches(err, result.err, "stderr")
        check(result.err.startswith("liftoffctl: "), f"stderr: {result.err!r}")
        equal(place.snapshot(), before, "files")
    return run


def test_golden(arguments, name):
    def run(place):
        place.put_sample()
        equal(place.good(*arguments), golden(name), " ".join(arguments))
    return run


def shown_item(number, source):
    return {"number": number} | {key: source.get(key) for key in
                                 ("id", "text", "state", "reason", "owner", "note", "evidence", "by", "at")} | {
        "due": None, "responsible": source.get("owner")}


def expected_json():
    """show --json of the sample, from its source; what is computed is written here by hand."""
    with open(SAMPLE, encoding="utf-8") as stream:
        source = json.load(stream)
    computed = [("2026-11-25T09:00:00Z", "done", 3), ("2026-12-09T09:00:00Z", "in-progress", 0), ("2026-12-10T09:00:00Z", "upcoming", 0)]
    phases = []
    for index, (phase, (due, state, done)) in enumerate(zip(source["phases"], computed), 1):
        phases.append({"number": str(index), "id": phase["id"], "title": phase["title"], "offset": phase["offset"], "due": due,
                       "state": state, "total": len(phase["items"]), "done": done,
                       "items": [shown_item(f"{index}.{n}", i) for n, i in enumerate(phase["items"], 1)],
                       "days": "calendar", "rule": "release", "nominal": None})
    incident = source["incidents"][0]
    incidents = [{"id": "inc1", "number": "i1", "title": "Checkout fails", "severity": "SEV2", "state": "active",
                  "started": "2026-12-09T09:10:00Z",
                  "items": [shown_item(f"i1.{n}", i) for n, i in enumerate(incident["items"], 1)]}]
    return {"id": "rel1", "name": "Payments", "version": "2.4", "state": "planned", "state-reason": None, "state-by": None, "state-at": None,
            "release": {"local": "2026-12-09T10:00", "zone": "Europe/Berlin", "utc": "2026-12-09T09:00:00Z"},
            "phases": phases, "incidents": incidents, "moves": [], "slip": None, "moved": 0, "attempts": [], "on": "Jonas Weber",
            "handovers": [], "links": [],
            "calendar": {"rule": "keep", "weekend": "Sat Sun", "holidays": None, "windows": None, "freezes": None}, "clash": None}


def test_show_json(place):
    place.put_sample()
    shown, expected = place.show(S, "--now", NOW), expected_json()
    equal(shown, expected, "show --json")
    equal(list(shown), list(expected), "order of members")
    equal(list(shown["phases"][0]["items"][0]), list(expected["phases"][0]["items"][0]), "order of an item's members")
    equal(place.show(S, "--now", "2026-12-09T10:30"), expected, "show --json at a local time")
    equal(json.loads(place.good("incident", "list", S, "--json")), expected["incidents"], "incident list --json")
    equal(json.loads(place.good("incident", "show", S, "i1", "--json")), expected["incidents"][0], "incident show --json")


def test_show_without_moment(place):
    path = place.good("new", "--name", "Bare").strip()
    shown = place.show(path)
    equal(shown["version"], None, "version")
    equal(shown["release"], {"local": None, "zone": "Europe/Berlin", "utc": None}, "release")
    equal({phase["due"] for phase in shown["phases"]}, {None}, "deadlines")
    equal(shown["incidents"], [], "incidents")
    matches("Release moment  not set", place.good("show", path), "show")


def test_list(place):
    folder = place.path("releases")
    os.mkdir(folder)
    place.put_sample("releases/b.liftoff.json")
    place.put_sample("releases/a.liftoff.json", version=None, name="Zebra 𝄞", release={"zone": "UTC"}, phases=[])
    document = place.json_of("releases/a.liftoff.json")
    del document["version"]
    place.put("releases/a.liftoff.json", json.dumps(document))
    place.put("releases/broken.liftoff.json", "{")
    place.put_sample("releases/newer.liftoff.json", format=2)
    place.put("releases/other.json", "{}")
    listed = {os.path.basename(entry["path"]): entry for entry in json.loads(place.good("list", "releases", "--json", "--now", NOW))}
    equal(sorted(listed), ["a.liftoff.json", "b.liftoff.json", "broken.liftoff.json", "newer.liftoff.json"], "files")
    equal(listed["b.liftoff.json"],
          {"path": os.path.join(folder, "b.liftoff.json"), "name": "Payments", "version": "2.4", "state": "planned",
           "next": {"number": "2", "title": "Deployment", "due": "2026-12-09T09:00:00Z"}, "total": 7, "done": 3, "error": None}, "b")
    equal(listed["a.liftoff.json"],
          {"path": os.path.join(folder, "a.liftoff.json"), "name": "Zebra 𝄞", "version": None, "state": "planned", "next": None,
           "total": 0, "done": 0, "error": None}, "a")
    broken = listed["broken.liftoff.json"]
    matches("broken", broken.pop("error"), "error")
    equal(broken, {"path": os.path.join(folder, "broken.liftoff.json"), "name": None, "version": None, "state": None, "next": None,
                   "total": None, "done": None}, "broken")
    matches("newer", listed["newer.liftoff.json"]["error"], "error")
    text = place.good("list", "releases", "--now", NOW)
    matches(r"Payments 2\.4 +Planned +3 of 7 +Deployment +Wed 9 Dec 2026, 10:00 CET +b\.liftoff\.json\n", text, "list")
    matches(r"broken\.liftoff\.json .*\n", text, "list")


def test_list_default(place):
    equal(json.loads(place.good("list", "--json")), [], "no folder yet")
    matches("No releases in .*: make one with", place.good("list"), "list")
    path = place.good("new", "--name", "Payments").strip()
    equal([entry["path"] for entry in json.loads(place.good("list", "--json"))], [path], "paths")


def test_new(place):
    path = place.good("new", "--name", " Payments: Größe 2.4 ", "--release-version", "2.4", "--at", "2026-12-09T10:00",
                      "--zone", "America/New_York", "--type", "hotfix", "--project", "Money", "--manager", "Jonas Weber",
                      "--window", "PT4H", "--by", "Ben", "--when", NOW)
    folder = os.path.join(place.data, "liftoff", "releases")
    equal(os.path.dirname(path.strip()), folder, "folder")
    matches(r"^payments-gro(ss|sz|s)e-2-4\.liftoff\.json\n$", os.path.basename(path), "name")
    document = place.json_of(path.strip())
    equal({key: document[key] for key in ("name", "version", "type", "project", "manager", "state", "template", "release", "window")},
          {"name": "Payments: Größe 2.4", "version": "2.4", "type": "hotfix", "project": "Money", "manager": "Jonas Weber",
           "state": "planned", "template": "octoacme", "release": {"local": "2026-12-09T10:00", "zone": "America/New_York"},
           "window": "PT4H"}, "document")
    matches(r"^2026-12-09T09:30:00Z \| [0-9a-z]{8} \| Ben \| create \| Payments: Größe 2\.4", document["history"][0], "history")
    place.valid(path.strip())
    equal(os.path.basename(place.good("new", "--name", "X")), "x.liftoff.json\n", "first")
    equal(os.path.basename(place.good("new", "--name", "X")), "x-2.liftoff.json\n", "second")


def test_new_output(place):
    equal(place.good("new", "--name", "X", "-o", "x.liftoff.json"), place.path("x.liftoff.json") + "\n", "path")
    first = place.bytes_of("x.liftoff.json")
    equal(place.good("new", "--name", "Y", "-o", "x.liftoff.json", "--force"), place.path("x.liftoff.json") + "\n", "path")
    check(place.bytes_of("x.liftoff.json") != first, "replaced")
    equal(place.json_of("x.liftoff.json")["name"], "Y", "name")
    check(not os.path.exists(os.path.join(place.data, "liftoff")), "nothing in the default folder")


def test_new_template(place):
    place.put("own.md", "# Database\n\n## Prepare (T-3 days)\n- [ ] Dump it\n- [ ] Copy it\n\n## Move (Release Day)\n- [ ] Go\n")
    place.good("new", "--name", "X", "--template", "own.md", "--at", "2026-12-09T10:00", "-o", "x.liftoff.json")
    shown = place.show("x.liftoff.json")
    equal([(p["title"], p["offset"], [i["text"] for i in p["items"]]) for p in shown["phases"]],
          [("Prepare", "-P3D", ["Dump it", "Copy it"]), ("Move", "PT0S", ["Go"])], "phases")
    os.makedirs(os.path.join(place.data, "liftoff", "templates"))
    os.rename(place.path("own.md"), os.path.join(place.data, "liftoff", "templates", "own.md"))
    place.good("new", "--name", "X", "--template", "own", "-o", "y.liftoff.json")
    equal(len(items_of(place.show("y.liftoff.json"))), 3, "items")


# (local time, zone, what is said about it)
MOMENTS = [
    ("2027-03-28T02:30", "Europe/Berlin", r"2027-03-28T02:30 does not exist in Europe/Berlin.*taken as 2027-03-28T03:30"),
    ("2026-10-25T02:30", "Europe/Berlin", r"2026-10-25T02:30 happens twice in Europe/Berlin.*first"),
]


def test_new_warns(local, zone, err):
    def run(place):
        result = place.run("new", "--name", "X", "--at", local, "--zone", zone)
        equal(result.status, DONE, "exit status")
        matches(err, result.err, "stderr")
        equal(place.json_of(result.out.strip())["release"]["local"], local, "as it was given")
        result = place.run("new", "--name", "X", environment={"TZ": "XYZ-3"})
        equal((result.status, place.json_of(result.out.strip())["release"]), (DONE, {"zone": "UTC"}), "without a zone")
        matches("local time zone “XYZ-3” is not in tzdata", result.err, "stderr")
    return run


def test_who(place):
    place.put_sample()
    place.good("check", S, "2.3")
    place.good("check", S, "3.1", "--by", "Ben")
    place.good("uncheck", S, "1.1", "--by", "Eva", "--when", NOW)
    place.good("assign", S, "3.1", "Cem", "--by", "Dana", "--when", NOW)
    equal((item(place, "verify")["by"], item(place, "metrics")["by"]), (user(), "Ben"), "who did it")
    lines = [line.split(" | ")[2:5] for line in place.json_of(S)["history"][1:]]
    equal(lines, [[user(), "tick", "2.3"], [user(), "tick", "3.1"], ["Eva", "untick", "1.1"], ["Dana", "assign", "3.1"]], "history")
    equal(place.json_of(S)["history"][-1].split(" | ")[0], NOW, "when")


def test_clock_behind(place):
    """Said is what was done, not what another clock says is newer."""
    place.put_sample(history=["2999-11-20T10:00:00Z | aaaaaa | Ana Ortiz | create | Payments"])
    matches("^Ticked 2.3", place.good("check", S, "2.3"), "what is said")
    place.good("assign", S, "2.3", "Ben")
    matches("^Reopened 2.3", place.good("uncheck", S, "2.3"), "what is said")


def test_several(place):
    place.put_sample()
    equal(place.good("check", S, "1.1", "1.2", "2.1", "2.2", "2.3", "i1.2"), "Ticked 1.2, 2.1–2.3, i1.2\n", "stdout")
    equal([i["state"] for i in items_of(place.show())], ["done", "done", "not-applicable", "done", "done", "done", "open"], "states")
    equal(len(place.json_of(S)["history"]), 2, "lines of history")
    place.valid()


def test_pin_and_reschedule(place):
    place.put_sample()
    equal(place.good("pin", S, "1", "--at", "2026-11-20T17:00"), "Pinned 1: Planning: 2026-11-20 17:00 Europe/Berlin\n", "pin")
    equal(place.json_of(S)["phases"][0]["pinned"], {"local": "2026-11-20T17:00", "zone": "Europe/Berlin"}, "pin")
    equal(place.show()["phases"][0]["due"], "2026-11-20T16:00:00Z", "due")
    equal(place.good("reschedule", S, "--at", "2026-12-16T10:00", "--when", NOW), golden("pinned.txt"), "reschedule")
    equal([phase["due"] for phase in place.show()["phases"]],
          ["2026-11-20T16:00:00Z", "2026-12-16T09:00:00Z", "2026-12-17T09:00:00Z"], "deadlines")
    place.valid()
    place.good("pin", S, "plan", "--at", "2026-11-20T17:00", "--zone", "Asia/Tokyo")
    equal(place.show()["phases"][0]["due"], "2026-11-20T08:00:00Z", "due in another zone")
    place.good("pin", S, "1", "--clear")
    check("pinned" not in place.json_of(S)["phases"][0], "unpinned")
    equal(place.show()["phases"][0]["due"], "2026-12-02T09:00:00Z", "due")
    place.valid()


def test_ends_of_time(place):
    """Moments whose deadlines have no year of four digits have none."""
    place.put_sample()
    for local, dues in [("9999-12-31T23:59", ["9999-12-17T22:59:00Z", "9999-12-31T22:59:00Z", None]),
                        ("0001-01-01T00:00", [None, None, "0001-01-01T23:06:32Z"])]:
        place.good("reschedule", S, "--at", local)
        shown = place.show()
        equal([phase["due"] for phase in shown["phases"]], dues, f"deadlines of {local}")
        place.good("show", S)
        place.good("export", S, "--to", "markdown")
        place.valid()


def test_incidents(place):
    place.put_sample()
    equal(place.good("incident", "open", S, "--title", "Login fails", "--severity", "sev1", "--by", "Ben", "--when", NOW),
          "Declared incident i2: Login fails\n", "open")
    equal(place.good("incident", "open", S, "--title", "Third"), "Declared incident i3: Third\n", "open")
    first, second, third = place.show()["incidents"]
    equal({key: second[key] for key in ("number", "title", "severity", "state", "started")},
          {"number": "i2", "title": "Login fails", "severity": "SEV1", "state": "triage", "started": NOW}, "i2")
    equal((third["severity"], first["number"]), (None, "i1"), "i3 and i1")
    equal([(i["number"], i["text"], i["state"]) for i in second["items"]],
          [("i2.1", "Notify on-call", "open"), ("i2.2", "Assess severity", "open")], "steps")
    ids = [i["id"] for i in first["items"] + second["items"] + third["items"]] + ["notify", "assess"]
    equal(len(set(ids)), 8, "ids of steps")
    place.good("check", S, "i2.1", "i3.2")
    equal([[i["state"] for i in incident["items"]] for incident in place.show()["incidents"]],
          [["done", "open"], ["done", "open"], ["open", "done"]], "states")
    equal(place.good("incident", "show", S, second["id"]).splitlines()[0], "i2  Login fails", "by id")
    place.valid()
    del place.environment["LC_ALL"]
    place.put_sample("none.liftoff.json", incidents=[])
    equal(place.good("incident", "list", "none.liftoff.json"), "No incidents\n", "none")


def test_export(place):
    place.put_sample()
    text = place.good("export", S, "--to", "markdown", "--now", NOW)
    matches(r"^# Payments.*## Planning \(T-2 weeks\).*- \[x\] Confirm scope.*- \[ \] Execute deployment", text, "markdown")
    equal(place.good("export", S, "--to", "markdown", "--now", NOW, "-o", "s.md"), "", "stdout")
    equal(place.bytes_of("s.md").decode(), text, "file")
    place.put("s.md", "old")
    equal(place.good("export", S, "--to", "markdown", "--now", NOW, "--output", "s.md", "--force"), "", "stdout")
    equal(place.bytes_of("s.md").decode(), text, "replaced file")


def test_unknown_members(place):
    """What a newer Liftoff or another program wrote stays."""
    with open(SAMPLE, encoding="utf-8") as stream:
        text = stream.read()
    text = text.replace('"name": "Payments",', '"name": "Payments",\n  "x-budget": {"a": 1.50, "b": [1e2, null]},')
    text = text.replace('"text": "Review metrics",', '"text": "Review metrics",\n          "x-tag": "é",')
    place.put(S, text)
    place.good("check", S, "3.1")
    after = place.bytes_of(S).decode()
    for kept in ('1.50', '1e2', '"x-tag": "é"'):
        check(kept in after, f"{kept} is kept")
    place.good("uncheck", S, "3.1")
    place.valid()


def test_at_once(place):
    """Commands that run at the same time lose nothing."""
    path = place.good("new", "--name", "X", "-o", S).strip()
    numbers = [i["number"] for i in items_of(place.show())]
    running = [subprocess.Popen([place.program, "check", path, number], env=place.environment, stdout=subprocess.DEVNULL)
               for number in numbers[:12]]
    equal([process.wait(60) for process in running], [DONE] * 12, "exit status")
    equal([i["state"] for i in items_of(place.show())], ["done"] * 12 + ["open"] * 26, "states")
    equal(len(place.json_of(S)["history"]), 13, "lines of history")
    place.valid()


def test_help(place):
    commands = ["new", "list", "show", "check", "uncheck", "skip", "block", "fail", "na", "note", "assign", "reschedule", "pin",
                "merge", "resolve", "validate", "incident open", "incident list", "incident show", "export", "state", "handover", "moment", "calendar",
                "deploy start", "deploy end", "deploy plan", "deploy correct", "deploy remove", "deploy list"]
    overview = place.good("--help")
    equal((place.good("help"), place.run().out, place.run().status), (overview, overview, ARGUMENT), "help, and no command")
    for command in commands:
        text = place.good(*command.split(), "--help")
        matches(rf"^Usage:\n  liftoffctl {command} \[OPTION…\].*\n\n.*Options:.*--help.*Examples?:\n  liftoffctl ", text, command)
        equal(place.good("help", *command.split()), text, f"help {command}")
        matches(rf"\n  {command} +{text.splitlines()[3]}\n", overview, command)
    equal(sum(line.startswith("  ") and not line.startswith("  liftoffctl") for line in overview.splitlines()), len(commands), "listed")
    matches(r"incident open", place.good("incident", "--help"), "incident")
    matches(r"^liftoffctl \d+\.\d+\.\d+\n$", place.good("--version"), "version")


def test_no_toolkit(place):
    libraries = subprocess.run(["ldd", place.program], capture_output=True, text=True, check=True).stdout
    matches(r"libglib-2\.0", libraries, "ldd")
    for toolkit in ("libgtk", "libgdk", "libadwaita", "libX11", "libwayland"):
        check(toolkit not in libraries, f"linked with {toolkit}")


def test_plain_locale(place):
    """UTF-8 goes in and out whatever the locale says."""
    place.put_sample()
    plain = {"LC_ALL": "C"}
    equal(place.good("assign", S, "3.1", "Ünal Öz", environment=plain), "Assigned 3.1: Review metrics: Ünal Öz\n", "stdout")
    equal(item(place, "metrics")["owner"], "Ünal Öz", "owner")
    matches("Ünal Öz", place.good("show", S, environment=plain), "show")


def kept(place):
    """The snapshots of all documents, as the letter of their kind and their bytes, in order."""
    files = sorted((path, content) for path, content in place.snapshot().items() if "/state/liftoff/snapshots/" in path)
    return [(os.path.basename(path)[26], content) for path, content in files]


def test_snapshots(place):
    """What stood in the file is kept before each change, whoever wrote it, and what stands there after the last one."""
    place.put_sample()
    states = [place.bytes_of(S)]
    place.good("check", S, "2.1")
    states.append(place.bytes_of(S))
    place.good("note", S, "3.1", "One")
    by_hand = place.bytes_of(S).replace(b"One", b"Two").replace(b"\n", b"\n\n")
    states.append(by_hand)
    place.put(S, by_hand)
    place.good("check", S, "2.3")
    states.append(place.bytes_of(S))
    equal(kept(place), list(zip("bbbs", states)), "snapshots")
    place.good("check", S, "2.3")
    place.good("show", S)
    equal(len(kept(place)), 4, "snapshots after what changes nothing")
    equal(os.stat(os.path.join(place.folder, "state/liftoff/snapshots")).st_mode & 0o777, 0o700, "mode")


def test_no_snapshots(place):
    """Where none can be kept, the change is made all the same, and it is said once."""
    place.put_sample()
    with open(os.path.join(place.folder, "state"), "wb"):
        pass
    result = place.run("check", S, "2.1")
    equal((result.status, result.out), (DONE, "Ticked 2.1: Create backup\n"), "check")
    matches(r"^liftoffctl: No earlier version could be kept in “.*/state/liftoff/snapshots”: Not a directory\.[^\n]*\n$", result.err, "stderr")
    equal(item(place, "backup")["state"], "done", "state")


main([
    *((f"{' '.join(row[0][:1] + row[0][2:])}", test_state(*row)) for row in STATES),
    *((f"unchanged: {' '.join(row)}", test_unchanged(row)) for row in UNCHANGED),
    *((f"refused: {' '.join(row[0])}", test_refused(*row)) for row in REFUSED),
    ("show", test_golden(["show", S, "--now", NOW], "show.txt")),
    ("incident show", test_golden(["incident", "show", S, "i1", "--now", NOW], "incident.txt")),
    ("incident list", test_golden(["incident", "list", S], "incidents.txt")),
    ("reschedule --dry-run", test_golden(["reschedule", S, "--at", "2027-03-05T09:00", "--zone", "America/New_York", "--when", NOW, "--dry-run"],
                                         "reschedule.txt")),
    ("show --json", test_show_json),
    ("show without a moment", test_show_without_moment),
    ("list", test_list),
    ("list of the default folder", test_list_default),
    ("new", test_new),
    ("new --output", test_new_output),
    ("new --template", test_new_template),
    *((f"new --at {row[0]}", test_new_warns(*row)) for row in MOMENTS),
    ("who and when", test_who),
    ("a clock that is behind", test_clock_behind),
    ("several items", test_several),
    ("pin and reschedule", test_pin_and_reschedule),
    ("the ends of time", test_ends_of_time),
    ("incidents", test_incidents),
    ("export", test_export),
    ("unknown members are kept", test_unknown_members),
    ("at the same time", test_at_once),
    ("snapshots", test_snapshots),
    ("no snapshots", test_no_snapshots),
    ("help", test_help),
    ("no toolkit", test_no_toolkit),
    ("plain locale", test_plain_locale),
])
